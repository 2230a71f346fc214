package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"time"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"

	"mingfa/internal/actor"
	"mingfa/internal/blob"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
	"mingfa/internal/pdf"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// house is what workbench and worker both stand on.
type house struct {
	record  *store.Store
	plant   *plant
	blobs   *blob.Dir
	printer printer
	intake  *intake.Reader
	pages   *extract.Worker
}

// houseConfig says where the parts of a house are.
type houseConfig struct {
	houseFlags
	data        string
	databaseURL string
	publicURL   string
	site        string
	now         func() time.Time
}

// openHouse loads laws, calendar and fonts, opens record and files, and reads the
// seal. The laws are checked before anything is connected, and put on record as in force.
func openHouse(ctx context.Context, c houseConfig) (*house, error) {
	c.Policies = ownPolicies(c.Policies, c.data)
	laws, digest, err := loadPolicies(c.Policies, c.Region)
	if err != nil {
		return nil, err
	}
	h := &house{}
	h.plant = &plant{h: h, folder: c.Policies, data: c.data, region: c.Region, inForce: verdict.NewInForce(laws)}
	h.plant.enforce(laws, digest)
	fonts, err := pdf.LoadFonts(pdf.FontConfig{Dirs: c.Fonts})
	if err != nil {
		return nil, err
	}
	seal, err := sealIdentity(c)
	if err != nil {
		return nil, err
	}
	trust, err := withClocks(pdf.TrustIn(seal), c.TSACert)
	if err != nil {
		return nil, err
	}
	h.printer = printer{believed: trust, inForce: h.plant.inForce, fonts: fonts, seal: seal, publicURL: c.publicURL, now: c.now}
	if h.intake, h.pages, err = c.reader(ctx, filepath.Join(c.data, "pdf-worker")); err != nil {
		return nil, err
	}
	files := c.Files
	if files == "" {
		files = filepath.Join(c.data, "files")
	}
	if h.blobs, err = blob.Open(files); err != nil {
		return nil, err
	}
	h.record, err = store.Open(ctx, c.databaseURL, store.Options{Follow: h.plant.inForce.Published, Shown: h.plant.inForce.Shown})
	if err != nil {
		return nil, err
	}
	// What this process judges by is what is in force: the register has to know it, or
	// nothing could be held against it before somebody reloads the policies.
	if err := h.record.StartWithPolicies(ctx, digest, c.now()); err != nil {
		h.record.Close()
		return nil, err
	}
	return h, nil
}

func (h *house) close() { h.record.Close() }

// sealKey and sealChain are the files of the seal that the system makes on its
// first start. An office replaces them with its own by MINGFA_SEAL_KEY and
// MINGFA_SEAL_CERT.
func sealFiles(c houseConfig) (key, chain string) {
	if c.SealKey != "" {
		return c.SealKey, c.SealCert
	}
	return filepath.Join(c.data, "seal", "key.pem"), filepath.Join(c.data, "seal", "chain.pem")
}

func sealIdentity(c houseConfig) (*pdf.Identity, error) {
	id, err := c.identity(c.data)
	if !errors.Is(err, fs.ErrNotExist) {
		return id, err
	}
	keyPath, chainPath := sealFiles(c)
	if id, err = makeSeal(c, keyPath, chainPath); err != nil {
		return nil, err
	}
	return c.formed(id)
}

func makeSeal(c houseConfig, keyPath, chainPath string) (*pdf.Identity, error) {
	id, err := pdf.NewIdentity(c.site, c.now().Add(-time.Hour))
	if err != nil {
		return nil, err
	}
	key, chain, err := id.MarshalPEM()
	if err != nil {
		return nil, err
	}
	// The chain first: a key without its chain would be taken for a broken seal.
	if err := writeSecret(chainPath, chain); err != nil {
		return nil, err
	}
	return id, writeSecret(keyPath, key)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// dial connects to Temporal with the interceptor that signs who acts.
func dial(ctx context.Context, o client.Options, key []byte, log *slog.Logger) (client.Client, error) {
	sign, err := actor.Client(key)
	if err != nil {
		return nil, err
	}
	o.Interceptors = append(o.Interceptors, sign)
	o.Logger = sdklog.NewStructuredLogger(log)
	c, err := client.DialContext(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("连接 Temporal（%s）: %w", o.HostPort, err)
	}
	return c, nil
}
