package desk

import (
	"context"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/money"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// sumName is a total that says what it misses: a part is never shown as all.
func (q *Ask) sumName(s *contingencia.Suma, lots int) string {
	switch {
	case s.Completa():
		return s.Pesos.String()
	case s.SinCifra >= lots:
		return ""
	}
	return document.Textf("%s + %d sin cifra", "%s + %d without figure", s.Pesos, s.SinCifra).In(q.Lang)
}

// stayState is a state of the stay of a lot, in words.
func stayState(e contingencia.Estado) document.Text {
	switch e {
	case contingencia.Vencido:
		return document.Text{ES: "vencido", EN: "expired"}
	case contingencia.EnDuda:
		return document.Text{ES: "vencimiento en duda", EN: "due date in doubt"}
	case contingencia.SinPlazo:
		return document.Text{ES: "vigencia del programa", EN: "life of the programme"}
	case contingencia.Vigente:
	}
	return document.Text{ES: "dentro de plazo", EN: "within its stay"}
}

// pricedLot is the estimate of one lot.
type pricedLot struct{ contingencia.Lote }

// owed is what a scenario costs, from the least to the most of its starting points;
// unknown when one of them is.
func (l *pricedLot) owed(scenario int, updated, most bool) money.Amount {
	var out money.Amount
	for i := range l.Puntos {
		e := &l.Puntos[i].Escenarios[scenario]
		r := &e.SinActualizar
		if updated {
			r = &e.Actualizado
		}
		x := r.Minimo
		if most {
			x = r.Maximo
		}
		switch {
		case !x.Known():
			return x
		case !out.Known() || (x.Cmp(out) > 0) == most:
			out = x
		}
	}
	return out
}

func (q *Ask) contingencyTables(k *step.Contingency, of Inquiry) []*page.Table {
	type total = contingencia.Total
	updated := k.Updated()
	basis := document.Text{ES: "actualizado", EN: "updated"}
	if !updated {
		basis = document.Text{ES: "SIN actualizar: falta el INPC", EN: "NOT updated: the INPC is missing"}
	}
	states := page.Tabulate("por_estado", document.Text{ES: "Por estado del plazo", EN: "By state of the stay"}, q.head(of.On), []page.Field[total]{
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Of: func(t *total) string { return stayState(t.Estado).In(q.Lang) }},
		{Key: "lotes", ES: "Lotes", EN: "Lots", Kind: report.Integer, Of: func(t *total) string { return strconv.Itoa(t.Lotes) }},
		{Key: "valor_aduana", ES: "Valor en aduana (MXN)", EN: "Customs value (MXN)", Kind: report.Money, Of: func(t *total) string { return q.sumName(&t.Aduana, t.Lotes) }},
		{Key: "contribuciones", ES: "Contribuciones sin pagar (MXN)", EN: "Contributions not paid (MXN)", Kind: report.Money, Of: func(t *total) string { return q.sumName(&t.Contribuciones, t.Lotes) }},
	}, k.Summary.PorEstado())
	fields := []page.Field[pricedLot]{
		{Key: "lote", ES: "Lote", EN: "Lot", Kind: report.Text, Whole: true, Of: func(l *pricedLot) string { return l.Lote.Lote }, Link: func(l *pricedLot) string { return q.traceAt(l.Lote.Lote) }},
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Of: func(l *pricedLot) string { return stayState(l.Estado).In(q.Lang) }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(l *pricedLot) string { return l.Fraccion }},
		{Key: "vence", ES: "Vence", EN: "Due", Kind: report.Date, Of: func(l *pricedLot) string { return l.Vence.String() }},
		{Key: "vence_ultimo", ES: "Vencido después de", EN: "Expired after", Kind: report.Date, Of: func(l *pricedLot) string { return l.VenceUltimo.String() }},
		{Key: "queda", ES: "Queda", EN: "Left", Kind: report.Quantity, Of: func(l *pricedLot) string { return l.Queda.String() }},
		{Key: "valor_aduana", ES: "Valor en aduana (MXN)", EN: "Customs value (MXN)", Kind: report.Money, Of: func(l *pricedLot) string { return l.Aduana.String() }},
	}
	for at, name := range contingencia.Escenarios() {
		fields = append(fields,
			page.Field[pricedLot]{Key: strings.ToLower(name) + "_minimo", ES: name + " mínimo (MXN)", EN: name + " least (MXN)", Kind: report.Money, Of: func(l *pricedLot) string { return l.owed(at, updated, false).String() }},
			page.Field[pricedLot]{Key: strings.ToLower(name) + "_maximo", ES: name + " máximo (MXN)", EN: name + " most (MXN)", Kind: report.Money, Of: func(l *pricedLot) string { return l.owed(at, updated, true).String() }})
	}
	fields = append(fields, page.Field[pricedLot]{Key: "sin_cifra", ES: "Por qué falta una cifra", EN: "Why a figure is missing", Kind: report.Text, Of: func(l *pricedLot) string { return q.notes(l.Desconocido()) }})
	lots := page.TabulateOf("por_lote", document.Textf("Por lote, lo más caro primero (%s)", "By lot, the dearest first (%s)", basis), q.head(of.On), fields, k.Lots(), func(i int) *pricedLot {
		l, _ := k.Lot(i)
		return &pricedLot{l}
	})
	lots.Order = document.Text{
		ES: "S0: retorno tardío espontáneo. S1: regularización espontánea por A3. S2: descubierto. S3: descubierto, con regulaciones no cumplidas. De cada uno, lo menos y lo más de sus puntos de partida.",
		EN: "S0: spontaneous late return. S1: spontaneous regularisation by A3. S2: discovered. S3: discovered, with regulations not met. Of each, the least and the most of its starting points.",
	}
	assumed := k.Summary.Supuestos()
	for _, t := range contingencia.General(k.Options) {
		assumed = append(assumed, contingencia.Conteo{Lotes: k.Lots(), Texto: t})
	}
	notes := page.Tabulate("supuestos", document.Text{ES: "Qué se supone, y qué no tiene cifra", EN: "What is assumed, and what has no figure"}, q.head(of.On), []page.Field[contingencia.Conteo]{
		{Key: "lotes", ES: "Lotes", EN: "Lots", Kind: report.Integer, Of: func(c *contingencia.Conteo) string { return strconv.Itoa(c.Lotes) }},
		{Key: "texto", ES: "Qué", EN: "What", Kind: report.Text, Of: func(c *contingencia.Conteo) string { return c.Texto.In(q.Lang) }},
	}, append(assumed, k.Summary.Desconocido()...))
	return []*page.Table{lots, states, notes}
}

