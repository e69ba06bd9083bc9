package ledger

import (
	"encoding/json"
	"fmt"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Fact is what one accepted, paid pedimento says to the books, as one source
// tells it. Its canonical bytes are its JSON; their hash is its identity.
type Fact struct {
	Key       string          `json:"key"`    // 15 digits
	Doc       document.Hash   `json:"doc"`    // the document it comes from
	Source    document.Source `json:"source"` // its rank decides contradictions
	AsOf      document.Date   `json:"as_of"`  // latest date inside the document
	Clave     string          `json:"clave"`
	Operacion string          `json:"operacion"`
	Tipo      string          `json:"tipo,omitempty"` // Data Stage TipoPedimento
	Pago      document.Date   `json:"pago"`
	Entrada   document.Date   `json:"entrada"`
	// Remesa and Seleccion are the first and last results of the selection
	// mechanism; they differ for a consolidated pedimento.
	Remesa      document.Date `json:"remesa"`
	Seleccion   document.Date `json:"seleccion"`
	Consolidado bool          `json:"consolidado,omitempty"`
	Rectifica   *Prior        `json:"rectifica,omitempty"`
	EsRectif    bool          `json:"es_rectificacion,omitempty"`
	// Desistido: the paid pedimento was withdrawn; it moves nothing. What the
	// authority says undoes what it moved before, what a paper says is held
	// against the other sources.
	Desistido bool     `json:"desistido,omitempty"`
	Casos     []string `json:"casos,omitempty"` // identifiers of the pedimento: clave, and complements after "|"
	// Proveedores are the tax ids of who transfers, of a V1 (record 505).
	Proveedores []string     `json:"proveedores,omitempty"`
	TipoCambio  money.Amount `json:"tipo_cambio"`
	// Diferidos are what is said of duty that was deferred and comes due when
	// goods return to a treaty country.
	Diferidos []Diferido `json:"diferidos,omitempty"`
	Nombrados []Named    `json:"nombrados,omitempty"` // record 512
	Lineas    []Line     `json:"lineas"`
}

// Prior is the pedimento a rectification replaces (record 701).
type Prior struct {
	Key   string        `json:"key"` // 15 digits, year computed from Fecha
	Clave string        `json:"clave"`
	Fecha document.Date `json:"fecha"`
}

// Named is a record 512: pedimento, fracción, unit and quantity, no partida.
type Named struct {
	Key      string          `json:"key"`
	Clave    string          `json:"clave"`
	Fecha    document.Date   `json:"fecha"`
	Fraccion string          `json:"fraccion"`
	Unidad   string          `json:"unidad"`
	Cantidad quantity.Micros `json:"cantidad"`
}

// Diferido is a determination of duty on what is not originating (T-MEC art. 2.5
// and the like: records 351, 353 and 355), or what the whole pedimento paid of it
// (contributions 12 and 16) or determines without naming a partida, whose partida
// is 0. Whole pesos, but for Arancel.
type Diferido struct {
	Partida      int          `json:"partida"`
	Destino      string       `json:"destino,omitempty"`
	NoOriginaria money.Amount `json:"valor_no_originaria"`
	IGI          money.Amount `json:"igi"` // of what is not originating
	Arancel      money.Amount `json:"arancel_destino"`
	Moneda       string       `json:"moneda,omitempty"` // of Arancel
	Exento       money.Amount `json:"exento"`
	Tributos     []Tributo    `json:"tributos,omitempty"`
}

// Line is one partida.
type Line struct {
	Sec         int             `json:"sec"`
	Fraccion    string          `json:"fraccion"`
	NICO        string          `json:"nico,omitempty"`
	Descripcion string          `json:"descripcion"`
	UMC         string          `json:"umc"`
	CantidadUMC quantity.Micros `json:"cantidad_umc"`
	UMT         string          `json:"umt"`
	CantidadUMT quantity.Micros `json:"cantidad_umt"`
	Aduana      money.Amount    `json:"valor_aduana"`    // whole pesos
	Comercial   money.Amount    `json:"valor_comercial"` // whole pesos
	Dolares     money.Amount    `json:"valor_dolares"`
	Origen      string          `json:"origen"`
	Tributos    []Tributo       `json:"tributos,omitempty"`
	Casos       []string        `json:"casos,omitempty"`
	Serie       string          `json:"serie,omitempty"`
	Parte       string          `json:"parte,omitempty"`
}

// Tributo is a contribution of a partida by form of payment, whole pesos.
type Tributo struct {
	Clave   string       `json:"clave"`
	Forma   string       `json:"forma"`
	Importe money.Amount `json:"importe"`
}

// same reports that two are written alike.
func (t Tributo) same(o Tributo) bool {
	return t.Clave == o.Clave && t.Forma == o.Forma && t.Importe.Known() == o.Importe.Known() && t.Importe.String() == o.Importe.String()
}

// Encode is the canonical form: what encoding/json gives (canonical.go). The error is always nil; it stands beside the other encoders.
func (f *Fact) Encode() ([]byte, error) {
	w := writer{b: make([]byte, 0, 512+400*len(f.Lineas))}
	w.fact(f)
	return w.b, nil
}

// DecodeFact reads the canonical form. Whoever does not trust its source
// encodes it again and compares the hash.
func DecodeFact(b []byte) (*Fact, error) {
	if f, ok := readFact(b); ok {
		return f, nil
	}
	var f Fact
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("decode fact: %w", err)
	}
	return &f, nil
}

// Suffix is the number without its year: sources that compute the year and
// sources that print it meet on it, within one year.
func Suffix(key string) string { return key[min(2, len(key)):] }

// YearsApart is the distance of the two-digit years of two numbers.
func YearsApart(a, b string) int {
	if len(a) < 2 || len(b) < 2 {
		return 99
	}
	x, errA := strconv.Atoi(a[:2])
	y, errB := strconv.Atoi(b[:2])
	if errA != nil || errB != nil {
		return 99
	}
	d := (x - y + 100) % 100
	return min(d, 100-d)
}

// samePedimento reports whether two numbers name one pedimento: the same
// aduana, patente and digits, and years within one, since consolidated
// pedimentos print a later year than their digits tell.
func samePedimento(a, b string) bool {
	return a == b || Suffix(a) == Suffix(b) && YearsApart(a, b) <= 1
}
