package web

import (
	"maps"
	"slices"
)

// englishWords are the wordings in English, by the Chinese ones.
var englishWords = func() map[string]string {
	out := maps.Clone(englishTerms)
	maps.Copy(out, englishPages)
	maps.Copy(out, englishForms)
	maps.Copy(out, englishDuties)
	maps.Copy(out, englishTakeDown)
	maps.Copy(out, englishScan)
	maps.Copy(out, englishWriting)
	maps.Copy(out, englishHouse)
	maps.Copy(out, englishOwn)
	maps.Copy(out, englishAnswers)
	maps.Copy(out, englishJoint)
	maps.Copy(out, englishSpecial)
	maps.Copy(out, englishLedger)
	return out
}()

// englishPatterns are the wordings of sentences that other rooms put together, the
// more special one before the more general.
var englishPatterns = slices.Concat(englishOwnPatterns, englishWritingPatterns, englishHousePatterns, englishMainPatterns)

var englishMainPatterns = [][2]string{
	{"标题长%d字，没有保存。标题不能超过%d字，请精简标题，把正文填入正文栏。", "Not saved: the title has %d characters, at most %d are kept. Shorten it; the text belongs in its own field."},
	{"标题长%d字，不能超过%d字。", "The title has %d characters; at most %d are kept."},
	{"还剩%d小时，%s届满", "%d hours left; it ends at %s"},
	{"还剩%d分钟，%s届满", "%d minutes left; it ends at %s"},
	{"已超期%d小时，%s届满", "%d hours overdue; it ended at %s"},
	{"已超期%d分钟，%s届满", "%d minutes overdue; it ended at %s"},
	{"公开属性评估已办理，现在“%s”环节。", "Done. The assessment is now at the stage “%s”."},
	{"公开属性评估正在“%s”环节，不能这样办理。", "The assessment is at the stage “%s”; this is not offered there."},
	{"您不担任相应岗位。“%s”由%s办理。", "You don’t hold the role. “%s” is for: %s."},
	{"解读材料已办理，现在“%s”环节。", "Done. The interpretation is now at the stage “%s”."},
	{"序号“%s”不是正整数。请填写台账的序号，如120；不填为从最新的看起。", "“%s” is no number of the ledger. Give one such as 120, or none for the newest entries."},
	{"年度“%s”不是四位年份。请填写2000至2999之间的年份，如2026；不填为全部年度。", "“%s” is no year of four digits. Give one from 2000 to 2999, or none for all years."},
	{"已超期（缺%d年放假安排，工作日未核算）", "overdue (the holidays of %d are not on record; working days not counted)"},
	{"有%d项必须先改正。", "%d findings have to be put right first."},
	{"还剩%d个工作日（暂定）", "%d working days left (provisional)"},
	{"已超期%d个工作日（暂定）", "%d working days overdue (provisional)"},
	{"还剩%d个工作日", "%d working days left"},
	{"已超期%d个工作日", "%d working days overdue"},
	{"待%s办理", "waiting for: %s"},
	{"已%s。本件现在“%s”环节。", "Done: %s. Now at the stage “%s”."},
	{"已%s。本件%s。", "Done: %s. The document is %s."},
	{"已%s。%s。", "Done: %s; %s."},
	{"已%s。", "Done: %s."},
	{"送%s", "Send to: %s"},
	{"签发，送%s", "Sign; on to: %s"},
	{"%s，送%s", "%s; on to: %s"},
	{"上次发布未成：%s", "The last release failed: %s"},
	{"本件处于“%s”环节，不能“%s”。", "The document is at the stage “%s”; “%s” is not offered there."},
	{"本件正在“%s”环节，不能“%s”。", "The document is at the stage “%s”; “%s” is not offered there."},
	{"您不在本件的起草单位任职。%s环节“%s”由%s办理。", "You hold no office in the drafting unit. At the stage “%s”, “%s” is for: %s."},
	{"您不担任相应岗位。%s环节“%s”由%s办理。", "You don’t hold the role. At the stage “%s”, “%s” is for: %s."},
	{"本件已由他人办理，现在“%s”环节，请刷新后再办。", "Somebody else has acted; the document is now at the stage “%s”. Reload it."},
	{"本件%s，不能再办理。", "The document is closed: %s."},
	{"登录失败次数过多，请%d分钟后再试。", "Too many failures. Try again in %d minutes."},
	{"%s须有“%s”岗位职责。", "%s needs the role “%s”."},
	{"%s、%s", "%s, %s"},
	{"起草单位的“%s”岗位", "“%s” of the drafting unit"},
	{"“%s”岗位", "“%s”"},
	{"附件%d标题", "Title of annex %d"},
	{"附件%d正文", "Text of annex %d"},
	{"附件%d公开属性", "Attribute of annex %d"},
	{"附件%d", "Annex %d"},
	{"本文件尚未施行，自%s起施行。", "Not yet in force; it takes effect on %s."},
	{"本文件有效期至%s，现已失效。", "It was valid until %s and has lapsed."},
	{"本文件自%s起失效。依据：%s。", "Declared to have lapsed from %s on by %s."},
	{"本文件自%s起失效。", "Declared to have lapsed from %s on."},
	{"本文件已于%s被撤销，自始无效。依据：%s。", "Revoked from the beginning on %s by %s."},
	{"本文件将自%s起废止。依据：%s。", "It will be repealed from %s on by %s."},
	{"本文件将自%s起废止。", "It will be repealed from %s on."},
	{"本文件将自%s起失效。依据：%s。", "It will lapse from %s on by %s."},
	{"本文件将于%s修改，届时请以修改后的文本为准。依据：%s。", "It will be amended on %s by %s."},
	{"本文件将自%s起部分失效，失效的内容以有关决定为准，其余部分继续有效。依据：%s。", "A part of it will cease on %s by %s; the rest goes on."},
}
