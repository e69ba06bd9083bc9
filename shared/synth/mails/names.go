package mails

import "strings"

func named(disposition string) string {
	return mixed(part("Content-Type: application/pdf"+crlf+"Content-Disposition: attachment; "+disposition, "%PDF-1.4"))
}

// names are names of files that hide, escape or break.
func names() []Mail {
	return []Mail{
		of("name of RFC 2231", named(`filename*=utf-8''n%C3%BAm.pdf`), []string{"núm.pdf=%PDF-1.4"}, nil),
		of("name of RFC 2231 in pieces", named(`filename*0*=utf-8''n%C3%BA;`+crlf+` filename*1="m.pdf"`), []string{"núm.pdf=%PDF-1.4"}, nil),
		of("pieces out of order", named(`filename*1="b.pdf"; filename*0="a"`), []string{"ab.pdf=%PDF-1.4"}, nil),
		of("charset that is none", named(`filename*=x-nada''n%FAm.pdf`), []string{"parte-1=%PDF-1.4"}, nil),
		of("encoded word in quotes", named(`filename="=?utf-8?q?n=C3=BAm.pdf?="`), []string{"núm.pdf=%PDF-1.4"}, nil),
		of("raw latin-1", named("filename=\"n\xfam.pdf\""), []string{"núm.pdf=%PDF-1.4"}, nil),
		of("unquoted blanks", named("filename=el pedimento (1).pdf"), []string{"el pedimento (1).pdf=%PDF-1.4"}, nil),
		of("path", named(`filename="../../etc/passwd.pdf"`), []string{"passwd.pdf=%PDF-1.4"}, []string{"container_path"}),
		of("path of Windows", named(`filename="C:\\temp\\a.pdf"`), []string{"a.pdf=%PDF-1.4"}, []string{"container_path"}),
		of("right to left", named("filename=\"a\u202efdp.exe\""), []string{"afdp.exe=%PDF-1.4"}, nil),
		of("NUL in the name", named("filename=\"a\x00b.pdf\""), []string{"ab.pdf=%PDF-1.4"}, nil),
		of("only dots", named(`filename="..."`), []string{"...=%PDF-1.4"}, nil),
		of("parent folder", named(`filename=".."`), []string{"sin-nombre-1=%PDF-1.4"}, []string{"container_path"}),
		of("empty name", named(`filename=""`), []string{"parte-1=%PDF-1.4"}, nil),
		of("name of 10 kB", named(`filename="`+strings.Repeat("x", 10<<10)+`.pdf"`), []string{strings.Repeat("x", 200) + "=%PDF-1.4"}, nil),
		of("quote never closed", named(`filename="a.pdf`), []string{"a.pdf=%PDF-1.4"}, nil),
		of("two names", mixed(part("Content-Type: application/pdf; name=b.pdf"+crlf+"Content-Disposition: attachment; filename=a.pdf", "%PDF-1.4")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("name in type alone", mixed(part("Content-Type: application/pdf; name=\"a.pdf\"", "%PDF-1.4")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("device name", named(`filename="CON"`), []string{"CON=%PDF-1.4"}, nil),
		of("line end in the name", named(`filename="a=0D=0A.pdf"; x="=?utf-8?q?a=0D=0ABcc:_x?="`), []string{"a=0D=0A.pdf=%PDF-1.4"}, nil),
	}
}
