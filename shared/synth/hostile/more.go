package hostile

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// fonts are larger than any alphabet, or make no sense.
func fonts() []File {
	type0 := func(more string) string {
		return "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2" + more + ">>]"
	}
	var out []File
	for name, font := range map[string]string{
		"widths to 2 to the 31":      type0("/W[0 2147483647 500]") + ">>",
		"widths backwards":           type0("/W[9 1 500 -5 -1 7]") + ">>",
		"100000 ranges of widths":    type0("/W["+strings.Repeat("0 65535 500 ", 100_000)+"]") + ">>",
		"a million widths":           type0("/W[0["+strings.Repeat("500 ", 1_000_000)+"]]") + ">>",
		"simple, million widths":     "<</Type/Font/Subtype/TrueType/FirstChar -2147483648/LastChar 2147483647/Widths[" + strings.Repeat("9 ", 1_000_000) + "]>>",
		"million differences":        "<</Type/Font/Subtype/Type1/Encoding<</Differences[" + strings.Repeat("255/A/B ", 500_000) + "]>>>>",
		"no descendant":              "<</Type/Font/Subtype/Type0/Encoding/Identity-H>>",
		"descendant of itself":       "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]>>",
		"encoding of itself":         "<</Type/Font/Subtype/Type1/Encoding 5 0 R/ToUnicode 5 0 R>>",
		"a number":                   "17",
		"unicode of itself":          type0("") + "/ToUnicode 6 0 R>>",
		"type 3 of itself":           "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1e30 0 0 1e30 0 0]/FirstChar 0/LastChar 255/Widths[1]/Encoding<</Differences[0/A]>>/CharProcs<</A 4 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>",
		"type 3 of nothing":          "<</Type/Font/Subtype/Type3/FontMatrix[0 0 0 0 0 0]/Widths[0 0 0]>>",
		"widths that are no numbers": "<</Type/Font/Subtype/TrueType/FirstChar 32/Widths[/a (b) null 5 0 R [1] <<>>]>>",
	} {
		out = append(out, File{"font: " + name, onePage(page{content: lines(20), font: font, more: []string{stream("", "begincmap /A usecmap "+cmap(100))}})})
	}
	for _, n := range []int{1000, 200_000} {
		out = append(out, File{fmt.Sprintf("font: CMap of %d ranges", n), onePage(page{
			content: lines(5), font: type0("") + "/ToUnicode 6 0 R>>", more: []string{stream(flate, deflate(cmap(n)))},
		})})
	}
	sortByName(out)
	return out
}

// cmap has n ranges, the last of which covers everything and maps to an array
// that is too short.
func cmap(n int) string {
	return "1 begincodespacerange <00> <ffffffff> endcodespacerange\n" + strconv.Itoa(n) + " beginbfrange\n" +
		strings.Repeat("<0000> <ffff> <d800>\n", n) + "<00000000> <ffffffff> [<0041>]\nendbfrange\n1 beginbfchar <00> <> endbfchar"
}

