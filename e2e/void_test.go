package e2e

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"mingfa/internal/demo"
	"mingfa/internal/document"
)

// registered brings a document to where it waits for its release, sealed.
func (s *system) registered(t *testing.T) seen {
	t.Helper()
	return s.sealedWith(t, s.toEnd(t, s.draft(t, notice()).ID, document.Publication).ID)
}

// login is the name under which the holder of a role signs in.
func (s *system) login(t *testing.T, role document.Role) string {
	t.Helper()
	for _, p := range demo.People() {
		if p.Role == role {
			return p.Login
		}
	}
	t.Fatalf("nobody is %s", role)
	return ""
}

// sealedWith waits for the seal, and returns the document as it is then.
func (s *system) sealedWith(t *testing.T, id string) seen {
	t.Helper()
	var v seen
	until(t, "sealed", func() bool { v = s.as(t, document.Publisher).look(id); return v.Files.Sealed != "" })
	return v
}

// TestVoidAfterTheSeal has the registrar give up the number of a sealed document on its
// page (DH-18) and give the same signed text the next one, the same by the command, and the
// publisher release it: the public sees the last original and nothing of the first.
func TestVoidAfterTheSeal(t *testing.T) {
	s := newSystem(t)
	s.start()
	first := s.registered(t)
	b := tab{t, browser(t)}
	registrar := demo.Person{Login: s.login(t, document.OfficeChecker)}
	b.signIn(s.Running.Workbench, registrar)
	b.open(s.Running.Workbench + "/documents/" + first.ID)
	b.shot("void-sealed")
	b.do(chromedp.Click(`//details[.//form[@id="act-void"]]/summary`), chromedp.WaitVisible("#act-void-opinion"),
		chromedp.SendKeys("#act-void-opinion", "机关代字有误。"))
	b.shot("void-form")
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click("#act-void button")); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.WaitVisible("#act-register"))
	b.sees([]string{"作废" + string(first.Number) + "。机关代字有误。", "复核登记"})
	b.shot("void-done")
	if r := s.as(t, document.Publisher).act(first, document.Release, nil); r.Status != http.StatusConflict {
		t.Errorf("release on an old page: %d %s", r.Status, r.Body)
	}
	if r := s.as(t, document.Publisher).send("GET", "/documents/"+first.ID+"/files/sealed.pdf", nil, nil); r.Status != http.StatusNotFound {
		t.Errorf("the first original is still shown: %d", r.Status)
	}
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click("#act-register button")); err != nil {
		t.Fatal(err)
	}
	second := s.sealedWith(t, first.ID)
	if second.Number == first.Number || second.Digest != first.Digest || second.Files.Sealed == first.Files.Sealed {
		t.Errorf("sealed again: %+v after %+v", second, first)
	}
	b.open(s.Running.Workbench + "/numbers")
	b.sees([]string{string(first.Number), "机关代字有误。"}, string(second.Number))
	said, code := s.tool("numbers", "void", first.ID, "--reason=又错一号", "--login="+registrar.Login, "--password="+demo.Password)
	if code != 0 || !strings.Contains(said, "已作废"+string(second.Number)+"，本件退回复核登记。") {
		t.Fatalf("by the command: exit %d\n%s", code, said)
	}
	office := s.as(t, document.OfficeChecker)
	if r := office.act(office.look(first.ID), document.Register, nil); r.Status >= 300 {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	third := s.sealedWith(t, first.ID)
	if third.Number == second.Number || third.Digest != first.Digest {
		t.Errorf("numbered again: %+v after %+v", third, second)
	}
	s.releasedOnly(t, first, third)
}

// releasedOnly releases the last original and looks for the first on the public side.
func (s *system) releasedOnly(t *testing.T, first, last seen) {
	t.Helper()
	publisher := s.as(t, document.Publisher)
	if r := publisher.act(last, document.Release, nil); r.Status >= 300 {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	until(t, "published", func() bool { return publisher.look(first.ID).Stage == document.Published })
	file := s.publicPDF(t, first.ID)
	if r := publisher.send("GET", "/documents/"+first.ID+"/files/sealed.pdf", nil, nil); !bytes.Equal(r.Body, file) {
		t.Errorf("invariant-5: the public file is not the last original")
	}
	if _, page := anonymous(t, s.Running.Portal+"/d/"+first.ID); strings.Contains(page, string(first.Number)) || !strings.Contains(page, string(last.Number)) {
		t.Errorf("the portal does not show %s only", last.Number)
	}
	_, never := anonymous(t, s.Running.Portal+"/verify?digest="+strings.Repeat("0", 64))
	_, old := anonymous(t, s.Running.Portal+"/verify?digest="+first.Files.Sealed)
	if strings.ReplaceAll(old, first.Files.Sealed, "") != strings.ReplaceAll(never, strings.Repeat("0", 64), "") {
		t.Error("invariant-7: the portal tells the first original from what never was")
	}
	if r := s.as(t, document.OfficeChecker).act(publisher.look(first.ID), document.Void, nil); r.Status != http.StatusConflict || !strings.Contains(string(r.Body), "closed") {
		t.Errorf("void after the release: %d %s", r.Status, r.Body)
	}
	said, code := s.tool("numbers", "void", first.ID, "--reason=错号", "--login="+s.login(t, document.OfficeChecker), "--password="+demo.Password)
	if code == 0 || !strings.Contains(said, "不能再办理") {
		t.Errorf("by the command, after the release: exit %d\n%s", code, said)
	}
}
