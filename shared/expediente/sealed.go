package expediente

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

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

// damaged names the package that cannot be read.
func (s *Sealed) damaged(err error) error {
	return fault.New(fault.Corrupt, "sealed package "+s.Package, err)
}

// eachRow visits the rows of a report by the keys of its columns. A column that
// is asked for and is not there is an error.
func (s *Sealed) eachRow(path string, visit func(get func(string) string) error) error {
	raw, err := s.c.read(path, maxText)
	if err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(raw))
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
