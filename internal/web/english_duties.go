package web

// englishDuties are the words of numbers, repeals and what is due by a day.
var englishDuties = map[string]string{
	"作废字号":      "Void the number",
	"作废理由":      "Reason for voiding",
	"归档不发布":     "File without release",
	"归档理由":      "Reason for filing",
	"废止决定的执行情况": "What became of the repeals",
	"已执行":       "carried out",
	"未产生效力":     "no effect",
	"日期未到":      "not yet due",
	"执行中":       "under way",
	"尚未用印的，可以作废发文字号。作废的字号连同理由留在编号台账中，不再使用；本件退回复核登记，重新编号。": "As long as it is not sealed, the number can be voided. It stays in the number ledger with its reason and is never used again; the document goes back to registration for another one.",
	"本件发布前已被废止，归档后不再发布。": "It was repealed before its release; once filed, it is not released any more.",
	"期限提醒":          "Reminders of terms",
	"期限提醒（%d）":      "Reminders of terms (%d)",
	"项期限提醒":         " reminders",
	"提醒原因":          "Why",
	"依据":            "Evidence",
	"登记办结":          "Record as done",
	"停止计时":          "Stop the clock",
	"恢复计时":          "Restart the clock",
	"编号台账":          "Numbers",
	"自%s起计算，至%s届满。": "Counted from %s; it ends on %s.",
	"写明如何办结，如备案文号、评估报告编号；逾期后办结的，仍记为逾期。": "Say how it was done, such as the number of the filing or report. What is done late stays late.",
	"写明补正通知或者征求意见函的文号。停止计时当日和恢复当日均不计入。": "Give the number of the notice or letter. Neither the day it stops nor the day it restarts counts.",
	"写明材料补齐或者收到复函的情况。恢复后期限重新推算。":        "Say when the material or the answer came. The term is then counted anew.",
}
