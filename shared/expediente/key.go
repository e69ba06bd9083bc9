package expediente

import (
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"

	"example.com/immex/shared/document"
)

// The PEM blocks of a key file.
const (
	pemPrivate = "PRIVATE KEY"
	pemPublic  = "PUBLIC KEY"
)

// errKey reports bytes that are no key of ours.
var errKey = errors.New("it is no Ed25519 key in PEM (PKCS #8)")

// FileKey is an Ed25519 key that a file holds.
type FileKey struct{ key ed25519.PrivateKey }

// NewFileKey makes the key of a seed of 32 bytes, which the caller draws.
func NewFileKey(seed []byte) (FileKey, error) {
	if len(seed) != ed25519.SeedSize {
		return FileKey{}, fmt.Errorf("%d bytes of seed, not %d", len(seed), ed25519.SeedSize)
	}
	return FileKey{ed25519.NewKeyFromSeed(seed)}, nil
}

// ParseFileKey reads a key file.
func ParseFileKey(raw []byte) (FileKey, error) {
	block, _ := pem.Decode(raw)
	if block == nil || block.Type != pemPrivate {
		return FileKey{}, errKey
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return FileKey{}, errKey
	}
	k, ok := key.(ed25519.PrivateKey)
	if !ok {
		return FileKey{}, errKey
	}
	return FileKey{k}, nil
}

// Encode is the key file.
func (k FileKey) Encode() ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(k.key)
	if err != nil {
		return nil, fmt.Errorf("encode key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: pemPrivate, Bytes: der}), nil
}

// Public implements Signer.
func (k FileKey) Public(context.Context) ([]byte, Algorithm, error) {
	der, err := x509.MarshalPKIXPublicKey(k.key.Public())
	if err != nil {
		return nil, "", fmt.Errorf("encode public key: %w", err)
	}
	return der, Ed25519, nil
}

// Sign implements Signer: the same message gives the same signature.
func (k FileKey) Sign(_ context.Context, message []byte) ([]byte, error) {
	return ed25519.Sign(k.key, message), nil
}

// EncodePublic writes a public key for whoever is to trust it.
func EncodePublic(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: pemPublic, Bytes: der})
}

// ParsePublic reads the ids of the public keys in a PEM file.
func ParsePublic(raw []byte) ([]document.Hash, error) {
	var out []document.Hash
	for {
		block, rest := pem.Decode(raw)
		if block == nil {
			break
		}
		raw = rest
		if block.Type != pemPublic {
			return nil, fmt.Errorf("it holds a %q, not a public key", block.Type)
		}
		if _, err := x509.ParsePKIXPublicKey(block.Bytes); err != nil {
			return nil, fmt.Errorf("public key: %w", err)
		}
		out = append(out, KeyID(block.Bytes))
	}
	if len(out) == 0 {
		return nil, errors.New("it holds no public key in PEM")
	}
	return out, nil
}
