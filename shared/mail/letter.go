package mail

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	maxSubject    = 150 // characters of a subject that is repeated
	maxReferences = 20
)

// letter is an answer before it is encoded.
type letter struct {
	from, to, subject, id, replyTo string
	references                     []string
	date                           time.Time
	body                           string
	own                            bool // it answers no mail
}

// encode writes the message. Everything that came with a mail is clean when it
// comes here, and encoded or checked against a shape: no header can be added.
func (l *letter) encode() ([]byte, error) {
	var b bytes.Buffer
	header := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	header("From", l.from)
	header("To", l.to)
	if l.own {
		header("Subject", encodedWords(l.subject))
	} else {
		header("Subject", encodedWords("Re: "+strings.TrimSpace(trimRe(l.subject))))
	}
	header("Date", l.date.Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	header("Message-ID", l.id)
	if l.replyTo != "" {
		header("In-Reply-To", l.replyTo)
		l.references = append(l.references, l.replyTo)
	}
	if l.own {
		header("Auto-Submitted", "auto-generated")
	} else {
		header("References", strings.Join(l.references, "\r\n "))
		header("Auto-Submitted", "auto-replied")
	}
	header("X-Auto-Response-Suppress", "All")
	header("MIME-Version", "1.0")
	header("Content-Type", "text/plain; charset=utf-8")
	header("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	if _, err := io.WriteString(w, strings.ReplaceAll(l.body, "\n", "\r\n")); err != nil {
		return nil, fmt.Errorf("write an answer: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write an answer: %w", err)
	}
	return b.Bytes(), nil
}

// encodedWords folds between encoded words; plain ASCII stays as it is.
func encodedWords(s string) string {
	return strings.ReplaceAll(mime.QEncoding.Encode("utf-8", s), "?= =?", "?=\r\n =?")
}

func trimRe(s string) string {
	for {
		rest := strings.TrimSpace(s)
		if len(rest) < 3 || !strings.EqualFold(rest[:3], "re:") {
			return rest
		}
		s = rest[3:]
	}
}

// clean is a text of a mail on one line: without control and formatting signs,
// and not longer than n characters.
func clean(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > n {
		s = string(runes[:n]) + "…"
	}
	return s
}

// decoded reads encoded words, and bytes that are no UTF-8 as windows-1252.
func decoded(s string) string {
	d := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "windows-1252") || strings.EqualFold(charset, "iso-8859-15") {
			return charmap.Windows1252.NewDecoder().Reader(r), nil
		}
		return r, nil
	}}
	if out, err := d.DecodeHeader(s); err == nil {
		s = out
	}
	if !utf8.ValidString(s) {
		if out, err := charmap.Windows1252.NewDecoder().String(s); err == nil {
			s = out
		}
	}
	return s
}

// idShape is a message id that may stand in a header: printable, no blanks.
var idShape = regexp.MustCompile(`<[!-;=?-~]{1,125}@[!-;=?-~]{1,125}>`)

// messageID is the id in a header, "" for one that is none.
func messageID(s string) string { return idShape.FindString(s) }

// references are the last ids of a thread.
func references(s string) []string {
	all := idShape.FindAllString(s, -1)
	return all[max(0, len(all)-maxReferences):]
}
