// Package rulebook is the law as code: each rule is a small function with the
// instrument it stands in, and each gate on the way of a document (关口) is the
// list of rules that must hold before the document goes on. A rule finds; it never
// changes anything. docs/rules.md lists every rule with where it is enforced.
//
// It is pure: no I/O, no clock. What a rule needs is in the Input, and what the
// Input lacks counts against the document.
package rulebook
