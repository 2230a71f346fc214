package pdf

import (
	"fmt"
	"slices"

	"mingfa/internal/pdf/syntax"
)

// comparison classifies the differences between two revisions. Whatever it
// does not know is a violation.
type comparison struct {
	older, newer *syntax.File
	root         syntax.Ref
	form         int         // object number of the form, -1 if it has none
	metadata     int         // of the metadata stream
	pages        map[int]int // object number of a page to its place from 1
	lists        map[int]int // object number of an annotation array to its page
	changes      []Change
}

// compare lists what the newer revision changes, in the sense of DocMDP.
func compare(older, newer *syntax.File) []Change {
	c := &comparison{older: older, newer: newer, form: -1, metadata: -1}
	if err := c.prepare(); err != nil {
		c.violation(0, "%v", err)
		return c.changes
	}
	if !syntax.Equal(older.Trailer["Root"], newer.Trailer["Root"]) {
		c.violation(0, "catalog was moved")
	}
	if !syntax.Equal(older.Trailer["Info"], newer.Trailer["Info"]) {
		c.add(ClassMetadata, 0, "document information was replaced")
	}
	c.objects()
	return c.changes
}

// objects classifies the objects that have another value. A new one counts by
// what refers to it, unless the older revision referred to it in vain: then it
// shows where nothing was shown.
func (c *comparison) objects() {
	var missing map[int]bool
	for _, d := range syntax.Differences(c.older, c.newer) {
		if d.Old != nil {
			c.object(d)
			continue
		}
		if missing == nil {
			missing = c.older.Missing()
		}
		if missing[d.Num] {
			c.violation(0, "object %d, which was referred to and missing, was supplied", d.Num)
		}
	}
}

func (c *comparison) prepare() error {
	catalog, err := c.older.Catalog()
	if err != nil {
		return err
	}
	pages, err := c.older.Pages()
	if err != nil {
		return err
	}
	c.pages, c.lists = make(map[int]int, len(pages)), map[int]int{}
	c.root, _ = c.older.Trailer["Root"].(syntax.Ref)
	if r, ok := catalog["AcroForm"].(syntax.Ref); ok {
		c.form = r.Num
	}
	if r, ok := catalog["Metadata"].(syntax.Ref); ok {
		c.metadata = r.Num
	}
	for i, p := range pages {
		c.pages[p.Ref.Num] = i + 1
		if r, ok := p.Dict["Annots"].(syntax.Ref); ok {
			c.lists[r.Num] = i + 1
		}
	}
	return nil
}

func (c *comparison) add(class Class, page int, format string, args ...any) {
	c.changes = append(c.changes, Change{Class: class, Page: page, Detail: fmt.Sprintf(format, args...)})
}

func (c *comparison) violation(page int, format string, args ...any) {
	c.add(ClassViolation, page, format, args...)
}

// object classifies an object of the older revision that has a new value.
func (c *comparison) object(d syntax.Difference) {
	page, isPage := c.pages[d.Num]
	listOf, isList := c.lists[d.Num]
	switch {
	case d.Num == c.root.Num:
		c.catalog(d)
	case isPage:
		c.page(d, page)
	case isList:
		c.annotations(d.Old, d.New, listOf)
	case d.Num == c.form:
		c.acroForm(d.Old, d.New)
	case d.Num == c.metadata:
		c.add(ClassMetadata, 0, "metadata stream was rewritten")
	default:
		c.violation(0, "object %d was rewritten", d.Num)
	}
}

