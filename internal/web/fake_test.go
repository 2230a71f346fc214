package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// evil is put into every text that somebody can write.
const evil = `<script>alert("x")</script>'"&<img src=x onerror=alert(1)>`

// counter is a desk in memory. It answers with its fields, and keeps what it was asked.
type counter struct {
	me     desk.Person
	view   desk.View
	items  []desk.Item
	diff   []desk.PartDiff
	ledger []desk.LedgerEntry
	fail   map[string]error // by method

	acts []verdict.Request

	examinations []verdict.Examination
	completions  []verdict.Completion
	consents     []verdict.Countersigning

	drafts []desk.Draft
	saves  []dossier.Content
	bases  []string
	diffs  [][2]int

	compared []dossier.Content
	present  desk.Present
	pages    []string

	bulk     document.Verb // what rows of the inbox offer
	waiting  []desk.WaitingQuery
	beside   []desk.Item
	finds    []desk.FindQuery
	previews []dossier.Content
	checks   []dossier.Content
	healthy  desk.Health
	house    desk.Establishment
	proof    desk.Proof
	saved    []desk.SavedSearch
	changes  []string
	plant    desk.System
	same     bool // the policies of the folder are those in force

	pictures  []string
	reminders []desk.Reminder
	duties    []string // acts on obligations, as they were asked for
	numbers   desk.Numbers
}

func (c *counter) Me(context.Context, string) (desk.Person, error) { return c.me, c.fail["Me"] }

func (c *counter) Create(_ context.Context, _ string, d desk.Draft) (desk.View, error) {
	c.drafts = append(c.drafts, d)
	return c.view, c.fail["Create"]
}

func (c *counter) Import(_ context.Context, _, name string, data []byte) (desk.Imported, error) {
	return desk.Imported{Title: strings.TrimSuffix(name, ".txt"), Body: string(data)}, c.fail["Import"]
}

func (c *counter) Adopt(_ context.Context, _, name string, data []byte) (desk.Adopted, error) {
	text := dossier.Text{Title: "文件里的标题", Body: string(data), Original: &dossier.Original{
		Digest: strings.Repeat("ab", 32), Name: name, Size: len(data), Pages: 3, Seal: dossier.SealPlace{Page: 3, Left: 144, Bottom: 90},
	}}
	return desk.Adopted{Content: dossier.Content{Text: text}}, c.fail["Adopt"]
}

func (c *counter) AddPicture(_ context.Context, _, name string, data []byte) (dossier.Picture, error) {
	c.pictures = append(c.pictures, name)
	return dossier.Picture{Name: name, Digest: strings.Repeat("cd", 32), Type: "image/png", Size: len(data), Width: 400, Height: 300, Remarks: []string{}}, c.fail["AddPicture"]
}

func (c *counter) Described(_ context.Context, _, _ string, content dossier.Content) (dossier.Content, error) {
	return content.WithPictures(content.Pictures()), c.fail["Described"]
}

func (c *counter) Picture(_ context.Context, _, id, digest string) (string, []byte, error) {
	return "image/png", []byte("picture " + digest + " of " + id), c.fail["Picture"]
}

func (c *counter) Save(_ context.Context, _, _, base string, content dossier.Content) (desk.View, error) {
	c.saves, c.bases = append(c.saves, content), append(c.bases, base)
	return c.view, c.fail["Save"]
}

func (c *counter) Act(_ context.Context, _, id string, r verdict.Request) (desk.Outcome, error) {
	c.acts = append(c.acts, r)
	return desk.Outcome{ID: id, From: c.view.Stage, Stage: c.view.Stage}, c.fail["Act"]
}

func (c *counter) Complete(_ context.Context, _, _ string, x verdict.Completion) (dossier.Completed, error) {
	c.completions = append(c.completions, x)
	return dossier.Completed{Catalogue: x.Catalogue, Reason: x.Reason}, c.fail["Complete"]
}

