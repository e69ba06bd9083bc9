package main

import (
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// checkLine is the JSON of one check.
type checkLine struct {
	Code       string            `json:"code"`
	Sources    []string          `json:"sources"`
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
		Use:   "checks",
		Short: a.say("cotejos de la puerta: qué se exige a cada fuente y con qué tolerancia", "checks of the gate: what each source is held to, with its tolerance"),
		Args:  a.exactly(),
		RunE: func(*cobra.Command, []string) error {
			for _, c := range catalog.Default().Cotejos() {
				if a.json {
					if err := a.emit(checkLine{
						c.Code, c.Sources, c.Severity, c.Title.In(a.lang), c.Absolute, c.PerRow, c.PPM, c.From, c.To, c.Source, c.Confidence,
					}); err != nil {
						return err
					}
					continue
				}
				a.printf("%-24s [%s] %s\n%24s fuentes: %s; tolerancia: %s, %s por renglón, %d millonésimas; desde %s; %s (%s)",
					"%-24s [%s] %s\n%24s sources: %s; tolerance: %s, %s per row, %d millionths; since %s; %s (%s)",
					c.Code, a.severity(c.Severity), c.Title.In(a.lang), "", strings.Join(c.Sources, ", "),
					c.Absolute, c.PerRow, c.PPM, c.From, c.Source, c.Confidence)
			}
			return nil
		},
	}
}
