package step

import "example.com/immex/shared/pdftext"

// printedInvoice reads the print of a commercial invoice or a packing list;
// false when the words are of neither.
func (r *Reader) printedInvoice(_ *Paper, _ *pdftext.Text) bool { return false }
