package synth

import (
	"bytes"
	"encoding/base64"
	"mime"
	"strings"

	"example.com/immex/shared/document"
)

// attachment is a file of a mail.
type attachment struct {
	name, mediaType string
	b               []byte
}

// brokerMail is a broker forwarding papers: an RFC 5322 message with an
// encoded subject, a text part and base64 attachments, lines ended by CRLF.
func brokerMail(c *company, from *broker, on document.Date, subject string, files []attachment) []byte {
	const boundary = "=_invented_boundary_0001"
	var b bytes.Buffer
	line := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
		b.WriteString("\r\n")
	}
	line("From: ", mime.QEncoding.Encode("utf-8", from.nombre), " <trafico@agencia.example>")
	line("To: comercio.exterior@", strings.ToLower(c.rfc), ".example")
	line("Subject: ", mime.BEncoding.Encode("utf-8", subject))
	line("Date: ", noon(on).Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	line("Message-ID: <", strings.ToLower(c.rfc), ".", on.String(), "@agencia.example>")
	line("MIME-Version: 1.0")
	line(`Content-Type: multipart/mixed; boundary="`, boundary, `"`)
	line()
	line("--", boundary)
	line("Content-Type: text/plain; charset=utf-8")
	line("Content-Transfer-Encoding: 8bit")
	line()
	line("Buen día:")
	line("Se reenvían los archivos de la operación. Este mensaje es inventado.")
	for _, f := range files {
		line("--", boundary)
		line("Content-Type: ", f.mediaType, `; name="`, f.name, `"`)
		line("Content-Transfer-Encoding: base64")
		line(`Content-Disposition: attachment; filename="`, f.name, `"`)
		line()
		for text := base64.StdEncoding.EncodeToString(f.b); text != ""; {
			n := min(76, len(text))
			line(text[:n])
			text = text[n:]
		}
	}
	line("--", boundary, "--")
	return b.Bytes()
}
