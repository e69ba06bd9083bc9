package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule/glosa"
)

// verdictView is the JSON of one verification. Signature is null for a package
// without one, or whose own bytes are wrong.
type verdictView struct {
	Package string `json:"package"`
	*expediente.Verdict
	Is         *string              `json:"is"` // the name it was sealed under, whatever the file is called now
	Difference *string              `json:"difference"`
	Signature  *expediente.SignedBy `json:"signature"`
	Supersedes *string              `json:"supersedes"`
	Rules      *rulesView           `json:"reglas"` // null for a layout that names none
}

// rulesView are the rules that gave the findings of a package, and ours.
type rulesView struct {
	Package document.Hash `json:"package"`
	Ours    document.Hash `json:"ours"`
	Same    bool          `json:"same"`
}

// rulesOf are those of a package, nil where it names none.
func rulesOf(m *expediente.Manifest) *rulesView {
	if m == nil || m.Rules == "" {
		return nil
	}
	ours := glosa.Version(nil, catalog.Default())
	return &rulesView{m.Rules, ours, m.Rules == ours}
}

func (a *app) verifyCmd() *cobra.Command {
	var trust []string
	var unsigned bool
	c := &cobra.Command{
		Use:   a.say("verify PAQUETE.zip…", "verify PACKAGE.zip…"),
		Short: a.say("comprueba un paquete sin conexión: sumas, los libros recalculados desde sus hechos, y su firma", "checks a package offline: hashes, the books recomputed from its facts, and its signature"),
		Args:  a.exactly(a.say("PAQUETE.zip…", "PACKAGE.zip…")),
		RunE: func(c *cobra.Command, args []string) error {
			a.spare()
			known, err := a.trusted(c.Context(), trust)
			if err != nil {
				return err
			}
			v := &verifier{app: a, known: known, unsigned: unsigned, sums: map[string]document.Hash{}, paths: map[string]string{}}
			for _, name := range args {
				if err := v.add(name); err != nil {
					return err
				}
			}
			if err := v.chain(); err != nil {
				return err
			}
			if err := v.months(); err != nil {
				return err
			}
			return v.years()
		},
	}
	c.Flags().StringArrayVar(&trust, "trust", nil, a.say("llave pública (PEM) que se acepta; se puede repetir; la de la carpeta de datos se acepta siempre", "public key (PEM) that is accepted; may be repeated; that of the data folder always is"))
	c.Flags().BoolVar(&unsigned, "unsigned", false, a.say("acepta un paquete sin firma: nada prueba entonces quién lo hizo", "accepts a package without a signature: nothing then proves who made it"))
	return c
}

// verifier holds packages, and each against those named with it.
type verifier struct {
	app   *app
	known []document.Hash
	// unsigned: a package without a signature is taken knowingly.
	unsigned bool

	sums   map[string]document.Hash // of the packages given, by their own name
	paths  map[string]string        // of the same
	later  []*expediente.Superseded
	seals  []report.SealedMonth // that a year names
	builds []builtOn            // that months name
}

// worse keeps the gravest code of several packages: a difference counts more
// than an unknown key or no signature.
func (a *app) worse(code int) {
	if a.code == exitOK || a.code == exitUnknownKey || code == exitDiffers {
		a.code = code
	}
}

// verify checks one package by itself, with the keys of the data folder.
func (a *app) verify(ctx context.Context, name string) error {
	known, err := a.trusted(ctx, nil)
	if err != nil {
		return err
	}
	return (&verifier{app: a, known: known, sums: map[string]document.Hash{}, paths: map[string]string{}}).add(name)
}

func (v *verifier) add(name string) (err error) {
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return usage(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return usage(err)
	}
	a := v.app
	verdict, err := expediente.Verify(f, info.Size())
	if err != nil {
		return err //nolint:wrapcheck // classified there
	}
	switch verdict.Kind {
	case expediente.OK:
	case expediente.UnknownVersion:
		a.worse(exitVersion)
	case expediente.Differs, expediente.NotAPackage:
		a.worse(exitDiffers)
	}
	out := verdictView{Package: name, Verdict: verdict, Rules: rulesOf(verdict.Manifest)}
	if verdict.First != nil {
		out.Difference = optional(verdict.First.Text.In(a.lang))
	}
	if verdict.OK {
		out.Is = optional(verdict.Manifest.FileName())
	}
	if verdict.Manifest != nil && verdict.Sum != "" && (verdict.OK || verdict.Kind == expediente.UnknownVersion) {
		sum, err := sumOf(f)
		if err != nil {
			return usage(err)
		}
		if out.Signature, err = v.signature(name, verdict, sum); err != nil {
			return err
		}
		v.sums[verdict.Manifest.FileName()], v.paths[verdict.Manifest.FileName()] = sum, name
		v.seals = append(v.seals, verdict.Seals...)
		for _, on := range verdict.Builds {
			v.builds = append(v.builds, builtOn{verdict.Manifest.FileName(), name, on})
		}
		if s := verdict.Manifest.Supersedes; s != nil {
			v.later = append(v.later, s)
			out.Supersedes = optional(s.Package)
		}
	}
	return a.printVerdict(&out)
}

// sumOf is the hash of a file from its beginning.
func sumOf(f io.ReadSeeker) (document.Hash, error) {
	h := sha256.New()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err //nolint:wrapcheck // names the file itself
	}
	if _, err := io.Copy(h, f); err != nil {
		return "", err //nolint:wrapcheck // same
	}
	return document.Hash(hex.EncodeToString(h.Sum(nil))), nil
}

