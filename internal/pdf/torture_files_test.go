package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// raw is a file put together by hand, with whatever is wrong in it.
type raw struct {
	header, line string         // defaults: %PDF-1.7, a line feed
	objects      []string       // from number 1
	more         map[int]string // with numbers of their own
	trailer      string         // entries besides Root and Size
	shift        int            // of every offset
	end          string         // in place of startxref and what follows; %d is the offset
}

// bytes writes the file with a table.
func (r raw) bytes() []byte {
	var b bytes.Buffer
	line := r.line
	if line == "" {
		line = "\n"
	}
	if r.header == "" {
		r.header = "%PDF-1.7"
	}
	b.WriteString(r.header + line)
	at := map[int]int{}
	object := func(n int, s string) {
		at[n] = b.Len() + r.shift
		fmt.Fprintf(&b, "%d 0 obj%s%s%sendobj%s", n, line, s, line, line)
	}
	for i, s := range r.objects {
		object(i+1, s)
	}
	for _, n := range slices.Sorted(mapKeys(r.more)) {
		object(n, r.more[n])
	}
	start, size := b.Len(), 1
	fmt.Fprintf(&b, "xref%s0 1%s0000000000 65535 f \n", line, line)
	for _, n := range slices.Sorted(mapKeys(at)) {
		fmt.Fprintf(&b, "%d 1%s%010d 00000 n \n", n, line, at[n])
		size = n + 1
	}
	fmt.Fprintf(&b, "trailer%s<</Size %d/Root 1 0 R %s>>%s", line, size, r.trailer, line)
	if r.end == "" {
		r.end = "startxref" + line + "%d" + line + "%%%%EOF" + line
	}
	if strings.Contains(r.end, "%d") {
		fmt.Fprintf(&b, r.end, start)
	} else {
		b.WriteString(r.end)
	}
	return b.Bytes()
}

func mapKeys[V any](m map[int]V) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// The parts of a small file.
const (
	tortureRoot = "<</Type/Catalog/Pages 2 0 R>>"
	tortureTree = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	torturePage = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
)

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func flate(dict string, data []byte) string {
	s := string(syntax.Append(nil, syntax.Flate(nil, data)))
	return s[:2] + dict + s[2:]
}

// small returns a file whose objects are replaced by number.
func small(edit map[int]string) raw {
	objects := []string{tortureRoot, tortureTree, torturePage, stream("", "BT ET")}
	more := map[int]string{}
	for n, s := range edit {
		if n <= len(objects) {
			objects[n-1] = s
		} else {
			more[n] = s
		}
	}
	return raw{objects: objects, more: more}
}

func withPage(entries string) raw {
	return small(map[int]string{3: "<</Type/Page/Parent 2 0 R/Contents 4 0 R " + entries + ">>"})
}

// tortured are files as programs, media and people make them. What is wanted of each is
// that it is marked ("ok"), or refused with that code.
func tortured(t testing.TB) map[string]torturedFile {
	out := map[string]torturedFile{}
	add := func(name, want string, pdf []byte) { out[name] = torturedFile{pdf, want} }
	oddFiles(add)
	oddTables(add)
	oddTrees(add)
	oddPages(add)
	oddStreams(add)
	oddStates(t, add)
	return out
}

type torturedFile struct {
	pdf  []byte
	want string
}

type adder func(name, want string, pdf []byte)

func oddFiles(add adder) {
	plain := small(nil)
	add("plain", "ok", plain.bytes())
	add("empty", "pdf-empty", nil)
	add("one-byte", "pdf-not-a-pdf", []byte("%"))
	add("header-only", "pdf-damaged", []byte("%PDF-1.7\n"))
	add("a-picture", "pdf-not-a-pdf", []byte("\x89PNG\r\n\x1a\n"+strings.Repeat("x", 2000)))
	for name, line := range map[string]string{"cr": "\r", "crlf": "\r\n"} {
		r := plain
		r.line = line
		add("lines-"+name, "ok", r.bytes())
	}
	for name, header := range map[string]string{"1.0": "%PDF-1.0", "2.0": "%PDF-2.0", "9.9": "%PDF-9.9", "binary": "%PDF-1.4\n%\xff\xff\xff\xff"} {
		r := plain
		r.header = header
		add("header-"+name, "ok", r.bytes())
	}
	add("junk-before", "pdf-junk-before-header", append([]byte("HTTP/1.1 200 OK\r\n\r\n"), plain.bytes()...))
	add("much-junk-before", "pdf-not-a-pdf", append(bytes.Repeat([]byte("x"), 5000), plain.bytes()...))
	add("junk-behind", "pdf-damaged", append(plain.bytes(), "<html></html>"...))
	add("zeros-behind", "ok", append(plain.bytes(), make([]byte, 4096)...))
	whole := plain.bytes()
	add("half", "pdf-damaged", whole[:len(whole)/2])
	add("no-end", "pdf-damaged", bytes.TrimSuffix(whole, []byte("%%EOF\n")))
	add("twice", "ok", append(bytes.Clone(whole), whole...))
}

