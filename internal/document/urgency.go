package document

// Urgency is the 紧急程度 of a document, how soon it must be delivered and handled
// (DH-03; 条例 DOC 第九条第（三）项). Its value is the word that is printed; "" is
// a document without one. It says nothing of who may read the document.
type Urgency string

// The two grades of a document. 特提 and 平急 are grades of telegrams only.
const (
	Extra  Urgency = "特急"
	Urgent Urgency = "加急"
)

// Urgencies lists the grades, the more urgent one first.
func Urgencies() []Urgency { return []Urgency{Extra, Urgent} }

// Known reports whether u is a grade of documents; "" is none.
func (u Urgency) Known() bool { return u == Extra || u == Urgent }

// OfTelegrams reports whether u is a grade that only telegrams bear.
func (u Urgency) OfTelegrams() bool { return u == "特提" || u == "平急" }
