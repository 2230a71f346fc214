package desk

import (
	"context"
	"fmt"
	"slices"

	"mingfa/activities"
	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/official"
	"mingfa/internal/picture"
)

// MaxPicture is the largest picture that AddPicture reads, MaxPictures what all pictures of
// a document may have together, in bytes.
const (
	MaxPicture  = picture.MaxFile
	MaxPictures = picture.MaxTogether
)

// picturesAtOnce bounds how many pictures are decoded at a time: each may take some
// hundred megabytes.
const picturesAtOnce = 1

// AddPicture takes in a picture for a document. See Counter.
func (d *Desk) AddPicture(ctx context.Context, person, name string, data []byte) (dossier.Picture, error) {
	drafts, err := d.drafts(ctx, person)
	if err != nil {
		return dossier.Picture{}, err
	}
	if !drafts {
		return dossier.Picture{}, d.refused(ctx, person, "import", "", NotDrafter())
	}
	read, err := d.decoded(ctx, data)
	if err != nil {
		return dossier.Picture{}, err
	}
	digest, err := d.blobs.Put(ctx, read.Data)
	if err != nil {
		return dossier.Picture{}, err
	}
	p := dossier.Picture{
		Name: picture.Name(name, read.Type), Digest: digest, Type: read.Type, Size: len(read.Data), Width: read.Width, Height: read.Height,
		Remarks: append([]string{}, read.Remarks...),
	}
	return p, d.record.KeepPicture(ctx, person, p, d.now())
}

// drafts reports whether a person drafts for any unit.
func (d *Desk) drafts(ctx context.Context, person string) (bool, error) {
	actor, err := d.record.Actor(ctx, person)
	return slices.ContainsFunc(actor.Appointments, func(a authz.Appointment) bool { return a.Role == document.Drafter }), err
}

// decoded reads a picture when there is room for it.
func (d *Desk) decoded(ctx context.Context, data []byte) (picture.Picture, error) {
	select {
	case d.decoding <- struct{}{}:
		defer func() { <-d.decoding }()
		return picture.Read(data)
	case <-ctx.Done():
		return picture.Picture{}, document.Refuse(document.Unavailable, "busy", "正在处理其他图片，请稍后再试。")
	}
}

// illustrated puts what is known of its pictures into a content, each with the texts that
// show it. Of what was sent, only name and digest count.
func (d *Desk) illustrated(ctx context.Context, person string, old, c dossier.Content) (dossier.Content, error) {
	asked := slices.Concat([][]dossier.Picture{c.Text.Pictures, c.Interpretation.Pictures}...)
	for _, a := range c.Annexes {
		asked = append(asked, a.Pictures...)
	}
	if len(asked) == 0 {
		return c, nil
	}
	known := old.Pictures()
	var all []dossier.Picture
	for _, x := range asked {
		p, err := d.pictured(ctx, person, known, x)
		if err != nil {
			return c, err
		}
		switch i := slices.IndexFunc(all, func(o dossier.Picture) bool { return o.Name == p.Name }); {
		case i < 0:
			all = append(all, p)
		case all[i].Digest != p.Digest:
			return c, pictureRefused("picture-twice", "有两张不同的图片都叫“"+p.Name+"”，不能区分。", "请删去一张，改名后重新上传。")
		}
	}
	return c.WithPictures(all), fitting(all)
}

// pictured is what is known of a picture: as the draft has it, or as the person handed it in.
func (d *Desk) pictured(ctx context.Context, person string, known []dossier.Picture, asked dossier.Picture) (dossier.Picture, error) {
	var p dossier.Picture
	if i := slices.IndexFunc(known, func(k dossier.Picture) bool { return k.Digest == asked.Digest }); i >= 0 {
		p = known[i]
	} else {
		var err error
		if p, err = d.record.Picture(ctx, person, asked.Digest); err != nil {
			return p, err
		}
	}
	if asked.Name != "" {
		p.Name = picture.Name(asked.Name, p.Type)
	}
	return p, nil
}

// fitting refuses more pictures than a document may have.
func fitting(all []dossier.Picture) error {
	size := 0
	for _, p := range all {
		size += p.Size
	}
	switch {
	case len(all) > picture.MaxCount:
		return pictureRefused("pictures-too-many", fmt.Sprintf("本件有%d张图片，超过%d张。", len(all), picture.MaxCount), "请合并或者删去一些图片。")
	case size > picture.MaxTogether:
		return pictureRefused("pictures-too-large", fmt.Sprintf("本件的图片合计%.1fMB，超过%dMB。", float64(size)/(1<<20), picture.MaxTogether>>20), "请缩小图片的尺寸后重新上传。")
	}
	return nil
}

func pictureRefused(code, message, remedy string) error {
	e := document.Refuse(document.Unfit, code, message+remedy)
	e.Findings = []document.Finding{{Rule: "LY-32", Severity: document.Block, Place: "text.pictures", Message: message, Remedy: remedy}}
	return e
}

// Described returns the content with what is known of its pictures. See Counter.
func (d *Desk) Described(ctx context.Context, person, id string, c dossier.Content) (dossier.Content, error) {
	var old dossier.Content
	if id != "" {
		k, err := d.open(ctx, person, id)
		if err != nil {
			return c, err
		}
		old = k.Content
	}
	return d.illustrated(ctx, person, old, c)
}

// Picture returns a picture of a document, or of one's own. See Counter.
func (d *Desk) Picture(ctx context.Context, person, id, digest string) (kind string, content []byte, err error) {
	var of []dossier.Picture
	if id != "" {
		c, err := d.open(ctx, person, id)
		if err != nil {
			return "", nil, err
		}
		of = c.Content.Pictures()
	}
	p, err := d.pictured(ctx, person, of, dossier.Picture{Digest: digest})
	if err != nil {
		return "", nil, err
	}
	content, err = d.blobs.Get(ctx, p.Digest)
	return p.Type, content, err
}

// proof typesets a paper with its pictures, without number and seal.
func (d *Desk) proof(ctx context.Context, paper activities.Paper) ([]byte, error) {
	paper, err := activities.Illustrated(ctx, d.blobs, paper)
	if err != nil {
		return nil, err
	}
	return d.preview.Preview(ctx, paper)
}

// unillustrated refuses pictures in a text that is written after the document is sealed.
func unillustrated(m dossier.Interpretation) error {
	if len(m.Pictures) == 0 && len(official.Figures(m.Body)) == 0 {
		return nil
	}
	return document.Refuse(document.Unfit, "no-pictures-later", "随后发布的解读材料暂不能配图，没有保存。请改用文字或者表格；需要配图的，与文件同步解读。")
}
