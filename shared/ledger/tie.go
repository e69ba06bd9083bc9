package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// Shelf is where what papers say of each other is found again.
type Shelf interface {
	// About is the evidence that is about a ref, in any order.
	About(ref Ref) ([]Said, error)
	// Holders are the groups of the pedimentos whose declarations lead to a
	// ref, through whatever papers.
	Holders(ref Ref) ([]string, error)
}

// Tie turns what the pedimentos of a group declare into what the CFDI behind
// it say of their goods: observations beside the others, or notices of what
// was withdrawn or cannot be told. own tells the group's names. The evidence
// itself is taken out: what is left is for Resolve.
func Tie(obs []Observation, own func(group string) bool, shelf Shelf) ([]Observation, error) {
	w := walker{shelf: shelf, own: own, seen: map[Ref]bool{}}
	rest := slices.DeleteFunc(slices.Clone(obs), func(o Observation) bool { return o.Said != nil })
	if err := w.killed(obs); err != nil {
		return nil, err
	}
	rest = append(rest, w.out...)
	w.out = nil
	declared := declaredBy(rest, obs)
	if len(declared) == 0 {
		return rest, nil
	}
	w.pedimento = declared[0].De
	for i := range declared {
		if err := w.follow(declared[i].A, declared[i].Emisor); err != nil {
			return nil, err
		}
	}
	return append(rest, w.out...), nil
}

// declaredBy is what the pedimento of a group that counts declares. A
// rectification that tells no invoices leaves those of the pedimentos before.
func declaredBy(facts, obs []Observation) []Evidence {
	var all []Evidence
	for _, o := range obs {
		if o.Said != nil && o.Said.Dice == Declara && o.Said.A.OfPaper() {
			all = append(all, o.Said.Evidence)
		}
	}
	best := Best(facts)
	if len(all) == 0 || best == nil {
		return nil
	}
	last := slices.DeleteFunc(slices.Clone(all), func(e Evidence) bool { return !samePedimento(e.De, best.Key) })
	if len(last) > 0 {
		all = last
	}
	slices.SortFunc(all, func(a, b Evidence) int { return cmp.Or(cmp.Compare(a.De, b.De), cmp.Compare(a.A, b.A)) })
	return slices.CompactFunc(all, func(a, b Evidence) bool { return a.A == b.A })
}

// walker follows what is declared down to the CFDI.
type walker struct {
	shelf     Shelf
	own       func(string) bool
	pedimento string
	seen      map[Ref]bool
	out       []Observation
}

// about reads what is said of a ref, in an order of its own.
func (w *walker) about(ref Ref) ([]Said, error) {
	said, err := w.shelf.About(ref)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	said = slices.Clone(said)
	slices.SortFunc(said, func(a, b Said) int { return cmp.Compare(a.Hash, b.Hash) })
	return said, nil
}

// follow goes from a ref to the CFDI it means; of an issuer, when it is known.
func (w *walker) follow(ref Ref, emisor string) error {
	if w.seen[ref] {
		return nil
	}
	w.seen[ref] = true
	said, err := w.about(ref)
	if err != nil {
		return err
	}
	switch kind, _, _ := strings.Cut(string(ref), ":"); kind {
	case "uuid":
		return w.cfdi(ref, said, emisor)
	case "cove":
		for _, to := range leads(said, Nombra, emisor) {
			if err := w.follow(to, emisor); err != nil {
				return err
			}
		}
	case "folio":
		return w.oneOf(ref, leads(said, Lleva, emisor), emisor)
	}
	return nil
}

// leads are where evidence of a kind leads to; of an issuer, when it is known.
func leads(said []Said, dice, emisor string) []Ref {
	to := map[Ref]bool{}
	for i := range said {
		if s := &said[i]; s.Dice == dice && sameIssuer(s.Emisor, emisor) {
			to[s.A] = true
		}
	}
	return slices.Sorted(maps.Keys(to))
}

func sameIssuer(a, b string) bool { return a == "" || b == "" || a == b }

// oneOf follows the only CFDI among several that nothing withdraws; two that
// hold cannot be told apart.
func (w *walker) oneOf(ref Ref, all []Ref, emisor string) error {
	var alive []Ref
	for _, to := range all {
		said, err := w.about(to)
		if err != nil {
			return err
		}
		if !withdrawnBy(said, emisor).any() {
			alive = append(alive, to)
		}
	}
	if len(alive) > 1 {
		w.notice("cfdi_ambiguous", document.Warning, ref, document.Textf(
			"Hay %d CFDI vigentes a los que lleva %s (%s): no se sabe cuál ampara el pedimento y ninguno da números de parte. Entregue el acuse de cancelación de los que no valen.",
			"%d CFDI in force answer to %s (%s): which of them covers the pedimento cannot be told and none gives part numbers. Deliver the cancellation of those that do not hold.",
			len(alive), w.name(ref), names(alive)))
		return nil
	}
	if len(alive) == 0 {
		alive = all // each says by what it was withdrawn
	}
	for _, to := range alive {
		if err := w.follow(to, emisor); err != nil {
			return err
		}
	}
	return nil
}

