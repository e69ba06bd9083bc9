package vucem

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Join makes one pedimento of its header, its partidas in any order, and the
// request or listing that names its patente (nil when there is none). The
// findings are also those of the pedimento; when any blocks, nothing of the
// set may be accepted. The inputs are not changed.
func Join(completo *Message, partidas []*Message, peticion *Message) (*pedimento.Pedimento, document.Findings) {
	if completo == nil || completo.Pedimento == nil {
		var f document.Findings
		f.Add("vucem_sin_completo", document.Error, "consultarPedimentoCompletoRespuesta", document.Textf(
			"Llegaron %d partidas sin la respuesta del pedimento completo; entréguelas juntas en un zip o una carpeta.",
			"%d partidas came without the answer of the whole pedimento; deliver them together in a zip or a folder.", len(partidas)))
		return nil, f
	}
	p := *completo.Pedimento
	p.Marks = nil
	for k, v := range completo.Pedimento.Marks {
		p.Mark(k, v)
	}
	p.Findings = slices.Clone(completo.Findings)
	j := joiner{p: &p, where: completo.Where}
	j.number(completo, peticion)
	j.goods(completo.Numeros, partidas)
	j.totals()
	j.dollars()
	p.Liquidacion = pedimento.Liquidate(&p)
	return &p, p.Findings
}

type joiner struct {
	p     *pedimento.Pedimento
	where string
}

func (j joiner) add(code string, sev document.Severity, text document.Text) {
	j.p.Findings.Add(code, sev, j.where, text)
}

// number completes the 15 digits. The patente comes from the request or the
// listing, the year from the payment date.
func (j joiner) number(completo, peticion *Message) {
	p := j.p
	if peticion != nil {
		p.Findings = append(p.Findings, blocking(peticion.Findings)...)
		j.patente(completo, peticion)
	}
	if p.Patente == "" {
		j.add("vucem_sin_patente", document.Warning, document.Textf(
			"VUCEM no da la patente en su respuesta y sin ella no hay número de 15 dígitos. Entregue junto el XML de la petición (o el listado) del pedimento %s.",
			"VUCEM gives no patente in its answer and without it there is no 15-digit number. Deliver the request XML (or the listing) of pedimento %s with it.", p.Documento))
		return
	}
	year := pedimento.YearFor(p.Documento, p.FechaPago)
	p.Number = pedimento.Number(year, p.Aduana, p.Patente, p.Documento)
	p.Mark("number", document.Evidence{Source: document.SourceVUCEM, Level: document.Computed, At: p.At})
}

// blocking are the findings of a request that its pedimento shares.
func blocking(list document.Findings) document.Findings {
	var out document.Findings
	for _, f := range list {
		if (document.Findings{f}).Blocking() {
			out = append(out, f)
		}
	}
	return out
}

func (j joiner) patente(completo, peticion *Message) {
	p := j.p
	for _, r := range peticion.Refs {
		if r.Documento != p.Documento || r.Patente == "" {
			continue
		}
		if !sameAduana(r.Aduana, p.Aduana) {
			continue
		}
		if peticion.Operacion != "" && completo.Operacion != "" && peticion.Operacion != completo.Operacion {
			continue
		}
		p.Patente = r.Patente
		if p.Aduana == "" {
			p.Aduana = r.Aduana
		}
		p.Mark("patente", document.Evidence{
			Source: document.SourceVUCEM, Level: document.Read, At: document.Place{Part: peticion.Where},
		})
		return
	}
	j.add("vucem_peticion", document.Error, document.Textf(
		"La petición que vino junto no es de este pedimento (documento %s, aduana %s, operación %s); entregue la que corresponde.",
		"The request that came along is not of this pedimento (documento %s, aduana %s, operation %s); deliver the right one.",
		p.Documento, p.Aduana, completo.Operacion))
}

// sameAduana compares the two digits both sides always have.
func sameAduana(a, b string) bool {
	if len(a) < 2 || len(b) < 2 {
		return a == "" || b == ""
	}
	return a[:2] == b[:2]
}

