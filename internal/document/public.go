package document

// Public is what the public sees of a released document: one immutable snapshot
// per release. It holds nothing that is not public, so it may be handed to the
// portal, to a website and to a feed as it stands.
type Public struct {
	Document  string    `json:"document"`   // id in the register, also the address on the portal
	IndexNo   string    `json:"index_no"`   // 索引号
	Title     string    `json:"title"`      // without the validity prefix; Words gives it
	Publisher string    `json:"publisher"`  // 发布机构
	Number    Number    `json:"number"`     // 发文字号
	Topic     string    `json:"topic"`      // 主题分类
	Genre     string    `json:"genre"`      // 公文种类, the label of the kind
	WrittenOn Date      `json:"written_on"` // 成文日期
	IssuedOn  Date      `json:"issued_on"`  // 发布日期
	Attribute Attribute `json:"attribute"`  // always PROACTIVE
	// AttributeSince is the day on which the attribute was changed after the issue, "" for
	// one that is as it was issued; PrintedAs is then what the file says of itself (DA-18).
	AttributeSince Date      `json:"attribute_since,omitempty"`
	PrintedAs      Attribute `json:"printed_as,omitempty"`
	Article        string    `json:"article"`   // 法定主动公开类别
	Summary        string    `json:"summary"`   // 内容概述
	Addressee      string    `json:"addressee"` // 主送机关
	Body           string    `json:"body"`      // Markdown or plain text
	// Extracted says that Body was read from the PDF, which is the document itself.
	Extracted bool `json:"extracted,omitempty"`
	// Present, Excused and Attending are the people of minutes (出席、请假、列席), LY-29.
	Present   string `json:"present,omitempty"`
	Excused   string `json:"excused,omitempty"`
	Attending string `json:"attending,omitempty"`

	Life Life `json:"life"` // 施行日期, 有效期, and what ended it

	Annexes        []PublicAnnex         `json:"annexes"`
	Interpretation *PublicInterpretation `json:"interpretation"` // nil when waived or not due
	Relations      []PublicRelation      `json:"relations"`
	// Pictures are those that the texts above show, by the names that they have for them.
	Pictures     []PublicPicture `json:"pictures,omitempty"`
	File         PublicFile      `json:"file"`          // the PDF to be shown today: sealed, or marked after a repeal
	SealedDigest string          `json:"sealed_digest"` // SHA-256 of the sealed original
	Digest       string          `json:"digest"`        // dossier digest that was signed
}

// Mark returns the note that stands on the file. A later change of the attribute leaves it
// as it was printed.
func (p Public) Mark() string {
	if p.PrintedAs != "" {
		return p.PrintedAs.Mark()
	}
	return p.Attribute.Mark()
}

// PublicAnnex is an annex of a released document.
type PublicAnnex struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// PublicPicture is a picture that a released text shows.
type PublicPicture struct {
	Name   string `json:"name"`   // as the text refers to it
	Digest string `json:"digest"` // SHA-256 of the file
	Type   string `json:"type"`   // image/png or image/jpeg
	Size   int    `json:"size"`   // bytes
	Width  int    `json:"width"`  // pixels
	Height int    `json:"height"`
}

// Path is the address of the picture below that of its document on the portal. It is
// another one when the picture is.
func (p PublicPicture) Path() string {
	if p.Type == "image/jpeg" {
		return "/pictures/" + p.Digest + ".jpg"
	}
	return "/pictures/" + p.Digest + ".png"
}

// PublicInterpretation is the interpretation released together with its document (IN-02, IN-10).
type PublicInterpretation struct {
	Title string `json:"title"`
	Form  string `json:"form"`
	Body  string `json:"body"`
}

// PublicRelation is a relation to another document. Document is "" unless that
// one is released too, so that a link never tells of something closed.
type PublicRelation struct {
	Kind     RelationKind `json:"kind"`
	Document string       `json:"document"`
	Number   Number       `json:"number"`
	Title    string       `json:"title"`
}

// PublicFile is a released file.
type PublicFile struct {
	Name   string `json:"name"`   // for the reader's disk, e.g. 明政办发〔2026〕9号.pdf
	Digest string `json:"digest"` // SHA-256, lower-case hexadecimal
	Size   int    `json:"size"`   // bytes
}

// Released is a Public together with its place in the sequence of releases.
type Released struct {
	Public
	No int64 `json:"no"` // release number: grows by one with every switch, never reused
}
