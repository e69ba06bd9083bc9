package print_test

import (
	"strconv"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// temporary is the invented pedimento with IVA on credit and IGI deferred.
func temporary() paper {
	doc := invented()
	doc.fig["fpiva"], doc.fig["fpigi"] = "21", "5"
	iva, _ := strconv.Atoi(doc.fig["iva"])
	igi, _ := strconv.Atoi(doc.fig["igi"])
	doc.fig["otros_total"], doc.fig["efectivo"] = strconv.Itoa(iva+igi), "845"
	return doc
}

// export is a return: no taxes, and dollars where an import has pesos.
func export() paper {
	doc := invented()
	doc.fig["op"], doc.fig["clave"], doc.fig["regimen"] = "EXP", "RT", "ETE"
	doc.fig["iva"], doc.fig["igi"] = "0", "0"
	doc.fig["efectivo"], doc.fig["total"], doc.fig["va"] = "845", "845", "0"
	doc.fig["va0"], doc.fig["va1"], doc.fig["va2"] = "1243.24", "810.81", "3249.73"
	doc.fig["usd"] = "5303.78"
	return doc
}

func TestReadOperations(t *testing.T) {
	for _, l := range layouts() {
		t.Run(l.name, func(t *testing.T) {
			p := readPaper(t, l.render(t, temporary()))
			noFindings(t, p)
			if got := p.Partidas[1].Contribuciones; got[0].FormaPago != "5" || got[1].FormaPago != "21" || p.Otros.String() != temporary().fig["otros_total"] {
				t.Errorf("temporary import: %+v", got)
			}
			p = readPaper(t, l.render(t, export()))
			noFindings(t, p)
			if q := p.Partidas[0]; q.ValorDolares.String() != "1243.24" || q.ValorAduana.Known() || p.Cotejo != document.CotejoCompleto {
				t.Errorf("export: %+v, %s", q, p.Cotejo)
			}
		})
	}
}

func noFindings(t *testing.T, p *pedimento.Pedimento) {
	t.Helper()
	for _, f := range p.Findings {
		t.Errorf("%s %s %s", f.Code, f.Where, f.Message.ES)
	}
}

func TestReadEffect(t *testing.T) {
	l := layouts()[0]
	for name, c := range map[string]struct {
		change func(paper)
		want   document.Efecto
	}{
		"paid":       {func(paper) {}, document.Pagado},
		"no payment": {func(p paper) { p.fig["nopay"] = "1" }, document.Proforma},
		"draft mark": {func(p paper) { p.fig["watermark"] = "SÓLO PARA CONSULTA" }, document.Proforma},
		"void mark":  {func(p paper) { p.fig["watermark"] = "NULO" }, document.Nulo},
		"withdrawn":  {func(p paper) { p.fig["watermark"] = "DESISTIDO" }, document.Desistido},
	} {
		t.Run(name, func(t *testing.T) {
			doc := invented()
			c.change(doc)
			p := readPaper(t, l.render(t, doc))
			noFindings(t, p)
			if p.Efecto != c.want {
				t.Errorf("got %s, want %s", p.Efecto, c.want)
			}
		})
	}
}

// TestReadMarks: a mark is a withdrawal when it is one of the known marks whole;
// the word in any other text of a mark or the heading refuses the print.
func TestReadMarks(t *testing.T) {
	t.Parallel()
	for mark, c := range map[string]struct {
		want    document.Efecto
		refused bool
	}{
		"DESISTIDO": {document.Desistido, false}, "Desistida": {document.Desistido, false}, "PEDIMENTO DESISTIDO": {document.Desistido, false},
		"DESISTIDO DESISTIDO": {document.Desistido, false}, "DESISTIMIENTO DEL PEDIMENTO": {document.Desistido, false},
		"NO DESISTIDO": {document.Proforma, true}, "NO FUE DESISTIDO": {document.Proforma, true}, "SIN DESISTIMIENTO": {document.Proforma, true},
		"SUSTITUYE A PEDIMENTO DESISTIDO": {document.Proforma, true}, "¿DESISTIDO?": {document.Proforma, true}, "DESISTIDO: NO": {document.Proforma, true},
	} {
		t.Run(mark, func(t *testing.T) {
			t.Parallel()
			doc := invented()
			doc.fig["watermark"] = mark
			p := readPaper(t, layouts()[0].render(t, doc))
			if got := p.Findings.Has("print_marca"); p.Efecto != c.want || got != c.refused || p.Findings.Blocking() != c.refused {
				t.Errorf("%s, refused %v: %v", p.Efecto, got, p.Findings)
			}
		})
	}
}

func TestReadOriginals(t *testing.T) {
	doc := export()
	doc.fig["descargo"] = "25 24 3999 5000321"
	p := readPaper(t, layouts()[0].render(t, doc))
	if len(p.Descargos) != 1 || p.Descargos[0].Documento != "5000321" || p.Descargos[0].Clave != "IN" || p.Descargos[0].Fecha.String() != "2026-01-10" {
		t.Errorf("descargos %+v", p.Descargos)
	}
	doc = invented()
	doc.fig["rectifica"] = "26 24 3999 6000001"
	p = readPaper(t, layouts()[2].render(t, doc))
	if p.Number != "262439996000123" || p.Rectifica == nil || p.Rectifica.Documento != "6000001" || p.Rectifica.Clave != "IN" || p.Tipo != "2" {
		t.Errorf("%s rectifies %+v", p.Number, p.Rectifica)
	}
	if p.Cotejo != document.CotejoParcial {
		t.Errorf("a rectification cannot be checked whole: %s", p.Cotejo)
	}
}

// TestRegimen: clave, operation and régimen say one thing, or the print is
// refused: no total covers a letter of them.
func TestRegimen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		op, clave, regimen string
		refused            bool
	}{
		"temporary import":              {"IMP", "IN", "ITE", false},
		"another clave":                 {"IMP", "A1", "ITE", true},
		"another régimen":               {"IMP", "IN", "IMD", true},
		"another operation":             {"EXP", "IN", "ITE", true},
		"a clave the table lacks":       {"IMP", "H1", "ITE", false},
		"a régimen the table lacks":     {"EXP", "RT", "RTE", false},
		"back under the régimen of BM":  {"IMP", "BM", "ETE", false},
		"return under an import régime": {"EXP", "RT", "ITE", true},
	} {
		doc := invented()
		doc.fig["op"], doc.fig["clave"], doc.fig["regimen"] = c.op, c.clave, c.regimen
		for _, l := range layouts() {
			p := readPaper(t, l.render(t, doc))
			if p.Findings.Has("print_regimen_clave") != c.refused {
				t.Errorf("%s, %s: %v", name, l.name, p.Findings)
			}
		}
	}
}
