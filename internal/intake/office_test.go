package intake_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"mingfa/internal/confine"
	"mingfa/internal/document"
	"mingfa/internal/intake"
	"mingfa/internal/ooxml/ooxmltest"
)

// TestMain lets the test program be the one that confines others.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == confine.Word {
		fmt.Fprintln(os.Stderr, confine.Become(os.Args[2:]))
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// odt is a text of LibreOffice's own format, with a revision and a comment.
func odt(t *testing.T) []byte {
	t.Helper()
	return ooxmltest.Pack(t, map[string]string{
		"mimetype":              "application/vnd.oasis.opendocument.text",
		"META-INF/manifest.xml": `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
		"content.xml": `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>甲</dc:creator><dc:date>2026-03-05T00:00:00</dc:date></office:change-info><text:p>删去的话</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>关于停车的通知</text:p><text:p>各县人民政府：</text:p><text:p>请认真贯彻执行<text:change text:change-id="c1"/>。<office:annotation><dc:creator>乙</dc:creator><text:p>批注的话</text:p></office:annotation></text:p>
<text:list><text:list-item><text:p>甲项</text:p></text:list-item></text:list></office:text></office:body></office:document-content>`,
	})
}

// LibreOffice, confined, makes a DOCX of an ODT; the report is the same as for one
// that came as DOCX. Machines without LibreOffice say what is missing instead.
func TestOffice(t *testing.T) {
	office, err := intake.FindOffice("", 1)
	if errors.Is(err, intake.ErrNoConverter) {
		if _, err := intake.FindOffice("/nowhere/soffice", 1); !errors.Is(err, intake.ErrNoConverter) {
			t.Errorf("got %v", err)
		}
		return
	}
	r, err := intake.New(office)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), "通知.odt", odt(t))
	if err != nil {
		t.Fatal(err)
	}
	if got.Kind != intake.ODT || got.Title != "关于停车的通知" || got.Addressee != "各县人民政府" || !strings.HasPrefix(got.Body, "请认真贯彻执行。\n") {
		t.Errorf("%+v", got)
	}
	all := got.Body + fmt.Sprint(got.Findings)
	if strings.Contains(all, "删去的话") || strings.Contains(all, "批注的话") || !strings.Contains(all, "修订痕迹") || !strings.Contains(all, "批注1处") {
		t.Errorf("report: %s", all)
	}
	if _, err := r.Read(t.Context(), "坏.rtf", []byte(`{\rtf1\bin999999999999 `+strings.Repeat("{", 3000))); document.KindOf(err) != document.Unfit {
		t.Errorf("a broken file: %v", err)
	}
}

// A converter that is not there, that fails, or that answers nonsense, harms one
// request and says so.
func TestConverterFails(t *testing.T) {
	for _, row := range []struct {
		err  error
		out  string
		code string
	}{
		{intake.ErrNoConverter, "", "no-converter"},
		{fmt.Errorf("%w: killed", intake.ErrConversion), "", "not-converted"},
		{nil, "PK\x03\x04nonsense", "damaged-file"},
	} {
		r, err := intake.New(converter{row.out, row.err})
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Read(t.Context(), "a.rtf", []byte(`{\rtf1 x}`))
		if e, ok := errors.AsType[*document.Error](err); !ok || e.Code != row.code {
			t.Errorf("%s: got %v", row.code, err)
		}
	}
}

type converter struct {
	out string
	err error
}

func (c converter) Convert(context.Context, intake.Kind, intake.Kind, []byte) ([]byte, error) {
	return []byte(c.out), c.err
}

// Gotenberg makes PDF; what it can't make is asked of another converter.
func TestGotenberg(t *testing.T) {
	status, answer := 200, "%PDF-1.7"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, h, err := r.FormFile("files")
		if err != nil || r.URL.Path != "/forms/libreoffice/convert" || h.Filename != "in.odt" {
			t.Errorf("%s %v %v", r.URL.Path, h, err)
			return
		}
		if b, err := io.ReadAll(f); err != nil || string(b) != "x" {
			t.Errorf("%q %v", b, err)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	defer server.Close()
	g, err := intake.NewGotenberg(server.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := g.Convert(t.Context(), intake.ODT, intake.PDF, []byte("x")); err != nil || string(out) != answer {
		t.Errorf("%q %v", out, err)
	}
	if _, err := g.Convert(t.Context(), intake.ODT, intake.DOCX, []byte("x")); !errors.Is(err, intake.ErrNoConverter) {
		t.Errorf("DOCX: %v", err)
	}
	// Who has nothing but Gotenberg is not told to get it.
	alone, err := intake.New(intake.Both{g})
	if err != nil {
		t.Fatal(err)
	}
	_, err = alone.Read(t.Context(), "a.rtf", []byte(`{\rtf1 x}`))
	if e, _ := errors.AsType[*document.Error](err); e == nil || e.Code != "no-converter" || !strings.Contains(e.Message, "安装 LibreOffice") || strings.Contains(e.Message, "MINGFA_GOTENBERG_URL") {
		t.Errorf("with Gotenberg alone: %v", err)
	}
	both := intake.Both{g, converter{"docx", nil}}
	if out, err := both.Convert(t.Context(), intake.ODT, intake.DOCX, []byte("x")); err != nil || string(out) != "docx" {
		t.Errorf("%q %v", out, err)
	}
	status = 400
	if _, err := g.Convert(t.Context(), intake.ODT, intake.PDF, []byte("x")); !errors.Is(err, intake.ErrConversion) {
		t.Errorf("400: %v", err)
	}
	status = 503
	if _, err := g.Convert(t.Context(), intake.ODT, intake.PDF, []byte("x")); err == nil || errors.Is(err, intake.ErrConversion) {
		t.Errorf("503: %v", err)
	}
	if _, err := intake.NewGotenberg("gotenberg:3000"); err == nil {
		t.Error("an address without a scheme")
	}
}
