package cfdidocs

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"fmt"
	"math/big"
	"sync"
	"time"
)

// keyBits is the size of the keys the SAT certifies.
const keyBits = 2048

// key is the one key of this package: the same on every machine, so that the
// invoices are. It protects nothing.
var key = sync.OnceValues(func() (*rsa.PrivateKey, error) { //nolint:gochecknoglobals // immutable, derived once
	r := prng(0x5e1105)
	p, q := prime(&r), prime(&r)
	one := big.NewInt(1)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	k := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537},
		D:         new(big.Int).ModInverse(big.NewInt(65537), phi), Primes: []*big.Int{p, q},
	}
	if err := k.Validate(); err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	k.Precompute()
	return k, nil
})

// prime is the next prime of half the key's size after drawn bits, its two
// highest bits set so that the product has the full size.
func prime(r *prng) *big.Int {
	b := make([]byte, keyBits/16)
	for i := range b {
		b[i] = byte(r.next()) //nolint:gosec // the low byte is wanted
	}
	b[0] |= 0xC0
	b[len(b)-1] |= 1
	p := new(big.Int).SetBytes(b)
	for e, two := big.NewInt(65537), big.NewInt(2); ; p.Add(p, two) {
		if p.ProbablyPrime(20) && new(big.Int).Mod(new(big.Int).Sub(p, big.NewInt(1)), e).Sign() != 0 {
			return p
		}
	}
}

// certificate makes a certificate as the SAT lays them out: the 20 digits of
// its number as the bytes of the serial, the RFC in x500UniqueIdentifier.
func certificate(number, rfc, name string) (der []byte, err error) {
	k, err := key()
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes([]byte(number)),
		Subject: pkix.Name{CommonName: name, Organization: []string{"CERTIFICADO INVENTADO"}, ExtraNames: []pkix.AttributeTypeAndValue{
			{Type: asn1.ObjectIdentifier{2, 5, 4, 45}, Value: rfc + " / XAXX010101000"},
		}},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2039, 12, 31, 0, 0, 0, 0, time.UTC),
		SignatureAlgorithm: x509.SHA256WithRSA, SubjectKeyId: []byte{1},
	}
	der, err = x509.CreateCertificate(nil, template, template, &k.PublicKey, k)
	if err != nil {
		return nil, fmt.Errorf("make certificate: %w", err)
	}
	return der, nil
}

// seal signs a cadena.
func seal(cadena string) (string, error) {
	k, err := key()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(cadena))
	sig, err := rsa.SignPKCS1v15(nil, k, crypto.SHA256, sum[:])
	if err != nil {
		return "", fmt.Errorf("seal: %w", err)
	}
	return base64.StdEncoding.EncodeToString(sig), nil
}
