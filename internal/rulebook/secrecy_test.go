package rulebook_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestSecrecy(t *testing.T) {
	result := func(r string) func(*rulebook.Input) { return func(in *rulebook.Input) { in.Result = r } }
	referred := func(opinion string) func(*rulebook.Input) {
		return func(in *rulebook.Input) { in.Referrals, in.Opinion = 1, opinion }
	}
	const mark = "机密★10年"
	marked := func(place string, put func(*dossier.Content)) row {
		return row{"SC-12 in " + place, rulebook.G1, put, nil, []string{"SC-12 block " + place}}
	}
	run(t, []row{
		marked("text.body", func(c *dossier.Content) { c.Text.Body += "\n" + mark }),
		marked("text.addressee", func(c *dossier.Content) { c.Text.Addressee += mark }),
		marked("text.copy_to", func(c *dossier.Content) { c.Text.CopyTo = mark }),
		marked("annexes.0.title", func(c *dossier.Content) { c.Annexes[0].Title += mark }),
		marked("annexes.0.body", func(c *dossier.Content) { c.Annexes[0].Body = mark }),
		marked("relations.0.title", func(c *dossier.Content) { c.Relations[0].Title = mark }),
		marked("disclosure.reason", func(c *dossier.Content) { c.Disclosure.Reason = mark }),
		marked("interpretation.reason", func(c *dossier.Content) { c.Interpretation.Reason = mark }),
		marked("interpretation.outline", func(c *dossier.Content) { c.Interpretation.Outline = mark }),
		marked("interpretation.channel", func(c *dossier.Content) { c.Interpretation.Channel = mark }),
		marked("interpretation.when", func(c *dossier.Content) { c.Interpretation.When = mark }),
		marked("interpretation.title", func(c *dossier.Content) { c.Interpretation.Title = mark }),
		marked("interpretation.body", func(c *dossier.Content) { c.Interpretation.Body += "\n秘密" }),
		marked("catalogue.summary", func(c *dossier.Content) { c.Catalogue.Summary = mark }),
		marked("catalogue.topic", func(c *dossier.Content) { c.Catalogue.Topic = mark }),
		{"SC-12 in catalogue.article, which is no class besides", rulebook.G1, func(c *dossier.Content) { c.Catalogue.Article = mark }, nil, []string{
			"SC-12 block catalogue.article", "GI-05 block catalogue.article",
		}},
		{"SC-12 in the title, which then lacks its kind", rulebook.G1, func(c *dossier.Content) { c.Text.Title = mark + c.Text.Title }, nil, []string{"SC-12 block text.title"}},
		{"SC-12 in a number, which is malformed besides", rulebook.G1, func(c *dossier.Content) { c.Relations[0].Number = mark }, nil, []string{
			"SC-12 block relations.0.number", "ND-20 warn relations.0.number",
		}},
		{"SC-12 still looked for at the last gate", rulebook.G13, func(c *dossier.Content) { c.Annexes[0].Body = mark }, nil, []string{"SC-12 block annexes.0.body"}},
		{"SR-09 withheld as a state secret", rulebook.G2, func(c *dossier.Content) {
			c.Text.Class = document.General
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R14A}, Reason: "依法确定为国家秘密。"}
		}, nil, []string{"SR-09 block disclosure.grounds", "PD-15 warn disclosure.item"}},
		{"SR-14 one item not answered", rulebook.G6, nil, func(in *rulebook.Input) { delete(in.Checklist, "trade_secret") }, []string{"SR-14 block checklist.trade_secret"}},
		{"SR-14 an answer that is none", rulebook.G6, nil, func(in *rulebook.Input) { in.Checklist["personal"] = "maybe" }, []string{"SR-14 block checklist.personal"}},
		{"SR-14 found, yet open", rulebook.G6, nil, func(in *rulebook.Input) { in.Checklist["personal"] = rulebook.Yes }, []string{"SR-14 block checklist.personal"}},
		{"SR-14 answer to an item that is not asked", rulebook.G6, nil, func(in *rulebook.Input) { in.Checklist["other"] = rulebook.No }, []string{"SR-14 block checklist"}},
		{"SR-14 no checklist", rulebook.G6, nil, func(in *rulebook.Input) { in.ChecklistItems = nil }, []string{"SR-14 block checklist"}},
		{"SR-15 no opinion", rulebook.G6, nil, func(in *rulebook.Input) { in.Opinion = "。" }, []string{"SR-15 block opinion"}},
		{"SR-15 no result", rulebook.G6, nil, result(""), []string{"SR-15 block result"}},
		{"SR-15 result that is none", rulebook.G6, nil, result("可公开"), []string{"SR-15 block result"}},
		{"SR-01 partial cannot go on as proactive", rulebook.G6, nil, result(rulebook.Partial), []string{"SR-01 block result"}},
		{"SR-01 closed cannot go on as proactive", rulebook.G6, nil, result(rulebook.Closed), []string{"SR-01 block result"}},
		{"SR-12 referred for the first time", rulebook.G6, nil, result(rulebook.Refer), nil},
		{"SR-12 referred once too often", rulebook.G6, nil, func(in *rulebook.Input) { in.Result, in.Referrals = rulebook.Refer, 2 }, []string{"SR-12 block result"}},
		{"SR-12 open while nobody has answered", rulebook.G6, nil, referred("同意。"), []string{"SR-12 block opinion"}},
		{"SR-12 an answer of nobody", rulebook.G6, nil, referred("明密函〔2026〕7号：不属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"SR-12 an answer without number or day", rulebook.G6, nil, referred("明州市国家保密局答复：不属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"SR-12 an answer without its result", rulebook.G6, nil, referred("明州市国家保密局明密函〔2026〕7号已经答复。"), []string{"SR-12 block opinion"}},
		{"SR-12 answered that it is a secret", rulebook.G6, nil, referred("明州市国家保密局明密函〔2026〕7号答复：属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"SR-12 answered by a letter", rulebook.G6, nil, referred("明州市国家保密局明密函〔2026〕7号答复：不属于国家秘密。"), nil},
		{"SR-12 answered on a day", rulebook.G6, nil, referred("省委保密办2026年11月20日电话答复，本件不属于国家秘密。"), nil},
		{"SR-12 answered today", rulebook.G6, nil, referred("省委保密办2026年11月23日电话答复，本件不属于国家秘密。"), nil},
		{"CAL-10 answered on a day to come", rulebook.G6, nil, referred("市国家保密局2026年12月30日答复：不属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"CAL-10 by a number, on a day to come", rulebook.G6, nil, referred("市国家保密局明密函〔2026〕7号（2026．11．24）答复：不属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"CAL-10 in Chinese numerals", rulebook.G6, nil, referred("市国家保密局明密函〔2026〕7号二〇二六年十二月三十日答复：不属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"CAL-10 on a day that is none", rulebook.G6, nil, referred("市国家保密局2026年2月30日答复：不属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"CAL-10 a number of a year to come", rulebook.G6, nil, referred("市国家保密局明密函〔2027〕7号答复：不属于国家秘密。"), []string{"SR-12 block opinion"}},
		{"SR-09 the review found a state secret", rulebook.G6, func(c *dossier.Content) {
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R15}, Reason: "涉及商业秘密。"}
		}, func(in *rulebook.Input) { in.Result, in.Checklist["state_secret"] = rulebook.Closed, rulebook.Yes }, []string{"SR-09 block checklist.state_secret"}},
		{"SR-12 the review is not sure of a state secret", rulebook.G6, nil, func(in *rulebook.Input) {
			in.Result, in.Checklist["state_secret"] = rulebook.Refer, rulebook.Yes
		}, nil},
		{"SR-01 closed may go on when withheld", rulebook.G6, func(c *dossier.Content) {
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R15}, Reason: "涉及商业秘密。"}
		}, func(in *rulebook.Input) { in.Result, in.Checklist["trade_secret"] = rulebook.Closed, rulebook.Yes }, nil},
		{"SR-17 invariant-2 nobody reviewed", rulebook.G10, nil, without(document.SecrecyReview), []string{"SR-17 block decisions.secrecy_review"}},
		{"SR-17 reviewed as partial, to be released", rulebook.G13, nil, func(in *rulebook.Input) {
			d := in.Standing[document.SecrecyReview]
			d.Result = rulebook.Partial
			in.Standing[document.SecrecyReview] = d
		}, []string{"SR-17 block decisions.secrecy_review"}},
	})
}
