package container

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	// utf8Flag says that a zip's name is UTF-8 (APPNOTE 4.4.4, bit 11).
	utf8Flag = 1 << 11
	// unicodePath is the extra field of Info-ZIP with the name in UTF-8.
	unicodePath = 0x7075
)

// entryName is the name of a zip entry for people: what the zip says is UTF-8
// is believed, else the code page is told by its letters.
func entryName(f *zip.File) string {
	if name, ok := extraName(f); ok {
		return name
	}
	if f.Flags&utf8Flag != 0 {
		return strings.ToValidUTF8(f.Name, "_")
	}
	return decodeName(f.Name)
}

// extraName reads Info-ZIP's field, valid only for the name it was made of.
func extraName(f *zip.File) (string, bool) {
	extra := f.Extra
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if size > len(extra) {
			return "", false
		}
		field := extra[:size]
		extra = extra[size:]
		if id != unicodePath || size < 6 || field[0] != 1 {
			continue
		}
		name := string(field[5:])
		if binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) && utf8.ValidString(name) {
			return name, true
		}
	}
	return "", false
}

// decodeName reads a name whose encoding nobody declares: UTF-8, or whichever
// of the code pages of DOS in Spanish and English and of Windows makes words
// of it. Of equals the first wins: zips of Windows come in the one of DOS.
func decodeName(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	best, most := strings.ToValidUTF8(s, "_"), -1<<30
	for _, page := range []*charmap.Charmap{charmap.CodePage850, charmap.Windows1252, charmap.CodePage437} {
		out, err := page.NewDecoder().String(s)
		if err != nil {
			continue
		}
		if n := spanish(out); n > most {
			best, most = out, n
		}
	}
	return best
}

// spanish scores a text by its signs beyond ASCII: letters of Spanish count,
// more so in a case that fits the word; anything else counts against.
func spanish(s string) int {
	score := 0
	runes := []rune(s)
	letter := func(i int) bool { return i >= 0 && i < len(runes) && unicode.IsLetter(runes[i]) }
	for i, r := range runes {
		switch {
		case r < utf8.RuneSelf:
			continue
		case !strings.ContainsRune("áéíóúüñÁÉÍÓÚÜÑ°ºª", r):
			score -= 2
			continue
		}
		score += 3
		next := letter(i+1) && unicode.IsLower(runes[i+1])
		inside := letter(i - 1)
		if unicode.IsUpper(r) && next && inside || unicode.IsLower(r) && letter(i+1) && !next {
			score -= 2
		}
		if !letter(i+1) && inside && unicode.IsUpper(r) != unicode.IsUpper(runes[i-1]) {
			score -= 2
		}
	}
	return score
}