// withdrawal is what takes a CFDI back: answers of the SAT, and the CFDI that
// replace it.
type withdrawal struct {
	cancels []Said
	by      []Ref
}

func (x withdrawal) any() bool { return len(x.cancels)+len(x.by) > 0 }

// withdrawnBy reads what withdraws a CFDI: only its own issuer does.
func withdrawnBy(said []Said, emisor string) withdrawal {
	var x withdrawal
	for i := range said {
		if emisor == "" && said[i].Dice == Ampara {
			emisor = said[i].Emisor
		}
	}
	for i := range said {
		if said[i].Dice == Cancela && sameIssuer(said[i].Emisor, emisor) {
			x.cancels = append(x.cancels, said[i])
		}
	}
	x.by = leads(said, Sustituye, emisor)
	return x
}

// cfdi takes what one CFDI says of its goods, unless it no longer holds.
func (w *walker) cfdi(ref Ref, said []Said, emisor string) error {
	var content []Said
	for i := range said {
		if said[i].Dice == Ampara && sameIssuer(said[i].Emisor, emisor) {
			content = append(content, said[i])
		}
	}
	if x := withdrawnBy(said, emisor); x.any() {
		w.withdrawn(ref, x)
		return w.oneOf(ref, x.by, emisor)
	}
	if len(content) == 0 {
		return nil // it did not come: not every invoice does
	}
	holders, err := w.shelf.Holders(ref)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	for _, group := range holders {
		if !w.own(group) {
			w.notice("cfdi_shared", document.Notice, ref, document.Textf(
				"Otro pedimento (%s) declara también el CFDI %s: no se sabe qué renglones son de cada uno y no da números de parte.",
				"Another pedimento (%s) declares CFDI %s too: which lines belong to which cannot be told and it gives no part numbers.", group, w.name(ref)))
			return nil
		}
	}
	for i := range content[1:] {
		if !slices.Equal(content[0].Lineas, content[i+1].Lineas) {
			w.notice("cfdi_ambiguous", document.Warning, ref, document.Textf(
				"El CFDI %s llegó en dos versiones que no dicen lo mismo: no da números de parte. Pida el XML original al emisor.",
				"CFDI %s came in two versions that do not say the same: it gives no part numbers. Ask the issuer for the original XML.", w.name(ref)))
			return nil
		}
	}
	if len(content[0].Lineas) > 0 {
		w.out = append(w.out, Observation{Hash: content[0].Hash, Tied: &PartList{
			Pedimento: w.pedimento, Doc: content[0].Doc, Invoice: w.name(ref), Lines: content[0].Lineas,
		}})
	}
	return nil
}

// withdrawn says that a CFDI gives no parts any more, and why.
func (w *walker) withdrawn(ref Ref, x withdrawal) {
	why := document.Text{}
	for _, s := range x.cancels {
		why = document.Textf("cancelado según el acuse del SAT del %s (estatus %s)", "cancelled by the SAT's answer of %s (status %s)", s.Fecha, s.Estado)
		break
	}
	if len(x.by) > 0 {
		by := document.Textf("sustituido por %s", "replaced by %s", names(x.by))
		why = document.Text{ES: strings.TrimPrefix(why.ES+"; "+by.ES, "; "), EN: strings.TrimPrefix(why.EN+"; "+by.EN, "; ")}
	}
	sev := document.Warning
	if len(x.by) > 0 {
		sev = document.Notice // another one stands in its place
	}
	w.notice("cfdi_cancelled", sev, ref, document.Textf(
		"El CFDI %s que declara el pedimento está %s: los números de parte que daba se retiran. Si el pedimento sigue amparado, entregue el CFDI que lo ampara o rectifique.",
		"CFDI %s, which the pedimento declares, is %s: the part numbers it gave are withdrawn. If the pedimento is still covered, deliver the CFDI that covers it or rectify.",
		w.name(ref), why))
}

func (w *walker) notice(code string, sev document.Severity, ref Ref, msg document.Text) {
	w.out = append(w.out, Observation{Notice: &Finding{w.pedimento, document.Finding{Code: code, Severity: sev, Where: string(ref), Message: msg}}})
}

// name is a ref as a person knows it.
func (w *walker) name(ref Ref) string { return names([]Ref{ref}) }

func names(refs []Ref) string {
	out := make([]string, len(refs))
	for i, r := range refs {
		_, out[i], _ = strings.Cut(string(r), ":")
	}
	return strings.Join(out, ", ")
}

// Withdrawn is what takes a CFDI back among what is said of it: the answers of
// the SAT to its issuer, and the CFDI that replace it.
func Withdrawn(said []Said, emisor string) (cancels []Said, by []Ref) {
	x := withdrawnBy(said, emisor)
	return x.cancels, x.by
}
