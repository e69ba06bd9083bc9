package step_test

import (
	"testing"

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
