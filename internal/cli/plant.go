package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

// plant is what the house runs on, with the way to exchange its policies while it
// runs.
type plant struct {
	h      *house
	folder string // of the overriding policies, "" = the embedded ones only
	data   string // the data folder: the office's own policies may come into it later
	region string

	found atomic.Pointer[string] // the folder in it that was put into force since the start

	inForce *verdict.InForce
	digest  atomic.Pointer[string]
	doors   atomic.Pointer[http.Handler] // of the policies in force
	build   func(verdict.Laws) http.Handler
}

// loadPolicies reads the policies and names them by a digest over all their files.
func loadPolicies(folder, region string) (verdict.Laws, string, error) {
	fsys, err := policies.Load(folder)
	if err != nil {
		return verdict.Laws{}, "", err
	}
	laws, err := verdict.LoadFor(fsys, region)
	if err != nil {
		return verdict.Laws{}, "", err
	}
	digest, err := policyDigest(fsys)
	return laws, digest, err
}

func policyDigest(fsys fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, name)
		fmt.Fprintf(sum, "%s %d\n%s", name, len(b), b)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// look returns the folder to read now. One that was not there at the start is looked for
// again; one that was put into force does not go back to none when it is gone.
func (p *plant) look() string {
	if found := p.found.Load(); found != nil {
		return *found
	}
	return ownPolicies(p.folder, p.data)
}

// keep notes the folder whose policies are in force now.
func (p *plant) keep(folder string) {
	if folder != "" {
		p.found.Store(&folder)
	}
}

// Policies implements desk.Plant.
func (p *plant) Policies() string { return *p.digest.Load() }

// Regions implements desk.Plant.
func (p *plant) Regions() ([]rulebook.Region, string) {
	present := p.inForce.Laws().Region
	fsys, err := policies.Load(p.look())
	if err != nil { // somebody is at work in the folder: what is in force is known
		return []rulebook.Region{present}, present.ID
	}
	all, err := rulebook.LoadRegions(fsys)
	if err != nil {
		return []rulebook.Region{present}, present.ID
	}
	var out []rulebook.Region
	for _, id := range slices.Sorted(maps.Keys(all)) {
		out = append(out, all[id])
	}
	return out, present.ID
}

// Fonts implements desk.Plant.
func (p *plant) Fonts() ([]desk.Font, []string) {
	var out []desk.Font
	for _, u := range p.h.printer.fonts.Uses() {
		out = append(out, desk.Font{Role: u.Role, Name: u.Name})
	}
	return out, p.h.printer.fonts.Substitutions()
}

// Certificates implements desk.Plant.
func (p *plant) Certificates() []desk.Certificate {
	var out []desk.Certificate
	for _, c := range p.h.printer.seal.Certificates() {
		out = append(out, desk.Certificate{Subject: c.Subject.CommonName, Issuer: c.Issuer.CommonName, NotBefore: c.NotBefore, NotAfter: c.NotAfter})
	}
	return out
}

// Reread implements desk.Plant.
func (p *plant) Reread(context.Context) (string, func(), error) {
	folder := p.look()
	laws, digest, err := loadPolicies(folder, p.region)
	if err != nil {
		return "", nil, policiesRefused(err)
	}
	return digest, func() {
		p.keep(folder)
		p.enforce(laws, digest)
	}, nil
}

// enforce exchanges the policies and the doors built on them. What is under way ends
// by the policies with which it began.
func (p *plant) enforce(laws verdict.Laws, digest string) {
	p.inForce.Put(laws)
	p.digest.Store(&digest)
	if p.build != nil {
		doors := p.build(laws)
		p.doors.Store(&doors)
	}
}

// ServeHTTP answers by the policies in force.
func (p *plant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	(*p.doors.Load()).ServeHTTP(w, r)
}

// follow takes over what another process has put into force, until ctx ends. A
// folder that is not the one that was checked there changes nothing here.
func (p *plant) follow(ctx context.Context, every time.Duration, log *slog.Logger) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	told := "" // the edition that was warned of
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		e, err := p.h.record.LatestPolicyEdition(ctx)
		if err != nil || e.Digest == "" || e.Digest == p.Policies() {
			continue
		}
		folder := p.look()
		laws, digest, err := loadPolicies(folder, p.region)
		if err != nil || digest != e.Digest {
			if told == e.Digest {
				continue
			}
			told = e.Digest
			log.WarnContext(ctx, "the policy folder is not what was put into force", "wanted", e.Digest, "found", digest, "err", err)
			continue
		}
		p.keep(folder)
		p.enforce(laws, digest)
		log.InfoContext(ctx, "policies exchanged", "digest", digest)
	}
}

// policiesRefused says of each file what is wrong with it.
func policiesRefused(err error) *document.Error {
	e := &document.Error{Kind: document.Unfit, Code: "policies-refused", Message: "制度文件未通过检查，现行制度不变。", Err: err}
	for _, f := range policies.Faults(err) {
		e.Findings = append(e.Findings, document.Finding{
			Rule: cmp.Or(f.Rule, "policy"), Severity: document.Block, Place: "policies", Message: f.Error(), Remedy: "请改正后重新载入。",
		})
	}
	if len(e.Findings) == 0 {
		e.Findings = []document.Finding{{
			Rule: "policy", Severity: document.Block, Place: "policies", Message: err.Error(), Remedy: "请核对制度文件夹的权限和其中的文件名，再重新载入。",
		}}
	}
	return e
}
