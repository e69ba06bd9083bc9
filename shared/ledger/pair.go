package ledger

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// The states of a pair.
const (
	PairUnreferenced = "sin_referencia"
	PairReferenced   = "referenciada"
	PairConfirmed    = "confirmada"
	PairContradicted = "contradicha"
)

// Pair is a V1 of ours with the other side of its transfer.
type Pair struct {
	Pedimento, Operacion string
	Numeros              []string // every number of its chain
	Pago                 document.Date
	State                string
	Cited                []string // what its records 512 name
	Others               []string // pedimentos of the other side whose documents are here
	RFC                  string   // of the other side, when its document is here
	Findings             []Finding
}

// Counterparts are the pedimentos of the other side: those that are here, and
// those that are only cited.
func (p *Pair) Counterparts() []string {
	out := slices.Clone(p.Others)
	for _, n := range p.Cited {
		if !slices.ContainsFunc(out, func(o string) bool { return samePedimento(o, n) }) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// Pairs tells how well each V1 is paired: a view of all facts, which no book
// holds, so that a counterpart's document replays nothing. The V1 that cite
// each other, over any number of pedimentos, are one group; it is confirmed
// when every pedimento they cite is here and the sums of both sides agree. The
// answer is in the order of our numbers, whatever the order of what is given.
func Pairs(ours, theirs []Transfer, cat *catalog.Catalog) []Pair {
	ours, theirs = slices.Clone(ours), slices.Clone(theirs)
	byNumber := func(a, b Transfer) int {
		return cmp.Or(cmp.Compare(a.Fact.Key, b.Fact.Key), cmp.Compare(a.RFC, b.RFC), cmp.Compare(a.Fact.Doc, b.Fact.Doc))
	}
	slices.SortFunc(ours, byNumber)
	slices.SortFunc(theirs, byNumber)
	k := pairing{ours: ours, theirs: theirs, cat: cat, out: make([]Pair, len(ours)), links: make([][]int, len(ours)), back: make([][]int, len(theirs))}
	found := byCited(theirs)
	for i := range ours {
		k.link(i, found)
	}
	done := make([]bool, len(ours))
	for i := range ours {
		if !done[i] {
			g := k.group(i)
			for _, o := range g.ours {
				done[o] = true
			}
			k.judge(g)
		}
	}
	return k.out
}

// pairing is the work on all transfers of a programme.
type pairing struct {
	ours, theirs []Transfer
	cat          *catalog.Catalog
	out          []Pair
	links        [][]int // of each of ours, the ones of theirs
	back         [][]int // of each of theirs, ours
}

// byCited finds transfers by the numbers they have and the numbers they cite,
// without their year.
func byCited(all []Transfer) map[string][]int {
	out := map[string][]int{}
	for i := range all {
		for _, n := range slices.Concat(all[i].Numbers, cites(all[i].Fact)) {
			out[Suffix(n)] = append(out[Suffix(n)], i)
		}
	}
	return out
}

// cites are the pedimentos the records 512 of a V1 name, each once.
func cites(f *Fact) []string {
	var out []string
	for i := range f.Nombrados {
		if n := f.Nombrados[i].Key; !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// link finds what one of ours cites, or is cited by, on the other side.
func (k *pairing) link(i int, found map[string][]int) {
	t := &k.ours[i]
	f := t.Fact
	p := Pair{Pedimento: f.Key, Numeros: t.Numbers, Operacion: f.Operacion, Pago: f.Pago, State: PairUnreferenced, Cited: cites(f)}
	if len(p.Cited) > 0 && slices.Contains(allCases(f), "V1") {
		p.State = PairReferenced
	}
	var rfcs []string
	for _, n := range slices.Concat(t.Numbers, p.Cited) {
		for _, j := range found[Suffix(n)] {
			c := &k.theirs[j]
			if c.Fact.Operacion == f.Operacion || slices.Contains(k.links[i], j) || !t.citedBy(c) && !c.citedBy(t) {
				continue
			}
			k.links[i], k.back[j] = append(k.links[i], j), append(k.back[j], i)
			p.Others, rfcs = append(p.Others, c.Fact.Key), append(rfcs, c.RFC)
			p.State = PairReferenced
		}
	}
	slices.Sort(k.links[i])
	slices.Sort(p.Others)
	slices.Sort(rfcs)
	p.RFC = strings.Join(slices.Compact(rfcs), " ")
	k.out[i] = p
}

// citedBy reports whether a record 512 of c names the transfer.
func (t *Transfer) citedBy(c *Transfer) bool {
	return slices.ContainsFunc(c.Fact.Nombrados, func(n Named) bool { return t.is(n.Key) })
}

// pairGroup are the transfers that hang together by what they cite.
type pairGroup struct{ ours, theirs []int }

// group walks the citations from one of ours.
func (k *pairing) group(i int) pairGroup {
	g := pairGroup{ours: []int{i}}
	for n := 0; n < len(g.ours); n++ {
		for _, j := range k.links[g.ours[n]] {
			if slices.Contains(g.theirs, j) {
				continue
			}
			g.theirs = append(g.theirs, j)
			for _, o := range k.back[j] {
				if !slices.Contains(g.ours, o) {
					g.ours = append(g.ours, o)
				}
			}
		}
	}
	slices.Sort(g.ours)
	slices.Sort(g.theirs)
	return g
}

// whole reports whether every pedimento the group cites is in it, and each of
// them says what it moves: a forma simplificada has no partidas to add up.
func (k *pairing) whole(g pairGroup) bool {
	complete := func(from []Transfer, at []int, of []Transfer, in []int) bool {
		return !slices.ContainsFunc(at, func(i int) bool {
			return len(from[i].Fact.Lineas) == 0 || slices.ContainsFunc(cites(from[i].Fact), func(n string) bool {
				return !slices.ContainsFunc(in, func(j int) bool { return of[j].is(n) })
			})
		})
	}
	return len(g.theirs) > 0 && complete(k.ours, g.ours, k.theirs, g.theirs) && complete(k.theirs, g.theirs, k.ours, g.ours)
}

// judge holds both sides of a group to each other.
func (k *pairing) judge(g pairGroup) {
	if !k.whole(g) {
		return
	}
	ours, theirs := sideOf(k.ours, g.ours), sideOf(k.theirs, g.theirs)
	if ours.over || theirs.over {
		return // it cannot be told
	}
	differ := ours.differ(&theirs, k.cat, k.ours[g.ours[0]].Fact.Pago)
	unlike := ours.unlike(&theirs)
	for _, i := range g.ours {
		p := &k.out[i]
		p.State = PairConfirmed
		if len(differ) == 0 {
			p.doubt(unlike, ours.priced() && theirs.priced())
		}
		for _, what := range differ {
			p.contradict(what)
		}
		k.days(i)
	}
	if len(g.ours)+len(g.theirs) > 2 {
		k.citations(g)
	}
}

// days warns of a counterpart that was paid too long before or after.
func (k *pairing) days(i int) {
	p := &k.out[i]
	for _, j := range k.links[i] {
		c := k.theirs[j].Fact
		apart := p.Pago.DaysUntil(c.Pago)
		if limit := k.cat.Tolerance("v1_window", p.Pago, money.Int(0), 1); !money.Within(money.Int(int64(apart)), money.Int(0), limit) {
			p.find("v1_window", document.Warning, document.Textf(
				"El V1 se pagó el %s y el de su contraparte (%s) el %s: se espera a lo más %s día de diferencia. Revise las fechas con su contraparte.",
				"The V1 was paid on %s and that of its counterpart (%s) on %s: at most %s day apart is expected. Check the dates with your counterpart.", p.Pago, c.Key, c.Pago, limit))
		}
	}
}

func (p *Pair) find(code string, sev document.Severity, msg document.Text) {
	p.Findings = append(p.Findings, Finding{p.Pedimento, document.Finding{Code: code, Severity: sev, Where: p.Pedimento, Message: msg}})
}

func (p *Pair) contradict(what document.Text) {
	p.State = PairContradicted
	p.find("v1_contradiction", document.Error, document.Text{
		ES: "El V1 y el de su contraparte no dicen lo mismo: " + what.ES + ". Aclárelo con ella; uno de los dos se rectifica.",
		EN: "The V1 and that of its counterpart do not say the same: " + what.EN + ". Clear it up with them; one of the two is rectified.",
	})
}

// doubt leaves a pair unconfirmed whose sums agree and whose goods do not, and
// says when no value could be compared.
func (p *Pair) doubt(unlike []string, priced bool) {
	if len(unlike) > 0 {
		p.State = PairReferenced
		p.find("v1_goods", document.Warning, document.Textf(
			"El V1 y el de su contraparte suman lo mismo por unidad y no por fracción (%s): no se da por confirmado. Compare la mercancía y su clasificación.",
			"The V1 and that of its counterpart add up alike by unit and not by fracción (%s): it is not taken as confirmed. Compare the goods and their classification.",
			strings.Join(unlike, ", ")))
	}
	if !priced {
		p.find("v1_value", document.Notice, document.Textf(
			"Un lado del V1 no dice sus dólares: se compararon cantidades y ningún valor.",
			"One side of the V1 does not say its dollars: quantities were compared and no value."))
	}
}

// Missing says what a pair still lacks, as information: not every counterpart
// hands its pedimento over. ok is false when it lacks nothing.
func (p *Pair) Missing() (f Finding, ok bool) {
	f = Finding{p.Pedimento, document.Finding{Code: "v1_unreferenced", Severity: document.Notice, Where: p.Pedimento, Message: document.Textf(
		"El V1 no identifica el pedimento de su contraparte (registro 512 e identificador V1): no se puede emparejar.",
		"The V1 does not identify its counterpart's pedimento (record 512 and identifier V1): it cannot be paired.")}}
	switch {
	case slices.ContainsFunc(p.Findings, func(f Finding) bool { return f.Code == "v1_goods" }):
		return Finding{}, false // told already
	case p.State == PairReferenced && len(p.Others) == 0:
		f.Code, f.Message = "v1_referenced", document.Textf(
			"El V1 cita %s, que no está aquí: la transferencia queda referenciada y sin confirmar. Pida el pedimento a su contraparte y entréguelo para confirmarla.",
			"The V1 cites %s, which is not here: the transfer stays referenced and unconfirmed. Ask your counterpart for the pedimento and deliver it to confirm it.", strings.Join(p.Cited, ", "))
	case p.State == PairReferenced:
		f.Code, f.Message = "v1_referenced", document.Textf(
			"Está aquí %s de su contraparte, y no todo lo que uno y otro lado citan, o no dice sus partidas: la transferencia queda sin confirmar. Pida a su contraparte lo que falta.",
			"%s of its counterpart is here, and not all that either side cites, or it does not tell its partidas: the transfer stays unconfirmed. Ask your counterpart for what is missing.", strings.Join(p.Others, ", "))
	case p.State != PairUnreferenced:
		return Finding{}, false
	}
	return f, true
}
