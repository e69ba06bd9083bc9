package bomcompany

import "example.com/immex/shared/document"

// Truth is what the books of the company must show when every document is in.
type Truth struct {
	Schema    int            `json:"schema"`
	Seed      uint64         `json:"seed,string"`
	RFC       string         `json:"rfc"`
	Hasta     document.Date  `json:"hasta"` // last day of the story
	Files     []FileTruth    `json:"files"`
	Lots      []LotTruth     `json:"lotes"`
	Exits     []ExitTruth    `json:"salidas"`
	Takes     []TakeTruth    `json:"descargos"`
	Shortages []ShortTruth   `json:"faltantes"`
	Held      []HeldTruth    `json:"retenidos"`
	Surplus   []ShortTruth   `json:"sobrantes"` // of counts
	Chains    []ChainTruth   `json:"rectificaciones"`
	Pairs     []PairTruth    `json:"pares"`
	Versions  []VersionTruth `json:"versiones"`
	Materials []BalanceTruth `json:"materiales"`
}

// FileTruth is a file in the order of arrival and what must become of it.
type FileTruth struct {
	Name   string          `json:"name"`
	Kind   document.Kind   `json:"kind"`
	Expect document.Status `json:"expect"`
}

// Material is what a balance is kept of: a part, a family of substitutes, or a
// fracción where no part is known.
type Material struct {
	Kind string `json:"tipo"` // part, familia, fraccion
	Key  string `json:"clave"`
	Unit string `json:"unidad"`
}

// LotRef names a lot: first pedimento of its chain, partida and part.
type LotRef struct {
	Pedimento string `json:"pedimento"`
	Partida   int    `json:"partida"`
	Parte     string `json:"parte,omitempty"`
}

// LotTruth is a lot and where its quantity is: Cantidad = Descargado + Saldo +
// Desperdicio + Missing, in the unit of the material. The legal balance in
// UMT is of all that has not been discharged.
type LotTruth struct {
	LotRef
	Material    Material      `json:"material"`
	Fraccion    string        `json:"fraccion"`
	UMT         string        `json:"umt"`
	Cantidad    Micros        `json:"cantidad"`
	CantidadUMT Micros        `json:"cantidad_umt"`
	Disponible  document.Date `json:"disponible"`
	Vence       document.Date `json:"vence"` // unknown: life of the programme
	Descargado  Micros        `json:"descargado"`
	Saldo       Micros        `json:"saldo"`
	Desperdicio Micros        `json:"desperdicio"`
	Missing     Micros        `json:"missing"`
	SaldoUMT    Micros        `json:"saldo_umt"` // CantidadUMT less the UMT of its descargos
	// SoloNombrado lots leave only when named; the others are blocked between
	// two days, the last one free again.
	SoloNombrado   bool          `json:"solo_nombrado,omitempty"`
	BloqueadoDesde document.Date `json:"bloqueado_desde,omitzero"`
	BloqueadoHasta document.Date `json:"bloqueado_hasta,omitzero"`
}

// ExitTruth is what one partida, act or decision takes of one material in one
// role. Exacta is the unrounded quantity of an explosion.
type ExitTruth struct {
	ID        int           `json:"id"`
	Pedimento string        `json:"pedimento,omitempty"` // first of its chain
	Partida   int           `json:"partida,omitempty"`
	Acta      string        `json:"acta,omitempty"`
	Producto  string        `json:"producto,omitempty"`
	Unidades  Micros        `json:"unidades,omitempty"` // of the product, in the whole line
	Parte     string        `json:"parte,omitempty"`
	Material  Material      `json:"material"`
	Rol       string        `json:"rol"`
	Fecha     document.Date `json:"fecha"`
	Cantidad  Micros        `json:"cantidad"`
	Exacta    string        `json:"exacta,omitempty"`
	Version   string        `json:"version,omitempty"`
	Orden     string        `json:"orden,omitempty"`
	Nombra    []NamedTruth  `json:"nombra,omitempty"`
	// What a person decided, or A3 does, of expired lots; and why an exit looks
	// at no lot at all.
	TomaVencido bool `json:"toma_vencido,omitempty"`
	// SoloNombrado exits take nothing beyond what their records 512 name.
	SoloNombrado bool   `json:"solo_nombrado,omitempty"`
	DejaVencido  bool   `json:"deja_vencido,omitempty"`
	Apartada     string `json:"apartada,omitempty"`
	DeMaterial   bool   `json:"de_material,omitempty"` // an act on good stock
	// DeDesperdicio is a sale of scrap (F4 with DE): what production wasted.
	DeDesperdicio bool `json:"de_desperdicio,omitempty"`
}

// NamedTruth is a lot that an exit names, in the unit of the material. With
// Comparte it shares what is left of the name before it.
type NamedTruth struct {
	Lot      LotRef `json:"lote"`
	Cantidad Micros `json:"cantidad"`
	Comparte bool   `json:"comparte,omitempty"`
}

// TakeTruth is a quantity an exit takes from a lot.
type TakeTruth struct {
	Exit     int    `json:"salida"` // ExitTruth.ID
	Lot      LotRef `json:"lote"`
	Cantidad Micros `json:"cantidad"`
	UMT      Micros `json:"umt"` // zero for what stays in the books
	Base     string `json:"base"`
}

// ShortTruth is what an exit finds no lot for.
type ShortTruth struct {
	Exit     int    `json:"salida"`
	Cantidad Micros `json:"cantidad"`
	Causa    string `json:"causa"`
}

// HeldTruth is a quantity that stands against an expired lot.
type HeldTruth struct {
	Exit     int    `json:"salida"`
	Lot      LotRef `json:"lote"`
	Cantidad Micros `json:"cantidad"`
}

// ChainTruth is a rectification and what it replaces.
type ChainTruth struct {
	Pedimento string `json:"pedimento"`
	Rectifica string `json:"rectifica"`
}

// VersionTruth is an invoice that came in two versions, of which one counts:
// that of the smaller hash. Distinta ones do not name the same parts.
type VersionTruth struct {
	Pedimento string `json:"pedimento"`
	Factura   string `json:"factura"`
	Distinta  bool   `json:"distinta"`
}

// PairTruth is a V1 and the pedimento of the other company that it cites, ""
// when it cites none. No document of the other company is among the files.
type PairTruth struct {
	Pedimento   string `json:"pedimento"`
	Operacion   string `json:"operacion"`
	Contraparte string `json:"contraparte,omitempty"`
	Estado      string `json:"estado"` // referenciada, sin_referencia
}

// BalanceTruth is a material at the end.
type BalanceTruth struct {
	Material    Material `json:"material"`
	Entradas    Micros   `json:"entradas"`
	Descargado  Micros   `json:"descargado"`
	Saldo       Micros   `json:"saldo"`
	Desperdicio Micros   `json:"desperdicio"`
	Missing     Micros   `json:"missing"`
	Faltante    Micros   `json:"faltante"`
}
