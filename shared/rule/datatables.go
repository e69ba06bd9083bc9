package rule

import "example.com/immex/shared/document"

// Tables names the tables that a person delivers to give the data, as immex
// template writes them; none where the data come with documents, or are part of
// one.
func (d Data) Tables() []string {
	switch d {
	case DataProgramme:
		return []string{"programa"}
	case DataAuthorised:
		return []string{"autorizaciones"}
	case DataTariff:
		return []string{"tasas_tigie"}
	case DataNICO:
		return []string{"nicos"}
	case DataRate:
		return []string{"cuotas"}
	case DataFX:
		return []string{"tipo_de_cambio"}
	case DataINPC:
		return []string{"inpc"}
	case DataParts:
		return []string{"partes"}
	case DataBOM:
		return []string{"bom", "ordenes"}
	case DataPlaces:
		return []string{"lugares", "traslados"}
	case DataCounts:
		return []string{"conteos"}
	case DataAssets:
		return []string{"activos"}
	case DataActs:
		return []string{"desperdicios"}
	case DataSCCCyG:
		return []string{"scccyg_saldos"}
	case DataTaxStatus, DataSurveys, DataRetention:
		return []string{"cumplimiento"}
	case DataRestricted:
		return []string{"restricciones"}
	case DataReported:
		return []string{"raoce_presentado"}
	}
	return nil
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
