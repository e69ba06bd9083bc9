package reconciliation

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// OfDataStage holds every pedimento that another source told provisionally
// against its Data Stage, header and partida by partida, and each against the
// other's list. Facts paid after a day are not looked at; an unknown day takes
// all.
func OfDataStage(facts []*ledger.Fact, on document.Date) *Result {
	d := OfDeliveries(on)
	d.Add(facts)
	return d.Result()
}

// Deliveries is OfDataStage over facts that come a few at a time: all that is
// kept of a pedimento is what its line says.
type Deliveries struct {
	on     document.Date
	all    map[string]*heldPair
	torn   map[string]bool
	months map[int]bool // of which a Data Stage told
	// withdrawn are those that the Data Stage has as TipoPedimento 7.
	withdrawn map[string]bool
}

// heldPair is what the sources say of one pedimento.
type heldPair struct {
	told, paper *heldFact // nil where none says anything
	differs     []Difference
}

// heldFact is what is told of a pedimento of which one source alone tells.
type heldFact struct {
	source document.Source
	pago   document.Date
	pesos  money.Amount
}

// OfDeliveries begins one, up to a day.
func OfDeliveries(on document.Date) *Deliveries {
	return &Deliveries{on: on, all: map[string]*heldPair{}, torn: map[string]bool{}, withdrawn: map[string]bool{}, months: map[int]bool{}}
}

// Add takes facts. All facts of one pedimento come together; else the pedimento
// is torn.
func (d *Deliveries) Add(facts []*ledger.Fact) {
	told, papers := map[string]*ledger.Fact{}, map[string]*ledger.Fact{}
	for _, f := range facts {
		if d.on.Known() && f.Pago > d.on {
			continue
		}
		if f.Desistido {
			if f.Source == document.SourceDataStage {
				d.withdrawn[strings.Clone(f.Key)] = true
			}
			continue
		}
		if f.Source == document.SourceDataStage {
			told[f.Key] = better(told[f.Key], f)
			d.months[month(f.Pago)] = true
		} else {
			papers[f.Key] = better(papers[f.Key], f)
		}
	}
	for key, f := range told {
		d.hold(key, f, papers[key])
	}
	for key, f := range papers {
		if told[key] == nil {
			d.hold(key, nil, f)
		}
	}
}

// hold compares what was told of one pedimento. Texts are copied: one of a fact
// would hold all of it.
func (d *Deliveries) hold(key string, told, paper *ledger.Fact) {
	key = strings.Clone(key)
	if d.all[key] != nil {
		d.torn[key] = true
		return
	}
	p := &heldPair{told: heldOf(told), paper: heldOf(paper)}
	if told != nil && paper != nil {
		r := &Result{}
		r.header(paper, told)
		r.lines(paper, told)
		p.differs = r.Differences
	}
	d.all[key] = p
}

func heldOf(f *ledger.Fact) *heldFact {
	if f == nil {
		return nil
	}
	return &heldFact{document.Source(strings.Clone(string(f.Source))), f.Pago, customs(f)}
}

// Torn are the pedimentos of which Add was told more than once.
func (d *Deliveries) Torn() map[string]bool { return d.torn }

// Mend takes all facts of all that are torn.
func (d *Deliveries) Mend(facts []*ledger.Fact) {
	for key := range d.torn {
		delete(d.all, key)
	}
	clear(d.torn)
	d.Add(facts)
}

// Result is what came of all that was added. None is torn.
func (d *Deliveries) Result() *Result {
	r := &Result{Kind: DataStage, On: d.on}
	keys := slices.Sorted(maps.Keys(d.all))
	for _, key := range keys {
		if p := d.all[key]; p.paper != nil {
			r.Books++
			d.provisional(r, key, p)
		}
	}
	for _, key := range keys {
		p := d.all[key]
		if p.told != nil {
			r.Other++
		}
		if p.told != nil && p.paper == nil {
			r.add(Difference{
				Reason: "sin_papel", Severity: document.Notice, Key: key, On: p.told.pago, Other: string(p.told.source), Pesos: p.told.pesos,
				Says: document.Textf("%s del %s está solo en el Data Stage: falta su expediente.", "%s of %s is in the Data Stage alone: its file is missing.", key, p.told.pago),
				Fix:  document.Textf("Pida al agente el pedimento (LA 59-V) o descárguelo de VUCEM.", "Ask the broker for the pedimento (LA 59-V) or download it from VUCEM."),
			})
		}
	}
	if r.Other == 0 {
		r.Note = document.Textf("No hay Data Stage: lo demás es provisional.", "There is no Data Stage: all else is provisional.")
	}
	return r.rank()
}

