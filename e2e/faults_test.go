package e2e

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
	"mingfa/internal/web"
)

// faulty is a desk that answers nothing but with its error.
type faulty struct {
	desk.Bench
	err error
}

func (f faulty) Me(context.Context, string) (desk.Person, error) {
	return desk.Person{ID: "p", Name: "沈若溪"}, nil
}

func (f faulty) Tray(context.Context, string) (desk.Tray, error) { return desk.Tray{}, nil }

func (f faulty) View(context.Context, string, string) (desk.View, error) {
	return desk.View{}, f.err
}

func (f faulty) Act(context.Context, string, string, verdict.Request) (desk.Outcome, error) {
	return desk.Outcome{}, f.err
}

func (f faulty) Guide() desk.Guide { return desk.Guide{} }

// signedIn takes everybody for one person.
type signedIn struct{}

func (signedIn) SignIn(context.Context, string, string) (string, error) { return "token", nil }
func (signedIn) Person(context.Context, string) (string, error)         { return "p", nil }
func (signedIn) Glance(context.Context, string) (string, error)         { return "p", nil }
func (signedIn) SignOut(context.Context, string) error                  { return nil }
func (signedIn) SetPassword(context.Context, string, string) error      { return nil }

// The pages for an internal fault and for a system that is away are as accessible as the
// others, tell what to do, and keep what was typed.
func TestFaultsInBrowser(t *testing.T) {
	script := axe(t)
	b := tab{t, browser(t)}
	for _, row := range []struct {
		name string
		err  error
		says string
	}{
		{"500", errors.New("the disk is full"), "故障编号"},
		{"503", document.Refuse(document.Unavailable, "away", "系统暂时不可用，请稍后再试。"), "再试一次"},
	} {
		server := httptest.NewServer(web.New(faulty{err: row.err}, signedIn{}, web.Config{Organ: "明州市人民政府办公室"}, slog.New(slog.DiscardHandler)))
		t.Cleanup(server.Close)
		b.open(server.URL + "/sign-in")
		b.do(chromedp.SetValue(`input[name="login"]`, "p"), chromedp.SetValue(`input[name="password"]`, "x"), chromedp.Click(`main form button`), chromedp.WaitVisible("main h1"))
		b.open(server.URL + "/documents/d")
		b.bothLooks(row.name, script)
		b.do(chromedp.Evaluate[chromedp.Void](`(() => {
			const f = document.createElement('form');
			f.method = 'post'; f.action = '/documents/d/acts';
			for (const [name, value] of [['request_id', 'r'], ['verb', 'approve'], ['stage', 'unit_review'], ['digest', 'x'], ['opinion', '写到一半的意见']]) {
				const i = document.createElement('input'); i.name = name; i.value = value; f.append(i);
			}
			document.body.append(f); f.submit();
		})()`), chromedp.WaitVisible(`textarea[readonly]`))
		if got := b.value(`Array.from(document.querySelectorAll('textarea[readonly]')).map((a) => a.value).join(' ')`); !strings.Contains(got, "写到一半的意见") {
			t.Errorf("%s: what was typed is gone: %q", row.name, got)
		}
		b.sees([]string{row.says}, "disk is full")
		b.bothLooks(row.name+" with words", script)
		b.as(small)
		b.accessible(row.name+" at 360 px", script)
		b.as(wide)
	}
}
