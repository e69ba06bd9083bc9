package container

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/jhillyerd/enmime/v2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

const (
	// maxBoundaries is how many multiparts a message may declare; a forwarded
	// chain of ten mails has about thirty.
	maxBoundaries = 100
	// maxUnclosed is how many multiparts may lack their end: the parser's work
	// doubles with each, and a mail cut in the middle has two or three.
	maxUnclosed = 10
	// maxParams bounds what says the type and name of a part: longer, its
	// parameters cost their square; a name of 200 signs in pieces takes 2 KB.
	maxParams = 16 << 10
	// maxErrors is how many defects of one message are kept.
	maxErrors = 100
)

// Mail is an opened message. What stands in headers is for people: it proves
// nothing about who sent it.
type Mail struct {
	Subject   string
	From      string
	MessageID string        // without angle brackets
	Date      document.Date // civil day as written, its zone dropped
	Received  time.Time     // by the last server that took it; zero when none says
	Children  []Child
}

// OpenMail gives the attachments of a message: attached, inline and unnamed
// parts, and forwarded messages, each with its transfer encoding undone and
// otherwise byte by byte. The text of the body is a child only when there is
// nothing else. A nil bud starts a new delivery.
func OpenMail(b []byte, bud *Budget, lim Limits) (*Mail, document.Findings, error) {
	lim = lim.withDefaults()
	if bud == nil {
		bud = &Budget{}
	}
	if err := bud.enter("open mail", lim); err != nil {
		return nil, nil, err
	}
	if len(b) > MaxMail {
		return nil, nil, fault.Newf(fault.TooLarge, "open mail", "%d bytes, at most %d", len(b), MaxMail)
	}
	if err := prescan(b, lim); err != nil {
		return nil, nil, err
	}
	var findings document.Findings
	if !looksLikeMail(b) {
		findings.Add("mail_not", document.Error, "mensaje", document.Textf(
			"El archivo no es un correo (no tiene encabezados); reenvíelo como .eml.",
			"The file is no mail message (it has no headers); forward it as .eml."))
		return nil, findings, nil
	}
	root, err := readParts(trimMbox(b))
	if err != nil {
		findings.Add("mail_damaged", document.Error, "mensaje", document.Textf(
			"El correo está mal formado: sus encabezados o sus partes no se pueden seguir; pida que lo reenvíen con los archivos adjuntos.",
			"The mail is malformed: its headers or parts cannot be followed; ask for it again with the files attached."))
		return nil, findings, nil //nolint:nilerr // a bad document is a result
	}
	m := &Mail{
		Subject: header(root, "Subject"), From: header(root, "From"),
		MessageID: strings.Trim(header(root, "Message-Id"), "<> \t"), Date: mailDate(header(root, "Date")),
		Received: receivedAt(header(root, "Received")),
	}
	w := mailWalk{mail: m, bud: bud, lim: lim, findings: &findings}
	if err := w.part(root); err != nil {
		return nil, nil, err
	}
	w.bodies()
	if len(m.Children) == 0 {
		findings.Add("mail_empty", document.Notice, "mensaje", document.Textf(
			"El correo no trae adjuntos ni texto.", "The mail has neither attachments nor text."))
	}
	return m, findings, nil
}

// parser leaves parts as they are on the wire: converting the encoding of a
// text/xml part would change the bytes a seal and a hash are about.
func parser() *enmime.Parser {
	return enmime.NewParser(
		enmime.RawContent(true), enmime.DisableTextConversion(true), enmime.SkipMalformedParts(true),
		enmime.MultipartWOBoundaryAsSinglePart(true), enmime.MaxStoredPartErrors(maxErrors),
	)
}

// readParts turns a panic of the parser into an error: a hostile message costs
// itself and nothing else.
func readParts(b []byte) (root *enmime.Part, err error) {
	defer func() {
		if r := recover(); r != nil {
			root, err = nil, fmt.Errorf("mail parser stopped: %v", r)
		}
	}()
	root, err = parser().ReadParts(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("read parts: %w", err)
	}
	return root, nil
}

var boundaryParam = regexp.MustCompile(`(?i)boundary\*?\d*\*?\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))`)

