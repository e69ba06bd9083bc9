package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

func (a *app) parseCmd() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("parse ARCHIVO…", "parse FILE…"),
		Short: a.say("lee y valida archivos sin guardar nada", "reads and validates files without storing anything"),
		Args:  a.exactly(a.say("ARCHIVO…", "FILE…")),
		RunE: func(c *cobra.Command, args []string) error {
			files, err := expand(args)
			if err != nil {
				return err
			}
			reader := &step.Reader{PDF: a.pdfReader(), Keep: true}
			return a.pipeline(c.Context(), reader, files, func(_ step.Input, papers []*step.Paper, _ bool) error {
				for _, p := range papers {
					if err := a.printPaper(p); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

// container is the JSON of a document that is not one of the canonical types.
type containerView struct {
	Schema   int                     `json:"schema"`
	Kind     document.Kind           `json:"kind"`
	Status   document.Status         `json:"status"`
	Name     string                  `json:"name"`
	SHA256   document.Hash           `json:"sha256"`
	Key      string                  `json:"key"`
	Findings []pedimento.FindingView `json:"findings"`
}

func (a *app) printPaper(p *step.Paper) error {
	if s := p.Record.Status; s == document.Quarantined || s == document.Unsupported {
		a.code = exitQuarantined
	}
	if !a.json {
		return a.describe(p)
	}
	r := &p.Record
	switch {
	case p.Pedimento != nil:
		v := pedimento.ViewOf(p.Pedimento, r.Status, a.lang)
		v.Findings = pedimento.FindingViews(r.Findings, a.lang)
		return a.emit(v)
	case p.Comprobante != nil:
		return a.emit(cfdi.ViewOf(p.Comprobante, r.Status, a.lang))
	case p.Invoice != nil:
		return a.emit(invoice.ViewOf(p.Invoice, r.Status, r.Findings, a.lang))
	}
	return a.emit(containerView{pedimento.Schema, r.Kind, r.Status, r.Name, r.SHA, r.Key, pedimento.FindingViews(r.Findings, a.lang)})
}

// describe prints a paper for a person.
func (a *app) describe(p *step.Paper) error {
	r := &p.Record
	fmt.Fprintf(a.out, "%-12s %-10s %s  %s\n", a.status(r.Status), r.Kind, r.Name, r.Key) //nolint:errcheck // a closed pipe ends the process
	if x := p.Pedimento; x != nil {
		a.printf("             %s %s %s, %d partidas, pago %s, valor aduana %s", "             %s %s %s, %d partidas, paid %s, customs value %s",
			x.Number, x.Clave, x.Operacion, len(x.Partidas), x.FechaPago, x.ValorAduana)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(a.out, "             [%s] %s %s: %s\n", f.Severity, f.Code, f.Where, f.Message.In(a.lang)) //nolint:errcheck // same
	}
	return nil
}
