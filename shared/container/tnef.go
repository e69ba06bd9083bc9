package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// The attributes of a TNEF stream (MS-OXTNEF) that carry what was sent.
const (
	attTitle      = 0x8010 // short name of an attachment
	attData       = 0x800F // its bytes
	attRender     = 0x9002 // begins an attachment
	attAttachment = 0x9005 // its MAPI properties
	attProps      = 0x9003 // MAPI properties of the message
	attBody       = 0x800C // plain text of the message

	tnefHead = 6  // signature and key
	tnefAttr = 11 // level, name, type, length, checksum
	lvlFile  = 2  // an attribute of an attachment
)

// tnefStart is the first attribute of every stream: the version of TNEF. With
// it a damaged signature is still known for what it is.
const tnefStart = "\x01\x06\x90\x08\x00\x04\x00\x00\x00"

func isTNEF(b []byte) bool {
	return bytes.HasPrefix(b, []byte(tnefMagic)) ||
		bytes.HasPrefix(b, []byte(tnefMagic[:3])) && len(b) > tnefHead && bytes.HasPrefix(b[tnefHead:], []byte(tnefStart))
}

// tnefFile is an attachment being put together.
type tnefFile struct {
	title, long string
	data        []byte
	embedded    []byte // a message attached as such: a TNEF stream of its own
	filled      bool
}

type tnefReader struct {
	findings *document.Findings
	files    []*tnefFile
	texts    []Child
}

// OpenTNEF gives the attachments of a winmail.dat, which Outlook makes of a
// mail in rich text. The text of the message is a child only when there is
// nothing else. A wrong checksum is said and tolerated: each attachment is
// checked by its own reader. A nil bud starts a new delivery.
func OpenTNEF(b []byte, bud *Budget, lim Limits) (children []Child, findings document.Findings, err error) {
	lim = lim.withDefaults()
	if bud == nil {
		bud = &Budget{}
	}
	if err := bud.enter("open winmail.dat", lim); err != nil {
		return nil, nil, err
	}
	if len(b) > MaxMail {
		return nil, nil, fault.Newf(fault.TooLarge, "open winmail.dat", "%d bytes, at most %d", len(b), MaxMail)
	}
	if !isTNEF(b) {
		findings.Add("tnef_damaged", document.Error, "winmail.dat", document.Textf(
			"El archivo no es un winmail.dat; pida que reenvíen los adjuntos en formato HTML o texto.",
			"The file is no winmail.dat; ask for the attachments in a mail of HTML or plain text."))
		return nil, findings, nil
	}
	if !bytes.HasPrefix(b, []byte(tnefMagic)) {
		findings.Add("tnef_signature", document.Notice, "winmail.dat", document.Textf(
			"La marca del winmail.dat está alterada y se leyó de todos modos; compare los adjuntos con el correo original.",
			"The signature of the winmail.dat is damaged and it was read all the same; compare the attachments with the original mail."))
	}
	r := tnefReader{findings: &findings}
	if err := r.stream(b, lim); err != nil {
		return nil, nil, err
	}
	for i, f := range r.files {
		child, ok := r.child(f, i+1)
		if !ok {
			continue
		}
		if err := bud.spend("open winmail.dat", int64(len(child.Bytes)), lim); err != nil {
			return nil, nil, err
		}
		children = append(children, child)
	}
	if len(children) == 0 && len(r.texts) > 0 {
		children = r.texts[:1]
		if err := bud.spend("open winmail.dat", int64(len(children[0].Bytes)), lim); err != nil {
			return nil, nil, err
		}
	}
	if len(children) == 0 && !findings.Blocking() {
		findings.Add("tnef_empty", document.Notice, "winmail.dat", document.Textf(
			"El winmail.dat no trae adjuntos ni texto; pida los archivos si se esperaban.",
			"The winmail.dat has neither attachments nor text; ask for the files if they were expected."))
	}
	return children, findings, nil
}