// signature checks the sidecar of a package; nil when there is none. One that is not
// there proves as little as that of an unknown key: whoever changes facts and makes the
// package anew only has to leave it out (decision 0017).
func (v *verifier) signature(name string, verdict *expediente.Verdict, sum document.Hash) (*expediente.SignedBy, error) {
	sidecar := name + expediente.SignatureSuffix
	raw, err := os.ReadFile(sidecar) //nolint:gosec // beside what the user names
	if errors.Is(err, fs.ErrNotExist) {
		if verdict.OK && !v.unsigned {
			v.app.worse(exitUnknownKey)
		}
		return nil, nil //nolint:nilnil // it is not signed
	}
	if err != nil {
		return nil, usage(err)
	}
	s := expediente.CheckSignature(sidecar, raw, verdict.Manifest, sum, verdict.Sum, v.known)
	switch {
	case s.First != nil:
		v.app.worse(exitDiffers)
	case !s.Known && verdict.OK:
		v.app.worse(exitUnknownKey)
	}
	return s, nil
}

// chain holds supplementary packages against what they supersede, where both
// were given.
func (v *verifier) chain() error {
	for _, s := range v.later {
		sum, given := v.sums[s.Package]
		if !given || sum == s.SHA256 {
			continue
		}
		v.app.worse(exitDiffers)
		text := v.app.say("%s: no es el paquete que se sustituye: tiene SHA-256 %s y se nombra %s", "%s: it is not the package that is superseded: it has SHA-256 %s and %s is named", s.Package, sum, s.SHA256)
		if v.app.json {
			return v.app.emit(map[string]string{"difference": text})
		}
		v.app.printf("%s", "%s", text)
	}
	return nil
}

func (a *app) printVerdict(v *verdictView) error {
	if a.json {
		return a.emit(v)
	}
	switch {
	case v.OK && v.Kit != nil:
		a.printf("%s: íntegro; legajo para auditoría de %d pedimentos al %s, %d archivos con su suma, %d informes se hacen otra vez byte a byte.",
			"%s: sound; audit kit of %d pedimentos as of %s, %d files with their hash, %d reports are made again byte by byte.",
			v.Package, v.Kit.Pedimentos, v.Manifest.To, v.Files, v.Replayed)
		a.printKit(v.Kit)
	case v.OK:
		a.printf("%s: íntegro; %d archivos con su suma, %d hechos vuelven a dar %d libros y %d informes byte a byte. Estado: %s.",
			"%s: sound; %d files with their hash, %d facts give %d books and %d reports again byte by byte. State: %s.",
			v.Package, v.Files, v.Facts, v.Books, v.Replayed, v.Manifest.State)
		if v.Supersedes != nil {
			a.printf("  sustituye a %s, SHA-256 %s", "  supersedes %s, SHA-256 %s", *v.Supersedes, v.Manifest.Supersedes.SHA256)
		}
	case v.Kind == expediente.UnknownVersion: // it may well be as it was sealed
		a.printf("%s: sin verificar (%s): %s", "%s: not verified (%s): %s", v.Package, v.Kind, v.First.Text.In(a.lang))
	default:
		a.printf("%s: NO es válido (%s): %s", "%s: NOT valid (%s): %s", v.Package, v.Kind, v.First.Text.In(a.lang))
	}
	if v.Is != nil && *v.Is != filepath.Base(v.Package) {
		a.printf("  OJO: es %s; el archivo lleva otro nombre", "  MIND: it is %s; the file has another name", *v.Is)
	}
	if r := v.Rules; r != nil && !r.Same {
		a.printf("  reglas %.16s, distintas de las de esta herramienta (%.16s): los hallazgos de documentos son los de aquéllas; hoy pueden ser otros",
			"  rules %.16s, not those of this tool (%.16s): the findings of documents are of those; they may be others today", r.Package, r.Ours)
	}
	a.printSignature(v)
	return nil
}

func (a *app) printSignature(v *verdictView) {
	switch s := v.Signature; {
	case s == nil && v.OK:
		a.printf("  SIN FIRMA: junto a él no hay %[1]s. Concuerda consigo mismo, y quién lo hizo no se comprobó: cualquiera pudo rehacerlo con otros hechos. Pida a la empresa %[2]s; si de veras no firma, --unsigned lo acepta",
			"  NOT SIGNED: there is no %[1]s beside it. It agrees with itself, and who made it was not checked: anybody could have made it anew from other facts. Ask the company for %[2]s; if it really does not sign, --unsigned accepts it", filepath.Base(v.Package)+expediente.SignatureSuffix, v.Manifest.FileName()+expediente.SignatureSuffix)
	case s == nil:
	case s.First != nil:
		a.printf("  firma INCORRECTA: %s", "  WRONG signature: %s", s.First.Text.In(a.lang))
	case s.Known:
		a.printf("  firma de la llave conocida %.16s a nombre de %s (%s)", "  signature of the known key %.16s in the name of %s (%s)", s.KeyID, s.Signer, s.Capacity)
	default:
		a.printf("  firma de la llave DESCONOCIDA %.16s a nombre de %s (%s): nada prueba de quién es; pida la llave pública a la empresa y dela con --trust",
			"  signature of the UNKNOWN key %.16s in the name of %s (%s): nothing proves whose it is; ask the company for its public key and give it with --trust", s.KeyID, s.Signer, s.Capacity)
	}
}
