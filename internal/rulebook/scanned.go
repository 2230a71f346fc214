package rulebook

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/scan"
)

// scanGates are where a text is looked through (rulebook §13): when it is handed
// in, by each office that answers for its publication, and before it goes out.
var scanGates = []Gate{G1, G2, G6, G8, G13}

func scanRules() []Rule {
	rule := func(id, title, confidence, since string) Rule {
		return Rule{ID: id, Title: title, Cite: scan.Cite(id), Confidence: confidence, Since: since, Gates: scanGates, Check: scanned(id)}
	}
	return []Rule{
		rule("SC-01", "公开的文本不含居民身份证号码", "K", "2021-11-01"),
		rule("SC-02", "公开的文本不含十五位居民身份证号码", "K", "2021-11-01"),
		rule("SC-03", "公开的文本不含个人手机号码", "K", "2021-11-01"),
		rule("SC-04", "核对固定电话是否为办公电话", "K", "2021-11-01"),
		rule("SC-05", "公开的文本不含银行卡号", "K", "2021-11-01"),
		rule("SC-06", "公开的文本不含护照、通行证号码", "K", "2021-11-01"),
		rule("SC-07", "公开的文本不含个人电子邮箱、微信号、QQ 号", "K", "2021-11-01"),
		rule("SC-08", "公开的文本不含家庭住址", "K", "2021-11-01"),
		rule("SC-09", "公开的文本不含个人账号", "K", "2021-11-01"),
		rule("SC-10", "健康、救助、未成年人等信息去标识化", "K", "2021-11-01"),
		rule("SC-13", "不得带有工作秘密、内部使用标志", "L", "2024-09-01"),
		rule("SC-14", "不得留有未定稿标记和空缺", "K", "2012-07-01"),
		rule("SC-15", "不得留有份号、紧急程度、签发人和批办文字", "K", "2012-07-01"),
	}
}

// look is the scan of one input, made once for all rules that ask for it.
type look struct {
	done   bool
	byRule map[string][]document.Finding
}

// scanned returns the check of a rule that the scanner has found something for.
func scanned(id string) func(Input) []document.Finding {
	return func(in Input) []document.Finding { return in.hits()[id] }
}

func (in Input) hits() map[string][]document.Finding {
	if in.look == nil {
		in.look = &look{}
	}
	if !in.look.done {
		in.look.done, in.look.byRule = true, in.scan()
	}
	return in.look.byRule
}

// scan looks through what is to be published. What stays in the house keeps its
// personal data; it is looked through when somebody wants to publish it.
func (in Input) scan() map[string][]document.Finding {
	s, err := scan.New(in.scanOptions())
	if err != nil { // an attribute that does not exist: DA-01 speaks of it
		return nil
	}
	texts := public(in.released())
	out := map[string][]document.Finding{}
	report := s.Passages(passages(texts))
	digests := map[string][sha256.Size]byte{} // by place; ten thousand hits may stand in one text
	for _, h := range report.Hits {
		at := slices.IndexFunc(texts, func(w writing) bool { return w.place == string(h.Place.Part) })
		if at < 0 {
			out["SR-01"] = append(out["SR-01"], in.beyond(h))
			continue
		}
		if h.Rule == "SC-16" || h.Rule == "SC-12" {
			continue // said by rules of their own
		}
		w := texts[at]
		if _, ok := digests[w.place]; !ok {
			digests[w.place] = sha256.Sum256([]byte(w.text))
		}
		out[h.Rule] = append(out[h.Rule], in.found(h, w, key(h, w.place, digests[w.place])))
	}
	return out
}

func (in Input) scanOptions() scan.Options {
	t := in.Content.Text
	return scan.Options{
		Attribute: in.attribute(), Typeset: true, Normative: t.Class == document.Normative, Today: in.Today,
		Upward: t.Kind.Upward() || t.Class == document.Upward,
		Dead:   func(n document.Number) bool { return slices.Contains(in.Dead, n) && !in.endedHere(n) },
	}
}

