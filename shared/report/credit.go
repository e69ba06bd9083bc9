package report

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// rolled is a line of the roll-forward of the credit: an account, the total of
// a contribution by form of payment, or the total of all.
type rolled struct {
	credito.Roll
	nivel   string // cuenta, contribucion, total
	nombre  string // of the contribution
	cuentas int
	overs   int
}

// still reports an account of which the period has nothing to tell.
func still(r *credito.Roll) bool {
	return r.Opening|r.Granted|r.Discharged|r.Expired|r.Closing|r.ExpiredOpening|r.ExpiredDischarged|r.ExpiredClosing == 0 && r.Over == 0
}

// creditRoll is the roll-forward of the IVA and IEPS that were not paid when
// goods came in, per pedimento and fracción, in whole pesos (LIVA 28-A; Anexo
// 30 RGCE). Accounts come first, then the totals they add up to.
func (s *Set) creditRoll(more *More) (Table, error) {
	from, to, credit, cat := s.Head.From.AddDays(-1), s.Head.To, more.Credit, more.Catalog
	accounts, totals, err := rolledOf(credit, from, to, cat)
	if err != nil {
		return Table{}, err
	}
	s.month.creditTotals = totals
	if !more.Old { // page 1 says what the roll-forward grants, which is on the day of the payment
		s.Summary.Credito = money.Int(totals[len(totals)-1].Granted)
	}
	p := func(key, es, en string, of func(*rolled) int64) field[rolled] {
		return field[rolled]{key, es, en, Money, func(r *rolled) string { return strconv.FormatInt(of(r), 10) }}
	}
	text := func(key, es, en string, of func(*rolled) string) field[rolled] {
		return field[rolled]{key, es, en, Text, of}
	}
	return tabulated("credito", document.Text{
		ES: "Crédito IVA/IEPS: saldo inicial a saldo final", EN: "IVA/IEPS credit: opening to closing",
	}, s.Head, []field[rolled]{
		text("nivel", "Nivel", "Level", func(r *rolled) string { return r.nivel }),
		text("pedimento", "Pedimento", "Pedimento", func(r *rolled) string { return r.Pedimento }),
		text("fraccion", "Fracción", "Fracción", func(r *rolled) string { return r.Fraccion }),
		text("umt", "UMT", "UMT", func(r *rolled) string { return r.UMT }),
		text("contribucion", "Contribución", "Contribution", func(r *rolled) string { return r.Contribucion }),
		text("contribucion_nombre", "Nombre de la contribución", "Name of the contribution", func(r *rolled) string { return r.nombre }),
		text("forma_pago", "Forma de pago", "Form of payment", func(r *rolled) string { return r.Forma }),
		p("saldo_inicial", "Saldo inicial (MXN)", "Opening (MXN)", func(r *rolled) int64 { return r.Opening }),
		p("otorgado", "Otorgado (MXN)", "Granted (MXN)", func(r *rolled) int64 { return r.Granted }),
		p("descargado", "Descargado en plazo (MXN)", "Discharged in time (MXN)", func(r *rolled) int64 { return r.Discharged }),
		p("vencido", "Vencido en el periodo (MXN)", "Expired in the period (MXN)", func(r *rolled) int64 { return r.Expired }),
		p("saldo_final", "Saldo final (MXN)", "Closing (MXN)", func(r *rolled) int64 { return r.Closing }),
		p("vencido_inicial", "Vencido, inicial (MXN)", "Expired, opening (MXN)", func(r *rolled) int64 { return r.ExpiredOpening }),
		p("vencido_descargado", "Descargado de lo vencido (MXN)", "Discharged of the expired (MXN)", func(r *rolled) int64 { return r.ExpiredDischarged }),
		p("vencido_final", "Vencido, final (MXN)", "Expired, closing (MXN)", func(r *rolled) int64 { return r.ExpiredClosing }),
		p("probado", "De lo descargado, probado (MXN)", "Of the discharged, proved (MXN)", func(r *rolled) int64 { return r.Proved }),
		p("supuesto", "De lo descargado, supuesto (MXN)", "Of the discharged, assumed (MXN)", func(r *rolled) int64 { return r.Assumed }),
		{"sobredescargo", "Sobredescargo (UMT)", "Over-discharge (UMT)", Quantity, func(r *rolled) string { return blankZero(r.Over) }},
		{"cuentas", "Cuentas", "Accounts", Integer, func(r *rolled) string { return partida(r.cuentas) }},
		{"cuentas_sobredescargo", "Cuentas con sobredescargo", "Accounts with over-discharge", Integer, func(r *rolled) string {
			if r.nivel == "cuenta" {
				return ""
			}
			return strconv.Itoa(r.overs)
		}},
	}, len(accounts)+len(totals), func(i int, r *rolled) *rolled {
		if i >= len(accounts) {
			return &totals[i-len(accounts)]
		}
		*r = accountOf(credit.RollAt(accounts[i], from, to), cat)
		return r
	}), nil
}

