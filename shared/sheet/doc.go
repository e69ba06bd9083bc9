// Package sheet turns the tables people write, CSV and XLSX, into rows of text
// cells that know their sheet, row and column. Parts lists, invoices and
// packing lists come this way (formats §7).
//
// Example: a cell of an XLSX that shows 0.1 and stores 0.10000000000000001 is
// the text "0.1"; one whose stored text says neither exactly what a person
// typed is refused with a reason.
//
// The package knows no heading and no kind of table; it evaluates no formula,
// follows no link and runs no macro.
package sheet