// stream goes through the attributes; it stops at the first that does not fit.
func (r *tnefReader) stream(b []byte, lim Limits) error {
	wrong := 0
	for at := tnefHead; at < len(b); {
		rest := b[at:]
		if rest[0] != 1 && rest[0] != lvlFile {
			r.findings.Add("tnef_garbage", document.Warning, fmt.Sprintf("byte %d", at), document.Textf(
				"Sobran %d bytes al final del winmail.dat; lo anterior se leyó. Compare los adjuntos con el correo original.",
				"%d bytes are left at the end of the winmail.dat; what is before was read. Compare the attachments with the original mail.", len(rest)))
			return nil
		}
		if len(rest) < tnefAttr || int64(binary.LittleEndian.Uint32(rest[5:])) > int64(len(rest)-tnefAttr) {
			r.findings.Add("tnef_truncated", document.Error, fmt.Sprintf("byte %d", at), document.Textf(
				"El winmail.dat está cortado o dañado; pida que reenvíen los adjuntos en formato HTML o texto.",
				"The winmail.dat is cut or damaged; ask for the attachments in a mail of HTML or plain text."))
			return nil
		}
		size := int(binary.LittleEndian.Uint32(rest[5:]))
		data := rest[9 : 9+size]
		if checksum(data) != binary.LittleEndian.Uint16(rest[9+size:]) {
			wrong++
		}
		if err := r.attribute(binary.LittleEndian.Uint16(rest[1:]), rest[0] == lvlFile, data, lim); err != nil {
			return err
		}
		at += tnefAttr + size
	}
	if wrong > 0 {
		r.findings.Add("tnef_checksum", document.Notice, "winmail.dat", document.Textf(
			"%d partes del winmail.dat no dan su suma de control; se leyeron de todos modos. Si un adjunto sale dañado, pídalo de nuevo.",
			"%d parts of the winmail.dat do not match their checksum; they were read all the same. If an attachment is damaged, ask for it again.", wrong))
	}
	return nil
}

func checksum(data []byte) uint16 {
	var sum uint16
	for _, c := range data {
		sum += uint16(c)
	}
	return sum
}

func (r *tnefReader) attribute(name uint16, file bool, data []byte, lim Limits) error {
	if !file {
		switch name {
		case attBody:
			r.text("mensaje.txt", "text/plain", data)
		case attProps:
			r.message(data)
		}
		return nil
	}
	if name == attRender || len(r.files) == 0 {
		if len(r.files) >= lim.Entries {
			return fault.Newf(fault.TooLarge, "open winmail.dat", "more than %d attachments", lim.Entries)
		}
		r.files = append(r.files, &tnefFile{})
	}
	f := r.files[len(r.files)-1]
	switch name {
	case attTitle:
		f.title = string(bytes.Trim(data, "\x00"))
	case attData:
		f.data, f.filled = data, true
	case attAttachment:
		for p := range properties(data, r.damaged) {
			switch p.id {
			case propLongName:
				f.long = p.text()
			case propData:
				f.object(p)
			}
		}
	}
	return nil
}

func (r *tnefReader) damaged() {
	if !r.findings.Has("tnef_properties") {
		r.findings.Add("tnef_properties", document.Warning, "winmail.dat", document.Textf(
			"Las propiedades del winmail.dat están dañadas: pueden faltar nombres o mensajes adjuntos; compárelo con el correo original.",
			"The properties of the winmail.dat are damaged: names or attached messages may be missing; compare it with the original mail."))
	}
}

// object takes an attached message: sixteen bytes say what it is.
func (f *tnefFile) object(p property) {
	if len(p.data) > 16 && isTNEF(p.data[16:]) {
		f.embedded = p.data[16:]
	}
}

func (r *tnefReader) message(data []byte) {
	for p := range properties(data, r.damaged) {
		switch p.id {
		case propBody:
			r.text("mensaje.txt", "text/plain", []byte(p.text()))
		case propHTML:
			r.text("mensaje.html", "text/html", p.data)
		case propRTF:
			if out, ok := decompressRTF(p.data); ok {
				r.text("mensaje.rtf", "text/rtf", out)
			}
		}
	}
}

func (r *tnefReader) text(name, kind string, b []byte) {
	if b = bytes.TrimRight(b, "\x00"); len(bytes.TrimSpace(b)) > 0 {
		r.texts = append(r.texts, Child{Name: name, Type: kind, Bytes: b})
	}
}

// child is an attachment ready to be read; false for one that holds nothing,
// as a picture Outlook only drew.
func (r *tnefReader) child(f *tnefFile, n int) (Child, bool) {
	name := f.long
	if name == "" {
		name = f.title
	}
	if name == "" && !f.filled && f.embedded == nil {
		return Child{}, false
	}
	if name == "" {
		name = unnamed(n)
	}
	folder, base := place(name, n, r.findings)
	content := f.data
	if f.embedded != nil {
		content = f.embedded
	}
	if content == nil {
		r.findings.Add("tnef_no_data", document.Error, base, document.Textf(
			"El adjunto %q del winmail.dat no trae contenido; pida que lo reenvíen.",
			"The attachment %q of the winmail.dat has no content; ask for it again.", base))
		return Child{}, false
	}
	return Child{Name: base, Folder: folder, Bytes: content}, true
}

// text is a string property, in UTF-16 or in the code page of its writer.
func (p property) text() string {
	if p.kind != typeUnicode {
		return decodeName(string(bytes.TrimRight(p.data, "\x00")))
	}
	units := make([]uint16, 0, len(p.data)/2)
	for i := 0; i+1 < len(p.data); i += 2 {
		units = append(units, binary.LittleEndian.Uint16(p.data[i:]))
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}
