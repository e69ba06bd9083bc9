// Package permiso is the balance of what an authority lets a company bring in:
// permits, cupos, Regla 8ª and the quantities of Anexo II of the Decreto IMMEX.
// What was authorised comes from a table of the plant (autorizaciones); what
// was used comes from record 553 of pedimentos, and for Anexo II from the
// temporary imports themselves.
//
// Example: permit 0452-26 allows 10,000 kg until December. Two pedimentos cite
// it in record 553, for 4,000 and 7,000: used 11,000, left 0, exceeded by 1,000
// from the second on.
//
// Units convert by the catalogue alone: a use in pieces under a permit in kilos
// is not counted and is said. The package judges nobody: rules and views do.
package permiso
