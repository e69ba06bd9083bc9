package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// transferred is a year in which V1 brought a machine with identifier AF, one that the
// plant's table names, one whose part the catalogue calls an asset, an input, and goods
// of which nobody says what they are; a machine came by AF.
func transferred(t *testing.T) []*ledger.Fact {
	t.Helper()
	day := document.NewDate
	af := fact("212432101000001", "AF", "IMP", day(2021, 2, 1), line(t, 1, "84771001", "6", "1", 100))
	v1 := fact("212432101000002", "V1", "IMP", day(2021, 2, 2),
		line(t, 1, "84771001", "6", "1", 200), line(t, 2, "84771001", "6", "1", 300), line(t, 3, "84771001", "6", "1", 400), line(t, 4, "39012001", "1", "5", 50), line(t, 5, "84771099", "6", "1", 7))
	v1.Casos = []string{"V1|0|IM"}
	v1.Lineas[0].Casos = []string{"AF"}
	v1.Lineas[2].Parte, v1.Lineas[3].Parte, v1.Lineas[4].Parte = "MAQ-1", "RES-1", "XX-1"
	return []*ledger.Fact{af, v1}
}

// TestTransferredMachines: what V1 brought is in the register of fixed assets and in
// the extracts as what it is known to be; what nobody says stands apart and is said.
func TestTransferredMachines(t *testing.T) {
	facts := transferred(t)
	tables := tablesOf(t,
		"activo,serie,pedimento,partida,descripcion,lugar,estado,fecha\nAF-2,SN-2,212432101000002,2,Torno,P1,en_uso,2021-03-10\n",
		"parte,descripcion,tipo,fraccion,umc,umt,vigente_desde\nMAQ-1,Prensa,activo,84771001,6,6,2021-01-01\nRES-1,Resina,insumo,39012001,1,1,2021-01-01\n")
	const columns = "pedimento partida reconocido"
	known := []string{"212432101000001|1|por_clave", "212432101000002|1|por_identificador", "212432101000002|2|por_tabla_activos", "212432101000002|3|por_catalogo"}
	for name, tt := range map[string]struct {
		tables                   bool
		register                 []string
		machines, goods, neither string
		state                    string
	}{
		"with the plant's tables": {true, known, "1000", "50", "7", "sin_clasificar"},
		"without":                 {false, known[:2], "300", "0", "757", "sin_clasificar"},
	} {
		books := booksOf(t, facts, directo())
		s := annualOf(t, books, facts, func(y *report.Year) {
			for m := range y.Staged {
				y.Staged[m] = true
			}
			if tt.tables {
				y.Basis.Plant = tables
			}
		})
		var register []string
		for _, r := range cells(t, s, "registro_activo_fijo", "nivel", "pedimento", "partida", "reconocido") {
			if of, is := strings.CutPrefix(r, "partida|"); is {
				register = append(register, of)
			}
		}
		if d := cmp.Diff(tt.register, register); d != "" {
			t.Errorf("%s: registro_activo_fijo (-want +got):\n%s", name, d)
		}
		if d := cmp.Diff(tt.register, cells(t, s, "activo_fijo", strings.Fields(columns)...)); d != "" {
			t.Errorf("%s: activo_fijo (-want +got):\n%s", name, d)
		}
		for _, of := range []string{"extracto_lisr_182", "extracto_diemse"} {
			got := cells(t, s, of, "concepto", "de", "importe", "estado")
			for _, want := range []string{
				"valor_aduana_activo_fijo|2021-12-31|" + tt.machines + "|" + tt.state, "valor_aduana_inventario|2021-12-31|" + tt.goods + "|" + tt.state,
				"valor_aduana_transferido_sin_clasificar|2021-12-31|" + tt.neither + "|dato",
			} {
				if !slices.Contains(got, want) {
					t.Errorf("%s: %s lacks %s:\n%s", name, of, want, strings.Join(got, "\n"))
				}
			}
		}
	}
}

// TestRetentionOfClosedAssets: the papers of a machine that is gone are kept for the
// life of the programme and the years after it: nobody knows until when, and the years
// from its last exit are no more than the least.
func TestRetentionOfClosedAssets(t *testing.T) {
	day := document.NewDate
	af := fact("212432101000001", "AF", "IMP", day(2021, 2, 1), line(t, 1, "84771001", "6", "1", 100))
	f5 := fact("212432102000001", "F5", "IMP", day(2021, 5, 1), line(t, 1, "84771001", "6", "1", 100))
	f5.Nombrados = []ledger.Named{{Key: af.Key, Clave: "AF", Fecha: af.Pago, Fraccion: "84771001", Unidad: "6", Cantidad: micros(t, "1")}}
	facts := []*ledger.Fact{af, f5}
	s := annualOf(t, booksOf(t, facts, directo()), facts, nothing)
	if d := cmp.Diff([]string{"212432101000001|cerrado_vida_del_programa|2021-05-01||"}, cells(t, s, "conservacion", "pedimento", "estado", "ultimo_descargo", "conservar_hasta", "conviene_hasta")); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	for column, want := range map[string]string{"nota": "no antes del 2026-05-01", "note": "not before 2026-05-01"} {
		if got := cells(t, s, "conservacion", column); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s: %q lacks %q", column, got, want)
		}
	}
}

// TestPedimentosOfTheFile: the books do not know how many pedimentos there should be,
// and name those that a record 512 or a rectification names and nobody delivered, and
// those that a sale names and that are not here.
func TestPedimentosOfTheFile(t *testing.T) {
	day := document.NewDate
	in := fact("212432101000001", "IN", "IMP", day(2021, 2, 1), line(t, 1, "39012001", "1", "10", 100))
	f4 := fact("212432102000001", "F4", "IMP", day(2021, 5, 1), line(t, 1, "39012001", "1", "1", 10))
	f4.Nombrados = []ledger.Named{{Key: "202432105555555", Clave: "IN", Fecha: day(2020, 6, 1), Fraccion: "39012001", Unidad: "1", Cantidad: micros(t, "1")}}
	for _, tt := range []struct {
		facts             []*ledger.Fact
		sold              []string // named by issued CFDI
		state, have, note string
	}{
		{[]*ledger.Fact{in}, nil, "no_demostrable", "1", "|Los que constan; los libros no saben cuántos debe haber. Que otro papel nombre alguno que no está lo dice la conciliación faltantes"},
		{[]*ledger.Fact{in, f4}, nil, "parcial", "2", "202432105555555"},
		{[]*ledger.Fact{in}, []string{"212432106666666"}, "parcial", "1", "|CFDI emitidos nombran 1 que no constan como pagados y vigentes: 212432106666666."},
		{[]*ledger.Fact{in, f4}, []string{"212432106666666"}, "parcial", "2", "202432105555555, que no se entregaron. CFDI emitidos nombran 1 que no constan como pagados y vigentes: 212432106666666."},
		{nil, nil, "no_consta", "0", ""},
	} {
		s := annualOf(t, booksOf(t, tt.facts, directo()), tt.facts, func(y *report.Year) { y.Sales.Named = tt.sold })
		got := cells(t, s, "certificacion", "requisito", "estado", "de", "constan", "nota")
		i := slices.IndexFunc(got, func(r string) bool { return strings.HasPrefix(r, "pedimentos|") })
		if want := "pedimentos|" + tt.state + "||" + tt.have + "|"; i < 0 || !strings.HasPrefix(got[i], want) || !strings.Contains(got[i], tt.note) {
			t.Errorf("want %s %s:\n%s", want, tt.note, strings.Join(got, "\n"))
		}
	}
}
