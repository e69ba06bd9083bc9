package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// lossy is a material of which 100 kg left inside products that returned and 20 inside
// one of a V4; 10 and 2 were lost in making them, and 3 became desperdicio.
func lossy(t *testing.T) *ledger.Book {
	t.Helper()
	day := document.NewDate
	lot := ledger.Lot{
		ID: "212432101000001-1", Pedimento: "212432101000001", Partida: 1, Clave: "IN", Tipo: "insumo", Fraccion: "39012001", UMT: "1", Parte: "MAT",
		Cantidad: micros(t, "200"), CantidadUMT: micros(t, "200"), Pago: day(2021, 2, 1), AvailableFrom: day(2021, 2, 1), Due: day(2022, 8, 1),
	}
	b := &ledger.Book{RFC: "MEN210101AB1", ID: "m", Material: ledger.Material{Kind: ledger.KindPart, Key: "MAT", Unit: "1"}, Lots: []ledger.Lot{lot}}
	for _, x := range []struct {
		clave, tipo, q string
		rol            ledger.Role
	}{
		{"RT", "retorno", "100", ledger.RoleIncorporado},
		{"RT", "retorno", "10", ledger.RoleMerma},
		{"RT", "retorno", "3", ledger.RoleDesperdicio},
		{"V4", "ctm", "20", ledger.RoleIncorporado},
		{"V4", "ctm", "2", ledger.RoleMerma},
	} {
		number := "21243210300000" + map[string]string{"RT": "1", "V4": "2"}[x.clave]
		id := number + "-1:" + string(x.rol) + ":MAT"
		b.Exits = append(b.Exits, ledger.Exit{
			ID: id, Rol: x.rol, Pedimento: number, Partida: 1, Clave: x.clave, Tipo: x.tipo, Parte: "MAT", Producto: "PT", Cantidad: micros(t, x.q), MovedAt: day(2021, 3, 10), PaidAt: day(2021, 3, 10),
		})
		if x.rol == ledger.RoleDesperdicio {
			b.Cambios = append(b.Cambios, ledger.Change{Exit: id, Lot: lot.ID, Cantidad: micros(t, x.q), MovedAt: day(2021, 3, 10), A: ledger.ToDesperdicio, Status: ledger.Proved})
			continue
		}
		b.Descargos = append(b.Descargos, ledger.Descargo{Exit: id, Lot: lot.ID, Cantidad: micros(t, x.q), CantidadUMT: micros(t, x.q), MovedAt: day(2021, 3, 10), Rol: x.rol, Status: ledger.Proved})
	}
	return b
}

// TestMermaIsNoReturn: what was lost in making a product has the pedimento of the
// product, and did not leave with it: it is no return, no transfer and no part of a V4.
func TestMermaIsNoReturn(t *testing.T) {
	s := closedBooks(t, []*ledger.Book{lossy(t)})
	year := annualOf(t, []*ledger.Book{lossy(t)}, nil, nothing)
	if d := cmp.Diff([]string{"fraccion|100|20|0|12|68", "lote|100|20|0|12|68"},
		cells(t, s, "saldos", "nivel", "salidas_retorno", "salidas_transferencia", "salidas_cambio_regimen", "salidas_otras", "saldo_final")); d != "" {
		t.Errorf("saldos (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"100|20|0|12|132|cuadra"},
		cells(t, year, "cuadre_anual", "salidas_retorno", "salidas_transferencia", "salidas_cambio_regimen", "salidas_otras", "salidas", "control")); d != "" {
		t.Errorf("cuadre_anual (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"100|retorno|incorporado", "10|merma|merma", "3|desperdicio|desperdicio", "20|ctm|incorporado", "2|merma|merma"}, sorted(
		cells(t, s, "salidas", "cantidad", "tipo", "rol"), "100|", "10|", "3|", "20|", "2|")); d != "" {
		t.Errorf("salidas (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"100|retorno", "10|merma", "20|ctm", "2|merma"}, sorted(cells(t, s, "descargos", "cantidad", "tipo_salida"), "100|", "10|", "20|", "2|")); d != "" {
		t.Errorf("descargos (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"20"}, cells(t, year, "ctm_ajuste", "cantidad")); d != "" {
		t.Errorf("ctm_ajuste (-want +got):\n%s", d)
	}
}

// sorted puts rows in the order of their beginnings; those with none stay behind.
func sorted(all []string, beginnings ...string) (out []string) {
	taken := map[int]bool{}
	for _, b := range beginnings {
		for i, row := range all {
			if !taken[i] && len(row) >= len(b) && row[:len(b)] == b {
				out, taken[i] = append(out, row), true
				break
			}
		}
	}
	for i, row := range all {
		if !taken[i] {
			out = append(out, row)
		}
	}
	return out
}
