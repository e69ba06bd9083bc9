package material

import (
	"fmt"

	"example.com/immex/shared/document"
)

// autorizaciones is what the Secretaría de Economía authorised: fracciones of
// the programme, quantities of Anexo II, permits, Regla 8ª and cupos.
func autorizaciones() Table {
	return Table{
		Name: "autorizaciones", Title: text("fracciones, permisos y cupos autorizados", "authorised fracciones, permits and quotas"),
		Identity: []string{"tipo", "fraccion", "numero", "vigente_desde"}, check: checkAutorizaciones,
		Columns: []Column{
			{Name: "tipo", English: "kind", Aliases: also("tipo_autorizacion", "authorisation_kind"), Type: TypeEnum, Required: true, Values: []string{"programa", "anexo_ii", "regla_8a", "cupo", "permiso"}, Meaning: text(
				"programa (fracción del programa), anexo_ii (autorización específica), regla_8a, cupo o permiso", "programa (fracción of the programme), anexo_ii (specific authorisation), regla_8a, cupo (quota) or permiso (permit)"), Example: "permiso"},
			{Name: "fraccion", English: "hts_mx", Aliases: also("fraccion_arancelaria"), Type: TypePrefijo, Required: true, Meaning: text("fracción de 8 dígitos, o los primeros de varias", "tariff item of 8 digits, or the first digits of several"), Example: "72083601"},
			{Name: "numero", English: "number", Aliases: also("numero_permiso", "permit_number", "oficio"), Type: TypeKey, Meaning: text("número del permiso, certificado u oficio; el pedimento lo cita en su registro 553", "number of the permit, certificate or letter; the pedimento cites it in its record 553"), Example: "0452-26"},
			{Name: "unidad", English: "unit", Aliases: also("um", "uom"), Type: TypeUnidad, Meaning: text("unidad de la cantidad", "unit of the quantity"), Example: "1"},
			{Name: "cantidad", English: "quantity", Aliases: also("cantidad_autorizada", "qty"), Type: TypeQuantity, Meaning: text("cantidad autorizada; vacía si no se fija", "authorised quantity; empty when none is fixed"), Example: "10000"},
			{Name: "valor_usd", English: "value_usd", Aliases: also("valor_dolares", "valor_autorizado"), Type: TypeQuantity, Meaning: text("valor autorizado en dólares; vacío si no se fija", "authorised value in US dollars; empty when none is fixed"), Example: "25000"},
			{Name: "vigente_desde", English: "valid_from", Aliases: also("desde"), Type: TypeDate, Required: true, Meaning: text("primer día en que vale", "first day it holds"), Example: "2026-01-01"},
			{Name: "vigente_hasta", English: "valid_to", Aliases: also("hasta"), Type: TypeDate, Meaning: text("último día; vacío si no vence", "last day; empty when it does not end"), Example: "2026-12-31"},
		},
	}
}

// checkAutorizaciones: a quantity has its unit, and what a pedimento cites by
// number has one.
func checkAutorizaciones(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		c.ordered(row, "vigente_desde", "vigente_hasta")
		c.both(row, "cantidad", "unidad")
		switch tipo := c.get(row, "tipo").Text; tipo {
		case "regla_8a", "cupo", "permiso":
			if c.get(row, "numero").Text == "" {
				c.add("plant_value", document.Error, c.at(row.Fila, "numero"), text(
					fmt.Sprintf("La fila es de tipo %s y no trae numero; el pedimento lo cita por él: escríbalo.", tipo),
					fmt.Sprintf("The row is of kind %s and has no numero; pedimentos cite it by that: write it.", tipo)))
			}
		}
	}
}
