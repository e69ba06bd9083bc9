package report

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
)

// vista is how a table of the year is shown to people: some of its columns and
// rows, in a section of the paper and a list of the page. The CSV has all.
type vista struct {
	table   string
	columns []vistaColumn
	keep    func(row func(string) string) bool // nil: every row
	before  document.Text                      // a sentence above it
	empty   document.Text                      // said when no row is left
}

// vistaColumn is a column of a table: title and text by its key, its English
// text by another where it has one, or in words where it is a code or the name
// of the unit that another column has the key of.
type vistaColumn struct {
	key, english string
	unit         string
	width        mpt
	words        bool
}

// section is a part of the paper for people.
type annualSection struct {
	title document.Text
	views []vista
	notes []document.Text
}

// annualSections are what the paper and the page show of a year, in reading
// order.
func (s *Set) annualSections() []annualSection {
	return []annualSection{s.salesSection(), s.monthsSection(), balanceSection(), s.sealsSection(), s.goodsSection(), extractSection(), fileSection(), keepSection(), calendarSection()}
}

func col(key string, width int) vistaColumn { return vistaColumn{key: key, width: mpt(width) * point} }

func said(key string, width int) vistaColumn {
	return vistaColumn{key: key, width: mpt(width) * point, words: true}
}

func twin(key, english string, width int) vistaColumn {
	return vistaColumn{key: key, english: english, width: mpt(width) * point}
}

func text(es, en string) document.Text { return document.Text{ES: es, EN: en} }

func ofYear(row func(string) string) bool { return row("mes") == "0" }

func (s *Set) salesSection() annualSection {
	return annualSection{
		title: text("Reporte anual (RAOCE)", "Annual report (RAOCE)"),
		notes: append(slices.Concat(s.whys(), s.partialYear(), s.year.sales.Notes()), document.Textf(
			"Cifras al corte del %s: lo facturado o pagado después, aunque sea de una salida del año, no está en el puente.",
			"Figures as of the cut of %s: what was billed or paid afterwards, even for an exit of the year, is not in the bridge.", s.Head.To)),
		views: []vista{
			{table: "raoce_umbrales", columns: []vistaColumn{
				twin("titulo", "title", 262), said("fuente", 50), col("cifra", 66), col("limite", 44), said("unidad", 30), said("resultado", 76),
			}},
			{table: "raoce_tres_vias", keep: ofYear, columns: []vistaColumn{
				said("concepto", 112), col("moneda", 40), col("cfdi", 76), col("pedimento", 76), col("presentado", 72), col("cfdi_menos_pedimento", 76), said("resultado", 76),
			}},
			{
				table: "raoce_puente", before: text("Del valor de los pedimentos al de los CFDI, razón por razón.", "From the value of the pedimentos to that of the CFDI, reason by reason."),
				columns: []vistaColumn{col("moneda", 44), said("tipo", 160), col("partidas", 60), col("importe", 110), said("gravedad", 70)},
				keep:    func(row func(string) string) bool { return row("nivel") != "partida" },
			},
			{
				table: "raoce_puente_presentado", before: text("De los CFDI a lo presentado, cifra por cifra: sólo las que no coinciden.", "From the CFDI to what was filed, figure by figure: those alone that do not agree."),
				columns: []vistaColumn{said("concepto", 120), col("mes", 40), col("moneda", 44), said("tipo", 140), col("importe", 90), said("gravedad", 60)},
				keep:    func(row func(string) string) bool { return row("nivel") == "razon" },
			},
		},
	}
}

// partialYear says of which months a year has nothing, where there are any.
func (s *Set) partialYear() (out []document.Text) {
	r := s.year.sales
	if len(r.Silent) > 0 {
		out = append(out, document.Textf("Las cifras del año según CFDI suman los demás meses: sin CFDI emitido, %s.", "The figures of the year by CFDI add the other months up: without an issued CFDI, %s.", numbers(r.Silent)))
	}
	if len(r.Unstaged) > 0 {
		out = append(out, document.Textf("Las cifras del año según pedimento pueden estar incompletas: sin Data Stage, %s.", "The figures of the year by pedimento may be incomplete: without a Data Stage, %s.", numbers(r.Unstaged)))
	}
	return out
}

