package store_test

import (
	"mingfa/internal/store/storetest"
	"testing"
)

func TestMain(m *testing.M) { storetest.Main(m) }
