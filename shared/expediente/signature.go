package expediente

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"path"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// SignatureSchema is the version of the sidecar.
const SignatureSchema = "immex.firma/1"

// SignatureSuffix is what the name of a package gets to name its sidecar.
const SignatureSuffix = ".sig.json"

// maxSignature bounds a sidecar: a key and a signature of RSA 4096 take 2 KiB.
const maxSignature = 64 << 10

// Algorithm is how a signature was made.
type Algorithm string

// The algorithms, as the services that hold keys name them.
const (
	Ed25519 Algorithm = "ED25519"
	ECDSA   Algorithm = "ECDSA_SHA_256" // on P-256, in ASN.1
	RSA     Algorithm = "RSASSA_PSS_SHA_256"
)

// Signer holds a key, here or somewhere it never leaves.
type Signer interface {
	// Public is the public key as PKIX in DER, and how the key signs.
	Public(ctx context.Context) (der []byte, how Algorithm, err error)
	// Sign signs a message, not its digest.
	Sign(ctx context.Context, message []byte) ([]byte, error)
}

// Statement is what a signature is over: which bytes, who and with what.
type Statement struct {
	Schema    string        `json:"schema"`
	Package   string        `json:"paquete"`
	SHA256    document.Hash `json:"sha256"`     // of the zip
	Manifest  document.Hash `json:"manifiesto"` // of its manifest.json
	Signer    string        `json:"firmante"`
	Capacity  string        `json:"cargo"`
	Algorithm Algorithm     `json:"algoritmo"`
	KeyID     document.Hash `json:"llave"` // of the public key as PKIX in DER
}

// Signature is the sidecar of a package.
type Signature struct {
	Statement Statement `json:"declara"`
	PublicKey []byte    `json:"llave_publica"` // PKIX in DER
	Value     []byte    `json:"firma"`         // over the statement in one line of JSON
}

// KeyID names a public key.
func KeyID(der []byte) document.Hash { return document.HashOf(der) }

// message is what is signed.
func (s *Statement) message() ([]byte, error) {
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode statement: %w", err)
	}
	return b, nil
}

// Encode is the canonical form of the sidecar.
func (s *Signature) Encode() ([]byte, error) {
	raw, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encode signature: %w", err)
	}
	return append(raw, '\n'), nil
}

// Sign signs a sealed package: the signer is who approved it, or the company
// where the policy did.
func Sign(ctx context.Context, key Signer, zip []byte) (*Signature, error) {
	return SignAt(ctx, key, bytes.NewReader(zip), int64(len(zip)), document.HashOf(zip))
}

// SignAt is Sign of a package that is not held in memory, by the hash that its
// bytes were counted to have: only its manifest is read.
func SignAt(ctx context.Context, key Signer, zip io.ReaderAt, size int64, sha document.Hash) (*Signature, error) {
	m, raw, err := manifestOf(zip, size)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "sign", err)
	}
	der, how, err := key.Public(ctx)
	if err != nil {
		return nil, fmt.Errorf("sign %s: %w", m.FileName(), err)
	}
	s := &Signature{PublicKey: der, Statement: Statement{
		Schema: SignatureSchema, Package: m.FileName(), SHA256: sha, Manifest: document.HashOf(raw),
		Algorithm: how, KeyID: KeyID(der),
	}}
	s.Statement.Signer, s.Statement.Capacity = m.signer()
	msg, err := s.Statement.message()
	if err != nil {
		return nil, err
	}
	if s.Value, err = key.Sign(ctx, msg); err != nil {
		return nil, fmt.Errorf("sign %s: %w", m.FileName(), err)
	}
	if err := s.proves(msg); err != nil {
		return nil, fault.New(fault.Misconfigured, "sign "+m.FileName(), err)
	}
	return s, nil
}

// FileName is the name of the package a manifest is of.
func (m *Manifest) FileName() string {
	return (&Input{RFC: m.RFC, Period: m.Period}).FileName()
}

// signer is in whose name a package is signed, and in which capacity.
func (m *Manifest) signer() (who, capacity string) {
	if a := m.Approval; a != nil && a.Who != "" {
		return a.Who, a.Capacity
	}
	who = m.RFC
	if m.Nombre != "" {
		who = m.Nombre
	}
	if isAudit(m.Schema) {
		return who, "legajo para auditoría"
	}
	if m.State == string(Definitivo) {
		return who, "política de aprobación automática"
	}
	return who, "sin aprobación: " + m.State
}

