package scan

import (
	"regexp"
	"slices"
)

// The patterns of SC-12. They are read over the two writings of a line that
// writings returns: spaces as one blank, and none at all.
const (
	// torn is what may be put between the characters of a grade: 机-密, 机/密, 机 密.
	torn  = `[^\pL\pN]{0,3}`
	grade = `(?:绝` + torn + `密|机` + torn + `密|秘` + torn + `密)(?: ?级)?`
	// term is how long the secret is kept: 10年, 十年, 6个月, 长期, or a day or event
	// up to which (SR-05).
	term = `(?:\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|(?:\d+|[一二三四五六七八九十两]{1,3}) ?(?:年|个 ?月|月|天|日)|长 ?期|启用前|公布前|发布前|实施前)`
	// ends holds that no word goes on behind: 10年内 is no term.
	ends = `(?:$|[^\pL\pN])`
	// others are secrets that are none of the state.
	others = `(?:商业|技术|工作|个人|企业|经营|职业|商务|他人)?`
	label  = `(?:密级|秘密等级|保密等级|秘密级别|保密级别)(?:[和及与/、]?保密期限)?`
	// designated is a label that prose uses as a heading too.
	designated = `(?:` + label + `|涉密等级|涉密级别|定密等级|定密级别|密别|定密)`
)

// marks are the writings of a mark. The group named grade is what is shown; a
// match with another secret in front, or of a list of grades, is none.
var marks = []*regexp.Regexp{
	// The mark proper. A star never stands behind these words in prose (SSL 第二十二条:
	// what is no state secret must not carry the mark).
	regexp.MustCompile(`(?P<grade>` + grade + `★` + term + `?)`),
	// The star may be typed in front; there it is a bullet too, so nothing may follow.
	regexp.MustCompile(`(?:^|[^\pL\pN])★ ?(?P<grade>` + grade + ` ?` + term + `?)` + ends),
	// Other signs are met in prose, as Markdown's asterisks, so the term must follow.
	regexp.MustCompile(`(?P<grade>` + grade + `[-_.·~/"'“”)\]】〕|]{0,2}[★*] ?` + term + `)`),
	regexp.MustCompile(`(?P<other>` + others + `)(?P<grade>` + grade + ` ?[-_./·~+=:|#^×xX●○◆◇■□]{1,3} ?` + term + `)` + ends),
	regexp.MustCompile(`(?P<other>` + others + `)(?P<grade>` + grade + ` ?[(\[【〔{<] ?` + term + ` ?[)\]】〕}>])`),
	regexp.MustCompile(`(?P<other>` + others + `)(?P<grade>` + grade + `[ ,;:(\[【〔]{0,3}(?:保密)?期限[ :为是]{0,3}` + term + `)`),
	regexp.MustCompile(`(?:^|[^\pL\pN]|\d )(?P<grade>` + grade + `[ ,;]{0,2}` + term + `)` + ends),
}

// fields are filled-in grades: 密级:机密, 密级|机密|, 密级为机密, a box that is ticked.
var fields = []*regexp.Regexp{
	regexp.MustCompile(label + `["'”’\]】)]{0,2}:[ "'“‘\[【(|]{0,3}(?P<grade>` + grade + `)`),
	regexp.MustCompile(designated + `["'”’\]】)|]{0,2} ?[:=|>→_.-]{1,3}[ "'“‘\[【(|]{0,3}(?P<grade>` + grade + `)` + ends),
	regexp.MustCompile(designated + ` ?["'”’]?(?:定为|确定为|属于|为|是|属)[ :"'“‘]{0,2}(?P<grade>` + grade + `)["'”’]?(?:$|[^\pL\pN"'”’])`),
	regexp.MustCompile(`[☑☒✓✔√](?: ?)(?P<grade>` + grade + `)` + ends),
	regexp.MustCompile(`□ ?(?:` + grade + `|其他|无|非密|公开|内部) ?■ ?(?P<grade>` + grade + `)` + ends),
	regexp.MustCompile(`■ ?(?P<grade>` + grade + `) ?□`),
}

// written are all that may stand within a line.
var written = slices.Concat(marks, fields)

// header is a line of nothing but a grade, with or without its term, as it stands
// in the left upper corner of a document, maybe beside the copy number and the
// urgency (GB/T 9704 7.2.1–7.2.3).
var header = regexp.MustCompile(`^(?:(?:份号:?|No\.?)?\d{1,6})?(?P<grade>` + grade + `[★*]?` + term + `?)(?:特急|加急|平急|特提)?$`)

// The next and the last member of a list of grades, as in prose on the law of
// secrets: 绝密、机密、秘密; 机密级(20年).
const listed = ` ?(?:[、,;/|]|和|或者?|及|与|以及|到|至) ?`

var (
	listBehind = regexp.MustCompile(`^(?:\(` + term + `\))?["”]?` + listed + `["“]?` + grade)
	listBefore = regexp.MustCompile(grade + `["”]?(?:\(` + term + `\)|` + term + `)?` + listed + `["“]?$`)
)
