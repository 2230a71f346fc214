package rulebook

import "strings"

// longUnits are measures of more than one character, with the name they are compared
// by; a longer one stands before its beginning.
var longUnits = [][2]string{
	{"个工作日", "工作日"},
	{"工作日", "工作日"},
	{"个自然日", "自然日"},
	{"自然日", "自然日"},
	{"个百分点", "百分点"},
	{"百分点", "百分点"},
	{"个小时", "小时"},
	{"小时", "小时"},
	{"个月", "个月"},
	{"个批次", "批次"},
	{"批次", "批次"},
	{"个季度", "季度"},
	{"季度", "季度"},
	{"分钟", "分钟"},
	{"周年", "年"},
	{"年度", "年度"},
	{"平方公里", "平方公里"},
	{"平方千米", "平方公里"},
	{"平方米", "平方米"},
	{"立方米", "立方米"},
	{"公里", "公里"},
	{"千米", "公里"},
	{"厘米", "厘米"},
	{"毫米", "毫米"},
	{"公斤", "公斤"},
	{"千克", "公斤"},
	{"公顷", "公顷"},
	{"美元", "美元"},
	{"港元", "港元"},
	{"欧元", "欧元"},
	{"日元", "日元"},
	{"人次", "人次"},
	{"千瓦时", "千瓦时"},
	{"千瓦", "千瓦"},
	{"摄氏度", "度"},
}

// units are measures of one character that a number in Arabic digits may have; the
// second list is for numbers in Chinese, which prose uses without stating anything:
// 三个方面, 一种办法.
const (
	units        = "元年月日天周季旬时分秒户人名位口家所处院厂店栋幢座间层套件项个只头匹条根枝支株棵块张份页本册卷部台架辆艘列节组副双对批种类样宗笔届期次回遍趟场轮级档等度刻点亩顷里寸尺丈斤吨克升角倍圈折班门课题道篇桶瓶袋箱盒包捆枚粒餐床桌井孔村镇岁股顶扇盏区县市省州乡"
	countedInHan = "元年日天周户人名家项件次辆台套座栋幢级亩吨倍折岁株"
)

// countedByOne are the measures with which 一 is a number.
const countedByOne = "年 个月 元 周 工作日 "

// sameUnit are measures that say the same.
var sameUnit = map[string]string{"天": "日", "名": "人", "位": "人", "口": "人"}

// unit returns the measure at i under the name it is compared by, "" if there is
// none, and the index behind it. 多 and 余 before it only blur the number.
func (p plainText) unit(i int, latin bool) (string, int) {
	if c := p.char(i); c == '多' || c == '余' {
		i++
	}
	for _, u := range longUnits {
		if p.reads(i, u[0]) {
			return u[1], i + len([]rune(u[0]))
		}
	}
	known := units
	if !latin {
		known = countedInHan
	}
	c := p.char(i)
	if c == 0 || !strings.ContainsRune(known, c) {
		return "", i
	}
	name := string(c)
	if same := sameUnit[name]; same != "" {
		name = same
	}
	return name, i + 1
}

func (p plainText) reads(i int, text string) bool {
	for _, r := range text {
		if p.char(i) != r {
			return false
		}
		i++
	}
	return true
}
