package rule

import (
	"sync"

	"example.com/immex/shared/document"
)

// Tables names the tables that a person delivers to give the data, as immex
// template writes them; none where the data come with documents, or are part of
// one. The list is shared: it is read and never changed.
func (d Data) Tables() []string { return dataTables()[d] }

var dataTables = sync.OnceValue(func() map[Data][]string { //nolint:gochecknoglobals // immutable, built once
	return map[Data][]string{
		DataProgramme:  {"programa"},
		DataAuthorised: {"autorizaciones"},
		DataTariff:     {"tasas_tigie"},
		DataNICO:       {"nicos"},
		DataRate:       {"cuotas"},
		DataFX:         {"tipo_de_cambio"},
		DataINPC:       {"inpc"},
		DataParts:      {"partes"},
		DataBOM:        {"bom", "ordenes"},
		DataPlaces:     {"lugares", "traslados"},
		DataCounts:     {"conteos"},
		DataAssets:     {"activos"},
		DataActs:       {"desperdicios"},
		DataSCCCyG:     {"scccyg_saldos"},
		DataTaxStatus:  {"cumplimiento"},
		DataSurveys:    {"cumplimiento"},
		DataRetention:  {"cumplimiento"},
		DataRestricted: {"restricciones"},
		DataReported:   {"raoce_presentado"},
	}
})

// OfLaw reports data that are rows of dated law, so that a rule can name the row
// it lacks.
func (d Data) OfLaw() bool {
	switch d { //nolint:exhaustive // all others are documents, tables of the plant, or parts of a document
	case DataTariff, DataNICO, DataRate, DataFX, DataINPC, DataRestricted:
		return true
	}
	return false
}

// Whole says how a person tells that what a table lists is all there is, where
// rows alone do not say it.
func (d Data) Whole() (document.Text, bool) {
	if d != DataRestricted {
		return document.Text{}, false
	}
	return document.Text{
		ES: "con las fracciones de la lista y un renglón sin prefijo, de alcance ninguno, que dice que está completa",
		EN: "with the fracciones of the list and a row without prefix, of extent ninguno, which says that it is whole",
	}, true
}
