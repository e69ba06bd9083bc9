package scoreboard_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// perMille is the share of what the authority accepted that a check with the
// severity of an error may refuse: one in a thousand.
const perMille = 1000

// tally is how often one check was asked of a source, and failed.
type tally struct {
	asked, failed int
	examples      []string
}

func (x *tally) fail(name string) {
	x.failed++
	if len(x.examples) < 3 {
		x.examples = append(x.examples, name)
	}
}

// measure keeps the tallies of one source by code.
type measure struct {
	source string
	checks map[string]*tally
}

func newMeasure(source string) *measure {
	m := &measure{source, map[string]*tally{}}
	for _, c := range catalog.Default().Cotejos() {
		if c.Clase != catalog.Alcance && slices.Contains(c.Sources, source) {
			m.checks[c.Code] = &tally{}
		}
	}
	return m
}

// paper counts one document the authority accepted against the checks of its
// source that are asked of it; a code that blocks and is not listed for the
// source is one too.
func (m *measure) paper(name string, findings document.Findings, asked func(code string) bool) {
	for code, x := range m.checks {
		if asked(code) {
			x.asked++
		}
	}
	seen := map[string]bool{}
	for _, f := range findings {
		if seen[f.Code] {
			continue
		}
		seen[f.Code] = true
		if m.checks[f.Code] == nil {
			if f.Severity != document.Error && f.Severity != document.Unreadable {
				continue
			}
			m.checks[f.Code] = &tally{asked: 1}
		}
		m.checks[f.Code].fail(name)
	}
}

// judge prints the table of a source and fails for what refuses too much.
func (m *measure) judge(t *testing.T) {
	t.Helper()
	for _, code := range slices.Sorted(maps.Keys(m.checks)) {
		x := m.checks[code]
		severity := catalog.Default().Severity(code, m.source, 0)
		share := 0.0
		if x.asked > 0 {
			share = 100 * float64(x.failed) / float64(x.asked)
		}
		fmt.Printf("%-12s %-30s %-8s %6d asked %6d failed %8.3f %% %s\n", m.source, code, severity, x.asked, x.failed, share, strings.Join(x.examples, " "))
		if severity == document.Error && x.failed*perMille > x.asked {
			t.Errorf("%s: %d of %d documents the authority accepted fail %s, which is an error: make it a warning", m.source, x.failed, x.asked, code)
		}
	}
}

// TestAuthorityAccepted asks every check of Data Stage, VUCEM and archivo M of
// the real documents the authority accepted, and what the other sources would
// promise of the pedimentos of the Data Stage, of which there are thousands.
func TestAuthorityAccepted(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: reads one document after the other, and all of them without -short")
	}
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: real documents are not part of the repository")
	}
	r := reader(t)
	stage, sent, printed := newMeasure("datastage"), newMeasure("archivo_m"), &measure{"print", map[string]*tally{}}
	answered := newMeasure("vucem")
	for _, p := range papersOf(t, r, filepath.Join(dir, "datastage", "*.zip")) {
		stage.paper(p.Record.Name, p.Record.Findings, every)
		if p.Pedimento == nil {
			continue
		}
		again(answered, document.SourceVUCEM, p.Pedimento)
		again(sent, document.SourceArchivoM, p.Pedimento)
		promised(sent, printed, p.Pedimento)
	}
	for _, p := range papersOf(t, r, filepath.Join(dir, "saai", "*.txt")) {
		sent.paper(p.Record.Name, p.Record.Findings, every)
	}
	for _, p := range answers(t, r, filepath.Join(dir, "vucem")) {
		answered.paper(p.Record.Name, p.Record.Findings, every)
	}
	if n := stage.checks["partidas_count"].asked; n < 5000 {
		t.Errorf("only %d documents of the Data Stage were asked", n)
	}
	for _, m := range []*measure{stage, answered, sent, printed} {
		m.judge(t)
	}
}

func every(string) bool { return true }

// shared are the checks that the one gate of all sources makes.
func shared(code string) bool {
	return slices.ContainsFunc(catalog.Default().Cotejos(), func(c catalog.Cotejo) bool {
		return c.Code == code && slices.Contains(c.Sources, "datastage") && slices.Contains(c.Sources, "vucem") && c.Clase != catalog.Alcance
	})
}

// again puts a pedimento to the gate as another source would bring it.
func again(m *measure, source document.Source, p *pedimento.Pedimento) {
	other := *p
	other.Source, other.Findings = source, nil
	pedimento.Gate(&other)
	m.paper(p.Number, other.Findings, shared)
}

