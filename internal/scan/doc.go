// Package scan looks through texts for what must not be in them before they are
// stored or published (rulebook §13). Of its patterns the first stands here: the
// mark of a state secret (SC-12). It is pure.
package scan
