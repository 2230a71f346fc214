// Package embedded runs the two services that Mingfa needs (PostgreSQL and a
// Temporal server) as private child processes, so that one command on one
// machine is enough. Production points at services of its own and does not use
// this package.
//
// Nothing is open to others: PostgreSQL listens on a Unix socket in a folder of
// mode 0700 and on no network address; Temporal listens on loopback and demands
// a certificate that exists only in memory. Both end with the parent, also when
// it is killed, and both start again from whatever a crash left behind.
//
// Texts of errors are in Chinese: they are read by the person who started the
// command, and say what to do.
package embedded
