package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// build starts to make the package of a period.
func (d *Desk) build(q *Ask) (*Answer, error) {
	p, err := periodOf(q)
	if err != nil {
		return nil, err
	}
	due, err := step.DueOn(p)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the period
	}
	if q.Today < due {
		return nil, refuse(http.StatusConflict, "%s es borrador hasta el %s y un borrador no se sella.", "%s is a draft until %s and a draft is not sealed.", p, due)
	}
	switch begun, err := d.Clerk.Build(q.Context(), q.Programme.RFC, p); {
	case err != nil:
		return nil, err //nolint:wrapcheck // names the period
	case !begun:
		return nil, busyBuilding()
	}
	return &Answer{Status: http.StatusSeeOther, To: q.at("paquete/" + p), Note: "build " + p}, nil
}

// lacks names what is missing, so that nobody accepts what they did not see.
func lacks(missing []expediente.Missing) string {
	keys := make([]string, len(missing))
	for i := range missing {
		keys[i] = missing[i].Key
	}
	return string(document.HashOf([]byte(strings.Join(keys, "\n"))))
}

// closePeriod records that a named person closes a period with what is missing
// of it as they saw it.
func (d *Desk) closePeriod(q *Ask) (*Answer, error) {
	v, err := d.periodView(q)
	if err != nil {
		return nil, err
	}
	again := func(why *RefusedError) (*Answer, error) {
		v.Why = &why.Text
		a, err := d.render(q, "period.html", v)
		if err == nil {
			a.Status, a.Note = why.Status, "refused"
		}
		return a, err
	}
	v.Person, v.Capacity, v.Reason = oneLine(q.PostFormValue("quien")), oneLine(q.PostFormValue("cargo")), oneLine(q.PostFormValue("motivo"))
	closing, err := d.Packages.Closing(q.Context(), q.Programme.RFC, v.Period)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the period
	}
	switch {
	case v.Draft:
		return again(&RefusedError{http.StatusConflict, document.Textf("%s es borrador hasta el %s: todavía no se cierra.", "%s is a draft until %s: it is not closed yet.", v.Period, v.Due)})
	case v.Person == "" || v.Capacity == "" || v.Reason == "":
		return again(&RefusedError{http.StatusUnprocessableEntity, document.Text{ES: "Escriba quién cierra, su cargo y por qué.", EN: "Write who closes, their capacity and why."}})
	case len(v.Person)+len(v.Capacity)+len(v.Reason) > maxNote:
		return again(&RefusedError{http.StatusUnprocessableEntity, document.Textf("Lo escrito pasa de %d bytes.", "What is written is over %d bytes.", maxNote)})
	case q.PostFormValue("faltan") != lacks(closing.Missing):
		return again(&RefusedError{http.StatusConflict, document.Text{ES: "Lo que falta cambió desde que abrió la página: véalo y decida de nuevo.", EN: "What is missing changed since you opened the page: look and decide again."}})
	}
	by := &expediente.Approval{Who: v.Person, Capacity: v.Capacity, Reason: v.Reason}
	kept, err := d.Clerk.Keep(q.Context(), q.Programme.RFC, step.ClosingName(v.Period), step.ClosingTable(v.Period, q.Today, by, closing.Missing))
	if err != nil {
		return nil, err //nolint:wrapcheck // names the table
	}
	if refused := notKept(&kept); refused != nil {
		return again(refused)
	}
	return &Answer{Status: http.StatusSeeOther, To: v.Self, Note: "close " + v.Period}, nil
}

