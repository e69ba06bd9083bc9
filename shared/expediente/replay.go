package expediente

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/report"
)

// Run is one evaluation: which material, from which inputs, to which book.
type Run struct {
	Material string          `json:"material"` // 26 characters
	Of       ledger.Material `json:"of"`
	Run      document.Hash   `json:"run"`  // hash of its inputs
	Book     document.Hash   `json:"book"` // hash of the canonical book
}

// Books is everything facts say: books in the order of their material id, the
// run of each, and what was found on the way.
type Books struct {
	Books []*ledger.Kept
	// Located are the same books with the causes of their shortages as all of
	// them together tell: what reports and findings show.
	Located  []*ledger.Kept
	Runs     []Run
	Findings []GroupFindings
	// Declared is what returns say of the duty that was deferred.
	Declared []*report.Declared
	// Papers is what the facts say of the papers behind the pedimentos.
	Papers *report.Papers
	Pairs  []ledger.Pair // how well each V1 is paired, by the counterparts' facts
	// Basis is the programme and the plant's tables that the facts hold.
	Basis programme.Basis

	said []said // of each fact in the order of group and hash

	// after are the books of a later day, by material, where these are of what stood
	// before: nobody asks for their runs, and lots of both are held once.
	after map[string]*ledger.Kept
	// bare: nobody asks for runs, for what returns declare, for papers or for what a
	// comparison of sources needs.
	bare bool
}

// GroupFindings are the findings of one group, with the payment dates of its
// pedimentos, so that a period can tell its own.
type GroupFindings struct {
	Group    string
	Paid     []document.Date // days of payment, and of rows of the plant about its pedimentos
	Findings []ledger.Finding
}

// errNotCanonical reports bytes that are not the form their content encodes to.
var errNotCanonical = errors.New("not in canonical form")

// sortFacts puts facts in the order of group and hash, and refuses one that
// stands twice.
func sortFacts(facts []FactLine) ([]FactLine, []document.Hash, error) {
	type hashed struct {
		FactLine
		hash document.Hash
	}
	rows := make([]hashed, len(facts))
	seen := make(map[document.Hash]bool, len(facts))
	for i, f := range facts {
		rows[i] = hashed{f, f.Hash()}
		if seen[rows[i].hash] {
			return nil, nil, factError(&f, errors.New("it stands twice in the cut"))
		}
		seen[rows[i].hash] = true
	}
	slices.SortFunc(rows, func(a, b hashed) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.hash, b.hash))
	})
	out, hashes := make([]FactLine, len(rows)), make([]document.Hash, len(rows))
	for i := range rows {
		out[i], hashes[i] = rows[i].FactLine, rows[i].hash
	}
	return out, hashes, nil
}

// observe decodes a fact and holds it to its canonical form. ok is false for
// a fact that is no observation.
func observe(f *FactLine, hash document.Hash) (o ledger.Observation, ok bool, err error) {
	o.Hash = hash
	var again []byte
	switch f.Kind {
	case Pedimento:
		if o.Fact, err = f.Pedimento(); err == nil && f.packed == nil {
			again, err = o.Fact.Encode()
		}
		if err == nil && !number(o.Fact.Key) {
			err = fmt.Errorf("%q is not a pedimento of 15 digits", o.Fact.Key)
		}
	case Parts:
		if o.Parts, err = ledger.DecodePartList(f.Data); err == nil {
			again, err = o.Parts.Encode()
		}
	case Evidence:
		var e *ledger.Evidence
		if e, err = ledger.DecodeEvidence(f.Data); err == nil {
			o.Said = &ledger.Said{Hash: hash, Evidence: *e}
			again = f.Data // decoding refuses another form
		}
	case Programme, Plant, Counterpart: // their own readers hold them to their form
		return o, false, nil
	default:
		err = fmt.Errorf("kind %q is unknown", f.Kind)
	}
	if err == nil && f.packed == nil && !bytes.Equal(again, f.Data) {
		err = errNotCanonical
	}
	if err != nil {
		return o, false, factError(f, err)
	}
	return o, true, nil
}

// digits is how many the number of a pedimento has.
const digits = 15

// number reports whether a key is 15 digits.
func number(key string) bool {
	if len(key) != digits {
		return false
	}
	for i := range len(key) {
		if key[i] < '0' || key[i] > '9' {
			return false
		}
	}
	return true
}