func oddTables(add adder) {
	end := func(s string) []byte { r := small(nil); r.end = s; return r.bytes() }
	add("startxref-wrong", "pdf-damaged", end("startxref\n7\n%%%%EOF\n%.0d"))
	add("startxref-beyond", "pdf-damaged", end("startxref\n99999999\n%%%%EOF\n%.0d"))
	add("startxref-negative", "pdf-damaged", end("startxref\n-1\n%%%%EOF\n%.0d"))
	add("startxref-missing", "pdf-damaged", end("%%%%EOF\n%.0d"))
	add("startxref-overflow", "pdf-damaged", end("startxref\n99999999999999999999\n%%%%EOF\n%.0d"))
	shifted := small(nil)
	shifted.shift = 3
	add("offsets-shifted", "pdf-damaged", shifted.bytes())
	trailer := func(s string) []byte { r := small(nil); r.trailer = s; return r.bytes() }
	add("prev-nowhere", "pdf-damaged", trailer("/Prev 999999"))
	add("prev-negative", "pdf-damaged", trailer("/Prev -5"))
	add("prev-name", "pdf-damaged", trailer("/Prev /X"))
	add("hybrid-nowhere", "pdf-damaged", trailer("/XRefStm 12"))
	add("id-of-one", "ok", trailer("/ID[<00>]"))
	add("id-of-numbers", "ok", trailer("/ID[1 2]"))
	add("encrypted-by-nobody", "pdf-encrypted", trailer("/Encrypt<</Filter/Standard/V 1>>"))
	add("encrypted-by-reference", "pdf-encrypted", trailer("/Encrypt 4 0 R"))
	loop := small(nil).bytes()
	at := bytes.Index(loop, []byte("xref\n"))
	looped := small(nil)
	looped.trailer = fmt.Sprintf("/Prev %d", at)
	add("prev-loop", "pdf-damaged", looped.bytes())
	add("hybrid", "ok", hybridFile())
	add("rows-of-19-bytes", "ok", bytes.ReplaceAll(small(nil).bytes(), []byte(" n \n"), []byte(" n\n")))
	huge := bytes.Replace(small(nil).bytes(), []byte("\n1 1\n"), []byte("\n1 99999999\n"), 1)
	add("table-of-millions", "pdf-damaged", huge)
	add("table-says-more", "pdf-damaged", bytes.Replace(small(nil).bytes(), []byte("\n4 1\n"), []byte("\n4 3\n"), 1))
	for name, predictor := range map[string]int{"none": 1, "tiff": 2, "png": 12} {
		add("xref-stream-"+name, "ok", xrefStream(predictor))
	}
	add("xref-stream-tiff-16", "pdf-damaged", bytes.Replace(xrefStream(2), []byte("/Colors 1"), []byte("/Colors 1/BitsPerComponent 16"), 1))
	add("xref-stream-empty-rows", "pdf-damaged", bytes.Replace(xrefStream(1), []byte("/W[1 2 1]"), []byte("/W[0 0 0]"), 1))
	add("xref-stream-wide", "pdf-damaged", bytes.Replace(xrefStream(1), []byte("/W[1 2 1]"), []byte("/W[9 9 9]"), 1))
}

// xrefStream is a small file whose table is a stream with a predictor.
func xrefStream(predictor int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	rows := []byte{0, 0, 0, 0}
	for i, s := range []string{tortureRoot, tortureTree, torturePage, stream("", "BT ET")} {
		rows = append(rows, 1, byte(b.Len()>>8), byte(b.Len()), 0)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, s)
	}
	start := b.Len()
	rows = append(rows, 1, byte(start>>8), byte(start), 0)
	var coded []byte
	for at := 0; at < len(rows); at += 4 {
		row := bytes.Clone(rows[at : at+4])
		switch predictor {
		case 2:
			for i := 3; i > 0; i-- {
				row[i] -= row[i-1]
			}
		case 12:
			if at > 0 {
				for i := range row {
					row[i] -= rows[at-4+i]
				}
			}
			row = append([]byte{2}, row...)
		}
		coded = append(coded, row...)
	}
	dict := fmt.Sprintf("/Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/DecodeParms<</Predictor %d/Columns 4/Colors 1>>", predictor)
	fmt.Fprintf(&b, "5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", flate(dict, coded), start)
	return b.Bytes()
}

