package report

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/stay"
)

// How an entry is known to be of fixed assets (LA 108-III), the surest first.
const (
	byClave      = "por_clave"         // AF, E2, E4
	byIdentifier = "por_identificador" // received by transfer, with identifier AF
	byTable      = "por_tabla_activos" // received by transfer: the plant's table names its machines
	byCatalog    = "por_catalogo"      // received by transfer: the catalogue of parts says so
)

// machinery tells fixed assets from other goods. The clave of a transfer (V1, V2, V3)
// does not: it brings inputs and machines alike.
type machinery struct {
	cat   *catalog.Catalog
	plant *plant.Index // nil where no tables are at hand
	old   bool         // the layouts before the ninth go by the clave alone
}

const fixedAsset, byTransfer = "activo_fijo", "transferencia"

// known is how an entry is known to be of fixed assets, "" when it is not; doubt is
// true of a transfer of which neither its pedimento nor the plant says what it is.
func (m *machinery) known(l *ledger.Lot) (by string, doubt bool) {
	switch {
	case l.Tipo == fixedAsset:
		return byClave, false
	case l.Tipo != byTransfer || m.old:
		return "", false
	}
	e := stay.Entry{Tipo: l.Tipo, Clave: l.Clave, Source: l.DueSource, Start: l.StayStart, Due: l.Due}
	if stay.Declared(&e, l.DueReasons, stay.FixedAsset, m.cat) {
		return byIdentifier, false
	}
	if m.plant == nil {
		return "", true
	}
	for _, n := range append([]string{l.Pedimento}, l.Numeros...) {
		if len(m.plant.Assets(n, l.Partida)) > 0 {
			return byTable, false
		}
	}
	part, told := m.plant.Part(l.Parte, l.Pago)
	switch {
	case l.Parte == "" || !told || part.Tipo == "":
		return "", true
	case part.Tipo == "activo":
		return byCatalog, false
	}
	return "", false
}

// is reports an entry that is known to be of fixed assets.
func (m *machinery) is(l *ledger.Lot) bool {
	by, _ := m.known(l)
	return by != ""
}

// machineryOf is how a close tells fixed assets.
func machineryOf(more *More) *machinery {
	return &machinery{cat: more.Catalog, plant: more.Plant, old: more.Old}
}

// sorts are what lots are to the extracts of a year, by their ids; sortGoods are left
// out.
func (m *machinery) sorts(books []*ledger.Book) map[string]stockSort {
	out := map[string]stockSort{}
	for _, b := range books {
		for i := range b.Lots {
			switch by, doubt := m.known(&b.Lots[i]); {
			case by != "":
				out[b.Lots[i].ID] = sortMachines
			case doubt:
				out[b.Lots[i].ID] = sortUntold
			}
		}
	}
	return out
}
