package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

// coverageClassView is the JSON of one class of coverage.
type coverageClassView struct {
	Clase      string                  `json:"clase"`
	Partidas   int                     `json:"partidas"`
	SinValor   int                     `json:"partidas_sin_valor"`
	Pesos      money.Amount            `json:"valor_comercial"`
	Cantidades map[string]money.Amount `json:"cantidades"` // by unit key of Apéndice 7
}

// coverageView is the JSON of the coverage under one policy.
type coverageView struct {
	RFC     string              `json:"rfc"`
	SinBOM  ledger.SinBOM       `json:"sin_bom"`
	Vigente bool                `json:"vigente"` // it is the programme's own policy
	Desde   document.Date       `json:"desde"`
	Hasta   document.Date       `json:"hasta"`
	Lotes   int                 `json:"lotes"`
	Salidas int                 `json:"salidas"`
	Clases  []coverageClassView `json:"clases"`
	Total   coverageClassView   `json:"total"`
}

func (a *app) coverageCmd() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use:   "coverage",
		Short: a.say("qué tanto de lo que salió está probado, supuesto o sin lote, con ambos sin_bom", "how much of what left is proved, assumed or without a lot, under both sin_bom"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			since, until, err := a.span(from, to)
			if err != nil {
				return err
			}
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				both, err := step.CoverageOf(c.Context(), f.books, rfc, since, until)
				if err != nil {
					return fmt.Errorf("coverage of %s: %w", rfc, err)
				}
				for _, one := range both {
					v := coverageOf(one)
					v.Desde, v.Hasta = since, until
					if err := a.printCoverage(v); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	a.spanFlags(c, &from, &to)
	return c
}

// spanFlags are the two ends of a range of dates.
func (a *app) spanFlags(c *cobra.Command, from, to *string) {
	c.Flags().StringVar(from, "from", "", a.say("desde esta fecha, AAAA-MM-DD", "from this date on, YYYY-MM-DD"))
	c.Flags().StringVar(to, "to", "", a.say("hasta esta fecha, AAAA-MM-DD", "up to this date, YYYY-MM-DD"))
}

// span reads both; an empty one is no limit.
func (a *app) span(from, to string) (since, until document.Date, err error) {
	if since, err = a.day("from", from); err != nil {
		return 0, 0, err
	}
	if until, err = a.day("to", to); err != nil {
		return 0, 0, err
	}
	if until.Known() && until < since {
		return 0, 0, usage(errors.New(a.say("--to (%s) es anterior a --from (%s)", "--to (%s) is before --from (%s)", until, since)))
	}
	return since, until, nil
}

// day reads a flag that is a date; unknown when it is not given.
func (a *app) day(flag, s string) (document.Date, error) {
	if s == "" {
		return 0, nil
	}
	d, err := document.ParseDate(s)
	if err != nil || !d.Known() {
		return 0, usage(errors.New(a.say("--%s espera AAAA-MM-DD, dice %q", "--%s expects YYYY-MM-DD, says %q", flag, s)))
	}
	return d, nil
}

// eachProgramme opens the data folder and does something for every programme
// asked for.
func (a *app) eachProgramme(c *cobra.Command, do func(f *folder, rfc string) error) (err error) {
	f, err := a.open(c.Context(), false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rfcs, err := a.programmes(c.Context(), f)
	if err != nil {
		return err
	}
	for _, rfc := range rfcs {
		if err := do(f, rfc); err != nil {
			return err
		}
	}
	return nil
}

func coverageOf(c *step.Coverage) coverageView {
	v := coverageView{RFC: c.RFC, SinBOM: c.SinBOM, Vigente: c.Stored, Lotes: c.Lots, Salidas: c.Exits, Clases: []coverageClassView{}, Total: coverageClassOf(&c.Total)}
	v.Total.Clase = "total"
	for i := range c.Classes {
		v.Clases = append(v.Clases, coverageClassOf(&c.Classes[i]))
	}
	return v
}

func coverageClassOf(k *step.CoverageClass) coverageClassView {
	v := coverageClassView{Clase: k.Class, Partidas: k.Lines, SinValor: k.Unpriced, Cantidades: quantitiesOf(k.Quantities)}
	v.Pesos, _ = k.Pesos.Total() // unknown when no line of it states a value
	if k.Lines == 0 && len(k.Quantities) == 0 {
		v.Pesos = money.Int(0)
	}
	return v
}

func quantitiesOf(sums map[string]*money.Sum) map[string]money.Amount {
	out := map[string]money.Amount{}
	for unit, sum := range sums {
		out[unit], _ = sum.Total()
	}
	return out
}

// quantitiesText is quantities by unit, on one line.
func quantitiesText(by map[string]money.Amount) string {
	parts := make([]string, 0, len(by))
	for _, unit := range slices.SortedFunc(maps.Keys(by), unitOrder) {
		parts = append(parts, unit+": "+by[unit].String())
	}
	return strings.Join(parts, "; ")
}

// unitOrder is by number where keys are numbers.
func unitOrder(x, y string) int {
	a, errA := strconv.Atoi(x)
	b, errB := strconv.Atoi(y)
	if errA == nil && errB == nil {
		return a - b
	}
	return strings.Compare(x, y)
}

func (a *app) printCoverage(v coverageView) error {
	if a.json {
		return a.emit(v)
	}
	whose := a.say("supuesta para comparar", "supposed, to compare")
	if v.Vigente {
		whose = a.say("la del programa", "the programme's own")
	}
	a.printf("%s: %d lotes, %d salidas; sin_bom: %s (%s)", "%s: %d lots, %d exits; sin_bom: %s (%s)", v.RFC, v.Lotes, v.Salidas, v.SinBOM, whose)
	a.printf("  %-16s %9s %18s  cantidad por clave de unidad", "  %-16s %9s %18s  quantity by key of unit",
		a.say("clase", "class"), a.say("partidas", "lines"), a.say("pesos", "pesos"))
	for _, k := range append(v.Clases, v.Total) {
		a.printf("  %-16s %9d %18s  %s", "  %-16s %9d %18s  %s", a.className(k.Clase), k.Partidas, k.Pesos, quantitiesText(k.Cantidades))
	}
	if v.Total.SinValor > 0 {
		a.printf("  %d partidas no dicen su valor comercial: cuentan en partidas y cantidad, no en pesos", "  %d lines state no commercial value: they count in lines and quantity, not in pesos", v.Total.SinValor)
	}
	return nil
}

// className is a class of coverage, or a cause of shortage, for a person.
func (a *app) className(class string) string {
	switch class {
	case string(ledger.Proved):
		return a.say("probado", "proved")
	case string(ledger.Assumed):
		return a.say("supuesto", "assumed")
	case string(ledger.Undocumented):
		return a.say("sin documento", "undocumented")
	case step.ClassExpired:
		return a.say("vencido", "expired")
	case string(ledger.CauseNoBOM):
		return a.say("sin BOM", "no BOM")
	case string(ledger.CauseBeforeWindow):
		return a.say("antes de ventana", "before the window")
	case string(ledger.CauseUnit):
		return a.say("unidad", "unit")
	case string(ledger.CauseLateImport):
		return a.say("entrada tardía", "late import")
	case string(ledger.CauseOverDischarge):
		return a.say("sobredescargo", "over-discharge")
	case string(ledger.CauseBOMVersion):
		return a.say("versión de BOM", "BOM version")
	case string(ledger.CauseBOM):
		return a.say("BOM que no se explota", "BOM that does not explode")
	case string(ledger.CauseNoPart):
		return a.say("sin parte", "no part")
	case string(ledger.CauseBlocked):
		return a.say("bloqueado", "blocked")
	case string(ledger.CauseNoWaste):
		return a.say("sin desperdicio", "no desperdicio")
	case string(ledger.CauseNotMissing):
		return a.say("no faltaba", "was not missing")
	case string(ledger.CauseAlias):
		return a.say("otro nombre", "another name")
	}
	return class
}
