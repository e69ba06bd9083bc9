package expediente

import (
	"bytes"
	"io"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// papers are the files for people, by the extension of their name: written when
// the package is made, covered by their hash when it is verified.
func papers() []string { return []string{workbookExt, pdfExt} }

const (
	workbookExt = ".xlsx"
	pdfExt      = ".pdf"
)

// writePaper writes one of papers.
func writePaper(w io.Writer, ext string, s *report.Set, lang document.Lang, from report.Provenance) error {
	if ext == pdfExt {
		return report.PDF(w, s, lang, from) //nolint:wrapcheck // names the set
	}
	return report.Workbook(w, s, lang) //nolint:wrapcheck // names the set
}

// papers adds the files for people.
func (p *Package) papers(in *Input, set *sets) {
	from := p.provenance(in)
	for at, of := range []*report.Set{set.reports, set.cost} {
		if of == nil {
			continue
		}
		for _, ext := range papers() {
			p.stream(paperStems(in)[at]+ext, func(w io.Writer) error { return writePaper(w, ext, of, p.Manifest.Lang, from) })
			if ext == workbookExt { // the others show what is most, and are small
				p.Files[len(p.Files)-1].cells = cellsOf(of)
			}
		}
	}
}

// cellsOf is how many cells the reports of a set have.
func cellsOf(set *report.Set) (n int) {
	for i := range set.Tables {
		n += set.Tables[i].Len() * len(set.Tables[i].Columns)
	}
	return n
}

// paperStems are the names of the papers without their extension: of the
// reports, and in the layouts that have it of the contingency.
func paperStems(in *Input) []string {
	if in.closes() {
		return []string{in.stem(), contingencyFolder + "/" + in.stem() + "-contingencia"}
	}
	return []string{in.stem()}
}

// indexPath is the page to open first.
const indexPath = "index.html"

// page writes the page to open in a browser. Unlike the papers above, the
// verifier makes it again: it is what people read first, and its bytes depend
// on nothing but the standard library.
func (p *Package) page(in *Input, set *report.Set) error {
	var b bytes.Buffer
	if err := set.HTML(&b, p.Manifest.Lang, p.provenance(in)); err != nil {
		return fault.New(fault.Transient, "write "+indexPath, err)
	}
	p.add(indexPath, b.Bytes())
	return nil
}

// provenance is where the papers come from.
func (p *Package) provenance(in *Input) report.Provenance {
	m := &p.Manifest
	from := report.Provenance{
		Tool: m.Tool, Engine: m.Engine, Catalog: m.Catalog, Rules: m.Rules, Cut: m.Cut, Facts: m.Facts, Books: len(m.Runs), Documents: len(in.Documents),
		Policy: "sin_bom: " + string(m.Policy.SinBOM) + ", inventory_key: " + m.Policy.InventoryKey, Pending: slices.Clone(m.Pending),
	}
	if m.Policy.PartBy != "" {
		from.Policy += ", parte_sin_factura: " + string(m.Policy.PartBy)
	}
	for _, x := range m.Missing {
		from.Pending = append(from.Pending, x.Text)
	}
	if m.Approval != nil {
		from.Approval = m.Approval.lines()
	}
	if r := m.Reviewed; r != nil && m.Approval.Who != r.Who {
		from.Approval = append(from.Approval, document.Textf("Revisado y aprobado por %[1]s, %[2]s (%[3]s), a quien el programa designa.",
			"Reviewed and approved by %[1]s, %[2]s (%[3]s), whom the programme designates.", r.Who, r.Capacity, r.On))
	}
	if s := m.Supersedes; s != nil {
		from.Supersedes = s.Package + "  SHA-256 " + string(s.SHA256)
	}
	return from
}

// lines are what page 1 says of who approved: a person in a capacity, or the
// policy.
func (a *Approval) lines() []document.Text {
	if a.Who == "" {
		return []document.Text{a.Policy}
	}
	why := document.Textf("Motivo: %s", "Reason: %s", a.Reason)
	if a.Reason == "" {
		why = a.Policy
	}
	return []document.Text{
		{ES: a.Who + ", " + a.Capacity + " (" + a.On.String() + ")", EN: a.Who + ", " + a.Capacity + " (" + a.On.String() + ")"},
		why,
	}
}
