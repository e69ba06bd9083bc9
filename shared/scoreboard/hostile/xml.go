package hostile

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

const cfdiOpen = `<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/4" Version="4.0" TipoDeComprobante="I" Moneda="MXN" SubTotal="1" Total="1">`

// envelope is a VUCEM answer with n partidas.
func envelope(n int) string {
	var b strings.Builder
	b.WriteString(`<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><n:consultarPedimentoCompletoRespuesta xmlns:n="http://www.ventanillaunica.gob.mx/pedimentos/ws/oxml/consultarpedimentocompleto"><n:tieneError>false</n:tieneError><n:pedimento>`)
	for i := range n {
		fmt.Fprintf(&b, "<n:partidas>%d</n:partidas>", i+1)
	}
	b.WriteString(`</n:pedimento></n:consultarPedimentoCompletoRespuesta></S:Body></S:Envelope>`)
	return b.String()
}

func textCase(kind, name string, build func() string) Case {
	return Case{kind, name, func() []byte { return []byte(build()) }}
}

// within is content of an invoice that is never closed twice.
func within(s string) string { return cfdiOpen + s + "</c:Comprobante>" }

func craftedXML(invoice []byte) []Case {
	good := string(invoice)
	x := func(name string, build func() string) Case { return textCase(XML, name, build) }
	rep := strings.Repeat
	out := []Case{
		x("entity bomb", func() string {
			return `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "` + rep("&a;", 10) + `"><!ENTITY c "` + rep("&b;", 10) + `">]><a>` + rep("&c;", 1000) + `</a>`
		}),
		x("quadratic entity", func() string {
			return `<!DOCTYPE a [<!ENTITY a "` + rep("x", 100_000) + `">]>` + within(rep("&a;", 10_000))
		}),
		x("external entity", func() string { return `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>` }),
		x("parameter entity", func() string { return `<!DOCTYPE a SYSTEM "http://nowhere.example/a.dtd"><a/>` }),
		x("character references", func() string { return within(rep("&#65;", 1_000_000)) }),
		x("character reference out of range", func() string { return within("&#x110000;&#0;&#xD800;") }),
		x("50,000 attributes", func() string {
			var b strings.Builder
			b.WriteString("<a")
			for i := range 50_000 {
				b.WriteString(" a" + strconv.Itoa(i) + `=""`)
			}
			return b.String() + "/>"
		}),
		x("same attribute twice", func() string { return strings.Replace(good, " Total=", ` Total="1" Total=`, 1) }),
		x("attribute twice by name space", func() string { return `<a xmlns:p="u" xmlns:q="u" p:k="1" q:k="2"/>` }),
		x("attribute of 7 MB", func() string { return `<a b="` + rep("x", 7<<20) + `"/>` }),
		x("element name of 4 MB", func() string { n := rep("n", 4<<20); return "<" + n + "></" + n + ">" }),
		x("text of 7 MB", func() string { return within(rep("x ", 7<<19)) }),
		x("30 MB", func() string { return within(rep("<a/>", 30<<18)) }),
		x("comments", func() string { return within(rep("<!---->", 1_000_000)) }),
		x("text in a million pieces", func() string { return within(rep("x<!---->", 900_000)) }),
		x("cdata", func() string { return within(rep("<![CDATA[x]]>", 500_000)) }),
		x("instructions", func() string { return within(rep("<?a?>", 1_000_000)) }),
		x("open comment", func() string { return within("<!--" + rep("-", 5<<20)) }),
		x("open cdata", func() string { return within("<![CDATA[" + rep("]", 5<<20)) }),
		x("open quote", func() string { return `<a b="` + rep("<a ", 2<<20) }),
		x("open tags", func() string { return rep("<", 4<<20) }),
		x("closing tags", func() string { return rep("</a>", 1<<20) }),
		x("declaration of 5 MB", func() string { return `<?xml version="1.0" ` + rep(" ", 5<<20) + `?><a/>` }),
		x("declarations", func() string { return rep(`<?xml version="1.0"?>`, 100_000) + "<a/>" }),
		x("marks", func() string { return rep("\xEF\xBB\xBF", 1_000_000) + good }),
		x("blanks", func() string { return rep(" \n", 3<<20) + good }),
		x("zeros", func() string { return rep("\x00", 4<<20) }),
		x("zeros after", func() string { return good + rep("\x00", 1<<20) }),
		x("two documents", func() string { return good + good }),
		x("junk after", func() string { return good + rep("junk ", 100_000) }),
	}
	out = append(out, encodedXML(x, good)...)
	for _, depth := range []int{30, 64, 65, 200, 3_000, 100_000, 700_000} {
		out = append(out,
			x("nesting "+strconv.Itoa(depth), func() string { return rep("<a>", depth) + rep("</a>", depth) }),
			x("open nesting "+strconv.Itoa(depth), func() string { return rep("<a>", depth) }),
			x("nesting in an invoice "+strconv.Itoa(depth), func() string {
				return within("<c:Complemento>" + rep("<a:b xmlns:a='u'>", depth) + rep("</a:b>", depth) + "</c:Complemento>")
			}))
	}
	return append(out, many(x)...)
}

