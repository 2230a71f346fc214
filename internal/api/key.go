package api

import (
	"net/http"
	"regexp"
)

// idempotencyKey returns the one key of the request. It may come twice, but not
// as two different ones.
func idempotencyKey(header, body string) (string, error) {
	switch {
	case header == "" && body == "":
		return "", problem(http.StatusBadRequest, "idempotency-key-missing", "缺少请求标识：请在 Idempotency-Key 请求头中给出，每次办理使用不同的标识，重试时沿用原标识。")
	case header != "" && body != "" && header != body:
		return "", problem(http.StatusBadRequest, "idempotency-key-mismatch", "Idempotency-Key 请求头与请求体中的请求标识不一致。")
	case header != "":
		return header, nil
	default:
		return body, nil
	}
}

var entityTag = regexp.MustCompile(`^"([0-9a-f]{64})"$`)

// baseDigest returns the digest that the caller edited, from If-Match or from
// the body. A weak tag, a list or * names no one revision and is refused.
func baseDigest(ifMatch, base string) (string, error) {
	if ifMatch == "" && base == "" {
		return "", problem(http.StatusPreconditionRequired, "base-missing", "请以 If-Match 请求头或者 base 字段给出所改稿次的指纹，以免覆盖他人的修改。")
	}
	if ifMatch == "" {
		return base, nil
	}
	m := entityTag.FindStringSubmatch(ifMatch)
	if m == nil {
		return "", problem(http.StatusBadRequest, "bad-if-match", "If-Match 请求头应为一个带双引号的指纹，即公文的 digest 字段。")
	}
	if base != "" && base != m[1] {
		return "", problem(http.StatusBadRequest, "base-mismatch", "If-Match 请求头与 base 字段给出的指纹不一致。")
	}
	return m[1], nil
}
