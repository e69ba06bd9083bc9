package report

import (
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// changesList is what became of the findings since the month before, but those
// that stay as they were.
func (s *Set) changesList() pageList {
	t := pageTable{
		Title: document.Text{ES: "Hallazgos que cambiaron desde el mes anterior", EN: "Findings that changed since the month before"},
		Columns: []pageColumn{
			keyColumn("Cambio", "Change"), keyColumn("Gravedad", "Severity"), textColumn("Código", "Code"),
			keyColumn("Pedimento o documento", "Pedimento or document"), textColumn("Dónde", "Where"),
		},
	}
	names := map[string]document.Text{}
	for _, x := range changeNames() {
		names[x.key] = x.name
	}
	all := 0
	for i := range s.month.changes {
		c := &s.month.changes[i]
		if c.change == changeStays || c.change == changeBefore {
			continue
		}
		if all++; all > maxPageRows {
			continue
		}
		about := c.About
		if about == "" {
			about = c.Document[:min(12, len(c.Document))]
		}
		t.Rows = append(t.Rows, []document.Text{names[c.change], c.Severity.Name(), same(c.Code), same(about), same(c.Where)})
	}
	return pageList{
		ID: "cambios", File: "reportes/hallazgos_cambios.csv", Title: document.Text{ES: "Cambios", EN: "Changes"}, Table: t,
		Note: bounded(s.changesNote(), len(t.Rows), all),
	}
}

// bridgeList is what of a closing is not the opening after it.
func (s *Set) bridgeList() pageList {
	t := pageTable{
		Title: document.Text{ES: "Del cierre anterior al saldo inicial: lo que difiere", EN: "From the closing before to the opening: what differs"},
		Columns: []pageColumn{
			keyColumn("Pedimento o lote", "Pedimento or lot"), keyColumn("Fracción", "Fracción"), keyColumn("Unidad", "Unit"),
			numberColumn("Cierre anterior", "Closing before"), numberColumn("Otra versión", "Another version"), numberColumn("Corrección", "Correction"),
			numberColumn("Saldo inicial", "Opening"), textColumn("Motivo y pedimentos", "Reason and pedimentos"),
		},
	}
	all := 0
	add := func(name document.Text, fraccion string, unit document.Text, r *puente, figure func(int64) string) {
		if all++; all > maxPageRows {
			return
		}
		row := []document.Text{name, same(fraccion), unit}
		for _, n := range []int64{r.closing(0), r.version(0), r.correction(0), r.is[0]} {
			row = append(row, number(figure(n)))
		}
		t.Rows = append(t.Rows, append(row, causesShown(&r.causes)))
	}
	for _, r := range changed(s.month.creditBridge) {
		name := same(r.cuenta.Pedimento)
		switch r.nivel {
		case "contribucion":
			name = document.Text{ES: "por contribución", EN: "per contribution"}
		case "total":
			name = document.Text{ES: "Total", EN: "Total"}
		}
		add(name, r.cuenta.Fraccion, same(strings.TrimSpace("MXN "+r.nombre+" "+r.cuenta.Forma)), &r, func(n int64) string { return strconv.FormatInt(n, 10) })
	}
	for _, r := range changed(s.month.stockBridge) {
		name := ""
		if r.nivel == "lote" {
			name = r.lot.lotKey.lot
		}
		add(same(name), r.lot.fraccion, s.unit(r.lot.umt), &r, func(n int64) string { return quantity.Micros(n).String() })
	}
	return pageList{
		ID: "puentes", File: "reportes/puente_saldos.csv", Title: document.Text{ES: "Aperturas", EN: "Openings"}, Table: t,
		Note: bounded(document.Text{
			ES: "Crédito en pesos (reportes/puente_credito.csv), luego saldos en UMT. Lo que no está aquí abre como cerró.",
			EN: "Credit in pesos (reportes/puente_credito.csv), then balances in UMT. What is not here opens as it closed.",
		}, len(t.Rows), all),
	}
}

// reconciledList is every difference of the reconciliations, as they rank.
func (s *Set) reconciledList() pageList {
	t := pageTable{
		Title: document.Text{ES: "Diferencias de las conciliaciones", EN: "Differences of the reconciliations"},
		Columns: []pageColumn{
			textColumn("Conciliación", "Reconciliation"), textColumn("Motivo", "Reason"), numberColumn("Valor (MXN)", "Worth (MXN)"),
			textColumn("Qué difiere", "What differs"), textColumn("Propuesta", "Proposal"),
		},
	}
	all := 0
	for _, r := range s.month.reconciled {
		for i := range r.Differences {
			d := &r.Differences[i]
			if all++; all > maxPageRows {
				continue
			}
			t.Rows = append(t.Rows, []document.Text{
				r.Kind.Title(), same(d.Reason), number(d.Pesos.String()), {ES: shown(d.Says.ES), EN: shown(d.Says.EN)}, {ES: shown(d.Fix.ES), EN: shown(d.Fix.EN)},
			})
		}
	}
	return pageList{
		ID: "conciliaciones", File: "reportes/conciliaciones_detalle.csv", Title: reconciledTitle(), Table: t,
		Note: bounded(document.Text{ES: "Por conciliación; en cada una primero lo que nadie puede valuar, luego por valor.", EN: "By reconciliation; in each what nobody can price first, then by worth."}, len(t.Rows), all),
	}
}
