package cove

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

const (
	// maxParts bounds a multipart body: the message and what it refers to.
	maxParts = 50
	// headWithin is where the headers of the first part must end.
	headWithin = 4 << 10
)

// boundaryLine is how the body of a multipart answer begins when the header
// that names its boundary was not saved (RFC 2387; XOP).
var (
	boundaryLine = regexp.MustCompile(`^\s*--([0-9A-Za-z'()+_,./:=?-]{3,70})\s`)
	partHeader   = regexp.MustCompile(`(?i)content-(?:type|id|transfer-encoding)\s*:`)
	xmlStart     = regexp.MustCompile(`<(?:\?xml\s|[A-Za-z_][\w.-]*(?::[\w.-]+)?[\s/>])`)
)

// Multipart reports the body of a multipart answer saved without its header.
func Multipart(b []byte) bool { return len(boundary(b)) > 0 }

func boundary(b []byte) []byte {
	head := b[:min(len(b), headWithin)]
	m := boundaryLine.FindSubmatch(head)
	if m == nil || !partHeader.Match(head) {
		return nil
	}
	return m[1]
}

// Unwrap gives the XML inside a multipart body, or b itself. It is for telling
// what a file is; Read reports what stood beside the XML.
func Unwrap(b []byte) []byte { return (&File{}).unwrap(b) }

func (f *File) unwrap(b []byte) []byte {
	mark := boundary(b)
	if len(mark) == 0 || len(b) > xmlguard.MaxBytes {
		return b
	}
	b = bytes.TrimLeft(b, " \t\r\n")
	if line, _, _ := bytes.Cut(b, []byte("\n")); len(bytes.TrimRight(line, "\r \t")) == len(mark)+2 {
		if inner, ok := f.parts(b, string(mark)); ok {
			return inner
		}
	}
	return f.folded(b, mark)
}

// parts reads a body whose lines are whole; its first part is the message.
func (f *File) parts(b []byte, mark string) (inner []byte, ok bool) {
	r := multipart.NewReader(bytes.NewReader(b), mark)
	for i := 0; ; i++ {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return inner, inner != nil
		}
		if err == nil && i == maxParts {
			err = fmt.Errorf("more than %d parts", maxParts)
		}
		var content []byte
		if err == nil {
			content, err = decoded(p)
		}
		if i == 0 {
			inner = content
		} else if len(content) > 0 {
			f.Findings.Add("cove_adjunto", document.Notice, fmt.Sprintf("parte %d", i+1), document.Textf(
				"La respuesta trae además una parte %s de %d bytes, que se conserva en el documento y no se lee.",
				"The answer also carries a part %s of %d bytes, which is kept in the document and not read.",
				mediaType(p), len(content)))
		}
		if err != nil {
			if i > 0 || len(content) > 0 {
				f.cut(i+1, err)
			}
			return inner, inner != nil
		}
	}
}

// cut says that the body ends before its closing mark.
func (f *File) cut(part int, err error) {
	f.Findings.Add("cove_mime", document.Warning, fmt.Sprintf("parte %d", part), document.Textf(
		"El cuerpo multipart no termina bien (%v): puede estar cortado. Compare con el original.",
		"The multipart body does not end well (%v): it may be cut. Compare it with the original.", err))
}

func mediaType(p *multipart.Part) string {
	t, _, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
	if err != nil || t == "" {
		return "?"
	}
	return t
}

func decoded(p *multipart.Part) ([]byte, error) {
	var r io.Reader = p
	switch strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding"))) {
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, p)
	case "quoted-printable":
		r = quotedprintable.NewReader(p)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return b, fmt.Errorf("read part: %w", err)
	}
	return b, nil
}

// folded reads a body whose line ends some program made blanks: the XML lies
// between the headers and the next mark.
func (f *File) folded(b, mark []byte) []byte {
	rest := b[2+len(mark):]
	at := xmlStart.FindIndex(rest)
	if at == nil {
		return b
	}
	inner := rest[at[0]:]
	end := bytes.Index(inner, append([]byte("--"), mark...))
	if end < 0 {
		f.cut(1, io.ErrUnexpectedEOF)
		return inner
	}
	if tail := inner[end+2+len(mark):]; !bytes.HasPrefix(tail, []byte("--")) {
		f.Findings.Add("cove_adjunto", document.Notice, "parte 2", document.Textf(
			"La respuesta trae además otras partes (%d bytes), que se conservan en el documento y no se leen.",
			"The answer also carries other parts (%d bytes), which are kept in the document and not read.", len(tail)))
	}
	return inner[:end]
}
