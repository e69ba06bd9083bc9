package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// creditTotalView is the JSON of a contribution by form of payment.
type creditTotalView struct {
	Contribucion string `json:"contribucion"`
	Forma        string `json:"forma"`
	Cuentas      int    `json:"cuentas"`
	Otorgado     int64  `json:"otorgado"`
	Probado      int64  `json:"descargado_probado"`
	Supuesto     int64  `json:"descargado_supuesto"`
	Abierto      int64  `json:"abierto"`
	Vencido      int64  `json:"vencido"`
	EnDuda       int64  `json:"vencido_en_duda"`
}

// creditAccountView is the JSON of an account: pedimento and fracción.
type creditAccountView struct {
	Pedimento    string          `json:"pedimento"`
	Fraccion     string          `json:"fraccion"`
	UMT          string          `json:"umt"`
	Contribucion string          `json:"contribucion"`
	Forma        string          `json:"forma"`
	Fecha        document.Date   `json:"fecha"`
	Vence        document.Date   `json:"vence"`
	EnDuda       bool            `json:"en_duda"`
	Otorgado     int64           `json:"otorgado"`
	Probado      int64           `json:"descargado_probado"`
	Supuesto     int64           `json:"descargado_supuesto"`
	Abierto      int64           `json:"abierto"`
	Vencido      int64           `json:"vencido"`
	Cantidad     quantity.Micros `json:"cantidad_umt"`
	Abierta      quantity.Micros `json:"abierta_umt"`
	Excede       quantity.Micros `json:"sobredescargo_umt"`
}

// creditRollView is the JSON of a roll-forward.
type creditRollView struct {
	Contribucion    string `json:"contribucion"`
	Forma           string `json:"forma"`
	Cuentas         int    `json:"cuentas"`
	Inicial         int64  `json:"saldo_inicial"`
	Otorgado        int64  `json:"otorgado"`
	Descargado      int64  `json:"descargado"`
	Vence           int64  `json:"vencio"`
	Final           int64  `json:"saldo_final"`
	VencidoInicial  int64  `json:"vencido_inicial"`
	VencidoDescarga int64  `json:"vencido_descargado"`
	VencidoFinal    int64  `json:"vencido_final"`
	Cuadra          bool   `json:"cuadra"`
}

// creditView is the JSON of a programme's credit.
type creditView struct {
	RFC         string                  `json:"rfc"`
	Al          document.Date           `json:"al"`
	Desde       document.Date           `json:"desde"`
	Totales     []creditTotalView       `json:"totales"`
	Movimientos []creditRollView        `json:"movimientos"`
	Cuentas     []creditAccountView     `json:"cuentas"`
	Hallazgos   []pedimento.FindingView `json:"hallazgos"`
}

func (a *app) creditCmd() *cobra.Command {
	var asOf, from, to, month, file string
	c := &cobra.Command{
		Use:   "credit",
		Short: a.say("crédito o garantía de IVA e IEPS: otorgado, descargado, abierto, por vencer", "credit or guarantee of IVA and IEPS: granted, discharged, open, due"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if month != "" {
				return a.precheck(c, month, file)
			}
			if file != "" {
				return usage(errors.New(a.say("--csv va con --precheck", "--csv goes with --precheck")))
			}
			on, err := a.day("as-of", asOf)
			if err != nil {
				return err
			}
			since, until, err := a.span(from, to)
			switch {
			case err != nil:
				return err
			case until.Known() && on.Known():
				return usage(errors.New(a.say("dé --as-of o --to, no ambos", "give --as-of or --to, not both")))
			}
			on = cmp.Or(on, until)
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				if err := a.afterOpening(c, f, rfc, on); err != nil {
					return err
				}
				k, err := step.CreditOf(c.Context(), f.books, rfc)
				if err != nil {
					return fmt.Errorf("credit of %s: %w", rfc, err)
				}
				return a.printCredit(a.creditOf(k, since, cmp.Or(on, k.On)))
			})
		},
	}
	c.Flags().StringVar(&asOf, "as-of", "", a.say("lo que había en esa fecha, AAAA-MM-DD", "what there was on that date, YYYY-MM-DD"))
	c.Flags().StringVar(&month, "precheck", "", a.say("revisa los descargos por informar de ese mes, AAAA-MM (Anexos 30 y 31)", "checks the discharges to report of that month, YYYY-MM (Anexos 30 and 31)"))
	c.Flags().StringVar(&file, "csv", "", a.say("archivo CSV con los descargos revisados", "CSV file with the discharges checked"))
	a.spanFlags(c, &from, &to)
	return c
}