// Replay computes the books from facts: groups are resolved, their movements
// parted by material, each material evaluated and its book checked. It is the
// same computation as the live books, so that the ids of the runs agree. Rows
// of the plant's tables that move stock after upTo are left out.
func Replay(rfc string, facts []FactLine, policy ledger.Policy, cat *catalog.Catalog, upTo document.Date) (*Books, error) {
	facts, hashes, err := sortFacts(facts)
	if err != nil {
		return nil, err
	}
	return replaySorted(rfc, facts, hashes, policy, cat, upTo)
}

// replaySorted is Replay of facts in their order.
func replaySorted(rfc string, facts []FactLine, hashes []document.Hash, policy ledger.Policy, cat *catalog.Catalog, upTo document.Date) (*Books, error) {
	return (&Books{}).replay(rfc, facts, hashes, policy, cat, upTo)
}

func (b *Books) replay(rfc string, facts []FactLine, hashes []document.Hash, policy ledger.Policy, cat *catalog.Catalog, upTo document.Date) (*Books, error) {
	basis, err := basisOf(facts, hashes, policy, cat, upTo)
	if err != nil {
		return nil, err
	}
	out := b
	out.Basis, out.Papers = basis, report.NewPapers()
	mats := gathering{ledger.NewRack(), map[ledger.Material]*ledger.Gathered{}}
	out.plant(&basis, mats)
	papers, err := papersOf(facts, hashes, out.Papers)
	if err != nil {
		return nil, err
	}
	ours, err := out.groups(facts, hashes, papers, mats)
	if err != nil {
		return nil, err
	}
	out.alone(facts)
	theirs, err := counterparts(facts)
	if err != nil {
		return nil, err
	}
	out.Pairs = ledger.Pairs(ours, theirs, cat)
	if err := out.evaluate(rfc, policy, cat, mats); err != nil {
		return nil, err
	}
	return out, nil
}

// gathering is what all groups do, by material.
type gathering struct {
	rack *ledger.Rack
	of   map[ledger.Material]*ledger.Gathered
}

// span is the facts of one group.
type span struct{ from, to int }

// observed is what one group says and does.
type observed struct {
	obs   []ledger.Observation
	said  []said
	group ledger.Group
	err   error
}

// groups takes what every group does, and gives the V1 among them.
func (b *Books) groups(facts []FactLine, hashes []document.Hash, papers *ledger.Papers, mats gathering) (ours []ledger.Transfer, err error) {
	var spans []span
	for i := range facts {
		if i == 0 || facts[i].Group != facts[i-1].Group {
			spans = append(spans, span{from: i})
		}
		spans[len(spans)-1].to = i + 1
	}
	b.said = make([]said, 0, len(facts))
	for from, some := range ahead((len(spans)+groupsAtOnce-1)/groupsAtOnce, func(n int) []observed {
		of := spans[n*groupsAtOnce : min(len(spans), (n+1)*groupsAtOnce)]
		out := make([]observed, len(of))
		for i, s := range of {
			out[i] = resolved(facts[s.from:s.to], hashes[s.from:s.to], papers, &b.Basis.Terms, !b.bare)
		}
		return out
	}) {
		for i := range some {
			o := &some[i]
			if o.err != nil {
				return nil, o.err
			}
			b.said = append(b.said, o.said...)
			b.group(facts[spans[from*groupsAtOnce+i].from].Group, o, mats)
			if t, ok := ledger.TransferOf(o.obs); ok {
				ours = append(ours, t)
			}
		}
	}
	return ours, nil
}

// groupsAtOnce are resolved in one go: one alone takes less than handing it over does.
const groupsAtOnce = 16

// resolved is what the facts of one group say of its pedimentos, and do.
func resolved(facts []FactLine, hashes []document.Hash, papers *ledger.Papers, terms *ledger.Terms, brief bool) (out observed) {
	out.said = make([]said, len(facts))
	for i := range facts {
		o, ok, err := observe(&facts[i], hashes[i])
		if err != nil {
			return observed{err: err}
		}
		if o.Fact != nil {
			out.said[i] = saidOf(o.Fact, terms.Catalog)
			if brief {
				out.said[i].brief = reconciliation.Brief(o.Fact)
			}
		}
		if ok {
			out.obs = append(out.obs, o)
		}
	}
	group := facts[0].Group
	if out.obs, out.err = ledger.Tie(out.obs, func(name string) bool { return name == group }, papers); out.err == nil && len(out.obs) > 0 { // a shelf in memory never fails
		out.group = terms.Resolve(out.obs)
	}
	return out
}

