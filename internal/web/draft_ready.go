package web

import (
	"fmt"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// readyGroup says whether an act can be taken with what stands in the form.
type readyGroup struct {
	Name     string // for the id of its section
	Act      string // in Chinese
	Open     bool
	Heading  string
	Words    string // what follows from it
	Findings []document.Finding
}

// Groups are the acts of the way up to the signing, each with what hinders it.
func (p draftPage) Groups() []readyGroup {
	r := p.Ready
	save, submit, sign := len(document.Blocking(r.Save)), len(document.Blocking(r.Submit)), len(document.Blocking(r.Sign))
	return []readyGroup{
		group("save", "保存", save, r.Save, "内容可以保存，未写完的也可以。", "改正之前内容不会保存到系统。"),
		group("submit", "送审", save+submit, r.Submit, "保存后在本件页面点“送审”。", "改正下列各项后可以送审。"),
		group("sign", "签发", save+submit+sign, r.Sign, ahead(r.Ahead), signWords(save+submit, r)),
	}
}

func group(name, act string, hindered int, found []document.Finding, open, closed string) readyGroup {
	if hindered == 0 {
		return readyGroup{Name: name, Act: act, Open: true, Heading: "能" + act, Words: open, Findings: found}
	}
	heading := "还不能" + act
	if n := len(document.Blocking(found)); n > 0 {
		heading += fmt.Sprintf("：%d项必须先改正", n)
	}
	return readyGroup{Name: name, Act: act, Heading: heading, Words: closed, Findings: found}
}

// signWords say what stands before the signing beyond the findings listed there.
func signWords(earlier int, r desk.Readiness) string {
	if earlier > 0 {
		return "上面的各项改正后送审；" + ahead(r.Ahead)
	}
	return ahead(r.Ahead)
}

// ahead names the stages between the submission and the signing.
func ahead(stages []document.Stage) string {
	if len(stages) == 0 {
		return "送审后即到签发环节。"
	}
	var labels []string
	for _, s := range stages {
		labels = append(labels, s.Label())
	}
	return "签发前还须经过：" + strings.Join(labels, "、") + "。"
}
