package prints

import (
	"fmt"
	"strconv"
)

// annexes adds the blocks that not every pedimento has.
func (m *model) annexes(r *prng, s shape) {
	m.suppliers(r)
	for range r.between(1, 2) {
		m.guias = append(m.guias, [2]string{pick(r, r.digits(3)+"-"+r.digits(8), r.from("ABCDEFGH", 4)+r.digits(8)), pick(r, "M", "H")})
	}
	for range r.n(4) {
		m.contenedores = append(m.contenedores, [2]string{r.container(), strconv.Itoa(r.between(1, 58))})
	}
	if r.one(2) {
		carrier := r.mexican()
		m.transportes = append(m.transportes, transporte{r.code(7), pick(r, "MEX", "USA"), carrier.nombre, carrier.id, "", "CALLE " + r.item(streetWord) + " No. " + r.digits(3)})
	}
	for range r.n(3) {
		m.candados = append(m.candados, r.from("ABCDE", 2)+r.digits(7))
	}
	for range r.between(1, 6) {
		m.casos = append(m.casos, pick(r,
			caso{"ED", []string{"0" + r.digits(6) + r.code(6)}}, caso{"CR", []string{r.digits(3)}}, caso{"IM", []string{r.digits(4) + "-2006"}},
			caso{"SO", []string{"AA"}}, caso{"CF", []string{"IG" + r.digits(6), "1"}}, caso{"MS", []string{"1"}}, caso{"NS", []string{r.digits(8), "2", r.digits(3)}}))
	}
	for range r.n(4) {
		m.observaciones = append(m.observaciones, r.note())
	}
	if s.simple {
		return
	}
	if m.op == "EXP" && r.one(3) {
		m.destinatarios = append(m.destinatarios, r.alien())
	}
	m.money(r)
	if m.clave == "F4" || m.clave == "A3" || r.one(6) {
		for range r.between(1, 4) {
			m.descargos = append(m.descargos, descargo{
				m.earlier(r), m.aduana, pick(r, "IN", "AF"), r.day(2020), pick(r, "39", "85") + r.digits(6), pick(r, "1", "6"), num{r.spread(90_000) * 1000, 3},
			})
		}
	}
	if s.rectifica {
		m.rectify(r)
	}
}

// earlier is the number of a pedimento of the year before last.
func (m *model) earlier(r *prng) string {
	year := 20
	return fmt.Sprintf("%02d%s%s%d%s", year, m.aduana[:2], m.patente(), year%10, r.digits(6))
}

func (m *model) money(r *prng) {
	if r.one(8) {
		m.cuentas = append(m.cuentas, r.account())
	}
	if r.one(8) {
		m.compensaciones = append(m.compensaciones, compensacion{m.earlier(r), m.aduana, r.day(2020), "DTA", pesos(r.spread(900))})
	}
	if r.one(8) {
		total := r.spread(900_000)
		m.virtuales = append(m.virtuales, virtual{
			pick(r, "12", "4"), "TESORERIA DE QUIMERA", r.digits(8), r.day(2020), pesos(total + 5000), pesos(5000), pesos(total),
		})
	}
}

// rectify names the pedimento this one replaces and what changes in the taxes.
func (m *model) rectify(r *prng) {
	m.rectifica = &rectifica{number: m.earlier(r), aduana: m.aduana, clave: m.clave, fecha: r.day(2020)}
	for _, t := range m.cuadro {
		if t.importe.v > 0 && r.one(2) {
			m.rectifica.diferencias = append(m.rectifica.diferencias, tax{t.clave, t.fp, pesos(r.spread(int(t.importe.v)))})
		}
	}
	m.clave = "R1"
}

// suppliers spreads the price paid over one to four suppliers with their
// invoices; value × factor gives dollars to the cent.
func (m *model) suppliers(r *prng) {
	n := r.between(1, 3)
	left := ratio(m.comercial.v*100, 100000, m.tc.v) // cents
	for i := range n {
		p := proveedor{tercero: r.alien(), vinculacion: pick(r, "NO", "SI"), soloCOVE: r.one(3)}
		count := 1
		if !p.soloCOVE {
			count = r.between(1, 3)
		}
		for k := range count {
			cents := max(left/int64(r.between(2, 4)), 1)
			if i == n-1 && k == count-1 {
				cents = max(left, 1)
			}
			left -= cents
			p.facturas = append(p.facturas, m.invoice(r, cents, p.soloCOVE))
		}
		m.proveedores = append(m.proveedores, p)
	}
}

func (m *model) invoice(r *prng, cents int64, cove bool) factura {
	c := pick(r, "USD", "USD", "USD", "EUR", "MXN", "CAD")
	factor := map[string]int64{"USD": 100_000_000, "EUR": 108_420_000, "MXN": 5_530_000, "CAD": 73_110_000}[c]
	value := max(ratio(cents, 100_000_000, factor), 1)
	f := factura{
		numero: r.invoiceNumber(), fecha: r.day(2020), incoterm: pick(r, "DAP", "EXW", "FCA", "CIF", "DDP"), moneda: c,
		valor: num{value, 2}, factor: num{factor, 8}, dolares: num{ratio(value, factor, 100_000_000), 2},
	}
	if cove || r.one(2) {
		f.cove = "COVE" + m.number[:2] + r.code(7)
	}
	return f
}
