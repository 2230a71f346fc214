package worker

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	sdk "go.temporal.io/sdk/worker"

	"mingfa/activities"
	"mingfa/internal/actor"
	"mingfa/internal/procedure"
	"mingfa/workflows"
)

// Deps are what the steps stand on.
type Deps struct {
	Register activities.Register
	Limits   activities.Limits
	Press    activities.Press
	Shelf    activities.Shelf
	Duties   activities.Duties
	Blobs    activities.Blobs
	Printer  activities.Printer
	Portal   activities.Portal
	Website  activities.Website // nil when no website is configured
	Judge    activities.Judge
	// Late and JudgeLate look after interpretations that follow their document.
	Late      activities.Late
	JudgeLate activities.JudgeLate
	// Reassess and JudgeReassess look after assessments of what was filed unpublished.
	Reassess      activities.Reassess
	JudgeReassess activities.JudgeReassess
	// Downs, JudgeTakeDown and Absence look after what leaves the website again.
	Downs         activities.Downs
	JudgeTakeDown activities.JudgeTakeDown
	Absence       activities.Absence
	Retraction    activities.Retraction // nil when no website is configured
	// Obligations and Date look after what is due by a day.
	Obligations activities.Obligations
	Date        activities.Dating
	Reminders   func() []procedure.Reminder // those in force, asked at each look
	Calendar    activities.Workdays
	// Sign signs the ledger once a day; nil when no key is configured.
	Sign     activities.Notary
	ActorKey []byte // actor.KeySize bytes, the same as the client's
	Now      func() time.Time
}

// check fails closed: a worker that misses something it stands on does not start.
func (d Deps) check() error {
	missing := map[string]bool{
		"Register": d.Register == nil, "Limits": d.Limits == nil, "Press": d.Press == nil, "Shelf": d.Shelf == nil,
		"Duties": d.Duties == nil, "Blobs": d.Blobs == nil, "Printer": d.Printer == nil, "Portal": d.Portal == nil,
		"Judge": d.Judge == nil, "Obligations": d.Obligations == nil, "Date": d.Date == nil, "Calendar": d.Calendar == nil, "Now": d.Now == nil,
		"Reminders": d.Reminders == nil, "Late": d.Late == nil, "JudgeLate": d.JudgeLate == nil,
		"Reassess": d.Reassess == nil, "JudgeReassess": d.JudgeReassess == nil,
		"Downs": d.Downs == nil, "JudgeTakeDown": d.JudgeTakeDown == nil, "Absence": d.Absence == nil,
	}
	var errs []error
	for name, is := range missing {
		if is {
			errs = append(errs, fmt.Errorf("worker: %s is missing", name))
		}
	}
	return errors.Join(errs...)
}

// cached is how many workflows are kept in memory between two acts. It holds for
// the whole process.
const cached = 2000

var setCache = sync.OnceFunc(func() { sdk.SetStickyWorkflowCacheSize(cached) })

// Workers are the workers of the three queues.
type Workers struct{ all []sdk.Worker }

// New registers every workflow and step on its queue. Nothing runs before Start.
func New(c client.Client, d Deps) (*Workers, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	guard, err := actor.Worker(d.ActorKey)
	if err != nil {
		return nil, err
	}
	setCache()
	return &Workers{all: []sdk.Worker{
		newActs(c, d, options(guard, 200)), newFiles(c, d, options(guard, filesAtOnce)), newBulk(c, d, options(guard, bulkAtOnce)),
	}}, nil
}

// How many steps run at the same time. Typesetting is all computation; bulk work
// is partly so, and for the rest waits for others.
const (
	filesAtOnce = 4
	bulkAtOnce  = 8
)

