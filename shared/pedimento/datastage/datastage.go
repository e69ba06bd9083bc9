// Package datastage reads the Data Stage: the zip of 26 tables that the
// customs authority delivers each month to an importer, its own record of
// every pedimento (Formato Consulta Data Stage, ANAM 2022; dossier §3).
//
// Example: 719414_solicitudes.zip holds 719414_501.asc (headers of
// pedimentos), 719414_551.asc (partidas) … and 719414_Resumen.asc, whose two
// totals are the control of the whole delivery.
//
// A delivery that disagrees with its Resumen, lacks a table or has a header
// of another layout is refused whole. A pedimento that disagrees with itself
// is refused alone. Nothing is repaired by guessing: NUL padding is dropped,
// zeros that a whole-number column lost are restored, text is decoded line by
// line, and each of these is said.
package datastage

import (
	"example.com/immex/shared/document"
)

// Limits of a delivery, so that a hostile zip cannot exhaust the machine.
const (
	// MaxEntries allows the 26 tables and some desktop litter.
	MaxEntries = 200
	// MaxTable is the largest single table: 2 GiB of offsets fit in an int32,
	// and a year of the largest plant's 551 stays under 256 MiB.
	MaxTable = 256 << 20
	// MaxTotal bounds all tables of a delivery together, so that reading one
	// stays under 512 MB: the 154 real deliveries measured take half of it in all.
	MaxTotal = 288 << 20
	// MaxRatio is inflated over deflated size; real tables stay under 40.
	MaxRatio = 250
)

// Resumen is the control record of a delivery.
type Resumen struct {
	Folio          string
	RFC            string // RFC or patente that asked
	From, To       document.Date
	Executed       document.Date
	Partidas       int // = rows of 551
	Contribuciones int // = rows of 557
}

// Delivery is one opened zip, ready to be walked pedimento by pedimento.
type Delivery struct {
	Resumen  Resumen
	Findings document.Findings // of the delivery as a whole
	// Rows counts the data rows of each table.
	Rows [tables]int
	// Expected are the pedimentos that only a Sel row names: consolidated
	// ones selected before payment, due in a later delivery.
	Expected []string
	// Addresses asks for the addresses of the parties too, which only a view
	// shows and no check needs.
	Addresses bool

	text [tables]string
	rows [tables][]row
	peds []head
	keys map[string]int32
}

// head is one pedimento of table 501 with the rows that belong to it.
type head struct {
	key  string // patente|pedimento|sección as delivered
	span [tables]span
}

// span is a run of the rows of one table, sorted by pedimento.
type span struct{ from, to int32 }

// row is one line of a table: its bytes, its line number, and its pedimento.
type row struct {
	from, to int32
	line     int32
	ped      int32
}

// Len is the number of pedimentos in the delivery.
func (d *Delivery) Len() int { return len(d.peds) }

// TotalRows counts all data rows of all tables.
func (d *Delivery) TotalRows() int {
	n := 0
	for _, r := range d.Rows {
		n += r
	}
	return n
}

// Key is RFC+folio, the business key of the delivery.
func (d *Delivery) Key() string { return d.Resumen.RFC + "+" + d.Resumen.Folio }
