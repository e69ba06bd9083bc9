package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// Checked reads a blob whose hash has to be h: the read that finds its end is
// Corrupt where it is not.
func Checked(r io.ReadCloser, h document.Hash) io.ReadCloser {
	return &checked{r, h, sha256.New()}
}

type checked struct {
	io.ReadCloser
	want document.Hash
	sum  hash.Hash
}

// Read implements io.Reader.
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.sum.Write(p[:n])
	switch {
	case err == nil:
		return n, nil
	case !errors.Is(err, io.EOF):
		return n, fault.New(fault.Transient, "read blob "+string(c.want), err)
	case hex.EncodeToString(c.sum.Sum(nil)) != string(c.want):
		return n, fault.Newf(fault.Corrupt, "read blob "+string(c.want), "its bytes have another hash")
	}
	return n, io.EOF
}
