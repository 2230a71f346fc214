package demo

import (
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

const parkingTitle = "明州市人民政府办公室关于印发明州市公共停车泊位错时共享管理办法的通知"

const parkingBody = `《明州市公共停车泊位错时共享管理办法》已经市政府同意，现印发给你们，请结合实际认真贯彻执行。

# 明州市公共停车泊位错时共享管理办法

一、总则

（一）为提高停车资源利用效率，缓解居住区夜间停车困难，规范公共停车泊位错时共享活动，根据有关法律、法规，结合本市实际，制定本办法。

（二）本市行政区域内，由财政性资金投资建设的公共停车场，以及机关、事业单位配建的停车场，在保障自身使用的前提下，向社会错时开放停车泊位的，适用本办法。

（三）错时共享遵循政府引导、单位自愿、便民优先、安全有序的原则。

二、开放与登记

（一）开放单位应当明确开放的泊位数量、时段、出入口和联系方式，并在市停车信息平台登记。

（二）工作日夜间开放时段一般为18时至次日8时，休息日可以全天开放。开放单位因公务活动需要调整时段的，应当提前24小时在平台公告。

（三）同一居住区申请共享泊位的居民超过可供数量的，由平台按照登记先后顺序分配；残疾人专用泊位不得改作他用。

三、收费与服务

（一）错时共享停车实行优惠收费，夜间时段每泊位每次不超过5元，包月不超过100元。

（二）开放单位应当公示收费标准，提供电子支付和现金支付两种方式。

（三）使用人应当按照约定时段停放车辆，逾时停放按照开放单位公示的标准计费；一个月内逾时3次以上的，平台可以暂停其共享资格30日。

四、保障与监督

1. 市停车管理部门负责统筹协调，每季度公布开放单位名单和泊位数量。
2. 各区人民政府负责组织本辖区单位参与错时共享。
3. 对不按照登记内容开放的单位，由市停车管理部门责令改正。

五、附则

（一）本办法所称错时共享，是指停车泊位的产权单位在自身使用空闲时段，将泊位提供给社会公众使用的活动。

（二）本办法自%s起施行，有效期5年。`

const parkingMaterial = `## 为什么要制定这个办法

近年来居住区夜间停车紧张，而机关、事业单位的停车场夜间大多空置。把两头对接起来，是成本最低、见效最快的办法。

## 谁可以申请

住在开放单位周边、没有固定车位的居民，都可以在市停车信息平台登记，按照登记先后分配。

## 什么时候能停

工作日夜间一般是18时至次日8时，休息日可以全天。单位临时有公务活动的，会提前24小时公告。

## 收多少钱

夜间每次最多5元，包月最多100元。现金和手机支付都可以。

## 需要提醒的

请按时驶离。一个月内逾时3次以上，共享资格会暂停30日。本办法自%s起施行，有效期5年。`

const roomsTitle = "明州市人民政府办公室关于调整机关办公用房使用安排的通知"

const roomsBody = `为落实办公用房管理规定，结合机构职能调整，现就机关办公用房使用安排通知如下。

一、行政事务处统一编制调整方案，于本月底前完成测量和登记。

二、各处室按照核定面积使用办公用房，腾退的房间移交行政事务处统一管理。

三、调整期间请妥善保管文件和设备，保证日常工作不受影响。`

const repealBody = `经市政府同意，对停车管理方面的行政规范性文件进行清理，现决定如下。

一、废止《%s》（%s）。

二、本决定自%s起施行。已经按照原办法办理的共享登记，由市停车信息平台在30日内通知使用人办理退出手续。`

const repealMaterial = `## 为什么废止

市停车信息平台已经升级，错时共享并入新的停车服务规则统一管理，原办法的内容不再单独适用。

## 已经登记的怎么办

平台会在30日内逐一通知使用人办理退出手续，已经交纳的包月费用按照实际使用天数退还。

## 从哪一天起

自%s起，原办法不再作为管理依据。`

// parking is document (a): normative, PROACTIVE, with its interpretation. Its
// first version carries a private telephone number for the reviewer to find.
func parking(file *File, today document.Date) dossier.Content {
	c := dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.Normative, Title: parkingTitle,
			Addressee: "各区人民政府，市政府各部门、各直属单位", CopyTo: "市委办公室，市人大常委会办公室，市政协办公室",
			Body: fmt.Sprintf(parkingBody, today.Chinese()), EffectiveOn: today, ExpiresOn: fiveYears(today),
		},
		Annexes: []dossier.Annex{{
			Title: "停车泊位错时共享登记须知",
			Body:  "一、登记时请准备机动车行驶证和居住证明。\n\n二、登记结果在5个工作日内通过平台告知。\n\n三、咨询可以拨打经办人小周的手机13800138000。",
		}},
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{
			Need: dossier.Needed, Outline: "制定背景、适用对象、开放时段、收费标准、注意事项", Form: "政策问答",
			Channel: "市政府门户网站、政务新媒体", When: "与文件同步发布",
			Title: "《明州市公共停车泊位错时共享管理办法》政策问答", Body: fmt.Sprintf(parkingMaterial, today.Chinese()),
		},
		Catalogue: dossier.Catalogue{
			Summary: "明确机关、事业单位停车泊位向社会错时开放的登记、收费、使用和监督规则。",
			Topic:   `城乡建设、环境保护\城市管理`, Article: "行政法规、规章和规范性文件",
		},
	}
	if file != nil {
		ofFile(&c, file)
	}
	return c
}

