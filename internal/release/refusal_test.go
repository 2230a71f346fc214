package release_test

import (
	"errors"
	"testing"

	"mingfa/internal/document"
)

// refusedWith demands a refusal that is tried again and says in Chinese why.
func refusedWith(t *testing.T, err error, code string) {
	t.Helper()
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Code != code || e.Final() || e.Message == "" {
		t.Errorf("error %v, want a passing refusal with code %s", err, code)
	}
}
