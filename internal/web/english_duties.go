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
}
