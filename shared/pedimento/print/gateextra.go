package print

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// additions compares VALOR ADUANA with price paid plus additions less
// deductions (Ley Aduanera arts. 64 to 66). It is a warning: the dossier has
// not measured it over many prints, and additions may be prorated.
func (g *gate) additions() {
	p := g.r.p
	sum, err := p.ValorComercial, error(nil)
	for _, a := range []money.Amount{p.Fletes, p.Seguros, p.Embalajes, p.OtrosIncrementables} {
		if err == nil {
			sum, err = sum.Add(a)
		}
	}
	if err == nil {
		sum, err = sum.Sub(p.Decrementables)
	}
	if err != nil || p.Operacion != "IMP" || !sum.Known() || !p.ValorAduana.Known() {
		return
	}
	if !money.Within(sum, p.ValorAduana, money.Int(int64(2+len(p.Partidas)))) {
		p.Findings.Add("print_additions", document.Warning, where(g.r.placeOfTotal("valor_aduana")), document.Textf(
			"el precio pagado más incrementables menos decrementables da %s y el valor aduana es %s; revise los incrementables",
			"price paid plus additions less deductions is %s and the customs value is %s; look at the additions", sum, p.ValorAduana))
	}
}

// units compares the two quantities of a partida whose two units are one.
func (g *gate) units() {
	p := g.r.p
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if q.UMC == "" || q.UMC != q.UMT || !q.CantidadUMC.Known() || !q.CantidadUMT.Known() {
			continue
		}
		if !money.Within(q.CantidadUMC, q.CantidadUMT, share(q.CantidadUMC, 5_000, 0)) {
			g.r.differ("print_units", fmt.Sprintf("partida %d: las dos cantidades tienen la misma unidad y no coinciden", q.Secuencia),
				fmt.Sprintf("partida %d: the two quantities have one unit and disagree", q.Secuencia),
				q.CantidadUMC.Written(), q.CantidadUMT.Written(), q.At)
		}
	}
}
