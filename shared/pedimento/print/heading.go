package print

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// find gives the first words behind a label that have the wanted shape: right
// of it, else on the two lines below it and under it. Only lines before stop
// are looked at; labelled reports whether the label is printed at all.
func (r *reader) find(id string, shape *regexp.Regexp, lines []line) (w word, labelled, ok bool) {
	for i := range lines {
		segs := segments(&lines[i])
		for k, s := range segs {
			if s.label != id {
				continue
			}
			labelled = true
			for _, v := range s.values {
				if shape.MatchString(v.s) {
					return v, true, true
				}
			}
			right := 1e9
			if k+1 < len(segs) {
				right = segs[k+1].at[0].x0
			}
			if v, ok := below(lines[i+1:min(i+3, len(lines))], s.at[0], right, shape); ok {
				return v, true, true
			}
		}
	}
	return word{}, labelled, false
}

// below finds a word of a shape under a label, left of the next label.
func below(lines []line, at word, right pdftext.Points, shape *regexp.Regexp) (word, bool) {
	for i := range lines {
		if lines[i].page != at.page {
			break
		}
		for _, s := range segments(&lines[i]) {
			if s.label != "" {
				continue // a word behind another label belongs to that one
			}
			for _, v := range s.values {
				if v.mid() >= at.x0-at.size && v.x0 < right && shape.MatchString(v.s) {
					return v, true
				}
			}
		}
	}
	return word{}, false
}

// until is the lines before the first one that holds one of the labels or texts.
func (r *reader) until(ls []line, texts ...string) []line {
	for i := range ls {
		for _, t := range texts {
			if i > 0 && strings.Contains(ls[i].sq, t) {
				return ls[:i]
			}
		}
	}
	return ls
}

// from is the lines from the first one that contains a text on.
func from(ls []line, texts ...string) []line {
	for i := range ls {
		for _, t := range texts {
			if strings.Contains(ls[i].sq, t) {
				return ls[i:]
			}
		}
	}
	return nil
}

// field is a header value: its label, shape, where it goes.
type field struct {
	name, label string
	shape       *regexp.Regexp
	required    bool
	set         func(string) bool
}

// heading reads the blocks that open the first page.
func (r *reader) heading() {
	p := r.p
	r.simple = from(r.lines[:min(len(r.lines), 12)], "FORMASIMPLIFICADA") != nil
	head := r.until(r.lines, "DATOSDELIMPORTADOR", "DATOSDELEXPORTADOR", "FECHAS", "CUADRODELIQUIDACION")
	r.readNumber(head)
	text := func(to *string, n int) func(string) bool {
		return func(s string) bool { *to = s[:n]; return true }
	}
	full := !r.simple
	r.medios(head)
	for _, f := range []field{
		{"operacion", lOperacion, reOper, true, text(&p.Operacion, 3)},
		{"clave", lClave, reClave, true, text(&p.Clave, 2)},
		{"regimen", lRegimen, reThree, full, text(&p.Regimen, 3)},
		{"destino", lDestino, reDigit, false, text(&p.Destino, 1)},
		{"tipo_cambio", lTipoCambio, reAmount, full, r.money(&p.TipoCambio)},
		{"peso_bruto", lPeso, reAmount, true, r.money(&p.PesoBruto)},
		{"aduana_es", lAduanaES, reThreeD, false, text(&p.AduanaES, 3)},
		{"valor_dolares", lDolares, reAmount, full, r.money(&p.ValorDolares)},
		{"valor_aduana", lAduana, reAmount, full, r.money(&p.ValorAduana)},
		{"valor_comercial", lComercial, reAmount, full, r.money(&p.ValorComercial)},
	} {
		w, labelled, ok := r.find(f.label, f.shape, head)
		if ok && f.set(w.s) {
			r.note(f.name, w)
		} else if f.required || labelled && f.shape == reAmount {
			r.unread("print_"+f.name, strings.ReplaceAll(f.name, "_", " "), firstPlace(head))
		} else if labelled {
			r.p.Findings.Add("print_"+f.name, document.Warning, where(firstPlace(head)), document.Textf(
				"el encabezado trae el rótulo «%s» y su valor no se pudo leer; queda sin dato",
				"the heading has the label \"%s\" and its value could not be read; it stays unknown", strings.ReplaceAll(f.name, "_", " ")))
		}
	}
}

func firstPlace(ls []line) document.Place {
	if len(ls) == 0 || len(ls[0].words) == 0 {
		return document.Place{}
	}
	return document.Place{Page: ls[0].page}
}

// readNumber reads NUM. PEDIMENTO, right of its label or below it.
func (r *reader) readNumber(head []line) {
	for i := range head {
		for _, s := range segments(&head[i]) {
			if s.label != lNumero {
				continue
			}
			n, ws := number15(s.values)
			for k := i + 1; n == "" && k < min(i+3, len(head)); k++ {
				n, ws = number15(pieces(head[k].words))
			}
			if n == "" {
				continue
			}
			r.p.Number = n
			_, _, r.p.Patente, r.p.Documento = pedimento.Split(n)
			r.note("number", ws...)
			return
		}
	}
	r.unread("print_number", "el número de pedimento", firstPlace(head))
}

