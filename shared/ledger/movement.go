package ledger

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Bloqueo is a time in which a person kept a lot from being taken: from a day
// to the day before it is free again; without that day it still holds.
type Bloqueo struct {
	Desde document.Date `json:"desde"`
	Hasta document.Date `json:"hasta,omitzero"`
}

// Lot is an entry: pedimento + partida (+ part). Its quantity is in the unit
// of its material; the legal balance, in UMT, goes with it by the ratio of its
// own partida.
type Lot struct {
	ID          string          `json:"id"` // "<15 digits>-<partida>", "<15 digits>-<partida>/<part>" when several share it
	Pedimento   string          `json:"pedimento"`
	Numeros     []string        `json:"numeros,omitempty"` // the others of its chain: each of them finds the lot
	Partida     int             `json:"partida"`
	Clave       string          `json:"clave"`
	Tipo        string          `json:"tipo"` // insumo, transferencia, activo_fijo …
	Fraccion    string          `json:"fraccion"`
	NICO        string          `json:"nico,omitempty"`
	Descripcion string          `json:"descripcion"`
	Parte       string          `json:"parte,omitempty"`
	Serie       string          `json:"serie,omitempty"`
	Origen      string          `json:"origen"`
	Cantidad    quantity.Micros `json:"cantidad"` // in the unit of its material
	UMT         string          `json:"umt"`
	CantidadUMT quantity.Micros `json:"cantidad_umt"`
	UMC         string          `json:"umc"`
	CantidadUMC quantity.Micros `json:"cantidad_umc"`
	Aduana      money.Amount    `json:"valor_aduana"`
	Dolares     money.Amount    `json:"valor_dolares"`
	Pago        document.Date   `json:"pago"`

	AvailableFrom  document.Date `json:"available_from"`
	AvailableBasis string        `json:"available_basis"`
	Completo       document.Date `json:"completo,omitzero"` // of a consolidado: by when all of it had crossed, later than AvailableFrom
	StayStart      document.Date `json:"stay_start"`
	StayBasis      string        `json:"stay_basis"`
	Due            document.Date `json:"due"`                   // null: life of the programme
	DueExtended    document.Date `json:"due_extended,omitzero"` // when the last day is no business day
	// DueLast is the day after which the stay is over whatever rule holds; null
	// when that is in doubt: what passes Due then only warns.
	DueLast    document.Date   `json:"due_last,omitzero"`
	DueSource  string          `json:"due_source"`
	DueReasons []document.Text `json:"due_reasons,omitempty"`
	// Procedencia is where an opening balance comes from; Entrada and
	// EntradaUMT what the pedimento brought, when the opening says otherwise.
	Procedencia string          `json:"procedencia,omitempty"`
	Entrada     quantity.Micros `json:"entrada,omitempty"`
	Desperdicio quantity.Micros `json:"desperdicio,omitempty"` // of Cantidad: what its opening balance says is desperdicio
	EntradaUMT  quantity.Micros `json:"entrada_umt,omitempty"`
	Bloqueos    []Bloqueo       `json:"bloqueos,omitempty"` // in the order of their days
	Pareja      string          `json:"pareja,omitempty"`   // V1: referenciada, sin_referencia; Pairs tells the rest

	NamedOnly   bool      `json:"named_only,omitempty"`
	Provisional bool      `json:"provisional,omitempty"`
	Tributos    []Tributo `json:"tributos,omitempty"`
	// ParteSupuesta: the catalogue alone says which part it is.
	ParteSupuesta bool            `json:"parte_supuesta,omitempty"`
	Facts         []document.Hash `json:"facts"`
}

// Role is what an exit does to the quantity it takes.
type Role string

// The roles, in the order of the exits of one line (decision 0010).
const (
	RoleSalida      Role = "salida"      // good stock leaves as it stands
	RoleIncorporado Role = "incorporado" // good stock leaves inside a product
	RoleMerma       Role = "merma"       // lost or consumed in production
	RoleDesperdicio Role = "desperdicio" // becomes desperdicio of its lot
	RoleActa        Role = "acta"        // desperdicio or goods end by an act
	RoleFaltante    Role = "faltante"    // theft or loss: missing, no exit
	RoleHallado     Role = "hallado"     // what was missing is back
	RoleConteo      Role = "conteo"      // a physical count
)

// Roles lists them in their order.
func Roles() []Role {
	return []Role{RoleSalida, RoleIncorporado, RoleMerma, RoleDesperdicio, RoleActa, RoleFaltante, RoleHallado, RoleConteo}
}

