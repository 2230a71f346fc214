package official_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/official"
)

func TestLeadsOfSiblings(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"LY-17 all begin with a lead": {
			"一、加强领导。各区要明确分工。\n二、强化宣传。各单位要广泛告知。", []string{"一、加强领导。", "二、强化宣传。"},
		},
		"LY-17 one has none": {
			"一、今年以来，我市新增公共停车泊位3200个，其中老城区860个。\n二、明年继续建设小型停车场。感谢您的关心。", []string{"", ""},
		},
		"LY-17 headings beside them": {
			"一、总体要求\n坚持统筹推进。\n二、加强领导。各区要明确分工。\n三、本通知自印发之日起施行。", []string{"", "二、加强领导。", ""},
		},
		"LY-17 a family under each heading": {
			"一、任务\n（一）摸清底数。各区要逐一登记。\n（二）建立台账。各区要按月更新。\n二、要求\n（一）各区要按时完成。\n（二）压实责任。主要负责人要过问。",
			[]string{"（一）摸清底数。", "（二）建立台账。", "", ""},
		},
		"LY-17 an annex has a family of its own": {
			"一、各区按时完成。\n# 附表说明\n一、填报范围。各区所属单位。", []string{"", "一、填报范围。"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, b := range official.Parse(c.text) {
				if b.Kind == official.Paragraph {
					got = append(got, b.Text.String()[:b.Lead])
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("leads (-want +got):\n%s", diff)
			}
		})
	}
}
