package portal

import (
	"cmp"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// event is a day in the life of a document.
type event struct {
	On    document.Date
	Name  string
	Note  string // a sentence of Life.Words, or ""
	Ahead bool   // has not come yet
	Now   bool   // the state that holds today began with it
}

// marking is the release of a copy that says on each page what has become of the document.
var marking = "公开文本作" + pdf.ClassMark.Label()

// explaining is the release of an interpretation that followed its document.
const explaining = "发布政策解读"

// opening is the change of the attribute of what had been filed unpublished (DA-18).
const opening = "公开属性调整为“主动公开”"

// returning is the release of what had been taken down.
const returning = "恢复公开"

// history tells the life of a document: writing, releases, and the days on which its
// validity changes. The sentences are those of Life.Words on that day (invariant 6).
func (s *site) history(v view, editions []document.Edition) []event {
	today, life := s.today(), v.Life
	out := []event{{On: v.WrittenOn, Name: "成文"}, {On: v.IssuedOn, Name: "公开发布"}}
	if life.EffectiveOn != "" && (!life.Ended.Dead() || life.EffectiveOn < life.EndedOn) {
		out = append(out, event{On: life.EffectiveOn, Name: "施行"})
	}
	if v.AttributeSince != "" {
		out = append(out, event{On: v.AttributeSince, Name: opening})
	}
	for _, e := range editions {
		switch {
		case e.Back:
			out = append(out, event{On: document.DateOf(e.At), Name: returning})
		case e.Late:
			out = append(out, event{On: document.DateOf(e.At), Name: explaining})
		case !e.First:
			out = append(out, event{On: document.DateOf(e.At), Name: marking})
		}
	}
	if life.Ended != "" {
		out = append(out, event{On: life.EndedOn, Name: life.Ended.Label(), Note: life.Words(life.EndedOn).Banner})
	}
	if life.ExpiresOn != "" && (!life.Ended.Dead() || life.EndedOn > life.ExpiresOn) {
		day := document.DateOf(life.ExpiresOn.Midnight().AddDate(0, 0, 1))
		out = append(out, event{On: day, Name: "有效期届满，" + document.Lapsed.Label(), Note: life.Words(day).Banner})
	}
	out = slices.DeleteFunc(out, func(e event) bool { return e.On == "" })
	slices.SortStableFunc(out, func(a, b event) int { return cmp.Compare(a.On, b.On) })
	current := -1
	for i := range out {
		out[i].Ahead = out[i].On > today
		if out[i].Ahead {
			out[i].Note = "" // nobody may read a sentence about today that holds only then
		} else if out[i].Name != marking && out[i].Name != explaining && out[i].Name != opening && out[i].Name != returning {
			current = i
		}
	}
	if current >= 0 {
		out[current].Now = true
	}
	return out
}
