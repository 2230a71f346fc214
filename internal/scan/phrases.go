package scan

import (
	"slices"
	"sync"
)

// context is what a phrase says about the characters behind it.
type context uint8

const (
	noContext context = iota
	ofID              // 身份证
	ofOrganisation
	ofPhone
	ofOffice // a telephone that an office offers to the public
	ofCard
	ofAccount
	ofPassport
	ofOrder // numbers of things
	ofWeChat
	ofQQ
	contexts
)

// trait is what a line as a whole has shown.
type trait uint16

const (
	named    trait = 1 << iota // a column or field for names
	idColumn                   // one for papers
	ill                        // health, disability
	relief                     // relief, hardship
	underage
	personal // a personal value was found
	contacts // a column or field for telephones and accounts
	duties   // one for posts and offices
	touching // a word that says something sensitive of a person
	listing  // 名单
	official // a list of bodies, or of people for their work
)

// matter is what is to be done where a phrase stands.
type matter uint8

const (
	nothing    matter = iota
	home              // SC-08: an address may follow
	inside            // SC-13, a mark and telling in prose too
	insideMark        // SC-13, a mark only where it stands as one
	onlyFor           // SC-13: 仅供…参考
	unfinished        // SC-14
	copies            // SC-15 份号
	urgent            // SC-15
	signedBy          // SC-15
	passedOn          // SC-15
	thisCopy          // SC-16, SC-13: 此件…
	pending           // SC-14: [待补充], 时间待定。
	noted             // SC-14, in brackets only: (数据待核实)
	hole              // SC-14, where a clause begins: 此处补充…
	mailSign          // SC-07: a word for @
	blankDate         // SC-14: 2026年  月  日
	blankSum          // SC-14: 金额    万元
	dwelling          // SC-08: 住, and an address
	suffering         // SC-10, of whom somebody names: an illness
	disabled          // SC-10: 残疾
	needy             // SC-10: relief
	party             // SC-10: what a person is called, a name may follow
	young             // SC-10: 未满14周岁
	aged              // SC-10: 9岁
	birth             // SC-10: 3月生
)

// phrase is a sequence of characters that means something to the scan.
type phrase struct {
	text    []rune
	context context
	clears  bool // what looks like the context but is not
	trait   trait
	matter  matter
}

