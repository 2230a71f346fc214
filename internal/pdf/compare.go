package pdf

import (
	"fmt"
	"maps"
	"slices"

	"mingfa/internal/pdf/syntax"
)

// comparison classifies the differences between two revisions. Whatever it
// does not know is a violation.
type comparison struct {
	older, newer *syntax.File
	root         syntax.Ref
	form         int // object number of the form, -1 if it has none
	fieldList    int // of its list of fields
	metadata     int // of the metadata stream
	info         int // of the information dictionary
	reach        syntax.Reach
	sheets       []syntax.Page
	pages        map[int]int // object number of a page to its place from 1
	lists        map[int]int // object number of an annotation array to its page
	changes      []Change
}

// compare lists what the newer revision changes, in the sense of DocMDP.
func compare(older, newer *syntax.File) []Change {
	c := &comparison{older: older, newer: newer, form: -1, fieldList: -1, metadata: -1, info: -1}
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
	if was, is := size(older), size(newer); is < was {
		c.violation(0, "the table was shortened from %d to %d", was, is)
	}
	c.objects()
	if older.Spent() || newer.Spent() {
		c.violation(0, "too costly to be compared")
	}
	return c.changes
}

// size is how many objects the newest trailer says there are: for many readers what is
// behind does not exist.
func size(f *syntax.File) int {
	n, _ := syntax.AsInt(f.Trailer["Size"])
	return n
}

// objects classifies the objects that have another value. A new one counts by
// what refers to it, unless the older revision referred to it in vain: then it
// shows where nothing was shown. What cannot be read here may be read elsewhere.
func (c *comparison) objects() {
	c.reach = c.older.Reach()
	for _, d := range syntax.Differences(c.older, c.newer) {
		switch {
		case d.Unread:
			c.violation(0, "object %d was put where it cannot be read", d.Num)
		case d.Old != nil:
			c.object(d)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(c.reach.Missing)) {
		if c.newer.Get(n) != nil {
			c.violation(0, "object %d, which was referred to and missing, was supplied", n)
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
	c.sheets, c.pages, c.lists = pages, make(map[int]int, len(pages)), map[int]int{}
	c.root, _ = c.older.Trailer["Root"].(syntax.Ref)
	c.form, c.metadata, c.info = number(catalog["AcroForm"]), number(catalog["Metadata"]), number(c.older.Trailer["Info"])
	c.fieldList = number(c.older.Dict(catalog["AcroForm"])["Fields"])
	for i, p := range pages {
		c.pages[p.Ref.Num] = i + 1
		if r, ok := p.Dict["Annots"].(syntax.Ref); ok && !p.SharedAnnots && c.older.Array(r) != nil {
			c.lists[r.Num] = i + 1
		}
	}
	return nil
}

// number is that of the object that o refers to, -1 if it is no reference.
func number(o syntax.Object) int {
	if r, ok := o.(syntax.Ref); ok {
		return r.Num
	}
	return -1
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
	case d.Num == c.fieldList:
		c.fields(c.older.Array(d.Old), c.newer.Array(d.New))
	case c.reach.Shown[d.Num]:
		c.violation(0, "object %d was rewritten", d.Num)
	case d.Num == c.metadata:
		c.add(ClassMetadata, 0, "metadata stream was rewritten")
	case d.Num == c.info:
		c.add(ClassMetadata, 0, "document information was rewritten")
	case c.reach.Validation[d.Num]:
		c.add(ClassValidation, 0, "validation data were extended")
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
		case k == "DSS" || k == "Extensions": // the latter says what standards are used
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
		if d["FT"] != syntax.Name("Sig") || d["Kids"] != nil || d["Parent"] != nil || d["AA"] != nil {
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
