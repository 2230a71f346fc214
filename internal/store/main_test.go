package store_test

import (
	"testing"

	"mingfa/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }
