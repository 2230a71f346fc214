package store

import "context"

// Issuer returns the body in whose name a unit issues: the unit itself or the
// nearest one above it that has an agency code. Unfit when there is none.
func (s *Store) Issuer(ctx context.Context, unit string) (Unit, error) {
	u, err := issuerOf(ctx, s.pool, unit)
	return u, fail("find the issuer", err)
}
