package ledger

import "example.com/immex/shared/document"

// Remedy says what a cause of a shortage means and what to do next.
func Remedy(c Cause) document.Text {
	switch c {
	case CauseNoBOM:
		return document.Text{
			ES: "No hay lista de materiales ni número de parte que la relacione con una entrada; cárguelos o declare sin_bom: directo.",
			EN: "No bill of materials and no part number ties it to an entry; load them, or declare sin_bom: directo.",
		}
	case CauseBOMVersion:
		return document.Text{
			ES: "Dos versiones de la lista de materiales valen el mismo día; cierre una en la tabla bom.",
			EN: "Two versions of the bill of materials hold on the same day; close one in table bom.",
		}
	case CauseBOM:
		return document.Text{
			ES: "La lista de materiales no se puede explotar; corrija lo que dicen sus hallazgos bom_.",
			EN: "The bill of materials cannot be exploded; correct what its bom_ findings say.",
		}
	case CauseNoPart:
		return document.Text{
			ES: "No dice de qué parte es, o de cuál de los pedimentos que nombra; entregue la factura con números de parte, o dirija la salida a sus lotes.",
			EN: "It does not say of which part it is, or of which of the pedimentos it names; deliver the invoice with part numbers, or direct the exit to its lots.",
		}
	case CauseLateImport:
		return document.Text{
			ES: "Las entradas de esta mercancía son posteriores a la salida; revise las fechas o agregue la entrada que falta.",
			EN: "The entries of these goods are later than the exit; check the dates or add the missing entry.",
		}
	case CauseBeforeWindow:
		return document.Text{
			ES: "La entrada es anterior a los documentos cargados; agregue el Data Stage de sus meses o un saldo inicial.",
			EN: "The entry is older than the documents loaded; add the Data Stage of its months or an opening balance.",
		}
	case CauseBlocked:
		return document.Text{
			ES: "Sólo queda en lotes que una persona bloqueó; libérelos en la tabla decisiones o corrija la salida.",
			EN: "It is left only in lots that a person blocked; free them in table decisiones or correct the exit.",
		}
	case CauseUnit:
		return document.Text{
			ES: "La unidad de la salida no es la de los lotes; confirme el factor.",
			EN: "The unit of the exit is not that of the lots; confirm the factor.",
		}
	case CauseAlias:
		return document.Text{
			ES: "La parte entró con otro nombre; diga en la tabla alias que es la misma.",
			EN: "The part came in under another name; say in table alias that it is the same.",
		}
	case CauseNoWaste:
		return document.Text{
			ES: "El acta o el pedimento con DE cubre más desperdicio que el que dan las listas de materiales; revise porcentajes, o si salió material (en un acta, de: material).",
			EN: "The act or the pedimento with DE covers more desperdicio than the bills of materials give; check percentages, or whether goods left (in an act, de: material).",
		}
	case CauseNotMissing:
		return document.Text{
			ES: "Se declara hallado lo que no faltaba; revise la decisión.",
			EN: "What was not missing is declared found; check the decision.",
		}
	case CauseOverDischarge:
		return document.Text{
			ES: "Sale más de lo que queda en los lotes; busque un descargo duplicado o una entrada que falta.",
			EN: "More leaves than the lots have left; look for a doubled descargo or a missing entry.",
		}
	}
	return remedyOfHeld(c)
}

// remedyOfHeld is the remedy of what found a lot that had expired.
func remedyOfHeld(c Cause) document.Text {
	switch string(c) {
	case "expired_in_sequence":
		return document.Text{
			ES: "PEPS llega a un lote vencido; decida: retorno extemporáneo, o regularización con A3.",
			EN: "PEPS reaches an expired lot; decide: late return, or regularisation by A3.",
		}
	case "expired_taken":
		return document.Text{
			ES: "Otra salida tomó el lote vencido al que llegó; si lo regularizó, registre dejar_vencido con ese lote.",
			EN: "Another exit took the expired lot it had reached; if that regularised it, record dejar_vencido with that lot.",
		}
	}
	return document.Text{}
}
