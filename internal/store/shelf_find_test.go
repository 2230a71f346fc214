package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

func (o office) found(q document.Query) (ids []string) {
	o.t.Helper()
	q.Today = today
	f, err := o.Shelf.Find(o.t.Context(), q)
	o.must(err)
	ids = []string{}
	for _, r := range f.Items {
		ids = append(ids, r.Document)
	}
	return ids
}

// Words as citizens type them.
func TestShelfFindsWords(t *testing.T) {
	o := open(t)
	c := content("停车设施办法")
	c.Text.Body = "ＡＢ项目在龑山区，占地100㎡。联系人：李玥、䶮先生。"
	c.Annexes = nil
	o.publish("d0", c)
	o.publish("d1", content("关于停止供车的通知"))
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		{"two characters", "停车", []string{"d0"}},
		{"one character", "停", []string{"d1", "d0"}},
		{"the last of a run", "玥", []string{"d0"}},
		{"three that occur as pairs only", "停车供车", []string{}},
		{"a rare character", "李玥", []string{"d0"}},
		{"extension A", "䶮先", []string{"d0"}},
		{"width and case", "ab项目", []string{"d0"}},
		{"compatibility", "100m2", []string{"d0"}},
		{"brackets as typed", "明政办发[2026]1号", []string{"d0"}},
		{"full-width brackets", "（2026）1号", []string{"d0"}},
		{"two words", "停车 设施", []string{"d0"}},
		{"over a mark", "山区占地", []string{}},
		{"quotes", `'停' & "车\`, []string{}},
		{"operators", "!停车 | :*", []string{}},
		{"long", strings.Repeat("停车", 500), []string{}},
	} {
		if diff := cmp.Diff(row.want, o.found(document.Query{Text: row.text})); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", row.name, row.text, diff)
		}
	}
}

// What no longer binds comes later, and is never left out; an exact number is first.
func TestShelfOrder(t *testing.T) {
	o := open(t)
	plain := content("一般工作")
	plain.Text.Body = "涉及停车的事项。"
	dead := content("停车老办法")
	dead.Text.EffectiveOn, dead.Text.ExpiresOn = "2026-01-01", "2026-11-30"
	o.publish("alive-title", content("停车办法"))
	o.publish("alive-body", plain)
	o.publish("dead-title", dead)
	if diff := cmp.Diff([]string{"alive-title", "alive-body", "dead-title"}, o.found(document.Query{Text: "停车"})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"dead-title", "alive-body", "alive-title"}, o.found(document.Query{Text: "停车", Newest: true})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"dead-title"}, o.found(document.Query{Text: "停车", Validity: document.Lapsed})); diff != "" {
		t.Error(diff)
	}
	r, err := o.Shelf.Get(t.Context(), "dead-title")
	o.must(err)
	if got := o.found(document.Query{Text: string(r.Number)}); len(got) == 0 || got[0] != "dead-title" {
		t.Errorf("asked for the number of a document that lapsed: %v", got)
	}
}

func TestShelfCounts(t *testing.T) {
	o := open(t)
	for i, topic := range []string{`综合政务\政务公开`, `综合政务\其他`, `卫生、体育`} {
		c := content("办法")
		c.Catalogue.Topic = topic
		o.publish([]string{"d0", "d1", "d2"}[i], c)
	}
	f, err := o.Shelf.Find(t.Context(), document.Query{Topic: "综合政务", Counts: true, Today: today})
	o.must(err)
	if f.Total != 2 {
		t.Errorf("%d in all", f.Total)
	}
	want := []document.Count{{Value: "综合政务", N: 2}, {Value: "卫生、体育", N: 1}}
	if diff := cmp.Diff(want, f.Counts[document.ByTopic]); diff != "" {
		t.Errorf("topics are counted without the topic that was asked for (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]document.Count{{Value: "not_yet", N: 2}}, f.Counts[document.ByValidity]); diff != "" {
		t.Error(diff)
	}
}

// Invariant 6: the register's validity is that of Life.On, on every day.
func TestValidityInSQL(t *testing.T) {
	o := open(t)
	days := []document.Date{"", "2026-05-01", "2026-06-01", "2026-07-01"}
	as(t, o.PortalURL, func(c *pgx.Conn) {
		for _, ended := range []document.Validity{"", document.Amended, document.Repealed, document.Revoked, document.Lapsed} {
			for _, effective := range days {
				for _, expires := range days {
					for _, on := range days {
						life := document.Life{EffectiveOn: effective, ExpiresOn: expires, Ended: ended, EndedOn: on}
						for _, day := range []document.Date{"2026-04-30", "2026-05-01", "2026-05-02", "2026-06-01", "2026-06-30", "2026-07-01", "2026-07-02"} {
							var got document.Validity
							o.must(c.QueryRow(t.Context(), `SELECT portal.validity($1, $2, $3, $4, $5)`, effective, expires, ended, on, day).Scan(&got))
							if got != life.On(day) {
								t.Errorf("%+v on %s: %s, want %s", life, day, got, life.On(day))
							}
						}
					}
				}
			}
		}
	})
}

func TestShelfAround(t *testing.T) {
	o := open(t)
	o.publish("d0", content("老办法"))
	before, err := o.Shelf.Latest(t.Context())
	o.must(err)
	repeal := content("废止决定")
	repeal.Relations = []dossier.Relation{{Kind: document.Repeals, Target: "d0", On: "2027-03-01"}}
	o.publish("d1", repeal)
	after, err := o.Shelf.Latest(t.Context())
	o.must(err)
	if after <= before {
		t.Errorf("latest %d after %d", after, before)
	}
	es, err := o.Shelf.Editions(t.Context(), "d0")
	o.must(err)
	if len(es) != 1 || !es[0].First || es[0].At.IsZero() || es[0].Digest == "" {
		t.Errorf("editions %+v", es)
	}
	rs, err := o.Shelf.Pointing(t.Context(), "d0")
	o.must(err)
	if len(rs) != 1 || rs[0].Document != "d1" {
		t.Errorf("pointing %v", rs)
	}
	o.ready("d9", repeal)
	if rs, err = o.Shelf.Pointing(t.Context(), "d0"); len(rs) != 1 || err != nil {
		t.Errorf("a hidden document is told of: %v, %v", rs, err)
	}
	if es, err = o.Shelf.Editions(t.Context(), "d9"); len(es) != 0 || err != nil {
		t.Errorf("editions of a hidden document: %v, %v", es, err)
	}
}

// An address is told for what is released, in the order in which it was, and a number
// finds its document however it is typed.
func TestShelfAddresses(t *testing.T) {
	o := open(t)
	o.publish("d0", content("办法"))
	o.publish("d1", content("意见"))
	hidden := o.ready("d9", content("隐藏办法"))
	as, err := o.Shelf.Addresses(t.Context(), 0, 10)
	o.must(err)
	d0, err := o.Shelf.Get(t.Context(), "d0")
	o.must(err)
	want := document.Address{
		Document: "d0", IssuedOn: d0.IssuedOn, Attribute: document.Proactive, Interpretation: d0.Interpretation != nil,
		Life: document.Life{EffectiveOn: d0.Life.EffectiveOn, ExpiresOn: d0.Life.ExpiresOn},
	}
	if len(as) != 2 || as[1].Document != "d1" {
		t.Fatalf("addresses %+v", as)
	}
	if diff := cmp.Diff(want, as[0]); diff != "" {
		t.Error(diff)
	}
	if as, err = o.Shelf.Addresses(t.Context(), 1, 1); err != nil || len(as) != 1 || as[0].Document != "d1" {
		t.Errorf("a part of them: %+v, %v", as, err)
	}
	for _, number := range []string{string(d0.Number), strings.NewReplacer("〔", "[", "〕", "]").Replace(string(d0.Number))} {
		if r, err := o.Shelf.ByNumber(t.Context(), number); err != nil || r.Document != "d0" {
			t.Errorf("%s: %s, %v", number, r.Document, err)
		}
	}
	for _, number := range []string{"", "\x00", "%", string(hidden.Public.Number) + " ", "明政办发〔2026〕99号"} {
		if _, err := o.Shelf.ByNumber(t.Context(), number); document.KindOf(err) != document.NotFound || err.Error() != notPublicWords(t, o) {
			t.Errorf("%q: %v", number, err)
		}
	}
}

func notPublicWords(t *testing.T, o office) string {
	t.Helper()
	_, err := o.Shelf.Get(t.Context(), "none")
	return err.Error()
}

// A text of any length can be released: its index has a limit, the release has none.
func TestShelfLongText(t *testing.T) {
	o := open(t)
	var b strings.Builder
	for r := rune(0x4e00); r < 0x4e00+20000; r++ {
		b.WriteString("甲" + string(r) + string(r+1) + "乙" + string(r))
	}
	c := content("很长的办法")
	c.Text.Body = b.String()
	o.publish("d0", c)
	if diff := cmp.Diff([]string{"d0"}, o.found(document.Query{Text: "很长"})); diff != "" {
		t.Error(diff)
	}
}
