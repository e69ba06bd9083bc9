package cfdi

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// taxKey groups the rows of the header with those of the lines: transfers by
// tax, factor and rate, withholdings by tax alone (Anexo 20, Impuestos).
type taxKey struct{ impuesto, factor, tasa string }

// taxSums is what the lines or the header say of one group.
type taxSums struct {
	base, importe money.Sum
	rows          int
}

// checkTaxes holds each line to its rate, and the header to its lines.
func (g *gatekeeper) checkTaxes(tol money.Amount) {
	c := g.c
	traslados, retenciones := map[taxKey]*taxSums{}, map[taxKey]*taxSums{}
	for i := range c.Conceptos {
		k := &c.Conceptos[i]
		g.lineTaxes(k.Where+"/Impuestos/Traslados", k.Traslados, tol)
		g.lineTaxes(k.Where+"/Impuestos/Retenciones", k.Retenciones, tol)
		group(traslados, k.Traslados, true)
		group(retenciones, k.Retenciones, false)
	}
	g.header("cfdi_traslados", "Traslado", g.traslados, traslados, true, tol)
	g.header("cfdi_retenciones", "Retencion", g.retenciones, retenciones, false, tol)
	g.taxTotal("cfdi_traslados", "TotalImpuestosTrasladados", c.Trasladados, g.traslados, tol)
	g.taxTotal("cfdi_retenciones", "TotalImpuestosRetenidos", c.Retenidos, g.retenciones, tol)
}

// lineTaxes holds base × rate of each row; an exempt one has neither rate nor
// amount.
func (g *gatekeeper) lineTaxes(where string, rows []Impuesto, tol money.Amount) {
	for i := range rows {
		x := &rows[i]
		if x.Factor == factorTasa || x.Factor == "Cuota" {
			slack := plus(tol, product(x.Tasa.Abs(), half(x.Base)))
			want := product(x.Base, x.Tasa)
			if want.Known() || !x.Importe.Known() {
				g.same("cfdi_impuesto", where, "Importe "+x.Impuesto, x.Importe, want, slack, 0)
			}
		}
	}
}

const factorTasa, factorExento = "Tasa", "Exento"

func group(sums map[taxKey]*taxSums, rows []Impuesto, byRate bool) {
	for i := range rows {
		x := &rows[i]
		key := taxKey{impuesto: x.Impuesto}
		if byRate {
			key = taxKey{x.Impuesto, x.Factor, x.Tasa.String()}
		}
		s := sums[key]
		if s == nil {
			s = &taxSums{}
			sums[key] = s
		}
		s.rows++
		s.base.Add(x.Base)
		s.importe.Add(amountOf(x))
	}
}

// amountOf is the amount of a row; an exempt one adds nothing.
func amountOf(x *Impuesto) money.Amount {
	if x.Factor == factorExento {
		return zero(x.Importe)
	}
	return x.Importe
}

// header compares each row of the header with the sum of the lines it stands
// for, and finds lines that no row stands for.
func (g *gatekeeper) header(code, name string, rows []Impuesto, lines map[taxKey]*taxSums, byRate bool, tol money.Amount) {
	const where = "/Comprobante/Impuestos"
	declared := map[taxKey]*taxSums{}
	group(declared, rows, byRate)
	seen := map[taxKey]bool{}
	for _, key := range g.order(rows, byRate) {
		if seen[key] {
			continue
		}
		seen[key] = true
		if byRate && key.factor != factorExento && (declared[key] == nil) != (lines[key] == nil) {
			g.alone(name, key, declared[key] != nil)
		}
		d, l := declared[key], lines[key]
		if d == nil {
			d = &taxSums{}
			d.importe.Add(money.Int(0))
		}
		if l == nil {
			l = &taxSums{}
			l.importe.Add(money.Int(0))
		}
		if key.factor == factorExento {
			continue
		}
		label := name + " " + key.impuesto
		if key.tasa != "" {
			label += " " + key.tasa
		}
		g.same(code, where, label, sumOf(&d.importe), sumOf(&l.importe), tol, l.rows)
		if base := sumOf(&d.base); byRate && base.Known() && l.rows > 0 {
			g.same("cfdi_base", where, "Base "+key.impuesto+" "+key.tasa, base, sumOf(&l.base), tol, l.rows)
		}
	}
}

// order are the groups of the header and then of the lines, as they come.
func (g *gatekeeper) order(rows []Impuesto, byRate bool) []taxKey {
	var out []taxKey
	for i := range rows {
		out = append(out, keyOf(&rows[i], byRate))
	}
	for i := range g.c.Conceptos {
		list := g.c.Conceptos[i].Traslados
		if !byRate {
			list = g.c.Conceptos[i].Retenciones
		}
		for j := range list {
			out = append(out, keyOf(&list[j], byRate))
		}
	}
	return out
}

// alone reports a tax, factor and rate that only the header or only the lines
// have: where its amount is zero no sum would tell.
func (g *gatekeeper) alone(name string, key taxKey, inHeader bool) {
	es, en := "los conceptos y no el encabezado", "the lines and not the header"
	if inHeader {
		es, en = "el encabezado y no los conceptos", "the header and not the lines"
	}
	what := name + " " + key.impuesto + " " + key.factor + " " + key.tasa
	g.c.Findings.Add("cfdi_grupo", document.Error, "/Comprobante/Impuestos", document.Text{
		ES: what + ": lo trae " + es + "; pida el XML original al emisor.",
		EN: what + ": " + en + " have it; ask the issuer for the original XML.",
	})
}

func keyOf(x *Impuesto, byRate bool) taxKey {
	if byRate {
		return taxKey{x.Impuesto, x.Factor, x.Tasa.String()}
	}
	return taxKey{impuesto: x.Impuesto}
}

// taxTotal holds a declared total to the rows under it.
func (g *gatekeeper) taxTotal(code, name string, declared money.Amount, rows []Impuesto, tol money.Amount) {
	if !declared.Known() && len(rows) == 0 {
		return
	}
	var sum money.Sum
	sum.Add(money.Int(0))
	for i := range rows {
		sum.Add(amountOf(&rows[i]))
	}
	g.same(code, "/Comprobante/Impuestos/@"+name, name, zero(declared), sumOf(&sum), tol, 0)
}
