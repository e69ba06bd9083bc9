package synth

import "strconv"

// role is what a material is used for in the story.
type role int

const (
	roleInput    role = iota // enters with IN, V1, E1; leaves with RT, V1
	roleDomestic             // enters with IN; leaves only with F4 and A3, lot by lot
	roleAsset                // AF, never leaves
	roleNational             // A1, no inventory
	roleOver                 // deliberate: leaves in excess of what entered
	roleEarly                // deliberate: F4 before its IN
	roleProduct              // deliberate: returned, never imported
)

// material is one (fracción, UMT) of the company.
type material struct {
	key         int // position in the pool
	role        role
	fraccion    string
	nico        string
	descripcion string
	umc, umt    int   // Apéndice 7
	factor      int64 // thousandths of UMT per unit of UMC
	precio      int64 // dollars per UMC, 10⁻⁴
	igi         int64 // percent
	origen      string
	gramos      int64 // weight of one UMC
	lote        int64 // usual units of UMC per partida
}

// part is the company's part number of one of the material's two variants.
func (m *material) part(variant int) string {
	return "MP-" + m.fraccion[:4] + "-" + strconv.Itoa(100+m.key) + string([]byte{'A' + byte(variant%2)}) //nolint:gosec // 0 or 1
}

// whole reports whether the UMC is counted in whole units.
func (m *material) whole() bool { return m.umc != unitKilo }

const (
	unitKilo   = 1
	unitMetro  = 3
	unitM2     = 4
	unitPieza  = 6
	unitLitro  = 8
	unitMillar = 11
)

// goods are the kinds of thing the pool is drawn from: heading of the tariff
// and how it is counted. The last four digits are drawn, so that a pool may
// be as large as wanted.
func goods() []material {
	return []material{
		{fraccion: "8536", descripcion: "CONECTORES ELÉCTRICOS DE PLÁSTICO", umc: unitPieza, umt: unitPieza, factor: 1000, precio: 8500, gramos: 12, lote: 4000},
		{fraccion: "8544", descripcion: "CABLES ELECTRICOS CON CONECTORES", umc: unitPieza, umt: unitKilo, factor: 250, precio: 62000, gramos: 250, lote: 900},
		{fraccion: "7318", descripcion: "TORNILLOS DE ACERO", umc: unitMillar, umt: unitKilo, factor: 4200, precio: 310000, igi: 5, gramos: 4200, lote: 60},
		{fraccion: "3926", descripcion: "MANUFACTURAS DE PLASTICO MOLDEADO", umc: unitPieza, umt: unitKilo, factor: 35, precio: 4400, igi: 10, gramos: 35, lote: 7000},
		{fraccion: "3902", descripcion: "POLIPROPILENO EN GRÁNULOS", umc: unitKilo, umt: unitKilo, factor: 1000, precio: 18500, gramos: 1000, lote: 1200},
		{fraccion: "7606", descripcion: "LÁMINA DE ALUMINIO EN ROLLO", umc: unitKilo, umt: unitKilo, factor: 1000, precio: 42500, igi: 5, gramos: 1000, lote: 2500},
		{fraccion: "8542", descripcion: "CIRCUITOS INTEGRADOS", umc: unitPieza, umt: unitPieza, factor: 1000, precio: 31500, gramos: 2, lote: 9000},
		{fraccion: "8532", descripcion: "CAPACITORES DE CERÁMICA", umc: unitMillar, umt: unitPieza, factor: 1000000, precio: 92000, gramos: 300, lote: 50},
		{fraccion: "5903", descripcion: "TELA RECUBIERTA CON POLIURETANO", umc: unitM2, umt: unitM2, factor: 1000, precio: 55000, igi: 10, gramos: 310, lote: 600},
		{fraccion: "4009", descripcion: "MANGUERAS DE CAUCHO SIN ENDURECER", umc: unitMetro, umt: unitKilo, factor: 420, precio: 36000, gramos: 420, lote: 800},
		{fraccion: "3208", descripcion: "PINTURA A BASE DE POLIURETANO", umc: unitLitro, umt: unitLitro, factor: 1000, precio: 121000, igi: 5, gramos: 1150, lote: 120},
		{fraccion: "8501", descripcion: "MOTORES ELÉCTRICOS DE CORRIENTE CONTINUA", umc: unitPieza, umt: unitPieza, factor: 1000, precio: 98000, gramos: 640, lote: 350},
	}
}

// pool draws n materials with distinct fracciones and gives each a role.
func pool(r *prng, n int, errorsOn bool) []material {
	kinds, origins := goods(), []string{"USA", "CHN", "DEU", "JPN", "KOR", "MYS"}
	ms := make([]material, n, n+3)
	for i := range ms {
		m := kinds[i%len(kinds)]
		m.key = i
		tail := 1000 + (i/len(kinds)*97+i*13+r.n(13))%8900
		m.fraccion += strconv.Itoa(tail)
		m.nico = "0" + strconv.Itoa(r.n(3))
		m.origen = origins[r.n(len(origins))]
		m.precio += r.n64(m.precio / 4)
		m.role = roleFor(i, n)
		if m.role == roleAsset {
			m.fraccion, m.descripcion = "8479"+strconv.Itoa(tail), "MAQUINA PARA ENSAMBLE AUTOMÁTICO, USO INDUSTRIAL"
			m.umc, m.umt, m.factor, m.igi = unitPieza, unitPieza, 1000, 0
			m.precio, m.gramos, m.lote = 90000000+r.n64(90000000), 850000, 2
		}
		ms[i] = m
	}
	if errorsOn {
		ms = append(ms, deliberate(kinds, n)...)
	}
	distinct(ms)
	return ms
}

// roleFor shares the pool out: of every ten materials one is sold at home and
// one of every twenty is equipment; at least one of each exists.
func roleFor(i, n int) role {
	switch {
	case i == 0:
		return roleInput
	case i == n-1:
		return roleNational
	case i == n-2 || i%20 == 19:
		return roleAsset
	case i == n-3 || i%10 == 7:
		return roleDomestic
	default:
		return roleInput
	}
}

// distinct moves repeated fracciones apart.
func distinct(ms []material) {
	seen := make(map[string]bool, len(ms))
	for i := range ms {
		m := &ms[i]
		for seen[m.fraccion] {
			n, err := strconv.Atoi(m.fraccion)
			if err != nil {
				return
			}
			m.fraccion = strconv.Itoa(n + 1)
		}
		seen[m.fraccion] = true
	}
}

// deliberate are the materials of the planned errors.
func deliberate(kinds []material, key int) []material {
	over, early, product := kinds[0], kinds[11], kinds[3]
	over.fraccion, over.role = "85369098", roleOver
	early.fraccion, early.role = "85013298", roleEarly
	product.fraccion, product.role, product.descripcion = "87089998", roleProduct, "ARNESES ENSAMBLADOS PARA TABLERO"
	product.umc, product.umt, product.factor = unitPieza, unitPieza, 1000
	out := []material{over, early, product}
	for i := range out {
		out[i].key, out[i].nico, out[i].origen = key+i, "00", "USA"
	}
	return out
}
