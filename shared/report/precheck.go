package report

import (
	"cmp"
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

// descargo30 is a discharge of the credit as it would be reported, with what to
// look at before.
type descargo30 struct {
	credito.Abono
	exit    *ledger.Exit // nil of an opening balance
	checks  []string
	importe int64
}

func (d *descargo30) add(check string) {
	if !slices.Contains(d.checks, check) {
		d.checks = append(d.checks, check)
	}
}

// pedimento is that of the exit, "" when it left without one.
func (d *descargo30) pedimento() string {
	if d.exit == nil {
		return ""
	}
	return d.exit.Pedimento
}

// same tells discharges of one account apart.
type same30 struct {
	cuenta credito.Cuenta
	id     string
	on     document.Date
}

// precheckTable is every discharge of the period as Anexos 30 and 31 ask for
// them, what came or went since the month before was closed, and what to look at
// before it is reported. It is not the TXT of the SCCCyG, whose layout nobody
// confirmed.
func (s *Set) precheckTable(more *More) (Table, error) {
	return Precheck(s.Head, more.Credit, more.Before, more.Books), nil
}

// Precheck is the check of the discharges of a period; before is nil where
// nobody says how the month before was closed.
func Precheck(head Head, credit *credito.Ledger, before *Before, books []*ledger.Book) Table {
	exits := map[string]*ledger.Exit{}
	for _, b := range books {
		for i := range b.Exits {
			exits[b.Exits[i].ID] = &b.Exits[i]
		}
	}
	var rows []descargo30
	earlier := map[string]bool{} // pedimentos with discharges before the period
	row := func(a *credito.Abono) descargo30 {
		id, _, _ := strings.Cut(a.Discharge.ID, " ← ")
		return descargo30{Abono: *a, exit: exits[id], importe: a.Importe}
	}
	on := head.From.AddDays(-1)
	for a := range credit.Abonos(0, on) {
		d := row(&a)
		earlier[d.pedimento()] = d.pedimento() != ""
	}
	for a := range credit.Abonos(on, head.To) {
		rows = append(rows, row(&a))
	}
	check30(rows, earlier)
	if before != nil {
		rows = append(rows, since30(credit, before.Credit, on, row)...)
	}
	for i := range rows {
		slices.Sort(rows[i].checks)
	}
	arrange(rows, func(a, b *descargo30) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.pedimento(), b.pedimento()), cmp.Compare(a.Pedimento, b.Pedimento),
			cmp.Compare(a.Fraccion, b.Fraccion), cmp.Compare(a.Contribucion, b.Contribucion), cmp.Compare(a.Forma, b.Forma), cmp.Compare(a.Discharge.ID, b.Discharge.ID))
	})
	return tabulate("anexo30_revision", document.Text{
		ES: "Anexos 30 y 31: revisión de los descargos por informar", EN: "Anexos 30 and 31: check of the discharges to report",
	}, head, precheckFields(), rows)
}

// check30 looks at the discharges of a period.
func check30(rows []descargo30, earlier map[string]bool) {
	seen := map[string]int{}
	key := func(d *descargo30) string {
		if d.exit == nil {
			return ""
		}
		return strings.Join([]string{d.exit.Pedimento, strconv.Itoa(d.exit.Partida), string(d.exit.Rol), d.Pedimento, strconv.Itoa(d.Discharge.Partida), d.Fraccion, d.Contribucion, d.Forma}, "|")
	}
	for i := range rows {
		seen[key(&rows[i])]++
	}
	for i := range rows {
		d := &rows[i]
		switch {
		case d.exit == nil || d.exit.Pedimento == "" || d.exit.Clave == "":
			d.add(checkKey)
		case d.exit.PaidAt.Known() && (d.exit.PaidAt.Year() != d.On.Year() || d.exit.PaidAt.Month() != d.On.Month()):
			d.add(checkPeriod)
		}
		if k := key(d); k != "" && seen[k] > 1 {
			d.add(checkRepeat)
		}
		if earlier[d.pedimento()] {
			d.add(checkTold)
		}
		if d.Over > 0 {
			d.add(checkOver)
		}
		if d.Late {
			d.add(checkLate)
		}
		if !d.Discharge.Proved {
			d.add(checkAssumed)
		}
	}
}

// since30 are the discharges of closed months that came, went or changed since
// the month before was closed. One that changed stands with what it changed by.
func since30(now, then *credito.Ledger, on document.Date, row func(*credito.Abono) descargo30) (out []descargo30) {
	was := map[same30]int64{}
	for a := range then.Abonos(0, on) {
		was[same30{a.Cuenta, a.Discharge.ID, a.On}] += a.Importe
	}
	is := map[same30]bool{}
	for a := range now.Abonos(0, on) {
		k := same30{a.Cuenta, a.Discharge.ID, a.On}
		is[k] = true
		pesos, known := was[k]
		if known && pesos == a.Importe {
			continue
		}
		d := row(&a)
		d.add(checkClosed)
		if known {
			d.add(checkAmount)
			d.importe -= pesos
		}
		out = append(out, d)
	}
	for a := range then.Abonos(0, on) {
		if !is[same30{a.Cuenta, a.Discharge.ID, a.On}] {
			d := row(&a)
			d.importe, d.Cantidad = -d.importe, -d.Cantidad
			d.add(checkClosed)
			d.add(checkGone)
			out = append(out, d)
		}
	}
	return out
}

func precheckFields() []field[descargo30] {
	text := func(key, es, en string, of func(*descargo30) string) field[descargo30] {
		return field[descargo30]{key, es, en, Text, of}
	}
	exit := func(of func(*ledger.Exit) string) func(*descargo30) string {
		return func(d *descargo30) string {
			if d.exit == nil {
				return ""
			}
			return of(d.exit)
		}
	}
	return []field[descargo30]{
		text("periodo_descargo", "Periodo del descargo", "Period of the discharge", func(d *descargo30) string { return d.On.String()[:len("2006-01")] }),
		{"fecha", "Fecha", "Date", Date, func(d *descargo30) string { return d.On.String() }},
		text("pedimento_salida", "Pedimento de salida", "Exit pedimento", func(d *descargo30) string { return d.pedimento() }),
		text("clave", "Clave", "Key", exit(func(x *ledger.Exit) string { return x.Clave })),
		{"pago_salida", "Pago de la salida", "Payment of the exit", Date, exit(func(x *ledger.Exit) string { return x.PaidAt.String() })},
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
		text("revisar", "Qué revisar", "What to look at", func(d *descargo30) string { return strings.Join(d.checks, " ") }),
		text("descargo", "Descargo", "Discharge", func(d *descargo30) string { return d.Discharge.ID }),
	}
}
