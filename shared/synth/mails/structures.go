package mails

import "strings"

// structures are trees of parts, broken and deep.
func structures() []Mail {
	deep := head + multi("mixed", "d", pdf("d.pdf"))
	for _, boundary := range []string{"e", "f", "g"} {
		deep = head + multi("mixed", boundary, rfc822(deep))
	}
	return []Mail{
		of("plain", mixed(text(), pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("boundary never written", head+"Content-Type: multipart/mixed; boundary=q"+crlf+crlf+"--z"+crlf+pdf("a.pdf")+"--z--"+crlf, nil, []string{"mail_part", "mail_empty"}),
		of("no boundary at all", head+"Content-Type: multipart/mixed"+crlf+crlf+"--z"+crlf+pdf("a.pdf")+"--z--"+crlf, []string{"parte-1=116 bytes"}, []string{"mail_part"}),
		of("end missing", head+open("mixed", "q", text(), pdf("a.pdf")), []string{"a.pdf=%PDF-1.4\r\n"}, []string{"mail_truncated"}),
		of("cut in a header", head+open("mixed", "q", text(), "Content-Type: application/pdf; na"), []string{"mensaje.txt=Adjunto"}, []string{"mail_truncated", "mail_part"}),
		of("end before the parts", head+"Content-Type: multipart/mixed; boundary=q"+crlf+crlf+"--q--"+crlf+"--q"+crlf+pdf("a.pdf")+"--q--"+crlf, nil, []string{"mail_part", "mail_empty"}),
		of("boundary with blanks behind", head+"Content-Type: multipart/mixed; boundary=q"+crlf+crlf+"--q  "+crlf+pdf("a.pdf")+"--q--  "+crlf, []string{"a.pdf=%PDF-1.4"}, nil),
		of("boundary a prefix of another", head+multi("mixed", "q", part("Content-Type: multipart/alternative; boundary=qq", "--qq"+crlf+text()+"--qq--"), pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("same boundary inside", head+multi("mixed", "q", part("Content-Type: multipart/mixed; boundary=q", "--q"+crlf+pdf("a.pdf")+"--q--"), pdf("b.pdf")), []string{"a.pdf=%PDF-1.4"}, []string{"mail_part"}),
		of("quoted boundary with signs", head+`Content-Type: multipart/mixed; boundary="=_(?)+'"`+crlf+crlf+"--=_(?)+'"+crlf+pdf("a.pdf")+"--=_(?)+'--"+crlf, []string{"a.pdf=%PDF-1.4"}, nil),
		of("preamble and epilogue", head+"Content-Type: multipart/mixed; boundary=q"+crlf+crlf+"vea"+crlf+"--q"+crlf+pdf("a.pdf")+"--q--"+crlf+pdf("b.pdf"), []string{"a.pdf=%PDF-1.4"}, nil),
		of("bare line feeds", strings.ReplaceAll(mixed(text(), pdf("a.pdf")), crlf, "\n"), []string{"a.pdf=%PDF-1.4"}, nil),
		of("mixed line ends", strings.Replace(strings.Replace(mixed(text(), pdf("a.pdf")), crlf, "\n", 3), crlf, "\r\r\n", 1), []string{"a.pdf=%PDF-1.4"}, nil),
		of("byte order mark first", "\xEF\xBB\xBF"+mixed(pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("mailbox line first", "From a@b Thu Apr  1 2021"+crlf+mixed(pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("empty part", mixed(part("Content-Type: application/pdf", ""), pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("part without headers", mixed(crlf+"hola"+crlf, pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("nothing but headers", head+crlf, nil, []string{"mail_empty"}),
		of("no headers", "hola"+crlf, nil, []string{"mail_not"}),
		of("no bytes", "", nil, []string{"mail_not"}),
		of("alternative with the attachment inside", head+multi("alternative", "q", text(), part("Content-Type: multipart/mixed; boundary=r", "--r"+crlf+part("Content-Type: text/html", "<p>hola")+"--r"+crlf+pdf("a.pdf")+"--r--")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("inline", mixed(part("Content-Type: application/pdf; name=a.pdf"+crlf+"Content-Disposition: inline; filename=a.pdf", "%PDF-1.4")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("related with picture", head+multi("related", "q", part("Content-Type: text/html", "<img src=cid:1>"), encoded("Content-Type: image/png; name=l.png"+crlf+"Content-ID: <1>", "\x89PNG\r\n\x1a\n"), pdf("a.pdf")), []string{"l.png=\x89PNG\r\n\x1a\n", "a.pdf=%PDF-1.4"}, nil),
		of("mail in a mail", mixed(text(), rfc822(head+multi("mixed", "r", pdf("a.pdf")))), []string{"parte-2=269 bytes"}, nil),
		of("mail in a mail of the same boundary", mixed(text(), rfc822(mixed(pdf("a.pdf")))), []string{"parte-2=151 bytes", "a.pdf=%PDF-1.4"}, nil),
		of("three mails deep", deep, []string{"parte-1=667 bytes"}, nil),
		of("mail in base64", mixed(encoded("Content-Type: message/rfc822; name=f.eml", mixed(pdf("a.pdf")))), []string{"f.eml=269 bytes"}, nil),
		of("attached twice", mixed(pdf("a.pdf"), pdf("a.pdf")), []string{"a.pdf=%PDF-1.4", "a.pdf=%PDF-1.4"}, nil),
		of("digest", head+multi("digest", "q", part("", "From: a@b.example"+crlf+"Subject: x"+crlf+crlf+"hola")), []string{"mensaje.txt=39 bytes"}, nil),
	}
}
