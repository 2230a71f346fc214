package syntax

import "testing"

func TestEqualNumbers(t *testing.T) {
	for _, c := range []struct {
		a, b Object
		want bool
	}{
		{Literal("595"), Literal("595.000"), true},
		{Literal("-.5"), Literal("-0.50"), true},
		{Literal("0"), Literal("-0"), true},
		{Literal("595"), Literal("595.001"), false},
		{Literal("1e3"), Literal("1000"), false},
		{Literal("--5"), Literal("-5"), false},
		{Literal("0.1000000000000000055"), Literal("0.1"), false},
		{Literal("true"), Literal("1"), false},
		{Array{Literal("1.0")}, Array{Literal("1")}, true},
		{Literal("1"), Name("1"), false},
		{Literal("1"), nil, false},
	} {
		if Equal(c.a, c.b) != c.want || Equal(c.b, c.a) != c.want {
			t.Errorf("%v and %v: want %t", c.a, c.b, c.want)
		}
	}
}
