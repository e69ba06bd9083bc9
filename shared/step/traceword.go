package step

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// PairName is how far the two sides of a V1 agree, in words.
func PairName(state string) document.Text {
	switch state {
	case ledger.PairReferenced:
		return document.Text{ES: "referenciada", EN: "referenced"}
	case ledger.PairConfirmed:
		return document.Text{ES: "confirmada", EN: "confirmed"}
	case ledger.PairContradicted:
		return document.Text{ES: "contradicha", EN: "contradicted"}
	}
	return document.Text{ES: "sin referencia", EN: "unreferenced"}
}

// ChangeName is where a change of state goes, in words.
func ChangeName(to string) document.Text {
	switch to {
	case ledger.ToDesperdicio:
		return document.Text{ES: "desperdicio", EN: "desperdicio"}
	case ledger.ToFaltante:
		return document.Text{ES: "extraviado", EN: "missing"}
	}
	return document.Text{ES: "bueno", EN: "good stock"}
}

// LotNotes is what there is to say of a lot of the trace beside its figures: what
// of it is held, desperdicio or missing, its blocks, when all of it had crossed,
// its V1 pair and why it is due when it is.
func (t *Traced) LotNotes(i int) (out []document.Text) {
	l, s := &t.Lots[i], &t.Saldos[i]
	if s.Desperdicio+s.Faltante+s.Held > 0 {
		out = append(out, document.Textf("de ello, en su unidad: bueno %s (retenido por vencido %s), desperdicio %s, extraviado %s",
			"of it, in its unit: good %s (held as expired %s), desperdicio %s, missing %s", s.Cantidad, s.Held, s.Desperdicio, s.Faltante))
	}
	for _, b := range l.Bloqueos {
		until := document.Text{ES: "sin fecha de término", EN: "without an end"}
		if b.Hasta.Known() {
			until = document.Text{ES: b.Hasta.String(), EN: b.Hasta.String()}
		}
		out = append(out, document.Text{
			ES: "bloqueado desde " + b.Desde.String() + " hasta " + until.ES + " por decisión de una persona: PEPS no lo toma",
			EN: "blocked from " + b.Desde.String() + " to " + until.EN + " by a person's decision: PEPS does not take it",
		})
	}
	if l.Completo.Known() {
		out = append(out, document.Textf("de un consolidado: cuenta completo desde su primera remesa; la última cruzó el %s, y lo que sale antes por PEPS se supone",
			"of a consolidado: all of it counts from its first remesa; the last crossed on %s, and what leaves before by PEPS is assumed", l.Completo))
	}
	if l.Due.Known() && l.DueLast != l.Due {
		out = append(out, lastNote(l.DueLast))
	}
	return append(append(out, pairNote(l.Pareja)...), l.DueReasons...)
}

// lastNote tells the day after which the stay is over whatever rule holds.
func lastNote(last document.Date) document.Text {
	if !last.Known() {
		return document.Text{ES: "el último día posible de su plazo está en duda: lo que pasa del vencimiento sólo advierte", EN: "the last possible day of its stay is in doubt: what passes the due date only warns"}
	}
	return document.Textf("vencido con toda lectura desde el día siguiente al %s", "expired by every reading from the day after %s", last)
}

func pairNote(state string) []document.Text {
	if state == "" {
		return nil
	}
	name := PairName(state)
	return []document.Text{{ES: "pareja V1: " + name.ES, EN: "V1 pair: " + name.EN}}
}

// ExitNotes is what there is to say of an exit beside its figures: its V1 pair and
// the reason a person gave.
func ExitNotes(x *ledger.Exit) []document.Text {
	out := pairNote(x.Pareja)
	if x.Motivo != "" {
		out = append(out, document.Text{ES: "motivo: " + x.Motivo, EN: "reason: " + x.Motivo})
	}
	return out
}

// HeldNotes is what of something held later exits took.
func HeldNotes(h *ledger.Held) (out []document.Text) {
	for _, by := range h.Tomado {
		out = append(out, document.Textf("de ello %s lo tomó la salida %s el %s", "of it %s was taken by exit %s on %s", by.Cantidad, by.Exit, by.MovedAt))
	}
	return out
}

// Made says what product an exit leaves inside, by which list and order; "" of what
// leaves as it stands.
func Made(x *ledger.Exit) string {
	if x.Producto == "" {
		return ""
	}
	s := x.Cantidades.String() + " " + x.Producto + " (BOM " + x.Version
	if x.Orden != "" {
		s += ", " + x.Orden
	}
	return s + ")"
}

// AtName is where a document of the trace says it; in words when its place could
// not be read again.
func (d *TracedDocument) AtName() document.Text {
	if d.Unread {
		return document.Text{ES: "su lugar no se pudo leer de nuevo: el documento guardado no abre", EN: "its place could not be read again: the document that is kept does not open"}
	}
	return document.Text{ES: d.At, EN: d.At}
}
