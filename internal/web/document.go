package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// documentPage is the page of a document: what it says, where it stands, and
// what this person may do with it.
type documentPage struct {
	page
	View    desk.View
	Notice  string    // what has just been done
	Acted   bool      // it was an act, after which people go on with what else waits
	Next    *inboxRow // what waits first, nil for nothing
	Refused *notice
	Changes []desk.PartDiff // what changed since the person looked, after a conflict
	Since   []desk.PartDiff // what changed since the person last decided on it
	Forms   []actForm       // open acts, the way forward first
	Closed  []closedAct
	Lost    string // opinion typed for an act that is closed by now
	Saved   string // id of the document that was just saved: copies kept by the browser may go
	Waiting bool   // the state ends by itself; the page looks again
	Trouble string // a state that is neither: the last release failed, say
	// Completion is what was typed for the catalogue, when it was refused.
	Completion verdict.Completion
	// Countersigning is what was typed for a 会签, when it was refused.
	Countersigning verdict.Countersigning
	Reason         string // typed for hits of the scanner, when it was refused
	Presence       *presence
	Returned       *desk.Returned // the return that brought it here
	Unset          string         // what the text lacks to be typeset, "" when it can be
	typedDuty      typedDuty
	Taking         verdict.Request // typed for an act about a take-down that was refused

	typedAnswers []verdict.Answer // of an act beside the way that was refused
}

// Path is the address of the document.
func (p documentPage) Path() string { return "/documents/" + url.PathEscape(p.View.ID) }

// Heading is the title with the words of its validity before it.
func (p documentPage) Heading() string {
	if p.View.Words == nil {
		return p.View.Title
	}
	return p.View.Words.Prefix + p.View.Title
}

// Said returns the words with which a stage was last passed, "" for none: what stands
// beside the name in the 发文处理单.
func (p documentPage) Said(stage document.Stage) string {
	row, _ := stage.Row()
	for _, e := range slices.Backward(p.View.Acts) {
		if e.From == stage && e.Verb == row.Forward {
			return e.Opinion
		}
	}
	return ""
}

// Grave reports whether the validity banner tells of a document that no longer binds.
func (p documentPage) Grave() bool { return p.View.Words != nil && p.View.Words.Validity.Dead() }

// Ahead returns the stage whose gate the findings are of when it is yet to come, ""
// when they are of the present one.
func (p documentPage) Ahead() document.Stage {
	if p.View.FoundAt == p.View.Stage {
		return ""
	}
	return p.View.FoundAt
}

// Found counts the findings, listed on the page or not.
func (p documentPage) Found() document.Tally { return p.View.Found }

// Forward reports whether the person may take the way forward from here.
func (p documentPage) Forward() bool { return slices.ContainsFunc(p.Forms, actForm.Main) }

// Public is the address of the page that the public sees, "" while there is none.
func (p documentPage) Public() string {
	if p.PortalURL == "" || p.View.Stage != document.Published || p.Hidden() {
		return ""
	}
	return strings.TrimSuffix(p.PortalURL, "/") + "/d/" + url.PathEscape(p.View.ID)
}

// Hidden reports whether the document was taken off the website.
func (p documentPage) Hidden() bool {
	k := p.View.TakeDown
	return k != nil && k.State.Hidden()
}

// Blocking counts the findings that stop the way forward.
func (p documentPage) Blocking() int { return p.View.Found.Block }

func (b *bench) document(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	v, err := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	p := b.documentPage(me, v)
	p.Since = b.sinceDecided(r.Context(), me, v)
	p.Notice = doneWords(r.FormValue("done"), v)
	if r.FormValue("late") != "" && v.Late != nil {
		p.Notice = "解读材料已办理，现在“" + v.Late.Stage.Label() + "”环节。"
	}
	if r.FormValue("reassess") != "" && v.Reassess != nil {
		p.Notice = "公开属性评估已办理，现在“" + v.Reassess.Stage.Label() + "”环节。"
	}
	if r.FormValue("takedown") != "" && v.TakeDown != nil {
		p.Notice = "撤下事项已办理，现在“" + v.TakeDown.Label + "”。"
	}
	if p.Acted = p.Notice != "" && (r.FormValue("takedown") != "" || document.Verb(r.FormValue("done")).Known() || r.FormValue("late") != "" || r.FormValue("reassess") != ""); p.Acted {
		p.Next = b.nextWaiting(r.Context(), me, v.ID)
	}
	if done := r.FormValue("done"); done == "save" || done == "create" {
		p.Saved = v.ID
	}
	if n, err := strconv.Atoi(r.FormValue("hidden")); err == nil && n > 0 && p.Notice != "" {
		p.Notice += b.tongue.say("粘贴带入的看不见的控制字符，已去掉%d个。", n)
	}
	b.render(w, http.StatusOK, "document", p)
	return nil
}

