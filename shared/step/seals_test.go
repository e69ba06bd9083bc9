package step_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

// manifestIn reads the manifest of a package, which must verify.
func manifestIn(t *testing.T, zip []byte) *expediente.Manifest {
	t.Helper()
	v, err := expediente.Verify(bytes.NewReader(zip), int64(len(zip)))
	if err != nil || !v.OK {
		t.Fatalf("%v %+v", err, v)
	}
	return v.Manifest
}

// signedTray keeps packages and signatures.
type signedTray map[string]step.Parcel

func (o signedTray) Deliver(_ context.Context, p step.Parcel) (string, error) {
	o[p.Name] = p
	return p.Name, nil
}

// zip is a package that was delivered.
func (o signedTray) zip(t *testing.T, name string) []byte {
	t.Helper()
	p := o[name]
	return zipOf(t, &p)
}

// sealing compiles March with a key, or none.
func (w *world) sealing(out step.Outbox, key expediente.Signer, lang document.Lang) (step.Result, error) {
	l := &step.Local{
		Definition: statemachine.Compile, Workers: 2,
		Steps: &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: out, Language: lang, Tool: "test", Reader: readers, Now: noon, Signer: key},
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
	return l.Run(w.ctx, rfc, "2021-03", flow.Execution{ID: "2021-03", Name: "2021-03", StartTime: noon()})
}

