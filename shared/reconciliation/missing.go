package reconciliation

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Mention is a pedimento that a document names.
type Mention struct {
	Number string        // 15 digits, or what the document has of it
	By     string        // what names it: UUID, pedimento, COVE …
	How    string        // cfdi, carta_porte, factura, descargo_512, rectifica_701, seleccion
	On     document.Date // of the document
	Pesos  money.Amount  // what the document says it is worth
}

// Orphan is an acuse de valor, an export CFDI or a commercial invoice that no
// pedimento declares.
type Orphan struct {
	Key, How string // cove, cfdi, factura
	On       document.Date
	Pesos    money.Amount
	// Unsure are pedimentos that cite the number of an invoice and do not say whose it
	// is, where several suppliers have one of that number.
	Unsure []string
}

// Naming is what may tell of pedimentos that are not here.
type Naming struct {
	Mentions []Mention
	Orphans  []Orphan
	Told     []document.Date // on which something was paid that a Data Stage tells
	Numbers  []Numbered      // the pedimentos that are here
	Here     func(number string) bool
}

// OfMissing tells the pedimentos that papers name and that are not here, those
// that papers without pedimento ask for, the months between the first and the
// last of which no Data Stage came, and the holes in series of numbers that are
// nearly all of the company.
func OfMissing(in *Naming, on document.Date) *Result {
	r := &Result{Kind: Missing, On: on}
	r.named(in.Mentions, in.Here)
	r.undeclared(in.Orphans)
	r.gaps(in.Told, on)
	r.series(in.Numbers, in.Here)
	return r.rank()
}

// later reports a day that the reconciliation does not know of.
func (r *Result) later(d document.Date) bool { return r.On.Known() && d > r.On }

// named are the pedimentos that papers name.
func (r *Result) named(mentions []Mention, here func(number string) bool) {
	mentions = slices.Clone(mentions)
	slices.SortFunc(mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.How, b.How), cmp.Compare(a.By, b.By), cmp.Compare(a.On, b.On))
	})
	mentions = slices.CompactFunc(mentions, func(a, b Mention) bool { return a.Number == b.Number && a.How == b.How && a.By == b.By })
	for i := range mentions {
		m := &mentions[i]
		if r.later(m.On) {
			continue
		}
		r.Other++
		if here(m.Number) {
			r.Agreed++
			continue
		}
		d := Difference{
			Reason: "nombrado_por_" + m.How, Severity: document.Warning, Key: m.Number, On: m.On, Other: m.By, Pesos: m.Pesos,
			Says: document.Textf("El pedimento %s no está; lo nombra %s (%s).", "Pedimento %s is not here; %s names it (%s).", m.Number, m.By, worded(m.How)),
			Fix:  document.Textf("Pídalo al agente o descárguelo de VUCEM; si el número está mal escrito, corrija el documento que lo nombra.", "Ask the broker for it or download it from VUCEM; if the number is miswritten, correct the document that names it."),
		}
		if m.How == "seleccion" {
			d.Severity = document.Notice
			d.Fix = document.Textf("Es normal en un consolidado antes de su cierre: espere el Data Stage siguiente o pida el pedimento.", "It is normal of a consolidado before it closes: wait for the next Data Stage or ask for the pedimento.")
		}
		r.add(d)
	}
}

// undeclared are papers that no pedimento declares.
func (r *Result) undeclared(orphans []Orphan) {
	for i := range orphans {
		o := &orphans[i]
		if r.later(o.On) {
			continue
		}
		r.Other++
		d := Difference{
			Reason: o.How + "_sin_pedimento", Severity: document.Notice, Key: o.Key, On: o.On, Other: o.Key, Pesos: o.Pesos,
			Says: document.Textf("%s del %s (%s): ninguno de los pedimentos que están lo cita por su número.", "%s of %s (%s): none of the pedimentos that are here cites it by its number.", o.Key, o.On, worded(o.How)),
			Fix:  document.Textf("Busque el pedimento de esa operación; si no se hizo, cancele el documento.", "Look for the pedimento of that operation; if there was none, cancel the document."),
		}
		if o.How == "factura" {
			d.Fix = document.Textf("Pida al agente el pedimento, o el acuse de valor que la lleva: los pedimentos que sólo citan acuses no dicen el número de la factura.",
				"Ask the broker for the pedimento, or for the acuse de valor that has it: pedimentos that cite acuses alone do not say the number of the invoice.")
		}
		if len(o.Unsure) > 0 {
			d.ambiguous(o)
		}
		r.add(d)
	}
}

// ambiguous says of an invoice that a pedimento may cite.
func (d *Difference) ambiguous(o *Orphan) {
	const most = 3
	named := strings.Join(o.Unsure[:min(most, len(o.Unsure))], ", ")
	by := document.Text{ES: named, EN: named}
	if more := len(o.Unsure) - most; more > 0 {
		by = document.Textf("%s y %d más", "%s and %d more", named, more)
	}
	d.Reason = "factura_de_quien"
	d.Says = document.Textf("%[1]s del %[2]s: su número está en %[3]s sin que conste de qué proveedor, y hay facturas de varios con ese número: no se sabe cuál se citó.",
		"%[1]s of %[2]s: its number is in %[3]s, and of which supplier is not known; invoices of several have that number: nobody knows which one is cited.", o.Key, o.On, by)
	d.Fix = document.Textf("Entregue el acuse de valor o el Data Stage de ese pedimento, que dicen el identificador fiscal del proveedor.",
		"Deliver the acuse de valor or the Data Stage of that pedimento, which say the tax id of the supplier.")
}

// gaps are months without a Data Stage between two that have one.
func (r *Result) gaps(told []document.Date, on document.Date) {
	have := map[int]bool{}
	var first, last document.Date
	for _, d := range told {
		if !d.Known() || on.Known() && d > on {
			continue
		}
		have[month(d)] = true
		if !first.Known() || d < first {
			first = d
		}
		last = max(last, d)
	}
	r.Books = len(have)
	for m := document.NewDate(first.Year(), first.Month(), 1); first.Known() && month(m) < month(last); m = m.AddMonths(1) {
		if !have[month(m)] {
			r.add(Difference{
				Reason: "mes_sin_data_stage", Severity: document.Warning, Key: m.String()[:7], On: m.MonthEnd(),
				Says: document.Textf("No llegó Data Stage con pedimentos pagados en %s.", "No Data Stage came with pedimentos paid in %s.", m.String()[:7]),
				Fix:  document.Textf("Pida el de ese mes, o confirme que no hubo operaciones.", "Ask for that of the month, or confirm that there was no operation."),
			})
		}
	}
}