// accountOf is an account as a line.
func accountOf(r credito.Roll, cat *catalog.Catalog) rolled {
	return rolled{Roll: r, nivel: "cuenta", nombre: cat.Contribution(r.Contribucion)}
}

// rolledOf is where the accounts stand that have something to tell, the total of
// each contribution and form of payment, and behind them that of all; one that
// does not close is an error.
func rolledOf(credit *credito.Ledger, from, to document.Date, cat *catalog.Catalog) (accounts []credito.AccountAt, totals []rolled, err error) {
	sum := credito.RollSum{}
	for at, r := range credit.Rolls(from, to) {
		if !r.Balanced() {
			return nil, nil, unbalanced(&r)
		}
		if still(&r) {
			continue // nothing of it adds to a total, and no total counts it
		}
		sum.Add(&r)
		accounts = append(accounts, at)
	}
	total := rolled{nivel: "total"}
	for _, t := range sum.Totals() {
		totals = append(totals, rolled{Roll: t.Roll, nivel: "contribucion", nombre: cat.Contribution(t.Contribucion), cuentas: t.Cuentas, overs: t.Overs})
		total.add(&t)
	}
	totals = append(totals, total)
	for i := range totals {
		if !totals[i].Balanced() {
			return nil, nil, unbalanced(&totals[i].Roll)
		}
	}
	return accounts, totals, nil
}

func unbalanced(r *credito.Roll) error {
	return fmt.Errorf("credit of %s %s %s: %w", r.Pedimento, r.Fraccion, r.Contribucion, ErrUnbalanced)
}

func (r *rolled) add(t *credito.RollTotal) {
	r.Opening += t.Opening
	r.Granted += t.Granted
	r.Discharged += t.Discharged
	r.Expired += t.Expired
	r.Closing += t.Closing
	r.ExpiredOpening += t.ExpiredOpening
	r.ExpiredDischarged += t.ExpiredDischarged
	r.ExpiredClosing += t.ExpiredClosing
	r.Proved += t.Proved
	r.Assumed += t.Assumed
	r.cuentas += t.Cuentas
	r.overs += t.Overs
}

// creditPage is the roll-forward by contribution, and what it rests on.
func (s *Set) creditPage(p *pen) {
	p.section(creditTitle())
	m := func(es, en string) gridColumn { return gridColumn{document.Text{ES: es, EN: en}, 50 * point, true} }
	columns := []gridColumn{
		{document.Text{ES: "Contribución", EN: "Contribution"}, 60 * point, false},
		{document.Text{ES: "Forma", EN: "Form"}, 30 * point, false},
		m("Saldo inicial", "Opening"), m("Otorgado", "Granted"), m("Descargado", "Discharged"), m("Vencido", "Expired"),
		m("Saldo final", "Closing"), m("Vencido al cierre", "Expired at close"), m("Supuesto", "Assumed"),
		{document.Text{ES: "Sobredescargos", EN: "Over-discharges"}, 72 * point, true},
	}
	var rows [][]string
	for i := range s.month.creditTotals {
		r := &s.month.creditTotals[i]
		name := r.nombre
		if r.nivel == "total" {
			name = document.Text{ES: "Total", EN: "Total"}.In(p.lang)
		}
		row := []string{name, r.Forma}
		for _, n := range []int64{r.Opening, r.Granted, r.Discharged, r.Expired, r.Closing, r.ExpiredClosing, r.Assumed} {
			row = append(row, group(strconv.FormatInt(n, 10)))
		}
		rows = append(rows, append(row, strconv.Itoa(r.overs)))
	}
	p.grid(columns, rows)
	p.para(document.Text{
		ES: "Pesos enteros, por pedimento y fracción en reportes/credito.csv. Saldo inicial + otorgado − descargado − vencido = saldo final, en cada " +
			"cuenta y en el total. Lo que se descarga de más no baja de cero: es un sobredescargo. Se calcula de los libros; no es el reporte del SCCCyG.",
		EN: "Whole pesos, per pedimento and fracción in reportes/credito.csv. Opening + granted − discharged − expired = closing, in every account and " +
			"in the total. What is discharged too much does not fall below zero: it is an over-discharge. It is computed from the books; it is not the report of the SCCCyG.",
	})
}

func creditTitle() document.Text {
	return document.Text{ES: "Crédito IVA/IEPS", EN: "IVA/IEPS credit"}
}