func (c *counter) Countersign(_ context.Context, _, _ string, x verdict.Countersigning) (dossier.Consent, error) {
	c.consents = append(c.consents, x)
	return dossier.Consent{Body: x.Body, Stand: x.Stand}, c.fail["Countersign"]
}

func (c *counter) Examine(_ context.Context, _, _ string, x verdict.Examination) ([]dossier.Examined, error) {
	c.examinations = append(c.examinations, x)
	return make([]dossier.Examined, len(x.Hits)), c.fail["Examine"]
}

func (c *counter) View(_ context.Context, _, id string) (desk.View, error) {
	if id != c.view.ID {
		return desk.View{}, document.Refuse(document.NotFound, "no-document", "没有这件公文。")
	}
	v := c.view
	v.Found = document.TallyOf(v.Findings)
	return v, c.fail["View"]
}

func (c *counter) Findings(context.Context, string, string) (desk.Findings, error) {
	return desk.Findings{Items: c.view.Findings, Counts: document.TallyOf(c.view.Findings)}, c.fail["Findings"]
}

func (c *counter) Inbox(context.Context, string) ([]desk.Item, error) {
	return c.items, c.fail["Inbox"]
}

func (c *counter) Searches(context.Context, string) ([]desk.SavedSearch, error) {
	return c.saved, c.fail["Searches"]
}

func (c *counter) SaveSearch(_ context.Context, _, name string, q desk.FindQuery) (desk.SavedSearch, error) {
	c.saved = append(c.saved, desk.SavedSearch{ID: int64(len(c.saved) + 1), Name: name, Query: q})
	return c.saved[len(c.saved)-1], c.fail["SaveSearch"]
}

func (c *counter) DropSearch(_ context.Context, _ string, id int64) error {
	c.saved = slices.DeleteFunc(c.saved, func(s desk.SavedSearch) bool { return s.ID == id })
	return c.fail["DropSearch"]
}

func (c *counter) Diff(_ context.Context, _, _ string, from, to int) ([]desk.PartDiff, error) {
	c.diffs = append(c.diffs, [2]int{from, to})
	return c.diff, c.fail["Diff"]
}

func (c *counter) Preview(context.Context, string, string) ([]byte, error) {
	return []byte("%PDF-1.7 preview"), c.fail["Preview"]
}

func (c *counter) File(_ context.Context, _, _, kind string) (string, []byte, error) {
	return "明政办发〔2026〕9号.pdf", []byte("%PDF-1.7 " + kind), c.fail["File"]
}

func (c *counter) Ledger(_ context.Context, _ string, from int64, limit int) ([]desk.LedgerEntry, error) {
	var out []desk.LedgerEntry
	for _, e := range c.ledger {
		if e.Seq >= from && len(out) < limit {
			out = append(out, e)
		}
	}
	return out, c.fail["Ledger"]
}

func (c *counter) LatestLedger(_ context.Context, _ string, q desk.LedgerQuery) (desk.LedgerPage, error) {
	out := desk.LedgerPage{Names: map[string]string{"p-lifang": "李芳", "p-evil": evil}}
	for _, e := range slices.Backward(c.ledger) {
		switch {
		case q.To != 0 && e.Seq > q.To || q.Act != "" && e.Act != q.Act || q.Person != "" && e.Actor != q.Person:
		case len(out.Entries) == q.Limit:
			out.Next = e.Seq
			return out, c.fail["LatestLedger"]
		default:
			out.Entries = append(out.Entries, e)
		}
	}
	return out, c.fail["LatestLedger"]
}

func (c *counter) Tray(context.Context, string) (desk.Tray, error) {
	t := desk.Tray{Total: len(c.items), Reminders: len(c.reminders), Mark: fmt.Sprint(len(c.items))}
	if len(c.items) > 0 {
		t.Stages = []desk.StageCount{{Stage: c.items[0].Stage, N: len(c.items)}}
	}
	return t, c.fail["Tray"]
}

