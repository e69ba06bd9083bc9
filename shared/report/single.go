package report

import (
	"fmt"
	"io"

	"example.com/immex/shared/document"
)

// XLSX writes the table as a workbook of its own, under the rules of a whole
// set: a value is a number cell only when a spreadsheet can hold it exactly. The
// same table gives the same bytes.
func (t *Table) XLSX(w io.Writer, lang document.Lang) error {
	err := writeWorkbook(w, lang, func(k *workbook) error {
		if err := k.stamp(&t.Head, t.Name); err != nil {
			return err
		}
		if err := k.call(t.Name); err != nil {
			return err
		}
		return k.sheet(t, 0, t.Len())
	})
	if err != nil {
		return fmt.Errorf("workbook of %s: %w", t.Name, err)
	}
	return nil
}
