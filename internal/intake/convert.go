package intake

import (
	"context"
	"errors"

	"mingfa/internal/document"
)

// Converter turns a file into another format by another program. It is handed
// bytes and returns bytes; it keeps nothing.
type Converter interface {
	// Convert turns a file of one kind into another. Errors: ErrNoConverter when the
	// program is not there; ErrConversion when it could not read the file, ran over
	// its limits or died; anything else is a fault.
	Convert(ctx context.Context, from, to Kind, data []byte) ([]byte, error)
}

// What a converter may answer.
var (
	ErrNoConverter = errors.New("no program for conversion")
	ErrConversion  = errors.New("the file could not be converted")
)

// convert makes a DOCX of an older or open format.
func (r *Reader) convert(ctx context.Context, kind Kind, data []byte) ([]byte, error) {
	if r.converter == nil {
		return nil, noConverter(kind, ErrNoConverter)
	}
	out, err := r.converter.Convert(ctx, kind, DOCX, data)
	switch {
	case errors.Is(err, ErrNoConverter):
		return nil, noConverter(kind, err)
	case errors.Is(err, ErrConversion):
		e := refuse("not-converted", "文件未能转换，可能已损坏、设有口令或者过于复杂。请用办公软件打开后另存为 .docx，再重新导入。")
		e.Err = err
		return nil, e
	case err != nil:
		return nil, err
	}
	return out, nil
}

func noConverter(kind Kind, cause error) *document.Error {
	e := refuse("no-converter", "本系统没有配置文档转换程序，不能读取 "+endings[kind][0]+" 文件。请用办公软件另存为 .docx 后导入；"+
		"管理员可以在服务器上安装 LibreOffice（转换服务 Gotenberg 只生成 PDF，不能用来读取文稿）。")
	e.Err = cause
	return e
}