// phraseList holds the phrases by what they stand for. The longest match counts.
var phraseList = []struct {
	phrase
	words []string
}{
	{phrase{context: ofID, trait: idColumn}, []string{"身份证", "公民身份号码", "证件号"}},
	{phrase{context: ofOrganisation}, []string{"信用代码", "组织机构代码", "单位代码"}},
	{phrase{context: ofPhone}, []string{"手机", "电话", "联系方式", "联系人", "移动号码"}},
	{phrase{context: ofOffice}, []string{
		"咨询电话", "监督电话", "举报电话", "投诉电话", "值班电话", "办公电话", "服务电话", "业务电话", "受理电话",
		"报名电话", "公开电话", "服务热线", "咨询热线", "热线电话", "监督热线", "值班手机", "工作手机",
	}},
	{phrase{context: ofCard}, []string{"银行卡", "储蓄卡", "信用卡"}},
	{phrase{context: ofAccount}, []string{
		"账号", "帐号", "账户", "帐户", "卡号", "社保号", "医保号", "学籍号", "社会保障号", "社会保障卡", "公积金号",
	}},
	{phrase{context: ofPassport}, []string{"护照", "通行证", "台胞证", "回乡证", "旅行证", "台湾居民", "出入境证件"}},
	{phrase{context: ofOrder}, []string{
		"订单", "单号", "流水", "编号", "编码", "批次", "条码", "条形码", "序列号", "合同号", "发票", "案号", "档号", "货号",
		"型号", "索引号", "备案号", "备案", "许可证", "登记号", "登记证", "批准文号", "项目代码", "设备号", "车架号", "区划代码", "凭证号", "快递",
	}},
	{phrase{context: ofWeChat}, []string{"微信号", "微信", "薇信", "威信", "维信"}},
	{phrase{context: ofQQ}, []string{"扣扣", "企鹅号"}},
	{phrase{matter: mailSign}, []string{"艾特"}},
	{phrase{context: ofWeChat, clears: true}, []string{
		"微信公众", "微信平台", "微信小程序", "微信矩阵", "微信视频号", "政务微信", "官方微信", "企业微信", "微信群",
	}},
	{phrase{trait: named}, []string{"姓名", "户主", "申请人", "学生", "被救助人"}},
	{phrase{trait: named | touching, matter: party}, []string{"患者"}},
	{phrase{trait: contacts, context: ofPhone}, []string{"手机号", "联系电话", "移动电话"}},
	{phrase{trait: contacts, context: ofCard}, []string{"银行卡号"}},
	{phrase{trait: contacts, context: ofAccount}, []string{"银行账号", "银行帐号", "银行账户"}},
	{phrase{trait: contacts}, []string{"开户行"}},
	{phrase{trait: duties}, []string{"职务", "职责", "科室", "岗位", "部门"}},
	{phrase{trait: ill}, []string{"诊断", "病历", "病情", "病种", "残疾类别", "残疾等级", "残疾证", "残疾人证"}},
	{phrase{trait: ill | touching, matter: suffering}, []string{"艾滋", "精神病", "精神障碍", "精神疾病"}},
	{phrase{trait: ill | touching, matter: party}, []string{"残疾人"}},
	{phrase{trait: ill}, []string{"确诊"}},
	{phrase{trait: touching, matter: suffering}, []string{"病", "症", "癌", "瘤", "抑郁", "肺结核", "肝炎"}},
	{phrase{trait: ill | touching}, []string{"疾病名称", "患病情况", "病名"}},
	{phrase{trait: touching, matter: disabled}, []string{"残疾"}},
	{phrase{trait: touching, matter: party}, []string{"病人", "低收入户", "救助对象"}},
	{phrase{trait: relief | touching, matter: needy}, []string{"低保", "特困", "救助金", "五保"}},
	{phrase{trait: relief | touching, matter: party}, []string{
		"贫困户", "脱贫户", "孤儿", "低保户", "五保户", "低保对象", "低保人员", "特困人员", "特困户", "特困对象",
	}},
	{phrase{trait: relief}, []string{"致贫原因", "补助金"}},
	{phrase{trait: touching, matter: needy}, []string{"救助", "困难补助"}},
	{phrase{trait: underage | touching, matter: young}, []string{"未满14周岁", "未满十四周岁", "不满14周岁", "不满十四周岁"}},
	{phrase{trait: underage}, []string{"未成年", "儿童", "学籍"}},
	{phrase{matter: aged}, []string{"岁"}},
	{phrase{matter: birth}, []string{"月生", "日生", "出生"}},
	{phrase{trait: listing}, []string{"名单", "花名册", "公示表", "明细表"}},
	{phrase{trait: official}, []string{"先进", "表彰", "机构", "医院", "领导", "小组", "专家", "工作人员"}},
	{phrase{matter: dwelling}, []string{"住", "现住", "居住在", "居住于", "租住", "暂住"}},
	{phrase{matter: home}, []string{"家庭住址", "家庭地址", "居住地址", "现住址", "现居住地", "住址", "户籍地址", "户籍所在地", "户籍", "家住"}},
	{phrase{matter: inside}, []string{
		"内部资料", "内部文件", "内部材料", "内部使用", "注意保存", "注意保管", "注意保密", "不得外传", "请勿外传", "严禁外传", "严禁转载",
	}},
	{phrase{matter: insideMark}, []string{"内部事项", "工作秘密", "不予公开"}},
	{phrase{matter: onlyFor}, []string{"仅供"}},
	{phrase{matter: unfinished}, []string{"征求意见稿", "送审稿", "讨论稿", "代拟稿", "草案", "草稿", "初稿", "修改稿", "报批稿"}},
	{phrase{matter: copies}, []string{"份号"}},
	{phrase{matter: urgent}, []string{"特急", "加急"}},
	{phrase{matter: signedBy}, []string{"签发人"}},
	{phrase{matter: passedOn}, []string{"传阅", "阅处", "阅示", "拟办意见", "批办意见"}},
	{phrase{matter: thisCopy}, []string{"此件", "本件"}},
	{phrase{matter: pending}, []string{"待补充", "待补", "待定", "待填", "待填写"}},
	{phrase{matter: noted}, []string{"待完善", "待确认", "待核实", "待核对", "待核", "待更新", "请补充"}},
	{phrase{matter: blankDate}, []string{"年月", "月日"}},
	{phrase{matter: blankSum}, []string{"元", "万元", "亿元"}},
	{phrase{matter: hole}, []string{"此处补充", "此处填写", "此处填入", "此处插入", "此处添加", "此处完善", "此处待补"}},
}

// phraseIndex finds phrases by their first character.
type phraseIndex struct {
	bucket [1 << 16]uint16 // by character; 0 = none begins with it
	list   [][]phrase      // the longest of a bucket first
}

var phrases = sync.OnceValue(func() *phraseIndex {
	x := &phraseIndex{list: [][]phrase{nil}}
	for _, g := range phraseList {
		for _, w := range g.words {
			p := g.phrase
			p.text = []rune(w)
			b := &x.bucket[p.text[0]]
			if *b == 0 {
				*b = uint16(len(x.list))
				x.list = append(x.list, nil)
			}
			x.list[*b] = append(x.list[*b], p)
		}
	}
	for _, ps := range x.list {
		slices.SortStableFunc(ps, func(a, b phrase) int { return len(b.text) - len(a.text) })
	}
	return x
})

// phrase looks for the longest phrase that begins at the i-th character.
func (p *pass) phrase(i int) {
	if i < p.cleared {
		return
	}
	index := p.job.phrases
	bucket := index.list[index.bucket[p.sym[i].char()]]
	for k := range bucket {
		if f := &bucket[k]; p.reads(i, f.text) {
			p.meets(f, i, i+len(f.text))
			return
		}
	}
}

// reads reports whether the text stands at the i-th character.
func (p *pass) reads(i int, text []rune) bool {
	if i+len(text) > len(p.sym) {
		return false
	}
	for k := len(text) - 1; k > 0; k-- { // the ends differ more often than the beginnings
		if p.sym[i+k].char() != text[k] {
			return false
		}
	}
	return p.sym[i].char() == text[0]
}

// meets does what a phrase from i to j asks for.
func (p *pass) meets(f *phrase, i, j int) {
	switch {
	case f.clears:
		p.near[f.context], p.cleared = -overlap, j
	case f.context != noContext:
		p.near[f.context] = int32(j)
	}
	p.traits |= f.trait
	if f.trait&(ill|relief|underage) != 0 {
		p.traitAt, p.traitWord = int(p.at[i]), f.text
	}
	p.matter(f.matter, i, j)
}
