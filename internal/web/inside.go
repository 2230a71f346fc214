package web

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"runtime/debug"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// insideFunc handles a request of a person who is signed in. An error that it
// returns is shown as a page of its own; nothing may have been written by then.
type insideFunc func(w http.ResponseWriter, r *http.Request, me desk.Person) error

// inside lets only people who are signed in pass, and keeps what they see out
// of every cache.
func (b *bench) inside(h insideFunc) http.HandlerFunc { return b.guard(h, b.sessions.Person) }

// asking is inside for what an open page asks by itself: it is no use of the session.
func (b *bench) asking(h insideFunc) http.HandlerFunc { return b.guard(h, b.sessions.Glance) }

// holder finds the person who holds the token of a session.
type holder func(ctx context.Context, token string) (personID string, err error)

func (b *bench) guard(h insideFunc, by holder) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		me, err := b.who(r, by)
		if err == nil {
			err = h(w, r, me)
		}
		if err != nil {
			b.fail(w, r, me, err)
		}
	}
}

// who returns the person behind the cookie of the request.
func (b *bench) who(r *http.Request, by holder) (desk.Person, error) {
	cookie, err := r.Cookie(b.cookieName())
	if err != nil || cookie.Value == "" {
		return desk.Person{}, document.Refuse(document.Unsigned, "not-signed-in", "请先登录。")
	}
	id, err := by(r.Context(), cookie.Value)
	if err != nil {
		return desk.Person{}, fmt.Errorf("person of the session: %w", err)
	}
	me, err := b.counter.Me(r.Context(), id)
	if err != nil {
		return desk.Person{}, fmt.Errorf("appointments of the session: %w", err)
	}
	if r.Header.Get("HX-Request") == "" { // a whole page, with its navigation
		tray, err := b.counter.Tray(r.Context(), id)
		if err != nil {
			return desk.Person{}, fmt.Errorf("what waits for the person: %w", err)
		}
		me.Waiting, me.Reminded = tray.Total, tray.Reminders
	}
	return me, nil
}

// limited cuts the body of every request at maxBody, of a form with room for a file
// at maxUpload; readForm turns the cut into a TooLarge error.
func limited(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(maxBody)
		if withFile(r) {
			limit = maxUpload
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		h.ServeHTTP(w, r)
	})
}

// withFile reports whether the form may bring a file.
func withFile(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "multipart/form-data"
}

// readForm parses the body, plain or multipart. The error is a *document.Error.
func readForm(r *http.Request) error {
	err := r.ParseForm() // on its own first: ParseMultipartForm hides its error
	if err == nil {
		err = r.ParseMultipartForm(maxBody) //nolint:gosec // limited cuts every body
	}
	if errors.Is(err, http.ErrNotMultipart) {
		err = nil
	}
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		message := fmt.Sprintf("提交的内容超过%dMB，系统没有保存。请压缩或者拆分后再提交。", maxBody>>20)
		if withFile(r) {
			message = fmt.Sprintf("上传的文件超过%dMB，系统没有保存。请压缩或者拆分后再提交。", desk.MaxUpload>>20)
		}
		return &document.Error{Kind: document.TooLarge, Code: "form-too-large", Err: err, Message: message}
	}
	if errors.Is(err, multipart.ErrMessageTooLarge) {
		return &document.Error{
			Kind: document.TooLarge, Code: "form-too-long", Err: err,
			Message: "表单的附件或者行数过多（一般不超过180个附件），系统没有保存。请合并附件后再提交。",
		}
	}
	return &document.Error{
		Kind: document.Invalid, Code: "bad-form", Message: "提交的表单无法读取，请返回上一页重新提交。", Err: err,
	}
}

// recovered turns a panic into the page for internal faults.
func (b *bench) recovered(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler { //nolint:errorlint // net/http compares it the same way
				panic(p)
			}
			b.fail(w, r, desk.Person{}, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}()
		h.ServeHTTP(w, r)
	})
}

// foreign answers a request that another site made the browser send.
func (b *bench) foreign(w http.ResponseWriter, r *http.Request) {
	b.fail(w, r, desk.Person{}, document.Refuse(document.Forbidden, "foreign-origin", "该请求来自其他网站，已被拒绝。请从本系统的页面重新操作。"))
}

func (b *bench) nowhere(http.ResponseWriter, *http.Request, desk.Person) error {
	return document.Refuse(document.NotFound, "no-page", "没有这个页面，请核对网址。")
}

// home leads to the inbox: from the root, and from the address of its form, which
// whoever loads a page of results again asks for.
func (b *bench) home(w http.ResponseWriter, r *http.Request, _ desk.Person) error {
	http.Redirect(w, r, "/inbox", http.StatusSeeOther)
	return nil
}

// backToDocument answers whoever loads the address of a form again: after signing
// in, or to change the language.
func (b *bench) backToDocument(w http.ResponseWriter, r *http.Request, _ desk.Person) error {
	http.Redirect(w, r, "/documents/"+url.PathEscape(r.PathValue("id")), http.StatusSeeOther)
	return nil
}
