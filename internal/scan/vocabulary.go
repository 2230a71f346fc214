package scan

// What marks of state secrets are written with (SC-12).
var (
	// others are secrets that are none of the state.
	others = spelt("商业", "技术", "工作", "个人", "企业", "经营", "职业", "商务", "他人")
	labels = spelt("密级", "秘密等级", "保密等级", "秘密级别", "保密级别")
	// designations are labels that prose uses as headings too.
	designations = spelt("涉密等级", "涉密级别", "定密等级", "定密级别", "密别", "定密")
	designates   = spelt("确定为", "定为", "属于", "为", "是", "属")
	termLabel    = spelt("保密期限")
	termLabels   = spelt("保密期限", "期限")
	terms        = spelt("长期", "启用前", "公布前", "发布前", "实施前")
	units        = spelt("年", "个月", "月", "天", "日", "years", "Years", "YEARS", "year", "nian", "NIAN", "months")
	boxed        = spelt("其他", "无", "非密", "公开", "内部")
	urgencies    = spelt("特急", "加急", "平急", "特提")
	joints       = spelt("以及", "或者", "、", ",", ";", "/", "|", "和", "或", "及", "与", "到", "至")
	// speaking are the words with which a line goes on that speaks of the mark before
	// them; spokenOf those that show it further on.
	speaking   = spelt("字样", "标志", "标识", "标记", "标注", "二字", "两字", "一词", "字", "级", "类", "是", "指", "为", "的", "和", "或", "与", "及", "以及", "等", "文件", "材料", "事项", "信息", "不")
	spokenOf   = spelt("国家秘密", "密级", "定密", "涉密")
	copyLabels = spelt("份号:", "份号", "No.", "No")
)

// frame is what may stand around a header line without making it a sentence:
// Markdown marks of headings, lists, quotes, emphasis and table cells, brackets.
const frame = "#>*_-+|·•`~=[]()【】〔〕<「」『』〖〗〈〉《》\"“”'‘’"

var (
	framing    = newSet(frame)
	quotes     = newSet(`"'“”‘’`)
	openQuote  = newSet(`"“`)
	closeQuote = newSet(`"”`)
	opened     = newSet(`([【〔{<〖〈《「`)
	closed     = newSet(`)]】〕}>〗〉》」`)
	ticks      = newSet("☑☒✓✔√")
	stars      = newSet("★*")
	beforeStar = newSet(`-_.·~/"'“”)]】〕|*`)
	quotesEnd  = newSet(`"'“”‘’)]】〕}>〗〉》」`)
	cellEnd    = newSet(`"'“”‘’)]】〕}>〗〉》」|`)
	fieldOpen  = newSet(`"'“”‘’[【(|〔`)
	fieldSign  = newSet(":=|>→_.-")
	periodOpen = newSet(",;:([【〔")
	periodVerb = newSet(":为是")
	comma      = newSet(",;")
	verbQuote  = newSet(`"'“”‘’:`)
	conjoined  = newSet("和及与/、")
	hanDigits  = newSet("一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾")
	// behindGrade are the words and numbers that a mark may go on with; beforeGrade
	// is what a field may end in.
	behindGrade = newSet("0123456789一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾长启公发实自保期xX")
	beforeGrade = newSet(`"'“”‘’[【(|〔)]】〕}>〗〉》」:=>→_.-为是属于`)
)
