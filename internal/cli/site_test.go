package cli

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"mingfa/internal/pdf"
)

// WP-03: whoever runs a portal without its code is warned of it.
func TestSiteID(t *testing.T) {
	for _, id := range []string{"", "3302990001"} {
		var said bytes.Buffer
		log := slog.New(slog.NewTextHandler(&said, nil))
		if _, err := publicSite(nil, portalFlags{PublicURL: "https://www.mingzhou.example", Site: "明州市人民政府"}, siteFlags{SiteID: id}, pdf.Trust{}, time.Now, log); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(said.String(), "MINGFA_SITE_ID") != (id == "") {
			t.Errorf("%q: %s", id, said.String())
		}
	}
}

// The guide of a demonstration names a contact; whoever runs a portal without one is
// warned of it.
func TestContact(t *testing.T) {
	for _, row := range []struct {
		name string
		dev  devCmd
		want string
	}{
		{"demonstration", devCmd{}, demoContact},
		{"set", devCmd{siteFlags: siteFlags{Contact: "甲处"}}, "甲处"},
		{"no demonstration", devCmd{NoDemo: true}, ""},
	} {
		var said bytes.Buffer
		log := slog.New(slog.NewTextHandler(&said, nil))
		_, err := publicSite(nil, portalFlags{PublicURL: "https://www.mingzhou.example", Site: "明州市人民政府"}, row.dev.ofSite(), pdf.Trust{}, time.Now, log)
		if err != nil {
			t.Fatal(err)
		}
		if warned := strings.Contains(said.String(), "MINGFA_CONTACT"); warned != (row.want == "") {
			t.Errorf("%s: warned %v: %s", row.name, warned, said.String())
		}
		if got := row.dev.ofSite().Contact; got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}
