package print

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// transporte reads the vehicle, its carrier, the seals, the guides, the
// containers and the e-documents.
func (r *reader) transporte() {
	for _, s := range r.sections {
		switch s.kind {
		case sTransporte:
			r.vehicle(s.lines)
		case sCandados:
			r.candados(s.lines)
		case sGuias:
			r.guias(s.lines)
		case sContenedor:
			r.contenedores(s.lines)
		case sEDocument:
			r.eDocuments(s.lines)
		}
	}
}

// labelled is the values of the labels of a block: right of each label, or
// under it when nothing stands at its right.
func labelled(ls []line, labels ...string) map[string][]word {
	out := map[string][]word{}
	for i := range ls {
		segs := segments(&ls[i])
		for k, s := range segs {
			if !slices.Contains(labels, s.label) || len(out[s.label]) > 0 {
				continue
			}
			out[s.label] = s.values
			if len(s.values) > 0 || i+1 == len(ls) {
				continue
			}
			right := far
			if k+1 < len(segs) {
				right = segs[k+1].at[0].x0
			}
			out[s.label] = underLabel(&ls[i+1], s.at[0], right)
		}
	}
	return out
}

// underLabel is the words under a label, left of the next one, on a line
// without labels.
func underLabel(l *line, at word, right pdftext.Points) []word {
	segs := segments(l)
	if len(segs) > 1 {
		return nil
	}
	var out []word
	for _, v := range segs[0].values {
		if v.x1 > at.x0-at.size && v.x0 < right {
			out = append(out, v)
		}
	}
	return out
}

// vehicle reads TRANSPORTE IDENTIFICACION, PAIS and the carrier.
func (r *reader) vehicle(ls []line) {
	got := labelled(ls, lTransporte, lPais, lTransportis, lRFC, lCURP, lCiudad)
	carrier := hasLabel(&ls[0], lTransportis)
	no := len(r.p.Transportes) - 1
	var t pedimento.Transporte
	if carrier && no >= 0 {
		t = r.p.Transportes[no] // its vehicle stands above
	} else {
		no++
	}
	path := "transportes[" + strconv.Itoa(no) + "]."
	for _, x := range []struct {
		label, name string
		to          *string
		shape       *regexp.Regexp
	}{
		{lTransporte, "identificacion", &t.Identificacion, reAny},
		{lPais, "pais", &t.Pais, reThree},
		{lTransportis, "nombre", &t.Nombre, reAny},
		{lRFC, "rfc", &t.RFC, reRFC},
		{lCURP, "curp", &t.CURP, reCURP},
		{lCiudad, "domicilio", &t.Domicilio, reAny},
	} {
		if ws := got[x.label]; len(ws) > 0 && *x.to == "" {
			if !fits(ws, x.shape) || x.label == lTransporte && len(cells(ws)) > 1 {
				r.unread("print_transporte", "los datos del transporte («"+joined(ws, " ")+"»)", placeOf(ws...))
			}
			*x.to = joined(ws, " ")
			r.p.Mark(path+x.name, r.evidence(ws...))
		}
	}
	switch {
	case t == (pedimento.Transporte{}):
	case no < len(r.p.Transportes):
		r.p.Transportes[no] = t
	default:
		r.p.Transportes = append(r.p.Transportes, t)
	}
}

// fits reports words of the shape a label promises: one word of its own shape,
// or a text without a tax number, whose label is lost.
func fits(ws []word, shape *regexp.Regexp) bool {
	if shape != reAny {
		return len(ws) == 1 && shape.MatchString(ws[0].s)
	}
	return !slices.ContainsFunc(ws, func(w word) bool { return reRFC.MatchString(w.s) || reCURP.MatchString(w.s) })
}

var reCandado = regexp.MustCompile(`^[A-Z0-9][A-Z0-9./-]*$`)

// candados reads the numbers of the seals. The rows of the two revisions are
// filled in by hand at the customs office.
func (r *reader) candados(ls []line) {
	for i := range ls {
		for _, w := range ls[i].words {
			if reRevision.MatchString(squeeze(w.s)) {
				r.use(w)
			}
		}
		for _, s := range segments(&ls[i]) {
			if s.label == lCandado || s.label == "" && i > 0 {
				r.seals(s.values)
			}
		}
	}
}

