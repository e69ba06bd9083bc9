package plant_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/sheet"
)

func senders(t *testing.T, rows string) plant.File {
	t.Helper()
	book, err := sheet.Read([]byte("dominio,patente,vigente_desde,vigente_hasta\n" + rows))
	if err != nil {
		t.Fatal(err)
	}
	f, findings := material.Read(book)
	if f == nil {
		t.Fatal(findings)
	}
	return plant.File{File: f, Hash: document.HashOf([]byte(rows))}
}

// TestSenders: a domain is listed on the days of its row, whole and alone; a
// later file ends what an earlier one began, in any order.
func TestSenders(t *testing.T) {
	first := senders(t, "agencia.example,3211,2026-01-01,\notra.example,,2026-01-01,2026-03-31\n")
	end := senders(t, "agencia.example,3211,2026-01-01,2026-06-30\n")
	on := func(files []plant.File, domain string, d document.Date) bool {
		return slices.ContainsFunc(plant.Senders(files), func(s plant.Sender) bool { return s.Dominio == domain && s.On(d) })
	}
	for _, c := range []struct {
		domain      string
		on          document.Date
		first, both bool
	}{
		{"agencia.example", 20251231, false, false},
		{"agencia.example", 20260101, true, true},
		{"agencia.example", 20260630, true, true},
		{"agencia.example", 20260701, true, false},
		{"otra.example", 20260331, true, true},
		{"otra.example", 20260401, false, false},
		{"x.agencia.example", 20260101, false, false},
		{"example", 20260101, false, false},
	} {
		if got := on([]plant.File{first}, c.domain, c.on); got != c.first {
			t.Errorf("%s on %s: %v by the first file", c.domain, c.on, got)
		}
		for _, files := range [][]plant.File{{first, end}, {end, first}} {
			if got := on(files, c.domain, c.on); got != c.both {
				t.Errorf("%s on %s: %v by both", c.domain, c.on, got)
			}
		}
	}
}
