package hostile

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

const mailHead = "From: trafico@agencia.example\r\nTo: planta@maquila.example\r\nSubject: Pedimento\r\nMIME-Version: 1.0\r\n"

// attach is one part with its bytes in base64.
func attach(name, kind string, b []byte) string {
	text := base64.StdEncoding.EncodeToString(b)
	var lines strings.Builder
	for len(text) > 76 {
		lines.WriteString(text[:76] + "\r\n")
		text = text[76:]
	}
	return "--q\r\nContent-Type: " + kind + "; name=\"" + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines.String() + text + "\r\n"
}

func mixed(parts string) string {
	return mailHead + "Content-Type: multipart/mixed; boundary=q\r\n\r\n" + parts + "--q--\r\n"
}

// messageOf is a mail with an invoice, a zip and a forwarded mail.
func messageOf(invoice []byte) []byte {
	return []byte(mixed(attach("a.xml", "text/xml", invoice) + attach("b.zip", "application/zip", archiveOf(invoice)) +
		"--q\r\nContent-Type: message/rfc822\r\n\r\n" + mailHead + "\r\nhola\r\n"))
}

func craftedMail(invoice []byte) []Case {
	m := func(name string, build func() string) Case { return textCase(Mail, name, build) }
	return slices.Concat(mailHeaders(m, invoice), mailBoundaries(m), mailCodings(m, invoice), mailRepeats(m))
}

// texts makes a case of a text.
type texts func(name string, build func() string) Case

func mailHeaders(m texts, invoice []byte) []Case {
	rep := strings.Repeat
	return []Case{
		m("100,000 headers", func() string { return mailHead + rep("Received: by x\r\n", 100_000) + "\r\nhola" }),
		m("100,000 distinct headers", func() string {
			var b strings.Builder
			for i := range 100_000 {
				b.WriteString("X-" + strconv.Itoa(i) + ": 1\r\n")
			}
			return mailHead + b.String() + "\r\nhola"
		}),
		m("header of 20 MB", func() string { return mailHead + "X-A: " + rep("x", 20<<20) + "\r\n\r\nhola" }),
		m("header in 500,000 lines", func() string { return mailHead + "X-A: a\r\n" + rep(" x\r\n", 500_000) + "\r\nhola" }),
		m("subject of encoded words", func() string { return mailHead + "Subject: " + rep("=?UTF-8?Q?=C3=BA?= ", 200_000) + "\r\n\r\nhola" }),
		m("broken encoded words", func() string { return mailHead + "Subject: " + rep("=?UTF-8?Q?", 300_000) + "\r\n\r\nhola" }),
		m("name in 50,000 pieces", func() string {
			var b strings.Builder
			for i := range 50_000 {
				b.WriteString(";\r\n filename*" + strconv.Itoa(i) + "=x")
			}
			return mixed("--q\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment" + b.String() + "\r\n\r\n%PDF-1.4\r\n")
		}),
		m("parameters", func() string {
			return mixed("--q\r\nContent-Type: application/pdf" + rep("; a=b", 200_000) + "\r\n\r\nx\r\n")
		}),
		m("open quotes", func() string {
			return mixed("--q\r\nContent-Type: application/pdf; name=\"" + rep("\\\"", 500_000) + "\r\n\r\nx\r\n")
		}),
		m("name of 2 MB", func() string { return mixed(attach(rep("n", 2<<20), "application/pdf", invoice)) }),
		m("traversal", func() string { return mixed(attach("../../../etc/passwd", "text/xml", invoice)) }),
		m("zeros in the name", func() string { return mixed(attach("a\x00.xml", "text/xml", invoice)) }),
	}
}

func mailBoundaries(m texts) []Case {
	rep := strings.Repeat
	return []Case{
		m("no boundary", func() string {
			return mailHead + "Content-Type: multipart/mixed\r\n\r\n" + rep("--\r\n\r\nx\r\n", 1000)
		}),
		m("empty boundary", func() string {
			return mailHead + "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n" + rep("--\r\n\r\nx\r\n", 1000)
		}),
		m("boundary of blanks", func() string {
			return mailHead + "Content-Type: multipart/mixed; boundary=\"   \"\r\n\r\n--   \r\n\r\nx\r\n"
		}),
		m("boundary of 1 MB", func() string {
			b := rep("b", 1<<20)
			return mailHead + "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n\r\nx\r\n"
		}),
		m("boundary inside itself", func() string {
			return mixed("--q\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n" + rep("--q\r\n\r\nx\r\n", 2000))
		}),
		m("boundaries that begin alike", func() string {
			return mixed("--q\r\nContent-Type: multipart/mixed; boundary=qq\r\n\r\n" + rep("--qq\r\n\r\nx\r\n", 2000) + "--qq--\r\n")
		}),
		m("never closed", func() string { return strings.TrimSuffix(mixed(rep("--q\r\n\r\nx\r\n", 3000)), "--q--\r\n") }),
		m("closed at once", func() string { return mixed("") }),
		m("a preamble of 20 MB", func() string {
			return mailHead + "Content-Type: multipart/mixed; boundary=q\r\n\r\n" + rep("x\r\n", 7<<20)
		}),
		m("dashes", func() string { return mixed(rep("--", 5<<20)) }),
		m("line of 30 MB", func() string { return mailHead + "\r\n" + rep("x", 30<<20) }),
		m("41 MB", func() string { return mailHead + "\r\n" + rep("x\r\n", 14<<20) }),
	}
}

