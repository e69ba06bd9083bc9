package expediente

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// Verify holds a package against itself, offline: its container, the hash of
// every file, and the books and reports computed again from its facts. The
// error is of the reader; whatever is wrong with the package is the verdict.
func Verify(r io.ReaderAt, size int64) (*Verdict, error) {
	medium := &watched{r: r}
	v := verdict(medium, size)
	if medium.err != nil {
		return nil, fault.New(fault.Transient, "read package", medium.err)
	}
	return v, nil
}

// watched remembers that the medium failed, which says nothing of the package.
type watched struct {
	r   io.ReaderAt
	mu  sync.Mutex
	err error
}

// ReadAt reads through. An offset before the start comes from a corrupt
// directory and is no fault of the medium.
func (w *watched) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, zip.ErrFormat
	}
	n, err := w.r.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		w.mu.Lock()
		w.err = err
		w.mu.Unlock()
	}
	return n, err //nolint:wrapcheck // io.EOF must stay itself
}

func verdict(r io.ReaderAt, size int64) *Verdict {
	v := &Verdict{}
	c, err := open(r, size)
	if err != nil {
		return v.fail(NotAPackage, notAPackage(err))
	}
	if d, kind := v.manifest(c); d != nil {
		return v.fail(kind, *d)
	}
	known := rewritten(v.Manifest.Schema) && v.Manifest.Engine == ledger.Engine && v.Manifest.Catalog == catalog.Default().Version &&
		(isAudit(v.Manifest.Schema) || !closes(v.Manifest.Schema) || v.Manifest.Law == lawOf(catalog.Default(), v.Manifest.Schema))
	shape := report.Beside(c.shape)
	defer shape() // nothing reads the package when its verdict is given
	replay := v.replay
	sound := map[string]bool{factsPath: true, documentsPath: true, findingsPath: true, salesPath: true, sealsPath: true, earlierPath: true, reconciledPath: true}
	if isAudit(v.Manifest.Schema) {
		replay, sound = v.auditReplay, map[string]bool{factsPath: true, extractsPath: true, tracedPath: true}
	}
	if known && !isAudit(v.Manifest.Schema) {
		v.early(c)
	}
	if d := v.hashes(c, func(path string) bool { return sound[path] }); d != nil {
		return v.fail(Differs, *d)
	}
	if known {
		if d := replay(c); d != nil {
			return v.fail(Differs, *d)
		}
	}
	if d := v.hashes(c, func(path string) bool { return !sound[path] }); d != nil {
		return v.fail(Differs, *d)
	}
	if v.repacked != "" {
		return v.fail(Differs, repacked(v.repacked))
	}
	if d := shape(); d != nil {
		return v.fail(Differs, *d)
	}
	if !known {
		return v.fail(UnknownVersion, unknownVersion(v.Manifest))
	}
	v.OK, v.Kind = true, OK
	return v
}

// early reads the facts before their hash is compared, which is counted on the
// way: they are unpacked once. What is wrong with them is told in its place, when
// they are read again.
func (v *Verdict) early(c *container) {
	defer func() { _ = recover() }()
	if t, err := c.told(); err == nil {
		v.told = &t
	}
}

// facts are those that were read, once.
func (v *Verdict) facts(c *container) (told, error) {
	if t := v.told; t != nil {
		v.told = nil
		return *t, nil
	}
	return c.told()
}

// unknownVersion: hashes agree, and nothing more can be said.
func unknownVersion(m *Manifest) Difference {
	return broken(manifestPath, document.Textf(
		"No verificable con esta herramienta: el expediente es de esquema %q, motor %q y catálogo %.12s. Sus bytes son los que dice su manifiesto; sus cifras no se volvieron a calcular: use la versión que lo hizo (%s).",
		"Not verifiable with this tool: the package is of schema %q, engine %q and catalogue %.12s. Its bytes are what its manifest says; its figures were not computed again: use the version that made it (%s).",
		m.Schema, m.Engine, m.Catalog, m.Tool))
}

