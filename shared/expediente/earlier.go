package expediente

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

// earlierPath holds what a package takes over from those sealed before it, one
// month per line.
const earlierPath = "hechos/anteriores.jsonl"

// Earlier is a month that was sealed before the period of a package.
type Earlier struct {
	report.Earlier
	// Close is how the month just before was closed; nil of the others.
	Close *SealedClose `json:"cierre,omitempty"`
}

// SealedClose is what a sealed month closed with, and what it did not know.
type SealedClose struct {
	Policy  ledger.Policy `json:"policy"`
	Engine  string        `json:"engine"`
	Catalog document.Hash `json:"catalog"`
	Law     document.Hash `json:"law,omitempty"`
	// Late are the facts of the new cut, dated up to that close, that the sealed
	// package does not hold.
	Late   []document.Hash       `json:"tardios"`
	Credit []report.SealedCredit `json:"credito"` // null in the layouts without it
	Stock  []report.SealedStock  `json:"saldos"`
}

// SealedZip is a sealed package as the next ones build on it.
type SealedZip struct {
	Earlier
	facts map[document.Hash]bool
}

// ReadSealed reads a sealed package of a month, by its hash. It trusts the
// shelf it came from: whether the package holds is for Verify to say.
func ReadSealed(zip []byte) (*SealedZip, error) {
	s := &SealedZip{facts: map[document.Hash]bool{}}
	s.SHA256 = document.HashOf(zip)
	c, err := open(bytes.NewReader(zip), int64(len(zip)))
	if err != nil {
		return nil, fault.New(fault.Corrupt, "sealed package "+string(s.SHA256), err)
	}
	raw, err := c.read(manifestPath, maxText)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "sealed package "+string(s.SHA256), err)
	}
	m, err := DecodeManifest(raw)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "sealed package "+string(s.SHA256), err)
	}
	s.Period = m.From.String()[:len("2006-01")]
	s.Package = safe(m.RFC) + "-" + safe(m.Period) + ".zip"
	s.Close = &SealedClose{Policy: m.Policy, Engine: m.Engine, Catalog: m.Catalog, Law: m.Law, Late: []document.Hash{}, Stock: []report.SealedStock{}}
	for _, read := range []func(*container, *Manifest) error{s.readFacts, s.readFindings, s.readStock, s.readCredit} {
		if err := read(c, m); err != nil {
			return nil, fault.New(fault.Corrupt, "sealed package "+s.Package, err)
		}
	}
	return s, nil
}

func (s *SealedZip) readFacts(c *container, _ *Manifest) error {
	raw, err := c.read(factsPath, maxText)
	if err != nil {
		return err
	}
	lines, err := decodeLines[struct {
		SHA document.Hash `json:"sha256"`
	}](factsPath, raw)
	for _, l := range lines {
		s.facts[l.SHA] = true
	}
	return err
}

// readFindings takes those of the month itself. An older layout does not say
// which are of what stands at its close: none is taken for it.
func (s *SealedZip) readFindings(c *container, m *Manifest) error {
	s.Told = []report.Told{}
	tell := func(get func(string) string) report.Told {
		return report.Tell(document.Severity(get("gravedad")), get("codigo"), get("pedimento"), get("documento"), get("donde"))
	}
	if !bridges(m.Schema) {
		return eachRow(c, "reportes/hallazgos.csv", func(get func(string) string) error {
			s.Told = append(s.Told, tell(get))
			return nil
		})
	}
	return eachRow(c, "reportes/hallazgos_cambios.csv", func(get func(string) string) error {
		if report.Repeats(get("cambio")) {
			t := tell(get)
			t.Standing = get("alcance") == report.ReachClose
			s.Told = append(s.Told, t)
		}
		return nil
	})
}

func (s *SealedZip) readStock(c *container, _ *Manifest) error {
	return eachRow(c, "reportes/saldos.csv", func(get func(string) string) error {
		if get("nivel") != "fraccion" {
			return nil
		}
		a, err := money.Parse(get("saldo_final"))
		if err != nil {
			return err //nolint:wrapcheck // the caller names the row
		}
		q, err := quantity.From(a)
		s.Close.Stock = append(s.Close.Stock, report.SealedStock{Fraccion: get("fraccion"), UMT: get("umt"), Closing: q})
		return err //nolint:wrapcheck // the caller names the row
	})
}

func (s *SealedZip) readCredit(c *container, m *Manifest) error {
	if !closes(m.Schema) {
		return nil
	}
	s.Close.Credit = []report.SealedCredit{}
	return eachRow(c, "reportes/credito.csv", func(get func(string) string) error {
		if get("nivel") != "contribucion" {
			return nil
		}
		closing, err := strconv.ParseInt(get("saldo_final"), 10, 64)
		expired, err2 := strconv.ParseInt(get("vencido_final"), 10, 64)
		s.Close.Credit = append(s.Close.Credit, report.SealedCredit{
			Contribucion: get("contribucion"), Forma: get("forma_pago"), Closing: closing, Expired: expired,
		})
		return errors.Join(err, err2)
	})
}

// eachRow visits the rows of a report in a package by the keys of its columns.
func eachRow(c *container, path string, visit func(get func(string) string) error) error {
	raw, err := c.read(path, maxText)
	if err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.ReuseRecord = true
	names, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	at := map[string]int{}
	for i, n := range names {
		at[n] = i
	}
	for line := 2; ; line++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		missing := ""
		if err == nil {
			err = visit(func(key string) string {
				i, ok := at[key]
				if !ok {
					missing = key
					return ""
				}
				return row[i]
			})
		}
		if missing != "" {
			err = fmt.Errorf("no column %s", missing)
		}
		if err != nil {
			return fmt.Errorf("%s line %d: %w", path, line, err)
		}
	}
}

