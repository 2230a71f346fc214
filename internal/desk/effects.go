package desk

import (
	"context"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// effects says what became of the repeals of a released document. Of the repealed
// document only what this one itself says of it is told.
func (d *Desk) effects(ctx context.Context, c verdict.Case) ([]RepealEffect, error) {
	list, err := d.record.Effects(ctx, c.State.ID)
	out := make([]RepealEffect, 0, len(list))
	for _, e := range list {
		v := RepealEffect{On: e.Day}
		i := slices.IndexFunc(c.Content.Relations, func(r dossier.Relation) bool { return r.Kind == document.Repeals && r.Target == e.Target })
		if i >= 0 {
			v.Number, v.Title = c.Content.Relations[i].Number, c.Content.Relations[i].Title
		}
		v.State, v.Words = became(e, c.State.ID, c.Today)
		out = append(out, v)
	}
	return out, err
}

// became says how one repeal stands on a day. Of two decisions the first that was
// carried out counts, and a lapsed document has nothing left to repeal.
func became(e store.Effect, by string, today document.Date) (state, words string) {
	life := e.Life
	switch {
	case life.Ended.Dead() && life.ByDocument == by && e.Visible:
		return "done", "已废止，公开栏目和版式文件已经标注。"
	case life.Ended.Dead() && life.ByDocument == by:
		return "done", "已废止。该文件未曾公开，废止已记入其效力状态。"
	case life.Ended.Dead():
		return "none", "没有产生效力：该文件此前已" + life.Ended.Label() + "（" + decided(life) + "），本件不再重复废止。"
	case today < e.Day:
		return "ahead", "自" + e.Day.Chinese() + "起废止，日期未到。"
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
