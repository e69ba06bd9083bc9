package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/rule/scorecard"
)

// cardLine is the JSON of one card.
type cardLine struct {
	RFC string `json:"rfc"`
	scorecard.Row
}

// scorecardsCmd tells of each broker and supplier what was delivered and how.
func (a *app) scorecardsCmd() *cobra.Command {
	var kind string
	c := &cobra.Command{
		Use:   "scorecards",
		Short: a.say("por agente y proveedor: documentos, rechazos, hallazgos comunes, días de retraso", "by broker and supplier: documents, refusals, common findings, days of delay"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.oneOf("kind", kind, "", string(scorecard.Broker), string(scorecard.Supplier)); err != nil {
				return err
			}
			return a.eachProgramme(c, func(f *folder, rfc string) error { return a.cards(c, f, rfc, kind) })
		},
	}
	c.Flags().StringVar(&kind, "kind", "", a.say("sólo agente o proveedor", "only agente (broker) or proveedor (supplier)"))
	return c
}

func (a *app) cards(c *cobra.Command, f *folder, rfc, kind string) error {
	j, done, err := a.judge(f)
	if err != nil {
		return err
	}
	defer done()
	rows, err := j.Scorecards(c.Context(), rfc, a.today())
	if err != nil {
		return fmt.Errorf("scorecards of %s: %w", rfc, err)
	}
	if !a.json {
		a.printf("%s:", "%s:", rfc)
	}
	for i := range rows {
		if r := &rows[i]; kind == "" || string(r.Kind) == kind {
			if err := a.printCard(rfc, r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *app) printCard(rfc string, r *scorecard.Row) error {
	if a.json {
		return a.emit(cardLine{rfc, *r})
	}
	var common []string
	for _, n := range r.Commonest {
		common = append(common, fmt.Sprintf("%s %d", n.Code, n.Times))
	}
	a.printf("  %s %s: %d documentos, %d rechazados (%s al millar), %d hallazgos%s; días de retraso: mediana %s, lo peor %s%s",
		"  %s %s: %d documents, %d refused (%s per thousand), %d findings%s; days of delay: median %s, worst %s%s",
		r.Kind.Title().In(a.lang), strings.TrimSpace(r.ID+" "+r.Name), r.Documents, r.Refused, a.orUnknown(r.RefusedPermille), r.Findings,
		inBrackets(common), a.orUnknown(r.MedianDelay), a.orUnknown(r.WorstDelay), a.undated(r))
	return nil
}

// undated says of how many documents no delay is known, and why.
func (a *app) undated(r *scorecard.Row) string {
	if len(r.Undated) == 0 {
		return ""
	}
	return a.say("; de %d con dato; sin dato: %s", "; of %d with data; no data: %s", r.Dated, r.WhyUndated().In(a.lang))
}

func inBrackets(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// orUnknown is a number, or the words for none.
func (a *app) orUnknown(n *int) string {
	if n == nil {
		return a.say("sin dato", "no data")
	}
	return strconv.Itoa(*n)
}
