package cfdi_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/cfdidocs"
	"example.com/immex/shared/synth/specimen"
)

// sealed is an invented export invoice, sealed.
func sealed(tb testing.TB) string {
	tb.Helper()
	var out string
	done := errors.New("done")
	err := cfdidocs.Generate(11, 600, func(s specimen.Specimen) error {
		if s.Format == cfdidocs.Sealed && s.Want == specimen.Accept && bytes.Contains(s.Bytes, []byte("cce20:Mercancia")) &&
			bytes.HasPrefix(s.Bytes, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) && bytes.Contains(s.Bytes, []byte("<cfdi:")) &&
			bytes.Contains(s.Bytes, []byte("Arnés")) {
			out = string(s.Bytes)
			return done
		}
		return nil
	})
	if !errors.Is(err, done) {
		tb.Fatalf("no sealed invoice: %v", err)
	}
	return out
}

var (
	attrSello = regexp.MustCompile(` (?:Sello|SelloCFD)="[^"]*"`)
	attrCert  = regexp.MustCompile(` Certificado="([^"]*)"`)
	attrTotal = regexp.MustCompile(` Total="[^"]*"`)
)

func TestSello(t *testing.T) {
	good := sealed(t)
	cert := attrCert.FindStringSubmatch(good)[1]
	tests := map[string]struct {
		change func(string) string
		estado cfdi.EstadoSello
		code   string
		status document.Status
	}{
		"as sealed":      {func(s string) string { return s }, cfdi.SelloVerificado, "", document.Accepted},
		"reindented":     {func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n\t") }, cfdi.SelloVerificado, "", document.Accepted},
		"blanks doubled": {func(s string) string { return strings.ReplaceAll(s, "EJEMPLO DEL", "EJEMPLO&#10; DEL") }, cfdi.SelloVerificado, "", document.Accepted},
		"other quotes":   {func(s string) string { return attrTotal.ReplaceAllStringFunc(s, single) }, cfdi.SelloVerificado, "", document.Accepted},
		"a description":  {func(s string) string { return strings.Replace(s, "PIEZA", "PIEZO", 1) }, cfdi.SelloInvalido, "cfdi_sello_invalido", document.Quarantined},
		"a part number":  {func(s string) string { return strings.Replace(s, `NoIdentificacion="P`, `NoIdentificacion="Q`, 1) }, cfdi.SelloInvalido, "cfdi_sello_invalido", document.Quarantined},
		"no-break blank": {func(s string) string { return strings.Replace(s, "EJEMPLO DEL", "EJEMPLO\u00a0DEL", 1) }, cfdi.SelloInvalido, "cfdi_sello_invalido", document.Quarantined},
		"seal no base64": {func(s string) string {
			return attrSello.ReplaceAllStringFunc(s, func(a string) string { return strings.Replace(a, `="`, `="*`, 1) })
		}, cfdi.SelloInvalido, "cfdi_sello_invalido", document.Quarantined},
		"no seal":        {func(s string) string { return attrSello.ReplaceAllString(s, "") }, cfdi.SelloNoVerificado, "cfdi_sello", document.Accepted},
		"no certificate": {func(s string) string { return attrCert.ReplaceAllString(s, "") }, cfdi.SelloNoVerificado, "cfdi_sello", document.Accepted},
		"broken certificate": {
			func(s string) string { return strings.Replace(s, cert, cert[:100]+cert[104:], 1) },
			cfdi.SelloNoVerificado, "cfdi_certificado", document.Accepted,
		},
		"unknown complement": {
			func(s string) string {
				return strings.Replace(s, "</cfdi:Complemento>", `<r:Rara xmlns:r="urn:r"/></cfdi:Complemento>`, 1)
			},
			cfdi.SelloNoVerificado, "cfdi_sello", document.Accepted,
		},
		"unproved complement": {
			func(s string) string {
				return strings.Replace(s, "</cfdi:Complemento>", `<d:Donatarias xmlns:d="http://www.sat.gob.mx/donat" version="1.1"/></cfdi:Complemento>`, 1)
			},
			cfdi.SelloNoVerificado, "cfdi_sello", document.Accepted,
		},
		"windows-1252 as utf-8": {ansi, cfdi.SelloVerificado, "xml_decoded_1252", document.Accepted},
		"changed and windows-1252": {
			func(s string) string { return ansi(strings.Replace(s, "PIEZA", "PIEZO", 1)) }, cfdi.SelloNoVerificado, "cfdi_sello", document.Accepted,
		},
		"element it does not cover": {
			func(s string) string {
				return strings.Replace(s, "</cfdi:Conceptos>", `<cfdi:Nuevo x="1"/></cfdi:Conceptos>`, 1)
			},
			cfdi.SelloNoVerificado, "cfdi_sello", document.Accepted,
		},
		"addenda": {
			func(s string) string {
				return strings.Replace(s, "</cfdi:Comprobante>", `<cfdi:Addenda><o n="1"/></cfdi:Addenda></cfdi:Comprobante>`, 1)
			},
			cfdi.SelloVerificado, "", document.Accepted,
		},
		"schemaLocation broken": {
			func(s string) string {
				return strings.Replace(s, ` Version="4.0"`, ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://x y z" Version="4.0"`, 1)
			},
			cfdi.SelloVerificado, "", document.Accepted,
		},
		"other issuer": {func(s string) string { return strings.Replace(s, `<cfdi:Emisor Rfc="MEN`, `<cfdi:Emisor Rfc="XEN`, 1) }, cfdi.SelloInvalido, "cfdi_certificado_rfc", document.Quarantined},
		"out of force": {func(s string) string { return strings.Replace(s, ` Fecha="20`, ` Fecha="19`, 1) }, cfdi.SelloInvalido, "cfdi_certificado_vigencia", document.Quarantined},
		"other number": {func(s string) string { return strings.Replace(s, `NoCertificado="3`, `NoCertificado="4`, 1) }, cfdi.SelloInvalido, "cfdi_no_certificado", document.Quarantined},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			c, findings, status := cfdi.Read([]byte(tc.change(good)))
			if status != tc.status || c.Sello.Estado != tc.estado {
				t.Errorf("%s, seal %s (%s); want %s, %s: %+v", status, c.Sello.Estado, c.Sello.Motivo.EN, tc.status, tc.estado, findings)
			}
			if tc.code != "" && !findings.Has(tc.code) {
				t.Errorf("no %s in %+v", tc.code, findings)
			}
			if c.Sello.Motivo.ES == "" || c.Sello.Motivo.EN == "" {
				t.Error("a seal without a reason")
			}
		})
	}
}

