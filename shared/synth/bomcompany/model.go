package bomcompany

import "example.com/immex/shared/document"

// socio is a supplier, a customer or another IMMEX company.
type socio struct{ nombre, taxID, pais, immex string }

// company is the programme.
type company struct{ rfc, nombre, immex, curp string }

func theCompany() company {
	return company{"MEB210304AB1", "MANUFACTURAS EJEMPLO DEL BAJIO SA DE CV", "4321-2006", "EIXA800101HNLJXN03"}
}

func supplier() socio { return socio{"IMAGINARY COMPONENTS INC", "99-1000001", "USA", ""} }

func customer() socio { return socio{"MADE UP MOTORS CORPORATION", "99-2000001", "USA", ""} }

func partner() socio {
	return socio{"COMPONENTES SUPUESTOS SA DE CV", "CSM150607QX9", "MEX", "8765-2008"}
}

// ped is one pedimento as the broker filed it.
type ped struct {
	patente            string
	doc, number, clave string
	op, tipo           int // op 1 import, 2 export; tipo 2 rectification
	entrada, pago      document.Date
	sel                []document.Date // selections, in order
	consolidado        bool
	tc                 int64 // exchange rate, 10⁻⁵
	socio              socio
	lines              []line
	names              []naming
	rectifica          *ped
	month              int       // index of the delivery it is in
	factura            string    // "" when no invoice tells its parts
	alias              bool      // the invoice says the supplier's names
	resaved            bool      // its invoice comes twice, the second as another program saves it
	corrected          [2][]byte // its invoice as it came and as it was corrected
}

// line is a partida.
type line struct {
	shares   []partShare
	fraccion string
	texto    string
	umc, umt string
	qUMC     Micros
	qUMT     Micros
	cents    int64
	pesos    int64
	aduana   int64
	origen   string
	eb       bool // carries EB: packaging that leaves with an A1
	de       bool // carries DE: desperdicio
}

// partShare is an invoice line: a part of a partida, in the declared unit.
type partShare struct {
	part *part
	qUMC Micros
}

// naming is a record 512: a pedimento, a fracción and a quantity in UMT.
type naming struct {
	of       *ped
	fraccion string
	umt      string
	q        Micros
}

// directed is a lot that a person named, with a quantity in the unit of its
// material.
type directed struct {
	lot LotRef
	q   Micros
}

// order is a production order.
type order struct {
	numero, producto, version string
	cantidad                  Micros
	fecha                     document.Date
	pedimento                 string // the exit it was made for
	partida                   int
	consumo                   []usage
}

// usage is what an order really consumed.
type usage struct {
	parte    string
	cantidad Micros
}

// act is a line of an act of destruction of waste.
type act struct {
	acta     string
	renglon  int
	fecha    document.Date
	parte    string
	good     bool // taken from good stock
	cantidad Micros
}

// decision is what a person recorded.
type decision struct {
	numero, tipo string
	fecha        document.Date
	salida       string // pedimento
	partida      int
	lote         *LotRef
	parte        string
	cantidad     Micros
	motivo       string
}

// count is a part counted at a place.
type count struct {
	fecha        document.Date
	parte, lugar string
	contado      Micros
}

// opening is a row of the opening balances.
type opening struct {
	LotTruth
	clave string
	alone bool // its entry is not among the documents
}

// world is everything that happened.
type world struct {
	opt Options
	goods
	peds   []*ped
	orders []order
	acts   []act

	decisions []decision
	counts    []count
	openings  []opening
	keyDate   document.Date
}

// first is the first pedimento of a chain of rectifications.
func (p *ped) first() *ped {
	for p.rectifica != nil {
		p = p.rectifica
	}
	return p
}

// last is what a pedimento says after its rectifications.
func (w *world) last(p *ped) *ped {
	for _, q := range w.peds {
		if q.rectifica == p {
			return w.last(q)
		}
	}
	return p
}

// day moves a date off the weekend, which the books' own movements keep.
func day(d document.Date) document.Date {
	for weekday(d) == 0 || weekday(d) == 6 {
		d = d.AddDays(1)
	}
	return d
}

// before moves a date back off the weekend.
func before(d document.Date) document.Date {
	for weekday(d) == 0 || weekday(d) == 6 {
		d = d.AddDays(-1)
	}
	return d
}

// weekday is 0 on a Sunday: 2 January 2000 was one.
func weekday(d document.Date) int {
	n := document.NewDate(2000, 1, 2).DaysUntil(d) % 7
	return (n + 7) % 7
}
