package cli

import (
	"fmt"
	"strings"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// signatureWords says of a signature whose it is and whether it holds.
func signatureWords(s pdf.Signature) string {
	kind := "签名"
	switch {
	case s.Timestamp:
		kind = "整份文件的时间戳"
	case s.Certification:
		kind = "印章"
	case s.Marker:
		kind = "效力标注的签名"
	}
	state := "完整"
	switch {
	case !s.Intact:
		state = "不完整：" + s.Problem
	case !s.Trusted:
		state = "完整，但签名者不在信任的证书之列"
	}
	var about []string
	for _, x := range []string{s.Algorithm, minute(s.Time)} {
		if x != "" {
			about = append(about, x)
		}
	}
	line := kind
	if s.Signer != "" {
		line += "“" + s.Signer + "”"
	}
	if len(about) > 0 {
		line += "（" + strings.Join(about, "，") + "）"
	}
	line += "：" + state
	if t := s.Stamp; t != nil {
		believed := ""
		if !t.Trusted {
			believed = "，该机构不在信任的证书之列"
		}
		line += fmt.Sprintf("；时间戳“%s”证明签署时间为%s%s", t.Authority, minute(t.Time), believed)
	}
	return line
}

func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(document.Shanghai).Format("2006-01-02 15:04")
}

// changeWords sums up what was added after the seal, a line for each kind and signer.
func changeWords(r pdf.Report) []string {
	added := r.Additions()
	out := r.ClaimWords()
	switch {
	case r.Verdict == pdf.Unsealed:
		out = append(out, "没有电子印章，标注以前的内容由谁制发、是否被改动，都不能核验。")
	case r.Verdict == pdf.Unsigned:
		out = append(out, "没有电子印章，不能判断。")
	case len(added) == 0 && len(out) == 0 && len(r.Marks) == 0:
		out = append(out, "没有增加任何内容。")
	}
	for _, g := range added {
		by, verdict := g.By, "允许"
		if by == "" {
			by = "无人签名"
		}
		if !g.Permitted {
			verdict = "不允许"
		}
		out = append(out, fmt.Sprintf("%s %d处（%s，%s）", g.Class.Label(), g.Count, by, verdict))
	}
	for _, m := range r.Marks {
		out = append(out, "标注内容："+m.Banner)
	}
	return out
}
