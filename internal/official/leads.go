package official

// Numbered paragraphs of one level stand among their siblings: 一、二、三、 of a text, or
// （一）（二） under one of them. Either all of them that are running text begin with a
// lead sentence in a face of its own, or none does (LY-17): a reader takes a difference
// between them for a difference in rank. Where a sibling is a heading, it has that face
// already, and a lead keeps it.

// family is a run of siblings.
type family struct {
	paragraphs []int // indexes of those that are running text
	bare       bool  // one of them has no lead
	heading    bool  // one of the siblings is a heading
}

// setLeadsApart sets the leads of the siblings apart in blocks, whose possible leads are
// given by index.
func setLeadsApart(blocks []Block, leads map[int]int) {
	var first, second family
	end := func(f *family) {
		for _, i := range f.paragraphs {
			if f.heading || !f.bare {
				blocks[i].setApart(leads[i])
			}
		}
		*f = family{}
	}
	for i, b := range blocks {
		switch {
		case b.Kind == Title, b.Numbering == Chapter:
			end(&second)
			end(&first)
		case b.Numbering == First:
			end(&second)
			first.add(i, b, leads)
		case b.Numbering == Second:
			second.add(i, b, leads)
		}
	}
	end(&second)
	end(&first)
}

func (f *family) add(i int, b Block, leads map[int]int) {
	if b.Kind == Heading {
		f.heading = true
		return
	}
	f.paragraphs = append(f.paragraphs, i)
	f.bare = f.bare || leads[i] == 0
}
