package prints

import (
	"fmt"
	"strconv"
	"strings"
)

// operation is a clave with what it implies.
type operation struct {
	op, clave, regimen string
	igi, iva           string // formas de pago
}

// operations are those a maquiladora's broker prints most.
func operations() []operation {
	return []operation{
		{"IMP", "A1", "IMD", "0", "0"},
		{"IMP", "IN", "ITE", "5", "21"},
		{"IMP", "A1", "IMD", "0", "0"},
		{"IMP", "C1", "IMD", "9", "0"},
		{"EXP", "A1", "EXD", "0", "0"},
		{"EXP", "RT", "EXD", "0", "0"}, // Apéndice 16 has no RTE (infra/decisions/0047-what-papers-of-one-operation-prove.md)
		{"IMP", "AF", "ITE", "5", "21"},
		{"IMP", "A3", "IMD", "0", "0"},
		{"IMP", "V1", "ITE", "5", "21"},
		{"IMP", "F4", "IMD", "0", "0"},
	}
}

// shape is what the layout and the case ask of an invention.
type shape struct {
	estado    estado
	partidas  int
	rectifica bool
	simple    bool // forma simplificada: no separate annexes but those it prints
}

// invent makes a pedimento that adds up.
func invent(r *prng, s shape) *model {
	o := pick(r, operations()...)
	year := r.between(2021, 2026)
	pay := r.day(year)
	aduana := pick(r, "240", "800", "070", "400", "470", "160", "510", "640")
	patente := r.digits(4)
	broker := r.mexican()
	own := r.mexican()
	m := &model{
		number: fmt.Sprintf("%02d%s%s%d%s", year%100, aduana[:2], patente, year%10, r.digits(6)),
		op:     o.op, clave: o.clave, regimen: o.regimen, destino: pick(r, "9", "1", "7"), aduana: aduana, aduanaES: aduana,
		seccion: r.item(townWords), medios: [3]string{pick(r, "7", "4", "1"), pick(r, "7", "12", "1"), pick(r, "7", "3", "8")},
		tc: num{int64(r.between(1650000, 2150000)), 5}, peso: num{r.spread(25_000_000) + 2_000, 3},
		rfc: own.id, nombre: own.nombre, domicilio: own.domicilio,
		marcas: pick(r, "S/M S/N", "VER OBSERVACIONES", "", "S/M 1/"+strconv.Itoa(r.between(2, 90))), bultos: strconv.Itoa(r.between(1, 90)), estado: s.estado,
		prevalidador: pick(r, "010", "039", "054"), referencia: r.from("ABCDEFG", 2) + r.digits(2) + "-" + r.digits(4),
		agente: agente{
			nombre: fmt.Sprintf("AGENTE %s %s", r.word(nameWords), r.word(nameWords)), rfc: r.rfc(4), sociedad: broker.nombre,
			rfcSociedad: broker.id, curp: r.curp(), serie: "00001000000" + r.digits(9), firma: r.signature(),
		},
	}
	if r.one(6) { // some importers are persons
		m.rfc, m.curp = r.rfc(4), r.curp()
		m.nombre = fmt.Sprintf("%s %s %s", r.word(kindWords), r.word(nameWords), r.word(nameWords))
	}
	if s.estado == pagado {
		m.acuse = r.code(8)
	}
	m.dates(r, pay)
	m.additions(r)
	m.goods(r, o, s.partidas)
	m.duties(r, o)
	if s.estado == pagado {
		m.pago = &pago{
			linea: "03" + fmt.Sprintf("%02d", year%100) + r.code(16), banco: pick(r, "BANCO DE LA QUIMERA, S.A.", "BANEJEMPLO", "BANCO FICTICIO DEL BAJIO SA"),
			operacion: r.digits(14), transaccion: "4001" + r.digits(16), importe: m.efectivo, fecha: pay,
		}
	}
	m.annexes(r, s)
	return m
}

func (r *prng) signature() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	s := r.from(alphabet, 150)
	if r.one(2) { // what looks like a COVE inside a signature is none
		s += "COVE" + r.digits(2) + r.code(7) + r.from(alphabet, 20)
	}
	return s + r.from(alphabet, 120) + "=="
}

func (m *model) dates(r *prng, pay string) {
	before := pay[:8] + fmt.Sprintf("%02d", max(1, int(pay[8]-'0')*10+int(pay[9]-'0')-r.n(9)))
	if m.op == "IMP" {
		m.fechas = append(m.fechas, fecha{"1", "ENTRADA", before})
	}
	if m.estado != proforma || r.one(2) {
		m.fechas = append(m.fechas, fecha{"2", "PAGO", pay})
	}
	if m.op == "EXP" {
		m.fechas = append(m.fechas, fecha{"5", "PRESENTACION", before})
	}
	if m.clave == "A1" && r.one(8) {
		m.fechas = append(m.fechas, fecha{"3", "EXTRACCION", before})
	}
}

