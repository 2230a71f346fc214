package web

import (
	"net/url"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// TestSpecialForms: what one kind of document has only is on the page of the document and in
// the form, and comes back from it (LY-11, LY-28, LY-29).
func TestSpecialForms(t *testing.T) {
	for _, r := range []struct {
		name, path string
		text       dossier.Text
		want       []string
		not        string
	}{
		{
			"LY-29 document", "/documents/doc-9",
			dossier.Text{Kind: document.Minutes, Present: "王喆、李赟", Attending: "孙芃"},
			[]string{"<strong>出席：</strong>王喆、李赟", "<strong>列席：</strong>孙芃", `id="p-present"`},
			"请假：",
		},
		{"LY-29 writing", "/documents/doc-9/edit", dossier.Text{Kind: document.Minutes, Excused: "孙芃"}, []string{`name="excused" value="孙芃"`, `class="of-minutes given"`}, `class="of-order given"`},
		{"LY-29 a notice", "/documents/doc-9", dossier.Text{Kind: document.Notice}, nil, "p-present"},
		{"LY-28 document", "/documents/doc-9", dossier.Text{Kind: document.Order, SignerPost: "市长"}, []string{`<span lang="zh-CN">市长</span>`}, "p-present"},
		{"LY-28 writing", "/documents/doc-9/edit", dossier.Text{Kind: document.Order, SignerPost: "市长"}, []string{`name="signer_post" value="市长"`, `class="of-order given"`}, "of-minutes given"},
		{"LY-11 the lead's mark", "/documents/doc-9", dossier.Text{JointWith: []string{"明州市公安局"}}, []string{"单独用主办机关的名称", "其他机关的位置留空"}, "并列各联合"},
		{"LY-11 all names", "/documents/doc-9", dossier.Text{JointWith: []string{"明州市公安局"}, JointHead: true}, []string{"并列各联合发文机关的名称"}, "单独用主办"},
	} {
		t.Run(r.name, func(t *testing.T) {
			v := viewAt(document.Drafting)
			v.ID, v.Editable, v.Content.Text = "doc-9", true, r.text
			body := get(t, bench0(crowded(v)), r.path).Body.String()
			for _, want := range r.want {
				if !strings.Contains(body, want) {
					t.Errorf("%q is missing", want)
				}
			}
			if strings.Contains(body, r.not) {
				t.Errorf("%q is there", r.not)
			}
		})
	}
	var p draftPage
	p.read(url.Values{"joint_head": {"yes"}, "signer_post": {" 市长 "}, "present": {"王喆"}, "excused": {"李赟"}, "attending": {"孙芃"}})
	if x := p.Content.Text; !x.JointHead || x.SignerPost != "市长" || x.Present != "王喆" || x.Excused != "李赟" || x.Attending != "孙芃" {
		t.Errorf("read %+v", x)
	}
}
