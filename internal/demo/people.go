package demo

import "mingfa/internal/document"

// Password is the password of every demo person. Demo people exist only in the
// embedded default, never in production.
const Password = "mingfa-2026"

// Unit is a unit of the demo office.
type Unit struct {
	ID, Name, ShortName, Parent string
	Agency                      string // 机关代字; only of a body that issues in its own name
	OrgCode                     string // 统一社会信用代码
	Head                        string // 发文机关标志
}

// Person is a demo person with one appointment.
type Person struct {
	ID, Login, Name string
	Unit            string
	Role            document.Role
}

// Units returns the invented office: one issuing body with its internal units.
func Units() []Unit {
	const office = "office"
	return []Unit{
		{ID: office, Name: "明州市人民政府办公室", ShortName: "市政府办公室", Agency: "明政办发", OrgCode: "11339900MB0A123454", Head: "明州市人民政府办公室文件"},
		{ID: "business", Name: "明州市人民政府办公室营商环境处", ShortName: "营商环境处", Parent: office},
		{ID: "logistics", Name: "明州市人民政府办公室行政事务处", ShortName: "行政事务处", Parent: office},
		{ID: "openness", Name: "明州市人民政府办公室政务公开处", ShortName: "政务公开处", Parent: office},
		{ID: "secrecy", Name: "明州市人民政府办公室保密办", ShortName: "保密办", Parent: office},
		{ID: "legal", Name: "明州市人民政府办公室法制处", ShortName: "法制处", Parent: office},
		{ID: "records", Name: "明州市人民政府办公室文电处", ShortName: "文电处", Parent: office},
		{ID: "centre", Name: "明州市政府信息公开服务中心", ShortName: "信息公开中心", Parent: office},
	}
}

// People returns the demo people: the eight who carry the documents, and three
// more who look on.
func People() []Person {
	return []Person{
		{"p-drafter", "shenruoxi", "沈若溪", "business", document.Drafter},
		{"p-head", "lujianming", "陆建明", "business", document.UnitHead},
		{"p-openness", "guqing", "顾青", "openness", document.DisclosureOfficer},
		{"p-secrecy", "yanshouzheng", "严守正", "secrecy", document.SecrecyReviewer},
		{"p-legal", "fangheng", "方衡", "legal", document.LegalReviewer},
		{"p-office", "zhoubingwen", "周秉文", "records", document.OfficeChecker},
		{"p-signer", "zhenghuaiyuan", "郑怀远", "office", document.Signer},
		{"p-publisher", "linxiaolan", "林晓岚", "centre", document.Publisher},
		{"p-fair", "tangping", "唐平", "legal", document.CompetitionReviewer},
		{"p-auditor", "hejian", "何鉴", "records", document.Auditor},
		{"p-admin", "jiangan", "江安", "centre", document.Administrator},
	}
}