// creditOf is the credit on a day, and what moved since another one: --from is
// the first day of the movement.
func (a *app) creditOf(k *step.Credit, since, on document.Date) creditView {
	v := creditView{RFC: k.RFC, Al: on, Desde: since, Totales: []creditTotalView{}, Movimientos: []creditRollView{}, Cuentas: []creditAccountView{}}
	saldos := k.AsOf(on)
	for i := range saldos {
		s := &saldos[i]
		v.Cuentas = append(v.Cuentas, creditAccountView{
			s.Pedimento, s.Fraccion, s.UMT, s.Contribucion, s.Forma, s.Date, s.Due, s.Doubt,
			s.Granted, s.Proved, s.Assumed, s.Open, s.Expired, s.Cantidad, s.Abierta, s.Over,
		})
	}
	for _, t := range credito.Totals(saldos) {
		v.Totales = append(v.Totales, creditTotalView{t.Contribucion, t.Forma, t.Cuentas, t.Granted, t.Proved, t.Assumed, t.Open, t.Expired, t.Doubtful})
	}
	var before document.Date
	if since.Known() {
		before = since.AddDays(-1)
	}
	for _, r := range credito.RollTotals(k.Roll(before, on)) {
		v.Movimientos = append(v.Movimientos, creditRollView{
			r.Contribucion, r.Forma, r.Cuentas, r.Opening, r.Granted, r.Discharged, r.Expired, r.Closing,
			r.ExpiredOpening, r.ExpiredDischarged, r.ExpiredClosing, r.Balanced(),
		})
	}
	var fs document.Findings
	for _, f := range k.Findings(on) {
		fs = append(fs, f.Finding)
	}
	v.Hallazgos = pedimento.FindingViews(fs, a.lang)
	return v
}

// maxAccounts is how many open accounts a terminal shows; --json gives all.
const maxAccounts = 40

func (a *app) printCredit(v creditView) error {
	for _, r := range v.Movimientos {
		if !r.Cuadra {
			a.code = exitDiffers
		}
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("%s: crédito y garantía de IVA e IEPS al %s, en pesos", "%s: credit and guarantee of IVA and IEPS on %s, in pesos", v.RFC, dashed(v.Al.String()))
	for _, f := range v.Hallazgos {
		if f.Code == credito.UnknownCredit { // the figures below are short of it
			a.printf("  %s", "  %s", f.Message)
		}
	}
	if len(v.Totales) == 0 {
		a.printf("  ninguna entrada lleva forma de pago 21 o 22", "  no entry carries form of payment 21 or 22")
		return nil
	}
	a.printf("  %-5s FP %7s %15s %15s %15s %15s %15s", "  %-5s FP %7s %15s %15s %15s %15s %15s", "", a.say("cuentas", "accounts"), a.say("otorgado", "granted"),
		a.say("probado", "proved"), a.say("supuesto", "assumed"), a.say("abierto", "open"), a.say("vencido", "past due"))
	for _, t := range v.Totales {
		a.printf("  %-5s %s %7d %15d %15d %15d %15d %15d", "  %-5s %s %7d %15d %15d %15d %15d %15d", t.Contribucion, t.Forma, t.Cuentas, t.Otorgado, t.Probado, t.Supuesto, t.Abierto, t.Vencido)
	}
	for _, r := range v.Movimientos {
		a.printf("  %s FP %s desde %s: inicial %d + otorgado %d − descargado %d − venció %d = final %d; vencido %d + %d − %d = %d",
			"  %s FP %s from %s: opening %d + granted %d − discharged %d − fell due %d = closing %d; past due %d + %d − %d = %d",
			r.Contribucion, r.Forma, a.orStart(v.Desde), r.Inicial, r.Otorgado, r.Descargado, r.Vence, r.Final, r.VencidoInicial, r.Vence, r.VencidoDescarga, r.VencidoFinal)
	}
	a.printAccounts(v.Cuentas)
	if n := len(v.Hallazgos); n > 0 {
		a.printf("  %d hallazgos del crédito y de sus diferencias con el control por parte: immex findings", "  %d findings of the credit and of its differences to the ledger of parts: immex findings", n)
	}
	return nil
}

// orStart names the day a roll-forward begins.
func (a *app) orStart(d document.Date) string {
	if d.Known() {
		return d.String()
	}
	return a.say("el principio", "the beginning")
}

func (a *app) printAccounts(all []creditAccountView) {
	shown := 0
	for i := range all {
		k := &all[i]
		if k.Abierto == 0 {
			continue
		}
		if shown++; shown > maxAccounts {
			a.printf("  … hay más cuentas abiertas; --json las da todas", "  … there are more open accounts; --json gives them all")
			return
		}
		a.printf("  %s %s %s FP %s: abierto %d de %d, vence %s", "  %s %s %s FP %s: open %d of %d, due %s", k.Pedimento, k.Fraccion, k.Contribucion, k.Forma, k.Abierto, k.Otorgado, a.orLife(k.Vence))
	}
}

func (a *app) orLife(d document.Date) string {
	if d.Known() {
		return d.String()
	}
	return a.say("con el programa", "with the programme")
}
