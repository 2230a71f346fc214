package cli

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// dataFlag is the data folder.
type dataFlag struct {
	Data string `help:"数据文件夹。" default:"${data}" env:"MINGFA_DATA" type:"path"`
}

// recordFlags say where the record is.
type recordFlags struct {
	DatabaseURL string `name:"database-url" help:"已有 PostgreSQL 的地址；不填则使用内置的。" env:"DATABASE_URL"`
}

// conductorFlags say where Temporal is.
type conductorFlags struct {
	TemporalAddress   string `help:"已有 Temporal 的地址（host:port）；不填则使用内置的。" env:"TEMPORAL_ADDRESS"`
	TemporalNamespace string `help:"Temporal 名字空间。" default:"mingfa" env:"TEMPORAL_NAMESPACE"`
	TemporalTLSCert   string `help:"Temporal 客户端证书文件。" env:"TEMPORAL_TLS_CERT" type:"path"`
	TemporalTLSKey    string `help:"Temporal 客户端私钥文件。" env:"TEMPORAL_TLS_KEY" type:"path"`
	TemporalTLSCA     string `help:"Temporal 服务端证书的签发机构证书文件。" env:"TEMPORAL_TLS_CA" type:"path"`
	ActorKey          string `help:"签署“谁在办理”的密钥，32字节的 base64；工作台和执行程序须一致。" env:"MINGFA_ACTOR_KEY"`
}

// converterFlags say which programs turn office files into others.
type converterFlags struct {
	Office    string `help:"LibreOffice 程序（soffice）的位置；不填则在本机查找，没有的也能导入 .docx。" env:"MINGFA_OFFICE" type:"path"`
	Gotenberg string `name:"gotenberg-url" help:"Gotenberg 转换服务的地址；用于生成 PDF。" env:"MINGFA_GOTENBERG_URL"`
	engineFlags
}

// houseFlags are what office and worker both need.
type houseFlags struct {
	Policies string   `help:"覆盖内置制度文件（程序、权限、日历、地区规则、期限提醒）的文件夹；不填则用数据文件夹中的 policies（有的话）。" env:"MINGFA_POLICIES" type:"path"`
	Region   string   `help:"执行哪一地区的规则，即 policies/regions 中的文件名。" default:"national" env:"MINGFA_REGION"`
	Files    string   `help:"文件库的文件夹；不填则在数据文件夹中。" env:"MINGFA_FILES" type:"path"`
	Fonts    []string `help:"另外的字体文件夹。" env:"MINGFA_FONTS" type:"path"`
	sealFlags
	converterFlags
	ledgerFlags
}

// ownPolicies is the folder of the office's own policies: the one that was named, else
// policies in the data folder when there is one, else none.
func ownPolicies(named, data string) string {
	own := filepath.Join(data, "policies")
	if info, err := os.Stat(own); named == "" && data != "" && err == nil && info.IsDir() {
		return own
	}
	return named
}

// deskFlags are the settings of the workbench and the API.
type deskFlags struct {
	Listen       string `help:"工作台和接口的监听地址。" default:"127.0.0.1:8080" env:"MINGFA_LISTEN"`
	SecureCookie bool   `help:"只在 HTTPS 上发送会话 cookie。" env:"MINGFA_SECURE_COOKIE"`
}

// portalFlags are the settings of the public portal.
type portalFlags struct {
	PortalListen string `help:"公开栏目的监听地址。" default:"127.0.0.1:8081" env:"MINGFA_PORTAL_LISTEN"`
	PublicURL    string `help:"公众看到的公开栏目地址，印在二维码里；不填则用监听地址。" env:"MINGFA_PUBLIC_URL"`
	Site         string `help:"公开栏目所属机关。" default:"明州市人民政府办公室" env:"MINGFA_SITE"`
}

// channelFlags are the settings of the channels of publication.
type channelFlags struct {
	PortalURL     string `help:"回读核验时访问的公开栏目地址；不填则用公众地址。" env:"MINGFA_PORTAL_URL"`
	WebhookURL    string `help:"门户网站接收发布通知的地址；不填则不通知。" env:"MINGFA_WEBHOOK_URL"`
	WebhookSecret string `help:"发布通知的签名密钥（whsec_…）。" env:"MINGFA_WEBHOOK_SECRET"`
}

// publicURL is the address that citizens see.
func (p portalFlags) publicURL() string {
	if p.PublicURL != "" {
		return strings.TrimRight(p.PublicURL, "/")
	}
	return "http://" + p.PortalListen
}

// actorKey decodes the key of the actor header.
func actorKey(s string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(s))
	if err != nil || len(key) != 32 {
		return nil, errors.New("MINGFA_ACTOR_KEY 须是32字节随机数的 base64，例如 openssl rand -base64 32 的输出")
	}
	return key, nil
}

// newKey makes a random key of 32 bytes.
func newKey() []byte {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil { // documented never to fail
		panic(err)
	}
	return key
}

// keepKey returns the key kept in a file, made on first use. It is readable by
// the owner only.
func keepKey(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err == nil {
		return actorKey(string(b))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	key := newKey()
	return key, writeSecret(path, []byte(base64.StdEncoding.EncodeToString(key)+"\n"))
}

// writeSecret writes a file that only its owner can read, at once or not at all.
func writeSecret(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	tmp := path + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return os.Rename(tmp, path)
}

// secretFromFile lets an environment variable NAME be given as NAME_FILE, as
// container platforms hand out secrets.
func secretFromFile(value, name string) (string, error) {
	path := os.Getenv(name + "_FILE")
	if value != "" || path == "" {
		return value, nil
	}
	b, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return strings.TrimSpace(string(b)), nil
}
