package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// Level is how grave a mark is.
type Level string

const (
	// Void is for documents that no longer apply: a solid frame.
	Void Level = "void"
	// Caution is for documents that apply in part, in another wording, or not yet: a
	// broken frame.
	Caution Level = "caution"
)

// Notice is what a mark says about the validity of a document.
type Notice struct {
	// Status is for programs, and decides how the mark looks: repealed, lapsed,
	// revoked, amended, not_yet, partly, corrected, or such a word with _announced for a
	// day to come; another one looks as its Level.
	Status string `json:"status"`
	// Diagonal is the large word across the page, for example 已废止.
	Diagonal string `json:"diagonal"`
	// Banner is one or two sentences set in a frame at the head of the page.
	Banner string `json:"banner"`
	Level  Level  `json:"level"`
	// Time is the claimed time of marking.
	Time time.Time `json:"time"`
	// Source is the id of the deciding document.
	Source string `json:"source"`
}

// markPrefix begins the annotation name of every mark.
const markPrefix = "mingfa-mark-"

// Mark appends a mark to every page, signed by id. The bytes of pdf are a
// prefix of the result. An earlier mark is replaced. The result has been
// reopened and its conditions checked; else there is an error and no result.
func Mark(pdf []byte, f *Fonts, id *Identity, n Notice) ([]byte, error) {
	return AppendMark(slices.Clip(pdf), f, id, n)
}

// AppendMark is Mark for large files: the result shares the memory of pdf if that
// has the capacity, as with append, so that the file is not copied. MarkRoom says
// how much is enough.
func AppendMark(pdf []byte, f *Fonts, id *Identity, n Notice) ([]byte, error) {
	return appendMark(newSums(pdf), f, id, n)
}

func appendMark(s *sums, f *Fonts, id *Identity, n Notice) ([]byte, error) {
	digest, err := id.signer.Digest()
	if err != nil {
		return nil, ErrBadIdentity.Because(err)
	}
	defer s.settle()
	file, u, err := drawn(s, f, n, id.markSubtype(), &digest)
	if err != nil {
		return nil, err
	}
	pages, err := file.Pages()
	if err != nil {
		return nil, err
	}
	d := id.enter(file, u, signing{
		field: unusedField(file, "Mark"), page: pages[0], reason: n.Banner, time: n.Time,
	})
	if err := d.writeAndReach(file, u); err != nil {
		return nil, failed(ErrMarkFailed, err)
	}
	s.settle()
	if err := markable(file, s); err != nil {
		return nil, err
	}
	return id.finish(file, d, s, len(pages))
}

// drawn opens a file that may be marked, and draws the marks into an update of it. A
// file without signatures begins to be read as a whole meanwhile, for the digest that its
// own will need; what has signatures is read when they are checked.
func drawn(s *sums, f *Fonts, n Notice, kind syntax.Name, digest *cms.Digest) (*syntax.File, *syntax.Update, error) {
	if err := n.check(); err != nil {
		return nil, nil, err
	}
	file, err := syntax.Open(s.data)
	if err != nil {
		return nil, nil, err
	}
	file.OnRead(s.rest)
	if digest != nil && len(signatureFields(file)) == 0 {
		s.ahead(*digest)
	}
	pages, err := file.Pages()
	if err != nil {
		return nil, nil, err
	}
	u := syntax.NewUpdate(file)
	drawMarks(file, u, pages, f, n, kind)
	return file, u, noteInMetadata(file, u, n)
}

// finish signs the marked file while what it shows is checked: both only read it.
// When the signature stands in it, that is checked too.
func (id *Identity) finish(file *syntax.File, d *draft, s *sums, pages int) ([]byte, error) {
	type opened struct {
		file *syntax.File
		err  error
	}
	checked := make(chan opened, 1)
	go func() {
		newer, err := checkShown(file, d.whole, pages)
		checked <- opened{newer, err}
	}()
	signature, err := id.signature(d, s)
	newer := <-checked
	switch {
	case err != nil:
		return nil, failed(ErrMarkFailed, err)
	case newer.err != nil:
		return nil, ErrMarkFailed.Because(newer.err)
	}
	d.fill(signature)
	newer.file.Forget(d.value.Num)
	if err := checkSigned(newer.file, s); err != nil {
		return nil, ErrMarkFailed.Because(err)
	}
	return d.whole, nil
}

