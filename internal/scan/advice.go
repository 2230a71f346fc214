package scan

import "mingfa/internal/document"

// advice is what is said about a kind of hit.
type advice struct {
	rule     string
	severity document.Severity
	personal bool // what is found is a person's, so never shown whole
	message  string
	remedy   string
}

const (
	block = document.Block
	warn  = document.Warn
	info  = document.Info
)

const pipl = "（《个人信息保护法》第二十五条）"

const maskIt = "请删去，或者只保留前三位、后两位；确须公开的，应当取得本人单独同意。"

// What is said of persons and their papers, SC-01…SC-11.
var (
	idNumber    = &advice{"SC-01", block, true, "含有居民身份证号码，校验位相符" + pipl + "。", maskIt}
	idBroken    = &advice{"SC-01", warn, true, "含有疑似居民身份证号码，校验位不符，可能是号码有误。", "请核对；确为身份证号码的，请删去或者遮盖。"}
	idMaybe     = &advice{"SC-01", warn, true, "含有校验位与居民身份证号码相符的编号，前文表明可能是许可证等事项的编号。", "请核对；确为身份证号码的，请删去或者遮盖。"}
	idOld       = &advice{"SC-02", warn, true, "含有疑似十五位居民身份证号码。", "请核对；确为身份证号码的，请删去或者遮盖。"}
	mobile      = &advice{"SC-03", block, true, "含有手机号码" + pipl + "。", "请删去，或者改为办公电话；确为单位对外公布的号码的，须说明理由后方可保留。"}
	mobileDuty  = &advice{"SC-03", warn, true, "含有手机号码，前后文表明是单位的联系方式。", "请核对是否为单位对外公布的号码；属于个人的，请改为办公电话。"}
	mobileMaybe = &advice{"SC-03", warn, true, "含有疑似手机号码的数字，也可能是编号。", "请核对；确为手机号码的，请删去或者改为办公电话。"}
	landline    = &advice{"SC-04", info, true, "含有固定电话号码。", "请核对是否为办公电话。"}
	bankCard    = &advice{"SC-05", block, true, "含有银行卡号，校验位相符" + pipl + "。", maskIt}
	passport    = &advice{"SC-06", warn, true, "含有疑似护照或者通行证号码。", "请核对；确为证件号码的，请删去或者遮盖。"}
	mail        = &advice{"SC-07", warn, true, "含有非政务的电子邮箱。", "请核对；属于个人的，请删去或者改用政务邮箱。"}
	messenger   = &advice{"SC-07", warn, true, "含有微信号或者 QQ 号。", "请核对；属于个人的，请删去。"}
	address     = &advice{"SC-08", warn, true, "含有家庭住址。", "请删去，或者只写到县（市、区）。"}
	account     = &advice{"SC-09", warn, true, "含有账号、卡号、社保号、医保号或者学籍号。", "请核对；属于个人的，请删去或者遮盖。"}
	health      = &advice{"SC-10", warn, true, "个人信息与健康、残疾、救助等情况同在一行（《个人信息保护法》第二十八条）。", "请作去标识化处理，只公开法律、法规要求公开的项目。"}
	namedIll    = &advice{"SC-10", warn, true, "写有个人姓名及其健康、残疾、救助等情况（《个人信息保护法》第二十八条）。", "请删去姓名，或者作去标识化处理；法律、法规要求公示的，只公开所要求的项目。"}
	roster      = &advice{"SC-10", warn, true, "含有个人名单，列有姓名和证件、健康或者救助等项目（《个人信息保护法》第二十八条）。", "请删去法律、法规未要求公开的栏目，其余作去标识化处理。"}
	minor       = &advice{"SC-10", warn, true, "含有未成年人的个人信息（《个人信息保护法》第二十八条）。", "不满十四周岁的，一律按敏感个人信息处理：请删去或者作去标识化处理。"}
	orgBroken   = &advice{"SC-11", info, false, "统一社会信用代码的校验位不符（GB 32100）。", "请核对代码。"}
)

