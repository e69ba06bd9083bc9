package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// planned spreads a planned operation out by lot, with what it would leave
// for the exits after it.
func (a *app) planned(p *step.Planned) plannedView {
	v := plannedView{
		RFC: p.RFC, Clave: p.Operation.Clave, Fecha: p.Operation.Fecha, Cantidad: p.Operation.Cantidad,
		Lotes: []takenView{}, Faltantes: []string{}, Otros: []ledger.Delta{},
	}
	for _, f := range p.Findings {
		v.Faltantes = append(v.Faltantes, f.Message.In(a.lang))
	}
	for _, b := range p.Books {
		a.plannedBook(&v, b)
	}
	for _, d := range p.Deltas {
		if d.Exit != "" && d.Exit[:min(len(d.Exit), len(step.PlannedKey))] != step.PlannedKey {
			v.Otros = append(v.Otros, d)
		}
	}
	v.Alcanza = len(v.Faltantes) == 0
	for i := range v.Lotes {
		v.Alcanza = v.Alcanza && !v.Lotes[i].PorDecidir
	}
	return v
}

// plannedBook adds what the operation takes of one material.
func (a *app) plannedBook(v *plannedView, b *ledger.Book) {
	mine, lots := map[string]*ledger.Exit{}, map[string]*ledger.Lot{}
	for i := range b.Exits {
		if x := &b.Exits[i]; x.Pedimento == step.PlannedKey {
			mine[x.ID] = x
		}
	}
	for i := range b.Lots {
		lots[b.Lots[i].ID] = &b.Lots[i]
	}
	for i := range b.Descargos {
		if d := &b.Descargos[i]; mine[d.Exit] != nil {
			t := takenOf(b, lots[d.Lot], d.Rol)
			t.Cantidad, t.EnUMT, t.Probado = d.Cantidad, d.CantidadUMT, d.Status
			v.Lotes = append(v.Lotes, t)
		}
	}
	for i := range b.Held {
		if h := &b.Held[i]; mine[h.Exit] != nil {
			t := takenOf(b, lots[h.Lot], mine[h.Exit].Rol)
			t.Cantidad, t.PorDecidir = h.Cantidad, true
			v.Lotes = append(v.Lotes, t)
		}
	}
	for i := range b.Shortages {
		if s := &b.Shortages[i]; mine[s.Exit] != nil {
			v.Faltantes = append(v.Faltantes, s.Text(b.Material).In(a.lang))
		}
	}
}

func takenOf(b *ledger.Book, l *ledger.Lot, rol ledger.Role) takenView {
	t := takenView{
		Material: b.Material.Key, Lote: l.ID, Pedimento: l.Pedimento, Partida: l.Partida, Clave: l.Clave, Pago: l.Pago, Fraccion: l.Fraccion,
		Parte: optional(l.Parte), Rol: rol, Unidad: b.Material.Unit, UMT: l.UMT, Vence: l.Due,
	}
	t.Credito = l.Suspended() // unknown when a contribution has no amount
	return t
}

// writeTaken writes what a broker needs for the records 512 of the pedimento.
func writeTaken(path string, rows []takenView) (err error) {
	f, err := os.Create(path) //nolint:gosec // the path the user gave
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := csv.NewWriter(f)
	w.UseCRLF = true
	out := [][]string{{"pedimento", "fecha_pago", "clave", "partida", "fraccion", "parte", "umt", "cantidad_umt", "unidad", "cantidad", "rol", "vence", "por_decidir"}}
	for i := range rows {
		t := &rows[i]
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
			string(t.Rol), due(t.Vence), decide,
		})
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
