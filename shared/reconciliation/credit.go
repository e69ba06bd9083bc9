package reconciliation

import (
	"cmp"
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
)

// Account is what the books leave open of the credit of a pedimento and
// fracción, in pesos, over all contributions and forms.
type Account struct {
	Pedimento, Fraccion string
	Open                int64
}

// OfCredit holds the SAT's balances of the last day up to on against the credit
// in the books, which accounts gives for a day. Root leads from any number of a
// chain of rectifications to its first. One peso is a rounding.
func OfCredit(sat []plant.CreditBalance, accounts func(document.Date) []Account, root func(string) string, on document.Date) *Result {
	r := &Result{Kind: SCCCyG, On: on}
	var day document.Date
	for i := range sat {
		if f := sat[i].Fecha; !on.Known() || f <= on {
			day = max(day, f)
		}
	}
	if !day.Known() {
		r.Note = document.Textf("No se entregó la tabla scccyg_saldos.", "Table scccyg_saldos was not delivered.")
		return r
	}
	r.On = day
	type key struct{ pedimento, fraccion string }
	theirs, ours := map[key]*money.Sum{}, map[key]int64{}
	for i := range sat {
		if b := &sat[i]; b.Fecha == day {
			k := key{root(b.Pedimento), b.Fraccion}
			if theirs[k] == nil {
				theirs[k] = &money.Sum{}
			}
			theirs[k].Add(b.Saldo)
		}
	}
	for _, a := range accounts(day) {
		ours[key{root(a.Pedimento), a.Fraccion}] += a.Open
	}
	all := map[key]bool{}
	for k := range theirs {
		all[k] = true
		r.Other++
	}
	for k, open := range ours {
		if open != 0 || theirs[k] != nil {
			all[k] = true
		}
		if open != 0 {
			r.Books++
		}
	}
	order := func(a, b key) int {
		return cmp.Or(cmp.Compare(a.pedimento, b.pedimento), cmp.Compare(a.fraccion, b.fraccion))
	}
	for _, k := range slices.SortedFunc(maps.Keys(all), order) {
		open, known := ours[k]
		r.account(k.pedimento+" "+k.fraccion, day, theirs[k], open, known)
	}
	return r.rank()
}

// account compares one account; theirs is nil when the SAT does not have it.
func (r *Result) account(name string, day document.Date, theirs *money.Sum, open int64, known bool) {
	d := Difference{Reason: "saldo", Severity: document.Warning, Key: name, On: day, Books: money.Int(open).String()}
	d.Fix = document.Textf("Compare los descargos informados (Anexo 30) con los de los libros; falta informar uno o se informó de más.", "Compare the discharges reported (Anexo 30) with those of the books; one was not reported or one too many was.")
	switch {
	case theirs == nil:
		d.Reason, d.Pesos = "no_esta_en_scccyg", money.Int(open)
		d.Says = document.Textf("%s: los libros dejan %d pesos abiertos el %s y el SCCCyG no trae la cuenta.", "%s: the books leave %d pesos open on %s and the SCCCyG does not have the account.", name, open, day)
	case !known:
		total, ok := theirs.Total()
		if ok && total.Sign() == 0 {
			r.Agreed++
			return
		}
		d.Reason, d.Books, d.Other, d.Pesos = "no_esta_en_libros", "", total.String(), total
		d.Says = document.Textf("%s: el SCCCyG tiene %s pesos el %s y los libros no dan crédito.", "%s: the SCCCyG holds %s pesos on %s and the books grant no credit.", name, total, day)
		d.Fix = document.Textf("Entregue el pedimento de esa entrada o revise sus formas de pago 21 y 22.", "Deliver the pedimento of that entry or see its forms of payment 21 and 22.")
	default:
		total, ok := theirs.Total()
		if !ok { // it does not fit: nobody can tell
			total = money.Amount{}
		}
		diff, err := total.Sub(money.Int(open))
		if ok && err == nil && diff.Abs().Cmp(money.Int(1)) <= 0 {
			r.Agreed++
			return
		}
		d.Other, d.Pesos = total.String(), diff.Abs()
		d.Says = document.Textf("%s: el SCCCyG tiene %s pesos el %s y los libros %d.", "%s: the SCCCyG holds %s pesos on %s and the books %d.", name, total, day, open)
	}
	r.add(d)
}
