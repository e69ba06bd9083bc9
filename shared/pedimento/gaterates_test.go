package pedimento_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// TestContributionsBelowTheirRate: IGI and IVA are never less than rate × base.
func TestContributionsBelowTheirRate(t *testing.T) {
	t.Parallel()
	tasa := func(clave, tipo string, n int64) pedimento.Tasa {
		return pedimento.Tasa{Clave: clave, Tipo: tipo, Tasa: money.Int(n)}
	}
	paid := func(clave string, n int64) pedimento.Contribucion {
		return pedimento.Contribucion{Clave: clave, FormaPago: "0", Importe: money.Int(n)}
	}
	for name, tt := range map[string]struct {
		tasas []pedimento.Tasa
		paid  []pedimento.Contribucion
		edit  func(*pedimento.Pedimento)
		bad   bool
	}{
		"as the rates say":       {[]pedimento.Tasa{tasa("IGI", "1", 5), tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IGI", 50), paid("IVA", 168)}, nil, false},
		"more than the rate":     {[]pedimento.Tasa{tasa("IGI", "1", 5), tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IGI", 60), paid("IVA", 200)}, nil, false},
		"rounded down":           {[]pedimento.Tasa{tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IVA", 159)}, nil, false},
		"IVA of another line":    {[]pedimento.Tasa{tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IVA", 99)}, nil, true},
		"IVA without the IGI":    {[]pedimento.Tasa{tasa("IGI", "1", 50), tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IGI", 500), paid("IVA", 160)}, nil, true},
		"IGI too low":            {[]pedimento.Tasa{tasa("IGI", "1", 20)}, []pedimento.Contribucion{paid("IGI", 150)}, nil, true},
		"in two forms":           {[]pedimento.Tasa{tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IVA", 100), {Clave: "IVA", FormaPago: "21", Importe: money.Int(60)}}, nil, false},
		"exempt":                 {[]pedimento.Tasa{tasa("IGI", "1", 20)}, []pedimento.Contribucion{paid("IGI", 0)}, nil, false},
		"not paid":               {[]pedimento.Tasa{tasa("IGI", "1", 20)}, nil, nil, false},
		"a rate of another kind": {[]pedimento.Tasa{tasa("IGI", "2", 20)}, []pedimento.Contribucion{paid("IGI", 1)}, nil, false},
		"two rates":              {[]pedimento.Tasa{tasa("IGI", "1", 20), tasa("IGI", "1", 10)}, []pedimento.Contribucion{paid("IGI", 1)}, nil, false},
		"an export":              {[]pedimento.Tasa{tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IVA", 99)}, func(p *pedimento.Pedimento) { p.Operacion = "EXP" }, false},
		"a rectification":        {[]pedimento.Tasa{tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IVA", 99)}, func(p *pedimento.Pedimento) { p.Tipo = "2" }, false},
		"a print has its own":    {[]pedimento.Tasa{tasa("IVA", "1", 16)}, []pedimento.Contribucion{paid("IVA", 99)}, func(p *pedimento.Pedimento) { p.Source = document.SourcePrint }, false},
	} {
		p := &pedimento.Pedimento{
			Source: document.SourceDataStage, Operacion: "IMP", FechaPago: document.NewDate(2021, 3, 1),
			Partidas: []pedimento.Partida{{Secuencia: 1, ValorAduana: money.Int(1000), Tasas: tt.tasas, Contribuciones: tt.paid}},
		}
		if tt.edit != nil {
			tt.edit(p)
		}
		pedimento.Gate(p)
		if got := p.Findings.Has("contribucion_menor"); got != tt.bad {
			t.Errorf("%s: found %v, want %v", name, got, tt.bad)
		}
	}
}
