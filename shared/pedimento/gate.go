package pedimento

import (
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// check is one promise a pedimento makes about itself, with the sources that
// make it. A check that more than 0.1 % of authority-accepted pedimentos fail
// is a warning in the source where they fail it (issue of the readers).
type check struct {
	sources []document.Source
	run     func(*Pedimento)
}

// tables are the sources that deliver every partida as a record.
func tableSources() []document.Source {
	return []document.Source{document.SourceDataStage, document.SourceVUCEM, document.SourceArchivoM}
}

// checks is the list, in reading order.
func checks() []check {
	all := append(tableSources(), document.SourcePrint, document.SourceOCR)
	dataStage := []document.Source{document.SourceDataStage}
	return []check{
		{all, checkNumber},
		{all, checkDates},
		{all, checkRFC},
		{all, checkClave},
		{tableSources(), checkPartidas},
		{tableSources(), checkGoods},
		{tableSources(), checkValues},
		{tableSources(), checkTypedDates},
		{tableSources(), checkContributions},
		{tableSources(), checkDischarges},
		{tableSources(), checkYear},
		{tableSources(), checkDateOrder},
		{tableSources(), checkZeros},
		{tableSources(), checkUnits},
		{tableSources(), checkPrice},
		{tableSources(), checkCustomsValue},
		{[]document.Source{document.SourceDataStage, document.SourceVUCEM}, checkDollars},
		{dataStage, checkRequiredDates},
		{dataStage, checkPaymentDate},
		{[]document.Source{document.SourceDataStage, document.SourceVUCEM}, checkInvoices},
		{dataStage, checkNeedsInvoice},
		{dataStage, checkNeedsCases},
		{dataStage, checkRates},
		{dataStage, checkLeast},
		{all, checkKeys},
		{all, checkEfecto},
	}
}

// Gate asks a pedimento whether it agrees with itself, as far as its source
// promises, adds the findings and gives the outcome. Nothing is accepted by
// halves: one blocking finding quarantines all of it.
func Gate(p *Pedimento) document.Status {
	for _, c := range checks() {
		for _, s := range c.sources {
			if s == p.Source {
				c.run(p)
			}
		}
	}
	if p.Findings.Blocking() {
		return document.Quarantined
	}
	return document.Accepted
}

// severity is how grave it is, in this source and on the day it was paid, when
// a check fails.
func (p *Pedimento) severity(code string) document.Severity {
	return catalog.Default().Severity(code, string(p.Source), p.FechaPago)
}

// fail adds the finding of a check that failed.
func (p *Pedimento) fail(code, where string, msg document.Text) {
	p.Findings.Add(code, p.severity(code), where, msg)
}

func checkNumber(p *Pedimento) {
	if p.Number != "" {
		return
	}
	sev := p.severity("pedimento_number")
	if p.Source == document.SourceVUCEM && p.Patente == "" {
		return // the reader has said what is missing
	}
	if undated(p) {
		sev = document.Warning
	}
	p.Findings.Add("pedimento_number", sev, "encabezado", document.Textf(
		"No se puede formar el número de 15 dígitos (patente %q, aduana %q, documento %q, pago %q); revise el original.",
		"The 15-digit number cannot be formed (patente %q, aduana %q, documento %q, payment %q); look at the original.",
		p.Patente, p.Aduana, p.Documento, p.FechaPago))
}

func checkDates(p *Pedimento) {
	if p.Efecto == document.Pagado && !p.FechaPago.Known() {
		p.fail("pedimento_unpaid", "encabezado", document.Textf(
			"El pedimento se da por pagado y no trae fecha de pago; revise el original.",
			"The pedimento counts as paid and has no payment date; look at the original."))
	}
}

func checkRFC(p *Pedimento) {
	if bare(p) {
		return
	}
	if p.RFC == "" {
		p.fail("pedimento_rfc", "encabezado", document.Textf(
			"El pedimento no trae RFC del importador o exportador; revise el original.",
			"The pedimento has no importer or exporter RFC; look at the original."))
		return
	}
	if !RFCShape(p.RFC) {
		p.Findings.Add("pedimento_rfc_shape", document.Warning, "encabezado", document.Textf(
			"El RFC %q no tiene la forma de un RFC; verifíquelo con el agente aduanal.",
			"RFC %q does not have the shape of an RFC; verify it with the broker.", p.RFC))
	}
}

func checkClave(p *Pedimento) {
	if bare(p) {
		return
	}
	if _, ok := catalog.Default().Clave(p.Clave); !ok {
		p.Findings.Add("pedimento_clave", document.Warning, "encabezado", document.Textf(
			"La clave %q no está en el Apéndice 2 que conoce esta versión; verifíquela.",
			"Clave %q is not in the Apéndice 2 this version knows; verify it.", p.Clave))
	}
}

// checkPartidas: numbers 1..n without holes or repeats (dossier §12: true in
// 20,578 of 20,578 real pedimentos).
func checkPartidas(p *Pedimento) {
	for i := range p.Partidas {
		if p.Partidas[i].Secuencia == i+1 {
			continue
		}
		p.fail("partidas_sequence", "partida "+strconv.Itoa(p.Partidas[i].Secuencia), document.Textf(
			"Las partidas deben ir de 1 a %d sin huecos; en el lugar %d está la %d. Falta o sobra una partida: pida de nuevo el documento.",
			"Partidas must run from 1 to %d without holes; place %d holds number %d. One is missing or extra: ask for the document again.",
			len(p.Partidas), i+1, p.Partidas[i].Secuencia))
		return
	}
	if p.TotalPartidas != nil && *p.TotalPartidas != len(p.Partidas) {
		p.fail("partidas_count", "encabezado", document.Textf(
			"El documento dice %d partidas y trae %d; pídalo de nuevo.",
			"The document says %d partidas and holds %d; ask for it again.", *p.TotalPartidas, len(p.Partidas)))
	}
}

// checkGoods: what the books need of each partida is there and well formed. A
// quantity of zero occurs in none of 14,079 real partidas.
func checkGoods(p *Pedimento) {
	for i := range p.Partidas {
		q := &p.Partidas[i]
		where := "partida " + strconv.Itoa(q.Secuencia)
		if len(q.Fraccion) != 8 || !digits(q.Fraccion) {
			p.fail("partida_fraccion", where, document.Textf(
				"La fracción %q no tiene 8 dígitos; revise el original.",
				"Fracción %q does not have 8 digits; look at the original.", q.Fraccion))
		}
		if q.UMT == "" || !q.CantidadUMT.Known() || q.CantidadUMT.Sign() <= 0 {
			p.fail("partida_quantity", where, document.Textf(
				"La cantidad en unidad de tarifa %q %q no sirve para el inventario; revise el original.",
				"The tariff quantity %q %q cannot serve the inventory; look at the original.",
				q.CantidadUMT.Written(), q.UMT))
		}
		if _, ok := catalog.Default().Unit(q.UMT); !ok && q.UMT != "" {
			p.Findings.Add("partida_unit", document.Warning, where, document.Textf(
				"La unidad %q no está en el Apéndice 7 que conoce esta versión.",
				"Unit %q is not in the Apéndice 7 this version knows.", q.UMT))
		}
	}
}

// RFCShape reports the shape of an RFC: 3 letters (company) or 4 (person), a
// date, and three characters (dossier of regulation §4.2). The check digit is
// not part of the shape.
func RFCShape(rfc string) bool {
	runes := []rune(rfc)
	n := len(runes)
	if n != 12 && n != 13 {
		return false
	}
	for _, r := range runes[:n-9] {
		if (r < 'A' || r > 'Z') && r != 'Ñ' && r != '&' {
			return false
		}
	}
	tail := string(runes[n-9:])
	if !digits(tail[:6]) {
		return false
	}
	month, day := tail[2:4], tail[4:6]
	if month < "01" || month > "12" || day < "01" || day > "31" {
		return false
	}
	return strings.Trim(tail[6:], "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
