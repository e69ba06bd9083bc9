package print

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// taxKey is a contribution by form of payment.
type taxKey struct{ clave, forma string }

// byPartida sums the contributions of the partidas.
func (r *reader) byPartida() map[taxKey]money.Amount {
	sums := map[taxKey]money.Amount{}
	for i := range r.p.Partidas {
		for _, c := range r.p.Partidas[i].Contribuciones {
			k := taxKey{c.Clave, c.FormaPago}
			s, ok := sums[k]
			if !ok {
				s = money.Int(0)
			}
			if t, err := s.Add(c.Importe); err == nil {
				sums[k] = t
			}
		}
	}
	return sums
}

// cuadro compares the concepts with the sums over the partidas: what has no
// rate at pedimento level must be there to the peso, and what the partidas
// charge must be in the cuadro. A rectification prints differences only.
func (g *gate) cuadro() {
	r, p := g.r, g.r.p
	if !g.control(len(p.Liquidacion) > 0 && len(p.Partidas) > 0 && p.Rectifica == nil) {
		return
	}
	sums := r.byPartida()
	level := r.levelClaves(sums)
	seen := map[taxKey]bool{}
	for i, c := range p.Liquidacion {
		k := taxKey{c.Clave, c.FormaPago}
		seen[k] = true
		s, ok := sums[k]
		if !ok {
			s = money.Int(0)
		}
		if level[c.Clave] && s.Cmp(c.Importe) <= 0 {
			continue
		}
		if s.Cmp(c.Importe) == 0 {
			r.coverTax(k)
			covers(&p.Block, at("liquidacion", i)+"importe")
		} else {
			r.differ("print_cuadro", "cuadro de liquidación, "+c.Clave+" forma de pago "+c.FormaPago+": el importe y la suma de las partidas no coinciden",
				"cuadro de liquidación, "+c.Clave+" form of payment "+c.FormaPago+": the amount and the sum over the partidas disagree", c.Importe, s, document.Place{})
		}
	}
	for _, k := range sortedKeys(sums) {
		if s := sums[k]; s.Sign() != 0 && !seen[k] {
			r.differ("print_cuadro_missing", "el cuadro de liquidación no trae "+k.clave+" forma de pago "+k.forma+", que las partidas cobran",
				"the cuadro de liquidación lacks "+k.clave+" form of payment "+k.forma+", which the partidas charge", "—", s, document.Place{})
		}
	}
}

// coverTax notes that the cuadro holds a contribution in all partidas. A zero
// changes no sum and is not held.
func (r *reader) coverTax(k taxKey) {
	for i := range r.p.Partidas {
		q := &r.p.Partidas[i]
		for n, c := range q.Contribuciones {
			if c.Clave == k.clave && c.FormaPago == k.forma && c.Importe.Sign() != 0 {
				path := at("contribuciones", n)
				covers(&q.Block, path+"clave", path+"forma_pago", path+"importe")
			}
		}
	}
}

// levelClaves are the contributions of the pedimento as a whole: those with a
// rate at pedimento level, and fees and surcharges that no partida charges.
func (r *reader) levelClaves(sums map[taxKey]money.Amount) map[string]bool {
	out := map[string]bool{"DTA": true, "PRV": true, "IVA/PRV": true, "REC": true, "MULT": true, "DFC": true, "RT": true, "REU": true, "OTROS": true}
	for k := range sums {
		delete(out, k.clave)
	}
	for _, t := range r.p.Tasas {
		out[t.Clave] = true
	}
	return out
}

// pedimentoLevel keeps in Contribuciones what the cuadro has beyond the
// partidas, for contributions with a rate at pedimento level.
func (r *reader) pedimentoLevel() {
	sums := r.byPartida()
	level := r.levelClaves(sums)
	if r.simple {
		return // without partidas the cuadro cannot be parted
	}
	for _, c := range r.p.Liquidacion {
		if !level[c.Clave] {
			continue
		}
		if s, ok := sums[taxKey{c.Clave, c.FormaPago}]; ok {
			rest, err := c.Importe.Sub(s)
			if err != nil || rest.Sign() < 0 {
				continue
			}
			c.Importe = rest
		}
		r.p.Contribuciones = append(r.p.Contribuciones, c)
	}
	if len(r.p.Contribuciones) > 0 {
		r.p.Mark("contribuciones", document.Evidence{Source: r.p.Source, Level: document.Computed})
	}
}

