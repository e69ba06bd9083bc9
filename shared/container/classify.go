package container

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"example.com/immex/shared/correction"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/cove/doda"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/material"
	"example.com/immex/shared/pedimento/saai"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/xmlguard"
)

const (
	// pdfWithin is where readers of PDF look for the mark (ISO 32000, H.3).
	pdfWithin = 1024
	// textWithin is as much of a text as is looked at.
	textWithin = 64 << 10
)

// Classify says what b is by its content. Names play no part: a PDF renamed
// .zip is a PDF.
func Classify(b []byte) document.Kind {
	switch {
	case len(bytes.TrimSpace(b[:min(len(b), textWithin)])) == 0:
		return document.KindUnknown
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("PK\x05\x06")):
		return classifyZip(b)
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return document.KindPDF
	case isTNEF(b):
		return document.KindTNEF
	case image(b):
		return document.KindImage
	case Magic(b) != "":
		return document.KindUnknown
	}
	if names := xmlguard.Names(b, maxNames); len(names) > 0 {
		switch {
		case !strings.EqualFold(names[0].Local, "html"):
			return classifyXML(names, b)
		case doda.Page(b):
			return document.KindDODA
		}
		return document.KindText
	}
	switch {
	case multipartCOVE(b):
		return document.KindCOVE
	case x12(b):
		return document.KindX12
	case edifact(b):
		return document.KindEDIFACT
	case beginsAsXML(b):
		return document.KindXML
	case looksLikeMail(b):
		return document.KindMail
	case bytes.Contains(b[:min(len(b), pdfWithin)], []byte("%PDF-")):
		return document.KindPDF
	}
	return classifyText(b)
}

// multipartCOVE reports the multipart body of an answer about a COVE, saved
// without the header that names its boundary.
func multipartCOVE(b []byte) bool {
	if !cove.Multipart(b) {
		return false
	}
	names := xmlguard.Names(cove.Unwrap(b), maxNames)
	return len(names) > 0 && classifyXML(names, b) == document.KindCOVE
}

// beginsAsXML is for what no element could be read of: its reader says why.
func beginsAsXML(b []byte) bool {
	b = bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), textWithin)], []byte{0xEF, 0xBB, 0xBF}), " \t\r\n")
	return bytes.HasPrefix(b, []byte("<"))
}

// tnefMagic is the signature of winmail.dat, 0x223E9F78 little-endian.
const tnefMagic = "\x78\x9f\x3e\x22"

// image reports a picture an OCR engine can be asked about.
func image(b []byte) bool {
	switch Magic(b) {
	case "PNG", "JPEG", "TIFF":
		return true
	}
	return false
}

// Magic names the formats that are recognised only to say that they are not
// read; "" for anything else.
func Magic(b []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"Rar!\x1a\x07", "rar"},
		{"7z\xbc\xaf\x27\x1c", "7z"},
		{"\x1f\x8b", "gzip"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97-2003 / OLE"},
		{"\x89PNG\r\n", "PNG"},
		{"\xff\xd8\xff", "JPEG"},
		{"GIF8", "GIF"},
		{"II*\x00", "TIFF"},
		{"MM\x00*", "TIFF"},
		{"{\\rtf", "RTF"},
		{"MZ", "programa ejecutable"},
	} {
		if bytes.HasPrefix(b, []byte(m.magic)) {
			return m.name
		}
	}
	return ""
}

var (
	// tableEntry is one table of a Data Stage, as delivered.
	tableEntry = regexp.MustCompile(`(?i)^.*_(5\d\d|70[12]|resumen|sel|inci)\.asc$`)
	// resavedEntry is a table that went through a spreadsheet program.
	resavedEntry = regexp.MustCompile(`(?i)^.*_(5\d\d|70[12]|resumen|sel|inci)\.(csv|xlsx|xls|txt)$`)
)

// dataStageTables is how many tables make a Data Stage beyond doubt; with the
// header table or the summary fewer do, and its reader says which are missing.
const dataStageTables = 20

