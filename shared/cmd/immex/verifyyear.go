package main

import (
	"errors"
	"io"
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
		err := v.held(s.Package, s.SHA256, document.Textf("el año", "the year"), func(path string) (*expediente.Difference, error) {
			return quoted(s, path)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// months hold what a month took over from the packages before it against those
// that were given with it.
func (v *verifier) months() error {
	for i := range v.builds {
		b := &v.builds[i]
		err := v.held(b.on.Package, b.on.SHA256, document.Text{ES: b.name, EN: b.name}, func(path string) (*expediente.Difference, error) {
			return built(b.path, path)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// builtOn is a package of a month and one that it builds on.
type builtOn struct {
	name, path string
	on         report.Earlier
}

// held compares what somebody names with the package of that name, where it was
// given.
func (v *verifier) held(name string, want document.Hash, who document.Text, compare func(path string) (*expediente.Difference, error)) error {
	sum, given := v.sums[name]
	if !given {
		return nil
	}
	text := document.Textf("%[1]s: no es el paquete que nombra %[2]s: tiene SHA-256 %[4]s y se nombra %[5]s",
		"%[1]s: it is not the package that %[3]s names: it has SHA-256 %[4]s and %[5]s is named", name, who.ES, who.EN, sum, want)
	if sum == want {
		d, err := compare(v.paths[name])
		if err != nil || d == nil {
			return err
		}
		text = d.Text
	}
	v.app.worse(exitDiffers)
	if v.app.json {
		return v.app.emit(map[string]string{"difference": text.In(v.app.lang)})
	}
	v.app.printf("%s", "%s", text.In(v.app.lang))
	return nil
}

// quoted opens the package of a month.
func quoted(s *report.SealedMonth, path string) (d *expediente.Difference, err error) {
	err = opened(path, func(r io.ReaderAt, size int64) (err error) {
		d, err = expediente.QuotedRight(s, r, size)
		return err //nolint:wrapcheck // classified there
	})
	return d, err
}

// built opens a package and the one it builds on.
func built(now, before string) (d *expediente.Difference, err error) {
	err = opened(now, func(r io.ReaderAt, size int64) error {
		return opened(before, func(b io.ReaderAt, n int64) (err error) {
			d, err = expediente.BuiltRight(r, size, b, n)
			return err //nolint:wrapcheck // classified there
		})
	})
	return d, err
}

// opened hands a file over.
func opened(path string, do func(r io.ReaderAt, size int64) error) (err error) {
	f, err := os.Open(path) //nolint:gosec // the user named the file
	if err != nil {
		return usage(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return usage(err)
	}
	return do(f, info.Size())
}
