package step

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// counterpartGroup is the group of the pedimentos of other companies.
const counterpartGroup = "contraparte"

// Counterpart is a V1 pedimento of another company: the other side of a
// transfer of ours. It moves nothing.
type Counterpart struct {
	RFC  string       `json:"rfc"`
	Fact *ledger.Fact `json:"pedimento"`
}

// counterpart turns an accepted V1 of another company, delivered for a
// programme of ours, into a fact beside the books; ok is false for any other
// paper.
func (p *Paper) counterpart(of string) bool {
	if p.Record.RFC == "" || of == "" || p.Record.RFC == of || p.Fact == nil || p.Fact.Clave != "V1" || p.Record.Status != document.Accepted {
		return false
	}
	b, err := json.Marshal(Counterpart{of, p.Fact})
	if err != nil {
		return false
	}
	p.Kept = &FactRecord{Hash: document.HashOf(b), Kind: FactCounterpart, Key: of, Group: counterpartGroup, Data: b}
	p.Fact = nil
	p.Record.Findings.Add("v1_counterpart", document.Notice, "", document.Textf(
		"Es un V1 de %s: se guarda como contraparte de una transferencia y no mueve nada en los libros de %s.",
		"It is a V1 of %s: it is kept as the other side of a transfer and moves nothing in the books of %s.", of, p.Record.RFC))
	return true
}

// The states of a pair.
const (
	PairUnreferenced = "sin_referencia"
	PairReferenced   = "referenciada"
	PairConfirmed    = "confirmada"
	PairContradicted = "contradicha"
)

// Pair is a V1 of ours with the other side of its transfer.
type Pair struct {
	Pedimento, Operacion string
	Pago                 document.Date
	State                string
	Cited                []string // what its records 512 name
	Others               []string // documents of the other side that are here
	RFC                  string   // of the other side, when its document is here
	Findings             []ledger.Finding
}

// Pairs are the V1 of a programme and how well each is paired.
func Pairs(ctx context.Context, store FactStore, rfc string) ([]Pair, error) {
	var theirs []Counterpart
	ours := map[string]*ledger.Fact{}
	var obs []FactRecord
	flush := func() error {
		f, err := lastOf(obs)
		if err == nil && f != nil && f.Clave == "V1" {
			ours[f.Key] = f
		}
		return err
	}
	for r, err := range store.AllFacts(ctx, rfc) {
		if err != nil {
			return nil, err
		}
		if len(obs) > 0 && obs[0].Group != r.Group {
			if err := flush(); err != nil {
				return nil, err
			}
			obs = nil
		}
		switch r.Kind {
		case FactCounterpart:
			var c Counterpart
			if err := json.Unmarshal(r.Data, &c); err != nil || c.Fact == nil {
				return nil, fault.Newf(fault.Corrupt, "counterpart "+string(r.Hash), "it cannot be read: %v", err)
			}
			theirs = append(theirs, c)
		case FactPedimento:
			r.Data = slices.Clone(r.Data)
			obs = append(obs, r)
		case FactParts, FactProgramme, FactPlant, FactMapping:
		}
	}
	if err := flush(); err != nil {
		return nil, err
	}
	var out []Pair
	for _, key := range slices.Sorted(maps.Keys(ours)) {
		out = append(out, pairOf(ours[key], theirs))
	}
	return out, nil
}

// lastOf is the fact of a group that counts: of the last rectification, by the
// best source.
func lastOf(records []FactRecord) (*ledger.Fact, error) {
	obs, err := Observations(records)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "read facts", err)
	}
	return bestFact(obs), nil
}

// bestFact is the fact of the last pedimento of a chain, by its best source.
func bestFact(obs []ledger.Observation) *ledger.Fact {
	replaced := map[string]bool{}
	for _, o := range obs {
		if o.Fact != nil && o.Fact.Rectifica != nil {
			replaced[ledger.Suffix(o.Fact.Rectifica.Key)] = true
		}
	}
	var best *ledger.Fact
	for _, o := range obs {
		f := o.Fact
		if f == nil || replaced[ledger.Suffix(f.Key)] {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(best.Source.Rank(), f.Source.Rank()), cmp.Compare(f.AsOf, best.AsOf), cmp.Compare(best.Doc, f.Doc)) > 0 {
			best = f
		}
	}
	return best
}

func sameNumber(a, b string) bool {
	return ledger.Suffix(a) == ledger.Suffix(b) && ledger.YearsApart(a, b) <= 1
}

// cites are the pedimentos the records 512 of a V1 name, each once.
func cites(f *ledger.Fact) []string {
	var out []string
	for _, n := range f.Nombrados {
		out = insert(out, n.Key)
	}
	return out
}

