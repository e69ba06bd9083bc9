package archivom

import (
	"fmt"
	"strconv"
	"strings"
)

// build writes a sound file: one pedimento, or now and then two or three.
func build(r *prng, i int) *file {
	f := &file{raw: map[int]string{}}
	count := 1
	if i%12 == 9 {
		count = r.between(2, 3)
	}
	for k := range count {
		p := &ped{
			f: f, r: r, n: fmt.Sprintf("6%03d%03d", i%1000, k), patente: r.pick("3210", "0987", "1654"), aduana: r.pick("240", "070", "400", "810"),
			tc: 1_600_000 + r.n(500_000), export: r.one(3), year: 2026,
		}
		p.write()
	}
	f.close()
	return f
}

// ped is one pedimento on its way into a file. Dollars are cents, the exchange
// rate has five decimals, pesos are whole.
type ped struct {
	f                  *file
	r                  *prng
	n, patente, aduana string
	tc                 int
	year               int
	export             bool
	cents              []int
}

// ref begins a record with the number of the pedimento.
func (p *ped) ref(code string, fields ...string) {
	p.f.add(append([]string{code, p.n}, fields...)...)
}

func (p *ped) write() {
	r := p.r
	p.f.add("500", "1", p.patente, p.n, p.aduana, "")
	p.general()
	day := fmt.Sprintf("%02d%02d%d", r.between(1, 28), r.between(1, 12), p.year)
	partidas := r.between(1, 9)
	for range partidas {
		p.cents = append(p.cents, r.between(100, 9_999_999))
	}
	if r.one(2) {
		p.ref("502", "TEJ200101AB1", "", "TRANSPORTES EJEMPLO SA DE CV", "MEX", "PLACA-"+r.digits(4), strconv.Itoa(r.between(1, 90)), "CARRETERA 1")
		p.ref("516", "PLACA-"+r.digits(4), "SELLO"+r.digits(6))
	}
	if r.one(3) {
		p.ref("503", "GUIA"+r.digits(8), r.pick("M", "H"))
		p.ref("504", "EJEU"+r.digits(7), "3")
	}
	p.invoices(day)
	if r.one(5) {
		p.ref("520", "990000077", "CONSIGNEE EXAMPLE LLC", "MAIN ST", "", "55", "79901", "EL PASO", "USA")
	}
	if !p.export {
		p.ref("506", "1", day)
	} else {
		p.ref("506", "5", day)
	}
	p.ref("506", "2", day)
	p.ref("507", "IM", r.digits(7), "", "")
	p.ref("507", "ED", "0"+r.digits(12), "", "")
	if r.one(6) {
		p.ref("508", "1", r.digits(11), "FOLIO"+r.digits(4), day, "0", "4", "10.5000", "1050.00", "100.0000", "1.0000")
	}
	p.ref("509", "1", "8.00000", "7")
	p.ref("509", "15", "330.00000", "2")
	p.ref("510", "1", r.pick("0", "5"), strconv.Itoa(r.between(300, 9000)))
	p.ref("510", "15", "0", "330")
	p.ref("510", "23", "0", "53")
	p.notes("511", "MERCANCIA DE EJEMPLO PARA PROCESO PRODUCTIVO CONFORME A SU PROGRAMA DE FOMENTO ", r.between(1, 4))
	if p.export {
		p.ref("512", "3210", "500"+r.digits(4), "240", "IN", "03022025", "39269099", "1", fmt.Sprintf("%d.%05d", r.between(1, 900), r.n(100_000)))
	}
	if r.one(8) {
		p.f.add("701", p.patente, p.n, p.aduana, "R1", day, "500"+r.digits(4), "3210", "240", "IN", "15012026")
		p.ref("702", "3", "0", strconv.Itoa(r.between(1, 900)))
	}
	for i := range partidas {
		p.partida(i)
	}
	if r.one(2) {
		p.ref("800", "1", "RklSTUEgREUgRUpFTVBMTw==", "00001000000500000001")
	}
}

