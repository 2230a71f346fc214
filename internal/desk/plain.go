package desk

import (
	"fmt"
	"strings"

	"mingfa/internal/dossier"
)

// words is a part of a dossier in the making as people read it.
type words struct{ strings.Builder }

// line writes a labelled value, nothing for an empty one.
func (w *words) line(label, value string) {
	if value != "" {
		fmt.Fprintf(w, "%s：%s\n", label, value)
	}
}

// plain writes a part as people read it.
func plain(c dossier.Content, p dossier.Part) string {
	var w words
	switch p {
	case dossier.TextPart:
		w.text(c.Text)
	case dossier.AnnexPart:
		w.annexes(c.Annexes)
	case dossier.DisclosurePart:
		w.disclosure(c.Disclosure)
	case dossier.InterpretationPart:
		w.interpretation(c.Interpretation)
	case dossier.RelationPart:
		for _, r := range c.Relations {
			fmt.Fprintf(&w, "%s《%s》（%s）%s\n", r.Kind.Label(), r.Title, r.Number, r.On.Chinese())
		}
	case dossier.CataloguePart:
		w.line("内容概述", c.Catalogue.Summary)
		w.line("主题分类", c.Catalogue.Topic)
		w.line("组配分类", c.Catalogue.Article)
	case dossier.RecordPart:
		w.record(c.Record)
	}
	return w.String()
}

func yes(flag bool) string {
	if flag {
		return "是"
	}
	return ""
}

func (w *words) text(t dossier.Text) {
	w.line("标题", t.Title)
	w.line("文种", t.Kind.Label())
	w.line("紧急程度", string(t.Urgency))
	w.line("主送", t.Addressee)
	w.line("抄送", t.CopyTo)
	w.line("施行日期", t.EffectiveOn.Chinese())
	w.line("有效期至", t.ExpiresOn.Chinese())
	w.line("重大行政决策", yes(t.Major))
	w.line("重要公文", yes(t.Important))
	w.line("涉及经营者经济活动", yes(t.AffectsBusiness))
	w.line("联合行文机关", strings.Join(t.JointWith, "、"))
	w.line("发文机关标志并列各联合发文机关", yes(t.JointHead))
	w.line("签署人职务", t.SignerPost)
	w.line("出席", t.Present)
	w.line("请假", t.Excused)
	w.line("列席", t.Attending)
	fmt.Fprint(w, t.Body)
	w.pictures(t.Pictures)
}

// pictures writes which pictures a text has: another one is another line.
func (w *words) pictures(ps []dossier.Picture) {
	for _, p := range ps {
		fmt.Fprintf(w, "\n图片：%s（%d×%d像素，指纹%s）", p.Name, p.Width, p.Height, p.Digest[:min(len(p.Digest), 12)])
	}
	if len(ps) > 0 {
		fmt.Fprintln(w)
	}
}

func (w *words) annexes(as []dossier.Annex) {
	for i, a := range as {
		fmt.Fprintf(w, "附件%d %s\n", i+1, a.Title)
		w.line("附件公开属性", a.Attribute.Label())
		w.line("依据", a.Ground.Label())
		w.line("理由", a.Reason)
		fmt.Fprintln(w, a.Body)
		w.pictures(a.Pictures)
	}
}

func (w *words) disclosure(d dossier.Disclosure) {
	w.line("公开属性", d.Attribute.Label())
	for _, g := range d.Grounds {
		w.line("依据", g.Label())
	}
	w.line("理由", d.Reason)
	w.line("清单条目", d.Item)
}

func (w *words) interpretation(i dossier.Interpretation) {
	w.line("解读", i.Need.Label())
	w.line("理由", i.Reason)
	w.line("提纲", i.Outline)
	w.line("形式", i.Form)
	w.line("渠道", i.Channel)
	w.line("时间", i.When)
	w.line("第一解读人", i.Interpreter)
	w.line("材料标题", i.Title)
	fmt.Fprint(w, i.Body)
	w.pictures(i.Pictures)
}

// record writes what was done outside of the system.
func (w *words) record(r dossier.Record) {
	for _, c := range r.Comments {
		w.line("征求意见", joined(c.Way, c.Reference, c.From.Chinese(), c.Until.Chinese(), c.Shortened))
		for _, a := range c.Adoptions {
			w.line("意见", joined(a.Opinion, map[bool]string{true: "采纳", false: "不予采纳"}[a.Adopted], a.Reason))
		}
	}
	w.line("集体审议", joined(r.Collective.Name, r.Collective.Number, r.Collective.On.Chinese()))
	w.line("专家论证", joined(r.Expert.Number, r.Expert.On.Chinese(), r.Expert.Note))
	w.line("风险评估", joined(r.Risk.Number, r.Risk.On.Chinese(), r.Risk.Note))
	w.line("请示报告", joined(r.Party.Number, r.Party.On.Chinese(), r.Party.Note))
	l := r.Legality
	w.line("合法性审核", joined(l.Number, l.ReceivedOn.Chinese(), l.AnsweredOn.Chinese(), l.Urgent))
	for _, c := range r.Countersigns {
		w.line("会签", joined(c.Body, c.Person, c.On.Chinese(), c.Opinion))
	}
	w.line("登记号", r.Registration)
}

// joined writes what is given of several values.
func joined(values ...string) string {
	given := values[:0:0]
	for _, v := range values {
		if v != "" {
			given = append(given, v)
		}
	}
	return strings.Join(given, "，")
}
