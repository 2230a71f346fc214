// Command child misbehaves as a broken or hostile reader of files might. It is built
// without the race detector, whose own memory would be over every limit.
package main

import (
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"
)

func main() { os.Exit(misbehave(os.Args[1], os.Args[2:])) }

func misbehave(how string, args []string) int {
	var err error
	switch how {
	case "say":
		fmt.Println(strings.Join(args, " "))
	case "hang":
		select {}
	case "spin":
		for { //nolint:revive // that is what it is for
		}
	case "bomb":
		var all [][]byte
		for {
			b := make([]byte, 16<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			all = append(all, b)
		}
	case "killed":
		err = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "flood":
		for err == nil {
			_, err = os.Stdout.WriteString(strings.Repeat("x", 1<<16))
		}
	case "dial":
		_, err = net.Dial("tcp", args[0]) //nolint:noctx // it must not come to anything
	case "local":
		_, err = net.Dial("unix", args[0]) //nolint:noctx // the same
	case "read":
		_, err = os.ReadFile(args[0])
	case "write":
		err = os.WriteFile(args[0], make([]byte, 1<<20), 0o600)
	case "env":
		fmt.Println(strings.Join(os.Environ(), " "))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
