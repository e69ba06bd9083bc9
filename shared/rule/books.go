package rule

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Books are the matched books of a company at the end of a day, flat, as rules
// of inventory ask them. Rules only read.
type Books struct {
	*Setting
	AsOf  document.Date
	Hasta document.Date // the last day anything in the books is dated; zero when not known
	Lots  []Lot         // in the order of pedimento and partida
	Exits []Exit        // in the order of date, pedimento and partida
	Pairs []Pair

	Sink
}

// Lot is what is left of one entry.
type Lot struct {
	ID, Pedimento     string
	Partida           int
	Material          string // key in its own books
	Parte, Fraccion   string
	Clave, Tipo       string // tipo: insumo, activo_fijo, transferencia …
	Origen            string // country of Anexo 22
	Unidad            string
	Cantidad, Saldo   quantity.Micros // brought, and good stock left
	Desperdicio       quantity.Micros
	Faltante          quantity.Micros
	Entrada           document.Date // available_from
	Inicio            document.Date // stay_start
	InicioBase        string        // its basis
	Vence             document.Date // zero: the life of the programme
	VenceUltimo       document.Date // the day after which no reading of the law lets it stay
	Plazo             string        // row of the table of stays that gave Vence; "manual": a person recorded it
	Aduana            money.Amount  // customs value of what was brought, whole pesos
	Serie, Lugar      string
	Pareja            string       // V1
	SuspendidoAbierto money.Amount // contributions by formas 5, 21 and 22 of what is left, whole pesos
}

// Left is everything of the lot that has not been accounted for.
func (l *Lot) Left() quantity.Micros { return l.Saldo + l.Desperdicio + l.Faltante }

// Exit is one exit line and how far it is discharged.
type Exit struct {
	ID, Pedimento   string
	Partida         int
	Clave, Rol      string
	Material        string
	Parte, Fraccion string
	Destino         string
	Cantidad        quantity.Micros
	Probado         quantity.Micros
	Supuesto        quantity.Micros
	Retenido        quantity.Micros // held: PEPS reached an expired lot
	Faltante        quantity.Micros // found no lot
	Causa           string
	Sale, Paga      document.Date
	Producto        string
	Version, Orden  string
	SinDocumento    bool
	Vencido         quantity.Micros // taken from lots past their first due date
	VencidoNombrado quantity.Micros // of that, from lots that the exit itself names
	VencidoCierto   quantity.Micros // of what it does not name, past every reading of the law
	UltimaEntrada   document.Date   // latest available_from among the lots it took
	Comercial       money.Amount
}

// Pair is one V1 and its counterpart.
type Pair struct {
	Pedimento, Operacion string
	Pago                 document.Date
	State                string // referenciada, confirmada, sin_referencia, contradicha
	Others               []string
	RFC                  string
}

// NewBooks makes the case of a company's books.
func NewBooks(s *Setting, asOf document.Date) *Books {
	return &Books{Setting: s, AsOf: asOf, Sink: Sink{key: "libros"}}
}
