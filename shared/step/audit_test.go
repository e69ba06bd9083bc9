package step_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// audited is a world with the documents of an invented company, one of whose
// findings a person wrote about.
func audited(t *testing.T) (w *world, us string, c company) {
	t.Helper()
	c = invent(t, synth.Options{Seed: 7, Months: 3, Pedimentos: 12, ErrorsOn: true})
	w = newWorld(t)
	us = c.truth.Company.RFC
	for _, name := range c.documents() {
		w.settle(c.read(name)...)
	}
	w.settle(reader().Read(w.ctx, step.Input{Name: "resolucion.csv", RFC: us, Bytes: []byte(
		"huella,estado,fecha,quien,nota\nk3v7q2m4x5a6b7c2,reconocido,2021-05-01,Analista Reservada,Nota interna confidencial\n")})...)
	records := w.settle(reader().Read(w.ctx, step.Input{Name: "otra.yaml", RFC: us, Bytes: []byte(
		"rfc: " + us + "\nmodalidad: industrial\ndomicilio: Calle Reservada 1\nsectores: [Sector Reservado]\nplantas:\n  - {lugar: NAVE-RESERVADA}\nsales_basis: mixed\nbom_lead_days: 7\n" +
			"certificaciones:\n  - {tipo: iva_ieps, nivel: AA, desde: \"2019-01-01\"}\nrevision: {aprueba: [\"Gerente Reservada, Directora\"]}\nvigente_desde: \"2019-01-01\"\n")})...)
	if records[0].Status != document.Version {
		t.Fatalf("the programme file: %+v", records[0])
	}
	w.match(us)
	exit, lot := w.strangers(us)
	w.settle(reader().Read(w.ctx, step.Input{Name: "decisiones.csv", RFC: us, Bytes: []byte(
		"decision,fecha,tipo,salida,salida_partida,lote,lote_partida,quien,motivo\n" +
			"D-1,2021-06-01,dejar_vencido," + exit.Pedimento + "," + strconv.Itoa(exit.Partida) + "," + lot.Pedimento + "," + strconv.Itoa(lot.Partida) + ",Gerente Reservada,Motivo reservado\n")})...)
	w.match(us)
	w.decided(us, &exit, &lot)
	return w, us, c
}

// strangers are an exit and a lot that nothing leads from one to the other.
func (w *world) strangers(us string) (exit ledger.Exit, lot ledger.Lot) {
	w.t.Helper()
	err := step.EachBook(w.ctx, w.books, us, func(b *ledger.Book) error {
		for i := range b.Exits {
			for k := range b.Lots {
				x, l := &b.Exits[i], &b.Lots[k]
				if exit.ID == "" && x.Pedimento != "" && x.Partida > 0 && x.MovedAt <= date("2021-06-30") && l.Pedimento != x.Pedimento &&
					!slices.ContainsFunc(b.Descargos, func(d ledger.Descargo) bool { return d.Exit == x.ID && strings.HasPrefix(d.Lot, l.Pedimento) }) &&
					!slices.ContainsFunc(b.Held, func(h ledger.Held) bool { return h.Exit == x.ID }) {
					exit, lot = *x, *l
				}
			}
		}
		return nil
	})
	if err != nil || exit.ID == "" {
		w.t.Fatalf("no exit and lot that are strangers: %v", err)
	}
	return exit, lot
}

// decided reports that the books have what was decided of an exit and a lot.
func (w *world) decided(us string, exit *ledger.Exit, lot *ledger.Lot) {
	w.t.Helper()
	found := false
	err := step.EachBook(w.ctx, w.books, us, func(b *ledger.Book) error {
		for i := range b.Exits {
			for _, v := range b.Exits[i].Vencidos {
				found = found || b.Exits[i].ID == exit.ID && strings.HasPrefix(v.Lot, lot.Pedimento)
			}
		}
		return nil
	})
	if err != nil || !found {
		w.t.Fatalf("the decision about %s and %s is not in the books: %v", exit.ID, lot.ID, err)
	}
}

