package synth

import "example.com/immex/shared/document"

// Anexo 22, Apéndice 12, and the forms of payment of Apéndice 13 used here.
const (
	claveDTA, claveIVA, claveIGI, clavePRV, claveIVAPRV = 1, 3, 6, 15, 23

	fpEfectivo, fpTemporal, fpExento, fpCredito = 0, 5, 9, 21
)

// Tariff of the invented world: the shares are the law's, the fees plausible.
const (
	ivaPercent   = 16
	prvFee       = 240
	millarDTA    = 8_00000  // 8 per thousand, 10⁻⁵
	millarActivo = 1_76000  // 1.76 per thousand, 10⁻⁵
	ivaRate      = 16_00000 // 10⁻⁵
)

// fixedDTA is the fixed fee of the year.
func fixedDTA(on document.Date) int64 { return 341 + 11*int64(on.Year()-2020) }

// rate is the exchange rate of a day, the same for every pedimento of it.
func rate(seed uint64, on document.Date) int64 {
	r := prng(seed ^ uint64(on)*0x9e37) //nolint:gosec // a date is positive
	return 1_950_000 + r.n64(900)*100
}

// price fills the values of a partida whose quantities are set: dollars from
// the unit price, pesos from the dollars, the unit price in pesos from those.
func (q *partida) price(tc, usd int64) {
	q.cents = max(1, mulDiv(q.umc, usd, 100_000))     // 10⁻³ × 10⁻⁴ → 10⁻²
	q.pesos = max(1, mulDiv(q.cents, tc, 10_000_000)) // 10⁻² × 10⁻⁵ → 10⁰
	q.precio = mulDiv(q.pesos, 100_000*1000, q.umc)
}

// total closes the header values and spreads freight over the partidas, the
// remainder on the last one.
func (p *ped) total() {
	for i := range p.partidas {
		p.valorComercial += p.partidas[i].pesos
		p.dolares += p.partidas[i].cents
	}
	if p.op == 2 {
		return
	}
	p.valorAduana = p.valorComercial + p.fletes + p.seguros
	rest := p.valorAduana
	for i := range p.partidas {
		q := &p.partidas[i]
		q.aduana = mulDiv(q.pesos, p.valorAduana, p.valorComercial)
		if i == len(p.partidas)-1 {
			q.aduana = rest
		}
		rest -= q.aduana
	}
}

// taxes fills tables 509, 510, 556 and 557 of a pedimento with its values.
func (p *ped) taxes() {
	dta := p.dta()
	if p.clave != "E1" {
		p.tasas = append(p.tasas, tasa{clavePRV, 2, prvFee * 100_000}, tasa{claveIVAPRV, 1, ivaRate})
		p.cuadro = append(p.cuadro, contribucion{clavePRV, fpEfectivo, prvFee},
			contribucion{claveIVAPRV, fpEfectivo, (prvFee*ivaPercent + 50) / 100})
	}
	if p.op == 2 {
		return
	}
	for i := range p.partidas {
		p.partidas[i].taxes(p, dta)
	}
}

// dta adds the customs processing fee and returns it.
func (p *ped) dta() int64 {
	fee, kind, base := fixedDTA(p.pago)*int64(max(1, len(p.sel))), 4, fixedDTA(p.pago)*100_000
	fp := fpEfectivo
	switch {
	case p.clave == "AF":
		fee, kind, base = max(1, mulDiv(p.valorAduana, millarActivo, 100_000_000)), 7, millarActivo
	case p.clave == "A1" && p.op == 1, p.clave == "A3", p.clave == "F4":
		if v := mulDiv(p.valorAduana, millarDTA, 100_000_000); v > fixedDTA(p.pago) {
			fee, kind, base = v, 7, millarDTA
		}
	case p.clave == "RT", p.clave == "V1" && p.op == 2:
		fp = fpExento
	}
	p.tasas = append(p.tasas, tasa{claveDTA, kind, base})
	p.cuadro = append(p.cuadro, contribucion{claveDTA, fp, fee})
	return fee
}

// taxes computes IGI on the customs value and IVA on value + IGI + the share
// of DTA (LIVA art. 27: also on a temporary import, as if definitive).
func (q *partida) taxes(p *ped, dta int64) {
	igiFP, ivaFP := fpEfectivo, fpEfectivo
	if p.temporary() {
		igiFP, ivaFP = fpTemporal, fpCredito
	}
	igi := (q.aduana*q.mat.igi + 50) / 100
	if q.mat.igi > 0 {
		q.tasas = append(q.tasas, tasa{claveIGI, 1, q.mat.igi * 100_000})
		q.cuadro = append(q.cuadro, contribucion{claveIGI, igiFP, igi})
	}
	base := q.aduana + igi + mulDiv(dta, q.aduana, p.valorAduana)
	q.tasas = append(q.tasas, tasa{claveIVA, 1, ivaRate})
	q.cuadro = append(q.cuadro, contribucion{claveIVA, ivaFP, (base*ivaPercent + 50) / 100})
}

// temporary reports whether the goods come in under the IMMEX regime.
func (p *ped) temporary() bool {
	switch p.clave {
	case "IN", "AF", "E1":
		return true
	case "V1":
		return p.op == 1
	default:
		return false
	}
}
