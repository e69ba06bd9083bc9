package report

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// What the check of the discharges to report finds (Anexos 30 and 31 RGCE).
const (
	checkClosed  = "mes_cerrado"      // dated in a month closed before, and not known then
	checkGone    = "ya_no_existe"     // known when the month before was closed, and it is no discharge now
	checkPeriod  = "periodo"          // the pedimento was paid in another month than its goods left
	checkKey     = "clave"            // no pedimento or clave to report it under
	checkRepeat  = "repetido"         // the same exit, entry and fracción twice in the period
	checkTold    = "ya_informado"     // the pedimento has discharges in an earlier month
	checkOver    = "sobredescargo"    // it takes more than the entry has
	checkLate    = "vencido"          // after the due date
	checkAssumed = "supuesto"         // by PEPS, not proved
	checkAmount  = "importe_distinto" // the month before was closed with another amount
)

// checks30 are the checks in the order of their texts, which is that of a row.
func checks30() []string {
	return []string{checkKey, checkAmount, checkClosed, checkPeriod, checkRepeat, checkOver, checkAssumed, checkLate, checkTold, checkGone}
}

// checkBits are checks of one row, a bit for each of checks30.
type checkBits uint16

func (c *checkBits) add(check string) { *c |= 1 << slices.Index(checks30(), check) }

func (c checkBits) String() string {
	var out []string
	for i, check := range checks30() {
		if c&(1<<i) != 0 {
			out = append(out, check)
		}
	}
	return strings.Join(out, " ")
}

// descargo30 is a discharge of the credit as it would be reported, with what to
// look at before.
type descargo30 struct {
	credito.Abono
	exit    *ledger.ExitBrief // nil of an opening balance
	checks  checkBits
	importe int64

	discharge credito.Discharge // what the row is read into
	left      ledger.ExitBrief
	days      days
}

// pedimento is that of the exit, "" when it left without one.
func (d *descargo30) pedimento() string {
	if d.exit == nil {
		return ""
	}
	return d.exit.Pedimento
}

// row30 is where a descargo30 stands: there are a million of them, and each is
// read when its row is made.
type row30 struct {
	ref       credito.Ref
	on        document.Date
	pedimento uint32 // of the exit, by checking30.numbers; 0 is none
	checks    checkBits
	then      bool // of the credit as it was known
}

// checking30 gathers the rows of one check.
type checking30 struct {
	now, then *credito.Ledger // then is nil where nobody says
	rows      []row30
	was       map[credito.Ref]int64 // of few rows: what of its amount was told before
	numbers   map[string]uint32
	names     []string
	exits     map[string]*ledger.ExitBrief // of discharges that are no more, by identity
}

// number is that of a pedimento, 0 of none.
func (c *checking30) number(pedimento string) uint32 {
	n, ok := c.numbers[pedimento]
	if !ok {
		n = uint32(len(c.names)) //nolint:gosec // pedimentos of a programme
		c.numbers[pedimento] = n
		c.names = append(c.names, pedimento)
	}
	return n
}

// read is a row with all it says.
func (c *checking30) read(r *row30, d *descargo30) {
	d.checks, d.exit = r.checks, nil
	if !r.then {
		var left bool
		d.Abono, left = c.now.Abono(r.ref, &d.discharge, &d.left)
		c.own(r, d, left)
		return
	}
	d.Abono, _ = c.then.Abono(r.ref, &d.discharge, &d.left)
	d.exit = c.exits[exitOf30(d.Discharge)]
	d.importe, d.Cantidad = -d.Importe, -d.Cantidad
}

// unnamed is read of a row of the credit as it is, without the identity of its
// discharge.
func (c *checking30) unnamed(r *row30, d *descargo30) {
	var left bool
	d.checks, d.exit = r.checks, nil
	d.Abono, left = c.now.Unnamed(r.ref, &d.discharge, &d.left)
	c.own(r, d, left)
}

// own is what else a row of the credit as it is says.
func (c *checking30) own(r *row30, d *descargo30, left bool) {
	if left {
		d.exit = &d.left
	}
	d.importe = d.Importe - c.was[r.ref]
}

// exitOf30 is the identity of the exit of a discharge.
func exitOf30(d *credito.Discharge) string {
	id, _, _ := strings.Cut(d.ID, " ← ")
	return id
}

// Precheck is every discharge of a period as Anexos 30 and 31 ask for them, what
// came or went since the month before was closed, and what to look at before it is
// reported; before is nil where nobody says how that month was closed. It is not the
// TXT of the SCCCyG, whose layout nobody confirmed.
func Precheck(head Head, credit *credito.Ledger, before *Before, books []*ledger.Kept) Table {
	c := &checking30{now: credit, numbers: map[string]uint32{"": 0}, was: map[credito.Ref]int64{}, names: []string{""}}
	on := head.From.AddDays(-1)
	earlier := c.earlier(on)
	n := 0
	for range credit.Refs(on, head.To) {
		n++
	}
	c.rows = make([]row30, 0, n)
	c.check(on, head.To, earlier)
	if before != nil {
		c.then = before.Credit
		c.since(on, books)
	}
	c.sort()
	if !slices.ContainsFunc(c.rows, func(r row30) bool { return r.then }) {
		c.then = nil // nothing is read from it
	}
	return tabulated("anexo30_revision", document.Text{
		ES: "Anexos 30 y 31: revisión de los descargos por informar", EN: "Anexos 30 and 31: check of the discharges to report",
	}, head, precheckFields(), len(c.rows), func(r int, d *descargo30) *descargo30 {
		c.read(&c.rows[r], d)
		return d
	})
}

