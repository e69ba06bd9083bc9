package mails

import (
	"encoding/base64"
	"strings"
)

func coded(coding, content string) string {
	return mixed(part("Content-Type: application/octet-stream; name=a.bin"+crlf+"Content-Transfer-Encoding: "+coding, content))
}

// encodings are transfer encodings and charsets that lie or break.
func encodings() []Mail {
	b64 := base64.StdEncoding.EncodeToString([]byte("%PDF-1.4 entero"))
	return []Mail{
		of("base64", coded("base64", b64), []string{"a.bin=%PDF-1.4 entero"}, nil),
		of("base64 cut", coded("base64", b64[:len(b64)-3]), []string{"a.bin=%PDF-1.4 ent"}, []string{"mail_base64"}),
		of("base64 with a strange sign", coded("base64", b64[:4]+"*"+b64[4:]), []string{"a.bin=%PDF-1.4 entero"}, []string{"mail_base64"}),
		of("base64 with text behind", coded("base64", b64+"="+crlf+"-- "+crlf+"Enviado desde mi correo"), []string{"a.bin=%PDF-1.4 entero"}, []string{"mail_base64"}),
		of("base64 in one long line", coded("BASE64", base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", 30_000)))), []string{"a.bin=30000 bytes"}, nil),
		of("base64 of a line each", coded("base64", strings.Join(strings.Split(b64, ""), crlf)), []string{"a.bin=%PDF-1.4 entero"}, nil),
		of("quoted-printable", coded("quoted-printable", "n=C3=BAm=\r\nero"), []string{"a.bin=número"}, nil),
		of("quoted-printable damaged", coded("quoted-printable", "n=C3=ZZm =\x00"), []string{"a.bin=n=C3=ZZm =\x00"}, []string{"mail_quoted_printable"}),
		of("uuencode", coded("x-uuencode", "begin 644 a.pdf\r\n#0V%T\r\n`\r\nend"), []string{"a.bin=30 bytes"}, []string{"mail_encoding"}),
		of("uuencode in the body", head+crlf+"begin 644 a.txt"+crlf+"#0V%T"+crlf+"`"+crlf+"end"+crlf, []string{"mensaje.txt=32 bytes"}, []string{"mail_uuencode"}),
		of("uuencode beside an attachment", mixed(part("Content-Type: text/plain", "hola"+crlf+"begin 644 a.txt"+crlf+"#0V%T"+crlf+"`"+crlf+"end"), pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, []string{"mail_uuencode"}),
		of("coding that is none", coded("rot13", "hola"), []string{"a.bin=hola"}, []string{"mail_encoding"}),
		of("coding said twice", mixed(part("Content-Type: application/octet-stream; name=a.bin"+crlf+"Content-Transfer-Encoding: base64"+crlf+"Content-Transfer-Encoding: 7bit", b64)), []string{"a.bin=%PDF-1.4 entero"}, nil),
		of("charset that lies", head+"Content-Type: text/plain; charset=us-ascii"+crlf+crlf+"n\xfam"+crlf, []string{"mensaje.txt=núm\r\n"}, nil),
		of("charset unknown", head+"Content-Type: text/plain; charset=x-nada"+crlf+crlf+"hola"+crlf, []string{"mensaje.txt=hola\r\n"}, nil),
		of("8-bit subject", "Subject: n\xfam\xe9ro"+crlf+mixed(pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("UTF-16 body", head+"Content-Type: text/plain; charset=utf-16"+crlf+crlf+"h\x00o\x00l\x00a\x00", []string{"mensaje.txt=h\x00o\x00l\x00a\x00"}, nil),
		of("XML of another charset", mixed(part("Content-Type: text/xml; charset=utf-8; name=a.xml", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>\xf1</a>")), []string{"a.xml=51 bytes"}, nil),
	}
}
