package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/sergi/go-diff/diffmatchpatch"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Diff returns what changed between two revisions. See Counter.
func (d *Desk) Diff(ctx context.Context, person, id string, from, to int) ([]PartDiff, error) {
	c, err := d.open(ctx, person, id)
	if err != nil {
		return nil, err
	}
	if to == 0 {
		to = len(c.Sheets)
	}
	if from == 0 {
		if from, err = d.record.LastDecided(ctx, id, person); err != nil {
			return nil, err
		}
		from = max(from, 1)
	}
	if from > to || to > len(c.Sheets) {
		return nil, document.Refuse(document.NotFound, "no-revision", fmt.Sprintf("本件共有%d稿，没有所要比较的稿次。", len(c.Sheets)))
	}
	before, _, err := d.record.Revision(ctx, id, from)
	if err != nil {
		return nil, err
	}
	after, _, err := d.record.Revision(ctx, id, to)
	if err != nil {
		return nil, err
	}
	return compare(before, after, c.Sheets[from-1].Diff(c.Sheets[to-1])), nil
}

// compare shows the changed parts only.
func compare(before, after dossier.Content, changed []dossier.Part) []PartDiff {
	out := []PartDiff{}
	for _, p := range changed {
		out = append(out, PartDiff{Part: p, Label: p.Label(), Runs: runs(plain(before, p), plain(after, p))})
	}
	return out
}

// runs compares two texts. Runs of digits and of letters are one token each: a
// number that changed is a changed number, not a changed digit.
func runs(a, b string) []Run {
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 2 * time.Second // then coarser runs, still right: a page must come back
	ta, tb, words := tokens(a, b)
	out := []Run{}
	for _, diff := range dmp.DiffMainRunes(ta, tb, false) {
		var text strings.Builder
		for _, r := range diff.Text {
			text.WriteString(words[r])
		}
		op := map[diffmatchpatch.Operation]string{
			diffmatchpatch.DiffEqual: "equal", diffmatchpatch.DiffDelete: "delete", diffmatchpatch.DiffInsert: "insert",
		}[diff.Type]
		out = append(out, Run{Op: op, Text: text.String()})
	}
	return out
}

// tokens turns both texts into runes that stand for words of one dictionary.
func tokens(a, b string) (ta, tb []rune, words map[rune]string) {
	ids := map[string]rune{}
	words = map[rune]string{}
	translate := func(s string) []rune {
		var out []rune
		for _, w := range split(s) {
			id, ok := ids[w]
			if !ok {
				id = tokenRune(len(ids))
				ids[w], words[id] = id, w
			}
			out = append(out, id)
		}
		return out
	}
	return translate(a), translate(b), words
}

// tokenRune gives the n-th rune from 1 on that UTF-8 can carry: surrogates are
// passed over.
func tokenRune(n int) rune {
	r := rune(n + 1)
	if r >= 0xd800 {
		r += 0x800
	}
	return r
}

// split cuts a text into runs of ASCII letters or digits and single characters.
func split(s string) []string {
	var out []string
	start := -1
	for i, r := range s {
		word := r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if word {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			out = append(out, s[start:i])
			start = -1
		}
		out = append(out, string(r))
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return out
}

// plain writes a part as people read it.
func plain(c dossier.Content, p dossier.Part) string {
	var b strings.Builder
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s：%s\n", label, value)
		}
	}
	switch p {
	case dossier.TextPart:
		line("标题", c.Text.Title)
		line("文种", c.Text.Kind.Label())
		line("主送", c.Text.Addressee)
		line("抄送", c.Text.CopyTo)
		line("施行日期", c.Text.EffectiveOn.Chinese())
		line("有效期至", c.Text.ExpiresOn.Chinese())
		line("重大行政决策", yes(c.Text.Major))
		line("重要公文", yes(c.Text.Important))
		line("涉及经营者经济活动", yes(c.Text.AffectsBusiness))
		line("联合行文机关", strings.Join(c.Text.JointWith, "、"))
		b.WriteString(c.Text.Body)
	case dossier.AnnexPart:
		for i, a := range c.Annexes {
			fmt.Fprintf(&b, "附件%d %s\n", i+1, a.Title)
			line("附件公开属性", a.Attribute.Label())
			line("依据", a.Ground.Label())
			line("理由", a.Reason)
			b.WriteString(a.Body + "\n")
		}
	case dossier.DisclosurePart:
		line("公开属性", c.Disclosure.Attribute.Label())
		for _, g := range c.Disclosure.Grounds {
			line("依据", g.Label())
		}
		line("理由", c.Disclosure.Reason)
		line("清单条目", c.Disclosure.Item)
	case dossier.InterpretationPart:
		i := c.Interpretation
		line("解读", i.Need.Label())
		line("理由", i.Reason)
		line("提纲", i.Outline)
		line("形式", i.Form)
		line("渠道", i.Channel)
		line("时间", i.When)
		line("第一解读人", i.Interpreter)
		line("材料标题", i.Title)
		b.WriteString(i.Body)
	case dossier.RelationPart:
		for _, r := range c.Relations {
			fmt.Fprintf(&b, "%s《%s》（%s）%s\n", r.Kind.Label(), r.Title, r.Number, r.On.Chinese())
		}
	case dossier.CataloguePart:
		line("内容概述", c.Catalogue.Summary)
		line("主题分类", c.Catalogue.Topic)
		line("组配分类", c.Catalogue.Article)
	case dossier.RecordPart:
		b.WriteString(proceedings(c.Record))
	}
	return b.String()
}

func yes(flag bool) string {
	if flag {
		return "是"
	}
	return ""
}

// proceedings writes the record of what was done outside of the system.
func proceedings(r dossier.Record) string {
	var b strings.Builder
	for _, c := range r.Comments {
		fmt.Fprintf(&b, "征求意见：%s，%s，%s至%s %s\n", c.Way, c.Reference, c.From.Chinese(), c.Until.Chinese(), c.Shortened)
		for _, a := range c.Adoptions {
			fmt.Fprintf(&b, "意见：%s。%s%s\n", a.Opinion, map[bool]string{true: "采纳", false: "不予采纳："}[a.Adopted], a.Reason)
		}
	}
	fmt.Fprintf(&b, "集体审议：%s %s %s\n", r.Collective.Name, r.Collective.Number, r.Collective.On.Chinese())
	for _, p := range []struct {
		label string
		ref   dossier.Reference
	}{{"专家论证", r.Expert}, {"风险评估", r.Risk}, {"请示报告", r.Party}} {
		fmt.Fprintf(&b, "%s：%s %s %s\n", p.label, p.ref.Number, p.ref.On.Chinese(), p.ref.Note)
	}
	l := r.Legality
	fmt.Fprintf(&b, "合法性审核：%s，%s收到，%s答复 %s\n", l.Number, l.ReceivedOn.Chinese(), l.AnsweredOn.Chinese(), l.Urgent)
	for _, c := range r.Countersigns {
		fmt.Fprintf(&b, "会签：%s %s %s %s\n", c.Body, c.Person, c.On.Chinese(), c.Opinion)
	}
	fmt.Fprintf(&b, "登记号：%s\n", r.Registration)
	return b.String()
}
