package raoce

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// worker is one report in the making.
type worker struct {
	in     *Input
	out    *Report
	sales  []*Invoice              // in force, I and E, of any year
	by     map[string]*Invoice     // sales by UUID
	all    []*Declaration          // in their order
	exits  []*Declaration          // exports of any year
	links  map[string][]string     // numbers of exports by UUID
	cites  map[string][]string     // UUIDs by number of export
	exit   map[string]*Declaration // by number
	decide map[string]Concept      // of the sales, by UUID
}

// Of works out the report of a year.
func Of(in *Input) *Report {
	w := &worker{
		in: in, out: &Report{RFC: in.RFC, Year: in.Year, SalesBasis: in.SalesBasis},
		by: map[string]*Invoice{}, links: map[string][]string{}, cites: map[string][]string{}, exit: map[string]*Declaration{}, decide: map[string]Concept{},
	}
	w.choose()
	w.link()
	for _, v := range w.sales {
		w.decide[v.UUID] = w.classify(v, 0)
	}
	w.figures()
	w.bridges()
	w.filed()
	w.filedBridges()
	w.tests()
	return w.out
}

// choose sets apart what is no sale.
func (w *worker) choose() {
	for i := range w.in.Invoices {
		v := &w.in.Invoices[i]
		if why := excluded(v); why != "" {
			if v.On.Year() == w.in.Year {
				w.out.Excluded = append(w.out.Excluded, Excluded{v.UUID, v.Kind, v.On, why})
			}
			continue
		}
		if w.by[v.UUID] == nil {
			w.by[v.UUID] = v
			w.sales = append(w.sales, v)
		}
	}
	byDay := func(ad, bd document.Date, a, b string) int { return cmp.Or(cmp.Compare(ad, bd), cmp.Compare(a, b)) }
	slices.SortFunc(w.sales, func(a, b *Invoice) int { return byDay(a.On, b.On, a.UUID, b.UUID) })
	slices.SortFunc(w.out.Excluded, func(a, b Excluded) int { return byDay(a.On, b.On, a.UUID, b.UUID) })
	for i := range w.in.Declarations {
		w.all = append(w.all, &w.in.Declarations[i])
	}
	slices.SortFunc(w.all, func(a, b *Declaration) int { return byDay(a.On, b.On, a.Number, b.Number) })
	for _, d := range w.all {
		if d.exports() && w.exit[d.Number] == nil {
			w.exits = append(w.exits, d)
			w.exit[d.Number] = d
		}
	}
}

func excluded(v *Invoice) string {
	switch {
	case v.Kind == "P":
		return "pago"
	case v.Kind == "T":
		return "traslado"
	case v.Kind != "I" && v.Kind != "E":
		return "otro_tipo"
	case v.UUID == "":
		return "sin_uuid"
	}
	return v.Withdrawn
}

// link ties invoices to the exports that declare them: by UUID, or by number
// and day, since a number alone names nothing; and by the pedimento that an
// invoice names, where that is an export.
func (w *worker) link() {
	names := w.names()
	numbers := map[string]string{}
	for _, d := range w.exits {
		for _, n := range append([]string{d.Number}, d.Numbers...) {
			numbers[n] = d.Number
		}
		for _, p := range d.Papers {
			found := names[fold(p.Number)]
			if len(found) == 0 {
				found = names[fold(p.Number)+"\x00"+p.On.String()]
			}
			if len(found) == 1 {
				w.tie(found[0], d.Number)
			}
		}
	}
	for _, v := range w.sales {
		for _, n := range v.Pedimentos {
			if number := numbers[n]; number != "" {
				w.tie(v.UUID, number)
			}
		}
	}
	w.named()
}

// named notes the pedimentos that sales of the year name and that are not here.
func (w *worker) named() {
	here := map[string][]string{}
	for _, d := range w.all {
		for _, n := range append([]string{d.Number}, d.Numbers...) {
			here[pedimento.Suffix(n)] = append(here[pedimento.Suffix(n)], n)
		}
	}
	for _, v := range w.sales {
		for _, n := range v.Pedimentos {
			same := func(o string) bool { return pedimento.Same(o, n) }
			if v.On.Year() == w.in.Year && !slices.ContainsFunc(here[pedimento.Suffix(n)], same) {
				w.out.Named = append(w.out.Named, n)
			}
		}
	}
	slices.Sort(w.out.Named)
	w.out.Named = slices.Compact(w.out.Named)
}

// names are the UUIDs by what a pedimento may write of them.
func (w *worker) names() map[string][]string {
	names := map[string][]string{}
	for _, v := range w.sales {
		names[fold(v.UUID)] = append(names[fold(v.UUID)], v.UUID)
		for _, n := range slices.Compact([]string{fold(v.Serie + v.Folio), fold(v.Folio)}) {
			if n != "" {
				k := n + "\x00" + v.On.String()
				names[k] = append(names[k], v.UUID)
			}
		}
	}
	return names
}

func (w *worker) tie(uuid, number string) {
	if !slices.Contains(w.links[uuid], number) {
		w.links[uuid] = append(w.links[uuid], number)
		w.cites[number] = append(w.cites[number], uuid)
	}
}

// exported reports an invoice that is in the total of exports.
func (w *worker) exported(v *Invoice) bool {
	c := w.decide[v.UUID]
	return c != "" && c != Doubtful
}

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r == 'Ñ' {
			return r
		}
		return -1
	}, strings.ToUpper(s))
}

// about is what the invoices are of which a credit note speaks, as far as they are
// here; ok is false when none is. Exports of several kinds are exports that nobody
// classifies; of exports and sales at home nobody says how much is of which.
func (w *worker) about(v *Invoice, depth int) (c Concept, ok bool) {
	for _, uuid := range v.About {
		other := w.by[uuid]
		if other == nil {
			continue
		}
		of := w.classify(other, depth+1)
		switch {
		case !ok:
			c, ok = of, true
		case c == of:
		case c == "" || of == "" || c == Doubtful || of == Doubtful:
			c = Doubtful
		default:
			c = Unclassified
		}
		if depth > 0 {
			break // of a note about a note its first is enough: each more would be followed by all
		}
	}
	return c, ok
}

// maxAbout is how far credit notes of credit notes are followed.
const maxAbout = 8

// classify says what a sale is: a kind of export, Doubtful, or "" for a national
// one. A credit note is what the invoices it is about are.
func (w *worker) classify(v *Invoice, depth int) Concept {
	if v.Kind == "E" && depth < maxAbout {
		if c, ok := w.about(v, depth); ok {
			return c
		}
	}
	var c Concept
	for _, n := range w.links[v.UUID] {
		if of := w.exit[n].Concept; c != "" && c != of {
			return Unclassified // part of it is each
		} else if c == "" {
			c = of
		}
	}
	switch {
	case c != "":
		return c
	case v.Export == "02" || v.Complement:
		return Direct // definitive, with its complement
	case v.Export == "04":
		return Unclassified // definitive, without saying which
	case v.Abroad && w.in.SalesBasis == "maquila" && v.Export != "03":
		return Service
	case v.Export == "03" || v.Abroad:
		return Doubtful
	}
	return ""
}
