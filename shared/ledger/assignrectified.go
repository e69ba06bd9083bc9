package ledger

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// moved reports that a partida may be another one of the pedimento before
// under a new number, since a rectification may drop or reorder partidas: one
// of its fracción (and of a quantity, unless it is zero) that does not stand
// where it stood.
func moved(was, now *Fact, l *Line, q quantity.Micros) bool {
	for i := range was.Lineas {
		o := &was.Lineas[i]
		if o.Sec == l.Sec || o.Fraccion != l.Fraccion || q != 0 && o.CantidadUMC != q {
			continue
		}
		if still := now.partida(o.Sec); still == nil || still.Fraccion != o.Fraccion || q != 0 && still.CantidadUMC != q {
			return true
		}
	}
	return false
}

// rectified looks at a partida whose invoice lines do not add up any more
// since a rectification changed its quantity or unit. Quantities are those of
// the rectification: one part alone keeps the lot, several cannot be divided.
func (g *sorting) rectified(l *goodsOf) {
	for _, was := range slices.Backward(g.r.e.before) { // what was said last
		w := was.partida(l.Sec)
		if w == nil {
			continue
		}
		parts, of := g.r.goodsBefore(g.lines, was, w)
		if len(of) == 0 {
			continue
		}
		for _, k := range of {
			g.lines[k].used = true
		}
		same := len(was.Lineas) == len(g.open) && !moved(was, &g.r.e.last.fact, l.Line, 0)
		turned, ok := g.r.turned(parts, w, l.Line)
		if same && ok {
			l.parts = turned
			return
		}
		keeps := same && len(parts) == 1
		if keeps {
			for p := range parts {
				l.parts = []PartLine{{Parte: p, Fraccion: l.Fraccion, Cantidad: l.CantidadUMC}}
			}
		}
		g.r.rectifiedQuantity(w, l.Line, keeps)
		return
	}
}

// goodsBefore are the unused lines a partida had before its rectification.
func (r *resolver) goodsBefore(lines []invoiceLine, was *Fact, w *Line) (parts map[string]quantity.Micros, of []int) {
	others, alike := 0, 0
	for i := range was.Lineas {
		if o := &was.Lineas[i]; o.Sec != w.Sec && o.Fraccion == w.Fraccion {
			others++
			if o.CantidadUMC == w.CantidadUMC {
				alike++
			}
		}
	}
	if k, ok := r.onlyLine(lines, w, w.Fraccion); ok && alike == 0 && lines[k].Parte != "" {
		return map[string]quantity.Micros{lines[k].Parte: w.CantidadUMC}, []int{k}
	}
	if others > 0 {
		return nil, nil
	}
	return r.addUp(w, lines, w.Fraccion)
}

// turned are the parts of a partida in the unit its rectification gave it,
// when they add up to its quantity.
func (r *resolver) turned(parts map[string]quantity.Micros, was, l *Line) (out []PartLine, ok bool) {
	var sum quantity.Micros
	for p, q := range parts {
		in, err := unit.Default().Convert(q, was.UMC, l.UMC, r.e.first.Pago, r.factors(p))
		if err != nil || in > l.CantidadUMC {
			return nil, false
		}
		sum += in
		out = append(out, PartLine{Parte: p, Fraccion: l.Fraccion, Cantidad: in})
	}
	return out, sum == l.CantidadUMC
}

func (r *resolver) rectifiedQuantity(was, l *Line, keeps bool) {
	msg := document.Textf(
		"La rectificación cambió la partida de %s (UMC %s) a %s (UMC %s) y la factura ya no suma: ampara una sola parte, que se queda con la cantidad rectificada. Pida la factura corregida.",
		"The rectification changed the partida from %s (UMC %s) to %s (UMC %s) and the invoice does not add up any more: it covers one part only, which keeps the rectified quantity. Ask for the corrected invoice.",
		was.CantidadUMC, was.UMC, l.CantidadUMC, l.UMC)
	if !keeps {
		msg = document.Textf(
			"La rectificación cambió la partida de %s (UMC %s) a %s (UMC %s) y la factura ya no suma: no se sabe cuánto es de cada parte y el lote queda sin número de parte. Entregue la factura corregida.",
			"The rectification changed the partida from %s (UMC %s) to %s (UMC %s) and the invoice does not add up any more: how much is of each part cannot be told and the lot stays without a part number. Deliver the corrected invoice.",
			was.CantidadUMC, was.UMC, l.CantidadUMC, l.UMC)
	}
	r.find("invoice_rectified_quantity", document.Warning, "partida "+LineNumber(l.Sec), msg)
}