// manifest reads what the package says of itself.
func (v *Verdict) manifest(c *container) (*Difference, Outcome) {
	raw, err := c.read(manifestPath, maxManifest)
	if err != nil {
		d := notAPackage(err)
		return &d, NotAPackage
	}
	var which struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(raw, &which); err != nil || !strings.HasPrefix(which.Schema, "immex.expediente/") && !isAudit(which.Schema) {
		d := notAPackage(errors.New("its manifest is not of a package"))
		return &d, NotAPackage
	}
	m, err := DecodeManifest(raw)
	if !knownSchema(which.Schema) && which.Schema != AuditSchema {
		if m == nil {
			m = &Manifest{Schema: which.Schema}
		}
		d := unknownVersion(m)
		return &d, UnknownVersion
	}
	var again []byte
	if err == nil {
		v.Manifest, v.Sum = m, document.HashOf(raw)
		again, err = m.Encode()
	}
	if err == nil && !bytes.Equal(again, raw) {
		err = errNotCanonical
	}
	if err != nil {
		d := broken(manifestPath, document.Textf("El manifiesto fue modificado: %v.", "The manifest was modified: %v.", err))
		return &d, Differs
	}
	if (m.Rules != "" || mustSayRules(m.Schema)) && !hashShape.MatchString(string(m.Rules)) {
		d := broken(manifestPath, document.Textf("El manifiesto dice de sus reglas %q, que no es una huella SHA-256.",
			"The manifest says of its rules %q, which is no SHA-256.", m.Rules))
		return &d, Differs
	}
	return v.listed(c), Differs
}

// hashShape is a SHA-256 as manifests write it.
var hashShape = regexp.MustCompile(`^[0-9a-f]{64}$`)

// listed compares the files that are there with those the manifest lists.
func (v *Verdict) listed(c *container) *Difference {
	named := make(map[string]bool, len(v.Manifest.Files))
	for _, e := range v.Manifest.Files {
		if c.files[e.Path] == nil {
			d := broken(e.Path, document.Textf("Falta %s.", "%s is missing.", e.Path))
			return &d
		}
		named[e.Path] = true
	}
	for _, f := range c.inZip {
		if !named[f.Name] && f.Name != manifestPath {
			d := broken(f.Name, document.Textf("%s sobra: el manifiesto no lo tiene.", "%s is extra: the manifest does not have it.", f.Name))
			return &d
		}
	}
	return nil
}

// hashes compares chosen files with the manifest, streaming.
func (v *Verdict) hashes(c *container, chosen func(string) bool) *Difference {
	files := slices.DeleteFunc(slices.Clone(v.Manifest.Files), func(e Entry) bool { return !chosen(e.Path) })
	type summed struct {
		Entry
		err error
	}
	for i, x := range ahead(len(files), func(i int) summed {
		e, err := c.sums(c.files[files[i].Path])
		return summed{e, err}
	}) {
		e, have, err := files[i], x.Entry, x.err
		if err != nil {
			d := broken(e.Path, document.Textf("%s no se puede leer: %v.", "%s cannot be read: %v.", e.Path, err))
			return &d
		}
		if have.SHA256 == e.SHA256 && have.Bytes == e.Bytes && have != e && v.repacked == "" {
			v.repacked = e.Path // told when everything else was held
		}
		if have.SHA256 != e.SHA256 || have.Bytes != e.Bytes {
			d := mismatch(e.Path, have.show(), e.show(),
				"tiene %[2]s; el manifiesto dice %[3]s.", "it has %[2]s; the manifest says %[3]s.")
			return &d
		}
		v.Files++
	}
	return nil
}

func hashAll(r io.Reader, limit uint64) (document.Hash, int64, error) {
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(r, int64(limit)+1)) //nolint:gosec // sizes were checked against limits
	if err != nil {
		return "", n, fmt.Errorf("read: %w", err)
	}
	return document.Hash(hex.EncodeToString(h.Sum(nil))), n, nil
}

