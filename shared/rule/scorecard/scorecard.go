// Package scorecard sums up what each broker and each supplier delivers: how
// many documents, how many were refused, what is most often found in them and
// how late they came. It is a table for a talk with them, no judgement of law.
//
// Example: patente 3210 delivered 40 documents, 3 refused, most often for
// "anexo22_totales" (12 times), in the median 4 days after payment and 31 at
// worst.
//
// The package reads no clock and no store: what it counts is given to it. A
// share of nothing and a delay nobody knows are null, never zero.
package scorecard

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// Kind says whose card it is.
type Kind string

// The kinds: a patente, a tax id.
const (
	Broker   Kind = "agente"
	Supplier Kind = "proveedor"
)

// Title names a kind.
func (k Kind) Title() document.Text {
	if k == Supplier {
		return document.Text{ES: "proveedor", EN: "supplier"}
	}
	return document.Text{ES: "agente aduanal (patente)", EN: "customs broker (patente)"}
}

// Delivery is one document and what became of it.
type Delivery struct {
	Document string // key or hash: one given twice counts once
	Kind     Kind
	ID       string // patente, or tax id as written; "" is nobody's
	Name     string // "" where the document does not say
	Refused  bool   // quarantined
	// Findings are the codes found in it, each as often as it was found.
	Findings []string
	// Since is the day it could have been delivered from: payment, else entry.
	// Received is the day it was. Either may be unknown.
	Since, Received document.Date
	Undated         Undated // why Received is unknown
}

// Undated is why nobody knows how late a document came.
type Undated string

// The reasons.
const (
	NoDate Undated = "sin_fecha" // it gives no day, or the authority delivers it
	Older  Undated = "anterior"  // it is older than the journal
	Loaded Undated = "carga"     // it came in a load of many days
)

// Title names the reason.
func (u Undated) Title() document.Text {
	switch u {
	case Older:
		return document.Text{ES: "anteriores al primer documento entregado", EN: "older than the first document delivered"}
	case Loaded:
		return document.Text{ES: "llegaron en una carga de varias semanas", EN: "came in a load of several weeks"}
	case NoDate:
	}
	return document.Text{ES: "sin fecha propia, o entregados por la autoridad", EN: "without a day of their own, or delivered by the authority"}
}

// Count is one code and how often it was found.
type Count struct {
	Code  string `json:"code"`
	Times int    `json:"times"`
}

// Row is the card of one broker or supplier.
type Row struct {
	Kind      Kind   `json:"kind"`
	ID        string `json:"id"`
	Name      string `json:"name,omitempty"`
	Documents int    `json:"documents"`
	Refused   int    `json:"refused"`
	// RefusedPermille is the share refused, rounded half up; null of no document.
	RefusedPermille *int    `json:"refused_permille"`
	Findings        int     `json:"findings"`
	Commonest       []Count `json:"commonest"`
	// Dated is how many documents the delays are of. Delays are days; one that
	// came before its date came without delay.
	Dated       int  `json:"dated"`
	MedianDelay *int `json:"median_delay_days"` // the lower of two middle ones
	WorstDelay  *int `json:"worst_delay_days"`
	// Undated is of how many nobody knows it, by why; in the order of reasons.
	Undated []Count `json:"undated"`
}

// Commonest bounds how many codes a card lists.
const Commonest = 3

// Column is one column of the table, by its name in JSON.
type Column struct {
	Name  string
	Title document.Text
}

// Columns are those of a table for a person, in order.
func Columns() []Column {
	return []Column{
		{"kind", document.Text{ES: "Quién", EN: "Who"}},
		{"id", document.Text{ES: "Patente o identificación fiscal", EN: "Patente or tax id"}},
		{"name", document.Text{ES: "Nombre", EN: "Name"}},
		{"documents", document.Text{ES: "Documentos", EN: "Documents"}},
		{"refused", document.Text{ES: "Rechazados", EN: "Refused"}},
		{"refused_permille", document.Text{ES: "Rechazados por mil", EN: "Refused per thousand"}},
		{"findings", document.Text{ES: "Hallazgos", EN: "Findings"}},
		{"commonest", document.Text{ES: "Los más frecuentes", EN: "Commonest"}},
		{"dated", document.Text{ES: "Con fechas", EN: "With dates"}},
		{"median_delay_days", document.Text{ES: "Días de retraso, mediana", EN: "Days of delay, median"}},
		{"worst_delay_days", document.Text{ES: "Días de retraso, el peor", EN: "Days of delay, worst"}},
		{"undated", document.Text{ES: "Sin dato de retraso, y por qué", EN: "No data on delay, and why"}},
	}
}