func (r *reader) seals(ws []word) {
	if slices.ContainsFunc(ws, func(w word) bool { return reDate.MatchString(w.s) || !hasDigit(w.s) && !isRevision(w.s) }) && slices.ContainsFunc(ws, func(w word) bool { return hasDigit(w.s) && !reRevision.MatchString(squeeze(w.s)) }) {
		r.unread("print_candado", "los candados («"+joined(ws, " ")+"»)", placeOf(ws...))
		return
	}
	for _, w := range ws {
		if !reCandado.MatchString(w.s) || !hasDigit(w.s) || reRevision.MatchString(squeeze(w.s)) {
			continue
		}
		r.p.Mark("candados["+strconv.Itoa(len(r.p.Candados))+"]", r.evidence(w))
		r.p.Candados = append(r.p.Candados, w.s)
	}
}

var reRevision = regexp.MustCompile(`^(1|2)(RA|DA|A)\.?$`)

// isRevision reports a word of "1RA. REVISION".
func isRevision(s string) bool {
	return strings.HasPrefix(squeeze(s), "REVISION") || reRevision.MatchString(squeeze(s)) || squeeze(s) == ""
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}

// guias reads the numbers with M (master) or H (house) behind them, on the
// line of the label and on those below.
func (r *reader) guias(ls []line) {
	var ws []word
	for i := range ls {
		for k, s := range segments(&ls[i]) {
			if s.label == lGuia || i > 0 && k == 0 {
				ws = append(ws, s.values...)
			}
		}
	}
	from := 0
	for j, w := range ws {
		if w.s != "M" && w.s != "H" {
			continue
		}
		if len(cells(ws[from:j])) != 1 {
			break // the number or the type of one of them is lost
		}
		no := strconv.Itoa(len(r.p.Guias))
		r.p.Guias = append(r.p.Guias, pedimento.Guia{Numero: joined(ws[from:j], " "), Tipo: w.s})
		r.p.Mark("guias["+no+"].numero", r.evidence(ws[from:j]...))
		r.p.Mark("guias["+no+"].tipo", r.evidence(w))
		from = j + 1
	}
	if from < len(ws) {
		r.unread("print_guia", "la guía «"+joined(ws[from:], " ")+"»", placeOf(ws[from:]...))
		r.use(ws[from:]...)
	}
}

// contenedores reads pairs of number and type of Apéndice 10.
func (r *reader) contenedores(ls []line) {
	var ws []word
	for i := range ls {
		for k, s := range segments(&ls[i]) {
			if s.label == lContenedor || i > 0 && k == 0 && i+1 < len(ls)+1 && titleOf(&ls[i]) == "" {
				ws = append(ws, s.values...)
			}
		}
	}
	for j := 0; j < len(ws); j += 2 {
		if j+1 == len(ws) || !reTwo.MatchString(ws[j+1].s) || !hasDigit(ws[j].s) {
			r.unread("print_contenedor", "el contenedor «"+joined(ws[j:], " ")+"»", placeOf(ws[j:]...))
			r.use(ws[j:]...)
			return
		}
		no := strconv.Itoa(len(r.p.Contenedores))
		r.p.Contenedores = append(r.p.Contenedores, pedimento.Contenedor{Numero: ws[j].s, Tipo: ws[j+1].s})
		r.p.Mark("contenedores["+no+"].numero", r.evidence(ws[j]))
		r.p.Mark("contenedores["+no+"].tipo", r.evidence(ws[j+1]))
	}
}

// eDocuments reads the numbers of the single window, identifiers ED of Apéndice 8.
func (r *reader) eDocuments(ls []line) {
	for i := range ls {
		for _, s := range segments(&ls[i]) {
			for _, w := range s.values {
				if !reEDoc.MatchString(w.s) {
					continue
				}
				no := strconv.Itoa(len(r.p.Identificadores))
				r.p.Identificadores = append(r.p.Identificadores, pedimento.Identificador{Clave: "ED", Complementos: []string{w.s}})
				r.p.Mark("identificadores["+no+"].complementos[0]", r.evidence(w))
			}
		}
	}
}
