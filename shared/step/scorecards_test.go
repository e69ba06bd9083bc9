package step_test

import (
	"encoding/base64"
	"fmt"
	"path"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule/scorecard"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// TestScorecards: every document counts once for who delivered it, refused or
// not; what books find is nobody's; the authority's own deliveries are never
// late.
func TestScorecards(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	truth, err := synth.Generate(synth.Options{Seed: 11, Months: 3, Pedimentos: 12, ErrorsOn: true}, func(name string, b []byte) error {
		w.settle(reader.Read(t.Context(), step.Input{Name: name, Bytes: b})...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.match(truth.Company.RFC)
	j := &step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: told()}
	rows, err := j.Scorecards(t.Context(), truth.Company.RFC, 20991231)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := step.Documents(t.Context(), w.books, truth.Company.RFC)
	if err != nil {
		t.Fatal(err)
	}
	keys, refused := map[string]bool{}, map[string]bool{}
	for _, d := range docs {
		if d.Record.Kind != document.KindPedimento {
			continue
		}
		keys[d.Record.Key] = true
		if d.Record.Status == document.Quarantined {
			refused[d.Record.Key] = true
		}
	}
	brokers, sum, bad, suppliers := 0, 0, 0, 0
	for _, r := range rows {
		if r.Kind == scorecard.Supplier {
			suppliers++
			continue
		}
		brokers++
		sum += r.Documents
		bad += r.Refused
		for _, c := range r.Commonest {
			if c.Code == "ours_libros" {
				t.Errorf("%s answers for what the books found", r.ID)
			}
		}
	}
	if brokers == 0 || suppliers == 0 || sum != len(keys) {
		t.Errorf("%d brokers delivered %d documents of %d; %d suppliers", brokers, sum, len(keys), suppliers)
	}
	if len(refused) == 0 || bad != len(refused) {
		t.Errorf("%d refused on the cards, %d in the journal", bad, len(refused))
	}
}

// TestDelays: a delay is told where the day of delivery is known, by the mail that
// brought the document or because it came among others of its week; a load of
// many weeks and what is older than the journal have none, and say so.
func TestDelays(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	type arrival struct {
		at    time.Time
		bytes func(synthFile) []byte
	}
	plain := func(f synthFile) []byte { return f.data }
	cards := func(first time.Time, rest arrival) (dated int, undated map[string]int) {
		t.Helper()
		w := newWorld(t)
		settle := func(at time.Time, name string, b []byte) {
			t.Helper()
			ing := &step.Ingest{Books: w.books, Blobs: w.blobs, Now: func() time.Time { return at }}
			if _, ok, err := ing.Settle(w.ctx, reader.Read(w.ctx, step.Input{Name: name, Bytes: b, RFC: company}), true); err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
		settle(first, "nota.txt", []byte("the first document of all"))
		for _, f := range files {
			settle(rest.at, f.name, rest.bytes(f))
		}
		w.match(company)
		rows, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: told()}).Scorecards(w.ctx, company, 20991231)
		if err != nil {
			t.Fatal(err)
		}
		undated = map[string]int{}
		for _, r := range rows {
			if r.Kind != scorecard.Broker {
				continue
			}
			dated += r.Dated
			for _, n := range r.Undated {
				undated[n.Code] += n.Times
			}
			if (r.Dated == 0) != (r.MedianDelay == nil) || r.Dated > 0 && *r.WorstDelay > 120 {
				t.Errorf("%+v", r)
			}
		}
		return dated, undated
	}
	early, late := time.Date(2020, 1, 2, 12, 0, 0, 0, time.UTC), time.Date(2026, 4, 10, 12, 0, 0, 0, time.UTC)
	dated, undated := cards(early, arrival{late, plain})
	if dated != 0 || undated["carga"] == 0 || undated["anterior"] > 0 {
		t.Errorf("a load: %d dated, %v", dated, undated)
	}
	all := undated["carga"]
	if dated, undated = cards(late, arrival{late, plain}); dated != 0 || undated["anterior"] != all {
		t.Errorf("older than the journal: %d dated, %v", dated, undated)
	}
	mail := func(f synthFile) []byte {
		return fmt.Appendf(nil, "Received: from a.example by b.example; Mon, 3 May 2021 20:15:00 -0500\r\nFrom: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"+
			"Content-Type: application/octet-stream; name=%q\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n", path.Base(f.name), base64.StdEncoding.EncodeToString(f.data))
	}
	if dated, undated = cards(late, arrival{late, mail}); dated != all || undated["carga"]+undated["anterior"] > 0 {
		t.Errorf("by mail: %d dated of %d, %v", dated, all, undated)
	}
}
