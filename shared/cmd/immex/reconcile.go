package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/reconciliation"
)

// reconcileView is the JSON of one reconciliation.
type reconcileView struct {
	RFC         string              `json:"rfc"`
	Tipo        reconciliation.Kind `json:"tipo"`
	Al          document.Date       `json:"al"`
	Libros      int                 `json:"en_libros"`
	Otro        int                 `json:"en_otro"`
	Coinciden   int                 `json:"coinciden"`
	Nota        *string             `json:"nota"`
	Diferencias []differenceView    `json:"diferencias"`
}

type differenceView struct {
	reconciliation.Difference

	Mensaje   string `json:"mensaje"`
	Propuesta string `json:"propuesta"`
}

func (a *app) reconcileCmd() *cobra.Command {
	var kind, asOf string
	c := &cobra.Command{
		Use:   "reconcile",
		Short: a.say("los libros contra Data Stage, COVE y facturas, CFDI, producción, conteos, ERP y SCCCyG, y los pedimentos que faltan", "the books against Data Stage, COVE and invoices, CFDI, production, counts, ERP and SCCCyG, and the pedimentos that are missing"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			on, err := a.day("as-of", asOf)
			if err != nil {
				return err
			}
			kinds, err := a.kindsOf(kind)
			if err != nil {
				return err
			}
			return a.eachProgramme(c, func(f *folder, rfc string) error {
				j, done, err := a.judge(f)
				if err != nil {
					return err
				}
				defer done()
				all, err := j.Reconcile(c.Context(), rfc, kinds, on)
				if err != nil {
					return fmt.Errorf("reconcile %s: %w", rfc, err)
				}
				for _, r := range all {
					if err := a.printReconciliation(rfc, r); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&kind, "kind", "", a.say("una sola: datastage, cove, cfdi, cfdi_renglones, produccion, conteos, erp, scccyg o faltantes", "only one: datastage, cove, cfdi, cfdi_renglones, produccion, conteos, erp, scccyg or faltantes"))
	c.Flags().StringVar(&asOf, "as-of", "", a.say("hasta esa fecha, AAAA-MM-DD", "until that date, YYYY-MM-DD"))
	return c
}

// kindsOf are all kinds, or the one asked for.
func (a *app) kindsOf(kind string) ([]reconciliation.Kind, error) {
	all := reconciliation.Kinds()
	if kind == "" {
		return all, nil
	}
	var names []string
	for _, k := range all {
		names = append(names, string(k))
	}
	if err := a.oneOf("kind", kind, names...); err != nil {
		return nil, err
	}
	return []reconciliation.Kind{reconciliation.Kind(kind)}, nil
}

// maxDifferences is how many differences of a kind a terminal shows.
const maxDifferences = 20

func (a *app) printReconciliation(rfc string, r *reconciliation.Result) error {
	v := reconcileView{rfc, r.Kind, r.On, r.Books, r.Other, r.Agreed, optional(r.Note.In(a.lang)), []differenceView{}}
	for i := range r.Differences {
		d := &r.Differences[i]
		v.Diferencias = append(v.Diferencias, differenceView{*d, d.Says.In(a.lang), d.Fix.In(a.lang)})
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("%s: %s: %d en libros, %d del otro lado, %d coinciden, %d diferencias", "%s: %s: %d in the books, %d on the other side, %d agree, %d differences",
		rfc, r.Kind.Title().In(a.lang), r.Books, r.Other, r.Agreed, len(r.Differences))
	if v.Nota != nil {
		a.printf("  %s", "  %s", *v.Nota)
	}
	reasons := map[string]int{}
	for i := range r.Differences {
		reasons[r.Differences[i].Reason]++
	}
	if len(reasons) > 0 {
		a.printf("  %s", "  %s", countsText(reasons))
	}
	for i := range v.Diferencias {
		if i == maxDifferences {
			a.printf("  … hay %d más; --json las da todas", "  … there are %d more; --json gives them all", len(v.Diferencias)-i)
			break
		}
		d := &v.Diferencias[i]
		a.printf("  %s [%s] %s pesos: %s", "  %s [%s] %s pesos: %s", d.Reason, dashed(string(d.Severity)), a.told(d.Pesos), d.Mensaje)
		a.printf("    %s", "    %s", d.Propuesta)
	}
	return nil
}
