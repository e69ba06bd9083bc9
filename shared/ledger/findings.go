package ledger

import (
	"example.com/immex/shared/document"
)

// Findings are what matching this material found: shortages by cause, and
// quantities held because PEPS reached an expired lot.
func (b *Book) Findings() []Finding {
	out := make([]Finding, 0, len(b.Shortages)+len(b.Held)+len(b.Avisos)+len(b.Sobrantes))
	out = append(out, b.Avisos...)
	pedimento := make(map[string]string, len(b.Exits))
	regular, waste := map[string]bool{}, b.wasteActs()
	for i := range b.Exits {
		x := &b.Exits[i]
		pedimento[x.ID] = x.Pedimento
		if x.Regularises || x.TakesExpired {
			regular[x.ID] = true
		}
	}
	for i := range b.Shortages {
		s := &b.Shortages[i]
		sev, text := document.Warning, s.Text(b.Material)
		if s.Cause == CauseBeforeWindow && s.MovedAt <= b.Policy.KeyDate {
			sev, text = document.Notice, document.Textf(
				"%s de %s salieron a más tardar en la fecha clave (%s): el saldo inicial ya los descuenta.",
				"%s of %s left on the key date (%s) or before: the opening balance accounts for them already.", s.Cantidad, b.Material.Key, b.Policy.KeyDate)
		}
		out = append(out, Finding{pedimento[s.Exit], document.Finding{
			Code: "shortage_" + string(s.Cause), Severity: sev, Where: s.Exit, Message: text,
		}})
	}
	for i := range b.Sobrantes {
		s := &b.Sobrantes[i]
		out = append(out, Finding{pedimento[s.Exit], document.Finding{
			Code: "count_surplus", Severity: document.Warning, Where: s.Exit, Message: document.Textf(
				"El conteo del %s encuentra %s de %s más que los libros: no hay lote del que salgan. Busque una entrada sin documento o una salida descargada de más.",
				"The count of %s finds %s of %s more than the books: no lot accounts for them. Look for an entry without a document or an exit discharged twice.",
				s.Fecha, s.Cantidad, b.Material.Key),
		}})
	}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		if d.Vencido && waste[d.Exit] && !regular[d.Exit] {
			out = append(out, Finding{pedimento[d.Exit], d.lateWaste()})
			continue
		}
		if !d.Vencido || d.Basis != "named" || d.Rol == RoleActa || regular[d.Exit] {
			continue
		}
		out = append(out, Finding{pedimento[d.Exit], document.Finding{
			Code: "expired_named", Severity: document.Warning, Where: d.Exit, Message: document.Textf(
				"%s salió identificando el lote %s cuando su plazo ya había vencido. Confirme la regularización (A3) o el retorno extemporáneo.",
				"%s left naming lot %s when its stay was already over. Confirm the regularisation (A3) or the late return.", d.Cantidad, d.Lot),
		}})
	}
	out = append(out, b.directed()...)
	out = append(out, b.beforeLastRemesa()...)
	out = append(out, b.aboutExpired()...)
	out = append(out, b.held(pedimento)...)
	return out
}

// lateWaste: desperdicio ended after its lot was due (infra/decisions/0010).
func (d *Descargo) lateWaste() document.Finding {
	return document.Finding{Code: "expired_waste", Severity: document.Warning, Where: d.Exit, Message: document.Textf(
		"%s de desperdicio del lote %s se dieron de baja el %s, con su plazo vencido. Confirme la regularización (A3), o identifique el lote del que son.",
		"%s of desperdicio of lot %s were ended on %s, when its stay was over. Confirm the regularisation (A3), or name the lot they are of.",
		d.Cantidad, d.Lot, d.MovedAt)}
}