func (p *ped) general() {
	r := p.r
	op, incoming := "1", strconv.Itoa(r.between(0, 9000))
	if p.export {
		op, incoming = "2", "0"
	}
	p.f.add("501", p.patente, p.n, p.aduana, op, r.pick("IN", "A1", "RT"), p.aduana, "", "MEN210101AB1", "EIXA800101HDFJMN09",
		fmt.Sprintf("%d.%05d", p.tc/100_000, p.tc%100_000), incoming, "0", "0", "0", "0", fmt.Sprintf("%d.%03d", r.between(1, 20_000), r.n(1000)),
		"7", "7", "7", "9", r.pick("MAQUILADORA DEL NORTE EJEMPLO SA DE CV", "PIÑÓN Y COMPAÑÍA EJEMPLO SA"), "AV. DEL EJEMPLO", "B", "120",
		"32000", "JUAREZ", "CHH", "MEX", "AAE190101AA1", "0", "0", "0", "0", "0")
}

// invoices part the dollars of the pedimento, the last one takes the rest.
func (p *ped) invoices(day string) {
	total := 0
	for _, c := range p.cents {
		total += c
	}
	count := p.r.between(1, 2)
	for i := range count {
		part := total / 2
		if i == count-1 {
			part = total
		}
		total -= part
		number := "F-" + p.r.digits(5)
		if p.r.one(2) {
			number = "COVE26" + p.r.digits(7)
		}
		p.ref("505", day, number, "FCA", "USD", money(part), money(part), "USA", "TX", "990000001", "EXAMPLE PARTS, INC.", "MAIN ST", "", "100", "79901", "EL PASO")
	}
}

// partida writes 551 and what hangs from it.
func (p *ped) partida(i int) {
	r, n := p.r, strconv.Itoa(i+1)
	pesos := (p.cents[i]*p.tc + 5_000_000) / 10_000_000
	milli := r.between(1000, 5_000_000)
	fraccion := fmt.Sprintf("%08d", 39_000_000+i*1_000_000+r.n(900_000))
	price := pesos * 100_000 * 1000 / milli
	aduana := "0"
	if !p.export {
		aduana = strconv.Itoa(pesos + r.n(500))
	}
	unit, tariff := r.pick("6", "1", "20"), fmt.Sprintf("%d.%05d", r.between(1, 9000), r.n(100_000))
	if unit == "1" {
		tariff = fmt.Sprintf("%d.%03d00", milli/1000, milli%1000)
	}
	p.ref("551", fraccion, n, r.pick("00", "01", "99"), r.pick("PIEZAS DE PLÁSTICO", "TORNILLOS DE ACERO", "TELA DE EJEMPLO"),
		fmt.Sprintf("%d.%05d", price/100_000, price%100_000), aduana, strconv.Itoa(pesos), money(p.cents[i]),
		fmt.Sprintf("%d.%03d", milli/1000, milli%1000), unit, tariff, "1",
		"", r.pick("0", "1"), "1", "", "", "", r.pick("USA", "CHN"), "USA", "", "", "", "")
	if r.one(6) {
		p.ref("553", fraccion, n, "NM", "", "NOM-050-SCFI-2004", "10.00", "5.00000")
	}
	p.ref("554", fraccion, n, "MS", "1", "", "")
	p.ref("556", fraccion, n, "3", "16.0000000000", "1")
	p.ref("557", fraccion, n, "3", r.pick("0", "21"), strconv.Itoa(r.between(1, 90_000)))
	p.ref("557", fraccion, n, "6", r.pick("0", "5"), strconv.Itoa(r.between(0, 9000)))
	if r.one(3) {
		s := "DETALLE DE LA PARTIDA " + n
		p.ref("558", fraccion, n, "1", s)
	}
}

// notes cut a text at 120 columns, mid-word, as brokers' systems do.
func (p *ped) notes(code, text string, lines int) {
	const width = 120
	all := strings.Repeat(text, 3*lines)[:width*(lines-1)+width/2]
	for i := 0; len(all) > 0; i++ {
		cut := min(width, len(all))
		p.ref(code, strconv.Itoa(i+1), all[:cut])
		all = all[cut:]
	}
}

func money(cents int) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
