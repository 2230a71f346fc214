package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// verifyCmd answers three questions about a PDF.
type verifyCmd struct {
	dataFlag
	File     string `arg:"" help:"要核验的 PDF 文件。" type:"path"`
	JSON     bool   `help:"输出 JSON。"`
	SealCert string `help:"信任的证书链（PEM）；不填则用数据文件夹中的。" env:"MINGFA_SEAL_CERT" type:"path"`
	TSACert  string `name:"tsa-cert" help:"时间戳服务的根证书（PEM），核验时据以确认时间。" env:"MINGFA_TSA_CERT" type:"path"`
	Register string `help:"查询效力的公开栏目地址；不填则用本机正在运行的。" env:"MINGFA_PUBLIC_URL"`
}

// verification is the answer to the three questions.
type verification struct {
	File string `json:"file"`
	// Outcome and Headline sum up the seal and the register.
	Outcome  pdf.Outcome `json:"outcome"`
	Headline string      `json:"headline"`
	Report   pdf.Report  `json:"report"`
	Register standing    `json:"register"`
	// Contradiction says where the file and the register differ, "" where they don't.
	Contradiction string `json:"contradiction,omitempty"`
	// Holding says what to think of a file that is not registered itself, but holds a
	// sealed original that is, of which Register speaks; "" for any other.
	Holding string `json:"holding,omitempty"`
}

// standing is what the register says of the document today.
type standing struct {
	Asked   bool            `json:"asked"` // false: no register could be reached
	Known   bool            `json:"known"`
	Title   string          `json:"title,omitempty"`
	Number  document.Number `json:"number,omitempty"`
	Words   document.Words  `json:"validity"`
	Message string          `json:"message"`
}

// Exit codes of verify, besides the ordinary ones: the seal holds and still the file must
// not be taken for a document in force.
const (
	exitNotInForce   = 3
	exitNotConfirmed = 4
)

// outcomeExits are the exit codes of what can come out.
var outcomeExits = map[pdf.Outcome]int{
	pdf.NotIntact: exitWrong, pdf.NotInForce: exitNotInForce, pdf.NotConfirmed: exitNotConfirmed,
}

// Help tells scripts what the exit codes say.
func (*verifyCmd) Help() string {
	return `退出码：0 印章有效，登记簿登记的效力与文件一致，文件现行有效；1 印章不完整、不受信任，或者没有印章；2 命令有误；3 印章有效，但文件今日没有效力，或者文件上的标注与登记簿不一致；4 印章有效，但未能查询登记簿或者登记簿中查不到，今日是否有效没有确认。`
}

// Run verifies. The exit code is 0 only when the seal is intact and the register says
// that the document applies today.
func (c *verifyCmd) Run(ctx context.Context, a *app) error {
	trust, err := loadTrust(c.Data, c.SealCert)
	if err != nil {
		return err
	}
	if trust, err = withClocks(trust, c.TSACert); err != nil {
		return err
	}
	report, err := pdf.VerifyFile(c.File, trust)
	if err != nil {
		return err
	}
	digest, err := fileDigest(c.File)
	if err != nil {
		return err
	}
	v := verification{File: filepath.Base(c.File), Report: report}
	v.Register, v.Holding = c.standing(ctx, digest, report)
	w := v.Register.Words
	if v.Register.Known {
		v.Contradiction = report.Against(w.Status(), w.Label, w.Banner)
	}
	v.Outcome, v.Headline = report.Conclude(pdf.Registered{
		Asked: v.Register.Asked, Known: v.Register.Known, Applies: w.Validity.Applies(), Status: w.Status(), Label: w.Label, Banner: w.Banner,
	})
	if c.JSON {
		enc := json.NewEncoder(a.Out)
		enc.SetIndent("", "  ")
		if err := enc.Encode(v); err != nil {
			return err
		}
	} else {
		v.print(a.Out)
	}
	if code := outcomeExits[v.Outcome]; code != exitOK {
		return exitWith{code, errQuiet}
	}
	return nil
}

