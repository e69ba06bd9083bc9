package cove_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
)

// sealed is the upload fixture signed with a key made for the test.
func sealed(t *testing.T, hash crypto.Hash, latin bool) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes([]byte("00001000000300000001")), Subject: pkix.Name{CommonName: "MAQUILADORA INVENTADA"},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	in := fixture(t, "carga.xml")
	signed := []byte(cove.Read([]byte(in)).Coves[0].Sello.Cadena)
	if latin {
		if signed, err = charmap.ISO8859_1.NewEncoder().Bytes(signed); err != nil {
			t.Fatal(err)
		}
	}
	d256, d1 := sha256.Sum256(signed), sha1.Sum(signed)
	digest := d256[:]
	if hash == crypto.SHA1 {
		digest = d1[:]
	}
	sig, err := rsa.SignPKCS1v15(rand.Reader, key, hash, digest)
	if err != nil {
		t.Fatal(err)
	}
	in = strings.Replace(in, "Q0VSVA==", "\n"+base64.StdEncoding.EncodeToString(cert)+"\n", 1)
	return strings.Replace(in, "RklSTUE=", base64.StdEncoding.EncodeToString(sig), 1)
}

func TestSeal(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		hash  crypto.Hash
		latin bool
		want  string
	}{
		"sha-256": {crypto.SHA256, false, "RSA-SHA256"}, "sha-1": {crypto.SHA1, false, "RSA-SHA1"}, "latin-1": {crypto.SHA256, true, "RSA-SHA256"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := sealed(t, tc.hash, tc.latin)
			f := cove.Read([]byte(in))
			c := f.Coves[0]
			if !c.Sello.Verificado || c.Sello.Algoritmo != tc.want || c.Sello.Certificado != "00001000000300000001" ||
				c.Cotejo != document.CotejoCompleto || f.All().Has("cove_firma") {
				t.Errorf("%+v %s %v", c.Sello, c.Cotejo, codes(f.All()))
			}
			// One letter of the signed text changed: the seal is not of it.
			f = cove.Read([]byte(strings.ReplaceAll(in, "ARNES DE PRUEBA", "ARNES DE PRUEBO")))
			if f.Coves[0].Sello.Verificado || !f.All().Has("cove_firma") || f.Coves[0].Cotejo == document.CotejoCompleto {
				t.Errorf("a changed text keeps its seal: %+v", f.Coves[0].Sello)
			}
			// A figure changed outside the signed text: the cadena tells.
			f = cove.Read([]byte(strings.Replace(in, "<oxml:cantidad>250.000", "<oxml:cantidad>260.000", 1)))
			if f.Status() != document.Quarantined || !f.All().Has("cove_cadena") || f.Coves[0].Cotejo == document.CotejoCompleto {
				t.Errorf("%s %v", f.Status(), codes(f.All()))
			}
		})
	}
}

// TestSealUnread: what cannot be verified is said, and blocks nothing.
func TestSealUnread(t *testing.T) {
	t.Parallel()
	in := fixture(t, "carga.xml")
	for name, other := range map[string]string{
		"no certificate": strings.Replace(in, "Q0VSVA==", "", 1), "no base64": strings.Replace(in, "Q0VSVA==", "%%", 1),
		"no signature": strings.Replace(in, "RklSTUE=", "", 1),
	} {
		f := cove.Read([]byte(other))
		if f.Status() != document.Accepted || !f.All().Has("cove_firma") || f.Coves[0].Sello.Verificado {
			t.Errorf("%s: %s %v", name, f.Status(), codes(f.All()))
		}
	}
}