func (c *counter) Waiting(ctx context.Context, person string, q desk.WaitingQuery) (desk.Waiting, error) {
	c.waiting = append(c.waiting, q)
	t, err := c.Tray(ctx, person)
	w := desk.Waiting{Tray: t, Beside: c.beside}
	from, _ := strconv.Atoi(q.After)
	for i, it := range c.items[min(from, len(c.items)):] {
		if i == q.Limit {
			w.Next = strconv.Itoa(from + i)
			break
		}
		it.ID = fmt.Sprintf("doc-%d", from+i)
		w.Rows = append(w.Rows, desk.WaitingRow{Item: it, Digest: digest, Bulk: c.bulk})
	}
	return w, errors.Join(err, c.fail["Waiting"])
}

func (c *counter) Find(_ context.Context, _ string, q desk.FindQuery) (desk.Found, error) {
	c.finds = append(c.finds, q)
	var out desk.Found
	from, _ := strconv.Atoi(q.Before)
	for i, it := range c.items[min(from, len(c.items)):] {
		if i == q.Limit {
			out.Next = strconv.Itoa(from + i)
			break
		}
		if strings.Contains(it.Title, q.Text) {
			out.Hits = append(out.Hits, desk.Hit{Item: it, Validity: document.Repealed, Excerpt: it.Title})
		}
	}
	return out, c.fail["Find"]
}

func (c *counter) Units(context.Context) ([]desk.Unit, error) {
	return []desk.Unit{{ID: "u-zh", Name: "综合处"}, {ID: evil, Name: evil}}, c.fail["Units"]
}

func (c *counter) PreviewContent(_ context.Context, _, _, _ string, content dossier.Content) ([]byte, error) {
	c.previews = append(c.previews, content)
	return []byte("%PDF-1.7 unsaved"), c.fail["PreviewContent"]
}

func (c *counter) Check(_ context.Context, _, _, _ string, content dossier.Content) (desk.Readiness, error) {
	c.checks = append(c.checks, content)
	return desk.Readiness{Submit: c.view.Findings, Ahead: []document.Stage{document.UnitReview}}, c.fail["Check"]
}

func (c *counter) Compare(_ context.Context, _, _ string, content dossier.Content) ([]desk.PartDiff, error) {
	c.compared = append(c.compared, content)
	return c.diff, c.fail["Compare"]
}

func (c *counter) Guide() desk.Guide {
	return desk.Guide{
		Negative: desk.NegativeList{Version: "2026-01", Items: []desk.NegativeItem{
			{ID: "N-04", Ground: document.R16A, Title: "人事管理信息", Scope: "招考录用信息除外" + evil}, {ID: "N-07", Ground: document.R16B, Title: "过程稿", Scope: "从其规定"},
		}},
		Fields: map[string][]desk.FieldRule{"text.title": {{ID: "DH-06", Title: "标题的组成", Cite: "《条例》第九条"}}},
	}
}

func (c *counter) Absent(_ context.Context, _, page string) error {
	c.pages = append(c.pages, page+" left")
	return c.fail["Absent"]
}

func (c *counter) Present(_ context.Context, _, _, page string, writing bool) (desk.Present, error) {
	c.pages = append(c.pages, fmt.Sprint(page, writing))
	return c.present, c.fail["Present"]
}

func (c *counter) Health(_ context.Context, _ string, year int) (desk.Health, error) {
	h := c.healthy
	h.Year = year
	return h, c.fail["Health"]
}

func (c *counter) Establishment(context.Context, string) (desk.Establishment, error) {
	return c.house, c.fail["Establishment"]
}

func (c *counter) ProveLedger(context.Context, string) (desk.Proof, error) {
	return c.proof, c.fail["ProveLedger"]
}

func (c *counter) System(context.Context, string) (desk.System, error) {
	return c.plant, c.fail["System"]
}

