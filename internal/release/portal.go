package release

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mingfa/internal/document"
)

const (
	userAgent  = "mingfa-readback/1"
	lookWithin = 15 * time.Second // for each request
	maxPage    = 8 << 20
	maxFile    = 128 << 20
)

// Portal is the public side, seen from outside.
type Portal struct {
	client *http.Client
	base   string // "" when no portal is configured
	via    string // address to read from instead of base, "" = base
}

// NewPortal reads back from the portal at address. An empty address is no error:
// then there is nothing to read back, and nothing can be published.
func NewPortal(client *http.Client, address string) (*Portal, error) {
	p := &Portal{client: stranger(client)}
	if address == "" {
		return p, nil
	}
	var err error
	p.base, err = base(address)
	return p, err
}

// Via returns the same portal, read from another address: that of the portal
// itself, where the public one lies behind a proxy that this machine can't reach.
// Links and addresses stay the public ones.
func (p *Portal) Via(address string) (*Portal, error) {
	out := *p
	if address == "" {
		return &out, nil
	}
	var err error
	out.via, err = base(address)
	return &out, err
}

// Address returns the page of a document, "" when no portal is configured.
func (p *Portal) Address(documentID string) string {
	if p.base == "" {
		return ""
	}
	return p.base + "/d/" + url.PathEscape(documentID)
}

func (p *Portal) file(documentID string) string { return p.Address(documentID) + "/file.pdf" }

func (p *Portal) interpretation(documentID string) string { return p.Address(documentID) + "/jiedu" }

// ReadBack fetches the page, the interpretation and the file of a release like an
// anonymous visitor (invariant 11). It succeeds only if the page shows the
// number, this release or a later one, the words of validity and the way to the
// interpretation, and the file and all pictures have the digests that were released.
func (p *Portal) ReadBack(ctx context.Context, r document.Released, words document.Words) (map[string]any, error) {
	proof := map[string]any{"page": p.reach(p.Address(r.Document)), "expected_no": r.No}
	if p.base == "" {
		return proof, missed("no-portal", "尚未配置公开门户地址。", nil)
	}
	seen, err := p.page(ctx, p.Address(r.Document))
	if err != nil {
		return proof, err
	}
	proof["shown_no"] = seen.release
	if err := seen.shows(r, words); err != nil {
		return proof, err
	}
	if r.Interpretation != nil {
		if err := p.explained(ctx, seen, r); err != nil {
			return proof, err
		}
		proof["interpretation"] = p.interpretation(r.Document)
	}
	if err := p.illustrated(ctx, seen, r); err != nil {
		return proof, err
	}
	if len(r.Pictures) > 0 {
		proof["pictures"] = len(r.Pictures)
	}
	digest, err := p.digest(ctx, p.file(r.Document))
	if err != nil {
		return proof, err
	}
	proof["pdf_digest"] = digest
	// A later release may have brought another file; its own reading looks at that.
	if seen.release == r.No && digest != r.File.Digest {
		return proof, missed("wrong-file", "门户上的PDF文件与发布的文件不一致。", nil)
	}
	return proof, nil
}

// illustrated checks that each picture of the release is there, to the byte. A later
// release may have brought others; its own reading looks at those.
func (p *Portal) illustrated(ctx context.Context, seen page, r document.Released) error {
	if seen.release != r.No {
		return nil
	}
	for _, x := range r.Pictures {
		digest, err := p.digest(ctx, p.Address(r.Document)+x.Path())
		if err != nil {
			return err
		}
		if digest != x.Digest {
			return missed("wrong-picture", "门户上的图片“"+x.Name+"”与发布的不一致。", nil)
		}
	}
	return nil
}

// explained checks that the page leads to the interpretation and that it is
// there (IN-02: both or none).
func (p *Portal) explained(ctx context.Context, seen page, r document.Released) error {
	if there := p.interpretation(r.Document); !seen.links(there) && !seen.links(p.reach(there)) {
		return missed("no-interpretation-link", "门户页面没有解读材料的链接。", nil)
	}
	other, err := p.page(ctx, p.interpretation(r.Document))
	if err != nil {
		return err
	}
	if !other.contains(r.Interpretation.Title) {
		return missed("no-interpretation", "门户上没有本件的解读材料。", nil)
	}
	return nil
}

// reach returns where to read what the public finds at the address.
func (p *Portal) reach(address string) string {
	if p.via == "" {
		return address
	}
	return p.via + strings.TrimPrefix(address, p.base)
}

func (p *Portal) page(ctx context.Context, address string) (page, error) {
	address = p.reach(address)
	b, err := p.get(ctx, address, maxPage)
	if err != nil {
		return page{}, err
	}
	return parsePage(address, b)
}

func (p *Portal) digest(ctx context.Context, address string) (string, error) {
	b, err := p.get(ctx, p.reach(address), maxFile)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

func (p *Portal) get(ctx context.Context, address string, limit int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("release: %s: %w", address, err)
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Cache-Control", "no-cache")
	reply, err := p.client.Do(request)
	if err != nil {
		return nil, missed("portal-unreachable", "无法连接公开门户。", err)
	}
	defer func() { _ = reply.Body.Close() }()
	if reply.StatusCode != http.StatusOK {
		return nil, missed("portal-status", fmt.Sprintf("公开门户返回状态码%d。", reply.StatusCode), fmt.Errorf("GET %s", address))
	}
	b, err := readUpTo(reply.Body, limit)
	if err != nil {
		return nil, missed("portal-broken", "公开门户的应答没有读完。", err)
	}
	return b, nil
}
