// Package worker registers workflows and activities on their task queues. It is
// the only list of both.
package worker
