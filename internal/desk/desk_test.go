package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/blob"
	"mingfa/internal/demo"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
	"mingfa/internal/store"
	"mingfa/internal/store/storetest"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var now = time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)

// office is a desk over a real register. Steps are taken as the workflow's
// activity takes them; Temporal itself is met in workflows/ and e2e/.
type office struct {
	*desk.Desk
	t      *testing.T
	record *store.Store
	laws   verdict.Laws
	steps  int   // how many steps were sent
	away   error // what the conductor answers instead of acting
	blobs  activities.Blobs

	pictures pictures
}

func (o *office) Act(ctx context.Context, id, _ string, r verdict.Request) (activities.Taken, error) {
	o.steps++
	if o.away != nil {
		return activities.Taken{}, o.away
	}
	return o.record.Take(ctx, id, r.ID, now, o.laws.Judge)
}

func (o *office) ActReassess(ctx context.Context, id, _ string, r verdict.Request) (activities.Taken, error) {
	return o.record.TakeReassess(ctx, id, r.ID, now, o.laws.JudgeReassess)
}

func (o *office) ActTakeDown(ctx context.Context, id, _ string, r verdict.Request) (activities.DownStanding, error) {
	return o.record.TakeTakeDown(ctx, id, r.ID, now, o.laws.JudgeTakeDown)
}

func (o *office) ActLate(ctx context.Context, id, _ string, r verdict.Request) (activities.Taken, error) {
	return o.record.TakeLate(ctx, id, r.ID, now, o.laws.JudgeLate)
}

func (o *office) Preview(_ context.Context, p activities.Paper) ([]byte, error) {
	return []byte("%PDF " + p.Head + p.Content.Text.Title), nil
}

func open(t *testing.T, with ...*intake.Reader) *office {
	t.Helper()
	t.Parallel()
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	laws, err := verdict.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(with) == 1 {
		reader = with[0]
	}
	o := &office{t: t, record: storetest.New(t), laws: laws, blobs: blobs}
	o.Desk = desk.New(desk.Parts{
		Record: o.record, Laws: laws, Calendar: laws.Calendar, Conductor: o, Blobs: blobs, Preview: o,
		Intake: reader, Pages: &o.pictures, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	})
	for _, u := range demo.Units() {
		o.must(o.record.PutUnit(t.Context(), store.Unit{ID: u.ID, Name: u.Name, ShortName: u.ShortName, Parent: u.Parent, AgencyCode: u.Agency, OrgCode: u.OrgCode, Head: u.Head}))
	}
	for _, p := range demo.People() {
		o.must(o.record.PutPerson(t.Context(), store.Person{ID: p.ID, Login: p.Login, Name: p.Name, Active: true}))
		o.must(o.record.Appoint(t.Context(), p.ID, p.Unit, p.Role, "test", now))
	}
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func content() dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.General, Title: "明州市人民政府办公室关于做好冬季供暖服务的通知",
			Addressee: "各区人民政府", Body: "一、提前检修设备。\n\n二、公布服务电话12345。",
		},
		Disclosure:     dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{Need: dossier.NotNeeded, Reason: "一般性工作部署，不属于政策解读范围。"},
		Catalogue:      dossier.Catalogue{Summary: "部署冬季供暖服务。", Topic: "综合政务", Article: "其他"},
	}
}

func (o *office) draft(c dossier.Content) desk.View {
	o.t.Helper()
	v, err := o.Create(o.t.Context(), "p-drafter", desk.Draft{Content: c, RequestID: uuid.NewString()})
	o.must(err)
	return v
}

// take acts on the document as it stands.
func (o *office) take(person, id string, r verdict.Request) error {
	o.t.Helper()
	v, err := o.View(o.t.Context(), person, id)
	o.must(err)
	r.ID, r.Digest, r.Stage = uuid.NewString(), v.Digest, v.Stage
	_, err = o.Desk.Act(o.t.Context(), person, id, r)
	return err
}

// refusals are the ledger's entries of refused acts: act and code.
func (o *office) refusals() []string {
	o.t.Helper()
	entries, err := o.record.Ledger(o.t.Context(), 1, 1000)
	o.must(err)
	var out []string
	for _, e := range entries {
		if e.Outcome == audit.Refused {
			var d struct{ Code string }
			o.must(json.Unmarshal(e.Detail, &d))
			out = append(out, e.Act+" "+d.Code)
		}
	}
	return out
}

