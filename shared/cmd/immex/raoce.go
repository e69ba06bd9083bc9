package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/raoce"
)

// raoceView is the JSON of the annual report of one programme.
type raoceView struct {
	RFC          string                  `json:"rfc"`
	Ejercicio    int                     `json:"ejercicio"`
	Base         *string                 `json:"sales_basis"`
	Cifras       []raoce.Figure          `json:"cifras"`
	Excluidos    []raoce.Excluded        `json:"cfdi_excluidos"`
	Puentes      []raoce.Bridge          `json:"puentes"`
	Presentado   []raoce.FiledDifference `json:"presentado"`
	PuentesPres  []raoce.FiledBridge     `json:"puentes_presentado"`
	Umbrales     []raoceTestView         `json:"umbrales"`
	SinCFDI      []int                   `json:"meses_sin_cfdi"`
	SinDataStage []int                   `json:"meses_sin_data_stage"`
	Notas        []string                `json:"notas"`
}

type raoceTestView struct {
	Codigo    string        `json:"codigo"`
	Titulo    string        `json:"titulo"`
	Fuente    raoce.Source  `json:"fuente"`
	Cifra     money.Amount  `json:"cifra"`
	Parte     money.Amount  `json:"parte"`
	Total     money.Amount  `json:"total"`
	Umbral    money.Amount  `json:"umbral"`
	Unidad    *string       `json:"unidad"`
	Sentido   *string       `json:"sentido"`
	Confianza *string       `json:"confianza"`
	Resultado raoce.Verdict `json:"resultado"`
	Motivo    *string       `json:"motivo"`
}

func (a *app) raoceCmd() *cobra.Command {
	var year int
	c := &cobra.Command{
		Use:   "raoce",
		Short: a.say("reporte anual: ventas y exportaciones por mes, su puente CFDI–pedimento–presentado y los umbrales", "annual report: sales and exports by month, the bridge CFDI–pedimento–filed and the thresholds"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if year == 0 {
				return usage(errors.New(a.say("dé --year", "give --year")))
			}
			if year < 2000 || year > 2100 {
				return usage(errors.New(a.say("--year espera un año de 2000 a 2100, dice %d", "--year expects a year from 2000 to 2100, says %d", year)))
			}
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				j, done, err := a.judge(f)
				if err != nil {
					return err
				}
				defer done()
				r, err := j.RAOCE(c.Context(), rfc, year)
				if err != nil {
					return fmt.Errorf("annual report of %s: %w", rfc, err)
				}
				return a.printRAOCE(r)
			})
		},
	}
	c.Flags().IntVar(&year, "year", 0, a.say("ejercicio", "fiscal year"))
	return c
}

func (a *app) raoceView(r *raoce.Report) raoceView {
	v := raoceView{
		RFC: r.RFC, Ejercicio: r.Year, Base: optional(r.SalesBasis), Cifras: listed(r.Figures), Excluidos: listed(r.Excluded), Puentes: listed(r.Bridges),
		Presentado: listed(r.Filed), PuentesPres: listed(r.FiledBridges), Umbrales: []raoceTestView{}, SinCFDI: listed(r.Silent), SinDataStage: listed(r.Unstaged), Notas: []string{},
	}
	for i := range r.Tests {
		t := &r.Tests[i]
		v.Umbrales = append(v.Umbrales, raoceTestView{
			t.Code, t.Title.In(a.lang), t.Source, t.Figure, t.Of, t.Over, t.Threshold, optional(t.Unit), optional(t.Sense), optional(t.Confidence),
			t.Verdict, optional(t.Why.In(a.lang)),
		})
	}
	for _, n := range r.Notes() {
		v.Notas = append(v.Notas, n.In(a.lang))
	}
	return v
}

