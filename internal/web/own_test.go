package web

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// What one drafted and acted on is a click away from the inbox, whether something waits
// there or not.
func TestOwnDocuments(t *testing.T) {
	c := crowded(viewAt(document.Drafting))
	for _, items := range [][]desk.Item{c.items, nil} {
		c.items = items
		a := get(t, bench0(c), "/inbox")
		checkAccessible(t, a)
		if got := links(a.byID(t, "main")); !slices.Contains(got, "/documents?own=drafted") || !slices.Contains(got, "/documents?own=acted") {
			t.Errorf("the inbox leads to %v", got)
		}
	}
	a := get(t, bench0(c), "/documents?own=acted")
	checkAccessible(t, a)
	if last := c.finds[len(c.finds)-1]; last.Own != desk.ActedOn {
		t.Errorf("asked for %q", last.Own)
	}
	if said := words(a.root); !strings.Contains(said, "没有找到相符的公文") || !strings.HasPrefix(words(tagged(a.root, "h1")[0]), "我办过的") {
		t.Errorf("the page says %s", said)
	}
}

// Who decides on nothing is led to where the work is.
func TestEmptyInboxByOffice(t *testing.T) {
	auditor := lifang()
	auditor.Appointments = []desk.Appointment{{Unit: "records", Role: document.Auditor}}
	for _, row := range []struct {
		me   desk.Person
		want string
	}{{auditor, "/ledger"}, {keeper(), "/establishment"}} {
		a := get(t, bench0(&counter{me: row.me}), "/inbox")
		checkAccessible(t, a)
		if got := links(a.byID(t, "main")); !slices.Contains(got, row.want) || slices.Contains(got, "/documents?own=acted") {
			t.Errorf("the inbox leads to %v, not to %s", got, row.want)
		}
	}
}

// DH-10: what was sent back says by whom and why at the head of its pages, and no longer
// than it is there.
func TestReturnedIsTold(t *testing.T) {
	v := viewAt(document.Drafting)
	v.Editable = true
	v.Acts = append(v.Acts, desk.Event{Verb: document.SendBack, From: document.OfficeCheck, To: document.Drafting, Person: "周秉文", Reason: string(document.ReturnReasons()[0]), Opinion: "请补填目录信息。"})
	for _, path := range []string{"/documents/doc-9", "/documents/doc-9/edit"} {
		a := get(t, bench0(crowded(v)), path)
		checkAccessible(t, a)
		banners := ofClass(a.root, "banner wait returned")
		if len(banners) != 1 {
			t.Fatalf("%s: %d banners", path, len(banners))
		}
		for _, want := range []string{"办公室审核退回", "周秉文", "请补填目录信息。", document.ReturnReasons()[0].Label()} {
			if !strings.Contains(words(banners[0]), want) {
				t.Errorf("%s: the banner lacks %q: %s", path, want, words(banners[0]))
			}
		}
	}
	v.Acts = append(v.Acts, desk.Event{Verb: document.Submit, From: document.Drafting, To: document.UnitReview})
	v.Stage = document.UnitReview
	if len(ofClass(get(t, bench0(crowded(v)), "/documents/doc-9").root, "banner wait returned")) != 0 {
		t.Error("a return that was answered is still told of")
	}
}

// watched counts the uses of a session.
type watched struct {
	sessions
	uses, glances *int
}

func (w watched) Person(ctx context.Context, token string) (string, error) {
	*w.uses++
	return w.sessions.Person(ctx, token)
}

func (w watched) Glance(ctx context.Context, token string) (string, error) {
	*w.glances++
	return w.sessions.Person(ctx, token)
}

// What an open page asks by itself must not keep a session alive.
func TestPollingIsNoUse(t *testing.T) {
	uses, glances := 0, 0
	c := crowded(viewAt(document.Registration))
	h := New(c, watched{sessions{}, &uses, &glances}, Config{}, slog.New(slog.DiscardHandler))
	get(t, h, "/inbox/news?seen=x")
	get(t, h, "/documents/doc-9/state?seen=x")
	post(t, h, "/documents/doc-9/presence", nil)
	if uses != 0 || glances != 3 {
		t.Errorf("%d uses, %d glances", uses, glances)
	}
	if a := get(t, h, "/inbox"); a.Code != http.StatusOK || uses != 1 {
		t.Errorf("a page: %d, %d uses", a.Code, uses)
	}
}

func ofClass(root *html.Node, class string) []*html.Node {
	return all(root, func(n *html.Node) bool { return attr(n, "class") == class })
}

// An inbox of 5 000 is shown a page at a time: what a page weighs does not depend on how
// much waits.
func TestInboxOfThousands(t *testing.T) {
	weigh := func(n int) int {
		c := crowded(viewAt(document.UnitReview))
		one := c.items[0]
		c.items = nil
		for range n {
			c.items = append(c.items, one)
		}
		a := get(t, bench0(c), "/inbox")
		if rows := all(a.root, func(n *html.Node) bool { return has(n, "data-row") }); len(rows) != min(n, inboxLength) {
			t.Errorf("%d rows of %d", len(rows), n)
		}
		return a.Body.Len()
	}
	some, thousands := weigh(inboxLength+1), weigh(5000)
	if thousands > some+200 || thousands > 160<<10 {
		t.Errorf("a page of %d weighs %d bytes, one of 5000 %d", inboxLength, some, thousands)
	}
	t.Logf("a page of 5000 weighs %d bytes", thousands)
}

// Every role is listed with its holders; one that nobody holds says so.
func TestOffices(t *testing.T) {
	c := &counter{me: keeper(), house: desk.Establishment{People: []desk.Member{
		{ID: "p1", Name: "郑怀远", Active: true, Appointments: []desk.Term{{Appointment: desk.Appointment{Role: document.Signer}}}},
		{ID: "p2", Name: "停用的人", Appointments: []desk.Term{{Appointment: desk.Appointment{Role: document.Publisher}}}},
	}}}
	a := get(t, bench0(c), "/establishment")
	checkAccessible(t, a)
	held := map[string]string{}
	for _, row := range tagged(a.byID(t, "offices").Parent, "tr")[1:] {
		held[words(tagged(row, "th")[0])] = words(tagged(row, "td")[0])
	}
	if len(held) != len(document.Roles()) || held[document.Signer.Label()] != "郑怀远" || held[document.Publisher.Label()] != "无人在岗" {
		t.Errorf("offices %v", held)
	}
}
