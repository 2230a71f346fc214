package intake

import (
	"fmt"
	"regexp"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/scan"
)

// Front is what the front matter of a text or Markdown file says beside the fields of
// Text: YAML between two lines --- at its head. Only what the file gives is set.
type Front struct {
	Kind        document.Kind      `json:"kind,omitempty" doc:"文种"`
	Class       document.Class     `json:"class,omitempty" doc:"文件类别"`
	JointWith   []string           `json:"joint_with,omitempty" doc:"主办机关以外的联合发文机关"`
	EffectiveOn document.Date      `json:"effective_on,omitempty" doc:"施行日期"`
	ExpiresOn   document.Date      `json:"expires_on,omitempty" doc:"有效期至"`
	Attribute   document.Attribute `json:"attribute,omitempty" doc:"公开属性"`
	Grounds     []document.Ground  `json:"grounds,omitempty" doc:"不予公开理由"`
	Reason      string             `json:"reason,omitempty" doc:"公开属性的说明"`
	Summary     string             `json:"summary,omitempty" doc:"内容概述"`
	Topic       string             `json:"topic,omitempty" doc:"主题分类"`
	JointHead   bool               `json:"joint_head,omitempty" doc:"发文机关标志并列各联合发文机关的名称"`
	SignerPost  string             `json:"signer_post,omitempty" doc:"签署人职务"`
	Present     string             `json:"present,omitempty" doc:"出席"`
	Excused     string             `json:"excused,omitempty" doc:"请假"`
	Attending   string             `json:"attending,omitempty" doc:"列席"`

	// The following are set by the office when a document goes its way: a draft does not
	// take them, a proof of the file shows them.

	Form       string          `json:"form,omitempty" doc:"版式：document、letter、order、minutes"`
	Head       string          `json:"head,omitempty" doc:"发文机关标志"`
	Issuer     string          `json:"issuer,omitempty" doc:"发文机关（署名）"`
	Number     document.Number `json:"number,omitempty" doc:"发文字号"`
	Signers    []string        `json:"signers,omitempty" doc:"签发人"`
	DatedOn    document.Date   `json:"dated_on,omitempty" doc:"成文日期"`
	Note       string          `json:"note,omitempty" doc:"附注，不带圆括号"`
	PrintOrgan string          `json:"print_organ,omitempty" doc:"印发机关"`
	PrintedOn  document.Date   `json:"printed_on,omitempty" doc:"印发日期"`
	Unsealed   bool            `json:"unsealed,omitempty" doc:"不加盖印章"`

	title, addressee, copyTo string
	urgency                  document.Urgency
	annexes                  []Annex
	labels, left             []string // what was given, and what of it no draft takes
}

// maxFront is the longest front matter, in bytes.
const maxFront = 64 << 10

var (
	fence     = regexp.MustCompile(`^(?:---|\.\.\.)[ \t]*$`)
	openFence = regexp.MustCompile(`^---[ \t]*$`)
	// keyed is a line that is meant as a key with a value; the colon of Chinese keyboards
	// is a slip that has its own answer.
	keyed     = regexp.MustCompile(`^["']?[\p{L}][\p{L}\p{N}_ -]{0,40}["']?[ \t]*[:：]`)
	wideColon = regexp.MustCompile(`^["']?[\p{L}][\p{L}\p{N}_ -]{0,40}["']?[ \t]*：`)
)

// cutFront divides a text with LF line ends into its front matter and the rest. Where the
// first line is a rule and no key follows, there is none.
func cutFront(text string) (front, rest string, is bool, err error) {
	first, below, _ := strings.Cut(text, "\n")
	if !openFence.MatchString(first) || !keyed.MatchString(strings.TrimLeft(firstWords(below), " \t")) {
		return "", text, false, nil
	}
	at := 0
	for line := range strings.Lines(below) {
		if fence.MatchString(strings.TrimRight(line, "\n")) {
			if at > maxFront {
				return "", "", true, refuse("front-large", fmt.Sprintf("文首元数据超过%dKB，没有导入。请把正文、附件移到元数据之后。", maxFront>>10))
			}
			return below[:at], below[at+len(line):], true, nil
		}
		at += len(line)
	}
	return "", "", true, refuse("front-open", "文首元数据以“---”开始，没有结束。请在元数据之后另起一行写“---”；不是元数据的，请删去首行的“---”。")
}