func newActs(c client.Client, d Deps, o sdk.Options) sdk.Worker {
	w := sdk.New(c, workflows.ActsQueue, o)
	w.RegisterWorkflow(workflows.Document)
	w.RegisterWorkflow(workflows.Release)
	w.RegisterWorkflow(workflows.Interpretation)
	w.RegisterWorkflow(workflows.Reassessment)
	w.RegisterWorkflow(workflows.Takedown)
	w.RegisterActivity(d.takeDowns())
	w.RegisterActivity(&activities.Interpretations{Late: d.Late, Judge: d.JudgeLate, Now: d.Now})
	w.RegisterActivity(&activities.Reassessments{Reassess: d.Reassess, Judge: d.JudgeReassess, Now: d.Now})
	w.RegisterActivity(&activities.Acts{
		Register: d.Register, Limits: d.Limits, Shelf: d.Shelf, Duties: d.Duties, Portal: d.Portal,
		Website: d.Website, Judge: d.Judge, Calendar: d.Calendar, Now: d.Now,
	})
	return w
}

func newFiles(c client.Client, d Deps, o sdk.Options) sdk.Worker {
	o.DisableWorkflowWorker = true
	w := sdk.New(c, workflows.FilesQueue, o)
	w.RegisterActivity(d.files())
	return w
}

// newBulk registers the files here as well: the marks of a repeal are made
// without taking the place of a document that is to be sealed.
func newBulk(c client.Client, d Deps, o sdk.Options) sdk.Worker {
	w := sdk.New(c, workflows.BulkQueue, o)
	w.RegisterWorkflow(workflows.Repeal)
	w.RegisterWorkflow(workflows.Sweep)
	w.RegisterWorkflow(workflows.Deliver)
	w.RegisterWorkflow(workflows.Reminders)
	w.RegisterWorkflow(workflows.Retract)
	w.RegisterActivity(d.takeDowns())
	w.RegisterActivity(&activities.Bulk{Duties: d.Duties, Shelf: d.Shelf, Website: d.Website, Now: d.Now})
	w.RegisterActivity(&activities.Watch{Obligations: d.Obligations, Date: d.Date, Reminders: d.Reminders, Now: d.Now})
	w.RegisterActivity(&activities.Attestation{Sign: d.Sign, Now: d.Now})
	w.RegisterActivity(d.files())
	return w
}

func (d Deps) takeDowns() *activities.TakeDowns {
	return &activities.TakeDowns{Downs: d.Downs, Absence: d.Absence, Website: d.Retraction, Judge: d.JudgeTakeDown, Now: d.Now}
}

func (d Deps) files() *activities.Files {
	return &activities.Files{
		Press: d.Press, Shelf: d.Shelf, Duties: d.Duties, Blobs: d.Blobs, Printer: d.Printer, Portal: d.Portal, Now: d.Now,
	}
}

func options(guard interceptor.WorkerInterceptor, atOnce int) sdk.Options {
	auto := func() sdk.PollerBehavior {
		return sdk.NewPollerBehaviorAutoscaling(sdk.PollerBehaviorAutoscalingOptions{})
	}
	return sdk.Options{
		Interceptors:                       []interceptor.WorkerInterceptor{guard, &pulse{}},
		MaxConcurrentActivityExecutionSize: atOnce,
		WorkflowTaskPollerBehavior:         auto(),
		ActivityTaskPollerBehavior:         auto(),
		WorkerStopTimeout:                  stopWithin,
	}
}

// stopWithin is how long a step that is running may go on after Stop. One that is
// cut off is done again by the next worker.
const stopWithin = 20 * time.Second

// Start begins to work on all queues. When it fails, nothing runs.
func (w *Workers) Start() error {
	for i, one := range w.all {
		if err := one.Start(); err != nil {
			for _, started := range w.all[:i] {
				started.Stop()
			}
			return fmt.Errorf("worker: start: %w", err)
		}
	}
	return nil
}

// Stop takes no new work and returns when the running steps have ended.
func (w *Workers) Stop() {
	var all sync.WaitGroup
	for _, one := range w.all {
		all.Go(one.Stop)
	}
	all.Wait()
}
