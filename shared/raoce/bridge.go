package raoce

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Gap is why CFDI and pedimentos differ.
type Gap string

// The reasons, and what they are to a reader who files the report.
const (
	GapMaquilaService Gap = "servicio_maquila"    // the service is billed, the goods leave on proformas: no finding
	GapProforma       Gap = "proforma_maquila"    // goods that left on a proforma: no finding
	GapGoodsByService Gap = "servicio_por_bienes" // a CFDI of the service tied to a declaration of goods: no finding
	GapCredit         Gap = "nota_credito"        // no pedimento changes by it: no finding
	GapRate           Gap = "tipo_cambio"         // same dollars to a dollar, other pesos: no finding
	GapMonth          Gap = "otro_mes"            // same value, other month
	GapYear           Gap = "otro_ejercicio"      // one side is of another year
	GapNoPedimento    Gap = "sin_pedimento"
	GapNoCFDI         Gap = "sin_cfdi"
	GapAmount         Gap = "importe_distinto"
	GapUnknown        Gap = "sin_dato" // a side has no value in the currency
)

// BridgeItem is one reason with the documents it is about.
type BridgeItem struct {
	Gap        Gap               `json:"tipo"`
	Severity   document.Severity `json:"severidad"` // "" when it is no finding
	CFDI       []string          `json:"cfdi"`
	Pedimentos []string          `json:"pedimentos"`
	Months     []int             `json:"meses"`
	// MXN and USD are CFDI less pedimento within the year; unknown when a value
	// is.
	MXN money.Amount `json:"mxn"`
	USD money.Amount `json:"usd"`
}

// Bridge leads from the exports of pedimentos to those of CFDI in a currency.
type Bridge struct {
	Currency  string       `json:"moneda"`
	CFDI      money.Amount `json:"cfdi"`
	Pedimento money.Amount `json:"pedimento"`
	// Difference is CFDI less pedimento, Explained the sum of the items with a
	// value: with nothing unknown they are equal.
	Difference money.Amount `json:"diferencia"`
	Explained  money.Amount `json:"explicado"`
	Unknown    int          `json:"sin_dato"`
	Items      []BridgeItem `json:"partidas"`
}

// Closes reports that every peso or dollar between the two has its reason.
func (b *Bridge) Closes() bool { return b.Unknown == 0 && b.Difference.Equal(b.Explained) }

// bridges makes one set of reasons and adds it up in both currencies.
func (w *worker) bridges() {
	items := w.gaps()
	for _, currency := range []string{"MXN", "USD"} {
		value := func(it *BridgeItem) money.Amount { return pick(currency, it.MXN, it.USD) }
		b := Bridge{Currency: currency, Items: []BridgeItem{}}
		said, declared := w.sides(currency)
		var explained Total
		for i := range items {
			if a := value(&items[i]); !a.Known() || a.Sign() != 0 || items[i].Gap == GapMonth {
				b.Items = append(b.Items, items[i])
				explained.add(a)
			}
		}
		b.CFDI, b.Pedimento, b.Explained, b.Unknown = zero(said.Sum), zero(declared.Sum), zero(explained.Sum), explained.Missing
		if said.Missing+declared.Missing == 0 {
			b.Difference, _ = b.CFDI.Sub(b.Pedimento)
		}
		slices.SortStableFunc(b.Items, func(x, y BridgeItem) int { return biggest(value(&x), value(&y)) })
		w.out.Bridges = append(w.out.Bridges, b)
	}
}

// sides are the exports of the year by CFDI and by pedimento.
func (w *worker) sides(currency string) (said, declared Total) {
	for _, v := range w.sales {
		if v.On.Year() == w.in.Year && w.exported(v) {
			said.add(pick(currency, v.MXN, v.USD))
		}
	}
	for _, d := range w.exits {
		if d.On.Year() == w.in.Year {
			declared.add(pick(currency, d.MXN, d.USD))
		}
	}
	return said, declared
}

func pick(currency string, mxn, usd money.Amount) money.Amount {
	if currency == "USD" {
		return usd
	}
	return mxn
}

func zero(a money.Amount) money.Amount {
	if !a.Known() {
		return money.Int(0)
	}
	return a
}

// near reports a difference that is a rounding.
func near(a money.Amount) bool { return a.Known() && a.Abs().Cmp(money.Int(1)) < 0 }

// biggest orders unknown values first, then by size.
func biggest(a, b money.Amount) int {
	switch {
	case a.Known() != b.Known():
		if a.Known() {
			return 1
		}
		return -1
	case !a.Known():
		return 0
	}
	return b.Abs().Cmp(a.Abs())
}

