package raoce

import "example.com/immex/shared/money"

// months are those of a figure: the year, then January to December.
const months = 13

// sheet holds the figures of one concept and source.
type sheet [months]Figure

// book holds the figures of all sources.
type book map[Source]map[Concept]*sheet

// post adds a document to its month and to the year.
func (b book) post(s Source, c Concept, it Item) {
	if b[s][c] == nil {
		b[s][c] = &sheet{}
	}
	for _, m := range []int{0, it.On.Month()} {
		f := &b[s][c][m]
		f.MXN.add(it.MXN)
		f.USD.add(it.USD)
		f.Documents++
		if m > 0 {
			f.Items = append(f.Items, it)
		}
	}
}

// figures adds up everything of the year.
func (w *worker) figures() {
	sheets := book{FromCFDI: {}, FromPedimento: {}}
	post := sheets.post
	billed := [months]bool{}
	for _, v := range w.sales {
		if v.On.Year() != w.in.Year {
			continue
		}
		billed[v.On.Month()] = true
		it := Item{v.UUID, v.Kind, v.On, v.MXN, v.USD}
		post(FromCFDI, Sales, it)
		if c := w.decide[v.UUID]; c != "" {
			post(FromCFDI, c, it)
			if c != Doubtful {
				post(FromCFDI, Exports, it)
			}
		}
	}
	for _, d := range w.all {
		w.declared(d, post)
	}
	for _, s := range []Source{FromCFDI, FromPedimento} {
		for _, c := range Concepts() {
			w.take(s, c, sheets[s][c])
		}
	}
	for m := 1; m < months; m++ {
		if !billed[m] {
			w.out.Silent = append(w.out.Silent, m)
		}
		if !w.in.Staged[m] {
			w.out.Unstaged = append(w.out.Unstaged, m)
		}
	}
}

// declared posts one pedimento of the year.
func (w *worker) declared(d *Declaration, post func(Source, Concept, Item)) {
	if d.On.Year() != w.in.Year || d.Concept == "" {
		return
	}
	it := Item{d.Number, d.Clave, d.On, d.MXN, d.USD}
	goods := it
	if d.Goods != nil {
		goods.MXN, goods.USD = d.Goods.MXN, d.Goods.USD
	}
	adds := d.Goods == nil || !goods.MXN.Known() || goods.MXN.Sign() != 0 // fixed assets alone add nothing
	switch {
	case d.Concept != Imported:
		post(FromPedimento, d.Concept, it)
	case adds:
		post(FromPedimento, Imported, goods)
	}
	if d.Returns && adds {
		post(FromPedimento, Returned, goods)
	}
	if !d.exports() {
		return
	}
	post(FromPedimento, Exports, it)
	added := it
	added.MXN, added.USD = money.Amount{}, money.Amount{} // no source tells it in dollars
	if d.Added.Missing == 0 {                             // else part of it would look like the whole
		added.MXN = d.Added.Sum
	}
	post(FromPedimento, ValueAdded, added)
}

// take writes a sheet into the report: the year, and the months that have
// anything.
func (w *worker) take(s Source, c Concept, all *sheet) {
	if all == nil {
		return
	}
	for m := range all {
		f := &all[m]
		if f.Documents == 0 {
			continue
		}
		f.Concept, f.Source, f.Month = c, s, m
		if f.Items == nil {
			f.Items = []Item{}
		}
		w.out.Figures = append(w.out.Figures, *f)
	}
}
