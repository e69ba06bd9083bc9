package report

import (
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/rule/glosa"
)

// A workbook is read by people: its codes are words and its units names of the
// language of the package. The CSV and JSON keep the codes, for machines, the same
// in both languages.

// codeColumns are the columns of text that hold codes or names of units.
func codeColumns() []string {
	return []string{
		"alcance", "aplica", "base", "cambio", "causa", "clase", "concepto", "control", "declarado", "disponible_base", "entra", "estado", "estado_planta", "explica", "fecha_base", "fuente",
		"fuentes", "gravedad", "inicio_base", "nivel", "pareja", "pareja_entrada", "pareja_salida", "plazo", "probado", "provisional", "reconocido", "registro", "resultado", "revisar", "rol",
		"sales_basis", "sentido", "tipo", "tipo_salida", "tramo", "unidad", "confianza", "confianza_inicio",
	}
}

// sheetWords say the cells of a table in words, by column; nil where a column holds
// none.
func sheetWords(t *Table, lang document.Lang) []func(string) string {
	out := make([]func(string) string, len(t.Columns))
	words := map[string]string{}
	add := func(all map[string]document.Text) {
		for code, w := range all {
			words[code] = w.In(lang)
		}
	}
	add(annualWords())
	if t.Name != "registro_activo_fijo" { // whose states are those of machines
		add(bookWords())
	}
	for _, u := range catalog.Default().Units() {
		words[u.Descripcion] = unitName(u.Clave, u.Descripcion).In(lang)
	}
	word := func(code string) string {
		if w, ok := words[code]; ok {
			return w
		}
		return code
	}
	for i := range t.Columns {
		switch c := &t.Columns[i]; {
		case c.Kind != Text:
		case slices.Contains(codeColumns(), c.Key):
			out[i] = word
		case tellsFindings(t) && c.Key == "codigo":
			out[i] = func(code string) string { return codeShown(code, lang) }
		case tellsFindings(t) && c.Key == "donde":
			out[i] = func(where string) string { return (&document.Finding{Where: where}).In(lang) }
		}
	}
	return out
}

// tellsFindings reports a table of findings, on whatever sheet it goes on.
func tellsFindings(t *Table) bool {
	return strings.HasPrefix(t.Name, "hallazgos")
}

// codeShown is the code of a finding with what it is about before it, where its rule
// or check has a title.
func codeShown(code string, lang document.Lang) string {
	if t, ok := glosa.Title(code); ok {
		return t.In(lang) + " (" + code + ")"
	}
	return code
}

// bookWords are the codes of the reports of books and papers.
func bookWords() map[string]document.Text {
	w := map[string]document.Text{}
	for _, c := range raoce.Concepts() {
		w[string(c)] = worded(string(c))
	}
	for _, x := range changeNames() {
		w[x.key] = x.name
	}
	for _, x := range slices.Concat(movementCodes(), foundCodes(), paperCodes()) {
		w[x[0]] = document.Text{ES: x[1], EN: x[2]}
	}
	return w
}

// movementCodes are those of entries, exits and descargos.
func movementCodes() [][3]string {
	return [][3]string{
		{"insumo", "insumo", "input"},
		{"activo_fijo", "activo fijo", "fixed asset"},
		{"transferencia", "transferencia", "transfer"},
		{"retorno", "retorno", "return"},
		{"regularizacion", "regularización", "regularisation"},
		{"desperdicio", "desperdicio", "desperdicio"},
		{"donacion", "donación", "donation"},
		{"destruccion", "destrucción", "destruction"},
		{"enajenacion", "enajenación", "sale"},
		{"devolucion", "devolución", "sent back"},
		{"empaque", "empaque", "packing"},
		{"virtual", "virtual", "virtual"},
		{"ctm", "CTM", "CTM"},
		{"salida", "sale", "leaves"},
		{"incorporado", "incorporado", "incorporated"},
		{"merma", "merma", "merma"},
		{"acta", "acta", "act"},
		{"faltante", "faltante", "missing"},
		{"hallado", "hallado", "found"},
		{"conteo", "conteo", "count"},
		{"probado", "probado", "proved"},
		{"supuesto", "supuesto", "assumed"},
		{"sin_documento", "sin documento", "undocumented"},
		{"sin_resolver", "sin resolver", "unresolved"},
		{"peps", "PEPS", "FIFO"},
		{"identificado", "identificado", "identified"},
		{"entrada", "entrada", "entry"},
		{"remesa", "remesa", "shipment"},
		{"pago", "pago", "payment"},
		{"seleccion", "selección", "selection"},
		{"produccion", "producción", "production"},
		{"numero", "número de pedimento", "number of the pedimento"},
		{"declarada", "declarada", "declared"},
		{"referenciada", "referenciada", "referenced"},
		{"sin_referencia", "sin referencia", "without a reference"},
		{"fraccion", "fracción", "fracción"},
		{"lote", "lote", "lot"},
		{"sin_lote", "sin lote", "no lot"},
		{"vencido", "vencido", "expired"},
		{byClave, "por la clave", "by the clave"},
		{byIdentifier, "por el identificador AF", "by identifier AF"},
		{byTable, "por la tabla activos", "by the table activos"},
		{byCatalog, "por el catálogo de partes", "by the catalogue of parts"},
		{"sin_plazo", "vigencia del programa", "life of the programme"},
		{"tramo", "tramo", "band"},
	}
}

