package scan

import "strings"

// variants are traditional forms of the characters sought, other stars, and
// look-alikes, with what they are taken for.
var variants = strings.NewReplacer(pairs(
	"絕绝機机祕秘宻密級级標标長长個个間间補补請请電电話话號号碼码證证護护賬账帳账戶户銀银聯联係系繫系郵邮貳贰參叁叄叁陸陆兩两處处檢检",
	"☆★⭐★✩★✭★✮★✪★✯★✰★✫★✬★✦★✧★✡★✶★⋆★⍟★⭑★⭒★🌟★🟊★∗*✱*✽*※*⁎*✲*✻*❋*﹡*٭*",
)...)

// pairs turns runs of character and replacement into the arguments of a replacer.
func pairs(runs ...string) []string {
	var out []string
	for _, r := range strings.Join(runs, "") {
		out = append(out, string(r))
	}
	return out
}
