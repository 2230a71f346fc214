package activities

import (
	"context"

	"mingfa/internal/document"
)

// Illustrated returns the paper with the bytes of the pictures that it shows.
func Illustrated(ctx context.Context, blobs Blobs, paper Paper) (Paper, error) {
	var digests []string
	for _, p := range paper.Content.Printed() {
		digests = append(digests, p.Digest)
	}
	var err error
	paper.Pictures, err = bytesOf(ctx, blobs, digests)
	return paper, err
}

// picturesOf returns the bytes of the pictures of a release.
func picturesOf(ctx context.Context, blobs Blobs, public document.Public) (map[string][]byte, error) {
	var digests []string
	for _, p := range public.Pictures {
		digests = append(digests, p.Digest)
	}
	return bytesOf(ctx, blobs, digests)
}

func bytesOf(ctx context.Context, blobs Blobs, digests []string) (map[string][]byte, error) {
	var out map[string][]byte
	for _, digest := range digests {
		b, err := blobs.Get(ctx, digest)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = map[string][]byte{}
		}
		out[digest] = b
	}
	return out, nil
}