func (m *model) additions(r *prng) {
	for i := range m.incr {
		m.incr[i], m.decr[i] = pesos(0), pesos(0)
		if m.op == "IMP" && i > 0 && r.one(2) {
			m.incr[i] = pesos(r.spread(90_000))
		}
	}
	if m.op == "IMP" && m.incr[1].v > 0 {
		m.incr[0] = pesos(m.incr[1].v * int64(r.between(20, 90)))
	}
	if m.op == "IMP" && r.one(5) {
		m.decr[r.n(5)] = pesos(r.spread(900))
	}
}

// goods makes the partidas and the values of the header: valor aduana is price
// paid plus additions less deductions (Ley Aduanera arts. 64 to 66), spread
// over the partidas by value, the last taking what rounding leaves.
func (m *model) goods(r *prng, o operation, n int) {
	var paid, usd int64
	for range n {
		q := r.partida(o)
		if m.op == "EXP" {
			q.dolares = num{ratio(q.pagado.v*100, 100000, m.tc.v), 2}
			usd += q.dolares.v
		}
		paid += q.pagado.v
		m.partidas = append(m.partidas, q)
	}
	m.comercial = pesos(paid)
	if m.op == "EXP" {
		m.valorAduana, m.dolares = pesos(0), num{usd, 2}
		return
	}
	extra := int64(0)
	for i := 1; i < 5; i++ {
		extra += m.incr[i].v
	}
	for i := range m.decr {
		extra -= m.decr[i].v
	}
	if extra < 0 {
		m.incr[4].v -= extra
		extra = 0
	}
	left := extra
	for i := range m.partidas {
		q := &m.partidas[i]
		part := ratio(extra, q.pagado.v, paid)
		if i == n-1 || part > left {
			part = left
		}
		left -= part
		q.aduana = pesos(q.pagado.v + part)
	}
	m.valorAduana = pesos(paid + extra)
	m.dolares = num{ratio(m.valorAduana.v*100, 100000, m.tc.v), 2}
}

// partida is one line of goods; the unit price is the one whose product with
// the quantity rounds to the price paid.
func (r *prng) partida(o operation) partida {
	q := partida{
		fraccion: pick(r, "39", "73", "84", "85", "87", "90", "40", "01", "07") + r.digits(6), nico: pick(r, "00", "01", "99", "02"),
		descripcion: r.goods(), vinculacion: pick(r, "0", "0", "1", "2"), metodo: pick(r, "1", "1", "1", "5"),
		umc: pick(r, "6", "6", "1", "3", "8", "9"), pvc: pick(r, "USA", "USA", "DEU", "JPN", "CHN"), pod: pick(r, "USA", "CHN", "MEX", "KOR", "TWN", "USA", "CHN", "MEX", "KOR", "TWN", "", "DEU"),
		agregado: pesos(0),
	}
	if o.op == "EXP" {
		q.metodo = "0"
	}
	q.pagado = pesos(r.spread(900_000) + 150)
	whole := r.spread(min(40_000, int(q.pagado.v)*3))
	q.cumc = num{whole * 1000, 3}
	if q.umc != "6" && r.one(2) {
		q.cumc.v += int64(r.n(1000))
	}
	q.unitario = num{ratio(q.pagado.v*100_000, 1000, q.cumc.v), 5}
	q.umt = pick(r, "1", "6", q.umc)
	if q.umt == q.umc {
		q.cumt = q.cumc.places(5)
	} else {
		q.cumt = num{r.spread(90_000)*100_000 + int64(r.n(1000))*100, 5}
	}
	if o.op == "EXP" && o.clave == "RT" {
		q.agregado = pesos(r.spread(50_000))
	}
	if r.one(3) {
		q.marca, q.modelo = r.word(nameWords), r.from("ABCXYZ", 2)+"-"+r.digits(3)
		q.codigo = r.code(8)
	}
	r.partidaAnnexes(&q)
	return q
}

func (r *prng) partidaAnnexes(q *partida) {
	for range r.n(4) {
		q.casos = append(q.casos, r.partidaCase())
	}
	if r.one(6) {
		for range r.between(1, 2) {
			q.series = append(q.series, [2]string{r.code(17), strconv.Itoa(r.n(90_000))})
		}
	}
	if r.one(6) {
		q.permisos = append(q.permisos, permiso{
			pick(r, "C6", "T8", "NM", "A3"), r.digits(4) + "R8" + r.digits(8), r.code(8), num{r.spread(9_000_000) + 1_500, 2}, num{r.spread(90_000) * 1000, 3},
		})
	}
	if r.one(12) {
		q.garantias = append(q.garantias, r.account())
	}
	for range r.n(3) {
		q.observaciones = append(q.observaciones, r.note())
	}
}

