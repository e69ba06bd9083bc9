package expediente_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

func fileKey(tb testing.TB, b byte) expediente.FileKey {
	tb.Helper()
	k, err := expediente.NewFileKey(bytes.Repeat([]byte{b}, 32))
	if err != nil {
		tb.Fatal(err)
	}
	return k
}

// remote is a key that signs digests, as a key service does.
type remote struct {
	key crypto.Signer
	how expediente.Algorithm
}

func (r remote) Public(context.Context) ([]byte, expediente.Algorithm, error) {
	der, err := x509.MarshalPKIXPublicKey(r.key.Public())
	return der, r.how, err
}

func (r remote) Sign(_ context.Context, msg []byte) ([]byte, error) {
	d := sha256.Sum256(msg)
	var opts crypto.SignerOpts = crypto.SHA256
	if r.how == expediente.RSA {
		opts = &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: crypto.SHA256}
	}
	return r.key.Sign(rand.Reader, d[:], opts)
}

// check signs a package and holds a sidecar, changed or not, against it.
func check(t *testing.T, zip, sidecar []byte, trusted ...document.Hash) *expediente.SignedBy {
	t.Helper()
	v := verify(t, zip)
	return expediente.CheckSignature("dir/x.sig.json", sidecar, v.Manifest, document.HashOf(zip), v.Sum, trusted)
}

func sidecar(t *testing.T, key expediente.Signer, zip []byte) ([]byte, document.Hash) {
	t.Helper()
	s, err := expediente.Sign(t.Context(), key, zip)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return raw, s.Statement.KeyID
}

// TestSignature: every kind of key signs; a known key is known, another is not,
// and the package names who approved it.
func TestSignature(t *testing.T) {
	t.Parallel()
	p256, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	modulus, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	in := input(t)
	in.Documents = nil
	in.Facts = append(in.Facts, cierre(t, missingMarch))
	approved, provisional := sealed(t, in), func() []byte { x := input(t); x.Documents = nil; return sealed(t, x) }()
	for name, key := range map[string]expediente.Signer{
		"file": fileKey(t, 1), "P-256": remote{p256, expediente.ECDSA}, "RSA": remote{modulus, expediente.RSA},
	} {
		for _, c := range []struct {
			zip           []byte
			who, capacity string
		}{
			{approved, "Persona Uno", "Representante legal"},
			{sealed(t, input(t)), input(t).Nombre, "política de aprobación automática"},
			{provisional, input(t).Nombre, "sin aprobación: provisional"},
		} {
			raw, id := sidecar(t, key, c.zip)
			if s := check(t, c.zip, raw, id); s.First != nil || !s.Known || s.Signer != c.who || s.Capacity != c.capacity || s.Package != "MEN210101AB1-2021-03.zip" {
				t.Errorf("%s: %+v", name, s)
			}
			if s := check(t, c.zip, raw); s.First != nil || s.Known {
				t.Errorf("%s, by nobody known: %+v", name, s)
			}
		}
	}
	a, _ := sidecar(t, fileKey(t, 1), approved)
	b, _ := sidecar(t, fileKey(t, 1), approved)
	if !bytes.Equal(a, b) {
		t.Error("a file key signs the same twice")
	}
}

