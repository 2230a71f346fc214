package web

// englishSpecial are the words of joint marks, orders and minutes.
var englishSpecial = map[string]string{
	"发文机关标志":                  "Issuing mark",
	"并列各联合发文机关的名称":            "Names of all joint issuers",
	"单独用主办机关的名称":              "Name of the lead alone",
	"发文机关标志并列各联合发文机关的名称":      "The issuing mark names all joint issuers",
	"只用于联合行文；不选的，单独用主办机关的名称。": "For joint documents. Unless ticked, the mark names the lead alone.",
	"本系统只加盖主办机关的印章，其他机关的位置留空，由各机关随后加盖。": "This system sets the seal of the lead only. The places of the other issuers stay free for their seals.",
	"签署人职务": "Office of the signer",
	"用于命令（令），印在签署人姓名左侧，如": "For orders: printed at the left of the signer’s name, such as ",
	"；姓名取自签发。":            "; the name is that of the signature.",
	"纪要人员":                "People of the minutes",
	"出席":                  "Present",
	"请假":                  "Excused",
	"列席":                  "Attending",
	"未填写":                 "not given",
	"用于纪要，列在正文之后；姓名用顿号分开。主动公开的，姓名一并公开。": "For minutes: listed below the text, names separated by “、”. They are public with a public document.",
}
