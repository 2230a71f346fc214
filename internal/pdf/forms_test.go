package pdf

import (
	"fmt"
	"strings"
)

// upward is a request to the government above, with those who sign for its issuers.
func upward(signers string) Sheet {
	s := notice()
	s.Signer, s.Title, s.CopyTo = signers, "明州市人民政府办公室关于请求批准明州市城市公共停车场专项规划的请示", ""
	s.Addressee, s.Note = "省人民政府", "联系人：钱某，联系电话：0555-12345678；此件依申请公开"
	s.Body = "为缓解中心城区停车难问题，我市组织编制了《明州市城市公共停车场专项规划（2026—2030年）》。该规划已经专家评审、合法性审查和市政府常务会议审议通过，现呈上，请予批准。\n妥否，请批示。"
	s.Annexes = []Annex{{Title: "明州市城市公共停车场专项规划（2026—2030年）", Body: "第一条 规划范围为中心城区建成区，面积为128平方千米。\n第二条 规划期限为2026年至2030年。"}}
	return s
}

// organs are the bodies of a joint document, as many as asked for, at most eight.
func organs(n int) []string {
	return []string{
		"明州市城市管理局", "明州市公安局", "明州市自然资源和规划局", "明州市住房和城乡建设局", "明州市交通运输局", "明州市财政局",
		"明州市市场监督管理局", "明州市数据资源管理局",
	}[:n]
}

// jointly is a document of so many bodies.
func jointly(n int) Sheet {
	s := joint()
	s.JointHead, s.SignOrgan, s.JointSign = organs(n), organs(n)[0], organs(n)[1:]
	s.Title = "关于联合开展停车秩序专项整治的通知"
	return s
}

// annexed is a notice with so many annexes.
func annexed(n int) Sheet {
	s := notice()
	s.Annexes = nil
	for i, title := range []string{
		"公共停车场分类和收费标准", "停车场备案表填写说明以及明州市城市公共停车场经营者信用等级评定办法（试行）", "停车秩序专项整治任务分工", "举报电话一览",
		"停车泊位标线施划要求",
	}[:n] {
		s.Annexes = append(s.Annexes, Annex{Title: title, Body: fmt.Sprintf("一、本件为第%d件附件。\n二、各单位按照要求办理。\n- 地面泊位\n- 地下泊位", i+1)})
	}
	return s
}

// levels shows the four ranks of headings, text that runs on, lists and links.
func levels() Sheet {
	s := notice()
	s.Title, s.Number = "明州市人民政府办公室关于进一步优化停车服务的实施意见", "明政办发〔2026〕21号"
	s.Body = strings.Join([]string{
		"为进一步优化停车服务，方便群众出行，经市政府同意，现提出如下意见。",
		"一、总体要求", "（一）指导思想。坚持以人民为中心，统筹停车供给与需求，着力补短板、强弱项、提品质。",
		"（二）主要目标", "1. 到2027年年底，新增公共泊位12000个，其中充电泊位2400个。", "（1）中心城区新增5000个。", "（2）其他区域新增7000个。",
		"二、重点任务", "（一）加快数据联通。各停车场应当接入全市统一平台，接口地址为https://parking.mingzhou.example/open/api/v2/spaces?district=all&type=public&from=2026-12-01，并符合GB/T 35789.1—2017的规定。",
		"（二）方便特殊群体。下列场所应当设置无障碍泊位：", "- 医院、学校、体育场馆", "- 车站、机场、码头，其出入口与无障碍泊位之间的路线应当设置连续、清晰的引导标识，并保持畅通", "- 政务服务大厅",
		"三、保障措施", "（一）加强领导。市政府成立专班，由赵玥、钱䶮、孙喆、李赟、周芃同志负责，办公室设在市城管局（Email: tc@mingzhou.example）。",
		"（二）强化宣传。通过“明州发布”App、Web网站等渠道开展宣传，回应群众关切的“停车难”“停车乱”“停车贵”等问题；对典型经验，要及时总结、推广。",
	}, "\n")
	return s
}

// titled is a notice with a title of its own.
func titled(title string) Sheet {
	s := notice()
	s.Title = title
	return s
}

// tableOf is a table with so many columns and rows below the head.
func tableOf(columns, rows int) string {
	var b strings.Builder
	head := []string{"序号", "区县", "新增泊位（个）", "充电泊位（个）", "投资额（万元）", "责任单位", "备注"}
	for k := range columns {
		name := fmt.Sprintf("指标%d", k+1)
		if columns <= len(head) {
			name = head[k]
		}
		b.WriteString("| " + name + " ")
	}
	b.WriteString("|\n" + strings.Repeat("|---", columns) + "|\n")
	for r := range rows {
		row := []string{
			fmt.Sprint(r + 1), "明州市第" + string([]rune("一二三四五六七八九十")[r%10]) + "区", fmt.Sprint(1200 + 37*r), fmt.Sprint(240 + 7*r),
			fmt.Sprintf("%d,%03d.50", 1+r%9, 100+r), "区城市管理局、区自然资源和规划局", "",
		}
		if columns == 7 && r%5 == 2 {
			row[6] = "其中老旧小区改造配建泊位另行统计，按照市住房城乡建设局《关于老旧小区停车泊位认定有关问题的通知》的规定执行"
		}
		for k := range columns {
			cell := fmt.Sprint(100*r + k)
			if columns <= len(row) {
				cell = row[k]
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// tabled is a notice with such a table in it.
func tabled(columns, rows int) Sheet {
	s := notice()
	s.Title = "明州市人民政府办公室关于下达2026年度停车泊位建设任务的通知"
	s.Body = "现将2026年度停车泊位建设任务下达给你们，请认真组织实施。\n\n" + tableOf(columns, rows) + "\n请于每月5日前报送进度。"
	return s
}