// whys are why thresholds cannot be told.
func (s *Set) whys() (out []document.Text) {
	for i := range s.year.sales.Tests {
		t := &s.year.sales.Tests[i]
		if t.Why == (document.Text{}) {
			continue
		}
		from := worded(string(t.Source))
		out = append(out, document.Text{ES: t.Title.ES + ", " + from.ES + ": " + t.Why.ES + ".", EN: t.Title.EN + ", " + from.EN + ": " + t.Why.EN + "."})
	}
	return out
}

func (s *Set) monthsSection() annualSection {
	return annualSection{
		title: text("Ventas y exportaciones por mes", "Sales and exports by month"),
		views: []vista{{
			table: "raoce_cifras", columns: []vistaColumn{said("concepto", 150), said("fuente", 56), col("mes", 48), col("documentos", 64), col("mxn", 100), col("usd", 100)},
			keep: func(row func(string) string) bool {
				c := raoce.Concept(row("concepto"))
				return c == raoce.Sales || c == raoce.Exports || c == raoce.Direct || c == raoce.Virtual
			},
			empty: text("Ningún CFDI emitido ni pedimento de exportación consta en el ejercicio.", "No issued CFDI and no export pedimento of the year is on record."),
		}},
	}
}

func balanceSection() annualSection {
	return annualSection{
		title: text("Cuadre anual por fracción", "Yearly balance per fracción"),
		views: []vista{{
			table: "cuadre_anual", before: text("Saldo inicial + entradas − lo probado, supuesto y sin documento que salió = saldo calculado, que es el de los lotes. Lo sin resolver va aparte: no se ha descargado.",
				"Opening + entries − what left proved, assumed and undocumented = closing computed, which is that of the lots. What is unresolved is apart: it is not discharged."), empty: text("Ninguna fracción tuvo saldo ni movimiento.", "No fracción had a balance or a movement."),
			columns: []vistaColumn{
				col("fraccion", 42), {key: "unidad", unit: "umt", width: 54 * point}, col("saldo_inicial", 54), col("entradas", 54), col("probado", 54), col("supuesto", 54), col("sin_documento", 54), col("sin_resolver", 54), col("saldo_calculado", 54), col("saldo_de_lotes", 54),
			},
		}},
	}
}

func (s *Set) sealsSection() annualSection {
	nothing := text("Ningún mes tiene un sello con el cual comparar.", "No month has a seal to compare with.")
	if slices.ContainsFunc(s.year.seals, func(r sello) bool { return r.stands }) {
		nothing = text("Ningún cierre de los meses sellados cambió después.", "No closing of the sealed months changed afterwards.")
	}
	return annualSection{
		title: text("Los doce sellos y lo que cambió después", "The twelve seals and what changed after them"),
		notes: []document.Text{text(
			"Al resumen del año sólo entran los definitivos; lo que cambió se dice de todos los que siguen vigentes. Cada diferencia nombra todos los hechos posteriores que tocan su fracción: cuánto es de cada uno no lo dice ninguna suma.",
			"Only definitive ones enter the roll-forward; what changed is told of every one that stands. Each difference names every later fact that touches its fracción: how much is of each no sum can tell.")},
		views: []vista{
			{table: "sellos", columns: []vistaColumn{
				col("mes", 24), col("paquete", 116), said("estado", 52), said("entra", 30), col("cifras", 36), col("diferencias", 46), col("credito_al_sello", 54), col("credito_corregido", 54), twin("motivo", "reason", 116),
			}},
			{
				table: "sellos_diferencias", empty: nothing,
				columns: []vistaColumn{
					col("mes", 24), said("estado", 52), said("concepto", 76), col("fraccion", 48), col("contribucion", 48), col("al_sello", 72), col("al_corte", 72), col("diferencia", 68), said("causa", 68),
				},
			},
		},
	}
}

