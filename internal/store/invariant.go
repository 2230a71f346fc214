package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// broken refuses a release because of one of the invariants of the house.
func broken(invariant int, message string) *document.Error {
	return document.Refuse(document.Forbidden, fmt.Sprintf("invariant-%d", invariant), message)
}

// evidence is what the stored rows say of a document that is to be released.
type evidence struct {
	row       row
	content   dossier.Content // of the signed revision
	sheets    []dossier.Sheet
	signed    dossier.Sheet
	decisions []dossier.Decision
	authors   []string
}

// admit is the last door before the public (invariants 1 to 5). It trusts
// nothing that was worked out before, only what is stored.
func admit(ctx context.Context, tx pgx.Tx, r row, p pending) error {
	e, err := gather(ctx, tx, r)
	if err != nil {
		return err
	}
	checks := []func() error{e.proactive, e.harmless, e.lockstep, e.apart}
	if r.OpenedOn != "" {
		checks = []func() error{func() error { return e.opened(ctx, tx) }}
	}
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	if p.Kind == activities.LateRelease {
		if err := cleared(ctx, tx, r); err != nil {
			return err
		}
	}
	if err := genuine(ctx, tx, r, p); err != nil {
		return err
	}
	return asSigned(ctx, tx, r, p)
}

func gather(ctx context.Context, tx pgx.Tx, r row) (evidence, error) {
	e := evidence{row: r}
	if r.SignedDigest == "" || r.Number == "" {
		return e, broken(1, "本件没有签发编号，不能发布。")
	}
	var err error
	if e.content, err = signedContent(ctx, tx, r); err != nil {
		return e, err
	}
	if e.signed, err = e.content.Sheet(); err != nil {
		return e, err
	}
	if e.sheets, err = sheetsOf(ctx, tx, r.ID); err != nil {
		return e, err
	}
	if e.decisions, err = decisionsOf(ctx, tx, r.ID); err != nil {
		return e, err
	}
	e.authors, err = authorsOf(ctx, tx, r.ID)
	return e, err
}

// stands reports whether the latest decision of the stage is a positive one over
// exactly what was signed.
func (e evidence) stands(s document.Stage) (dossier.Decision, bool) {
	d, ok := dossier.Standing(e.decisions, e.sheets)[s]
	return d, ok && d.Cover == e.signed.Over(dossier.Covers(s))
}

// proactive is invariant 1: PROACTIVE, as confirmed by the disclosure office and
// signed over the same bytes.
func (e evidence) proactive() error {
	if e.signed.Digest() != e.row.SignedDigest || e.row.Digest != e.row.SignedDigest {
		return broken(1, "当前内容与签发的内容不一致，不能发布。")
	}
	if !e.content.Disclosure.Attribute.Releasable() {
		return broken(1, "本件的公开属性不是“主动公开”，不能发布。")
	}
	if _, ok := e.stands(document.AttributeReview); !ok {
		return broken(1, "本件的公开属性未经认定，或者认定后内容有改动，不能发布。")
	}
	if d, ok := e.stands(document.Signing); !ok || d.Verb != document.Sign || d.Digest != e.row.SignedDigest {
		return broken(1, "本件没有对当前内容的签发，不能发布。")
	}
	return nil
}

// harmless is invariant 2: reviewed for secrets by somebody who wrote none of it.
func (e evidence) harmless() error {
	d, ok := e.stands(document.SecrecyReview)
	if !ok {
		return broken(2, "本件未经保密审查，或者审查后内容有改动，不能发布。")
	}
	if slices.Contains(e.authors, d.Person) || d.Person == e.row.Drafter {
		return broken(2, "本件由起草人员自行保密审查，不能发布。")
	}
	return nil
}

// lockstep is invariant 3: what is due by way of interpretation comes along, and
// whatever the answer is, the lockstep check has approved it.
func (e evidence) lockstep() error {
	if _, ok := e.stands(document.LockstepCheck); !ok {
		return broken(3, "本件未经解读同步检查，或者检查后内容有改动，不能发布。")
	}
	i := e.content.Interpretation
	if !i.Need.Known() || (i.Need == dossier.Needed && i.Body == "") {
		return broken(3, "本件应当同步发布的解读材料缺失，不能发布。")
	}
	return nil
}

// apart is invariant 4: three persons for attribute, secrecy and signing, and the
// signer wrote none of it.
func (e evidence) apart() error {
	seen := map[string]bool{}
	for _, s := range []document.Stage{document.AttributeReview, document.SecrecyReview, document.Signing} {
		d, _ := e.stands(s)
		if d.Person == "" || seen[d.Person] {
			return broken(4, "公开属性认定、保密审查、签发不是由三人分别办理，不能发布。")
		}
		seen[d.Person] = true
	}
	if d, _ := e.stands(document.Signing); slices.Contains(e.authors, d.Person) || d.Person == e.row.Drafter {
		return broken(4, "本件由起草人员自行签发，不能发布。")
	}
	return nil
}

// genuine is invariant 5: the sealed original is there over the signed digest
// and with the present number, and the file is that original or, for a mark release, the copy marked for the
// decision that is named.
func genuine(ctx context.Context, tx pgx.Tx, r row, p pending) error {
	sealed, err := sealedOf(ctx, tx, r)
	if document.KindOf(err) == document.NotFound {
		return broken(5, "本件没有用印原件，不能发布。")
	}
	if err != nil {
		return err
	}
	shown := sealed
	if p.Kind == activities.MarkRelease || (p.Kind == activities.LateRelease || p.Kind == activities.RestoredRelease) && r.ByDocument != "" {
		shown, err = fileOf(ctx, tx, `document = $1 AND kind = 'marked' AND basis = $2`, r.ID, p.Public.Life.ByDocument)
		if err != nil && document.KindOf(err) != document.NotFound {
			return err
		}
	}
	if p.Public.SealedDigest != sealed.Digest || p.Public.File.Digest != shown.Digest || p.Public.Digest != r.SignedDigest {
		return broken(5, "拟发布的文件不是用印原件或者其效力标注件，不能发布。")
	}
	return nil
}

// asSigned compares the prepared snapshot with the one the stored rows give now.
// Left out is what may differ: the file, the day, the life, and relations, whose
// targets may have been released meanwhile.
func asSigned(ctx context.Context, tx pgx.Tx, r row, p pending) error {
	fresh, err := publicOf(ctx, tx, r, p.Kind, p.Public.IssuedOn)
	if err != nil {
		return err
	}
	var sides [2][]byte
	for i, side := range []document.Public{p.Public, fresh} {
		side.File, side.SealedDigest, side.IssuedOn, side.Life, side.Relations = document.PublicFile{}, "", "", document.Life{}, nil
		if sides[i], err = json.Marshal(side); err != nil {
			return err
		}
	}
	if string(sides[0]) != string(sides[1]) {
		return document.Refuse(document.Forbidden, "not-as-signed", "拟发布的内容与签发的内容不一致，不能发布。")
	}
	return closedTargets(ctx, tx, p.Public.Relations)
}

// closedTargets refuses a relation that leads to something closed (invariant 7).
func closedTargets(ctx context.Context, tx pgx.Tx, rs []document.PublicRelation) error {
	var errs []error
	for _, r := range rs {
		if r.Document == "" {
			continue
		}
		visible, err := isReleased(ctx, tx, r.Document)
		if err == nil && !visible {
			err = broken(7, "拟发布的内容指向未公开的文件，不能发布。")
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
