package material_test

import (
	"strings"
	"testing"
)

// TestPartnersWithProgramme: whether a supplier has a programme comes with its
// first day and its proof; scrap is a part of its opening balance; the order of
// decisions is a whole number.
func TestPartnersWithProgramme(t *testing.T) {
	t.Parallel()
	const (
		partner = "tipo,nombre,rfc,pais,immex,tiene_programa,programa_desde,programa_hasta,prueba\nproveedor,EJEMPLO SA,EMN2101019A1,MEX,,no,2021-01-01,2021-12-31,Carta 1\n" +
			"proveedor,EJEMPLO SA,EMN2101019A1,MEX,1234-2022,si,2022-01-01,,Oficio 2\ncliente,OTRO SA,EMN2101019A2,MEX,,,,,\n"
		opening = "pedimento,partida,fraccion,saldo_umt,umt,fecha,procedencia,desperdicio_umt\n262432106000123,1,85366999,12.5,1,2026-03-31,Sistema,2.5\n"
		decided = "decision,fecha,tipo,lote,lote_partida,quien,motivo,orden\nD-1,2026-04-15,bloquear,262432106000123,1,Gerente,Litigio,1\n"
	)
	for name, in := range map[string]string{"socios": partner, "saldos_iniciales": opening, "decisiones": decided} {
		f, findings := read(t, []byte(in))
		if f == nil || len(findings) > 0 || f.Table.Name != name {
			t.Errorf("%s: %v", name, findings)
		}
	}
	for name, tt := range map[string]struct{ in, from, to, code, where string }{
		"a programme from nobody knows when": {partner, "no,2021-01-01", "no,", errorOfCell, ""},
		"a programme without proof":          {partner, "Carta 1", "", errorOfCell, ""},
		"a proof of nothing":                 {partner, ",,,,\n", ",,,,Carta\n", errorOfCell, ""},
		"a number and no programme":          {partner, ",,no", ",1234-2021,no", errorOfCell, ""},
		"a programme that ends first":        {partner, "2021-12-31", "2020-12-31", "plant_dates", ""},
		"one period twice":                   {partner, "2022-01-01", "2021-01-01", "plant_duplicate", ""},
		"more scrap than balance":            {opening, ",2.5\n", ",12.6\n", errorOfCell, ""},
		"an order that is none":              {decided, "Litigio,1", "Litigio,primero", "", ""},
	} {
		in := strings.Replace(tt.in, tt.from, tt.to, 1)
		if in == tt.in {
			t.Fatalf("%s changes nothing", name)
		}
		_, findings := read(t, []byte(in))
		found := false
		for _, f := range findings {
			found = found || tt.code == "" || f.Code == tt.code
		}
		if !found {
			t.Errorf("%s: %v, want %s", name, findings, tt.code)
		}
	}
}
