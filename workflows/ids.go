package workflows

import "fmt"

// The task queues. What a person waits for, what makes files, and what nobody
// waits for are kept apart, so that bulk work never delays a person.
const (
	ActsQueue  = "acts"
	FilesQueue = "files"
	BulkQueue  = "bulk"
)

// SweepSchedule is the id of the schedule that starts Sweep every day, and of
// the workflow it starts.
const SweepSchedule = "sweep"

// RemindersID is the id of the one Reminders workflow.
const RemindersID = "reminders"

// UpdateAct is the name of the Update by which a person acts on a document.
const UpdateAct = "act"

// DocumentID returns the id of the Document workflow of a document.
func DocumentID(document string) string { return "document/" + document }

// ReleaseID returns the id of the release that was asked for by act number seq.
// It is the same for every attempt to carry out that act.
func ReleaseID(document string, seq int) string { return fmt.Sprintf("release/%s/%d", document, seq) }

// InterpretationID returns the id of the Interpretation workflow of a document.
func InterpretationID(document string) string { return "interpretation/" + document }

// lateReleaseID returns the id of the release of a late interpretation that was
// asked for by its act number seq.
func lateReleaseID(document string, seq int) string {
	return fmt.Sprintf("%s/%d", InterpretationID(document), seq)
}

// ReassessmentID returns the id of the Reassessment workflow of a document.
func ReassessmentID(document string) string { return "reassessment/" + document }

// openingID returns the id of the release after an assessment that was asked for by its
// act number seq.
func openingID(document string, seq int) string {
	return fmt.Sprintf("%s/%d", ReassessmentID(document), seq)
}

// TakedownID returns the id of the Takedown workflow of a document.
func TakedownID(document string) string { return "takedown/" + document }

// putBackID returns the id of the release that puts a document back, asked for by act
// number seq on its take-down.
func putBackID(document string, seq int) string {
	return fmt.Sprintf("%s/%d", TakedownID(document), seq)
}

// RetractID returns the id of the workflow that tells the website of a take-down.
func RetractID(document string, no int64) string {
	return fmt.Sprintf("retract/%s/%d", document, no)
}

// RepealID returns the id of the Repeal workflow of a repealing document.
func RepealID(repealing string) string { return "repeal/" + repealing }

// MarkID returns the id of the release that marks target as repealed.
func MarkID(repealing, target string) string { return RepealID(repealing) + "/" + target }

// DeliverID returns the id of the delivery of a release to a surface.
func DeliverID(release, surface string) string { return "deliver/" + release + "/" + surface }
