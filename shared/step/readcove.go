package step

import "example.com/immex/shared/pdftext"

// cove reads a COVE or a DODA, or an answer about one.
func (r *Reader) cove(p *Paper) []*Paper {
	r.unsupported(p)
	return []*Paper{p}
}

// printedCOVE reads the print of a COVE; false when the words are of none.
func (r *Reader) printedCOVE(_ *Paper, _ *pdftext.Text) bool { return false }
