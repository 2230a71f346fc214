package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
)

// Limits of a package.
const (
	MaxExpanded = 128 << 20 // bytes of all parts that are read, together
	MaxParts    = 5000
)

// ErrOversized says that a package is larger than its reader is willing to expand.
var ErrOversized = errors.New("too large when expanded")

// Package is an open archive. It is not safe for concurrent use.
type Package struct {
	// Files are the parts in the order of the archive, folders left out.
	Files []*zip.File
	left  int64
}

// Open reads the directory of an archive. The error is ErrOversized, or that of
// archive/zip for what is no archive or a damaged one.
func Open(data []byte) (*Package, error) { return OpenWithin(data, MaxExpanded) }

// OpenWithin is Open with a limit of its own on what the parts expand to, in bytes.
func OpenWithin(data []byte, limit int64) (*Package, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > MaxParts {
		return nil, ErrOversized
	}
	p := &Package{left: limit}
	for _, f := range z.File {
		if !f.FileInfo().IsDir() {
			p.Files = append(p.Files, f)
		}
	}
	return p, nil
}

// Has reports whether there is a part of that name.
func (p *Package) Has(name string) bool { return p.find(name) != nil }

func (p *Package) find(name string) *zip.File {
	for _, f := range p.Files {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Part reads a part by its name, nil when there is none.
func (p *Package) Part(name string) ([]byte, error) {
	f := p.find(name)
	if f == nil {
		return nil, nil
	}
	return p.Read(f)
}

// Read expands a part within what is left of the limit. Beyond it the error is
// ErrOversized, whatever size the archive claims.
func (p *Package) Read(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, p.left+1))
	if err != nil {
		return nil, err
	}
	if p.left -= int64(len(b)); p.left < 0 {
		return nil, ErrOversized
	}
	return b, nil
}
