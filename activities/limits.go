package activities

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Limit is the time limit of the present stage, as the pinned procedure sets it.
type Limit struct {
	Document string         `json:"document"`
	Seq      int            `json:"seq"` // acts taken so far
	Stage    document.Stage `json:"stage"`
	Workdays int            `json:"workdays"` // 0 = no limit
	Since    time.Time      `json:"since"`    // when the document came to the stage
}

// Limits is the record's side of time limits.
type Limits interface {
	// Limit returns the limit of the stage at which the document stands now.
	Limit(ctx context.Context, documentID string) (Limit, error)
}

// ReminderKind names a reminder, once between two acts.
type ReminderKind string

// The kinds of reminder. The first three follow the time limit, the others tell
// the desk that the machinery needs a look.
const (
	HalfTime     ReminderKind = "half"          // half of the time is over
	DueTime      ReminderKind = "due"           // the time is over
	Overdue      ReminderKind = "overdue-1"     // one working day over
	SealFailed   ReminderKind = "seal-failed"   // typesetting or sealing failed and is tried again
	RepealFailed ReminderKind = "repeal-failed" // a repealed document could not be marked; the sweep tries again
)

// Mark is a reminder and its instant.
type Mark struct {
	Kind ReminderKind `json:"kind"`
	At   time.Time    `json:"at"`
}

// Timetable is when to remind during the present stay at a stage. It is empty
// for a stage without a time limit.
type Timetable struct {
	Seq   int    `json:"seq"`
	Marks []Mark `json:"marks"` // in order of time
	// Again is set when the due date rests on a holiday calendar that is not
	// published yet: ask again then.
	Again *time.Time `json:"again,omitempty"`
}
