package web

import (
	"net/http"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// ledgerPageLength is how many entries a page of the ledger shows.
const ledgerPageLength = 100

// ledgerPage shows the ledger to auditors.
type ledgerPage struct {
	page
	From        int64
	Entries     []desk.LedgerEntry
	Prior, Next int64 // where the neighbouring pages begin, 0 = none
	Proof       *desk.Proof
}

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
	from, err := strconv.ParseInt(r.FormValue("from"), 10, 64)
	if err != nil || from < 1 {
		from = 1
	}
	entries, err := b.counter.Ledger(r.Context(), me.ID, from, ledgerPageLength+1)
	if err != nil {
		return err
	}
	p := ledgerPage{page: b.page(me, "台账", "ledger"), From: from, Entries: entries, Proof: proof}
	if len(entries) > ledgerPageLength {
		p.Entries, p.Next = entries[:ledgerPageLength], entries[ledgerPageLength].Seq
	}
	if from > 1 {
		p.Prior = max(1, from-ledgerPageLength)
	}
	b.render(w, http.StatusOK, "ledger", p)
	return nil
}

// ledgerActs name the acts of the ledger that are no verb of the way.
var ledgerActs = map[string]string{ //nolint:gosec // names of acts, not passwords
	"document.create": "建立公文", "document.save": "保存文稿", "document.import": "导入文件", "document.ledger": "查看台账",
	"document.store": "存入", "document.published": "发布完成", "document.release_failed": "发布未成",
	"file.add": "存入文件", "release.switch": "切换发布", "person.appoint": "授予岗位职责", "person.revoke": "收回岗位职责",
	"person.add": "新增人员", "person.suspend": "停用账号", "person.restore": "恢复账号", "person.activate": "停用、恢复账号", "person.move": "调动",
	"person.password_link": "生成设置口令的链接", "person.password": "设置口令", "unit.put": "变更机构", "policy.reload": "重新载入制度文件",
	"scan.examine": "核定扫描发现的问题", "document.examine": "核定扫描发现的问题",
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
