package web

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// ledgerPageLength is how many entries a page of the ledger shows.
const ledgerPageLength = 100

// ledgerPage shows the ledger to auditors, the newest entries first.
type ledgerPage struct {
	page
	desk.LedgerPage
	Query  desk.LedgerQuery
	Acts   []choice // what can be chosen, by name
	People []choice
	Proof  *desk.Proof
}

// Older is the address of the page with the entries before these, "" for none.
func (p ledgerPage) Older() string {
	if p.Next == 0 {
		return ""
	}
	v := url.Values{"to": {strconv.FormatInt(p.Next, 10)}}
	for name, value := range map[string]string{
		"act": p.Query.Act, "person": p.Query.Person, "subject": p.Query.Subject, "from": string(p.Query.From), "until": string(p.Query.Until),
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return "/ledger?" + v.Encode()
}

// FromDay is the field of the day from which entries are shown.
func (p ledgerPage) FromDay() dayField {
	return newDayField("ledger-from", "from", p.Query.From, "", nil)
}

// UntilDay is the field of the last such day.
func (p ledgerPage) UntilDay() dayField {
	return newDayField("ledger-until", "until", p.Query.Until, "", nil)
}

// noPerson is the actor of what no person did.
const noPerson = "mingfa"

// Name returns the name of a person, or the id where there is none of it.
func (p ledgerPage) Name(id string) string {
	if name := p.Names[id]; name != "" {
		return name
	}
	if id == noPerson {
		return "系统"
	}
	return id
}

// Named returns the title of a document, "" for another subject.
func (p ledgerPage) Named(id string) string { return p.Titles[id] }

func (b *bench) ledger(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	return b.showLedger(w, r, me, nil)
}

// proveLedger checks the whole chain and shows the outcome above the entries.
func (b *bench) proveLedger(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	proof, err := b.counter.ProveLedger(r.Context(), me.ID)
	if err != nil {
		return err
	}
	return b.showLedger(w, r, me, &proof)
}

func (b *bench) showLedger(w http.ResponseWriter, r *http.Request, me desk.Person, proof *desk.Proof) error {
	q, err := ledgerQuery(r)
	if err != nil {
		return err
	}
	found, err := b.counter.LatestLedger(r.Context(), me.ID, q)
	if err != nil {
		return err
	}
	p := ledgerPage{page: b.page(me, "台账", "ledger"), LedgerPage: found, Query: q, Acts: byLabel(chosenActs()), People: byLabel(found.Names), Proof: proof}
	b.render(w, http.StatusOK, "ledger", p)
	return nil
}

// ledgerQuery reads what a request asks of the ledger. The error is an Invalid
// *document.Error that names the field.
func ledgerQuery(r *http.Request) (desk.LedgerQuery, error) {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	q := desk.LedgerQuery{
		Act: get("act"), Person: get("person"), Subject: get("subject"),
		From: typedDate(get("from")), Until: typedDate(get("until")), Limit: ledgerPageLength,
	}
	if to := get("to"); to != "" {
		n, err := strconv.ParseInt(to, 10, 64)
		if err != nil || n < 1 {
			return q, document.Refuse(document.Invalid, "bad-sequence", fmt.Sprintf("序号“%s”不是正整数。请填写台账的序号，如120；不填为从最新的看起。", to))
		}
		q.To = n
	}
	return q, refuseDates([]named{{"from", "时间自", q.From}, {"until", "时间至", q.Until}})
}

// chosenActs are the acts by which the ledger can be asked, with their names.
func chosenActs() map[string]string {
	out := maps.Clone(ledgerActs)
	for _, v := range document.Verbs() {
		if label := ledgerAct("document." + string(v)); v.Known() {
			out["document."+string(v)] = label
		}
	}
	return out
}

// byLabel are choices in the order of their names.
func byLabel(labels map[string]string) []choice {
	var out []choice
	for value, label := range labels {
		out = append(out, choice{value, label})
	}
	slices.SortFunc(out, func(a, b choice) int {
		return cmp.Or(strings.Compare(a.Label, b.Label), strings.Compare(a.Value, b.Value))
	})
	return out
}

// ledgerActs name the acts of the ledger that are no verb of the way.
var ledgerActs = map[string]string{ //nolint:gosec // names of acts, not passwords
	"document.create": "建立公文", "document.save": "保存文稿", "document.import": "导入文件", "document.ledger": "查看台账",
	"document.store": "存入", "document.published": "发布完成", "document.release_failed": "发布未成",
	"file.add": "存入文件", "original.add": "上传成品 PDF", "release.switch": "切换发布", "person.appoint": "授予岗位职责", "person.revoke": "收回岗位职责",
	"person.add": "新增人员", "person.suspend": "停用账号", "person.restore": "恢复账号", "person.activate": "停用、恢复账号", "person.move": "调动",
	"person.password_link": "生成设置口令的链接", "person.password": "设置口令", "unit.put": "变更机构", "policy.reload": "重新载入制度文件", "policy.start": "启动时载入制度文件",
	"document.system": "查看系统设置", "document.numbers": "查看编号台账", "document.establishment": "查看机构设置", "document.health": "查看公开情况",
	"document.bulk":      "批量办理（不予办理的）",
	"takedown.take-down": "撤下公开的公文", "takedown.put-back": "提出恢复公开", "takedown.confirm-take-down": "复核同意撤下或者恢复", "takedown.decline-take-down": "复核不同意撤下或者恢复",
	"takedown.seen": "撤下回读核验通过", "takedown.restored": "恢复公开完成", "takedown.restore_failed": "恢复公开未成",
	"reassessment.reassess": "提出调整公开属性", "reassessment.approve": "公开属性调整保密审查", "reassessment.return": "退回公开属性调整", "reassessment.sign": "签发公开属性调整",
	"reassessment.release": "发布调整后主动公开的公文", "reassessment.published": "公开属性调整后发布完成", "reassessment.release_failed": "公开属性调整后发布未成",
	"document.countersign": "会签", "document.repealed": "登记废止", "document.search": "保存检索条件", "picture.add": "上传图片",
	"obligation.meet-duty": "登记办结期限", "obligation.stop-duty": "停止期限计时", "obligation.restart-duty": "恢复期限计时", "obligation.report-leak": "登记已报告",
	"obligation.late": "期限逾期", "obligation.redate": "重新计算期限",
	"interpretation.save": "保存随后发布的解读材料", "interpretation.submit": "送审随后发布的解读材料", "interpretation.approve": "同意随后发布的解读材料",
	"interpretation.return": "退回随后发布的解读材料", "interpretation.release": "发布随后发布的解读材料",
	"interpretation.published": "随后的解读材料发布完成", "interpretation.release_failed": "随后的解读材料发布未成",
	"catalogue.complete": "补充目录信息", "document.complete": "补充目录信息（不予办理的）",
	"scan.examine": "核定扫描发现的问题", "document.examine": "核定扫描发现的问题（不予办理的）",
}

// ledgerAct names an act of the ledger in Chinese; an unknown one keeps its code.
func ledgerAct(code string) string {
	if label := ledgerActs[code]; label != "" {
		return label
	}
	if name, ok := strings.CutPrefix(code, "document."); ok {
		if label := document.Verb(name).Label(); label != "" {
			return label
		}
	}
	return code
}

// ledgerOutcomes name the ways in which an act ends.
var ledgerOutcomes = []choice{{"done", "已办"}, {"refused", "被拒绝"}, {"failed", "未成"}}