func fileKey(t *testing.T, b byte) expediente.FileKey {
	t.Helper()
	k, err := expediente.NewFileKey(bytes.Repeat([]byte{b}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// brokenKey is a service that does not answer.
type brokenKey struct{}

func (brokenKey) Public(context.Context) ([]byte, expediente.Algorithm, error) {
	return nil, "", fault.New(fault.Transient, "key", errors.New("away"))
}

func (brokenKey) Sign(context.Context, []byte) ([]byte, error) { return nil, errors.ErrUnsupported }

// TestSealOnce: a period is sealed once; whoever starts it again, in another
// language or with another key, gets the same bytes and the same signature.
func TestSealOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	out := signedTray{}
	if _, err := w.sealing(out, brokenKey{}, document.Spanish); !fault.Is(err, fault.Transient) {
		t.Fatalf("a key that is away: %v", err)
	}
	if seals, err := step.Seals(w.ctx, w.books, rfc); err != nil || len(seals) != 0 {
		t.Fatalf("sealed without its signature: %v, %v", seals, err)
	}
	plain, err := w.sealing(out, nil, document.Spanish)
	if err != nil || plain.Signature != "" {
		t.Fatalf("%+v, %v", plain, err)
	}
	signed, err := w.sealing(out, fileKey(t, 1), document.English)
	if err != nil || signed.SHA256 != plain.SHA256 || signed.Signature == "" {
		t.Fatalf("signed later: %+v, %v", signed, err)
	}
	again, err := w.sealing(out, fileKey(t, 2), document.English)
	if d := cmp.Diff(signed, again); err != nil || d != "" {
		t.Errorf("%v (-first +again):\n%s", err, d)
	}
	p := out[signed.Package]
	m := manifestIn(t, out.zip(t, signed.Package))
	if m.Lang != document.Spanish || document.HashOf(p.Signature) != signed.Signature || !strings.Contains(string(p.Signature), string(signed.SHA256)) {
		t.Errorf("delivered %+v, %s", m.Head, p.Signature)
	}
	seals, err := step.Seals(w.ctx, w.books, rfc)
	if err != nil || len(seals) != 1 || seals[0].Signature != signed.Signature {
		t.Errorf("seals %+v, %v", seals, err)
	}
	w.check(rfc) // the journal still replays
	docs, err := step.Documents(w.ctx, w.books, rfc)
	if err != nil || slices.ContainsFunc(docs, func(d step.DocumentState) bool { return d.Record.Kind == document.KindSeal }) {
		t.Errorf("a seal counts as a document: %v", err)
	}
}

// TestSupplements: each late document of a sealed month makes one more
// supplement, which names the one before; a copy under another name makes none.
func TestSupplements(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	out := tray{}
	before, err := w.compile(out)
	if err != nil {
		t.Fatal(err)
	}
	for n, csv := range []string{
		"periodo,fecha,quien,cargo,motivo,faltante\n2021-03,2021-04-20,Persona Uno,Gerente,Se cierra,\n",
		"periodo,fecha,quien,cargo,motivo,faltante\n2021-03,2021-04-21,Persona Uno,Gerente,Se cierra,datastage:2021-03\n",
	} {
		w.settle(reader().Read(w.ctx, step.Input{Name: "cierre.csv", Bytes: []byte(csv), RFC: rfc})...)
		r, err := w.compile(out)
		if err != nil || r.Package != rfc+"-"+expediente.Supplement("2021-03", n+1)+".zip" {
			t.Fatalf("%d: %+v, %v", n, r, err)
		}
		m := manifestIn(t, out[r.Package])
		if s := m.Supersedes; s == nil || s.Package != before.Package || s.SHA256 != before.SHA256 || !slices.Contains(s.Changed, "hechos") {
			t.Errorf("%d supersedes %+v, not %+v", n, m.Supersedes, before)
		}
		if want := []string{"provisional", "definitivo"}[n]; m.State != want {
			t.Errorf("%d: %s, not %s: %+v", n, m.State, want, m.Approval)
		}
		before = r
	}
	w.settle(reader().Read(w.ctx, step.Input{Name: "resolucion.csv", RFC: rfc, Bytes: []byte(
		"huella,estado,fecha,quien,nota\nk3v7q2m4x5a6b7c2,reconocido,2021-05-01,Analista,Se revisa\n")})...)
	r, err := w.compile(out)
	if d := cmp.Diff(before, r); err != nil || d != "" {
		t.Errorf("what changes no package: %v (-before +now):\n%s", err, d)
	}
	if len(out) != 3 {
		t.Errorf("%d packages", len(out))
	}
}

// TestClosing: a Data Stage closes a month unless its selection names a
// consolidado that nothing closed; its pedimento, paid later, closes it.
func TestClosing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	open := number(2021, 90)
	stage := &step.Paper{Bytes: []byte("PK"), Record: step.Record{
		RFC: rfc, SHA: document.HashOf([]byte("PK")), Name: "ds.zip", Kind: document.KindDataStage, Key: "ds", Status: document.Accepted,
		Period: "2021-03", Expected: []string{open[2:]},
	}}
	w.settle(append(papers, stage)...)
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Tool: "test"}
	closing, err := c.Closing(w.ctx, rfc, "2021-03")
	if err != nil || closing.State != expediente.Provisional || len(closing.Missing) != 1 || closing.Missing[0].Key != "consolidado:"+open[2:] {
		t.Fatalf("%+v, %v", closing, err)
	}
	f := *original().Fact
	f.Key, f.Pago = open, date("2021-04-06")
	w.settle(paper(f))
	closing, err = c.Closing(w.ctx, rfc, "2021-03")
	if err != nil || closing.State != expediente.Definitivo || len(closing.Missing) != 0 || closing.Approval.Who != "" || closing.Approval.Policy.EN == "" {
		t.Errorf("%+v, %v", closing, err)
	}
	if _, err := c.Closing(w.ctx, rfc, "marzo"); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("%v", err)
	}
}

// TestDueOn: a month is a draft until its third business day, holidays not
// counted.
func TestDueOn(t *testing.T) {
	t.Parallel()
	for period, want := range map[string]string{"2021-03": "2021-04-05", "2021-04": "2021-05-06", "2021-01": "2021-02-04", "2021": "2022-01-05"} {
		if got, err := step.DueOn(period); err != nil || got != date(want) {
			t.Errorf("%s: %s, not %s, %v", period, got, want, err)
		}
	}
	if _, err := step.DueOn("2021-13"); err == nil {
		t.Error("no month")
	}
}