// earlier are the pedimentos with discharges up to a day.
func (c *checking30) earlier(on document.Date) map[string]bool {
	out := map[string]bool{}
	var d descargo30
	for r := range c.now.Refs(0, on) {
		if c.unnamed(&row30{ref: r}, &d); d.pedimento() != "" {
			out[d.pedimento()] = true
		}
	}
	return out
}

// repeat30 is what no two discharges of a period may have alike.
type repeat30 struct {
	row, pedimento   uint32
	partida, entrada int32
	rol              uint8
	ref              credito.Ref
}

func (c *checking30) compareRepeats(a, b *repeat30) int {
	return cmp.Or(cmp.Compare(a.pedimento, b.pedimento), cmp.Compare(a.partida, b.partida), cmp.Compare(a.rol, b.rol), cmp.Compare(a.entrada, b.entrada),
		c.now.Compare(a.ref, c.now, b.ref))
}

// check looks at the discharges of a period.
func (c *checking30) check(from, to document.Date, earlier map[string]bool) {
	var alike []repeat30 // of one entry
	var d descargo30
	for ref := range c.now.Refs(from, to) {
		r := row30{ref: ref, on: c.now.On(ref)}
		c.unnamed(&r, &d)
		if len(alike) > 0 && !c.now.SameEntry(alike[0].ref, ref) {
			c.repeats(alike)
			alike = alike[:0]
		}
		r.pedimento = c.number(d.pedimento())
		r.checks = d.look()
		if earlier[d.pedimento()] {
			r.checks.add(checkTold)
		}
		if d.exit != nil {
			alike = append(alike, repeat30{
				uint32(len(c.rows)), r.pedimento, int32(d.exit.Partida), int32(d.Discharge.Partida), //nolint:gosec // four digits, rows of a report
				uint8(slices.Index(ledger.Roles(), d.exit.Rol)), ref, //nolint:gosec // one of few
			})
		}
		c.rows = append(c.rows, r)
	}
	c.repeats(alike)
}

// repeats marks discharges of one entry of which another says the same.
func (c *checking30) repeats(alike []repeat30) {
	slices.SortFunc(alike, func(a, b repeat30) int { return c.compareRepeats(&a, &b) })
	for i := range alike {
		if i > 0 && c.compareRepeats(&alike[i-1], &alike[i]) == 0 {
			c.rows[alike[i-1].row].checks.add(checkRepeat)
			c.rows[alike[i].row].checks.add(checkRepeat)
		}
	}
}

// look checks what a discharge says by itself.
func (d *descargo30) look() (checks checkBits) {
	switch {
	case d.exit == nil || d.exit.Pedimento == "" || d.exit.Clave == "":
		checks.add(checkKey)
	case d.exit.PaidAt.Known() && (d.exit.PaidAt.Year() != d.On.Year() || d.exit.PaidAt.Month() != d.On.Month()):
		checks.add(checkPeriod)
	}
	if d.Over > 0 {
		checks.add(checkOver)
	}
	if d.Late {
		checks.add(checkLate)
	}
	if !d.Discharge.Proved {
		checks.add(checkAssumed)
	}
	return checks
}

// since adds the discharges of closed months that came, went or changed since
// the month before was closed. One that changed stands with what it changed by.
func (c *checking30) since(on document.Date, books []*ledger.Kept) {
	next, stop := iter.Pull(c.then.Accounts(on))
	defer stop()
	was, more := next()
	gone := map[string]bool{}
	for is := range c.now.Accounts(on) {
		for ; more && credito.CompareAccounts(was.Cuenta, is.Cuenta) < 0; was, more = next() {
			c.gone(was, nil, gone)
		}
		if !more || credito.CompareAccounts(was.Cuenta, is.Cuenta) > 0 {
			c.came(is, nil)
			continue
		}
		c.came(is, was)
		c.gone(was, is, gone)
		was, more = next()
	}
	for ; more; was, more = next() {
		c.gone(was, nil, gone)
	}
	if len(gone) > 0 {
		c.find(gone, books)
	}
}

// came adds what an account has and had not, or had with another amount.
func (c *checking30) came(is, was *credito.Account) {
	var a descargo30
	for _, ref := range is.Refs {
		r := row30{ref: ref, on: c.now.On(ref)}
		c.read(&r, &a)
		r.checks.add(checkClosed)
		if was != nil {
			pesos, known := was.Moved[credito.Moved{ID: a.Discharge.ID, On: a.On}]
			if known && pesos == a.Importe {
				continue
			}
			if known {
				r.checks.add(checkAmount)
				c.was[ref] = pesos
			}
		}
		r.pedimento = c.number(a.pedimento())
		c.rows = append(c.rows, r)
	}
}

