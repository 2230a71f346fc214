// Package audit holds the entry of the ledger (台账), the hash that ties it to
// the entry before it, and the check of a chain (invariant 8). It is pure and
// imports nothing of ours: whoever holds the entries can check them with it.
package audit
