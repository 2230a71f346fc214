// Package calendar counts working days (工作日) by the yearly notices of the
// State Council's general office on holidays (rulebook §12), and says with each
// date how it came about. The notices are data; a year without one is counted by
// plain weekends and marked provisional, never guessed in silence (CAL-07).
//
// Dates are civil dates of Asia/Shanghai written as 2006-01-02 (CAL-10); the
// package knows no clock. It imports nothing of ours.
package calendar
