package expediente

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
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
	in := filing{z: z, files: files, ready: map[string]*packed{}, shelf: shelf{from: rooms.scratch()}, done: make([]Entry, 0, len(files))}
	wrong, err := in.packAll(press, rooms)
	if err != nil {
		return nil, fault.New(fault.Transient, "seal "+p.Name, err)
	}
	if wrong.err != nil {
		return nil, fmt.Errorf("seal %s: %s: %w", p.Name, wrong.paths(), wrong.err)
	}
	m.Files = in.done
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

// packLevel packs reports nearly as small as the higher ones do, in less time.
const packLevel = 1

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

// packing is one file or two that are packed, or why they are not.
type packing struct {
	batch

	packed []*packed
	err    error
}

func (x *packing) paths() string {
	names := make([]string, len(x.files))
	for i := range x.files {
		names[i] = x.files[i].Path
	}
	return strings.Join(names, ", ")
}

// filing puts packed files into a zip by their path, each as soon as those before it
// are there. Until then it holds them outside of memory, where there is room.
type filing struct {
	z     *zip.Writer
	files []File // by path
	done  []Entry
	ready map[string]*packed // by path, not put yet
	shelf shelf
}

// packAll packs every file and puts it. Of those that cannot be packed it gives the
// first by path; an error is of the zip.
func (f *filing) packAll(press *deflate.Press, rooms *lent) (wrong packing, err error) {
	var first foremost
	for x := range asDone(largestFirst(f.files), func(b batch) packing {
		if first.passed(b.at) {
			return packing{batch: b}
		}
		x, err := packSome(press, rooms.scratch(), b.files)
		if err != nil {
			first.note(b.at)
		}
		return packing{b, x, err}
	}) {
		if x.err != nil && !first.passed(x.at) {
			wrong = x
		}
		if x.err == nil && x.packed != nil {
			if err := f.take(x.packed); err != nil {
				return wrong, err
			}
		}
	}
	return wrong, nil
}

// take takes packed files, and puts what can be.
func (f *filing) take(some []*packed) error {
	for _, p := range some {
		f.ready[p.name] = p
	}
	for len(f.done) < len(f.files) {
		p := f.ready[f.files[len(f.done)].Path]
		if p == nil {
			break
		}
		e, err := p.put(f.z)
		if err != nil {
			return err
		}
		f.done = append(f.done, e)
		delete(f.ready, p.name)
	}
	for _, p := range some {
		if f.ready[p.name] == nil {
			continue
		}
		if err := f.shelf.put(p.body); err != nil {
			return fmt.Errorf("hold %s: %w", p.name, err)
		}
	}
	return nil
}

// packSome packs a file, or two in one pass.
func packSome(press *deflate.Press, scratch Scratch, some []File) ([]*packed, error) {
	if len(some) == 1 {
		p, err := pack(press, scratch, &some[0])
		return []*packed{p}, err
	}
	one, other := begin(press, scratch, some[0].Path), begin(press, scratch, some[1].Path)
	err := some[0].beside.both(one, other)
	out := []*packed{one.packed, other.packed}
	if err := errors.Join(one.end(err), other.end(err)); err != nil {
		return out, err
	}
	for i := range out {
		if out[i], err = out[i].dense(scratch, &some[i]); err != nil {
			return out, err
		}
	}
	return out, nil
}

// pack writes a file packed, or as it is where packing gains nothing.
func pack(press *deflate.Press, scratch Scratch, f *File) (*packed, error) {
	if compact(f.Path) {
		return packAs(nil, scratch, f)
	}
	p, err := packAs(press, scratch, f)
	if err != nil {
		return p, err
	}
	return p.dense(scratch, f)
}

// dense is a packed file, or the file as it is where packing gained nothing.
func (p *packed) dense(scratch Scratch, f *File) (*packed, error) {
	if n := p.body.n; n < p.size && p.size/n < storeRatio {
		return p, nil
	}
	if err := p.body.Close(); err != nil {
		return p, err
	}
	return packAs(nil, scratch, f)
}

// packAs packs a file by a press, or takes it as it is without one.
func packAs(press *deflate.Press, scratch Scratch, f *File) (*packed, error) {
	x := begin(press, scratch, f.Path)
	return x.packed, x.end(f.To(x))
}

// beginning is a file while it is packed.
type beginning struct {
	*packed
	io.Writer
	press    io.WriteCloser // nil of one that is taken as it is
	sum, crc hash.Hash
	n        *counter
}

func begin(press *deflate.Press, scratch Scratch, name string) *beginning {
	x := &beginning{
		packed: &packed{name: name, method: zip.Store, body: &Spool{Scratch: scratch}}, sum: sha256.New(), crc: crc32.NewIEEE(), n: &counter{},
	}
	var body io.Writer = x.body
	if press != nil {
		x.press = press.Writer(x.body)
		x.method, body = zip.Deflate, x.press
	}
	x.Writer = io.MultiWriter(body, x.sum, x.crc, x.n)
	return x
}

// end closes what was written, or lets go of it.
func (x *beginning) end(err error) error {
	if x.press != nil {
		err = cmp.Or(err, x.press.Close())
	}
	if err != nil {
		return cmp.Or(err, x.body.Close()) //nolint:wrapcheck // the caller names the file
	}
	x.packed.crc, x.size, x.packed.sum = binary.BigEndian.Uint32(x.crc.Sum(nil)), x.n.n, document.Hash(hex.EncodeToString(x.sum.Sum(nil)))
	return nil
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
