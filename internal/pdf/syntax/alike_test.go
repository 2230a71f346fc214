package syntax

import (
	"reflect"
	"strings"
	"testing"
)

// outcome is all that can be told of a reading.
type outcome struct {
	Object     Object
	Err        string
	Pos, Nodes int
}

func readAlike(data string, known *alike, nodes int) outcome {
	b := newBudget()
	b.nodes = nodes
	l := lexer{data: []byte(data), budget: &b, alike: known}
	o, err := l.object()
	out := outcome{Object: o, Pos: l.pos, Nodes: b.nodes}
	if err != nil {
		out = outcome{Err: err.Error()}
	}
	return out
}

// sameAlike reads one object after another and holds the second against what it is when
// nothing was read before.
func sameAlike(t *testing.T, first, second string, nodes int) {
	t.Helper()
	var known alike
	readAlike(first, &known, maxNodes)
	// Not with cmp, which takes twice as long for each array within another.
	want, got := readAlike(second, nil, nodes), readAlike(second, &known, nodes)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q after %q: %v, and %v if nothing was read before", second, first, got, want)
	}
}

// deepest is an array that may stand in a dictionary, and not in one within another object.
var deepest = strings.Repeat("[", maxNesting-1) + strings.Repeat("]", maxNesting-1)

var alikeObjects = []string{
	"<</A" + deepest + ">>", "[<</A" + deepest + ">>]",
	"<</A 1>>", "<</A 1 0 R>>", "<</A 1 0 R/B 2>>", "<</A 1 0 Rx>>", "<</A 1 0 R", "<</A 1 0 R>", "<</A 11 0 R>>", "<</A 1 0>>",
	"<</A/P>>", "<</A/Page>>", "<</A /Page>>", "<</A /Pages>>", "<</A/Page/B 1>>", "<</A/Page", "<</A#41/Page>>", "<</A/Page%>>\n>>",
	"<</A[1 2]>>", "<</A[1 2]/B[1 2]>>", "<</A[1 2] 3>>", "<</A[1 2]/A[1 2]>>", "<</B 1/A[1 2]>>", "<</A[1 2", "<</A[1 [2 3]]>>",
	"<</A(x)>>", "<</A(x)/B(x)>>", "<</A(x\\)>>", "<</A<41>>>", "<</A<41>/B<41>>>", "<</A<</B/C>>>>", "<</A<</B/C>>/A<</B/C>>>>",
	"<</A<</B 1 0 R>>>>", "<</A null>>", "<</A true>>", "<</A truer>>", "<</A 1.5>>", "<</A 1.50>>", "<<>>", "[<</A[1 2]>>]", "<</ /A>>", "<</ [1]>>",
}

func TestEntriesThatStandThereAgain(t *testing.T) {
	for _, first := range alikeObjects {
		for _, second := range alikeObjects {
			for _, nodes := range []int{maxNodes, 1, 2, 3, 4} {
				sameAlike(t, first, second, nodes)
			}
		}
	}
}

func FuzzAlike(f *testing.F) {
	for i, o := range alikeObjects {
		f.Add(o, alikeObjects[(i+1)%len(alikeObjects)])
		f.Add(o, o)
	}
	f.Fuzz(func(t *testing.T, first, second string) { sameAlike(t, first, second, maxNodes) })
}

// What was filled in since it was read is read anew, though the place in memory is the same.
func TestForgetReadsAnew(t *testing.T) {
	b := &Builder{}
	tree := b.Alloc()
	page := Add(b, Dict{"Type": Name("Page"), "Parent": tree})
	b.Set(tree, Dict{"Type": Name("Pages"), "Count": Int(1), "Kids": Array{page}})
	value := Add(b, Dict{"Contents": make(String, 4)})
	f, err := Open(b.File(Add(b, Dict{"Type": Name("Catalog"), "Pages": tree}), Add(b, Dict{})))
	if err != nil {
		t.Fatal(err)
	}
	if _, there := f.Dict(value)["Contents"].(String); !there {
		t.Fatal("no contents")
	}
	start, end, _ := f.Span(value.Num)
	for i := start; i < end-1; i++ {
		if f.Data[i] == '<' && f.Data[i+1] == '0' {
			copy(f.Data[i+1:], "41424344")
		}
	}
	f.Forget(value.Num)
	if got := f.Dict(value)["Contents"]; !Equal(got, String("ABCD")) {
		t.Errorf("contents %q", got)
	}
}
