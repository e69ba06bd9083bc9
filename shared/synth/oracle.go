package synth

import (
	"cmp"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// event is one inventory movement of the story, in thousandths of the UMT.
type event struct {
	entry  bool
	kind   string // entrada, retorno, transferencia, cambio_regimen
	on     document.Date
	number string
	seq    int
	mat    int
	qty    int64
	named  string        // exits with record 512: the pedimento whose lots it takes
	causa  string        // planned shortage
	due    document.Date // entries: end of the stay, zero when none
	left   int64         // entries: what the oracle leaves
	free   int64         // entries: what PEPS may still reach
	short  int64         // exits: what found no lot
	held   int64         // exits: what stands against an expired lot
}

// settle is the plain computation of PEPS: for every exit in order of date,
// walk the lots in order of date and take what is there. It shares nothing
// with package match, whose tests it serves.
func settle(events []event, materials int) [][]*event {
	byMaterial := make([][]*event, materials)
	for i := range events {
		e := &events[i]
		byMaterial[e.mat] = append(byMaterial[e.mat], e)
	}
	for _, list := range byMaterial {
		slices.SortStableFunc(list, func(a, b *event) int {
			return cmp.Or(cmp.Compare(a.on, b.on), boolOrder(a.entry, b.entry),
				cmp.Compare(a.number, b.number), cmp.Compare(a.seq, b.seq))
		})
		var lots []*event
		for _, e := range list {
			if e.entry {
				e.left, e.free = e.qty, e.qty
				lots = append(lots, e)
				continue
			}
			e.short = discharge(lots, e)
			for len(lots) > 0 && lots[0].left == 0 {
				lots = lots[1:]
			}
		}
	}
	return byMaterial
}

// boolOrder puts entries of a day before its exits.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// discharge takes an exit from the lots and returns what is missing.
func discharge(lots []*event, e *event) int64 {
	need := e.qty
	for _, l := range lots {
		if need == 0 {
			break
		}
		if e.named != "" && l.number != e.named {
			continue
		}
		if e.named != "" { // a specific identification takes the lot even when expired
			take := min(need, l.left)
			l.left, l.free, need = l.left-take, min(l.free, l.left-take), need-take
			continue
		}
		take := min(need, l.free)
		l.free -= take
		need -= take
		if l.due != 0 && l.due < e.on {
			e.held += take
		} else {
			l.left -= take
		}
	}
	return need
}

// balances writes the expected books of every material into the truth.
func (g *generator) balances() {
	for key, list := range settle(g.events, len(g.mats)) {
		if len(list) == 0 {
			continue
		}
		m := &g.mats[key]
		g.truth.Materials = append(g.truth.Materials, g.material(m, list))
		for _, e := range list {
			g.outcome(m, e)
		}
	}
}

// material sums one material's story.
func (g *generator) material(m *material, list []*event) MaterialTruth {
	t := MaterialTruth{Fraccion: m.fraccion, UMT: strconv.Itoa(m.umt), Salidas: map[string]string{}}
	var in, short, held int64
	out := map[string]int64{}
	for _, e := range list {
		if e.entry {
			in += e.qty
			continue
		}
		short += e.short
		held += e.held
		out[e.kind] += e.qty - e.short - e.held
	}
	for kind, q := range out {
		t.Salidas[kind] = milli(q)
	}
	t.Entradas, t.Faltante, t.Retenido = milli(in), milli(short), milli(held)
	for i := range g.opt.Months {
		end := g.opt.Start.AddMonths(i).MonthEnd()
		var saldo int64
		for _, e := range list {
			switch {
			case e.on > end:
			case e.entry:
				saldo += e.qty
			default:
				saldo -= e.qty - e.short - e.held
			}
		}
		t.Saldos = append(t.Saldos, milli(saldo))
	}
	return t
}

// outcome lists a shortage or a lot.
func (g *generator) outcome(m *material, e *event) {
	umt := strconv.Itoa(m.umt)
	if e.short > 0 {
		g.truth.Shortages = append(g.truth.Shortages, ShortageTruth{e.number, e.seq, m.fraccion, umt, milli(e.short), e.causa})
	}
	if e.entry && !g.opt.Bulk {
		g.truth.Lots = append(g.truth.Lots, LotTruth{e.number, e.seq, m.fraccion, umt, milli(e.qty), milli(e.left)})
	}
}

// milli prints thousandths as a minimal decimal.
func milli(n int64) string { return quantity.Micros(n * 1000).String() }