// answers are VUCEM's real full answers. The corpus does not hold the partidas
// of either, which says nothing of the authority's acceptance.
func answers(t *testing.T, r *step.Reader, dir string) (out []*step.Paper) {
	t.Helper()
	for _, name := range []string{"answer_24_consultarPedimentoCompletoRespuesta.xml", "consultarPedimentoCompletoRespuesta_RT_2012.xml"} {
		for _, p := range papersOf(t, r, filepath.Join(dir, name)) {
			p.Record.Findings = slices.DeleteFunc(p.Record.Findings, func(f document.Finding) bool {
				return slices.Contains([]string{"vucem_partidas_faltan", "partidas_count", "vucem_set_quarantined"}, f.Code)
			})
			out = append(out, p)
		}
	}
	return out
}

func papersOf(t *testing.T, r *step.Reader, pattern string) (out []*step.Paper) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(names), err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r.Read(context.Background(), step.Input{Name: filepath.Base(name), Bytes: b})...)
	}
	return out
}

// promised asks of a pedimento of the Data Stage what an archivo M and a print
// promise about the same figures.
func promised(sent, printed *measure, p *pedimento.Pedimento) {
	for _, x := range []struct {
		of    *measure
		code  string
		holds func(*pedimento.Pedimento, catalog.Cotejo) bool
	}{
		{sent, "saai_dolares", dollarsHold},
		{printed, "print_unit_price", pricesHold},
		{printed, "print_symbolic_value", nothingSymbolic},
		{printed, "print_units", unitsHold},
		{printed, "print_dates", datesHold},
		{printed, "print_number_payment", yearHolds},
	} {
		if x.of.checks[x.code] == nil {
			x.of.checks[x.code] = &tally{}
		}
		x.of.checks[x.code].asked++
		if !x.holds(p, catalog.Default().Cotejo(x.code, x.of.source, p.FechaPago)) {
			x.of.checks[x.code].fail(p.Number)
		}
	}
}

func dollarsHold(p *pedimento.Pedimento, c catalog.Cotejo) bool {
	return everyPartida(p, func(q *pedimento.Partida) bool { return product(q.ValorDolares, p.TipoCambio, q.ValorComercial, c) })
}

func pricesHold(p *pedimento.Pedimento, c catalog.Cotejo) bool {
	return everyPartida(p, func(q *pedimento.Partida) bool {
		return oneDollar(p, q) || product(q.CantidadUMC, q.PrecioUnitario, q.ValorComercial, c)
	})
}

// nothingSymbolic: no partida whose price is the one dollar all of it is worth.
func nothingSymbolic(p *pedimento.Pedimento, _ catalog.Cotejo) bool {
	price := catalog.Default().Cotejo("print_unit_price", "print", p.FechaPago)
	return everyPartida(p, func(q *pedimento.Partida) bool {
		return !oneDollar(p, q) || product(q.CantidadUMC, q.PrecioUnitario, q.ValorComercial, price)
	})
}

func oneDollar(p *pedimento.Pedimento, q *pedimento.Partida) bool {
	return q.ValorDolares.Cmp(money.Int(1)) == 0 && (q.PrecioUnitario.Cmp(p.TipoCambio) == 0 || q.PrecioUnitario.Cmp(money.Int(1)) == 0)
}

func unitsHold(p *pedimento.Pedimento, _ catalog.Cotejo) bool {
	return everyPartida(p, func(q *pedimento.Partida) bool {
		return q.UMC != q.UMT || !q.CantidadUMC.Known() || q.CantidadUMC.Cmp(q.CantidadUMT) == 0
	})
}

func datesHold(p *pedimento.Pedimento, _ catalog.Cotejo) bool {
	return !p.FechaEntrada.Known() || !p.FechaPago.Known() || p.FechaEntrada <= p.FechaPago
}

func yearHolds(p *pedimento.Pedimento, _ catalog.Cotejo) bool {
	yy, _, _, _ := pedimento.Split(p.Number)
	y, err := strconv.Atoi(yy)
	if err != nil || !p.FechaPago.Known() {
		return true
	}
	late := (p.FechaPago.Year() - y%100) % 100
	return late == 0 || late == 1
}

func everyPartida(p *pedimento.Pedimento, holds func(*pedimento.Partida) bool) bool {
	for i := range p.Partidas {
		if !holds(&p.Partidas[i]) {
			return false
		}
	}
	return true
}

// product is a × b = c within the tolerance of a check; what is not known
// cannot fail it.
func product(a, b, c money.Amount, check catalog.Cotejo) bool {
	got, err := a.Mul(b)
	return err != nil || !got.Known() || !c.Known() || money.Within(got, c, check.Tolerance(c, 1))
}
