package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/step"
)

// permitView is the JSON of one authorisation.
type permitView struct {
	RFC        string        `json:"rfc"`
	Al         document.Date `json:"al"`
	Tipo       string        `json:"tipo"`
	Numero     *string       `json:"numero"`
	Fraccion   string        `json:"fraccion"`
	Estado     permiso.State `json:"estado"`
	Desde      document.Date `json:"vigente_desde"`
	Hasta      document.Date `json:"vigente_hasta"`
	Dias       int           `json:"dias_restantes"`
	Usos       int           `json:"usos"`
	SinContar  int           `json:"usos_sin_contar"`
	Unidad     *string       `json:"unidad"`
	Autorizada money.Amount  `json:"cantidad"`
	Usada      money.Amount  `json:"cantidad_usada"`
	Queda      money.Amount  `json:"cantidad_restante"`
	Excede     money.Amount  `json:"cantidad_excedida"`
	ValorUSD   money.Amount  `json:"valor_usd"`
	UsadoUSD   money.Amount  `json:"valor_usd_usado"`
	QuedaUSD   money.Amount  `json:"valor_usd_restante"`
	ExcedeUSD  money.Amount  `json:"valor_usd_excedido"`
}

// permitUseView is the JSON of a use with something wrong.
type permitUseView struct {
	RFC       string          `json:"rfc"`
	Hallazgo  permiso.Trouble `json:"hallazgo"`
	Pedimento string          `json:"pedimento"`
	Partida   int             `json:"partida"`
	Fecha     document.Date   `json:"fecha"`
	Fraccion  string          `json:"fraccion"`
	Tipo      string          `json:"tipo"`
	Numero    *string         `json:"numero"`
	Usado     money.Amount    `json:"usado"`
	Mensaje   string          `json:"mensaje"`
}

func (a *app) permitsCmd() *cobra.Command {
	var asOf string
	c := &cobra.Command{
		Use:   "permits",
		Short: a.say("permisos, Regla 8ª, Anexo II y cupos: autorizado, usado, lo que queda y cuándo vence", "permits, Regla 8ª, Anexo II and quotas: authorised, used, left and when they end"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			on, err := a.day("as-of", asOf)
			if err != nil {
				return err
			}
			on = cmp.Or(on, a.today())
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				j, done, err := a.judge(f)
				if err != nil {
					return err
				}
				defer done()
				p, err := j.Permits(c.Context(), rfc, on)
				if err != nil {
					return fmt.Errorf("permits of %s: %w", rfc, err)
				}
				return a.printPermits(p)
			})
		},
	}
	c.Flags().StringVar(&asOf, "as-of", "", a.say("lo usado hasta esa fecha, AAAA-MM-DD", "what was used until that date, YYYY-MM-DD"))
	return c
}

func (a *app) printPermits(p *step.Permits) error {
	balances := p.Account.Balances
	if !a.json {
		a.printf("%s al %s: %d autorizaciones con saldo", "%s on %s: %d authorisations with a balance", p.RFC, p.On, len(balances))
	}
	for i := range balances {
		if err := a.printPermit(p, &balances[i]); err != nil {
			return err
		}
	}
	for i := range p.Account.Findings {
		if err := a.printPermitUse(p.RFC, &p.Account.Findings[i]); err != nil {
			return err
		}
	}
	if len(balances) == 0 && !a.json {
		a.printf("  ninguna: entregue la tabla autorizaciones (immex template autorizaciones)", "  none: deliver table autorizaciones (immex template autorizaciones)")
	}
	return nil
}

func (a *app) printPermit(p *step.Permits, b *permiso.Balance) error {
	if a.json {
		return a.emit(permitView{
			p.RFC, p.On, b.Kind, optional(b.Number), b.Fraccion, b.State, b.From, b.To, b.DaysLeft, b.Uses, b.NotCounted,
			optional(b.Unit), b.Quantity, fixed(b.Quantity, b.Used), b.Left, b.Over, b.Value, b.UsedValue, b.LeftValue, b.OverValue,
		})
	}
	a.printf("  %-8s %-16s %-8s %s", "  %-8s %-16s %-8s %s", b.Kind, dashed(b.Number), b.Fraccion, b.State.Title().In(a.lang))
	if b.Quantity.Known() {
		a.printf("    cantidad (unidad %s): %s autorizada, %s usada, queda %s", "    quantity (unit %s): %s authorised, %s used, %s left", b.Unit, b.Quantity, b.Used, b.Left)
	}
	if b.Value.Known() {
		a.printf("    dólares: %s autorizados, %s usados, quedan %s", "    dollars: %s authorised, %s used, %s left", b.Value, b.UsedValue, b.LeftValue)
	}
	if b.To.Known() {
		a.printf("    vence el %s (faltan %d días)", "    ends on %s (%d days left)", b.To, b.DaysLeft)
	}
	if b.NotCounted > 0 {
		a.printf("    %d usos no se pueden sumar: se usó al menos lo que se dice", "    %d uses cannot be added: at least what is said was used", b.NotCounted)
	}
	return nil
}

// fixed is what was used where a quantity is fixed; elsewhere nothing was
// added up.
func fixed(authorised, used money.Amount) money.Amount {
	if !authorised.Known() {
		return money.Amount{}
	}
	return used
}

func (a *app) printPermitUse(rfc string, f *permiso.Finding) error {
	text := f.Text()
	if a.json {
		return a.emit(permitUseView{
			rfc, f.Trouble, f.Use.Pedimento, f.Use.Partida, f.Use.On, f.Use.Fraccion, f.Of.Kind, optional(f.Of.Number), f.Used, text.In(a.lang),
		})
	}
	a.printf("  %s partida %d: %s", "  %s partida %d: %s", f.Use.Pedimento, f.Use.Partida, text.In(a.lang))
	return nil
}
