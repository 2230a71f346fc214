package web

// englishForms are the words of the forms that two pages share.
var englishForms = map[string]string{
	"对应《不予公开事项清单》的条目": "Entry of the list of what is not disclosed",
	"（%s版）": " (edition %s)",
	"现行清单中没有这一条目，请重新选择。":                     "The list in force has no such entry; choose another.",
	"清单中没有对应的条目":                             "No entry of the list fits",
	"以公开为常态、不公开为例外；清单中没有的，请核对是否可以公开。":        "Disclosure is the rule. Check whether what is on no list can be disclosed.",
	"结合本件内容写明公开会有何种不利影响、为何不宜主动公开；主动公开的不必填写。": "Say what harm disclosure of this document would do. Not needed for proactive disclosure.",
	"全文向社会公开，不必说明理由。以公开为常态。":                 "The whole text is published. No reason is needed: this is the rule.",
	"不主动公开，有人申请时依法答复。":                       "Not published; answered when somebody asks for it.",
	"须有法定依据，并与不予公开事项清单对应。":                   "Needs a ground in law and an entry of the list of what is not disclosed.",
	"正在修改": "Being changed by",
	"正在查看": "Open at",
	"另一窗口": "Another window",
	"您在另一个窗口也打开了本件的修改页面。请只在一处修改；后保存的一处会看到改动对照，不会互相覆盖。": "You have this document open for changes in another window, too. Whichever saves later is shown the differences; nothing is overwritten.",
	"已登录，继续办理": "Signed in: go on",
	"继续办理":     "Go on",
	"继续":       "Go on",
	"您登录前填写的内容都在，尚未提交。点“继续”回到原来的页面，核对后再办理。": "What you typed before signing in is all here and has not been sent. “Go on” takes you back to its page.",
	"登录并恢复填写的内容": "Sign in and bring back what I typed",
	"您登录前填写的意见已经恢复，尚未提交，请核对后办理。":         "What you typed before signing in is back. It has not been sent; look it over.",
	"您登录前填写的意见在下面，可以复制；本件现在的环节已不能办理该事项。": "What you typed before signing in is below, for copying; the act is not open at the present stage.",
	"粘贴带入的看不见的控制字符，已去掉%d个。":              " Characters that cannot be seen were removed: %d.",
	"到修改页面改正：": "Put it right on the page for changes:",
	"正在提交":     "Sending",
	"您上次填写、尚未提交的意见已恢复。": "What you typed last time and did not send is back.",
}
