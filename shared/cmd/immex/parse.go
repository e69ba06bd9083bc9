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
			return a.pipeline(c.Context(), reader, files, func(_ source, papers []*step.Paper, _ bool) error {
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

// identity says which document an object is about.
type identity struct {
	Name   string  `json:"name"`
	SHA256 *string `json:"sha256"`
	Parent *string `json:"parent"`
}

// containerView is the JSON of a document that is not one of the canonical
// types.
type containerView struct {
	Schema   int                     `json:"schema"`
	Kind     document.Kind           `json:"kind"`
	Status   document.Status         `json:"status"`
	Findings []pedimento.FindingView `json:"findings"`
}

func (a *app) printPaper(p *step.Paper) error {
	r := &p.Record
	if r.Status == document.Quarantined || r.Status == document.Unsupported {
		a.code = exitQuarantined
	}
	if !a.json {
		return a.describe(p)
	}
	opt := pedimento.Opt
	id := identity{r.Name, opt(string(r.SHA)), opt(string(r.Parent))}
	key := opt(r.Key)
	findings := pedimento.FindingViews(r.Findings, a.lang)
	switch {
	case p.Pedimento != nil:
		v := pedimento.ViewOf(p.Pedimento, r.Status, a.lang)
		v.Findings = findings
		return a.emit(struct {
			pedimento.View
			identity
			Key *string `json:"key"`
		}{v, id, key})
	case p.Comprobante != nil:
		v := cfdi.ViewOf(p.Comprobante, r.Status, a.lang)
		v.Findings = findings
		return a.emit(struct {
			cfdi.View
			identity
			Key *string `json:"key"`
		}{v, id, key})
	case p.Invoice != nil:
		return a.emit(struct {
			invoice.View
			identity
			Key *string `json:"key"`
		}{invoice.ViewOf(p.Invoice, r.Status, r.Findings, a.lang), id, key})
	}
	var content any
	if p.Content != nil {
		content = p.Content.View(a.lang)
	}
	return a.emit(struct {
		containerView
		identity
		Key     *string `json:"key"`
		Content any     `json:"content,omitempty"`
	}{containerView{pedimento.Schema, r.Kind, r.Status, findings}, id, key, content})
}

// describe prints a paper for a person.
func (a *app) describe(p *step.Paper) error {
	r := &p.Record
	fmt.Fprintf(a.out, "%-12s %-10s %s  %s\n", a.status(r.Status), r.Kind, r.Name, r.Key) //nolint:errcheck // a closed pipe ends the process
	if x := p.Pedimento; x != nil {
		a.printf("             %s %s %s, %d partidas, pago %s, valor aduana %s", "             %s %s %s, %d partidas, paid %s, customs value %s",
			x.Number, x.Clave, x.Operacion, len(x.Partidas), x.FechaPago, x.ValorAduana)
	}
	if p.Content != nil {
		fmt.Fprintf(a.out, "             %s\n", p.Content.Summary().In(a.lang)) //nolint:errcheck // same
	}
	for _, f := range r.Findings {
		fmt.Fprintf(a.out, "             [%s] %s %s: %s\n", a.severity(f.Severity), f.Code, f.Where, f.Message.In(a.lang)) //nolint:errcheck // same
	}
	return nil
}
