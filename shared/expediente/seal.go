package expediente

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// Build renders and seals in one go.
func Build(w io.Writer, in Input) (*Manifest, error) {
	p, err := Render(in)
	if err != nil {
		return nil, err
	}
	return Seal(w, p)
}

// Seal writes the zip: files by path, the manifest last. Only one file is held
// in memory at a time. The same package gives the same bytes.
func Seal(w io.Writer, p *Package) (*Manifest, error) {
	files := slices.Clone(p.Files)
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	m := p.Manifest
	m.Files = make([]Entry, 0, len(files))
	z := zip.NewWriter(w)
	for i := range files {
		if i > 0 && files[i].Path == files[i-1].Path {
			return nil, fault.Newf(fault.Misconfigured, "seal "+p.Name, "%s stands twice", files[i].Path)
		}
		raw, err := files[i].Bytes()
		if err != nil {
			return nil, fmt.Errorf("seal %s: %s: %w", p.Name, files[i].Path, err)
		}
		e, err := put(z, files[i].Path, raw)
		if err != nil {
			return nil, fault.New(fault.Transient, "seal "+p.Name, err)
		}
		m.Files = append(m.Files, e)
	}
	raw, err := m.Encode()
	if err != nil {
		return nil, err
	}
	if _, err := put(z, manifestPath, raw); err != nil {
		return nil, fault.New(fault.Transient, "seal "+p.Name, err)
	}
	if err := z.Close(); err != nil {
		return nil, fault.New(fault.Transient, "seal "+p.Name, err)
	}
	return &m, nil
}

// storeRatio is above what papers compress to: a file beyond it is stored, so
// that no package of ours looks like a zip bomb to a verifier.
const storeRatio = maxRatio / 2

// put writes one file with a canonical header.
func put(z *zip.Writer, name string, raw []byte) (Entry, error) {
	packed, method := raw, zip.Store
	if !compact(name) {
		var b bytes.Buffer
		d, err := flate.NewWriter(&b, flate.DefaultCompression)
		if err != nil {
			return Entry{}, fmt.Errorf("pack %s: %w", name, err)
		}
		if _, err := d.Write(raw); err != nil {
			return Entry{}, fmt.Errorf("pack %s: %w", name, err)
		}
		if err := d.Close(); err != nil {
			return Entry{}, fmt.Errorf("pack %s: %w", name, err)
		}
		if b.Len() < len(raw) && len(raw)/b.Len() < storeRatio {
			packed, method = b.Bytes(), zip.Deflate
		}
	}
	h := header(name, method, crc32.ChecksumIEEE(raw), uint64(len(packed)), uint64(len(raw)))
	w, err := z.CreateRaw(h)
	if err == nil {
		_, err = w.Write(packed)
	}
	if err != nil {
		return Entry{}, fmt.Errorf("write %s: %w", name, err)
	}
	return Entry{name, int64(len(raw)), document.HashOf(raw), int64(len(packed)), document.HashOf(packed)}, nil
}

// header is the only header a file of these properties may have: no extra
// fields, no descriptor, 1 January 1980, readable by all.
func header(name string, method uint16, crc uint32, packed, size uint64) *zip.FileHeader {
	const dosEpoch = 1<<5 | 1 // 1980-01-01, the first day a zip can say
	h := &zip.FileHeader{
		Name: name, Method: method, ReaderVersion: 20, ModifiedDate: dosEpoch, //nolint:staticcheck // Modified would add an extra field
		CRC32: crc, CompressedSize64: packed, UncompressedSize64: size,
	}
	h.SetMode(0o644)
	return h
}

// compact reports whether a file is compressed already; the manifest is stored
// so that its own bytes are plain to see.
func compact(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf", ".zip", ".xlsx", ".jpg", ".jpeg", ".png":
		return true
	}
	return name == manifestPath
}
