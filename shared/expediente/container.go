package expediente

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"example.com/immex/shared/document"
)

// container is an opened zip whose entries are within the limits.
type container struct {
	r     io.ReaderAt
	size  int64
	files map[string]*zip.File
	inZip []*zip.File // as they lie

	mu    sync.Mutex
	known map[string]known // of files that were read to their end

	inflaters sync.Pool // each has memory of its own
}

// inflater unpacks one file, and is lent again when it is closed.
type inflater struct {
	io.ReadCloser
	from *sync.Pool
}

// inflate unpacks in half the time of the standard library. What it gives is held
// to the checksum of the file and to its SHA-256.
func (c *container) inflate(r io.Reader) io.ReadCloser {
	in, ok := c.inflaters.Get().(io.ReadCloser)
	if !ok || in.(flate.Resetter).Reset(r, nil) != nil {
		in = flate.NewReader(r)
	}
	return &inflater{in, &c.inflaters}
}

// Close lends it again, once.
func (i *inflater) Close() error {
	if i.ReadCloser == nil {
		return nil
	}
	err := i.ReadCloser.Close()
	i.from.Put(i.ReadCloser)
	i.ReadCloser = nil
	return err //nolint:wrapcheck // the caller names the file
}

// known is the hash and the size of a file, unpacked.
type known struct {
	sum  document.Hash
	size int64
}

// knows keeps what was counted of a file while it was compared.
func (c *container) knows(path string, k known) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[path] = k
}

func (c *container) toldOf(path string) (known, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.known[path]
	return k, ok
}

// open reads the directory of a zip and refuses what no package of ours has.
func open(r io.ReaderAt, size int64) (*container, error) {
	if size > maxPackage {
		return nil, fmt.Errorf("%d bytes, more than %d", size, int64(maxPackage))
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("not a zip: %w", err)
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("%d entries, more than %d", len(z.File), maxEntries)
	}
	c := &container{r: r, size: size, files: make(map[string]*zip.File, len(z.File)), inZip: z.File, known: map[string]known{}}
	z.RegisterDecompressor(zip.Deflate, c.inflate)
	var total uint64
	for _, f := range z.File {
		if err := admissible(f); err != nil {
			return nil, err
		}
		if c.files[f.Name] != nil {
			return nil, fmt.Errorf("%q stands twice", f.Name)
		}
		c.files[f.Name] = f
		if total += f.UncompressedSize64; total > maxUnpacked {
			return nil, fmt.Errorf("more than %d bytes unpacked", uint64(maxUnpacked))
		}
	}
	return c, nil
}

// admissible refuses one entry before it is read: a name that leaves the
// folder, a method we do not write, a size no paper has.
func admissible(f *zip.File) error {
	switch {
	case len(f.Name) > maxName || !fs.ValidPath(f.Name) || strings.ContainsAny(f.Name, "\\:") || f.Name == ".":
		return fmt.Errorf("the entry name %.80q is not one of a package", f.Name)
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Errorf("%q: compression method %d", f.Name, f.Method)
	case f.UncompressedSize64 > maxUnpacked || f.CompressedSize64 > maxPackage:
		return fmt.Errorf("%q: %d bytes", f.Name, f.UncompressedSize64)
	case f.UncompressedSize64 > maxRatio*max(f.CompressedSize64, 1):
		return fmt.Errorf("%q: %d bytes out of %d", f.Name, f.UncompressedSize64, f.CompressedSize64)
	}
	return nil
}