// importador reads the RFC and name of the importer or exporter.
func (r *reader) importador() {
	ls := from(r.lines, "DATOSDELIMPORTADOR", "DATOSDELEXPORTADOR")
	if ls == nil {
		ls = r.lines // a system without the title of the block
	}
	ls = r.until(ls, "SEGUROS", "INCREMENTABLES", "CODIGODEACEPTACION", "CODIGODEBARRAS", "MARCASNUMEROS", "FECHAS")
	if w, _, ok := r.find(lRFC, reRFC, ls); ok {
		r.p.RFC = w.s
		r.note("rfc", w)
	} else {
		r.unread("print_rfc", "el RFC del importador o exportador", firstPlace(ls))
	}
	if w, _, ok := r.find(lCURP, reCURP, ls); ok {
		r.p.CURP = w.s
		r.note("curp", w)
	}
	r.domicilio(ls)
	for i := range ls {
		for _, s := range segments(&ls[i]) {
			if s.label == lNombre {
				if ws := nameAt(ls[i+1:min(i+4, len(ls))], s); len(ws) > 0 {
					r.p.Nombre = joined(ws, " ")
					r.note("nombre", ws...)
				}
				return
			}
		}
	}
}

// domicilio is the address: right of its label and on the lines below that
// begin right of the label and hold none.
func (r *reader) domicilio(ls []line) {
	for i := range ls {
		segs := segments(&ls[i])
		last := segs[len(segs)-1]
		if last.label != lDomicilio {
			continue
		}
		ws := last.values
		for k := i + 1; k < len(ls) && len(segments(&ls[k])) == 1 && ls[k].words[0].x0 > last.at[0].x0 && ls[k-1].base-ls[k].base < 2.2*ls[k].words[0].size; k++ {
			ws = append(ws, ls[k].words...)
		}
		if len(ws) > 0 {
			r.p.Domicilio = joined(ws, " ")
			r.note("domicilio", ws...)
		}
		return
	}
}

// medios reads the three keys of MEDIOS DE TRANSPORTE, under or right of their labels.
func (r *reader) medios(head []line) {
	for _, f := range []struct {
		name, label string
		to          *string
	}{
		{"entrada_salida", lMedioES, &r.p.MediosTransporte.EntradaSalida}, {"arribo", lArribo, &r.p.MediosTransporte.Arribo}, {"salida", lSalida, &r.p.MediosTransporte.Salida},
	} {
		if w, _, ok := r.find(f.label, reTwo, head); ok {
			*f.to = w.s
			r.note("medios_transporte."+f.name, w)
		}
	}
}

// bultos reads MARCAS, NUMEROS Y TOTAL DE BULTOS: text, and the count at the
// right end of it.
func (r *reader) bultos() {
	ls := r.until(from(r.lines, "MARCASNUMEROS"), "FECHAS", "TASASANIVELPEDIMENTO", "CUADRODELIQUIDACION")
	var ws []word
	for i := range ls {
		if r.aviso && i > 0 && (len(segments(&ls[i])) > 1 || titleOf(&ls[i]) != "" || isAvisoHead(&ls[i]) || lineHasDigit(&ls[i])) {
			break // what follows the packages of an aviso has no fixed title
		}
		for _, s := range segments(&ls[i]) {
			if s.label == lBultos || s.label == "" {
				ws = append(ws, s.values...)
			}
		}
	}
	if r.aviso && slices.ContainsFunc(ws, func(w word) bool { return strings.HasSuffix(w.s, ":") }) {
		r.unread("print_bultos", "el renglón «"+joined(ws, " ")+"»", placeOf(ws...))
	}
	n := len(ws)
	if n > 1 && strings.HasPrefix(squeeze(ws[n-1].s), "BULTO") {
		n--
	}
	if n == 0 {
		return
	}
	k := n - 1
	if !reDigits.MatchString(ws[k].s) {
		k = n
	} else {
		r.p.Bultos.Total = ws[k].s
		r.note("bultos.total", ws[k])
	}
	if k > 0 {
		r.p.Bultos.Marcas = joined(ws[:k], " ")
		r.note("bultos.marcas", ws[:k]...)
	}
}

// nameAt is the name right of its label, or on the next line that has words
// under it which belong to no other label.
func nameAt(next []line, s segment) []word {
	if len(s.values) > 0 {
		return s.values
	}
	for i := range next {
		var ws []word
		for _, g := range segments(&next[i]) {
			if g.label == lDomicilio {
				return ws
			}
			for _, v := range g.values {
				if !reCURP.MatchString(v.s) && !reRFC.MatchString(v.s) && v.x1 > s.at[0].x0-8*v.size && (g.label == "" || g.label == lCURP || g.label == lRFC) {
					ws = append(ws, v)
				}
			}
		}
		if len(ws) > 0 {
			return ws
		}
	}
	return nil
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
