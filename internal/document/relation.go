package document

// RelationKind says how one document speaks of another.
type RelationKind string

// The kinds of relation. Those that End something take effect by their own force.
const (
	Repeals  RelationKind = "repeals"        // 废止 (ND-20)
	Amends   RelationKind = "amends"         // 修改
	Partial  RelationKind = "partly_repeals" // 部分废止: of some clauses (ND-21)
	Corrects RelationKind = "corrects"       // 更正
	Basis    RelationKind = "based_on"       // 依据
	Forward  RelationKind = "forwards"       // 转发 (DA-10)
)

var relationLabels = map[RelationKind]string{
	Repeals: "废止", Amends: "修改", Partial: "部分废止", Corrects: "更正", Basis: "依据", Forward: "转发",
}

// Label returns the Chinese name of the relation, "" for an unknown one.
func (k RelationKind) Label() string { return relationLabels[k] }

// Known reports whether k is one of the kinds of relation.
func (k RelationKind) Known() bool { return relationLabels[k] != "" }

// Relations lists the kinds of relation in the order in which they are offered.
func Relations() []RelationKind {
	return []RelationKind{Repeals, Amends, Partial, Corrects, Basis, Forward}
}

// Ends returns the state of validity that a decision of this kind gives the other
// document, "" when it leaves it as it is.
func (k RelationKind) Ends() Validity {
	switch k {
	case Repeals:
		return Repealed
	case Amends:
		return Amended
	case Partial:
		return Partly
	case Corrects:
		return Corrected
	case Basis, Forward:
	}
	return ""
}

// Deciding returns the kind of decision that gives this state, "" if none does.
func (v Validity) Deciding() RelationKind {
	for _, k := range Relations() {
		if k.Ends() == v && v != "" {
			return k
		}
	}
	return ""
}
