package rulebook

import (
	"regexp"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// What a normative document is known by (ND-01): it touches rights and duties of
// citizens, legal persons and other organisations, binds generally, and is applied again
// and again for a term. Words show it well enough to ask the legal office; they decide
// nothing.
var (
	// ruleNames are the names that rules for the public usually bear.
	ruleNames = regexp.MustCompile(`(办法|规定|细则|规则|规程)(（(试行|暂行)）)?》?(的|$)`)
	// dutiful is a sentence that gives somebody outside of the administration a right or
	// a duty.
	dutiful = regexp.MustCompile(`(公民|法人|其他组织|单位和个人|任何单位|任何个人|个人|居民|市民|村民|业主|车主|经营者|企业|用人单位|申请人|当事人|使用人)` +
		`[^。；！？\n]{0,60}(应当|不得|必须|禁止|严禁|有权|可以(申请|享受|免)|缴纳|处以|罚款|责令|予以处罚|给予(补贴|补助|奖励))`)
	// forbidding is a sentence that forbids without naming anybody.
	forbidding = regexp.MustCompile(`(禁止|严禁)(在|任何|擅自|携带|燃放|占用|倾倒|进入|通行)|(处以?|并处)[^。；\n]{0,20}罚款`)
	// general is the words by which a text binds everybody in a territory or of a kind.
	general = regexp.MustCompile(`行政区域内|适用(于|本)|全市范围内|全县范围内|全区范围内|任何(单位|个人)|凡(是|在)`)
	// lasting is the words by which a text is applied until it is changed.
	lasting = regexp.MustCompile(`自[^。；\n]{1,30}起(施行|实施|执行)|有效期|长期有效|试行|暂行`)
	// inward are the matters of the administration itself, which ND-01 takes out: work
	// systems, staffing, plans of work, awards, appointments.
	inward = regexp.MustCompile(`内部|机关|公文处理|值班|考勤|考核|工作(制度|规则|方案|要点|计划|分工)|会议|表彰|通报|任免|任职|编制|人事|办公用房|档案`)
)

// NormativeSigns returns, in Chinese, by what a document that is called general, or another
// policy, looks like a normative one (ND-01, ND-02); nothing where too little of it shows,
// and nothing of other classes and of kinds that are never normative. What is declared counts with
// the words: a day from which, or until which, the document applies.
func NormativeSigns(c dossier.Content) []string {
	t := c.Text
	never := []document.Kind{document.Report, document.Request, document.Minutes}
	if t.Class != document.General && t.Class != document.Policy || t.Kind.Upward() || slices.Contains(never, t.Kind) {
		return nil
	}
	texts := t.Body
	for _, a := range c.Annexes {
		texts += "\n" + a.Title + "\n" + a.Body
	}
	within := inward.MatchString(t.Title)
	named := ruleNames.MatchString(t.Title) && !within
	touches := (dutiful.MatchString(texts) || forbidding.MatchString(texts)) && !within
	binds := general.MatchString(texts)
	lasts := lasting.MatchString(texts) || t.ExpiresOn != "" || t.EffectiveOn != ""
	if !named && (!touches || !binds && !lasts) {
		return nil
	}
	var out []string
	for _, sign := range []struct {
		shows bool
		words string
	}{
		{named, "标题使用办法、规定等名称"}, {touches, "涉及公民、法人和其他组织的权利义务"}, {binds, "具有普遍约束力"}, {lasts, "在一定期限内反复适用"},
	} {
		if sign.shows {
			out = append(out, sign.words)
		}
	}
	return out
}
