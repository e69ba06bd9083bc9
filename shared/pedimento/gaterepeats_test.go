package pedimento_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// TestGateRepeats: what comes once in every real pedimento may not come twice.
func TestGateRepeats(t *testing.T) {
	t.Parallel()
	tax := func(clave, forma, importe string) pedimento.Contribucion {
		return pedimento.Contribucion{Clave: clave, FormaPago: forma, Importe: amount(importe)}
	}
	dates := func(list ...pedimento.Fecha) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { // the others stay
			for _, x := range list {
				p.Fechas = slices.DeleteFunc(p.Fechas, func(f pedimento.Fecha) bool { return f.Tipo == x.Tipo })
			}
			p.Fechas = append(p.Fechas, list...)
		}
	}
	rates := func(list []pedimento.Contribucion) (out []pedimento.Tasa) {
		for _, c := range list {
			if !slices.ContainsFunc(out, func(t pedimento.Tasa) bool { return t.Clave == c.Clave }) {
				out = append(out, pedimento.Tasa{Clave: c.Clave, Tipo: "1"})
			}
		}
		return out
	}
	taxes := func(list ...pedimento.Contribucion) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) { p.Contribuciones, p.Tasas = list, rates(list) }
	}
	goods := func(list ...pedimento.Contribucion) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			p.Partidas[1].Contribuciones, p.Partidas[1].Tasas = list, rates(list)
		}
	}
	discharges := func(quantities ...string) func(*pedimento.Pedimento) {
		return func(p *pedimento.Pedimento) {
			for i, q := range quantities {
				d := pedimento.Descargo{Patente: "3210", Documento: "0000045", Aduana: "240", Cantidad: amount(q)}
				d.At.Line = i + 1 // where it stands makes no difference
				p.Descargos = append(p.Descargos, d)
			}
		}
	}
	for name, tt := range map[string]struct {
		edit   func(*pedimento.Pedimento)
		code   string
		blocks bool
	}{
		"two dates of payment":      {dates(pedimento.Fecha{Tipo: "2", Fecha: 20210108}, pedimento.Fecha{Tipo: "2", Fecha: 20210109}), "pedimento_fechas_dobles", true},
		"two dates of entry":        {dates(pedimento.Fecha{Tipo: "1", Fecha: 20210108}, pedimento.Fecha{Tipo: "1", Fecha: 20210109}), "pedimento_fechas_dobles", true},
		"one date twice":            {dates(pedimento.Fecha{Tipo: "2", Fecha: 20210108}, pedimento.Fecha{Tipo: "2", Fecha: 20210108}), "", false},
		"a contribution twice":      {taxes(tax("DTA", "0", "300"), tax("DTA", "0", "300")), "contribucion_repetida", true},
		"twice with other amounts":  {taxes(tax("DTA", "0", "300"), tax("DTA", "0", "3")), "contribucion_repetida", true},
		"two forms of payment":      {taxes(tax("DTA", "0", "300"), tax("DTA", "5", "300")), "", false},
		"twice in a partida":        {goods(tax("IGI", "5", "7"), tax("IGI", "5", "7")), "contribucion_repetida", true},
		"below zero":                {taxes(tax("DTA", "0", "-1")), "contribucion_negativa", true},
		"below zero in a partida":   {goods(tax("IGI", "0", "-1")), "contribucion_negativa", true},
		"a value below zero":        {func(p *pedimento.Pedimento) { p.Partidas[0].ValorAduana = amount("-5") }, "partida_negativa", true},
		"a discharge twice":         {discharges("5", "5"), "descargo_repetido", false},
		"other quantities":          {discharges("5", "6"), "", false},
		"nothing twice, zero taxes": {taxes(tax("DTA", "0", "0"), tax("PRV", "0", "0")), "", false},
	} {
		for _, s := range []document.Source{document.SourceDataStage, document.SourceVUCEM, document.SourceArchivoM, document.SourcePrint} {
			p := good(s)
			tt.edit(p)
			status := pedimento.Gate(p)
			applies := tt.code != "" && s != document.SourcePrint
			if applies != (len(p.Findings) > 0) || applies && !p.Findings.Has(tt.code) {
				t.Errorf("%s in %s: %v; want %q", name, s, p.Findings, tt.code)
			}
			if (status == document.Quarantined) != (applies && tt.blocks) {
				t.Errorf("%s in %s: %s", name, s, status)
			}
		}
	}
}
