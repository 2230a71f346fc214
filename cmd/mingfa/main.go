// Command mingfa is the one binary of Mingfa 明发: the embedded default system,
// its servers for production, and the tools beside them.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"mingfa/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}
