package ledger

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// held tells what PEPS found expired: what still waits for a decision, and what
// another exit took meanwhile, so that its own exit has no lot any more.
func (b *Book) held(pedimento map[string]string) (out []Finding) {
	last := make(map[string]document.Date, len(b.Lots))
	for i := range b.Lots {
		last[b.Lots[i].ID] = b.Lots[i].DueLast
	}
	role := make(map[string]Role, len(b.Exits))
	for i := range b.Exits {
		role[b.Exits[i].ID] = b.Exits[i].Rol
	}
	for i := range b.Held {
		h := &b.Held[i]
		sev := document.Warning // another period may still hold
		if end := last[h.Lot]; end.Known() && h.MovedAt > end {
			sev = document.Error
		}
		if q := h.Pendiente(); q > 0 {
			out = append(out, Finding{pedimento[h.Exit], document.Finding{
				Code: "expired_in_sequence", Severity: sev, Where: h.Exit, Message: h.decide(role[h.Exit], q),
			}})
		}
		if len(h.Tomado) > 0 {
			out = append(out, Finding{pedimento[h.Exit], document.Finding{
				Code: "expired_taken", Severity: sev, Where: h.Exit, Message: h.taken(),
			}})
		}
	}
	return out
}

// decide says what waits for a person, and where that person writes it: of an
// exit by pedimento in the table of decisions; an act is a row of the plant's own,
// which names the lot that it was of.
func (h *Held) decide(role Role, q quantity.Micros) document.Text {
	what := document.Textf("Decida: retorno extemporáneo o regularización A3.", "Decide: late return or A3 regularisation.")
	if role == RoleActa {
		what = document.Textf(
			"Decida: corrija el renglón del acta con el pedimento y la partida del lote del que salió, ése u otro (si es de un producto, con un renglón por material).",
			"Decide: correct the line of the act with pedimento and partida of the lot it was of, that one or another (of a product, with a line for each material).")
	}
	return document.Textf(
		"PEPS llega a %s de un lote vencido (%s): no se descarga ni se salta. %s",
		"PEPS reaches %s of an expired lot (%s): it is neither discharged nor skipped. %s", q, h.Lot, what)
}

// taken says who took what was held.
func (h *Held) taken() document.Text {
	var q quantity.Micros
	by := make([]string, len(h.Tomado))
	for i, t := range h.Tomado {
		q += t.Cantidad
		by[i] = t.Exit + " (" + t.Cantidad.String() + ", " + t.MovedAt.String() + ")"
	}
	return document.Textf(
		"Esta salida llegó por PEPS a %s del lote vencido %s, que después tomó %s: sigue sin descargo y ese lote ya no lo tiene. Si aquélla lo regularizó, registre dejar_vencido con ese lote y la salida tomará los siguientes; si no, corrija lo que aquélla identifica.",
		"This exit reached by PEPS %s of expired lot %s, which %s took later: it still has no descargo and that lot has it no more. If that one regularised it, record dejar_vencido with that lot and the exit takes the next ones; if not, correct what that one identifies.",
		q, h.Lot, strings.Join(by, ", "))
}

// aboutExpired tells the decisions about one expired lot that change nothing:
// it is no lot of the material, it had not expired when the exit came, or the
// exit takes only what it names itself. Of a product's exit another component
// may have it.
func (b *Book) aboutExpired() (out []Finding) {
	for i := range b.Exits {
		x := &b.Exits[i]
		for _, v := range x.Vencidos {
			if x.Named == "" && len(x.Identifica) == 0 && slices.ContainsFunc(b.Lots, func(l Lot) bool {
				return l.isLine(v.Lot) && expired(&l, x.MovedAt)
			}) {
				continue
			}
			sev := document.Warning
			if x.Producto != "" {
				sev = document.Notice
			}
			out = append(out, Finding{x.Pedimento, document.Finding{
				Code: "decision_lot", Severity: sev, Where: x.ID, Message: document.Textf(
					"Una decisión toma o deja el lote vencido %s, que no es de %s, no había vencido el %s o no lo alcanza PEPS: no cambia nada. Corrija la decisión.",
					"A decision takes or leaves expired lot %s, which is not of %s, had not expired on %s or is not reached by PEPS: it changes nothing. Correct the decision.",
					v.Lot, b.Material.Key, x.MovedAt),
			}})
		}
	}
	return out
}

