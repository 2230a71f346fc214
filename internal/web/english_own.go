package web

// englishOwn are the words of what concerns the person who looks.
var englishOwn = map[string]string{
	"我的公文":        "My documents",
	"我拟写的":        "Drafted by me",
	"我办过的":        "Acted on by me",
	"查找范围":        "Whose",
	"按岗位职责查看":     "By role",
	"在岗人员":        "Held by",
	"无人在岗":        "nobody",
	"查看公开页面":      "See the public page",
	"已发布，公众可以查看。": "Released; the public can see it.",
	"已开始发布。":      "The release has begun.",
	"已开始发布。正在发布，等待回读核验。": "The release has begun; waiting for the read-back.",
	"%s退回":         "Returned by: %s",
	"系统管理岗位不办理公文。": "Administrators act on no documents.",
	"台账监督岗位不办理公文。": "Auditors act on no documents.",
	"已经送出、办过的，在上面“我拟写的”“我办过的”中。": "What you have sent on is under “Drafted by me” and “Acted on by me” above.",
	"有%d项必须先改正，改正前不能送出。":         "%d findings have to be put right before it can go on.",
	"国家秘密":     "state secret",
	"法律法规禁止公开": "forbidden by law",
	"三安全一稳定":   "security, stability",
	"第三方权益":    "third parties",
	"内部事务":     "internal affairs",
	"过程性信息":    "deliberations",
	"执法案卷":     "enforcement files",

	"撤下公开的公文":     "Take down a public document",
	"提出恢复公开":      "Propose to put it back",
	"复核同意撤下或者恢复":  "Taking down or putting back confirmed",
	"复核不同意撤下或者恢复": "Taking down or putting back refused",
	"撤下回读核验通过":    "Taken down, as read back",
	"恢复公开完成":      "Put back",
	"恢复公开未成":      "Putting back failed",
}

// englishOwnPatterns are sentences with something in them of what was done just now.
var englishOwnPatterns = [][2]string{
	{"%s“%s”不是有效的日期。请写明年月日，如2026年11月21日或者20261121。", "%s: “%s” is no date. Write year, month and day: 2026-11-21 or 20261121."},
	{"报告时间“%s”不是有效的时间。请写明年月日和时分，如2026年11月21日15时30分。", "Reported at: “%s” is no time. Write year, month, day, hour and minute: 2026-11-21 15:30."},
	{"%s“%s”不是有效的日期。", "%s: “%s” is no date."},
	{"有%d个日期不是有效的日期，请逐一改正。", "%d dates are none; correct each of them."},
	{"文件%d起始日期", "Effect on document %d from"},
	{"第%d次征求意见发布之日", "Consultation %d, published on"},
	{"第%d次征求意见截止之日", "Consultation %d, closed on"},
	{"%s会签日期", "Date of the consent of %s"},
	{"撤下事项已办理，现在“%s”。", "Done. The take-down is now: %s."},
}
