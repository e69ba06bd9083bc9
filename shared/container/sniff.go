package container

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"

	"example.com/immex/shared/cove/doda"
	"example.com/immex/shared/document"
)

// maxNames is how many elements tell what an XML is: a wrapper, an envelope,
// its security header and the message.
const maxNames = 60

// classifyXML goes by the root, and for an envelope or a wrapper by the first
// message inside it.
func classifyXML(names []xml.Name, b []byte) document.Kind {
	if names[0].Local == "Comprobante" && strings.HasPrefix(names[0].Space, "http://www.sat.gob.mx/cfd/") {
		return document.KindCFDI
	}
	if otherCFDI(names) {
		return document.KindCFDI
	}
	for _, n := range names {
		switch {
		case vucemMessage(n.Local):
			return document.KindVUCEM
		case coveMessage(n):
			return document.KindCOVE
		case dodaMessage(n):
			return document.KindDODA
		}
	}
	if brokerExport(names) {
		return document.KindBrokerXML
	}
	if ublDocument(names[0]) {
		return document.KindUBL
	}
	// A fault does not say which service failed; the manual's are ours, and
	// those of DODA have codes of their own.
	if names[0].Local == "Envelope" {
		for _, n := range names {
			if n.Local == "Fault" {
				if doda.Fault(b) {
					return document.KindDODA
				}
				return document.KindVUCEM
			}
		}
	}
	return document.KindXML
}

// brokerExport reports the XML of a broker's own system: the tables of Aduanet
// M3 with their rows, or the tree with an IdPedimento at its head.
func brokerExport(names []xml.Name) bool {
	table, row, id, number := false, false, false, false
	for _, n := range names {
		switch {
		case len(n.Local) == 5 && strings.HasPrefix(n.Local, "at0") && strings.Trim(n.Local[3:], "0123456789") == "":
			table = true
		case n.Local == "row":
			row = row || table
		case n.Local == "IdPedimento":
			id = true
		case n.Local == "NumerodePedimento", n.Local == "NumerodePedimentoCompleto":
			number = true
		}
	}
	return table && row || id && number
}

// otherCFDI reports what the SAT writes around invoices: certificates of
// withholding and answers to cancellations, which the reader of CFDI refuses
// by name.
func otherCFDI(names []xml.Name) bool {
	switch names[0].Local {
	case "Retenciones":
		return strings.HasPrefix(names[0].Space, "http://www.sat.gob.mx/esquemas/retencionpago/")
	case "Acuse":
		return len(names) > 1 && names[1].Local == "Folios" && strings.HasPrefix(names[1].Space, "http://cancelacfd.sat.gob.mx")
	}
	return false
}

func vucemMessage(local string) bool {
	rest, ok := strings.CutPrefix(local, "consultar")
	if !ok {
		return false
	}
	for _, end := range []string{"Respuesta", "Peticion"} {
		switch name, found := strings.CutSuffix(rest, end); {
		case !found:
		case name == "PedimentoCompleto", name == "Partida", name == "Pedimentos", name == "EstadoPedimentos", name == "Remesas":
			return true
		}
	}
	return false
}

func coveMessage(n xml.Name) bool {
	return strings.Contains(n.Space, "/cove/ws/") || strings.Contains(n.Space, "/ConsultarEdocument/") ||
		strings.HasPrefix(n.Local, "ConsultarEdocument") || strings.HasPrefix(n.Local, "solicitarRecibir") ||
		strings.HasPrefix(n.Local, "solicitarConsultarRespuesta") ||
		strings.Contains(n.Space, "/digitalizar/ws/") || n.Local == "DocumentoOut" && strings.HasPrefix(n.Space, "http://tempuri.org")
}

func dodaMessage(n xml.Name) bool {
	return strings.Contains(n.Space, doda.Space) || n.Local == "altaDoda" || n.Local == "altaDodaResponse"
}

// ublDocument reports the root of an OASIS UBL 2.x invoice or credit note.
func ublDocument(n xml.Name) bool {
	return (n.Local == "Invoice" || n.Local == "CreditNote") && strings.HasPrefix(n.Space, "urn:oasis:names:specification:ubl:schema:xsd:")
}

// x12 reports an ANSI X12 interchange or a transaction set saved without its
// envelope. The sign between elements is the one after the first tag.
func x12(b []byte) bool {
	b = bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), textWithin)], []byte{0xEF, 0xBB, 0xBF}), " \t\r\n")
	const isa = 106 // an ISA segment has fixed width
	switch {
	case bytes.HasPrefix(b, []byte("ISA")) && len(b) >= isa:
		sep := b[3]
		return separator(sep) && bytes.Count(b[:isa], []byte{sep}) == 16
	case bytes.HasPrefix(b, []byte("GS")) && len(b) > 4:
		return separator(b[2]) && bytes.Contains(b, []byte{'S', 'T', b[2]})
	case bytes.HasPrefix(b, []byte("ST")) && len(b) > 6:
		sep := b[2]
		return separator(sep) && bytes.HasPrefix(b[3:], []byte("810")) && b[6] == sep
	}
	return false
}

// edifactShape is how a UN/EDIFACT interchange begins (ISO 9735): its service
// signs, then its header; or a message saved without its envelope.
var edifactShape = regexp.MustCompile(`^(?:UNA.{5}.\s*)?(?:UNB[^\w\s]UNO[A-Z]|UNH[^\w\s]\w{1,14}[^\w\s][A-Z]{6}[^\w\s])`)

// edifact reports a UN/EDIFACT interchange.
func edifact(b []byte) bool {
	return edifactShape.Match(bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), textWithin)], []byte{0xEF, 0xBB, 0xBF}), " \t\r\n"))
}

// separator reports a sign that may stand between elements: no letter, digit or
// blank.
func separator(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

// looksLikeMail reports RFC 5322 headers: every line before the first blank one
// is a header or its continuation, and enough of them are those mail has.
func looksLikeMail(b []byte) bool {
	b = trimMbox(b[:min(len(b), textWithin)])
	score, lines := 0, 0
	for line := range bytes.Lines(b) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		lines++
		if lines > 1 && (line[0] == ' ' || line[0] == '\t') {
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || !headerName(name) {
			// Some programs break a header without indenting it; the first
			// lines decide.
			return score >= 3
		}
		score += headerScore(strings.ToLower(string(name)), strings.ToLower(string(value)))
	}
	return score >= 2
}

func headerName(name []byte) bool {
	if len(name) == 0 || len(name) > 60 || name[0] == '-' {
		return false
	}
	for _, c := range name {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

func headerScore(name, value string) int {
	switch name {
	case "received", "message-id", "mime-version", "return-path", "dkim-signature", "delivered-to":
		return 2
	case "from", "to", "subject", "date", "cc", "reply-to", "sender", "content-transfer-encoding", "x-mailer":
		return 1
	case "content-type":
		if strings.Contains(value, "multipart/") || strings.Contains(value, "message/") {
			return 2
		}
		return 1
	}
	return 0
}
