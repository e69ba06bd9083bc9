package pedimento_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// TestGateDates: dates that a paid pedimento has, and their order.
func TestGateDates(t *testing.T) {
	t.Parallel()
	without := func(tipo string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			for i := range p.Fechas {
				if p.Fechas[i].Tipo == tipo {
					p.Fechas[i].Tipo = "3"
				}
			}
		}
	}
	set := func(i int, d document.Date) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Fechas[i].Fecha = d }
	}
	runGate(t, map[string]gateCase{
		"no entry":                {without("1"), "pedimento_fecha_falta", true, onlyDataStage},
		"no payment":              {without("2"), "pedimento_fecha_falta", true, onlyDataStage},
		"an entry without date":   {set(0, 0), "pedimento_fecha_falta", true, onlyDataStage},
		"no dates, not paid":      {func(p *pedimento.Pedimento) { p.Fechas, p.Efecto = nil, document.Desistido }, "pedimento_fecha_falta", true, nil},
		"an export without entry": {func(p *pedimento.Pedimento) { p.Operacion, p.Fechas[0].Tipo = "EXP", "5" }, "pedimento_fecha_falta", true, nil},
		"an export like imports":  {func(p *pedimento.Pedimento) { p.Operacion = "EXP" }, "pedimento_fecha_falta", true, onlyDataStage},
		"an extraction without":   {func(p *pedimento.Pedimento) { p.Clave = "E1" }, "pedimento_fecha_falta", true, onlyDataStage},
		"entry after payment":     {set(0, 20210109), "pedimento_fechas_orden", true, tables},
		"entry on the day":        {set(0, 20210108), "pedimento_fechas_orden", true, nil},
		"presented after payment": {func(p *pedimento.Pedimento) { p.Fechas[0] = pedimento.Fecha{Tipo: "5", Fecha: 20210201} }, "pedimento_fechas_orden", true, tables},
		"extracted after payment": {func(p *pedimento.Pedimento) { p.Fechas[0] = pedimento.Fecha{Tipo: "3", Fecha: 20210201} }, "pedimento_fechas_orden", true, nil},
		"received after payment":  {func(p *pedimento.Pedimento) { p.Recepcion = 20210109 }, "pedimento_fechas_orden", true, tables},
		"declared before":         {set(1, 20210106), "pedimento_pago_antes", false, onlyDataStage},
		"declared after":          {set(1, 20210208), "pedimento_pago_despues", true, onlyDataStage},
		"declared on the day":     {set(1, 20210108), "pedimento_pago_antes", false, nil},
		"a number of 2012":        {func(p *pedimento.Pedimento) { p.Documento = "2000123" }, "pedimento_anio", true, tables},
		"a number of last year":   {func(p *pedimento.Pedimento) { p.Documento = "0000123" }, "pedimento_anio", true, nil},
		"paid two years later":    {func(p *pedimento.Pedimento) { p.FechaPago = 20230108 }, "pedimento_anio", true, tables},
	})
}

// TestGateEfecto: what makes no movements says why, in every source, and is
// accepted all the same.
func TestGateEfecto(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	for _, e := range []document.Efecto{document.Nulo, document.Proforma, document.Previo, document.Desistido, ""} {
		for _, s := range everySource() {
			p := good(s)
			p.Efecto = e
			code, sev := "pedimento_sin_movimientos", document.Notice
			if e == document.Desistido && s != document.SourceDataStage || e == document.Nulo && s == document.SourceArchivoM {
				code, sev = "pedimento_retirado", document.Warning
			}
			if pedimento.Gate(p) != document.Accepted || len(p.Findings) != 1 || p.Findings[0].Code != code || p.Findings[0].Severity != sev {
				t.Errorf("%q in %s: %v", e, s, p.Findings)
				continue
			}
			said[p.Findings[0].Message.ES] = true
			if p.Findings[0].Message.EN == "" || p.Findings[0].Message.EN == p.Findings[0].Message.ES {
				t.Errorf("%q is not said in English", e)
			}
		}
	}
	if len(said) != 9 {
		t.Errorf("%d reasons for five effects and the four that papers tell: %v", len(said), said)
	}
	for _, code := range []string{"saai_sin_pago", "vucem_sin_pago"} {
		p := good(document.SourceArchivoM)
		p.Efecto = document.Proforma
		p.Findings.Add(code, document.Notice, "", document.Text{})
		if pedimento.Gate(p); p.Findings.Has("pedimento_sin_movimientos") {
			t.Errorf("%s is said twice", code)
		}
	}
}

