package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Gotenberg is a conversion service by its address: a Converter for offices that
// run LibreOffice in a container of its own. It makes PDF and nothing else, so a
// file can be looked at through it, but not be read as a text.
type Gotenberg struct {
	base   string
	client *http.Client
}

// maxConverted bounds what is read of an answer, in bytes.
const maxConverted = 64 << 20

// NewGotenberg returns the service at an address (http or https).
func NewGotenberg(address string) (*Gotenberg, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("MINGFA_GOTENBERG_URL 须是 http 或者 https 地址，例如 http://gotenberg:3000")
	}
	return &Gotenberg{base: strings.TrimRight(u.String(), "/"), client: &http.Client{Timeout: 2 * time.Minute}}, nil
}

// Convert asks the service. It answers for PDF only.
func (g *Gotenberg) Convert(ctx context.Context, from, to Kind, data []byte) ([]byte, error) {
	if to != PDF {
		return nil, fmt.Errorf("%w: Gotenberg makes no %s", ErrNoConverter, to)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("files", "in"+endings[from][0])
	if err == nil {
		_, err = part.Write(data)
	}
	if err := errors.Join(err, form.Close()); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.base+"/forms/libreoffice/convert", &body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	res, err := g.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask Gotenberg: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	out, err := io.ReadAll(io.LimitReader(res.Body, maxConverted+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the answer of Gotenberg: %w", err)
	case res.StatusCode >= http.StatusInternalServerError && res.StatusCode != http.StatusInternalServerError:
		return nil, fmt.Errorf("Gotenberg answers %s", res.Status)
	case res.StatusCode != http.StatusOK || len(out) > maxConverted || !bytes.HasPrefix(out, []byte("%PDF-")):
		return nil, fmt.Errorf("%w: Gotenberg answers %s", ErrConversion, res.Status)
	}
	return out, nil
}

// Both asks several converters in turn: the first that can do it does it.
type Both []Converter

// Convert returns the first answer that is not ErrNoConverter.
func (b Both) Convert(ctx context.Context, from, to Kind, data []byte) ([]byte, error) {
	for _, c := range b {
		out, err := c.Convert(ctx, from, to, data)
		if !errors.Is(err, ErrNoConverter) {
			return out, err
		}
	}
	return nil, ErrNoConverter
}
