package desk

import (
	"context"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// effects says what became of what a released document decides on others. Of such a
// document only what this one itself says of it is told.
func (d *Desk) effects(ctx context.Context, c verdict.Case) ([]RepealEffect, error) {
	list, err := d.record.Effects(ctx, c.State.ID)
	out := make([]RepealEffect, 0, len(list))
	for _, e := range list {
		v := RepealEffect{On: e.Day}
		i := slices.IndexFunc(c.Content.Relations, func(r dossier.Relation) bool { return r.Kind == e.Kind && r.Target == e.Target })
		if i >= 0 {
			v.Number, v.Title = c.Content.Relations[i].Number, c.Content.Relations[i].Title
		}
		v.State, v.Words = became(e, c.State.ID, c.Today)
		out = append(out, v)
	}
	return out, err
}

// became says how one decision stands on a day. Of two decisions the first that was
// carried out counts, and a lapsed document has nothing left to end.
func became(e store.Effect, by string, today document.Date) (state, words string) {
	life, verb := e.Life, e.Kind.Label()
	switch {
	case life.Ended == e.Kind.Ends() && life.ByDocument == by && e.Visible:
		return "done", "已" + verb + "，公开栏目和版式文件已经标注。"
	case life.Ended.Dead() && life.ByDocument == by:
		return "done", "已废止。该文件未曾公开，废止已记入其效力状态。"
	case life.Ended.Dead():
		return "none", "没有产生效力：该文件此前已" + life.Ended.Label() + "（" + decided(life) + "），本件不再重复" + verb + "。"
	case today < e.Day:
		return "ahead", "自" + e.Day.Chinese() + "起" + verb + "，日期未到。"
	case life.Ended != "" && life.ByDocument != by && (life.EndedOn >= e.Day || e.Kind == document.Corrects && life.Ended != document.Corrected):
		return "none", "没有产生效力：该文件" + life.Ended.Label() + "（" + decided(life) + "），以此为准。"
	case e.Kind != document.Repeals && !e.Visible:
		return "pending", "该文件尚未公开，公开后即行标注。"
	default:
		return "pending", "正在执行，公开栏目标注完成后更新。"
	}
}

// decided names the decision that ended a life, and its day.
func decided(l document.Life) string {
	if l.ByNumber == "" {
		return l.EndedOn.Chinese()
	}
	return "依据" + string(l.ByNumber) + "，自" + l.EndedOn.Chinese() + "起"
}
