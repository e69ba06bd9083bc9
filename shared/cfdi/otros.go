package cfdi

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

const (
	nsRetenciones = "http://www.sat.gob.mx/esquemas/retencionpago/"
	nsCancela     = "http://cancelacfd.sat.gob.mx"
)

// maxFolios is how many cancelled invoices one sentence names; the SAT's
// request takes 500.
const maxFolios = 20

// other says what an XML of the SAT is that is no invoice.
func other(root *xmlguard.Element) document.Finding {
	f := document.Finding{Code: "cfdi_raiz", Severity: document.Notice, Where: root.Where()}
	switch {
	case root.Local() == "Retenciones" && (strings.HasPrefix(root.Space(), nsRetenciones) || strings.HasPrefix(root.Space(), nsPrefix)):
		f.Code, f.Message = "cfdi_retenciones", document.Textf(
			"Es un CFDI de retenciones e información de pagos: no ampara mercancía y no se usa. Consérvelo con su contabilidad.",
			"It is a certificate of withholding and payments: it covers no goods and is not used. Keep it with your accounts.")
	case isAcuse(root):
		f.Code, f.Message = "cfdi_acuse_cancelacion", acuse(root)
	default:
		f.Message = document.Textf(
			"El XML no es un CFDI: su raíz es %s. Entregue el XML que emitió el proveedor.",
			"The XML is not a CFDI: its root is %s. Deliver the XML the supplier issued.", root.Local())
	}
	return f
}

// isAcuse reports the SAT's answer to a cancellation: an Acuse whose Folios
// name UUIDs with their status.
func isAcuse(root *xmlguard.Element) bool {
	folio := root.At("Folios")
	return root.Local() == "Acuse" && strings.HasPrefix(folio.Space(), nsCancela) &&
		uuidShape.MatchString(strings.ToUpper(folio.At("UUID").Text())) && folio.At("EstatusUUID").Text() != ""
}

// acuse names the invoices an answer cancels: 201 says cancelled, 202 that it
// already was.
func acuse(root *xmlguard.Element) document.Text {
	var names []string
	for _, f := range root.All("Folios") {
		id, status := strings.ToUpper(f.At("UUID").Text()), f.At("EstatusUUID").Text()
		if !uuidShape.MatchString(id) {
			continue
		}
		if len(names) == maxFolios {
			names = append(names, "…")
			break
		}
		names = append(names, id+" ("+status+")")
	}
	fecha := text(root, "Fecha")
	return document.Textf(
		"Es un acuse de cancelación del SAT del %q para %s. Con estatus 201 o 202 la factura deja de dar números de parte a los pedimentos que la declaran; si la cancelación aún espera la aceptación del receptor y no se acepta, avise antes de usarlo. Su sello no se verifica.",
		"It is the SAT's answer of %q to a cancellation of %s. With status 201 or 202 the invoice no longer gives part numbers to the pedimentos that declare it; if the cancellation still awaits the receiver's consent and does not get it, say so before using it. Its seal is not verified.",
		fecha, strings.Join(names, ", "))
}

// foreign refuses an invoice with elements of another name space among its
// own: names are read without their prefix and the seal does not cover them.
func (r *reader) foreign(root *xmlguard.Element) {
	if name, _ := strange(root); name != "" {
		r.c.Findings.Add("cfdi_ajeno", document.Error, root.Where(), document.Textf(
			"El elemento %s dentro del CFDI no es del esquema del SAT y su sello no lo cubre; pida el XML original al emisor.",
			"The element %s inside the CFDI is not of the SAT's schema and its seal does not cover it; ask the issuer for the original XML.", name))
	}
}