// input rebuilds what the package was a function of.
func (v *Verdict) input(c *container) (in Input, err error) {
	m := v.Manifest
	in = Input{
		RFC: m.RFC, Nombre: m.Nombre, Programa: m.Programa, Period: m.Period, From: m.From, To: m.To, State: State(m.State),
		Policy: m.Policy, Catalog: catalog.Default(), Pending: m.Pending, Tool: m.Tool, Rules: m.Rules, Lang: m.Lang, Schema: m.Schema,
		Open: missingOf(m.Missing, missingConsolidado), Strays: missingOf(m.Missing, missingStray), Supersedes: m.Supersedes, Reviewed: m.Reviewed,
	}
	t, err := v.facts(c)
	if err != nil {
		return in, err
	}
	in.Facts, in.asTold = t.facts, t.sum
	raw, err := c.read(findingsPath, maxText)
	if err == nil {
		in.Findings, err = decodeLines[report.Found](findingsPath, raw)
	}
	if err != nil {
		return in, err
	}
	var docs []documentLine
	if raw, err = c.read(documentsPath, maxText); err == nil {
		docs, err = decodeLines[documentLine](documentsPath, raw)
	}
	for _, d := range docs {
		s := Source{SHA: d.SHA, Name: d.Name, Kind: d.Kind, Key: d.Key, Status: d.Status, Period: d.Period}
		if d.Path != "" {
			s.Bytes = func() ([]byte, error) { return nil, errors.ErrUnsupported } // never read: its hash is compared
		}
		in.Documents = append(in.Documents, s)
	}
	if err == nil && in.month() {
		err = in.readMonth(c)
	}
	if err == nil && in.annual() {
		in.Annual, err = annualIn(c)
	}
	return in, err
}

// readMonth reads what a package took over from those before it, and the
// reconciliations that need documents.
func (in *Input) readMonth(c *container) error {
	raw, err := c.read(earlierPath, maxText)
	if err == nil {
		in.Earlier, err = decodeLines[Earlier](earlierPath, raw)
	}
	if err != nil {
		return err
	}
	if raw, err = c.read(reconciledPath, maxText); err == nil {
		in.Reconciled, err = DecodeReconciled(raw)
	}
	return err
}

// replay computes everything again and compares. A package is foreign input to
// the ledger, so a panic of it is a verdict too.
func (v *Verdict) replay(c *container) (d *Difference) {
	defer func() {
		if p := recover(); p != nil {
			x := broken(factsPath, document.Textf("Los hechos no se pueden recalcular: %v.", "The facts cannot be computed again: %v.", p))
			d = &x
		}
	}()
	in, err := v.input(c)
	if err == nil {
		var p *Package
		if d := soldAsInvoiced(c, &in); d != nil {
			return d
		}
		if p, _, err = replayed(in); err == nil {
			return v.compare(c, &in, p)
		}
	}
	x := broken(factsPath, document.Textf("Los hechos no se pueden recalcular: %v.", "The facts cannot be computed again: %v.", err))
	return &x
}

// compare holds the package against what was computed again.
func (v *Verdict) compare(c *container, in *Input, p *Package) *Difference {
	made := map[string]document.Hash{} // "": any bytes
	for _, stem := range paperStems(in) {
		for _, ext := range papers() {
			made[stem+ext] = ""
		}
	}
	for i := range in.Documents {
		if s := &in.Documents[i]; s.Bytes != nil {
			made[documentPath(s)] = s.SHA
		}
	}
	found := differing(c, p.Files)
	for some := range together(p.Files) {
		for i := range some {
			made[some[i].Path] = ""
		}
		if m := found[some[0].Path]; m.panic != nil {
			panic(m.panic)
		} else if m.value != nil {
			return m.value
		}
		v.Replayed += len(some)
	}
	if d := v.foreign(made); d != nil {
		return d
	}
	p.Manifest.Files = v.Manifest.Files
	want, err := p.Manifest.Encode()
	if err != nil {
		d := broken(manifestPath, document.Textf("%v.", "%v.", err))
		return &d
	}
	if d := same(c, manifestPath, want); d != nil {
		return d
	}
	if in.Annual != nil {
		v.Seals = in.Annual.Seals
	}
	for i := range in.Earlier {
		v.Builds = append(v.Builds, in.Earlier[i].Earlier)
	}
	v.Facts, v.Books = len(in.Facts), len(p.Manifest.Runs)
	return nil
}

