package synth

import (
	"strings"

	"example.com/immex/shared/document"
)

// company is the invented IMMEX company.
type company struct {
	rfc, nombre, immex        string
	calle, numero, cp         string
	municipio, entidad, state string
	certFrom, certTo          document.Date
	brokers                   []broker
	suppliers                 []socio
	customers                 []socio
	partners                  []socio // other IMMEX companies (V1)
}

// newCompany draws the company of a seed.
func newCompany(r *prng, start document.Date) *company {
	names := []string{
		"MANUFACTURAS EJEMPLO DEL NORTE SA DE CV",
		"ENSAMBLES IMAGINARIOS DE LA FRONTERA S DE RL DE CV",
		"INDUSTRIAS FICTICIAS DE NORTEAMÉRICA SA DE CV",
	}
	initials := []string{"MEN", "EIF", "IFN"}
	i := r.n(len(names))
	return &company{
		rfc: inventRFC(r, initials[i]), nombre: names[i], immex: immexNumber(r),
		calle: "AVENIDA DE LA INVENCIÓN", numero: "100", cp: "88999",
		municipio: "CIUDAD EJEMPLO", entidad: "TM", state: "TAM",
		certFrom: document.NewDate(start.Year()-1, 6, 1), certTo: document.NewDate(start.Year()+9, 5, 31),
		brokers: brokers(), suppliers: suppliers(), customers: customers(), partners: partners(r),
	}
}

// immexNumber has the shape number-year of the authorisations of 2006 on.
func immexNumber(r *prng) string { return r.digits(4) + "-2006" }

// inventRFC is a company RFC with a valid date and check digit.
func inventRFC(r *prng, initials string) string {
	day := document.NewDate(1985+r.n(30), r.between(1, 12), r.between(1, 28)).String()
	body := initials + day[2:4] + day[5:7] + day[8:10] + r.code(2)
	return body + rfcDigit(body)
}

// rfcDigit is the check digit of the first eleven (company) or twelve
// characters of an RFC.
func rfcDigit(body string) string {
	const alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ "
	if len(body) == 11 {
		body = " " + body
	}
	sum := 0
	for i := range len(body) {
		sum += strings.IndexByte(alphabet, body[i]) * (13 - i)
	}
	switch r := sum % 11; r {
	case 0:
		return "0"
	case 1:
		return "A"
	default:
		return string([]byte{'0' + byte(11-r)})
	}
}

// brokers are invented agents; one works through an aduana with a leading
// zero.
func brokers() []broker {
	return []broker{
		{"9901", "EIXA800101HNLJXN03", "ANA EJEMPLO INVENTADA", "EIXA800101AB" + rfcDigit("EIXA800101AB"), []string{"240", "160"}},
		{"9902", "EEXB810202MTSJXL02", "BELISARIO EJEMPLO FICTICIO", "EEXB810202CD" + rfcDigit("EEXB810202CD"), []string{"800", "070"}},
		{"9903", "FIXC820303HBCCXR07", "CARMEN FICTICIA SUPUESTA", "FIXC820303EF" + rfcDigit("FIXC820303EF"), []string{"400"}},
	}
}

func suppliers() []socio {
	return []socio{
		{nombre: "IMAGINARY COMPONENTS INC", taxID: "99-1000001", pais: "USA", moneda: "USD", calle: "NOWHERE STREET", numero: "1", cp: "78000", ciudad: "SAMPLE CITY, TX"},
		{nombre: "FICTIONAL METALS LLC", taxID: "99-1000002", pais: "USA", moneda: "USD", calle: "EXAMPLE DRIVE", numero: "22", cp: "60000", ciudad: "TESTVILLE, IL"},
		{nombre: "MUSTERTEILE GMBH", taxID: "DE999000003", pais: "DEU", moneda: "USD", calle: "BEISPIELSTRAßE", numero: "3", cp: "10000", ciudad: "MUSTERSTADT"},
		{nombre: "SHENZHEN SAMPLE PARTS CO LTD", taxID: "91440300000000004X", pais: "CHN", moneda: "USD", calle: "EXAMPLE ROAD", numero: "404", cp: "518000", ciudad: "SHENZHEN"},
		{nombre: "CÔTE EXEMPLE SARL", taxID: "FR99000005", pais: "FRA", moneda: "USD", calle: "RUE DE L'EXEMPLE", numero: "5", cp: "75000", ciudad: "PARIS"},
	}
}

func customers() []socio {
	return []socio{
		{nombre: "MADE UP MOTORS CORPORATION", taxID: "99-2000001", pais: "USA", moneda: "USD", calle: "IMAGINATION BOULEVARD", numero: "500", cp: "48000", ciudad: "SAMPLE TOWN, MI"},
		{nombre: "NORTHERN EXAMPLE LTD", taxID: "990000002RC0001", pais: "CAN", moneda: "USD", calle: "MAPLE STREET", numero: "77", cp: "M1M 1M1", ciudad: "TORONTO"},
	}
}

func partners(r *prng) []socio {
	a, b := inventRFC(r, "CSM"), inventRFC(r, "PIM")
	return []socio{
		{nombre: "COMPONENTES SUPUESTOS DE MÉXICO SA DE CV", taxID: a, rfc: a, immex: immexNumber(r), pais: "MEX", moneda: "USD", calle: "CALLE FICCIÓN", numero: "12", cp: "88998", ciudad: "CIUDAD EJEMPLO, TAMAULIPAS"},
		{nombre: "PLÁSTICOS IMAGINADOS SA DE CV", taxID: b, rfc: b, immex: immexNumber(r), pais: "MEX", moneda: "USD", calle: "CALLE QUIMERA", numero: "8", cp: "66998", ciudad: "VILLA SUPUESTA, NUEVO LEÓN"},
	}
}
