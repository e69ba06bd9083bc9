package cfdi

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// Timbre is the stamp of the certification provider (Anexo 20, III). Its own
// seal needs the SAT's certificate by number, which no file carries: it is
// never verified here, only that it is the stamp of this invoice.
type Timbre struct {
	Version          string
	RFCProveedor     string // RfcProvCertif
	NoCertificadoSAT string
	Cadena           string // cadena original, what SelloSAT signs
}

func (r *reader) timbre(e, root *xmlguard.Element) {
	id := strings.ToUpper(text(e, "UUID"))
	switch {
	case !uuidShape.MatchString(id):
		r.c.Findings.Add("cfdi_uuid", document.Error, e.Where(), document.Textf(
			"El UUID %q del timbre está mal formado; pida el XML original al emisor.",
			"The UUID %q of the stamp is malformed; ask the issuer for the original XML.", id))
		return
	case r.c.UUID != "" && r.c.UUID != id:
		r.c.Findings.Add("cfdi_uuid", document.Error, e.Where(), document.Textf(
			"El CFDI trae dos timbres distintos, %s y %s; pida el XML original al emisor.",
			"The CFDI carries two different stamps, %s and %s; ask the issuer for the original XML.", r.c.UUID, id))
		return
	}
	r.c.UUID = id
	r.c.Timbrado = r.date(e, "FechaTimbrado")
	r.c.Timbre = &Timbre{
		Version: text(e, "Version"), RFCProveedor: text(e, "RfcProvCertif"), NoCertificadoSAT: text(e, "NoCertificadoSAT"),
		Cadena: cadenaTimbre(e),
	}
	own, stamped := blankless(text(root, "Sello")), blankless(text(e, "SelloCFD"))
	if own != stamped {
		r.c.Findings.Add("cfdi_timbre_ajeno", document.Error, e.Where()+"/@SelloCFD", document.Textf(
			"El timbre %s es de otro documento: SelloCFD (…%s) no es el Sello (…%s); pida el XML original al emisor.",
			"The stamp %s is of another document: SelloCFD (…%s) is not the Sello (…%s); ask the issuer for the original XML.",
			id, tail(stamped), tail(own)))
	}
}

func blankless(s string) string { return strings.Join(strings.Fields(s), "") }

// tail is the end of a seal, as the SAT's pages quote it.
func tail(s string) string { return s[max(0, len(s)-8):] }
