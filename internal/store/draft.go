package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// New is a document to be created.
type New struct {
	ID        string
	Unit      string // id of the drafting unit
	Drafter   string // id of the person
	Content   dossier.Content
	RequestID string // idempotency key
}

// Create adds a document at the stage of drafting, with its first revision. A
// repetition of the request returns the document as it is now; the same request
// id for something else, or an id in use, is a Conflict.
func (s *Store) Create(ctx context.Context, n New, now time.Time) (Document, error) {
	e, err := edit(n.Content)
	if err != nil {
		return Document{}, err
	}
	var d Document
	err = s.tx(ctx, "create a document", func(tx pgx.Tx) error {
		created, err := insertDocument(ctx, tx, n, e, now)
		if err != nil {
			return err
		}
		if !created {
			d, err = repeatedCreate(ctx, tx, n, e)
			return err
		}
		if err := addRevision(ctx, tx, n.ID, 1, e, n.Drafter, ByDraft, now); err != nil {
			return err
		}
		if d, err = documentOf(ctx, tx, n.ID); err != nil {
			return err
		}
		detail := map[string]any{"unit": n.Unit, "digest": e.digest, "request": n.RequestID}
		return entry{actor: n.Drafter, act: "document.create", subject: n.ID, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
	return d, err
}

func insertDocument(ctx context.Context, tx pgx.Tx, n New, e edition, now time.Time) (created bool, err error) {
	c := e.content
	tag, err := tx.Exec(ctx, `
		INSERT INTO document (id, unit, drafter, create_request, created_at, changed_at, revision, digest, title, kind, class,
			attribute, effective_on, expires_on, repeals, stage, urgency, joint_with)
		VALUES ($1, $2, $3, $4, $5, $5, 1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING`,
		n.ID, n.Unit, n.Drafter, n.RequestID, now, e.digest, c.Text.Title, c.Text.Kind, c.Text.Class,
		c.Disclosure.Attribute, c.Text.EffectiveOn, c.Text.ExpiresOn, repeals(c), document.Drafting, c.Text.Urgency, append([]string{}, c.Text.JointWith...))
	if violates(err, foreignKey) {
		return false, document.Refuse(document.NotFound, "no-person-or-unit", "没有这个人员或者机构。")
	}
	return tag.RowsAffected() == 1, err
}

// repeatedCreate answers a creation that met a document with its id or request.
func repeatedCreate(ctx context.Context, tx pgx.Tx, n New, e edition) (Document, error) {
	var id, unit, drafter, digest string
	err := tx.QueryRow(ctx, `
		SELECT d.id, d.unit, d.drafter, r.digest FROM document d JOIN revision r ON r.document = d.id AND r.no = 1
		WHERE d.create_request = $1`, n.RequestID).Scan(&id, &unit, &drafter, &digest)
	if err != nil {
		return Document{}, missing(err, document.Refuse(document.Conflict, "document-exists", "这个编号的公文已经存在。"))
	}
	if unit != n.Unit || drafter != n.Drafter || digest != e.digest {
		return Document{}, requestReused()
	}
	return documentOf(ctx, tx, id)
}

// Save stores a changed draft as a new revision, if base is still the digest of
// the present one; else it refuses with Conflict and names the parts that changed
// meanwhile. Content that is the same as before makes no revision: changed is
// false. Once submitted, a document keeps its class, which its procedure hangs on.
func (s *Store) Save(ctx context.Context, id, base string, c dossier.Content, author string, now time.Time) (d Document, saved bool, err error) {
	e, err := edit(c)
	if err != nil {
		return Document{}, false, err
	}
	err = s.tx(ctx, "save a draft", func(tx pgx.Tx) error {
		old, err := lockDocument(ctx, tx, id)
		if err != nil {
			return err
		}
		if saved, err = saveable(ctx, tx, old, base, e); err != nil {
			return err
		}
		if saved {
			if err := revise(ctx, tx, old, e, author, ByDraft, now); err != nil {
				return err
			}
			detail := map[string]any{"revision": old.Revision + 1, "digest": e.digest, "before": old.Digest}
			line := entry{actor: author, act: "document.save", subject: id, outcome: audit.Done, detail: detail, at: now}
			if err := line.append(ctx, tx); err != nil {
				return err
			}
		}
		d, err = documentOf(ctx, tx, id)
		return err
	})
	return d, saved, err
}

// saveable reports whether the edition is to become the next revision.
func saveable(ctx context.Context, tx pgx.Tx, old row, base string, e edition) (bool, error) {
	if old.Stage != document.Drafting {
		return false, document.Refuse(document.Conflict, "wrong-stage", "本件正在“"+old.Stage.Label()+"”环节，不能修改。需要修改的，请先退回或者撤回到拟稿环节。")
	}
	if e.digest == old.Digest {
		return false, nil
	}
	if base != old.Digest {
		return false, stale(ctx, tx, old, base)
	}
	if old.Pinned == nil {
		return true, nil
	}
	before, err := contentOf(ctx, tx, old.ID, old.Revision)
	if err != nil {
		return false, err
	}
	return true, keepsProcedure(before.Text, e.content.Text)
}

func stale(ctx context.Context, tx pgx.Tx, old row, base string) error {
	e := document.Refuse(document.Conflict, "stale-digest", "您修改的不是最新稿，本次修改没有保存。")
	sheets, err := sheetsOf(ctx, tx, old.ID)
	if err != nil {
		return err
	}
	for i := len(sheets) - 2; i >= 0; i-- {
		if sheets[i].Digest() == base {
			e.Findings = changed(sheets[i], sheets[len(sheets)-1])
			return e
		}
	}
	e.Findings = []document.Finding{{
		Rule: "DH-14", Severity: document.Block, Place: "digest",
		Message: "所提交的指纹不属于本件的任何稿次。", Remedy: "请重新打开本件后再修改。",
	}}
	return e
}

func keepsProcedure(before, after dossier.Text) error {
	if before.Class == after.Class && before.AffectsBusiness == after.AffectsBusiness && before.Major == after.Major {
		return nil
	}
	e := document.Refuse(document.Unfit, "procedure-pinned", "本件已经送审，办理程序已经确定，不能再变更文件类别、“涉及经营主体经济活动”或者“重大行政决策”。")
	place := "text.class"
	switch {
	case before.Class != after.Class:
	case before.Major != after.Major:
		place = "text.major"
	default:
		place = "text.affects_business"
	}
	e.Findings = []document.Finding{{
		Rule: "DH-07", Severity: document.Block, Place: place, Message: "办理程序在首次送审时按文件类别确定，全程不变。",
		Remedy: "请恢复原来的选项；确需变更的，请终止本件后另行拟稿。",
	}}
	return e
}

// revise makes the edition the present revision of the document.
func revise(ctx context.Context, tx pgx.Tx, old row, e edition, author string, cause Cause, now time.Time) error {
	if err := addRevision(ctx, tx, old.ID, old.Revision+1, e, author, cause, now); err != nil {
		return err
	}
	c := e.content
	since, err := jointSince(ctx, tx, old, e)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		UPDATE document SET revision = revision + 1, digest = $2, title = $3, kind = $4, class = $5, attribute = $6,
			effective_on = $7, expires_on = $8, repeals = $9, changed_at = $10, urgency = $11,
			joint_with = $12, joint_since = coalesce(nullif($13, 0), joint_since)
		WHERE id = $1`,
		old.ID, e.digest, c.Text.Title, c.Text.Kind, c.Text.Class, c.Disclosure.Attribute,
		c.Text.EffectiveOn, c.Text.ExpiresOn, repeals(c), now, c.Text.Urgency, append([]string{}, c.Text.JointWith...), since)
	return err
}

// jointSince returns the number of the new revision where it changes what co-issuing bodies
// vouch for, so that they are asked again (DH-13); 0 where it does not.
func jointSince(ctx context.Context, tx pgx.Tx, old row, e edition) (int, error) {
	var before dossier.Sheet
	err := tx.QueryRow(ctx, `SELECT sheet FROM revision WHERE document = $1 AND no = $2`, old.ID, old.Revision).Scan(&before)
	if err != nil || before.Over(dossier.ConsentParts()) == e.sheet.Over(dossier.ConsentParts()) {
		return 0, err
	}
	return old.Revision + 1, nil
}

func requestReused() *document.Error {
	return document.Refuse(document.Conflict, "request-reused", "这个请求编号已用于另一次办理，请刷新页面后重新提交。")
}
