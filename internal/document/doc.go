// Package document holds the nouns of the house and the stage table: what a 公文
// is, through which stages it goes, which verbs move it, what 公开属性 it bears and
// in which state of validity it lives. It is pure: no I/O, no clock, and it
// imports nothing of ours, so every other room can speak its language.
package document
