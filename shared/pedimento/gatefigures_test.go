package pedimento_test

import (
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// gateCase is one change of a good pedimento and the code it must raise in the
// sources named; in the others of everySource it must raise nothing.
type gateCase struct {
	edit   func(*pedimento.Pedimento)
	code   string // "" when the change is fine
	blocks bool
	in     []document.Source
}

func everySource() []document.Source {
	return []document.Source{document.SourceDataStage, document.SourceVUCEM, document.SourceArchivoM, document.SourcePrint, document.SourceOCR}
}

// runGate asks every case in every source.
func runGate(t *testing.T, cases map[string]gateCase) {
	t.Helper()
	for name, tt := range cases {
		applies := map[document.Source]bool{}
		for _, s := range tt.in {
			applies[s] = true
		}
		for _, s := range everySource() {
			p := good(s)
			tt.edit(p)
			status := pedimento.Gate(p)
			raised := p.Findings.Has(tt.code)
			if raised != (applies[s] && tt.code != "") {
				t.Errorf("%s in %s: %v; want %q %v", name, s, p.Findings, tt.code, applies[s])
			}
			if raised && (status == document.Quarantined) != tt.blocks || tt.code == "" && len(p.Findings) > 0 {
				t.Errorf("%s in %s: %s, %v", name, s, status, p.Findings)
			}
		}
	}
}

var (
	onlyDataStage = []document.Source{document.SourceDataStage}
	stageAndVUCEM = []document.Source{document.SourceDataStage, document.SourceVUCEM}
	tables        = []document.Source{document.SourceDataStage, document.SourceVUCEM, document.SourceArchivoM}
	everywhere    = []document.Source{document.SourceDataStage, document.SourceVUCEM, document.SourceArchivoM, document.SourcePrint, document.SourceOCR}
)

// at changes the first partida.
func at(edit func(*pedimento.Partida)) func(*pedimento.Pedimento) {
	return func(p *pedimento.Pedimento) { edit(&p.Partidas[0]) }
}

// TestGateFigures: what the figures of a partida and a heading promise.
func TestGateFigures(t *testing.T) {
	t.Parallel()
	none := money.Amount{}
	export := func(p *pedimento.Pedimento) {
		p.Clave, p.Operacion = "RT", "EXP"
		p.Fechas[0].Tipo = "5"
		for i := range p.Partidas {
			p.Partidas[i].ValorAduana = amount("0")
		}
	}
	runGate(t, map[string]gateCase{
		"nothing wrong":                {func(*pedimento.Pedimento) {}, "", false, nil},
		"an export":                    {export, "", false, nil},
		"an export with customs value": {func(p *pedimento.Pedimento) { export(p); p.Partidas[1].ValorAduana = amount("1") }, "partida_valor_aduana", true, tables},
		"an import without":            {at(func(q *pedimento.Partida) { q.ValorAduana = amount("0") }), "partida_valor_aduana", true, tables},
		"no operation decides nothing": {func(p *pedimento.Pedimento) { p.Operacion = "" }, "partida_valor_aduana", true, nil},
		"exchange rate zero":           {func(p *pedimento.Pedimento) { p.TipoCambio = amount("0.00000") }, "encabezado_cero", true, tables},
		"exchange rate below zero":     {func(p *pedimento.Pedimento) { p.TipoCambio = amount("-20") }, "encabezado_cero", true, tables},
		"no exchange rate":             {func(p *pedimento.Pedimento) { p.TipoCambio = none }, "encabezado_cero", true, onlyDataStage},
		"no weight":                    {func(p *pedimento.Pedimento) { p.PesoBruto = none }, "encabezado_cero", true, onlyDataStage},
		"weight zero":                  {func(p *pedimento.Pedimento) { p.PesoBruto = amount("0") }, "encabezado_cero", true, tables},
		"commercial quantity zero":     {at(func(q *pedimento.Partida) { q.CantidadUMC = amount("0.000") }), "partida_cero", true, tables},
		"commercial quantity negative": {at(func(q *pedimento.Partida) { q.CantidadUMC = amount("-100") }), "partida_cero", true, tables},
		"price zero":                   {at(func(q *pedimento.Partida) { q.PrecioUnitario = amount("0") }), "partida_cero", true, tables},
		"value zero":                   {at(func(q *pedimento.Partida) { q.ValorComercial = amount("0") }), "partida_cero", true, tables},
		"dollars zero":                 {at(func(q *pedimento.Partida) { q.ValorDolares = amount("0") }), "partida_cero", true, tables},
		"no dollars":                   {at(func(q *pedimento.Partida) { q.ValorDolares = none }), "partida_cero", true, onlyDataStage},
		"dollars and pesos":            {at(func(q *pedimento.Partida) { q.ValorDolares = amount("5.07") }), "partida_dolares", true, stageAndVUCEM},
		"a digit of the pesos":         {at(func(q *pedimento.Partida) { q.ValorComercial = amount("900") }), "partida_dolares", true, stageAndVUCEM},
		"another exchange rate":        {func(p *pedimento.Pedimento) { p.TipoCambio = amount("21.00000") }, "partida_dolares", true, stageAndVUCEM},
		"within the rounding":          {at(func(q *pedimento.Partida) { q.ValorDolares, q.ValorComercial = amount("5.00"), amount("101") }), "partida_dolares", true, nil},
		"a huge value":                 {at(func(q *pedimento.Partida) { q.ValorComercial = amount("999999999999") }), "partida_dolares", true, stageAndVUCEM},
		"price and quantity":           {at(func(q *pedimento.Partida) { q.PrecioUnitario = amount("1.05") }), "partida_precio", false, tables},
		"a peso of price":              {at(func(q *pedimento.Partida) { q.PrecioUnitario = amount("1.01") }), "partida_precio", false, nil},
		"one unit, two quantities":     {func(p *pedimento.Pedimento) { p.Partidas[1].CantidadUMT = amount("3.001") }, "partida_unidades", true, tables},
		"one unit a thousand times":    {func(p *pedimento.Pedimento) { p.Partidas[1].CantidadUMT = amount("3000") }, "partida_unidades", true, tables},
		"one unit, other decimals":     {func(p *pedimento.Pedimento) { p.Partidas[1].CantidadUMT = amount("3.00000") }, "partida_unidades", true, nil},
		"two units are two quantities": {at(func(q *pedimento.Partida) { q.CantidadUMT = amount("77") }), "partida_unidades", true, nil},
		"no contribution":              {func(p *pedimento.Pedimento) { p.Contribuciones, p.Tasas = nil, nil }, "contribuciones_faltan", true, onlyDataStage},
		"no contribution, no movement": {func(p *pedimento.Pedimento) { p.Contribuciones, p.Tasas, p.Clave = nil, nil, "GC" }, "contribuciones_faltan", true, nil},
		"a rate without amount":        {func(p *pedimento.Pedimento) { p.Contribuciones[0].Clave = "PRV" }, "contribuciones_faltan", true, onlyDataStage},
		"an amount without rate":       {func(p *pedimento.Pedimento) { p.Tasas = nil }, "contribuciones_faltan", true, nil},
		"a partida's without rate": {at(func(q *pedimento.Partida) {
			q.Contribuciones = []pedimento.Contribucion{{Clave: "IGI", FormaPago: "0", Importe: amount("1")}}
		}), "contribuciones_faltan", true, onlyDataStage},
		"a partida's without amount":    {at(func(q *pedimento.Partida) { q.Tasas = []pedimento.Tasa{{Clave: "IGI", Tipo: "1"}} }), "contribuciones_faltan", true, onlyDataStage},
		"a rate twice":                  {func(p *pedimento.Pedimento) { p.Tasas = append(p.Tasas, p.Tasas[0]) }, "tasa_repetida", true, onlyDataStage},
		"a regime's discharge twice":    {twice("F4"), "descargo_doble", true, tables},
		"another's discharge twice":     {twice("IN"), "descargo_repetido", false, tables},
		"an invoice twice, counted one": {func(p *pedimento.Pedimento) { p.Facturas = append(p.Facturas, p.Facturas[0]) }, "factura_repetida", false, stageAndVUCEM},
		"and its sum agrees":            {func(p *pedimento.Pedimento) { p.Facturas = append(p.Facturas, p.Facturas[0]) }, "facturas_sum", false, nil},
		"two alike but in number":       {func(p *pedimento.Pedimento) { f := p.Facturas[0]; f.Numero = "F-2"; p.Facturas = append(p.Facturas, f) }, "facturas_sum", false, stageAndVUCEM},
		"no IM in an IN":                {func(p *pedimento.Pedimento) { p.Identificadores = nil }, "caso_falta", true, onlyDataStage},
		"no IM in an A1":                {func(p *pedimento.Pedimento) { p.Identificadores, p.Clave = nil, "A1" }, "caso_falta", true, nil},
		"a V1 with IM alone":            {func(p *pedimento.Pedimento) { p.Clave = "V1" }, "caso_falta", true, onlyDataStage},
		"no invoice":                    {func(p *pedimento.Pedimento) { p.Facturas = nil }, "facturas_faltan", true, onlyDataStage},
		"no invoice, consolidated": {func(p *pedimento.Pedimento) {
			p.Facturas, p.Identificadores = nil, []pedimento.Identificador{{Clave: "PC"}}
		}, "facturas_faltan", true, nil},
		"no invoice of an E1": {func(p *pedimento.Pedimento) {
			p.Facturas, p.Clave = nil, "E1"
			p.Fechas = append(p.Fechas, pedimento.Fecha{Tipo: "3", Fecha: 20210105})
		}, "facturas_ninguna", false, onlyDataStage},
	})
}

// twice makes a pedimento of a clave that discharges the same twice.
func twice(clave string) func(*pedimento.Pedimento) {
	return func(p *pedimento.Pedimento) {
		d := pedimento.Descargo{Patente: "3210", Documento: "0000045", Aduana: "240", Fraccion: "39012001", Cantidad: amount("5")}
		p.Clave, p.Descargos = clave, []pedimento.Descargo{d, d}
	}
}

// TestDollarsNeverAltered: a digit of dollars, pesos or exchange rate changed
// beyond the rounding of one partida refuses it, whatever the figures.
func TestDollarsNeverAltered(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(1_000, 90_000_000).Draw(t, "cents")
		rate := rapid.Int64Range(900_000, 2_500_000).Draw(t, "rate×100000")
		p := good(document.SourceDataStage)
		q := &p.Partidas[0]
		p.TipoCambio = money.FromMicros(rate * 10)
		q.ValorDolares = money.FromMicros(cents * 10_000)
		pesos := (cents*rate + 5_000_000) / 10_000_000
		q.ValorComercial, q.PrecioUnitario, q.CantidadUMC = money.Int(pesos), money.Int(pesos), money.Int(1)
		p.Partidas[1].ValorDolares, p.Partidas[1].ValorComercial = q.ValorDolares, q.ValorComercial
		if pedimento.Gate(p); p.Findings.Has("partida_dolares") {
			t.Fatalf("%d cents at %d are %d: %v", cents, rate, pesos, p.Findings)
		}
		p.Findings = nil
		by := rapid.Int64Range(2, 1_000_000).Draw(t, "by")
		q.ValorComercial = money.Int(pesos + by)
		if pedimento.Gate(p) != document.Quarantined || !p.Findings.Has("partida_dolares") {
			t.Fatalf("%d more pesos are accepted: %v", by, p.Findings)
		}
	})
}
