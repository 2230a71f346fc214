package rulebook_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// ND-20: what a document repeals or cites is what the register knows.
func TestRelations(t *testing.T) {
	relation := func(r dossier.Relation) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Relations = []dossier.Relation{r} }
	}
	repeals := func(on document.Date) dossier.Relation {
		return dossier.Relation{Kind: document.Repeals, Target: "d-1", Number: "明政办发〔2019〕12号", Title: "停车场管理规定", On: on}
	}
	register := func(change func(*dossier.Related)) func(*rulebook.Input) {
		return func(in *rulebook.Input) {
			x := dossier.Related{ByID: true, Same: true, Released: true, Numbered: true}
			if change != nil {
				change(&x)
			}
			in.Related = []dossier.Related{x}
		}
	}
	run(t, []row{
		{"ND-20 a released document", rulebook.G1, relation(repeals("")), register(nil), nil},
		{"ND-20 not in the register", rulebook.G1, relation(repeals("")), nil, []string{"ND-20 block relations.0.target"}},
		{"ND-20 itself", rulebook.G1, relation(repeals("")), register(func(x *dossier.Related) { x.Self = true }), []string{"ND-20 block relations.0.target"}},
		{"ND-20 another number or title", rulebook.G1, relation(repeals("")), register(func(x *dossier.Related) { x.Same = false }), []string{"ND-20 block relations.0.number"}},
		{"ND-20 a draft", rulebook.G1, relation(repeals("")), register(func(x *dossier.Related) { x.Numbered = false }), []string{"ND-20 block relations.0.target"}},
		{"ND-20 what is dead", rulebook.G1, relation(repeals("")), register(func(x *dossier.Related) {
			x.Life = document.Life{Ended: document.Repealed, EndedOn: "2020-01-01"}
		}), []string{"ND-20 block relations.0.target"}},
		{"ND-20 what was never released", rulebook.G1, relation(repeals("")), register(func(x *dossier.Related) { x.Released = false }), []string{"ND-20 warn relations.0.target"}},
		{"ND-20 from a day in the past", rulebook.G1, relation(repeals("1999-01-01")), register(nil), []string{"ND-20 block relations.0.on"}},
		{"ND-20 the same twice", rulebook.G1, func(c *dossier.Content) {
			c.Relations = []dossier.Relation{repeals(""), repeals("")}
		}, func(in *rulebook.Input) {
			x := dossier.Related{ByID: true, Same: true, Released: true, Numbered: true}
			y := x
			y.Index = 1
			in.Related = []dossier.Related{x, y}
		}, []string{"ND-20 block relations.1.target"}},
		{"ND-20 a basis may be old", rulebook.G1, relation(dossier.Relation{Kind: document.Basis, Target: "d-1", Number: "明政办发〔2019〕12号", Title: "停车场管理规定"}), register(func(x *dossier.Related) { x.Released = false }), nil},
	})
}
