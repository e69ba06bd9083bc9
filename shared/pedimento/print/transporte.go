package print

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// transporte reads the vehicle, the guides and the containers.
func (r *reader) transporte() {
	p := r.p
	ls := r.until(r.lines, "FINDEPEDIMENTO")
	for i := range ls {
		segs := segments(&ls[i])
		for k, s := range segs {
			switch s.label {
			case lTransporte:
				p.Transportes = append(p.Transportes, vehicle(s, segs[k+1:])...)
			case lGuia:
				p.Guias = append(p.Guias, guides(s.values)...)
			case lContenedor:
				for j := 0; j+1 < len(s.values); j += 2 {
					p.Contenedores = append(p.Contenedores, pedimento.Contenedor{Numero: s.values[j].s, Tipo: s.values[j+1].s})
				}
			case lEDocument:
				p.Identificadores = append(p.Identificadores, eDocuments(s.values)...)
			}
		}
	}
}

// vehicle is what the label names, with the country right of it; none when
// nothing is printed there.
func vehicle(s segment, right []segment) []pedimento.Transporte {
	t := pedimento.Transporte{Identificacion: joined(s.values, " ")}
	if t.Identificacion == "" {
		return nil
	}
	if len(right) > 0 && right[0].label == lPais && len(right[0].values) > 0 {
		t.Pais = right[0].values[0].s
	}
	return []pedimento.Transporte{t}
}

// guides are the numbers with M (master) or H (house) behind them.
func guides(ws []word) []pedimento.Guia {
	var out []pedimento.Guia
	for j := 0; j+1 < len(ws); j++ {
		if v := ws[j+1].s; v == "M" || v == "H" {
			out = append(out, pedimento.Guia{Numero: ws[j].s, Tipo: v})
		}
	}
	return out
}

// eDocuments are the numbers of the single window, identifiers ED of Apéndice 8.
func eDocuments(ws []word) []pedimento.Identificador {
	var out []pedimento.Identificador
	for _, w := range ws {
		if reEDoc.MatchString(w.s) {
			out = append(out, pedimento.Identificador{Clave: "ED", Complementos: []string{w.s}})
		}
	}
	return out
}

// casos reads the identifiers and the remarks of the pedimento, before the partidas.
func (r *reader) casos() {
	ls := r.until(r.lines, "FINDEPEDIMENTO")
	for i := range ls {
		if isPartidasTitle(ls[i].sq) || isGoodsHead(ls[i].sq) {
			ls = ls[:i]
			break
		}
	}
	mode := ""
	var heads []pdftext.Points
	for i := range ls {
		switch l := &ls[i]; {
		case isCaseHead(l.sq):
			mode, heads = "casos", r.caseHeads(l)
		case l.sq == "OBSERVACIONES":
			mode = "obs"
		case mode == "casos" && (isTitle(l.sq) || l.sq == "IDENTIFICADORES"):
			mode = ""
		case mode == "casos":
			r.p.Identificadores = addCase(r.p.Identificadores, l.words, heads)
		case mode == "obs":
			r.p.Observaciones = append(r.p.Observaciones, joined(l.words, " "))
		}
	}
}

func isPartidasTitle(sq string) bool { return sq == "PARTIDAS" }

// isTitle recognises the headings of the other blocks of the second page.
func isTitle(sq string) bool {
	for _, t := range []string{
		"CUENTASADUANERAS", "DESCARGOS", "COMPENSACIONES", "DOCUMENTOSQUEAMPARAN", "OBSERVACIONES", "TRANSPORT", "CONTENEDORES",
		"DATOSDEL", "NUMFACTURA", "RECTIFICACION", "DIFERENCIASDECONTRIBUCIONES", "CUADRODELIQUIDACION", "NUMERODECANDADO", "PRUEBASUFICIENTE", "ENCARGOCONFERIDO", "AGENTE",
	} {
		if strings.HasPrefix(sq, t) {
			return true
		}
	}
	return false
}

func isCaseHead(sq string) bool {
	n := strings.Count(sq, "COMPLEMENTO")
	return n >= 2 || n == 1 && strings.Contains(sq, "IDENTIF")
}

