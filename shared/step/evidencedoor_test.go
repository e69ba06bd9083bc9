package step_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

const cancelledXML = `<Acuse Fecha="2026-03-20T10:00:00" RfcEmisor="MNE200101AB1"><Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID>1f0c3a9e-1111-4222-8333-abcdefabcdef</UUID><EstatusUUID>201</EstatusUUID></Folios></Acuse>`

func dices(p *step.Paper) string {
	var out []string
	for _, e := range p.Evidence {
		out = append(out, e.Dice)
	}
	return strings.Join(out, " ")
}

// TestPapersAtTheDoor: an accepted CFDI, and the SAT's answer to a
// cancellation, say what they say of other papers; a refused one says nothing.
func TestPapersAtTheDoor(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../cfdi/testdata/export40.xml")
	if err != nil {
		t.Fatal(err)
	}
	invoice := string(b)
	for name, c := range map[string]struct {
		in     string
		status document.Status
		says   string
	}{
		"an invoice that replaces another": {invoice, document.Accepted, "ampara lleva sustituye"},
		"another relation":                 {strings.Replace(invoice, `TipoRelacion="04"`, `TipoRelacion="01"`, 1), document.Accepted, "ampara lleva"},
		"without number":                   {strings.Replace(invoice, `Serie="EX" Folio="104" `, ``, 1), document.Accepted, "ampara sustituye"},
		"a draft":                          {strings.Replace(invoice, `UUID="1f0c3a9e-1111-4222-8333-abcdefabcdef"`, ``, 1), document.Quarantined, ""},
		"its total does not agree":         {strings.Replace(invoice, `Total="1200.00"`, `Total="1201.00"`, 1), document.Quarantined, ""},
		"a cancellation":                   {cancelledXML, document.Accepted, "cancela"},
		"one that was not cancelled":       {strings.Replace(cancelledXML, "201", "203", 1), document.Accepted, ""},
		"a damaged answer":                 {strings.Replace(cancelledXML, `Fecha="2026-03-20T10:00:00"`, ``, 1), document.Quarantined, "cancela"},
	} {
		p := reader().Read(t.Context(), step.Input{Name: name, Bytes: []byte(c.in)})[0]
		if p.Record.Status != c.status || dices(p) != c.says || p.Record.Kind != document.KindCFDI {
			t.Errorf("%s: %s %q, want %s %q: %+v", name, p.Record.Status, dices(p), c.status, c.says, p.Record.Findings)
		}
	}
	goods := reader().Read(t.Context(), step.Input{Bytes: b})[0].Evidence[0].Lineas
	if len(goods) != 2 || goods[0] != (ledger.PartLine{Parte: "ARN-100", Fraccion: "85443002", Cantidad: micros(100), Unidad: "6"}) {
		t.Errorf("%+v", goods)
	}
}

// TestJournalNamesEvidence: every fact an arrival brings is in its entry, a
// refused paper brings none, and a repeated one changes nothing.
func TestJournalNamesEvidence(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(programmePaper("inventory_key: part\n"))
	give := func(xml string) step.Record {
		papers := reader().Read(t.Context(), step.Input{Name: "a.xml", Bytes: []byte(xml), RFC: rfc})
		return w.settle(papers...)[0]
	}
	first, again := give(cancelledXML), give(cancelledXML)
	damaged := give(strings.Replace(cancelledXML, `Fecha="2026-03-20T10:00:00"`, ``, 1))
	if len(first.Facts) != 1 || len(again.Facts) != 0 || again.Status != document.Duplicate || len(damaged.Facts) != 0 {
		t.Fatalf("%+v %+v %+v", first, again, damaged)
	}
	b, err := json.Marshal(step.Record{})
	if err != nil || strings.Contains(string(b), "facts") {
		t.Errorf("a record without evidence is another than before: %s", b)
	}
	w.match(rfc) // replay holds facts and journal to each other
}

// TestCutOfEvidence: a package holds what was said of its pedimentos' papers up
// to its last day: a cancellation of May changes today's books and not March.
func TestCutOfEvidence(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, p := range append(cfdiStories()["cancelled"](), invoiced(7, "2021-03-10", goodsOf{"P-1": 1})) {
		w.settle(p)
	}
	w.match(rfc)
	out := tray{}
	if _, err := w.compile(out); err != nil {
		t.Fatal(err)
	}
	entradas, facts, found := inPackage(t, out, "reportes/entradas.csv"), inPackage(t, out, "hechos/hechos.jsonl"), inPackage(t, out, "reportes/hallazgos.csv")
	for _, part := range []string{",P-1,", ",P-2,"} {
		if !strings.Contains(entradas, part) {
			t.Errorf("March has no lot of %s:\n%s", part, entradas)
		}
	}
	if strings.Contains(facts, `"dice":"cancela"`) || strings.Contains(facts, uuid(7)) || !strings.Contains(facts, `"dice":"ampara"`) || !strings.Contains(facts, `"dice":"declara"`) {
		t.Errorf("facts of the cut:\n%s", facts)
	}
	if !strings.Contains(found, "late_fact") || strings.Contains(found, "cfdi_cancelled") {
		t.Errorf("findings of March:\n%s", found)
	}
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: tray{}, Tool: "test", Reader: readers}
	if codes := crossCheck(t, w, c, "2021-05"); slices.Contains(codes, "late_fact") {
		t.Errorf("May knows it: %v", codes)
	}
}
