package synth_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scaled reads a decimal of at most five places as an integer of 10⁻⁵.
func scaled(t *testing.T, s string) int64 {
	t.Helper()
	whole, frac, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+(frac + "00000")[:5], 10, 64)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return n
}

func TestDeliveriesKeepTheMeasuredInvariants(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			for file, d := range o.good(t) {
				if len(d) != 26 {
					t.Errorf("%s has %d tables, want 26", file, len(d))
				}
				totals(t, file, d)
				sequences(t, file, d)
				arithmetic(t, file, d)
				consolidated(t, file, d)
			}
		})
	}
}

// totals checks Resumen and that nothing is an orphan but Sel.
func totals(t *testing.T, file string, d map[string]asc) {
	t.Helper()
	r := d["Resumen"]
	got := []string{r.col(r.rows[0], "Total_Fracciones"), r.col(r.rows[0], "Total_Contribuciones")}
	want := []string{strconv.Itoa(len(d["551"].rows)), strconv.Itoa(len(d["557"].rows))}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s Resumen: %s", file, diff)
	}
	known := map[string]bool{}
	for _, row := range d["501"].rows {
		if known[key(row)] {
			t.Errorf("%s: 501 %s twice", file, key(row))
		}
		known[key(row)] = true
	}
	for code, a := range d {
		if code == "Sel" || code == "Inci" || code == "Resumen" {
			continue
		}
		for _, row := range a.rows {
			if !known[key(row)] {
				t.Errorf("%s: %s row of %s without 501", file, code, key(row))
			}
		}
	}
}

// sequences checks partidas 1..n without holes.
func sequences(t *testing.T, file string, d map[string]asc) {
	t.Helper()
	a := d["551"]
	seen := map[string]map[int]bool{}
	for _, row := range a.rows {
		n, err := strconv.Atoi(a.col(row, "SecuenciaFraccion"))
		if err != nil || seen[key(row)][n] {
			t.Fatalf("%s: bad sequence in %v", file, row)
		}
		if seen[key(row)] == nil {
			seen[key(row)] = map[int]bool{}
		}
		seen[key(row)][n] = true
	}
	for k, s := range seen {
		for i := 1; i <= len(s); i++ {
			if !s[i] {
				t.Errorf("%s: %s has no partida %d of %d", file, k, i, len(s))
			}
		}
	}
	if len(seen) != len(d["501"].rows) {
		t.Errorf("%s: %d pedimentos with partidas of %d", file, len(seen), len(d["501"].rows))
	}
}

// arithmetic checks unit price × quantity, invoices and IVA.
func arithmetic(t *testing.T, file string, d map[string]asc) {
	t.Helper()
	a := d["551"]
	dollars, values := map[string]int64{}, map[string][2]int64{}
	for _, row := range a.rows {
		price, qty := scaled(t, a.col(row, "PrecioUnitario")), scaled(t, a.col(row, "CantidadUMComercial"))
		value := scaled(t, a.col(row, "ValorComercial"))
		got := price / 100 * qty / 100000 * 100
		if off := got - value; max(off, -off) > max(100000, value/200) {
			t.Errorf("%s: %s: price × quantity = %d, value %d", file, key(row), got, value)
		}
		dollars[key(row)] += scaled(t, a.col(row, "ValorDolares"))
		line := key(row) + "|" + a.col(row, "SecuenciaFraccion")
		values[line] = [2]int64{scaled(t, a.col(row, "ValorAduana")) / 100000, 0}
	}
	b := d["505"]
	invoiced := map[string]int64{}
	for _, row := range b.rows {
		invoiced[key(row)] += scaled(t, b.col(row, "ValorDolares"))
	}
	for k, v := range invoiced {
		if v != 0 && v != dollars[k] {
			t.Errorf("%s: %s: Σ505 = %d, Σ551 = %d", file, k, v, dollars[k])
		}
	}
	iva(t, file, d, values)
}

// iva checks 16 % of value + IGI + a share of DTA that is never negative, nor
// more than what was paid or a definitive import would pay.
func iva(t *testing.T, file string, d map[string]asc, values map[string][2]int64) {
	t.Helper()
	c := d["557"]
	paid := map[string]int64{}
	for _, row := range c.rows {
		line := key(row) + "|" + c.col(row, "SecuenciaFraccion")
		amount := scaled(t, c.col(row, "ImportePago")) / 100000
		v, ok := values[line]
		if !ok {
			t.Fatalf("%s: 557 of %s without 551", file, line)
		}
		switch c.col(row, "ClaveContribucion") {
		case "6":
			v[1] = amount
			values[line] = v
		case "3":
			paid[line] = amount
		}
	}
	fees, worth := map[string]int64{}, map[string]int64{}
	f := d["510"]
	for _, row := range f.rows {
		if f.col(row, "ClaveContribucion") == "1" {
			fees[key(row)] = scaled(t, f.col(row, "ImportePago")) / 100000
		}
	}
	for line, v := range values { // 8 per thousand of all goods is the most
		k := line[:strings.LastIndexByte(line, '|')]
		worth[k] += v[0]
		fees[k] = max(fees[k], worth[k]*8/1000)
	}
	for line, amount := range paid {
		least := (values[line][0] + values[line][1]) * 16 / 100
		most := least + fees[line[:strings.LastIndexByte(line, '|')]]*16/100 + 2
		if amount < least || amount > most {
			t.Errorf("%s: %s: IVA %d, want %d to %d", file, line, amount, least, most)
		}
	}
}

// consolidated checks that identifier PC and rows of 505 exclude each other.
func consolidated(t *testing.T, file string, d map[string]asc) {
	t.Helper()
	pc := map[string]bool{}
	for _, row := range d["507"].rows {
		if d["507"].col(row, "ClaveCaso") == "PC" {
			pc[key(row)] = true
		}
	}
	with := map[string]bool{}
	for _, row := range d["505"].rows {
		with[key(row)] = true
	}
	for _, row := range d["501"].rows {
		if pc[key(row)] == with[key(row)] {
			t.Errorf("%s: %s consolidated=%v with invoices=%v", file, key(row), pc[key(row)], with[key(row)])
		}
	}
}

func TestTruthCountsRows(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			good := o.good(t)
			later := map[string]bool{}
			total := 0
			for _, f := range o.truth.Files {
				d, ok := good[f.Name]
				if !ok {
					continue
				}
				own := map[string]bool{}
				for _, row := range d["501"].rows {
					own[key(row)] = true
				}
				orphans, rows := 0, 0
				for _, row := range d["Sel"].rows {
					if !own[key(row)] {
						orphans++
						later[key(row)] = true
					}
				}
				for _, a := range d {
					rows += len(a.rows)
				}
				total += rows
				got := []int{len(own), len(d["551"].rows), len(d["557"].rows), len(d["Sel"].rows), orphans, rows}
				want := []int{f.Pedimentos, f.Rows551, f.Rows557, f.RowsSel, f.SelOrphans, f.Rows}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", f.Name, diff)
				}
			}
			for _, d := range good {
				for _, row := range d["501"].rows {
					delete(later, key(row))
				}
			}
			if len(later) != len(o.truth.Expected) || total != o.truth.Rows {
				t.Errorf("%d orphans and %d rows, truth says %d and %d", len(later), total, len(o.truth.Expected), o.truth.Rows)
			}
		})
	}
}
