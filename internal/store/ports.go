package store

import "mingfa/activities"

// The ports of the steps that Store is.
var (
	_ activities.Register = (*Store)(nil)
	_ activities.Limits   = (*Store)(nil)
	_ activities.Press    = (*Store)(nil)
	_ activities.Shelf    = (*Store)(nil)
	_ activities.Duties   = (*Store)(nil)
)