// contents attack the interpreter.
func contents() []File {
	var out []File
	for name, c := range map[string]string{
		"numbers out of range":   "BT /F1 1e308 Tf 99999999999999999999999999 -9e99 Td (a) Tj 1e30 0 0 1e30 0 0 Tm (b) Tj 0 0 0 0 0 0 Tm (c) Tj ET",
		"matrix overflow":        strings.Repeat("1e9 0 0 1e9 0 0 cm ", 200) + lines(2),
		"zero size":              "BT /F1 0 Tf 9 9 Td (abc) Tj /F1 -7 Tf (abc) Tj 0 Tz (abc) Tj ET",
		"no operands":            "Tj TJ ' \" Td TD Tm Tf Do cm gs Tr Ts Tz TL Tc Tw BI ID EI Q Q Q ET",
		"a million operands":     strings.Repeat("1 ", 1_000_000) + "Td",
		"a million operators":    strings.Repeat("W ", 1_000_000),
		"a million strings":      "BT /F1 9 Tf " + strings.Repeat("(a)Tj ", 300_000) + "ET",
		"one string":             "BT /F1 9 Tf (" + strings.Repeat("a", 3_000_000) + ") Tj ET",
		"string without end":     "BT /F1 9 Tf (" + strings.Repeat("\\", 100_001),
		"hex without end":        "BT /F1 9 Tf <" + strings.Repeat("zz", 100_000),
		"image without end":      "BI /W 1 ID " + strings.Repeat("EI", 100_000),
		"images":                 strings.Repeat("BI /W 9999999 /H 9999999 ID x EI ", 20_000),
		"a name":                 "/" + strings.Repeat("#41", 1_000_000) + " Do",
		"fonts that are not":     strings.Repeat("BT /F2 9 Tf (a) Tj ET /X9 Do /G9 gs ", 20_000),
		"comment":                "%" + strings.Repeat("x", 5_000_000),
		"words on one spot":      "BT /F1 9 Tf " + strings.Repeat("1 0 0 1 50 50 Tm (a) Tj ", 100_000) + "ET",
		"operators of no length": strings.Repeat(") ] } > >> ", 100_000),
	} {
		out = append(out, File{"content: " + name, onePage(page{content: c})}, File{"content: " + name + ", deflated", onePage(page{dict: flate, content: deflate(c)})})
	}
	for name, d := range map[string]string{
		"unknown filter": "/Filter/Nonsense", "100000 filters": "/Filter[" + strings.Repeat("/FlateDecode", 100_000) + "]", "lzw noise": "/Filter/LZWDecode",
		"ascii85 noise": "/Filter/ASCII85Decode", "hex noise": "/Filter/ASCIIHexDecode", "predictor of 2 to the 31": flate + "/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>",
		"predictor of nothing": flate + "/DecodeParms<</Predictor 15/Columns -1/Colors 0>>", "crypt": "/Filter/Crypt", "jpeg": "/Filter/DCTDecode", "fax": "/Filter/CCITTFaxDecode", "jbig": "/Filter/JBIG2Decode", "jpx": "/Filter/JPXDecode",
	} {
		out = append(out, File{"filter: " + name, onePage(page{dict: d, content: deflate(lines(9))})})
	}
	for name, e := range map[string]string{
		"box of nothing": "/CropBox[0 0 0 0]", "box of everything": "/MediaBox[-1e38 -1e38 1e38 1e38]", "box of words": "/MediaBox[/a /b (c) null]",
		"box afar": "/CropBox[9999999 9999999 99999999 99999999]", "turned by 2 to the 40": "/Rotate 1099511627776", "turned by 7": "/Rotate 7", "unit": "/UserUnit 1e30", "contents of itself": "/Contents 3 0 R",
	} {
		out = append(out, File{"page: " + name, onePage(page{content: lines(9), extra: e})})
	}
	sortByName(out)
	return out
}

// locked files say that they are encrypted, in every way.
func locked() []File {
	var out []File
	for _, v := range []int{0, 1, 2, 3, 4, 5, 6, 99} {
		for _, length := range []string{"40", "128", "-8", "2147483647"} {
			encrypt := fmt.Sprintf("/Encrypt<</Filter/Standard/V %d/R %d/Length %s/O(%s)/U(%s)/P -44/CF<</StdCF<</CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF>>/ID[(x)(y)]",
				v, v, length, strings.Repeat("o", 32), strings.Repeat("u", 32))
			out = append(out, File{fmt.Sprintf("locked: V%d, length %s", v, length), onePage(page{content: lines(3), trailer: encrypt})})
		}
	}
	return append(out,
		File{"locked: by itself", onePage(page{content: lines(3), trailer: "/Encrypt 6 0 R", more: []string{"<</Filter 6 0 R/O 6 0 R/U 6 0 R>>"}})},
		File{"locked: by a key", onePage(page{content: lines(3), trailer: "/Encrypt<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s5/Recipients[" + strings.Repeat("(x)", 10_000) + "]>>"})})
}

// junk has a header and nothing behind it that makes sense.
func junk() []File {
	r := prng(7)
	noise := make([]byte, 200_000)
	for i := range noise {
		noise[i] = byte(r.next()) //nolint:gosec // noise
	}
	out := []File{{"junk: nothing", nil}, {"junk: header", []byte("%PDF-1.7")}}
	for name, b := range map[string][]byte{
		"noise": noise, "zeros": make([]byte, 1_000_000), "obj": bytes.Repeat([]byte("obj "), 200_000), "endobj": bytes.Repeat([]byte("1 0 obj endobj "), 50_000),
		"stream": bytes.Repeat([]byte("1 0 obj <<>>\nstream\n"), 50_000), "digits": bytes.Repeat([]byte("1234567890"), 100_000), "braces": bytes.Repeat([]byte("<<[("), 200_000),
		"percent": bytes.Repeat([]byte("%PDF-1.7\n"), 50_000), "root": bytes.Repeat([]byte("/Root 1 0 R /Encrypt 1 0 R "), 50_000),
	} {
		out = append(out, File{"junk: " + name, append([]byte("%PDF-1.7\n"), b...)})
	}
	sortByName(out)
	return out
}
