package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"mingfa/internal/document"
	"mingfa/internal/rulebook"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// lawFlags say by which policies a tool judges. What is not named is that of the
// system, so that a tool never answers by another law than the system it stands beside.
type lawFlags struct {
	dataFlag
	Policies string `help:"覆盖内置制度文件的文件夹；不填则与正在运行的系统相同，没有运行的用数据文件夹中的 policies（有的话）。" env:"MINGFA_POLICIES" type:"path"`
	Region   string `help:"执行哪一地区的规则；不填则与正在运行的系统相同，没有运行的为 national。" env:"MINGFA_REGION"`
}

// law is a folder of policies and a region of it.
type law struct {
	Policies string // "" = the embedded ones only
	Region   string // never ""
}

// law resolves what was not named.
func (f lawFlags) law() law {
	l := law{f.Policies, f.Region}
	if system, err := readRunning(f.Data); err == nil {
		l.Policies, l.Region = cmp.Or(l.Policies, system.Policies), cmp.Or(l.Region, system.Region)
	}
	return law{ownPolicies(l.Policies, f.Data), cmp.Or(l.Region, rulebook.National)}
}

// load reads the law that a tool judges by. Where none was named it is that of the running
// system, and a folder that was changed and not put into force there is refused: the tool
// would answer otherwise than the system does.
func (f lawFlags) load() (law, verdict.Laws, error) {
	by := f.law()
	laws, digest, err := loadPolicies(by.Policies, by.Region)
	if err != nil || f.Policies != "" {
		return by, laws, err
	}
	if system, notRunning := readRunning(f.Data); notRunning == nil {
		err = system.agrees(digest)
	}
	return by, laws, err
}

// agrees refuses a digest that is not that of the law in force in the running system.
func (r running) agrees(digest string) error {
	force, err := r.edition()
	if err == nil && force.Digest != digest {
		err = document.Refuse(document.Conflict, "policies-not-loaded", "制度文件夹的内容（指纹"+short(digest)+"）与系统现行的制度（指纹"+short(force.Digest)+
			"）不一致：文件夹改动之后没有重新载入。请先在系统设置中重新载入制度；要按指定的文件夹计算的，请用 --policies 写明。")
	}
	return err
}

// edition names a law by what is in it: the digest over all policy files, and the region.
type edition struct {
	Digest string `json:"digest"`
	Region string `json:"region"`
}

func (l law) edition() (edition, error) {
	_, digest, err := loadPolicies(l.Policies, l.Region)
	return edition{digest, l.Region}, err
}

// in says why the edition is not the one in force, nil when it is.
func (e edition) in(force edition) error {
	var message string
	switch {
	case e.Region != force.Region:
		message = fmt.Sprintf("指定的地区“%s”不是系统现行的地区“%s”，没有改动任何期限。请去掉 --region。", e.Region, force.Region)
	case e.Digest != force.Digest:
		message = "所用的制度文件（指纹" + short(e.Digest) + "）与系统现行的制度（指纹" + short(force.Digest) +
			"）不一致，没有改动任何期限。请先在系统设置中重新载入制度，或者更正 --policies。"
	default:
		return nil
	}
	return document.Refuse(document.Conflict, "policies-not-in-force", message)
}

func short(digest string) string { return digest[:min(len(digest), 12)] }

// moved is an obligation that got another date.
type moved struct {
	Document string        `json:"document"`
	Rule     string        `json:"rule"`
	Title    string        `json:"title"`
	DueOn    document.Date `json:"due_on"`
}

func movedBy(list []store.Obligation) []moved {
	out := make([]moved, len(list))
	for i, o := range list {
		out[i] = moved{o.Document, o.Rule, o.Title, o.DueOn}
	}
	return out
}

// redate dates the open obligations anew by the policies in force, if the edition is
// theirs; what is in force is not read again from the folder.
func (p *plant) redate(ctx context.Context, asked edition) ([]moved, error) {
	laws := p.inForce.Laws()
	if err := asked.in(edition{p.Policies(), laws.Region.ID}); err != nil {
		return nil, err
	}
	list, err := p.h.record.Redate(ctx, laws.Date, p.h.printer.now())
	return movedBy(list), err
}

// tell is the door at which other processes on this machine ask what is in force.
func (p *plant) tell(w http.ResponseWriter, _ *http.Request) {
	_ = json.NewEncoder(w).Encode(edition{p.Policies(), p.inForce.Laws().Region.ID})
}

// redating is the door of redate for other processes on this machine.
func (p *plant) redating(w http.ResponseWriter, r *http.Request) {
	var asked edition
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4<<10)).Decode(&asked); err != nil {
		http.Error(w, "no edition", http.StatusBadRequest)
		return
	}
	list, err := p.redate(r.Context(), asked)
	refused, ok := errors.AsType[*document.Error](err)
	switch {
	case ok && refused.Kind == document.Conflict:
		http.Error(w, refused.Message, http.StatusConflict)
	case err != nil:
		http.Error(w, "redate failed", http.StatusInternalServerError)
	default:
		_ = json.NewEncoder(w).Encode(list)
	}
}

// edition asks the running system what is in force.
func (r running) edition() (edition, error) {
	req, err := http.NewRequest(http.MethodGet, r.Control+"/edition", http.NoBody) //nolint:noctx // loopback; ends with the system
	if err != nil {
		return edition{}, err
	}
	req.Header.Set("Authorization", "Bearer "+r.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return edition{}, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return edition{}, fmt.Errorf("正在运行的系统没有答复现行制度（%s），请重新启动系统", res.Status)
	}
	var e edition
	return e, json.NewDecoder(res.Body).Decode(&e)
}

// redate lets the running system date its obligations anew.
func (r running) redate(ctx context.Context, asked edition) ([]moved, error) {
	body, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.Control+"/redate", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+r.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	switch res.StatusCode {
	case http.StatusOK:
		var list []moved
		return list, json.NewDecoder(res.Body).Decode(&list)
	case http.StatusConflict:
		said, err := io.ReadAll(io.LimitReader(res.Body, 4<<10))
		if err != nil {
			return nil, err
		}
		return nil, document.Refuse(document.Conflict, "policies-not-in-force", string(bytes.TrimSpace(said)))
	default:
		return nil, fmt.Errorf("重新计算期限没有完成（%s），详见数据文件夹中的 mingfa.log", res.Status)
	}
}

// inForceIn is the digest of the policies that the register has as in force. One in
// which no process ever started can't say what its processes judge by.
func inForceIn(ctx context.Context, s *store.Store) (string, error) {
	e, err := s.LatestPolicyEdition(ctx)
	if err == nil && e.Digest == "" {
		err = document.Refuse(document.Conflict, "no-edition",
			"登记中没有现行制度的版本，无法核对，没有改动任何期限。系统启动时即登记现行制度，请先启动系统再重新计算。")
	}
	return e.Digest, err
}
