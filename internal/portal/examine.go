package portal

import (
	"fmt"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// examined is what was found in an uploaded PDF, in words.
type examined struct {
	Headline string   // seal and register in one sentence
	Tone     string   // style class of the headline
	Verdict  string   // on the seal alone, "" where the headline says it
	Seals    []string // one sentence a signature
	Added    []string // what was added after the seal
	Sealed   bool     // the first seal is whole, so that Added is all there is
	Differs  string   // how the file and the register contradict each other
	// Doubtful: the register knows the file, or the original in it, and its seals still do not hold.
	Doubtful bool
}

func examine(r pdf.Report) *examined {
	e := &examined{Added: additions(r), Sealed: r.SealedDigest != ""}
	for _, s := range r.Signatures {
		e.Seals = append(e.Seals, sealWords(s))
	}
	return e
}

// conclude puts together what the seal and the register say; found is nil where the
// register does not know the file.
func (e *examined) conclude(r pdf.Report, found *view) {
	g := pdf.Registered{Asked: true}
	if found != nil {
		w := found.Words
		g = pdf.Registered{Asked: true, Known: true, Applies: w.Validity.Applies(), Status: w.Status(), Label: w.Label, Banner: w.Banner}
	}
	var outcome pdf.Outcome
	outcome, e.Headline = r.Conclude(g)
	if e.Headline != r.Summary {
		e.Verdict = r.Summary
	}
	switch {
	case outcome == pdf.Confirmed:
		e.Tone = "done"
	case outcome == pdf.NotInForce, r.Verdict == pdf.Tampered:
		e.Tone = "void"
	default: // nobody vouches for it, or the register does not confirm it
		e.Tone = "wait"
	}
}

// sealWords says of a signature whose it is and whether it holds.
func sealWords(s pdf.Signature) string {
	kind := "数字签名"
	switch {
	case s.Certification:
		kind = "电子印章"
	case s.Timestamp:
		kind = "时间戳"
	case s.Marker:
		kind = "效力标注的签名"
	}
	state := "完整，由可信证书签署"
	switch {
	case !s.Intact:
		state = "不完整，签署后的内容被改动或者签名本身有误"
	case !s.Trusted:
		state = "完整，但签署者的证书不在本网站信任的范围内"
	}
	at := ""
	if !s.Time.IsZero() {
		at = "，" + minute(s.Time)
	}
	by := ""
	if s.Signer != "" {
		by = "“" + s.Signer + "”"
	}
	return fmt.Sprintf("%s%s%s：%s。", kind, by, at, state)
}

func minute(t time.Time) string {
	t = t.In(document.Shanghai)
	return fmt.Sprintf("%d年%d月%d日%02d:%02d", t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute())
}

// additions sums up what was added after the seal, a line for each kind and signer.
func additions(r pdf.Report) []string {
	var out []string
	if r.Verdict == pdf.Unsealed {
		out = append(out, "文件没有电子印章，标注以前的内容由谁制发、是否被改动，都不能核验。")
	}
	for _, g := range r.Additions() {
		allowed := "为印章所允许"
		if !g.Permitted {
			allowed = "印章不允许"
		}
		out = append(out, fmt.Sprintf("%s%d处，由%s增加，%s。", g.Class.Label(), g.Count, or(g.By, "不明身份者"), allowed))
	}
	for _, m := range r.Marks {
		out = append(out, pdf.ClassMark.Label()+"的内容：“"+m.Banner+"”")
	}
	return append(out, r.ClaimWords()...)
}