func (q *Ask) creditTables(all []credito.Saldo, of Inquiry) []*page.Table {
	type total = credito.Total
	type row = credito.Saldo
	whole := func(n int64) string { return strconv.FormatInt(n, 10) }
	tax := func(key string) string { return catalog.Default().Contribution(key) }
	return []*page.Table{
		page.Tabulate("credito_por_contribucion", document.Text{ES: "Por contribución y forma de pago", EN: "By contribution and form of payment"}, q.head(of.On), []page.Field[total]{
			{Key: "contribucion", ES: "Contribución", EN: "Contribution", Kind: report.Text, Of: func(t *total) string { return tax(t.Contribucion) }},
			{Key: "forma_pago", ES: "Forma de pago", EN: "Form of payment", Kind: report.Text, Whole: true, Of: func(t *total) string { return t.Forma }},
			{Key: "cuentas", ES: "Cuentas", EN: "Accounts", Kind: report.Integer, Of: func(t *total) string { return strconv.Itoa(t.Cuentas) }},
			{Key: "otorgado", ES: "Otorgado (MXN)", EN: "Granted (MXN)", Kind: report.Money, Of: func(t *total) string { return whole(t.Granted) }},
			{Key: "probado", ES: "Descargado, probado (MXN)", EN: "Discharged, proved (MXN)", Kind: report.Money, Of: func(t *total) string { return whole(t.Proved) }},
			{Key: "supuesto", ES: "Descargado, supuesto (MXN)", EN: "Discharged, assumed (MXN)", Kind: report.Money, Of: func(t *total) string { return whole(t.Assumed) }},
			{Key: "abierto", ES: "Abierto (MXN)", EN: "Open (MXN)", Kind: report.Money, Of: func(t *total) string { return whole(t.Open) }},
			{Key: "vencido", ES: "De ello, vencido (MXN)", EN: "Of it, past due (MXN)", Kind: report.Money, Of: func(t *total) string { return whole(t.Expired) }},
			{Key: "en_duda", ES: "De lo vencido, en duda (MXN)", EN: "Of what is past due, in doubt (MXN)", Kind: report.Money, Of: func(t *total) string { return whole(t.Doubtful) }},
		}, credito.Totals(all)),
		page.Tabulate("credito_por_cuenta", document.Text{ES: "Cuentas", EN: "Accounts"}, q.head(of.On), []page.Field[row]{
			{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(s *row) string { return s.Pedimento }, Link: func(s *row) string { return q.followed(s.Pedimento) }},
			{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(s *row) string { return s.Fraccion }},
			{Key: "umt", ES: "UMT", EN: "UMT", Kind: report.Text, Whole: true, Of: func(s *row) string { return unitOf(s.UMT).In(q.Lang) }},
			{Key: "contribucion", ES: "Contribución", EN: "Contribution", Kind: report.Text, Of: func(s *row) string { return tax(s.Contribucion) }},
			{Key: "forma_pago", ES: "Forma de pago", EN: "Form of payment", Kind: report.Text, Whole: true, Of: func(s *row) string { return s.Forma }},
			{Key: "otorgado_el", ES: "Otorgado el", EN: "Granted on", Kind: report.Date, Of: func(s *row) string { return s.Date.String() }},
			{Key: "vence", ES: "Vence", EN: "Due", Kind: report.Date, Of: func(s *row) string { return s.Due.String() }},
			{Key: "otorgado", ES: "Otorgado (MXN)", EN: "Granted (MXN)", Kind: report.Money, Of: func(s *row) string { return whole(s.Granted) }},
			{Key: "probado", ES: "Descargado, probado (MXN)", EN: "Discharged, proved (MXN)", Kind: report.Money, Of: func(s *row) string { return whole(s.Proved) }},
			{Key: "supuesto", ES: "Descargado, supuesto (MXN)", EN: "Discharged, assumed (MXN)", Kind: report.Money, Of: func(s *row) string { return whole(s.Assumed) }},
			{Key: "abierto", ES: "Abierto (MXN)", EN: "Open (MXN)", Kind: report.Money, Of: func(s *row) string { return whole(s.Open) }},
			{Key: "vencido", ES: "De ello, vencido (MXN)", EN: "Of it, past due (MXN)", Kind: report.Money, Of: func(s *row) string { return whole(s.Expired) }},
			{Key: "de_mas", ES: "Descargado de más (UMT)", EN: "Discharged too much (UMT)", Kind: report.Quantity, Of: func(s *row) string { return s.Over.String() }},
		}, all),
	}
}

