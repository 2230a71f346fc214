package workflows_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"google.golang.org/protobuf/encoding/protojson"

	"mingfa/activities"
	"mingfa/internal/actor"
	"mingfa/internal/document"
	"mingfa/internal/embedded"
	"mingfa/internal/procedure"
	"mingfa/worker"
	"mingfa/workflows"
)

var record = flag.Bool("record", false, "drive every path on a real Temporal server and write testdata/*.json anew")

// actorKey signs the acts of these tests.
var actorKey = []byte("a key of exactly thirty-two byte")

// office is a house at work on a real server.
type office struct {
	house  *house
	downs  *downs
	server *embedded.Temporal
	client client.Client // signs
}

// TestRecord drives the paths that need no skipped clock on a real server, with
// the real workers, and keeps their histories for TestReplay. Without -record it
// has nothing to do.
func TestRecord(t *testing.T) {
	if !*record {
		t.Skip("histories are written anew on request only: -run TestRecord -record")
	}
	o := openOffice(t)
	for _, p := range paths {
		if p.record != "" {
			t.Run(p.record, func(t *testing.T) { o.drive(t, p) })
		}
	}
	t.Run("repeal", o.repeal)
	t.Run("interpretation", o.interpretation)
	t.Run("reassessment", o.reassessment)
	t.Run("takedown", o.takedown)
	t.Run("reminders", o.reminders)
	t.Run("unsigned", o.unsigned)
	t.Run("schedule", o.schedule)
	writeBad(t)
}