func oddTrees(add adder) {
	tree := func(s string) []byte { return small(map[int]string{2: s}).bytes() }
	add("count-of-billions", "ok", tree("<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"))
	add("count-negative", "ok", tree("<</Type/Pages/Kids[3 0 R]/Count -7>>"))
	add("no-kids", "pdf-damaged", tree("<</Type/Pages/Kids[]/Count 0>>"))
	add("kids-null", "pdf-damaged", tree("<</Type/Pages/Kids[null]/Count 1>>"))
	add("kids-are-themselves", "pdf-damaged", tree("<</Type/Pages/Kids[2 0 R]/Count 1>>"))
	add("kids-twice", "pdf-damaged", tree("<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>"))
	add("kids-missing", "pdf-damaged", tree("<</Type/Pages/Kids[77 0 R]/Count 1>>"))
	add("kids-direct", "pdf-damaged", tree("<</Type/Pages/Kids[<</Type/Page/MediaBox[0 0 9 9]>>]/Count 1>>"))
	add("root-is-a-page", "ok", small(map[int]string{1: "<</Type/Catalog/Pages 3 0 R>>"}).bytes())
	add("no-root", "pdf-damaged", small(map[int]string{1: "null"}).bytes())
	for name, depth := range map[string]int{"deep": 50, "bottomless": 5000} {
		more := map[int]string{2: "<</Type/Pages/Kids[10 0 R]/Count 1>>"}
		for i := range depth {
			more[10+i] = fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]/Count 1>>", 11+i)
		}
		more[10+depth] = "<</Type/Page/MediaBox[0 0 595 842]>>"
		want := "ok"
		if depth > 100 {
			want = "pdf-damaged"
		}
		add(name+"-tree", want, small(more).bytes())
	}
	many := map[int]string{}
	var kids strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&kids, "%d 0 R ", 10+i)
		many[10+i] = "<</Type/Page/Parent 2 0 R>>"
	}
	many[2] = "<</Type/Pages/MediaBox[0 0 595 842]/Rotate 90/Resources<<>>/Count 3000/Kids[" + kids.String() + "]>>"
	add("pages-inherit-all", "ok", small(many).bytes())
}

func oddPages(add adder) {
	for name, entries := range map[string]string{
		"media-reversed": "/MediaBox[595 842 0 0]", "media-negative": "/MediaBox[-300 -400 295 442]", "media-missing": "",
		"media-of-three": "/MediaBox[0 0 595]", "media-of-names": "/MediaBox[/A/B/C/D]", "media-tiny": "/MediaBox[0 0 1 1]",
		"media-huge": "/MediaBox[0 0 1e9 1e9]", "media-large": "/MediaBox[0 0 14400 14400]", "crop-outside": "/MediaBox[0 0 595 842]/CropBox[900 900 1200 1300]",
		"crop-inside": "/MediaBox[0 0 595 842]/CropBox[100 100 500 700]", "rotate-45": "/MediaBox[0 0 595 842]/Rotate 45",
		"rotate-minus": "/MediaBox[0 0 595 842]/Rotate -90", "rotate-much": "/MediaBox[0 0 595 842]/Rotate 810", "user-unit": "/MediaBox[0 0 595 842]/UserUnit 10",
		"annots-direct": "/MediaBox[0 0 595 842]/Annots[<</Subtype/Text/Rect[0 0 9 9]>>]", "annots-null": "/MediaBox[0 0 595 842]/Annots null",
		"annots-broken": "/MediaBox[0 0 595 842]/Annots[77 0 R null 3 (x)]", "annots-no-list": "/MediaBox[0 0 595 842]/Annots 4 0 R",
		"resources-missing": "/MediaBox[0 0 595 842]/Resources 77 0 R", "contents-empty": "/MediaBox[0 0 595 842]/Rotate null",
	} {
		add("page-"+name, "ok", withPage(entries).bytes())
	}
	notes := strings.Repeat("<</Subtype/Text/Rect[0 0 9 9]>>", 10_000)
	add("page-annots-many", "ok", withPage("/MediaBox[0 0 595 842]/Annots["+notes+"]").bytes())
	add("page-annots-shared", "ok", small(map[int]string{
		2: "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/MediaBox[0 0 595 842]>>", 3: "<</Type/Page/Parent 2 0 R/Annots 5 0 R>>",
		5: "[<</Subtype/Text/Rect[0 0 9 9]>>]", 6: "<</Type/Page/Parent 2 0 R/Annots 5 0 R>>",
	}).bytes())
	add("page-keys-twice", "pdf-damaged", withPage("/MediaBox[0 0 595 842]/MediaBox[0 0 1 1]").bytes())
	add("nested-arrays", "pdf-damaged", withPage("/MediaBox[0 0 595 842]/X "+strings.Repeat("[", 10_000)).bytes())
	add("string-of-a-megabyte", "ok", withPage("/MediaBox[0 0 595 842]/X("+strings.Repeat("a", 1<<20)+")").bytes())
	add("string-unbalanced", "pdf-damaged", withPage("/MediaBox[0 0 595 842]/X((((").bytes())
	add("names-escaped", "ok", withPage("/Media#42ox[0 0 595 842]/#00#FF 1/A#zz 2").bytes())
	add("numbers-odd", "ok", withPage("/MediaBox[+0 -.0 595. 00842]/X 99999999999999999999/Y .-5/Z --3").bytes())
}

