package step_test

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// winmail is a winmail.dat with one attachment.
func winmail(name, data string) []byte {
	out := []byte("\x78\x9f\x3e\x22\x01\x00")
	for _, a := range []struct {
		level byte
		name  uint16
		data  string
	}{{1, 0x9006, "\x00\x00\x01\x00"}, {2, 0x9002, "x"}, {2, 0x8010, name + "\x00"}, {2, 0x800F, data}} {
		out = binary.LittleEndian.AppendUint16(append(out, a.level), a.name)
		out = binary.LittleEndian.AppendUint32(append(out, 8, 0), uint32(len(a.data)))
		out = append(out, a.data...)
		var sum uint16
		for i := range len(a.data) {
			sum += uint16(a.data[i])
		}
		out = binary.LittleEndian.AppendUint16(out, sum)
	}
	return out
}

// TestWinmail: what lies in a winmail.dat is read like any attachment, alone
// or inside a mail, each paper linked to the one it came in.
func TestWinmail(t *testing.T) {
	const invoice = `<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/3" version="3.2"/>`
	dat := winmail("factura.xml", invoice)
	mail := []byte("From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n" +
		"--q\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		base64.StdEncoding.EncodeToString(dat) + "\r\n--q--\r\n")
	type line struct {
		Kind   document.Kind
		Name   string
		Parent document.Hash
	}
	read := func(b []byte) (out []line) {
		for _, p := range (&step.Reader{}).Read(context.Background(), step.Input{Name: "x", Bytes: b}) {
			out = append(out, line{p.Record.Kind, p.Record.Name, p.Record.Parent})
		}
		return out
	}
	inside := []line{
		{document.KindTNEF, "winmail.dat", document.HashOf(mail)},
		{document.KindCFDI, "factura.xml", document.HashOf(dat)},
	}
	if diff := cmp.Diff(append([]line{{document.KindMail, "x", ""}}, inside...), read(mail)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]line{{document.KindTNEF, "x", ""}, inside[1]}, read(dat)); diff != "" {
		t.Error(diff)
	}
}
