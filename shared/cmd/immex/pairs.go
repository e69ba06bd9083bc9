package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// pairView is the JSON of a V1 and the other side of its transfer.
type pairView struct {
	RFC         string        `json:"rfc"`
	Pedimento   string        `json:"pedimento"`
	Operacion   string        `json:"operacion"`
	Pago        document.Date `json:"fecha_pago"`
	Pareja      string        `json:"pareja"` // sin_referencia, referenciada, confirmada, contradicha
	Cita        []string      `json:"cita"`
	Documentos  []string      `json:"documentos_contraparte"`
	Contraparte *string       `json:"rfc_contraparte"`
	Diferencias []string      `json:"diferencias"`
}

func (a *app) pairsCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "pairs",
		Short: a.say("cada V1 y el pedimento de su contraparte: citado, confirmado o contradicho", "every V1 and the pedimento of its counterpart: cited, confirmed or contradicted"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				pairs, err := step.Pairs(c.Context(), f.books, rfc)
				if err != nil {
					return fmt.Errorf("pairs of %s: %w", rfc, err)
				}
				if !a.json {
					a.printf("%s: %d transferencias V1", "%s: %d V1 transfers", rfc, len(pairs))
				}
				for i := range pairs {
					if err := a.printPair(rfc, &pairs[i]); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

func (a *app) printPair(rfc string, p *ledger.Pair) error {
	v := pairView{rfc, p.Pedimento, p.Operacion, p.Pago, p.State, orEmpty(p.Cited), orEmpty(p.Others), optional(p.RFC), []string{}}
	for _, f := range p.Findings {
		v.Diferencias = append(v.Diferencias, f.Message.In(a.lang))
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("  %s %s %s: %s (cita %s)", "  %s %s %s: %s (cites %s)", p.Pago, p.Operacion, p.Pedimento, step.PairName(p.State).In(a.lang), dashed(strings.Join(p.Cited, ", ")))
	for _, d := range v.Diferencias {
		a.printf("    %s", "    %s", d)
	}
	return nil
}

func dashed(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
