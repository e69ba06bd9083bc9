package xmlguard

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"example.com/immex/shared/document"
)

const utf8BOM = "\xEF\xBB\xBF"

var (
	// declaration is the XML declaration; group 1 is the encoding it names.
	declaration = regexp.MustCompile(`^<\?xml\s[^>]*?\?>`)
	encodingOf  = regexp.MustCompile(`encoding\s*=\s*["']([A-Za-z0-9._-]*)["']`)
)

// decode gives UTF-8 that starts at the root or at what may precede it.
func decode(b []byte) ([]byte, document.Findings, error) {
	var findings document.Findings
	wide := false
	switch {
	case len(b) >= 2 && (b[0] == 0xFF && b[1] == 0xFE || b[0] == 0xFE && b[1] == 0xFF),
		len(b) >= 2 && (b[0] == '<' && b[1] == 0 || b[0] == 0 && b[1] == '<'):
		var err error
		if b, err = fromUTF16(b); err != nil {
			return nil, nil, err
		}
		wide = true
	}
	b = bytes.TrimPrefix(b, []byte(utf8BOM))
	b = bytes.TrimLeft(b, " \t\r\n")
	if len(b) == 0 {
		return nil, nil, ErrEmpty
	}
	if b[0] != '<' {
		return nil, nil, fmt.Errorf("starts with %q: %w", head(b), ErrNotXML)
	}
	declared := ""
	if decl := declaration.Find(b); decl != nil {
		if m := encodingOf.FindSubmatch(decl); m != nil {
			declared = strings.ToLower(string(m[1]))
		}
		// Blanked, not cut: line numbers stay those of the delivered file.
		b = append(blank(decl), b[len(decl):]...)
	}
	if wide {
		return b, findings, nil
	}
	b, err := fromDeclared(b, declared, &findings)
	return b, findings, err
}

// blank keeps only the line ends of a declaration.
func blank(decl []byte) []byte {
	return bytes.Repeat([]byte("\n"), bytes.Count(decl, []byte("\n")))
}

func head(b []byte) []byte { return b[:min(len(b), 16)] }

func fromDeclared(b []byte, declared string, findings *document.Findings) ([]byte, error) {
	switch declared {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
	case "utf-16", "utf-16le", "utf-16be", "unicode":
		// Programs that build text in memory declare UTF-16 and save UTF-8.
		if !utf8.Valid(b) {
			return nil, fmt.Errorf("declared %s, bytes are neither UTF-16 nor UTF-8: %w", declared, ErrEncoding)
		}
		misdeclared(declared, findings)
		return b, nil
	case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252":
		if utf8.Valid(b) && hasMultibyte(b) {
			// Latin text whose every accent happens to form UTF-8 is not
			// written by chance; read as declared it would be mojibake.
			misdeclared(declared, findings)
			return b, nil
		}
		return from1252(b)
	default:
		return nil, fmt.Errorf("declared encoding %q is not supported: %w", declared, ErrEncoding)
	}
	if utf8.Valid(b) {
		return b, nil
	}
	if hasMultibyte(b) {
		return nil, fmt.Errorf("UTF-8 and other bytes mixed: %w", ErrEncoding)
	}
	out, err := from1252(b)
	if err != nil {
		return nil, err
	}
	findings.Add("xml_decoded_1252", document.Notice, "encoding", document.Textf(
		"El XML dice ser UTF-8 pero sus bytes son windows-1252; se leyó así. Revise los acentos de los nombres.",
		"The XML claims UTF-8 but its bytes are windows-1252; it was read as such. Check the accents of names."))
	return out, nil
}

func misdeclared(declared string, findings *document.Findings) {
	findings.Add("xml_encoding_declared", document.Notice, "encoding", document.Textf(
		"El XML declara %s pero sus bytes son UTF-8; se leyó como UTF-8.",
		"The XML declares %s but its bytes are UTF-8; it was read as UTF-8.", declared))
}

// hasMultibyte reports a valid UTF-8 sequence of more than one byte, which
// next to invalid ones means that two encodings were mixed.
func hasMultibyte(b []byte) bool {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError && n > 1 {
			return true
		}
		b = b[n:]
	}
	return false
}

// high1252 is windows-1252 from 0x80 to 0x9F; 0 marks the five undefined bytes.
func high1252(c byte) rune {
	const table = "€\x00‚ƒ„…†‡ˆ‰Š‹Œ\x00Ž\x00\x00‘’“”•–—˜™š›œ\x00žŸ"
	i := byte(0x80)
	for _, r := range table {
		if i == c {
			return r
		}
		i++
	}
	return 0
}

func from1252(b []byte) ([]byte, error) {
	out := make([]byte, 0, len(b)+len(b)/8)
	for i, c := range b {
		r := rune(c)
		if c >= 0x80 && c <= 0x9F {
			if r = high1252(c); r == 0 {
				return nil, fmt.Errorf("byte 0x%02X at %d is no windows-1252: %w", c, i, ErrEncoding)
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}

// latin reads every byte as the sign of its number, without its declaration.
func latin(b []byte) []byte {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte(utf8BOM)), " \t\r\n")
	b = b[len(declaration.Find(b)):]
	out := make([]byte, 0, len(b))
	for _, c := range b {
		out = utf8.AppendRune(out, rune(c))
	}
	return out
}

// fromUTF16 decodes with the byte order of the mark, or of the first '<'.
func fromUTF16(b []byte) ([]byte, error) {
	if len(b)%2 != 0 {
		return nil, fmt.Errorf("UTF-16 with an odd number of bytes: %w", ErrEncoding)
	}
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 0xFE || b[0] == 0 {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i < len(b); i += 2 {
		units = append(units, order.Uint16(b[i:]))
	}
	if units[0] == 0xFEFF {
		units = units[1:]
	}
	out := make([]byte, 0, len(units)+len(units)/8)
	for _, r := range utf16.Decode(units) {
		if r == utf8.RuneError {
			return nil, fmt.Errorf("broken UTF-16 pair: %w", ErrEncoding)
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}

// sniffBytes is as much of a document as Names looks at: a SOAP header with
// its declarations takes about 3 KB before the message.
const sniffBytes = 64 << 10

// Names lists the local names and name spaces of the first elements of b, at
// most limit, without accepting it: a cheap look for telling what it is. It is
// empty for what does not begin as XML.
func Names(b []byte, limit int) []xml.Name {
	head := b[:min(len(b), sniffBytes)]
	if len(b) > len(head) {
		// Not in the middle of a sign, be it UTF-8 or UTF-16.
		for len(head) > 0 && !utf8.RuneStart(b[len(head)]) {
			head = head[:len(head)-1]
		}
		head = head[:len(head)&^1]
	}
	text, _, err := decode(head)
	switch {
	case errors.Is(err, ErrNotXML), errors.Is(err, ErrEmpty):
		return nil
	case err != nil:
		// Names are ASCII: enough to send the document to the reader that
		// will refuse it with its reason.
		text = latin(head)
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	var out []xml.Name
	for depth := 0; len(out) < limit; {
		tok, err := d.Token()
		if err != nil {
			return out
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > MaxDepth {
				return out
			}
			out = append(out, t.Name)
		case xml.EndElement:
			depth--
		}
	}
	return out
}
