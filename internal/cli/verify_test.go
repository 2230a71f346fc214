package cli

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
		fails      bool
	}{
		{"the original", file, []string{digest}, []string{today}, []string{holds, absent}, false},
		{"a registered copy", marked, []string{digest, markedDigest}, []string{today}, []string{holds, absent}, false},
		{"a copy of somebody's", marked, []string{digest}, []string{today, holds + "其后增加的内容为印章所允许"}, []string{absent}, false},
		{"tampered with", tampered, []string{digest}, []string{today, holds + "但其后被追加或者改动内容，本件不能采信。", "真本请从公开栏目的文件页面下载"}, []string{absent}, true},
		{"tampered with, unknown", tampered, nil, []string{absent}, []string{holds, today}, true},
		{"unknown or taken down", file, nil, []string{absent}, []string{holds, today}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			var out bytes.Buffer
			c := verifyCmd{dataFlag: dataFlag{Data: data}, File: row.file, Register: register(t, row.known...)}
			err := c.Run(t.Context(), &app{Streams: Streams{Out: &out, Err: io.Discard}, now: testNow})
			if row.fails != errors.Is(err, errQuiet) || err != nil && !row.fails {
				t.Errorf("ends with %v", err)
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
