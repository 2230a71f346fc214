package rulebook

import (
	"fmt"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// ConsentPlace is where the findings about the 会签 of co-issuing bodies stand: beside the
// dossier, since it is an act on it.
const ConsentPlace = "countersigns"

// allCountersigned: each co-issuing body agrees to the text as it stands, none after the
// date of writing, which is that of the last signature (DH-04). The office check only
// tells whose 会签 is still to come.
func allCountersigned(in Input) []document.Finding {
	var out []document.Finding
	for _, body := range in.Content.Text.JointWith {
		if f, lacks := in.unsigned(body); lacks {
			if in.gate == G8 {
				f.Severity = document.Info
			}
			out = append(out, f)
		}
	}
	return out
}

// unsigned says what stands in the way of taking the body's agreement as given.
func (in Input) unsigned(body string) (f document.Finding, lacks bool) {
	c, said := dossier.LatestConsent(in.Consents, body)
	who := "“" + body + "”"
	switch {
	case !said && in.signedOnRecord(body):
		return document.Finding{}, false
	case !said:
		return block(ConsentPlace, "联合行文机关"+who+"尚未会签。", "请将现稿送该机关会签：该机关在本系统有签发人的，由其本人办理；没有的，由办公室按会签单登记。"), true
	case !c.Holds(in.Sheets):
		return block(ConsentPlace, fmt.Sprintf("%s于%s会签的是第%d稿，此后正文、附件或者文件关系有改动，该会签已经失效。", who, c.On.Chinese(), c.Revision), "请将现稿重新送该机关会签。"), true
	case c.Stand == dossier.Disagree:
		return block(ConsentPlace, who+"不同意会签："+c.Opinion, "请与该机关协商；协商一致后重新送会签，不能一致的，不得联合行文。"), true
	case c.Stand != dossier.Agree:
		return block(ConsentPlace, who+"修改后同意，现稿尚未修改："+c.Opinion, "请按其意见修改后重新送会签；协商后不作修改的，请该机关另行表示同意。"), true
	case in.DatedOn.Valid() && c.On > in.DatedOn:
		return block(ConsentPlace, who+"于"+c.On.Chinese()+"会签，晚于成文日期"+in.DatedOn.Chinese()+"。", "联合行文的成文日期为最后签发机关负责人签发的日期，请更正。"), true
	default:
		return document.Finding{}, false
	}
}

// signedOnRecord reports whether the body's signature stands in the dossier itself: so it
// was put on record before 会签 became an act of its own. It counts for what was signed in
// that state, and for nothing that is still to be signed.
func (in Input) signedOnRecord(body string) bool {
	signed := slices.Contains([]Gate{G11, G12, G13}, in.gate)
	return signed && slices.ContainsFunc(in.Content.Record.Countersigns, func(c dossier.Countersign) bool {
		return c.Body == body && !blank(c.Person) && c.On.Valid() && (!in.DatedOn.Valid() || c.On <= in.DatedOn)
	})
}
