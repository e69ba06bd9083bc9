package bomcompany

import (
	"fmt"
	"math/big"
	"slices"

	"example.com/immex/shared/document"
)

// teller makes the story up, month by month.
type teller struct {
	*world
	r       *prng
	month   document.Date
	index   int
	counter map[int]int
	wasted  map[string]Micros // desperdicio so far, as planned
	due     []*ped            // to be rectified
}

// tell makes up the story of the options.
func tell(opt Options) *world {
	w := &world{opt: opt, goods: goods{catalogue(), lists(opt.Start, opt.Months), aliases(opt.Start)}}
	t := &teller{world: w, r: &prng{opt.Seed*0x9E3779B97F4A7C15 + 1}, counter: map[int]int{}, wasted: map[string]Micros{}}
	for t.index = range opt.Months {
		t.month = opt.Start.AddMonths(t.index)
		t.tellMonth()
	}
	t.index = opt.Months - 1
	t.rectify(t.on(27))
	return w
}

func (t *teller) tellMonth() {
	plan := t.plan()
	t.imports(t.required(plan))
	t.rectify(t.on(9))
	for i := range plan {
		t.ship(&plan[i])
	}
	t.sundry()
	t.sellScrap()
	t.act()
	t.ingredients()
}

// on is a working day of the month.
func (t *teller) on(d int) document.Date { return day(t.month.AddDays(d - 1)) }

// batch is one product of a shipment and the orders it was made under.
type batch struct {
	producto string
	cantidad Micros
	orders   []*order
}

// shipment is a planned exit.
type shipment struct {
	clave       string
	on          document.Date
	consolidado bool
	batches     []batch
	raw         []partShare // leaves in its own state
}

