package expediente

import (
	"bytes"
	"io"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// paper is a file for people: written when the package is made, covered by its
// hash when it is verified.
type paper struct {
	ext   string
	write func(io.Writer, *report.Set, document.Lang, *Manifest) error
}

// papers are the files for people, by the extension of their name.
func papers() []paper {
	return []paper{
		{".xlsx", func(w io.Writer, s *report.Set, lang document.Lang, _ *Manifest) error { return s.XLSX(w, lang) }},
	}
}

// papers writes the files for people.
func (p *Package) papers(in *Input, set *report.Set) error {
	for _, x := range papers() {
		var b bytes.Buffer
		if err := x.write(&b, set, p.Manifest.Lang, &p.Manifest); err != nil {
			return fault.New(fault.Transient, "write "+in.stem()+x.ext, err)
		}
		p.add(in.stem()+x.ext, b.Bytes())
	}
	return nil
}