// precheckTables is the table of the package, with what to check of each row in
// words.
func (q *Ask) precheckTables(t *report.Table, _ Inquiry) []*page.Table {
	x := q.inReportWords(page.Of(t))
	x.Say(map[string]func(string) string{"revisar": func(codes string) string {
		var said []string
		for code := range strings.FieldsSeq(codes) {
			said = append(said, toCheck(code).In(q.Lang))
		}
		return strings.Join(said, "; ")
	}})
	links := map[string]func(string) string{}
	for i := range t.Columns {
		if key := t.Columns[i].Key; strings.Contains(key, "pedimento") || key == "salida" || key == "lote" || key == "entrada" {
			links[key] = q.followed
		}
	}
	x.Lead(links)
	x.Empty = document.Text{ES: "Ningún descargo por informar.", EN: "No discharge to report."}
	return []*page.Table{x}
}

// toCheck is what is to be checked of a discharge, in words.
func toCheck(code string) document.Text {
	return inWords(map[string]document.Text{
		"mes_cerrado": {ES: "de un mes ya cerrado, y entonces no se sabía", EN: "of a month closed before, and not known then"}, "ya_no_existe": {ES: "se sabía al cerrar el mes anterior y ya no es descargo", EN: "known when the month before was closed, and no discharge now"},
		"periodo": {ES: "el pedimento se pagó en otro mes", EN: "the pedimento was paid in another month"}, "clave": {ES: "sin pedimento o clave con que informarlo", EN: "no pedimento or clave to report it under"},
		"repetido": {ES: "repetido en el periodo", EN: "twice in the period"}, "ya_informado": {ES: "el pedimento tiene descargos de un mes anterior", EN: "the pedimento has discharges of an earlier month"},
		"sobredescargo": {ES: "toma más de lo que la entrada tiene", EN: "it takes more than the entry has"}, "vencido": {ES: "después del vencimiento", EN: "after the due date"},
		"supuesto": {ES: "por PEPS, no probado", EN: "by PEPS, not proved"}, "importe_distinto": {ES: "el mes anterior se cerró con otro importe", EN: "the month before was closed with another amount"},
	}, code)
}

