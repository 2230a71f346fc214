package pdf

import "strings"

// notice is a short notice on one page.
func notice() Sheet {
	return Sheet{
		Head: "明州市人民政府办公室文件", Number: "明政办发〔2026〕18号",
		Title:     "明州市人民政府办公室关于2026年冬季政务服务大厅延长办公时间的通知",
		Addressee: "各区人民政府,市政府各部门、各直属机构",
		Body: "为方便企业和群众在冬季办事，经市政府同意，决定自2026年12月1日起延长政务服务大厅办公时间。现将有关事项通知如下：\n" +
			"一、工作日延长至19时，周六开放半天，由市政务服务局负责排班并向社会公告。\n" +
			"二、各进驻部门要保证窗口人员到岗，联系电话（0555）12345678应当有人接听。",
		SignOrgan: "明州市人民政府办公室", DatedOn: day(2026, 11, 21), Note: "此件主动公开",
		CopyTo:     "市委各部委,市人大常委会办公室,市政协办公室,市监委,市中级人民法院,市人民检察院",
		PrintOrgan: "明州市人民政府办公室", PrintedOn: day(2026, 11, 21),
		VerifyURL: "https://zwgk.mingzhou.example/v/8f3c2a91d0b7",
		Metadata:  []byte(`{"number":"明政办发〔2026〕18号"}`),
	}
}

// normative is a normative document of several pages with two annexes.
func normative() Sheet {
	s := notice()
	s.Number = "明政办发〔2026〕19号"
	s.Title = "明州市人民政府办公室关于印发明州市城市公共停车场管理办法（试行）的通知"
	s.Body = normativeBody()
	s.Annexes = []Annex{
		{Title: "公共停车场分类和收费标准", Body: "各类停车场按下表执行。\n\n| 类别 | 范围 | 首小时（元） | 每日最高（元） |\n|---|---|---|---|\n" +
			"| 一类 | 中心城区主要道路及其两侧一百米以内的场所 | 5 | 40 |\n| 二类 | 中心城区其他区域 | 3 | 24 |\n| 三类 | 其他区域 | 2 | 10 |\n\n备注：新能源汽车首小时免费。"},
		{Title: "停车场备案表填写说明", Body: "1. 名称应当与登记证书一致。\n2. 泊位数量按实际划线计算。\n- 地面泊位\n- 地下泊位"},
	}
	return s
}

func normativeBody() string {
	paragraphs := []string{
		"《明州市城市公共停车场管理办法（试行）》已经市政府第32次常务会议审议通过，现印发给你们，请认真贯彻执行。",
		"## 第一章 总则",
		"第一条 为了规范城市公共停车场的规划、建设和管理，改善停车秩序，根据有关法律、法规，结合本市实际，制定本办法。",
		"第二条 本市城市建成区内公共停车场的规划、建设、使用和监督管理，适用本办法。",
		"第三条 停车场管理坚持统一规划、建管并重、便民利民的原则。",
		"## 第二章 规划与建设",
		"第四条 市自然资源和规划部门会同市公安机关编制停车场专项规划，报市政府批准后公布实施。专项规划应当与综合交通规划相衔接，明确布局、规模、建设时序和配套要求。",
		"第五条 新建公共建筑应当按照标准配建停车泊位。配建的停车场应当与主体工程同步设计、同步施工、同步验收、同步交付使用。",
		"（一）配建标准。住宅小区每户不少于1.2个泊位，医院每100平方米不少于1.5个泊位，学校另行规定。",
		"（二）充电设施。新建停车场安装充电设施的泊位不得低于总数的20%，预留安装条件的泊位应当达到100%，并接入全市统一平台（网址：https://parking.mingzhou.example/open/api/v2/spaces?district=all）。",
		"1. 快充泊位不少于充电泊位的三分之一。",
		"（1）快充功率不低于60kW。",
		"## 第三章 附则",
		"第六条 本办法由市城市管理部门负责解释。",
		"第七条 本办法自2027年1月1日起施行，有效期至2028年12月31日。",
	}
	return strings.Join(paragraphs, "\n\n")
}

// letter is a reply to a citizen's proposal, in the form of a letter.
func letter() Sheet {
	s := notice()
	s.Form, s.Head, s.Number = Letter, "明州市人民政府办公室", "明政办函〔2026〕7号"
	s.Title = "明州市人民政府办公室关于市政协第十届四次会议第108号提案的答复函"
	s.Addressee = "李明委员"
	s.Body = "您提出的《关于增加老城区停车泊位的提案》收悉。现答复如下：\n一、今年以来，我市新增公共停车泊位3200个，其中老城区860个。\n二、明年将继续利用零星地块建设小型停车场。感谢您对我市工作的关心和支持。"
	return s
}

// order is an order of the government that issues rules.
func order() Sheet {
	s := notice()
	s.Form, s.Head, s.Number, s.Title = Order, "明州市人民政府令", "第8号", "明州市停车场管理规定"
	s.Signer, s.SignerPost, s.CopyTo, s.Note = "王喆", "市长", "", "此件主动公开"
	s.Body = "《明州市停车场管理规定》已经2026年11月2日市政府第52次常务会议通过，现予公布，自2027年1月1日起施行。\n\n# 明州市停车场管理规定\n\n" +
		"第一条 为了加强停车场管理，制定本规定。\n第二条 本市行政区域内停车场的规划、建设和管理，适用本规定。\n第三条 本规定自2027年1月1日起施行。"
	return s
}

// minutes are those of a meeting.
func minutes() Sheet {
	s := notice()
	s.Form, s.Head, s.Number, s.Title = Minutes, "明州市人民政府办公室专题会议纪要", "第12期", "关于研究公共停车场建设有关问题的会议纪要"
	s.Body = "2026年11月20日，市政府副秘书长赵某主持召开专题会议，研究公共停车场建设有关问题。现纪要如下：\n一、会议认为，停车场建设事关群众出行，必须抓紧推进。\n二、会议议定，由市城管局牵头，年底前完成选址。"
	s.Present = "市城管局张某、市公安局李某、市自然资源局孙某、市住房城乡建设局周某、市财政局吴某"
	s.Attending = "市城投集团郑某"
	return s
}

// joint is a document of three authorities.
func joint() Sheet {
	s := notice()
	s.Head, s.JointHead = "", []string{"明州市城市管理局", "明州市公安局", "明州市自然资源和规划局"}
	s.Number, s.Title = "明城管发〔2026〕33号", "明州市城市管理局 明州市公安局 明州市自然资源和规划局关于联合开展停车秩序专项整治的通知"
	s.SignOrgan, s.JointSign = "明州市城市管理局", []string{"明州市公安局", "明州市自然资源和规划局"}
	s.PrintOrgan = "明州市城市管理局办公室"
	return s
}
