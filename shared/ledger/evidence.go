package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"example.com/immex/shared/document"
)

// Ref names a paper by what other papers call it: a CFDI by its UUID, an
// invoice by issuer, number and day, an acuse de valor by its number, a
// validation by its acuse.
type Ref string

// UUIDRef names a CFDI.
func UUIDRef(uuid string) Ref { return Ref("uuid:" + strings.ToUpper(uuid)) }

// FolioRef names an invoice as a pedimento declares it; ok is false when one
// of the three is not known: a number alone names nothing.
func FolioRef(rfc, numero string, fecha document.Date) (r Ref, ok bool) {
	n := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' {
			return c
		}
		return -1 // "A-100" and "A 100" are one number
	}, strings.ToUpper(numero))
	if rfc == "" || n == "" || !fecha.Known() {
		return "", false
	}
	return Ref("folio:" + rfc + ":" + n + ":" + fecha.String()), true
}

// COVERef names an acuse de valor.
func COVERef(numero string) Ref { return Ref("cove:" + strings.ToUpper(numero)) }

// AcuseRef names what the validator took under an acuse of eight signs; ok is
// false when one of the four is not known. It tells pedimentos of one number
// ten years apart from each other, which an archivo M without year cannot.
func AcuseRef(aduana, patente, documento, acuse string) (r Ref, ok bool) {
	if aduana == "" || patente == "" || documento == "" || !acuseShape.MatchString(acuse) {
		return "", false
	}
	return Ref(acusePrefix + aduana + ":" + patente + ":" + documento + ":" + acuse), true
}

const acusePrefix = "acuse:"

// ofAcuse reports a ref to what was validated, which no CFDI is behind.
func (r Ref) ofAcuse() bool { return strings.HasPrefix(string(r), acusePrefix) }

// OfPaper reports a ref to a paper that a pedimento declares.
func (r Ref) OfPaper() bool { return !r.ofAcuse() }

// refPrefix begins the keys of refs: no pedimento has letters in its number.
const refPrefix = "ZZ"

// Key is what a ref is found by: as long as the number of a pedimento, so that
// the same index finds both.
func (r Ref) Key() string {
	sum := sha256.Sum256([]byte(r))
	return refPrefix + base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])[:13]
}

// IsRefKey reports the key of a ref, which is also the name of the group that
// holds what is said of it.
func IsRefKey(key string) bool { return strings.HasPrefix(key, refPrefix) }

// What a piece of evidence says.
const (
	Declara   = "declara"   // a pedimento declares a paper (505), or the acuse it was validated under
	Nombra    = "nombra"    // an acuse de valor names its invoice
	Lleva     = "lleva"     // a number is that of a CFDI
	Ampara    = "ampara"    // a CFDI names its goods
	Sustituye = "sustituye" // a CFDI is replaced by another (TipoRelacion 04)
	Cancela   = "cancela"   // the SAT answers that a CFDI is cancelled
	Retira    = "retira"    // an archivo M kills what was validated under an acuse, and the validator took it
)

// Evidence is one thing one document says of the papers behind a pedimento.
// It moves nothing by itself: what a CFDI names gives parts to the pedimento
// that declares it, as long as nothing withdraws it.
type Evidence struct {
	Dice   string        `json:"dice"`
	De     string        `json:"de"`          // 15 digits, or a Ref
	A      Ref           `json:"a,omitempty"` // what it leads to
	Doc    document.Hash `json:"doc"`
	Fecha  document.Date `json:"fecha"`
	Emisor string        `json:"emisor,omitempty"` // RFC of who issued the invoice, or had it cancelled; of a foreign supplier its tax id
	Estado string        `json:"estado,omitempty"` // of the SAT's answer
	Lineas []PartLine    `json:"lineas,omitempty"`
}

// Key is what it is found by.
func (e *Evidence) Key() string {
	if e.A != "" {
		return e.A.Key()
	}
	return Ref(e.De).Key()
}

// Group is where it is kept: with what it is about.
func (e *Evidence) Group() string {
	if e.Dice == Declara {
		return e.De
	}
	return Ref(e.De).Key()
}

// Encode is the canonical form.
func (e *Evidence) Encode() ([]byte, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("encode evidence of %s: %w", e.De, err)
	}
	return b, nil
}

var errEvidence = errors.New("decode evidence: it says nothing that is known")

// DecodeEvidence reads the canonical form and refuses any other.
func DecodeEvidence(b []byte) (*Evidence, error) {
	var e Evidence
	if err := json.Unmarshal(b, &e); err != nil {
		return nil, fmt.Errorf("decode evidence: %w", err)
	}
	leads := false
	switch e.Dice {
	case Declara, Nombra, Lleva, Sustituye:
		leads = true
	case Ampara, Cancela, Retira:
	default:
		return nil, errEvidence
	}
	if e.De == "" || leads != (e.A != "") {
		return nil, errEvidence
	}
	again, err := e.Encode()
	if err == nil && !bytes.Equal(again, b) {
		err = errEvidence
	}
	return &e, err
}

// Said is a piece of evidence with its identity.
type Said struct {
	Hash document.Hash
	Evidence
}
