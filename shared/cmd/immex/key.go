package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// keyName is the signing key in the data folder.
const keyName = "firma.key"

// keyView is the JSON of a public key.
type keyView struct {
	Key       document.Hash        `json:"key"`
	Algorithm expediente.Algorithm `json:"algorithm"`
	Public    string               `json:"public"`
}

func (a *app) keyCmd() *cobra.Command {
	var from, kms string
	var create bool
	c := &cobra.Command{
		Use:   "key",
		Short: a.say("la llave pública con que se comprueban las firmas, en PEM; con --kms la de AWS", "the public key that signatures are checked with, in PEM; with --kms that of AWS"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if from != "" && kms != "" || create && from+kms != "" {
				return usage(errors.New(a.say("indique sólo una de --key, --kms y --create", "give only one of --key, --kms and --create")))
			}
			key, err := a.publishedKey(c.Context(), from, kms, create)
			if err != nil {
				return err
			}
			der, how, err := key.Public(c.Context())
			if err != nil {
				return err //nolint:wrapcheck // names what it is
			}
			pem := expediente.EncodePublic(der)
			if a.json {
				return a.emit(keyView{expediente.KeyID(der), how, string(pem)})
			}
			_, err = a.out.Write(pem)
			return err //nolint:wrapcheck // of the output
		},
	}
	fl := c.Flags()
	fl.StringVar(&from, "key", "", a.say("archivo de la llave; sin él, la de la carpeta de datos", "file of the key; without it, that of the data folder"))
	fl.StringVar(&kms, "kms", "", a.say("en AWS: id, alias o ARN de la llave que firma (salida SealKey del stack)", "in AWS: id, alias or ARN of the key that signs (output SealKey of the stack)"))
	fl.BoolVar(&create, "create", false, a.say("hace la llave de la carpeta de datos si no hay", "makes the key of the data folder when there is none"))
	return c
}

// publishedKey is the key whose public half is told. That of a folder without
// one is made only when it is asked for: handed to an auditor by mistake, a new
// key knows no package that anything else signed.
func (a *app) publishedKey(ctx context.Context, from, kms string, create bool) (expediente.Signer, error) {
	if kms != "" {
		deployed, err := a.deployed(ctx)
		if err != nil {
			return nil, err
		}
		return deployed.SealKey(kms), nil
	}
	path := filepath.Join(a.data, keyName)
	if _, err := os.Stat(path); from == "" && errors.Is(err, fs.ErrNotExist) && !create {
		return nil, fault.New(fault.Misconfigured, path, errors.New(a.say(
			"no hay llave: se hace al sellar el primer paquete, o con --create; la de un stack de AWS la da --kms con su salida SealKey",
			"there is no key: it is made when the first package is sealed, or by --create; that of a stack in AWS is given by --kms with its output SealKey")))
	}
	if create {
		if err := os.MkdirAll(a.data, 0o700); err != nil {
			return nil, fault.New(fault.Misconfigured, "open "+a.data, err)
		}
	}
	return a.signingKey(from)
}

// signingKey reads a key file; without a name it is that of the data folder,
// which is made on first use.
func (a *app) signingKey(path string) (expediente.Signer, error) {
	if path == "" {
		path = filepath.Join(a.data, keyName)
		if err := makeKey(path); err != nil {
			return nil, err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, usage(err)
	}
	const others = 0o077
	if runtime.GOOS != "windows" && info.Mode().Perm()&others != 0 {
		return nil, fault.New(fault.Misconfigured, path, errors.New(a.say(
			"otros usuarios pueden leer la llave; quite el permiso (chmod 600)", "other users can read the key; take the permission away (chmod 600)")))
	}
	raw, err := os.ReadFile(path) //nolint:gosec // the user names the file
	if err != nil {
		return nil, fault.New(fault.Misconfigured, path, err)
	}
	key, err := expediente.ParseFileKey(raw)
	if err != nil {
		return nil, fault.New(fault.Misconfigured, path, errors.New(a.say(
			"no es una llave Ed25519 en PEM (PKCS #8)", "it is no Ed25519 key in PEM (PKCS #8)")))
	}
	return key, nil
}

// makeKey draws a key that only its owner can read. One that is there stays,
// and a second process that draws one meanwhile takes the first one's.
func makeKey(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil // there, or its reader says what is wrong
	}
	const seedSize = 32
	seed := make([]byte, seedSize)
	if _, err := io.ReadFull(rand.Reader, seed); err != nil {
		return fault.New(fault.Transient, path, err)
	}
	key, err := expediente.NewFileKey(seed)
	if err != nil {
		return fault.New(fault.Misconfigured, path, err)
	}
	raw, err := key.Encode()
	if err != nil {
		return fault.New(fault.Misconfigured, path, err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), keyName+".*") // 0600
	if err != nil {
		return fault.New(fault.Misconfigured, path, err)
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // its link stays
	_, err = tmp.Write(raw)
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return fault.New(fault.Transient, path, err)
	}
	if err := os.Link(tmp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return fault.New(fault.Misconfigured, path, err)
	}
	return nil
}

// trusted are the keys that verify knows: those of --trust, and that of the
// data folder when there is one.
func (a *app) trusted(ctx context.Context, files []string) ([]document.Hash, error) {
	var out []document.Hash
	for _, name := range files {
		raw, err := os.ReadFile(name) //nolint:gosec // the user names the file
		if err != nil {
			return nil, usage(err)
		}
		ids, err := expediente.ParsePublic(raw)
		if err != nil {
			return nil, usage(errors.New(a.say("%s no es una llave pública en PEM; la da immex key", "%s is no public key in PEM; immex key gives it", name)))
		}
		out = append(out, ids...)
	}
	raw, err := os.ReadFile(filepath.Join(a.data, keyName))
	if err != nil {
		return out, nil //nolint:nilerr // another machine's, most of the time
	}
	key, err := expediente.ParseFileKey(raw)
	if err != nil {
		return out, nil //nolint:nilerr // signing says what is wrong with it
	}
	der, _, err := key.Public(ctx)
	if err != nil {
		return out, nil //nolint:nilerr // same
	}
	return append(out, expediente.KeyID(der)), nil
}
