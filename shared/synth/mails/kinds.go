package mails

// kinds are parts that are not what they seem, or that nobody can use.
func kinds() []Mail {
	return []Mail{
		of("only HTML", head+"Content-Type: text/html"+crlf+crlf+"<p>Buen día"+crlf, []string{"mensaje.html=<p>Buen día\r\n"}, nil),
		of("calendar", mixed(text(), part("Content-Type: text/calendar; method=REQUEST; name=cita.ics", "BEGIN:VCALENDAR"+crlf+"END:VCALENDAR")), []string{"cita.ics=30 bytes"}, nil),
		of("delivery report", head+multi("report; report-type=delivery-status", "q", text(), part("Content-Type: message/delivery-status", "Reporting-MTA: dns; a.example"), rfc822(head+crlf+"hola")), []string{"parte-2=29 bytes", "parte-3=114 bytes"}, nil),
		of("signed S/MIME", head+multi("signed; protocol=\"application/pkcs7-signature\"", "q", pdf("a.pdf"), encoded("Content-Type: application/pkcs7-signature; name=smime.p7s", "firma")), []string{"a.pdf=%PDF-1.4", "smime.p7s=firma"}, nil),
		of("opaque S/MIME", head+"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"+crlf+"Content-Transfer-Encoding: base64"+crlf+crlf+"MIAGCSqGSIb3DQEHA6CA"+crlf, []string{"smime.p7m=0\x80\x06\t*\x86H\x86\xf7\r\x01\a\x03\xa0\x80"}, []string{"mail_smime"}),
		of("encrypted PGP", head+multi("encrypted; protocol=\"application/pgp-encrypted\"", "q", part("Content-Type: application/pgp-encrypted", "Version: 1"), part("Content-Type: application/octet-stream; name=encrypted.asc", "-----BEGIN PGP MESSAGE-----")), []string{"parte-1=Version: 1", "encrypted.asc=27 bytes"}, nil),
		of("TNEF that is none", mixed(encoded("Content-Type: application/ms-tnef; name=winmail.dat", "\x78\x9f\x3e\x22\x01\x00")), []string{"winmail.dat=x\x9f>\"\x01\x00"}, nil),
		of("pdf that is XML", mixed(part("Content-Type: application/pdf; name=a.pdf", "<?xml version=\"1.0\"?><a/>")), []string{"a.pdf=25 bytes"}, nil),
		of("xml that is PDF", mixed(part("Content-Type: text/xml; name=a.xml", "%PDF-1.4")), []string{"a.xml=%PDF-1.4"}, nil),
		of("program", mixed(encoded("Content-Type: application/pdf; name=a.pdf.exe", "MZ\x90\x00")), []string{"a.pdf.exe=MZ\x90\x00"}, nil),
		of("body that is a document", head+crlf+"<cfdi:Comprobante xmlns:cfdi=\"http://www.sat.gob.mx/cfd/4\"/>"+crlf, []string{"parte-1=62 bytes"}, nil),
		of("zip", mixed(encoded("Content-Type: application/zip; name=a.zip", zipped("a.pdf", "%PDF-1.4"))), []string{"a.zip=132 bytes"}, nil),
		of("zip in a mail in a zip", mixed(encoded("Content-Type: application/zip; name=a.zip", zipped("f.eml", mixed(encoded("Content-Type: application/zip; name=b.zip", zipped("b.pdf", "%PDF-1.4")))))), []string{"a.zip=547 bytes"}, nil),
		of("part of somewhere else", mixed(part("Content-Type: message/external-body; access-type=URL; URL=\"http://evil.example/a.pdf\"", "Content-Type: application/pdf"+crlf+crlf)), []string{"parte-1=33 bytes"}, nil),
		of("piece of a message", head+"Content-Type: message/partial; id=\"x@y\"; number=1; total=2"+crlf+crlf+"Subject: x"+crlf+crlf+"hola", []string{"parte-1=Subject: x\r\n\r\nhola"}, nil),
		of("type that is none", mixed(part("Content-Type: ;;;", "hola"), pdf("a.pdf")), []string{"a.pdf=%PDF-1.4"}, nil),
		of("type said twice", mixed(part("Content-Type: text/plain"+crlf+"Content-Type: application/pdf; name=a.pdf", "%PDF-1.4")), []string{"parte-1=%PDF-1.4"}, nil),
	}
}
