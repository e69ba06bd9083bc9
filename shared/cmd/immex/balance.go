package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// balanceView is the JSON of one material's saldo.
type balanceView struct {
	RFC       string          `json:"rfc"`
	AsOf      document.Date   `json:"as_of"` // null: everything known
	Kind      string          `json:"kind"`
	Material  string          `json:"material"`
	UMT       string          `json:"umt"`
	Entradas  quantity.Micros `json:"entradas"`
	Probado   quantity.Micros `json:"descargado_probado"`
	Supuesto  quantity.Micros `json:"descargado_supuesto"`
	Retenido  quantity.Micros `json:"retenido"`
	Faltante  quantity.Micros `json:"faltante"`
	Saldo     quantity.Micros `json:"saldo"`
	LotesOpen int             `json:"lotes_abiertos"`
	Vence     document.Date   `json:"proximo_vencimiento"`
	Lotes     []lotView       `json:"lotes"`
}

// lotView is the JSON of one lot with a saldo.
type lotView struct {
	Lote       string          `json:"lote"`
	Clave      string          `json:"clave"`
	Parte      *string         `json:"parte"`
	Disponible document.Date   `json:"disponible_desde"`
	Vence      document.Date   `json:"vence"`
	Cantidad   quantity.Micros `json:"cantidad"`
	Saldo      quantity.Micros `json:"saldo"`
}

func (a *app) balanceCmd() *cobra.Command {
	var asOf string
	c := &cobra.Command{
		Use:   "balance",
		Short: a.say("saldos por material y lote, hoy o en una fecha", "balances by material and lot, now or on a date"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			on := document.NewDate(9999, 12, 31)
			if asOf != "" {
				if on, err = document.ParseDate(asOf); err != nil || !on.Known() {
					return usage(errors.New(a.say("--as-of espera AAAA-MM-DD, dice %q", "--as-of expects YYYY-MM-DD, says %q", asOf)))
				}
			}
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
				if err := a.balances(c, f, rfc, on); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&asOf, "as-of", "", a.say("fecha AAAA-MM-DD", "date YYYY-MM-DD"))
	return c
}

func (a *app) balances(c *cobra.Command, f *folder, rfc string, on document.Date) error {
	var all []balanceView
	err := step.EachBook(c.Context(), f.books, rfc, func(b *ledger.Book) error {
		all = append(all, balanceOf(b, on))
		return nil
	})
	if err != nil {
		return fmt.Errorf("balance of %s: %w", rfc, err)
	}
	slices.SortFunc(all, func(x, y balanceView) int {
		return strings.Compare(x.Material+x.UMT, y.Material+y.UMT)
	})
	if !a.json {
		a.printf("%s: %d materiales (probado y supuesto aparte; UMT = unidad de tarifa)", "%s: %d materials (proved and assumed apart; UMT = tariff unit)", rfc, len(all))
		fmt.Fprintf(a.out, "%-14s %3s %16s %14s %14s %14s %16s %s\n", "material", "UMT", //nolint:errcheck // a closed pipe ends the process
			a.say("entradas", "entries"), a.say("probado", "proved"), a.say("supuesto", "assumed"),
			a.say("faltante", "short"), "saldo", a.say("vence", "due"))
	}
	for _, v := range all {
		if a.json {
			if err := a.emit(v); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%-14s %3s %16s %14s %14s %14s %16s %s\n", v.Material, v.UMT, v.Entradas, v.Probado, v.Supuesto, v.Faltante, v.Saldo, v.Vence) //nolint:errcheck // same
	}
	return nil
}

func balanceOf(b *ledger.Book, on document.Date) balanceView {
	v := balanceView{RFC: b.RFC, Kind: b.Material.Kind, Material: b.Material.Key, UMT: b.Material.Unit, Lotes: []lotView{}}
	if on.Year() != 9999 {
		v.AsOf = on
	}
	for _, l := range b.AsOf(on) {
		v.Entradas += l.Lot.Cantidad
		v.Saldo += l.Saldo
		v.Retenido += l.Held
		if l.Saldo == 0 {
			continue
		}
		v.LotesOpen++
		if d := l.Lot.Due; d.Known() && (v.Vence == 0 || d < v.Vence) {
			v.Vence = d
		}
		v.Lotes = append(v.Lotes, lotView{
			Lote: l.Lot.ID, Clave: l.Lot.Clave, Parte: optional(l.Lot.Parte), Disponible: l.Lot.AvailableFrom,
			Vence: l.Lot.Due, Cantidad: l.Lot.Cantidad, Saldo: l.Saldo,
		})
	}
	for i := range b.Descargos {
		switch d := &b.Descargos[i]; {
		case d.MovedAt > on:
		case d.Status == ledger.Proved:
			v.Probado += d.Cantidad
		default:
			v.Supuesto += d.Cantidad
		}
	}
	for i := range b.Shortages {
		if b.Shortages[i].MovedAt <= on {
			v.Faltante += b.Shortages[i].Cantidad
		}
	}
	return v
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
