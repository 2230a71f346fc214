package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"mingfa/internal/confine"
)

// Office is LibreOffice on this machine: a Converter that starts it anew for every
// file, confined, with a profile of its own in which macros, links and network are
// off. So what one file does to it, the next never sees.
type Office struct {
	program string
	slots   chan struct{}
}

// officeLimits are what one conversion may use. LibreOffice maps about a gigabyte
// before it has read anything.
func officeLimits(work string) confine.Limits {
	reads := append(confine.System(), "/var/lib/libreoffice", "/var/spool/libreoffice", "/var/cache/fontconfig", "/proc")
	return confine.Limits{
		Memory: 4 << 30, CPU: 90 * time.Second, Time: 2 * time.Minute, FileSize: 256 << 20, Output: 64 << 10, OpenFiles: 512,
		Reads: reads, Writes: []string{work},
		Sockets: []string{"/tmp"}, // it insists on one there, by which a second start would find the first
	}
}

// places are where LibreOffice lies when it is not on the path.
var places = []string{
	"/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice", "/opt/libreoffice*/program/soffice",
	"/Applications/LibreOffice.app/Contents/MacOS/soffice",
}

// FindOffice returns LibreOffice: the program named, or the one of this machine.
// The error is ErrNoConverter when there is none. So many conversions run at once.
func FindOffice(program string, atOnce int) (*Office, error) {
	names := []string{program}
	if program == "" {
		names = []string{"soffice", "libreoffice"}
		for _, pattern := range places {
			found, _ := filepath.Glob(pattern) // the patterns are sound
			names = append(names, found...)
		}
	}
	for _, name := range names {
		path, err := exec.LookPath(name)
		if err == nil {
			path, err = filepath.EvalSymlinks(path)
		}
		if err == nil {
			return &Office{program: path, slots: make(chan struct{}, max(1, atOnce))}, nil
		}
	}
	return nil, fmt.Errorf("%w: LibreOffice", ErrNoConverter)
}

// filters are what LibreOffice calls the formats it writes.
var filters = map[Kind]string{DOCX: "docx:MS Word 2007 XML", PDF: "pdf:writer_pdf_Export"}

// Convert converts in a folder of its own, which is gone afterwards.
func (o *Office) Convert(ctx context.Context, from, to Kind, data []byte) ([]byte, error) {
	filter := filters[to]
	if filter == "" {
		return nil, fmt.Errorf("%w: %s", ErrNoConverter, to)
	}
	select {
	case o.slots <- struct{}{}:
		defer func() { <-o.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	work, err := os.MkdirTemp("", "mingfa-office-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(work) }() // it lies in the folder for temporary files
	in := filepath.Join(work, "in"+endings[from][0])
	if err := errors.Join(writeProfile(work), os.WriteFile(in, data, 0o600)); err != nil {
		return nil, err
	}
	return o.run(ctx, work, in, to, filter)
}

func (o *Office) run(ctx context.Context, work, in string, to Kind, filter string) ([]byte, error) {
	limits := officeLimits(work)
	limits.Reads = append(limits.Reads, filepath.Dir(filepath.Dir(o.program)))
	_, err := confine.Run(ctx, limits, confine.Job{
		Program: o.program, Dir: work, Env: []string{"SAL_USE_VCLPLUGIN=svp"},
		Args: []string{
			"-env:UserInstallation=file://" + filepath.Join(work, "profile"), "--headless", "--invisible", "--norestore", "--nologo",
			"--nodefault", "--nolockcheck", "--nofirststartwizard", "--convert-to", filter, "--outdir", filepath.Join(work, "out"), in,
		},
	})
	if f, ok := errors.AsType[*confine.Failure](err); ok {
		return nil, fmt.Errorf("%w: %w", ErrConversion, f)
	}
	if err != nil {
		return nil, err
	}
	// It ends well even when it could not read the file; then there is no result.
	out, err := os.ReadFile(filepath.Join(work, "out", "in."+strings.TrimPrefix(endings[to][0], ".")))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConversion, err)
	}
	return out, nil
}

// profile turns off what a foreign file could make an office program do: macros,
// updating of links, active content, looking for updates.
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Save/Document"><prop oor:name="WarnAlienFormat" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
`

func writeProfile(work string) error {
	user := filepath.Join(work, "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(profile), 0o600)
}
