package synth_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/immex/shared/synth"
)

// TestQuirksOfRealDeliveries: the oddities of the dossier §3 are all there.
func TestQuirksOfRealDeliveries(t *testing.T) {
	t.Parallel()
	o := run(t, synth.Options{Seed: 3, Months: 4, Start: 20201001})
	found := map[string]bool{}
	for _, f := range o.truth.Files {
		if f.Rows551 == 0 {
			continue
		}
		lines := map[bool]bool{}
		for _, body := range unzip(t, o.files[f.Name]) {
			for line := range bytes.SplitSeq(body, []byte("\r\n")) {
				if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
					lines[utf8.Valid(line)] = true
				}
			}
		}
		if lines[true] && lines[false] {
			found["UTF-8 and windows-1252 lines in one delivery"] = true
		}
		d := delivery(t, o.files[f.Name])
		for _, row := range d["512"].rows {
			if len(row[4]) < 7 {
				found["512 without its leading zero"] = true
			}
		}
		for _, row := range d["551"].rows {
			found["empty NICO"] = found["empty NICO"] || row[5] == ""
			found["NICO"] = found["NICO"] || len(row[5]) == 2
			found["blank states"] = found["blank states"] || row[23] == " "
			found[".5 without zero"] = found[".5 without zero"] || slices.ContainsFunc(row, func(s string) bool { return strings.HasPrefix(s, ".") })
		}
		for _, row := range d["505"].rows {
			found["COVE without values"] = found["COVE without values"] || strings.HasPrefix(row[4], "COVE") && row[7] == "0.00" && row[6] == " "
		}
		found["unsorted rows"] = found["unsorted rows"] || !slices.IsSortedFunc(d["551"].rows, func(a, b []string) int { return strings.Compare(key(a), key(b)) })
		found["Sel orphans"] = found["Sel orphans"] || f.SelOrphans > 0
	}
	for _, p := range o.truth.List { // opened in December, paid in January
		if p.FechaPago.String() == "2021-01-02" && p.Number[:2] == "20" {
			found["year of validation before the year of payment"] = true
		}
	}
	for _, q := range []string{
		"UTF-8 and windows-1252 lines in one delivery", "512 without its leading zero", "empty NICO", "NICO", "blank states",
		"COVE without values", "unsorted rows", "Sel orphans", "year of validation before the year of payment", ".5 without zero",
	} {
		if !found[q] {
			t.Errorf("no %s", q)
		}
	}
}