// foundCodes are causes, and what became of findings.
func foundCodes() [][3]string {
	return [][3]string{
		{"no_bom", "sin lista de materiales", "no bill of materials"},
		{"bom_version", "ninguna versión de la lista vale ese día", "no version of the bill holds that day"},
		{"bom", "la lista no se puede explotar", "the bill cannot be exploded"},
		{"sin_parte", "sin número de parte", "without part number"},
		{"blocked", "bloqueado por una persona", "blocked by a person"},
		{"sin_desperdicio", "sin desperdicio de donde tomar", "no desperdicio to take from"},
		{"no_faltante", "nada falta", "nothing is missing"},
		{"late_import", "entró después", "it came in later"},
		{"before_window", "ninguna entrada en los libros", "no entry in the books"},
		{"unit", "otra unidad", "another unit"},
		{"over_discharge", "excede lo que quedaba", "it exceeds what was left"},
		{"alias", "alias de la parte", "alias of the part"},
		{"expired_in_sequence", "PEPS llegó a un lote vencido", "FIFO reached an expired lot"},
		{"expired_taken", "otra salida tomó el lote vencido", "another exit took the expired lot"},
		{"cierre", "cierre", "closing"},
		{"mes", "mes", "month"},
		{"cuenta", "cuenta", "account"},
		{"contribucion", "contribución", "contribution"},
		{"total", "total", "total"},
		{"razon", "razón", "reason"},
		{"control", "control", "check"},
		{"hechos", "hechos", "facts"},
		{"entradas", "entradas", "entries"},
		{"salidas", "salidas", "exits"},
		{"descargos", "descargos", "descargos"},
		{"mas_de", "más de", "more than"},
		{"al_menos", "al menos", "at least"},
	}
}

// paperCodes are kinds and states of documents, and how returns declare.
func paperCodes() [][3]string {
	out := [][3]string{
		{"accepted", "aceptado", "accepted"},
		{"quarantined", "en cuarentena", "quarantined"},
		{"programme", "programa", "programme"},
		{"plant", "tabla de la planta", "table of the plant"},
		{"parts", "partes de una factura", "parts of an invoice"},
		{"evidence", "dicho de un documento", "said by a document"},
		{"counterpart", "contraparte", "counterpart"},
		{"datastage", "Data Stage", "Data Stage"},
		{"datastage vucem", "Data Stage, VUCEM", "Data Stage, VUCEM"},
		{"datastage print vucem", "Data Stage, impreso, VUCEM", "Data Stage, print, VUCEM"},
		{"datastage print", "Data Stage, impreso", "Data Stage, print"},
		{"print vucem", "impreso, VUCEM", "print, VUCEM"},
		{"print", "impreso", "print"},
		{"vucem", "VUCEM", "VUCEM"},
		{"invoice", "factura", "invoice"},
		{"cove", "acuse de valor", "acuse de valor"},
		{notProvable, "no demostrable", "not provable"},
		{notOurs, "no aplica", "not applicable"},
		{notInForce, "no vigente", "not in force"},
		{noRecords, "sin registros", "no records"},
		{"alcanzado", "alcanzado", "reached"},
		{"no_alcanzado", "no alcanzado", "not reached"},
	}
	for _, d := range []string{"importe", "determinacion", "pedimento", "identificador", "contradictorio", "no_consta"} {
		if name := declaredName(d); d != "pedimento" && d != "no_consta" {
			out = append(out, [3]string{d, name.ES, name.EN})
		}
	}
	return out
}
