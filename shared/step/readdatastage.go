package step

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
)

// dataStage reads a delivery: its own paper and one for each pedimento in it.
func (r *Reader) dataStage(ctx context.Context, p *Paper) []*Paper {
	d, err := datastage.Open(ctx, bytes.NewReader(p.Bytes), int64(len(p.Bytes)))
	if err != nil {
		code := "datastage_damaged"
		if fault.Is(err, fault.TooLarge) {
			code = "datastage_too_large"
		}
		p.refuse(document.Quarantined, document.Finding{Code: code, Severity: document.Error, Message: because(
			"El Data Stage no se puede abrir: %s. Pida de nuevo la entrega.", "The Data Stage cannot be opened: %s. Ask for the delivery again.", err)})
		return []*Paper{p}
	}
	d.Addresses = r.Keep
	p.Record.Source = document.SourceDataStage
	p.Record.Findings = d.Findings
	refused := d.Findings.Blocking()
	if refused {
		p.Record.Status = document.Quarantined
	}
	if d.Resumen.Folio != "" {
		p.Record.Key = d.Key()
		p.Record.Period = month(d.Resumen.From)
	}
	if r.Keep {
		p.Expected = d.Expected
	}
	if len(d.Expected) > 0 {
		p.Record.Findings.Add("expected_pedimentos", document.Notice, "Sel", document.Textf(
			"Pedimentos que sólo aparecen en la selección automatizada y se esperan en otra entrega (%d): %s.",
			"Pedimentos that appear only in the automated selection and are expected in another delivery (%d): %s.",
			len(d.Expected), strings.Join(d.Expected, ", ")))
		p.Record.Expected = expectedOf(d.Expected)
	}
	out := make([]*Paper, 1, 1+d.Len())
	out[0] = p
	var canonical bytes.Buffer
	for i := range d.Len() {
		canonical.Reset()
		d.Canonical(&canonical, i)
		out = append(out, r.fromDelivery(p, d.Pedimento(i), document.HashOf(canonical.Bytes()), refused))
	}
	if p.foreign(out[1:]) {
		p.claim(d.Resumen.RFC)
	}
	p.adopt(out[1:])
	if p.Record.RFC == "" && pedimento.RFCShape(d.Resumen.RFC) {
		p.Record.RFC = d.Resumen.RFC
	}
	return out
}

// foreign reports a delivery handed in for a programme none of it is of.
func (p *Paper) foreign(children []*Paper) bool {
	for _, c := range children {
		if !c.Record.Findings.Has("rfc_mismatch") {
			return false
		}
	}
	return p.Record.RFC != "" && len(children) > 0
}

func (r *Reader) fromDelivery(zip *Paper, ped *pedimento.Pedimento, sha document.Hash, refused bool) *Paper {
	ped.Cotejo = document.CotejoCompleto
	c := r.pedimento(ped, Record{RFC: zip.Record.RFC, SHA: sha, Parent: zip.Record.SHA, Name: name(ped)})
	if refused && c.Record.Status == document.Accepted {
		c.Fact, c.Evidence = nil, nil
		c.refuse(document.Quarantined, document.Finding{Code: "delivery_quarantined", Severity: document.Error, Message: document.Textf(
			"Su entrega está en cuarentena; nada de ella entra a los libros.",
			"Its delivery is quarantined; nothing of it enters the books.")})
	}
	return c
}

// name is how a pedimento inside another document is called.
func name(p *pedimento.Pedimento) string {
	return p.Aduana + "-" + p.Patente + "-" + p.Documento
}

// pedimento judges a pedimento of any source and makes its fact.
func (r *Reader) pedimento(ped *pedimento.Pedimento, rec Record) *Paper {
	c := &Paper{Record: rec}
	c.Record.Kind, c.Record.Source = document.KindPedimento, ped.Source
	c.Record.Key = ped.Number
	if c.Record.Key == "" {
		c.Record.Key = "sha256:" + string(rec.SHA)
	}
	c.Record.Period = month(ped.FechaPago)
	known := r.again && ped.Source == document.SourceDataStage // the journal has how it was judged
	if c.Record.Status = document.Accepted; !known {
		c.Record.Status = pedimento.Gate(ped)
	}
	if c.Record.Status == document.Accepted && !known {
		fact, findings, ok := ledger.FromPedimento(ped, rec.SHA)
		ped.Findings = append(ped.Findings, findings...)
		switch {
		case findings.Blocking():
			c.Record.Status = document.Quarantined
		case ok:
			c.Fact, c.Evidence = fact, ledger.EvidenceOfPedimento(ped, fact)
		}
	}
	c.Record.Findings = ped.Findings
	if ped.RFC != "" && (ped.Source == document.SourceDataStage || !c.counterpart(ped.RFC)) {
		c.claim(ped.RFC)
		if c.Record.Status == document.Quarantined {
			c.Fact = nil
		}
	}
	if c.Fact == nil {
		c.Evidence = nil // it is refused, or of another company
	}
	r.tell(c, func() document.Text { return saidOfPedimento(ped) })
	if r.Keep {
		c.Pedimento = ped
	}
	return c
}

// expectedOf are the last 13 digits of aduana-patente-documento, in order; what
// does not have that shape is told by the finding alone.
func expectedOf(names []string) []string {
	var out []string
	for _, n := range names {
		parts := strings.Split(n, "-")
		if len(parts) == 3 && len(parts[0]) == 3 && len(parts[1]) == 4 && len(parts[2]) == 7 {
			out = append(out, parts[0][:2]+parts[1]+parts[2])
		}
	}
	slices.Sort(out)
	return out
}