// MarkRoom returns a capacity beyond the length of a file that is most likely
// enough for a mark on so many pages.
func MarkRoom(pages int) int { return 128<<10 + 1<<10*pages }

func (n Notice) check() error {
	switch {
	case n.Status == "" || n.Diagonal == "" || n.Banner == "" || n.Time.IsZero():
		return ErrBadNotice.Because(fmt.Errorf("status, diagonal, banner and time are required"))
	case n.Level != Void && n.Level != Caution:
		return ErrBadNotice.Because(fmt.Errorf("unknown level %q", n.Level))
	case utf8.RuneCountInString(n.Diagonal) > 12 || utf8.RuneCountInString(n.Banner) > 200 || len(n.Source)+len(n.Status) > 400:
		return ErrBadNotice.Because(fmt.Errorf("too long"))
	}
	return nil
}

// markable refuses a file whose signatures are broken, which forbids
// annotations, or to which something was added that nobody signed: our signature
// would stand for it. Whether the signers are trusted is for the reader to judge.
func markable(file *syntax.File, s *sums) error {
	if unfinished(file.Data) {
		return ErrDamaged.Because(fmt.Errorf("the file does not end where it says"))
	}
	inspected := inspect(file, s, Trust{})
	for _, s := range inspected.signatures {
		if !s.Intact {
			return ErrTampered.Because(fmt.Errorf("signature %s: %s", s.Field, s.Problem))
		}
		if s.permission < 3 {
			return ErrLocked
		}
	}
	for _, c := range inspected.changes {
		if c.Class == ClassViolation || c.By == "" && c.Class != ClassValidation {
			return ErrTampered.Because(fmt.Errorf("%s", c.Detail))
		}
	}
	return nil
}

// unusedField returns the first free name of signature fields of a kind.
func unusedField(file *syntax.File, kind string) string {
	var used []string
	for _, s := range signatureFields(file) {
		used = append(used, syntax.DecodeText(s.field["T"]))
	}
	for n := 1; ; n++ {
		if name := fmt.Sprintf("%s%d", kind, n); !slices.Contains(used, name) {
			return name
		}
	}
}

// isMark reports whether an annotation is a mark of this program, current or
// not, whoever signed it.
func isMark(f *syntax.File, a syntax.Dict) bool {
	name, _ := a["NM"].(syntax.String)
	kind, _ := a["Subtype"].(syntax.Name)
	return slices.Contains(markSubtypes, kind) && bytes.HasPrefix(name, []byte(markPrefix)) && f.Dict(a[ourKey]) != nil
}

// drawMarks puts one annotation on each page in place of earlier marks. What all marks
// have in common stands in the file once, and pages of equal size share one appearance.
// Without fonts the marks have none.
func drawMarks(file *syntax.File, u *syntax.Update, pages []syntax.Page, f *Fonts, n Notice, kind syntax.Name) {
	var forms *markForms
	if f != nil {
		forms = newMarkForms(u, f, n)
		defer forms.finish()
	}
	id := n.id()
	data, words := syntax.Add(u, n.dict(id)), syntax.Add(u, syntax.Text(n.Banner))
	var box [4]float64
	var rect syntax.Array
	for i, p := range pages {
		if rect == nil || p.Box != box {
			box, rect = p.Box, syntax.Numbers(p.Box[:]...)
		}
		d := syntax.Dict{
			"Subtype": kind, "P": p.Ref, "Rect": rect,
			"F":  syntax.Int(708), // print, read-only, locked, contents locked
			"NM": syntax.String(markPrefix + id + "-" + strconv.Itoa(i+1)), "Contents": words,
			ourKey: data,
		}
		if forms != nil {
			d["AP"] = forms.appearance(p)
		}
		a := syntax.Add(u, d)
		editAnnotations(u, p, func(old syntax.Array) syntax.Array {
			kept := slices.DeleteFunc(old, func(o syntax.Object) bool { return isMark(file, file.Dict(o)) })
			return append(kept, a)
		})
	}
}