// endedHere reports whether the document itself says what becomes of the other:
// who repeals a document must name it.
func (in Input) endedHere(n document.Number) bool {
	return slices.ContainsFunc(in.Content.Relations, func(r dossier.Relation) bool {
		return r.Number == n && r.Kind.Ends() != ""
	})
}

// public lists the texts that go out when the document is published; nothing when
// it will not be. Marks of a state secret are looked for everywhere, see SC-12.
func public(c dossier.Content) []writing {
	if !c.Disclosure.Attribute.Releasable() {
		return nil
	}
	var out []writing
	for _, w := range writings(c) {
		if w.text != "" && goesOut(c, w.place) {
			out = append(out, w)
		}
	}
	return out
}

var outgoing = []string{
	"text.title", "text.addressee", "text.copy_to", "text.body", "text.original.around",
	"text.signer_post", "text.present", "text.excused", "text.attending",
	"interpretation.title", "interpretation.body", "interpretation.interpreter",
	"catalogue.summary", "catalogue.topic", "catalogue.article",
}

func goesOut(c dossier.Content, place string) bool {
	if slices.Contains(outgoing, place) {
		return true
	}
	var i int
	var field string
	if n, _ := fmt.Sscanf(place, "annexes.%d.%s", &i, &field); n == 2 && i < len(c.Annexes) {
		return (field == "title" || field == "body") && !c.Annexes[i].Closed()
	}
	return strings.HasPrefix(place, "relations.") && strings.HasSuffix(place, ".title")
}

// passages hands the texts to the scanner with their places, so that a hit comes
// back with the place it was found in.
func passages(all []writing) []scan.Passage {
	out := make([]scan.Passage, 0, len(all))
	for _, w := range all {
		out = append(out, scan.Passage{Part: scan.Part(w.place), Text: markedNumber.ReplaceAllString(w.text, "")})
	}
	return out
}

// markedNumber is a mark of emphasis within a number, which must not hide it. More
// asterisks than two stand for digits that are left out.
var markedNumber = regexp.MustCompile("\\b(?:\\*{1,2}|`)\\b")

// found turns a hit into a finding. Its message holds the snippet as the scanner
// masked it, never the value.
func (in Input) found(h scan.Hit, w writing, hit string) document.Finding {
	f := document.Finding{Severity: h.Severity, Place: w.place, Message: w.label + spot(h, w) + h.Message, Remedy: h.Remedy}
	if !h.Decidable {
		return f
	}
	f.Hit = hit
	if x, ok := in.examined(f.Hit); ok {
		f.Severity, f.Remedy = document.Info, "如有异议，请退回保密审查环节重新核定。"
		f.Message += "保密审查人员已核：" + x.Reason
		return f
	}
	if f.Severity == document.Block && (in.gate == G1 || in.gate == G2) {
		f.Severity = document.Warn
		f.Remedy += "保留的，由保密审查人员逐处核定。"
	}
	return f
}

func (in Input) examined(hit string) (dossier.Examined, bool) {
	for _, x := range in.Examined {
		if x.Hit == hit {
			return x, true
		}
	}
	return dossier.Examined{}, false
}

// spot says in Chinese where in a text the hit is, and what was found.
func spot(h scan.Hit, w writing) string {
	at := ""
	if strings.HasSuffix(w.place, ".body") || strings.HasSuffix(w.place, ".summary") {
		at = fmt.Sprintf("第%d行第%d字", h.Place.Line, h.Place.Column)
	}
	if h.Snippet == "" {
		return at
	}
	return at + "“" + h.Snippet + "”"
}

// key is the name of a hit: rule, place and the text it stands in. It changes with
// any change of that text, so that somebody has to look again.
func key(h scan.Hit, place string, text [sha256.Size]byte) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d:%d\n%x", h.Rule, place, h.Place.Line, h.Place.Column, text))
	return hex.EncodeToString(sum[:])
}

// beyond is what the scanner says of the texts as a whole.
func (in Input) beyond(h scan.Hit) document.Finding {
	return document.Finding{Severity: h.Severity, Place: "text", Message: h.Message, Remedy: h.Remedy}
}
