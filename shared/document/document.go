// Package document holds the words every stage uses about a document: what it
// is, what became of it, where a value stands in it, and what was found. A
// document is immutable bytes keyed by SHA-256 within a programme, plus a
// business key (design, Vocabulary).
//
// The package knows no format and reads nothing.
package document

import (
	"crypto/sha256"
	"encoding/hex"
)

// Kind is what the bytes turned out to be, by content and never by name.
type Kind string

// The kinds of document the product knows.
const (
	KindUnknown    Kind = "unknown"
	KindDataStage  Kind = "datastage"   // monthly zip of 26 tables
	KindZip        Kind = "zip"         // any other zip
	KindMail       Kind = "mail"        // RFC 5322 message
	KindPedimento  Kind = "pedimento"   // whatever its source
	KindPartida    Kind = "partida"     // VUCEM answer that only makes sense with its pedimento
	KindVUCEM      Kind = "vucem"       // other VUCEM messages: requests, faults, states, listings
	KindCFDI       Kind = "cfdi"        // comprobante fiscal digital
	KindCOVE       Kind = "cove"        // comprobante de valor electrónico
	KindInvoice    Kind = "invoice"     // foreign commercial invoice
	KindProgramme  Kind = "programme"   // YAML of an IMMEX programme
	KindPDF        Kind = "pdf"         // a PDF that is no known paper
	KindXML        Kind = "xml"         // an XML that is no known message
	KindSheet      Kind = "spreadsheet" // a workbook
	KindText       Kind = "text"        // plain text of a mail, notes
	KindArchivoM   Kind = "archivo_m"   // SAAI file of records 500 to 801, one or several pedimentos
	KindRespuesta  Kind = "respuesta"   // answer of the prevalidador or the bank to an archivo M
	KindBrokerXML  Kind = "broker_xml"  // XML export of a broker's own system
	KindDODA       Kind = "doda"        // documento de operación para despacho aduanero
	KindPacking    Kind = "packing"     // packing list
	KindUBL        Kind = "ubl"         // UBL 2.x invoice or credit note
	KindX12        Kind = "x12"         // ANSI X12 interchange, as the 810
	KindEDIFACT    Kind = "edifact"     // UN/EDIFACT interchange, as INVOIC
	KindPlant      Kind = "plant"       // a table of the plant's own: parts, BOM, counts …
	KindMapping    Kind = "mapping"     // what was learned of one supplier's files
	KindCorrection Kind = "correction"  // what a person typed instead of words of a page
	KindTNEF       Kind = "tnef"        // winmail.dat
	KindImage      Kind = "image"       // a scan: needs OCR
	KindReview     Kind = "revision"    // that a package was asked to be approved, approved or returned
	KindAbsence    Kind = "ausencia"    // that a finding somebody decided about was gone
	KindSeal       Kind = "sello"       // a package of ours that was sealed: it lies on its own shelf
	KindTerms      Kind = "terminos"    // engine and catalogue of a binary that made the books anew
	KindExpected   Kind = "expected"    // a pedimento known only by a Sel row
	KindDataStageX Kind = "datastage_resaved"
)

// Status is what became of a document at the door.
type Status string

// The five outcomes of ingest. Exactly one holds for every document.
const (
	Accepted    Status = "accepted"    // agrees with itself as far as its source promises
	Quarantined Status = "quarantined" // kept apart, with a reason and a next action
	Duplicate   Status = "duplicate"   // the same bytes again: not a failure
	Version     Status = "version"     // the same business key with other bytes
	Unsupported Status = "unsupported" // readable, but nothing this product uses
)

// Name is the status for people; one nobody names stays as it is.
func (s Status) Name() Text {
	switch s {
	case Accepted:
		return Text{ES: "aceptado", EN: "accepted"}
	case Quarantined:
		return Text{ES: "cuarentena", EN: "quarantined"}
	case Duplicate:
		return Text{ES: "duplicado", EN: "duplicate"}
	case Version:
		return Text{ES: "versión", EN: "version"}
	case Unsupported:
		return Text{ES: "sin uso", EN: "unsupported"}
	}
	return Text{ES: string(s), EN: string(s)}
}

// Efecto is the legal effect of a pedimento. Only paid ones become facts.
type Efecto string

// The legal effects (Anexo 22 and the print's marks).
const (
	Pagado    Efecto = "pagado"
	Proforma  Efecto = "proforma"
	Nulo      Efecto = "nulo"
	Previo    Efecto = "previo"
	Desistido Efecto = "desistido"
)

// Cotejo says how far a document could be checked against itself.
type Cotejo string

// The degrees of self-checking (design, What must be true, 1).
const (
	CotejoCompleto Cotejo = "completo"
	CotejoParcial  Cotejo = "parcial"
	CotejoNinguno  Cotejo = "ninguno"
)

// Hash is the lower-case hex SHA-256 of some bytes.
type Hash string

// HashOf hashes b.
func HashOf(b []byte) Hash {
	sum := sha256.Sum256(b)
	return Hash(hex.EncodeToString(sum[:]))
}

// Lang selects one of the two languages of every user-facing text.
type Lang string

// The two languages; Spanish is the default.
const (
	Spanish Lang = "es"
	English Lang = "en"
)
