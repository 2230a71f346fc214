package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// lateMaterial returns the late interpretation that a release of that kind shows: the
// one that is being released, or one that became visible before; nil for none.
func lateMaterial(ctx context.Context, q querier, documentID string, kind activities.ReleaseKind) (*dossier.Interpretation, error) {
	var seen bool
	err := q.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM release WHERE document = $1 AND kind = 'interpretation' AND no IS NOT NULL)`, documentID).Scan(&seen)
	if err != nil || !seen && kind != activities.LateRelease {
		return nil, err
	}
	l, err := lateOf(ctx, q, documentID)
	if err == nil && l.Digest == "" {
		err = fmt.Errorf("document %s has no late interpretation", documentID)
	}
	return &l.Material, err
}

// cleared is invariants 1 to 3 for a late interpretation: a publisher's act is open,
// and exactly this material was found open to the public by somebody who wrote none
// of it.
func cleared(ctx context.Context, tx pgx.Tx, r row) error {
	l, err := lateOf(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	visible, err := isReleased(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	if !visible || l.Stage != document.Publication || !l.Releasing {
		return document.Refuse(document.Forbidden, "not-asked", "解读材料没有正在办理的发布，不能公开。")
	}
	var sound bool
	err = tx.QueryRow(ctx, `
		SELECT coalesce((SELECT a.verb = 'approve' AND a.result = 'open' AND a.digest = $2
				AND NOT EXISTS (SELECT 1 FROM interpretation_revision v WHERE v.document = $1 AND v.author = a.person)
			FROM interpretation_act a WHERE a.document = $1 AND a.from_stage = 'secrecy_review' ORDER BY a.seq DESC LIMIT 1), false)`,
		r.ID, l.Digest).Scan(&sound)
	if err == nil && !sound {
		err = broken(2, "解读材料未经未参与撰写的人员保密审查，或者审查后有改动，不能发布。")
	}
	return err
}
