// Command child is the worker of the tests. It is built without the race detector,
// whose own memory would be over the limit. Instead of a PDF it takes the name of a
// misfortune, too.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"syscall"

	"mingfa/internal/extract"
)

func main() {
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	switch string(in) {
	case "hang":
		select {}
	case "bomb":
		for all := [][]byte{}; ; {
			all = append(all, bytes.Repeat([]byte("x"), 64<<20))
		}
	case "kill -9":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "nonsense":
		_, _ = os.Stdout.WriteString("{")
		os.Exit(0)
	}
	if err := extract.Serve(os.Args[2:], bytes.NewReader(in), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
