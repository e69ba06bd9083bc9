package report

import (
	"archive/zip"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
)

// XLSX writes the table as a workbook of its own, under the rules of a whole
// set: a value is a number cell only when a spreadsheet can hold it exactly. The
// same table gives the same bytes.
func (t *Table) XLSX(w io.Writer, lang document.Lang) error {
	f := excelize.NewFile()
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &orderedZip{z: zip.NewWriter(w)} }) // past the buffer of excelize
	err := t.alone(f, lang)
	if err == nil {
		_, err = f.WriteTo(io.Discard)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("workbook of %s: %w", t.Name, err)
	}
	return nil
}

func (t *Table) alone(f *excelize.File, lang document.Lang) error {
	stamp := noon(t.Head.To).Format(time.RFC3339)
	if err := f.SetDocProps(&excelize.DocProperties{
		Creator: t.Head.RFC, LastModifiedBy: t.Head.RFC, Title: t.Name, Created: stamp, Modified: stamp,
	}); err != nil {
		return fmt.Errorf("properties: %w", err)
	}
	st, err := newStyles(f)
	if err != nil {
		return err
	}
	if err := f.SetSheetName("Sheet1", t.Name); err != nil {
		return fmt.Errorf("sheet %s: %w", t.Name, err)
	}
	return t.sheet(f, st, lang, 0, t.Len())
}
