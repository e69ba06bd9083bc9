// Package plant is everything the plant's own tables say, put together: parts
// and their other names, bills of materials and orders, opening balances,
// counts, acts, assets, decisions, moves and changes of fracción (Anexo 24
// RGCE). The books are resolved under it.
//
// Two files may speak of one thing. The row of the file whose latest inner
// date is later counts, then that of the smaller hash; never the later
// arrival. The row that does not count is a notice. What one row says is
// replaced by one row, except that a version of a bill of materials and a
// production order are one thing with all their rows: a list that is sent
// again is the whole list, else a component could never be taken out of it.
//
// Example: a file of June says CON-10 weighs 12.5 g and one of March 12 g. On
// any day on which both rows hold, 12.5 g counts, whichever was sent last.
//
// Rows of law are the exception: two that contradict each other on a day both
// stop counting on it and are an error, until one names the file it replaces.
//
// The package moves nothing and converts nothing but the sum of a count; what
// is in doubt is a finding and is not used.
package plant

import (
	"example.com/immex/shared/bom"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// File is an accepted table with the hash of its fact and its document.
type File struct {
	*material.File
	Hash document.Hash // of the canonical form, as it is kept among the facts
	Doc  document.Hash // the document it came in
}

// Source is where a row was written.
type Source struct {
	Fact  document.Hash `json:"fact"`
	Doc   document.Hash `json:"doc"`
	Tabla string        `json:"tabla"`
	Hoja  string        `json:"hoja,omitempty"`
	Fila  int           `json:"fila"`
}

// Problem is a finding about the plant's tables, at the row it is about.
type Problem struct {
	Source
	document.Finding
}

// Part is what the catalogue says of a part from Desde to Hasta.
type Part struct {
	Parte, Descripcion, Tipo, Fraccion, NICO string
	UMC, UMT                                 string
	Factors                                  []unit.Factor
	Desde, Hasta                             document.Date
	Source                                   Source
}

// Opening is a balance at the close of the key date.
type Opening struct {
	Pedimento                   string
	Partida                     int
	Parte, Fraccion             string
	UMT, UMC                    string // UMC "" when it was not written
	SaldoUMT, SaldoUMC          quantity.Micros
	DesperdicioUMT              quantity.Micros // of SaldoUMT
	Fecha, Entrada, Vencimiento document.Date   // key date; entry and due date when written
	Clave, Procedencia          string
	Source                      Source
}

// Count is the physical count of a part on a day, over all places.
type Count struct {
	Fecha    document.Date
	Parte    string // as it is named that day
	Cantidad quantity.Micros
	Unidad   string
	Motivo   string
	Lugares  []string // in order
	Sources  []Source
}

// Act is one line of an act or notice of scrap or destruction.
type Act struct {
	Acta      string
	Renglon   int
	Fecha     document.Date
	Tipo      string // destruccion, desperdicio, donacion, venta_desperdicio
	De        string // desperdicio or material
	Parte     string
	Producto  string // a finished product, to be exploded
	Pedimento string
	Partida   int
	Cantidad  quantity.Micros
	Unidad    string
	Documento string
	Aviso     document.Date // notice of a destruction
	Source    Source
}

// Evidence is that something was done on a day: a report filed, a certificate
// received, a query answered, a review made.
type Evidence struct {
	Asunto, Obligacion string
	Periodo            document.Date // first day of what is reported
	Pedimento          string
	Fecha, Vence       document.Date
	Negativo           bool
	Folio              string
	Source             Source
}

// Asset is one machine of a partida.
type Asset struct {
	Activo, Serie, Pedimento           string
	Partida                            int
	Descripcion, Marca, Modelo, Estado string
	Lugar                              string
	Fecha                              document.Date // since when it is in its state
	Source                             Source
}

// Decision is what a person decided.
type Decision struct {
	Decision      string
	Fecha         document.Date
	Orden         int    // among those of its day; 0: not written
	Tipo          string // dirigir, bloquear, liberar, tomar_vencido, dejar_vencido, faltante, hallado
	Salida        string // 15 digits
	SalidaPartida int
	Lote          string // 15 digits
	LotePartida   int
	Parte         string
	Cantidad      quantity.Micros
	Unidad        string
	Quien, Motivo string
	Source        Source
}

// Move is a quantity that went from one place to another.
type Move struct {
	Documento string
	Fecha     document.Date
	Tipo      string // submaquila, salida_temporal, retorno_temporal, entre_plantas
	Parte     string
	Pedimento string
	Partida   int
	Cantidad  quantity.Micros
	Unidad    string
	De, A     string
	Source    Source
}

// Place is a registered place from Desde to Hasta.
type Place struct {
	Lugar, Tipo, Domicilio, RFC string
	Desde, Hasta                document.Date
	Source                      Source
}

// Index is what all tables say. It is read and never changed.
type Index struct {
	units       *unit.Table
	parts       map[string][]Part    // by date
	goods       map[[2]string][]Part // the same by fracción and UMT
	names       names
	bom         *bom.Index
	openings    map[string][]Opening // by pedimento without its year
	keyDate     document.Date
	counts      []Count
	acts        []Act
	assets      map[string][]Asset // by pedimento without its year
	decisions   []Decision
	resolutions []Resolution
	reported    []Reported
	stock       []Stock
	credit      []CreditBalance
	evidence    []Evidence
	moves       []Move
	places      map[string][]Place
	allowed     []Allowed
	partners    []Partner
	changes     map[string][]change // by former fracción
	law         map[string][]catalog.LawRow
	clocks      []Clock
	problems    []Problem
	hash        document.Hash
}

// New puts the tables together, in whatever order they come.
func New(files []File, units *unit.Table) *Index {
	x := &Index{units: units}
	m := x.merge(files)
	x.hash = m.hash()
	x.readParts(m)
	x.readNames(m)
	x.readFracciones(m)
	x.readBOM(m)
	x.readOpenings(m)
	x.readCounts(m)
	x.readActs(m)
	x.readAssets(m)
	x.readDecisions(m)
	x.readMoves(m)
	x.readAllowed(m)
	x.readPartners(m)
	x.readResolutions(m)
	x.readDeclared(m)
	x.readLaw(m)
	x.readClocks(m, files)
	x.sortProblems()
	return x
}

// Hash is of the rows that count and where they were written, whatever the
// order of the files: part of what the books follow from.
func (x *Index) Hash() document.Hash { return x.hash }

// Problems is what is in doubt, and the rows that do not count, in an order of
// its own.
func (x *Index) Problems() []Problem { return x.problems }

// BOM is the bills of materials and production orders.
func (x *Index) BOM() *bom.Index { return x.bom }

// KeyDate is the earliest date of an opening balance, unknown without one.
func (x *Index) KeyDate() document.Date { return x.keyDate }

// Counts are the physical counts by date and part.
func (x *Index) Counts() []Count { return x.counts }

// Acts are the lines of acts by date, act and line.
func (x *Index) Acts() []Act { return x.acts }

// Decisions are those of persons by date and number.
func (x *Index) Decisions() []Decision { return x.decisions }

// Moves are those between places by date and document.
func (x *Index) Moves() []Move { return x.moves }
