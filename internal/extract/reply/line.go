package reply

// Line is a line of a page with its place, in points of the page's own space, which
// begins in the lower left corner of its media.
type Line struct {
	Text   string  `json:"text"`
	Left   float64 `json:"left"`
	Bottom float64 `json:"bottom"`
	Right  float64 `json:"right"`
	Top    float64 `json:"top"`
}
