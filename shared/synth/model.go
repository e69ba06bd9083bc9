package synth

import "example.com/immex/shared/document"

// Quantities are whole thousandths of their unit (the precision of 551's UMC
// column); dollars are cents; rates are 10⁻⁵ of a peso; pesos are whole.

// ped is one pedimento as the company's broker filed it.
type ped struct {
	patente, aduana, doc string
	number               string // 15 digits
	clave                string
	op                   int // 1 import, 2 export
	tipo                 int // 1 normal, 2 rectification
	entrada, pago        document.Date
	hora                 int   // payment, seconds after midnight
	tc                   int64 // exchange rate, 10⁻⁵
	fletes, seguros      int64
	peso                 int64 // kilograms, thousandths
	bultos               int   // packages; printed as one where nobody counted them
	arribo, salida       int   // Apéndice 3
	virtual              bool
	consolidado          bool
	valorAduana          int64
	valorComercial       int64
	dolares              int64 // cents

	ids        []caso
	facturas   []factura
	tasas      []tasa
	cuadro     []contribucion
	obs        []string
	descargos  []descargo
	sel        []seleccion
	partidas   []partida
	socio      *socio
	broker     *broker
	rectifica  *ped
	contenedor string
	guia       string
	acuse      string
}

// caso is an identifier with its first complement; the others stay empty.
type caso struct{ clave, c1 string }

// factura is a row of 505; a COVE row carries no values.
type factura struct {
	numero   string
	fecha    document.Date
	incoterm string
	cents    int64
	cove     bool
	billed   string // of a COVE row: the invoice it is of, where the print gives it too
}

// tasa is a rate of 509 or 556 in 10⁻⁵.
type tasa struct {
	clave, tipo int
	tasa        int64
}

// contribucion is an amount of 510 or 557 in pesos.
type contribucion struct {
	clave, fp int
	importe   int64
}

// descargo is a row of 512.
type descargo struct {
	patente, doc, aduana, clave string
	fecha                       document.Date
	fraccion                    string
	unidad                      int
	cantidad                    int64
}

// seleccion is a row of Sel.
type seleccion struct {
	remesa, minuto, semaforo int
	fecha                    document.Date
}

// partida is one line of goods.
type partida struct {
	mat      *material
	fraccion string
	umc, umt int64 // quantities
	precio   int64 // pesos per UMC, 10⁻⁵
	aduana   int64
	pesos    int64 // valor comercial
	cents    int64
	origen   string
	cuadro   []contribucion
	tasas    []tasa
	ids      []caso
	obs      string
	event    int // index of its inventory event, -1 when none
}

// socio is a supplier, a buyer or another IMMEX company.
type socio struct {
	nombre, taxID, pais, moneda string
	calle, numero, cp, ciudad   string
	rfc, immex                  string
}

// broker is a customs agent.
type broker struct {
	patente, curp, nombre, rfc string
	aduanas                    []string
}
