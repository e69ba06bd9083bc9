package document

// Level says how a value came to be known (design, value and evidence).
type Level string

// The evidence levels, strongest first within one document.
const (
	Read     Level = "read"     // stands in the document
	Computed Level = "computed" // follows from values that stand there
	Typed    Level = "typed"    // a person's reasoned entry
	OCR      Level = "ocr"      // recognised from an image
	Assumed  Level = "assumed"  // a default; named wherever it is used
)

// Source is the kind of delivery a value comes from, with its rank.
type Source string

// The sources of a pedimento, highest rank first (design).
const (
	SourceTyped     Source = "typed"
	SourceDataStage Source = "datastage"
	SourceVUCEM     Source = "vucem"
	SourceArchivoM  Source = "archivo_m"
	SourceCFDI      Source = "cfdi"
	SourcePrint     Source = "print"
	SourceOCR       Source = "ocr"
)

// Rank orders sources: of several values of one field the lowest rank wins.
func (s Source) Rank() int {
	switch s {
	case SourceTyped:
		return 0
	case SourceDataStage:
		return 1
	case SourceVUCEM:
		return 2
	case SourceArchivoM:
		return 3
	case SourceCFDI:
		return 4
	case SourcePrint:
		return 5
	case SourceOCR:
		return 6
	}
	return 7
}

// Box is a rectangle on a page in points, origin at the lower left.
type Box struct {
	X0 int `json:"x0"`
	Y0 int `json:"y0"`
	X1 int `json:"x1"`
	Y1 int `json:"y1"`
}

// Place is where something stands in a document: a table and line, or a page
// and box, or an XPath. Line and Page count from 1; 0 means "not that kind".
type Place struct {
	Part string `json:"part,omitempty"` // table, XPath, sheet
	Line int    `json:"line,omitempty"`
	Page int    `json:"page,omitempty"`
	Box  *Box   `json:"box,omitempty"`
}

// Check says what stands behind a value that was read from a page.
type Check string

// How a read value is held. The empty Check belongs to sources whose format
// leaves no doubt about what a field says: tables and XML.
const (
	ByControl Check = "control"   // a control total of the document covers it
	ByEngines Check = "engines"   // no control covers it; both PDF engines read it alike
	Unchecked Check = "unchecked" // neither: it may not discharge alone
)

// Evidence is where a value stands, how it was obtained and as it was written.
type Evidence struct {
	Source  Source `json:"source"`
	Level   Level  `json:"level"`
	At      Place  `json:"at"`
	Written string `json:"written,omitempty"`
	Check   Check  `json:"check,omitempty"`
}
