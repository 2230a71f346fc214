// Package verdict answers one question: may this person take this act on this
// dossier now, and what follows from it? It puts permission, stage, digest and
// gate together in one pure place, so that the desk, which asks before a step,
// and the activity, which asks again inside the transaction that records the
// step, can't give different answers.
package verdict
