package web

// englishLedger are the names of acts of the ledger.
var englishLedger = map[string]string{
	"登记废止": "Repeal registered", "保存检索条件": "Search saved", "上传图片": "Picture uploaded",
	"登记办结期限": "Time limit met", "停止期限计时": "Clock of a time limit stopped", "恢复期限计时": "Clock of a time limit restarted",
	"登记已报告": "Report registered", "期限逾期": "Time limit missed", "重新计算期限": "Time limit dated anew",
	"保存随后发布的解读材料": "Later interpretation saved", "送审随后发布的解读材料": "Later interpretation submitted",
	"同意随后发布的解读材料": "Later interpretation approved", "退回随后发布的解读材料": "Later interpretation returned",
	"发布随后发布的解读材料": "Later interpretation released", "随后的解读材料发布完成": "Later interpretation published",
	"随后的解读材料发布未成": "Release of the later interpretation failed",
}
