// Package cfdidocs invents electronic invoices (CFDI 4.0 and 3.3: income,
// credit, transfer and payment, with the Comercio Exterior complement),
// sealed with a key of its own, together with what a reader must say of them.
//
// Example: an export invoice of three lines, sealed; a mutant of it has one
// digit changed anywhere, which the seal covers, so that it must be refused.
// Without a certificate only its sums cover it, and where they do not the
// truth is what it now says.
//
// The cadena original is written beside the document, field by field, and
// never taken from the reader that is measured. Nothing here was certified by
// anybody: the certificate is self-made and says so.
package cfdidocs
