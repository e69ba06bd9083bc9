package pdftext

import (
	"strconv"
	"strings"
	"sync"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// encodingOf is the character of each code of a simple font: Differences over
// BaseEncoding, as Anexo D of ISO 32000 defines them.
func encodingOf(v pdf.Value) *[256]string {
	e := v.Key("Encoding")
	base := e.Name()
	if e.Kind() == pdf.Dict {
		base = e.Key("BaseEncoding").Name()
	}
	if base == "" && v.Key("Subtype").Name() == "Type1" && v.Key("FontDescriptor").Kind() == pdf.Dict {
		base = "StandardEncoding"
	}
	enc := baseEncoding(base)
	diff, code := e.Key("Differences"), 0
	for i := range diff.Len() {
		switch d := diff.Index(i); d.Kind() {
		case pdf.Integer:
			code = intOr(d, 0)
		case pdf.Name:
			if code >= 0 && code < 256 {
				enc[code] = glyphText(d.Name())
			}
			code++
		default:
		}
	}
	return enc
}

func baseEncoding(base string) *[256]string {
	var enc [256]string
	m := charmap.Windows1252
	if base == "MacRomanEncoding" {
		m = charmap.Macintosh
	}
	for c := range enc {
		if c >= 0x20 {
			enc[c] = string(m.DecodeByte(byte(c)))
		}
	}
	enc[0x7f] = unknown
	if base == "StandardEncoding" {
		for c := 0x80; c < 256; c++ {
			enc[c] = unknown
		}
		enc[0x27], enc[0x60] = "’", "‘"
		for c, r := range standardUpper {
			enc[c] = string(r)
		}
	}
	return &enc
}

// standardUpper is the upper half of StandardEncoding.
var standardUpper = map[int]rune{ //nolint:gochecknoglobals // a table of ISO 32000
	0xa1: '¡', 0xa2: '¢', 0xa3: '£', 0xa4: '⁄', 0xa5: '¥', 0xa6: 'ƒ', 0xa7: '§', 0xa8: '¤', 0xa9: '\'',
	0xaa: '“', 0xab: '«', 0xac: '‹', 0xad: '›', 0xae: 'ﬁ', 0xaf: 'ﬂ', 0xb1: '–', 0xb2: '†', 0xb3: '‡',
	0xb4: '·', 0xb6: '¶', 0xb7: '•', 0xb8: '‚', 0xb9: '„', 0xba: '”', 0xbb: '»', 0xbc: '…', 0xbd: '‰',
	0xbf: '¿', 0xc1: '`', 0xc2: '´', 0xc3: 'ˆ', 0xc4: '˜', 0xc5: '¯', 0xc6: '˘', 0xc7: '˙', 0xc8: '¨',
	0xca: '˚', 0xcb: '¸', 0xcd: '˝', 0xce: '˛', 0xcf: 'ˇ', 0xd0: '—', 0xe1: 'Æ', 0xe3: 'ª', 0xe8: 'Ł',
	0xe9: 'Ø', 0xea: 'Œ', 0xeb: 'º', 0xf1: 'æ', 0xf5: 'ı', 0xf8: 'ł', 0xf9: 'ø', 0xfa: 'œ', 0xfb: 'ß',
}

// Glyph names of ASCII from U+0020 and of Latin-1 from U+00A0, in order.
const (
	asciiNames = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright " +
		"asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon " +
		"semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z " +
		"bracketleft backslash bracketright asciicircum underscore grave a b c d e f g h i j k l m n o p q " +
		"r s t u v w x y z braceleft bar braceright asciitilde"
	latinNames = "nbspace exclamdown cent sterling currency yen brokenbar section dieresis copyright " +
		"ordfeminine guillemotleft logicalnot sfthyphen registered macron degree plusminus twosuperior " +
		"threesuperior acute mu paragraph periodcentered cedilla onesuperior ordmasculine guillemotright " +
		"onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde Adieresis Aring AE " +
		"Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve " +
		"Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute " +
		"Thorn germandbls agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute " +
		"ecircumflex edieresis igrave iacute icircumflex idieresis eth ntilde ograve oacute ocircumflex " +
		"otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis"
	otherNames = "quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” quotesinglbase ‚ quotedblbase „ " +
		"endash – emdash — bullet • ellipsis … dagger † daggerdbl ‡ perthousand ‰ Euro € trademark ™ " +
		"florin ƒ circumflex ˆ tilde ˜ OE Œ oe œ Scaron Š scaron š Zcaron Ž zcaron ž Ydieresis Ÿ " +
		"guilsinglleft ‹ guilsinglright › fi fi fl fl ff ff ffi ffi ffl ffl fraction ⁄ minus - dotlessi ı Lslash Ł lslash ł"
)

// glyphNames maps a glyph name of the Adobe list, as far as Latin goes.
var glyphNames = sync.OnceValue(func() map[string]string { //nolint:gochecknoglobals // immutable, built once
	m := map[string]string{"": unknown}
	for i, n := range strings.Fields(asciiNames) {
		m[n] = string(rune(0x20 + i))
	}
	for i, n := range strings.Fields(latinNames) {
		m[n] = string(rune(0xa0 + i))
	}
	f := strings.Fields(otherNames)
	for i := 0; i+1 < len(f); i += 2 {
		m[f[i]] = f[i+1]
	}
	m["nonbreakingspace"], m["softhyphen"] = "\u00a0", "-"
	return m
})

// glyphText is the text of a glyph name; uniXXXX and uXXXXX name code points.
func glyphText(n string) string {
	if i := strings.IndexByte(n, '.'); i > 0 {
		n = n[:i] // a variant: "one.taboldstyle"
	}
	if t, ok := glyphNames()[n]; ok {
		return t
	}
	for _, p := range []string{"uni", "u"} {
		if h, ok := strings.CutPrefix(n, p); ok && len(h) >= 4 && len(h) <= 6 {
			if r, err := strconv.ParseUint(h, 16, 32); err == nil && r <= 0x10ffff {
				return string(rune(r))
			}
		}
	}
	return unknown
}

// winAnsiCode is the Windows-1252 code of a character.
func winAnsiCode(r rune) (byte, bool) {
	return charmap.Windows1252.EncodeRune(r)
}