// caseHeads is where COMPLEMENTO 1 to 3 begin; Anexo 1 prints all three.
func (r *reader) caseHeads(l *line) []pdftext.Points {
	var out []pdftext.Points
	for _, w := range l.words {
		if strings.HasPrefix(squeeze(w.s), "COMPLEMENTO") {
			out = append(out, w.x0)
		}
	}
	if len(out) != 3 {
		r.unread("print_cases", "el encabezado de los identificadores", placeOf(l.words...))
	}
	return out
}

// addCase reads one identifier row. A complement belongs to the column whose
// heading it stands under or right of, and never before its turn; a row whose
// first word is no key continues the last complement.
func addCase(list []pedimento.Identificador, ws []word, heads []pdftext.Points) []pedimento.Identificador {
	if len(heads) == 0 || len(ws) == 0 {
		return list
	}
	key := reKey.MatchString(ws[0].s) && ws[0].x0 < heads[0]
	if !key {
		if n := len(list); n > 0 {
			if c := list[n-1].Complementos; len(c) > 0 {
				c[len(c)-1] += " " + joined(ws, " ")
			}
		}
		return list
	}
	id := pedimento.Identificador{Clave: ws[0].s}
	for _, cell := range cells(ws[1:]) {
		col := len(id.Complementos)
		for k := col + 1; k < len(heads); k++ {
			if cell[0].x0 >= heads[k]-2 {
				col = k
			}
		}
		for len(id.Complementos) < col {
			id.Complementos = append(id.Complementos, "")
		}
		id.Complementos = append(id.Complementos, joined(cell, " "))
	}
	return append(list, id)
}

// cellGap is the space, in font sizes, that parts two cells of a row.
const cellGap = 0.9

// cells groups words that stand close together.
func cells(ws []word) [][]word {
	var out [][]word
	for i, w := range ws {
		if i == 0 || w.x0-ws[i-1].x1 > cellGap*w.size {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], w)
	}
	return out
}

// originales reads the rows that cite other pedimentos: DESCARGOS (record 512)
// and RECTIFICACION (record 701), by their shape: a number, a date, a clave.
func (r *reader) originales() {
	mode := ""
	for i := range r.lines {
		sq := r.lines[i].sq
		switch {
		case strings.HasPrefix(sq, "DESCARGOS"):
			mode = "descargos"
		case strings.HasPrefix(sq, "RECTIFICACION") || strings.Contains(sq, "PEDIMENTOORIGINAL") && mode == "":
			mode = "rectifica"
		case isPartidasTitle(sq) || strings.HasPrefix(sq, "COMPENSACIONES") || strings.HasPrefix(sq, "OBSERVACIONES") ||
			strings.HasPrefix(sq, "DIFERENCIAS") || strings.HasPrefix(sq, "DATOSDEL") || strings.HasPrefix(sq, "CUENTASADUANERAS"):
			mode = ""
		case mode != "":
			r.original(mode, pieces(r.lines[i].words))
		}
	}
}

func (r *reader) original(mode string, ws []word) {
	n, at := number15(ws)
	if n == "" || n == r.p.Number {
		return
	}
	_, aduana, patente, doc := pedimento.Split(n)
	clave, fecha := "", document.Date(0)
	for _, w := range ws {
		if d, ok := date(w.s); ok && fecha == 0 {
			fecha = d
		} else if reClave.MatchString(w.s) && clave == "" {
			clave = w.s
		}
	}
	if mode == "descargos" {
		d := pedimento.Descargo{Patente: patente, Documento: doc, Aduana: aduana, Clave: clave, Fecha: fecha}
		d.At = placeOf(at...)
		r.p.Descargos = append(r.p.Descargos, d)
		return
	}
	if r.p.Rectifica == nil {
		r.p.Rectifica = &pedimento.Rectificacion{Patente: patente, Documento: doc, Aduana: aduana, Clave: clave}
		r.p.Tipo = "2"
		r.p.Mark("tipo_pedimento", document.Evidence{Source: r.p.Source, Level: document.Computed, At: placeOf(at...)})
	}
}