// manifestOf reads the manifest of a package and its bytes.
func manifestOf(zip io.ReaderAt, size int64) (*Manifest, []byte, error) {
	c, err := open(zip, size)
	if err != nil {
		return nil, nil, err
	}
	raw, err := c.read(manifestPath, maxManifest)
	if err != nil {
		return nil, nil, err
	}
	m, err := DecodeManifest(raw)
	return m, raw, err
}

// proves checks the value against the key that the sidecar brings.
func (s *Signature) proves(msg []byte) error {
	pub, err := x509.ParsePKIXPublicKey(s.PublicKey)
	if err != nil {
		return fmt.Errorf("public key: %w", err)
	}
	digest := sha256.Sum256(msg)
	ok := false
	switch key := pub.(type) {
	case ed25519.PublicKey:
		ok = s.Statement.Algorithm == Ed25519 && ed25519.Verify(key, msg, s.Value)
	case *ecdsa.PublicKey:
		ok = s.Statement.Algorithm == ECDSA && key.Curve == elliptic.P256() && ecdsa.VerifyASN1(key, digest[:], s.Value)
	case *rsa.PublicKey:
		ok = s.Statement.Algorithm == RSA && key.N.BitLen() >= minRSA && rsa.VerifyPSS(key, crypto.SHA256, digest[:], s.Value, nil) == nil
	}
	if !ok {
		return fmt.Errorf("the value is no %q signature of this key", s.Statement.Algorithm)
	}
	return nil
}

// minRSA is the shortest modulus whose signature still proves something.
const minRSA = 2048

// SignedBy is what a sidecar proves of a package.
type SignedBy struct {
	Statement
	Known bool `json:"conocida"` // the key is one of those trusted
	// First says what is wrong; nil when the signature is right.
	First *Difference `json:"first,omitempty"`
}

// CheckSignature holds a sidecar against a package that was verified: zip is
// the hash of its bytes, manifest that of its manifest.json. A key is known
// when its id is among those trusted.
func CheckSignature(name string, raw []byte, m *Manifest, zip, manifest document.Hash, trusted []document.Hash) *SignedBy {
	name = path.Base(name)
	out := &SignedBy{}
	wrong := func(es, en string, args ...any) *SignedBy {
		d := broken(name, document.Textf("%[1]s: "+es, "%[1]s: "+en, append([]any{name}, args...)...))
		out.First = &d
		return out
	}
	s, err := decodeSignature(raw)
	if err != nil {
		return wrong("no es una firma de un expediente: %[2]v.", "it is no signature of a package: %[2]v.", err)
	}
	out.Statement = s.Statement
	msg, err := s.Statement.message()
	if err == nil {
		err = s.proves(msg)
	}
	who, capacity := m.signer()
	switch {
	case KeyID(s.PublicKey) != s.Statement.KeyID:
		return wrong("la llave que trae no es la que nombra.", "the key it brings is not the one it names.")
	case err != nil:
		return wrong("la firma no es de esa llave: %[2]v.", "the signature is not of that key: %[2]v.", err)
	case s.Statement.Package != m.FileName():
		return wrong("es la firma de %[2]s, no de %[3]s.", "it is the signature of %[2]s, not of %[3]s.", s.Statement.Package, m.FileName())
	case s.Statement.SHA256 != zip:
		return wrong("firma un archivo de SHA-256 %[2]s; el que está aquí tiene %[3]s.", "it signs a file of SHA-256 %[2]s; the one here has %[3]s.", s.Statement.SHA256, zip)
	case s.Statement.Manifest != manifest:
		return wrong("firma otro manifiesto.", "it signs another manifest.")
	case s.Statement.Signer != who || s.Statement.Capacity != capacity:
		return wrong("firma %[2]s (%[3]s); el manifiesto nombra a %[4]s (%[5]s).", "signed by %[2]s (%[3]s); the manifest names %[4]s (%[5]s).",
			s.Statement.Signer, s.Statement.Capacity, who, capacity)
	}
	for _, k := range trusted {
		out.Known = out.Known || k == s.Statement.KeyID
	}
	return out
}

// decodeSignature reads the canonical form and nothing else.
func decodeSignature(raw []byte) (*Signature, error) {
	if len(raw) > maxSignature {
		return nil, fmt.Errorf("%d bytes, more than %d", len(raw), maxSignature)
	}
	var s Signature
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, fmt.Errorf("decode signature: %w", err)
	}
	again, err := s.Encode()
	switch {
	case err != nil:
		return nil, err
	case !bytes.Equal(again, raw):
		return nil, errNotCanonical
	case s.Statement.Schema != SignatureSchema:
		return nil, fmt.Errorf("schema %q is unknown", s.Statement.Schema)
	}
	return &s, nil
}
