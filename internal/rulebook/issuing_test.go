package rulebook_test

import (
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestIssuing(t *testing.T) {
	text := func(change func(*dossier.Text)) func(*dossier.Content) {
		return func(c *dossier.Content) { change(&c.Text) }
	}
	run(t, []row{
		{"DH-01 no kind", rulebook.G1, text(func(x *dossier.Text) { x.Kind = "" }), nil, []string{"DH-01 block text.kind"}},
		{"DH-01 a sixteenth kind", rulebook.G1, text(func(x *dossier.Text) { x.Kind = "memo" }), nil, []string{"DH-01 block text.kind"}},
		{"DH-02 no title", rulebook.G1, text(func(x *dossier.Text) { x.Title = "——" }), nil, []string{"DH-02 block text.title"}},
		{"DH-02 title of 121 characters", rulebook.G1, text(func(x *dossier.Text) { x.Title = strings.Repeat("长", 119) + "通知" }), nil, []string{"DH-02 block text.title"}},
		{"DH-02 title of 120 characters", rulebook.G1, text(func(x *dossier.Text) { x.Title = strings.Repeat("长", 118) + "通知" }), nil, nil},
		{"DH-02 no text", rulebook.G1, text(func(x *dossier.Text) { x.Body = "\n \n" }), nil, []string{"DH-02 block text.body"}},
		{"DH-03 extra urgent", rulebook.G1, text(func(x *dossier.Text) { x.Urgency = "特急" }), nil, nil},
		{"DH-03 urgent", rulebook.G11, text(func(x *dossier.Text) { x.Urgency = "加急" }), nil, nil},
		{"DH-03 not urgent", rulebook.G10, text(func(x *dossier.Text) { x.Urgency = "" }), nil, nil},
		{"DH-03 a grade of telegrams", rulebook.G1, text(func(x *dossier.Text) { x.Urgency = "特提" }), nil, []string{"DH-03 block text.urgency"}},
		{"DH-03 the other grade of telegrams", rulebook.G8, text(func(x *dossier.Text) { x.Urgency = "平急" }), nil, []string{"DH-03 block text.urgency"}},
		{"DH-03 no such grade", rulebook.G8, text(func(x *dossier.Text) { x.Urgency = "急件" }), nil, []string{"DH-03 block text.urgency"}},
		{"DH-03 an attribute is no urgency", rulebook.G8, text(func(x *dossier.Text) { x.Urgency = "PROACTIVE" }), nil, []string{"DH-03 block text.urgency"}},
		{"DH-06 title that does not name its kind", rulebook.G1, text(func(x *dossier.Text) { x.Title = "明州市公共停车设施管理办法" }), nil, []string{"DH-06 warn text.title"}},
		{"DH-06 title without a matter", rulebook.G11, text(func(x *dossier.Text) { x.Title = "明州市人民政府办公室通知" }), func(in *rulebook.Input) { in.Issuer = "明州市人民政府办公室" }, []string{"DH-06 warn text.title"}},
		{"DH-06 title of neither issuer, matter nor kind at the office check", rulebook.G8, text(func(x *dossier.Text) { x.Title = "停车事项" }), nil, []string{"DH-06 block text.title"}},
		{"DH-06 title without a matter at the office check", rulebook.G8, text(func(x *dossier.Text) { x.Title = "明州市人民政府办公室通知" }), func(in *rulebook.Input) { in.Issuer = "明州市人民政府办公室" }, []string{"DH-06 block text.title"}},
		{"DH-06 the issuer may be abbreviated", rulebook.G8, nil, func(in *rulebook.Input) { in.Issuer = "浙江省明州市人民政府办公室" }, []string{"DH-06 warn text.title"}},
		{"DH-06 on trial", rulebook.G8, text(func(x *dossier.Text) { x.Title += "（试行）" }), nil, []string{"ND-12 warn text.expires_on"}},
		{"DH-06 an order may end in 令", rulebook.G1, text(func(x *dossier.Text) {
			x.Kind, x.Title, x.SignerPost = document.Order, "明州市森林防火令", "市长"
		}), nil, nil},
		{"DH-06 an answer may end in 答复", rulebook.G1, func(c *dossier.Content) {
			c.Text.Class, c.Text.Kind, c.Text.Title = document.Answer, document.Letter, "对市政协第12号提案的答复"
		}, nil, nil},
		{"DH-07 no route", rulebook.G10, nil, func(in *rulebook.Input) { in.Route = nil }, []string{
			"DH-07 block route",
		}},
		{"DH-07 the unit has not answered", rulebook.G10, nil, without(document.UnitReview), []string{"DH-07 block decisions.unit_review"}},
		{"DH-08 the general office has not checked", rulebook.G10, nil, without(document.OfficeCheck), []string{"DH-08 block decisions.office_check"}},
		{"DH-12 no opinion", rulebook.G10, nil, func(in *rulebook.Input) { in.Opinion = "" }, []string{"DH-12 block opinion"}},
		{"DH-04 no date", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "" }, []string{"DH-04 block dated_on"}},
		{"DH-04 no such day", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "2026-11-31" }, []string{"DH-04 block dated_on"}},
		{"DH-04 tomorrow", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "2026-11-24" }, []string{"DH-04 block dated_on"}},
		{"DH-04 today", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "2026-11-23" }, nil},
		{"DH-04 nobody knows what day it is", rulebook.G10, nil, func(in *rulebook.Input) { in.Today = "" }, []string{"DH-04 block dated_on"}},
		{"DH-14 not what was signed", rulebook.G11, nil, func(in *rulebook.Input) { in.SignedDigest = strings.Repeat("0", 64) }, []string{"DH-14 block digest"}},
		{"DH-14 nothing was signed", rulebook.G12, nil, func(in *rulebook.Input) { in.SignedDigest = "" }, []string{"DH-14 block digest"}},
		{"DH-14 no digest at hand", rulebook.G11, nil, func(in *rulebook.Input) { in.Digest, in.SignedDigest = "", "" }, []string{"DH-14 block digest"}},
		{"DH-14 content that is not the latest revision", rulebook.G10, nil, func(in *rulebook.Input) { in.Content.Text.Body += "。" }, []string{"DH-14 block digest"}},
		{"DH-14 the signature is gone", rulebook.G13, nil, without(document.Signing), []string{"DH-14 block decisions.signing"}},
		{"SC-20 square brackets", rulebook.G12, nil, func(in *rulebook.Input) { in.Number = "明政办发[2026]9号" }, []string{"SC-20 block number"}},
		{"SC-20 leading zero", rulebook.G11, nil, func(in *rulebook.Input) { in.Number = "明政办发〔2026〕09号" }, []string{"SC-20 block number"}},
		{"SC-20 第", rulebook.G13, nil, func(in *rulebook.Input) { in.Number = "明政办发〔2026〕第9号" }, []string{"SC-20 block number"}},
		{"SC-20 not numbered yet", rulebook.G12, nil, func(in *rulebook.Input) { in.Number = "" }, nil},
		{"SC-20 released without a number", rulebook.G13, nil, func(in *rulebook.Input) { in.Number = "" }, []string{"SC-20 block number"}},
		{"SC-20 DH-19 an order has a running number", rulebook.G13, nil, func(in *rulebook.Input) { in.Number = "明州市人民政府令第12号" }, nil},
		{"SC-20 DH-19 an order's number with a leading zero", rulebook.G13, nil, func(in *rulebook.Input) { in.Number = "明州市人民政府令第012号" }, []string{"SC-20 block number"}},
		{"LY-18 annex without title", rulebook.G1, func(c *dossier.Content) { c.Annexes[0].Title = "" }, nil, []string{"LY-18 block annexes.0.title"}},
		{"LY-18 annex without content", rulebook.G1, func(c *dossier.Content) { c.Annexes[0].Body = "" }, nil, []string{"LY-18 block annexes.0.body"}},
		{"LY-18 annex title with a full stop", rulebook.G8, func(c *dossier.Content) { c.Annexes[0].Title += "。" }, nil, []string{"LY-18 warn annexes.0.title"}},
		{"LY-28 an order without office of its signer", rulebook.G1, text(func(x *dossier.Text) { x.Kind, x.Title = document.Order, "明州市森林防火令" }), nil, []string{"LY-28 info text.signer_post"}},
		{"LY-28 an office that is not printed", rulebook.G1, text(func(x *dossier.Text) { x.SignerPost = "市长" }), nil, []string{"LY-28 warn text.signer_post"}},
		{"LY-29 minutes of nobody", rulebook.G1, text(func(x *dossier.Text) {
			x.Class, x.Kind, x.Title = document.General, document.Minutes, "明州市停车管理专题会议纪要"
		}), nil, []string{"LY-29 info text.present"}},
		{"LY-29 minutes", rulebook.G8, text(func(x *dossier.Text) {
			x.Class, x.Kind, x.Title, x.Present = document.General, document.Minutes, "明州市停车管理专题会议纪要", "王喆、李赟"
		}), nil, nil},
		{"LY-29 people who are not printed", rulebook.G8, text(func(x *dossier.Text) { x.Attending = "孙芃" }), nil, []string{"LY-29 warn text.present"}},
		{"LY-29 a telephone number among those present", rulebook.G1, text(func(x *dossier.Text) {
			x.Class, x.Kind, x.Title, x.Present = document.General, document.Minutes, "明州市停车管理专题会议纪要", "王喆（13812345678）"
		}), nil, []string{"SC-03 warn text.present"}},
		{"LY-20 padded month", rulebook.G1, text(func(x *dossier.Text) { x.Body += "2026年05月19日。" }), nil, []string{"LY-20 warn text.body"}},
		{"LY-20 padded month before sealing", rulebook.G11, text(func(x *dossier.Text) { x.Body += "2026年05月19日。" }), nil, []string{"LY-20 warn text.body"}},
		{"LY-20 padded month at the office check", rulebook.G8, text(func(x *dossier.Text) { x.Body += "2026年05月01日。" }), nil, []string{"LY-20 warn text.body"}},
		{"LY-20 padded day", rulebook.G1, text(func(x *dossier.Text) { x.Body += "2026年12月01日。" }), nil, []string{"LY-20 warn text.body"}},
	})
}
