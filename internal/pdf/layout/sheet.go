// Package layout sets official documents on pages as GB/T 9704-2012 demands.
// The comments name the rules by their ids, LY-01 to LY-30, DA-13 and DA-14.
package layout

import (
	"time"

	"mingfa/internal/pdf/canvas"
)

// Sheet is the text of an official document, ready to be set. Every field but
// Title and Body may be empty.
type Sheet struct {
	// Form is the shape of the document; empty means Document.
	Form Form
	// Head is the issuer's mark (发文机关标志), for example 明州市人民政府办公室文件.
	Head string
	// JointHead are the names of the issuers of a joint document, the lead first;
	// they take the place of Head, with the word 文件 beside them.
	JointHead []string
	// Number is the document number (发文字号); empty before registration.
	Number string
	// Urgency is the 紧急程度 that stands first in the type area, 特急 or 加急 (LY-10).
	Urgency string
	// Signer is the signer's name (签发人), for upward documents only (LY-13). Several are
	// divided by 、, the lead's first.
	Signer string
	// Title is the full title. A line feed in it forces a break; without one
	// the lines are broken at phrases into a balanced shape (LY-15).
	Title string
	// Addressee is the main recipient (主送机关) without the colon.
	Addressee string
	// Body is Markdown or plain text. Headings are recognised by # marks and
	// by their numbering (一、 （一） 1. （1）).
	Body string
	// Annexes follow the signature, each on a new page (LY-22).
	Annexes []Annex
	// Pictures are those that the texts show, by their names.
	Pictures map[string]*canvas.Image
	// SignOrgan is the issuer as it signs (署名); JointSign are those who sign after
	// it in a joint document.
	SignOrgan string
	JointSign []string
	// SignerPost is the office of the signer, with whose name an Order is signed.
	SignerPost string
	// Unsealed sets issuer and date as on a document that gets no seal (LY-19).
	Unsealed bool
	// Present, Excused and Attending are the people of Minutes (出席、请假、列席).
	Present, Excused, Attending string
	// DatedOn is the date of the document (成文日期); only the civil date is used.
	DatedOn time.Time
	// Note is the disclosure mark (附注) without brackets (LY-21, DA-13).
	Note string
	// CopyTo lists the copy recipients (抄送机关) without the label.
	CopyTo string
	// PrintOrgan and PrintedOn are the last line of the imprint (LY-25).
	PrintOrgan string
	PrintedOn  time.Time
	// VerifyURL is set as a QR code below the imprint.
	VerifyURL string
	// Language is a BCP 47 tag; empty means zh-CN.
	Language string
	// Metadata is JSON that is attached as metadata.json.
	Metadata []byte
	// Draft makes a preview: a watermark, no number, no QR code.
	Draft bool
}

// Form is the shape of a document (GB/T 9704-2012, clauses 7 and 10).
type Form string

// The forms.
const (
	Document Form = ""
	// Letter is 信函: a double line below the mark and one at the foot of the first
	// page (LY-27).
	Letter Form = "letter"
	// Order is 命令（令）: number and text below the mark, signed by a person (LY-28).
	Order Form = "order"
	// Minutes is 纪要: no addressee and no seal, with a list of those present (LY-29).
	Minutes Form = "minutes"
)

// Annex is an attachment that is part of the document.
type Annex struct {
	Title string
	// Body is Markdown or plain text, as in Sheet.
	Body string
}

// Place is a rectangle on a page in points, measured from the lower left
// corner. Page counts from 0.
type Place struct {
	Page int     `json:"page"`
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	W    float64 `json:"w"`
	H    float64 `json:"h"`
}

// Result is a document that has been set.
type Result struct {
	// PDF is the file; equal sheets and fonts give equal bytes.
	PDF []byte
	// Pages is the number of pages.
	Pages int
	// Seals are where the seals go, one for each issuer in their order: over signature
	// and date (LY-19). Who signs an order with his name has a place that is wider than
	// high. It is empty if the sheet has neither issuer nor date, or gets no seal.
	Seals []Place
	// Missing are the characters for which no font had a glyph; 〓 stands in
	// their place.
	Missing []rune
}