func code(err error) string {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// Invariant 8: every refused act is in the ledger, and no step was sent for it.
func TestInvariant8RefusalsAreRecorded(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	if err := o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}); err != nil {
		t.Fatal(err)
	}
	if err := o.take("p-drafter", v.ID, verdict.Request{Verb: document.Approve}); err == nil {
		t.Error("a drafter approved")
	}
	if err := o.take("p-head", v.ID, verdict.Request{Verb: document.SendBack}); code(err) != "opinion-missing" {
		t.Errorf("return without reason: %v", err)
	}
	want := []string{"document.approve role-missing", "document.return opinion-missing"}
	if diff := cmp.Diff(want, o.refusals()); diff != "" {
		t.Error(diff)
	}
	if o.steps != 1 {
		t.Errorf("%d steps were sent, want 1", o.steps)
	}
}

// Invariant 12: content with a secrecy mark is refused before it reaches the
// record, in every field, and the answer repeats nothing of it.
func TestInvariant12SecrecyMark(t *testing.T) {
	rows := map[string]func(*dossier.Content){
		"SR-09 body":           func(c *dossier.Content) { c.Text.Body = "机密★10年\n正文" },
		"SR-09 addressee":      func(c *dossier.Content) { c.Text.Addressee = "秘密★1年" },
		"SR-09 interpretation": func(c *dossier.Content) { c.Interpretation.Outline = "绝密★长期" },
		"SR-09 relation":       func(c *dossier.Content) { c.Relations = []dossier.Relation{{Title: "机密★5年"}} },
	}
	for name, edit := range rows {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			c := content()
			edit(&c)
			_, err := o.Create(t.Context(), "p-drafter", desk.Draft{Content: c, RequestID: uuid.NewString()})
			if code(err) != "secrecy-mark" || strings.Contains(err.Error(), "★") {
				t.Errorf("create: %v", err)
			}
			v := o.draft(content())
			if _, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c); code(err) != "secrecy-mark" {
				t.Errorf("save: %v", err)
			}
			docs, err := o.record.Find(t.Context(), store.Reach{All: true}, store.SearchQuery{})
			o.must(err)
			if len(docs) != 1 || docs[0].Revision != 1 {
				t.Errorf("something was stored: %+v", docs)
			}
		})
	}
}

// TestHiddenAndUnknownAreToldAlike: who may not see a document learns not even that there
// is one (invariant 7).
func TestHiddenAndUnknownAreToldAlike(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	_, hidden := o.View(t.Context(), "p-publisher", v.ID)
	_, unknown := o.View(t.Context(), "p-publisher", uuid.NewString())
	if document.KindOf(hidden) != document.NotFound || hidden.Error() != unknown.Error() || code(hidden) != code(unknown) {
		t.Errorf("hidden: %v; unknown: %v", hidden, unknown)
	}
}

// SR-09: nor is an opinion with a secrecy mark stored; and a refusal to somebody
// who may not even see the document leaves its trace.
func TestInvariant8And12OfTheAct(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	err := o.take("p-drafter", v.ID, verdict.Request{Verb: document.Cancel, Opinion: "机密★1年 原文如下"})
	if code(err) != "secrecy-mark" || strings.Contains(err.Error(), "★") {
		t.Errorf("opinion: %v", err)
	}
	r := verdict.Request{ID: uuid.NewString(), Verb: document.Approve, Digest: v.Digest, Stage: v.Stage}
	if _, err := o.Desk.Act(t.Context(), "p-secrecy", v.ID, r); code(err) != "no-document" {
		t.Errorf("by somebody who may not see it: %v", err)
	}
	o.must(o.record.Revoke(t.Context(), "p-drafter", "business", document.Drafter, "test", now))
	r = verdict.Request{ID: uuid.NewString(), Verb: document.Submit, Digest: v.Digest, Stage: v.Stage}
	if _, err := o.Desk.Act(t.Context(), "p-drafter", v.ID, r); document.KindOf(err) != document.Forbidden {
		t.Errorf("by its drafter after the role was revoked: %v", err)
	}
	want := []string{"document.cancel secrecy-mark", "document.approve no-document", "document.submit role-missing"}
	if diff := cmp.Diff(want, o.refusals()); diff != "" {
		t.Error(diff)
	}
}

