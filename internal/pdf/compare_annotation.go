package pdf

import "mingfa/internal/pdf/syntax"

// annotations classifies the difference between the annotations of a page. A mark may
// give way to another one and to nothing else.
func (c *comparison) annotations(old, now syntax.Object, page int) {
	was, _ := old.(syntax.Array)
	is, ok := now.(syntax.Array)
	if !ok && now != nil {
		c.violation(page, "annotations are no list")
		return
	}
	added, removed := difference(was, is)
	marked := c.marked(is)
	for _, o := range removed {
		switch {
		case !isMark(c.older, c.older.Dict(o)):
			c.violation(page, "an annotation was removed")
		case !marked:
			c.violation(page, "a mark was removed and none put in its place")
		default:
			c.add(ClassMark, page, "earlier mark was removed")
		}
	}
	for _, o := range added {
		c.annotation(o, page, marked)
	}
}

// marked reports whether there is a mark among the annotations of a page.
func (c *comparison) marked(list syntax.Array) bool {
	for _, o := range list {
		if isMark(c.newer, c.newer.Dict(o)) {
			return true
		}
	}
	return false
}

// annotation classifies a new annotation. One that acts, or that could hide
// the page for good, is never allowed, nor one that hides a mark.
func (c *comparison) annotation(o syntax.Object, page int, marked bool) {
	d := c.newer.Dict(o)
	kind, _ := c.newer.Resolve(d["Subtype"]).(syntax.Name)
	signature := kind == "Widget" && d["FT"] == syntax.Name("Sig") && d["Parent"] == nil
	switch {
	case d == nil:
		c.violation(page, "annotation is missing")
	case d["A"] != nil || d["AA"] != nil || d["Dest"] != nil || d["PA"] != nil:
		c.violation(page, "annotation %s with an action was added", kind)
	case isMark(c.newer, d):
		c.add(ClassMark, page, "mark was added")
	case !signature && !harmless(kind):
		c.violation(page, "annotation %s was added", kind)
	case marked && kind != "Popup" && c.covers(d, page):
		c.violation(page, "annotation %s was added over a mark", kind)
	case signature && !c.visible(d):
		c.add(ClassSignature, 0, "signature field without a picture was added")
	case signature:
		c.add(ClassSignature, page, "signature field was placed")
	default:
		c.add(ClassAnnotation, page, "annotation %s was added", kind)
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

// visible reports whether an annotation takes any room. One whose place can't be read
// may take all of it.
func (c *comparison) visible(d syntax.Dict) bool {
	r, ok := c.newer.Rectangle(d["Rect"])
	return !ok || r[2] > r[0] && r[3] > r[1]
}

// What an annotation may cover of a marked page, and of its upper quarter, where the
// banner stands.
const (
	coverPage   = 0.35
	coverBanner = 0.1
)

// covers reports whether an annotation would hide most of a mark.
func (c *comparison) covers(d syntax.Dict, page int) bool {
	r, ok := c.newer.Rectangle(d["Rect"])
	if !ok {
		return true
	}
	p := c.sheets[page-1]
	banner := p.Box
	switch p.Rotate { // to the side that is shown above
	case 90:
		banner[2] = banner[0] + (banner[2]-banner[0])/4
	case 180:
		banner[3] = banner[1] + (banner[3]-banner[1])/4
	case 270:
		banner[0] = banner[2] - (banner[2]-banner[0])/4
	default:
		banner[1] = banner[3] - (banner[3]-banner[1])/4
	}
	return common(r, p.Box) > coverPage*common(p.Box, p.Box) || common(r, banner) > coverBanner*common(banner, banner)
}

// common is the area that two rectangles share.
func common(a, b [4]float64) float64 {
	w, h := min(a[2], b[2])-max(a[0], b[0]), min(a[3], b[3])-max(a[1], b[1])
	return max(w, 0) * max(h, 0)
}
