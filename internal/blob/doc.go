// Package blob keeps files under their SHA-256. What was stored never changes:
// the name says what the bytes must be, and every reading checks it.
package blob
