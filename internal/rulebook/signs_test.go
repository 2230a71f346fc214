package rulebook_test

import (
	"slices"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// TestND02Signs: what shows that a document called general may be a normative one
// (ND-01), and what does not.
func TestND02Signs(t *testing.T) {
	const bans = "一、任何单位和个人不得在主城区燃放烟花爆竹。\n\n二、本通知自2026年12月1日起施行。"
	for name, row := range map[string]struct {
		text dossier.Text
		want bool
	}{
		"ND-01 duties of everybody, for a term":        {dossier.Text{Title: "关于加强烟花爆竹燃放管理的通知", Body: bans}, true},
		"ND-01 a ban without a subject, in a place":    {dossier.Text{Title: "关于水源保护的通告", Body: "在本县行政区域内，禁止在水库周边倾倒垃圾，违者处以500元罚款。"}, true},
		"ND-01 a right, by declared days":              {dossier.Text{Title: "关于用水补贴的通知", Body: "居民可以申请用水补贴。", ExpiresOn: "2027-12-31"}, true},
		"ND-01 the name of a rule":                     {dossier.Text{Title: "关于印发《停车管理办法》的通知", Body: "现印发给你们。"}, true},
		"ND-01 the name of a rule of its own":          {dossier.Text{Title: "明州市养犬管理规定", Body: "本规定共十条。"}, true},
		"single matter: duties, but once and for few":  {dossier.Text{Title: "关于张三信访事项的复函", Body: "申请人应当向法院起诉。"}, false},
		"internal: rules of the office":                {dossier.Text{Title: "关于印发机关公文处理办法的通知", Body: "工作人员个人应当按规定办理。自印发之日起施行。"}, false},
		"internal: a plan of work":                     {dossier.Text{Title: "关于印发全市春运工作方案的通知", Body: "各企业应当落实责任，自即日起执行。"}, false},
		"tasks of authorities":                         {dossier.Text{Title: "关于做好冬季供暖服务的通知", Body: "各区应当提前检修设备，自即日起执行。"}, false},
		"minutes are never normative":                  {dossier.Text{Kind: document.Minutes, Title: "纪要", Body: bans}, false},
		"a report is never normative":                  {dossier.Text{Kind: document.Report, Title: "报告", Body: bans}, false},
		"ND-04 another policy that grants and forbids": {dossier.Text{Class: document.Policy, Title: "关于支持住房消费的若干意见", Body: "个人购买首套住房的，可以申请补贴。本意见有效期两年。"}, true},
		"ND-04 a policy of tasks for authorities":      {dossier.Text{Class: document.Policy, Title: "关于优化政务服务的实施意见", Body: "各部门应当压缩审批时限。本意见自印发之日起施行。"}, false},
		"ND-02 what is declared normative already":     {dossier.Text{Class: document.Normative, Title: "关于烟花爆竹的通知", Body: bans}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if row.text.Class == "" {
				row.text.Class = document.General
			}
			if row.text.Kind == "" {
				row.text.Kind = document.Notice
			}
			if got := rulebook.NormativeSigns(dossier.Content{Text: row.text}); len(got) > 0 != row.want {
				t.Errorf("signs %v", got)
			}
		})
	}
}

// TestND02Confirmed: the class is declared by who drafts and confirmed by the legal
// office; round its review there is no way.
func TestND02Confirmed(t *testing.T) {
	general := func(c *dossier.Content) { c.Text.Class = document.General }
	round := func(in *rulebook.Input) {
		in.Route = slices.DeleteFunc(slices.Clone(in.Route), func(s document.Stage) bool { return s == document.LegalityReview })
	}
	policy := func(c *dossier.Content) { c.Text.Class = document.Policy }
	unconfirmed := func(in *rulebook.Input) { delete(in.Standing, document.LegalityReview) }
	run(t, []row{
		{"ND-02 declared", rulebook.G1, general, nil, []string{"ND-02 warn text.class"}},
		{"ND-04 called another policy", rulebook.G1, policy, nil, []string{"ND-02 warn text.class"}},
		{"ND-04 called another policy, not confirmed", rulebook.G10, policy, unconfirmed, []string{"ND-02 block decisions.legality_review", "ND-04 block decisions.legality_review"}},
		{"ND-02 to be confirmed", rulebook.G5, general, nil, []string{"ND-02 warn text.class"}},
		{"ND-02 confirmed, at the office check", rulebook.G8, general, nil, nil},
		{"ND-02 not confirmed, at the office check", rulebook.G8, general, unconfirmed, []string{"ND-02 block decisions.legality_review"}},
		{"ND-02 no such stage on its way", rulebook.G8, general, round, []string{"ND-02 block text.class"}},
		{"ND-02 turned so after it was handed in", rulebook.G1, general, round, []string{"ND-02 block text.class"}},
	})
}
