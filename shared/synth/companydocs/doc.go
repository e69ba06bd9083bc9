// Package companydocs turns the files of the invented company of package
// synth into specimens: its Data Stage, its VUCEM answers, its CFDI and its
// suppliers' CSV invoices, sound and with one defect each.
//
// Example: a Data Stage zip without one row of 551 must be refused, because
// its Resumen counts one more; with a digit of a value changed it must be read
// as it now stands, because nothing in it covers the value.
//
// The truth of a specimen is taken from its own rows and attributes by a
// reading of this package's own. The package invents nothing itself.
package companydocs
