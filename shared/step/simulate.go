package step

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// Scenario is what a simulation changes. Nothing of it is stored.
type Scenario struct {
	SinBOM       ledger.SinBOM // "" as it is
	InventoryKey string        // "" as it is
	LeadDays     *int
	// Tables are plant tables that would be dropped: another bill of materials,
	// substitutes, decisions.
	Tables []FactRecord
	// On is the day expiries and pesos are told for.
	On document.Date
}

// Side is one side of a comparison.
type Side struct {
	Exposure  ledger.Exposure
	Descargos int
	Shortages int
	Held      int
}

// Simulated is the books as they are and as they would be.
type Simulated struct {
	RFC           string
	Before, After Side
	Deltas        []ledger.Delta
	// Findings are what the tables of the scenario say against those there are:
	// a row that gives way to another changes nothing.
	Findings []ledger.Finding
}

// Simulate holds the books as they are against those of a scenario, and posts
// nothing. The books as they are are those that are kept, where they are of the very
// facts that are read; else both are computed.
func Simulate(ctx context.Context, store Books, rfc string, s Scenario) (*Simulated, error) {
	facts, kept, err := factsAndBooks(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	was, err := basisOf(rfc, facts)
	if err != nil {
		return nil, err
	}
	book, ids := kept.book(ctx, store, rfc), slices.Collect(maps.Keys(kept))
	if kept == nil {
		before, err := DeriveUnder(ctx, rfc, facts, was)
		if err != nil {
			return nil, err
		}
		book, ids = before.Book, slices.Collect(maps.Keys(before.Moves))
	}
	basis, err := s.basis(rfc, facts)
	if err != nil {
		return nil, err
	}
	after, err := DeriveUnder(ctx, rfc, facts, basis)
	if err != nil {
		return nil, err
	}
	out, err := sideBySide(ids, book, after, s.On)
	if err != nil {
		return nil, err
	}
	for _, f := range after.Basis.Findings {
		if !slices.Contains(was.Findings, f) {
			out.Findings = append(out.Findings, f)
		}
	}
	return out, nil
}

// heads are the books that are kept, by material.
type heads map[string]BookRecord

// factsAndBooks reads every fact, and which books are kept of them: nil where some wait
// to be matched, are of other terms than ours, or something came while they were read.
// Nothing can be matched between the two looks at the journal when nothing waited
// at the first and nothing came up to the second.
func factsAndBooks(ctx context.Context, store Books, rfc string) (facts []FactRecord, kept heads, err error) {
	head, err := store.Head(ctx, rfc)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	waits, err := store.Dirty(ctx, rfc)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // same
	}
	for r, err := range store.AllFacts(ctx, rfc) {
		if err != nil {
			return nil, nil, err
		}
		r.Data = slices.Clone(r.Data)
		facts = append(facts, r)
	}
	kept = heads{}
	for r, err := range store.Books(ctx, rfc) {
		if err != nil {
			return nil, nil, err
		}
		r.Manifest = slices.Clone(r.Manifest)
		kept[r.ID] = r
	}
	now, err := store.Head(ctx, rfc)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // same
	}
	if len(waits) > 0 || now != head || now.Stale() {
		kept = nil
	}
	return facts, kept, nil
}

// book opens the one of a material; nil when there is none.
func (h heads) book(ctx context.Context, store BookStore, rfc string) func(id string) (*ledger.Book, error) {
	return func(id string) (*ledger.Book, error) {
		r, ok := h[id]
		if !ok {
			return nil, nil // nothing moves in it, and that is no error
		}
		return OpenBook(ctx, store, rfc, r)
	}
}

// basis is that of the facts with what the scenario changes.
func (s *Scenario) basis(rfc string, facts []FactRecord) (programme.Basis, error) {
	b, err := basisOf(rfc, append(slices.Clone(facts), s.Tables...))
	if err != nil {
		return b, err
	}
	p := &b.Terms.Policy
	p.SinBOM = cmp.Or(s.SinBOM, p.SinBOM)
	p.InventoryKey = cmp.Or(s.InventoryKey, p.InventoryKey)
	if s.LeadDays != nil {
		p.BOMLeadDays = *s.LeadDays
	}
	return b, nil
}

