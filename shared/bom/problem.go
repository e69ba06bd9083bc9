package bom

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// Kind is why something cannot be exploded.
type Kind string

// The kinds of problem.
const (
	NoVersion      Kind = "no_version"      // the product has no bill of materials on the date
	UnknownVersion Kind = "unknown_version" // an order names a version that nobody wrote
	Overlap        Kind = "overlap"         // two versions hold on the date
	Dates          Kind = "dates"           // the rows of one version hold on different days
	Duplicate      Kind = "duplicate"       // a component twice in one version, or an order twice
	Cycle          Kind = "cycle"           // a product is made of itself
	Depth          Kind = "depth"           // more levels than MaxDepth
	Unit           Kind = "unit"            // units that measure different things
	Range          Kind = "range"           // a quantity the books cannot hold
	Losses         Kind = "losses"          // merma and desperdicio leave nothing
	Family         Kind = "family"          // substitutes of different quantity, unit or losses
	OrderDate      Kind = "order_date"      // an order is dated after the shipment it went to
	BadRow         Kind = "row"             // a row or order without a quantity or a date
)

// Problem is one reason, with what it is about.
type Problem struct {
	Kind                                 Kind
	Producto, Version, Componente, Orden string
	Message                              document.Text
}

func (p *Problem) compare(q *Problem) int {
	return cmp.Or(cmp.Compare(p.Producto, q.Producto), cmp.Compare(p.Version, q.Version), cmp.Compare(p.Componente, q.Componente),
		cmp.Compare(p.Orden, q.Orden), cmp.Compare(p.Kind, q.Kind), cmp.Compare(p.Message.ES, q.Message.ES))
}

// sorted puts problems in an order of their own and drops repeats.
func sorted(ps []Problem) []Problem {
	slices.SortFunc(ps, func(a, b Problem) int { return a.compare(&b) })
	return slices.Compact(ps)
}

// of starts a problem about a version.
func (v *version) problem(kind Kind, component, es, en string, args ...any) Problem {
	return Problem{Kind: kind, Producto: v.producto, Version: v.name, Componente: component, Message: document.Textf(es, en, args...)}
}
