package web

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mingfa/internal/dossier"
)

// TestRecordComesBack: what the form shows of a record, it reads again.
func TestRecordComesBack(t *testing.T) {
	want := dossier.Record{
		Comments: []dossier.Comment{{
			Way: dossier.PublicWay, Reference: "明政办公告〔2026〕3号", From: "2026-09-01", Until: "2026-10-08", Shortened: "无",
			Adoptions: []dossier.Adoption{{Opinion: "延长免费时段", Adopted: true}, {Opinion: "取消收费", Reason: "与上位法不符"}},
		}},
		Collective:   dossier.Meeting{Name: "市政府常务会议", Number: "〔2026〕12号", On: "2026-11-10"},
		Expert:       dossier.Reference{Number: "1", On: "2026-10-01", Note: "三位专家"},
		Legality:     dossier.Review{Number: "明司审〔2026〕8号", ReceivedOn: "2026-10-12", AnsweredOn: "2026-10-26", Urgent: "无"},
		Countersigns: []dossier.Countersign{{Body: "市财政局", Person: "李四", On: "2026-11-09", Opinion: "同意"}},
		Registration: "MZGS—2026—9",
	}
	c := want.Comments[0]
	form := url.Values{
		"comment_way": {c.Way, ""}, "comment_reference": {c.Reference, ""}, "comment_from": {string(c.From), ""},
		"comment_until": {string(c.Until), ""}, "comment_shortened": {c.Shortened, ""}, "comment_adoptions": {adoptionLines(c.Adoptions), ""},
		"record_meeting_name": {want.Collective.Name}, "record_meeting_number": {want.Collective.Number}, "record_meeting_on": {"2026-11-10"},
		"record_expert_number": {"1"}, "record_expert_on": {"2026-10-01"}, "record_expert_note": {"三位专家"},
		"record_legality_number": {want.Legality.Number}, "record_legality_received_on": {"2026-10-12"},
		"record_legality_answered_on": {"2026-10-26"}, "record_legality_urgent": {"无"},
		"countersign_body": {"市财政局", ""}, "countersign_person": {"李四", ""}, "countersign_on": {"2026-11-09", ""}, "countersign_opinion": {"同意", ""},
		"record_registration": {want.Registration},
	}
	if diff := cmp.Diff(want, readRecord(form), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if got := names("市财政局、 市审计局,市司法局"); len(got) != 3 || got[2] != "市司法局" {
		t.Errorf("names: %q", got)
	}
}