// goods takes partidas 1..n exactly as the header lists them.
func (j joiner) goods(listed []int, partidas []*Message) {
	p := j.p
	p.Partidas = nil
	for _, m := range partidas {
		p.Findings = append(p.Findings, m.Findings...)
		if m.Partida != nil {
			p.Partidas = append(p.Partidas, *m.Partida)
		}
	}
	slices.SortStableFunc(p.Partidas, func(a, b pedimento.Partida) int { return a.Secuencia - b.Secuencia })
	p.Partidas = slices.CompactFunc(p.Partidas, sameGoods)
	have := make([]int, 0, len(p.Partidas))
	for i := range p.Partidas {
		have = append(have, p.Partidas[i].Secuencia)
	}
	want := slices.Sorted(slices.Values(listed))
	if !slices.Equal(want, have) {
		j.add("vucem_partidas_faltan", document.Error, document.Textf(
			"El pedimento %s lista las partidas [%s] y llegaron [%s]; consulte las que faltan y entréguelas todas juntas.",
			"Pedimento %s lists partidas [%s] and [%s] came; query the missing ones and deliver them all together.",
			p.Documento, ranges(want), ranges(have)))
	}
}

// sameGoods reports two answers to the same query; where they stand differs.
func sameGoods(a, b pedimento.Partida) bool {
	a.Block, b.Block = pedimento.Block{}, pedimento.Block{}
	return reflect.DeepEqual(a, b)
}

// ranges prints sorted numbers shortly: "1-4, 7".
func ranges(ns []int) string {
	var out []string
	for i := 0; i < len(ns); {
		k := i
		for k+1 < len(ns) && ns[k+1] == ns[k]+1 {
			k++
		}
		if k == i {
			out = append(out, strconv.Itoa(ns[i]))
		} else {
			out = append(out, fmt.Sprintf("%d-%d", ns[i], ns[k]))
		}
		i = k + 1
	}
	return strings.Join(out, ", ")
}

// totals compares exactly: the archivo M behind a pedimento has no header
// totals, so the service computes them as the sum of its partidas.
func (j joiner) totals() {
	p := j.p
	if len(p.Partidas) == 0 {
		return
	}
	var aduana, comercial money.Sum
	for i := range p.Partidas {
		aduana.Add(p.Partidas[i].ValorAduana)
		comercial.Add(p.Partidas[i].ValorComercial)
	}
	a := j.total("valor aduana", "valorAduanalTotal", p.ValorAduana, &aduana)
	c := j.total("valor comercial", "valorComercialTotal", p.ValorComercial, &comercial)
	p.Cotejo = document.CotejoParcial
	if a && c {
		p.Cotejo = document.CotejoCompleto
	}
}

// total reports that a control total was there and agreed.
func (j joiner) total(name, field string, header money.Amount, sum *money.Sum) bool {
	got, ok := sum.Total()
	switch {
	case !header.Known():
		j.add("vucem_sin_total", document.Warning, document.Textf(
			"El encabezado no trae %s (%s); las partidas no se pueden cotejar contra él.",
			"The header carries no %s (%s); the partidas cannot be checked against it.", name, field))
		return false
	case !ok:
		j.add("vucem_totales", document.Error, document.Textf(
			"El encabezado dice %s %s y alguna partida no trae el suyo; repita la consulta de las partidas.",
			"The header says %s %s and some partida carries none; repeat the query of the partidas.", name, header))
		return false
	case got.Cmp(header) != 0:
		j.add("vucem_totales", document.Error, document.Textf(
			"El encabezado dice %s %s y las partidas suman %s; alguna partida es de otro pedimento o está alterada. Consúltelas de nuevo.",
			"The header says %s %s and the partidas add up to %s; some partida is of another pedimento or was altered. Query them again.",
			name, header, got))
		return false
	}
	return true
}

// dollars holds the dollars of the header, which at the exchange rate are the
// customs value (imports) or the price paid.
func (j joiner) dollars() {
	p := j.p
	if !p.ValorDolares.Known() || !p.TipoCambio.Known() {
		return
	}
	pesos, err := p.ValorDolares.Mul(p.TipoCambio)
	limit := catalog.Default().Cotejo("vucem_dolares", string(p.Source), p.FechaPago)
	for _, v := range []money.Amount{p.ValorAduana, p.ValorComercial} {
		if !v.Known() || err == nil && money.Within(pesos, v, limit.Tolerance(v, 1)) {
			return
		}
	}
	p.Raise("vucem_dolares", j.where, document.Textf(
		"El encabezado dice %s USD, que al tipo de cambio %s son %s pesos; no son su valor aduana %s ni su valor comercial %s. Repita la consulta.",
		"The header says %s USD, which at exchange rate %s is %s pesos; it is neither its customs value %s nor its commercial value %s. Repeat the query.",
		p.ValorDolares, p.TipoCambio, pesos, p.ValorAduana, p.ValorComercial))
}