func (q *Ask) permitTables(p *step.Permits, of Inquiry) []*page.Table {
	type row = permiso.Balance
	type use = permiso.Finding
	some := func(known, x money.Amount) string {
		if !known.Known() {
			return ""
		}
		return x.String()
	}
	balances := page.Tabulate("autorizaciones", document.Text{ES: "Autorizaciones con saldo", EN: "Authorisations with a balance"}, q.head(of.On), []page.Field[row]{
		{Key: "autorizacion", ES: "Autorización", EN: "Authorisation", Kind: report.Text, Of: func(b *row) string { return strings.TrimSpace(permitKind(b.Kind).In(q.Lang) + " " + b.Number) }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(b *row) string { return b.Fraccion }},
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Of: func(b *row) string { return b.State.Title().In(q.Lang) }},
		{Key: "unidad", ES: "Unidad", EN: "Unit", Kind: report.Text, Of: func(b *row) string { return unitNumbered(b.Unit).In(q.Lang) }},
		{Key: "autorizada", ES: "Cantidad autorizada", EN: "Quantity authorised", Kind: report.Quantity, Of: func(b *row) string { return b.Quantity.String() }},
		{Key: "usada", ES: "Usada", EN: "Used", Kind: report.Quantity, Of: func(b *row) string { return some(b.Quantity, b.Used) }},
		{Key: "queda", ES: "Queda", EN: "Left", Kind: report.Quantity, Of: func(b *row) string { return some(b.Quantity, b.Left) }},
		{Key: "excede", ES: "Excede", EN: "Over", Kind: report.Quantity, Of: func(b *row) string { return some(b.Quantity, b.Over) }},
		{Key: "valor_usd", ES: "Valor autorizado (USD)", EN: "Value authorised (USD)", Kind: report.Money, Of: func(b *row) string { return b.Value.String() }},
		{Key: "usado_usd", ES: "Usado (USD)", EN: "Used (USD)", Kind: report.Money, Of: func(b *row) string { return some(b.Value, b.UsedValue) }},
		{Key: "queda_usd", ES: "Queda (USD)", EN: "Left (USD)", Kind: report.Money, Of: func(b *row) string { return some(b.Value, b.LeftValue) }},
		{Key: "vence", ES: "Vence", EN: "Ends", Kind: report.Date, Of: func(b *row) string { return b.To.String() }},
		{Key: "usos", ES: "Usos", EN: "Uses", Kind: report.Integer, Of: func(b *row) string { return strconv.Itoa(b.Uses) }},
		{Key: "sin_contar", ES: "De ellos, sin contar", EN: "Of them, not counted", Kind: report.Integer, Of: func(b *row) string { return strconv.Itoa(b.NotCounted) }},
	}, p.Account.Balances)
	balances.Empty = document.Text{ES: "Ninguna: entregue la tabla autorizaciones.", EN: "None: deliver table autorizaciones."}
	return []*page.Table{balances, page.Tabulate("usos_con_falta", document.Text{ES: "Usos que no caben", EN: "Uses that do not fit"}, q.head(of.On), []page.Field[use]{
		{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(f *use) string { return f.Use.Pedimento }, Link: func(f *use) string { return q.followed(f.Use.Pedimento) }},
		{Key: "partida", ES: "Partida", EN: "Partida", Kind: report.Text, Whole: true, Of: func(f *use) string { return strconv.Itoa(f.Use.Partida) }},
		{Key: "fecha", ES: "Día", EN: "Day", Kind: report.Date, Of: func(f *use) string { return f.Use.On.String() }},
		{Key: "que", ES: "Qué pasa", EN: "What it is", Kind: report.Text, Of: func(f *use) string { return f.Text().In(q.Lang) }},
	}, p.Account.Findings)}
}