// provisional tells of a pedimento that another source than the Data Stage tells.
func (d *Deliveries) provisional(r *Result, key string, pair *heldPair) {
	p := pair.paper
	switch {
	case pair.told != nil:
		if len(pair.differs) == 0 {
			r.Agreed++
		}
		r.Differences = append(r.Differences, pair.differs...)
	case d.withdrawn[key]:
		r.add(Difference{
			Reason: "desistido_en_data_stage", Severity: document.Warning, Key: key, On: p.pago, Books: string(p.source), Pesos: p.pesos,
			Says: document.Textf("%s del %s viene de %s como pagado y el Data Stage lo trae como desistido (TipoPedimento 7): no mueve los libros.", "%s of %s comes from %s as paid and the Data Stage has it as withdrawn (TipoPedimento 7): it moves no books.", key, p.pago, p.source),
			Fix:  document.Textf("Archive la prueba del desistimiento; si la operación sí se hizo, pida al agente el pedimento con que se hizo.", "File the proof of the withdrawal; if the operation did take place, ask the broker for the pedimento it was done with."),
		})
	case d.months[month(p.pago)]:
		r.add(Difference{
			Reason: "no_esta_en_data_stage", Severity: document.Warning, Key: key, On: p.pago, Books: string(p.source), Pesos: p.pesos,
			Says: document.Textf("%s del %s viene de %s y el Data Stage de ese mes no lo trae.", "%s of %s comes from %s and the Data Stage of that month does not have it.", key, p.pago, p.source),
			Fix:  document.Textf("Pida el Data Stage otra vez; si tampoco viene, verifique en VUCEM si se pagó o se desistió.", "Ask for the Data Stage again; if it is not there either, see in VUCEM whether it was paid or withdrawn."),
		})
	default:
		r.add(Difference{
			Reason: "provisional", Key: key, On: p.pago, Books: string(p.source), Pesos: p.pesos,
			Says: document.Textf("%s del %s viene solo de %s: es provisional.", "%s of %s comes from %s alone: it is provisional.", key, p.pago, p.source),
			Fix:  document.Textf("Entregue el Data Stage de ese mes.", "Deliver the Data Stage of that month."),
		})
	}
}

// Brief is what OfDataStage needs of a pedimento that one source alone tells: its
// partidas are one, with the customs value of all.
func Brief(f *ledger.Fact) *ledger.Fact {
	return &ledger.Fact{
		Key: f.Key, Doc: f.Doc, Source: f.Source, AsOf: f.AsOf, Pago: f.Pago, Desistido: f.Desistido,
		Lineas: []ledger.Line{{Aduana: customs(f), Comercial: customs(f)}},
	}
}

func month(d document.Date) int { return int(d) / 100 }

// better is the fact of the higher source, then of the later date inside, then
// of the smaller document.
func better(a, b *ledger.Fact) *ledger.Fact {
	if a == nil || cmp.Or(cmp.Compare(b.Source.Rank(), a.Source.Rank()), cmp.Compare(a.AsOf, b.AsOf), cmp.Compare(a.Doc, b.Doc)) < 0 {
		return b
	}
	return a
}

// customs is the customs value of a pedimento, else its commercial one; unknown
// when a partida states neither.
func customs(f *ledger.Fact) money.Amount {
	var sum money.Sum
	for i := range f.Lineas {
		sum.Add(value(&f.Lineas[i]))
	}
	if total, ok := sum.Total(); ok {
		return total
	}
	return money.Amount{}
}

func value(l *ledger.Line) money.Amount {
	if l.Aduana.Known() && l.Aduana.Sign() > 0 {
		return l.Aduana
	}
	return l.Comercial
}

// field is one thing both sides say; "" on a side is not said and never differs.
type field struct {
	reason, books, other string
}

