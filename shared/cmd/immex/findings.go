package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// findingLine is the JSON of one finding.
type findingLine struct {
	RFC      string            `json:"rfc"`
	Document string            `json:"document"`
	Key      string            `json:"key"`
	Status   document.Status   `json:"status"`
	Code     string            `json:"code"`
	Severity document.Severity `json:"severity"`
	Where    string            `json:"where"`
	At       document.Spot     `json:"at,omitzero"`
	Message  string            `json:"message"`
}

func (a *app) findingsCmd() *cobra.Command {
	var severity string
	c := &cobra.Command{
		Use:   "findings",
		Short: a.say("hallazgos de documentos y libros, con qué hacer", "findings of documents and books, with what to do"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if err := a.oneOf("severity", severity, "", "error", "warning", "notice", "unreadable"); err != nil {
				return err
			}
			f, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			rfcs, err := a.everyone(c.Context(), f)
			if err != nil {
				return err
			}
			for _, rfc := range rfcs {
				err := step.Findings(c.Context(), f.books, rfc, func(l step.Located) error {
					if severity != "" && string(l.Finding.Severity) != severity {
						return nil
					}
					return a.printFinding(l)
				})
				if err != nil {
					return fmt.Errorf("findings of %s: %w", rfc, err)
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&severity, "severity", "", a.say("sólo esta severidad: error, warning, notice, unreadable", "only this severity: error, warning, notice, unreadable"))
	return c
}

func (a *app) printFinding(l step.Located) error {
	f := l.Finding
	if a.json {
		return a.emit(findingLine{l.RFC, l.Document, l.Key, l.Status, f.Code, f.Severity, f.In(a.lang), f.At, f.Message.In(a.lang)})
	}
	fmt.Fprintf(a.out, "[%s] %s  %s %s: %s\n", a.severity(f.Severity), f.Code, l.Key, f.In(a.lang), f.Message.In(a.lang)) //nolint:errcheck // a closed pipe ends the process
	return nil
}