// A second click, and a request that is repeated after its answer was lost.
func TestRepeatedRequest(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	r := verdict.Request{ID: uuid.NewString(), Verb: document.Submit, Digest: v.Digest, Stage: v.Stage}
	first, err := o.Desk.Act(t.Context(), "p-drafter", v.ID, r)
	o.must(err)
	again, err := o.Desk.Act(t.Context(), "p-drafter", v.ID, r)
	if diff := cmp.Diff(first, again); diff != "" || err != nil {
		t.Error(diff, err)
	}
	r.Opinion = "另一番话"
	if _, err := o.Desk.Act(t.Context(), "p-drafter", v.ID, r); code(err) != "request-reused" {
		t.Errorf("other words under the same id: %v", err)
	}
	if o.steps != 1 {
		t.Errorf("%d steps, want 1", o.steps)
	}
}

// A conductor that does not answer leaves the document where it is, and is no
// refusal: the same request can be sent again.
func TestConductorAway(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	o.away = document.Refuse(document.Unavailable, "no-answer", "没有答复。")
	r := verdict.Request{ID: uuid.NewString(), Verb: document.Submit, Digest: v.Digest, Stage: v.Stage}
	if _, err := o.Desk.Act(t.Context(), "p-drafter", v.ID, r); code(err) != "no-answer" {
		t.Fatalf("err = %v", err)
	}
	if got := o.refusals(); len(got) != 0 {
		t.Errorf("recorded as refused: %v", got)
	}
	o.away = nil
	if out, err := o.Desk.Act(t.Context(), "p-drafter", v.ID, r); err != nil || out.Stage != document.UnitReview {
		t.Errorf("the same request again: %+v %v", out, err)
	}
}

// Who may read what: a draft is its unit's own until it is submitted; whoever
// may not is told the same as for a document that never was.
func TestInvariant7ReadingInside(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	rows := []struct {
		person        string
		draft, submit bool
	}{
		{"p-drafter", true, true},
		{"p-head", true, true},
		{"p-secrecy", false, true},
		{"p-signer", false, true},
		{"p-auditor", true, true},
		{"nobody", false, false},
	}
	check := func(person string, want bool) {
		t.Helper()
		_, err := o.View(t.Context(), person, v.ID)
		_, never := o.View(t.Context(), person, uuid.NewString())
		if (err == nil) != want || !want && code(err) != code(never) {
			t.Errorf("%s at %s: %v, for one that never was: %v", person, v.Stage, err, never)
		}
		found, err := o.Find(t.Context(), person, desk.FindQuery{Text: "供暖", Limit: 10})
		if person != "nobody" && (err != nil || (len(found.Hits) == 1) != want) {
			t.Errorf("%s finds %d: %v", person, len(found.Hits), err)
		}
	}
	for _, row := range rows {
		check(row.person, row.draft)
	}
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	for _, row := range rows {
		check(row.person, row.submit)
	}
}

func TestInbox(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	holds := func(person string) bool {
		items, err := o.Inbox(t.Context(), person)
		o.must(err)
		return len(items) == 1 && items[0].ID == v.ID
	}
	if !holds("p-drafter") || holds("p-head") {
		t.Error("a draft waits for its drafter and nobody else")
	}
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	if holds("p-drafter") || !holds("p-head") {
		t.Error("a submitted document waits for the head of its unit")
	}
	o.must(o.take("p-head", v.ID, verdict.Request{Verb: document.Approve}))
	if !holds("p-openness") || holds("p-head") {
		t.Error("then for the disclosure office")
	}
}

func TestImport(t *testing.T) {
	o := open(t)
	rows := []struct {
		name, file  string
		data        string
		title, code string
	}{
		{"title and body", "a.md", "# 工作方案\n\n一、目标\n", "工作方案", ""},
		{"a sentence is no title", "a.txt", "为做好工作，制定本方案。\n一、目标", "", ""},
		{"byte order mark, CR LF", "a.TXT", "\xef\xbb\xbf标题\r\n正文", "标题", ""},
		{"SR-09", "a.txt", "机密★10年\n正文", "", "secrecy-mark"},
		{"no DOCX", "a.docx", "PK", "", "wrong-ending"},
		{"other kinds", "a.exe", "MZ", "", "file-kind"},
		{"invalid UTF-8", "a.txt", "\xb9\xab\xce\xc4", "", "bad-text"},
		{"NUL", "a.txt", "a\x00b", "", "bad-text"},
		{"empty", "a.txt", " \n ", "", "empty-file"},
		{"too large", "a.txt", strings.Repeat("长", intake.MaxText), "", "too-large"},
	}
	for _, row := range rows {
		got, err := o.Import(t.Context(), "p-drafter", row.file, []byte(row.data))
		if got.Title != row.title || code(err) != row.code {
			t.Errorf("%s: %q %v", row.name, got.Title, err)
		}
	}
	if got := o.refusals(); len(got) != 1 || got[0] != "document.import secrecy-mark" {
		t.Errorf("ledger: %v", got)
	}
}

