package portal

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/look/pagetest"
	"mingfa/internal/pdf"
)

const notoDir = "/usr/share/fonts/opentype/noto/"

// stamps are real files of one document, and who is believed.
type stamps struct {
	office, system *pdf.Identity
	sealed, marked []byte
	bare           []byte // never sealed, and marked
}

func stamped(t *testing.T) stamps {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	fonts, err := pdf.LoadFonts(pdf.FontConfig{Dirs: []string{notoDir}, Files: map[pdf.Role][]string{
		pdf.RoleFangSong: {notoDir + "NotoSerifCJK-Regular.ttc"}, pdf.RoleTitle: {notoDir + "NotoSerifCJK-Bold.ttc"}, pdf.RoleHei: {notoDir + "NotoSansCJK-Regular.ttc"},
		pdf.RoleKai: {notoDir + "NotoSerifCJK-Bold.ttc"}, pdf.RoleSong: {notoDir + "NotoSerifCJK-Regular.ttc"},
	}})
	must(err)
	day := time.Date(2026, 8, 1, 1, 0, 0, 0, time.UTC)
	var s stamps
	s.office, err = pdf.NewIdentity("明州市人民政府办公室", day)
	must(err)
	s.system, err = pdf.NewIdentity("明发系统", day)
	must(err)
	set, err := fonts.Typeset(pdf.Sheet{
		Head: "明州市人民政府办公室文件", Number: "明政办发〔2026〕18号", Title: "明州市人民政府办公室关于延长办公时间的通知", Addressee: "各区人民政府",
		Body: "现将有关事项通知如下。", SignOrgan: "明州市人民政府办公室", DatedOn: day, Note: "此件主动公开", PrintOrgan: "明州市人民政府办公室", PrintedOn: day,
	})
	must(err)
	s.sealed, err = pdf.Seal(set.PDF, fonts, s.office, pdf.SealRequest{At: set.Seal, Organ: "明州市人民政府办公室", Reason: "印发", Time: day, Digest: "3f5a0c"})
	must(err)
	s.marked, err = pdf.Mark(s.sealed, fonts, s.system, pdf.Notice{Status: "repealed", Diagonal: "已废止", Level: pdf.Void, Time: day, Banner: "本文件自2026年8月1日起废止。"})
	must(err)
	s.bare, err = pdf.Mark(set.PDF, fonts, s.system, pdf.Notice{Status: "repealed", Diagonal: "已废止", Level: pdf.Void, Time: day, Banner: "本文件自2026年8月1日起废止。"})
	must(err)
	return s
}

// What part three says of a file.
const (
	same      = "与本网站登记的用印原件一致"
	tampered  = "文件中含有本网站登记的用印原件，但其后被追加或者改动内容，本件不能采信"
	permitted = "其后增加的内容为印章所允许，但本件不是本网站公开的文本"
	unsure    = "签章证书不在信任的范围内，其后增加的内容不能确认，本件不能采信"
	absent    = "本网站现在没有公开该文件：可能已经撤下，或者不是由本网站发布"
)

// A file is never taken for the original that it holds, whatever its seals, what was
// added and what the register knows: part three does not contradict part one.
func TestVerifyDoesNotContradictItself(t *testing.T) {
	s := stamped(t)
	everyone, stranger := pdf.TrustIn(s.office, s.system), pdf.Trust{}
	tail := append(slices.Clone(s.sealed), "tamper"...)
	broken := slices.Clone(s.sealed)
	broken[bytes.Index(broken, []byte("stream\n"))+40] ^= 1
	for _, row := range []struct {
		name           string
		file           []byte
		trust          pdf.Trust
		verdict, part3 string
		tone           string // of the banner with part3
	}{
		{"whole", s.sealed, everyone, "签章有效", same, "done"},
		{"whole, by a stranger", s.sealed, stranger, "不在受信任范围内", same, "done"},
		{"permitted addition", s.marked, everyone, "签章有效", permitted, "note"},
		{"permitted addition, all by strangers", s.marked, stranger, "不在受信任范围内", unsure, "void"},
		{"addition by a stranger under our seal", s.marked, pdf.TrustIn(s.office), "不能采信", tampered, "void"},
		{"bytes appended", tail, everyone, "不能采信", tampered, "void"},
		{"bytes appended, by a stranger", tail, stranger, "不能采信", tampered, "void"},
		{"a mark without a seal", s.bare, everyone, "没有电子印章；只有效力标注，由“明发系统”签署", absent, "void"},
		{"a changed byte", broken, everyone, "不能采信", absent, "void"},
	} {
		for _, state := range []string{"in force", "repealed", "unknown", "taken down"} {
			t.Run(row.name+", "+state, func(t *testing.T) {
				b := setup(t)
				c := config
				c.Trust = row.trust
				b.site = New(b.shelf, c, func() time.Time { return b.now }, slog.New(slog.NewTextHandler(&b.log, nil)))
				d := b.shelf.docs[inForce]
				want, tone, label := row.part3, row.tone, "有效"
				switch state {
				case "unknown":
					want, tone = absent, "void"
				case "taken down":
					b.shelf.register(d, s.sealed)
					b.takeDown(document.Gone{})
					want, tone = absent, "void"
				case "repealed":
					d.Life = document.Life{Ended: document.Repealed, EndedOn: "2026-08-01"}
					label = "废止"
					fallthrough
				default:
					b.shelf.register(d, s.sealed)
				}
				text := b.answered(row.file, want, tone, label)
				good := strings.HasPrefix(row.verdict, "签章有效")
				if state != "in force" && strings.Contains(b.headline(row.file, "done"), "签章有效") {
					t.Errorf("the headline is plain green")
				}
				if state == "repealed" && good && !strings.Contains(b.headline(row.file, "void"), "签章有效，但登记簿今日登记的效力是“废止”") {
					t.Errorf("the headline does not say both: %s", b.headline(row.file, "void"))
				}
				if !strings.Contains(text, row.verdict) {
					t.Errorf("part one does not say %q:\n%s", row.verdict, text)
				}
			})
		}
	}
}

