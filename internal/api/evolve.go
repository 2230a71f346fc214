package api

import (
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// leaveAnswersOpen lets the schemas of answers grow: only what a request may
// contain is closed to unknown fields. A caller that holds answers to the
// document must not break when a later version says more.
func leaveAnswersOpen(doc *huma.OpenAPI) {
	asked := map[string]bool{}
	for _, path := range doc.Paths {
		for _, op := range []*huma.Operation{path.Post, path.Put} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			for _, m := range op.RequestBody.Content {
				reach(doc.Components.Schemas, m.Schema, asked)
			}
		}
	}
	for name, s := range doc.Components.Schemas.Map() {
		if s.AdditionalProperties == false && !asked[name] {
			s.AdditionalProperties = nil
		}
	}
}

// reach marks the names of all schemas that s refers to, however deep.
func reach(r huma.Registry, s *huma.Schema, seen map[string]bool) {
	if s == nil {
		return
	}
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok && !seen[name] {
		seen[name] = true
		reach(r, r.Map()[name], seen)
	}
	reach(r, s.Items, seen)
	for _, p := range s.Properties {
		reach(r, p, seen)
	}
	if values, ok := s.AdditionalProperties.(*huma.Schema); ok {
		reach(r, values, seen)
	}
}
