package e2e_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"path"
	"testing"

	"example.com/immex/shared/scoreboard"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/synth/specimen"
)

// parcel is a document on its way to a programme.
type parcel struct {
	rfc string
	dropped
}

// plants are the made-up companies of n documents, for a quarter of them: one
// small company, or several with a year each.
func plants(t *testing.T, n int) (rfcs []string, out []parcel) {
	t.Helper()
	small := synth.Options{Seed: 7, Months: 3, Pedimentos: 12, ErrorsOn: true}
	for seed := small.Seed; len(out) < n/4 && seed < small.Seed+8; seed++ {
		o := small
		if o.Seed = seed; n > 400 {
			o.Months, o.Pedimentos = 12, 40
		}
		from := len(out)
		truth, err := synth.Generate(o, func(name string, b []byte) error {
			if name != "truth.json" {
				out = append(out, parcel{dropped: dropped{path.Base(name), bytes.Clone(b)}})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		rfcs = append(rfcs, truth.Company.RFC)
		for i := from; i < len(out); i++ {
			out[i].rfc = truth.Company.RFC
		}
	}
	return rfcs, out
}

// mixed are n documents of every kind: those of companies, which make the
// books, and sound and damaged documents of every generator, dropped for one of
// the companies. One in fifty comes by mail.
func mixed(t *testing.T, n int) (rfcs []string, out []parcel) {
	t.Helper()
	rfcs, out = plants(t, n)
	shares := map[string]int{ // of a hundred and four
		"prints": 12, "print mutants": 4, "avisos": 2, "aviso mutants": 2, "datastage": 3, "vucem": 10, "cfdi": 12, "invoice csv": 6, "archivo m": 10,
		"vucem sets": 8, "cove": 14, "sealed cfdi": 12, "tables": 1, "printed invoices": 8,
	}
	rest := n - len(out)
	for _, e := range scoreboard.Entries() {
		err := e.Generate(27, 1+rest*shares[e.Name]/100, func(s specimen.Specimen) error {
			if len(out) < n {
				i := len(out)
				out = append(out, parcel{rfcs[i%len(rfcs)], dropped{fmt.Sprintf("%05d-%s", i, path.Base(s.Name)), bytes.Clone(s.Bytes)}})
			}
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", e.Name, err)
		}
	}
	if len(out) < n {
		t.Fatalf("%d documents of %d", len(out), n)
	}
	for i := 49; i < len(out); i += 50 {
		out[i].dropped = dropped{fmt.Sprintf("m%05d.eml", i), wrapped(out[i].name, out[i].bytes)}
	}
	return rfcs, out[:n]
}

// wrapped is a mail with one document.
func wrapped(name string, b []byte) []byte {
	text := base64.StdEncoding.EncodeToString(b)
	var out bytes.Buffer
	fmt.Fprintf(&out, "From: trafico@broker.example\r\nTo: x@%s\r\nSubject: %s\r\nMessage-ID: <%s@broker.example>\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: application/octet-stream; name=%q\r\nContent-Transfer-Encoding: base64\r\n\r\n", mailDomain, name, name, name)
	for ; len(text) > 76; text = text[76:] {
		out.WriteString(text[:76] + "\r\n")
	}
	out.WriteString(text + "\r\n--q--\r\n")
	return out.Bytes()
}
