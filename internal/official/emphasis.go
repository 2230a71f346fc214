package official

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Emphasis is how a stretch of text is set apart.
type Emphasis int

// The kinds of emphasis.
const (
	None   Emphasis = iota
	Light           // *x* or _x_: 楷体
	Strong          // **x**: 黑体
)

// openRun is a run that may begin emphasis.
type openRun struct {
	index         int
	before, after rune
}

// runKind is what makes two runs a pair.
type runKind struct {
	mark byte
	run  int
}

// pairUp finds the runs that mark emphasis and gives the pieces between them theirs.
// It goes by the flanking rules of CommonMark, but that Chinese text needs no space
// beside its punctuation, and that asterisks which stand for what is left out of a
// name or number are no marks: to drop one would change what was signed, while one
// too many is seen and can be struck out.
func pairUp(s string, ps []piece) {
	var open []openRun
	waiting := map[runKind]int{}
	kindOf := func(i int) runKind { return runKind{ps[i].Text[0], ps[i].run} }
	for i := range ps {
		if ps[i].run == 0 || !markable(ps[i]) {
			continue
		}
		before, after := around(s, ps[i])
		if before == '\\' || masks(s[:ps[i].at]) {
			continue
		}
		kind := kindOf(i)
		if waiting[kind] > 0 && closes(kind.mark, before, after) {
			var o openRun
			for {
				o, open = open[len(open)-1], open[:len(open)-1]
				waiting[kindOf(o.index)]--
				if kindOf(o.index) == kind {
					break
				}
			}
			if emphatic(s[ps[o.index].end:ps[i].at], kind, o, before, after) {
				emphasise(ps, o.index, i)
			}
			continue
		}
		if opens(kind.mark, before, after) {
			open = append(open, openRun{i, before, after})
			waiting[kind]++
		}
	}
}

// markable reports whether a run can be a mark by its length.
func markable(p piece) bool {
	return p.Text[0] == '*' && p.run <= 3 || p.Text[0] == '_' && p.run == 1
}

// emphasise gives what is between two runs its emphasis; strong stays strong.
func emphasise(ps []piece, from, to int) {
	e := Light
	if ps[from].run > 1 {
		e = Strong
	}
	ps[from].role, ps[to].role = opened, closed
	for i := from + 1; i < to; i++ {
		ps[i].Emphasis = max(ps[i].Emphasis, e)
	}
}

// emphatic reports whether what stands between a pair is emphasised. Twice the same
// sign beside an asterisk is a mask or a footnote (带*的……带*的, 市**局、市**委).
func emphatic(within string, kind runKind, o openRun, before, after rune) bool {
	switch {
	case o.before == before && unicode.IsLetter(before), o.after == after && unicode.IsLetter(after):
		return false
	case kind.mark == '_':
		return utf8.RuneCountInString(within) > 1 // one character between blanks is a unit: _元_
	case kind.run == 1 && unicode.IsLetter(o.before) && unicode.IsLetter(after):
		return !strings.ContainsAny(within, "、，。；：？！,;")
	}
	return true
}

// opens reports whether a run may begin emphasis: text follows, or what opens a
// quotation or bracket.
func opens(mark byte, before, after rune) bool {
	switch {
	case unicode.IsSpace(after) || figures(mark, before, after):
		return false
	case mark == '_':
		return !isText(before) && isText(after)
	case isText(after):
		return true
	}
	return !isText(before) || strings.ContainsRune("“‘《〈〔（【「『([\"", after)
}

// closes reports whether a run may end emphasis: text stands before, or what ends a
// sentence, quotation or bracket.
func closes(mark byte, before, after rune) bool {
	switch {
	case unicode.IsSpace(before) || figures(mark, before, after):
		return false
	case mark == '_':
		return isText(before) && !isText(after)
	case isText(before):
		return true
	}
	return !isText(after) || strings.ContainsRune("。！？；：…”’》〉〕）】」』%％.!?)]\"", before)
}

// figures reports whether a run stands between Latin letters or digits, where a lone
// asterisk multiplies: 5*3*2.
func figures(mark byte, before, after rune) bool {
	alnum := func(r rune) bool { return r < unicode.MaxASCII && isText(r) }
	return mark == '*' && alnum(before) && alnum(after)
}

func isText(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r)
}

const (
	// surnames are hardly ever the last character of a word.
	surnames = "刘陈杨赵吴徐孙胡朱郭罗宋韩冯萧曹袁邓傅沈彭吕卢蒋蔡魏薛阎潘邹孟秦邱廖倪龚庞樊殷翟颜鲁韦俞翁聂汪姜李王"
	// alsoWords are surnames that end words as well (规范, 防洪, 分钟): one only where a
	// name may begin.
	alsoWords = "张黄唐叶戴夏钟洪范谢贺曾苏董杜熊侯尹周何许丁余田严牛温兰施陶高林梁郑程石金史姚钱毛马齐康武孔邵段雷汤黎易乔赖尤贾"
	// oftenWords are surnames that nearly always end words (及时, 对方): one only behind
	// a mark of punctuation or at the beginning of a line.
	oftenWords = "方时文成江任关万安常于白华明章向"
	// beforeName are the characters before a name.
	beforeName = "和与及同对由经给向被将把员者人民户"
)

// masks reports whether an asterisk behind this text stands for a given name: 张**.
func masks(text string) bool {
	last, n := utf8.DecodeLastRuneInString(text)
	if n == 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-n])
	begins := len(text) == n || !isText(before) && before != '*'
	switch {
	case strings.ContainsRune(surnames, last):
		return true
	case strings.ContainsRune(alsoWords, last):
		return begins || strings.ContainsRune(beforeName, before)
	}
	return begins && strings.ContainsRune(oftenWords, last)
}