// opened begins to unpack one file of at most limit bytes, whose checksum is compared
// when it is read to its end.
func (c *container) opened(name string, limit uint64) (*zip.File, io.ReadCloser, error) {
	f := c.files[name]
	if f == nil {
		return nil, nil, fmt.Errorf("%s is missing", name)
	}
	if f.UncompressedSize64 > limit {
		return nil, nil, fmt.Errorf("%s: %d bytes, more than %d", name, f.UncompressedSize64, limit)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, rc, nil
}

// read unpacks one file of at most limit bytes.
func (c *container) read(name string, limit uint64) ([]byte, error) {
	f, rc, err := c.opened(name, limit)
	if err != nil {
		return nil, err
	}
	raw, err := readAll(io.LimitReader(rc, int64(limit)+1), f.UncompressedSize64) //nolint:gosec // limits are far below 2^63
	if err := errors.Join(err, rc.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if uint64(len(raw)) != f.UncompressedSize64 {
		return nil, fmt.Errorf("%s: %d bytes, its header says %d", name, len(raw), f.UncompressedSize64)
	}
	return raw, nil
}

// readAll is io.ReadAll of what says how much it is, which is believed of little.
func readAll(r io.Reader, size uint64) ([]byte, error) {
	const most = 1 << 20
	var b bytes.Buffer
	b.Grow(int(min(size, most)) + bytes.MinRead)
	_, err := b.ReadFrom(r)
	return b.Bytes(), err
}

// holds reports that a file unpacks to bytes of a hash.
func (c *container) holds(path string, sum document.Hash) bool {
	if k, ok := c.toldOf(path); ok {
		return k.sum == sum
	}
	f := c.files[path]
	if f == nil || f.UncompressedSize64 > maxText {
		return false
	}
	rc, err := f.Open()
	if err != nil {
		return false
	}
	have, n, err := hashAll(rc, f.UncompressedSize64)
	if errors.Join(err, rc.Close()) != nil || have != sum {
		return false
	}
	c.knows(path, known{have, n})
	return true
}

// shape writes the container again from its entries, without unpacking them,
// and holds it against the bytes that are there: headers, order, gaps,
// comments. Nothing can hide between the files.
func (c *container) shape() *Difference {
	sorted := slices.IsSortedFunc(c.inZip, func(a, b *zip.File) int {
		return cmp.Or(last(a.Name)-last(b.Name), cmp.Compare(a.Name, b.Name))
	})
	if !sorted {
		return reshaped("sus archivos no van en orden", "its files are not in order")
	}
	same := &comparer{r: c.r, size: c.size}
	err := c.again(same)
	switch {
	case err == nil && same.at == c.size:
		return nil
	case err == nil:
		n := strconv.FormatInt(c.size-same.at, 10)
		return reshaped("le sobran "+n+" bytes", n+" bytes are too many")
	case errors.Is(err, errOther):
		n := strconv.FormatInt(same.at, 10)
		return reshaped("no es como se escribió desde el byte "+n, "it is not as written from byte "+n+" on")
	}
	return reshaped(err.Error(), err.Error())
}

// again writes the entries as they lie under the headers of a package. Bytes of an
// entry that lie where they are written to are those bytes, and are not read.
func (c *container) again(out *comparer) error {
	z := zip.NewWriter(out)
	for _, f := range c.inZip {
		w, err := z.CreateRaw(header(f.Name, f.Method, f.CRC32, f.CompressedSize64, f.UncompressedSize64))
		if err == nil {
			err = z.Flush()
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if at, err := f.DataOffset(); err == nil && at == out.at {
			out.there = int64(f.CompressedSize64) //nolint:gosec // at most maxPackage
			err = blank(w, out.there)
			if err != nil {
				return fmt.Errorf("%s: %w", f.Name, err)
			}
			continue
		}
		raw, err := f.OpenRaw()
		if err == nil {
			_, err = io.Copy(w, raw)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("directory: %w", err)
	}
	return nil
}

// blank writes n bytes that nobody looks at.
func blank(w io.Writer, n int64) error {
	var zeros [1 << 15]byte
	for n > 0 {
		some := zeros[:min(n, int64(len(zeros)))]
		if _, err := w.Write(some); err != nil {
			return err //nolint:wrapcheck // the caller names the entry
		}
		n -= int64(len(some))
	}
	return nil
}

// reshaped is the verdict on files that hold in a container that does not.
func reshaped(es, en string) *Difference {
	d := broken("", document.Textf(
		"Cada archivo es el que dice el manifiesto, pero el zip no es el que se selló: %[1]s. Se empacó otra vez, o algo se le puso entre los archivos.",
		"Every file is the one the manifest says, but the zip is not the one that was sealed: %[2]s. It was packed again, or something was put between the files.", es, en))
	return &d
}

// last puts the manifest behind every other file.
func last(name string) int {
	if name == manifestPath {
		return 1
	}
	return 0
}

// comparer is a writer that takes only the bytes that are there already.
type comparer struct {
	r     io.ReaderAt
	size  int64
	at    int64
	there int64 // so many are there, whatever is written
	buf   []byte
}

func (c *comparer) Write(p []byte) (int, error) {
	n := len(p)
	if c.at+int64(n) > c.size {
		return 0, errOther
	}
	lies := min(c.there, int64(n))
	c.at, c.there, p = c.at+lies, c.there-lies, p[lies:]
	if cap(c.buf) < len(p) {
		c.buf = make([]byte, len(p))
	}
	have := c.buf[:len(p)]
	if _, err := c.r.ReadAt(have, c.at); err != nil && !errors.Is(err, io.EOF) {
		return 0, fmt.Errorf("read at %d: %w", c.at, err)
	}
	if !bytes.Equal(have, p) {
		return 0, errOther
	}
	c.at += int64(len(p))
	return n, nil
}

// sums are the size and hash of one file, unpacked and as it lies.
func (c *container) sums(f *zip.File) (Entry, error) {
	raw, err := f.OpenRaw()
	if err != nil {
		return Entry{}, fmt.Errorf("%s: %w", f.Name, err)
	}
	crc := crc32.NewIEEE()
	if f.Method == zip.Store {
		raw = io.TeeReader(raw, crc)
	}
	packed, n, err := hashAll(raw, f.CompressedSize64)
	if err != nil {
		return Entry{}, fmt.Errorf("%s: %w", f.Name, err)
	}
	if k, ok := c.toldOf(f.Name); ok {
		return Entry{f.Name, k.size, k.sum, n, packed}, nil
	}
	if f.Method == zip.Store && uint64(n) == f.UncompressedSize64 && crc.Sum32() == f.CRC32 { //nolint:gosec // a size is not negative
		return Entry{f.Name, n, packed, n, packed}, nil
	}
	rc, err := f.Open()
	if err != nil {
		return Entry{}, fmt.Errorf("%s: %w", f.Name, err)
	}
	plain, size, err := hashAll(rc, f.UncompressedSize64)
	if err := errors.Join(err, rc.Close()); err != nil {
		return Entry{}, fmt.Errorf("%s: %w", f.Name, err)
	}
	return Entry{f.Name, size, plain, n, packed}, nil
}

// show prints a size and a hash for a sentence.
func (e Entry) show() string {
	return strconv.FormatInt(e.Bytes, 10) + " bytes, SHA-256 " + string(e.SHA256)
}

// notAPackage is the verdict on a file that is something else.
func notAPackage(err error) Difference {
	return broken("", document.Textf("No es un expediente: %v.", "Not a package: %v.", err))
}
