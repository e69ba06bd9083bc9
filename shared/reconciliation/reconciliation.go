// Package reconciliation holds the books of a programme against what others
// say: the Data Stage of the authority, the acuses de valor and invoices, the
// CFDI it issued, what was produced and counted, the stock of its own system
// (ERP), the SAT's ledger of credits (SCCCyG, Anexo 30 and 31 RGCE), and the
// pedimentos that other papers name and nobody delivered (RCFF and Anexo 24 ask
// for the books; RGCE 4.3.1 for their proof).
//
// Each is asked both ways, header and line; each difference has a typed reason,
// what it is worth in pesos where that is known, and what to do about it.
//
// Example: a broker's print says 1,200 kilos in partida 2 and the Data Stage of
// the month 1,250: reason cantidad_umt, line 2, worth the customs value of the
// partida, proposed: ask for the rectification or correct the print's typing.
//
// The package changes nothing and prefers nobody: which side is right is a
// person's to say.
package reconciliation

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Kind is what is held against the books.
type Kind string

// The kinds.
const (
	DataStage  Kind = "datastage"
	COVE       Kind = "cove"
	Sales      Kind = "cfdi"
	SalesLines Kind = "cfdi_renglones"
	Production Kind = "produccion"
	Counts     Kind = "conteos"
	ERP        Kind = "erp"
	SCCCyG     Kind = "scccyg"
	Missing    Kind = "faltantes"
)

// Kinds lists them in reading order.
func Kinds() []Kind {
	return []Kind{DataStage, COVE, Sales, SalesLines, Production, Counts, ERP, SCCCyG, Missing}
}

// Title names a kind for a reader.
func (k Kind) Title() document.Text {
	switch k {
	case DataStage:
		return document.Text{ES: "Data Stage y libros", EN: "Data Stage and books"}
	case COVE:
		return document.Text{ES: "Pedimento, COVE y factura", EN: "Pedimento, COVE and invoice"}
	case Sales:
		return document.Text{ES: "CFDI y pedimentos de salida", EN: "CFDI and exit pedimentos"}
	case SalesLines:
		return document.Text{ES: "CFDI y partidas de salida", EN: "CFDI and exit partidas"}
	case Production:
		return document.Text{ES: "Producción y descargos", EN: "Production and descargos"}
	case Counts:
		return document.Text{ES: "Conteo físico y saldo", EN: "Physical count and balance"}
	case ERP:
		return document.Text{ES: "Existencias del ERP y saldo", EN: "ERP stock and balance"}
	case SCCCyG:
		return document.Text{ES: "SCCCyG y crédito en libros", EN: "SCCCyG and credit in the books"}
	case Missing:
		return document.Text{ES: "Pedimentos que faltan", EN: "Pedimentos that are missing"}
	}
	return document.Text{ES: string(k), EN: string(k)}
}

// Difference is one thing on which two sides do not agree.
type Difference struct {
	Reason   string            `json:"motivo"`
	Severity document.Severity `json:"severidad"` // "" when it is no finding
	Key      string            `json:"clave"`     // pedimento, part, UUID or account
	Partida  int               `json:"partida"`   // 0 for the header
	On       document.Date     `json:"fecha"`
	Books    string            `json:"libros"` // as the books say it; "" when they do not
	Other    string            `json:"otro"`
	Pesos    money.Amount      `json:"pesos"` // null when nobody can tell
	Says     document.Text     `json:"-"`     // what differs
	Fix      document.Text     `json:"-"`     // what to do
}

// Result is one reconciliation.
type Result struct {
	Kind Kind
	On   document.Date // unknown: all that is there
	// Books and Other are how many things each side holds, Agreed on how many
	// both say the same.
	Books, Other, Agreed int
	Differences          []Difference
	// Note says why nothing could be compared, or part of it.
	Note document.Text
}

// add keeps a difference with texts of its own: a piece of a document would hold
// all of it.
func (r *Result) add(d Difference) {
	d.Key, d.Books, d.Other = strings.Clone(d.Key), strings.Clone(d.Books), strings.Clone(d.Other)
	r.Differences = append(r.Differences, d)
}

// rank orders differences by what they are worth, unknown worth first: it may
// be anything.
func (r *Result) rank() *Result {
	slices.SortStableFunc(r.Differences, func(a, b Difference) int {
		switch {
		case a.Pesos.Known() != b.Pesos.Known():
			if a.Pesos.Known() {
				return 1
			}
			return -1
		case a.Pesos.Known():
			if c := b.Pesos.Abs().Cmp(a.Pesos.Abs()); c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Partida, b.Partida), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.On, b.On), cmp.Compare(a.Other, b.Other))
	})
	return r
}

// worth is a share of a value, in whole pesos, half up; unknown without a value
// or of nothing.
func worth(value money.Amount, part, whole quantity.Micros) money.Amount {
	if !value.Known() || whole <= 0 {
		return money.Amount{}
	}
	r, _ := new(big.Rat).SetString(value.String()) // a known amount is a decimal
	r.Mul(r, big.NewRat(int64(part), int64(whole)))
	a, err := money.Parse(r.FloatString(0))
	if err != nil {
		return money.Amount{}
	}
	return a.Abs()
}
