package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// read fills the page with what was typed.
func (p *draftPage) read(form url.Values) {
	p.Removed = visible(form)
	get := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	p.Unit, p.Base, p.Find, p.Pick = get("unit"), get("base"), get("find"), get("pick")
	p.BaseRevision, _ = strconv.Atoi(get("base_revision"))
	if id := get("request_id"); id != "" && p.ID == "" {
		p.RequestID = id
	}
	p.Content = dossier.Content{
		Text: dossier.Text{
			Kind: document.Kind(get("kind")), Class: document.Class(get("class")), Title: get("title"),
			Addressee: get("addressee"), CopyTo: get("copy_to"), Body: form.Get("body"),
			EffectiveOn: typedDate(get("effective_on")), ExpiresOn: typedDate(get("expires_on")),
			AffectsBusiness: get("affects_business") == "yes", Major: get("major") == "yes", Important: get("important") == "yes",
			JointWith: names(get("joint_with")), Urgency: document.Urgency(get("urgency")), Original: readOriginal(form),
			Pictures: readPictures(form), JointHead: get("joint_head") == "yes", SignerPost: get("signer_post"),
			Present: get("present"), Excused: get("excused"), Attending: get("attending"),
		},
		Annexes:    readAnnexes(form),
		Disclosure: readDisclosure(form),
		Interpretation: dossier.Interpretation{
			Need: dossier.Need(get("interpretation_need")), Reason: get("interpretation_reason"),
			Outline: get("interpretation_outline"), Form: get("interpretation_form"), Channel: get("interpretation_channel"),
			When: get("interpretation_when"), Title: get("interpretation_title"), Body: form.Get("interpretation_body"),
			Interpreter: get("interpreter"),
		},
		Relations: readRelations(form),
		Catalogue: dossier.Catalogue{Summary: get("summary"), Topic: get("topic"), Article: get("article")},
		Record:    readRecord(form),
	}
}

// readOriginal reads which finished PDF is the document, and where its seal goes. What else
// there is to say of it stands in the register; name and pages are shown again.
func readOriginal(form url.Values) *dossier.Original {
	digest := strings.TrimSpace(form.Get("original"))
	if digest == "" {
		return nil
	}
	number := func(name string) int {
		n, _ := strconv.Atoi(strings.TrimSpace(form.Get(name))) // what is no number is no place, and refused as such
		return n
	}
	return &dossier.Original{
		Digest: digest, Name: form.Get("original_name"), Pages: number("original_pages"),
		Seal: dossier.SealPlace{Page: number("seal_page"), Left: number("seal_left"), Bottom: number("seal_bottom")},
	}
}

// readDisclosure reads the attribute. Grounds belong to 不予公开 only, and
// 主动公开 needs no reason: the fields are hidden then, so what they hold is dropped.
func readDisclosure(form url.Values) dossier.Disclosure {
	d := dossier.Disclosure{
		Attribute: document.Attribute(form.Get("attribute")), Reason: strings.TrimSpace(form.Get("attribute_reason")),
		Item: strings.TrimSpace(form.Get("attribute_item")),
	}
	if d.Attribute == document.Withheld {
		for _, g := range form["grounds"] {
			d.Grounds = append(d.Grounds, document.Ground(g))
		}
	}
	if d.Attribute == document.Proactive {
		d.Reason, d.Item = "", ""
	}
	return d
}

func readAnnexes(form url.Values) []dossier.Annex {
	var out []dossier.Annex
	for i, title := range form["annex_title"] {
		a := dossier.Annex{
			Title: strings.TrimSpace(title), Body: strings.TrimSpace(nth(form["annex_body"], i)),
			Attribute: document.Attribute(nth(form["annex_attribute"], i)), Ground: document.Ground(nth(form["annex_ground"], i)),
			Reason: strings.TrimSpace(nth(form["annex_reason"], i)),
		}
		if a.Title+a.Body+a.Reason != "" || a.Attribute != "" || a.Ground != "" {
			out = append(out, a)
		}
	}
	return out
}

// readRelations drops the empty rows and those that are ticked for deletion.
func readRelations(form url.Values) []dossier.Relation {
	var out []dossier.Relation
	for i, kind := range form["relation_kind"] {
		rel := dossier.Relation{
			Kind: document.RelationKind(kind), Target: nth(form["relation_target"], i),
			Number: document.Number(strings.TrimSpace(nth(form["relation_number"], i))),
			Title:  strings.TrimSpace(nth(form["relation_title"], i)), On: typedDate(nth(form["relation_on"], i)),
		}
		empty := rel.Target == "" && rel.Number == "" && rel.Title == "" && rel.On == ""
		if !empty && !slices.Contains(form["relation_drop"], strconv.Itoa(i)) {
			out = append(out, rel)
		}
	}
	return out
}

func nth(values []string, i int) string {
	if i < len(values) {
		return values[i]
	}
	return ""
}

// visible takes out of a form the characters that nobody can see, which come along
// when text is pasted, and counts them. The counter would refuse them.
func visible(form url.Values) (removed int) {
	for _, values := range form {
		for i, v := range values {
			var n int
			values[i], n = desk.Visible(v)
			removed += n
		}
	}
	return removed
}