func (r *prng) partidaCase() caso {
	return pick(r,
		caso{"MA", nil}, caso{"EO", []string{"1"}}, caso{"TL", []string{"USA"}}, caso{"XP", []string{pick(r, "A1", "S1"), "U"}},
		caso{"EN", []string{"ENOM", "NOM-050-SCFI-2004", "2." + r.digits(1)}}, caso{"EN", []string{"U", "NOM-002-SCFI-2011"}},
		caso{"PM", []string{"1", r.code(6)}}, caso{"CF", nil}, caso{"PO", []string{r.digits(6), r.word(alienWords) + " " + r.word(alienKinds)}})
}

func (r *prng) account() cuenta {
	total := r.spread(5_000_000) + 9_000
	return cuenta{
		garantia: strconv.Itoa(r.between(1, 8)), institucion: pick(r, "BANEJEMPLO", "CASA DE BOLSA QUIMERA"), numero: r.digits(11), folio: r.code(9),
		fecha: r.day(2020), total: num{total, 2}, cantidad: num{r.spread(9_000) * 1000, 3}, unitario: num{r.spread(90_000) * 100, 4}, titulos: num{r.spread(900) * 100, 2},
	}
}

// duties charges the taxes: IGI on the customs value, IVA on value plus IGI,
// countervailing duty and the DTA's share, fees at pedimento level; then the cuadro and its
// totals.
func (m *model) duties(r *prng, o operation) {
	dta := pick(r, tasa{"DTA", "4", num{int64(r.between(300, 480)) * 100_000, 5}}, tasa{"DTA", "7", num{800_000, 5}})
	amount := dta.tasa.v / 100_000
	if dta.tipo == "7" { // eight per thousand
		if m.op == "EXP" || m.valorAduana.v < 60_000 {
			dta = tasa{"DTA", "4", num{46_200_000, 5}}
			amount = 462
		} else {
			amount = ratio(m.valorAduana.v, 8, 1000)
		}
	}
	prv := int64(r.between(240, 340))
	m.tasas = []tasa{dta, {"PRV", "2", num{prv * 100_000, 5}}, {"IVA/PRV", "1", num{1_600_000, 5}}}
	m.add("DTA", "0", amount)
	for i := range m.partidas {
		q := &m.partidas[i]
		rate := pick(r, int64(0), 0, 5, 7, 10, 15, 20)
		ivaRate := int64(16)
		base, duty := q.aduana.v, "IGI"
		if m.op == "EXP" {
			rate, ivaRate, base, duty = 0, 0, 0, "IGE"
		}
		igi := ratio(base, rate, 100)
		cc := int64(0)
		if m.op == "IMP" && r.one(9) {
			cc = ratio(base, 25, 100)
		}
		iva := ratio(base+igi+cc+ratio(amount, base, max(m.valorAduana.v, 1)), ivaRate, 100)
		fp := o.igi
		if rate == 0 && o.igi == "5" {
			fp = "0"
		}
		m.charge(q, tasa{duty, "1", num{rate * 100_000, 5}}, fp, igi)
		m.charge(q, tasa{"IVA", "1", num{ivaRate * 100_000, 5}}, o.iva, iva)
		if cc > 0 {
			m.charge(q, tasa{"CC", "1", num{2_500_000, 5}}, "0", cc)
		}
	}
	m.add("PRV", "0", prv)
	m.add("IVA/PRV", "0", ratio(prv, 16, 100))
	var cash, other int64
	for _, t := range m.cuadro {
		if t.fp == "0" {
			cash += t.importe.v
		} else {
			other += t.importe.v
		}
	}
	m.efectivo, m.otros, m.total = pesos(cash), pesos(other), pesos(cash+other)
}

func (m *model) charge(q *partida, t tasa, fp string, importe int64) {
	q.tasas = append(q.tasas, t)
	q.taxes = append(q.taxes, tax{t.clave, fp, pesos(importe)})
	if importe > 0 {
		m.add(strings.Replace(t.clave, "IGE", "IGI", 1), fp, importe)
	}
}

// add puts an amount into the cuadro.
func (m *model) add(clave, fp string, v int64) {
	for i := range m.cuadro {
		if t := &m.cuadro[i]; t.clave == clave && t.fp == fp {
			t.importe.v += v
			return
		}
	}
	m.cuadro = append(m.cuadro, tax{clave, fp, pesos(v)})
}
