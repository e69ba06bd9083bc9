package container_test

import (
	"archive/zip"
	"bytes"
	"testing"
)

type entry struct {
	name, content string
	flags         uint16
	store         bool
}

func zipOf(tb testing.TB, entries ...entry) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.store {
			h.Method = zip.Store
		}
		if e.flags != 0 {
			h.Flags, h.Method = e.flags, zip.Store
			h.CompressedSize64, h.UncompressedSize64 = uint64(len(e.content)), uint64(len(e.content))
			f, err := w.CreateRaw(h)
			if err != nil {
				tb.Fatal(err)
			}
			if _, err := f.Write([]byte(e.content)); err != nil {
				tb.Fatal(err)
			}
			continue
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := f.Write([]byte(e.content)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// message is a broker's mail with every way of naming a file.
const message = "From: trafico@agencia.example\r\nTo: plant@maquila.example\r\n" +
	"Subject: =?utf-8?q?Pedimento_n=C3=BAmero_26_24_3210_6000123?=\r\nDate: lun, 16 nov 2026 18:22:31 -0600\r\n" +
	"Message-ID: <1@agencia.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n" +
	"--b1\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nSe anexa pedimento.\r\n" +
	"--b1\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n" +
	"Content-Disposition: attachment;\r\n filename*0*=UTF-8''PED%20;\r\n filename*1*=n%C3%BAm.pdf\r\n\r\nJVBERi0xLjQK\r\n" +
	"--b1\r\nContent-Type: text/xml; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n" +
	"Content-Disposition: inline; filename=\"=?iso-8859-1?Q?Factura_n=FAm.XML?=\"\r\n\r\nPGE+8TwvYT4=\r\n" +
	"--b1\r\nContent-Type: application/pdf; name=pedimento 6 (copia).pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n" +
	"--b1\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"C:\\\\DARWIN\\\\m1.320\"\r\n\r\n500|1|3210|\r\n" +
	"--b1\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nTo: c@d.example\r\nSubject: dentro\r\nMIME-Version: 1.0\r\n\r\nhola\r\n" +
	"--b1\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n" +
	"--b1--\r\n"
