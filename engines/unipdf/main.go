// Command mingfa-unipdf reads the words of PDF files with UniPDF, in place of the
// engine that Mingfa brings. It speaks what mingfa pdf-worker speaks, so Mingfa
// starts it the same way: confined, one process a file.
//
// UniPDF is a commercial library and does nothing without a licence. This program
// takes an offline key only: a metered key reports the name and addresses of the
// machine to a server abroad.
package main

import (
	"fmt"
	"io"
	"os"

	"mingfa/internal/extract/reply"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run returns the exit code: 0 when there is an answer, 1 without a licence or when
// the program can't go on, 2 for arguments that make no sense.
func run(args []string, in io.Reader, out, complaints *os.File) int {
	os.Stdout = complaints // the library writes notices to its standard output
	if err := licensed(os.Getenv); err != nil {
		fmt.Fprintln(complaints, err)
		return 1
	}
	switch {
	case len(args) == 1 && args[0] == "check":
		fmt.Fprintln(out, "UniPDF 许可有效。")
		return 0
	case len(args) != 3 || args[0] != "pdf-worker" || args[2] != "text":
		fmt.Fprintln(complaints, "用法：mingfa-unipdf check，或者 mingfa-unipdf pdf-worker 文件夹 text")
		return 2
	}
	pages, err := read(in)
	if err := reply.Write(out, reply.Answer{Pages: pages}, err); err != nil {
		fmt.Fprintln(complaints, err)
		return 1
	}
	return 0
}