// TestSealRace: of two that compile one period from other inputs the second to
// seal is told to start again, and finds what the first one sealed.
func TestSealRace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, may := month()
	w.settle(papers...)
	w.match(rfc)
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: tray{}, Tool: "test", Reader: readers, Now: noon}
	first := w.rendered(c)
	w.settle(may)
	w.match(rfc)
	second := w.rendered(c)
	won, err := c.Seal(w.ctx, first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Seal(w.ctx, second); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second seal under one name: %v", err)
	}
	if again, err := c.Seal(w.ctx, first); err != nil || again != won {
		t.Errorf("the same seal again: %+v, %v", again, err)
	}
	if s, err := c.Seal(w.ctx, w.rendered(c)); err != nil || s.Package != rfc+"-2021-03-S1.zip" {
		t.Errorf("started again: %+v, %v", s, err)
	}
	c.Now = nil
	if _, err := c.Seal(w.ctx, second); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("without a clock: %v", err)
	}
}

// moody signs the same bytes otherwise each time, as ECDSA does.
type moody struct {
	key   *ecdsa.PrivateKey
	calls int
}

func (m *moody) Public(context.Context) ([]byte, expediente.Algorithm, error) {
	der, err := x509.MarshalPKIXPublicKey(&m.key.PublicKey)
	return der, expediente.ECDSA, err
}

func (m *moody) Sign(_ context.Context, message []byte) ([]byte, error) {
	m.calls++
	digest := sha256.Sum256(message)
	return ecdsa.SignASN1(rand.Reader, m.key, digest[:])
}

// TestFirstSignatureStands: a step that is repeated after it sealed answers
// with the signature it gave, whatever the key would make of it then.
func TestFirstSignatureStands(t *testing.T) {
	t.Parallel()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	signer := &moody{key: key}
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: tray{}, Tool: "test", Reader: readers, Now: noon, Signer: signer}
	in := w.rendered(c)
	first, err := c.Seal(w.ctx, in)
	if err != nil || first.Signature == "" {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := c.Seal(w.ctx, in)
	if err != nil || again != first || signer.calls != 1 {
		t.Errorf("%+v instead of %+v, signed %d times, %v", again, first, signer.calls, err)
	}
	seals, err := step.Seals(w.ctx, w.books, rfc)
	if err != nil || len(seals) != 1 || seals[0].Signature != first.Signature {
		t.Errorf("%+v, %v", seals, err)
	}
}

// rendering takes March as far as its render.
func (w *world) rendering(c *step.Compile) step.RenderIn {
	w.t.Helper()
	plan, err := c.Plan(w.ctx, step.PlanIn{RFC: rfc, Period: "2021-03"})
	if err != nil {
		w.t.Fatal(err)
	}
	all, err := c.Reconcile(w.ctx, step.ReconcileIn{RFC: rfc, Period: "2021-03", Cut: plan.Cut, Range: step.Range{To: "zzzz"}})
	if err != nil {
		w.t.Fatal(err)
	}
	found, err := c.CrossCheck(w.ctx, step.CrossCheckIn{RFC: rfc, Period: "2021-03", Cut: plan.Cut, Reconciled: []step.RefOut{all}})
	if err != nil {
		w.t.Fatal(err)
	}
	return step.RenderIn{RFC: rfc, Period: "2021-03", Cut: plan.Cut, Reconciled: []step.RefOut{all}, CrossCheck: found.Ref}
}

// rendered takes March as far as its seal.
func (w *world) rendered(c *step.Compile) step.SealIn {
	w.t.Helper()
	in := w.rendering(c)
	r, err := c.Render(w.ctx, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return step.SealIn{RFC: rfc, Period: "2021-03", Cut: in.Cut, Render: r.Ref}
}
