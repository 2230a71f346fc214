package cli

import (
	"context"
	"errors"
	"time"

	"mingfa/internal/demo"
	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// demoCmd plays the demonstration.
type demoCmd struct {
	dataFlag
	Up       bool   `help:"系统没有运行时，先启动，演示完再停止。"`
	File     string `help:"用这份文本或 Markdown 文件作第一份公文的正文。" type:"existingfile"`
	Out      string `help:"把用印原件和效力标注件保存到这个文件夹。" type:"path"`
	SealCert string `help:"核验时信任的证书链；不填则用数据文件夹中的。" env:"MINGFA_SEAL_CERT" type:"path"`
}

// Run plays against the running system, or one that it starts itself.
func (c *demoCmd) Run(ctx context.Context, a *app) error {
	r, err := readRunning(c.Data)
	if err == nil {
		return c.play(ctx, a, r)
	}
	if !errors.Is(err, errNotRunning) || !c.Up {
		return err
	}
	return c.up(ctx, a)
}

// up starts a system of its own on free ports for the time of the demonstration.
func (c *demoCmd) up(ctx context.Context, a *app) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	dev := &devCmd{dataFlag: c.dataFlag}
	dev.Listen, dev.PortalListen, dev.TemporalNamespace, dev.Site = "127.0.0.1:0", "127.0.0.1:0", "mingfa", "明州市人民政府办公室"
	dev.SealCert = ""
	played := make(chan error, 1)
	err := dev.keep(ctx, a, func(r running) {
		go func() {
			played <- c.play(ctx, a, r)
			stop()
		}()
	})
	select {
	case failed := <-played:
		return errors.Join(err, failed)
	default:
		return err
	}
}

func (c *demoCmd) play(ctx context.Context, a *app, r running) error {
	trust, err := loadTrust(c.Data, c.SealCert)
	if err != nil {
		return err
	}
	err = demo.Run(ctx, demo.Options{
		Workbench: r.Workbench, Portal: r.Portal, Path: c.File, Out: c.Out, Today: today(a.now), Screen: a.Out,
		Verify: func(b []byte) (demo.Opened, error) { return opened(b, trust) },
	})
	if err != nil { // the demonstration has said what is wrong
		return errQuiet
	}
	return nil
}

func today(now func() time.Time) time.Time { return document.DateOf(now()).Midnight() }

// opened says what the demonstration wants to know of a PDF.
func opened(b []byte, trust pdf.Trust) (demo.Opened, error) {
	report, err := pdf.Verify(b, trust)
	if err != nil {
		return demo.Opened{}, err
	}
	o := demo.Opened{Intact: report.Verdict == pdf.Intact, SealedDigest: report.SealedDigest, Pages: report.Pages}
	for _, m := range report.Marks {
		o.Mark, o.MarkedPages = m.Status, m.Pages
	}
	return o, nil
}
