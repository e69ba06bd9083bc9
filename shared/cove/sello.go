package cove

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // e.firma signed COVE with SHA-1 until it moved to SHA-256; old files must be readable
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// Sello is the electronic signature of an upload.
type Sello struct {
	Cadena      string // cadenaOriginal as written
	Certificado string // number: the ASCII of the certificate's serial
	Verificado  bool   // the signature is of this cadena and of this certificate
	Algoritmo   string // RSA-SHA256 or RSA-SHA1 when verified
	Coincide    bool   // the cadena has the fields of the comprobante
	cert, firma string // base64, as written
}

// firma keeps the signature as it stands, for a signature is over bytes.
func (r *reader) firma(e *xmlguard.Element) {
	if e == nil {
		return
	}
	r.known(e, "certificado", "cadenaOriginal", "firma")
	r.c.Sello = Sello{
		Cadena: r.one(e, "cadenaOriginal").Text(), cert: r.one(e, "certificado").Text(), firma: r.one(e, "firma").Text(),
	}
}

// seal verifies the signature with the certificate in the file. It proves that
// the key signed this cadena, neither who owns the key nor that it is in force.
func (g gate) seal() {
	s := &g.c.Sello
	if g.c.Forma == Impreso || s.cert == "" && s.firma == "" && s.Cadena == "" {
		return
	}
	at := where(&g.c.Block) + "/firmaElectronica"
	why := s.verify()
	if why.ES == "" {
		if s.Coincide {
			g.c.Cotejo = document.CotejoCompleto
		}
		return
	}
	g.add("cove_firma", document.Notice, at, document.Text{
		ES: "Firma electrónica no verificada: " + why.ES + ". El contenido no queda probado por ella.",
		EN: "Electronic signature not verified: " + why.EN + ". It does not prove the content.",
	})
}

// verify sets Verificado, or says why not.
func (s *Sello) verify() document.Text {
	der, err := base64.StdEncoding.DecodeString(strip(s.cert))
	if err != nil || len(der) == 0 {
		return document.Textf("el certificado no viene o está dañado", "the certificate is missing or damaged")
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return document.Textf("el certificado no se puede leer", "the certificate cannot be read")
	}
	s.Certificado = printable(cert.SerialNumber.Bytes())
	key, ok := cert.PublicKey.(*rsa.PublicKey)
	if !ok {
		return document.Textf("la llave no es RSA", "the key is not RSA")
	}
	sig, err := base64.StdEncoding.DecodeString(strip(s.firma))
	if err != nil || len(sig) == 0 {
		return document.Textf("la firma no viene o está dañada", "the signature is missing or damaged")
	}
	for _, signed := range s.forms() {
		d256 := sha256.Sum256(signed)
		if rsa.VerifyPKCS1v15(key, crypto.SHA256, d256[:], sig) == nil {
			s.Verificado, s.Algoritmo = true, "RSA-SHA256"
			return document.Text{}
		}
		d1 := sha1.Sum(signed) //nolint:gosec // see the import
		if rsa.VerifyPKCS1v15(key, crypto.SHA1, d1[:], sig) == nil {
			s.Verificado, s.Algoritmo = true, "RSA-SHA1"
			return document.Text{}
		}
	}
	return document.Textf("la firma no corresponde a la cadena con ese certificado",
		"the signature is not of the cadena with that certificate")
}

// forms are the bytes the cadena may have been signed as.
func (s *Sello) forms() [][]byte {
	out := [][]byte{[]byte(s.Cadena)}
	if latin, err := charmap.ISO8859_1.NewEncoder().String(s.Cadena); err == nil && latin != s.Cadena {
		out = append(out, []byte(latin))
	}
	if text, changed, lost := repair(s.Cadena); changed && !lost {
		out = append(out, []byte(text))
	}
	return out
}

// strip drops the blanks and line ends of wrapped base64.
func strip(s string) string { return strings.Join(strings.Fields(s), "") }

// printable is the certificate's number as SAT writes it, "" for another CA's.
func printable(serial []byte) string {
	for _, c := range serial {
		if c < '0' || c > '9' {
			return ""
		}
	}
	return string(serial)
}
