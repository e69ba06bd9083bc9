package synth

import (
	"fmt"

	"example.com/immex/shared/document"
)

// Options say what to invent. The zero value of each field takes its default.
type Options struct {
	// Seed selects the story; the same options give the same bytes.
	Seed uint64
	// Months is how many monthly deliveries; default 3.
	Months int
	// Pedimentos is how many a month; default 40.
	Pedimentos int
	// Partidas is the mean per pedimento; default 5.
	Partidas int
	// Materials is the size of the pool of (fracción, UMT); default 40, and
	// 400 in bulk mode.
	Materials int
	// Start is the first month; default 2021-01.
	Start document.Date
	// ErrorsOn plants the deliberate defects that Truth.Errors lists.
	ErrorsOn bool
	// SinBOM is written into programa.yaml: directo (default) or faltante.
	// The truth is always that of directo.
	SinBOM string
	// Bulk emits only Data Stage zips, programme and truth, fast and without
	// defects, for benchmarks.
	Bulk bool
}

// Limits that keep a run meaningful: fracciones are drawn from four digits of
// twelve headings, pedimento numbers have six digits per agent and year.
const (
	maxMonths     = 120
	maxPedimentos = 20_000
	maxPartidas   = 500
	maxMaterials  = 2_000
	minMaterials  = 6
)

func (o Options) withDefaults() (Options, error) {
	o.Months = or(o.Months, 3)
	o.Pedimentos = or(o.Pedimentos, 40)
	o.Partidas = or(o.Partidas, 5)
	if o.Bulk {
		o.Materials, o.ErrorsOn = or(o.Materials, 400), false
	}
	o.Materials = or(o.Materials, 40)
	if o.Start == 0 {
		o.Start = document.NewDate(2021, 1, 1)
	}
	if o.SinBOM == "" {
		o.SinBOM = "directo"
	}
	o.Start = document.NewDate(o.Start.Year(), o.Start.Month(), 1)
	for _, c := range []struct {
		name       string
		v, lo, top int
	}{
		{"Months", o.Months, 1, maxMonths},
		{"Pedimentos", o.Pedimentos, 1, maxPedimentos},
		{"Partidas", o.Partidas, 1, maxPartidas},
		{"Materials", o.Materials, minMaterials, maxMaterials},
	} {
		if c.v < c.lo || c.v > c.top {
			return o, fmt.Errorf("synth: %s is %d, want %d to %d", c.name, c.v, c.lo, c.top)
		}
	}
	return o, nil
}

func or(v, byDefault int) int {
	if v == 0 {
		return byDefault
	}
	return v
}

// generator is one run.
type generator struct {
	opt     Options
	emit    func(name string, b []byte) error
	truth   *Truth
	r       *prng
	co      *company
	mats    []material
	inputs  []int // keys of materials by role
	stock   []stock
	urgent  []int    // keys of what must leave this month
	lots    []lotRef // of domestic materials, in order of entry
	counter map[string]int
	events  []event
	month   document.Date
	day     delivery
	folio   int
	carry   []*ped // consolidados crossed but not yet paid
	due     []rectification
}

// Generate invents the company of opt and hands each file to emit, one at a
// time; b is not reused. The last files are programa.yaml and truth.json. An
// error of emit stops the run and comes back wrapped.
func Generate(opt Options, emit func(name string, b []byte) error) (*Truth, error) {
	opt, err := opt.withDefaults()
	if err != nil {
		return nil, err
	}
	g := newGenerator(opt, emit)
	for i := range opt.Months {
		g.month = opt.Start.AddMonths(i)
		if err := g.deliver(i); err != nil {
			return nil, err
		}
	}
	for _, p := range g.carry {
		g.truth.Expected = append(g.truth.Expected, p.number)
	}
	g.balances()
	if err := g.programme(); err != nil {
		return nil, err
	}
	return g.truth, g.writeTruth()
}

func newGenerator(opt Options, emit func(name string, b []byte) error) *generator {
	root := prng(opt.Seed)
	g := &generator{opt: opt, emit: emit, r: root.fork(1), counter: map[string]int{}}
	g.co = newCompany(root.fork(2), opt.Start)
	g.mats = pool(root.fork(3), opt.Materials, opt.ErrorsOn)
	g.stock = make([]stock, len(g.mats))
	for i := range g.mats {
		if g.mats[i].role == roleInput {
			g.inputs = append(g.inputs, i)
		}
	}
	g.folio = 700_000 + root.fork(4).n(200_000)
	g.day.rfc = g.co.rfc
	g.truth = &Truth{
		Schema: 1, Seed: opt.Seed, Bulk: opt.Bulk, Pedimentos: map[string]int{},
		Company: CompanyTruth{g.co.rfc, g.co.nombre, g.co.immex, opt.SinBOM},
	}
	for i := range opt.Months {
		g.truth.Months = append(g.truth.Months, monthName(opt.Start.AddMonths(i)))
	}
	return g
}

// deliver invents one month and emits its files.
func (g *generator) deliver(index int) error {
	g.folio += g.r.between(1000, 9000)
	d := &g.day
	d.reset(g.folio, g.month)
	peds := g.story(index)
	orphans := 0
	for _, p := range g.carry { // paid next month: their selections are orphans here
		orphans += d.selections(p)
	}
	b, err := d.bytes(g.r, g.opt.Bulk)
	if err != nil {
		return err
	}
	g.truth.Rows += d.rows()
	if err := g.put(FileTruth{
		Name: d.name(), Kind: document.KindDataStage, Expect: document.Accepted, Month: monthName(g.month),
		Folio: g.folio, Pedimentos: d.count(t501), Rows551: d.count(t551), Rows557: d.count(t557),
		RowsSel: d.count(tSel), SelOrphans: orphans, Rows: d.rows(),
	}, b); err != nil {
		return err
	}
	if g.opt.Bulk {
		return nil
	}
	return g.papers(index, peds, b)
}

// put emits a file and lists it.
func (g *generator) put(f FileTruth, b []byte) error {
	if err := g.emit(f.Name, b); err != nil {
		return fmt.Errorf("emit %s: %w", f.Name, err)
	}
	g.truth.Files = append(g.truth.Files, f)
	return nil
}
