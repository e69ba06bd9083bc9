package material

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// maxFindings is where a person stops reading errors of one file.
const maxFindings = 200

// Read reads the plant file of a book. Of several sheets one alone may have
// the headings of a table; file is nil when findings block.
func Read(book *sheet.Book) (*File, document.Findings) {
	var fs document.Findings
	s := choose(book, &fs)
	if s == nil {
		return nil, fs
	}
	m, rivals := recognise(s)
	if !m.whole() || len(rivals) > 0 {
		m.doubt(s, rivals, &fs)
		return nil, fs
	}
	c := &checker{file: &File{Table: m.table, Sheet: s.Name}, columns: m.columns, where: map[string]int{}}
	for i, t := range m.columns {
		c.where[m.table.Columns[t].Name] = i
	}
	for i := m.row + 1; i < len(s.Rows); i++ {
		if !s.Rows[i].Blank() {
			c.row(&s.Rows[i])
		}
	}
	c.finish()
	fs = append(fs, c.findings()...)
	if fs.Blocking() {
		return nil, fs
	}
	return c.file, fs
}

// choose finds the only sheet with the headings of a table; what the others
// hold is not used, and said so.
func choose(book *sheet.Book, fs *document.Findings) *sheet.Sheet {
	visible := book.Visible()
	if len(visible) == 0 {
		fs.At("plant_empty", document.Error, document.Spot{}, document.Textf(
			"El archivo no trae filas visibles; use una plantilla (immex template).",
			"The file has no visible rows; use a template (immex template)."))
		return nil
	}
	if len(visible) == 1 {
		return visible[0]
	}
	var meant []*sheet.Sheet
	for _, s := range visible {
		if Sniff(s) {
			meant = append(meant, s)
		}
	}
	switch len(meant) {
	case 0:
		return visible[0]
	case 1:
	default:
		fs.At("plant_sheets", document.Error, sheet.At(meant[1].Name, 0, -1), document.Textf(
			"Las hojas %q y %q traen tablas; envíe una por archivo.",
			"Sheets %q and %q both hold tables; send one per file.", meant[0].Name, meant[1].Name))
		return nil
	}
	for _, s := range visible {
		if s != meant[0] && !isGuide(s) {
			fs.At("plant_sheet_unused", document.Warning, sheet.At(s.Name, 0, -1), document.Textf(
				"La hoja %q no tiene los encabezados de una plantilla y no se usó.",
				"Sheet %q has no headings of a template and was not used.", s.Name))
		}
	}
	return meant[0]
}

// findings are the errors of the file, no more than a person reads.
func (c *checker) findings() document.Findings {
	if len(c.fs) <= maxFindings {
		return c.fs
	}
	more := len(c.fs) - maxFindings
	out := c.fs[:maxFindings:maxFindings]
	out.At("plant_more", document.Notice, document.Spot{}, document.Textf(
		"Hay %d observaciones más; se muestran las primeras %d.", "There are %d more findings; the first %d are shown.", more, maxFindings))
	for _, f := range c.fs[maxFindings:] { // a warning shown must not hide an error that is not
		if f.Severity == document.Error && !out.Blocking() {
			out = append(out, f)
		}
	}
	return out
}
