package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

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
	Unidad    string          `json:"unidad"`
	Entradas  quantity.Micros `json:"entradas"`
	Probado   quantity.Micros `json:"descargado_probado"`
	Supuesto  quantity.Micros `json:"descargado_supuesto"`
	SinDoc    quantity.Micros `json:"descargado_sin_documento"` // merma without a production record
	Retenido  quantity.Micros `json:"retenido"`
	Faltante  quantity.Micros `json:"faltante"`
	Saldo     quantity.Micros `json:"saldo"` // good stock
	Desperd   quantity.Micros `json:"desperdicio"`
	Perdido   quantity.Micros `json:"extraviado"` // theft, loss, counted less
	SaldoUMT  quantity.Micros `json:"saldo_umt"`  // of all three, in UMT
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
	Desperd    quantity.Micros `json:"desperdicio"`
	Perdido    quantity.Micros `json:"extraviado"`
	UMT        string          `json:"umt"`
	SaldoUMT   quantity.Micros `json:"saldo_umt"`
}

func (a *app) balanceCmd() *cobra.Command {
	var asOf, knownAt string
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
			at, err := a.moment("known-at", knownAt)
			if err != nil {
				return err
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
				if err := a.balances(c, f, rfc, on, at); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&asOf, "as-of", "", a.say("lo que había en esa fecha, AAAA-MM-DD", "what there was on that date, YYYY-MM-DD"))
	c.Flags().StringVar(&knownAt, "known-at", "", a.say("lo que se sabía en ese momento, AAAA-MM-DD o con hora (AAAA-MM-DDThh:mm:ssZ)", "what was known at that moment, YYYY-MM-DD or with a time (YYYY-MM-DDThh:mm:ssZ)"))
	return c
}

// moment reads a flag that is a day (to its end, in UTC) or an exact time; a
// zero time without it.
func (a *app) moment(flag, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, usage(errors.New(a.say("--%s espera AAAA-MM-DD o AAAA-MM-DDThh:mm:ssZ, dice %q", "--%s expects YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, says %q", flag, s)))
	}
	return t.Add(24*time.Hour - time.Nanosecond), nil
}

// eachBook walks the books as they are, or as they were known at a moment.
func (a *app) eachBook(c *cobra.Command, f *folder, rfc string, at time.Time, fn func(*ledger.Book) error) error {
	if at.IsZero() {
		return step.EachBook(c.Context(), f.books, rfc, fn) //nolint:wrapcheck // the caller names the programme
	}
	d, err := step.KnownAt(c.Context(), f.books, rfc, at)
	if err != nil {
		return err //nolint:wrapcheck // same
	}
	books, err := d.Books()
	if err != nil {
		return err //nolint:wrapcheck // same
	}
	for _, b := range books {
		if err := fn(b); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) balances(c *cobra.Command, f *folder, rfc string, on document.Date, at time.Time) error {
	if at.IsZero() { // what was known then says itself when it opens
		if err := a.afterOpening(c, f, rfc, on); err != nil {
			return err
		}
	}
	var all []balanceView
	var key document.Date
	err := a.eachBook(c, f, rfc, at, func(b *ledger.Book) error {
		all, key = append(all, balanceOf(b, on)), b.Policy.KeyDate
		return nil
	})
	if err != nil {
		return fmt.Errorf("balance of %s: %w", rfc, err)
	}
	if err := a.opens(rfc, key, on); err != nil {
		return err
	}
	slices.SortFunc(all, func(x, y balanceView) int {
		return strings.Compare(x.Material+x.Unidad, y.Material+y.Unidad)
	})
	if !a.json {
		a.printf("%s: %d materiales (entradas = probado + supuesto + sin documento + saldo + desperdicio + extraviado; UM = clave de unidad)", "%s: %d materials (entries = proved + assumed + undocumented + saldo + desperdicio + missing; UM = key of the unit)", rfc, len(all))
		fmt.Fprintf(a.out, "%-14s %3s %16s %14s %14s %14s %16s %14s %14s %14s %s\n", "material", "UM", //nolint:errcheck // a closed pipe ends the process
			a.say("entradas", "entries"), a.say("probado", "proved"), a.say("supuesto", "assumed"), a.say("sin documento", "undocumented"),
			"saldo", "desperdicio", a.say("extraviado", "missing"), a.say("sin lote", "no lot"), a.say("vence", "due"))
	}
	for _, v := range all {
		if a.json {
			if err := a.emit(v); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%-14s %3s %16s %14s %14s %14s %16s %14s %14s %14s %s\n", v.Material, v.Unidad, v.Entradas, v.Probado, v.Supuesto, v.SinDoc, //nolint:errcheck // same
			v.Saldo, v.Desperd, v.Perdido, v.Faltante, v.Vence)
	}
	return nil
}

// afterOpening refuses a day before the opening balances: the books begin at
// their key date and say nothing of what was there before.
func (a *app) afterOpening(c *cobra.Command, f *folder, rfc string, on document.Date) error {
	if !on.Known() {
		return nil
	}
	basis, err := step.CurrentBasis(c.Context(), f.books, rfc)
	if err != nil {
		return fmt.Errorf("programme %s: %w", rfc, err)
	}
	return a.opens(rfc, basis.Terms.Policy.KeyDate, on)
}

// opens refuses a day before the key date of books.
func (a *app) opens(rfc string, key, on document.Date) error {
	if key.Known() && on < key {
		return usage(errors.New(a.say(
			"los libros de %s abren con sus saldos iniciales al %s: del %s no dicen nada", "the books of %s open with their opening balances of %s: of %s they say nothing",
			rfc, key, on)))
	}
	return nil
}

func balanceOf(b *ledger.Book, on document.Date) balanceView {
	v := balanceView{RFC: b.RFC, Kind: b.Material.Kind, Material: b.Material.Key, Unidad: b.Material.Unit, Lotes: []lotView{}}
	if on.Year() != 9999 {
		v.AsOf = on
	}
	for _, l := range b.AsOf(on) {
		v.Entradas += l.Lot.Cantidad
		v.Saldo += l.Saldo
		v.Desperd += l.Desperdicio
		v.Perdido += l.Faltante
		v.SaldoUMT += l.SaldoUMT
		v.Retenido += l.Held
		if l.Saldo+l.Desperdicio+l.Faltante == 0 {
			continue
		}
		v.LotesOpen++
		if d := l.Lot.Due; d.Known() && (v.Vence == 0 || d < v.Vence) {
			v.Vence = d
		}
		v.Lotes = append(v.Lotes, lotView{
			Lote: l.Lot.ID, Clave: l.Lot.Clave, Parte: optional(l.Lot.Parte), Disponible: l.Lot.AvailableFrom,
			Vence: l.Lot.Due, Cantidad: l.Lot.Cantidad, Saldo: l.Saldo, Desperd: l.Desperdicio, Perdido: l.Faltante,
			UMT: l.Lot.UMT, SaldoUMT: l.SaldoUMT,
		})
	}
	for i := range b.Descargos {
		switch d := &b.Descargos[i]; {
		case d.MovedAt > on:
		case d.Status == ledger.Proved:
			v.Probado += d.Cantidad
		case d.Status == ledger.Undocumented:
			v.SinDoc += d.Cantidad
		default:
			v.Supuesto += d.Cantidad
		}
	}
	for i := range b.Shortages {
		if s := &b.Shortages[i]; s.MovedAt <= on && s.MovedAt > b.Policy.KeyDate { // what left before is in the opening balance
			v.Faltante += s.Cantidad
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