func (c *counter) ReloadPolicies(context.Context, string) (bool, error) {
	return !c.same, c.kept("reload")
}

// kept remembers a change of the establishment.
func (c *counter) kept(what ...string) error {
	c.changes = append(c.changes, strings.Join(what, " "))
	return c.fail["Keeping"]
}

func (c *counter) AddPerson(_ context.Context, _, login, name string) (string, error) {
	return "p-new", c.kept("add", login, name)
}

func (c *counter) SuspendPerson(_ context.Context, _, person string) error {
	return c.kept("suspend", person)
}

func (c *counter) RestorePerson(_ context.Context, _, person string) error {
	return c.kept("restore", person)
}

func (c *counter) Grant(_ context.Context, _, person, unit string, role document.Role, endsOn document.Date) error {
	return c.kept("grant", person, unit, string(role), string(endsOn))
}

func (c *counter) Withdraw(_ context.Context, _, person, unit string, role document.Role) error {
	return c.kept("withdraw", person, unit, string(role))
}

func (c *counter) Move(_ context.Context, _, person, from, to string) error {
	return c.kept("move", person, from, to)
}

func (c *counter) PasswordLink(_ context.Context, _, person string) (string, time.Time, error) {
	return "TOKEN", clock, c.kept("link", person)
}

func (c *counter) ChangeUnit(_ context.Context, _ string, u desk.UnitRow) error {
	return c.kept("unit", u.ID, u.Name, u.ParentID, u.AgencyCode)
}

// sessions knows one token.
type sessions struct{ err error }

func (s sessions) SignIn(_ context.Context, login, password string) (string, error) {
	if s.err != nil {
		return "", s.err
	}
	if login != "lifang" || password != "right" {
		return "", document.Refuse(document.Unsigned, "bad-login", "账号或者口令不正确。")
	}
	return "token", nil
}

func (s sessions) Person(_ context.Context, token string) (string, error) {
	if token != "token" {
		return "", document.Refuse(document.Unsigned, "not-signed-in", "请先登录。")
	}
	return "p-lifang", s.err
}

func (s sessions) Glance(ctx context.Context, token string) (string, error) {
	return s.Person(ctx, token)
}

func (s sessions) SetPassword(_ context.Context, link, _ string) error {
	if link != "TOKEN" {
		return document.Refuse(document.NotFound, "no-link", "这个链接无效、已经用过或者已经过期，请联系系统管理员重新办理。")
	}
	return s.err
}

func (s sessions) SignOut(context.Context, string) error { return s.err }

