package expediente

import (
	"encoding/json"
	"strings"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
)

// soldAsInvoiced holds the sales of a year against the CFDI that the package
// carries: each that the company issued has its line, and the line says what
// the CFDI does. CFDI inside other files, and declarations, have no bytes of
// their own here and are taken as the package was made.
func soldAsInvoiced(c *container, in *Input) *Difference {
	if in.Annual == nil {
		return nil
	}
	lines := map[string]*raoce.Invoice{}
	for i := range in.Annual.Sales {
		if v := in.Annual.Sales[i].Invoice; v != nil {
			lines[v.UUID] = v
		}
	}
	for i := range in.Documents {
		d := &in.Documents[i]
		if d.Kind != document.KindCFDI || d.Status != document.Accepted || d.Bytes == nil || !strings.EqualFold(d.Name[max(0, len(d.Name)-4):], ".xml") {
			continue
		}
		path := documentPath(d)
		raw, err := c.read(path, maxText)
		if err != nil {
			x := broken(path, document.Textf("No se puede leer: %v.", "It cannot be read: %v.", err))
			return &x
		}
		x, _, status := cfdi.Read(raw)
		if x == nil || status != document.Accepted || x.Emisor.RFC != in.RFC || x.UUID == "" {
			continue
		}
		if diff := asInvoiced(path, x, lines[x.UUID]); diff != nil {
			return diff
		}
	}
	return nil
}

// asInvoiced compares one CFDI with its line.
func asInvoiced(path string, x *cfdi.Comprobante, line *raoce.Invoice) *Difference {
	if line == nil {
		d := broken(salesPath, document.Textf("%s: falta el CFDI %s, que está en %s.", "%s: CFDI %s, which is in %s, is missing.", salesPath, x.UUID, path))
		return &d
	}
	if line.Withdrawn == twoVersions {
		return nil // two contents of one UUID: none of them counts
	}
	want := raoce.InvoiceOf(x)
	have := *line
	a, errA := json.Marshal(&have)
	b, errB := json.Marshal(&want)
	if errA != nil || errB != nil || string(a) == string(b) {
		return nil
	}
	d := Difference{Path: salesPath, Have: have.MXN.String(), Want: want.MXN.String()}
	if d.Have == d.Want {
		d.Have, d.Want = around(string(a), string(b))
	}
	d.Text = document.Textf("%s: del CFDI %s dice %q; el CFDI en %s dice %q.", "%s: of CFDI %s it says %q; the CFDI in %s says %q.",
		salesPath, x.UUID, d.Have, path, d.Want)
	return &d
}
