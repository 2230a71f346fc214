package workflows

import (
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
)

// Reassessment leads the assessment whether what was filed unpublished can be more open
// (DA-18): proposed, reviewed for secrets, signed and, when it becomes PROACTIVE, released
// by the same saga and switch as any document. The document's own workflow has ended. A run
// carries one proposal; the next one begins a new run.
func Reassessment(ctx workflow.Context, in DocumentInput) (DocumentResult, error) {
	return (&late{
		course: course{
			open: looks.OpenReassess, take: looks.TakeReassess, done: looks.ReassessPublished, again: Reassessment,
			kind: activities.OpenRelease, release: openingID, name: "公开属性评估", closed: "公开属性评估已经办结，请重新打开本件后再办理。", rests: true,
		},
		turns: turns{id: in.Document, mutex: workflow.NewMutex(ctx)}, recent: in.Recent,
	}).lead(ctx)
}