// card is what gathers of one broker or supplier.
type card struct {
	kind      Kind
	id        string
	names     map[string]int
	documents int
	refused   int
	codes     map[string]int
	delays    []int
	undated   map[Undated]int
}

// Rows sums up deliveries: brokers, then suppliers, each in the order of most
// documents and then of their id. The order of the deliveries decides nothing;
// of two tellings of one document by one kind the refused one counts.
func Rows(deliveries []Delivery) []Row {
	type whose struct {
		kind Kind
		id   string
	}
	cards := map[whose]*card{}
	for _, d := range once(deliveries) {
		k := whose{d.Kind, d.ID}
		c := cards[k]
		if c == nil {
			c = &card{kind: d.Kind, id: d.ID, names: map[string]int{}, codes: map[string]int{}, undated: map[Undated]int{}}
			cards[k] = c
		}
		c.add(&d)
	}
	out := make([]Row, 0, len(cards))
	for _, c := range cards {
		out = append(out, c.row())
	}
	slices.SortFunc(out, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// once drops what is nobody's and what is told twice.
func once(deliveries []Delivery) []Delivery {
	s := slices.Clone(deliveries)
	slices.SortFunc(s, func(a, b Delivery) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Document, b.Document), order(b.Refused, a.Refused),
			dated(a.Received, b.Received), dated(a.Since, b.Since), cmp.Compare(a.Undated, b.Undated), slices.Compare(a.Findings, b.Findings), cmp.Compare(a.Name, b.Name))
	})
	return slices.CompactFunc(slices.DeleteFunc(s, func(d Delivery) bool { return d.ID == "" }), func(a, b Delivery) bool {
		return a.Kind == b.Kind && a.ID == b.ID && a.Document == b.Document && a.Document != ""
	})
}

// dated puts the earliest day first and an unknown one last: a document that
// came by mail and in a load was delivered with the mail.
func dated(a, b document.Date) int {
	if a.Known() != b.Known() {
		return order(b.Known(), a.Known())
	}
	return cmp.Compare(a, b)
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (c *card) add(d *Delivery) {
	c.documents++
	if d.Refused {
		c.refused++
	}
	if d.Name != "" {
		c.names[d.Name]++
	}
	for _, code := range d.Findings {
		c.codes[code]++
	}
	switch {
	case d.Since.Known() && d.Received.Known():
		c.delays = append(c.delays, max(0, d.Since.DaysUntil(d.Received)))
	case d.Undated != "":
		c.undated[d.Undated]++
	default:
		c.undated[NoDate]++
	}
}

func (c *card) row() Row {
	r := Row{Kind: c.kind, ID: c.id, Name: usual(c.names), Documents: c.documents, Refused: c.refused, Commonest: []Count{}, Dated: len(c.delays), Undated: []Count{}}
	if c.documents > 0 {
		share := (2*1000*c.refused + c.documents) / (2 * c.documents)
		r.RefusedPermille = &share
	}
	for _, code := range slices.Sorted(maps.Keys(c.codes)) {
		r.Findings += c.codes[code]
		r.Commonest = append(r.Commonest, Count{code, c.codes[code]})
	}
	slices.SortStableFunc(r.Commonest, func(a, b Count) int { return cmp.Compare(b.Times, a.Times) })
	r.Commonest = r.Commonest[:min(len(r.Commonest), Commonest)]
	for _, why := range []Undated{Loaded, Older, NoDate} {
		if n := c.undated[why]; n > 0 {
			r.Undated = append(r.Undated, Count{string(why), n})
		}
	}
	if len(c.delays) > 0 {
		slices.Sort(c.delays)
		median, worst := c.delays[(len(c.delays)-1)/2], c.delays[len(c.delays)-1]
		r.MedianDelay, r.WorstDelay = &median, &worst
	}
	return r
}

// WhyUndated says of how many documents the delay is not known, and why; empty
// when it is of all.
func (r *Row) WhyUndated() document.Text {
	var es, en []string
	for _, n := range r.Undated {
		t := Undated(n.Code).Title()
		es, en = append(es, strconv.Itoa(n.Times)+" "+t.ES), append(en, strconv.Itoa(n.Times)+" "+t.EN)
	}
	return document.Text{ES: strings.Join(es, "; "), EN: strings.Join(en, "; ")}
}

// usual is the name most documents give, the first of the alphabet among
// equals.
func usual(names map[string]int) (name string) {
	for _, n := range slices.Sorted(maps.Keys(names)) {
		if name == "" || names[n] > names[name] {
			name = n
		}
	}
	return name
}