// permitKind is a kind of authorisation in words.
func permitKind(kind string) document.Text {
	return inWords(map[string]document.Text{
		"programa": {ES: "programa", EN: "programme"}, "anexo_ii": {ES: "Anexo II", EN: "Anexo II"}, "regla_8a": {ES: "Regla 8ª", EN: "Regla 8ª"}, "cupo": {ES: "cupo", EN: "quota"}, "permiso": {ES: "permiso", EN: "permit"},
	}, kind)
}

// raoceOf is the annual report of the year that is asked for.
func raoceOf(ctx context.Context, j *step.Judge, q *Ask, of Inquiry) (*raoce.Report, error) {
	year, err := strconv.Atoi(of.Detail)
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "year "+of.Detail, err)
	}
	return j.RAOCE(ctx, q.Programme.RFC, year) //nolint:wrapcheck // named by the caller
}

// raoceSource is where a figure of the annual report comes from.
func raoceSource(s raoce.Source) document.Text {
	return inWords(map[string]document.Text{"cfdi": {ES: "CFDI", EN: "CFDI"}, "pedimento": {ES: "pedimentos", EN: "pedimentos"}, "presentado": {ES: "lo presentado", EN: "as filed"}}, string(s))
}

// gapName is why CFDI and pedimentos differ.
func gapName(g raoce.Gap) document.Text {
	return inWords(map[string]document.Text{
		"servicio_maquila": {ES: "se factura el servicio; la mercancía sale con proforma", EN: "the service is billed; the goods leave on a proforma"}, "proforma_maquila": {ES: "mercancía que salió con proforma", EN: "goods that left on a proforma"},
		"servicio_por_bienes": {ES: "CFDI del servicio ligado a un pedimento de bienes", EN: "CFDI of the service tied to a pedimento of goods"}, "nota_credito": {ES: "nota de crédito", EN: "credit note"}, "tipo_cambio": {ES: "tipo de cambio", EN: "exchange rate"},
		"otro_mes": {ES: "otro mes", EN: "another month"}, "otro_ejercicio": {ES: "otro ejercicio", EN: "another year"}, "sin_pedimento": {ES: "sin pedimento", EN: "no pedimento"}, "sin_cfdi": {ES: "sin CFDI", EN: "no CFDI"},
		"importe_distinto": {ES: "importe distinto", EN: "another amount"}, "sin_dato": {ES: "sin dato", EN: "no data"},
	}, string(g))
}