// download hands over a sealed package or its signature.
func (d *Desk) download(q *Ask) (*Answer, error) {
	p, err := periodOf(q)
	if err != nil {
		return nil, err
	}
	seals, err := d.Reader.Seals(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	at := slices.IndexFunc(seals, func(s step.Sealed) bool { return s.Period == p && strconv.Itoa(s.N) == q.FormValue("n") })
	if at < 0 {
		return nil, refuse(http.StatusConflict, "De %s no hay sellado ese paquete.", "Of %s no such package is sealed.", p)
	}
	s := &seals[at]
	file, sha := File{s.Package, "application/zip"}, s.SHA256
	if q.FormValue("que") == "firma" {
		file, sha = File{s.Package + expediente.SignatureSuffix, "application/json"}, s.Signature
	}
	if sha != "" {
		if a, err := d.keptAt(q, file, onShelf{q.Programme.RFC, []step.Shelf{step.ShelfPackages}, sha}); a != nil || err != nil {
			return a, err
		}
	}
	zip, signature, err := d.Packages.Package(q.Context(), q.Programme.RFC, s)
	if fault.Is(err, fault.Misconfigured) {
		return nil, refuse(http.StatusConflict, "El paquete %s está sellado, pero sus bytes no están en esta carpeta de datos.", "Package %s is sealed, but its bytes are not in this data folder.", s.Package)
	}
	switch {
	case err != nil:
		return nil, err //nolint:wrapcheck // a fault of the shelf, already classified
	case q.FormValue("que") != "firma":
		return &Answer{Type: "application/zip", File: s.Package, Body: zip, Note: "download"}, nil
	case signature == nil:
		return nil, refuse(http.StatusConflict, "El paquete %s no está firmado.", "Package %s is not signed.", s.Package)
	}
	return &Answer{Type: "application/json", File: s.Package + expediente.SignatureSuffix, Body: signature, Note: "download"}, nil
}

// verdict is what a dropped package turned out to be.
type verdict struct {
	*page.Frame
	Name       string
	Verdict    *expediente.Verdict
	State      document.Text
	Difference document.Text
	Signature  *expediente.SignedBy
	Ours       bool
	Sum        document.Hash
}

func (d *Desk) verify(q *Ask) (*Answer, error) {
	file, head, err := q.FormFile("paquete")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, refuse(http.StatusUnprocessableEntity, "Elija un paquete (.zip).", "Choose a package (.zip).")
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // too large, or the browser left
	}
	defer file.Close() //nolint:errcheck // only read
	v := &verdict{Frame: q.Frame(q.Route.Title), Name: head.Filename}
	if v.Verdict, err = expediente.Verify(file, head.Size); err != nil {
		return nil, err //nolint:wrapcheck // classified there
	}
	if f := v.Verdict.First; f != nil {
		v.Difference = f.Text
	}
	if m := v.Verdict.Manifest; m != nil && v.Verdict.Sum != "" {
		if err := d.verifySignature(q, v, file, head); err != nil {
			return nil, err
		}
	}
	return d.render(q, "verdict.html", v)
}

// verifySignature holds a package against the signature that came with it, and
// tells whether it is one of those sealed here.
func (d *Desk) verifySignature(q *Ask, v *verdict, file multipart.File, head *multipart.FileHeader) error {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(file, 0, head.Size)); err != nil {
		return err //nolint:wrapcheck // a temporary file of ours
	}
	m, sum := v.Verdict.Manifest, document.Hash(hex.EncodeToString(h.Sum(nil)))
	v.State, v.Sum = stateName(expediente.State(m.State)), sum
	seals, err := d.Reader.Seals(q.Context(), q.Programme.RFC)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	v.Ours = slices.ContainsFunc(seals, func(s step.Sealed) bool { return s.SHA256 == v.Sum })
	sidecar, name, err := q.FormFile("firma")
	if errors.Is(err, http.ErrMissingFile) {
		return nil
	}
	if err != nil {
		return err //nolint:wrapcheck // the browser left
	}
	defer sidecar.Close() //nolint:errcheck // only read
	var raw bytes.Buffer
	if _, err := io.Copy(&raw, io.LimitReader(sidecar, maxForm)); err != nil {
		return err //nolint:wrapcheck // a temporary file of ours
	}
	trusted, err := d.Packages.Trusts(q.Context())
	if err != nil {
		return err //nolint:wrapcheck // names the key
	}
	v.Signature = expediente.CheckSignature(name.Filename, raw.Bytes(), m, v.Sum, v.Verdict.Sum, trusted)
	return nil
}