// encodedXML lies about encodings, numbers, seals and what the root is.
func encodedXML(x texts, good string) []Case {
	rep := strings.Repeat
	return []Case{
		x("no root", func() string { return "<!-- x -->" }),
		x("doctype only", func() string { return "<!DOCTYPE html>" }),
		x("crossed tags", func() string { return rep("<a><b></a></b>", 10_000) }),
		x("undeclared prefixes", func() string { return rep("<p:a>", 60) + rep("</p:a>", 60) }),
		x("utf-16 cut", func() string { return wide(good)[:1001] }),
		x("utf-16", func() string { return wide(good) }),
		x("utf-16 broken pairs", func() string { return "\xFF\xFE<\x00" + rep("\x00\xD8", 100_000) }),
		x("declared EBCDIC", func() string { return strings.Replace(good, "UTF-8", "IBM037", 1) }),
		x("declared utf-7", func() string { return `<?xml version="1.0" encoding="utf-7"?><a/>` }),
		x("mixed encodings", func() string { return strings.Replace(good, "AVENIDA", "\xf1ñ\xff", 1) }),
		x("control signs", func() string { return within("\x01\x02\x0b") }),
		x("a long number", func() string { return strings.Replace(good, `SubTotal="`, `SubTotal="`+rep("9", 1_000_000), 1) }),
		x("many decimals", func() string { return strings.Replace(good, `SubTotal="`, `SubTotal="0.`+rep("1", 1_000_000), 1) }),
		x("a seal of 1 MB", func() string { return strings.Replace(good, ` Sello="`, ` Sello="`+rep("A", 1<<20), 1) }),
		x("a certificate of lies", func() string {
			der := base64.StdEncoding.EncodeToString([]byte(rep("\x30\x84\x7f\xff\xff\xff", 500)))
			return strings.Replace(good, ` Certificado="`, ` Certificado="`+der+`" x="`, 1)
		}),
		x("100,000 partidas", func() string { return envelope(100_000) }),
		x("html", func() string { return "<html>" + rep("<div><p>x", 200_000) }),
		x("path of an element", func() string { return within(rep("<Conceptos>", 50) + rep("</Conceptos>", 50)) }),
	}
}

// many repeats one element of an invoice far too often.
func many(x texts) []Case {
	rep := strings.Repeat
	var out []Case
	for _, n := range []int{1_000, 25_000, 100_000} {
		at := " ×" + strconv.Itoa(n)
		out = append(out,
			x("lines"+at, func() string {
				return within(`<c:Conceptos>` + rep(`<c:Concepto Cantidad="1" ValorUnitario="1" Importe="1"/>`, n) + `</c:Conceptos>`)
			}),
			x("taxes"+at, func() string {
				return within(`<c:Conceptos><c:Concepto><c:Impuestos><c:Traslados>` + rep(`<c:Traslado Impuesto="002" Importe="1"/>`, n) +
					`</c:Traslados></c:Impuestos></c:Concepto></c:Conceptos>`)
			}),
			x("payments"+at, func() string {
				return within(`<c:Complemento><p:Pagos xmlns:p="http://www.sat.gob.mx/Pagos20"><p:Pago>` +
					rep(`<p:DoctoRelacionado IdDocumento="x" ImpPagado="1"/>`, n) + `</p:Pago></p:Pagos></c:Complemento>`)
			}),
			x("name spaces"+at, func() string { return within(rep(`<x xmlns:a="u" xmlns:b="v"/>`, n)) }),
			x("stamps"+at, func() string {
				return within(`<c:Complemento>` + rep(`<t:TimbreFiscalDigital xmlns:t="http://www.sat.gob.mx/TimbreFiscalDigital" UUID="x"/>`, n) + `</c:Complemento>`)
			}))
	}
	return out
}

// wide is UTF-16 with its mark.
func wide(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8)) //nolint:gosec // the two bytes of a unit
	}
	return string(b)
}
