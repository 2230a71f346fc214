package official

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown is a line with strong stretches in ‹› and light ones in ⟨⟩.
func shown(l Line) string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString([]string{s.Text, "⟨" + s.Text + "⟩", "‹" + s.Text + "›"}[s.Emphasis])
	}
	return b.String()
}

func TestEmphasis(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"请各单位**认真**组织实施", "请各单位‹认真›组织实施"},
		{"**加粗**和*斜体*以及`代码`", "‹加粗›和⟨斜体⟩以及代码"},
		{"推进**“放管服”**改革，**一要落实。**各部门", "推进‹“放管服”›改革，‹一要落实。›各部门"},
		{"，_重点_。重_点_词", "，⟨重点⟩。重_点_词"},
		{"***两者***，**甲*乙*丙**", "‹两者›，‹甲乙丙›"},
		{"**见[指南](https://a.cn/b)**", "‹见›‹指南›"},
		{"见https://a.cn/_b_/c和_甲_", "见https://a.cn/_b_/c和_甲_"},
		{"**https://a.cn/b**", "‹https://a.cn/b›"},
		{"`**甲**`和``", "**甲**和``"},
		{"the *best* of snake_case_names", "the ⟨best⟩ of snake_case_names"},
		{"提高**质量**，**质量**第一", "提高‹质量›，‹质量›第一"},
		{"**规范**管理、**防洪**、**30分钟**内**及时**办结，由**主任**与**对方**商定", "‹规范›管理、‹防洪›、‹30分钟›内‹及时›办结，由‹主任›与‹对方›商定"},
		{"纸**张**数，*文*", "纸‹张›数，⟨文⟩"},
		// what stays
		{"5*3*2=30，2**3，2**3**4，a*b*c", "5*3*2=30，2**3，2**3**4，a*b*c"},
		{"* 必填，单价 * 数量 * 税率", "* 必填，单价 * 数量 * 税率"},
		{"一个*，两个**，**三", "一个*，两个**，**三"},
		{`\*甲\*和\**乙**`, `\*甲\*和\**乙**`},
		{"____年__月__日（__月__），_元，（_元_）", "____年__月__日（__月__），_元，（_元_）"},
		{"张**和李**落实", "张**和李**落实"},
		{"当事人张**与公司**合作协议", "当事人张**与公司**合作协议"},
		{"李*明、王*华和赵*刚", "李*明、王*华和赵*刚"},
		{"申请人张**和农民高**，方*与江*等", "申请人张**和农民高**，方*与江*等"},
		{"高*、万*", "高*、万*"},
		{"明州**公司与明州**商行，市**局、市**委", "明州**公司与明州**商行，市**局、市**委"},
		{"带*号的、无*号的，带*的和带*的", "带*号的、无*号的，带*的和带*的"},
		{"138****1234，330102********1234，138**0013**8000", "138****1234，330102********1234，138**0013**8000"},
		{"**甲", "**甲"},
		{"甲****乙****丙", "甲****乙****丙"},
		{"** 甲 **", "** 甲 **"},
		{"", ""},
	} {
		if diff := cmp.Diff(c.want, shown(spans(c.in))); diff != "" {
			t.Errorf("%q: %s", c.in, diff)
		}
	}
}

// A line made to be slow is read as fast as any other: runs that find no partner are
// not looked through again and again.
func TestManyMarks(t *testing.T) {
	for _, s := range []string{"甲*乙", "**甲 *乙", "[`h", "*甲**乙***丙", "```a\n"} {
		if got := Parse(strings.Repeat(s, 200_000/len(s))); len(got) == 0 {
			t.Errorf("%q: nothing", s)
		}
	}
}
