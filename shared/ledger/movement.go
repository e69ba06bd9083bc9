package ledger

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Lot is an entry: pedimento + partida. Its quantity is in UMT, the legal
// balance; UMC converts by the ratio of its own partida.
type Lot struct {
	ID          string          `json:"id"` // "<15 digits>-<partida>"
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
	UMT         string          `json:"umt"`
	Cantidad    quantity.Micros `json:"cantidad"`
	UMC         string          `json:"umc"`
	CantidadUMC quantity.Micros `json:"cantidad_umc"`
	Aduana      money.Amount    `json:"valor_aduana"`
	Dolares     money.Amount    `json:"valor_dolares"`
	Pago        document.Date   `json:"pago"`

	AvailableFrom  document.Date   `json:"available_from"`
	AvailableBasis string          `json:"available_basis"`
	StayStart      document.Date   `json:"stay_start"`
	StayBasis      string          `json:"stay_basis"`
	Due            document.Date   `json:"due"` // null: life of the programme
	DueSource      string          `json:"due_source"`
	NamedOnly      bool            `json:"named_only,omitempty"`
	Provisional    bool            `json:"provisional,omitempty"`
	Tributos       []Tributo       `json:"tributos,omitempty"`
	Facts          []document.Hash `json:"facts"`
}

// Exit is a departure: a partida, or a record 512 of a change of regime.
type Exit struct {
	ID          string          `json:"id"` // "<15 digits>-<partida>" or "<15 digits>-512-<n>"
	Pedimento   string          `json:"pedimento"`
	Numeros     []string        `json:"numeros,omitempty"` // the others of its chain
	Partida     int             `json:"partida"`
	Clave       string          `json:"clave"`
	Tipo        string          `json:"tipo"`
	Fraccion    string          `json:"fraccion"`
	Descripcion string          `json:"descripcion"`
	Parte       string          `json:"parte,omitempty"`
	UMT         string          `json:"umt"`
	Cantidad    quantity.Micros `json:"cantidad"`
	UMC         string          `json:"umc"`
	CantidadUMC quantity.Micros `json:"cantidad_umc"`
	Comercial   money.Amount    `json:"valor_comercial"`
	Dolares     money.Amount    `json:"valor_dolares"`
	Destino     string          `json:"destino"`
	MovedAt     document.Date   `json:"moved_at"`
	MovedBasis  string          `json:"moved_basis"`
	PaidAt      document.Date   `json:"paid_at"`
	// Named is the pedimento a record 512 identifies, "" when none.
	Named       string          `json:"named,omitempty"`
	NamedFecha  document.Date   `json:"named_fecha,omitzero"`
	SameState   bool            `json:"same_state,omitempty"`
	Regularises bool            `json:"regularises,omitempty"` // A3: takes what expired
	Facts       []document.Hash `json:"facts"`
}

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
	Material Material `json:"material"`
	Lots     []Lot    `json:"lots,omitempty"`
	Exits    []Exit   `json:"exits,omitempty"`
}

// Group is everything one pedimento (with its other sources and its
// rectifications) does to the books.
type Group struct {
	Root      string
	Movements []Movements // one per material, in material order
	Findings  []Finding
}
