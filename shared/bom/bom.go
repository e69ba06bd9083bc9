// Package bom explodes a product into the materials it is made of (Anexo 24
// RGCE: materiales utilizados). The bill of materials is dated by version; the
// version of an exit is that of the production order which names it, else the
// one in force on the shipment's date minus the programme's lead days.
//
// Example: PT-900 takes 2 CON-10, of which 2 % are merma and 3 % desperdicio.
// 95 units left: 190 are incorporado; 200 were consumed (190 ÷ 0.95), so 4 are
// merma and 6 desperdicio.
//
// Of a subassembly that is itself lost, what it was made of is lost in the
// same way: the materials of a scrapped subassembly are desperdicio, but what
// was merma when it was made stays merma.
//
// Quantities are exact fractions through all levels and are rounded once, half
// up, per exit line, component and role; the residue is told. The package
// chooses nothing: two versions on one day, a circle or a unit that cannot be
// turned into another explode nothing and say why.
package bom

import (
	"math/big"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// Row is one line of a bill of materials: the net quantity of a component per
// unit of product.
type Row struct {
	Producto, Version, Componente string
	Cantidad                      money.Amount
	Unidad                        string       // key of Apéndice 7
	Merma, Desperdicio            money.Amount // per cent of what is consumed
	Desde, Hasta                  document.Date
	Familia                       string // rows of one family and version substitute each other
	Fila                          int
}

// Order is a production order. Pedimento and Partida name the exit it went to;
// Consumos, when there are any, are what it really consumed in all.
type Order struct {
	Orden, Producto string
	Cantidad        quantity.Micros
	Fecha           document.Date
	Version         string
	Pedimento       string // 15 digits
	Partida         int
	Consumos        []Consumo
}

// Consumo is what an order consumed of one component.
type Consumo struct {
	Componente string
	Cantidad   quantity.Micros
	Unidad     string
}

// Role is what became of a component.
type Role string

// The roles of a need, as in the order of the exits.
const (
	Incorporado Role = "incorporado"
	Merma       Role = "merma"
	Desperdicio Role = "desperdicio"
)

var roles = [...]Role{Incorporado, Merma, Desperdicio} //nolint:gochecknoglobals // the order of the roles

// Measure is how the plant measures a part, on which days.
type Measure struct {
	Unit     string // "" when nobody said
	Factors  []unit.Factor
	From, To document.Date
}

// Parts is what an explosion asks about parts. All answers are pure; the days
// From to To include the date asked for.
type Parts interface {
	// Name is the part that a name stands for on a date, and on which days.
	Name(name string, on document.Date) (part string, from, to document.Date)
	// Names are the other names that stand for a part on some day, in order.
	Names(part string) []string
	// Measure is the part's own unit and factors.
	Measure(part string, on document.Date) Measure
}

// Request is an exit line of a product. A production order that names Pedimento,
// or another number of its chain, and Partida made it.
type Request struct {
	Producto  string
	Cantidad  quantity.Micros // in the product's own unit
	Moved     document.Date
	LeadDays  int
	Pedimento string
	Numeros   []string // the others of its chain
	Partida   int
}

// Need is what an exit line takes of one component in one role.
type Need struct {
	Componente  string // as it was named on the day of production
	Familia     string // key of its family, "" without one
	Unidad      string // the component's own unit, else the base of the row's
	Rol         Role
	Fecha       document.Date // of the shipment for incorporado, of production for the losses
	Cantidad    quantity.Micros
	Residue     Residue // Cantidad − exact
	Version     string  // of the product exploded
	Orden       string  // "" without a production order
	Documentado bool    // a production order says so
}

// Explosion is what an exit line takes, or why that cannot be said.
type Explosion struct {
	Needs    []Need // by component and role, then by order; none when there are problems
	Problems []Problem
}

// Residue is an exact difference, in the unit of its need.
type Residue struct {
	num, den int64 // millionths; den 0 is no residue
	big      *big.Rat
}

// Rat is the residue as a fraction of the unit.
func (r Residue) Rat() *big.Rat {
	million := big.NewRat(1, 1_000_000)
	switch {
	case r.big != nil:
		return million.Mul(million, r.big)
	case r.den == 0:
		return new(big.Rat)
	}
	return million.Mul(million, big.NewRat(r.num, r.den))
}

// String is the residue as a reduced fraction, "0" when there is none.
func (r Residue) String() string { return r.Rat().RatString() }
