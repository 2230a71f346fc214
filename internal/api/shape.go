package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// shapes pairs each type that goes over the wire with the type that documents
// it: same fields, with Chinese descriptions and limits in their tags. The values
// themselves are never copied; the pairs only tell huma what to publish and to
// check. TestShapes holds the two sides together.
var shapes = map[reflect.Type]reflect.Type{
	reflect.TypeFor[dossier.Content]():        reflect.TypeFor[content](),
	reflect.TypeFor[dossier.Text]():           reflect.TypeFor[text](),
	reflect.TypeFor[dossier.Annex]():          reflect.TypeFor[annex](),
	reflect.TypeFor[dossier.Original]():       reflect.TypeFor[original](),
	reflect.TypeFor[dossier.Picture]():        reflect.TypeFor[picture](),
	reflect.TypeFor[dossier.SealPlace]():      reflect.TypeFor[sealPlace](),
	reflect.TypeFor[dossier.Disclosure]():     reflect.TypeFor[disclosure](),
	reflect.TypeFor[dossier.Interpretation](): reflect.TypeFor[interpretation](),
	reflect.TypeFor[dossier.Relation]():       reflect.TypeFor[relation](),
	reflect.TypeFor[dossier.Catalogue]():      reflect.TypeFor[catalogue](),
	reflect.TypeFor[dossier.Record]():         reflect.TypeFor[record](),
	reflect.TypeFor[dossier.Comment]():        reflect.TypeFor[comment](),
	reflect.TypeFor[dossier.Adoption]():       reflect.TypeFor[adoption](),
	reflect.TypeFor[dossier.Meeting]():        reflect.TypeFor[meeting](),
	reflect.TypeFor[dossier.Reference]():      reflect.TypeFor[proof](),
	reflect.TypeFor[dossier.Review]():         reflect.TypeFor[reviewed](),
	reflect.TypeFor[dossier.Countersign]():    reflect.TypeFor[countersign](),

	reflect.TypeFor[desk.View]():           reflect.TypeFor[view](),
	reflect.TypeFor[desk.Item]():           reflect.TypeFor[item](),
	reflect.TypeFor[desk.Due]():            reflect.TypeFor[due](),
	reflect.TypeFor[desk.Verdict]():        reflect.TypeFor[standing](),
	reflect.TypeFor[desk.Obligation]():     reflect.TypeFor[obligation](),
	reflect.TypeFor[desk.Late]():           reflect.TypeFor[late](),
	reflect.TypeFor[desk.LateEvent]():      reflect.TypeFor[lateEvent](),
	reflect.TypeFor[desk.Reassess]():       reflect.TypeFor[reassess](),
	reflect.TypeFor[desk.ReassessEvent]():  reflect.TypeFor[reassessEvent](),
	reflect.TypeFor[desk.TakeDown]():       reflect.TypeFor[takeDown](),
	reflect.TypeFor[desk.TakeDownGround](): reflect.TypeFor[takeDownGround](),
	reflect.TypeFor[desk.TakeDownEvent]():  reflect.TypeFor[takeDownEvent](),
	reflect.TypeFor[desk.Reminder]():       reflect.TypeFor[reminder](),
	reflect.TypeFor[desk.Numbers]():        reflect.TypeFor[numbers](),
	reflect.TypeFor[desk.NumberSeries]():   reflect.TypeFor[numberSeries](),
	reflect.TypeFor[desk.VoidNumber]():     reflect.TypeFor[voidNumber](),
	reflect.TypeFor[desk.RepealEffect]():   reflect.TypeFor[repealEffect](),
	reflect.TypeFor[desk.RouteStop]():      reflect.TypeFor[routeStop](),
	reflect.TypeFor[desk.Event]():          reflect.TypeFor[event](),
	reflect.TypeFor[desk.Files]():          reflect.TypeFor[files](),
	reflect.TypeFor[desk.ReleaseState]():   reflect.TypeFor[releaseState](),
	reflect.TypeFor[desk.Surface]():        reflect.TypeFor[surface](),
	reflect.TypeFor[desk.CheckItem]():      reflect.TypeFor[checkItem](),
	reflect.TypeFor[desk.Outcome]():        reflect.TypeFor[outcome](),
	reflect.TypeFor[desk.PartDiff]():       reflect.TypeFor[partDiff](),
	reflect.TypeFor[desk.Run]():            reflect.TypeFor[run](),
	reflect.TypeFor[desk.Person]():         reflect.TypeFor[person](),
	reflect.TypeFor[desk.Appointment]():    reflect.TypeFor[appointment](),
	reflect.TypeFor[desk.LedgerEntry]():    reflect.TypeFor[ledgerEntry](),

	reflect.TypeFor[document.Finding]():  reflect.TypeFor[finding](),
	reflect.TypeFor[document.Response](): reflect.TypeFor[response](),
	reflect.TypeFor[dossier.Answered]():  reflect.TypeFor[answered](),
	reflect.TypeFor[verdict.Answer]():    reflect.TypeFor[warningAnswer](),
	reflect.TypeFor[document.Life]():     reflect.TypeFor[life](),
	reflect.TypeFor[document.Words]():    reflect.TypeFor[words](),
	reflect.TypeFor[verdict.Option]():    reflect.TypeFor[option](),
	reflect.TypeFor[verdict.Request]():   reflect.TypeFor[act](),

	reflect.TypeFor[verdict.Completion](): reflect.TypeFor[completion](),
	reflect.TypeFor[dossier.Completed]():  reflect.TypeFor[completed](),

	reflect.TypeFor[verdict.Countersigning](): reflect.TypeFor[countersigning](),
	reflect.TypeFor[dossier.Consent]():        reflect.TypeFor[consent](),
	reflect.TypeFor[desk.CoSignature]():       reflect.TypeFor[coSignature](),

	reflect.TypeFor[verdict.Examination](): reflect.TypeFor[examination](),
	reflect.TypeFor[dossier.Examined]():    reflect.TypeFor[examined](),
}

// registerShapes tells the registry which type documents which.
func registerShapes(r huma.Registry) {
	for wire, shape := range shapes {
		r.RegisterTypeAlias(wire, shape)
	}
	r.RegisterTypeAlias(reflect.TypeFor[document.Date](), reflect.TypeFor[civilDate]())
	choose[document.Kind](r)
	choose[document.Class](r)
	choose[document.Attribute](r)
	choose[document.Ground](r)
	choose[document.ReturnReason](r)
	choose[document.Stage](r)
	choose[document.Verb](r)
	choose[document.Role](r)
	choose[document.WayBack](r)
	choose[document.Severity](r)
	choose[document.Validity](r)
	choose[document.RelationKind](r)
	choose[dossier.Need](r)
	choose[dossier.Part](r)
	choose[dossier.Stand](r)
}

func choose[T ~string](r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[T](), reflect.TypeFor[chosen[T]]())
}