func (q *Ask) raoceTables(r *raoce.Report, of Inquiry) []*page.Table {
	head := q.head(of.On)
	head.Period = of.Detail
	type figure = raoce.Figure
	type test = raoce.Test
	type gap = raoce.BridgeItem
	var gaps []gap
	for i := range r.Bridges {
		if r.Bridges[i].Currency == "MXN" { // each reason has both currencies
			gaps = r.Bridges[i].Items
		}
	}
	notes := r.Notes()
	return []*page.Table{
		page.Tabulate("raoce_cifras", document.Text{ES: "Ventas y exportaciones", EN: "Sales and exports"}, head, []page.Field[figure]{
			{Key: "concepto", ES: "Concepto", EN: "Concept", Kind: report.Text, Of: func(f *figure) string { return strings.TrimSpace(f.Concept.Title().In(q.Lang)) }},
			{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Of: func(f *figure) string { return raoceSource(f.Source).In(q.Lang) }},
			{Key: "mes", ES: "Mes", EN: "Month", Kind: report.Text, Of: func(f *figure) string {
				if f.Month == 0 {
					return document.Text{ES: "año", EN: "year"}.In(q.Lang)
				}
				return strconv.Itoa(f.Month)
			}},
			{Key: "mxn", ES: "MXN", EN: "MXN", Kind: report.Money, Of: func(f *figure) string { return f.MXN.Sum.String() }},
			{Key: "mxn_sin_dato", ES: "Documentos sin MXN", EN: "Documents without MXN", Kind: report.Integer, Of: func(f *figure) string { return strconv.Itoa(f.MXN.Missing) }},
			{Key: "usd", ES: "USD", EN: "USD", Kind: report.Money, Of: func(f *figure) string { return f.USD.Sum.String() }},
			{Key: "usd_sin_dato", ES: "Documentos sin USD", EN: "Documents without USD", Kind: report.Integer, Of: func(f *figure) string { return strconv.Itoa(f.USD.Missing) }},
			{Key: "documentos", ES: "Documentos", EN: "Documents", Kind: report.Integer, Of: func(f *figure) string { return strconv.Itoa(f.Documents) }},
		}, r.Figures),
		page.Tabulate("raoce_umbrales", document.Text{ES: "Umbrales", EN: "Thresholds"}, head, []page.Field[test]{
			{Key: "umbral", ES: "Umbral", EN: "Threshold", Kind: report.Text, Of: func(t *test) string { return t.Title.In(q.Lang) }},
			{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Of: func(t *test) string { return raoceSource(t.Source).In(q.Lang) }},
			{Key: "cifra", ES: "Cifra", EN: "Figure", Kind: report.Quantity, Of: func(t *test) string { return t.Figure.String() }},
			{Key: "limite", ES: "Se pide", EN: "Asked for", Kind: report.Quantity, Of: func(t *test) string { return t.Threshold.String() }},
			{Key: "resultado", ES: "Resultado", EN: "Result", Kind: report.Text, Of: func(t *test) string { return t.Verdict.Title().In(q.Lang) }},
			{Key: "motivo", ES: "Por qué", EN: "Why", Kind: report.Text, Of: func(t *test) string { return t.Why.In(q.Lang) }},
			{Key: "confianza", ES: "Confianza", EN: "Confidence", Kind: report.Text, Of: func(t *test) string { return confidenceName(t.Confidence).In(q.Lang) }},
		}, r.Tests),
		page.Tabulate("raoce_puente", document.Text{ES: "Por qué difieren CFDI y pedimentos (CFDI menos pedimento)", EN: "Why CFDI and pedimentos differ (CFDI less pedimento)"}, head, []page.Field[gap]{
			{Key: "motivo", ES: "Motivo", EN: "Reason", Kind: report.Text, Of: func(g *gap) string { return gapName(g.Gap).In(q.Lang) }},
			{Key: "cfdi", ES: "CFDI", EN: "CFDI", Kind: report.Text, Of: func(g *gap) string { return strings.Join(g.CFDI, " ") }, Link: func(g *gap) string {
				if len(g.CFDI) == 0 {
					return ""
				}
				return q.searchAt(g.CFDI[0])
			}},
			{Key: "pedimentos", ES: "Pedimentos", EN: "Pedimentos", Kind: report.Text, Of: func(g *gap) string { return strings.Join(g.Pedimentos, " ") }, Link: func(g *gap) string {
				if len(g.Pedimentos) == 0 {
					return ""
				}
				return q.followed(g.Pedimentos[0])
			}},
			{Key: "mxn", ES: "MXN", EN: "MXN", Kind: report.Money, Of: func(g *gap) string { return g.MXN.String() }},
			{Key: "usd", ES: "USD", EN: "USD", Kind: report.Money, Of: func(g *gap) string { return g.USD.String() }},
		}, gaps),
		page.Tabulate("raoce_notas", document.Text{ES: "Qué falta o se supone", EN: "What is missing or assumed"}, head, []page.Field[document.Text]{
			{Key: "nota", ES: "Nota", EN: "Note", Kind: report.Text, Of: func(t *document.Text) string { return t.In(q.Lang) }},
		}, notes),
	}
}