func workbench(c *counter, s sessions, log io.Writer) http.Handler {
	cfg := Config{
		Organ: "明州市人民政府办公室", PortalURL: "https://portal.example/",
		DemoPeople: []DemoPerson{{Login: "lifang", Name: "李芳", Role: "拟稿人"}, {Login: "zhanghua", Name: "张华", Role: "签发人"}},
	}
	return New(c, s, cfg, slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
}

const (
	digest    = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	oldDigest = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
)

var clock = time.Date(2026, 4, 10, 1, 12, 0, 0, time.UTC)

func lifang() desk.Person {
	return desk.Person{ID: "p-lifang", Login: "lifang", Name: "李芳", Appointments: []desk.Appointment{
		{Unit: "u-zh", UnitName: "综合处", Role: document.Drafter, Label: "拟稿人"},
		{Unit: "u-jd", UnitName: "监督处", Role: document.Auditor, Label: "台账监督"},
	}}
}

func keeper() desk.Person {
	return desk.Person{ID: "p-keeper", Login: "keeper", Name: "管理员", Appointments: []desk.Appointment{
		{Unit: "u-zh", UnitName: "综合处", Role: document.Administrator, Label: "系统管理"},
	}}
}

// content is a dossier that fills every field.
func content() dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.Normative, Title: "明州市人民政府办公室关于印发《明州市政务服务事项管理办法》的通知",
			Addressee: "各县（市、区）人民政府，市政府各部门", CopyTo: "市委办公室",
			Body:        "现将《明州市政务服务事项管理办法》印发给你们，请认真贯彻执行。\n一、总体要求\n（一）坚持便民利民。凡是能够网上办理的事项，一律实行网上办理。\n（二）坚持公开透明。办理依据、条件、程序和时限，一律向社会公开。",
			EffectiveOn: "2026-06-01", ExpiresOn: "2031-05-31", AffectsBusiness: true,
		},
		Annexes:    []dossier.Annex{{Title: "政务服务事项清单", Body: "一、行政许可\n二、行政确认"}},
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{
			Need: dossier.Needed, Outline: "背景依据、主要内容、适用范围", Form: "文字解读", Channel: "市政府门户网站", When: "与文件同步发布",
			Title: "《明州市政务服务事项管理办法》政策解读", Body: "一、背景依据\n为规范政务服务事项管理，制定本办法。",
		},
		Relations: []dossier.Relation{
			{Kind: document.Repeals, Target: "doc-1", Number: "明政办发〔2021〕6号", Title: "明州市政务服务事项管理暂行办法", On: "2026-06-01"},
			{Kind: document.Basis, Number: "国令第711号", Title: "中华人民共和国政府信息公开条例"},
		},
		Catalogue: dossier.Catalogue{Summary: "规定政务服务事项的确定、公布和调整。", Topic: "综合政务", Article: document.Articles()[0]},
		Record: dossier.Record{
			Comments: []dossier.Comment{{
				Way: dossier.PublicWay, Reference: "公告1号", From: "2026-09-01", Until: "2026-10-08",
				Adoptions: []dossier.Adoption{{Opinion: "延长时段", Adopted: true}},
			}},
			Collective: dossier.Meeting{Name: "市政府常务会议", On: "2026-11-10"}, Risk: dossier.Reference{Note: "不涉及"},
			Legality:     dossier.Review{ReceivedOn: "2026-10-12", AnsweredOn: "2026-10-26"},
			Countersigns: []dossier.Countersign{{Body: "市财政局", Person: "李四", On: "2026-11-09"}}, Registration: "MZGS—2026—9",
		},
	}
}

var route = []document.Stage{
	document.Drafting, document.UnitReview, document.AttributeReview, document.SecrecyReview, document.LegalityReview,
	document.CompetitionReview, document.LockstepCheck, document.OfficeCheck, document.Signing, document.Registration, document.Publication,
}

