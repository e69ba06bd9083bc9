package cove

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// entity is a character reference that survived XML: the service escapes some
// texts twice ("d&amp;iacute;as").
var entity = regexp.MustCompile(`&(?:#\d{2,6}|#[xX][0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}\d?);`)

// repair undoes what is certainly not part of a text: entities escaped twice,
// and UTF-8 that some program read as Latin-1. Lost is a text where signs are
// missing or mixed beyond repair.
func repair(s string) (text string, changed, lost bool) {
	text = entity.ReplaceAllStringFunc(s, html.UnescapeString)
	if strings.ContainsRune(text, utf8.RuneError) {
		return text, text != s, true
	}
	if mojibake(text) {
		fixed, ok := fromLatin(text)
		if !ok {
			return text, text != s, true
		}
		text = fixed
	}
	return text, text != s, false
}

// mojibake reports the mark of UTF-8 read as Latin-1: Ã or Â before a sign of
// 0x80 to 0xBF, a pair that no word of the trade's languages holds.
func mojibake(s string) bool {
	after := false
	for _, r := range s {
		if after {
			if b, ok := latinByte(r); ok && b >= 0x80 && b <= 0xBF {
				return true
			}
		}
		after = r == 'Ã' || r == 'Â'
	}
	return false
}

// fromLatin gives the bytes of s their meaning as UTF-8. It is certain only
// when all of them have one and every sign is a letter or mark of Latin-1.
func fromLatin(s string) (string, bool) {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		c, ok := latinByte(r)
		if !ok {
			return "", false
		}
		b = append(b, c)
	}
	if !utf8.Valid(b) {
		return "", false
	}
	for _, r := range string(b) {
		if r >= 0x80 && (r < 0xA0 || r > 0xFF) {
			return "", false
		}
	}
	return string(b), true
}

// latinByte is the byte of a sign in windows-1252, or in Latin-1 for the five
// that windows-1252 leaves out.
func latinByte(r rune) (byte, bool) {
	if b, ok := charmap.Windows1252.EncodeRune(r); ok {
		return b, true
	}
	if r >= 0 && r <= 0xFF {
		return byte(r), true
	}
	return 0, false
}

// squash makes blanks single, as programs that sign a text do.
func squash(s string) string { return strings.Join(strings.Fields(s), " ") }
