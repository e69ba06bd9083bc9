package main

import (
	"errors"
	"os"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/report"
)

// years hold what a year tells of the packages of its months against those that
// were given with it.
func (v *verifier) years() error {
	for i := range v.seals {
		s := &v.seals[i]
		sum, given := v.sums[s.Package]
		if !given {
			continue
		}
		var text document.Text
		switch {
		case sum != s.SHA256:
			text = document.Textf("%s: no es el paquete que el año nombra: tiene SHA-256 %s y se nombra %s",
				"%s: it is not the package that the year names: it has SHA-256 %s and %s is named", s.Package, sum, s.SHA256)
		default:
			d, err := quoted(s, v.paths[s.Package])
			if err != nil {
				return err
			}
			if d == nil {
				continue
			}
			text = d.Text
		}
		v.app.worse(exitDiffers)
		if v.app.json {
			if err := v.app.emit(map[string]string{"difference": text.In(v.app.lang)}); err != nil {
				return err
			}
			continue
		}
		v.app.printf("%s", "%s", text.In(v.app.lang))
	}
	return nil
}

// quoted opens the package of a month.
func quoted(s *report.SealedMonth, path string) (d *expediente.Difference, err error) {
	f, err := os.Open(path) //nolint:gosec // the user named the file
	if err != nil {
		return nil, usage(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, usage(err)
	}
	return expediente.QuotedRight(s, f, info.Size()) //nolint:wrapcheck // classified there
}