// answered uploads a file and holds that part three says want, in a banner of that tone, and
// nothing that contradicts it. It returns the words of the page.
func (b *bench) answered(file []byte, want, tone, label string) string {
	b.t.Helper()
	w := b.upload("file", bytes.NewReader(file))
	page := tree{pagetest.Parse(b.t, w.Body.Bytes())}
	text := page.first("main")
	for _, words := range []string{same, tampered, permitted, unsure, absent} {
		if strings.Contains(text, words) != (words == want) {
			b.t.Errorf("says %q: %t, and should say %q", words, words != want, want)
		}
	}
	banners := slices.DeleteFunc(page.all("div."+tone), func(banner tree) bool { return !strings.Contains(banner.text(), want) })
	if len(banners) != 1 {
		b.t.Errorf("%d banners %q in tone %s", len(banners), want, tone)
	}
	known := want != absent
	if strings.Contains(text, "有效性为："+label) != known || strings.Contains(w.Body.String(), `href="/d/`+inForce+`"`) != known {
		b.t.Errorf("today's validity and the way to the genuine file should be told: %t\n%s", known, text)
	}
	if held := want != same && known; held != strings.Contains(w.Body.String(), `/file.pdf?download=1`) || held != strings.Contains(text, "登记的用印原件的指纹") {
		b.t.Errorf("the way to the genuine file is told: %t\n%s", held, text)
	}
	return text
}

// headline uploads a file and returns the words of the headline, if it is in that tone.
func (b *bench) headline(file []byte, tone string) string {
	page := tree{pagetest.Parse(b.t, b.upload("file", bytes.NewReader(file)).Body.Bytes())}
	for _, banner := range page.all("div." + tone) {
		return banner.text()
	}
	return ""
}

// register releases d with a given sealed original, which is shown today.
func (f *fakeShelf) register(d document.Released, sealed []byte) {
	d.SealedDigest = digestOf(sealed)
	d.File.Digest, d.File.Size = d.SealedDigest, len(sealed)
	f.files[d.SealedDigest] = sealed
	f.docs[d.Document] = d
}

// A file that the register knows byte for byte while its seals do not hold is not
// confirmed either.
func TestVerifyRegisteredButDoubtful(t *testing.T) {
	s := stamped(t)
	b := setup(t)
	c := config
	c.Trust = pdf.TrustIn(s.office)
	b.site = New(b.shelf, c, func() time.Time { return b.now }, slog.New(slog.NewTextHandler(&b.log, nil)))
	b.shelf.register(b.shelf.docs[inForce], s.marked)
	text := (tree{pagetest.Parse(t, b.upload("file", bytes.NewReader(s.marked)).Body.Bytes())}).first("main")
	if strings.Contains(text, "经核验") || !strings.Contains(text, "指纹与本网站登记的用印原件相同，但是签章核验没有通过") {
		t.Error(text)
	}
}

// Invariant 7: what was taken down and what never was here are told alike.
func TestGoneAndUnknownAlike(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[inForce]
	b.takeDown(document.Gone{})
	other := strings.Repeat("0", 64)
	gone := strings.ReplaceAll(b.get("/verify?digest="+d.SealedDigest), d.SealedDigest, "#")
	if gone != strings.ReplaceAll(b.get("/verify?digest="+other), other, "#") || !strings.Contains(gone, "可能已经撤下，或者不是由本网站发布") {
		t.Errorf("told apart, or not told: %s", gone)
	}
}
