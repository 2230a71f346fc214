// Package face finds the fonts that official documents need, by the role each
// plays (GB/T 9704, rule LY-04 and following), and embeds the glyphs that a
// document uses.
package face

// Role is the part a font plays in an official document.
type Role string

// The roles, named after the Chinese faces that the standard asks for.
const (
	FangSong Role = "仿宋"  // body text
	Title    Role = "小标宋" // red head and titles
	Hei      Role = "黑体"  // first-level headings, annex labels
	Kai      Role = "楷体"  // second-level headings, signer's name
	Song     Role = "宋体"  // page numbers
)

// Roles lists every role in the order in which they are reported.
func Roles() []Role { return []Role{FangSong, Title, Hei, Kai, Song} }

// candidate is a known font file for a role.
type candidate struct {
	file string // file name in lower case
	name string // what to call it in a report
	// genuine is false for a face of another style that stands in.
	genuine bool
}

// The names by which a person knows the free fonts.
const (
	serif = "思源宋体（Noto Serif CJK）"
	sans  = "思源黑体（Noto Sans CJK）"
)

// candidates returns the known files of a role, the best first.
func candidates(r Role) []candidate {
	switch r {
	case FangSong:
		return []candidate{
			{"fangsong_gb2312.ttf", "仿宋_GB2312", true},
			{"simfang.ttf", "中易仿宋", true},
			{"stfangso.ttf", "华文仿宋", true},
			{"zhuquefangsong-regular.ttf", "朱雀仿宋", true},
			{"fandolfang-regular.otf", "Fandol仿宋", true},
			{"cwfs.ttf", "cwTeX仿宋", true},
			{"cwtexfangsong-medium.ttf", "cwTeX仿宋", true},
			{"notoserifcjk-regular.ttc", serif, false},
			{"notoserifcjksc-regular.otf", serif, false},
			{"notosanscjk-regular.ttc", sans, false},
		}
	case Title:
		return []candidate{
			{"fzxbsjw.ttf", "方正小标宋简体", true},
			{"fzxbsjw--gb1-0.ttf", "方正小标宋简体", true},
			{"方正小标宋简体.ttf", "方正小标宋简体", true},
			{"方正小标宋_gbk.ttf", "方正小标宋GBK", true},
			{"fzxbsk.ttf", "方正小标宋GBK", true},
			{"notoserifcjk-bold.ttc", serif + "粗体", false},
			{"notoserifcjksc-bold.otf", serif + "粗体", false},
			{"fandolsong-bold.otf", "Fandol宋体粗体", false},
			{"notosanscjk-bold.ttc", sans + "粗体", false},
		}
	case Hei:
		return []candidate{
			{"simhei.ttf", "中易黑体", true},
			{"fandolhei-regular.otf", "Fandol黑体", true},
			{"notosanscjk-medium.ttc", sans, true},
			{"notosanscjk-regular.ttc", sans, true},
			{"notosanscjksc-regular.otf", sans, true},
			{"notosanshans-regular.otf", sans, true},
			{"notosanscjk-bold.ttc", sans + "粗体", true},
		}
	case Kai:
		return []candidate{
			{"kaiti_gb2312.ttf", "楷体_GB2312", true},
			{"simkai.ttf", "中易楷体", true},
			{"stkaiti.ttf", "华文楷体", true},
			{"fandolkai-regular.otf", "Fandol楷体", true},
			{"lxgwwenkai-regular.ttf", "霞鹜文楷", true},
			{"lxgwwenkailite-regular.ttf", "霞鹜文楷", true},
			{"notoserifcjk-semibold.ttc", serif + "半粗体", false},
			{"notoserifcjk-bold.ttc", serif + "粗体", false},
			{"notoserifcjksc-bold.otf", serif + "粗体", false},
			{"notosanscjk-regular.ttc", sans, false},
		}
	case Song:
	}
	return []candidate{
		{"simsun.ttc", "中易宋体", true},
		{"notoserifcjk-regular.ttc", serif, true},
		{"notoserifcjksc-regular.otf", serif, true},
		{"fandolsong-regular.otf", "Fandol宋体", true},
		{"notosanscjk-regular.ttc", sans, false},
	}
}

// fallbacks are faces with a wide repertoire, for characters that the face of
// a role lacks (names of people above all), the best first.
func fallbacks() []string {
	return []string{
		"notoserifcjk-regular.ttc", "notoserifcjksc-regular.otf", "lxgwwenkai-regular.ttf",
		"notosanscjk-regular.ttc", "simsun.ttc", "simsunb.ttf", "dejavusans.ttf",
	}
}

// wellKnownDirs are the folders searched when a configuration names none.
func wellKnownDirs() []string {
	return []string{
		"/usr/share/fonts", "/usr/local/share/fonts",
		"/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
		"/usr/share/texmf/fonts/opentype/public/fandol",
	}
}