func (r *Result) differ(p *ledger.Fact, sec int, fields []field, pesos money.Amount) {
	for _, f := range fields {
		if f.books == f.other || f.books == "" || f.other == "" {
			continue
		}
		r.add(Difference{
			Reason: f.reason, Severity: document.Warning, Key: p.Key, Partida: sec, On: p.Pago, Books: f.books, Other: f.other, Pesos: pesos,
			Says: document.Textf("%s: %s dice %s y el Data Stage %s (%s).", "%s: %s says %s and the Data Stage %s (%s).", p.Key, p.Source, f.books, f.other, worded(f.reason)),
			Fix:  document.Textf("Vale el Data Stage; corrija la captura o pida la rectificación si el error es del pedimento.", "The Data Stage counts; correct the capture, or ask for a rectification if the pedimento is wrong."),
		})
	}
}

func (r *Result) header(p, d *ledger.Fact) {
	text := func(x document.Date) string {
		if !x.Known() {
			return ""
		}
		return x.String()
	}
	rate := func(f *ledger.Fact) string { return f.TipoCambio.String() }
	fields := []field{
		{"operacion", p.Operacion, d.Operacion},
		{"fecha_pago", text(p.Pago), text(d.Pago)},
		{"fecha_entrada", text(p.Entrada), text(d.Entrada)},
		{"tipo_cambio", rate(p), rate(d)},
	}
	if !p.EsRectif && !d.EsRectif { // a Data Stage keeps the first clave of a rectification
		fields = append(fields, field{"clave", p.Clave, d.Clave})
	}
	r.differ(p, 0, fields, customs(d))
}

// lines holds partida against partida. A forma simplificada prints none.
func (r *Result) lines(p, d *ledger.Fact) {
	if len(p.Lineas) == 0 {
		return
	}
	other := map[int]*ledger.Line{}
	for i := range d.Lineas {
		other[d.Lineas[i].Sec] = &d.Lineas[i]
	}
	for i := range p.Lineas {
		l := &p.Lineas[i]
		o := other[l.Sec]
		delete(other, l.Sec)
		if o == nil {
			r.alone(p, l, "partida_de_mas")
			continue
		}
		pesos := value(o)
		r.differ(p, l.Sec, []field{{"fraccion", l.Fraccion, o.Fraccion}, {"umt", l.UMT, o.UMT}, {"umc", l.UMC, o.UMC}, {"origen", l.Origen, o.Origen}}, pesos)
		r.differ(p, l.Sec, []field{{"cantidad_umt", l.CantidadUMT.String(), o.CantidadUMT.String()}}, worth(pesos, l.CantidadUMT-o.CantidadUMT, o.CantidadUMT))
		if l.UMC != "" && o.UMC != "" {
			r.differ(p, l.Sec, []field{{"cantidad_umc", l.CantidadUMC.String(), o.CantidadUMC.String()}}, worth(pesos, l.CantidadUMC-o.CantidadUMC, o.CantidadUMC))
		}
		r.differ(p, l.Sec, []field{{"valor_aduana", l.Aduana.String(), o.Aduana.String()}}, less(l.Aduana, o.Aduana))
		r.differ(p, l.Sec, []field{{"valor_comercial", l.Comercial.String(), o.Comercial.String()}}, less(l.Comercial, o.Comercial))
		r.contributions(p, l, o)
	}
	for _, sec := range slices.Sorted(maps.Keys(other)) {
		r.alone(p, other[sec], "partida_de_menos")
	}
}

// alone is a partida that one side lacks.
func (r *Result) alone(p *ledger.Fact, l *ledger.Line, reason string) {
	d := Difference{Reason: reason, Severity: document.Warning, Key: p.Key, Partida: l.Sec, On: p.Pago, Pesos: value(l)}
	if reason == "partida_de_mas" {
		d.Books = l.Fraccion
		d.Says = document.Textf("%s: la partida %d (%s) viene de %s y no está en el Data Stage.", "%s: partida %d (%s) comes from %s and is not in the Data Stage.", p.Key, l.Sec, l.Fraccion, p.Source)
	} else {
		d.Other = l.Fraccion
		d.Says = document.Textf("%s: la partida %d (%s) está en el Data Stage y %s no la trae.", "%s: partida %d (%s) is in the Data Stage and %s does not have it.", p.Key, l.Sec, l.Fraccion, p.Source)
	}
	d.Fix = document.Textf("Pida el documento completo; vale el Data Stage.", "Ask for the whole document; the Data Stage counts.")
	r.add(d)
}

func less(a, b money.Amount) money.Amount {
	d, err := a.Sub(b)
	if err != nil {
		return money.Amount{}
	}
	return d.Abs()
}