// plan draws the exits of a month: returns and a transfer.
func (t *teller) plan() []shipment {
	var out []shipment
	for i, d := range []int{12, 15, 18, 21, 24} {
		s := shipment{clave: "RT", on: t.on(d)}
		switch i {
		case 3:
			s.clave = "V1"
		case 4:
			s.consolidado = true
		}
		for _, producto := range []string{"PT-900", "PT-910", "PT-920"} {
			if !t.r.one(3) {
				s.batches = append(s.batches, t.batch(producto, s.on))
			}
		}
		if i == 1 && t.r.one(2) {
			s.raw = []partShare{{t.part("CON-10"), Micros(t.r.between(5, 40)) * unit}}
		}
		if i == 2 && t.index%8 == 5 {
			s.batches = append(s.batches, batch{producto: "PT-930", cantidad: Micros(t.r.between(1, 3)) * unit})
		}
		if i == 0 && t.index%5 == 2 {
			s.batches = append(s.batches, batch{producto: "PT-940", cantidad: Micros(t.r.between(2, 9)) * unit})
		}
		if len(s.batches)+len(s.raw) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// required is what the exits of a month take, by part.
func (t *teller) required(plan []shipment) map[string]*big.Rat {
	out := map[string]*big.Rat{}
	add := func(parte string, q *big.Rat) {
		if out[parte] == nil {
			out[parte] = new(big.Rat)
		}
		out[parte].Add(out[parte], q)
	}
	for _, s := range plan {
		for i := range s.batches {
			b := &s.batches[i]
			takings, _ := t.takings(b.producto, b.cantidad, s.on, b.orders)
			for _, n := range takings {
				add(n.parte, n.exact)
				if n.rol == rolDesperdicio {
					t.wasted[n.parte] += n.q
				}
			}
		}
		for _, x := range s.raw {
			add(x.part.numero, x.qUMC.rat())
		}
	}
	return out
}

// imports brings in about what the month takes: at times less, so that stock
// carries over and now and then runs out.
func (t *teller) imports(required map[string]*big.Rat) {
	loads := make([][]partShare, 4)
	for i := range t.parts {
		p := &t.parts[i]
		if p.tipo != insumo || required[p.numero] == nil {
			continue
		}
		percent := int64(t.r.between(80, 116))
		if t.index == 0 {
			percent = 115
		}
		want := rounded(new(big.Rat).Mul(required[p.numero], big.NewRat(percent, 100)))
		want = (want/p.lote + 1) * p.lote
		if p.lote*4 < want && t.r.one(2) { // two shipments of it
			half := want / 2 / p.lote * p.lote
			t.load(loads, p, half)
			want -= half
		}
		t.load(loads, p, want)
	}
	for i, load := range loads {
		if len(load) == 0 {
			continue
		}
		on := 2 + i
		if i == 1 && t.r.one(4) { // it comes after some of what it was needed for
			on = 17
		}
		p := t.open([]string{"IN", "IN", "V1", "IN"}[i], 1, t.on(on))
		if i == 3 {
			p.consolidate()
		}
		p.alias = i == 1
		for _, x := range load {
			t.put(p, x)
		}
		t.file(p)
		if t.opt.Versions {
			t.revise(p)
		}
	}
	t.packaging()
}

func (t *teller) load(loads [][]partShare, p *part, q Micros) {
	i := t.r.below(len(loads))
	loads[i] = append(loads[i], partShare{p, q / (p.perDeclared / unit)})
}

// packaging comes every other month.
func (t *teller) packaging() {
	if t.index%2 == 1 {
		return
	}
	p := t.open("IN", 1, t.on(3))
	t.put(p, partShare{t.part("CAJ-60"), Micros(t.r.between(4, 9)*50) * unit})
	t.file(p)
}

// ship files an exit and the orders that name it.
func (t *teller) ship(s *shipment) {
	p := t.open(s.clave, 2, s.on)
	if s.consolidado {
		p.consolidate()
	}
	for i := range s.batches {
		t.put(p, partShare{t.part(s.batches[i].producto), s.batches[i].cantidad})
	}
	for _, x := range s.raw {
		t.put(p, x)
	}
	if p.clave == "V1" && !t.r.one(3) {
		t.pair(p)
	}
	t.file(p)
	for i := range s.batches {
		for _, o := range s.batches[i].orders {
			o.numero = fmt.Sprintf("OP-%04d", len(t.orders)+1)
			o.pedimento, o.partida = p.number, p.lineOf(s.batches[i].producto)
			t.orders = append(t.orders, *o)
		}
	}
}

// pair cites the import with which the other company took what leaves here:
// a record 512 that discharges nothing.
func (t *teller) pair(p *ped) {
	l := p.lines[0]
	other := &ped{patente: "9904", doc: fmt.Sprintf("%d%06d", p.pago.Year()%10, 500_000+len(t.peds)), clave: "V1", pago: p.pago}
	other.number = fmt.Sprintf("%02d%s%s%s", p.pago.Year()%100, aduana[:2], other.patente, other.doc)
	p.names = []naming{{other, l.fraccion, l.umt, l.qUMT}}
}

// sundry are the pedimentos that are not production: packaging that leaves, a
// change of regime that names its lot.
func (t *teller) sundry() {
	p := t.open("A1", 2, t.on(25))
	t.put(p, partShare{t.part("CAJ-60"), Micros(t.r.between(20, 60)) * unit})
	p.lines[0].eb = true
	t.file(p)
	if t.index%3 == 2 {
		t.changeRegime("ETI-70", Micros(t.r.between(1, 9)*10)*unit)
	}
}

// changeRegime files an F4 that names the latest lot of a part.
func (t *teller) changeRegime(parte string, q Micros) {
	for _, of := range slices.Backward(t.peds) {
		if of.clave != "IN" || of.tipo != 1 || t.mistyped(of) {
			continue
		}
		if i := of.lineOf(parte); i > 0 && len(of.lines[i-1].shares) == 1 && of.lines[i-1].qUMT >= q {
			l := of.lines[i-1]
			p := t.open("F4", 1, t.on(26))
			t.put(p, partShare{t.part(parte), q})
			p.names = []naming{{of, l.fraccion, l.umt, q}}
			t.file(p)
			return
		}
	}
}

// sellScrap sells some of the waste of a quarter: an F4 with DE (LA 109).
func (t *teller) sellScrap() {
	const parte = "CAB-30"
	q := t.wasted[parte] * 3 / 10 / 1000 * 1000
	if t.index%3 != 2 || q == 0 {
		return
	}
	t.wasted[parte] -= q
	p := t.open("F4", 1, t.on(27))
	t.put(p, partShare{t.part(parte), q})
	p.lines[0].de = true
	t.file(p)
}

// act destroys part of the waste of the quarter, on a Sunday.
func (t *teller) act() {
	if t.index%3 != 2 {
		return
	}
	on := t.month.MonthEnd()
	for weekday(on) != 0 {
		on = on.AddDays(-1)
	}
	n := 0
	for _, parte := range []string{"CAB-30", "RES-40"} {
		q := t.wasted[parte] * 6 / 10 / 1000 * 1000
		if q == 0 {
			continue
		}
		n++
		t.wasted[parte] -= q
		t.acts = append(t.acts, act{acta: "ACTA-" + on.String()[:7], renglon: n, fecha: on, parte: parte, cantidad: q})
	}
}