// What is said of marks, leftovers and citations, SC-12…SC-20.
var (
	secret      = &advice{"SC-12", block, false, "带有国家秘密标志。本系统为非涉密信息系统，不得存储、处理国家秘密（《保守国家秘密法》第三十一条），其余内容不再显示。", "确属国家秘密的，请立即停止在本系统办理并报告保密工作机构；不属国家秘密的，请删去该标志后重新扫描。"}
	internal    = &advice{"SC-13", block, false, "带有内部使用的标志。", "请由保密审查人员确认可以公开，并删去该标志。"}
	insider     = &advice{"SC-13", warn, false, "文中提到内部资料或者内部使用。", "请核对所提内容是否可以公开。"}
	draft       = &advice{"SC-14", block, false, "留有未定稿的标记。", "请换用定稿；公开征求意见的，请按征求意见稿办理。"}
	draftWanted = &advice{"SC-14", info, false, "标有征求意见稿等字样，与本件用途一致。", "正式印发前请删去。"}
	placeholder = &advice{"SC-14", block, false, "留有待填的空缺。", "请补齐内容。"}
	leftover    = &advice{"SC-14", block, false, "留有待定、待补等未写完的文字。", "请补齐或者删去；确为定稿内容的，由保密审查人员说明理由后放行。"}
	unfilled    = &advice{"SC-14", block, false, "日期、金额等处留有空白。", "请补齐；确为供人填写的表格的，由保密审查人员说明理由后放行。"}
	revised     = &advice{"SC-14", block, false, "文件中留有修订痕迹，被删去的文字仍可以看到。", "请接受或者拒绝全部修订后另存。"}
	commented   = &advice{"SC-14", block, false, "文件中留有批注。", "请删去全部批注后另存。"}
	concealed   = &advice{"SC-14", block, false, "文件中有隐藏文字。", "请删去隐藏文字，或者取消隐藏后一并审查。"}
	copyNumber  = &advice{"SC-15", warn, false, "留有份号。", "公开的文本不带份号，请删去。"}
	urgency     = &advice{"SC-15", warn, false, "留有紧急程度标志。", "公开的文本不带紧急程度，请删去。"}
	signer      = &advice{"SC-15", warn, false, "留有签发人一栏，该栏只用于上行文（《党政机关公文处理工作条例》第九条第（六）项）。", "本件不是上行文的，请删去。"}
	handling    = &advice{"SC-15", warn, false, "留有传阅、批办等办理文字。", "请删去办理过程中的批注文字。"}
	markDiffers = &advice{"SC-16", block, false, "文中标注的公开方式与所定公开属性不一致。", "请核对公开属性，并更正标注。"}
	markMissing = &advice{"SC-16", block, false, "文中没有标注公开方式（GB/T 9704—2012 7.3.6）。", "请在成文日期下方标注。"}
	deadBasis   = &advice{"SC-17", warn, false, "引用的文件已经废止或者失效。", "请改引现行有效的文件，或者说明引用的理由。"}
	deadGround  = &advice{"SC-17", block, false, "行政规范性文件引用的文件已经废止或者失效，不能作为制定依据。", "请改引现行有效的文件。"}
	metadata    = &advice{"SC-19", warn, false, "文件属性中留有作者、单位等信息。", "请在发布前清除文件属性。"}
	localPath   = &advice{"SC-19", warn, false, "文件中留有指向本机或者内网的路径。", "请删去该链接。"}
	located     = &advice{"SC-19", warn, false, "图片中留有拍摄地点。", "请清除图片的位置信息后重新插入。"}
	numberForm  = &advice{"SC-20", warn, false, "引用的发文字号形式不规范（GB/T 9704—2012 7.2.5）。", "年份用六角括号“〔〕”括入，发文顺序号不加“第”字、不编虚位，请核对。"}
	numberOwn   = &advice{"SC-20", block, false, "本件发文字号形式不规范（GB/T 9704—2012 7.2.5）。", "年份用六角括号“〔〕”括入，发文顺序号不加“第”字、不编虚位，请更正。"}
)

// What is said of files that can't be read, or not wholly (SR-01: 先审查、后公开).
var (
	badText      = &advice{"SR-01", block, false, "文件不全是 UTF-8 编码的文本，有的文字没有读出，不能确认可以公开。", "请另存为 UTF-8 编码后重新扫描。"}
	unread       = &advice{"SR-01", block, false, "不能可靠提取文字，须人工审查。", "请提交可以编辑的原件（纯文本、Markdown 或者 DOCX），或者由保密审查人员逐页人工审查。"}
	broken       = &advice{"SR-01", block, false, "文件损坏或者结构异常，没有读完，须人工审查。", "请用办公软件打开后另存，再重新扫描。"}
	oversized    = &advice{"SR-01", block, false, "文件展开后过大，没有读完，须人工审查。", "请拆分后重新扫描。"}
	embedded     = &advice{"SR-01", block, false, "文件中嵌有其他文件或者宏，未能读取，须人工审查。", "请删去嵌入的对象，或者另行提交审查。"}
	pictures     = &advice{"SR-01", warn, false, "文件中有图片，图片上的文字未作识别。", "请人工查看图片中有无不宜公开的内容。"}
	picturedPage = &advice{"SR-01", block, false, "本页显示的是图片，图片上的文字没有识别，不能确认可以公开。", "请由保密审查人员逐字查看本页，或者提交可以编辑的原件。"}
	garbledPage  = &advice{"SR-01", block, false, "本页的文字没有可用的编码，读出的与显示的不一致，不能确认可以公开。", "请由保密审查人员逐字查看本页，或者提交可以编辑的原件。"}
	active       = &advice{"SR-01", block, false, "文件中有脚本、启动程序的动作或者音视频，须人工审查。", "请用“打印为 PDF”重新生成后再扫描。"}
	replaced     = &advice{"SC-18", block, false, "文件是增量保存的，仍留有此前版本的内容，被改动、删去的文字仍可以恢复。", "请在原软件中重新导出，或者用“打印为 PDF”重新生成后再扫描。"}
	covered      = &advice{"SC-18", info, false, "已按文字扫描；图形、图片之下是否留有应当删去的内容，未作判断。", "遮盖过内容的，请逐处查看，并改用删除原文的办法遮盖。"}
	tooMany      = &advice{"SR-01", block, false, "", "请先处理已列出的各处，再重新扫描。"}
)

// decidable reports whether a person may let such a hit pass, see Hit.
func (a *advice) decidable() bool {
	switch a {
	case mobile, bankCard, internal, draft, leftover, unfilled, deadGround:
		return true
	default:
		return a.severity == warn && a.rule != tooMany.rule
	}
}
