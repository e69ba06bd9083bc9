package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

const (
	// maxEntries bounds the parts of a workbook: sheets, styles, pictures.
	maxEntries = 2_000
	// maxInflated bounds what a workbook unpacks to: MaxCells of 60 bytes.
	maxInflated = 160 << 20
	// maxRatio bounds unpacked to packed bytes of a part over ratioFrom; a
	// sheet of one repeated number reaches about 60.
	maxRatio  = 200
	ratioFrom = 1 << 20
	// maxPart bounds the small parts: workbook, styles, relations.
	maxPart = 8 << 20
)

const (
	sharedStrings = "xl/sharedStrings.xml"
	worksheetDir  = "xl/worksheets/"
)

// numberFormat is how a style shows a number.
type numberFormat struct {
	shape shape
	width int // of shapePadded
}

// workbook is an opened XLSX.
type workbook struct {
	file     *excelize.File
	texts    []string
	formats  map[int]numberFormat
	unseen   map[int]*document.Text // by style: why its cells are not seen
	from1904 bool
	limit    budget
}

func readXLSX(b []byte, fs *document.Findings) (book *Book) {
	defer func() { // the library indexes what a file says without asking
		if r := recover(); r != nil {
			book = nil
			damaged(fs, document.Spot{}, errOrder)
		}
	}()
	if !sound(b, fs) {
		return nil
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxInflated, UnzipXMLSizeLimit: maxInflated,
	})
	if err != nil || f.WorkBook == nil && f.GetSheetList() == nil {
		fs.At("sheet_xlsx", document.Unreadable, document.Spot{}, because(
			"El libro no se puede abrir (%s); guárdelo de nuevo como XLSX.",
			"The workbook cannot be opened (%s); save it again as XLSX.", err))
		return nil
	}
	defer f.Close() //nolint:errcheck // in memory, nothing to flush
	w := &workbook{file: f, formats: map[int]numberFormat{}, limit: budget{fs: fs}}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.from1904 = *props.Date1904
	}
	w.unseen = unseen(w.part("xl/styles.xml"))
	if !w.sharedStrings(fs) {
		return nil
	}
	book = &Book{Format: XLSX}
	targets := w.targets()
	names := f.GetSheetList()
	if len(names) > MaxSheets {
		w.limit.over(document.Spot{}, "hojas", "sheets", MaxSheets)
		return nil
	}
	for _, name := range names {
		part, ok := targets[name]
		if !ok || part == "" {
			continue
		}
		s := Sheet{Name: name, hidden: map[int]bool{}}
		if visible, err := f.GetSheetVisible(name); err == nil {
			s.Hidden = !visible
		}
		if !w.read(part, &s, fs) {
			return nil
		}
		book.Sheets = append(book.Sheets, s)
	}
	report(book, fs)
	return book
}

// sound checks the zip and the small parts before a library opens them.
func sound(b []byte, fs *document.Findings) bool {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		fs.At("sheet_xlsx", document.Unreadable, document.Spot{}, because(
			"El libro está dañado (%s); envíelo de nuevo.", "The workbook is damaged (%s); send it again.", err))
		return false
	}
	if len(z.File) > maxEntries {
		(&budget{fs: fs}).over(document.Spot{}, "partes", "parts", maxEntries)
		return false
	}
	var total uint64
	seen := map[string]bool{}
	for _, f := range z.File {
		total += f.UncompressedSize64
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case f.Flags&1 != 0:
			fs.At("sheet_password", document.Error, document.Spot{}, document.Textf(
				"El libro pide contraseña; envíelo sin ella.", "The workbook asks for a password; send it without one."))
			return false
		case total > maxInflated, f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/maxRatio > f.CompressedSize64:
			(&budget{fs: fs}).over(document.Spot{Part: f.Name}, "bytes al descomprimirse", "bytes unpacked", maxInflated)
			return false
		case seen[name]:
			fs.At("sheet_xlsx", document.Unreadable, document.Spot{Part: f.Name}, document.Textf(
				"El libro trae dos veces la parte %q; guárdelo de nuevo como XLSX.",
				"The workbook has part %q twice; save it again as XLSX.", f.Name))
			return false
		}
		seen[name] = true
		if large := strings.HasPrefix(name, worksheetDir) && path.Ext(name) == ".xml" || name == strings.ToLower(sharedStrings); large {
			continue // scanned by its own reader
		}
		if ext := path.Ext(name); ext == ".xml" || ext == ".rels" {
			if err := guard(f); err != nil {
				fs.At("sheet_xlsx", document.Unreadable, document.Spot{Part: f.Name}, because(
					"Una parte del libro no se puede leer (%s); guárdelo de nuevo como XLSX.",
					"A part of the workbook cannot be read (%s); save it again as XLSX.", err))
				return false
			}
		}
	}
	return true
}

var errTooLong = errors.New("too many bytes")

// guard holds one part to well-formed, shallow XML.
func guard(f *zip.File) error {
	if f.UncompressedSize64 > maxPart {
		return errTooLong
	}
	rc, err := f.Open()
	if err != nil {
		return err //nolint:wrapcheck // quoted in a finding that names the part
	}
	defer rc.Close() //nolint:errcheck // reading only
	var part bytes.Buffer
	if _, err := part.ReadFrom(rc); err != nil {
		return err //nolint:wrapcheck // same
	}
	if len(bytes.TrimSpace(part.Bytes())) == 0 {
		return nil
	}
	_, _, err = xmlguard.Clean(part.Bytes(), xmlguard.Limits{Bytes: maxPart})
	return err //nolint:wrapcheck // same
}

// targets maps each sheet to the part it is in.
func (w *workbook) targets() map[string]string {
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	out := map[string]string{}
	if xml.Unmarshal(w.part("xl/_rels/workbook.xml.rels"), &rels) != nil || w.file.WorkBook == nil {
		return out
	}
	byID := map[string]string{}
	for _, r := range rels.Relationship {
		if path.Base(r.Type) != "worksheet" {
			continue // a chart, a dialog or a macro sheet
		}
		target := strings.TrimPrefix(strings.ReplaceAll(r.Target, `\`, "/"), "/")
		if !strings.HasPrefix(target, "xl/") {
			target = path.Join("xl", target)
		}
		byID[r.ID] = target
	}
	for _, s := range w.file.WorkBook.Sheets.Sheet {
		out[s.Name] = byID[s.ID]
	}
	return out
}

func (w *workbook) part(name string) []byte {
	v, ok := w.file.Pkg.Load(name)
	if !ok {
		return nil
	}
	b, _ := v.([]byte)
	return b
}

// format is what a style makes of a number.
func (w *workbook) format(style int) numberFormat {
	if f, ok := w.formats[style]; ok {
		return f
	}
	var f numberFormat
	if s, err := w.file.GetStyle(style); err == nil && s != nil {
		if s.CustomNumFmt != nil {
			f.shape = custom(*s.CustomNumFmt)
			f.width = strings.Count(*s.CustomNumFmt, "0")
		} else {
			f.shape = builtin(s.NumFmt)
		}
	}
	w.formats[style] = f
	return f
}
