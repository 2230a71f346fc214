package rulebook

import "testing"

func TestContainment(t *testing.T) {
	const whole = "公共停车设施应当向社会开放，收费标准应当公示。"
	for _, row := range []struct {
		name, part string
		want       float64
	}{
		{"IN-06 the same", whole, 1},
		{"IN-06 other punctuation and layout", "**公共停车设施** 应当向社会开放；\n收费标准应当公示！", 1},
		{"IN-06 a part", "收费标准应当公示", 1},
		{"IN-06 nothing in common", "为什么出台这份文件", 0},
		{"IN-06 half", "应当公示谁来监督", 3.0 / 7},
		{"IN-06 empty", "。", 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := containment(row.part, whole); got != row.want {
				t.Errorf("containment = %v, want %v", got, row.want)
			}
		})
	}
}
