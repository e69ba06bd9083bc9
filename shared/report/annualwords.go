package report

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
)

// worded is a code of an annual report in words; one that has none is shown as
// it is.
func worded(code string) document.Text {
	if t, ok := annualWords()[code]; ok {
		return t
	}
	if t := raoce.Concept(code).Title(); t.ES != code || t.EN != code {
		return document.Text{ES: trimmed(t.ES), EN: trimmed(t.EN)}
	}
	if t := raoce.Verdict(code).Title(); t.ES != code || t.EN != code {
		return t
	}
	if head, rest, ok := strings.Cut(code, " "); ok { // several kinds of exit
		a, b := worded(head), worded(rest)
		return document.Text{ES: a.ES + ", " + b.ES, EN: a.EN + ", " + b.EN}
	}
	return document.Text{ES: code, EN: code}
}

// annualWords are the codes of the annual reports.
func annualWords() map[string]document.Text {
	w := map[string]document.Text{}
	for _, sev := range severities() {
		w[string(sev)] = sev.Name()
	}
	for _, x := range slices.Concat(salesCodes(), stateCodes()) {
		w[x[0]] = document.Text{ES: x[1], EN: x[2]}
	}
	return w
}

// salesCodes are those of sales, bridges and seals.
func salesCodes() [][3]string {
	return [][3]string{
		{"cfdi", "CFDI", "CFDI"},
		{"pedimento", "pedimento", "pedimento"},
		{"presentado", "presentado", "filed"},
		{"no_presentado", "no presentado", "not filed"},
		{"coincide_ambos", "coincide con ambos", "agrees with both"},
		{"coincide_cfdi", "coincide con CFDI", "agrees with CFDI"},
		{"coincide_pedimento", "coincide con pedimento", "agrees with pedimento"},
		{"difiere", "difiere", "differs"},
		{"no_comparable", "no comparable", "not comparable"},
		{"maquila", "maquila", "maquila"},
		{"sale", "venta", "sale"},
		{"mixed", "mixta", "mixed"},
		{"desconocida", "desconocida", "unknown"},
		{"explicado", "explicado", "explained"},
		{"diferencia", "CFDI menos pedimento", "CFDI less pedimento"},
		{"cierra", "cierra", "closes"},
		{"no_cierra", "no cierra", "does not close"},
		{"cuadra", "cuadra", "balances"},
		{"servicio_maquila", "servicio de maquila", "maquila service"},
		{"proforma_maquila", "proforma de maquila", "maquila proforma"},
		{"servicio_por_bienes", "servicio por bienes", "service beside goods"},
		{"segun_pedimento", "presentado como los pedimentos", "filed as pedimentos have it"},
		{"segun_valor_agregado", "presentado el valor agregado", "the value added was filed"},
		{"segun_servicio", "presentado sólo el servicio", "the service alone was filed"},
		{"sin_servicio_maquila", "presentado sin el servicio", "filed without the service"},
		{"presentado_otro_mes", "presentado lo de otro mes", "another month was filed"},
		{"documentos", "de CFDI a pedimentos", "from CFDI to pedimentos"},
		{"redondeo", "redondeo", "rounding"},
		{"presentado_sin_razon", "presentado sin razón conocida", "filed for no known reason"},
		{"nota_credito", "nota de crédito", "credit note"},
		{"tipo_cambio", "tipo de cambio", "exchange rate"},
		{"otro_mes", "otro mes", "another month"},
		{"otro_ejercicio", "otro ejercicio", "another year"},
		{"sin_pedimento", "sin pedimento", "without pedimento"},
		{"sin_cfdi", "sin CFDI", "without CFDI"},
		{"importe_distinto", "importe distinto", "another amount"},
		{"sin_dato", "sin dato", "no data"},
		{"saldo", "saldo (UMT)", "balance (UMT)"},
		{"credito", "crédito (MXN)", "credit (MXN)"},
		{"credito_vencido", "crédito vencido (MXN)", "expired credit (MXN)"},
		{causeTable, "tabla o programa", "table or programme"},
		{sealVersion, "otra versión", "another version"},
		{causeUnknown, "no localizada", "not located"},
		{"definitivo", "definitivo", "definitive"},
		{"provisional", "provisional", "provisional"},
		{"borrador", "borrador", "draft"},
		{"si", "sí", "yes"},
		{"desconocido", "desconocido", "unknown"},
		{"coincide", "coincide", "agrees"},
	}
}

// stateCodes are those of goods, papers and terms.
func stateCodes() [][3]string {
	return [][3]string{
		{"sobrante_fisico", "sobrante", "surplus"},
		{"faltante_fisico", "faltante", "missing"},
		{"sin_contar", "sin contar", "not counted"},
		{"partida", "partida", "partida"},
		{"equipo", "equipo", "machine"},
		{"en_programa", "vigente", "in force"},
		{"en_parte", "en parte", "in part"},
		{"sin_saldo", "sin saldo", "no balance"},
		{"retorno", "retornado", "returned"},
		{"activo_fijo", "cambio de régimen", "change of regime"},
		{"transferencia", "transferido", "transferred"},
		{"donacion", "donado", "donated"},
		{"destruccion", "destruido", "destroyed"},
		{"regularizacion", "regularizado", "regularised"},
		{"vida_del_programa", "vigencia del programa", "life of the programme"},
		{"con_vencimiento", "con vencimiento", "with a due date"},
		{"en_uso", "en uso", "in use"},
		{"fuera_de_uso", "fuera de uso", "out of use"},
		{"retornado", "retornado", "returned"},
		{"transferido", "transferido", "transferred"},
		{"cambio_de_regimen", "cambio de régimen", "regime changed"},
		{"destruido", "destruido", "destroyed"},
		{"donado", "donado", "donated"},
		{"robado", "robado", "stolen"},
		{"dato", "dato", "data"},
		{"incompleto", "incompleto: faltan meses", "incomplete: months are missing"},
		{"sin_clasificar", "sin lo transferido que nadie clasifica", "without what came by transfer and nobody classifies"},
		{byClave, "por la clave", "by the clave"},
		{byIdentifier, "por el identificador AF", "by identifier AF"},
		{byTable, "por la tabla activos", "by the table activos"},
		{byCatalog, "por el catálogo de partes", "by the catalogue of parts"},
		{"no_consta", "no consta", "not on record"},
		{"consta", "consta", "on record"},
		{"parcial", "parcial", "in part"},
		{"sin_declarar", "nada declarado", "nothing declared"},
		{"no_demostrable", "no demostrable", "not provable"},
		{"cumple", "cumple", "meets it"},
		{"incumple", "no cumple", "does not meet it"},
		{"abierto", "con saldo: no corre", "open: not running"},
		{"abierto_vida_del_programa", "vigencia del programa", "life of the programme"},
		{"cerrado_vida_del_programa", "sin saldo; vigencia del programa y años siguientes", "no balance; life of the programme and the years after it"},
		{"corre", "corre", "running"},
		{"plazo_desconocido", "plazo desconocido", "term unknown"},
		{"LA_59_V", "LA 59-V", "LA 59-V"},
		{"RECE", "RECE", "RECE"},
		{"USD", "USD", "USD"},
		{"por_ciento", "%", "%"},
		{"C", "confirmada", "confirmed"},
		{"C-old", "confirmada en un texto anterior a 2025", "confirmed in a text older than 2025"},
		{"3P", "de terceros", "third party"},
		{"OWN", "lectura propia", "our own reading"},
	}
}
