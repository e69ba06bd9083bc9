package synth

import (
	"slices"

	"example.com/immex/shared/document"
)

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

	update, updateText = 10_062, "1.0062" // 10⁻⁴: factor of a change of regime
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
	dta := p.definitive(p.dta())
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
	fixed := fixedDTA(p.pago)
	fee, kind, base := fixed*int64(max(1, len(p.sel))), 4, fixed*100_000
	fp := fpEfectivo
	thousand := func(rate int64) {
		if v := mulDiv(p.subject(), rate, 100_000_000); v > fixed {
			fee, kind, base = v, 7, rate
		} else {
			fee = fixed
		}
	}
	switch {
	case p.clave == "AF":
		thousand(millarActivo)
	case p.clave == "A1" && p.op == 1, p.clave == "A3", p.clave == "F4":
		thousand(millarDTA)
	case p.clave == "A1":
		fee, base = fixed+1, (fixed+1)*100_000 // LFD art. 49-V
	case p.clave == "RT", p.clave == "V1" && p.op == 2:
		fp = fpExento
	}
	p.tasas = append(p.tasas, tasa{claveDTA, kind, base})
	p.cuadro = append(p.cuadro, contribucion{claveDTA, fp, fee})
	return fee
}

// subject is the customs value of what has no preferential origin: DTA per
// thousand is of that alone.
func (p *ped) subject() (sum int64) {
	for i := range p.partidas {
		if !p.partidas[i].preferential() {
			sum += p.partidas[i].aduana
		}
	}
	return sum
}

func (q *partida) preferential() bool {
	return slices.ContainsFunc(q.ids, func(c caso) bool { return c.clave == "TL" })
}

// definitive is the DTA in the base of the IVA: of a temporary import what a
// definitive one would pay (LIVA art. 27), else what is paid.
func (p *ped) definitive(paid int64) int64 {
	subject := p.subject()
	switch {
	case !p.temporary():
		return paid
	case subject == 0:
		return 0
	}
	return max(mulDiv(subject, millarDTA, 100_000_000), fixedDTA(p.pago))
}

// taxes computes IGI on the customs value, updated where the goods change
// regime, and IVA on value + IGI + the share of DTA.
func (q *partida) taxes(p *ped, dta int64) {
	igiFP, ivaFP := fpEfectivo, fpEfectivo
	if p.temporary() {
		igiFP, ivaFP = fpTemporal, fpCredito
	}
	igi := (q.aduana*q.mat.igi + 50) / 100
	if p.clave == "F4" {
		igi = (q.aduana*q.mat.igi*update + 50*10_000) / (100 * 10_000)
	}
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
