package expediente

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/money"
	"example.com/immex/shared/report"
)

// MonthFact is a fact that a sealed package holds.
type MonthFact struct {
	SHA   document.Hash
	Kind  Kind
	Group string
}

// Month is a sealed package of a month as it says of itself. It is read, not
// verified: what was sealed is what is told.
type Month struct {
	report.SealedMonth
	Facts      []MonthFact
	Fracciones map[string][]string // of the entries, by group, as its facts tell
}

// ReadMonth reads the package of a month: its manifest, the closings in its
// reports, and which facts it holds.
func ReadMonth(r io.ReaderAt, size int64) (*Month, error) {
	c, err := open(r, size)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "sealed package", err)
	}
	m := &Month{Fracciones: map[string][]string{}}
	for _, read := range []func(*container) error{m.manifest, m.closings, m.facts} {
		if err := read(c); err != nil {
			return nil, fault.New(fault.Corrupt, "sealed package", err)
		}
	}
	return m, nil
}

func (m *Month) manifest(c *container) error {
	raw, err := c.read(manifestPath, maxManifest)
	if err != nil {
		return err
	}
	x, err := DecodeManifest(raw)
	if err != nil {
		return err
	}
	m.State, m.Schema, m.Engine, m.Catalog = x.State, x.Schema, x.Engine, x.Catalog
	return nil
}

// closings are the balances per fracción and, where the layout has it, the
// credit.
func (m *Month) closings(c *container) error {
	var all []report.ClosingFigure
	err := eachLine(c, "reportes/saldos.csv", func(get func(string) string) error {
		if get("nivel") != "fraccion" {
			return nil
		}
		v, err := money.Parse(get("saldo_final"))
		all = append(all, report.ClosingFigure{Concept: report.ClosingBalance, Fraccion: get("fraccion"), UMT: get("umt"), Value: v})
		return err //nolint:wrapcheck // eachLine names the file and line
	})
	if err == nil && c.files["reportes/credito.csv"] != nil {
		err = eachLine(c, "reportes/credito.csv", func(get func(string) string) error {
			if get("nivel") != "cuenta" {
				return nil
			}
			f := report.ClosingFigure{Concept: report.ClosingCredit, Fraccion: get("fraccion"), UMT: get("umt"), Contribucion: get("contribucion"), Forma: get("forma_pago")}
			for concept, column := range map[string]string{report.ClosingCredit: "saldo_final", report.ClosingExpired: "vencido_final"} {
				v, err := money.Parse(get(column))
				if err != nil {
					return err //nolint:wrapcheck // eachLine names the file and line
				}
				f.Concept, f.Value = concept, v
				all = append(all, f)
			}
			return nil
		})
	}
	if err != nil {
		return err
	}
	m.Figures, err = report.SumFigures(all)
	return err //nolint:wrapcheck // of a figure that does not fit
}

// eachLine walks a report by the names of its columns.
func eachLine(c *container, path string, fn func(get func(string) string) error) error {
	raw, err := c.read(path, maxText)
	if err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	at := map[string]int{}
	for i, k := range header {
		at[k] = i
	}
	for n := 2; ; n++ {
		row, err := r.Read()
		if err == io.EOF { //nolint:errorlint // csv returns it bare
			return nil
		}
		if err == nil {
			err = fn(func(k string) string {
				if i, ok := at[k]; ok {
					return row[i]
				}
				return ""
			})
		}
		if err != nil {
			return fmt.Errorf("%s line %d: %w", path, n, err)
		}
	}
}

// facts lists what it holds.
func (m *Month) facts(c *container) error {
	facts, err := c.facts()
	if err != nil {
		return err
	}
	for i := range facts {
		f := &facts[i]
		m.Facts = append(m.Facts, MonthFact{document.HashOf(f.Data), f.Kind, f.Group})
		for _, fraccion := range fraccionesOf(f) {
			if !slices.Contains(m.Fracciones[f.Group], fraccion) {
				m.Fracciones[f.Group] = append(m.Fracciones[f.Group], fraccion)
			}
		}
	}
	return nil
}
