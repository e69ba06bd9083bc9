package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// checkLine is the JSON of one check.
type checkLine struct {
	Code       string            `json:"code"`
	Sources    []string          `json:"sources"`
	Class      catalog.Clase     `json:"class"`
	Severity   document.Severity `json:"severity"`
	Title      string            `json:"title"`
	Absolute   money.Amount      `json:"absolute"`
	PerRow     money.Amount      `json:"per_row"`
	PPM        int64             `json:"ppm"`
	From       document.Date     `json:"valid_from"`
	To         document.Date     `json:"valid_to"`
	Source     string            `json:"source"`
	Confidence string            `json:"confidence"`
}

// checksCmd lists what a document is held to by its own figures.
func (a *app) checksCmd() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("checks [FUENTE]", "checks [SOURCE]"),
		Short: a.say("cotejos de la puerta: qué se exige a cada fuente y con qué tolerancia", "checks of the gate: what each source is held to, with its tolerance"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(errors.New(a.say("immex checks espera a lo más una fuente", "immex checks expects one source at most")))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			var only string
			if len(args) == 1 {
				if only = args[0]; !slices.Contains(sourceNames(), only) {
					return usage(errors.New(a.say("no hay fuente %q; las hay: %s", "there is no source %q; there are: %s", only, strings.Join(sourceNames(), ", "))))
				}
			}
			if a.json {
				return a.emitChecks(only)
			}
			for _, f := range catalog.Fuentes() {
				if only == "" || only == f.ID {
					a.listChecks(f)
				}
			}
			return nil
		},
	}
}

func sourceNames() (out []string) {
	for _, f := range catalog.Fuentes() {
		out = append(out, f.ID)
	}
	return out
}

func (a *app) emitChecks(only string) error {
	for _, c := range catalog.Default().Cotejos() {
		if only != "" && !slices.Contains(c.Sources, only) {
			continue
		}
		if err := a.emit(checkLine{
			c.Code, c.Sources, c.Clase, c.Severity, c.Title.In(a.lang), c.Absolute, c.PerRow, c.PPM, c.From, c.To, catalog.SourceIn(c.Source, a.lang), c.Confidence,
		}); err != nil {
			return err
		}
	}
	return nil
}

// listChecks is the table of one source, by class, its columns aligned.
func (a *app) listChecks(f catalog.Fuente) {
	var rows [][]string
	var widths [4]int
	for _, class := range catalog.Clases() {
		var title []string
		for _, c := range catalog.Default().Cotejos() {
			if c.Clase != class || !slices.Contains(c.Sources, f.ID) {
				continue
			}
			if title == nil {
				title = []string{class.Title().In(a.lang)}
				rows = append(rows, title)
			}
			row := []string{c.Code, a.severity(c.Severity), a.tolerance(&c), a.validity(c.From, c.To), fmt.Sprintf("%s [%s, %s]", c.Title.In(a.lang), catalog.SourceIn(c.Source, a.lang), c.Confidence)}
			for i := range widths {
				widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
			}
			rows = append(rows, row)
		}
	}
	a.printf("%s (%s)", "%s (%s)", f.ID, f.Title.In(a.lang))
	for _, row := range rows {
		if len(row) == 1 {
			a.printf("  %s:", "  %s:", row[0])
			continue
		}
		var line strings.Builder
		for i, cell := range row[:len(widths)] {
			line.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		a.printf("    %s%s", "    %s%s", line.String(), row[len(widths)])
	}
	a.printf("", "")
}

// tolerance says how far two figures may differ.
func (a *app) tolerance(c *catalog.Cotejo) string {
	var parts []string
	if c.Absolute.Sign() != 0 {
		parts = append(parts, c.Absolute.String())
	}
	if c.PerRow.Sign() != 0 {
		parts = append(parts, a.say("%s por renglón", "%s per row", c.PerRow))
	}
	if c.PPM != 0 {
		parts = append(parts, a.say("%d millonésimas", "%d millionths", c.PPM))
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, a.say(" o ", " or "))
	case c.Clase == catalog.Control:
		return a.say("exacto", "exact")
	}
	return "-"
}

// validity are the days on which a check or a rule holds.
func (a *app) validity(from, to document.Date) string {
	if to.Known() {
		return from.String() + "/" + to.String()
	}
	return a.say("desde %s", "since %s", from)
}
