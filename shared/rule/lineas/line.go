// Package lineas says which lines of two papers are the same goods: those of an
// invoice or a COVE and the partidas of a pedimento (LA art. 36-A; checks 10
// and 19 of the dossier). A match carries its score component by component, so
// that an officer sees why.
//
// Example: a line of 1,000 pieces and 1,500 dollars of part CON-10 and the
// partida of 1,000 pieces and 1,500 dollars score 1000 of 1000; another line of
// the same fracción with neither scores 250.
//
// The weights and thresholds are the table patrones.csv. The package never
// guesses: a low score and a tie are no match, whatever the order of the lines,
// and several lines are one partida only when they add up to it exactly.
package lineas

import (
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Line is one line of goods of either side. Texts are "" and amounts unknown
// when the paper does not give them.
type Line struct {
	Number      int // as its paper counts
	Parte       string
	Fraccion    string // 8 digits
	Descripcion string
	Unidad      string       // key of Apéndice 7
	Cantidad    money.Amount // in Unidad
	Valor       money.Amount // both sides in one currency
}

// Terms are the weights and thresholds of a comparison on a day.
type Terms struct {
	Parte, Fraccion, Descripcion, Cantidad, Valor int // weights
	Min                                           int // per mille from which two lines are the same
	Margin                                        int // per mille it must lead the second best by
	Known                                         int // least weight of what could be compared
	Near                                          int // parts per million that count half
	On                                            document.Date
}

// TermsOf reads the terms of a day; ok is false where the table lacks one: then
// nothing is to be compared.
func TermsOf(c *catalog.Catalog, on document.Date) (t Terms, ok bool) {
	t.On = on
	for _, x := range [...]struct {
		code  string
		field *int
	}{
		{"linea_parte", &t.Parte},
		{"linea_fraccion", &t.Fraccion},
		{"linea_descripcion", &t.Descripcion},
		{"linea_cantidad", &t.Cantidad},
		{"linea_valor", &t.Valor},
		{"linea_minimo", &t.Min},
		{"linea_margen", &t.Margin},
		{"linea_conocido", &t.Known},
		{"linea_cerca", &t.Near},
	} {
		if *x.field = c.PatternInt(x.code, on); *x.field < 0 {
			return Terms{}, false
		}
	}
	return t, true
}

// weights are those of the things two lines are compared by.
func (t *Terms) weights() (w [things]int32) {
	for i, n := range [things]int{byParte: t.Parte, byFraccion: t.Fraccion, byDescripcion: t.Descripcion, byCantidad: t.Cantidad, byValor: t.Valor} {
		w[i] = int32(n) //nolint:gosec // a table of small numbers
	}
	return w
}

// The things two lines are compared by, in the order a score names them.
const (
	byParte = iota
	byFraccion
	byDescripcion
	byCantidad
	byValor
	things
)

// Score is how alike two lines are and of which weight, thing by thing. Only
// what both papers say counts. It holds figures alone: words are made where
// somebody asks why.
type Score struct {
	permille, weight [things]int32
	total, of        int32 // the weighted mean, and the weight of what could be compared
	compared         uint8 // a bit for each thing
}

// Permille is the weighted mean, rounded down.
func (s *Score) Permille() int { return int(s.total) }

// Weight is the weight of what could be compared.
func (s *Score) Weight() int { return int(s.of) }

// Text explains the score: "812 de 1000: cantidad 500×25, valor 1000×25".
func (s *Score) Text() document.Text {
	names := [things]document.Text{
		byParte: {ES: "parte", EN: "part"}, byFraccion: {ES: "fracción", EN: "fracción"}, byDescripcion: {ES: "descripción", EN: "description"},
		byCantidad: {ES: "cantidad", EN: "quantity"}, byValor: {ES: "valor", EN: "value"},
	}
	var es, en []string
	for i := range things {
		if s.compared&(1<<i) != 0 {
			x := " " + strconv.Itoa(int(s.permille[i])) + "×" + strconv.Itoa(int(s.weight[i]))
			es, en = append(es, names[i].ES+x), append(en, names[i].EN+x)
		}
	}
	total := strconv.Itoa(s.Permille())
	return document.Text{
		ES: total + " de 1000: " + strings.Join(es, ", "),
		EN: total + " of 1000: " + strings.Join(en, ", "),
	}
}
