package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingfa/internal/document"
)

// Options say where the demo plays.
type Options struct {
	Workbench string    // base URL of workbench and API
	Portal    string    // base URL of the public portal
	Path      string    // text or Markdown file for document (a), "" = the demo's own text
	Out       string    // folder for the PDFs, "" = they are not left behind
	Today     time.Time // the day of signing and of the repeal
	Screen    io.Writer // where each step is shown
	// Verify opens a PDF and says whether its seal is intact, whose marks it
	// bears, and the digest of the sealed original in it.
	Verify func(pdf []byte) (Opened, error)
	// Pause is called after each step, so that a caller may stop and restart the
	// system in the middle; nil = never.
	Pause func(step string) error
}

// Opened is what the demo wants to know of a PDF.
type Opened struct {
	Intact       bool
	SealedDigest string
	Mark         string // status of the mark under our signature, "" when there is none
	MarkedPages  int
	Pages        int
}

// play is one run.
type play struct {
	Options
	hands map[document.Role]*hand
	steps int
	wrong []string
}

// waitLimit is how long the demo waits for sealing, release or marking.
const waitLimit = 2 * time.Minute

// Run plays the demo. The error says how many expectations were not met, or why
// it could not go on.
func Run(ctx context.Context, o Options) error {
	p := &play{Options: o, hands: map[document.Role]*hand{}}
	err := p.all(ctx)
	p.summary(err)
	if err != nil {
		return err
	}
	if len(p.wrong) > 0 {
		return fmt.Errorf("演示有%d处与预期不符", len(p.wrong))
	}
	return nil
}

func (p *play) all(ctx context.Context) error {
	for _, who := range People()[:8] {
		h, err := signIn(ctx, p.Workbench, who)
		if err != nil {
			return err
		}
		p.hands[who.Role] = h
	}
	file, err := p.file(ctx)
	if err != nil {
		return err
	}
	a, err := p.publish(ctx, file)
	if err != nil {
		return fmt.Errorf("文件（一）: %w", err)
	}
	b, err := p.fileAway(ctx)
	if err != nil {
		return fmt.Errorf("文件（二）: %w", err)
	}
	c, err := p.repealIt(ctx, a, file)
	if err != nil {
		return fmt.Errorf("文件（三）: %w", err)
	}
	return p.inspect(ctx, a, b, c, file)
}

// file reads the file of --file through the API, which checks it.
func (p *play) file(ctx context.Context) (*File, error) {
	if p.Path == "" {
		return nil, nil //nolint:nilnil // no file was asked for: the demo's own text is used
	}
	data, err := os.ReadFile(p.Path)
	if err != nil {
		return nil, err
	}
	title, body, err := p.hands[document.Drafter].read(ctx, filepath.Base(p.Path), data)
	if err != nil {
		return nil, fmt.Errorf("导入%s: %w", filepath.Base(p.Path), err)
	}
	return NewFile(p.Path, title, body), nil
}

// publish carries document (a) to the public, with one return by the secrecy reviewer.
func (p *play) publish(ctx context.Context, file *File) (view, error) {
	p.chapter("（一）主动公开的行政规范性文件，与解读同步")
	v, err := p.hands[document.Drafter].create(ctx, parking(file, document.DateOf(p.Today)))
	if err != nil {
		return v, err
	}
	p.step("沈若溪", "拟稿", v.Title+"，拟主动公开")
	if err := p.through(ctx, v.ID, document.UnitReview, document.AttributeReview); err != nil {
		return v, err
	}
	if err := p.secrecyReturn(ctx, v.ID); err != nil {
		return v, err
	}
	if v, err = p.hands[document.Drafter].view(ctx, v.ID); err != nil {
		return v, err
	}
	if v, err = p.hands[document.Drafter].save(ctx, v, parkingCorrected(v.Content)); err != nil {
		return v, err
	}
	p.step("沈若溪", "改稿", "删去个人手机号，改为便民热线")
	if err := p.through(ctx, v.ID, document.UnitReview, document.AttributeReview,
		document.SecrecyReview, document.LegalityReview, document.LockstepCheck, document.OfficeCheck); err != nil {
		return v, err
	}
	return p.signToRelease(ctx, v.ID)
}

// fileAway carries document (b) into the files.
func (p *play) fileAway(ctx context.Context) (view, error) {
	p.chapter("（二）依申请公开的一般公文，归档不上网")
	v, err := p.hands[document.Drafter].create(ctx, rooms())
	if err != nil {
		return v, err
	}
	p.step("沈若溪", "拟稿", v.Title+"，拟依申请公开")
	if err := p.through(ctx, v.ID, document.UnitReview, document.AttributeReview,
		document.SecrecyReview, document.LockstepCheck, document.OfficeCheck); err != nil {
		return v, err
	}
	if err := p.sign(ctx, v.ID); err != nil {
		return v, err
	}
	if err := p.take(ctx, document.OfficeChecker, v.ID, act{Verb: document.Register}); err != nil {
		return v, err
	}
	return p.await(ctx, v.ID, "用印归档", func(v view) bool { return v.Stage == document.Filed && v.Files.Sealed != "" })
}