// prescan counts parts before anything is parsed: lines that begin with a
// declared boundary, which is what the parser recurses on.
func prescan(b []byte, lim Limits) error {
	found := boundaryParam.FindAllSubmatch(b, maxBoundaries+1)
	if len(found) > maxBoundaries {
		return fault.Newf(fault.TooLarge, "open mail", "more than %d multiparts", maxBoundaries)
	}
	marks := make([]mark, 0, len(found))
	for _, m := range found {
		name := m[1]
		if len(name) == 0 {
			name = m[2]
		}
		marks = append(marks, mark{line: append([]byte("--"), name...)})
	}
	parts, params := 0, 0
	for line := range bytes.Lines(b) {
		if params = paramsSoFar(line, params); params > maxParams {
			return fault.Newf(fault.TooLarge, "open mail", "a part's type or name takes more than %d bytes", maxParams)
		}
		if !bytes.HasPrefix(line, []byte("--")) {
			continue
		}
		if seen(marks, bytes.TrimRight(line, " \t\r\n")) {
			parts++
		}
		if parts > lim.Entries {
			return fault.Newf(fault.TooLarge, "open mail", "more than %d parts", lim.Entries)
		}
	}
	unclosed := 0
	for _, m := range marks {
		if m.opened && !m.closed {
			unclosed++
		}
	}
	if unclosed > maxUnclosed {
		return fault.Newf(fault.TooLarge, "open mail", "more than %d multiparts without an end", maxUnclosed)
	}
	return nil
}

// mark is the line of a declared boundary.
type mark struct {
	line           []byte
	opened, closed bool
}

// seen reports a line that begins with a boundary and keeps what it did.
func seen(marks []mark, line []byte) bool {
	found := false
	for i := range marks {
		rest, ok := bytes.CutPrefix(line, marks[i].line)
		if !ok {
			continue
		}
		found = true
		if string(rest) == "--" {
			marks[i].closed = true
		} else {
			marks[i].opened = true
		}
	}
	return found
}

// paramsSoFar is how long the header of parameters grew with a line, 0 outside
// of one. What the parser unfolds begins on its own line and goes on indented.
func paramsSoFar(line []byte, before int) int {
	const longest = len("content-disposition:")
	if before > 0 && (line[0] == ' ' || line[0] == '\t') {
		return before + len(line)
	}
	head := bytes.ToLower(line[:min(len(line), longest)])
	if bytes.HasPrefix(head, []byte("content-type")) || bytes.HasPrefix(head, []byte("content-disposition")) {
		return len(line)
	}
	return 0
}

// trimMbox drops blank lines and the "From " line of a mailbox file.
func trimMbox(b []byte) []byte {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte{0xEF, 0xBB, 0xBF}), "\r\n")
	if bytes.HasPrefix(b, []byte("From ")) {
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			b = b[i+1:]
		}
	}
	return b
}

func header(p *enmime.Part, name string) string {
	if p.Header == nil {
		return ""
	}
	return tidy(decodeHeader(p.Header.Get(name)))
}

var dayMonthYear = regexp.MustCompile(`(\d{1,2})\s+(?:de\s+)?([[:alpha:]]{3})[[:alpha:]]*\.?\s+(?:de\s+)?(\d{4})`)

// mailDate reads the day of a Date header, in English or, as some servers of
// brokers write it, in Spanish; unknown when it does not say one.
func mailDate(s string) document.Date {
	m := dayMonthYear.FindStringSubmatch(strings.ToLower(s))
	if m == nil {
		return 0
	}
	months := map[string]int{
		"jan": 1, "ene": 1, "feb": 2, "mar": 3, "apr": 4, "abr": 4, "may": 5, "jun": 6, "jul": 7,
		"aug": 8, "ago": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12, "dic": 12,
	}
	day, errDay := strconv.Atoi(m[1])
	year, errYear := strconv.Atoi(m[3])
	month, ok := months[m[2]]
	if !ok || errDay != nil || errYear != nil {
		return 0
	}
	return document.NewDate(year, month, day)
}

// receivedAt is the moment at the end of a Received header; the first one of a
// mail is that of the last server.
func receivedAt(s string) time.Time {
	_, s, _ = strings.Cut(s, ";")
	s, _, _ = strings.Cut(s, "(") // the name of the zone
	for _, layout := range []string{"Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(layout, strings.Join(strings.Fields(s), " ")); err == nil {
			return t
		}
	}
	return time.Time{}
}

// unnamed is the name of a part that has none.
func unnamed(n int) string { return fmt.Sprintf("parte-%d", n) }
