package datastage

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// headRow is what the row of 501 says of a pedimento that its other rows say
// again, and what was said of their differences.
type headRow struct {
	p    *pedimento.Pedimento
	buf  []string
	said [tables]uint8 // bits of the columns already reported, per table

	operacion, clave, tipo, pago string
}

// echoes are the columns in which a table repeats what 501 says, absent for
// none. Measured: no row of 5,059 real pedimentos differs in any of them.
type echoes struct{ operacion, clave, tipo, pago int }

const absent = -1

// echoed finds them by the names of the layouts.
var echoed = sync.OnceValue(func() *[tables]echoes { //nolint:gochecknoglobals // built once from the format's constant table
	out := &[tables]echoes{}
	for t := range out {
		names := strings.Split(layouts[t].header, "|")
		out[t] = echoes{
			slices.Index(names, "TipoOperacion"), slices.Index(names, "ClaveDocumento"), slices.Index(names, "TipoPedimento"),
			max(slices.Index(names, "FechaPagoReal"), slices.Index(names, "FechaValidacionPagoR")),
		}
	}
	return out
})

// take keeps what 501 says.
func (h *headRow) take(c *cells) {
	e := echoed()[T501]
	h.operacion, h.clave, h.tipo, h.pago = c.code(e.operacion), c.code(e.clave), c.code(e.tipo), day(c.code(e.pago))
}

// agree holds a row against 501; each column of a table is reported once.
func (h *headRow) agree(c *cells) {
	if c.t == T501 {
		return
	}
	e := echoed()[c.t]
	h.same(c, 1, e.operacion, "operación", "operation", h.operacion)
	h.same(c, 2, e.clave, "clave", "clave", h.clave)
	h.same(c, 4, e.tipo, "tipo de pedimento", "type of pedimento", h.tipo)
	h.same(c, 8, e.pago, "fecha de pago", "payment date", h.pago)
}

func (h *headRow) same(c *cells, bit uint8, column int, es, en, want string) {
	if column == absent {
		return
	}
	got := c.code(column)
	if bit == 8 {
		got = day(got)
	}
	if got == want || h.said[c.t]&bit != 0 {
		return
	}
	h.said[c.t] |= bit
	h.p.Raise("datastage_contradice", c.where(), document.Text{
		ES: "El renglón dice " + es + " " + strconv.Quote(clip(got)) + " y su pedimento (501) " + strconv.Quote(clip(want)) + "; la entrega está alterada. Pídala de nuevo.",
		EN: "The row says " + en + " " + strconv.Quote(clip(got)) + " and its pedimento (501) " + strconv.Quote(clip(want)) + "; the delivery was altered. Ask for it again.",
	})
}

// day is a datetime without its time, which no table needs to repeat.
func day(s string) string {
	d, _, _ := strings.Cut(s, " ")
	return d
}

// mayRepeat are the tables in which real deliveries repeat whole rows: the
// invoices in 4.8 % of pedimentos, discharges and cases in fewer.
func mayRepeat(t Table) bool {
	switch t { //nolint:exhaustive // the rest never repeats
	case T505, T507, T512, T554:
		return true
	}
	return false
}

// twice reports a row equal to the one before it. Rows of a pedimento are
// sorted, so that equal ones stand together.
func (h *headRow) twice(c *cells) {
	code := "datastage_fila_doble"
	if mayRepeat(c.t) {
		if c.t != T507 && c.t != T554 {
			return // the gate counts invoices and judges discharges
		}
		code = "datastage_caso_doble"
	}
	const bit = 16
	if h.said[c.t]&bit != 0 {
		return
	}
	h.said[c.t] |= bit
	h.p.Raise(code, c.where(), document.Textf(
		"El renglón de la tabla %s viene dos veces igual; confirme con la entrega original que no sobra.",
		"The row of table %s comes twice alike; confirm with the original delivery that it is not one too many.", layouts[c.t].code))
}

// sameFraccion holds the fracción a row repeats against that of its partida.
func (c *cells) sameFraccion(column int, q *pedimento.Partida) {
	got := c.code(column)
	if got == q.Fraccion {
		return
	}
	c.into.Add("datastage_fraccion", document.Error, c.where(), document.Textf(
		"El renglón es de la partida %d y dice fracción %s; la partida dice %s. La entrega está alterada: pídala de nuevo.",
		"The row is of partida %d and says fracción %s; the partida says %s. The delivery was altered: ask for it again.",
		q.Secuencia, clip(got), q.Fraccion))
}

// judge holds a pedimento against its delivery: the RFC and the period that
// were asked for, and record 701 against the type of pedimento.
func (d *Delivery) judge(p *pedimento.Pedimento) {
	r := d.Resumen
	if pedimento.RFCShape(r.RFC) && p.RFC != "" && p.RFC != r.RFC {
		p.Raise("datastage_rfc", "501", document.Textf(
			"La entrega es del RFC %s y el pedimento de %s; no es de esta entrega. Pídala de nuevo.",
			"The delivery is of RFC %s and the pedimento of %s; it is not of this delivery. Ask for it again.", r.RFC, p.RFC))
	}
	if p.FechaPago.Known() && r.From.Known() && r.To.Known() && (p.FechaPago < r.From || p.FechaPago > r.To) {
		p.Raise("datastage_periodo", "501", document.Textf(
			"La entrega es del %s al %s y el pedimento se pagó el %s; alguna fecha está alterada. Pida de nuevo la entrega.",
			"The delivery is of %s to %s and the pedimento was paid on %s; some date was altered. Ask for the delivery again.", r.From, r.To, p.FechaPago))
	}
	if p.Tipo == "2" && p.Rectifica == nil || p.Tipo == "1" && p.Rectifica != nil {
		p.Raise("datastage_rectificacion", "701", document.Textf(
			"El tipo de pedimento es %s y la tabla 701 no concuerda (2 rectifica, 1 no); la entrega está incompleta. Pídala de nuevo.",
			"The type of pedimento is %s and table 701 does not agree (2 rectifies, 1 does not); the delivery is incomplete. Ask for it again.", p.Tipo))
	}
}

// checkEmpty refuses a delivery whose pedimentos all lost a table that each
// paid one has rows in.
func (d *Delivery) checkEmpty() {
	if d.Rows[T501] == 0 {
		return
	}
	for _, t := range []Table{T506, T510, T551} {
		if d.Rows[t] == 0 {
			d.Findings.Add("datastage_tabla_vacia", document.Error, layouts[t].code, document.Textf(
				"La tabla %s viene sin renglones y hay %d pedimentos; pida de nuevo la entrega.",
				"Table %s has no rows and there are %d pedimentos; ask for the delivery again.", layouts[t].code, d.Rows[T501]))
		}
	}
}