// changedKeys lists the keys whose values differ, in order.
func changedKeys(a, b syntax.Dict) []syntax.Name {
	var out []syntax.Name
	for k := range a {
		if !syntax.Equal(a[k], b[k]) {
			out = append(out, k)
		}
	}
	for k := range b {
		if _, both := a[k]; !both && b[k] != nil {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

func (c *comparison) catalog(d syntax.Difference) {
	was, ok1 := d.Old.(syntax.Dict)
	is, ok2 := d.New.(syntax.Dict)
	if !ok1 || !ok2 {
		c.violation(0, "catalog was removed")
		return
	}
	for _, k := range changedKeys(was, is) {
		switch {
		case k == "AcroForm":
			c.acroForm(c.older.Resolve(was[k]), c.newer.Resolve(is[k]))
		case k == "Metadata" && was[k] == nil:
			c.add(ClassMetadata, 0, "metadata stream was added")
		case k == "DSS" || k == "Extensions" && was[k] == nil:
			c.add(ClassValidation, 0, "validation data were added")
		default:
			c.violation(0, "catalog entry %s was changed", k)
		}
	}
}

func (c *comparison) page(d syntax.Difference, page int) {
	was, ok1 := d.Old.(syntax.Dict)
	is, ok2 := d.New.(syntax.Dict)
	if !ok1 || !ok2 {
		c.violation(page, "page was removed")
		return
	}
	for _, k := range changedKeys(was, is) {
		if k != "Annots" {
			c.violation(page, "page entry %s was changed", k)
			continue
		}
		c.annotations(c.older.Resolve(was[k]), c.newer.Resolve(is[k]), page)
	}
}

// acroForm allows new signature fields and nothing else.
func (c *comparison) acroForm(old, now syntax.Object) {
	was, _ := old.(syntax.Dict)
	is, ok := now.(syntax.Dict)
	if !ok {
		c.violation(0, "form was removed")
		return
	}
	for _, k := range changedKeys(was, is) {
		switch k {
		case "SigFlags":
		case "Fields":
			c.fields(c.older.Array(was[k]), c.newer.Array(is[k]))
		default:
			c.violation(0, "form entry %s was changed", k)
		}
	}
}

func (c *comparison) fields(was, is syntax.Array) {
	added, removed := difference(was, is)
	for range removed {
		c.violation(0, "a form field was removed")
	}
	for _, o := range added {
		d := c.newer.Dict(o)
		if d["FT"] != syntax.Name("Sig") || d["Kids"] != nil {
			c.violation(0, "a form field was added that is no signature")
			continue
		}
		c.add(ClassSignature, 0, "signature field %q was added", syntax.DecodeText(d["T"]))
	}
}

// difference returns what was added to and removed from a list.
func difference(was, is syntax.Array) (added, removed syntax.Array) {
	if len(was) == 0 {
		return is, nil
	}
	count := map[string]int{}
	for _, o := range was {
		count[string(syntax.Append(nil, o))]++
	}
	for _, o := range is {
		k := string(syntax.Append(nil, o))
		if count[k]--; count[k] < 0 {
			added = append(added, o)
		}
	}
	for _, o := range was {
		if k := string(syntax.Append(nil, o)); count[k] > 0 {
			count[k]--
			removed = append(removed, o)
		}
	}
	return added, removed
}

// annotations classifies the difference between the annotations of a page.
func (c *comparison) annotations(old, now syntax.Object, page int) {
	was, _ := old.(syntax.Array)
	is, ok := now.(syntax.Array)
	if !ok && now != nil {
		c.violation(page, "annotations are no list")
		return
	}
	added, removed := difference(was, is)
	for _, o := range removed {
		if isMark(c.older, c.older.Dict(o)) {
			c.add(ClassMark, page, "earlier mark was removed")
			continue
		}
		c.violation(page, "an annotation was removed")
	}
	for _, o := range added {
		c.annotation(o, page)
	}
}

// annotation classifies a new annotation. One that acts, or that could hide
// the page for good, is never allowed.
func (c *comparison) annotation(o syntax.Object, page int) {
	d := c.newer.Dict(o)
	kind, _ := c.newer.Resolve(d["Subtype"]).(syntax.Name)
	switch {
	case d == nil:
		c.violation(page, "annotation is missing")
	case d["A"] != nil || d["AA"] != nil || d["Dest"] != nil:
		c.violation(page, "annotation %s with an action was added", kind)
	case kind == "Widget" && d["FT"] == syntax.Name("Sig"):
		c.add(ClassSignature, page, "signature field was placed")
	case isMark(c.newer, d):
		c.add(ClassMark, page, "mark was added")
	case harmless(kind):
		c.add(ClassAnnotation, page, "annotation %s was added", kind)
	default:
		c.violation(page, "annotation %s was added", kind)
	}
}

// harmless lists the annotations that comment on a page (ISO 32000-2, 12.5.6).
func harmless(kind syntax.Name) bool {
	switch kind {
	case "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline",
		"Squiggly", "StrikeOut", "Caret", "Stamp", "Ink", "Popup", "Watermark":
		return true
	}
	return false
}