// directed tells the decisions dirigir that could not be followed: a lot that is
// not of this material, or more than the exit has. What they did not direct
// went by PEPS.
func (b *Book) directed() (out []Finding) {
	for i := range b.Exits {
		x := &b.Exits[i]
		if x.Rol != RoleSalida && x.Rol != RoleIncorporado {
			continue // of what an act or a decision itself moves the shortage tells
		}
		var total quantity.Micros
		for _, d := range x.Dirigido {
			total += d.Cantidad
			if !slices.ContainsFunc(b.Lots, func(l Lot) bool { return l.isLine(d.Lot) }) {
				out = append(out, Finding{x.Pedimento, document.Finding{
					Code: "directed_no_lot", Severity: document.Warning, Where: x.ID, Message: document.Textf(
						"Una decisión dirige %s de %s al lote %s, que no es de ese material o no existe: salieron por PEPS. Corrija la decisión.",
						"A decision directs %s of %s to lot %s, which is not of that material or does not exist: they left by PEPS. Correct the decision.",
						d.Cantidad, b.Material.Key, d.Lot),
				}})
			}
		}
		if total > x.Cantidad {
			out = append(out, Finding{x.Pedimento, document.Finding{
				Code: "directed_over", Severity: document.Warning, Where: x.ID, Message: document.Textf(
					"Las decisiones dirigen %s de %s y la salida es de %s: lo que sobra no se descarga. Corrija la cantidad.",
					"Decisions direct %s of %s and the exit is of %s: what is over is not discharged. Correct the quantity.",
					total, b.Material.Key, x.Cantidad),
			}})
		}
	}
	return out
}

// beforeLastRemesa tells, lot by lot, what left of a consolidado before its last
// remesa: the documents at hand do not say how much crossed with which.
func (b *Book) beforeLastRemesa() (out []Finding) {
	lots := map[string]*Lot{}
	for i := range b.Lots {
		if b.Lots[i].Completo.Known() {
			lots[b.Lots[i].ID] = &b.Lots[i]
		}
	}
	sum := map[string]quantity.Micros{}
	add := func(lot, basis string, on document.Date, q quantity.Micros) {
		if l := lots[lot]; l != nil && basis == "peps" && on < l.Completo {
			sum[lot] += q
		}
	}
	for i := range b.Descargos {
		add(b.Descargos[i].Lot, b.Descargos[i].Basis, b.Descargos[i].MovedAt, b.Descargos[i].Cantidad)
	}
	for i := range b.Cambios {
		if c := &b.Cambios[i]; c.A != ToBueno {
			add(c.Lot, c.Basis, c.MovedAt, c.Cantidad)
		}
	}
	for i := range b.Lots {
		l := &b.Lots[i]
		if q := sum[l.ID]; q > 0 {
			out = append(out, Finding{l.Pedimento, document.Finding{
				Code: "remesa_assumed", Severity: document.Notice, Where: l.ID, Message: document.Textf(
					"El lote %s es de un consolidado: cuenta completo desde su primera remesa (%s) y la última cruzó el %s. Antes salieron %s por PEPS: que ya habían cruzado se supone, y así se suma. Compruébelo con los avisos consolidados de sus remesas.",
					"Lot %s is of a consolidado: all of it counts from its first remesa (%s) and the last one crossed on %s. Before that %s left by PEPS: that they had crossed is assumed, and totalled so. Check it against the notices of its remesas.",
					l.ID, l.AvailableFrom, l.Completo, q),
			}})
		}
	}
	return out
}