// papersOf puts what documents say of the papers behind pedimentos on a shelf.
func papersOf(facts []FactLine, hashes []document.Hash, said *report.Papers) (*ledger.Papers, error) {
	papers := ledger.NewPapers()
	for i := range facts {
		if facts[i].Kind != Evidence {
			continue
		}
		o, _, err := observe(&facts[i], hashes[i])
		if err != nil {
			return nil, err
		}
		papers.Add(facts[i].Group, *o.Said)
		said.Said(&o.Said.Evidence)
	}
	return papers, nil
}

func (b *Books) group(group string, of *observed, mats gathering) {
	if len(of.obs) == 0 {
		return
	}
	terms := &b.Basis.Terms
	var paid []document.Date
	for _, o := range of.obs {
		if o.Fact != nil {
			paid = append(paid, o.Fact.Pago)
			if since := o.Fact.Since(terms.Catalog); since < o.Fact.Pago { // what is wrong with goods is told in their month too
				paid = append(paid, since)
			}
		}
		if b.bare {
			continue
		}
		if o.Parts != nil {
			b.Papers.List(o.Parts)
		}
		if o.Fact != nil {
			b.Papers.Fact(o.Fact, terms.Catalog)
			if d := report.DeclaredOf(o.Hash, o.Fact, terms.Catalog); d != nil {
				b.Declared = append(b.Declared, d)
			}
		}
	}
	if len(paid) > 0 {
		paid = append(paid, wrote(&terms.Records, of.obs)...)
	}
	b.add(of.group, GroupFindings{Group: group, Paid: paid}, mats)
}

// wrote are the days of the losses and acts that name lots of the pedimentos of a
// group: what is wrong with them is told in their own month too.
func wrote(records *ledger.Records, obs []ledger.Observation) (days []document.Date) {
	seen := map[string]bool{}
	for _, o := range obs {
		if o.Fact == nil || seen[o.Fact.Key] {
			continue
		}
		seen[o.Fact.Key] = true
		rows := records.OfLot[ledger.Suffix(o.Fact.Key)]
		for i := range rows.Acts {
			days = append(days, rows.Acts[i].Fecha)
		}
		for i := range rows.Losses {
			days = append(days, rows.Losses[i].Fecha)
		}
	}
	return days
}

// alone adds what the plant's tables say of pedimentos that no fact is of, each
// in the month of its row.
func (b *Books) alone(facts []FactLine) {
	about := b.Basis.Terms.Records.About()
	if len(about) == 0 {
		return
	}
	there := map[string][]string{} // numbers by suffix
	for i := range b.said {
		for _, number := range []string{b.said[i].key, facts[i].Group} {
			if s := ledger.Suffix(number); b.said[i].key != "" {
				there[s] = append(there[s], number)
			}
		}
	}
	for i := range about {
		m := &about[i]
		if !slices.ContainsFunc(there[ledger.Suffix(m.Number)], func(n string) bool { return ledger.YearsApart(n, m.Number) <= 1 }) {
			b.Findings = append(b.Findings, GroupFindings{Group: ledger.PlantRoot, Paid: []document.Date{m.Fecha}, Findings: []ledger.Finding{m.Alone()}})
		}
	}
}

// basisOf reads the programme and the plant's tables among the facts; the
// policy is that of the cut.
func basisOf(facts []FactLine, hashes []document.Hash, policy ledger.Policy, cat *catalog.Catalog, upTo document.Date) (programme.Basis, error) {
	var programmes, tables []programme.File
	for i := range facts {
		switch f := (programme.File{Hash: hashes[i], Data: facts[i].Data}); facts[i].Kind {
		case Programme:
			programmes = append(programmes, f)
		case Plant:
			tables = append(tables, f)
		case Pedimento, Parts, Counterpart, Evidence:
		}
	}
	basis, err := programme.Of(programmes, tables, cat, upTo)
	if err != nil {
		return basis, fault.New(fault.Corrupt, "programme and tables of the cut", err)
	}
	basis.Terms.Policy = policy
	return basis, nil
}