// loadTrust reads the certificates that count as ours: of the flag, or of the
// data folder. With none, every signer is a stranger.
func loadTrust(data, cert string) (pdf.Trust, error) {
	path := cert
	if path == "" {
		path = filepath.Join(data, "seal", "chain.pem")
	}
	pem, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && cert == "" {
		return pdf.Trust{}, nil
	}
	if err != nil {
		return pdf.Trust{}, err
	}
	return pdf.NewTrust(pem)
}

// standing looks the file up in the public register, and if it isn't there, the sealed
// original within it: what the register says of that one does not speak for the file.
func (c *verifyCmd) standing(ctx context.Context, digest string, report pdf.Report) (of standing, holding string) {
	of = c.ask(ctx, digest)
	if !of.Asked || of.Known || report.SealedDigest == digest {
		return of, ""
	}
	if of = c.ask(ctx, report.SealedDigest); of.Known {
		holding = report.Holding()
	}
	return of, holding
}

// fileDigest returns the SHA-256 of a file in hexadecimal.
func fileDigest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// ask looks a file up in the public register by its digest.
func (c *verifyCmd) ask(ctx context.Context, digest string) standing {
	base := c.Register
	if base == "" {
		r, err := readRunning(c.Data)
		if err != nil {
			return standing{Message: "未能查询登记簿：本机没有运行的系统，可以用 --register 指定公开栏目的地址。"}
		}
		base = r.Portal
	}
	if digest == "" {
		return standing{Asked: true, Message: "文件中没有用印原件，无法查询。"}
	}
	s, err := lookUp(ctx, base, digest)
	if err != nil {
		return standing{Message: "未能查询登记簿：公开栏目没有应答，请稍后再试。"}
	}
	return s
}

func lookUp(ctx context.Context, base, digest string) (standing, error) {
	ctx, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/api/verify?digest="+url.QueryEscape(digest), http.NoBody)
	if err != nil {
		return standing{}, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return standing{}, err
	}
	defer res.Body.Close()
	if res.StatusCode == http.StatusNotFound {
		return standing{Asked: true, Message: "本网站现在没有公开该文件：可能已经撤下，或者不是由本网站发布。"}, nil
	}
	if res.StatusCode != http.StatusOK {
		return standing{}, errors.New(res.Status)
	}
	var found struct {
		Title  string          `json:"title"`
		Number document.Number `json:"number"`
		Words  document.Words  `json:"validity"`
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&found); err != nil {
		return standing{}, err
	}
	s := standing{Asked: true, Known: true, Title: found.Title, Number: found.Number, Words: found.Words}
	s.Message = "今日效力：" + found.Words.Label + "。" + found.Words.Banner
	return s, nil
}

// print answers the three questions in sentences.
func (v verification) print(w io.Writer) {
	fmt.Fprintf(w, "%s\n结论：%s\n\n一、印章是否完整\n", v.File, v.Headline)
	for _, s := range v.Report.Signatures {
		fmt.Fprintf(w, "   %s\n", signatureWords(s))
	}
	if v.Headline != v.Report.Summary {
		fmt.Fprintf(w, "   印章：%s\n", v.Report.Summary)
	}
	fmt.Fprintf(w, "\n二、盖章以后增加了什么\n")
	for _, line := range changeWords(v.Report) {
		fmt.Fprintf(w, "   %s\n", line)
	}
	fmt.Fprintf(w, "\n三、今天是否有效\n")
	if v.Holding != "" {
		fmt.Fprintf(w, "   警告：%s\n   以下只说明登记的原件，真本请从公开栏目的文件页面下载：\n", v.Holding)
	}
	if v.Register.Known {
		fmt.Fprintf(w, "   《%s》（%s）\n", v.Register.Title, v.Register.Number)
	}
	fmt.Fprintf(w, "   %s\n", v.Register.Message)
	if v.Contradiction != "" {
		fmt.Fprintf(w, "   注意：%s\n", v.Contradiction)
	}
}