// viewAt is a document that has come as far as the stage, with all its verbs open.
func viewAt(s document.Stage) desk.View {
	c := content()
	v := desk.View{
		Item: desk.Item{
			ID: "doc-9", Title: c.Text.Title, Kind: c.Text.Kind, Class: c.Text.Class, Unit: "u-zh", UnitName: "综合处", Drafter: "李芳",
			Stage: s, Attribute: c.Disclosure.Attribute, UpdatedAt: clock,
			Due: &desk.Due{On: "2026-04-14", Left: 2, Words: "还剩2个工作日", Receipt: json.RawMessage(receiptJSON)},
		},
		Content: c, Revision: 3, Digest: digest, Seen: 2,
		Obligations: []desk.Obligation{
			{ID: 1, Owner: "处室负责人", Rule: "DH-07", Title: "处室核稿", On: "2026-11-25", State: "met", Label: "按时办结", MetOn: "2026-11-23"},
			{ID: 2, Owner: "信息发布", Verbs: []document.Verb{document.MeetDuty}, Rule: "GI-13", Title: "主动公开政府信息", On: "2026-12-18", State: "late", Label: "逾期", Words: "已超期1个工作日"},
		},
		Standing: map[document.Stage]desk.Verdict{},
	}
	reached := false
	for _, stop := range route {
		state := "done"
		if reached {
			state = "ahead"
		}
		if stop == s {
			state, reached = "current", true
		}
		v.Route = append(v.Route, desk.RouteStop{Stage: stop, Label: stop.Label(), State: state})
		if state == "done" {
			v.Targets = append(v.Targets, desk.RouteStop{Stage: stop, Label: stop.Label(), State: state})
			v.Standing[stop] = desk.Verdict{Person: "王强", Result: "同意", At: clock}
		}
	}
	row, _ := s.Row()
	for _, verb := range row.Verbs {
		v.Options = append(v.Options, verdict.Option{Verb: verb, Label: verb.Label(), Open: true})
	}
	v.Acts = []desk.Event{
		{Seq: 1, At: clock, Verb: document.Submit, Label: "送审", From: document.Drafting, To: document.UnitReview, Person: "李芳", Unit: "综合处", Revision: 1, Digest: oldDigest},
		{Seq: 2, At: clock.Add(time.Hour), Verb: document.SendBack, Label: "退回", From: document.UnitReview, To: document.Drafting, Person: "王强", Unit: "综合处", Opinion: "第二条表述请再斟酌。", Reason: "TEXT", Revision: 1, Digest: oldDigest},
		{Seq: 3, At: clock.Add(2 * time.Hour), Verb: document.Approve, Label: "同意", From: document.SecrecyReview, To: document.OfficeCheck, Person: "赵敏", Unit: "保密办", Result: "可公开", Revision: 3, Digest: digest, Checks: map[string]string{"personal": "no"}},
	}
	if s == document.SecrecyReview {
		v.Checks = []desk.CheckItem{
			{ID: "state_secret", Question: "是否含有国家秘密？"}, {ID: "work_secret", Question: "是否含有工作秘密？"}, {ID: "personal", Question: "是否含有个人隐私？"},
		}
	}
	return v
}

const receiptJSON = `{"from":"2026-04-10","due":"2026-04-14","counted":2,"skipped":[{"date":"2026-04-11","why":"星期六"},{"date":"2026-04-12","why":"星期日"}],"made_up":[],"editions":["国办发明电〔2025〕7号"],"provisional":true}`

// published is a document that has been released and repealed since.
func published() desk.View {
	v := viewAt(document.Publication)
	v.Stage, v.Options, v.State, v.Due, v.Number, v.DatedOn, v.IndexNo = document.Published, nil, "已发布", nil, "明政办发〔2026〕9号", "2026-04-20", "11330100002489000X/2026-00009"
	for i := range v.Route {
		v.Route[i].State = "done"
	}
	v.Life = document.Life{Ended: document.Repealed, EndedOn: "2026-11-01", ByNumber: "明政办发〔2026〕31号", ByTitle: "关于废止部分文件的通知"}
	words := v.Life.Words("2026-11-21")
	v.Words = &words
	v.Files = desk.Files{Sealed: digest, Marked: oldDigest}
	v.Release = &desk.ReleaseState{ID: "r-1", No: 4, Surfaces: []desk.Surface{
		{Name: "portal", Label: "公开栏目", OK: true, Detail: "回读核验一致", At: clock}, {Name: "website", Label: "门户网站", Detail: "尚未答复"},
	}}
	return v
}

