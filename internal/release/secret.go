package release

import (
	"encoding/base64"
	"fmt"
	"strings"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

const (
	secretPrefix = "whsec_"
	// minSecret is the least that Standard Webhooks allows, in bytes.
	minSecret = 24
)

// newHook reads the secret. A short one is refused: the library would sign with
// an empty key.
func newHook(secret string) (*webhooks.Webhook, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil {
		return nil, fmt.Errorf("release: the webhook secret is not base64: %w", err)
	}
	if len(key) < minSecret {
		return nil, fmt.Errorf("release: the webhook secret has %d bytes, need %d", len(key), minSecret)
	}
	return webhooks.NewWebhookRaw(key)
}
