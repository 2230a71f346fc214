package store_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
)

const manyDocuments = 5600

// many releases so many documents with the word 工作 that not all can be ranked. Of
// those with an even number, which are released later than their neighbours, some no
// longer bind; every seventh has the word in its title.
func (o office) many() {
	o.t.Helper()
	as(o.t, o.OwnerURL, func(c *pgx.Conn) {
		for _, sql := range []string{
			`INSERT INTO document (id, unit, drafter, create_request, created_at, changed_at, revision, digest, title, kind, class, attribute, repeals, stage)
				SELECT 'm' || i, (SELECT min(id) FROM unit), (SELECT min(id) FROM person), 'm' || i, now(), current_timestamp, 1, '', '', 'notice', 'normative', 'PROACTIVE', false, 'published'
				FROM generate_series(1, $1::int) AS i`,
			`INSERT INTO release (id, document, kind, prepared_at, no, switched_at, public, file_digest, sealed_digest)
				SELECT 'm' || i || 'r', 'm' || i, 'first', now(), i, now(), jsonb_build_object('document', 'm' || i, 'number', '明政发〔2026〕' || i || '号', 'attribute', 'PROACTIVE',
					'title', CASE WHEN i % 7 = 0 THEN '工作办法' ELSE '办法' END || i, 'body', '有关工作的规定。', 'publisher', '第' || i % 10 || '局', 'issued_on', '2026-01-01',
					'life', CASE WHEN i % 4 = 0 THEN jsonb_build_object('expires_on', '2020-01-01') ELSE '{}' END), (SELECT min(digest) FROM release_file), (SELECT min(digest) FROM release_file)
				FROM generate_series(1, $1::int) AS i`,
		} {
			_, err := c.Exec(o.t.Context(), sql, manyDocuments)
			o.must(err)
		}
	})
}

// manyRanked are all of them in the order of a search, without that if newest.
func manyRanked(newest bool, asked func(i int) bool) (out []string) {
	var ids []int
	for i := manyDocuments; i > 0; i-- {
		if asked(i) {
			ids = append(ids, i)
		}
	}
	rank := func(i int) (r int) {
		if i%4 == 0 {
			r = 2
		}
		if i%7 != 0 {
			r++
		}
		return r
	}
	if !newest {
		slices.SortStableFunc(ids, func(a, b int) int { return rank(a) - rank(b) })
	}
	for _, i := range ids {
		out = append(out, fmt.Sprint("m", i))
	}
	return out
}

// Where a word is everywhere, the best hits still come first, and the answer says
// that there are more.
func TestShelfFindsManyHits(t *testing.T) {
	o := open(t)
	as(t, o.OwnerURL, func(c *pgx.Conn) {
		_, err := c.Exec(t.Context(), `INSERT INTO release_file (digest, bytes) VALUES (repeat('0', 64), '%PDF-1.7')`)
		o.must(err)
	})
	o.many()
	every := func(int) bool { return true }
	dead := func(i int) bool { return i%4 == 0 }
	for _, row := range []struct {
		name  string
		q     document.Query
		want  []string
		total int
		more  bool
	}{
		{"first page", document.Query{}, manyRanked(false, every)[:50], 1000, true},
		{"over a border of ranks", document.Query{Offset: 590}, manyRanked(false, every)[590:640], 1000, true},
		{"the last that is listed", document.Query{Offset: 980, Limit: 20}, manyRanked(false, every)[980:1000], 1000, true},
		{"beyond", document.Query{Offset: 1000}, []string{}, 1000, true},
		{"newest", document.Query{Newest: true, Offset: 7}, manyRanked(true, every)[7:57], 1000, true},
		{"narrowed to few", document.Query{Publisher: "第3局"}, manyRanked(false, func(i int) bool { return i%10 == 3 })[:50], 560, false},
		{"narrowed by validity", document.Query{Validity: document.Lapsed, Offset: 190}, manyRanked(false, dead)[190:240], 1400, false},
		{"narrowed to nothing", document.Query{Year: 1999}, []string{}, 0, false},
		{"narrowed to many", document.Query{Year: 2026, Validity: document.InForce}, manyRanked(false, func(i int) bool { return i%4 != 0 })[:50], 4200, false},
		{"all in titles", document.Query{Text: "办法"}, manyRanked(true, func(i int) bool { return i%4 != 0 })[:50], 1000, true},
		{"no words", document.Query{Text: " ", Offset: 5000}, manyRanked(true, every)[5000:5050], manyDocuments, false},
	} {
		q := row.q
		q.Today = today
		if q.Text == "" {
			q.Text = "工作"
		}
		f, err := o.Shelf.Find(t.Context(), q)
		o.must(err)
		got := []string{}
		for _, r := range f.Items {
			got = append(got, r.Document)
		}
		if diff := cmp.Diff(row.want, got); diff != "" || f.Total != row.total || f.More != row.more {
			t.Errorf("%s: %d in all, more %v (-want +got):\n%s", row.name, f.Total, f.More, diff)
		}
	}
	o.vagueCounts()
}

// Hits that nobody counted are not given a number.
func (o office) vagueCounts() {
	o.t.Helper()
	f, err := o.Shelf.Find(o.t.Context(), document.Query{Text: "工作", Counts: true, Today: today})
	o.must(err)
	want := []document.Count{{Value: string(document.InForce)}, {Value: string(document.Lapsed)}}
	if diff := cmp.Diff(want, f.Counts[document.ByValidity]); diff != "" || !f.Vague {
		o.t.Errorf("vague %v (-want +got):\n%s", f.Vague, diff)
	}
	f, err = o.Shelf.Find(o.t.Context(), document.Query{Text: "工作办法", Counts: true, Today: today})
	o.must(err)
	if f.Vague || f.Counts[document.ByValidity][0].N != manyDocuments/7*3/4 {
		o.t.Errorf("%+v", f.Counts[document.ByValidity])
	}
}