func mailCodings(m texts, invoice []byte) []Case {
	rep := strings.Repeat
	return []Case{
		m("base64 of nothing", func() string {
			return mixed("--q\r\nContent-Transfer-Encoding: base64\r\nContent-Type: application/pdf\r\n\r\n" + rep("*", 10<<20) + "\r\n")
		}),
		m("base64 of blanks", func() string {
			return mixed("--q\r\nContent-Transfer-Encoding: base64\r\nContent-Type: application/pdf\r\n\r\n" + rep(" \r\n", 5<<20))
		}),
		m("padding", func() string {
			return mixed("--q\r\nContent-Transfer-Encoding: base64\r\nContent-Type: application/pdf\r\n\r\n" + rep("=", 10<<20) + "\r\n")
		}),
		m("quoted-printable", func() string {
			return mixed("--q\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + rep("=\r\n", 5<<20))
		}),
		m("broken quoted-printable", func() string {
			return mixed("--q\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + rep("=Z", 5<<20))
		}),
		m("unknown encoding", func() string {
			return mixed("--q\r\nContent-Transfer-Encoding: x-rot13\r\nContent-Type: application/pdf\r\n\r\nx\r\n")
		}),
		m("unknown charset", func() string { return mailHead + "Content-Type: text/plain; charset=x-klingon\r\n\r\nhola" }),
		m("bare carriage returns", func() string { return strings.ReplaceAll(mixed(attach("a.xml", "text/xml", invoice)), "\r\n", "\r") }),
		m("bare line feeds", func() string { return strings.ReplaceAll(mixed(attach("a.xml", "text/xml", invoice)), "\r\n", "\n") }),
		m("zeros", func() string { return mailHead + "\r\n" + rep("\x00", 5<<20) }),
		m("binary headers", func() string { return mailHead + "X-\xff\xfe: \x00\x01\r\n\r\nhola" }),
		m("mailbox", func() string {
			return "From a@b.example Mon\r\n" + mixed(attach("a.xml", "text/xml", invoice)) + "From c@d.example Mon\r\n" + mailHead
		}),
		m("no headers but a type", func() string { return "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n" }),
		m("zip bomb in it", func() string {
			return mixed(attach("a.zip", "application/zip", archive(entry{name: "a", content: make([]byte, 64<<20)})))
		}),
		m("slow bomb in it", func() string {
			return mixed(attach("a.zip", "application/zip", archive(entry{name: "a", content: dense(100 << 20)})))
		}),
		m("deep xml in it", func() string { return mixed(attach("a.xml", "text/xml", []byte(rep("<a>", 1_000_000)))) }),
		m("winmail.dat in winmail.dat", func() string { return mixed(attach("winmail.dat", "application/ms-tnef", nestedRich(30))) }),
		m("the same file 2,000 times", func() string { return mixed(rep(attach("a.xml", "text/xml", invoice), 2000)) }),
		m("S/MIME", func() string {
			return mixed(attach("smime.p7m", "application/pkcs7-mime", []byte(rep("\x30\x84\x7f\xff\xff\xff", 1000))))
		}),
	}
}

// mailRepeats nests and repeats far beyond what anybody sends.
func mailRepeats(m texts) []Case {
	rep := strings.Repeat
	var out []Case
	for _, n := range []int{60, 3_000, 50_000} {
		at := " ×" + strconv.Itoa(n)
		out = append(out,
			m("parts"+at, func() string { return mixed(rep("--q\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n", n)) }),
			m("empty parts"+at, func() string { return mixed(rep("--q\r\n", n)) }),
			m("nested multiparts"+at, func() string {
				var b strings.Builder
				b.WriteString(mailHead)
				for i := range n {
					id := strconv.Itoa(i)
					b.WriteString("Content-Type: multipart/mixed; boundary=b" + id + "\r\n\r\n--b" + id + "\r\n")
				}
				return b.String()
			}),
			m("nested multiparts, one boundary"+at, func() string {
				return mailHead + rep("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", n)
			}),
			m("quoted boundaries in turn"+at, func() string {
				return mailHead + rep("Content-Type: multipart/mixed; boundary*0=\"b\"; boundary*1=c\r\n\r\n--bc\r\n", n)
			}),
			m("forwarded"+at, func() string { return mailHead + rep("Content-Type: message/rfc822\r\n\r\n"+mailHead, n) + "\r\nhola" }))
	}
	return out
}
