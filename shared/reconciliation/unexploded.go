package reconciliation

import (
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// unexploded is a shipment whose needs are not matched at all: its product was
// sold once, however many materials it would take.
type unexploded struct {
	causes map[ledger.Cause]bool
	worth  map[string]money.Amount // by piece
}

// unexplained notes a need that is not matched at all.
func (s *shipment) unexplained(x *ledger.Exit) {
	if s.loose == nil {
		s.loose = &unexploded{map[ledger.Cause]bool{}, map[string]money.Amount{}}
	}
	s.loose.causes[x.Causa] = true
	s.loose.worth[x.Piece()] = x.Comercial
}

// pesos is what all pieces were sold for, unknown when one is.
func (u *unexploded) pesos() money.Amount {
	var sum money.Sum
	for _, piece := range slices.Sorted(maps.Keys(u.worth)) {
		sum.Add(u.worth[piece])
	}
	if total, ok := sum.Total(); ok {
		return total
	}
	return money.Amount{}
}

// why names every cause.
func (u *unexploded) why() document.Text {
	var es, en []string
	for _, c := range slices.Sorted(maps.Keys(u.causes)) {
		t := worded(c)
		es, en = append(es, t.ES), append(en, t.EN)
	}
	return document.Text{ES: strings.Join(es, ", "), EN: strings.Join(en, ", ")}
}

// unexploded tells each shipment without matched needs once, with why. One that
// left up to the day on which opening balances open the books is no fault: they
// state what was there behind it.
func (p *producing) unexploded(all []*shipment) {
	for _, s := range all {
		if s.loose == nil {
			continue
		}
		d := Difference{
			Reason: "sin_explotar", Severity: document.Warning, Key: s.pedimento, Partida: s.partida, On: s.moved, Other: s.product + " " + s.qty.String(), Pesos: s.loose.pesos(),
			Says: document.Textf("%s-%d: %s de %s no se explota en materiales (%s).", "%s-%d: %s of %s is not exploded into materials (%s).", s.pedimento, s.partida, s.qty, s.product, s.loose.why()),
			Fix:  document.Textf("Entregue la lista de materiales vigente de ese producto.", "Deliver the bill of materials of that product in force."),
		}
		if len(s.loose.causes) == 1 && s.loose.causes[ledger.CauseBeforeWindow] {
			d.Reason, d.Severity = "antes_de_abrir", document.Notice
			d.Says = document.Textf("%s-%d: %s de %s salió cuando los libros aún no abrían: los saldos iniciales son de lo que quedó después.",
				"%s-%d: %s of %s left before the books open: the opening balances are of what was left after it.", s.pedimento, s.partida, s.qty, s.product)
			d.Fix = document.Textf("Nada, si los saldos iniciales ya lo restan; si no, corrija la tabla saldos_iniciales.", "Nothing, when the opening balances are without it; else correct the table saldos_iniciales.")
		}
		p.differ(s, d)
	}
}
