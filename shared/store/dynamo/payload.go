package dynamo

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// Sizes of what one item carries. DynamoDB allows 400 kB an item, names
// included, and bills a write by the kilobyte.
const (
	plainLimit  = 700       // below this an item is one write unit anyway: not compressed
	inlineLimit = 300 << 10 // above this bytes go to items of their own
	commitLimit = 1500      // the same for a commit item, which every reader reads
	partSize    = 380 << 10
	// payloadLimit stops a damaged length from filling memory; no book or
	// commit comes near it.
	payloadLimit = 512 << 20
)

// pack puts b into the attributes of i that start with name: as it is, zipped,
// or zipped in items of its own, named by hash and stored before this returns.
func (s *Store) pack(ctx context.Context, rfc string, i item, name string, b []byte, limit int) error {
	if len(b) <= plainLimit {
		i[name] = bytesOf(b)
		return nil
	}
	z, err := s.deflate(b)
	if err != nil {
		return err
	}
	if len(z) <= limit {
		i[name+"_z"] = bytesOf(z)
		return nil
	}
	h := document.HashOf(z)
	parts := 0
	for from := 0; from < len(z); from += partSize {
		part := at(blobPK(rfc, h), seqKey(int64(parts)))
		part["d"] = bytesOf(z[from:min(from+partSize, len(z))])
		if err := s.put(ctx, part, "", nil); err != nil {
			return err
		}
		parts++
	}
	i[name+"_blob"], i[name+"_parts"] = text(string(h)), number(int64(parts))
	return nil
}

// unpack reads back what pack wrote; nothing at all is Corrupt.
func (s *Store) unpack(ctx context.Context, rfc string, i item, name string) ([]byte, error) {
	if b, ok := i.bytes(name); ok {
		return b, nil
	}
	z, ok := i.bytes(name + "_z")
	if !ok {
		var err error
		if z, err = s.parts(ctx, rfc, document.Hash(i.text(name+"_blob")), i.number(name+"_parts")); err != nil {
			return nil, err
		}
	}
	b, err := inflate(z)
	return b, fault.New(fault.Corrupt, "read "+i.text("PK")+" "+i.text("SK"), err)
}

func (s *Store) parts(ctx context.Context, rfc string, h document.Hash, n int64) ([]byte, error) {
	var z []byte
	for part, err := range s.walk(ctx, query{pk: blobPK(rfc, h)}) {
		if err != nil {
			return nil, err
		}
		b, _ := part.bytes("d")
		z = append(z, b...)
		n--
	}
	if n != 0 || document.HashOf(z) != h {
		return nil, fault.Newf(fault.Corrupt, "read blob "+string(h), "its parts are missing or have another hash")
	}
	return z, nil
}

func (s *Store) deflate(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w, _ := s.zip.Get().(*gzip.Writer)
	defer s.zip.Put(w)
	w.Reset(&out)
	if _, err := w.Write(b); err != nil {
		return nil, fault.New(fault.Corrupt, "compress", err)
	}
	err := w.Close() // only then are the bytes complete
	return out.Bytes(), fault.New(fault.Corrupt, "compress", err)
}

func inflate(z []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(z))
	if err != nil {
		return nil, fmt.Errorf("compressed bytes: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(r, payloadLimit))
	if err != nil {
		return nil, fmt.Errorf("compressed bytes: %w", err)
	}
	return b, nil
}
