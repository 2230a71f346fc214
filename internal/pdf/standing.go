package pdf

import (
	"fmt"
	"strings"
)

// inForce is what document.Validity calls a document that needs no mark.
const inForce = "in_force"

// announcing ends the status of a mark that tells of a decision whose day has not come
// (document.Words.Status).
const announcing = "_announced"

// Against compares what a file says of the validity of its document with what the
// register says today: the status (document.Words.Status), the label of the state, and
// the sentence of the banner. It returns a Chinese sentence for people if they differ, ""
// if not. The register prevails.
func (r Report) Against(status, label, banner string) string {
	for _, m := range r.Marks {
		switch {
		case m.Status != status && strings.HasSuffix(m.Status, announcing):
			return m.overtaken(status, label, banner)
		case m.Status != status && strings.HasSuffix(status, announcing):
			return fmt.Sprintf("文件上标注的是“%s”，登记簿今日登记的是“%s”，两者不一致，以登记簿为准。登记簿所记：%s", m.Diagonal, label, banner)
		case m.Status != status:
			return fmt.Sprintf("文件上标注的是“%s”，登记簿今日登记的是“%s”，两者不一致，以登记簿为准。", m.Diagonal, label)
		case banner != "" && m.Banner != banner:
			return "文件上标注的日期或者依据与登记簿不一致，以登记簿为准。登记簿所记：" + banner
		}
	}
	switch {
	case len(r.Marks) > 0 || status == inForce:
		return ""
	case strings.HasSuffix(status, announcing):
		return "文件上没有可信的效力标注，手中的文件可能是标注以前取得的，或者标注已被除去。登记簿所记：" + banner
	}
	return fmt.Sprintf("文件上没有可信的效力标注，登记簿今日登记的是“%s”，以登记簿为准；手中的文件可能是标注以前取得的，或者标注已被除去。", label)
}

// overtaken says of a mark that announced a decision how it stands to what the register
// says today: the day has come, has not come, or something else became of the document.
func (m MarkFound) overtaken(status, label, banner string) string {
	switch {
	case status == strings.TrimSuffix(m.Status, announcing):
		return fmt.Sprintf("文件上的标注“%s”是在日期到来以前作的，今日的效力已是“%s”，以登记簿为准。登记簿所记：%s", m.Diagonal, label, banner)
	case status == inForce:
		return fmt.Sprintf("文件上标注的是“%s”，登记簿今日登记的仍是“%s”：标注所写的日期到来以前，文件继续有效；日期已到的，以登记簿为准。", m.Diagonal, label)
	}
	return fmt.Sprintf("文件上标注的是“%s”，登记簿今日登记的是“%s”，两者不一致，以登记簿为准。登记簿所记：%s", m.Diagonal, label, banner)
}

// Holding says in Chinese what to think of a file that is not on the register itself, but
// holds the sealed original that is (SealedDigest).
func (r Report) Holding() string {
	switch r.Verdict {
	case Intact:
		return "文件中含有本网站登记的用印原件，其后增加的内容为印章所允许，但本件不是本网站公开的文本，请以文件页面为准。"
	case Untrusted:
		return "文件中含有本网站登记的用印原件，但签章证书不在信任的范围内，其后增加的内容不能确认，本件不能采信。"
	case Tampered, Unsigned, Unsealed: // and what has no seal holds no sealed original
	}
	return "文件中含有本网站登记的用印原件，但其后被追加或者改动内容，本件不能采信。"
}

// ClaimWords says in Chinese what the marks that do not count say, each with the
// warning that goes with it.
func (r Report) ClaimWords() []string {
	var out []string
	for _, m := range r.Claims {
		by := "未经签名"
		if m.Signer != "" {
			by = "由“" + m.Signer + "”签署，其证书不在信任的范围内或者签名不完整"
		}
		out = append(out, fmt.Sprintf("页面上另有标注文字“%s”，%s，不能据以确认效力，请以登记簿为准。", m.Banner, by))
	}
	return out
}
