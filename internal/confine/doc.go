// Package confine runs programs that read files of strangers: in a process of their
// own, with limits of memory, processor time, time and output, without network,
// without new privileges, and with no more of the file system than they were
// given. When such a process is killed, hangs or breaks down, one request fails and
// nothing else does.
//
// A process can only limit itself, so this program is started in between: as
// "mingfa confine", it limits itself and then becomes the program that is wanted.
// What the kernel enforces: resource limits everywhere; on Linux besides
// no_new_privs, a filter of system calls (no sockets but local ones, none of them
// connected, no tracing, no mounting), and where the kernel has it Landlock, which
// hides all files but those named.
package confine