// fiveYears is the last day of a term of five years.
func fiveYears(from document.Date) document.Date {
	return document.Date(from.Midnight().AddDate(5, 0, -1).Format("2006-01-02"))
}

// ofFile puts the text of a file into document (a), with words around it that fit
// any text.
func ofFile(c *dossier.Content, file *File) {
	c.Text.Title, c.Text.Body, c.Text.EffectiveOn = file.Title, file.Body, ""
	c.Annexes[0].Title = "有关事项联系方式"
	c.Annexes[0].Body = "一、政策咨询可以到市政务服务中心综合窗口办理。\n\n二、书面意见可以邮寄至市政府办公室。\n\n三、咨询可以拨打经办人小周的手机13800138000。"
	c.Interpretation.Title, c.Interpretation.Form = "文件解读", "文字解读"
	c.Interpretation.Outline = "制定背景、主要内容、组织实施"
	c.Interpretation.Body = "## 为什么印发这份文件\n\n为了把有关工作的目标、任务和分工一次讲清楚，方便各单位执行，也方便公众监督。\n\n" +
		"## 主要讲了什么\n\n围绕工作目标，逐项明确任务、责任单位和完成方式，并对保障措施和监督检查作出安排。\n\n" +
		"## 怎样了解进展\n\n各责任单位按照要求公布进展，可以在政府网站的公开栏目查询。"
	c.Catalogue.Summary, c.Catalogue.Topic = "明确有关工作的目标、任务和保障措施。", `综合政务\政务公开`
}

// parkingCorrected is (a) after the secrecy reviewer sent it back.
func parkingCorrected(c dossier.Content) dossier.Content {
	c.Annexes = []dossier.Annex{{
		Title: c.Annexes[0].Title,
		Body:  c.Annexes[0].Body[:strings.Index(c.Annexes[0].Body, "三、")] + "三、咨询请拨打政务服务便民热线12345。",
	}}
	return c
}

// rooms is document (b): ON_REQUEST, filed and reachable by nobody outside.
func rooms() dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.General, Title: roomsTitle, Addressee: "机关各处室", Body: roomsBody,
		},
		Disclosure: dossier.Disclosure{
			Attribute: document.OnRequest,
			Reason:    "属于机关后勤管理方面的内部事务信息，与公众权利义务没有直接关系，按依申请公开办理。",
		},
		Interpretation: dossier.Interpretation{Need: dossier.NotNeeded, Reason: "内部事务性通知，不属于政策解读范围。"},
		Catalogue:      dossier.Catalogue{Summary: "机关办公用房使用安排。", Topic: `综合政务\其他`},
	}
}

// repeal is document (c): it repeals (a) from the civil day on.
func repeal(target, title string, number document.Number, on document.Date, file *File) dossier.Content {
	c := dossier.Content{
		Text: dossier.Text{
			Kind: document.Decision, Class: document.Normative,
			Title:     "明州市人民政府办公室关于废止停车泊位错时共享管理文件的决定",
			Addressee: "各区人民政府，市政府各部门、各直属单位",
			Body:      fmt.Sprintf(repealBody, title, number, on.Chinese()), EffectiveOn: on,
		},
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{
			Need: dossier.Needed, Outline: "废止原因、已登记事项的处理、生效日期", Form: "文字解读",
			Channel: "市政府门户网站", When: "与文件同步发布",
			Title: "关于废止停车泊位错时共享管理文件的解读", Body: fmt.Sprintf(repealMaterial, on.Chinese()),
		},
		Relations: []dossier.Relation{{Kind: document.Repeals, Target: target, Number: number, Title: title, On: on}},
		Catalogue: dossier.Catalogue{
			Summary: "废止停车泊位错时共享管理方面的规范性文件。", Topic: `城乡建设、环境保护\城市管理`, Article: "行政法规、规章和规范性文件",
		},
	}
	if file != nil {
		c.Text.Title = "明州市人民政府办公室关于废止部分文件的决定"
		c.Text.Body = fmt.Sprintf("经市政府同意，对已经不适应工作需要的文件进行清理，现决定如下。\n\n一、废止《%s》（%s）。\n\n二、本决定自%s起施行。", title, number, on.Chinese())
		c.Interpretation.Title = "关于废止部分文件的解读"
		c.Interpretation.Body = fmt.Sprintf("## 为什么废止\n\n文件提出的任务已经完成，后续工作按照新的安排进行。\n\n## 从哪一天起\n\n自%s起，原文件不再作为管理依据。", on.Chinese())
		c.Catalogue.Summary, c.Catalogue.Topic = "废止已经不适应工作需要的文件。", `综合政务\政务公开`
	}
	return c
}