// poisoned puts evil into every text of a view.
func poisoned(v desk.View) desk.View {
	v.Title, v.UnitName, v.Drafter, v.Number, v.State, v.IndexNo = evil, evil, evil, evil, evil, evil
	v.Content.Text.Title, v.Content.Text.Body, v.Content.Text.Addressee, v.Content.Text.CopyTo = evil, evil, evil, evil
	v.Urgency, v.Content.Text.Urgency = evil, evil
	v.Content.Annexes = []dossier.Annex{{Title: evil, Body: evil}}
	v.Content.Disclosure = dossier.Disclosure{Attribute: document.Attribute(evil), Grounds: []document.Ground{evil}, Reason: evil}
	v.Content.Interpretation = dossier.Interpretation{Need: dossier.Needed, Reason: evil, Outline: evil, Form: evil, Channel: evil, When: evil, Title: evil, Body: evil}
	v.Content.Relations = []dossier.Relation{{Kind: evil, Target: evil, Number: evil, Title: evil, On: evil}}
	v.Content.Catalogue = dossier.Catalogue{Summary: evil, Topic: evil, Article: evil}
	v.Content.Record = dossier.Record{
		Comments:   []dossier.Comment{{Way: evil, Reference: evil, Shortened: evil, Adoptions: []dossier.Adoption{{Opinion: evil, Reason: evil}}}},
		Collective: dossier.Meeting{Name: evil, Number: evil}, Risk: dossier.Reference{Note: evil}, Registration: evil,
		Countersigns: []dossier.Countersign{{Body: evil, Person: evil, Opinion: evil}},
	}
	v.Obligations = []desk.Obligation{{Title: evil, Note: evil, Words: evil, Label: evil, Owner: evil, Verbs: []document.Verb{document.StopDuty}}}
	for i := range v.Acts {
		v.Acts[i].Person, v.Acts[i].Unit, v.Acts[i].Opinion, v.Acts[i].Result, v.Acts[i].Reason, v.Acts[i].Label = evil, evil, evil, evil, evil, evil
		v.Acts[i].Checks = map[string]string{evil: evil}
	}
	v.Findings = []document.Finding{{Rule: evil, Severity: document.Block, Place: evil, Message: evil, Remedy: evil}}
	v.Words = &document.Words{Validity: document.Repealed, Prefix: evil, Banner: evil}
	v.Release = &desk.ReleaseState{Surfaces: []desk.Surface{{Label: evil, Detail: evil}}}
	v.Files = desk.Files{Sealed: evil, Marked: evil}
	if v.Due != nil {
		v.Due = &desk.Due{On: evil, Words: evil, Receipt: json.RawMessage(`{"from":"2026-04-10","editions":["<script>alert(1)</script>"]}`)}
	}
	for i := range v.Options {
		v.Options[i].Label, v.Options[i].Reason = evil, evil
	}
	return v
}

func (c *counter) Reminders(context.Context, string) ([]desk.Reminder, error) {
	return c.reminders, c.fail["Reminders"]
}

func (c *counter) ActOnDuty(_ context.Context, _, id string, obligation int64, r verdict.DutyRequest) (desk.View, error) {
	c.duties = append(c.duties, fmt.Sprintf("%s %d %s %s", id, obligation, r.Verb, r.Note))
	return c.view, c.fail["ActOnDuty"]
}

func (c *counter) Numbers(context.Context, string) (desk.Numbers, error) {
	return c.numbers, c.fail["Numbers"]
}

func (c *counter) SaveLate(_ context.Context, _, _, base string, m dossier.Interpretation) (desk.View, error) {
	c.duties = append(c.duties, "save "+base+" "+m.Title)
	return c.view, c.fail["SaveLate"]
}

func (c *counter) ActReassess(_ context.Context, _, _ string, r verdict.Request) (desk.View, error) {
	c.acts = append(c.acts, r)
	return c.view, c.fail["ActReassess"]
}

func (c *counter) Several(ctx context.Context, _ string, do func(context.Context)) error {
	do(ctx)
	return c.fail["Several"]
}

func (c *counter) ActTakeDown(_ context.Context, _, _ string, r verdict.Request) (desk.View, error) {
	c.acts = append(c.acts, r)
	return c.view, c.fail["ActTakeDown"]
}

func (c *counter) ActLate(_ context.Context, _, _ string, r verdict.Request) (desk.View, error) {
	c.acts = append(c.acts, r)
	return c.view, c.fail["ActLate"]
}

func (c *counter) Page(context.Context, string, string, string, int) ([]byte, error) {
	return []byte("PNG"), c.fail["Page"]
}