// TestWrongSignature: whatever was changed, in the sidecar or the package, a
// trusted key does not make it right.
func TestWrongSignature(t *testing.T) {
	t.Parallel()
	zip := sealed(t, input(t))
	raw, id := sidecar(t, fileKey(t, 1), zip)
	other, _ := sidecar(t, fileKey(t, 2), zip)
	in := input(t)
	in.Tool = "0.2.0"
	another := sealed(t, in)
	var good, foreign expediente.Signature
	if err := errors.Join(json.Unmarshal(raw, &good), json.Unmarshal(other, &foreign)); err != nil {
		t.Fatal(err)
	}
	changed := func(f func(*expediente.Signature)) []byte {
		x := good
		f(&x)
		b, err := x.Encode()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, c := range map[string]struct{ zip, sidecar []byte }{
		"other bytes":       {another, raw},
		"another signer":    {zip, changed(func(s *expediente.Signature) { s.Statement.Signer = "Persona Dos" })},
		"another package":   {zip, changed(func(s *expediente.Signature) { s.Statement.Package = "x.zip" })},
		"another algorithm": {zip, changed(func(s *expediente.Signature) { s.Statement.Algorithm = expediente.ECDSA })},
		"another value":     {zip, changed(func(s *expediente.Signature) { s.Value = foreign.Value })},
		"another key":       {zip, changed(func(s *expediente.Signature) { s.PublicKey = foreign.PublicKey })},
		"a claimed key":     {zip, changed(func(s *expediente.Signature) { s.PublicKey, s.Value = foreign.PublicKey, foreign.Value })},
		"no key":            {zip, changed(func(s *expediente.Signature) { s.PublicKey = nil; s.Statement.KeyID = document.HashOf(nil) })},
		"another schema":    {zip, changed(func(s *expediente.Signature) { s.Statement.Schema = "immex.firma/2" })},
		"another form":      {zip, append(bytes.Clone(raw), '\n')},
		"a field more":      {zip, bytes.Replace(raw, []byte("{"), []byte(`{"x":1,`), 1)},
		"nothing":           {zip, nil},
		"too much":          {zip, bytes.Repeat([]byte(" "), 1<<17)},
	} {
		s := check(t, c.zip, c.sidecar, id)
		if s.First == nil || s.Known || !strings.HasPrefix(s.First.Text.EN, "x.sig.json: ") {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// TestSignatureOfAnotherManifest: one whose key says the truth about a package
// that is not this one.
func TestSignatureOfAnotherManifest(t *testing.T) {
	t.Parallel()
	zip := sealed(t, input(t))
	raw, id := sidecar(t, fileKey(t, 1), zip)
	v := verify(t, zip)
	if s := expediente.CheckSignature("x", raw, v.Manifest, document.HashOf(zip), document.HashOf(nil), []document.Hash{id}); s.First == nil || s.Known {
		t.Errorf("%+v", s)
	}
	m := *v.Manifest
	m.Nombre = "Otra, S.A."
	if s := expediente.CheckSignature("x", raw, &m, document.HashOf(zip), v.Sum, []document.Hash{id}); s.First == nil || s.Known {
		t.Errorf("%+v", s)
	}
}

// lying is a key whose signatures are of another.
type lying struct{ expediente.FileKey }

func (lying) Sign(context.Context, []byte) ([]byte, error) { return []byte("no"), nil }

// TestSignRefuses what is no package, and a key that does not sign.
func TestSignRefuses(t *testing.T) {
	t.Parallel()
	if _, err := expediente.Sign(t.Context(), fileKey(t, 1), []byte("PK")); !fault.Is(err, fault.Corrupt) {
		t.Errorf("%v", err)
	}
	if _, err := expediente.Sign(t.Context(), lying{fileKey(t, 1)}, sealed(t, input(t))); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("%v", err)
	}
}

// TestKeyFile: a key survives its file, and what is none is refused.
func TestKeyFile(t *testing.T) {
	t.Parallel()
	k := fileKey(t, 3)
	raw, err := k.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := expediente.ParseFileKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	der, how, err := again.Public(t.Context())
	want, _, _ := k.Public(t.Context())
	if err != nil || how != expediente.Ed25519 || !bytes.Equal(der, want) {
		t.Errorf("%x %s %v", der, how, err)
	}
	pem := expediente.EncodePublic(der)
	ids, err := expediente.ParsePublic(append(bytes.Clone(pem), expediente.EncodePublic(want)...))
	if err != nil || len(ids) != 2 || ids[0] != expediente.KeyID(der) {
		t.Errorf("%v %v", ids, err)
	}
	for name, bad := range map[string][]byte{"nothing": nil, "a public key": pem, "words": []byte("key"), "cut": raw[:len(raw)/2], "broken": bytes.Replace(raw, []byte("MC4"), []byte("MC5"), 1)} {
		if _, err := expediente.ParseFileKey(bad); err == nil {
			t.Errorf("%s is a key", name)
		}
	}
	for name, bad := range map[string][]byte{"nothing": nil, "a private key": raw, "broken": bytes.Replace(pem, []byte("MC"), []byte("MD"), 1)} {
		if _, err := expediente.ParsePublic(bad); err == nil {
			t.Errorf("%s is a public key", name)
		}
	}
	if _, err := expediente.NewFileKey([]byte("short")); err == nil {
		t.Error("a short seed")
	}
}

// FuzzSignature: no sidecar makes the check panic, and only the right one is
// right.
func FuzzSignature(f *testing.F) {
	in := input(f)
	in.Facts = in.Facts[:1]
	zip := sealed(f, in)
	s, err := expediente.Sign(context.Background(), fileKey(f, 1), zip)
	if err != nil {
		f.Fatal(err)
	}
	raw, err := s.Encode()
	if err != nil {
		f.Fatal(err)
	}
	v := verify(f, zip)
	f.Add(raw)
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got := expediente.CheckSignature("x", b, v.Manifest, document.HashOf(zip), v.Sum, []document.Hash{s.Statement.KeyID})
		if (got.First == nil && got.Known) != bytes.Equal(b, raw) {
			t.Errorf("%q: %+v", b, got)
		}
	})
}