// foreign finds a listed file that no package of this schema has, a document
// whose name is not its hash, and a file that should be there and is not.
func (v *Verdict) foreign(made map[string]document.Hash) *Difference {
	for _, e := range v.Manifest.Files {
		sha, ok := made[e.Path]
		if !ok {
			d := broken(e.Path, document.Textf("%s no es de un expediente.", "%s is not of a package.", e.Path))
			return &d
		}
		if sha != "" && sha != e.SHA256 {
			d := mismatch(e.Path, string(e.SHA256), string(sha),
				"sus bytes tienen SHA-256 %[2]s; el documento es %[3]s.", "its bytes have SHA-256 %[2]s; the document is %[3]s.")
			return &d
		}
		delete(made, e.Path)
	}
	if len(made) > 0 {
		path := slices.Min(slices.Collect(maps.Keys(made)))
		d := broken(path, document.Textf("Falta %s.", "%s is missing.", path))
		return &d
	}
	return nil
}

// sameFiles compares one file, or two that are made in one pass.
func sameFiles(c *container, some []File) *Difference {
	if len(some) == 2 && c.writesBoth(some) {
		return nil
	}
	for i := range some {
		if d := sameFile(c, &some[i]); d != nil {
			return d
		}
	}
	return nil
}

// sameFile compares one file with what is computed again, as it is written.
func sameFile(c *container, f *File) *Difference {
	if f.sum != "" && c.holds(f.Path, f.sum) || f.Write != nil && c.writes(f) {
		return nil
	}
	want, err := f.Bytes()
	if err != nil {
		d := broken(f.Path, document.Textf("%s: %v.", "%s: %v.", f.Path, err))
		return &d
	}
	return same(c, f.Path, want)
}

// writes reports that a file of the package is, to its last byte, what another
// writes. Whatever is wrong is for a closer look.
func (c *container) writes(f *File) bool {
	have := c.follow(f.Path)
	return have != nil && have.ended(f.Write(have))
}

// writesBoth is writes of two files that are made in one pass.
func (c *container) writesBoth(some []File) bool {
	one := c.follow(some[0].Path)
	if one == nil {
		return false
	}
	other := c.follow(some[1].Path)
	if other == nil {
		_ = one.r.Close() // nothing was read of it
		return false
	}
	err := some[0].beside.both(one, other)
	first, second := one.ended(err), other.ended(err)
	return first && second
}

// follow begins to compare a file, nil where it cannot be read.
func (c *container) follow(path string) *follower {
	z := c.files[path]
	if z == nil || z.UncompressedSize64 > maxText {
		return nil
	}
	rc, err := z.Open()
	if err != nil {
		return nil
	}
	return &follower{c: c, path: path, r: rc, sum: sha256.New()}
}

// errOther is what a follower says of the first byte that differs.
var errOther = errors.New("other bytes")

// follower takes only the bytes that come out of a file, and counts their hash.
type follower struct {
	c    *container
	path string
	r    io.ReadCloser
	sum  hash.Hash
	n    int64
	buf  []byte
}

func (f *follower) Write(p []byte) (int, error) {
	if cap(f.buf) < len(p) {
		f.buf = make([]byte, len(p))
	}
	have := f.buf[:len(p)]
	if _, err := io.ReadFull(f.r, have); err != nil || !bytes.Equal(have, p) {
		return 0, errOther
	}
	_, _ = f.sum.Write(have) // never fails
	f.n += int64(len(p))
	return len(p), nil
}

// ended reports that all was written, that nothing follows, and that the
// checksum at the end holds.
func (f *follower) ended(err error) bool {
	if err == nil {
		var one [1]byte
		_, err = io.ReadFull(f.r, one[:])
	}
	if f.r.Close() != nil || err != io.EOF {
		return false
	}
	f.c.knows(f.path, known{document.Hash(hex.EncodeToString(f.sum.Sum(nil))), f.n})
	return true
}

// same compares one file with what was computed again.
func same(c *container, path string, want []byte) *Difference {
	have, err := c.read(path, maxText)
	if err != nil {
		d := broken(path, document.Textf("No se puede leer: %v.", "It cannot be read: %v.", err))
		return &d
	}
	if bytes.Equal(have, want) {
		c.knows(path, known{document.HashOf(have), int64(len(have))})
		return nil
	}
	return diff(path, have, want)
}