func (s *Set) goodsSection() annualSection {
	return annualSection{
		title: text("Activo fijo, inventario físico y CTM", "Fixed assets, physical inventory and CTM"),
		views: []vista{
			{
				table: "registro_activo_fijo", empty: text("Ningún activo fijo estuvo en el programa durante el año.", "No fixed asset was under the programme during the year."),
				columns: []vistaColumn{
					said("nivel", 32), col("pedimento", 66), col("partida", 28), col("serie", 38), col("descripcion", 46), col("entrada", 52), said("plazo", 48), col("lugar", 30), said("estado", 38), col("probado", 36), col("supuesto", 37), col("sin_documento", 40), col("sin_resolver", 37),
				},
			},
			{
				table: "conteo_fisico", empty: text("No se entregó ningún conteo del año.", "No count of the year was delivered."),
				columns: []vistaColumn{col("fecha", 60), col("parte", 130), {key: "unidad", unit: "unidad", width: 46 * point}, col("libros", 90), col("contado", 90), said("resultado", 100)},
			},
			{
				table: "ctm_ajuste", empty: text("Ningún V4 salió en el año: no hay base para el ajuste de CTM.", "No V4 left in the year: there is no base for the adjustment of CTM."),
				before: ctmReason(),
				columns: []vistaColumn{
					col("pedimento", 66), col("fecha", 52), col("fraccion", 40), col("parte", 40), col("cantidad", 38), col("descargado", 42), col("probado", 38), col("supuesto", 40), col("sin_documento", 42), col("sin_resolver", 38), col("valor_comercial", 42), col("ajuste_vence", 50),
				},
			},
		},
	}
}

func extractSection() annualSection {
	columns := []vistaColumn{twin("titulo", "title", 210), col("de", 56), col("importe", 100), col("moneda", 46), said("estado", 116)}
	return annualSection{
		title: text("Extractos: DIEMSE y LISR 182", "Extracts: DIEMSE and LISR 182"),
		notes: []document.Text{extractNote()},
		views: []vista{{table: "extracto_diemse", columns: columns}, {table: "extracto_lisr_182", columns: columns}},
	}
}

func fileSection() annualSection {
	return annualSection{
		title: text("Expediente de certificación", "Certification file"),
		views: []vista{{table: "certificacion", columns: []vistaColumn{
			said("grupo", 44), twin("titulo", "title", 170), said("estado", 66), col("de", 46), col("constan", 44), col("cifra", 92), said("confianza", 66),
		}}},
	}
}

func keepSection() annualSection {
	return annualSection{
		title: text("Conservación de documentos", "Retention of documents"),
		views: []vista{{
			table: "conservacion", empty: text("Ningún pedimento de entrada.", "No entry pedimento."),
			columns: []vistaColumn{col("pedimento", 84), col("clave", 34), said("estado", 110), col("ultimo_descargo", 70), col("conservar_hasta", 70), col("conviene_hasta", 70), said("confianza_inicio", 74)},
		}},
	}
}

func calendarSection() annualSection {
	return annualSection{
		title: text("Calendario del año siguiente", "Calendar of the next year"),
		notes: []document.Text{text(
			"Los días inhábiles son los que el catálogo conoce. Los cierres semanales de consolidados y lo que no se sabe si aplica están en el CSV.",
			"Non-business days are those the catalogue knows. The weekly closings of consolidados, and what is not known to apply, are in the CSV.")},
		views: []vista{{
			table: "calendario", empty: text("El catálogo no conoce vencimientos de ese año.", "The catalogue knows no deadlines of that year."),
			columns: []vistaColumn{col("vence", 60), col("prorrogado", 70), twin("titulo", "title", 250), col("hasta", 60), said("confianza", 72)},
			keep:    func(row func(string) string) bool { return row("aplica") == "si" && row("obligacion") != "consolidado" },
		}},
	}
}
