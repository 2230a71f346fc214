package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
	"mingfa/internal/pdf/outside"
	"mingfa/internal/pdf/stamp"
)

// sealFlags say with what seals and marks are signed, and in which form.
type sealFlags struct {
	SealKey     string `help:"电子印章私钥（PEM）；不填则使用首次启动时生成的。" env:"MINGFA_SEAL_KEY" type:"path"`
	SealCert    string `help:"电子印章证书链（PEM）。" env:"MINGFA_SEAL_CERT" type:"path"`
	SealSigner  string `help:"代替私钥文件的签名程序及其参数，以空格分隔，例如 mingfa-hsm -module … -token … -key …；须同时配置证书链。" env:"MINGFA_SEAL_SIGNER"`
	TSA         string `name:"tsa" help:"时间戳服务（RFC 3161）的地址；不填则不加时间戳。" env:"MINGFA_TSA"`
	TSACert     string `name:"tsa-cert" help:"时间戳服务的根证书（PEM），核验时据以确认时间。" env:"MINGFA_TSA_CERT" type:"path"`
	MarkSubtype string `help:"效力标注的注释类型：Watermark、Square、Stamp；阅读软件有不同要求时才需要改。" default:"Watermark" enum:"Watermark,Square,Stamp" env:"MINGFA_MARK_SUBTYPE"`
	SM2Format   string `name:"sm2-format" help:"国密签名的 Filter/SubFilter；阅读软件有不同要求时才需要改，例如 GM.PKILite/GM.SM2。" env:"MINGFA_SM2_FORMAT"`
}

// identity is the seal that is configured, else the one kept in the data folder. The
// error is fs.ErrNotExist if nothing is configured and none is kept.
func (c sealFlags) identity(data string) (*pdf.Identity, error) {
	id, err := c.key(data)
	if err != nil {
		return nil, err
	}
	return c.formed(id)
}

// formed gives an identity the form and the time stamps that are configured.
func (c sealFlags) formed(id *pdf.Identity) (*pdf.Identity, error) {
	id, err := id.With(pdf.Convention{MarkSubtype: c.MarkSubtype, SM2Format: c.SM2Format})
	if err != nil || c.TSA == "" {
		return id, err
	}
	return id.Stamped(stamp.Client{URL: c.TSA, HTTP: http.DefaultClient}), nil
}

func (c sealFlags) key(data string) (*pdf.Identity, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if c.SealSigner != "" {
		return c.outside()
	}
	keyPath, chainPath := sealFiles(houseConfig{houseFlags: houseFlags{sealFlags: c}, data: data})
	key, keyErr := os.ReadFile(keyPath)
	chain, chainErr := os.ReadFile(chainPath)
	switch {
	case keyErr == nil && chainErr == nil:
		return pdf.LoadIdentity(key, chain)
	case c.SealKey == "" && errors.Is(keyErr, fs.ErrNotExist):
		return nil, keyErr
	}
	return nil, document.Refuse(document.Invalid, "seal-unreadable", "电子印章的私钥或者证书链无法读取，请检查文件："+firstOf(keyErr, chainErr).Error())
}

func (c sealFlags) check() error {
	switch {
	case c.SealKey != "" && c.SealSigner != "":
		return document.Refuse(document.Invalid, "seal-config", "MINGFA_SEAL_KEY 和 MINGFA_SEAL_SIGNER 只能配置一项。")
	case (c.SealKey != "" || c.SealSigner != "") && c.SealCert == "":
		return document.Refuse(document.Invalid, "seal-config", "配置了签名私钥或者签名程序的，须同时用 MINGFA_SEAL_CERT 配置证书链。")
	case c.SealKey == "" && c.SealSigner == "" && c.SealCert != "":
		return document.Refuse(document.Invalid, "seal-config", "配置了 MINGFA_SEAL_CERT 的，须同时配置 MINGFA_SEAL_KEY 或者 MINGFA_SEAL_SIGNER。")
	}
	return nil
}

// outside is a seal whose key another program holds.
func (c sealFlags) outside() (*pdf.Identity, error) {
	chain, err := os.ReadFile(c.SealCert)
	if err != nil {
		return nil, fmt.Errorf("读取电子印章证书链: %w", err)
	}
	public, err := pdf.PublicKey(chain)
	if err != nil {
		return nil, err
	}
	return pdf.NewSigner(outside.Key{Command: strings.Fields(c.SealSigner), PublicKey: public}, chain)
}

// withClocks adds the root certificates of the time-stamp authority, if there are any.
func withClocks(trust pdf.Trust, path string) (pdf.Trust, error) {
	if path == "" {
		return trust, nil
	}
	pem, err := os.ReadFile(path)
	if err != nil {
		return trust, fmt.Errorf("读取时间戳服务的根证书: %w", err)
	}
	return trust.WithClocks(pem)
}
