package desk

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/permiso"
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
	return document.Textf("%s + %d sin cifra", "%s + %d without figure", page.Group(s.Pesos.String()), s.SinCifra).In(q.Lang)
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
	suffix := "" // as the package has it
	if !updated {
		suffix = "_sin_actualizar"
	}
	for at, name := range contingencia.Escenarios() {
		fields = append(fields,
			page.Field[pricedLot]{Key: strings.ToLower(name) + "_minimo" + suffix, ES: name + " mínimo (MXN)", EN: name + " least (MXN)", Kind: report.Money, Of: func(l *pricedLot) string { return l.owed(at, updated, false).String() }},
			page.Field[pricedLot]{Key: strings.ToLower(name) + "_maximo" + suffix, ES: name + " máximo (MXN)", EN: name + " most (MXN)", Kind: report.Money, Of: func(l *pricedLot) string { return l.owed(at, updated, true).String() }})
	}
	unknown := k.Summary.Desconocido()
	fields = append(fields, page.Field[pricedLot]{Key: "sin_cifra", ES: "Falta por", EN: "Missing for", Kind: report.Text, Of: func(l *pricedLot) string { return q.lacking(unknown, l.Desconocido()) }})
	lots := page.TabulateOf("por_lote", document.Textf("Por lote, lo más caro primero (%s)", "By lot, the dearest first (%s)", basis), q.head(of.On), fields, k.Lots(), func(i int) *pricedLot {
		l, _ := k.Lot(i)
		return &pricedLot{l}
	})
	lots.Order = document.Text{
		ES: "S0: retorno tardío espontáneo. S1: regularización espontánea por A3. S2: descubierto. S3: descubierto, con regulaciones no cumplidas. De cada uno, lo menos y lo más de sus puntos de partida. F1, F2…: por qué falta una cifra, dicho en «Qué se supone, y qué no tiene cifra».",
		EN: "S0: spontaneous late return. S1: spontaneous regularisation by A3. S2: discovered. S3: discovered, with regulations not met. Of each, the least and the most of its starting points. F1, F2…: why a figure is missing, told under “What is assumed, and what has no figure”.",
	}
	return []*page.Table{states, lots, q.assumedTable(k, unknown, of)}
}

// lackMark names a reason for which figures are missing, by its place among them.
func lackMark(i int) string { return "F" + strconv.Itoa(i+1) }

// lacking are the marks of the reasons of one lot; the reasons in a file, which has
// no legend.
func (q *Ask) lacking(unknown []contingencia.Conteo, of []document.Text) string {
	var out []string
	file := q.FormValue("formato") != ""
	for i := range unknown {
		switch {
		case !slices.Contains(of, unknown[i].Texto):
		case file:
			out = append(out, unknown[i].Texto.In(q.Lang))
		default:
			out = append(out, lackMark(i))
		}
	}
	if file {
		return strings.Join(out, "; ")
	}
	return strings.Join(out, ", ")
}

// assumption is what is assumed of some lots, or why they lack a figure, with its mark.
type assumption struct {
	contingencia.Conteo
	mark string
}

// assumedTable is what the estimate assumes, and why figures are missing.
func (q *Ask) assumedTable(k *step.Contingency, unknown []contingencia.Conteo, of Inquiry) *page.Table {
	var rows []assumption
	for i, c := range unknown {
		rows = append(rows, assumption{c, lackMark(i)})
	}
	for _, c := range k.Summary.Supuestos() {
		rows = append(rows, assumption{Conteo: c})
	}
	for _, t := range contingencia.General(k.Options) {
		rows = append(rows, assumption{Conteo: contingencia.Conteo{Lotes: k.Lots(), Texto: t}})
	}
	return page.Tabulate("supuestos", document.Text{ES: "Qué se supone, y qué no tiene cifra", EN: "What is assumed, and what has no figure"}, q.head(of.On), []page.Field[assumption]{
		{Key: "falta", ES: "Falta", EN: "Missing", Kind: report.Text, Whole: true, Of: func(a *assumption) string { return a.mark }},
		{Key: "lotes", ES: "Lotes", EN: "Lots", Kind: report.Integer, Of: func(a *assumption) string { return strconv.Itoa(a.Lotes) }},
		{Key: "texto", ES: "Qué", EN: "What", Kind: report.Text, Of: func(a *assumption) string { return a.Texto.In(q.Lang) }},
	}, rows)
}

func (q *Ask) creditTables(k *credit, of Inquiry) []*page.Table {
	type total = credito.Total
	type row = credito.Saldo
	whole := func(n int64) string { return strconv.FormatInt(n, 10) }
	tax := func(key string) string { return catalog.Default().Contribution(key) }
	tables := []*page.Table{
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
		}, credito.Totals(k.saldos)),
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
		}, k.saldos),
	}
	if k.short() {
		for _, t := range tables {
			t.Order = document.Text{ES: "Las cifras quedan cortas: falta el crédito de los saldos iniciales que dicen los hallazgos.", EN: "The figures are short: the credit of the opening balances that the findings tell is missing."}
			t.Empty = t.Order
			t.Caveat = document.Text{ES: "cifras cortas: falta el crédito de saldos iniciales", EN: "figures short: the credit of opening balances is missing"}
		}
	}
	if len(k.found) == 0 {
		return tables
	}
	return append([]*page.Table{q.foundTable("credito_hallazgos", document.Text{ES: "Qué se halló del crédito", EN: "What was found of the credit"}, k.found, of)}, tables...)
}

// precheckTables is the table of the package, with what to check of each row in
// words.
func (q *Ask) precheckTables(p *precheck, _ Inquiry) []*page.Table {
	t := p.table
	x := q.inReportWords(page.Of(t))
	x.Move("revisar", 3) // what is looked at stands where it is seen
	x.Order = document.Text{
		ES: "El mes anterior no está sellado: los cambios a meses cerrados se cuentan contra lo que dan los hechos con fecha hasta su último día.",
		EN: "The month before is not sealed: changes to closed months are told against what the facts dated up to its last day give.",
	}
	if p.seal != nil {
		x.Order = document.Textf("Con los cambios a meses cerrados desde el paquete sellado de %s (SHA-256 %.16s…).", "With the changes to closed months since the sealed package of %s (SHA-256 %.16s…).", p.seal.Period, p.seal.SHA256)
	}
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
	x.Empty = document.Text{ES: "Ningún descargo por informar. " + x.Order.ES, EN: "No discharge to report. " + x.Order.EN}
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
