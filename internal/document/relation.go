package document

// RelationKind says how one document speaks of another.
type RelationKind string

// The kinds of relation. Only Repeals has effects of its own so far.
const (
	Repeals RelationKind = "repeals"  // 废止 (ND-20)
	Amends  RelationKind = "amends"   // 修改
	Basis   RelationKind = "based_on" // 依据
	Forward RelationKind = "forwards" // 转发 (DA-10)
)

var relationLabels = map[RelationKind]string{Repeals: "废止", Amends: "修改", Basis: "依据", Forward: "转发"}

// Label returns the Chinese name of the relation, "" for an unknown one.
func (k RelationKind) Label() string { return relationLabels[k] }

// Known reports whether k is one of the kinds of relation.
func (k RelationKind) Known() bool { return relationLabels[k] != "" }