func single(s string) string { return strings.ReplaceAll(s, `"`, "'") }

// ansi gives the bytes of windows-1252 to a text that declares UTF-8.
func ansi(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = append(out, byte(r))
	}
	return string(out)
}

// TestTimbre: the stamp says what its own cadena is, for whoever has the SAT's
// certificate.
func TestTimbre(t *testing.T) {
	c, _, _ := cfdi.Read([]byte(fixture(t)))
	const want = "||1.1|1f0c3a9e-1111-4222-8333-abcdefabcdef|2026-03-09T10:15:07|AAA010101AAA||00001000000500000001||"
	if c.Timbre == nil || c.Timbre.Cadena != want {
		t.Errorf("%+v, want %s", c.Timbre, want)
	}
}

// TestCorpusSellos: every signed file of the corpus verifies, and no longer
// does when any digit the seal covers is changed.
func TestCorpusSellos(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the seals of the development corpus are not verified")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "cfdi", "*.xml"))
	signed := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if m := attrCert.FindSubmatch(b); m == nil || len(m[1]) < 1000 || bytes.Contains(b, []byte(`version="3.2"`)) {
			continue
		}
		signed++
		c, _, _ := cfdi.Read(b)
		if c.Sello.Estado != cfdi.SelloVerificado {
			t.Errorf("%s: %s (%s)", filepath.Base(file), c.Sello.Estado, c.Sello.Motivo.EN)
		}
		at := bytes.Index(b, []byte("ValorUnitario=\"")) + len("ValorUnitario=\"")
		b[at] ^= 1
		if c, _, status := cfdi.Read(b); status != document.Quarantined || c.Sello.Estado != cfdi.SelloInvalido {
			t.Errorf("%s, one digit changed: %s, %s", filepath.Base(file), status, c.Sello.Estado)
		}
	}
	if signed < 5 {
		t.Errorf("only %d signed files", signed)
	}
}

// TestCertificateLimits: what is no certificate costs nothing.
func TestCertificateLimits(t *testing.T) {
	huge := base64.StdEncoding.EncodeToString(make([]byte, 1<<20))
	c, findings, _ := cfdi.Read([]byte(attrCert.ReplaceAllString(sealed(t), ` Certificado="`+huge+`"`)))
	if c.Sello.Estado != cfdi.SelloNoVerificado || !findings.Has("cfdi_certificado") {
		t.Errorf("%+v", c.Sello)
	}
}
