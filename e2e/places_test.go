package e2e

import (
	"net/url"

	"github.com/chromedp/chromedp"

	"mingfa/internal/document"
)

// place is a page in one of its states, to be looked at.
type place struct {
	name string
	role document.Role
	path string
	wait string // a selector that shows that the page has settled
	open string // what is clicked first: something folded, or the button of a form
}

// settle waits until the page stands as it is to be looked at.
func (b tab) settle(p place) {
	b.t.Helper()
	if p.open != "" {
		b.do(chromedp.Click(p.open))
	}
	if p.wait != "" {
		b.do(chromedp.WaitVisible(p.wait))
	}
}

// places are all pages of the workbench, as TestEveryPageHasAPlace sees to.
func (d desks) places() []place {
	doc := func(s document.Stage) string { return "/documents/" + d.ids[s] }
	const settled = "#lack p[role=status], #lack .badge"
	return []place{
		{"sign-in", "", "/sign-in", "", ""},
		{"password", "", "/password?link=x", "", ""},
		{"inbox", document.UnitHead, "/inbox", "", ""},
		{"inbox-empty", document.CompetitionReviewer, "/inbox", "", ""},
		{"new", document.Drafter, "/documents/new", "#lack ol", ""},
		{"edit", document.Drafter, doc(document.Drafting) + "/edit", settled, ""},
		{"edit-original", document.Drafter, "/documents/" + d.ends.original + "/edit", settled, ""},
		{"document-drafting", document.Drafter, doc(document.Drafting), "", ""},
		{"document-attribute", document.DisclosureOfficer, doc(document.AttributeReview), "", ""},
		{"document-secrecy", document.SecrecyReviewer, doc(document.SecrecyReview), "", ""},
		{"document-hits", document.SecrecyReviewer, "/documents/" + d.hits, "", ""},
		{"document-answers", document.Drafter, "/documents/" + d.ends.warned, "", ""},
		{"document-returned", document.Drafter, "/documents/" + d.back, "", ""},
		{"document-since", document.UnitHead, "/documents/" + d.since, "", ""},
		{"document-original", document.Drafter, "/documents/" + d.ends.original + "#pdf", ".leaves img", "#pdf details summary"},
		{"diff", document.UnitHead, "/documents/" + d.since + "/diff", "", ""},
		{"document-office", document.OfficeChecker, doc(document.OfficeCheck), "", ""},
		{"document-signing", document.Signer, doc(document.Signing), "", ""},
		{"document-closed-acts", document.Drafter, doc(document.Signing), "", ""},
		{"document-published", document.DisclosureOfficer, "/documents/" + d.ends.public, "", ""},
		{"document-joint", document.OfficeChecker, "/documents/" + d.ends.joint + "#countersigns", "", ""},
		{"document-pictures", document.Drafter, "/documents/" + d.ends.pictured, "", ""},
		{"edit-pictures", document.Drafter, "/documents/" + d.ends.pictured + "/edit#f-text-pictures", settled, ""},
		{"document-take-down", document.Publisher, "/documents/" + d.ends.public + "#takedown", "#takedown-ground", "#takedown ~ details summary"},
		{"document-taken-down", document.DisclosureOfficer, "/documents/" + d.ends.down + "#takedown", "", "#takedown ~ details summary"},
		{"document-late", document.Drafter, "/documents/" + d.ends.late + "#late", "", ""},
		{"document-reassess", document.DisclosureOfficer, "/documents/" + d.ends.filed + "#reassess", "", ""},
		{"document-reassessing", document.SecrecyReviewer, "/documents/" + d.ends.assessed + "#reassess", "", ""},
		{"search", document.Auditor, "/documents?q=" + url.QueryEscape("服务"), "", ""},
		{"search-filters", document.Auditor, "/documents?stage=published&validity=repealed", "", ""},
		{"search-nothing", document.Auditor, "/documents?q=" + url.QueryEscape("没有这个词"), "", ""},
		{"search-bad-date", document.Auditor, "/documents?from=" + url.QueryEscape("上个月"), "", ""},
		{"own", document.Drafter, "/documents?own=drafted", "", ""},
		{"numbers", document.OfficeChecker, "/numbers", "", ""},
		{"health", document.Auditor, "/health", "", ""},
		{"establishment", document.Auditor, "/establishment", "", ""},
		{"ledger", document.Auditor, "/ledger", "", ""},
		{"ledger-proof", document.Auditor, "/ledger", ".banner", `form[action="/ledger/proof"] button`},
		{"people", document.Administrator, "/establishment", "", ""},
		{"person", document.Administrator, "/people/p-drafter", "", ""},
		{"person-refused", document.Administrator, "/people/p-admin", "#refused", "#grant ~ form button[type=submit]"},
		{"unit", document.Administrator, "/units/openness", "", ""},
		{"unit-new", document.Administrator, "/units/new", "", ""},
		{"system", document.Administrator, "/system", "", ""},
		{"system-procedures", document.Administrator, "/system#procedures", "", "#procedures ~ details summary"},
		{"system-regions", document.Administrator, "/system#regions", "", ""},
		{"system-seals", document.Administrator, "/system#fonts", "", ""},
		{"system-reload", document.Administrator, "/system", ".banner.done", `form[action="/system/policies"] button`},
		{"inbox-drafter", document.Drafter, "/inbox", "", ""},
		{"inbox-administrator", document.Administrator, "/inbox", "", ""},
		{"keys", document.Signer, "/help/keys", "", ""},
		{"forbidden", document.Signer, "/ledger", "", ""},
		{"not-found", document.Signer, "/documents/none", "", ""},
		{"inbox-en", document.UnitHead, "/inbox?lang=en", "", ""},
		{"document-en", document.Signer, doc(document.Signing), "", ""},
		{"health-en", document.Auditor, "/health", "", ""},
		{"search-en", document.Auditor, "/documents?q=" + url.QueryEscape("服务"), "", ""},
		{"edit-en", document.Drafter, doc(document.Drafting) + "/edit", settled, ""},
		{"ledger-en", document.Auditor, "/ledger", "", ""},
		{"system-en", document.Administrator, "/system", "", ""},
		{"inbox-zh", document.UnitHead, "/inbox?lang=zh", "", ""}, // gives the language back
	}
}

// publicPlaces are all pages of the portal for a document that was repealed, one in force,
// one that was taken down and one whose interpretation is awaited.
func publicPlaces(repealed, valid, gone, awaited string) map[string]string {
	return map[string]string{
		"list": "/", "search": "/?q=" + url.QueryEscape("停车"), "nothing": "/?q=" + url.QueryEscape("没有的词"),
		"filtered": "/?validity=repealed", "filtered-nothing": "/?year=1999", "document": "/d/" + valid, "repealed": "/d/" + repealed,
		"jiedu": "/d/" + repealed + "/jiedu", "guide": "/guide", "rules": "/rules", "reports": "/reports", "verify": "/verify", "verify-document": "/d/" + repealed + "/verify",
		"verify-unknown": "/verify?digest=00000000000000000000000000000000000000000000000000000000000000ff", "verify-wrong": "/verify?digest=x",
		"not-found": "/d/none", "no-page": "/?page=99", "category": "/?category=rules", "catalogue": "/catalogue",
		"gone": "/d/" + gone, "gone-jiedu": "/d/" + gone + "/jiedu", "awaited": "/d/" + awaited,
	}
}
