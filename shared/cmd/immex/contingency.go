package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

// contingencyFlags are what a person asks for.
type contingencyFlags struct {
	asOf, pay, factor, igi, lot string
	noDTA                       bool
}

func (a *app) contingencyCmd() *cobra.Command {
	var s contingencyFlags
	c := &cobra.Command{
		Use:   "contingency",
		Short: a.say("lo que costaría lo que no ha salido: contribuciones, recargos y multas, y un mes más", "what has not left would cost: contributions, surcharges and fines, and one month more"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			on, opt, err := a.contingencyOptions(&s)
			if err != nil {
				return err
			}
			found := s.lot == ""
			err = a.eachProgramme(c, func(f *folder, rfc string) error {
				if err := a.afterOpening(c, f, rfc, on); err != nil {
					return err
				}
				k, err := step.ContingencyOf(c.Context(), f.books, rfc, on, opt)
				if err != nil {
					return fmt.Errorf("contingency of %s: %w", rfc, err)
				}
				if s.lot != "" {
					at := k.Find(s.lot)
					found = found || len(at) > 0
					return a.printLots(k, at)
				}
				return a.printContingency(k)
			})
			if err == nil && !found {
				return usage(errors.New(a.say("el lote %q no tiene saldo al %s; vea immex balance --json", "lot %q has no balance on %s; see immex balance --json", s.lot, on)))
			}
			return err
		},
	}
	fl := c.Flags()
	fl.StringVar(&s.asOf, "as-of", "", a.say("lo que quedaba en esa fecha, AAAA-MM-DD (si no se da: hoy)", "what was left on that date, YYYY-MM-DD (default: today)"))
	fl.StringVar(&s.pay, "pay", "", a.say("si se pagara en esa fecha, AAAA-MM-DD (si no se da: la de --as-of)", "if it were paid on that date, YYYY-MM-DD (default: that of --as-of)"))
	fl.StringVar(&s.factor, "inpc-factor", "", a.say("factor de actualización supuesto para todos los lotes", "factor of actualización assumed for every lot"))
	fl.StringVar(&s.igi, "igi-rate", "", a.say("tasa de IGI, por ciento, supuesta donde ni el pedimento ni la tarifa la dicen", "rate of IGI, per cent, assumed where neither the pedimento nor the tariff says it"))
	fl.StringVar(&s.lot, "lot", "", a.say("un solo lote, con todo su cálculo", "one lot alone, with all of its arithmetic"))
	fl.BoolVar(&s.noDTA, "no-dta", false, a.say("sin el DTA de la importación definitiva", "without the DTA of a definitive import"))
	return c
}

func (a *app) contingencyOptions(s *contingencyFlags) (on document.Date, opt contingencia.Options, err error) {
	if on, err = a.day("as-of", s.asOf); err != nil {
		return 0, opt, err
	}
	if opt.Pago, err = a.day("pay", s.pay); err != nil {
		return 0, opt, err
	}
	if !on.Known() {
		on = a.today()
		if opt.Pago.Known() {
			on = min(on, opt.Pago)
		}
	}
	opt.Pago, opt.SinDTA = cmp.Or(opt.Pago, on), s.noDTA
	if opt.Pago < on {
		return 0, opt, usage(errors.New(a.say("--pay (%s) es anterior a --as-of (%s)", "--pay (%s) is before --as-of (%s)", opt.Pago, on)))
	}
	if opt.Factor, err = a.figure("inpc-factor", s.factor, 1); err != nil {
		return 0, opt, err
	}
	percent, err := a.figure("igi-rate", s.igi, 0)
	if err != nil {
		return 0, opt, err
	}
	const hundredth = 10_000 // millionths
	if opt.TasaIGI, err = percent.Mul(money.FromMicros(hundredth)); err != nil {
		return 0, opt, usage(err)
	}
	return on, opt, nil
}

