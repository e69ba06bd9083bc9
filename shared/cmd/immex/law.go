package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/step"
)

// lawTableLine is the JSON of one table of dated law.
type lawTableLine struct {
	RFC       *string       `json:"rfc"` // whose delivered rows are in it
	Table     string        `json:"tabla"`
	Title     string        `json:"titulo"`
	Rows      int           `json:"filas"`
	InForce   int           `json:"vigentes"`
	Unknown   int           `json:"sin_dato"` // rows that say that nobody knows
	Missing   int           `json:"faltan"`   // what should be there on the day and is not
	Delivered int           `json:"entregadas"`
	Droppable bool          `json:"se_entrega"`
	On        document.Date `json:"fecha"`
	Version   document.Hash `json:"version"`
	Catalog   document.Hash `json:"catalogo"`
	Law       document.Hash `json:"ley"`
}

// lawCmd prints dated law as it is, with what nobody knows of it.
func (a *app) lawCmd() *cobra.Command {
	var on string
	var all bool
	c := &cobra.Command{
		Use: a.say("law [TABLA]", "law [TABLE]"),
		Short: a.say("tablas de ley con vigencia; de una, sus filas con fuente, confianza y lo que nadie sabe",
			"tables of dated law; of one, its rows with source, confidence and what nobody knows"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(errors.New(a.say("immex law espera a lo más una tabla", "immex law expects one table at most")))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			day, err := a.day("on", on)
			if err != nil {
				return err
			}
			if !day.Known() {
				day = a.today()
			}
			if len(args) == 1 {
				if _, ok := catalog.LawTableNamed(args[0]); !ok {
					return usage(errors.New(a.say("no hay tabla de ley %q; vea immex law", "there is no table of law %q; see immex law", args[0])))
				}
			}
			of, cat, err := a.lawOf(c)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listLaw(of, cat, day)
			}
			return a.printLaw(of, cat, args[0], day, all)
		},
	}
	c.Flags().StringVar(&on, "on", "", a.say("vigencia a esta fecha, AAAA-MM-DD (si no se da: hoy)", "in force on this date, YYYY-MM-DD (default today)"))
	c.Flags().BoolVar(&all, "all", false, a.say("todas las filas de la tabla, también las que no están vigentes", "every row of the table, also those not in force"))
	return c
}

// concerned is the programme a question of law is asked for.
type concerned struct {
	rfc   string
	basis programme.Basis
}

// lawOf is the law of the one programme that --rfc or --data names, with what
// was delivered for it; without either it is the law of everybody, and nil.
func (a *app) lawOf(c *cobra.Command) (_ *concerned, _ *catalog.Catalog, err error) {
	if !c.Flags().Changed("data") && a.rfc == "" {
		return nil, catalog.Default(), nil
	}
	f, err := a.open(c.Context(), false)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rfcs, err := a.programmes(c.Context(), f)
	if err != nil {
		return nil, nil, err
	}
	if len(rfcs) != 1 {
		return nil, nil, usage(errors.New(a.say("la ley es de un programa: indique --rfc; hay: %s", "law is of one programme: give --rfc; there are: %s", strings.Join(rfcs, ", "))))
	}
	basis, err := step.CurrentBasis(c.Context(), f.books, rfcs[0])
	if err != nil {
		return nil, nil, fmt.Errorf("programme of %s: %w", rfcs[0], err)
	}
	return &concerned{rfcs[0], basis}, basis.Terms.Catalog, nil
}

// name is the programme's RFC, nil where the law is everybody's.
func (c *concerned) name() *string {
	if c == nil {
		return nil
	}
	return &c.rfc
}

// programme is what its files say, nil where the law is everybody's.
func (c *concerned) programme() *programme.Basis {
	if c == nil {
		return nil
	}
	return &c.basis
}

func (a *app) listLaw(of *concerned, cat *catalog.Catalog, on document.Date) error {
	for _, t := range catalog.LawTables() {
		l := a.lawTable(of, cat, &t, on)
		if a.json {
			if err := a.emit(l); err != nil {
				return err
			}
			continue
		}
		a.printf("%-24s %4d filas, %d vigentes, %d sin dato%s  v%.8s  %s", "%-24s %4d rows, %d in force, %d without value%s  v%.8s  %s",
			l.Table, l.Rows, l.InForce, l.Unknown, a.lawNotes(&l), l.Version, l.Title)
	}
	if !a.json {
		a.printf("catálogo %s; toda la ley %s", "catalogue %s; all law %s", cat.Version, cat.Law)
	}
	return nil
}

// lawTable counts the rows of a table.
func (a *app) lawTable(of *concerned, cat *catalog.Catalog, t *catalog.LawTable, on document.Date) lawTableLine {
	rows := cat.LawRows(t.Name)
	inForce, missing := cat.LawOn(t.Name, on)
	l := lawTableLine{
		RFC: of.name(), Table: t.Name, Title: t.Title.In(a.lang), Rows: len(rows), InForce: len(inForce), Missing: len(missing),
		Droppable: t.Droppable, On: on, Version: cat.VersionOf(t.Name), Catalog: cat.Version, Law: cat.Law,
	}
	for i := range rows {
		if t.Unknown(&rows[i]) {
			l.Unknown++
		}
		if rows[i].Fact != "" {
			l.Delivered++
		}
	}
	return l
}

// lawNotes are what not every table has.
func (a *app) lawNotes(l *lawTableLine) (notes string) {
	if l.Missing > 0 {
		notes += a.say(", faltan %d para %s", ", %d missing for %s", l.Missing, l.On)
	}
	if l.Delivered > 0 {
		notes += a.say(", %d entregadas", ", %d delivered", l.Delivered)
	}
	if !l.Droppable {
		notes += a.say(", no se entrega", ", cannot be delivered")
	}
	return notes
}