// Exit is a departure: a partida, a record 512 of a change of regime, a need
// of a product's bill of materials, an act, or a decision of a person.
type Exit struct {
	ID          string          `json:"id"` // "<15 digits>-<partida>", "<15 digits>-512-<n>" …
	Rol         Role            `json:"rol"`
	Pedimento   string          `json:"pedimento"`
	Numeros     []string        `json:"numeros,omitempty"` // the others of its chain
	Partida     int             `json:"partida"`
	Clave       string          `json:"clave"`
	Tipo        string          `json:"tipo"`
	Fraccion    string          `json:"fraccion"`
	Descripcion string          `json:"descripcion"`
	Parte       string          `json:"parte,omitempty"`
	Cantidad    quantity.Micros `json:"cantidad"` // in the unit of its material
	UMT         string          `json:"umt"`
	CantidadUMT quantity.Micros `json:"cantidad_umt"`
	UMC         string          `json:"umc"`
	CantidadUMC quantity.Micros `json:"cantidad_umc"`
	Comercial   money.Amount    `json:"valor_comercial"`
	Dolares     money.Amount    `json:"valor_dolares"`
	Destino     string          `json:"destino"`
	MovedAt     document.Date   `json:"moved_at"`
	MovedBasis  string          `json:"moved_basis"`
	PaidAt      document.Date   `json:"paid_at"`
	// Named is the pedimento a record 512 identifies, "" when none.
	Named       string        `json:"named,omitempty"`
	NamedFecha  document.Date `json:"named_fecha,omitzero"`
	SameState   bool          `json:"same_state,omitempty"`
	Regularises bool          `json:"regularises,omitempty"` // A3: takes what expired
	// Of a product: what left, by which bill of materials, made by which order.
	Producto   string          `json:"producto,omitempty"`
	Cantidades quantity.Micros `json:"cantidad_producto,omitempty"` // units of product
	Version    string          `json:"version_bom,omitempty"`
	Orden      string          `json:"orden,omitempty"`
	Residuo    string          `json:"residuo,omitempty"` // rounded less exact, as a fraction
	// Undocumented: merma or desperdicio without a production record.
	Undocumented bool   `json:"sin_documento,omitempty"`
	Desperdicio  bool   `json:"de_desperdicio,omitempty"` // it ends desperdicio, not goods: an act, a sale or donation of scrap
	OtraUnidad   bool   `json:"otra_unidad,omitempty"`    // its part's own unit could not be reached
	Causa        Cause  `json:"causa,omitempty"`          // why it is not matched at all
	Motivo       string `json:"motivo,omitempty"`         // reason of an act, a count, a decision
	Pareja       string `json:"pareja,omitempty"`         // V1: referenciada, sin_referencia; Pairs tells the rest
	Serie        string `json:"serie,omitempty"`          // of a fixed asset
	// Identifica are the pedimentos one of which, or several, it is of (records
	// 512 of several parts): the book that has the lots tells.
	Identifica []Identified `json:"identifica,omitempty"`
	// ParteSupuesta: the catalogue alone says which part it is, or which
	// product it was.
	ParteSupuesta bool `json:"parte_supuesta,omitempty"`
	// What a person decided of it.
	Dirigido     []Directed      `json:"dirigido,omitempty"`
	TakesExpired bool            `json:"toma_vencido,omitempty"`
	LeaveExpired bool            `json:"deja_vencido,omitempty"`
	Vencidos     []AboutExpired  `json:"vencidos,omitempty"` // of single lots, before the two above
	Facts        []document.Hash `json:"facts"`
}

// AboutExpired is a decision about one lot that an exit finds expired.
type AboutExpired struct {
	Lot  string `json:"lote"` // "<15 digits>-<partida>"
	Toma bool   `json:"toma"` // else it passes over it
}

// Identified is a pedimento that records 512 name: how much of it in UMT, and
// how much of the part that is in the ratio of its own lots.
type Identified struct {
	Pedimento   string          `json:"pedimento"`
	CantidadUMT quantity.Micros `json:"cantidad_umt"`
	Cantidad    quantity.Micros `json:"cantidad"`
}

// Directed is a recorded identification: an exit takes so much of a lot.
type Directed struct {
	Lot      string          `json:"lote"` // "<15 digits>-<partida>"
	Cantidad quantity.Micros `json:"cantidad"`
}

// Opening is the balance of a lot at the close of the key date.
type Opening struct {
	Lot         Lot             `json:"lote"` // as the opening alone would make it
	Fecha       document.Date   `json:"fecha"`
	Cantidad    quantity.Micros `json:"cantidad"`
	CantidadUMT quantity.Micros `json:"cantidad_umt"`
	Desperdicio quantity.Micros `json:"desperdicio,omitempty"` // of CantidadUMT
	// Anula takes back the balance of its lot: the entry puts it in its own book.
	Anula bool `json:"anula,omitempty"`
}

// Bueno is the good stock a lot comes with.
func (l *Lot) Bueno() quantity.Micros { return l.Cantidad - l.Desperdicio }

// Is reports whether a number is one of the lot's chain.
func (l *Lot) Is(number string) bool {
	return l.Pedimento == number || slices.Contains(l.Numeros, number)
}

// Is reports whether a number is one of the exit's chain.
func (x *Exit) Is(number string) bool {
	return x.Pedimento == number || slices.Contains(x.Numeros, number)
}

// Movements are the lots and exits of one group in one material.
type Movements struct {
	Material Material  `json:"material"`
	Lots     []Lot     `json:"lots,omitempty"`
	Exits    []Exit    `json:"exits,omitempty"`
	Openings []Opening `json:"openings,omitempty"`
}

// Group is everything one pedimento (with its other sources and its
// rectifications) does to the books.
type Group struct {
	Root      string
	Movements []Movements // one per material, in material order
	Findings  []Finding
}
