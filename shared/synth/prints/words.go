package prints

import (
	"fmt"
	"strings"
)

// The vocabulary of the invented world. Company names are made of it.
const (
	goodsWords = "TORNILLO TUERCA ARANDELA RESORTE CONECTOR CABLE ARNES SENSOR TARJETA CARCASA TAPA EMPAQUE JUNTA VALVULA BOMBA " +
		"MOTOR RODAMIENTO ENGRANE FILTRO LAMINA PERFIL TUBO MANGUERA ETIQUETA CAJA BOLSA ESPUMA PELICULA ADHESIVO PINTURA " +
		"RESINA MOLDE TROQUEL FUENTE LENTE ESPEJO CINTA HILO TELA BOTON PALETA CHAROLA SOPORTE BISAGRA MANIJA"
	ofWords    = "ACERO PLASTICO ALUMINIO COBRE HULE CARTON VIDRIO LATON NYLON ZINC CERAMICA POLIETILENO FIBRA MADERA"
	forWords   = "AUTOMOTRIZ INDUSTRIAL ELECTRICO MEDICO ELECTRONICO DOMESTICO HIDRAULICO NEUMATICO OPTICO"
	townWords  = "VILLA QUIMERA|SAN FICTICIO|PUERTO INVENTO|CIUDAD EJEMPLO|LOMA SUPUESTA|VALLE IMAGINADO"
	streetWord = "DEL ENSAYO|DE LA PRUEBA|DEL SUPUESTO|LOS EJEMPLOS|DE LA MUESTRA|QUIMÉRICA|PEÑA FICTICIA"
	nameWords  = "EJEMPLO FICTICIA SUPUESTA IMAGINARIA INVENTADA QUIMERA HIPOTESIS ENSAYO MUESTRA PRUEBA"
	kindWords  = "MANUFACTURAS ENSAMBLES INDUSTRIAS COMPONENTES SISTEMAS PLASTICOS METALES ARNESES"
	alienWords = "SAMPLE PRETEND FICTION NOWHERE MADEUP INVENTED PHANTOM EXAMPLE MOCKUP SOMEDAY"
	alienKinds = "INDUSTRIES SUPPLY TRADING COMPONENTS PLASTICS TOOLING METALS FASTENERS"
	noteWords  = "SE ANEXA FACTURA COMERCIAL CON TRADUCCION|OPERACION CONFORME A LA REGLA 3.1.8|MERCANCIA NUEVA SIN USO|" +
		"SE DIGITALIZAN DOCUMENTOS CONFORME AL ART. 36-A|ORDEN DE COMPRA|LOTE|PESO SEGUN GUIA|IMPORTACION CONFORME AL ART. 108|" +
		"EL IMPORTADOR DECLARA BAJO PROTESTA|PESO BRUTO: 1200 KGS|VALOR ADUANA: 4500|NUM. DE PARTE 4455-A|TOTAL DE BULTOS: 3|MARCA: INVENTO MODELO: X1|FACTURA F/1234 POR 350.00 USD|PEDIMENTO ORIGINAL EN TRAMITE|SE ANEXA CERTIFICACION DE ORIGEN|RETORNO CONFORME AL ART. 112"
)

func (r *prng) word(list string) string { return pick(r, strings.Fields(list)...) }
func (r *prng) item(list string) string { return pick(r, strings.Split(list, "|")...) }

// goods is a description of goods; long ones wrap on the page.
func (r *prng) goods() string {
	s := fmt.Sprintf("%s DE %s", r.word(goodsWords), r.word(ofWords))
	for r.one(2) && len(s) < 150 {
		s += fmt.Sprintf(" PARA USO %s, %s DE %s", r.word(forWords), r.word(goodsWords), r.word(ofWords))
	}
	if r.one(4) {
		s += fmt.Sprintf(" (%s PZAS)", r.digits(2))
	}
	if r.one(4) { // words that look like keys of identifiers
		s += pick(r, " EN ACABADO MATE", " MA 12", " CF", " TL 20 CM", " CON IVA 16")
	}
	return s
}