func oddStreams(add adder) {
	content := func(s string) []byte { return small(map[int]string{4: s}).bytes() }
	add("length-negative", "ok", content("<</Length -1>>\nstream\nBT ET\nendstream"))
	add("length-too-large", "ok", content("<</Length 999999999>>\nstream\nBT ET\nendstream"))
	add("length-too-small", "ok", content("<</Length 1>>\nstream\nBT ET\nendstream"))
	add("length-of-itself", "ok", content("<</Length 4 0 R>>\nstream\nBT ET\nendstream"))
	add("length-elsewhere", "ok", small(map[int]string{4: "<</Length 5 0 R>>\nstream\nBT ET\nendstream", 5: "5"}).bytes())
	add("filter-unknown", "ok", content(stream("/Filter/JBIG2Decode", "x")))
	add("filter-broken", "ok", content(stream("/Filter/FlateDecode", "no zlib")))
	add("bomb-content", "ok", content(flate("", make([]byte, 20<<20))))
	bomb := xrefStream(1)
	add("bomb-table", "ok", bytes.Replace(bomb, []byte("/W[1 2 1]"), []byte("/Index[0 2000000000]/W[1 2 1]"), 1))
	for name, xmp := range map[string]string{
		"empty": "", "no-xml": "hello", "torn": "<x:xmpmeta><rdf:RDF>", "utf-16": "\xfe\xff\x00<\x00x\x00/\x00>",
	} {
		add("metadata-"+name, "ok", small(map[int]string{1: "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>", 5: stream("/Type/Metadata/Subtype/XML", xmp)}).bytes())
	}
	title := small(map[int]string{5: "<</Title<FEFFD800D800DC00>/Author<FFFE41>/X(\\777\\8)>>"})
	title.trailer = "/Info 5 0 R"
	add("title-of-half-characters", "ok", title.bytes())
	form := func(s string) []byte {
		return small(map[int]string{1: "<</Type/Catalog/Pages 2 0 R/AcroForm " + s + ">>"}).bytes()
	}
	add("form-direct", "ok", form("<</Fields[]/NeedAppearances true>>"))
	add("form-is-a-number", "ok", form("7"))
	add("form-fields-loop", "ok", small(map[int]string{1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", 5: "<</Kids[5 0 R 6 0 R]>>", 6: "<</Kids[5 0 R]>>"}).bytes())
	add("signature-of-nothing", "pdf-tampered", small(map[int]string{1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", 5: "<</FT/Sig/T(x)/V 6 0 R>>", 6: "<</Type/Sig>>"}).bytes())
}

// oddStates are whole files as qpdf and this program write them.
func oddStates(t testing.TB, add adder) {
	plain := typeset(t, notice()).PDF
	text := typeset(t, notice()).PDF // words in Chinese, which the others lack
	add("text", "ok", text)
	add("text-object-streams", "ok", rewritten(t, text, "--object-streams=generate"))
	add("qpdf-linearized", "ok", rewritten(t, plain, "--linearize"))
	add("qpdf-object-streams", "ok", rewritten(t, plain, "--object-streams=generate"))
	add("qpdf-qdf", "ok", rewritten(t, plain, "--qdf"))
	add("qpdf-encrypted", "pdf-encrypted", rewritten(t, plain, "--encrypt", "", "owner", "256", "--"))
	add("qpdf-encrypted-40", "pdf-encrypted", rewritten(t, plain, "--allow-weak-crypto", "--encrypt", "user", "owner", "40", "--"))
	sealed := sealed(t, notice())
	add("sealed", "ok", sealed)
	add("sealed-cut", "pdf-damaged", sealed[:len(sealed)-200])
	add("sealed-rewritten", "pdf-tampered", rewritten(t, sealed))
	add("sealed-linearized", "pdf-tampered", rewritten(t, sealed, "--linearize"))
	add("scans", "ok", scanned(20))
}