func (b *bench) documentPage(me desk.Person, v desk.View) documentPage {
	p := documentPage{page: b.page(me, v.Title, ""), View: v, Waiting: waiting(v.State), Presence: newPresence(v.ID, false), Returned: returned(v)}
	p.Title, p.Polling = p.Heading(), p.Waiting
	if !p.Waiting && v.State != v.Stage.Label() {
		p.Trouble = v.State
	}
	if err := desk.Settable(v.Content); err != nil {
		p.Unset = documentMessage(err)
	}
	guide := b.counter.Guide()
	for _, o := range v.Options {
		if o.Open {
			p.Forms = append(p.Forms, newActForm(v, o, guide))
		} else {
			p.Closed = append(p.Closed, closedAct{o, o.Reason})
		}
	}
	return p
}

// documentMessage is what an error tells people, "" for one that is not meant for them.
func documentMessage(err error) string {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Message
	}
	return ""
}

// waiting reports whether a state ends by itself: 正在用印, 正在发布.
func waiting(state string) bool {
	return strings.HasPrefix(state, "正在") || strings.HasSuffix(state, "中")
}

// doneWords says what has just been done; an unknown word says nothing.
func doneWords(done string, v desk.View) string {
	switch done {
	case "":
		return ""
	case "create":
		return "已建立公文，现为第1稿。核对无误后可以送审。"
	case "save":
		return "已保存。"
	case "complete":
		return "已补充目录信息，可以发布。"
	case string(document.Consent):
		return "已记录会签。正文、附件或者文件关系改动后，须重新会签。"
	case "examine":
		return "已记录核定。所在文字改动后，须重新核定。"
	}
	verb := document.Verb(done)
	if verb.Beside() {
		return "已" + verb.BesideLabel() + "。"
	}
	if !verb.Known() {
		return ""
	}
	if verb == document.Release {
		return releaseWords(v)
	}
	words := "已" + verb.Label() + "。"
	if v.State != "" {
		return words + v.State + "。"
	}
	if v.Stage.Closed() {
		return words + "本件" + v.Stage.Label() + "。"
	}
	return words + "本件现在“" + v.Stage.Label() + "”环节。"
}

// releaseWords tell of a release, which ends when the public page was read back.
func releaseWords(v desk.View) string {
	if v.Stage == document.Published {
		return "已发布，公众可以查看。"
	}
	if v.State != "" {
		return "已开始发布。" + v.State + "。"
	}
	return "已开始发布。"
}

// documentState is the fragment that a waiting page asks for. Once the state has
// ended it tells the page to load anew.
func (b *bench) documentState(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	v, err := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.State != r.FormValue("seen") {
		w.Header().Set("HX-Refresh", "true")
	}
	b.renderPart(w, http.StatusOK, "document", "state", b.documentPage(me, v))
	return nil
}

// changesSince returns the difference between the revision that a person saw and
// the present one, nil when there is none to show.
func (b *bench) changesSince(ctx context.Context, me desk.Person, v desk.View, seen int) []desk.PartDiff {
	if seen < 1 || seen >= v.Revision {
		return nil
	}
	changes, err := b.counter.Diff(ctx, me.ID, v.ID, seen, v.Revision)
	if err != nil {
		b.log.WarnContext(ctx, "difference for a conflict", "document", v.ID, "err", err)
		return nil
	}
	return changes
}

func newRequestID() string { return rand.Text() }

// Question returns the wording of a question of the secrecy checklist. Outside
// of that stage the desk does not send it; then the matter is named in short.
func (p documentPage) Question(id string) string {
	for _, c := range p.View.Checks {
		if c.ID == id {
			return c.Question
		}
	}
	if label := matters[id]; label != "" {
		return label
	}
	return id
}

// Leaves are the numbers of the pages that are shown as pictures.
func (p documentPage) Leaves() []int {
	out := make([]int, p.View.Pages)
	for i := range out {
		out[i] = i + 1
	}
	return out
}
