package expediente

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// Sealed is a sealed package of a month, open for what builds on it: the months
// after it (Older, Last) and its year (Month). What was sealed is what is told:
// whether the package holds is for Verify to say.
type Sealed struct {
	SHA256   document.Hash // of the zip
	Period   string        // YYYY-MM, also of a supplement
	Package  string        // its file name
	manifest *Manifest
	c        *container
}

// OpenSealed opens a package. It reads from r until the last method was called.
func OpenSealed(r io.ReaderAt, size int64) (*Sealed, error) {
	s, err := openSealed(r, size)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "sealed package", err)
	}
	return s, nil
}

func openSealed(r io.ReaderAt, size int64) (*Sealed, error) {
	c, err := open(r, size)
	if err != nil {
		return nil, err
	}
	raw, err := c.read(manifestPath, maxManifest)
	if err != nil {
		return nil, err
	}
	m, err := DecodeManifest(raw)
	if err != nil {
		return nil, err
	}
	if !m.From.Known() {
		return nil, errors.New("its manifest does not say of when it is")
	}
	sum, _, err := hashAll(io.NewSectionReader(r, 0, size), maxPackage)
	return &Sealed{sum, m.From.String()[:len("2006-01")], m.FileName(), m, c}, err
}

// Name is the period a package of the same name has, with the number of a
// supplement, and what it supersedes.
func (s *Sealed) Name() (period string, supersedes *Superseded) {
	return s.manifest.Period, s.manifest.Supersedes
}

// Otherwise are the tables that a package tells otherwise than the sealed one
// does, by their path: those of both, and those the sealed one has alone. A table
// or column that a later layout has alone is none.
func (s *Sealed) Otherwise(p *Package) ([]string, error) {
	told := map[string]document.Hash{}
	for _, e := range s.manifest.Files {
		if strings.HasSuffix(e.Path, ".csv") {
			told[e.Path] = e.SHA256
		}
	}
	var out []string
	for i := range p.Files {
		f := &p.Files[i]
		then, ok := told[f.Path]
		if !ok {
			continue
		}
		delete(told, f.Path)
		sum := sha256.New()
		if err := f.To(sum); err != nil {
			return nil, fault.New(fault.Transient, "package "+p.Name+" "+f.Path, err)
		}
		if document.Hash(hex.EncodeToString(sum.Sum(nil))) == then {
			continue
		}
		same := false
		if p.Manifest.Schema != s.manifest.Schema {
			var err error
			if same, err = s.asTold(f, p.Name); err != nil {
				return nil, err
			}
		}
		if !same {
			out = append(out, f.Path)
		}
	}
	out = slices.AppendSeq(out, maps.Keys(told))
	slices.Sort(out)
	return out, nil
}

// damaged names the package that cannot be read.
func (s *Sealed) damaged(err error) error {
	return fault.New(fault.Corrupt, "sealed package "+s.Package, err)
}

// eachRow visits the rows of a report by the keys of its columns, as it is unpacked. A
// column that is asked for and is not there is an error.
func (s *Sealed) eachRow(path string, visit func(get func(string) string) error) error {
	_, rc, err := s.c.opened(path, maxText)
	if err != nil {
		return err
	}
	defer rc.Close() //nolint:errcheck // read to its end, where its checksum is compared
	r := csv.NewReader(rc)
	r.ReuseRecord = true
	names, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	at := map[string]int{}
	for i, n := range names {
		at[n] = i
	}
	for line := 2; ; line++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		missing := ""
		if err == nil {
			err = visit(func(key string) string {
				i, ok := at[key]
				if !ok {
					missing = key
					return ""
				}
				return row[i]
			})
		}
		if missing != "" {
			err = fmt.Errorf("no column %s", missing)
		}
		if err != nil {
			return fmt.Errorf("%s line %d: %w", path, line, err)
		}
	}
}
