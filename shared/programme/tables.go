package programme

import "example.com/immex/shared/document"

// readTables reads the plant's tables.
func (b *Basis) readTables(tables []File, upTo document.Date) error {
	_, _ = tables, upTo
	sortFindings(b.Findings)
	return nil
}
