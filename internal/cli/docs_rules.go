package cli

import (
	"fmt"
	"os"
	"strings"

	"mingfa/internal/rulebook"
)

// The marks between which the table of gates stands in docs/rules.md; the rest of the
// page is written by people and held by a test of internal/rulebook.
const (
	gatesBegin = "<!-- gates: generated from internal/rulebook, do not edit -->\n"
	gatesEnd   = "<!-- end of gates -->\n"
)

// withGates returns the page of the rules with the table of gates as the code has it.
func withGates(name string) (string, error) {
	page, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	before, rest, ok := strings.Cut(string(page), gatesBegin)
	_, after, closed := strings.Cut(rest, gatesEnd)
	if !ok || !closed {
		return "", fmt.Errorf("%s: the marks of the table of gates are missing", name)
	}
	return before + gatesBegin + gates() + gatesEnd + after, nil
}

// gates is the table: every gate with its rules and their articles, or where they are held.
func gates() string {
	var b strings.Builder
	b.WriteString("\n| gate | 关口 | rules |\n|---|---|---|\n")
	for _, g := range rulebook.GateTable() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", g.Gate, g.Label, gateRules(g))
	}
	b.WriteString("\n| rule of the gates | 依据 | confidence | in force since |\n|---|---|---|---|\n")
	for _, r := range rulebook.Rules() {
		fmt.Fprintf(&b, "| %s %s | %s | %s | %s |\n", r.ID, r.Title, r.Cite, r.Confidence, orDash(r.Since))
	}
	b.WriteString("\n")
	return b.String()
}

func gateRules(g rulebook.GateRow) string {
	if g.Held != "" {
		return "none: " + g.Held
	}
	var ids []string
	for _, r := range rulebook.Rules() {
		for _, at := range r.Gates {
			if at == g.Gate {
				ids = append(ids, r.ID)
			}
		}
	}
	return strings.Join(ids, ", ")
}
