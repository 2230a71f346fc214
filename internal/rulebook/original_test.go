package rulebook_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// asFile makes the content one that comes as a finished PDF, in which all is as recorded.
func asFile(change func(*dossier.Original)) func(*dossier.Content) {
	return func(c *dossier.Content) {
		o := dossier.Original{
			Digest: "ab", Name: "成品.pdf", Size: 1, Pages: 3, Seal: dossier.SealPlace{Page: 3, Left: 140, Bottom: 100},
			Around: "明州市人民政府办公室文件\n明政办发〔2026〕9号\n明州市人民政府办公室关于印发\n明州市公共停车设施管理办法的通知\n明州市人民政府办公室\n２０２６年 11月20日\n（此件主动公开）\n明州市人民政府办公室 2026年11月21日印发",
		}
		if change != nil {
			change(&o)
		}
		c.Annexes, c.Text.Original = nil, &o
	}
}

func around(s string) func(*dossier.Content) {
	return asFile(func(o *dossier.Original) { o.Around = s })
}

// TestOriginals: what the typesetter would have set is held against what the file says.
func TestOriginals(t *testing.T) {
	numbered := func(n document.Number) func(*rulebook.Input) {
		return func(in *rulebook.Input) { in.Number = n }
	}
	const whole = "明政办发〔2026〕9号\n明州市人民政府办公室关于印发明州市公共停车设施管理办法的通知\n2026年11月20日\n（此件主动公开）"
	dated := func(in *rulebook.Input) { in.DatedOn = "2026-11-20" }
	run(t, []row{
		{"all agrees at G1", rulebook.G1, asFile(nil), nil, nil},
		{"all agrees at G6", rulebook.G6, asFile(nil), nil, nil},
		{"all agrees at G8", rulebook.G8, asFile(nil), nil, nil},
		{"DH-02 another title", rulebook.G1, func(c *dossier.Content) {
			asFile(nil)(c)
			c.Text.Title = "明州市人民政府办公室关于停车的通知"
		}, nil, []string{"DH-02 block text.title"}},
		{"DH-04 the day of signature", rulebook.G10, around(whole), dated, nil},
		{"DH-04 another day", rulebook.G10, around(whole), func(in *rulebook.Input) { in.DatedOn = "2026-11-19" }, []string{"DH-04 block dated_on"}},
		{"DH-04 the day of printing is no signature", rulebook.G10, around(whole + "\n明州市人民政府办公室 2026年11月19日印发"), func(in *rulebook.Input) { in.DatedOn = "2026-11-19" }, []string{"DH-04 block dated_on"}},
		{"DH-04 no day at all", rulebook.G10, around("明政办发〔2026〕9号\n明州市人民政府办公室关于印发明州市公共停车设施管理办法的通知\n（此件主动公开）"), dated, []string{"DH-04 block dated_on"}},
		{"SC-20 no number in a draft", rulebook.G1, around("明州市人民政府办公室关于印发明州市公共停车设施管理办法的通知\n（此件主动公开）"), numbered(""), []string{"SC-20 warn text.original"}},
		{"SC-20 no number before signing", rulebook.G8, around("明州市人民政府办公室关于印发明州市公共停车设施管理办法的通知\n（此件主动公开）"), numbered(""), []string{"SC-20 block text.original"}},
		{"SC-20 its number", rulebook.G12, around(whole), numbered("明政办发〔2026〕9号"), nil},
		{"SC-20 a number that only begins alike", rulebook.G12, around(whole), numbered("明政办发〔2026〕99号"), []string{"SC-20 block text.original"}},
		{"SC-16 another mark", rulebook.G8, around("明政办发〔2026〕9号\n明州市人民政府办公室关于印发明州市公共停车设施管理办法的通知\n（此件依申请公开）"), nil, []string{"SC-16 block text.original.around"}},
		{"SC-16 no mark", rulebook.G8, around("明政办发〔2026〕9号\n明州市人民政府办公室关于印发明州市公共停车设施管理办法的通知"), nil, []string{"SC-16 block text.original"}},
		{"SC-03 in the imprint", rulebook.G8, around(whole + "\n联系人手机13800138000"), nil, []string{"SC-03 block text.original.around"}},
		{
			"SR-01 pages without words, properties", rulebook.G6, asFile(func(o *dossier.Original) {
				o.Unread, o.Remarks = []int{2, 3}, []string{"文件属性中留有作者。"}
			}), nil,
			[]string{"SR-01 warn text.original", "SR-01 warn text.original"},
		},
	})
}
