package cfdi

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// Acuse is the SAT's answer to a request to cancel invoices. Its signature is
// kept with it and not verified.
type Acuse struct {
	Emisor string // RfcEmisor, who asked
	Fecha  document.Date
	Folios []FolioCancelado
}

// FolioCancelado is what the answer says of one invoice.
type FolioCancelado struct{ UUID, Estado string }

// Cancelado reports an invoice that is cancelled: 201, or that was before: 202.
// Any other status says why it is not.
func (f FolioCancelado) Cancelado() bool { return f.Estado == "201" || f.Estado == "202" }

// ReadAcuse reads the SAT's answer to a cancellation; ok is false for any
// other document. An answer without a day is refused by its findings: what it
// undoes is undone from a day on.
func ReadAcuse(b []byte) (a *Acuse, findings document.Findings, ok bool) {
	root, findings, err := xmlguard.Parse(b, xmlguard.Limits{})
	if err != nil || !isAcuse(root) {
		return nil, nil, false
	}
	r := reader{c: &Comprobante{Findings: findings}}
	a = &Acuse{Emisor: strings.ToUpper(text(root, "RfcEmisor")), Fecha: r.date(root, "Fecha")}
	if !a.Fecha.Known() && !r.c.Findings.Has("cfdi_fecha") {
		r.c.Findings.Add("cfdi_fecha", document.Unreadable, root.Where()+"/@Fecha", document.Textf(
			"El acuse de cancelación no dice su fecha; descargue el original del portal del SAT.",
			"The answer to the cancellation does not tell its day; download the original from the SAT's portal."))
	}
	for i, f := range root.All("Folios") {
		id, status := strings.ToUpper(f.At("UUID").Text()), f.At("EstatusUUID").Text()
		if !uuidShape.MatchString(id) || status == "" || !strings.HasPrefix(f.Space(), nsCancela) {
			r.c.Findings.Add("cfdi_acuse_folio", document.Error, f.Where(), document.Textf(
				"El folio %d del acuse no se entiende (UUID %q, estatus %q); nada del acuse se aplica. Descargue el original del portal del SAT.",
				"Folio %d of the answer is not understood (UUID %q, status %q); nothing of it is applied. Download the original from the SAT's portal.", i+1, id, status))
			continue
		}
		a.Folios = append(a.Folios, FolioCancelado{id, status})
	}
	r.c.Findings.Add("cfdi_acuse_cancelacion", document.Notice, root.Where(), acuse(root))
	return a, r.c.Findings, true
}