// repealIt carries document (c), which repeals (a) from today on.
func (p *play) repealIt(ctx context.Context, a view, file *File) (view, error) {
	today := document.DateOf(p.Today)
	p.chapter("（三）废止决定，自" + today.Chinese() + "起施行")
	v, err := p.hands[document.Drafter].create(ctx, repeal(a.ID, a.Title, a.Number, today, file))
	if err != nil {
		return v, err
	}
	p.step("沈若溪", "拟稿", v.Title)
	if err := p.through(ctx, v.ID, document.UnitReview, document.AttributeReview,
		document.SecrecyReview, document.LegalityReview, document.LockstepCheck, document.OfficeCheck); err != nil {
		return v, err
	}
	if v, err = p.signToRelease(ctx, v.ID); err != nil {
		return v, err
	}
	_, err = p.await(ctx, a.ID, "对被废止的文件加注效力标注", func(v view) bool {
		return v.Files.Marked != "" && v.Words != nil && v.Words.Validity == document.Repealed
	})
	return v, err
}

// signToRelease signs, numbers, seals and releases.
func (p *play) signToRelease(ctx context.Context, id string) (view, error) {
	if err := p.sign(ctx, id); err != nil {
		return view{}, err
	}
	if err := p.take(ctx, document.OfficeChecker, id, act{Verb: document.Register}); err != nil {
		return view{}, err
	}
	v, err := p.await(ctx, id, "用印", func(v view) bool { return v.Files.Sealed != "" })
	if err != nil {
		return v, err
	}
	if err := p.take(ctx, document.Publisher, id, act{Verb: document.Release}); err != nil {
		return v, err
	}
	return p.await(ctx, id, "发布并回读核验", func(v view) bool { return v.Stage == document.Published })
}

func (p *play) sign(ctx context.Context, id string) error {
	return p.take(ctx, document.Signer, id, act{Verb: document.Sign, Opinion: "同意印发。", DatedOn: document.DateOf(p.Today)})
}

// secrecyReturn is the one return: a private telephone number in the annex.
func (p *play) secrecyReturn(ctx context.Context, id string) error {
	return p.take(ctx, document.SecrecyReviewer, id, act{
		Verb: document.SendBack, Target: document.Drafting, Way: document.Direct, Reason: "SECRECY",
		Opinion: "附件第三项含经办人个人手机号码，属个人信息，请改为公开的办公联系方式。",
	})
}

// through submits the document and takes the forward act of each stage.
func (p *play) through(ctx context.Context, id string, stages ...document.Stage) error {
	if err := p.take(ctx, document.Drafter, id, act{Verb: document.Submit}); err != nil {
		return err
	}
	for _, s := range stages {
		row, _ := s.Row()
		a := act{Verb: row.Forward, Opinion: opinions[s]}
		if s == document.SecrecyReview {
			a.Result = "open"
		}
		if err := p.take(ctx, row.Who, id, a); err != nil {
			return err
		}
	}
	return nil
}

var opinions = map[document.Stage]string{
	document.UnitReview:      "内容属实，同意报审。",
	document.AttributeReview: "公开属性认定无误。",
	document.SecrecyReview:   "逐项审查，未发现不宜公开的内容。",
	document.LegalityReview:  "主体适格，程序和内容合法。",
	document.LockstepCheck:   "解读方案和材料齐备，与文件一致。",
	document.OfficeCheck:     "行文必要，格式规范，同意呈签。",
}

func (p *play) take(ctx context.Context, role document.Role, id string, a act) error {
	h := p.hands[role]
	if err := h.take(ctx, id, a); err != nil {
		return fmt.Errorf("%s“%s”: %w", h.Name, a.Verb.Label(), err)
	}
	p.step(h.Name, a.Verb.Label(), a.Opinion)
	if p.Pause != nil {
		return p.Pause(string(a.Verb))
	}
	return nil
}

// await looks again until the document is as expected.
func (p *play) await(ctx context.Context, id, what string, ready func(view) bool) (view, error) {
	ctx, stop := context.WithTimeout(ctx, waitLimit)
	defer stop()
	for {
		v, err := p.hands[document.Drafter].view(ctx, id)
		if err == nil && ready(v) {
			p.step("系统", what, "完成"+prefixed("，", string(v.Number)))
			return v, nil
		}
		select {
		case <-ctx.Done():
			return v, fmt.Errorf("等待“%s”超时，现在是“%s%s”: %w", what, v.Stage.Label(), v.State, errors.Join(err, ctx.Err()))
		case <-time.After(300 * time.Millisecond):
		}
	}
}

func (p *play) chapter(t string) { fmt.Fprintf(p.Screen, "\n%s\n", t) }

func (p *play) step(who, what, words string) {
	p.steps++
	fmt.Fprintf(p.Screen, "  %2d  %s  %s  %s\n", p.steps, pad(who, 8), pad(what, 10), words)
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// pad fills s with spaces to a width in columns; a Chinese character takes two.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-2*len([]rune(s))))
}

func (p *play) expect(ok bool, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if ok {
		fmt.Fprintf(p.Screen, "   ✓  %s\n", text)
		return
	}
	p.wrong = append(p.wrong, text)
	fmt.Fprintf(p.Screen, "   ✗  %s\n", text)
}

func (p *play) summary(err error) {
	switch {
	case err != nil:
		fmt.Fprintf(p.Screen, "\n演示中断：%v\n", err)
	case len(p.wrong) > 0:
		fmt.Fprintf(p.Screen, "\n演示结束，%d步，%d处与预期不符：\n", p.steps, len(p.wrong))
		for _, w := range p.wrong {
			fmt.Fprintf(p.Screen, "   ✗  %s\n", w)
		}
	default:
		fmt.Fprintf(p.Screen, "\n演示完成：%d步，各项核对全部符合预期。\n", p.steps)
	}
}