// entries unpacks a kit.
func entries(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// kit makes the audit kit of some pedimentos.
func (w *world) kit(us string, key expediente.Signer, scope ...string) (step.Parcel, *expediente.Verdict) {
	w.t.Helper()
	a, err := step.Audit(w.ctx, w.books, w.blobs, us, scope, date("2021-06-30"))
	if err != nil {
		w.t.Fatal(err)
	}
	a.Tool = "test"
	var p step.Parcel
	v, err := step.SealAudit(w.ctx, a, key, nil, func(made step.Parcel) error {
		p = made
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return p, v
}

// programmesIn is what the facts of a kit hold of programme files, which lie there
// encoded.
func programmesIn(t *testing.T, facts string) string {
	t.Helper()
	var out strings.Builder
	for l := range strings.Lines(facts) {
		var f struct {
			Kind string `json:"kind"`
			Data []byte `json:"data"`
		}
		if err := json.Unmarshal([]byte(l), &f); err != nil {
			t.Fatal(err)
		}
		if f.Kind == "programme" {
			out.Write(f.Data)
		}
	}
	return out.String()
}

// TestAuditKeepsToItsScope: of every other pedimento a kit says nothing but the
// id of a lot or exit it was matched with, and nothing of the company's own
// notes, whatever was asked for.
func TestAuditKeepsToItsScope(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	w, us, _ := audited(t)
	var all []string
	matched := map[string][]string{} // pedimento → those on the other side of its descargos
	err := step.EachBook(w.ctx, w.books, us, func(b *ledger.Book) error {
		for _, l := range b.Lots {
			all = append(append(all, l.Pedimento), l.Numeros...)
		}
		for _, x := range b.Exits {
			all = append(append(all, x.Pedimento), x.Numeros...)
		}
		for _, d := range b.Descargos {
			lot, exit := d.Lot[:15], d.Exit[:15]
			matched[lot], matched[exit] = append(matched[lot], exit), append(matched[exit], lot)
		}
		for _, h := range b.Held {
			matched[h.Exit[:15]] = append(matched[h.Exit[:15]], h.Lot[:15])
			matched[h.Lot[:15]] = append(matched[h.Lot[:15]], h.Exit[:15])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	var documents, recomputed, descargos int
	for _, asked := range all {
		p, v := w.kit(us, nil, asked)
		files := entries(t, zipOf(t, &p))
		if !strings.Contains(files["lotes.csv"]+files["salidas.csv"], asked) && v.Kit.OfLots+v.Kit.OfExits == 0 {
			t.Errorf("%s: neither a lot nor an exit", asked)
		}
		a, err := step.Audit(w.ctx, w.books, w.blobs, us, []string{asked}, date("2021-06-30"))
		if err != nil {
			t.Fatal(err)
		}
		chain := map[string]bool{asked: true}
		for i := range a.Documents {
			for _, n := range a.Documents[i].Pedimento {
				chain[n] = true
			}
			if a.Documents[i].Path != "" || a.Documents[i].Bytes != nil {
				documents++
			}
		}
		governing := programmesIn(t, files["hechos/hechos.jsonl"])
		if n := strings.Count("\n"+governing, "\nrfc:"); n != 1 { // of the two that were delivered
			t.Errorf("%s: %d programme files", asked, n)
		}
		files["hechos/hechos.jsonl"] += governing
		for _, kept := range []string{"certificaciones", "vigente_desde", "2019-01-01"} {
			if !strings.Contains(files["hechos/hechos.jsonl"], kept) {
				t.Errorf("%s: the facts lack %s of the programme file", asked, kept)
			}
		}
		for name, body := range files {
			for _, secret := range []string{"Analista", "Nota interna", "reconocido", "contingencia", "recargos", "multa", "simula", "score", "reservad", "aprueba", "revision:", "domicilio", "plantas", "sectores", "sales_basis", "modalidad"} {
				if strings.Contains(strings.ToLower(body), strings.ToLower(secret)) && !strings.HasPrefix(name, "documentos/") {
					t.Errorf("%s: %s says %q", asked, name, secret)
				}
			}
			if strings.Contains(body, `"vencidos":`) {
				t.Errorf("%s: %s has what was decided of expired lots", asked, name)
			}
			for _, other := range all {
				if chain[other] || !strings.Contains(body, other) {
					continue
				}
				own := strings.HasPrefix(name, "documentos/") || name == "hechos/hechos.jsonl" || // a record 512 names its lot
					name == "hechos/libros.jsonl" && strings.Contains(files["hechos/hechos.jsonl"], other)
				posting := name == "descargos.csv" || name == "hechos/libros.jsonl" || name == "index.html"
				linked := false
				for n := range chain {
					linked = linked || slices.Contains(matched[n], other)
				}
				if !own && (!posting || !linked) {
					at := strings.Index(body, other)
					t.Errorf("%s: %s tells of %s: %s", asked, name, other, body[max(0, at-300):min(len(body), at+100)])
				}
			}
		}
		recomputed += v.Kit.Lots + v.Kit.Exits
		descargos += v.Kit.Descargos
	}
	if documents == 0 || recomputed == 0 || descargos == 0 {
		t.Errorf("%d kits: %d documents, %d lots and exits recomputed, %d descargos: nothing was tried", len(all), documents, recomputed, descargos)
	}
}

// TestAuditTwice: the same scope in another order gives the same bytes; its
// signature covers them. Which of two containers a pedimento came in first is
// the journal's, and a kit names that one.
func TestAuditTwice(t *testing.T) {
	t.Parallel()
	w, us, c := audited(t)
	scope := []string{c.truth.Lots[0].Pedimento, c.truth.Lots[len(c.truth.Lots)-1].Pedimento}
	key := fileKey(t, 3)
	first, v := w.kit(us, key, scope...)
	slices.Reverse(scope)
	second, _ := w.kit(us, key, scope...)
	if d := cmp.Diff(entries(t, zipOf(t, &first)), entries(t, zipOf(t, &second))); d != "" || first.SHA256 != second.SHA256 {
		t.Errorf("not the same bytes (-first +second):\n%s", d)
	}
	der, _, err := key.Public(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	by := expediente.CheckSignature(first.Name+".sig.json", first.Signature, v.Manifest, first.SHA256, v.Sum, []document.Hash{expediente.KeyID(der)})
	if by.First != nil || !by.Known {
		t.Errorf("%+v %+v", by, by.First)
	}
	_, err = step.Audit(w.ctx, w.books, w.blobs, us, append(scope, "212432109999999"), date("2021-06-30"))
	u, ok := errors.AsType[*step.UnknownPedimentoError](err)
	if !ok || !slices.Equal(u.Numbers, []string{"212432109999999"}) {
		t.Errorf("an unknown pedimento: %v", err)
	}
}

// TestAuditTampered: a figure changed with all its hashes made anew is found by
// the sums of its lot and exit, or by the facts.
func TestAuditTampered(t *testing.T) {
	t.Parallel()
	w, us, c := audited(t)
	var lot, other string
	err := step.EachBook(w.ctx, w.books, us, func(b *ledger.Book) error {
		for _, d := range b.Descargos {
			if lot == "" && d.MovedAt <= date("2021-06-30") && d.CantidadUMT > 1 {
				lot = d.Lot[:15]
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range c.truth.Lots {
		if l.Pedimento != lot {
			other = l.Pedimento
		}
	}
	foreign, err := step.Audit(w.ctx, w.books, w.blobs, us, []string{other}, date("2021-06-30"))
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(a *expediente.Audit){
		"a balance":          func(a *expediente.Audit) { a.Extracts[0].Saldos[0].CantidadUMT++ },
		"a balance in units": func(a *expediente.Audit) { a.Extracts[0].Saldos[0].Cantidad++ },
		"a descargo less":    func(a *expediente.Audit) { a.Extracts[0].Descargos[0].CantidadUMT-- },
		"a lot of another":   func(a *expediente.Audit) { a.Extracts[0].Lots[0].Pedimento = other },
		"a fact of another":  func(a *expediente.Audit) { a.Facts = append(a.Facts, foreign.Facts[0], foreign.Facts[1]) },
		"a posting of others": func(a *expediente.Audit) {
			a.Extracts[0].Descargos[0].Lot, a.Extracts[0].Descargos[0].Exit = other+"-1", other+"-2"
		},
		"no fact": func(a *expediente.Audit) { a.Facts = nil },
	} {
		a, err := step.Audit(w.ctx, w.books, w.blobs, us, []string{lot}, date("2021-06-30"))
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(a.Extracts, func(x, y expediente.Extract) int { return len(y.Descargos) - len(x.Descargos) })
		if len(a.Extracts[0].Descargos) == 0 {
			t.Fatal("no descargo to change")
		}
		change(a)
		if v, err := step.SealAudit(w.ctx, a, nil, nil, func(step.Parcel) error { return nil }); err == nil {
			t.Errorf("%s: sealed, %+v", name, v)
		}
	}
}

// TestAuditOutsideOfMemory: a kit whose documents are more than is held in memory
// is the same kit in room outside of it, and leaves none of it taken, handed over
// or not.
func TestAuditOutsideOfMemory(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	w, us, c := audited(t)
	var large []byte // does not pack
	for block := document.HashOf(nil); len(large) < 3<<20; block = document.HashOf([]byte(block)) {
		large = append(large, block...)
	}
	asked, refused := c.truth.Lots[0].Pedimento, errors.New("nobody takes it")
	var room roomCount
	seal := func(scratch expediente.Scratch, taken error) (kit []byte, streamed int) {
		a, err := step.Audit(w.ctx, w.books, w.blobs, us, []string{asked}, date("2021-06-30"))
		if err != nil {
			t.Fatal(err)
		}
		a.Tool = "test"
		a.Documents = append(a.Documents, expediente.Traced{
			SHA: document.HashOf(large), Name: "grande.txt", Pedimento: []string{asked},
			Bytes: func() ([]byte, error) { return large, nil },
			Write: func(w io.Writer) error {
				streamed++
				_, err := w.Write(large)
				return err
			},
		})
		_, err = step.SealAudit(w.ctx, a, nil, scratch, func(p step.Parcel) error {
			kit = zipOf(t, &p)
			return taken
		})
		if !errors.Is(err, taken) {
			t.Errorf("sealed with %v, want %v", err, taken)
		}
		return kit, streamed
	}
	held, _ := seal(nil, nil)
	for _, taken := range []error{nil, refused} {
		kit, streamed := seal(room.scratch(blob.Rooms(t.TempDir())), taken)
		if !bytes.Equal(kit, held) || streamed == 0 {
			t.Errorf("%d bytes outside of memory, %d in it; streamed %d times", len(kit), len(held), streamed)
		}
		if opened, back := room.opened.Load(), room.back.Load(); opened == 0 || opened != back {
			t.Errorf("%d rooms opened, %d given back", opened, back)
		}
	}
}
