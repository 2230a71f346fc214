package e2e

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// ends are documents at and after the end of their way, and the rarer states.
type ends struct {
	public   string // released, with a picture in its text
	pictured string // a draft with one
	joint    string // a joint document whose other body has not signed
	down     string // taken off the website, to be looked at by a second person
	late     string // released before its interpretation
	filed    string // filed unpublished
	assessed string // proposed for the public, before the secrecy review
	warned   string // a draft with a warning that asks for an answer
	original string // a draft that is a finished PDF
}

func (d desks) toEnds() ends {
	d.t.Helper()
	titled := func(matter string, change func(*dossier.Content)) string {
		c := notice()
		c.Text.Title = "明州市人民政府办公室关于" + matter + "的通知"
		change(&c)
		return d.bring(c, 0)
	}
	same := func(*dossier.Content) {}
	closed := func(c *dossier.Content) {
		c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R16B}, Reason: "会商尚未结束，过早公开会影响部门之间坦率讨论，不利于形成决定。"}
	}
	out := ends{
		public: titled("做好节日期间便民服务工作", d.illustrated()), pictured: titled("公布便民服务网点", d.illustrated()),
		joint: titled("联合开展校园周边环境整治", func(c *dossier.Content) { c.Text.JointWith = []string{"明州市教育局"} }), down: titled("公布值班电话", same),
		filed: titled("报送会商意见", closed), assessed: titled("汇总会商意见", closed),
		late:   titled("推进政务服务集成办理", explainedLater),
		warned: titled("调整办公时间", func(c *dossier.Content) { c.Text.EffectiveOn = "2026-01-01" }),
	}
	drafter := d.as(d.t, document.Drafter)
	if r := drafter.act(drafter.look(out.joint), document.Submit, nil); r.Status >= 300 {
		d.t.Fatalf("submit: %d %s", r.Status, r.Body)
	}
	for id, end := range map[string]document.Stage{out.public: document.Published, out.down: document.Published, out.late: document.Published, out.filed: document.Filed, out.assessed: document.Filed} {
		d.toEnd(d.t, id, end)
	}
	d.takenDown(out.down)
	d.proposed(out.assessed)
	file := finishedPDF(d.t, "明州市人民政府办公室关于做好冬季供暖服务保障工作的通知", "明政办发〔2026〕90号")
	warm(d.t, filepath.Join(d.dir, "pdf-worker"), file)
	out.original = d.adopt(d.t, file)
	return out
}

// illustrated uploads a picture and returns what puts it into a text.
func (d desks) illustrated() func(*dossier.Content) {
	d.t.Helper()
	r := d.as(d.t, document.Drafter).send("POST", "/pictures?name="+url.QueryEscape("分布.jpg"), map[string]string{"Content-Type": "image/jpeg"}, photograph(d.t))
	var added struct {
		Picture dossier.Picture `json:"picture"`
	}
	if r.Status != http.StatusCreated || json.Unmarshal(r.Body, &added) != nil {
		d.t.Fatalf("picture: %d %s", r.Status, r.Body)
	}
	return func(c *dossier.Content) {
		c.Text.Pictures = []dossier.Picture{added.Picture}
		c.Text.Body += "\n\n![便民服务网点分布示意](分布.jpg)"
	}
}

// explainedLater puts the interpretation off.
func explainedLater(c *dossier.Content) {
	c.Interpretation = dossier.Interpretation{
		Need: dossier.Later, Reason: "解读材料正在制作，印发后十个工作日内发布。", Outline: "一、为什么集成办理。二、群众怎样办事。", Form: dossier.Forms()[0],
		Channel: "政府网站", When: "印发后十个工作日内",
	}
}

// takenDown takes a released document off the website for a leak.
func (d desks) takenDown(id string) {
	d.t.Helper()
	publisher := d.as(d.t, document.Publisher)
	if r := publisher.actOn(id, document.TakeDown, map[string]any{"ground": "leak"}); r.Status >= 300 {
		d.t.Fatalf("take down: %d %s", r.Status, r.Body)
	}
	until(d.t, "taken down", func() bool { return publisher.takeDown(id).State == document.Down })
}

// proposed proposes a filed document for the public.
func (d desks) proposed(id string) {
	d.t.Helper()
	c := d.as(d.t, document.DisclosureOfficer)
	r := c.assess(id, document.Reassess, map[string]any{"disclosure": map[string]any{"attribute": "PROACTIVE", "grounds": []string{}, "reason": ""}})
	if r.Status >= 300 {
		d.t.Fatalf("reassess: %d %s", r.Status, r.Body)
	}
}

// publicPlace is the address of one of these pages.
func (d desks) publicPlace(name string) string {
	if name == "pictures" {
		return "/d/" + d.ends.public
	}
	return publicPlaces("", "", d.ends.down, d.ends.late)[name]
}

// publicStates looks at the pages of the portal that only stand in a house that has had
// documents taken down and interpretations awaited.
func (d desks) publicStates(t *testing.T, script string) {
	t.Helper()
	b := tab{t, browser(t)}
	for _, name := range []string{"gone", "gone-jiedu", "awaited", "pictures"} {
		b.as(wide)
		b.open(d.Running.Portal + d.publicPlace(name))
		b.bothLooks(name, script)
		b.as(small)
		b.accessible(name+" at 360 px", script)
		b.do(chromedp.EmulateViewport(640, 512, chromedp.EmulateScale(2)))
		b.accessible(name+" at 200 %", script)
	}
}
