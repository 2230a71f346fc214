package scan

import "strings"

// Persons who are named beside what is sensitive about them (SC-10; PIPL 第二十八条):
// a name is a surname and one or two characters between signs that part it from the
// text. Each place is looked at in a bounded number of steps.

// reachBack is how far before a word of health or hardship a name is looked for.
const reachBack = 40

// name returns the index behind the name of a person that begins at i, 0 if there
// is none. Names of which a part is hidden (张某, 李*) are none.
func (p *pass) name(i int) int {
	var n int
	switch {
	case i < 0 || i+1 >= len(p.sym):
		return 0
	case doubleHeads.has(p.char(i)) && p.oneOf(i, doubleSurnames):
		n = 2
	case surnames.has(p.char(i)) && !p.oneOf(i, noNames):
		n = 1
	default:
		return 0
	}
	for given := 2; given > 0; given-- {
		if e := i + n + given; e <= len(p.sym) && p.given(i+n, e) && p.nameEnds(e) {
			return e
		}
	}
	return 0
}

// given reports whether the characters from i to j may be a given name.
func (p *pass) given(i, j int) bool {
	for k := i; k < j; k++ {
		if c := p.char(k); c < 0x4e00 || c > 0x9fff || notGiven.has(c) || k > i && p.sym[k]&gap != 0 {
			return false
		}
	}
	return true
}

func (p *pass) nameEnds(j int) bool {
	return j >= len(p.sym) || p.sym[j]&gap != 0 || behindName.has(p.char(j))
}

// nameBegins reports whether a name may begin at i: behind a sign or a word for persons.
func (p *pass) nameBegins(i int) bool {
	if i == 0 {
		return p.first
	}
	if p.sym[i]&gap != 0 || strings.ContainsRune(",、(:;|。“.]】", p.char(i-1)) {
		return true
	}
	return p.endsIn(i, beforeName)
}

// nameBefore looks for the name to which what stands at i belongs, in the same sentence.
func (p *pass) nameBefore(i int) (from, to int) {
	for k := i - 1; k >= max(0, i-reachBack); k-- {
		c := p.char(k)
		if c == '。' || c == ';' {
			return 0, 0
		}
		if surnames.has(c) || doubleHeads.has(c) {
			if e := p.name(k); e > 0 && e <= i && p.nameBegins(k) {
				return k, e
			}
		}
	}
	return 0, 0
}

// oneOf reports whether one of the words stands at i.
func (p *pass) oneOf(i int, words [][]rune) bool {
	for _, w := range words {
		if p.reads(i, w) {
			return true
		}
	}
	return false
}

// endsIn reports whether one of the words ends before i.
func (p *pass) endsIn(i int, words [][]rune) bool {
	for _, w := range words {
		if i >= len(w) && p.reads(i-len(w), w) {
			return true
		}
	}
	return false
}

// within reports whether one of the words stands from i to j.
func (p *pass) within(i, j int, words [][]rune) bool {
	for k := max(i, 0); k < min(j, len(p.sym)); k++ {
		if p.oneOf(k, words) {
			return true
		}
	}
	return false
}

var (
	surnames = newSet("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤康易常温牛樊葛邢安齐伍庞颜庄鲁倪岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤穆司古吉冷卓全卫")

	// notGiven are characters of words and endings, hardly of given names.
	notGiven = newSet("的了是在和与及或等各其该本此为被由对将应须请按照据以因但且并也不无未没可能需要某员人者户费款额项目案件表册类级种号条病症癌瘤炎残疾障碍医药疗诊院校区市县乡镇村街局委办科室厅部所站位度制法规血压热烧龄型性量率期限段点内外上下个次万千百十亿日每这那有把向从到给比较更最很又再就都只还已曾着过地得岁")

	behindName = newSet(",、(:;|。)因患系获领被属享确男女于经为是曾自等同先纳住现身查发送")

	doubleHeads = newSet("欧上司诸皇夏东尉慕令公端") // what the double surnames begin with

	doubleSurnames = spelt("欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "夏侯", "东方", "尉迟", "慕容", "令狐", "公孙", "端木")

	beforeName = spelt("学生", "同学", "儿童", "幼儿", "少年", "女童", "男童", "女孩", "男孩", "居民", "村民", "市民", "群众", "职工", "员工", "老人", "患者", "病人", "孤儿", "户主", "残疾人", "低保户", "当事人", "申请人", "对象", "人员", "其子", "其女")

	// noNames are words that begin with a surname.
	noNames = spelt(
		"安全", "安置", "安排", "安装", "安徽", "安保", "安宁", "安定", "白内", "白天", "白班", "包括", "包含", "包保", "毕业", "常住", "常见", "常年", "常态", "常规", "常用",
		"陈述", "陈旧", "成立", "成功", "成果", "成本", "成年", "成效", "成长", "程序", "程度", "单独", "单列", "丁类", "董事", "段落", "范围", "范例", "方面", "方案", "方式", "方法", "方便", "方向",
		"房屋", "房产", "付费", "高校", "高中", "高危", "高等", "高发", "高速", "高温", "高原", "高考", "高效", "高新", "古迹", "谷物", "顾客", "关于", "关注", "关爱", "关怀", "关系", "关键",
		"管理", "管护", "管控", "贵州", "何时", "何种", "华北", "华东", "黄河", "黄金", "黄山", "黄色", "吉林", "计划", "季度", "季节", "纪律", "纪检", "江苏", "江西", "江河", "焦虑", "解决", "解除", "解释",
		"金融", "金秋", "康复", "康养", "康健", "孔子", "雷电", "冷链", "梁山", "林业", "林地", "路线", "路径", "路面", "马上", "马鞍", "毛利", "蒙古", "苗木", "牛奶", "农民", "平均", "祁连",
		"齐全", "齐抓", "强化", "秦皇", "曲线", "全国", "全省", "全面", "全部", "全程", "全民", "全体", "全力", "全家", "任务", "任何", "任职", "任教", "尚未", "尚无", "申请", "申报", "申领", "申诉", "盛夏",
		"石油", "石家", "石材", "史料", "司法", "司机", "宋代", "苏州", "苏北", "田间", "田地", "童年", "童装", "万元", "万名", "万户", "万余", "卫生", "卫健", "温州", "温馨", "温度", "文件", "武汉", "武装", "武警",
		"夏季", "夏天", "向社会", "辛苦", "严重", "严格", "严禁", "严肃", "严厉", "严密", "易发", "易感", "易地", "游客", "游泳", "于是", "余名", "余款", "余额", "张贴", "张家", "李家", "王家", "陈家", "刘家", "赵家", "周家",
		"郑重", "郑州", "钟表", "周边", "周期", "周围", "周岁", "周转", "周末", "左右", "庄稼", "庄严", "祝贺", "广西", "陆续", "陆地", "钱物", "沈阳", "汤药", "徐州", "杨树", "朱红", "宁夏", "宁波", "龙头", "蓝天", "游戏",
	)
)
