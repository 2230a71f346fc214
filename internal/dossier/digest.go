package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/gowebpki/jcs"
)

// Part is one piece of a dossier with a digest of its own.
type Part string

// The parts.
const (
	TextPart           Part = "text"
	AnnexPart          Part = "annexes"
	DisclosurePart     Part = "disclosure"
	InterpretationPart Part = "interpretation"
	RelationPart       Part = "relations"
	CataloguePart      Part = "catalogue"
	RecordPart         Part = "record"
)

var partLabels = map[Part]string{
	TextPart: "正文", AnnexPart: "附件", DisclosurePart: "公开属性", InterpretationPart: "政策解读",
	RelationPart: "文件关系", CataloguePart: "目录信息",
	RecordPart: "办理记录",
}

// Label returns the Chinese name of the part.
func (p Part) Label() string { return partLabels[p] }

// Parts lists the parts in the order in which people are told of them.
func Parts() []Part {
	return []Part{TextPart, AnnexPart, DisclosurePart, InterpretationPart, RelationPart, CataloguePart, RecordPart}
}

// Sheet is the digest sheet of a revision: the SHA-256 of every part's canonical
// form, in lower-case hexadecimal.
type Sheet map[Part]string

// Canonical returns the RFC 8785 form of the content after Clean: what is
// stored, and what the digests are over.
func (c Content) Canonical() ([]byte, error) { return canonical(c.Clean()) }

// Sheet returns the digest sheet of the content after Clean.
func (c Content) Sheet() (Sheet, error) {
	c = c.Clean()
	s := Sheet{}
	for part, v := range map[Part]any{
		TextPart: c.Text, AnnexPart: c.Annexes, DisclosurePart: c.Disclosure,
		InterpretationPart: c.Interpretation, RelationPart: c.Relations, CataloguePart: c.Catalogue, RecordPart: c.Record,
	} {
		b, err := canonical(v)
		if err != nil {
			return nil, fmt.Errorf("digest part %s: %w", part, err)
		}
		s[part] = sum(b)
	}
	return s, nil
}

// Digest returns the dossier digest: the SHA-256 of the canonical form of the
// whole sheet. Signing signs this (design: 同步审签).
func (s Sheet) Digest() string { return s.Over(Parts()) }

// Over returns the digest over the named parts only: what a decision of a stage
// with that cover is bound to. A part that the sheet lacks counts as absent, so
// such a digest equals no other.
func (s Sheet) Over(parts []Part) string {
	sub := map[string]string{}
	for _, p := range parts {
		sub[string(p)] = s[p]
	}
	b, err := canonical(sub)
	if err != nil { // a map of strings always has a canonical form
		panic(fmt.Sprintf("dossier: canonical form of a digest sheet: %v", err))
	}
	return sum(b)
}

// Diff names the parts whose digests differ between two sheets.
func (s Sheet) Diff(other Sheet) []Part {
	var out []Part
	for _, p := range Parts() {
		if s[p] != other[p] {
			out = append(out, p)
		}
	}
	return out
}

// Complete reports whether the sheet has a digest for every part and nothing else.
func (s Sheet) Complete() bool {
	have := slices.Sorted(maps.Keys(s))
	want := slices.Sorted(slices.Values(Parts()))
	return slices.Equal(have, want)
}

func canonical(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return jcs.Transform(b)
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
