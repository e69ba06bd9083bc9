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
	said := make([]said, len(facts))
	for i := range facts {
		if facts[i].Kind != Pedimento {
			continue
		}
		f, err := ledger.DecodeFact(facts[i].Data)
		if err != nil {
			return Earlier{}, factError(&facts[i], err)
		}
		said[i].pago = f.Pago
	}
	known, err := datedBy(facts, hashes, said, on)
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
