package ledger

import (
	"encoding/json"
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// Status of a descargo: how well it is founded.
type Status string

// The two statuses; every report totals them apart.
const (
	Proved  Status = "proved"
	Assumed Status = "assumed"
)

// Descargo is exit × lot × quantity in UMT. It is never edited.
type Descargo struct {
	Exit     string          `json:"exit"`
	Lot      string          `json:"lot"`
	Cantidad quantity.Micros `json:"cantidad"`
	MovedAt  document.Date   `json:"moved_at"`
	Status   Status          `json:"status"`
	Basis    string          `json:"basis"` // named | peps
}

// Held is quantity of an exit that PEPS would take from an expired lot; a
// person decides: late return, or A3 (exception expired_in_sequence).
type Held struct {
	Exit     string          `json:"exit"`
	Lot      string          `json:"lot"`
	Cantidad quantity.Micros `json:"cantidad"`
	MovedAt  document.Date   `json:"moved_at"`
}

// Cause ranks why an exit found no lot.
type Cause string

// The causes, in the order they are tried.
const (
	CauseNoBOM         Cause = "no_bom"
	CauseLateImport    Cause = "late_import"
	CauseBeforeWindow  Cause = "before_window"
	CauseUnit          Cause = "unit"
	CauseOverDischarge Cause = "over_discharge"
)

// Shortage is quantity that found no lot: there are no negative saldos.
type Shortage struct {
	Exit     string          `json:"exit"`
	Cantidad quantity.Micros `json:"cantidad"`
	MovedAt  document.Date   `json:"moved_at"`
	Cause    Cause           `json:"cause"`
	// Named and TakenBy: a named lot that is absent, or who took it.
	Named   string   `json:"named,omitempty"`
	TakenBy []string `json:"taken_by,omitempty"`
}

// Saldo is what is left of a lot.
type Saldo struct {
	Lot      string          `json:"lot"`
	Cantidad quantity.Micros `json:"cantidad"`
	Held     quantity.Micros `json:"held,omitempty"`
}

// Book is one material, fully evaluated: a function of its movements, the
// policy, the catalogue and the engine. Nothing in it comes from arrival.
type Book struct {
	RFC       string     `json:"rfc"`
	ID        string     `json:"id"`
	Material  Material   `json:"material"`
	Engine    string     `json:"engine"`
	Policy    Policy     `json:"policy"`
	Catalog   string     `json:"catalog"`
	Lots      []Lot      `json:"lots"`
	Exits     []Exit     `json:"exits"`
	Descargos []Descargo `json:"descargos"`
	Held      []Held     `json:"held"`
	Shortages []Shortage `json:"shortages"`
	Saldos    []Saldo    `json:"saldos"`
}

// Encode is the canonical form of the book.
func (b *Book) Encode() ([]byte, error) {
	out, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("encode book %s: %w", b.ID, err)
	}
	return out, nil
}

// RunID is the identity of an evaluation: the hash of its inputs. Two runs of
// the same inputs are the same run.
func RunID(rfc, material string, movements []document.Hash, policy Policy, catalogVersion document.Hash) document.Hash {
	b := make([]byte, 0, 256+len(movements)*64)
	for _, s := range []string{rfc, material, string(policy.SinBOM), policy.InventoryKey, string(catalogVersion), Engine} {
		b = append(b, s...)
		b = append(b, 0)
	}
	for _, h := range movements {
		b = append(b, h...)
	}
	return document.HashOf(b)
}