// sideBySide compares the books of some materials, and of those that would move.
func sideBySide(were []string, before func(id string) (*ledger.Book, error), after *Derived, on document.Date) (*Simulated, error) {
	out := &Simulated{RFC: after.RFC}
	out.Before.add(nil, on)
	out.After.add(nil, on)
	ids := map[string]bool{}
	for _, id := range were {
		ids[id] = true
	}
	for id := range after.Moves {
		ids[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		a, err := before(id)
		if err != nil {
			return nil, err
		}
		b, err := after.Book(id)
		if err != nil {
			return nil, err
		}
		out.Before.add(a, on)
		out.After.add(b, on)
		out.Deltas = append(out.Deltas, ledger.CompareCauses(a, b)...)
	}
	return out, nil
}

func (s *Side) add(b *ledger.Book, on document.Date) {
	s.Exposure.Exposed(b, on)
	if b == nil {
		return
	}
	s.Descargos += len(b.Descargos)
	s.Shortages += len(b.Shortages)
	s.Held += len(b.Held)
}

// Operation is something a person plans: a quantity of a part (or of a
// fracción) to return, transfer or regularise on a day.
type Operation struct {
	Clave           string // RT, V1, V5, F4, F5, A3 …
	Parte, Fraccion string
	Cantidad        quantity.Micros
	Unidad          string // key of Apéndice 7
	Fecha           document.Date
}

// PlannedKey is the number of a pedimento that does not exist yet. It comes
// after every other of its day: what has left by then is not taken from under
// its exits.
const PlannedKey = "999999999999999"

// Planned is what an operation would take: the lots, and what is short.
type Planned struct {
	RFC       string
	Operation Operation
	Books     []*ledger.Book // of the materials it touches, with the operation
	Deltas    []ledger.Delta // against the books as they are
	Findings  []ledger.Finding
	// Credit is what it discharges of the IVA and IEPS credit, account by account;
	// CreditKnown is false where a lot it takes is granted its account after it, or
	// only an opening balance tells of one.
	Credit      []CreditTaken
	CreditKnown bool
}

// PlanOperation works out a planned operation on the books as they are, before any
// pedimento is paid, and posts nothing.
func PlanOperation(ctx context.Context, store Books, rfc string, op Operation) (*Planned, error) {
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	if err := op.measure(ctx, store, rfc, &basis); err != nil {
		return nil, err
	}
	fact, err := op.fact(&basis)
	if err != nil {
		return nil, err
	}
	raw, err := fact.Encode()
	if err != nil {
		return nil, fault.New(fault.Corrupt, "planned operation", err)
	}
	g := basis.Terms.Resolve([]ledger.Observation{{Hash: document.HashOf(raw), Fact: fact}})
	out := &Planned{RFC: rfc, Operation: op, Findings: g.Findings}
	pairs := map[string]bookPair{}
	for i := range g.Movements {
		m := &g.Movements[i]
		if pairs[m.Material.ID(rfc)], err = out.apply(ctx, store, &basis, m); err != nil {
			return nil, err
		}
	}
	return out, out.credit(ctx, store, &basis, pairs)
}

// apply evaluates one material with and without the operation.
func (p *Planned) apply(ctx context.Context, store Books, basis *programme.Basis, m *ledger.Movements) (pair bookPair, err error) {
	moves, err := movementsOf(ctx, store, p.RFC, m.Material.ID(p.RFC))
	if err != nil {
		return pair, err
	}
	version := basis.Terms.Catalog.Version
	before := ledger.Evaluate(p.RFC, m.Material, moves, basis.Terms.Policy, version)
	after := ledger.Evaluate(p.RFC, m.Material, append(moves, *m), basis.Terms.Policy, version)
	if err := after.Check(); err != nil {
		return pair, fault.New(fault.Corrupt, "planned operation in "+m.Material.Key, err)
	}
	pair = bookPair{before, after}
	p.Books = append(p.Books, after)
	p.Deltas = append(p.Deltas, ledger.CompareCauses(before, after)...)
	if len(after.Lots) > 0 {
		return pair, nil
	}
	others, err := unitsOf(ctx, store, p.RFC, m.Material)
	for _, u := range others {
		p.Findings = append(p.Findings, ledger.Finding{Pedimento: PlannedKey, Finding: document.Finding{
			Code: "shortage_" + string(ledger.CauseUnit), Severity: document.Warning, Where: m.Material.Key, Message: document.Textf(
				"%s tiene lotes en la unidad %s y la operación lo pide en %s: no se pueden comparar. Dé la cantidad en esa unidad o el factor de la parte.",
				"%s has lots in unit %s and the operation asks for it in %s: they cannot be compared. Give the quantity in that unit, or the factor of the part.",
				m.Material.Key, u, m.Material.Unit),
		}})
	}
	return pair, err
}

// unitsOf are the other units in which the books hold lots of a material.
func unitsOf(ctx context.Context, store Books, rfc string, m ledger.Material) (out []string, err error) {
	own := m.Unit
	for _, u := range catalog.Default().Units() {
		m.Unit = u.Clave
		if u.Clave == own || slices.Contains(out, u.Clave) {
			continue
		}
		moves, err := movementsOf(ctx, store, rfc, m.ID(rfc))
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(moves, func(one ledger.Movements) bool { return len(one.Lots)+len(one.Openings) > 0 }) {
			out = append(out, u.Clave)
		}
	}
	return out, nil
}

// movementsOf is what every group does in a material, as it is.
func movementsOf(ctx context.Context, store MovementStore, rfc, id string) ([]ledger.Movements, error) {
	rows, err := store.Movements(ctx, rfc, id, Latest)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	moves := make([]ledger.Movements, len(rows))
	for i, b := range rows {
		if moves[i], err = ledger.UnpackMovements(b); err != nil {
			return nil, fault.New(fault.Corrupt, "movements of "+id, err)
		}
	}
	return moves, nil
}

// measure puts a quantity of a fracción into the one unit its lots are in, when
// the books have none in the unit it was asked in and the two are of one
// dimension.
func (op *Operation) measure(ctx context.Context, store Books, rfc string, basis *programme.Basis) error {
	if op.Parte != "" || op.Fraccion == "" {
		return nil
	}
	if plant := basis.Terms.Plant; plant != nil {
		op.Fraccion = plant.Fraccion(op.Fraccion)
	}
	m := ledger.Fraccion(op.Fraccion, op.Unidad)
	rows, err := store.Movements(ctx, rfc, m.ID(rfc), Latest)
	if err != nil || len(rows) > 0 {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	others, err := unitsOf(ctx, store, rfc, m)
	if err != nil || len(others) != 1 {
		return err
	}
	if q, err := unit.Default().Convert(op.Cantidad, op.Unidad, others[0], op.Fecha, nil); err == nil {
		op.Unidad, op.Cantidad = others[0], q
	}
	return nil
}

// fact is the pedimento the operation would be.
func (op *Operation) fact(basis *programme.Basis) (*ledger.Fact, error) {
	cat := basis.Terms.Catalog
	operacion := "EXP"
	if row, ok := cat.Effect(op.Clave, "IMP", nil, op.Fecha); ok && row.Effect == catalog.EffectRegime {
		operacion = "IMP"
	}
	cases, ok := op.cases(cat, operacion)
	if !ok {
		return nil, fault.Newf(fault.Misconfigured, "planned operation", "clave %q takes nothing out of the inventory", op.Clave)
	}
	l := ledger.Line{Sec: 1, Fraccion: op.Fraccion, Parte: op.Parte, UMC: op.Unidad, CantidadUMC: op.Cantidad, UMT: op.Unidad, CantidadUMT: op.Cantidad}
	if plant := basis.Terms.Plant; plant != nil && op.Parte != "" {
		l.Parte = plant.Name(op.Parte, op.Fecha)
		if info, ok := plant.Part(l.Parte, op.Fecha); ok {
			l.Fraccion = cmp.Or(l.Fraccion, info.Fraccion)
			if q, err := unit.Default().Convert(op.Cantidad, op.Unidad, info.UMT, op.Fecha, info.Factors); err == nil {
				l.UMT, l.CantidadUMT = info.UMT, q
			}
		}
	}
	if l.Fraccion == "" && l.Parte == "" {
		return nil, fault.Newf(fault.Misconfigured, "planned operation", "it names neither a part nor a fracción")
	}
	return &ledger.Fact{
		Key: PlannedKey, Source: document.SourceTyped, Clave: op.Clave, Operacion: operacion, Pago: op.Fecha, Entrada: op.Fecha,
		Remesa: op.Fecha, Seleccion: op.Fecha, AsOf: op.Fecha, Casos: cases, Lineas: []ledger.Line{l},
	}, nil
}

// packaging is the identifier without which an A1 takes nothing out.
const packaging = "EB"

// cases are the identifiers that the clave needs to take something out of the
// inventory; ok is false when none makes it.
func (op *Operation) cases(cat *catalog.Catalog, operacion string) (of []string, ok bool) {
	for _, of := range [][]string{nil, {packaging}} {
		if row, ok := cat.Effect(op.Clave, operacion, of, op.Fecha); ok && (row.Effect == catalog.EffectExit || row.Effect == catalog.EffectRegime) {
			return of, true
		}
	}
	return nil, false
}
