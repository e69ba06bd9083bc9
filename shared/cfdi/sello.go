package cfdi

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// EstadoSello is what became of the issuer's seal.
type EstadoSello string

// The three outcomes. Verificado proves that nothing the seal covers was
// changed since whoever holds the key sealed it; it proves neither that the
// certificate is the SAT's nor that it was in force.
const (
	SelloVerificado   EstadoSello = "verificado"
	SelloNoVerificado EstadoSello = "no_verificado"
	SelloInvalido     EstadoSello = "invalido"
)

// Sello is the issuer's seal (CFF art. 29-A; Anexo 20, I.D: RSA with SHA-256,
// PKCS #1 v1.5) and the certificate that travels with it.
type Sello struct {
	Estado EstadoSello
	Motivo document.Text // why it has that state

	NoCertificado string // serial number of the certificate, 20 digits
	RFC           string // whom the certificate is of
	Desde, Hasta  document.Date
}

const (
	// maxSello is a signature of 8,192 bits in base64, with its line ends.
	maxSello = 2_048
	// maxCertificado is far above a certificate of the SAT (about 2 KB).
	maxCertificado = 16_384
)

// sello verifies the seal over the values as they stand in the file. decoded
// says that the encoding of the file had to be guessed.
func (r *reader) sello(root *xmlguard.Element, decoded bool) {
	s := &r.c.Sello
	*s = Sello{Estado: SelloNoVerificado, NoCertificado: text(root, "NoCertificado")}
	sealed, given := text(root, "Sello"), text(root, "Certificado")
	if sealed == "" {
		s.because("el documento no trae sello", "the document has no seal")
		return
	}
	if given == "" {
		s.because("el documento no trae el certificado", "the document does not carry the certificate")
		return
	}
	cert := r.certificado(given, root)
	if cert == nil {
		s.because("el certificado incluido no se puede leer", "the certificate inside cannot be read")
		return
	}
	key, ok := cert.PublicKey.(*rsa.PublicKey)
	if !ok {
		s.because("el certificado incluido no es de llave RSA", "the certificate inside has no RSA key")
		return
	}
	sig, ok := unbase64(sealed, maxSello)
	if !ok {
		s.invalid(r, "el sello no es base64", "the seal is not base64")
		return
	}
	c := cadenaOf(root, r.c.Version)
	if c.doubt != "" {
		s.because("su cadena original no se conoce con certeza ("+c.doubt+")", "its cadena original is not known for certain ("+c.doubt+")")
		return
	}
	sum := sha256.Sum256(c.b)
	err := rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], sig)
	foreign, unknown := strange(root)
	switch {
	case err == nil && foreign+unknown == "":
		s.Estado = SelloVerificado
		s.because("nada cambió desde que se selló con el certificado incluido; no se comprueba que el certificado sea del SAT ni su revocación",
			"nothing changed since it was sealed with the certificate inside; that the certificate is the SAT's or was revoked is not checked")
	case err == nil:
		s.because("el sello corresponde, pero no cubre el elemento "+foreign+unknown, "the seal matches, but does not cover the element "+foreign+unknown)
	case !errors.Is(err, rsa.ErrVerification):
		s.because("la llave del certificado no se admite", "the key of the certificate is not admitted")
	case !c.proved:
		s.because("no corresponde, y la cadena de su complemento no está comprobada", "it does not match, and the cadena of its complement is not proved")
	case decoded || foreign+unknown != "":
		s.because("no corresponde, y el archivo tuvo que interpretarse", "it does not match, and the file had to be interpreted")
	default:
		s.invalid(r, "no corresponde a los datos", "it does not match the data")
	}
}

// because says why the seal has the state it has.
func (s *Sello) because(es, en string) { s.Motivo = document.Text{ES: es, EN: en} }

