package container

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/quotedprintable"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/text/encoding/charmap"

	"example.com/immex/shared/document"
)

// mailWalk goes through the tree of parts in order.
type mailWalk struct {
	mail     *Mail
	bud      *Budget
	lim      Limits
	findings *document.Findings
	count    int
	texts    []Child // body texts, kept aside
}

func (w *mailWalk) part(p *enmime.Part) error {
	w.defects(p)
	if p.FirstChild == nil {
		return w.leaf(p)
	}
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		if err := w.part(c); err != nil {
			return err
		}
	}
	return nil
}

// defects turns what the parser met into findings: a part it had to drop is an
// error, a message cut before its end a warning.
func (w *mailWalk) defects(p *enmime.Part) {
	for _, e := range p.Errors {
		switch e.Name {
		case enmime.ErrorMalformedChildPart, enmime.ErrorMalformedHeader:
			sev := document.Warning
			if e.Name == enmime.ErrorMalformedChildPart {
				sev = document.Error
			}
			w.findings.Add("mail_part", sev, "parte "+p.PartID, document.Textf(
				"Una parte del correo está mal formada (%s); pida que reenvíen el archivo.",
				"A part of the mail is malformed (%s); ask for the file again.", e.Detail))
		case enmime.ErrorMissingBoundary:
			w.findings.Add("mail_truncated", document.Warning, "parte "+p.PartID, document.Textf(
				"El correo no tiene su marca de cierre: puede estar cortado; compare los adjuntos con el original.",
				"The mail lacks its closing mark: it may be cut; compare the attachments with the original."))
		}
	}
}

func (w *mailWalk) leaf(p *enmime.Part) error {
	w.count++
	if strings.HasPrefix(p.ContentType, "multipart/") {
		w.findings.Add("mail_part", document.Error, "parte "+p.PartID, document.Textf(
			"Una parte dice contener otras (%s) y no se encontraron; pida que reenvíen los archivos.",
			"A part claims to hold others (%s) and none were found; ask for the files again.", p.ContentType))
	}
	if len(bytes.TrimSpace(p.Content)) == 0 && p.FileName == "" {
		return nil
	}
	if strings.HasSuffix(p.ContentType, "pkcs7-mime") {
		w.findings.Add("mail_smime", document.Error, "parte "+p.PartID, document.Textf(
			"Una parte del correo está cifrada o firmada en un solo bloque (S/MIME) y no se abre; pida que reenvíen los archivos sin cifrar.",
			"A part of the mail is encrypted or signed as one block (S/MIME) and is not opened; ask for the files unencrypted."))
	}
	name := p.FileName
	if name == "" || strings.ContainsRune(name, utf8.RuneError) {
		if raw := rawName(p); raw != "" {
			name = raw
		}
	}
	named := name != ""
	if !named {
		name = unnamed(w.count)
	}
	folder, base := place(decodeHeader(name), w.count, w.findings)
	content := w.decode(p, base)
	if err := w.bud.spend("open mail", int64(len(content)), w.lim); err != nil {
		return err
	}
	child := Child{Name: base, Folder: folder, Type: p.ContentType, Bytes: content}
	body := strings.HasPrefix(p.ContentType, "text/") || p.ContentType == ""
	if body && uuencoded.Match(content) {
		w.findings.Add("mail_uuencode", document.Error, "parte "+p.PartID, document.Textf(
			"El texto del correo trae un archivo en uuencode, que no se lee; pida que lo reenvíen como adjunto.",
			"The text of the mail holds a file in uuencode, which is not read; ask for it again as an attachment."))
	}
	if body && !named && p.Disposition != "attachment" && !wanted(content, p.ContentType) {
		w.texts = append(w.texts, child)
		return nil
	}
	w.mail.Children = append(w.mail.Children, child)
	return nil
}

// uuencoded finds a file that old programs put into the text itself.
var uuencoded = regexp.MustCompile(`(?m)^begin [0-7]{3,4} [^\r\n]+\r?\n[ -` + "`" + `]{1,61}\r?$`)

// wanted reports a body that is itself a document, sent without a name.
func wanted(content []byte, claimed string) bool {
	switch Classify(content) {
	case document.KindText, document.KindUnknown, document.KindMail:
		return false
	case document.KindXML:
		return claimed != "text/html"
	default:
		return true
	}
}

