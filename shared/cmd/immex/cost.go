package main

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cost"
)

// costLine is the JSON of one item, or of a sum when Item is empty. An amount
// is null when the table has no price.
type costLine struct {
	Part       string  `json:"parte"`
	Service    string  `json:"servicio,omitempty"`
	Item       string  `json:"concepto,omitempty"`
	Quantity   string  `json:"cantidad,omitempty"`
	USD        *string `json:"usd"`
	Thousand   *string `json:"usd_por_1000_pedimentos,omitempty"`
	Complete   *bool   `json:"completo,omitempty"`
	Confidence string  `json:"confianza,omitempty"`
	Region     string  `json:"region"`
	On         string  `json:"fecha"`
}

// costCmd prices a deployment from dated list prices.
func (a *app) costCmd() *cobra.Command {
	var load cost.Load
	var region, on string
	c := &cobra.Command{
		Use: "cost",
		Short: a.say("lo que costaría en AWS, por servicio y por 1,000 pedimentos, con precios de lista fechados",
			"what it would cost in AWS, by service and per 1,000 pedimentos, at dated list prices"),
		Args: a.exactly(),
		RunE: func(*cobra.Command, []string) error {
			day, err := a.day("on", on)
			if err != nil {
				return err
			}
			if !day.Known() {
				day = a.today()
			}
			for _, n := range []int64{load.Pedimentos, load.Documents, load.Pages, load.Partidas, load.Packages, load.Months, load.Years, load.Screens} {
				if n < 0 || n > 1_000_000_000 {
					return usage(errors.New(a.say("las cantidades van de 0 a mil millones", "counts go from 0 to a thousand million")))
				}
			}
			if known := catalog.CloudRegionsOn(day); !slices.Contains(known, region) {
				fmt.Fprintln(a.err, a.say("immex: no hay precios de %s al %s, así que ninguna suma es un precio; los hay de: %s", //nolint:errcheck // stderr
					"immex: there are no prices of %s on %s, so that no sum is a price; there are of: %s", region, day, cmp.Or(strings.Join(known, ", "), "—")))
			}
			return a.printCost(&load, cost.Of(region, day, load), costLine{Region: region, On: day.String()})
		},
	}
	fl := c.Flags()
	fl.Int64Var(&load.Pedimentos, "pedimentos", 1000, a.say("pedimentos en total", "pedimentos in all"))
	fl.Int64Var(&load.Documents, "documents", 3, a.say("documentos por pedimento: XML, PDF, CFDI…", "documents of each pedimento: XML, PDF, CFDI…"))
	fl.Int64Var(&load.Partidas, "partidas", 5, a.say("partidas por pedimento, cada una de otro material", "partidas of each pedimento, each of another material"))
	fl.Int64Var(&load.Pages, "pages", 4, a.say("páginas impresas por pedimento, en un PDF", "printed pages of each pedimento, in one PDF"))
	fl.Int64Var(&load.Packages, "packages", 1, a.say("paquetes compilados", "packages compiled"))
	fl.Int64Var(&load.Months, "months", 1, a.say("meses de existencia", "months of existence"))
	fl.Int64Var(&load.Years, "years", 10, a.say("años de guarda", "years of keeping"))
	fl.Int64Var(&load.Screens, "screens", 1000, a.say("pantallas del escritorio que se miran", "screens of the desk that are looked at"))
	fl.StringVar(&region, "region", "us-east-1", a.say("región de los precios", "region of the prices"))
	fl.StringVar(&on, "on", "", a.say("precios a esta fecha, AAAA-MM-DD (si no se da: hoy)", "prices on this date, YYYY-MM-DD (default today)"))
	return c
}

// dollars shows four decimals, or six for less than a cent.
func dollars(r *big.Rat) *string {
	if r == nil {
		return nil
	}
	digits := 4
	if r.Cmp(big.NewRat(1, 100)) < 0 {
		digits = 6
	}
	s := r.FloatString(digits)
	return &s
}

func (a *app) printCost(load *cost.Load, e cost.Estimate, base costLine) error {
	parts := []struct {
		part cost.Part
		name string
	}{
		{cost.Path, a.say("ruta del documento", "path of the documents")},
		{cost.Packages, a.say("paquetes", "packages")},
		{cost.Base, a.say("base de los meses, sin documentos", "months without documents")},
		{cost.Keeping, a.say("guarda", "keeping")},
		{cost.Desk, a.say("escritorio", "desk")},
	}
	for _, p := range parts {
		if !a.json {
			a.printf("%s:", "%s:", p.name)
		}
		for i := range e.Lines {
			if l := &e.Lines[i]; l.Part == p.part {
				if err := a.costItem(l, base); err != nil {
					return err
				}
			}
		}
		usd, complete := e.Sum(p.part)
		line := base
		line.Part, line.USD, line.Complete = string(p.part), dollars(usd), &complete
		if p.part == cost.Path && load.Pedimentos > 0 {
			line.Thousand = dollars(new(big.Rat).Mul(usd, big.NewRat(1000, load.Pedimentos)))
		}
		if err := a.costSum(line); err != nil {
			return err
		}
	}
	line := base
	line.Part, line.Service, line.Item, line.USD = "comparacion", "textract", "analyze_document", dollars(e.Textract)
	if load.Pedimentos > 0 && e.Textract != nil {
		line.Thousand = dollars(new(big.Rat).Mul(e.Textract, big.NewRat(1000, load.Pedimentos)))
	}
	if a.json {
		return a.emit(line)
	}
	a.printf("Las mismas páginas con Textract AnalyzeDocument (formas y tablas): %s", "The same pages with Textract AnalyzeDocument (forms and tables): %s", a.amount(line.USD))
	a.printf("Precios de lista de %s al %s, sin capa gratuita ni impuestos; confianza C: medido aquí; OWN: estimación o precio sin consultar (precios_nube.csv, capacidad_nube.csv).",
		"List prices of %s on %s, without free tier or taxes; confidence C: measured here; OWN: our estimate, or a price nobody looked up (precios_nube.csv, capacidad_nube.csv).", line.Region, line.On)
	return nil
}

func (a *app) amount(usd *string) string {
	if usd == nil {
		return a.say("sin precio", "no price")
	}
	return "USD " + *usd
}

func (a *app) costItem(l *cost.Line, base costLine) error {
	line := base
	line.Part, line.Service, line.Item, line.USD, line.Confidence = string(l.Part), l.Service, l.Item, dollars(l.USD), l.Confidence
	line.Quantity = strings.TrimRight(strings.TrimRight(l.Quantity.FloatString(6), "0"), ".")
	if a.json {
		return a.emit(line)
	}
	a.printf("  %-14s %-22s %16s  %-16s %s", "  %-14s %-22s %16s  %-16s %s", line.Service, line.Item, line.Quantity, a.amount(line.USD), line.Confidence)
	return nil
}

func (a *app) costSum(line costLine) error {
	if a.json {
		return a.emit(line)
	}
	least := ""
	if !*line.Complete {
		least = a.say("al menos ", "at least ")
	}
	text := least + a.amount(line.USD)
	if line.Thousand != nil {
		text += a.say("; por 1,000 pedimentos %sUSD %s", "; per 1,000 pedimentos %sUSD %s", least, *line.Thousand)
	}
	a.printf("  suma: %s", "  sum: %s", text)
	return nil
}