// gaps follows invoices and exports that are tied to each other, directly or
// through others, and says of every such group what it differs by.
func (w *worker) gaps() (out []BridgeItem) {
	done := map[string]bool{}
	for _, v := range w.sales {
		if !w.exported(v) || done[v.UUID] {
			continue
		}
		if v.Kind == "E" {
			done[v.UUID] = true
			if v.On.Year() == w.in.Year {
				out = append(out, BridgeItem{Gap: GapCredit, CFDI: []string{v.UUID}, Pedimentos: []string{}, Months: []int{v.On.Month()}, MXN: v.MXN, USD: v.USD})
			}
			continue
		}
		out = w.group(out, v.UUID, done)
	}
	for _, d := range w.exits {
		if !done[d.Number] {
			out = w.group(out, d.Number, done)
		}
	}
	return out
}

// group gathers all that hangs together with one document.
func (w *worker) group(out []BridgeItem, first string, done map[string]bool) []BridgeItem {
	g := tied{w: w}
	queue := []string{first}
	done[first] = true
	for len(queue) > 0 {
		key := queue[0]
		queue = queue[1:]
		next := w.cites[key]
		if v := w.by[key]; v != nil {
			g.invoices = append(g.invoices, v)
			next = w.links[key]
		} else {
			g.exits = append(g.exits, w.exit[key])
		}
		for _, k := range next {
			if !done[k] && (w.by[k] == nil || w.by[k].Kind != "E") {
				done[k] = true
				queue = append(queue, k)
			}
		}
	}
	if it, ok := g.item(); ok {
		out = append(out, it)
	}
	return out
}

// tied is a group of invoices and exports.
type tied struct {
	w        *worker
	invoices []*Invoice
	exits    []*Declaration
}

// item is what a group differs by within the year; ok is false when it does
// not, or has nothing in it.
func (g *tied) item() (it BridgeItem, ok bool) {
	it = BridgeItem{CFDI: []string{}, Pedimentos: []string{}}
	var mxn, usd Total
	elsewhere, billed, left := false, []int{}, []int{}
	post := func(key string, on document.Date, m, u money.Amount, keys *[]string, when *[]int) {
		*keys = append(*keys, key)
		if on.Year() != g.w.in.Year {
			elsewhere = true
			return
		}
		ok = true
		*when = append(*when, on.Month())
		mxn.add(m)
		usd.add(u)
	}
	for _, v := range g.invoices {
		post(v.UUID, v.On, v.MXN, v.USD, &it.CFDI, &billed)
	}
	for _, d := range g.exits {
		post(d.Number, d.On, negative(d.MXN), negative(d.USD), &it.Pedimentos, &left)
	}
	for _, list := range []*[]int{&billed, &left} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	it.Months = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(billed), left...))))
	slices.Sort(it.CFDI)
	slices.Sort(it.Pedimentos)
	if mxn.Missing == 0 {
		it.MXN = zero(mxn.Sum)
	}
	if usd.Missing == 0 {
		it.USD = zero(usd.Sum)
	}
	if !ok {
		return it, false
	}
	it.Gap, it.Severity = g.why(&it, elsewhere, slices.Equal(billed, left))
	return it, it.Gap != ""
}

// services reports invoices none of which is of goods exported for good.
func (g *tied) services() bool {
	return !slices.ContainsFunc(g.invoices, func(v *Invoice) bool { return g.w.decide[v.UUID] == Direct })
}

// returns reports exits that are all returns or transfers: those go on
// proformas, a definitive export or a sale does not.
func (g *tied) returns() bool {
	return !slices.ContainsFunc(g.exits, func(d *Declaration) bool { return !d.Returns })
}

// why is the reason of a group, by how the company sells.
func (g *tied) why(it *BridgeItem, elsewhere, sameMonths bool) (Gap, document.Severity) {
	maquila := g.w.in.SalesBasis == "maquila"
	doubt := document.Warning // a company that sells its goods bills each export
	if g.w.in.SalesBasis != "sale" {
		doubt = document.Notice // part of it may be maquila
	}
	same := func(a money.Amount) bool { return a.Known() && a.Sign() == 0 }
	switch {
	case len(g.exits) == 0 && maquila && g.services():
		return GapMaquilaService, ""
	case len(g.invoices) == 0 && maquila && g.returns():
		return GapProforma, ""
	case len(g.exits) == 0:
		return GapNoPedimento, doubt
	case len(g.invoices) == 0:
		return GapNoCFDI, doubt
	case elsewhere:
		return GapYear, document.Notice
	case same(it.USD) && same(it.MXN) && sameMonths:
		return "", ""
	case same(it.USD) && same(it.MXN):
		return GapMonth, ""
	case near(it.USD) && it.MXN.Known():
		return GapRate, ""
	case !it.USD.Known() || near(it.USD):
		return GapUnknown, document.Notice
	case maquila:
		return GapGoodsByService, ""
	}
	return GapAmount, cmp.Or(doubt, document.Warning)
}