// firstWords is the first line that is neither empty nor a comment.
func firstWords(text string) string {
	for line := range strings.Lines(text) {
		if t := strings.TrimSpace(line); t != "" && !strings.HasPrefix(t, "#") {
			return line
		}
	}
	return ""
}

// readFront reads front matter. What is wrong with values is told all at once; keys that
// nobody knows are left, and said. The first line of the source has that number in the file.
func readFront(source string, first int) (*Front, []document.Finding, error) {
	entries, err := entriesOf(source, first)
	if err != nil {
		return nil, nil, err
	}
	f := &Front{}
	var wrong, unknown []document.Finding
	seen := map[string]int{}
	for _, e := range entries {
		k, ok := knownKey(e.key)
		switch {
		case !ok:
			unknown = append(unknown, frontFinding("front-key", document.Warn, e, fmt.Sprintf("文首元数据第%d行的“%s”不是可用的项目，没有采用。", e.line, brief(e.key)), remedyForKey))
			continue
		case seen[k.names[0]] > 0:
			wrong = append(wrong, frontFinding("front-twice", document.Block, e, fmt.Sprintf("文首元数据第%d行的“%s”与第%d行重复。", e.line, brief(e.key), seen[k.names[0]]), "请只保留一处。"))
			continue
		}
		seen[k.names[0]] = e.line
		if e.empty() {
			continue
		}
		if remedy := k.set(f, e.value); remedy != "" {
			wrong = append(wrong, frontFinding("front-value", document.Block, e, fmt.Sprintf("文首元数据第%d行“%s”的值不可用。", e.line, brief(e.key)), remedy))
			continue
		}
		f.labels = append(f.labels, k.label)
		if k.left {
			f.left = append(f.left, k.label)
		}
	}
	if remedy := f.agree(); remedy != "" {
		wrong = append(wrong, document.Finding{Rule: "front-value", Severity: document.Block, Place: "front.note", Message: "文首元数据的附注与公开属性不一致。", Remedy: remedy})
	}
	if len(wrong) > 0 {
		e := refuse(wrong[0].Rule, wrong[0].Message+wrong[0].Remedy)
		e.Findings = document.Brief(wrong, document.MostFindings)
		return nil, nil, e
	}
	return f, document.Brief(unknown, document.MostFindings), f.secret()
}

const remedyForKey = "请核对拼写；可用的项目见拟稿指南，不用的请删去。"

func frontFinding(code string, s document.Severity, e entry, message, remedy string) document.Finding {
	return document.Finding{Rule: code, Severity: s, Place: "front." + brief(e.key), Message: message, Remedy: remedy}
}

// brief cuts what is quoted.
func brief(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// agree takes the disclosure attribute from the note, and returns what to do where the two
// contradict each other (DA-13).
func (f *Front) agree() (remedy string) {
	said, ok := attributeOf(f.Note)
	switch {
	case !ok:
		return ""
	case f.Attribute == "":
		f.Attribute = said
	case f.Attribute != said:
		return "请删去附注：附注按公开属性生成。"
	}
	f.Note = ""
	return ""
}

// secret finds marks of state secrets that the spelling of YAML hides (SR-09).
func (f *Front) secret() error {
	texts := []string{
		f.title, f.addressee, f.copyTo, f.Head, f.Issuer, f.SignerPost, f.Note, f.PrintOrgan, f.Present, f.Excused, f.Attending, f.Reason, f.Summary, f.Topic,
		strings.Join(f.JointWith, "\n"), strings.Join(f.Signers, "\n"),
	}
	for _, a := range f.annexes {
		texts = append(texts, a.Title, a.Body)
	}
	if len(scan.SecrecyMarks(strings.Join(texts, "\n\n"))) > 0 {
		return SecrecyMark("file")
	}
	return nil
}

// Draft are the findings for who makes a draft: what was taken over, and what is not.
func (f *Front) Draft() []document.Finding {
	if f == nil || len(f.labels) == 0 {
		return nil
	}
	out := []document.Finding{{
		Severity: document.Info, Place: "file", Message: "已读取文首元数据：" + strings.Join(f.labels, "、") + "。", Remedy: "请核对。",
	}}
	if len(f.left) > 0 {
		out = append(out, document.Finding{
			Severity: document.Info, Place: "file", Message: "文首元数据中的" + strings.Join(f.left, "、") + "没有带入草稿。", Remedy: "这些内容在办理中由系统按机构、签发和登记的结果生成。",
		})
	}
	return out
}
