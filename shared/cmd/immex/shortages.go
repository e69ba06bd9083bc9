package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// fixView is the JSON of what to do about a shortage.
type fixView struct {
	Texto   string  `json:"texto"`
	Comando *string `json:"comando"` // tries it, posts nothing
	Tabla   *string `json:"tabla"`
	Renglon *string `json:"renglon"` // what to fill in stands in capitals
}

// missingView is the JSON of one shortage.
type missingView struct {
	Salida      string          `json:"salida"`
	Material    string          `json:"material"`
	Unidad      string          `json:"unidad"`
	Fecha       document.Date   `json:"fecha"`
	Cantidad    quantity.Micros `json:"cantidad"`
	Pesos       money.Amount    `json:"valor_comercial"`
	Producto    *string         `json:"producto"`
	Nombra      *string         `json:"identifica"`
	Unidades    []string        `json:"otras_unidades"`
	Nombres     []string        `json:"otros_nombres"`
	Lote        *string         `json:"lote_posterior"`
	Vencido     *string         `json:"lote_vencido"`
	TomadoPor   []string        `json:"tomado_por"` // the exits that took of it what was held
	Dias        int             `json:"dias"`
	Mes         *string         `json:"mes_faltante"`
	Primero     *string         `json:"primer_mes"`
	MesesVacios []string        `json:"meses_sin_nada"`
	Propuesta   fixView         `json:"propuesta"`
}

// shortagesView is the JSON of one cause.
type shortagesView struct {
	RFC        string                  `json:"rfc"`
	Causa      ledger.Cause            `json:"causa"`
	Cuantos    int                     `json:"cuantos"`
	SinValor   int                     `json:"sin_valor"`
	Pesos      money.Amount            `json:"valor_comercial"`
	Cantidades map[string]money.Amount `json:"cantidades"`
	Faltantes  []missingView           `json:"faltantes"`
}

func (a *app) shortagesCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "shortages",
		Short: a.say("lo que salió sin lote, por causa, con qué hacer y cómo probarlo", "what left without a lot, by cause, with what to do and how to try it"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				groups, err := step.Shortages(c.Context(), f.books, rfc)
				if err != nil {
					return fmt.Errorf("shortages of %s: %w", rfc, err)
				}
				if !a.json {
					a.printf("%s: %d causas de faltante, de mayor a menor valor", "%s: %d causes of shortage, the largest value first", rfc, len(groups))
				}
				for _, g := range groups {
					if err := a.printShortages(rfc, g); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

func (a *app) missingOf(m *step.Missing) missingView {
	return missingView{
		Salida: m.Exit, Material: m.Material.Key, Unidad: m.Material.Unit, Fecha: m.MovedAt, Cantidad: m.Cantidad, Pesos: m.Pesos,
		Producto: optional(m.Producto), Nombra: optional(m.Named), Unidades: orEmpty(m.Units), Nombres: orEmpty(m.Twins),
		Lote: optional(m.LateLot), Vencido: optional(m.Expired), TomadoPor: orEmpty(m.TakenBy), Dias: m.LateDays, Mes: optional(m.Month), Primero: optional(m.First), MesesVacios: orEmpty(m.Gaps),
		Propuesta: fixView{m.Fix.Text.In(a.lang), optional(m.Fix.Command), optional(m.Fix.Table), optional(m.Fix.Row)},
	}
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// unpriced says how many shortages are not in the pesos of a cause, where some are.
func (a *app) unpriced(g *step.CauseGroup) string {
	if g.Unpriced == 0 || g.Unpriced == len(g.Items) {
		return ""
	}
	return a.say(" (sin %d que no dicen valor)", " (without %d that state no value)", g.Unpriced)
}

// maxMissing is how many shortages of a cause a terminal shows.
const maxMissing = 5

func (a *app) printShortages(rfc string, g *step.CauseGroup) error {
	pesos, _ := g.Pesos.Total() // unknown when none of them states a value
	if a.json {
		v := shortagesView{rfc, g.Cause, len(g.Items), g.Unpriced, pesos, quantitiesOf(g.Quantities), []missingView{}}
		for i := range g.Items {
			v.Faltantes = append(v.Faltantes, a.missingOf(&g.Items[i]))
		}
		return a.emit(v)
	}
	a.printf("  %s (%s): %d faltantes, %s pesos%s, por unidad %s", "  %s (%s): %d shortages, %s pesos%s, by unit %s",
		a.className(string(g.Cause)), g.Cause, len(g.Items), dashed(pesos.String()), a.unpriced(g), quantitiesText(quantitiesOf(g.Quantities)))
	for i := range g.Items {
		if i == maxMissing {
			a.printf("    … y %d más; --json los da todos", "    … and %d more; --json gives them all", len(g.Items)-i)
			break
		}
		m := &g.Items[i]
		a.printf("    %s %s: %s de %s (unidad %s). %s", "    %s %s: %s of %s (unit %s). %s", m.MovedAt, m.Exit, m.Cantidad, m.Material.Key, m.Material.Unit, m.Fix.Text.In(a.lang))
		if m.Fix.Row != "" {
			a.printf("      tabla %s: %s", "      table %s: %s", m.Fix.Table, m.Fix.Row)
		}
		if m.Fix.Command != "" {
			a.printf("      %s", "      %s", m.Fix.Command)
		}
	}
	return nil
}
