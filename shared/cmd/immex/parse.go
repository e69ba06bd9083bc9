package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

func (a *app) parseCmd() *cobra.Command {
	var explain bool
	var drawing string
	cmd := &cobra.Command{
		Use:   a.say("parse ARCHIVO…", "parse FILE…"),
		Short: a.say("lee y valida archivos sin guardar nada", "reads and validates files without storing anything"),
		Args:  a.exactly(a.say("ARCHIVO…", "FILE…")),
		RunE: func(c *cobra.Command, args []string) error {
			files, err := expand(args)
			if err != nil {
				return err
			}
			reader, done, err := a.learningReader(nil, files)
			if err != nil {
				return err
			}
			defer done()
			reader.Keep = true
			return a.pipeline(c.Context(), reader, files, func(_ source, papers []*step.Paper, _ bool) error {
				for _, p := range papers {
					if err := a.printPaper(p, explain); err != nil {
						return err
					}
				}
				if drawing == "" {
					return nil
				}
				return a.debugPDF(c.Context(), reader.PDF, drawing, papers)
			})
		},
	}
	a.mappingFlag(cmd)
	cmd.Flags().BoolVar(&explain, "explain", false, a.say("cada valor con su lugar, cómo se obtuvo y qué lo comprueba", "every value with its place, how it was obtained and what checks it"))
	cmd.Flags().StringVar(&drawing, "debug-pdf", "", a.say("escribe un PDF con las páginas y los valores leídos dibujados encima", "writes a PDF of the pages with the values read drawn over them"))
	return cmd
}

func (a *app) printPaper(p *step.Paper, explain bool) error {
	if r := &p.Record; r.Status == document.Quarantined || r.Status == document.Unsupported {
		a.code = exitQuarantined
	}
	switch {
	case a.json && explain:
		v, err := explained(p, a.lang)
		if err != nil {
			return err
		}
		return a.emit(v)
	case a.json:
		return a.emit(step.ViewOf(p, a.lang))
	}
	if err := a.describe(p); err != nil || !explain {
		return err
	}
	return a.tellValues(p)
}

// describe prints a paper for a person.
func (a *app) describe(p *step.Paper) error {
	r := &p.Record
	fmt.Fprintf(a.out, "%-12s %-10s %s  %s\n", a.status(r.Status), r.Kind, r.Name, r.Key) //nolint:errcheck // a closed pipe ends the process
	if x := p.Pedimento; x != nil {
		a.printf("             %s %s %s, %d partidas, pago %s, valor aduana %s, efecto %s, cotejo %s",
			"             %s %s %s, %d partidas, paid %s, customs value %s, effect %s, checked %s",
			x.Number, x.Clave, x.Operacion, len(x.Partidas), x.FechaPago, x.ValorAduana, x.Efecto, x.Cotejo)
	}
	if p.Content != nil {
		fmt.Fprintf(a.out, "             %s\n", p.Content.Summary().In(a.lang)) //nolint:errcheck // same
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		fmt.Fprintf(a.out, "             [%s] %s %s: %s\n", a.severity(f.Severity), f.Code, f.In(a.lang), f.Message.In(a.lang)) //nolint:errcheck // same
	}
	return nil
}
