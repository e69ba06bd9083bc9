// Package saai reads the archivo M, the file a customs broker sends to the
// authority's validator (SAAI M3, Lineamientos Técnicos de Registros v9.0;
// dossier of formats §2), and the answers to it: of the prevalidador and of
// the bank (§2.1, §2.2).
//
// Example: "551|6000123|48237099|1|99|CAJAS|…|" is partida 1 of pedimento
// 6000123. A file holds one or several pedimentos between their record 500 and
// the one record 801 that counts pedimentos and records.
//
// The archivo M is a declaration, not its payment: alone it makes a proforma.
// Only the bank's answer that travels with it makes it paid (infra/decisions
// 0004). A record of another number of fields, a date of another order or a
// counter that is off is refused with its line; nothing is repaired.
package saai

import (
	"bytes"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Limits of a file, so that a hostile one cannot exhaust the machine.
const (
	// MaxRecords is what the five digits of 801.4 can count.
	MaxRecords = 99_999
	// MaxBytes is MaxRecords records of the widest layout that occurs.
	MaxBytes = 64 << 20
	// maxFields is more than the widest record (501 has 35 fields).
	maxFields = 48
	// maxFindings of one pedimento or file are listed one by one: enough to see
	// the pattern, and a hostile file cannot make millions.
	maxFindings = 200
)

// The kinds of movement (500.2) the reader treats apart; every other one
// declares a pedimento.
const (
	MovimientoEliminacion   = "2"
	MovimientoDesistimiento = "3"
)

// File is one archivo M.
type File struct {
	Nombre       string // 801.2, as the broker's system wrote it
	Prevalidador string // 801.5
	Registros    int    // records but the 801 itself
	// Declaraciones are the pedimentos, in the order of their records 500.
	Declaraciones []*Declaration
	// Findings are those of the file; a blocking one refuses all of it.
	Findings document.Findings
}

// Declaration is what a file says of one pedimento.
type Declaration struct {
	Movimiento string // 500.2
	Pedimento  *pedimento.Pedimento
	// Firmas are the electronic signatures (800): a file without one was
	// exported before it was validated.
	Firmas []Registro
	// Otros are records that the pedimento type has no place for, and those
	// whose layout is not public, so that nothing of the file is dropped.
	Otros []Registro

	// Taken: the validator's answer that came with it (BORRADO) took a movement
	// that kills a pedimento; without it the movement is what the broker asked for.
	Taken bool

	lines []string
}

// Registro is one record with its fields by name.
type Registro struct {
	Codigo string
	Titulo string
	Linea  int
	Campos []Campo
}

// Campo is one field as written.
type Campo struct{ Nombre, Valor string }

// Canonical writes what identifies a declaration: its records in their order,
// without line ends.
func (d *Declaration) Canonical(w *bytes.Buffer) {
	for _, l := range d.lines {
		w.WriteString(l)
		w.WriteByte('\n')
	}
}

// Cancels reports a movement that kills a validated pedimento instead of
// declaring one.
func (d *Declaration) Cancels() bool {
	return d.Movimiento == MovimientoEliminacion || d.Movimiento == MovimientoDesistimiento
}
