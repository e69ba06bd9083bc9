// Package mails makes invented mails as hostile, broken or odd as they come,
// each with what opening it must give.
//
// Example: "boundary never written" declares parts that are nowhere; nothing is
// found in it and it is refused with mail_part.
package mails

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
)

// Mail is one invented mail.
type Mail struct {
	Name  string
	Bytes []byte
	// Children are the names and contents it gives, in order, as "name=content";
	// of a content longer than 24 bytes its length.
	Children []string
	// Codes are the findings in order; "too_large" is a refusal by a limit.
	Codes []string
}

const (
	crlf = "\r\n"
	head = "From: trafico@agencia.example" + crlf + "To: imm010101aa1@docs.planta.example" + crlf + "Subject: Pedimento" + crlf + "MIME-Version: 1.0" + crlf
)

// part is one part with its headers.
func part(headers, content string) string { return headers + crlf + crlf + content + crlf }

// mixed is a message of parts.
func mixed(parts ...string) string { return head + multi("mixed", "q", parts...) }

func multi(subtype, boundary string, parts ...string) string {
	return open(subtype, boundary, parts...) + "--" + boundary + "--" + crlf
}

// open lacks its end.
func open(subtype, boundary string, parts ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Content-Type: multipart/%s; boundary=%s%s%s", subtype, boundary, crlf, crlf)
	for _, p := range parts {
		b.WriteString("--" + boundary + crlf + p)
	}
	return b.String()
}

func pdf(name string) string {
	return part("Content-Type: application/pdf; name="+name+crlf+"Content-Disposition: attachment; filename="+name, "%PDF-1.4")
}

func encoded(headers, content string) string {
	return part(headers+crlf+"Content-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString([]byte(content)))
}

func rfc822(inner string) string { return part("Content-Type: message/rfc822", inner) }

// text is the body that a person writes.
func text() string { return part("Content-Type: text/plain; charset=utf-8", "Adjunto") }

// zipped is a zip of one stored file; a failing writer of memory does not exist.
func zipped(name, content string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if f, err := w.CreateHeader(&zip.FileHeader{Name: name}); err == nil {
		f.Write([]byte(content)) //nolint:errcheck,gosec // memory
	}
	w.Close() //nolint:errcheck,gosec // memory
	return b.String()
}

// All are the mails, the largest about 3 MB.
func All() []Mail {
	var out []Mail
	for _, list := range [][]Mail{structures(), names(), encodings(), kinds(), bombs()} {
		out = append(out, list...)
	}
	return out
}

func of(name, s string, children, codes []string) Mail {
	return Mail{name, []byte(s), children, codes}
}