// invalid refuses a document whose seal is of other figures.
func (s *Sello) invalid(r *reader, es, en string) {
	s.Estado = SelloInvalido
	s.because(es, en)
	r.c.Findings.Add("cfdi_sello_invalido", document.Error, "/Comprobante/@Sello", document.Textf(
		"El sello del certificado %s no es de este documento: "+es+". Algún dato se cambió después de sellarlo; pida el XML original al emisor.",
		"The seal of certificate %s is not of this document: "+en+". Some figure was changed after it was sealed; ask the issuer for the original XML.",
		s.NoCertificado))
}

// certificado reads the certificate and says what does not fit in it; nil
// when it cannot be read.
func (r *reader) certificado(given string, root *xmlguard.Element) *x509.Certificate {
	const where = "/Comprobante/@Certificado"
	der, ok := unbase64(given, maxCertificado)
	var cert *x509.Certificate
	var err error
	if ok {
		cert, err = x509.ParseCertificate(der)
	}
	if !ok || err != nil {
		r.c.Findings.Add("cfdi_certificado", document.Warning, where, document.Textf(
			"El certificado incluido no se puede leer; el sello no se verifica. Pida el XML original al emisor.",
			"The certificate inside cannot be read; the seal is not verified. Ask the issuer for the original XML."))
		return nil
	}
	s := &r.c.Sello
	s.RFC = certificateRFC(cert)
	s.Desde = document.NewDate(cert.NotBefore.Year(), int(cert.NotBefore.Month()), cert.NotBefore.Day())
	s.Hasta = document.NewDate(cert.NotAfter.Year(), int(cert.NotAfter.Month()), cert.NotAfter.Day())
	// The SAT writes the 20 digits of its number as the bytes of the serial.
	if serial := string(cert.SerialNumber.Bytes()); serial != s.NoCertificado {
		r.c.Findings.Add("cfdi_no_certificado", document.Warning, where, document.Textf(
			"NoCertificado dice %q y el certificado incluido es el %q; confírmelo con el emisor.",
			"NoCertificado says %q and the certificate inside is %q; confirm it with the issuer.", s.NoCertificado, printable(serial)))
	}
	if issuer := text(root.At("Emisor"), "Rfc"); s.RFC != "" && s.RFC != issuer {
		r.c.Findings.Add("cfdi_certificado_rfc", document.Warning, where, document.Textf(
			"El certificado incluido es de %q y el emisor es %q; confirme que un tercero factura por su cuenta.",
			"The certificate inside is of %q and the issuer is %q; confirm that a third party bills on its behalf.", s.RFC, issuer))
	}
	if on := r.c.Fecha; on.Known() && s.Desde.Known() && s.Hasta.Known() && (on < s.Desde || on > s.Hasta) {
		r.c.Findings.Add("cfdi_certificado_vigencia", document.Warning, where, document.Textf(
			"El certificado vale de %s a %s y la factura es de %s; confírmela en el portal del SAT.",
			"The certificate is valid from %s to %s and the invoice is of %s; confirm it on the SAT's site.", s.Desde, s.Hasta, on))
	}
	return cert
}

// certificateRFC is the RFC of the subject: in x500UniqueIdentifier, before
// that of its representative ("AAA010101AAA / BBBB020202BB2").
func certificateRFC(cert *x509.Certificate) string {
	for _, n := range cert.Subject.Names {
		if n.Type.String() != "2.5.4.45" {
			continue
		}
		if v, ok := n.Value.(string); ok {
			rfc, _, _ := strings.Cut(v, "/")
			return strings.TrimSpace(rfc)
		}
	}
	return ""
}

// unbase64 decodes across line ends.
func unbase64(s string, most int) ([]byte, bool) {
	if len(s) > most {
		return nil, false
	}
	clean := bytes.Join(bytes.Fields([]byte(s)), nil)
	out := make([]byte, base64.StdEncoding.DecodedLen(len(clean)))
	n, err := base64.StdEncoding.Strict().Decode(out, clean)
	return out[:n], err == nil
}

// printable keeps what can be shown of a serial number that is no text.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '.'
		}
		return r
	}, s)
}