func classifyZip(b []byte) document.Kind {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(z.File) > MaxEntries {
		return document.KindZip
	}
	tables, resaved, key, resavedKey, cells, office := 0, 0, false, false, false, false
	for _, f := range z.File {
		if litter(f.Name) {
			continue
		}
		base := strings.ToLower(f.Name[strings.LastIndexAny(f.Name, `/\`)+1:])
		if m := tableEntry.FindStringSubmatch(base); m != nil {
			tables++
			key = key || m[1] == "501" || m[1] == "resumen"
		}
		if m := resavedEntry.FindStringSubmatch(base); m != nil {
			resaved++
			resavedKey = resavedKey || m[1] == "501"
		}
		office = office || f.Name == "[Content_Types].xml"
		cells = cells || strings.HasPrefix(f.Name, "xl/")
	}
	switch {
	case tables >= dataStageTables || key:
		return document.KindDataStage
	case office && cells && resavedSheet(z):
		return document.KindDataStageX
	case office && cells:
		return document.KindSheet
	case office:
		return document.KindUnknown // a word processor's or a slide show's file
	case resavedKey || resaved > 1:
		return document.KindDataStageX
	}
	return document.KindZip
}

// resavedSheet reports a workbook that holds a Data Stage table: the names of
// its first columns stand among the shared strings or in the first sheet.
func resavedSheet(z *zip.Reader) bool {
	for _, f := range z.File {
		if f.Name != "xl/sharedStrings.xml" && f.Name != "xl/worksheets/sheet1.xml" || f.Flags&encrypted != 0 {
			continue
		}
		head := readHead(f)
		if bytes.Contains(head, []byte("Patente")) && bytes.Contains(head, []byte("Pedimento")) &&
			bytes.Contains(head, []byte("SeccionAduanera")) {
			return true
		}
	}
	return false
}

// readHead inflates the beginning of an entry; a damaged one gives what came.
func readHead(f *zip.File) []byte {
	rc, err := f.Open()
	if err != nil {
		return nil
	}
	defer rc.Close() //nolint:errcheck // reading only
	head := make([]byte, textWithin)
	n := 0
	for n < len(head) {
		k, err := rc.Read(head[n:])
		n += k
		if err != nil {
			break
		}
	}
	return head[:n]
}

var (
	archivoM = regexp.MustCompile(`(?m)^50[01]\|[^|\r\n]*\|[^|\r\n]*\|`)
	mRecords = regexp.MustCompile(`(?m)^(?:30[12]|5\d\d|601|70[12]|80[01]|999)\|`)
	yamlRFC  = regexp.MustCompile(`(?m)^"?rfc"?\s*:`)
	yamlKeys = regexp.MustCompile(`(?m)^"?(?:programa|immex|modalidad|inventory_key|sin_bom|sales_basis)"?\s*:`)
)

// begin is the first record of a text, behind what some editors put there.
func begin(head []byte) []byte {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), "\r\n\t ")
	return head[:min(len(head), len("500|"))]
}

func classifyText(b []byte) document.Kind {
	head := b[:min(len(b), textWithin)]
	table := invoice.Sniff(b)
	switch {
	case archivoM.Match(head) && mRecords.Match(begin(head)):
		return document.KindArchivoM
	case saai.IsRespuesta(b):
		return document.KindRespuesta
	case yamlRFC.Match(head) && yamlKeys.Match(head):
		return document.KindProgramme
	case correction.Sniff(b):
		return document.KindCorrection
	case mapping.Sniff(b):
		return document.KindMapping
	case table == invoice.IsInvoice:
		return document.KindInvoice
	case material.Sniff(sheet.Head(b, 2)):
		return document.KindPlant
	case table == invoice.IsPacking, sheet.Tabular(b): // of one row too
		return document.KindSheet
	case readable(head):
		return document.KindText
	}
	return document.KindUnknown
}

// readable reports text: no NUL, and control signs only as line ends and tabs.
func readable(head []byte) bool {
	odd := 0
	for _, c := range head {
		if c == 0 {
			return false
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			odd++
		}
	}
	return odd == 0 || utf8.Valid(head) && odd*100 < len(head)
}
