// Package print reads the printed foreign commercial invoice and the printed
// packing list: the PDF a supplier sends with the goods (LA art. 36-A, RGCE
// 3.1.8 ask for number, date, seller, buyer, goods, quantity, unit price and
// total). Suppliers share no template, so values are found by their printed
// labels and column headings, in English or Spanish, and by where they stand.
//
// Example: under the heading "QTY", left of "UNIT PRICE 0.25" and "AMOUNT
// 250.00", the word "1,000" is the quantity 1000, because 1000 × 0.25 is 250
// and the amounts add up to the printed total.
//
// An invoice is taken only when its totals prove its lines. The package
// guesses no separator of decimals, no order of day and month and no currency:
// what the page does not prove is a finding that blocks. It reads no PDF
// itself, converts nothing, and refuses the prints of other documents that
// hold the word invoice: a CFDI, a pedimento, a bill of lading, a bank paper.
package print

import "example.com/immex/shared/pdftext"

const (
	// MaxPages bounds the pages looked at: the longest invoices of the trade
	// have some hundred; beyond it a CSV is the better delivery.
	MaxPages = 500
	// MaxWords bounds the words of a document: 1,500 on each of 500 pages would
	// be 750,000; nothing that large is an invoice a person checks.
	MaxWords = 400_000
	// MaxLines bounds the lines of goods of one document.
	MaxLines = 20_000
)

// points is a length on a page, never an amount.
type points = pdftext.Points