// listed is a list that JSON never writes as null.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (a *app) printRAOCE(r *raoce.Report) error {
	if a.json {
		return a.emit(a.raoceView(r))
	}
	a.printf("%s: reporte anual %d (sales_basis: %s)", "%s: annual report %d (sales_basis: %s)", r.RFC, r.Year, dashed(r.SalesBasis))
	a.printFigures(r)
	for i := range r.Bridges {
		a.printBridge(&r.Bridges[i])
	}
	for i := range r.Filed {
		d := &r.Filed[i]
		a.printf("  presentado %s %s %s: %s; cfdi %s, pedimento %s: %s", "  filed %s %s %s: %s; cfdi %s, pedimento %s: %s",
			strings.TrimSpace(d.Concept.Title().In(a.lang)), a.monthName(d.Month), d.Currency, d.Filed, a.told(d.CFDI), a.told(d.Pedimento), d.Verdict)
	}
	for i := range r.Tests {
		a.printTest(&r.Tests[i])
	}
	if n := len(r.Excluded); n > 0 {
		why := map[string]int{}
		for i := range r.Excluded {
			why[r.Excluded[i].Why]++
		}
		a.printf("  %d CFDI emitidos no son venta: %s", "  %d issued CFDI are no sale: %s", n, countsText(why))
	}
	for _, n := range r.Notes() {
		a.printf("  %s", "  %s", n.In(a.lang))
	}
	return nil
}

// told writes an amount, or that nobody tells it.
func (a *app) told(x money.Amount) string {
	if !x.Known() {
		return a.say("sin dato", "no data")
	}
	return x.String()
}

func (a *app) monthName(m int) string {
	if m == 0 {
		return a.say("año", "year")
	}
	return fmt.Sprintf("%02d", m)
}

// printFigures writes the figures of each source, the year first.
func (a *app) printFigures(r *raoce.Report) {
	for i := range r.Figures {
		f := &r.Figures[i]
		if f.Month == 0 {
			a.printf("  %-33s %-9s", "  %-33s %-9s", f.Concept.Title().In(a.lang), f.Source)
		}
		a.printf("    %4s %18s MXN%s %18s USD%s  (%d)", "    %4s %18s MXN%s %18s USD%s  (%d)",
			a.monthName(f.Month), a.told(f.MXN.Sum), a.lacking(f.MXN), a.told(f.USD.Sum), a.lacking(f.USD), f.Documents)
	}
}

// lacking says how many documents of a sum have no value.
func (a *app) lacking(t raoce.Total) string {
	if t.Missing == 0 || !t.Sum.Known() {
		return ""
	}
	return a.say(" + %d sin dato", " + %d without data", t.Missing)
}

// maxGaps is how many reasons of a bridge a terminal shows; --json gives all.
const maxGaps = 10

func (a *app) printBridge(b *raoce.Bridge) {
	state := a.say("cierra", "closes")
	if !b.Closes() {
		state = a.say("no cierra: %d sin dato", "does not close: %d without data", b.Unknown)
	}
	a.printf("  exportación en %s: cfdi %s − pedimento %s = %s; explicado %s (%s)", "  exports in %s: cfdi %s − pedimento %s = %s; explained %s (%s)",
		b.Currency, b.CFDI, b.Pedimento, a.told(b.Difference), b.Explained, state)
	for i := range b.Items {
		if i == maxGaps {
			a.printf("    … hay %d más; --json las da todas", "    … there are %d more; --json gives them all", len(b.Items)-maxGaps)
			return
		}
		it := &b.Items[i]
		amount := it.MXN
		if b.Currency == "USD" {
			amount = it.USD
		}
		a.printf("    %-19s %-8s %18s  %s %s", "    %-19s %-8s %18s  %s %s", it.Gap, dashed(string(it.Severity)), a.told(amount), dashed(strings.Join(it.CFDI, ",")), dashed(strings.Join(it.Pedimentos, ",")))
	}
}

func (a *app) printTest(t *raoce.Test) {
	value := ""
	if t.Threshold.Known() {
		value = a.say(": %s, umbral %s %s", ": %s, threshold %s %s", a.told(t.Figure), t.Threshold, t.Unit)
	}
	if t.Confidence != "" && t.Confidence != "C" {
		value += a.say(" (no confirmado: %s)", " (not confirmed: %s)", t.Confidence)
	}
	a.printf("  %s, %s%s: %s", "  %s, %s%s: %s", t.Title.In(a.lang), t.Source, value, t.Verdict.Title().In(a.lang))
	if t.Why != (document.Text{}) {
		a.printf("    %s", "    %s", t.Why.In(a.lang))
	}
}
