package material

import (
	"slices"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// Type is what the values of a column are.
type Type string

// The types of column.
const (
	TypeText      Type = "text"      // as written
	TypeKey       Type = "key"       // a number or name that identifies: zeros kept, no figure
	TypeDate      Type = "date"      // YYYY-MM-DD, or day and month beyond doubt
	TypeMonth     Type = "month"     // YYYY-MM, or its first day
	TypeMoment    Type = "moment"    // YYYY-MM-DDTHH:MM:SS, with an offset from UTC or without one
	TypeAmount    Type = "amount"    // not negative, any decimals
	TypeQuantity  Type = "quantity"  // up to six decimals, as the books hold it
	TypeFactor    Type = "factor"    // above zero, any decimals
	TypePercent   Type = "percent"   // 0 to 100; below 1 only with its sign
	TypeWhole     Type = "whole"     // 1, 2, 3 …
	TypeEnum      Type = "enum"      // one of Values
	TypeRFC       Type = "rfc"       // Mexican RFC
	TypeFraccion  Type = "fraccion"  // 8 digits, dots allowed
	TypePrefijo   Type = "prefijo"   // the first 2 to 8 digits of fracciones
	TypeNICO      Type = "nico"      // 2 digits
	TypeUnidad    Type = "unidad"    // Anexo 22 Apéndice 7: key or name
	TypePedimento Type = "pedimento" // 15 digits, any spacing
	TypePais      Type = "pais"      // two or three letters
)

func (t Type) numeric() bool {
	return t == TypeAmount || t == TypeQuantity || t == TypeFactor || t == TypePercent || t == TypeWhole
}

// keyed reports types that identify something: a figure in their place has
// lost its zeros or its meaning.
func (t Type) keyed() bool {
	return t == TypeKey || t == TypeRFC || t == TypeFraccion || t == TypePrefijo || t == TypeNICO || t == TypePedimento
}

// Column is one documented column.
type Column struct {
	Name     string // Spanish heading, and the name in findings and JSON
	English  string // heading of the English template
	Aliases  []string
	Type     Type
	Required bool
	Positive bool     // of a quantity: zero is refused
	Later    bool     // came after files were kept: one that nowhere says it is kept as before
	Values   []string // of TypeEnum
	Meaning  document.Text
	Example  string
}

// Table is one kind of file.
type Table struct {
	Name    string
	Title   document.Text
	Columns []Column
	// Identity are the columns whose values name a row: two rows with equal
	// ones are a duplicate, or overlap when the table has validity dates.
	Identity []string
	// From and To are the columns of validity, "" for tables without one.
	From, To string
	// Law marks a table of dated law, which is nobody's own.
	Law bool
	// OneOf are columns of which each row needs at least one.
	OneOf []string
	// Aside marks a table of which no balance follows: what persons say about
	// findings, what an authority allows.
	Aside bool

	check    func(*checker)
	headings map[string]int // folded heading to place among Columns
}

func (t *Table) index(column string) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == column })
}

// Column finds a column by the heading a person wrote.
func (t *Table) Column(heading string) (*Column, bool) {
	i, ok := t.headings[sheet.Fold(heading)]
	if !ok {
		return nil, false
	}
	return &t.Columns[i], true
}

// ByName finds a table by its name.
func ByName(name string) (*Table, bool) {
	all := Tables()
	for i := range all {
		if all[i].Name == name {
			return &all[i], true
		}
	}
	return nil, false
}

// Tables lists every kind of file, in reading order. The list is shared: it
// is read and never changed.
func Tables() []Table { return tables() }

var tables = sync.OnceValue(func() []Table { //nolint:gochecknoglobals // immutable, built once
	all := append([]Table{
		partes(), alias(), bom(), ordenes(), saldosIniciales(),
		conteos(), activosFijos(), desperdicios(), socios(), lugares(),
		decisiones(), traslados(), fracciones(), autorizaciones(), resoluciones(), cierres(),
		raocePresentado(), existenciasERP(), scccygSaldos(), cumplimiento(), remitentes(),
	}, lawTables()...)
	for i := range all {
		t := &all[i]
		t.headings = map[string]int{}
		for j, c := range t.Columns {
			for _, h := range append([]string{c.Name, c.English}, c.Aliases...) {
				t.headings[sheet.Fold(h)] = j
			}
		}
	}
	return all
})

func text(es, en string) document.Text { return document.Text{ES: es, EN: en} }

func also(names ...string) []string { return names }
