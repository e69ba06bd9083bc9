package cfdi_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// attribute is one attribute of a file: its element, name, and where its value
// stands.
type attribute struct {
	element, name string
	from, to      int
}

var (
	tagOpen  = regexp.MustCompile(`<([A-Za-z0-9]+:)?([A-Za-z]+)((?:\s+[^<>]*)?)/?>`)
	attrPair = regexp.MustCompile(`\s((?:[a-zA-Z0-9]+:)?[A-Za-zñÑ]+)="([^"]*)"`)
)

// attributes are those of a file that hold a value of the document: not the
// declarations of name spaces and schemas.
func attributes(s string) []attribute {
	var out []attribute
	for _, t := range tagOpen.FindAllStringSubmatchIndex(s, -1) {
		for _, a := range attrPair.FindAllStringSubmatchIndex(s[t[6]:t[7]], -1) {
			name := s[t[6]+a[2] : t[6]+a[3]]
			if strings.HasPrefix(name, "xmlns") || strings.HasPrefix(name, "xsi:") || a[4] == a[5] {
				continue
			}
			out = append(out, attribute{s[t[4]:t[5]], name, t[6] + a[4], t[6] + a[5]})
		}
	}
	return out
}

// other changes one sign of a value for another that is no blank.
func other(t *rapid.T, s string, a attribute) string {
	j := rapid.IntRange(a.from, a.to-1).Draw(t, "at")
	b := []byte(s)
	switch c := b[j]; {
	case c >= '0' && c <= '9':
		b[j] = '0' + (c-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
	case c < 0x80 && c != ' ' && c != '&' && c != ';' && c != '#':
		b[j] = 'Q'
		if c == 'Q' {
			b[j] = 'X'
		}
	}
	return string(b)
}

// seen is what becomes of a file.
func seen(tb testing.TB, s string) (document.Status, string) {
	tb.Helper()
	c, findings, status := cfdi.Read([]byte(s))
	if c == nil {
		return status, ""
	}
	v, err := json.Marshal(struct{ V, F any }{cfdi.ViewOf(c, status, document.Spanish), findings})
	if err != nil {
		tb.Fatal(err)
	}
	return status, string(v)
}

// TestSealCoversEveryValue: any sign of any value of a sealed invoice changed
// is refused, but for what its seal does not cover.
func TestSealCoversEveryValue(t *testing.T) {
	t.Parallel()
	in := sealed(t)
	all := slices.DeleteFunc(attributes(in), func(a attribute) bool {
		return a.element == "TimbreFiscalDigital" || a.name == "Certificado" || a.element == "orden"
	})
	if len(all) < 40 {
		t.Fatalf("only %d attributes", len(all))
	}
	rapid.Check(t, func(rt *rapid.T) {
		a := rapid.SampledFrom(all).Draw(rt, "attribute")
		changed := other(rt, in, a)
		if changed == in {
			return
		}
		if status, view := seen(t, changed); status == document.Accepted && a.name != "Version" {
			rt.Fatalf("%s/@%s = %q is accepted: %s", a.element, a.name, changed[a.from:a.to], view)
		}
	})
}

// unread are the values this product neither uses nor keeps: where the parties
// live and how they are taxed, the hour, and the stamp's own certificate.
func unread(a attribute) bool {
	switch a.element + "/" + a.name {
	case "Domicilio/Calle", "Domicilio/Estado", "Domicilio/Pais", "Domicilio/CodigoPostal", "Receptor/DomicilioFiscalReceptor",
		"Emisor/RegimenFiscal", "Receptor/RegimenFiscalReceptor", "Receptor/UsoCFDI", "ComercioExterior/CertificadoOrigen",
		"TimbreFiscalDigital/Version", "TimbreFiscalDigital/NoCertificadoSAT", "TimbreFiscalDigital/FechaTimbrado", "Comprobante/Fecha":
		return true
	}
	return false
}

// differBy reports two amounts no further apart than a third.
func differBy(a, b, most string) bool {
	x, errX := money.Parse(a)
	y, errY := money.Parse(b)
	limit, err := money.Parse(most)
	return errX == nil && errY == nil && err == nil && strings.Contains(a, ".") && money.Within(x, y, limit)
}

// TestDates: the day of an invoice and of its stamp are read, each digit of it.
func TestDates(t *testing.T) {
	t.Parallel()
	in := fixture(t)
	_, before := seen(t, in)
	for _, a := range attributes(in) {
		if a.name != "Fecha" && a.name != "FechaTimbrado" {
			continue
		}
		for j := a.from; j < a.from+len("2026-03-09"); j++ {
			b := []byte(in)
			if b[j] == '-' {
				continue
			}
			b[j] = '0' + (b[j]-'0'+1)%10
			if status, after := seen(t, string(b)); status == document.Accepted && after == before {
				t.Errorf("%s = %s is read as %s", a.name, b[a.from:a.to], in[a.from:a.to])
			}
		}
	}
}

// TestEveryAttributeShows: without a seal, any sign of any value of an invoice
// changed is refused or seen in what is shown of it; none is read over.
func TestEveryAttributeShows(t *testing.T) {
	t.Parallel()
	in := fixture(t)
	_, before := seen(t, in)
	all := slices.DeleteFunc(attributes(in), unread)
	if len(all) < 45 {
		t.Fatalf("only %d attributes", len(all))
	}
	rapid.Check(t, func(rt *rapid.T) {
		a := rapid.SampledFrom(all).Draw(rt, "attribute")
		changed := other(rt, in, a)
		if changed == in {
			return
		}
		status, after := seen(t, changed)
		if a.element == "Traslado" && differBy(in[a.from:a.to], changed[a.from:a.to], "0.01") {
			return // a cent of a total of the header is within the tolerance
		}
		if status == document.Accepted && after == before {
			rt.Fatalf("%s/@%s = %q is read as if it were %q", a.element, a.name, changed[a.from:a.to], in[a.from:a.to])
		}
	})
}

// once are the elements that Anexo 20 admits once where the fixture has them.
var once = regexp.MustCompile(`(?s)<cfdi:(Emisor|Receptor|Conceptos|Complemento)[ >].*?(?:</cfdi:(?:Conceptos|Complemento)>|/>)`)

// TestNothingTwice: an element that comes once, come twice, is refused.
func TestNothingTwice(t *testing.T) {
	t.Parallel()
	in := fixture(t)
	tried := 0
	for _, at := range once.FindAllStringSubmatchIndex(in, -1) {
		name := in[at[2]:at[3]]
		if name == "Complemento" {
			continue // the schema admits several
		}
		tried++
		if status, view := seen(t, in[:at[1]]+in[at[0]:at[1]]+in[at[1]:]); status != document.Quarantined {
			t.Errorf("two %s are %s: %s", name, status, view)
		}
	}
	if tried < 3 {
		t.Errorf("only %d elements tried", tried)
	}
}

// TestGroups: a tax that only the header or only the lines have is refused,
// though its amount is zero and no sum tells.
func TestGroups(t *testing.T) {
	t.Parallel()
	const row = `<cfdi:Traslado Base="950.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.000000" Importe="0.00"/>`
	in := fixture(t)
	head := strings.LastIndex(in, row)
	if head < 0 || strings.Index(in, row) == head {
		t.Fatal("the fixture has not the row in the lines and in the header")
	}
	for name, tt := range map[string]struct {
		with string
		want bool
	}{
		"the same":       {row, false},
		"other decimals": {strings.Replace(row, "0.000000", "0.00", 1), false},
		"another tax":    {strings.Replace(row, "002", "003", 1), true},
		"another rate":   {strings.Replace(row, "0.000000", "0.080000", 1), true},
		"another factor": {strings.Replace(row, "Tasa\"", "Cuota\"", 1), true},
		"one more":       {row + strings.Replace(row, "002", "001", 1), true},
		"none":           {"", true},
	} {
		c, findings, status := cfdi.Read([]byte(in[:head] + tt.with + in[head+len(row):]))
		if findings.Has("cfdi_grupo") != tt.want || c == nil || tt.want && status != document.Quarantined {
			t.Errorf("%s: %s %v", name, status, findings)
		}
	}
}
