package rulebook

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// A document that comes as a finished PDF can't be set anew, so what the typesetter
// would have set is compared with what the file says. Each check here belongs to the
// rule that speaks of the same thing in a text that is typeset.

const (
	atOriginal   = "text.original"
	newOriginal  = "请退回拟稿，改正排版后重新上传成品 PDF。"
	theseWords   = "请核对登记的内容；登记无误的，"
	afterwardsNo = "成品 PDF 盖章后不能再加印。"
)

// titleInOriginal: the title on record is the one on the file (DH-02).
func titleInOriginal(in Input) []document.Finding {
	t := in.Content.Text
	return one(t.Original != nil && !blank(t.Title) && !t.Says(t.Title),
		block("text.title", "成品 PDF 中没有与登记的标题一致的文字。", theseWords+newOriginal))
}

// onlyDate is a line that is a date and nothing else: that of the signature.
var onlyDate = regexp.MustCompile(`^\d{4}年\d{1,2}月\d{1,2}日$`)

// dateInOriginal: the date of writing is the one below the signature (DH-04). Minutes and
// the like have it elsewhere.
func dateInOriginal(in Input) []document.Finding {
	o := in.Content.Text.Original
	if o == nil {
		return nil
	}
	var printed []string
	for _, l := range o.Lines() {
		if onlyDate.MatchString(l) {
			if l == in.DatedOn.Chinese() {
				return nil
			}
			printed = append(printed, l)
		}
	}
	if len(printed) == 0 {
		return one(!in.Content.Text.Says(in.DatedOn.Chinese()), block("dated_on",
			"成品 PDF 中没有成文日期"+in.DatedOn.Chinese()+"。"+afterwardsNo, "请核对签发日期；无误的，"+newOriginal))
	}
	return []document.Finding{block("dated_on",
		"成品 PDF 所印成文日期为"+strings.Join(printed, "、")+"，与签发日期"+in.DatedOn.Chinese()+"不一致。", "请核对签发日期；无误的，"+newOriginal)}
}

// printedNumber is a line that begins with the number of a document.
var printedNumber = regexp.MustCompile(`^(?:[\p{Han}]{1,12}〔\d{4}〕[1-9]\d*号|第[1-9]\d*号)`)

// numberInOriginal: the file bears a number, and once one is given, that one (SC-20). The
// register compares again when it gives the number.
func numberInOriginal(in Input) []document.Finding {
	o := in.Content.Text.Original
	switch {
	case o == nil:
		return nil
	case in.Number != "":
		return one(!o.Bears(string(in.Number)) && !o.Bears(in.Number.Printed()), block(atOriginal, "成品 PDF 没有印本件的发文字号"+string(in.Number)+"。", newOriginal))
	}
	for _, l := range o.Lines() {
		if printedNumber.MatchString(l) {
			return nil
		}
	}
	say := block
	if in.gate == G1 || in.gate == G2 || in.gate == G6 {
		say = warn
	}
	return []document.Finding{say(atOriginal, "成品 PDF 没有印发文字号，或者其形式不规范。"+afterwardsNo, "请先向办公室预留发文字号，印入后重新上传。")}
}

// markInOriginal: the mark of disclosure is there and says the attribute (SC-16).
func markInOriginal(in Input) []document.Finding {
	t := in.Content.Text
	if t.Original == nil || in.region().Mark[in.attribute()] == "" {
		return nil
	}
	for _, m := range typedMark.FindAllStringSubmatch(dossier.Solid(t.Original.Around+"\n"+t.Body), -1) {
		if markedAs[m[1]] == in.attribute() {
			return nil
		}
	}
	return []document.Finding{block(atOriginal,
		"成品 PDF 没有印公开方式标注“（"+in.region().Mark[in.attribute()]+"）”。"+afterwardsNo, "请在成文日期下一行加印标注后重新上传。")}
}

// unreadInOriginal points reviewers at what no program has read (SR-01).
func unreadInOriginal(in Input) []document.Finding {
	o := in.Content.Text.Original
	if o == nil {
		return nil
	}
	var out []document.Finding
	if len(o.Unread) > 0 {
		pages := make([]string, len(o.Unread))
		for i, n := range o.Unread {
			pages[i] = strconv.Itoa(n)
		}
		out = append(out, warn(atOriginal,
			fmt.Sprintf("成品 PDF 第%s页是图片或者文字不能读取，没有扫描，也不能检索。", strings.Join(pages, "、")),
			"请打开原件逐字审查这些页面。"))
	}
	for _, r := range o.Remarks {
		out = append(out, warn(atOriginal, r, "该文件将原样盖章、对外发布，请确认可以公开；不宜公开的，退回拟稿更换成品 PDF。"))
	}
	return out
}