// Text says what is short and what to do about it.
func (s *Shortage) Text(m Material) document.Text {
	switch s.Cause {
	case CauseNoBOM:
		if m.Kind == KindPart {
			return document.Textf(
				"%s de la parte %s: ese día no tiene lista de materiales ni lote del que salgan. Si se fabrica aquí, entregue su BOM; si no, revise el número de parte y la unidad o agregue su entrada.",
				"%s of part %s: that day it has neither a BOM nor a lot they leave. If it is made here, deliver its BOM; else check the part number and the unit, or add its entry.",
				s.Cantidad, m.Key)
		}
		return document.Textf(
			"%s de %s sin lista de materiales ni número de parte: no se descarga contra la misma fracción. Entregue el BOM o fije sin_bom: directo.",
			"%s of %s without a BOM or part number: it is not discharged against the same fracción. Deliver the BOM or set sin_bom: directo.",
			s.Cantidad, m.Key)
	case CauseBOMVersion:
		return document.Textf(
			"%s de %s: dos versiones de su lista de materiales valen el mismo día. Cierre una de las dos en la tabla bom.",
			"%s of %s: two versions of its bill of materials hold on the same day. Close one of them in table bom.", s.Cantidad, m.Key)
	case CauseBOM:
		return document.Textf(
			"%s de %s: su lista de materiales no se puede explotar (vea los hallazgos bom_ de esa salida). Corrija la tabla bom.",
			"%s of %s: its bill of materials cannot be exploded (see the bom_ findings of that exit). Correct table bom.", s.Cantidad, m.Key)
	case CauseNoPart:
		return document.Textf(
			"%s de %s que identifican registros 512: no se sabe de qué parte son, o de cuál de los pedimentos que nombran, y el inventario se lleva por parte. Entregue la factura con los números de parte o una decisión dirigir.",
			"%s of %s that 512 records identify: of which part they are, or of which of the pedimentos they name, cannot be told, and the inventory is kept by part. Deliver the invoice with part numbers or a decision dirigir.",
			s.Cantidad, m.Key)
	case CauseBlocked:
		return document.Textf(
			"%s de %s sólo quedan en lotes bloqueados por decisión de una persona. Libérelos o corrija la salida.",
			"%s of %s are left only in lots that a person blocked. Free them or correct the exit.", s.Cantidad, m.Key)
	case CauseNoWaste:
		return s.withoutWaste(m)
	case CauseNotMissing:
		return document.Textf(
			"Se declaran hallados %s de %s que no estaban como faltantes. Revise la decisión.",
			"%s of %s are declared found that were not missing. Check the decision.", s.Cantidad, m.Key)
	case CauseLateImport:
		return document.Textf(
			"%s de %s salieron antes de que entrara un lote que las cubra. Revise las fechas de entrada.",
			"%s of %s left before a lot that covers them came in. Look at the entry dates.", s.Cantidad, m.Key)
	case CauseBeforeWindow:
		if s.Named == "" {
			return document.Textf(
				"%s de %s: ninguna entrada de ese material está en los libros. Agregue el Data Stage de aquel periodo o el saldo inicial.",
				"%s of %s: no entry of that material is in the books. Add the Data Stage of that period or the opening balance.",
				s.Cantidad, m.Key)
		}
		return document.Textf(
			"%s de %s: su entrada (pedimento %s) no está en los libros. Agregue el Data Stage de aquel periodo o el saldo inicial.",
			"%s of %s: their entry (pedimento %s) is not in the books. Add the Data Stage of that period or the opening balance.",
			s.Cantidad, m.Key, s.Named)
	case CauseUnit:
		return document.Textf(
			"%s de %s están en otra unidad que sus entradas. Revise la unidad de tarifa.",
			"%s of %s are in another unit than their entries. Look at the tariff unit.", s.Cantidad, m.Key)
	case CauseAlias:
		return document.Textf(
			"%s de %s: la parte tiene lotes con otro nombre (immex shortages los dice). Diga en la tabla alias que es la misma.",
			"%s of %s: the part has lots under another name (immex shortages tells them). Say in table alias that it is the same.", s.Cantidad, m.Key)
	case CauseOverDischarge:
		if len(s.TakenBy) == 0 {
			return document.Textf(
				"%s de %s exceden lo que quedaba en los lotes. Busque una entrada faltante o una salida de más.",
				"%s of %s exceed what was left in the lots. Look for a missing entry or one exit too many.", s.Cantidad, m.Key)
		}
		return document.Textf(
			"%s de %s exceden lo que quedaba en el lote que nombra (tomado por %v). Busque una entrada faltante o una salida de más.",
			"%s of %s exceed what was left of the lot it names (taken by %v). Look for a missing entry or one exit too many.",
			s.Cantidad, m.Key, s.TakenBy)
	}
	return document.Text{}
}

func (s *Shortage) withoutWaste(m Material) document.Text {
	if m.Kind == KindFraccion {
		return document.Textf(
			"%s de desperdicio de %s: los libros por fracción sólo tienen el desperdicio que declaran los saldos iniciales, y no se toma material en buen estado. Lleve el inventario por parte, cuyas listas de materiales dicen cuánto desperdicio hay; o rectifique el identificador DE, si salió material.",
			"%s of desperdicio of %s: books by fracción have only the desperdicio that opening balances declare, and good stock is not taken. Keep the inventory by part, whose bills of materials tell how much desperdicio there is; or rectify the identifier DE, if goods left.",
			s.Cantidad, m.Key)
	}
	return document.Textf(
		"El acta o el pedimento con DE cubre %s de desperdicio de %s que los libros no tienen. Revise los porcentajes del BOM, o si salió material y no desperdicio.",
		"The act or the pedimento with DE covers %s of desperdicio of %s that the books do not have. Check the percentages of the BOM, or whether goods left and not desperdicio.", s.Cantidad, m.Key)
}
