package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/pdf"
)

// register answers as the portal does, for the files with these digests.
func register(t *testing.T, known ...string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, d := range known {
			if r.URL.Query().Get("digest") == d {
				_, _ = io.WriteString(w, `{"title":"通知","number":"","validity":{"validity":"in_force","label":"有效"}}`)
				return
			}
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// What the register says of an original does not speak for a file that only holds it.
func TestVerifySaysWhatIsRegistered(t *testing.T) {
	data, file := office(t)
	digest, err := fileDigest(file)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	marked, tampered := filepath.Join(data, "marked.pdf"), filepath.Join(data, "tampered.pdf")
	a := &app{Streams: Streams{Out: io.Discard, Err: io.Discard}, now: testNow}
	mark := markCmd{dataFlag: dataFlag{Data: data}, Files: []string{file}, Status: "repealed", On: "2026-12-01", By: "明政办发〔2026〕20号", Out: marked}
	if err := mark.Run(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	markedDigest, err := fileDigest(marked)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(tampered, append(sealed, "tamper"...), 0o600); err != nil {
		t.Fatal(err)
	}
	const today, absent, holds = "今日效力：有效", "本网站现在没有公开该文件：可能已经撤下，或者不是由本网站发布。", "警告：文件中含有本网站登记的用印原件，"
	for _, row := range []struct {
		name, file string
		known      []string
		want, not  []string
		exit       int
	}{
		{"the original", file, []string{digest}, []string{today}, []string{holds, absent}, exitOK},
		{"a registered copy", marked, []string{digest, markedDigest}, []string{today, "标注的是“已废止”，登记簿今日登记的是“有效”"}, []string{holds, absent}, exitNotInForce},
		{"a copy of somebody's", marked, []string{digest}, []string{today, holds + "其后增加的内容为印章所允许"}, []string{absent}, exitNotInForce},
		{"tampered with", tampered, []string{digest}, []string{today, holds + "但其后被追加或者改动内容，本件不能采信。", "真本请从公开栏目的文件页面下载"}, []string{absent}, exitWrong},
		{"tampered with, unknown", tampered, nil, []string{absent}, []string{holds, today}, exitWrong},
		{"unknown or taken down", file, nil, []string{absent, "签章有效，但登记簿中查不到这份文件"}, []string{holds, today}, exitNotConfirmed},
	} {
		t.Run(row.name, func(t *testing.T) {
			var out bytes.Buffer
			c := verifyCmd{dataFlag: dataFlag{Data: data}, File: row.file, Register: register(t, row.known...)}
			err := c.Run(t.Context(), &app{Streams: Streams{Out: &out, Err: io.Discard}, now: testNow})
			if got := exitOf(t, err); got != row.exit {
				t.Errorf("ends with %d, want %d", got, row.exit)
			}
			for _, w := range row.want {
				if !strings.Contains(out.String(), w) {
					t.Errorf("does not say %q:\n%s", w, out.String())
				}
			}
			for _, w := range row.not {
				if strings.Contains(out.String(), w) {
					t.Errorf("says %q:\n%s", w, out.String())
				}
			}
		})
	}
}

// A file that nobody sealed is not said to be sealed because a mark was put on it.
func TestVerifyMarkIsNoSeal(t *testing.T) {
	data, _ := office(t)
	bare, marked := filepath.Join(data, "bare.pdf"), filepath.Join(data, "bare-marked.pdf")
	if err := os.WriteFile(bare, foreignPDF(nil, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	mark := markCmd{dataFlag: dataFlag{Data: data}, Files: []string{bare}, Status: "repealed", On: "2026-12-01", By: "明政办发〔2026〕20号", Out: marked}
	if err := mark.Run(t.Context(), &app{Streams: Streams{Out: io.Discard, Err: io.Discard}, now: testNow}); err != nil {
		t.Fatal(err)
	}
	digest, err := fileDigest(marked)
	if err != nil {
		t.Fatal(err)
	}
	for name, known := range map[string][]string{"unknown": nil, "even if registered": {digest}} {
		for _, asJSON := range []bool{false, true} {
			var out bytes.Buffer
			c := verifyCmd{dataFlag: dataFlag{Data: data}, File: marked, Register: register(t, known...), JSON: asJSON}
			err := c.Run(t.Context(), &app{Streams: Streams{Out: &out, Err: io.Discard}, now: testNow})
			if !errors.Is(err, errQuiet) {
				t.Errorf("%s: ends with %v", name, err)
			}
			want := []string{"没有电子印章；只有效力标注，由“", "效力标注的签名“", "标注内容：本文件自2026年12月1日起废止。"}
			if asJSON {
				want = []string{`"verdict": "unsealed"`, `"marker": true`, "没有电子印章；只有效力标注，由“"}
			}
			for _, w := range want {
				if !strings.Contains(out.String(), w) {
					t.Errorf("%s: does not say %q:\n%s", name, w, out.String())
				}
			}
			for _, w := range []string{"签章有效", "用印后未被篡改", "没有增加任何内容"} {
				if strings.Contains(out.String(), w) {
					t.Errorf("%s: says %q:\n%s", name, w, out.String())
				}
			}
		}
	}
}

// exitOf returns the exit code of a command that has said everything itself.
func exitOf(t *testing.T, err error) int {
	t.Helper()
	if err == nil {
		return exitOK
	}
	e, ok := errors.AsType[exitWith](err)
	if !ok || !errors.Is(err, errQuiet) {
		t.Fatalf("ends with %v", err)
	}
	return e.code
}

// The copy of a repealed document that was cut back to its seal is not told to be good, nor
// is anything that the register could not be asked about.
func TestVerifyHeadline(t *testing.T) {
	data, file := office(t)
	answer := func(status int, body string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	const state = `{"title":"通知","number":"","validity":{"validity":"%s","label":"%s","banner":"%s"}}`
	for name, row := range map[string]struct {
		register, outcome string
		want              []string
		exit              int
	}{
		"in force": {answer(200, fmt.Sprintf(state, "in_force", "有效", "")), "confirmed", []string{"结论：签章有效，文件自用印后未被篡改；登记簿今日登记的效力是“有效”。"}, exitOK},
		"repealed, and the file is older": {
			answer(200, fmt.Sprintf(state, "repealed", "废止", "本文件自2026年11月1日起废止。")), "not-in-force",
			[]string{"结论：签章有效，但登记簿今日登记的效力是“废止”：本文件自2026年11月1日起废止；手中的文件没有可信的效力标注，是标注以前的版本。"},
			exitNotInForce,
		},
		"out of order":    {answer(503, ""), "not-confirmed", []string{"结论：签章有效，但未能查询登记簿"}, exitNotConfirmed},
		"not to be seen":  {"http://127.0.0.1:1", "not-confirmed", []string{"结论：签章有效，但未能查询登记簿"}, exitNotConfirmed},
		"none is running": {"", "not-confirmed", []string{"结论：签章有效，但未能查询登记簿"}, exitNotConfirmed},
	} {
		for _, asJSON := range []bool{false, true} {
			var out bytes.Buffer
			c := verifyCmd{dataFlag: dataFlag{Data: data}, File: file, Register: row.register, JSON: asJSON}
			err := c.Run(t.Context(), &app{Streams: Streams{Out: &out, Err: io.Discard}, now: testNow})
			if got := exitOf(t, err); got != row.exit {
				t.Errorf("%s: ends with %d, want %d", name, got, row.exit)
			}
			want := row.want
			if asJSON {
				want = []string{`"outcome": "` + row.outcome + `"`, `"headline": "签章有效`}
			}
			for _, w := range want {
				if !strings.Contains(out.String(), w) {
					t.Errorf("%s: does not say %q:\n%s", name, w, out.String())
				}
			}
		}
	}
}

// Nothing that is not known leaves empty brackets behind.
func TestSignatureWordsWithoutBrackets(t *testing.T) {
	for want, s := range map[string]pdf.Signature{
		"签名：不完整：范围异常":                                   {Problem: "范围异常"},
		"签名（2026-12-01 10:00）：不完整：范围异常":                 {Problem: "范围异常", Time: testNow()},
		"印章“某办”（SM2，2026-12-01 10:00）：完整，但签名者不在信任的证书之列": {Signer: "某办", Algorithm: "SM2", Time: testNow(), Intact: true, Certification: true},
	} {
		if got := signatureWords(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
