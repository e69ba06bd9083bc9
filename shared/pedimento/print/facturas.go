package print

import (
	"slices"
	"strings"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// facturas reads the blocks of suppliers or buyers with their invoices, and
// the short block of COVE operations.
func (r *reader) facturas() {
	ls := r.until(from(r.lines, "DATOSDELPROVEEDOR", "DATOSDELCOMPRADOR", "NUMERODEACUSEDEVALOR", "NUMACUSEDEVALOR"), "DATOSDELDESTINATARIO",
		"COMPLIDENTIFICADOR", "CLAVECOMPL", "PARTIDAS", "FINDEPEDIMENTO", "NUMERODEEDOCUMENT", "CANDADO")
	supplier := pedimento.Factura{}
	for i := 0; i < len(ls); i++ {
		sq := ls[i].sq
		switch {
		case strings.Contains(sq, "FISCAL") && strings.Contains(sq, "DENOMINACION"):
			supplier = r.proveedor(ls, i)
		case strings.Contains(sq, "INCOTERM") && (strings.Contains(sq, "FACTOR") || strings.Contains(sq, "FECHA")):
			i = r.invoices(ls, i, supplier)
		case strings.Contains(sq, "ACUSEDEVALOR"):
			i = r.coves(ls, i, supplier)
		}
	}
	r.lostCOVEs(ls)
}

// proveedor reads "ID. FISCAL | NOMBRE | DOMICILIO | VINCULACION": the value
// words are parted at the widest gaps near the headings, since headings are
// centred in some systems and flush in others.
func (r *reader) proveedor(ls []line, at int) pedimento.Factura {
	var f pedimento.Factura
	var id, name, home []word
	target := &id
	for _, w := range ls[at].words {
		switch sq := squeeze(w.s); {
		case strings.HasPrefix(sq, "NOMBRE"):
			target = &name
		case strings.HasPrefix(sq, "DOMICILIO"):
			target = &home
		case strings.HasPrefix(sq, "VINCULACION"):
			target = nil
		}
		if target != nil {
			*target = append(*target, w)
		}
	}
	if at+1 >= len(ls) || len(id) == 0 || len(name) == 0 {
		return f
	}
	ws := ls[at+1].words
	a := gapBetween(ws, id[0].x0, name[len(name)-1].x1)
	b := len(ws)
	if len(home) > 0 {
		b = gapBetween(ws, name[0].x0+name[0].size, home[len(home)-1].x1)
	}
	if a < b {
		f.IDFiscal, f.Proveedor = joined(ws[:a], " "), joined(ws[a:b], " ")
	}
	return f
}

// gapBetween is the index of the word behind the widest gap that starts and
// ends between two headings.
func gapBetween(ws []word, x0, x1 pdftext.Points) int {
	best, gap := len(ws), 0.0
	for i := 1; i < len(ws); i++ {
		if ws[i-1].x1 < x0 || ws[i].x0 > x1 {
			continue
		}
		if g := ws[i].x0 - ws[i-1].x1; g > gap {
			best, gap = i, g
		}
	}
	return best
}

// invoices reads the rows below an invoice heading and returns the last line
// it took. A row is the line with the date; a number may wrap below it and the
// COVE may stand above or below the number.
func (r *reader) invoices(ls []line, at int, supplier pedimento.Factura) int {
	last := at
	for i := at + 1; i < len(ls); i++ {
		sq := ls[i].sq
		if strings.Contains(sq, "FISCAL") || strings.Contains(sq, "INCOTERM") || strings.Contains(sq, "ACUSEDEVALOR") {
			break
		}
		d := slices.IndexFunc(ls[i].words, func(w word) bool { return reDate.MatchString(w.s) })
		switch {
		case d >= 0:
			r.invoice(ls[i].words, d, supplier)
			last = i
		case last == at: // no row yet
		case r.wrapped(ls[i], ls[last]):
			last = i
		default:
			return last
		}
	}
	return last
}

// wrapped appends a line to the number of the last invoice: all its words
// stand left of the date column.
func (r *reader) wrapped(l, row line) bool {
	limit := 0.0
	for _, w := range row.words {
		if reDate.MatchString(w.s) {
			limit = w.x0
		}
	}
	if limit == 0 {
		limit = l.words[0].x1 + 1
	}
	f := &r.p.Facturas[len(r.p.Facturas)-1]
	for _, s := range segments(&l) {
		if s.label != "" {
			return false
		}
	}
	for _, w := range l.words {
		if w.x1 > limit {
			return false
		}
	}
	for _, w := range l.words {
		numberOrCOVE(f, w.s)
	}
	return true
}

func numberOrCOVE(f *pedimento.Factura, s string) {
	if reCOVE.MatchString(s) && f.COVE == "" {
		f.COVE = s
		return
	}
	f.Numero += s
}

// invoice reads one row; its three numbers are the value in currency, the
// factor and the value in dollars, in the order of Anexo 1.
func (r *reader) invoice(ws []word, d int, supplier pedimento.Factura) {
	f := supplier
	for i, w := range ws[:d] {
		if i > 0 && !reCOVE.MatchString(w.s) && f.Numero != "" {
			f.Numero += " "
		}
		numberOrCOVE(&f, w.s)
	}
	f.Fecha, _ = date(ws[d].s)
	var nums []word
	for _, w := range ws[d+1:] {
		switch {
		case reIncoter.MatchString(w.s) && f.Incoterm == "":
			f.Incoterm = w.s
		case reThree.MatchString(w.s) && f.Moneda == "":
			f.Moneda = w.s
		case reAmount.MatchString(w.s):
			nums = append(nums, w)
		}
	}
	if len(nums) != 3 {
		r.unread("print_invoice", "los valores de la factura "+f.Numero, placeOf(ws...))
	} else {
		f.ValorMoneda, _ = amount(nums[0].s)
		f.FactorMoneda, _ = amount(nums[1].s)
		f.ValorDolares, _ = amount(nums[2].s)
	}
	r.p.Facturas = append(r.p.Facturas, f)
}

// coves reads NUMERO DE ACUSE DE VALOR with the value beside it or with one
// value per line below it, and returns the last line it took.
func (r *reader) coves(ls []line, at int, supplier pedimento.Factura) int {
	last := at
	for i := at; i < len(ls) && i <= last+2; i++ {
		found := false
		for _, w := range pieces(ls[i].words) {
			switch {
			case reCOVE.MatchString(w.s):
				f := supplier
				f.COVE = w.s
				r.p.Facturas = append(r.p.Facturas, f)
				found, last = true, i
			case found && reIncoter.MatchString(w.s):
				r.p.Facturas[len(r.p.Facturas)-1].Incoterm = w.s
			}
		}
		if found && i == at {
			return at
		}
	}
	return last
}

// lostCOVEs reports an acuse de valor that is printed in the blocks of the
// suppliers and belongs to no invoice read.
func (r *reader) lostCOVEs(ls []line) {
	known := map[string]bool{}
	for _, f := range r.p.Facturas {
		known[f.COVE] = true
	}
	for i := range ls {
		for _, w := range pieces(ls[i].words) {
			if reCOVE.MatchString(w.s) && !known[w.s] {
				known[w.s] = true
				r.unread("print_cove", "la factura del acuse de valor "+w.s, placeOf(w))
			}
		}
	}
}
