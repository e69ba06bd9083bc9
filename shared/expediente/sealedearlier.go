package expediente

import (
	"errors"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

// Older is what a package keeps of a month that is not the one before it.
func (s *Sealed) Older() (Earlier, error) {
	out, err := s.earlier()
	for i := range out.Told {
		out.Told[i] = out.Told[i].Brief()
	}
	return out, err
}

// Last is what a package keeps of the month before it, given its own facts:
// how that month was closed, and which of the facts dated up to then it lacks.
func (s *Sealed) Last(facts []FactLine, on document.Date) (Earlier, error) {
	out, err := s.earlier()
	if err != nil {
		return out, err
	}
	m := s.manifest
	out.Close = &SealedClose{Policy: m.Policy, Engine: m.Engine, Catalog: m.Catalog, Law: m.Law, Late: []document.Hash{}}
	if out.Close.Stock, err = s.stock(); err == nil {
		out.Close.Credit, err = s.credit()
	}
	if err != nil {
		return out, s.damaged(err)
	}
	out.Close.Late, err = s.lacks(facts, on)
	return out, err
}

// lacks are the facts dated up to a day that the package does not hold.
func (s *Sealed) lacks(facts []FactLine, on document.Date) ([]document.Hash, error) {
	held, err := s.c.facts()
	if err != nil {
		return nil, s.damaged(err)
	}
	had := make(map[document.Hash]bool, len(held))
	for i := range held {
		had[held[i].Hash()] = true
	}
	facts, hashes, err := sortFacts(facts)
	if err != nil {
		return nil, err
	}
	dates := make([]said, len(facts))
	for i := range facts {
		if facts[i].Kind != Pedimento {
			continue
		}
		f, err := facts[i].Pedimento()
		if err != nil {
			return nil, factError(&facts[i], err)
		}
		dates[i] = saidOf(f)
	}
	known, err := datedBy(facts, hashes, dates, on)
	if err != nil {
		return nil, err
	}
	out := []document.Hash{}
	for i := range facts {
		if known[i] && !had[hashes[i]] {
			out = append(out, hashes[i])
		}
	}
	slices.Sort(out)
	return out, nil
}

// earlier is the month as every package after it tells it.
func (s *Sealed) earlier() (Earlier, error) {
	told, err := s.told()
	if err != nil {
		return Earlier{}, s.damaged(err)
	}
	return Earlier{Earlier: report.Earlier{Period: s.Period, Package: s.Package, SHA256: s.SHA256, Told: told}}, nil
}

// told are the findings of the month itself. An older layout does not say which
// are of what stands at its close: none is taken for it.
func (s *Sealed) told() ([]report.Told, error) {
	out := []report.Told{}
	tell := func(get func(string) string) report.Told {
		return report.Tell(document.Severity(get("gravedad")), get("codigo"), get("pedimento"), get("documento"), get("donde"))
	}
	if !bridges(s.manifest.Schema) {
		err := s.eachRow("reportes/hallazgos.csv", func(get func(string) string) error {
			out = append(out, tell(get))
			return nil
		})
		return out, err
	}
	err := s.eachRow("reportes/hallazgos_cambios.csv", func(get func(string) string) error {
		if report.Repeats(get("cambio")) {
			t := tell(get)
			t.Standing = get("alcance") == report.ReachClose
			out = append(out, t)
		}
		return nil
	})
	return out, err
}

// stock are the balances per fracción it closed with.
func (s *Sealed) stock() ([]report.SealedStock, error) {
	out := []report.SealedStock{}
	err := s.eachRow("reportes/saldos.csv", func(get func(string) string) error {
		if get("nivel") != "fraccion" {
			return nil
		}
		a, err := money.Parse(get("saldo_final"))
		if err != nil {
			return err //nolint:wrapcheck // the caller names the row
		}
		q, err := quantity.From(a)
		out = append(out, report.SealedStock{Fraccion: get("fraccion"), UMT: get("umt"), Closing: q})
		return err //nolint:wrapcheck // the caller names the row
	})
	return out, err
}

// credit are the credits it closed with, nil in the layouts without them.
func (s *Sealed) credit() ([]report.SealedCredit, error) {
	if !closes(s.manifest.Schema) {
		return nil, nil
	}
	out := []report.SealedCredit{}
	err := s.eachRow("reportes/credito.csv", func(get func(string) string) error {
		if get("nivel") != "contribucion" {
			return nil
		}
		closing, err := strconv.ParseInt(get("saldo_final"), 10, 64)
		expired, err2 := strconv.ParseInt(get("vencido_final"), 10, 64)
		out = append(out, report.SealedCredit{
			Contribucion: get("contribucion"), Forma: get("forma_pago"), Closing: closing, Expired: expired,
		})
		return errors.Join(err, err2)
	})
	return out, err
}
