// Package bomcompany makes up an IMMEX company that assembles: it imports
// parts, makes products of them by bills of materials of three levels whose
// versions change, and returns them. It writes the documents of two years
// (monthly Data Stage, commercial invoices that name part numbers, the plant's
// own tables, the programme file) and, in truth.json, what the books of that
// company must show to the last unit: every lot, every descargo, every
// shortage with its cause (Anexo 24 of the RGCE; decision 0010 of this
// project).
//
// Example: Generate(Options{Seed: 1}, emit) calls emit once per file, in the
// order the files arrive; the same options give the same bytes.
//
// The truth is computed day by day over plain slices with exact rationals, and
// shares no code with the readers, the ledger or the matcher it is there to
// check. Nothing of a real company or person is in it.
package bomcompany
