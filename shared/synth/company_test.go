package synth_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/synth"
)

// TestInventedRFCsAreWellFormed recomputes the check digit of every RFC of
// the company and its partners from the rule of the SAT.
func TestInventedRFCsAreWellFormed(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		o := run(t, synth.Options{Seed: seed, Months: 1})
		rfcs := map[string]bool{o.truth.Company.RFC: true}
		for _, d := range o.good(t) {
			for _, row := range d["520"].rows {
				rfcs[d["520"].col(row, "IndentFiscalDestinatario")] = true
			}
		}
		for rfc := range rfcs {
			if len(rfc) != 12 || check(rfc[:11]) != rfc[11] {
				t.Errorf("seed %d: RFC %s, check digit should be %c", seed, rfc, check(rfc[:11]))
			}
		}
	}
}

func check(body string) byte {
	const values = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ "
	sum := 37 * 13
	for i := range len(body) {
		sum += strings.IndexByte(values, body[i]) * (12 - i)
	}
	return "0A987654321"[sum%11]
}

func BenchmarkBulk(b *testing.B) {
	rows := 0
	for b.Loop() {
		truth, err := synth.Generate(synth.Options{Seed: 1, Months: 2, Pedimentos: 3000, Bulk: true}, func(string, []byte) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
		rows += truth.Rows
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
