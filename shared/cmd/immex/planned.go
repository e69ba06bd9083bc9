package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

// planned spreads a planned operation out by lot, with what it would leave
// for the exits after it.
func (a *app) planned(p *step.Planned) plannedView {
	v := plannedView{
		RFC: p.RFC, Clave: p.Operation.Clave, Fecha: p.Operation.Fecha, Cantidad: p.Operation.Cantidad, Alcanza: p.Enough(),
		Lotes: []takenView{}, apart: p.CreditApart(), Faltantes: a.sentences(p.Short()), Otros: append([]ledger.Delta{}, p.Others()...),
	}
	for _, t := range p.Taken() {
		v.Lotes = append(v.Lotes, takenOf(&t))
	}
	if p.CreditKnown {
		v.Credito = []creditTakenView{}
	}
	for _, c := range p.Credit {
		v.Credito = append(v.Credito, creditTakenView{c.Pedimento, c.Fraccion, c.UMT, c.Contribucion, c.Forma, c.Pesos, c.Open})
	}
	return v
}

// creditBack is what the operation discharges with a lot: no data where it is not
// known.
func (v *plannedView) creditBack(t *takenView) string {
	if v.Credito == nil {
		return "sin dato"
	}
	return t.back.String()
}

func takenOf(t *step.Taken) takenView {
	l := t.Lot
	return takenView{
		Material: t.Material.Key, Lote: l.ID, Pedimento: l.Pedimento, Partida: l.Partida, Clave: l.Clave, Pago: l.Pago, Fraccion: l.Fraccion,
		Parte: optional(l.Parte), Rol: t.Rol, Unidad: t.Material.Unit, UMT: l.UMT, Vence: l.Due, Cantidad: t.Cantidad, EnUMT: t.EnUMT,
		Credito: l.Suspended(), Probado: t.Estado, PorDecidir: t.PorDecidir, back: t.Credito, // Credito is unknown when a contribution has no amount
	}
}

// writeTaken writes what a broker needs for the records 512 of the pedimento.
func writeTaken(path string, v *plannedView) (err error) {
	f, err := os.Create(path) //nolint:gosec // the path the user gave
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := csv.NewWriter(f)
	w.UseCRLF = true
	out := [][]string{step.BrokerColumns()}
	for i := range v.Lotes {
		t := &v.Lotes[i]
		parte := ""
		if t.Parte != nil {
			parte = inert(*t.Parte)
		}
		decide := ""
		if t.PorDecidir {
			decide = "si"
		}
		out = append(out, []string{
			t.Pedimento, t.Pago.String(), t.Clave, ledger.LineNumber(t.Partida), t.Fraccion, parte, t.UMT, t.EnUMT.String(), t.Unidad, t.Cantidad.String(),
			string(t.Rol), due(t.Vence), decide, v.creditBack(t), t.Credito.String(),
		})
	}
	for i := range v.apart { // so that the column adds up
		c := &v.apart[i]
		row := make([]string, len(step.BrokerColumns()))
		row[slices.Index(out[0], "pedimento")], row[slices.Index(out[0], "fraccion")], row[slices.Index(out[0], "umt")] = c.Pedimento, c.Fraccion, c.UMT
		row[slices.Index(out[0], "rol")], row[slices.Index(out[0], "credito_descargado")] = "sin_lote", money.Int(c.Pesos).String()
		out = append(out, row)
	}
	if err := w.WriteAll(out); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// inert keeps a text from being a formula when a spreadsheet opens the file.
func inert(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}

// due is a due date; the life of the programme has none.
func due(d document.Date) string {
	if !d.Known() {
		return ""
	}
	return d.String()
}

func (a *app) printPlanned(v plannedView, p *step.Planned) {
	what := p.Operation.Parte
	if what == "" {
		what = p.Operation.Fraccion
	}
	a.printf("%s: %s de %s de %s el %s (no se asienta nada)", "%s: %s of %s of %s on %s (nothing is posted)", v.RFC, v.Clave, v.Cantidad, what, v.Fecha)
	for i := range v.Lotes {
		t := &v.Lotes[i]
		mark := ""
		if t.PorDecidir {
			mark = a.say("  VENCIDO: decida", "  EXPIRED: decide")
		}
		a.printf("  %-22s %s %s (%s UMT %s)  vence %s  contribuciones del lote %s%s", "  %-22s %s %s (%s UMT %s)  due %s  contributions of the lot %s%s",
			t.Lote, t.Cantidad, t.Rol, t.EnUMT, t.UMT, due(t.Vence), a.known(t.Credito), mark)
	}
	for _, c := range v.Credito {
		a.printf("  crédito %s FP %s de %s %s: descarga %d, quedan abiertos %d", "  credit %s FP %s of %s %s: discharges %d, %d stay open",
			c.Contribucion, c.Forma, c.Pedimento, c.Fraccion, c.Pesos, c.Open)
	}
	if v.Credito == nil {
		a.printf("  crédito de IVA e IEPS: sin dato", "  credit of IVA and IEPS: no data")
	}
	for _, s := range v.Faltantes {
		a.printf("  FALTA: %s", "  SHORT: %s", s)
	}
	if len(v.Otros) > 0 {
		a.printf("  cambia lo que toman otras salidas:", "  it changes what other exits take:")
		a.printDeltas(v.Otros)
	}
	if v.Alcanza {
		a.printf("  alcanza", "  there is enough")
	} else {
		a.printf("  no alcanza, o hay algo por decidir", "  there is not enough, or something is to be decided")
	}
}
