// Package release reaches the surfaces on which a release is seen. Portal reads
// the public side back like an anonymous visitor; Website tells a website of the
// body by a signed webhook. Both only report what they met: whether a document
// counts as published is decided by who asks.
package release
