package main

import (
	"context"
	"io"
	"log/slog"
	"os"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// logger adapts slog to the server's logger interface.
type logger struct{ slog *slog.Logger }

var _ log.WithLogger = logger{}

func newLogger(w io.Writer, level string) logger {
	var lv slog.Level
	if err := lv.UnmarshalText([]byte(level)); err != nil {
		lv = slog.LevelWarn
	}
	return logger{slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: lv}))}
}

func (l logger) Debug(msg string, t ...tag.Tag)  { l.out(slog.LevelDebug, msg, t) }
func (l logger) Info(msg string, t ...tag.Tag)   { l.out(slog.LevelInfo, msg, t) }
func (l logger) Warn(msg string, t ...tag.Tag)   { l.out(slog.LevelWarn, msg, t) }
func (l logger) Error(msg string, t ...tag.Tag)  { l.out(slog.LevelError, msg, t) }
func (l logger) DPanic(msg string, t ...tag.Tag) { l.out(slog.LevelError, msg, t) }

func (l logger) Panic(msg string, t ...tag.Tag) {
	l.out(slog.LevelError, msg, t)
	panic(msg)
}

// Fatal ends the process without an answer on standard output. The server calls
// it, for one, when a port was taken between choosing it and listening; the
// parent recognises the silence and tries again.
func (l logger) Fatal(msg string, t ...tag.Tag) {
	l.out(slog.LevelError, msg, t)
	os.Exit(2)
}

func (l logger) With(t ...tag.Tag) log.Logger {
	args := make([]any, 0, len(t))
	for _, x := range t {
		args = append(args, slog.Any(x.Key(), x.Value()))
	}
	return logger{l.slog.With(args...)}
}

func (l logger) out(lv slog.Level, msg string, t []tag.Tag) {
	ctx := context.Background()
	if !l.slog.Enabled(ctx, lv) {
		return
	}
	attrs := make([]slog.Attr, len(t))
	for i, x := range t {
		attrs[i] = slog.Any(x.Key(), x.Value())
	}
	l.slog.LogAttrs(ctx, lv, msg, attrs...)
}