func openOffice(t *testing.T) *office {
	t.Helper()
	dir, err := os.MkdirTemp("", "mingfa-record-") //nolint:usetesting // must be open to the account of PostgreSQL
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	pg, err := embedded.StartPostgres(t.Context(), embedded.PostgresConfig{Dir: dir, FastUnsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	stopAfter(t, pg.Stop)
	binary := os.Getenv("MINGFA_DEVSERVER")
	if binary == "" {
		binary = filepath.Join("..", "bin", "mingfa-devserver")
	}
	server, err := embedded.StartTemporal(t.Context(), embedded.TemporalConfig{Binary: binary, Postgres: pg, Namespace: "mingfa"})
	if err != nil {
		t.Fatal(err)
	}
	stopAfter(t, server.Stop)
	o := &office{house: newHouse(t, time.Now), server: server}
	sign, err := actor.Client(actorKey)
	if err != nil {
		t.Fatal(err)
	}
	o.client = o.dial(t, sign)
	o.work(t)
	return o
}

func stopAfter(t *testing.T, stop func(context.Context) error) {
	t.Helper()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
		defer cancel()
		if err := stop(ctx); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
}

// dial names itself, so that no name of a machine gets into the histories.
func (o *office) dial(t *testing.T, with ...interceptor.ClientInterceptor) client.Client {
	t.Helper()
	c, err := client.DialContext(t.Context(), client.Options{
		HostPort: o.server.Address(), Namespace: o.server.Namespace(), Identity: "mingfa",
		ConnectionOptions: client.ConnectionOptions{TLS: o.server.TLS()},
		Interceptors:      with, Logger: quiet{t},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func (o *office) work(t *testing.T) {
	t.Helper()
	h := o.house
	o.downs = newDowns(h)
	w, err := worker.New(o.client, worker.Deps{
		Register: h, Limits: h, Press: h, Shelf: h, Duties: h, Blobs: h, Printer: h, Portal: portal{h}, Website: h,
		Judge: h.law, Late: newLates(h), JudgeLate: onward, Reassess: newLooks(h), JudgeReassess: outward, Downs: o.downs, JudgeTakeDown: downward, Absence: o.downs, Retraction: o.downs, Obligations: h, Date: undated, Reminders: func() []procedure.Reminder { return []procedure.Reminder{{Percent: 50}} }, Calendar: h.calendar, ActorKey: actorKey, Now: h.now,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
}

// drive takes the steps of a path one after the other and keeps what was written.
func (o *office) drive(t *testing.T, p path) {
	h := o.house
	if p.attribute == "" {
		p.attribute = document.Proactive
	}
	r := h.draft(p.record, p.attribute)
	if p.set != nil {
		p.set(&stand{house: h}, r)
	}
	h.mu.Lock()
	h.ago = 60 * 24 * time.Hour // whoever has a time limit is late
	h.mu.Unlock()
	for i, s := range p.steps {
		if s.id = p.record + "-" + s.id; strings.HasSuffix(s.id, "-") {
			s.id += requestID(i)
		}
		if s.verb == document.Release && s.want == string(publication) {
			o.await(t, func() bool { return r.files[activities.SealedFile].Digest != "" && !r.releasing })
		}
		if s.verb == document.Cancel && r.workdays > 0 {
			o.await(t, func() bool { return len(h.reminders) >= 3 })
		}
		if got := o.act(t, p.record, s); got != s.want {
			t.Errorf("step %d, %s: got %s, want %s", i, s.verb, got, s.want)
		}
	}
	o.keep(t, workflows.DocumentID(p.record), p.record+".json")
	o.repeat(t, p)
	if p.stage == document.Published {
		release := workflows.ReleaseID(p.record, p.seq-1)
		o.keep(t, release, p.record+"-release.json")
		o.keep(t, workflows.DeliverID(release, activities.WebsiteSurface), p.record+"-deliver.json")
	}
}

// repeat sends the first act once more when all is over: it is answered as it was.
func (o *office) repeat(t *testing.T, p path) {
	t.Helper()
	first := p.steps[0]
	if first.id == "" {
		first.id = requestID(0)
	}
	first.id = p.record + "-" + first.id
	if got := o.act(t, p.record, first); got != first.want {
		t.Errorf("first act repeated: got %s, want %s", got, first.want)
	}
	first.id += "-late"
	if got := o.act(t, p.record, first); got == first.want {
		t.Errorf("an act on a closed document: %s", got)
	}
}

func (o *office) act(t *testing.T, id string, s step) string {
	t.Helper()
	c := o.house.command(id, s)
	ctx, cancel := context.WithTimeout(actor.With(t.Context(), c.Actor), time.Minute)
	defer cancel()
	return result(workflows.Act(ctx, o.client, id, c))
}

// await waits for something that happens behind the acts.
func (o *office) await(t *testing.T, done func() bool) {
	t.Helper()
	for {
		o.house.mu.Lock()
		ok := done()
		o.house.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-t.Context().Done():
			t.Fatal("did not happen")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// keep waits for the end of a run and writes its history.
func (o *office) keep(t *testing.T, id, name string) {
	t.Helper()
	if err := o.client.GetWorkflow(t.Context(), id, "").Get(t.Context(), nil); err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	o.write(t, id, name)
}

// write writes the history of a run as it is now.
func (o *office) write(t *testing.T, id, name string) {
	t.Helper()
	h := &historypb.History{}
	events := o.client.GetWorkflowHistory(t.Context(), id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			t.Fatal(err)
		}
		h.Events = append(h.Events, e)
	}
	b, err := protojson.MarshalOptions{Multiline: true, Indent: " "}.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	// The queue of a worker's own is named after its machine; replay ignores it.
	text := strings.ReplaceAll(string(b), `"`+host+`:`, `"worker:`)
	if err := os.WriteFile(filepath.Join("testdata", name), []byte(text+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d events", name, len(h.Events))
}

// repeal sweeps for a document whose repeal has become due.
func (o *office) repeal(t *testing.T) {
	today := document.DateOf(time.Now())
	o.house.gone(t, "old-1")
	o.house.gone(t, "old-2")
	o.house.gone(t, "order", activities.Target{Document: "old-1", On: today}, activities.Target{Document: "old-2", On: today})
	got, err := workflows.SweepNow(t.Context(), o.client)
	if err != nil || fmt.Sprint(got.Repeals) != "[order]" {
		t.Fatalf("%v, %v", got, err)
	}
	var marked workflows.RepealResult
	if err := o.client.GetWorkflow(t.Context(), workflows.RepealID("order"), "").Get(t.Context(), &marked); err != nil || len(marked.Marked) != 2 {
		t.Errorf("%v, %v", marked, err)
	}
	o.keep(t, workflows.SweepSchedule+"/now", "sweep.json")
	o.keep(t, workflows.RepealID("order"), "repeal.json")
	o.keep(t, workflows.MarkID("order", "old-1"), "mark.json")
}

// interpretation releases an interpretation that follows its document.
func (o *office) interpretation(t *testing.T) {
	o.house.gone(t, "followed")
	o.walk(t, "followed", workflows.ActLate, []step{
		{verb: document.Submit, stage: drafting, want: "secrecy_review"},
		{verb: document.Approve, stage: document.SecrecyReview, want: "publication"},
		{verb: document.Release, stage: publication, want: "publication"},
	})
	o.keep(t, workflows.InterpretationID("followed"), "interpretation.json")
}

// walk takes the steps one after the other.
func (o *office) walk(
	t *testing.T, id string, act func(context.Context, client.Client, string, workflows.ActCommand) (workflows.Taken, error), steps []step,
) {
	t.Helper()
	for i, s := range steps {
		s.id = id + "-" + requestID(i)
		c := o.house.command(id, s)
		ctx, cancel := context.WithTimeout(actor.With(t.Context(), c.Actor), time.Minute)
		if got := result(act(ctx, o.client, id, c)); got != s.want {
			t.Errorf("%s: got %s, want %s", s.verb, got, s.want)
		}
		cancel()
	}
}

// reassessment opens what was filed.
func (o *office) reassessment(t *testing.T) {
	o.house.gone(t, "shut")
	o.walk(t, "shut", workflows.ActReassess, []step{
		{verb: document.Reassess, stage: document.Filed, want: "secrecy_review"},
		{verb: document.Approve, stage: document.SecrecyReview, want: "signing"},
		{verb: document.Sign, stage: document.Signing, want: "publication"},
		{verb: document.Release, stage: publication, want: "publication"},
	})
	o.keep(t, workflows.ReassessmentID("shut"), "reassessment.json")
}

// takedown takes a released document down at once, has it looked at by a second person,
// and puts it back.
func (o *office) takedown(t *testing.T) {
	o.house.gone(t, "leaked")
	o.house.mu.Lock()
	o.house.fail["absent"] = []error{away()}
	o.house.mu.Unlock()
	act := func(id string, s step) {
		s.id = id
		c := o.house.command("leaked", s)
		ctx, cancel := context.WithTimeout(actor.With(t.Context(), c.Actor), time.Minute)
		defer cancel()
		got, err := workflows.ActTakeDown(ctx, o.client, "leaked", c)
		if err != nil || string(got.State) != s.want {
			t.Errorf("%s: got %s %v, want %s", s.verb, got.State, err, s.want)
		}
	}
	act("leaked-a", step{verb: document.TakeDown, target: "urgent", want: "hiding"})
	o.await(t, func() bool { return o.downs.at.State == document.Down })
	act("leaked-b", step{verb: document.ConfirmTakeDown, want: "down"})
	o.keep(t, workflows.TakedownID("leaked"), "takedown.json")
	o.keep(t, workflows.RetractID("leaked", o.downs.at.No), "takedown-retract.json")
	act("leaked-c", step{verb: document.PutBack, want: "back_asked"})
	act("leaked-d", step{verb: document.ConfirmTakeDown, want: "restoring"})
	o.keep(t, workflows.TakedownID("leaked"), "takedown-back.json")
}

// reminders runs the clock, which never ends by itself, past one mark.
func (o *office) reminders(t *testing.T) {
	o.house.mu.Lock()
	o.house.marks = []time.Time{time.Now()}
	o.house.mu.Unlock()
	if _, err := o.client.ExecuteWorkflow(t.Context(), workflows.RemindersOptions(), workflows.Reminders); err != nil {
		t.Fatal(err)
	}
	o.await(t, func() bool { return len(o.house.reminded) > 0 })
	if err := o.client.CancelWorkflow(t.Context(), workflows.RemindersID, ""); err != nil {
		t.Fatal(err)
	}
	if err := o.client.GetWorkflow(t.Context(), workflows.RemindersID, "").Get(t.Context(), nil); err == nil {
		t.Error("it ended by itself")
	}
	o.write(t, workflows.RemindersID, "reminders.json")
}

// unsigned talks to the server without the key.
func (o *office) unsigned(t *testing.T) {
	o.house.draft("guarded", document.Proactive)
	raw := o.dial(t)
	c := o.house.command("guarded", step{id: "raw", verb: document.Submit, stage: drafting})
	if got := result(workflows.Act(t.Context(), raw, "guarded", c)); got != "actor-missing" {
		t.Errorf("a raw client: %s", got)
	}
	if _, err := workflows.Act(t.Context(), o.client, "guarded", c); err == nil {
		t.Error("nobody acted")
	}
	if got := result(workflows.Act(actor.With(t.Context(), "p2"), o.client, "guarded", c)); got != "actor-mismatch" {
		t.Errorf("in another's name: %s", got)
	}
	if got := result(workflows.Act(actor.With(t.Context(), "p1"), o.client, "guarded", c)); got != "office_check" {
		t.Errorf("signed: %s", got)
	}
}

// schedule makes sure twice and looks at the hour.
func (o *office) schedule(t *testing.T) {
	for range 2 {
		if err := worker.EnsureSchedule(t.Context(), o.client); err != nil {
			t.Fatal(err)
		}
	}
	d, err := o.client.ScheduleClient().GetHandle(t.Context(), workflows.SweepSchedule).Describe(t.Context())
	if err != nil || len(d.Info.NextActionTimes) == 0 {
		t.Fatalf("next %v, error %v", d, err)
	}
	if next := d.Info.NextActionTimes[0].In(document.Shanghai).Format("15:04"); next != "00:05" {
		t.Errorf("the next sweep is at %s", next)
	}
}

// writeBad makes a history that this code can't have written: another step was
// taken in the place of the seal.
func writeBad(t *testing.T) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "published.json"))
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.ReplaceAll(string(b), `"Seal"`, `"Stamp"`)
	if bad == string(b) {
		t.Fatal("no seal in the history")
	}
	if err := os.WriteFile(filepath.Join("testdata", "bad.json"), []byte(bad), 0o600); err != nil {
		t.Fatal(err)
	}
}
