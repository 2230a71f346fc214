// Package desk is the counter (办理台) that every door goes to: web, API, CLI and
// bulk actions. It checks permission, gate and digest, stores the words of an
// act, sends the step to Temporal, and writes each refusal to the ledger. No
// other room sends a step.
package desk