// figure reads a flag that is a number, not below another; unknown when it is
// not given.
func (a *app) figure(flag, s string, least int64) (money.Amount, error) {
	const decimals = 4 // a rate in per cent keeps six as part of one
	x, err := money.Parse(s)
	if s == "" || err == nil && x.Known() && x.Scale() <= decimals && x.Cmp(money.Int(least)) >= 0 {
		return x, nil
	}
	return x, usage(errors.New(a.say("--%s espera un número de %d o más con hasta %d decimales, dice %q", "--%s expects a number of %d or more with up to %d decimals, says %q", flag, least, decimals, s)))
}

// countView is a sentence and how many lots it is about.
type countView struct {
	Codigo string `json:"codigo,omitempty"`
	Lotes  int    `json:"lotes"`
	Texto  string `json:"texto"`
}

func (a *app) counts(cs []contingencia.Conteo) []countView {
	out := []countView{}
	for _, c := range cs {
		out = append(out, countView{c.Codigo, c.Lotes, c.Texto.In(a.lang)})
	}
	return out
}

func (a *app) sentences(ts []document.Text) []string {
	out := []string{}
	for _, t := range ts {
		out = append(out, t.In(a.lang))
	}
	return out
}

// contingencyView is the JSON of a programme's contingency: the first line. A
// line for each lot and starting point follows.
type contingencyView struct {
	Objeto      string               `json:"objeto"` // resumen
	RFC         string               `json:"rfc"`
	Al          document.Date        `json:"al"`
	Pago        document.Date        `json:"pago"`
	Factor      money.Amount         `json:"factor_supuesto"`
	TasaIGI     money.Amount         `json:"tasa_igi_supuesta"` // part of one
	Ley         document.Hash        `json:"ley"`
	Lotes       int                  `json:"lotes"`
	Supuestos   []string             `json:"supuestos"`
	PorLote     []countView          `json:"supuestos_por_lote"`
	Desconocido []countView          `json:"desconocido"`
	PorEstado   []contingencia.Total `json:"por_estado"`
	PorMes      []contingencia.Total `json:"por_mes_de_vencimiento"`
	Espera      []contingencia.Total `json:"esperar_un_mes"`
}

// contingencyRowView is the JSON of one lot from one starting point.
type contingencyRowView struct {
	Objeto string `json:"objeto"` // renglon
	RFC    string `json:"rfc"`
	*contingencia.Renglon
}

// contingencyLotView is the JSON of one lot asked for by its id: all of its
// arithmetic, with its assumptions in words.
type contingencyLotView struct {
	Objeto string `json:"objeto"` // lote
	RFC    string `json:"rfc"`
	*contingencia.Lote
	Espera      []contingencia.Punto `json:"esperar_un_mes"`
	Supuestos   []string             `json:"supuestos"`
	Desconocido []string             `json:"desconocido"`
}

func (a *app) emitLot(k *step.Contingency, at int) error {
	l, wait := k.Lot(at)
	v := contingencyLotView{Objeto: "lote", RFC: k.RFC, Lote: &l, Espera: wait, Supuestos: []string{}, Desconocido: a.sentences(l.Desconocido())}
	for _, s := range l.Supuestos.All() {
		v.Supuestos = append(v.Supuestos, s.Text().In(a.lang))
	}
	return a.emit(v)
}

func (a *app) emitContingency(k *step.Contingency) error {
	s := k.Summary
	err := a.emit(contingencyView{
		"resumen", k.RFC, k.On, k.Options.Pago, k.Options.Factor, k.Options.TasaIGI, k.Law, k.Lots(), a.sentences(contingencia.General(k.Options)),
		a.counts(s.Supuestos()), a.counts(s.Desconocido()), s.PorEstado(), s.PorMes(), s.Espera(),
	})
	for at := range k.Lots() {
		l, wait := k.Lot(at)
		for _, r := range contingencia.Renglones(&l, wait) {
			if err == nil {
				err = a.emit(contingencyRowView{"renglon", k.RFC, &r})
			}
		}
	}
	return err
}