// bodies keeps the text of a message without attachments: plain text before
// HTML, in UTF-8.
func (w *mailWalk) bodies() {
	if len(w.mail.Children) > 0 {
		return
	}
	for _, want := range []string{"text/plain", ""} {
		for _, c := range w.texts {
			if want != "" && c.Type != want && c.Type != "" || len(bytes.TrimSpace(c.Bytes)) == 0 {
				continue
			}
			c.Name = "mensaje.txt"
			if c.Type == "text/html" {
				c.Name = "mensaje.html"
			}
			if !utf8.Valid(c.Bytes) {
				if out, err := charmap.Windows1252.NewDecoder().Bytes(c.Bytes); err == nil {
					c.Bytes = out
				}
			}
			w.mail.Children = append(w.mail.Children, c)
			return
		}
	}
}

// decode undoes the transfer encoding; what does not decode is an error, for
// the file that comes out is not the one that was sent.
func (w *mailWalk) decode(p *enmime.Part, name string) []byte {
	switch cte := strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding"))); cte {
	case "base64":
		out, ok := fromBase64(p.Content)
		if !ok {
			w.findings.Add("mail_base64", document.Error, name, document.Textf(
				"El adjunto %q llegó alterado o cortado (base64); pida que lo reenvíen.",
				"The attachment %q came altered or cut (base64); ask for it again.", name))
		}
		return out
	case "quoted-printable":
		out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(p.Content)))
		if err != nil {
			w.findings.Add("mail_quoted_printable", document.Warning, name, document.Textf(
				"El texto %q no se pudo decodificar completo (quoted-printable mal formado); se conserva como llegó.",
				"The text %q could not be decoded in full (malformed quoted-printable); it is kept as it came.", name))
			return p.Content
		}
		return out
	case "", "7bit", "8bit", "binary":
		return p.Content
	default:
		w.findings.Add("mail_encoding", document.Warning, name, document.Textf(
			"La parte %q usa una codificación desconocida %q; se conserva como llegó.",
			"The part %q uses an unknown encoding %q; it is kept as it came.", name, cte))
		return p.Content
	}
}

// fromBase64 decodes across line ends and padding; ok is false when a sign
// that is no base64 stands inside or the last group is cut.
func fromBase64(b []byte) (out []byte, ok bool) {
	clean := make([]byte, 0, len(b))
	ok = true
	for i, c := range b {
		switch {
		case c == '\r' || c == '\n' || c == ' ' || c == '\t':
		case c == '=':
			// What follows the padding must be blank.
			rest := bytes.Trim(b[i:], "= \r\n\t")
			ok = ok && len(rest) == 0
			return unbase64(clean, ok)
		case c == '+' || c == '/' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			clean = append(clean, c)
		default:
			ok = false
		}
	}
	return unbase64(clean, ok)
}

func unbase64(clean []byte, ok bool) ([]byte, bool) {
	if len(clean)%4 == 1 {
		clean, ok = clean[:len(clean)-1], false
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, err := base64.RawStdEncoding.Decode(out, clean)
	return out[:n], ok && err == nil
}

// rawName finds a name the strict reading of parameters misses: unquoted names
// with blanks, as some brokers' programs write them.
func rawName(p *enmime.Part) string {
	for _, h := range []string{"Content-Disposition", "Content-Type"} {
		value := p.Header.Get(h)
		for _, key := range []string{"filename=", "name="} {
			i := indexFold(value, key)
			if i < 0 {
				continue
			}
			name := strings.TrimSpace(value[i+len(key):])
			if strings.HasPrefix(name, `"`) {
				name, _, _ = strings.Cut(name[1:], `"`)
			} else {
				name, _, _ = strings.Cut(name, ";")
			}
			if name != "" {
				return name
			}
		}
	}
	return ""
}

// indexFold finds an ASCII key whatever its case. The value is not lowered as a
// whole: bytes that are no UTF-8 would grow and the place be another.
func indexFold(value, key string) int {
	for i := 0; i+len(key) <= len(value); i++ {
		if strings.EqualFold(value[i:i+len(key)], key) {
			return i
		}
	}
	return -1
}

// decodeHeader reads encoded words, and raw bytes that are no UTF-8 as
// windows-1252.
func decodeHeader(s string) string {
	d := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "windows-1252", "cp1252", "iso-8859-15":
			return charmap.Windows1252.NewDecoder().Reader(r), nil
		}
		return r, nil
	}}
	if out, err := d.DecodeHeader(s); err == nil {
		s = out
	}
	if utf8.ValidString(s) {
		return s
	}
	out, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "")
	}
	return out
}