// TestGateKeys: a key outside its appendix warns once with its value.
func TestGateKeys(t *testing.T) {
	t.Parallel()
	cases := map[string]gateCase{}
	for name, edit := range map[string]func(*pedimento.Pedimento){
		"aduana":             func(p *pedimento.Pedimento) { p.Aduana = "999" },
		"aduana of entry":    func(p *pedimento.Pedimento) { p.AduanaES = "241X" },
		"means of transport": func(p *pedimento.Pedimento) { p.MediosTransporte.Arribo = "55" },
		"destination":        func(p *pedimento.Pedimento) { p.Destino = "77" },
		"type of date":       func(p *pedimento.Pedimento) { p.Fechas = append(p.Fechas, pedimento.Fecha{Tipo: "9", Fecha: 20210101}) },
		"currency":           func(p *pedimento.Pedimento) { p.Facturas[0].Moneda = "USX" },
		"trade term":         func(p *pedimento.Pedimento) { p.Facturas[0].Incoterm = "FCX" },
		"country of invoice": func(p *pedimento.Pedimento) { p.Facturas[0].Pais = "XXQ" },
		"country of origin":  at(func(q *pedimento.Partida) { q.PaisOrigen = "US" }),
		"seller":             at(func(q *pedimento.Partida) { q.PaisVendedor = "USX" }),
		"method":             at(func(q *pedimento.Partida) { q.MetodoValoracion = "7" }),
		"relationship":       at(func(q *pedimento.Partida) { q.Vinculacion = "3" }),
		"commercial unit":    at(func(q *pedimento.Partida) { q.UMC = "99" }),
		"case": func(p *pedimento.Pedimento) {
			p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "??"})
		},
		"case of a partida": at(func(q *pedimento.Partida) { q.Identificadores = []pedimento.Identificador{{Clave: "ZZ"}} }),
		"contribution":      func(p *pedimento.Pedimento) { p.Contribuciones[0].Clave, p.Tasas[0].Clave = "99", "99" },
		"form of payment":   func(p *pedimento.Pedimento) { p.Contribuciones[0].FormaPago = "33" },
		"type of rate":      func(p *pedimento.Pedimento) { p.Tasas[0].Tipo = "44" },
	} {
		cases[name] = gateCase{edit, "clave_desconocida", false, everywhere}
	}
	for name, edit := range map[string]func(*pedimento.Pedimento){
		"not given": func(p *pedimento.Pedimento) { p.Facturas[0].Moneda, p.Destino, p.Partidas[0].PaisOrigen = "", "", "" },
		"all known": func(p *pedimento.Pedimento) {
			p.Facturas[0].Moneda, p.Facturas[0].Pais, p.Partidas[0].Vinculacion, p.Partidas[0].MetodoValoracion = "MXP", "MEX", "1", "6"
			p.Identificadores = []pedimento.Identificador{{Clave: "IM"}, {Clave: "PC"}}
		},
	} {
		cases[name] = gateCase{edit, "", false, nil}
	}
	runGate(t, cases)
	p := good(document.SourceDataStage)
	p.Partidas[0].PaisOrigen, p.Partidas[1].PaisOrigen = "XXQ", "XXQ"
	if pedimento.Gate(p); len(p.Findings) != 1 {
		t.Errorf("one key in two partidas: %v", p.Findings)
	}
}
