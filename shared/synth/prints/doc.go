// Package prints invents printed pedimentos: a declaration that adds up, laid
// out as a broker's system might print it after model M1.1 of Anexo 1, with
// every figure on the page tracked to the value a reader must deliver.
//
// Example: the layout "columnas" prints the taxes on the right of each
// partida; its mutant with one digit of a price changed must be refused,
// because unit price × quantity no longer gives it.
//
// The layouts, companies and figures are inventions. The package knows no
// reader: what a mutant's page says is computed from the marks on the page,
// and whether a control covers it from customs arithmetic alone.
package prints
