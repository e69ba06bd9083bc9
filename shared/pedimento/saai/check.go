package saai

import (
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// derive fills what the records do not state but determine, marked computed.
func (w *writer) derive() {
	p := w.p
	computed := document.Evidence{Source: p.Source, Level: document.Computed, At: p.At}
	switch w.out.Movimiento {
	case MovimientoEliminacion:
		p.Efecto = document.Nulo
	case MovimientoDesistimiento:
		p.Efecto = document.Desistido
	}
	if p.Number = pedimento.Number(pedimento.YearFor(p.Documento, p.FechaPago), p.Aduana, p.Patente, p.Documento); p.Number != "" {
		p.Mark("number", computed)
	}
	if regimen, ok := catalog.Default().Regimen(p.Clave, p.Operacion); ok {
		p.Regimen = regimen
		p.Mark("regimen", computed)
	}
	w.packages(computed)
	n := len(p.Partidas)
	p.TotalPartidas = &n
	p.Mark("total_partidas", computed)
	var aduana, comercial money.Sum
	for i := range p.Partidas {
		aduana.Add(p.Partidas[i].ValorAduana)
		comercial.Add(p.Partidas[i].ValorComercial)
	}
	if t, ok := aduana.Total(); ok {
		p.ValorAduana = t
		p.Mark("valor_aduana", computed)
	}
	if t, ok := comercial.Total(); ok {
		p.ValorComercial = t
		p.Mark("valor_comercial", computed)
	}
	p.Liquidacion = pedimento.Liquidate(p)
	p.Mark("liquidacion", computed)
}

// packages is the count of 502.8, summed over the vehicles.
func (w *writer) packages(computed document.Evidence) {
	if len(w.bultos) == 0 {
		return
	}
	total := 0
	for _, s := range w.bultos {
		total += number(s)
	}
	w.p.Bultos.Total = strconv.Itoa(total)
	if len(w.bultos) > 1 {
		w.p.Mark("bultos", computed)
	}
}

// check asks the declaration what the lineamientos promise of it; the gate
// asks the rest.
func (w *writer) check() {
	w.single()
	w.complete()
	p := w.p
	dollars := w.dollars()
	invoices := w.invoices()
	switch {
	case len(p.Partidas) == 0, w.doubtful:
		p.Cotejo = document.CotejoNinguno
	case dollars && invoices:
		p.Cotejo = document.CotejoCompleto
	default:
		p.Cotejo = document.CotejoParcial
	}
}

// single: records of which a pedimento has one.
func (w *writer) single() {
	for _, code := range []string{"301", "501", "515", "601", "701"} {
		if w.count[code] > 1 {
			w.refuse("saai_repetido", document.Textf(
				"El registro %s viene %d veces y debe venir una; pida el archivo de nuevo.",
				"Record %s comes %d times and must come once; ask for the file again.", code, w.count[code]))
		}
	}
}

// complete: a movement that declares has its heading, and goods where the
// heading is that of an ordinary pedimento.
func (w *writer) complete() {
	if w.out.Cancels() {
		return
	}
	if w.count["501"]+w.count["515"]+w.count["601"]+w.count["301"] == 0 {
		w.refuse("saai_sin_encabezado", document.Textf(
			"El pedimento no trae sus datos generales (501, 301, 515 o 601); pida el archivo de nuevo.",
			"The pedimento lacks its heading (501, 301, 515 or 601); ask for the file again."))
		return
	}
	if m := w.out.Movimiento; (m == "1" || m == "7") && w.count["501"] > 0 && len(w.p.Partidas) == 0 {
		w.refuse("saai_sin_partidas", document.Textf(
			"El pedimento no trae ninguna partida (551); pida el archivo de nuevo.",
			"The pedimento has no partida (551); ask for the file again."))
	}
}

func (w *writer) refuse(code string, text document.Text) {
	w.p.Findings.Add(code, document.Error, "line "+strconv.Itoa(w.p.At.Line)+" (500)", text)
}

// dollars: dollars times the exchange rate are the commercial value of each
// partida, but for roundings (measured: none of 14,079 partidas of 5,059
// pedimentos the authority accepted is off). True when all could be asked.
func (w *writer) dollars() bool {
	p := w.p
	all := len(p.Partidas) > 0
	for i := range p.Partidas {
		q := &p.Partidas[i]
		pesos, err := q.ValorDolares.Mul(p.TipoCambio)
		if err != nil || !pesos.Known() || !q.ValorComercial.Known() {
			all = false
			continue
		}
		if money.Within(pesos, q.ValorComercial, catalog.Default().Tolerance("saai_dolares", p.FechaPago, q.ValorComercial, 1)) {
			continue
		}
		keep(&p.Findings, document.Finding{Code: "saai_dolares", Severity: document.Error, Where: "partida " + strconv.Itoa(q.Secuencia), Message: document.Textf(
			"La partida %d dice %s USD, que al tipo de cambio %s son %s pesos, y su valor comercial dice %s; alguna cifra está alterada: pida el archivo de nuevo.",
			"Partida %d says %s USD, which at exchange rate %s is %s pesos, and its commercial value says %s; some figure was altered: ask for the file again.",
			q.Secuencia, q.ValorDolares, p.TipoCambio, pesos, q.ValorComercial)})
	}
	return all
}

// invoices: Σ 505 is Σ 551 in dollars, a warning since freight and currency
// make it differ in pedimentos the authority accepted. True when they agree.
func (w *writer) invoices() bool {
	p := w.p
	var declared, goods money.Sum
	for i := range p.Facturas {
		declared.Add(p.Facturas[i].ValorDolares)
	}
	for i := range p.Partidas {
		goods.Add(p.Partidas[i].ValorDolares)
	}
	a, okA := declared.Total()
	b, okB := goods.Total()
	if !okA || !okB {
		return false
	}
	if money.Within(a, b, catalog.Default().Tolerance("saai_facturas", p.FechaPago, b, len(p.Partidas)+len(p.Facturas))) {
		return true
	}
	p.Findings.Add("saai_facturas", document.Warning, "505/551", document.Textf(
		"Las facturas (505) suman %s USD y las partidas (551) %s USD; revise fletes y moneda.",
		"Invoices (505) add up to %s USD and partidas (551) to %s USD; look at freight and currency.", a, b))
	return false
}
