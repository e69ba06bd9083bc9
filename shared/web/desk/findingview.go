package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// findingAsk is what a person wants to see of the findings; blank is anything.
type findingAsk struct {
	Severity, Period, Broker, Supplier, Document, State, Code, Assigned string

	number string // Document with what somebody typed between the digits left out
}

// findingView is a board confined to some findings, with what is added up of them.
type findingView struct {
	at                 []int32 // the gravest first, and else in the order of the board
	months             []foundMonth
	brokers, suppliers []party
}

// view is the board confined to what is asked for, looked through once. Who asks
// waits for it whatever their patience is: it reads nothing but what is at hand.
func (b *Board) view(ctx context.Context, w *findingAsk) (*findingView, error) {
	return b.views.of(patienceOf(ctx).unhurried(ctx), *w, func(context.Context) (*findingView, error) {
		v := &findingView{at: w.chosen(b)}
		v.months = b.byMonth(v.at)
		v.brokers, v.suppliers = b.byBroker(v.at), b.bySupplier(v.at)
		return v, nil
	})
}

// chosen are the findings of a board that are asked for, as immex findings has it,
// the gravest first: a person may read no further than the first page.
func (w *findingAsk) chosen(b *Board) []int32 {
	named := make([]bool, len(b.Parties)) // suppliers that are asked for
	for i := range b.Parties {
		named[i] = w.Supplier != "" && (b.Parties[i].ID == w.Supplier || strings.Contains(strings.ToUpper(b.Parties[i].Name), strings.ToUpper(w.Supplier)))
	}
	grave := severities()
	by := make([][]int32, len(grave)+1)
	for i := range b.Keys {
		if w.shows(b, i, named) {
			n := slices.Index(grave, b.Keys[i].Severity)
			if n < 0 {
				n = len(grave)
			}
			by[n] = append(by[n], int32(i))
		}
	}
	return slices.Concat(by...)
}

func (w *findingAsk) shows(b *Board, i int, named []bool) bool {
	f := &b.Keys[i]
	switch {
	case w.Severity != "" && string(f.Severity) != w.Severity,
		!strings.HasPrefix(f.Period, w.Period),
		w.Broker != "" && f.Broker != w.Broker,
		w.Code != "" && f.Code != w.Code,
		w.Document != "" && !f.about(w.Document) && !f.about(w.number),
		w.Supplier != "" && !slices.ContainsFunc(f.Suppliers, func(n int) bool { return named[n] }):
		return false
	}
	s := b.standing(i)
	switch {
	case w.Assigned != "" && s.Assigned != w.Assigned:
		return false
	case w.State == "":
		return s.State != rule.Suppressed
	}
	return w.State == everyState || string(s.State) == w.State
}

// about reports a finding of a document, a pedimento or a lot.
func (f *foundKey) about(what string) bool {
	return what != "" && (strings.Contains(f.Document, what) || strings.Contains(f.Key, what) || strings.Contains(f.Where, what) || string(f.SHA) == what)
}

// foundMonth is a month and how much was found in what is of it.
type foundMonth struct {
	period     string
	all, opens int
}

// byMonth counts findings by the month they are about, the first month first.
func (b *Board) byMonth(shown []int32) []foundMonth {
	at := map[string]*foundMonth{}
	m := &foundMonth{}
	for _, i := range shown {
		if period := b.Keys[i].Period; m.all == 0 || m.period != period { // mostly that of the one before
			have, ok := at[period]
			if !ok {
				have = &foundMonth{period: period}
				at[period] = have
			}
			m = have
		}
		m.all++
		if b.standing(int(i)).State == rule.Open {
			m.opens++
		}
	}
	months := make([]foundMonth, 0, len(at))
	for _, m := range at {
		months = append(months, *m)
	}
	slices.SortFunc(months, func(a, b foundMonth) int { return cmp.Compare(a.period, b.period) })
	return months
}

// party is somebody and how much was found in what is theirs.
type party struct {
	id, name         string
	all, open, grave int
}

// count adds a finding to those of a party.
func (b *Board) count(p *party, i int) {
	p.all++
	if b.standing(i).State == rule.Open {
		p.open++
	}
	if b.Keys[i].Severity == document.Error {
		p.grave++
	}
}

// byBroker counts findings by patente, the one with most first.
func (b *Board) byBroker(shown []int32) []party {
	brokers := map[string]*party{}
	for _, i := range shown {
		id := b.Keys[i].Broker
		if id == "" {
			continue
		}
		p := brokers[id]
		if p == nil {
			p = &party{id: id}
			brokers[id] = p
		}
		b.count(p, int(i))
	}
	rows := make([]party, 0, len(brokers))
	for _, p := range brokers {
		rows = append(rows, *p)
	}
	return mostFirst(rows)
}

// bySupplier counts findings by supplier, the one with most first; one of several
// is of each.
func (b *Board) bySupplier(shown []int32) []party {
	suppliers := make([]party, len(b.Parties))
	for _, i := range shown {
		for _, n := range b.Keys[i].Suppliers {
			b.count(&suppliers[n], int(i))
		}
	}
	var rows []party
	for n := range suppliers {
		if p := &suppliers[n]; p.all > 0 {
			p.id, p.name = b.Parties[n].ID, b.Parties[n].Name
			rows = append(rows, *p)
		}
	}
	return mostFirst(rows)
}

func mostFirst(rows []party) []party {
	slices.SortFunc(rows, func(a, b party) int {
		return cmp.Or(cmp.Compare(b.all, a.all), cmp.Compare(a.id, b.id), cmp.Compare(a.name, b.name))
	})
	return rows
}
