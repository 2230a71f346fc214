package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// change is what the public is told of an attribute that was changed after the issue.
type change struct {
	since   document.Date
	printed document.Attribute
}

// openedOf puts the attribute of a document that was opened later into its content
// (DA-18) and returns the change. Of any other document it changes nothing. Annexes with
// an attribute of their own stay as closed as they are.
func openedOf(ctx context.Context, q querier, r row, c *dossier.Content) (change, error) {
	if r.OpenedOn == "" {
		return change{}, nil
	}
	a, err := reassessOf(ctx, q, r.ID)
	if err != nil {
		return change{}, err
	}
	c.Disclosure = dossier.Disclosure{Attribute: a.Proposed}
	return change{since: a.ChangedOn, printed: a.PrintedAs}, nil
}

// openable refuses a release after an assessment for which no publisher's act is open.
func openable(ctx context.Context, tx pgx.Tx, r row) error {
	a, err := reassessOf(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	if r.Stage != document.Filed || a.Stage != document.Publication || !a.Releasing || r.OpenedOn == "" {
		return document.Refuse(document.Forbidden, "not-asked", "公开属性调整没有正在办理的发布，不能公开。")
	}
	return nil
}

// opened is invariants 1 to 4 for a document that was opened after it had been filed:
// exactly these bytes were proposed, reviewed for secrets and signed as PROACTIVE by
// three persons who wrote none of it, and the original was signed as it is.
func (e evidence) opened(ctx context.Context, tx pgx.Tx) error {
	if e.signed.Digest() != e.row.SignedDigest || e.row.Digest != e.row.SignedDigest {
		return broken(1, "当前内容与签发的内容不一致，不能发布。")
	}
	if d, ok := e.stands(document.Signing); !ok || d.Verb != document.Sign || d.Digest != e.row.SignedDigest {
		return broken(1, "本件没有对当前内容的签发，不能发布。")
	}
	a, err := reassessOf(ctx, tx, e.row.ID)
	if err != nil {
		return err
	}
	if !e.row.Attribute.Releasable() || !a.Proposed.Releasable() || !a.From.MayBecome(a.Proposed) {
		return broken(1, "本件的公开属性没有依规定调整为“主动公开”，不能发布。")
	}
	for _, x := range e.content.Annexes {
		if x.Closed() {
			return broken(1, "用印原件含有不公开的附件，不能发布。")
		}
	}
	for _, g := range e.content.Disclosure.Grounds {
		if g == document.R14A {
			return broken(1, "本件以国家秘密为由不予公开，不能在本系统发布。")
		}
	}
	if i := e.content.Interpretation; i.Need == dossier.Needed && i.Body == "" {
		return broken(3, "本件应当同步发布的解读材料缺失，不能发布。")
	}
	return e.decidedAnew(ctx, tx, a)
}

// decidedAnew looks at the three acts of the present proposal.
func (e evidence) decidedAnew(ctx context.Context, tx pgx.Tx, a reassessRow) error {
	c, err := reassessCase(ctx, tx, e.row, "", "")
	if err != nil {
		return err
	}
	if a.Stage == document.Published { // as it was when it was decided on
		c.Stage = document.Publication
	}
	digest := c.Digest()
	var sound bool
	err = tx.QueryRow(ctx, `
		WITH act AS (SELECT * FROM reassessment_act WHERE document = $1 AND seq >= $2),
			proposal AS (SELECT person FROM act WHERE verb = 'reassess' AND digest = $3 AND proposed = 'PROACTIVE'),
			review AS (SELECT person, verb, result, digest FROM act WHERE from_stage = 'secrecy_review' ORDER BY seq DESC LIMIT 1),
			signature AS (SELECT person, verb, digest FROM act WHERE from_stage = 'signing' ORDER BY seq DESC LIMIT 1)
		SELECT coalesce((SELECT s.verb = 'sign' AND s.digest = $3 AND v.verb = 'approve' AND v.result = 'open' AND v.digest = $3
				AND p.person <> v.person AND p.person <> s.person AND v.person <> s.person
				AND NOT (p.person = ANY($4) OR v.person = ANY($4) OR s.person = ANY($4))
			FROM proposal p, review v, signature s), false)`, e.row.ID, a.Began, digest, append([]string{e.row.Drafter}, e.authors...)).Scan(&sound)
	if err == nil && !sound {
		err = broken(2, "公开属性调整不是由三名未参与起草的人员分别提出、保密审查、签发，或者其后用印原件有变化，不能发布。")
	}
	return err
}