// plant adds what the plant's own tables move.
func (b *Books) plant(basis *programme.Basis, mats gathering) {
	g := basis.Terms.ResolvePlant(basis.Rows)
	g.Findings = append(g.Findings, basis.Findings...)
	b.add(g, GroupFindings{Group: ledger.PlantRoot}, mats)
}

// add takes what one group does.
func (b *Books) add(g ledger.Group, found GroupFindings, mats gathering) {
	if len(g.Findings) > 0 {
		found.Findings = g.Findings
		b.Findings = append(b.Findings, found)
	}
	for i := range g.Movements {
		of := mats.of[g.Movements[i].Material]
		if of == nil {
			of = mats.rack.Gather(g.Movements[i].Material)
			mats.of[of.Of()] = of
		}
		of.Add(&g.Movements[i])
	}
}

// evaluated is a material with its book.
type evaluated struct {
	book *ledger.Book
	run  Run
	err  error
}

func (b *Books) evaluate(rfc string, policy ledger.Policy, cat *catalog.Catalog, mats gathering) error {
	byID := make(map[string]*ledger.Gathered, len(mats.of))
	for m, g := range mats.of {
		byID[m.ID(rfc)] = g
	}
	ids := slices.Sorted(maps.Keys(byID))
	rack, stock := ledger.NewRack(), ledger.NewStock(b.Basis.Terms.Plant)
	all := make([]*ledger.Gathered, len(ids)) // a map is not written while others read it
	for i, id := range ids {
		all[i] = byID[id]
	}
	clear(mats.of)
	clear(byID)
	do := evaluate
	if b.after != nil || b.bare {
		do = evaluateAlone
	}
	for i, m := range ahead(len(ids), func(i int) evaluated { return do(rfc, ids[i], policy, cat, all[i]) }) {
		if m.err != nil {
			return m.err
		}
		stock.Add(m.book)
		k := rack.Keep(m.book)
		if later := b.after[ids[i]]; later != nil {
			k.ShareLots(later)
		}
		b.Books, b.Runs = append(b.Books, k), append(b.Runs, m.run)
		all[i] = nil // the book has them
	}
	rack.Done()
	b.Located = make([]*ledger.Kept, len(b.Books))
	for i, k := range b.Books {
		b.Located[i] = k
		if len(k.Shortages) > 0 {
			located := *k
			located.Shortages = stock.Locate(k.Open()).Shortages
			b.Located[i] = &located
		}
	}
	return nil
}

func evaluate(rfc, id string, policy ledger.Policy, cat *catalog.Catalog, m *ledger.Gathered) evaluated {
	book, run, err := m.EvaluateRun(rfc, policy, cat.Version)
	if err == nil {
		err = book.Check()
	}
	if err != nil {
		return evaluated{err: fault.New(fault.Corrupt, "book "+id, err)}
	}
	sum, err := book.Sum()
	if err != nil {
		return evaluated{err: fmt.Errorf("book %s: %w", id, err)}
	}
	return evaluated{book, Run{id, m.Of(), run, sum}, nil}
}

// evaluateAlone is evaluate without the run.
func evaluateAlone(rfc, id string, policy ledger.Policy, cat *catalog.Catalog, m *ledger.Gathered) evaluated {
	book := m.Evaluate(rfc, policy, cat.Version)
	if err := book.Check(); err != nil {
		return evaluated{err: fault.New(fault.Corrupt, "book "+id, err)}
	}
	return evaluated{book: book}
}

// found are the findings of the books that concern a period: those of groups
// with a pedimento paid in it or whose goods moved in it, and those of groups without any.
func (b *Books) found(from, to document.Date) []report.Found {
	var out []report.Found
	for _, g := range b.Findings {
		if len(g.Paid) > 0 && !slices.ContainsFunc(g.Paid, func(d document.Date) bool { return d >= from && d <= to }) {
			continue
		}
		for _, f := range g.Findings {
			out = append(out, report.Found{Pedimento: f.Pedimento, Standing: len(g.Paid) == 0, Finding: f.Finding})
		}
	}
	return out
}