// totals compares EFECTIVO with the concepts paid in cash (forma de pago 0),
// OTROS with the rest and TOTAL with both.
func (g *gate) totals() {
	p, r := g.r.p, g.r
	var cash, other money.Sum
	cash.Add(money.Int(0))
	other.Add(money.Int(0))
	seen := map[taxKey]bool{}
	for _, c := range p.Liquidacion {
		if k := (taxKey{c.Clave, c.FormaPago}); seen[k] {
			r.differ("print_cuadro_twice", "el cuadro de liquidación repite "+c.Clave, "the cuadro de liquidación repeats "+c.Clave, c.Clave, c.FormaPago, document.Place{})
		} else {
			seen[k] = true
		}
		if c.FormaPago == "0" {
			cash.Add(c.Importe)
		} else {
			other.Add(c.Importe)
		}
	}
	c, ok1 := cash.Total()
	o, ok2 := other.Total()
	if !g.control(ok1 && ok2 && p.Efectivo.Known() && p.Otros.Known() && p.Total.Known()) {
		return
	}
	if !c.Equal(p.Efectivo) {
		r.differ("print_efectivo", "EFECTIVO y la suma de los conceptos con forma de pago 0 no coinciden",
			"EFECTIVO and the sum of the concepts with form of payment 0 disagree", p.Efectivo, c, r.placeOfTotal("efectivo"))
	}
	if !o.Equal(p.Otros) {
		r.differ("print_otros", "OTROS y la suma de los conceptos con otra forma de pago no coinciden",
			"OTROS and the sum of the concepts with another form of payment disagree", p.Otros, o, r.placeOfTotal("otros"))
	}
	if c.Equal(p.Efectivo) && o.Equal(p.Otros) {
		covers(&p.Block, "efectivo", "otros", "total")
		for i := range p.Liquidacion {
			covers(&p.Block, at("liquidacion", i)+"importe")
		}
	}
	if sum, err := p.Efectivo.Add(p.Otros); err != nil || !sum.Equal(p.Total) {
		r.differ("print_total", "TOTAL no es EFECTIVO más OTROS", "TOTAL is not EFECTIVO plus OTROS", p.Total, sum, r.placeOfTotal("total"))
	}
}

// payment compares the bank's amounts and date with the pedimento's.
func (g *gate) payment() {
	r, p := g.r, g.r.p
	for _, ws := range [][]word{r.paid.amount, r.paid.deposit} {
		if len(ws) == 0 || !p.Efectivo.Known() {
			continue
		}
		if a, ok := amount(ws[0].s); ok && !a.Equal(p.Efectivo) {
			r.differ("print_paid", "el importe pagado y EFECTIVO no coinciden", "the amount paid and EFECTIVO disagree", a, p.Efectivo, placeOf(ws...), r.placeOfTotal("efectivo"))
		}
	}
	if len(r.paid.date) > 0 && p.FechaPago.Known() {
		if d, ok := date(r.paid.date[0].s); ok && d != p.FechaPago {
			r.differ("print_paid_date", "las dos fechas de pago no coinciden", "the two payment dates disagree", d, p.FechaPago, placeOf(r.paid.date...), r.placeOfTotal("fecha_pago"))
		}
	}
}

// sortedKeys puts the keys in a fixed order.
func sortedKeys(m map[taxKey]money.Amount) []taxKey {
	return slices.SortedFunc(maps.Keys(m), func(a, b taxKey) int {
		return cmp.Or(strings.Compare(a.clave, b.clave), strings.Compare(a.forma, b.forma))
	})
}