func (r *prng) note() string {
	s := r.item(noteWords)
	if r.one(2) {
		s += " " + r.code(r.between(4, 10))
	}
	return s
}

// mexican is a company of the invented plant's side of the border.
func (r *prng) mexican() tercero {
	return tercero{
		id:     r.rfc(3),
		nombre: fmt.Sprintf("%s %s %s", r.word(kindWords), r.word(nameWords), pick(r, "SA DE CV", "S.A. DE C.V.", "S DE RL DE CV", "DE MÉXICO SA DE CV")),
		domicilio: fmt.Sprintf("CALLE %s No. Ext. %d COL. %s C.P. %s %s, MEXICO (ESTADOS UNIDOS MEXICANOS)",
			r.item(streetWord), r.between(1, 9000), r.item(townWords), "8"+r.digits(4), r.item(townWords)),
	}
}

// alien is a company abroad.
func (r *prng) alien() tercero {
	return tercero{
		id:     pick(r, r.digits(2)+"-"+r.digits(7), r.digits(9), "XA"+r.digits(9)),
		nombre: fmt.Sprintf("%s %s %s", r.word(alienWords), r.word(alienKinds), pick(r, "INC", "LLC", "CORP", "GMBH", "LTD.")),
		domicilio: fmt.Sprintf("%d %s STREET, C.P. %s %s, %s", r.between(1, 9999), r.word(alienWords), r.digits(5),
			r.word(alienWords)+"VILLE", pick(r, "ESTADOS UNIDOS DE AMERICA", "ALEMANIA (REPUBLICA FEDERAL)", "JAPON", "CHINA (REPUBLICA POPULAR)")),
	}
}

// rfc has a valid date and check digit; k letters begin it (3 a company, 4 a
// person).
func (r *prng) rfc(k int) string {
	body := r.from("BCDFGHJKLMNPQRSTVWXYZ", k) + fmt.Sprintf("%02d%02d%02d", r.between(60, 99), r.between(1, 12), r.between(1, 28)) + r.code(2)
	const alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ "
	padded, sum := body, 0
	if k == 3 {
		padded = " " + body
	}
	for i := range len(padded) {
		sum += strings.IndexByte(alphabet, padded[i]) * (13 - i)
	}
	return body + string("0A987654321"[sum%11])
}

func (r *prng) curp() string {
	return r.from("BCDFGHJKLMNPQRSTVWXYZ", 4) + fmt.Sprintf("%02d%02d%02d", r.between(60, 99), r.between(1, 12), r.between(1, 28)) +
		pick(r, "H", "M") + pick(r, "BC", "NL", "TS", "CH") + r.from("BCDFGLMNPRST", 3) + r.digits(2)
}

func (r *prng) invoiceNumber() string {
	return pick(r, r.digits(6), "INV-"+r.digits(5), r.from("ABCDEFGH", 2)+r.digits(7), "F/"+r.digits(4), "S/N", r.uuid())
}

// uuid is the folio fiscal of a CFDI, which few columns are wide enough for.
func (r *prng) uuid() string {
	const hex = "0123456789ABCDEF"
	return r.from(hex, 8) + "-" + r.from(hex, 4) + "-" + r.from(hex, 4) + "-" + r.from(hex, 4) + "-" + r.from(hex, 12)
}

// container has a valid ISO 6346 check digit.
func (r *prng) container() string {
	s := r.from("BCDFGHJKLMNP", 3) + "U" + r.digits(6)
	sum, weight := 0, 1
	for i := range len(s) {
		value := int(s[i] - '0')
		if s[i] >= 'A' {
			value = int(s[i]-'A') + 10
			value += (value - 1) / 10 // 11, 22 and 33 are skipped
		}
		sum += value * weight
		weight *= 2
	}
	return s + string(rune('0'+sum%11%10))
}

// isoDate is a day of a year, and a later one at most gap days on.
func (r *prng) day(year int) string {
	return fmt.Sprintf("%04d-%02d-%02d", year, r.between(1, 12), r.between(1, 28))
}
