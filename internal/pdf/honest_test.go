package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"io"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// authority is a time-stamp authority in process.
type authority struct{ signer cms.Signer }

var stampAuthority = sync.OnceValues(func() (authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return authority{}, err
	}
	c, err := issue(&x509.Certificate{
		SerialNumber: big.NewInt(3), Subject: pkix.Name{CommonName: "时间戳服务"},
		NotBefore: day(2020, 1, 1), NotAfter: day(2040, 1, 1), KeyUsage: x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{{
			Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: []byte("\x30\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x08"),
		}},
	}, &x509.Certificate{Subject: pkix.Name{CommonName: "时间戳服务"}}, key.Public(), key)
	return authority{cms.Signer{Key: key, Chain: []*smx509.Certificate{c}}}, err
})

func (a authority) Stamp(message []byte) ([]byte, error) {
	nonce := big.NewInt(42)
	answer, err := a.signer.Respond(cms.Request(message, nonce), 1, day(2026, 11, 22))
	if err != nil {
		return nil, err
	}
	return cms.ReadResponse(answer, message, nonce)
}

func stampedBy(t testing.TB) authority {
	t.Helper()
	a, err := stampAuthority()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// everyone trusts all identities of these tests.
func everyone(t testing.TB) Trust {
	t.Helper()
	trust := TrustIn(identity(t, officeIdentity), identity(t, systemIdentity), identity(t, ecdsaIdentity), identity(t, sm2Identity))
	trust.roots.AddCert(stampedBy(t).signer.Chain[0])
	return trust
}

// countersigned adds an approval signature.
func countersigned(t testing.TB, pdf []byte, id *Identity, field string) []byte {
	t.Helper()
	f, err := syntax.Open(bytes.Clone(pdf))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	out, err := id.sign(f, syntax.NewUpdate(f), newSums(f.Data), signing{field: field, page: pages[0], time: day(2026, 11, 23)})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// archived adds a time stamp over the whole file, as an archive does.
func archived(t testing.TB, pdf []byte) []byte {
	t.Helper()
	f, err := syntax.Open(bytes.Clone(pdf))
	if err != nil {
		t.Fatal(err)
	}
	const reserved = 4096
	u := syntax.NewUpdate(f)
	value := syntax.Add(u, syntax.Dict{
		"Type": syntax.Name("DocTimeStamp"), "Filter": syntax.Name("Adobe.PPKLite"), "SubFilter": syntax.Name(formatTimestamp),
		"ByteRange": byteRange(), "Contents": make(syntax.String, reserved),
	})
	widget := syntax.Add(u, signing{field: "Archive"}.widget(value))
	registerField(f, u, widget, value, false)
	d := draft{value: value, reserved: reserved}
	if err := d.write(f, u); err != nil {
		t.Fatal(err)
	}
	token, err := stampedBy(t).Stamp(append(bytes.Clone(d.whole[:d.start]), d.whole[d.end:]...))
	if err != nil {
		t.Fatal(err)
	}
	d.fill(token)
	return d.whole
}

func withValidationData(t testing.TB, pdf []byte) []byte {
	t.Helper()
	f, err := syntax.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	u := syntax.NewUpdate(f)
	root := f.Dict(rootOf(f)).Clone()
	root["DSS"] = syntax.Add(u, syntax.Dict{"Certs": syntax.Array{syntax.Add(u, syntax.Flate(nil, []byte("certificate")))}})
	u.Set(rootOf(f), root)
	tail, _ := u.Tail()
	return append(bytes.Clone(pdf), tail...)
}

// token is a key that is somewhere else and hands nothing out but signatures.
type token struct {
	key   crypto.Signer
	asked int
}

func (k *token) Public() crypto.PublicKey { return k.key.Public() }

func (k *token) Sign(r io.Reader, digest []byte, o crypto.SignerOpts) ([]byte, error) {
	k.asked++
	return k.key.Sign(r, digest, o)
}

// honest are files to which nothing happened that the seal does not permit, with
// the verdict that each deserves.
func honest(t *testing.T) map[string]honestFile {
	office, system := identity(t, officeIdentity), identity(t, systemIdentity)
	pdf := sealed(t, notice())
	long := notice()
	long.Body += "\n" + string(bytes.Repeat([]byte(normativeBody()+"\n"), 8))
	notYet, lapsed, revoked := repealed(), repealed(), repealed()
	notYet.Status, notYet.Diagonal, notYet.Banner, notYet.Level = "not_yet", "尚未施行", "本文件尚未施行，自2027年1月1日起施行。", Caution
	lapsed.Status, lapsed.Diagonal, lapsed.Banner = "lapsed", "已失效", "本文件有效期至2026年12月31日，现已失效。"
	revoked.Status, revoked.Diagonal, revoked.Banner = "revoked", "已撤销", "本文件已被撤销，自始无效。"
	mark := marked(t, pdf, repealed())
	invisible, err := Seal(typeset(t, notice()).PDF, fonts(t), office, SealRequest{Time: day(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]honestFile{
		"sealed, RSA":                        {pdf, Intact},
		"sealed, ECDSA":                      {sealedBy(t, identity(t, ecdsaIdentity), notice()), Intact},
		"sealed, SM2":                        {sealedBy(t, identity(t, sm2Identity), notice()), Intact},
		"sealed without a picture":           {invisible, Intact},
		"sealed with a time stamp":           {sealedBy(t, office.Stamped(stampedBy(t)), notice()), Intact},
		"sealed SM2 with a time stamp":       {sealedBy(t, identity(t, sm2Identity).Stamped(stampedBy(t)), notice()), Intact},
		"sealed, with annexes":               {sealed(t, normative()), Intact},
		"sealed, many pages":                 {sealed(t, long), Intact},
		"marked: repealed":                   {mark, Intact},
		"marked: amended":                    {marked(t, pdf, amended()), Intact},
		"marked: not yet":                    {marked(t, pdf, notYet), Intact},
		"marked: lapsed":                     {marked(t, pdf, lapsed), Intact},
		"marked: revoked":                    {marked(t, pdf, revoked), Intact},
		"marked twice":                       {marked(t, marked(t, pdf, amended()), repealed()), Intact},
		"marked four times":                  {marked(t, marked(t, marked(t, marked(t, pdf, notYet), amended()), lapsed), repealed()), Intact},
		"marked, many pages":                 {marked(t, sealed(t, long), repealed()), Intact},
		"marked with SM2":                    {mustMark(t, pdf, identity(t, sm2Identity), repealed()), Intact},
		"marked with a time stamp":           {mustMark(t, pdf, system.Stamped(stampedBy(t)), repealed()), Intact},
		"cut back to the seal":               {mark[:len(pdf)], Intact},
		"line feeds at the end":              {append(bytes.Clone(pdf), "\r\n\n"...), Intact},
		"blocks of a medium at the end":      {append(bytes.Clone(mark), make([]byte, 512)...), Intact},
		"countersigned":                      {countersigned(t, pdf, system, "Second"), Intact},
		"countersigned and marked":           {marked(t, countersigned(t, pdf, system, "Second"), repealed()), Intact},
		"marked and countersigned":           {countersigned(t, mark, office, "Second"), Intact},
		"validation data":                    {withValidationData(t, pdf), Intact},
		"validation data and a mark":         {marked(t, withValidationData(t, pdf), repealed()), Intact},
		"time stamp of an archive":           {archived(t, withValidationData(t, mark)), Intact},
		"marked after the archive":           {marked(t, archived(t, pdf), repealed()), Intact},
		"of another maker, marked":           {marked(t, foreign(), repealed()), Unsealed},
		"of another maker, marked twice":     {marked(t, marked(t, foreign(), amended()), repealed()), Unsealed},
		"never sealed":                       {typeset(t, notice()).PDF, Unsigned},
		"of another maker, never sealed":     {foreign(), Unsigned},
		"never sealed, marked":               {marked(t, typeset(t, notice()).PDF, repealed()), Unsealed},
		"sealed by an office we don't know":  {sealedBy(t, stranger(t), notice()), Untrusted},
		"marked by an office we don't know":  {mustMark(t, typeset(t, notice()).PDF, stranger(t), repealed()), Unsealed},
		"updated before it was sealed":       {shadow(t, func(f *syntax.File, u *syntax.Update) { u.Set(u.Alloc(), syntax.Int(1)) }), Intact},
		"sealed with another digest present": {sealedBy(t, office, normative()), Intact},
	}
}

type honestFile struct {
	pdf  []byte
	want Verdict
}

func mustMark(t testing.TB, pdf []byte, id *Identity, n Notice) []byte {
	t.Helper()
	out, err := Mark(pdf, fonts(t), id, n)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestHonestFilesAreNotAccused(t *testing.T) {
	for name, file := range honest(t) {
		t.Run(name, func(t *testing.T) {
			r, err := Verify(file.pdf, everyone(t))
			if err != nil || r.Verdict != file.want {
				t.Errorf("%s, %v; want %s: %+v", r.Verdict, err, file.want, r)
			}
		})
	}
}

func TestTimeStampIsReported(t *testing.T) {
	pdf := sealedBy(t, identity(t, officeIdentity).Stamped(stampedBy(t)), notice())
	r, err := Verify(pdf, everyone(t))
	if err != nil {
		t.Fatal(err)
	}
	s := r.Signatures[0].Stamp
	if s == nil || !s.Trusted || s.Authority != "时间戳服务" || !s.Time.Equal(day(2026, 11, 22)) {
		t.Errorf("stamp %+v", s)
	}
	if s := verified(t, pdf).Signatures[0].Stamp; s == nil || s.Trusted {
		t.Errorf("an authority that is not trusted: %+v", s)
	}
}

// What the signer claims about the time counts for less than what a trusted
// authority saw.
func TestTimeStampDecidesAboutTheCertificate(t *testing.T) {
	id := identity(t, officeIdentity)
	claim := func(id *Identity, at time.Time) Verdict {
		set := typeset(t, notice())
		pdf, err := Seal(set.PDF, fonts(t), id, SealRequest{Time: at})
		if err != nil {
			t.Fatal(err)
		}
		r, err := Verify(pdf, everyone(t))
		if err != nil {
			t.Fatal(err)
		}
		return r.Verdict
	}
	if v := claim(id, day(2037, 1, 1)); v != Untrusted {
		t.Errorf("claimed after the certificate: %s", v)
	}
	if v := claim(id.Stamped(stampedBy(t)), day(2037, 1, 1)); v != Intact {
		t.Errorf("stamped within the certificate: %s", v)
	}
}

type silent struct{}

func (silent) Stamp([]byte) ([]byte, error) { return nil, errors.New("no answer") }

func TestNoTimeStampNoSeal(t *testing.T) {
	set := typeset(t, notice())
	_, err := Seal(set.PDF, fonts(t), identity(t, officeIdentity).Stamped(silent{}), SealRequest{Time: day(2026, 11, 21)})
	if !errors.Is(err, ErrStamp) {
		t.Errorf("got %v, want ErrStamp", err)
	}
}

func TestSealIsIdempotentByDigest(t *testing.T) {
	set := typeset(t, notice())
	id := identity(t, officeIdentity)
	r := SealRequest{At: set.Seal, Organ: "明州市人民政府办公室", Time: day(2026, 11, 21), Digest: "3f5a0c"}
	sum := cms.SHA256.Sum(set.PDF)
	r.Expect = hex.EncodeToString(sum)
	once, err := Seal(set.PDF, fonts(t), id, r)
	if err != nil {
		t.Fatal(err)
	}
	r.Expect, r.Time = "", day(2026, 11, 22)
	twice, err := Seal(once, fonts(t), id, r)
	if err != nil || !bytes.Equal(once, twice) {
		t.Errorf("sealing twice for one digest: %v", err)
	}
	other := r
	other.Digest = "000000"
	for name, c := range map[string]struct {
		pdf  []byte
		id   *Identity
		r    SealRequest
		want *Error
	}{
		"another digest":   {once, id, other, ErrAlreadySealed},
		"another office":   {once, identity(t, systemIdentity), r, ErrAlreadySealed},
		"marked since":     {marked(t, once, repealed()), id, r, ErrAlreadySealed},
		"changed since":    {append(bytes.Clone(once), "\n%x"...), id, r, ErrAlreadySealed},
		"not the approved": {set.PDF, id, SealRequest{Time: day(2026, 11, 21), Expect: "00"}, ErrOtherFile},
	} {
		if _, err := Seal(c.pdf, fonts(t), c.id, c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want.Code)
		}
	}
}

func TestKeySomewhereElse(t *testing.T) {
	for _, make := range []func() (*Identity, error){officeIdentity, ecdsaIdentity, sm2Identity} {
		id := identity(t, make)
		_, chain, err := id.MarshalPEM()
		if err != nil {
			t.Fatal(err)
		}
		key := &token{key: id.signer.Key}
		remote, err := NewSigner(key, chain)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Verify(sealedBy(t, remote, notice()), everyone(t))
		if err != nil || r.Verdict != Intact || key.asked != 1 {
			t.Errorf("%s: %s, %v, asked %d times", id.Name(), r.Verdict, err, key.asked)
		}
		if _, _, err := remote.MarshalPEM(); !errors.Is(err, ErrBadIdentity) {
			t.Errorf("a key that is elsewhere can be written down: %v", err)
		}
	}
}
