package step

import (
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// tryTable is the command that reads a table without posting it.
func tryTable(table string) string { return "immex simulate --table " + table + ".csv" }

// fix proposes what to do about a shortage. A command or a row is given only
// where it is known; what a person must fill in stands in capitals.
func (m *Missing) fix(x *ledger.Exit) Fix {
	date := m.MovedAt.String()
	switch m.Cause {
	case ledger.CauseNoBOM:
		return m.fixNoBOM()
	case ledger.CauseBOMVersion, ledger.CauseBOM:
		return Fix{
			Text:    document.Textf("Deje una sola versión de la lista de %s que valga el %s y sin error.", "Leave one version of the list of %s that holds on %s, without error.", m.Producto, date),
			Command: tryTable("bom"), Table: "bom",
		}
	case ledger.CauseUnit:
		return m.fixUnit()
	case ledger.CauseAlias:
		return Fix{
			Text: document.Textf("%s entró con otro nombre (%s): diga en la tabla alias que es la misma parte.", "%s came in under another name (%s): say in table alias that it is the same part.",
				m.Material.Key, strings.Join(m.Twins, ", ")),
			Command: tryTable("alias"), Table: "alias", Row: "parte=" + m.Twins[0] + ", alias=" + m.Material.Key + ", vigente_desde=" + date,
		}
	case ledger.CauseLateImport:
		return Fix{
			Text: document.Textf("El lote %s entró después de la salida (días: %d): revise la fecha de cruce de ambos, o si salió antes de un mes cuyo Data Stage falta.",
				"Lot %s came in after the exit (days: %d): check when both crossed, or whether it left before a month whose Data Stage is missing.", m.LateLot, m.LateDays),
			Command: m.plan(x, m.MovedAt.AddDays(m.LateDays)),
		}
	case ledger.CauseBeforeWindow:
		return m.fixBeforeWindow()
	case ledger.CauseNoPart:
		return Fix{
			Text:    document.Textf("Entregue la factura que dice los números de parte, o una decisión dirigir.", "Deliver the invoice that says the part numbers, or a decision dirigir."),
			Command: tryTable("decisiones"), Table: "decisiones", Row: m.directed(),
		}
	case ledger.CauseBlocked:
		return Fix{
			Text:    document.Textf("Sus lotes están bloqueados: libérelos si ya se puede.", "Its lots are blocked: free them if that may be."),
			Command: tryTable("decisiones"), Table: "decisiones", Row: "decision=FOLIO, fecha=" + date + ", tipo=liberar, lote=PEDIMENTO, lote_partida=PARTIDA, quien=QUIEN, motivo=MOTIVO",
		}
	case ledger.CauseNoWaste:
		return Fix{
			Text:    document.Textf("El acta o la salida con DE cubre más desperdicio que el que hay: revise el porcentaje del BOM, el acta o el pedimento.", "The act or the exit with DE covers more desperdicio than there is: check the percentage of the BOM, the act or the pedimento."),
			Command: tryTable("bom"), Table: "bom",
		}
	case ledger.CauseNotMissing:
		return Fix{Text: document.Textf("Ya no faltaba nada de eso: corrija la decisión.", "Nothing more of it was missing: correct the decision."), Table: "decisiones"}
	case ledger.CauseOverDischarge:
		return Fix{
			Text: document.Textf("Salió más que lo que quedaba: busque la entrada que falta, o una salida de más; un saldo inicial lo prueba si es anterior.",
				"More left than was there: look for the missing entry, or one exit too many; an opening balance proves it if it is older."),
			Command: tryTable("saldos_iniciales"), Table: "saldos_iniciales",
		}
	}
	return Fix{}
}

// fixExpired: a person decides whether the exit takes the expired lot, a late
// return, or leaves it to a regularisation; the contingency of the lot prices both.
func (m *Missing) fixExpired(x *ledger.Exit) Fix {
	f := Fix{
		Text: document.Textf(
			"PEPS llega al lote vencido %s. Decida: retorno tardío (tomar_vencido) o regularización A3 (dejar_vencido); immex contingency --lot %s da el precio de cada uno (S0 y S1).",
			"PEPS reaches expired lot %s. Decide: late return (tomar_vencido) or regularisation by A3 (dejar_vencido); immex contingency --lot %s prices each of them (S0 and S1).",
			m.Expired, m.Expired),
		Command: tryTable("decisiones"), Table: "decisiones",
	}
	if x.Rol == ledger.RoleActa {
		f.Text = document.Textf(
			"PEPS llega al lote vencido %s. Escriba en el renglón del acta el pedimento y la partida del lote del que salió; immex contingency --lot %s da el precio de aquél.",
			"PEPS reaches expired lot %s. Write in the line of the act the pedimento and partida of the lot it was of; immex contingency --lot %s prices that one.",
			m.Expired, m.Expired)
		f.Command, f.Table = tryTable("desperdicios"), "desperdicios"
		return f
	}
	does := "tomar_vencido"
	if len(m.TakenBy) > 0 {
		does = "dejar_vencido"
		f.Text = document.Textf(
			"PEPS llegó al lote vencido %s, y %s lo tomó después. Si aquélla lo regularizó, registre dejar_vencido y esta salida toma los lotes siguientes; si no, corrija lo que aquélla identifica.",
			"PEPS reached expired lot %s, and %s took it later. If that one regularised it, record dejar_vencido and this exit takes the next lots; if not, correct what that one identifies.",
			m.Expired, strings.Join(m.TakenBy, ", "))
	}
	lot, line, _ := strings.Cut(m.Expired, "-")
	line, _, _ = strings.Cut(line, "/")
	f.Row = "decision=FOLIO, fecha=" + m.MovedAt.String() + ", tipo=" + does + ", salida=" + m.Pedimento + ", salida_partida=" + strconv.Itoa(m.Partida) +
		", lote=" + lot + ", lote_partida=" + line + ", quien=QUIEN, motivo=MOTIVO"
	return f
}

// plan is the same exit on another day, or a smaller one.
func (m *Missing) plan(x *ledger.Exit, on document.Date) string {
	goods := "--part " + strconv.Quote(m.Material.Key)
	switch m.Material.Kind {
	case ledger.KindFraccion:
		goods = "--fraccion " + m.Material.Key
	case ledger.KindFamilia:
		goods = "--part " + strconv.Quote(x.Parte)
	}
	return "immex simulate --clave " + x.Clave + " " + goods + " --quantity " + m.Cantidad.String() + " --unit " + m.Material.Unit + " --on " + on.String()
}

func (m *Missing) directed() string {
	return "decision=FOLIO, fecha=" + m.MovedAt.String() + ", tipo=dirigir, salida=" + m.Pedimento + ", salida_partida=" + strconv.Itoa(m.Partida) + ", lote=PEDIMENTO, lote_partida=PARTIDA, cantidad=" + m.Cantidad.String() + ", quien=QUIEN, motivo=MOTIVO"
}

// fixNoBOM: of a part, its list of materials is missing; of a fracción, the
// part numbers are, and until then the policy decides.
func (m *Missing) fixNoBOM() Fix {
	if m.Material.Kind == ledger.KindFraccion {
		return Fix{
			Text: document.Textf("No se sabe qué partes son. Entregue facturas con número de parte y BOM; sin_bom: directo lo descargaría como supuesto de la misma fracción.",
				"Nobody knows which parts they are. Deliver invoices with part numbers and a BOM; sin_bom: directo would discharge it as assumed of the same fracción."),
			Command: "immex simulate --sin-bom directo",
		}
	}
	return Fix{
		Text: document.Textf("%s no tiene lista de materiales el %s: agréguela a la tabla bom; si es un insumo, falta su entrada.",
			"%s has no bill of materials on %s: add it to table bom; if it is an input, its entry is missing.", m.Material.Key, m.MovedAt),
		Command: tryTable("bom"), Table: "bom",
		Row: "producto=" + m.Material.Key + ", componente=COMPONENTE, cantidad=CANTIDAD, unidad=UNIDAD, version=VERSION, vigente_desde=" + m.MovedAt.String(),
	}
}

// fixUnit: the same goods stand in another unit.
func (m *Missing) fixUnit() Fix {
	units := strings.Join(m.Units, ", ")
	if m.Material.Kind == ledger.KindFraccion {
		return Fix{Text: document.Textf("La fracción %s sólo tiene lotes en la unidad %s y salió en la %s: corrija la unidad del pedimento con el agente aduanal.",
			"Fracción %s has lots in unit %s only and left in unit %s: correct the unit of the pedimento with the broker.", m.Material.Key, units, m.Material.Unit)}
	}
	return Fix{
		Text: document.Textf("%s tiene lotes en la unidad %s y salió en la %s: dé su factor, con evidencia, en la tabla partes.",
			"%s has lots in unit %s and left in unit %s: give its factor, with evidence, in table partes.", m.Material.Key, units, m.Material.Unit),
		Command: tryTable("partes"), Table: "partes",
		Row: "parte=" + m.Material.Key + ", descripcion=DESCRIPCION, fraccion=" + m.Fraccion + ", umc=" + m.Material.Unit + ", umt=" + m.Units[0] + ", factor=FACTOR, evidencia=EVIDENCIA, vigente_desde=" + m.MovedAt.String(),
	}
}

// fixBeforeWindow: nothing of it ever came in, as far as the books go.
func (m *Missing) fixBeforeWindow() Fix {
	number := m.Named
	if number == "" {
		number = "PEDIMENTO"
	}
	row := "pedimento=" + number + ", partida=PARTIDA, fraccion=" + m.Fraccion + ", saldo_umt=SALDO, umt=UMT, fecha=FECHA, procedencia=PROCEDENCIA"
	text := document.Textf("Ninguna entrada de ese material está en los libros, que empiezan en %s y no tienen nada en estos meses: %s. Agregue el Data Stage anterior, o el saldo inicial.",
		"No entry of that material is in the books, which begin in %s and have nothing in these months: %s. Add the Data Stage before it, or the opening balance.", m.First, strings.Join(m.Gaps, ", "))
	if len(m.Gaps) == 0 {
		text = document.Textf("Ninguna entrada de ese material está en los libros, que empiezan en %s: agregue el Data Stage anterior, o el saldo inicial.",
			"No entry of that material is in the books, which begin in %s: add the Data Stage before it, or the opening balance.", m.First)
	}
	if m.Month != "" {
		text = document.Textf("Falta el Data Stage de %s (pedimento %s): agréguelo, o el saldo inicial.", "The Data Stage of %s is missing (pedimento %s): add it, or the opening balance.", m.Month, m.Named)
	}
	return Fix{Text: text, Command: tryTable("saldos_iniciales"), Table: "saldos_iniciales", Row: row}
}
