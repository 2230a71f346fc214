package verdict

import (
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// Completion is what somebody adds to the catalogue of a document that was sealed before
// its catalogue was asked for, and why (GI-05).
type Completion struct {
	Digest    string            `json:"digest"`    // dossier digest the person saw
	Catalogue dossier.Catalogue `json:"catalogue"` // what is blank in the dossier
	Reason    string            `json:"reason"`    // Chinese
}

// MayComplete is nil when the person may complete the catalogue now: a sealed document
// that waits for its release and lacks something there, for whoever may release it. What
// can still go back to its drafter is put right there.
func (l Laws) MayComplete(c Case) error {
	have := c.Content.Catalogue.Filled(c.Completed.Catalogue)
	switch {
	case c.State.Stage != document.Publication || !c.State.SealedReady:
		return document.Refuse(document.Conflict, "wrong-stage", "只有已经用印、等待发布的公文可以补充目录信息；尚未签发的，请退回拟稿补填。")
	case c.State.Releasing:
		return document.Refuse(document.Conflict, "releasing", "本件正在发布，不能补充目录信息。")
	case c.Completed.Reason != "" || have.Summary != "" && have.Topic != "" && document.ArticleItem(have.Article) != 0:
		return document.Refuse(document.Conflict, "catalogue-complete", "本件的目录信息已经齐全或者已经补充，不能再改。")
	}
	if answer := l.Authority.Ask(c.question(document.Release)); !answer.Allowed {
		return &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	return nil
}

// Complete judges an addition to the catalogue, see MayComplete: it fills in all that is
// blank and changes nothing else, gives its reason, and holds nothing that the gate of
// the release would stop. It returns what is to be recorded.
func (l Laws) Complete(c Case, x Completion) (dossier.Completed, error) {
	if err := l.MayComplete(c); err != nil {
		return dossier.Completed{}, err
	}
	if err := c.fresh(Request{Digest: x.Digest}); err != nil {
		return dossier.Completed{}, err
	}
	content := c.Content
	content.Catalogue = x.Catalogue
	given, old := content.Clean().Catalogue, c.Content.Catalogue
	done := dossier.Completed{Catalogue: given, Reason: strings.TrimSpace(x.Reason), Person: c.Actor.ID}
	var found []document.Finding
	fault := func(place, message, remedy string) {
		found = append(found, document.Finding{Rule: "GI-05", Severity: document.Block, Place: place, Message: message, Remedy: remedy})
	}
	if done.Reason == "" {
		fault("reason", "没有写明补充目录信息的理由。", "请写明理由，如“用印时尚未要求填写”。")
	}
	if old.Filled(given) != given.Filled(old) {
		fault("catalogue", "已经签发的目录信息不能改动，只能补充空缺的各项。", "请保留原有内容，只填写空缺的各项。")
	}
	c.Completed = done
	for _, f := range rulebook.Check(rulebook.G13, l.input(c, Request{Verb: document.Release})) {
		if f.Severity == document.Block && strings.HasPrefix(f.Place, "catalogue") {
			found = append(found, f)
		}
	}
	if len(found) > 0 {
		return dossier.Completed{}, &document.Error{
			Kind: document.Unfit, Code: "completion-unfit", Rule: "GI-05", Message: "目录信息没有补充，有问题需要先处理。", Findings: found,
		}
	}
	return done, nil
}