// pairOf finds the other side of one V1. The pair is confirmed when every
// pedimento it cites is here, these cite no other of ours, and both sides say
// the same.
func pairOf(f *ledger.Fact, all []Counterpart) Pair {
	p := Pair{Pedimento: f.Key, Operacion: f.Operacion, Pago: f.Pago, State: PairUnreferenced, Cited: cites(f)}
	if len(p.Cited) > 0 {
		p.State = PairReferenced
	}
	var other []*ledger.Fact
	whole := true
	for i := range all {
		c := all[i].Fact
		back := cites(c)
		citesUs := slices.ContainsFunc(back, func(n string) bool { return sameNumber(n, f.Key) })
		cited := slices.ContainsFunc(p.Cited, func(n string) bool { return sameNumber(n, c.Key) })
		if c.Operacion == f.Operacion || !citesUs && !cited || slices.Contains(p.Others, c.Key) {
			continue
		}
		whole = whole && (len(back) == 0 || citesUs && len(back) == 1)
		other = append(other, c)
		p.Others, p.RFC = insert(p.Others, c.Key), all[i].RFC
	}
	if len(other) == 0 {
		return p
	}
	p.State = PairReferenced
	for _, n := range p.Cited {
		whole = whole && slices.ContainsFunc(other, func(c *ledger.Fact) bool { return sameNumber(n, c.Key) })
	}
	if whole {
		p.compare(f, other)
	}
	return p
}

// side is what one side of a transfer says.
type side struct {
	units   map[string]quantity.Micros // UMT
	dolares money.Sum
}

func sideOf(facts ...*ledger.Fact) side {
	s := side{units: map[string]quantity.Micros{}}
	for _, f := range facts {
		for i := range f.Lineas {
			s.units[f.Lineas[i].UMT] += f.Lineas[i].CantidadUMT
			s.dolares.Add(f.Lineas[i].Dolares)
		}
	}
	return s
}

// compare holds both sides to each other: quantity by unit, dollars, and the
// days they were paid.
func (p *Pair) compare(f *ledger.Fact, other []*ledger.Fact) {
	p.State = PairConfirmed
	cat := catalog.Default()
	ours, theirs := sideOf(f), sideOf(other...)
	units := maps.Clone(ours.units)
	maps.Copy(units, theirs.units)
	for _, unit := range slices.Sorted(maps.Keys(units)) {
		if a, b := ours.units[unit], theirs.units[unit]; a != b {
			p.contradict(document.Textf("cantidad en la unidad %s: %s en el nuestro, %s en el suyo", "quantity in unit %s: %s in ours, %s in theirs", unit, a, b))
		}
	}
	a, okA := ours.dolares.Total()
	b, okB := theirs.dolares.Total()
	if okA && okB && !money.Within(a, b, cat.Tolerance("v1_contradiction", f.Pago, a, len(f.Lineas))) {
		p.contradict(document.Textf("valor en dólares: %s en el nuestro, %s en el suyo", "value in dollars: %s in ours, %s in theirs", a, b))
	}
	for _, c := range other {
		days := f.Pago.DaysUntil(c.Pago)
		if limit := cat.Tolerance("v1_window", f.Pago, money.Int(0), 1); !money.Within(money.Int(int64(days)), money.Int(0), limit) {
			p.Findings = append(p.Findings, ledger.Finding{Pedimento: p.Pedimento, Finding: document.Finding{
				Code: "v1_window", Severity: document.Warning, Where: p.Pedimento, Message: document.Textf(
					"El V1 se pagó el %s y el de su contraparte (%s) el %s: se espera a lo más %s día de diferencia. Revise las fechas con su contraparte.",
					"The V1 was paid on %s and that of its counterpart (%s) on %s: at most %s day apart is expected. Check the dates with your counterpart.", f.Pago, c.Key, c.Pago, limit),
			}})
		}
	}
}

func (p *Pair) contradict(what document.Text) {
	p.State = PairContradicted
	p.Findings = append(p.Findings, ledger.Finding{Pedimento: p.Pedimento, Finding: document.Finding{
		Code: "v1_contradiction", Severity: document.Error, Where: p.Pedimento, Message: document.Text{
			ES: "El V1 y el de su contraparte no dicen lo mismo: " + what.ES + ". Aclárelo con ella; uno de los dos se rectifica.",
			EN: "The V1 and that of its counterpart do not say the same: " + what.EN + ". Clear it up with them; one of the two is rectified.",
		},
	}})
}
