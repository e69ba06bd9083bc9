package material

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/document"
)

// FiledTable is the name of the table of figures as they were filed.
const FiledTable = "raoce_presentado"

// raocePresentado is what the company reported in its annual report of
// foreign-trade operations (Decreto IMMEX art. 25).
func raocePresentado() Table {
	return Table{
		Name: "raoce_presentado", Title: text("reporte anual presentado (RAOCE)", "annual report as filed (RAOCE)"),
		Identity: []string{"ejercicio", "concepto", "mes", "moneda"}, Aside: true, check: checkRAOCE,
		Columns: []Column{
			{Name: "ejercicio", English: "year", Aliases: also("ano", "año"), Type: TypeWhole, Required: true, Meaning: text("año que se reporta", "year reported"), Example: "2026"},
			{Name: "concepto", English: "concept", Type: TypeEnum, Required: true, Values: []string{"ventas_totales", "exportacion_total", "exportacion_directa", "exportacion_virtual"}, Meaning: text(
				"ventas_totales, exportacion_total, exportacion_directa o exportacion_virtual", "ventas_totales (total sales), exportacion_total, exportacion_directa or exportacion_virtual"), Example: "exportacion_total"},
			{Name: "mes", English: "month", Type: TypeWhole, Meaning: text("mes, 1 a 12; vacío si es el año completo", "month, 1 to 12; empty for the whole year"), Example: "3"},
			{Name: "moneda", English: "currency", Type: TypeEnum, Required: true, Values: []string{"MXN", "USD"}, Meaning: text("MXN o USD", "MXN or USD"), Example: "USD"},
			{Name: "importe", English: "amount", Aliases: also("monto", "valor_presentado"), Type: TypeAmount, Required: true, Meaning: text("importe presentado", "amount filed"), Example: "125000"},
			{Name: "acuse", English: "receipt", Aliases: also("folio_acuse", "acknowledgement"), Type: TypeKey, Meaning: text("número del acuse de la presentación", "number of the receipt of the filing"), Example: "RA-000123"},
		},
	}
}

// checkRAOCE: a month is one of twelve, and a year has four digits.
func checkRAOCE(c *checker) {
	within := func(row *Row, column string, low, high int) {
		v := c.get(row, column).Text
		if n, err := strconv.Atoi(v); v != "" && (err != nil || n < low || n > high) {
			c.add("plant_value", document.Error, c.at(row.Fila, column), text(
				fmt.Sprintf("%s dice %q; se espera de %d a %d.", column, v, low, high), fmt.Sprintf("%s says %q; %d to %d is expected.", column, v, low, high)))
		}
	}
	for i := range c.file.Rows {
		within(&c.file.Rows[i], "ejercicio", 2000, 2100)
		within(&c.file.Rows[i], "mes", 1, 12)
	}
}

// existenciasERP is the stock that the plant's own system shows on a day.
func existenciasERP() Table {
	return Table{
		Name: "existencias_erp", Title: text("existencias del sistema de la planta (ERP)", "stock of the plant's own system (ERP)"),
		Identity: []string{"fecha", "parte", "lugar"}, Aside: true,
		Columns: []Column{
			{Name: "fecha", English: "date", Aliases: also("fecha_existencia", "stock_date"), Type: TypeDate, Required: true, Meaning: text("día de las existencias, al cierre", "day of the stock, at its close"), Example: "2026-06-30"},
			{Name: "parte", English: "part", Aliases: also("numero_parte", "numero_de_parte", "part_number"), Type: TypeKey, Required: true, Meaning: text("número de parte", "part number"), Example: "CON-10"},
			{Name: "lugar", English: "place", Aliases: also("ubicacion", "location", "almacen"), Type: TypeKey, Meaning: text("almacén o lugar; vacío si el sistema no lo distingue", "warehouse or place; empty when the system does not tell"), Example: "PLANTA-1"},
			{Name: "existencia", English: "stock", Aliases: also("existencias", "cantidad_existente", "on_hand", "cantidad", "quantity"), Type: TypeQuantity, Required: true, Meaning: text("cantidad según el sistema; cero si no hay", "quantity by the system; zero when there is none"), Example: "950"},
			{Name: "unidad", English: "unit", Aliases: also("um", "uom"), Type: TypeUnidad, Required: true, Meaning: text("unidad de la cantidad", "unit of the quantity"), Example: "6"},
		},
	}
}

// scccygSaldos is what the SAT's ledger of credits and guarantees (SCCCyG,
// Anexo 30 and 31 RGCE) shows for the company.
func scccygSaldos() Table {
	return Table{
		Name: "scccyg_saldos", Title: text("saldos del SCCCyG (Anexo 30 y 31)", "balances of the SCCCyG (Anexo 30 and 31)"),
		Identity: []string{"fecha", "pedimento_entrada", "fraccion"}, Aside: true,
		Columns: []Column{
			{Name: "fecha", English: "date", Aliases: also("fecha_saldo", "balance_date"), Type: TypeDate, Required: true, Meaning: text("día del saldo, al cierre", "day of the balance, at its close"), Example: "2026-06-30"},
			{Name: "pedimento_entrada", English: "entry_pedimento", Type: TypePedimento, Required: true, Meaning: text("pedimento de entrada, 15 dígitos", "entry pedimento, 15 digits"), Example: "26 24 3210 6000124"},
			{Name: "fraccion", English: "hts_mx", Aliases: also("fraccion_arancelaria"), Type: TypeFraccion, Required: true, Meaning: text("fracción de 8 dígitos", "tariff item of 8 digits"), Example: "72083601"},
			{Name: "saldo_pesos", English: "balance_pesos", Aliases: also("saldo", "balance", "saldo_credito"), Type: TypeAmount, Required: true, Meaning: text("crédito o garantía sin descargar, en pesos", "credit or guarantee not discharged, in pesos"), Example: "15200"},
			{Name: "consulta", English: "query", Aliases: also("folio_consulta"), Type: TypeKey, Meaning: text("folio o nombre de la consulta de donde viene", "number or name of the query it comes from"), Example: "CONSULTA-7"},
		},
	}
}
