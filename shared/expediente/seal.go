package expediente

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report/deflate"
)

// Build renders and seals in one go.
func Build(w io.Writer, in Input) (*Manifest, error) { return BuildOn(nil, w, in) }

// BuildOn is Build with room outside of memory for large files; nil holds them
// in memory.
func BuildOn(scratch Scratch, w io.Writer, in Input) (*Manifest, error) {
	p, err := Render(in)
	if err != nil {
		return nil, err
	}
	p.Scratch = scratch
	return Seal(w, p)
}

// Seal writes the zip: files by path, the manifest last. Few files are held in
// memory at a time, and those packed. The same package gives the same bytes.
func Seal(w io.Writer, p *Package) (*Manifest, error) {
	files := slices.Clone(p.Files)
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	m := p.Manifest
	m.Files = make([]Entry, 0, len(files))
	z := zip.NewWriter(w)
	press, err := deflate.NewPress(packLevel)
	if err != nil {
		return nil, err //nolint:wrapcheck // says what it is
	}
	for i := range files[min(1, len(files)):] {
		if files[i+1].Path == files[i].Path {
			return nil, fault.Newf(fault.Misconfigured, "seal "+p.Name, "%s stands twice", files[i].Path)
		}
	}
	rooms := &lent{from: p.Scratch}
	defer rooms.back()
	for i, x := range ahead(len(files), func(i int) packing {
		x, err := pack(press, rooms.scratch(), &files[i])
		return packing{x, err}
	}) {
		if x.err != nil {
			return nil, fmt.Errorf("seal %s: %s: %w", p.Name, files[i].Path, x.err)
		}
		e, err := x.put(z)
		if err != nil {
			return nil, fault.New(fault.Transient, "seal "+p.Name, err)
		}
		m.Files = append(m.Files, e)
	}
	raw, err := m.Encode()
	if err != nil {
		return nil, err
	}
	x, err := pack(press, nil, &File{Path: manifestPath, Bytes: func() ([]byte, error) { return raw, nil }})
	if err == nil {
		_, err = x.put(z)
	}
	if err != nil {
		return nil, fault.New(fault.Transient, "seal "+p.Name, err)
	}
	if err := z.Close(); err != nil {
		return nil, fault.New(fault.Transient, "seal "+p.Name, err)
	}
	return &m, nil
}

// packLevel packs reports within a fiftieth of the highest level, in half the time.
const packLevel = 3

// storeRatio is above what papers compress to: a file beyond it is stored, so
// that no package of ours looks like a zip bomb to a verifier.
const storeRatio = maxRatio / 2

// packed is one file as it will lie in the zip.
type packed struct {
	name   string
	method uint16
	body   *Spool
	crc    uint32
	size   int64
	sum    document.Hash
}

// packing is a file that is packed, or why it is not.
type packing struct {
	*packed
	err error
}

// pack writes a file packed, or as it is where packing gains nothing.
func pack(press *deflate.Press, scratch Scratch, f *File) (*packed, error) {
	if compact(f.Path) {
		return packAs(nil, scratch, f)
	}
	p, err := packAs(press, scratch, f)
	if n := p.body.n; err == nil && (n >= p.size || p.size/n >= storeRatio) {
		if err := p.body.Close(); err != nil {
			return p, err
		}
		return packAs(nil, scratch, f)
	}
	return p, err
}

// packAs packs a file by a press, or takes it as it is without one.
func packAs(press *deflate.Press, scratch Scratch, f *File) (*packed, error) {
	p := &packed{name: f.Path, method: zip.Store, body: &Spool{Scratch: scratch}}
	var body io.Writer = p.body
	var d io.WriteCloser
	if press != nil {
		d = press.Writer(p.body)
		p.method, body = zip.Deflate, d
	}
	sum, crc := sha256.New(), crc32.NewIEEE()
	n := &counter{}
	err := f.To(io.MultiWriter(body, sum, crc, n))
	if d != nil {
		err = cmp.Or(err, d.Close())
	}
	if err != nil {
		return p, cmp.Or(err, p.body.Close()) //nolint:wrapcheck // the caller names the file
	}
	p.crc, p.size, p.sum = crc.Sum32(), n.n, document.Hash(hex.EncodeToString(sum.Sum(nil)))
	return p, nil
}

// counter counts the bytes written to it.
type counter struct{ n int64 }

func (c *counter) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return len(b), nil
}

// put writes a packed file with a canonical header.
func (p *packed) put(z *zip.Writer) (Entry, error) {
	sum, n := sha256.New(), p.body.n
	w, err := z.CreateRaw(header(p.name, p.method, p.crc, uint64(n), uint64(p.size))) //nolint:gosec // a size is not negative
	if err == nil {
		_, err = io.Copy(io.MultiWriter(w, sum), p.body.Reader())
	}
	if err = cmp.Or(err, p.body.Close()); err != nil {
		return Entry{}, fmt.Errorf("write %s: %w", p.name, err)
	}
	return Entry{p.name, p.size, p.sum, n, document.Hash(hex.EncodeToString(sum.Sum(nil)))}, nil
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