// id tells this mark from others: equal notices have equal ids.
func (n Notice) id() string {
	parts := []string{n.Status, n.Diagonal, n.Banner, string(n.Level), n.Time.UTC().Format(time.RFC3339Nano), n.Source}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

func (n Notice) dict(id string) syntax.Dict {
	return syntax.Dict{
		"Id": syntax.String(id), "Status": syntax.Text(n.Status), "Diagonal": syntax.Text(n.Diagonal),
		"Level": syntax.Name(n.Level), "Source": syntax.Text(n.Source), "M": syntax.Date(n.Time),
	}
}

// noteInMetadata states the validity in the XMP packet.
func noteInMetadata(file *syntax.File, u *syntax.Update, n Notice) error {
	properties := []canvas.Property{
		{Name: "validity", Value: n.Status},
		{Name: "validityNote", Value: n.Banner},
		{Name: "validitySource", Value: n.Source},
		{Name: "validityMarked", Value: n.Time.Format(time.RFC3339)},
	}
	catalog, err := file.Catalog()
	if err != nil {
		return err
	}
	dict := syntax.Dict{"Type": syntax.Name("Metadata"), "Subtype": syntax.Name("XML")}
	old, ok := file.Resolve(catalog["Metadata"]).(*syntax.Stream)
	ref, isRef := catalog["Metadata"].(syntax.Ref)
	if !ok || !isRef {
		changed := catalog.Clone()
		changed["Metadata"] = syntax.Add(u, &syntax.Stream{Dict: dict, Data: canvas.Packet(properties)})
		root, _ := file.Trailer["Root"].(syntax.Ref)
		u.Set(root, changed)
		return nil
	}
	// What can't be read, or is no packet of metadata, gives way: the state of validity
	// must not be missing because of it, and the original keeps what it has.
	edited := canvas.Packet(properties)
	packet, err := file.Decode(old)
	if errors.Is(err, ErrTooDeep) {
		return ErrTooDeep
	}
	if err == nil {
		if kept, ok := canvas.WithProperties(packet, properties); ok {
			edited = kept
		}
	}
	u.Set(ref, &syntax.Stream{Dict: dict, Data: edited})
	return nil
}

// checkShown reopens a marked file and holds what Mark promises of its pages against
// it. The signature need not stand in it yet.
func checkShown(older *syntax.File, after []byte, pages int) (*syntax.File, error) {
	if !begins(after, older.Data) {
		return nil, fmt.Errorf("the original is not a prefix")
	}
	newer, err := older.State(after)
	if err != nil {
		return nil, err
	}
	for _, c := range compare(older, newer) {
		if c.Class != ClassMark && c.Class != ClassSignature && c.Class != ClassMetadata {
			return nil, fmt.Errorf("%s: %s", c.Class, c.Detail)
		}
	}
	return newer, eachMarked(newer, pages)
}

// begins reports whether a file begins with another one. One that shares its memory
// does, and need not be read for it.
func begins(whole, part []byte) bool {
	return len(whole) >= len(part) && (&whole[0] == &part[0] || bytes.HasPrefix(whole, part))
}

// checkSigned checks that the last signature of a file is right and covers it all.
func checkSigned(f *syntax.File, s *sums) error {
	fields := signatureFields(f)
	in := inspection{file: f, sums: s.grown(f.Data), revisions: map[int]*syntax.File{len(f.Data): f}}
	last := in.examine(fields[len(fields)-1])
	if !last.Intact || !last.WholeFile {
		return fmt.Errorf("signature of the mark: %s", last.Problem)
	}
	return nil
}

// eachMarked checks that there are so many pages, each with one mark.
func eachMarked(f *syntax.File, pages int) error {
	list, err := f.Pages()
	if err != nil {
		return err
	}
	if len(list) != pages {
		return fmt.Errorf("%d pages became %d", pages, len(list))
	}
	for i, p := range list {
		if n := len(marksOn(f, p)); n != 1 {
			return fmt.Errorf("page %d has %d marks", i+1, n)
		}
	}
	return nil
}