// Older is what a package keeps of a month that is not the one before it.
func (s *SealedZip) Older() Earlier {
	out := s.Earlier
	out.Close = nil
	out.Told = make([]report.Told, len(s.Told))
	for i := range s.Told {
		out.Told[i] = s.Told[i].Brief()
	}
	return out
}

// Last is what a package keeps of the month before it, given its own facts.
func (s *SealedZip) Last(facts []FactLine, on document.Date) (Earlier, error) {
	facts, hashes, err := sortFacts(facts)
	if err != nil {
		return Earlier{}, err
	}
	known, err := datedBy(facts, hashes, on)
	if err != nil {
		return Earlier{}, err
	}
	out := s.Earlier
	last := *s.Close
	last.Late = []document.Hash{}
	for i := range facts {
		if known[i] && !s.facts[hashes[i]] {
			last.Late = append(last.Late, hashes[i])
		}
	}
	slices.Sort(last.Late)
	out.Close = &last
	return out, nil
}

// datedBy tells which facts belong to what was dated up to a day: pedimentos by
// their payment, what belongs to a pedimento with it, what papers say by their
// day, and the plant's own files, which are dated row by row.
func datedBy(facts []FactLine, hashes []document.Hash, on document.Date) ([]bool, error) {
	out := make([]bool, len(facts))
	groups := map[string]bool{}
	for i := range facts {
		switch facts[i].Kind {
		case Pedimento:
			f, err := ledger.DecodeFact(facts[i].Data)
			if err != nil {
				return nil, factError(&facts[i], err)
			}
			if out[i] = f.Pago <= on; out[i] {
				groups[facts[i].Group] = true
			}
		case Programme, Plant:
			out[i] = true
		case Parts, Evidence, Counterpart:
		}
	}
	for i := range facts {
		switch facts[i].Kind {
		case Parts:
			out[i] = groups[facts[i].Group]
		case Evidence:
			o, _, err := observe(&facts[i], hashes[i])
			if err != nil {
				return nil, err
			}
			out[i] = groups[facts[i].Group] || o.Said.Dice != ledger.Declara && o.Said.Fecha <= on
		case Pedimento, Programme, Plant, Counterpart:
		}
	}
	return out, nil
}

// month reports the package of one month in a layout that builds on those
// before.
func (in *Input) month() bool {
	return bridges(in.schema()) && in.From.Known() && in.From.MonthEnd() == in.To
}

// maxEarlier is how many months before a package looks back: a year with its own.
const maxEarlier = 11

// earlierInOrder reports months of the year before, each once and in their
// order; only the one just before says how it was closed.
func (in *Input) earlierInOrder() bool {
	if len(in.Earlier) == 0 {
		return true
	}
	own := document.NewDate(in.From.Year(), in.From.Month(), 1)
	first, last := own.AddMonths(-maxEarlier).String()[:len("2006-01")], own.AddMonths(-1).String()[:len("2006-01")]
	before := ""
	for i := range in.Earlier {
		e := &in.Earlier[i]
		if e.Period <= before || e.Period < first || e.Period > last || (e.Close != nil) != (e.Period == last) {
			return false
		}
		before = e.Period
	}
	return in.month()
}

// before computes what stood when the month before was closed: its facts alone,
// under the policy of its package.
func before(in *Input, facts []FactLine, hashes []document.Hash) (*report.Before, error) {
	on := in.From.AddDays(-1)
	known, err := datedBy(facts, hashes, on)
	if err != nil {
		return nil, err
	}
	out := &report.Before{Same: true}
	policy := in.Policy
	late := map[document.Hash]bool{}
	if last := in.last(); last != nil {
		out.Package, out.SHA256, policy = last.Package, last.SHA256, last.Close.Policy
		out.SealedCredit, out.SealedStock = last.Close.Credit, last.Close.Stock
		out.Same = policy == in.Policy && last.Close.Catalog == in.Catalog.Version && last.Close.Law == lawOf(in.Catalog) && last.Close.Engine == ledger.Engine
		for _, h := range last.Close.Late {
			late[h] = true
		}
	}
	var then []FactLine
	names := map[document.Hash]string{}
	for i := range facts {
		if known[i] && !late[hashes[i]] {
			then = append(then, facts[i])
			continue
		}
		if names[hashes[i]], err = nameOf(&facts[i], hashes[i]); err != nil {
			return nil, err
		}
	}
	out.Came = func(h document.Hash) string { return names[h] }
	books, err := Replay(in.RFC, then, policy, in.Catalog, on)
	if err != nil {
		return nil, err
	}
	out.Books, out.Credit = books.Books, creditOf(books.Books, books.Basis.Terms.Catalog)
	return out, nil
}

// last is the month just before, nil when it was not sealed.
func (in *Input) last() *Earlier {
	month := in.From.AddDays(-1).String()[:len("2006-01")]
	for i := range in.Earlier {
		if e := &in.Earlier[i]; e.Period == month && e.Close != nil {
			return e
		}
	}
	return nil
}

// nameOf names a fact for people: the number of its pedimento, or its table.
func nameOf(f *FactLine, hash document.Hash) (string, error) {
	switch f.Kind {
	case Pedimento, Parts, Evidence:
		o, _, err := observe(f, hash)
		switch {
		case err != nil:
			return "", err
		case o.Fact != nil:
			return o.Fact.Key, nil
		case o.Parts != nil:
			return o.Parts.Pedimento, nil
		}
		return o.Said.De, nil
	case Plant:
		return tableOf(f)
	case Programme:
		return "programa", nil
	case Counterpart:
	}
	return string(f.Kind), nil
}
