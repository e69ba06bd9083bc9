package expediente

import (
	"bytes"
	"io"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// paper is a file for people: written when the package is made, covered by its
// hash when it is verified.
type paper struct {
	ext   string
	write func(io.Writer, *report.Set, document.Lang, report.Provenance) error
}

// papers are the files for people, by the extension of their name.
func papers() []paper {
	return []paper{
		{".xlsx", func(w io.Writer, s *report.Set, lang document.Lang, _ report.Provenance) error {
			return s.XLSX(w, lang)
		}},
		{".pdf", func(w io.Writer, s *report.Set, lang document.Lang, from report.Provenance) error {
			return s.PDF(w, lang, from)
		}},
	}
}

// papers writes the files for people.
func (p *Package) papers(in *Input, set *report.Set) error {
	m := &p.Manifest
	from := report.Provenance{
		Tool: m.Tool, Engine: m.Engine, Catalog: m.Catalog, Cut: m.Cut, Facts: m.Facts, Books: len(m.Runs), Documents: len(in.Documents),
		Policy: "sin_bom: " + string(m.Policy.SinBOM) + ", inventory_key: " + m.Policy.InventoryKey, Pending: slices.Clone(m.Pending),
	}
	for _, x := range m.Missing {
		from.Pending = append(from.Pending, x.Text)
	}
	if m.Approval != nil {
		from.Approval = m.Approval.lines()
	}
	if s := m.Supersedes; s != nil {
		from.Supersedes = s.Package + "  SHA-256 " + string(s.SHA256)
	}
	for _, x := range papers() {
		var b bytes.Buffer
		if err := x.write(&b, set, m.Lang, from); err != nil {
			return fault.New(fault.Transient, "write "+in.stem()+x.ext, err)
		}
		p.add(in.stem()+x.ext, b.Bytes())
	}
	return nil
}

// lines are what page 1 says of who approved: a person in a capacity, or the
// policy.
func (a *Approval) lines() []document.Text {
	if a.Who == "" {
		return []document.Text{a.Policy}
	}
	return []document.Text{
		{ES: a.Who + ", " + a.Capacity + " (" + a.On.String() + ")", EN: a.Who + ", " + a.Capacity + " (" + a.On.String() + ")"},
		document.Textf("Motivo: %s", "Reason: %s", a.Reason),
	}
}