// gone adds what an account had and has no more, and the exits it was of.
func (c *checking30) gone(was, is *credito.Account, exits map[string]bool) {
	var d descargo30
	for _, ref := range was.Refs {
		a, _ := c.then.Abono(ref, &d.discharge, &d.left)
		if is != nil {
			if _, ok := is.Moved[credito.Moved{ID: a.Discharge.ID, On: a.On}]; ok {
				continue
			}
		}
		r := row30{ref: ref, on: a.On, then: true}
		r.checks.add(checkClosed)
		r.checks.add(checkGone)
		exits[exitOf30(a.Discharge)] = true
		c.rows = append(c.rows, r)
	}
}

// find looks for exits as the books have them.
func (c *checking30) find(gone map[string]bool, books []*ledger.Kept) {
	c.exits = map[string]*ledger.ExitBrief{}
	for _, k := range books {
		exits, _ := k.Len()
		for i := range exits {
			if id := k.ExitID(i); gone[id] {
				c.exits[id] = &ledger.ExitBrief{}
				k.Brief(i, c.exits[id])
			}
		}
	}
	var d descargo30
	for i := range c.rows {
		if r := &c.rows[i]; r.then {
			c.read(r, &d)
			r.pedimento = c.number(d.pedimento())
		}
	}
}

// sort puts rows in the order of days, exits and accounts.
func (c *checking30) sort() {
	ranks := rankOf(c.names)
	ledgerOf := func(r *row30) *credito.Ledger {
		if r.then {
			return c.then
		}
		return c.now
	}
	var x, y descargo30
	arrangeBy(c.rows, func(i int) (uint64, int32) {
		r := &c.rows[i]
		return dayThen(r.on, ranks[r.pedimento]), 0
	}, func(i, j int32) int {
		a, b := &c.rows[i], &c.rows[j]
		if n := ledgerOf(a).Compare(a.ref, ledgerOf(b), b.ref); n != 0 {
			return n
		}
		c.read(a, &x)
		c.read(b, &y)
		return strings.Compare(x.Discharge.ID, y.Discharge.ID)
	})
	c.numbers, c.names = nil, nil
}

func precheckFields() []field[descargo30] {
	text := func(key, es, en string, of func(*descargo30) string) field[descargo30] {
		return field[descargo30]{key, es, en, Text, of}
	}
	return []field[descargo30]{
		text("periodo_descargo", "Periodo del descargo", "Period of the discharge", func(d *descargo30) string { return d.days.say(d.On)[:len("2006-01")] }),
		{"fecha", "Fecha", "Date", Date, func(d *descargo30) string { return d.days.say(d.On) }},
		text("pedimento_salida", "Pedimento de salida", "Exit pedimento", func(d *descargo30) string { return d.pedimento() }),
		text("clave", "Clave", "Key", func(d *descargo30) string {
			if d.exit == nil {
				return ""
			}
			return d.exit.Clave
		}),
		{"pago_salida", "Pago de la salida", "Payment of the exit", Date, func(d *descargo30) string {
			if d.exit == nil {
				return ""
			}
			return d.days.say(d.exit.PaidAt)
		}},
		text("tipo", "Tipo de descargo", "Kind of discharge", func(d *descargo30) string { return d.Discharge.Kind }),
		text("pedimento_entrada", "Pedimento de entrada", "Entry pedimento", func(d *descargo30) string { return d.Pedimento }),
		{"partida_entrada", "Partida de entrada", "Entry partida", Integer, func(d *descargo30) string { return partida(d.Discharge.Partida) }},
		text("fraccion", "Fracción", "Fracción", func(d *descargo30) string { return d.Fraccion }),
		text("umt", "UMT", "UMT", func(d *descargo30) string { return d.UMT }),
		{"cantidad", "Cantidad (UMT)", "Quantity (UMT)", Quantity, func(d *descargo30) string { return d.Cantidad.String() }},
		text("contribucion", "Contribución", "Contribution", func(d *descargo30) string { return d.Contribucion }),
		text("forma_pago", "Forma de pago", "Form of payment", func(d *descargo30) string { return d.Forma }),
		{"importe", "Importe (MXN)", "Amount (MXN)", Money, func(d *descargo30) string { return strconv.FormatInt(d.importe, 10) }},
		{"sobredescargo", "Sobredescargo (UMT)", "Over-discharge (UMT)", Quantity, func(d *descargo30) string { return blankZero(d.Over) }},
		text("probado", "Probado", "Proved", func(d *descargo30) string { return yes(d.Discharge.Proved) }),
		text("revisar", "Qué revisar", "What to look at", func(d *descargo30) string { return d.checks.String() }),
		text("descargo", "Descargo", "Discharge", func(d *descargo30) string { return d.Discharge.ID }),
	}
}
