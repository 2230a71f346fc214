// Package storetest gives a test a register of its own on real PostgreSQL: one
// private server for each test process, and a fresh copy of a migrated database
// for each test. Tests may run in parallel, as root or as an ordinary user.
//
// A package whose tests use it should have
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
//
// so that the server is stopped and its folder removed at the end. Without that
// the server still dies with the process, and the next run removes the folder.
package storetest