// The difference shows whole numbers, not the digits in which they differ.
func TestDiff(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	c := v.Content
	c.Text.Body = strings.Replace(c.Text.Body, "12345", "12354", 1)
	saved, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c)
	o.must(err)
	if saved.Revision != 2 {
		t.Fatalf("revision %d", saved.Revision)
	}
	got, err := o.Diff(t.Context(), "p-drafter", v.ID, 1, 2)
	o.must(err)
	if len(got) != 1 || got[0].Part != dossier.TextPart {
		t.Fatalf("parts: %+v", got)
	}
	var changed []string
	for _, r := range got[0].Runs {
		if r.Op != "equal" {
			changed = append(changed, r.Op+" "+r.Text)
		}
	}
	if diff := cmp.Diff([]string{"delete 12345", "insert 12354"}, changed); diff != "" {
		t.Error(diff)
	}
	if _, err := o.Diff(t.Context(), "p-drafter", v.ID, 1, 9); code(err) != "no-revision" {
		t.Errorf("a revision that is not there: %v", err)
	}
}

// A save by somebody of another unit, and a save on an old text.
func TestSaveRefused(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	if _, err := o.Save(t.Context(), "p-head", v.ID, v.Digest, content()); code(err) != "not-drafter" {
		t.Errorf("by the head: %v", err)
	}
	c := content()
	c.Text.Body += "\n\n三、加强值守。"
	if _, err := o.Save(t.Context(), "p-drafter", v.ID, strings.Repeat("0", 64), c); code(err) != "stale-digest" {
		t.Errorf("on an old text: %v", err)
	}
	same, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, content())
	if err != nil || same.Revision != 1 {
		t.Errorf("a save that changes nothing made revision %d: %v", same.Revision, err)
	}
}

// The page names each closed verb with its reason, and opens none that the
// judgement would refuse to this person.
func TestOptions(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	open := func(person string) string {
		v, err := o.View(t.Context(), person, v.ID)
		o.must(err)
		var out []string
		for _, x := range v.Options {
			if x.Open {
				out = append(out, string(x.Verb))
			} else if x.Reason == "" || x.Code == "" {
				t.Errorf("%s for %s is closed without a reason", x.Verb, person)
			}
		}
		return strings.Join(out, " ")
	}
	if got := open("p-head"); got != "approve return" {
		t.Errorf("head: %s", got)
	}
	if got := open("p-drafter"); got != "recall cancel" {
		t.Errorf("drafter: %s", got)
	}
	if got := open("p-secrecy"); got != "" {
		t.Errorf("secrecy reviewer: %s", got)
	}
}

func TestLedgerIsForAuditors(t *testing.T) {
	o := open(t)
	if _, err := o.Ledger(t.Context(), "p-signer", 1, 10); code(err) != "role-missing" {
		t.Errorf("signer: %v", err)
	}
	entries, err := o.Ledger(t.Context(), "p-auditor", 1, 10)
	if err != nil || len(entries) == 0 {
		t.Errorf("auditor: %d %v", len(entries), err)
	}
}

// pictures says which page of which file it was asked for.
type pictures struct{ asked []string }

func (p *pictures) Picture(_ context.Context, pdf []byte, page, dpi int) ([]byte, error) {
	p.asked = append(p.asked, fmt.Sprint(string(pdf[:5]), page, dpi))
	if page > 1 {
		return nil, extract.ErrNoPage
	}
	return []byte("PNG"), nil
}

// A page is shown to whoever may see the document, and to nobody else.
func TestPage(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	if b, err := o.Page(t.Context(), "p-drafter", v.ID, "", 1); err != nil || string(b) != "PNG" {
		t.Errorf("%q %v", b, err)
	}
	if _, err := o.Page(t.Context(), "p-drafter", v.ID, "", 2); code(err) != "no-page" {
		t.Errorf("page 2: %v", err)
	}
	if _, err := o.Page(t.Context(), "p-drafter", v.ID, "draft", 1); code(err) != "no-file" {
		t.Errorf("no such kind: %v", err)
	}
	if _, err := o.Page(t.Context(), "p-publisher", v.ID, "", 1); code(err) != "no-document" {
		t.Errorf("somebody else: %v", err)
	}
	if len(o.pictures.asked) != 2 {
		t.Errorf("asked for %v", o.pictures.asked)
	}
}
