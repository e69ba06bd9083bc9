package datastage_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
)

// TestDeliveries: what is refused whole, with which finding, and what is not.
func TestDeliveries(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		edit  func(*delivery)
		code  string
		block bool
	}{
		"good":                           {func(*delivery) {}, "", false},
		"stored, not deflated":           {func(d *delivery) { d.plain = true }, "", false},
		"a table missing":                {func(d *delivery) { d.without("557") }, "datastage_missing_table", true},
		"an empty table that is missing": {func(d *delivery) { d.without("508") }, "datastage_missing_table", true},
		"a file of no bytes":             {func(d *delivery) { d.only("555", "") }, "datastage_missing_table", true},
		"a table twice":                  {func(d *delivery) { d.tables = append(d.tables, d.table("551")) }, "datastage_table_twice", true},
		"extra columns":                  {func(d *delivery) { d.table("501").header += "|Nueva" }, "datastage_header", true},
		"a column renamed":               {func(d *delivery) { a := d.table("501"); a.header = strings.Replace(a.header, "Rfc", "RFCx", 1) }, "datastage_header", true},
		"columns in another order": {func(d *delivery) {
			a := d.table("501")
			a.header = strings.Replace(a.header, "Patente|Pedimento", "Pedimento|Patente", 1)
		}, "datastage_header", true},
		"a header in capitals":          {func(d *delivery) { a := d.table("501"); a.header = strings.ToUpper(a.header) }, "", false},
		"a header with a final pipe":    {func(d *delivery) { d.table("501").header += "|" }, "", false},
		"a byte order mark":             {func(d *delivery) { a := d.table("501"); a.header = "\ufeff" + a.header }, "", false},
		"saved again with commas":       {func(d *delivery) { d.body = commas }, "datastage_resaved", true},
		"Resumen says one partida more": {func(d *delivery) { d.total("Total_Fracciones", 1) }, "datastage_resumen_mismatch", true},
		"one contribution less":         {func(d *delivery) { d.total("Total_Contribuciones", -1) }, "datastage_resumen_mismatch", true},
		"a row of 551 lost":             {func(d *delivery) { a := d.table("551"); a.rows = a.rows[1:] }, "datastage_resumen_mismatch", true},
		"a row of 557 lost":             {func(d *delivery) { a := d.table("557"); a.rows = a.rows[1:] }, "datastage_resumen_mismatch", true},
		"no row of Resumen":             {func(d *delivery) { d.table("Resumen").rows = nil }, "datastage_resumen", true},
		"two rows of Resumen":           {func(d *delivery) { a := d.table("Resumen"); a.rows = append(a.rows, a.rows[0]) }, "datastage_resumen", true},
		"Resumen counts in words":       {func(d *delivery) { d.table("Resumen").set(0, "Total_Fracciones", "diez") }, "datastage_resumen", true},
		"Resumen with a field more":     {func(d *delivery) { d.table("Resumen").rows[0] += "x|" }, "datastage_row_shape", true},
		"a pedimento twice in 501":      {func(d *delivery) { a := d.table("501"); a.rows = append(a.rows, a.rows[0]) }, "datastage_pedimento_twice", true},
		"NUL padding":                   {func(d *delivery) { a := d.table("501"); a.set(0, "PaisContribuyente", "MEX\x00\x00") }, "datastage_nul", false},
		"desktop litter": {func(d *delivery) {
			d.tables = append(d.tables, &asc{"__MACOSX/._1_501.asc", "x", nil}, &asc{"Thumbs.db", "x", nil})
		}, "", false},
		"a stranger":       {func(d *delivery) { d.tables = append(d.tables, &asc{"leeme.txt", "hola", nil}) }, "datastage_extra_entry", false},
		"another stranger": {func(d *delivery) { d.tables = append(d.tables, &asc{"1_999.asc", "hola", nil}) }, "datastage_extra_entry", false},
		"a folder and capital names": {func(d *delivery) {
			for _, a := range d.tables {
				a.name = "MARZO/" + strings.ToUpper(a.name)
			}
		}, "", false},
		"LF without CR": {func(d *delivery) { d.body = func(_, s string) string { return strings.ReplaceAll(s, "\r\n", "\n") } }, "", false},
		"no final EOL":  {func(d *delivery) { d.body = func(_, s string) string { return strings.TrimSuffix(s, "\r\n") } }, "", false},
		"blank lines":   {func(d *delivery) { d.body = func(_, s string) string { return s + "\r\n\r\n" } }, "", false},
		"a password":    {func(d *delivery) { d.header = func(h *zip.FileHeader) { h.Flags |= 1 } }, "zip_password", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := base(t).open(t)
			d := base(t)
			tt.edit(d)
			got := d.open(t)
			if tt.code != "" && !got.Findings.Has(tt.code) || tt.code == "" && len(got.Findings) > 0 || got.Findings.Blocking() != tt.block {
				t.Errorf("blocking %v, %v; want %v, %q", got.Findings.Blocking(), got.Findings, tt.block, tt.code)
			}
			if !tt.block && (got.Len() != want.Len() || got.TotalRows() != want.TotalRows()) {
				t.Errorf("%d pedimentos, %d rows; want %d, %d", got.Len(), got.TotalRows(), want.Len(), want.TotalRows())
			}
		})
	}
}

// only replaces the whole text of a table.
func (d *delivery) only(code, text string) {
	name := d.table(code).name
	d.body = func(n, s string) string {
		if n == name {
			return text
		}
		return s
	}
}

func commas(_, s string) string { return strings.ReplaceAll(s, "|", ",") }

func (d *delivery) total(column string, by int) {
	a := d.table("Resumen")
	n, err := strconv.Atoi(a.cell(column))
	if err != nil {
		panic(err) // synth writes numbers
	}
	a.set(0, column, strconv.Itoa(n+by))
}

// TestOrphans: a row whose pedimento is not in 501 means that part of the
// delivery is lost, except in Sel and Inci, where it is expected later.
func TestOrphans(t *testing.T) {
	t.Parallel()
	for _, a := range base(t).tables {
		code := strings.TrimSuffix(a.name[strings.IndexByte(a.name, '_')+1:], ".asc")
		if code == "501" || code == "Resumen" {
			continue
		}
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			d := base(t)
			x := d.table(code)
			x.rows = append(x.rows, "9999|1999999|240"+strings.Repeat("|", strings.Count(x.header, "|")-1))
			if code == "551" {
				d.total("Total_Fracciones", 1)
			}
			if code == "557" {
				d.total("Total_Contribuciones", 1)
			}
			got := d.open(t)
			expected := code == "Sel" || code == "Inci"
			if got.Findings.Has("datastage_orphan") == expected || got.Findings.Blocking() == expected {
				t.Errorf("%v", got.Findings)
			}
			if expected && !slices.Contains(got.Expected, "240-9999-1999999") {
				t.Errorf("expected %v", got.Expected)
			}
		})
	}
}

// TestManyOrphans: the first rows show the pattern, the rest is not repeated.
func TestManyOrphans(t *testing.T) {
	t.Parallel()
	d := base(t)
	x := d.table("503")
	for n := range 500 {
		x.rows = append(x.rows, row("9999|"+strconv.Itoa(1000000+n)+"|240", "GUIA", "M", "2021-01-05 00:00:00"))
	}
	if n := len(d.open(t).Findings); n == 0 || n > 25 {
		t.Errorf("%d findings", n)
	}
}

// TestHostileZips: limits are faults, damage is a finding or a fault, and
// nothing is half read.
func TestHostileZips(t *testing.T) {
	t.Parallel()
	good := base(t).zip(t)
	if _, err := open(good[:len(good)*3/5]); !isClass(err, fault.Corrupt) {
		t.Errorf("truncated zip: %v", err)
	}
	if _, err := open([]byte("not a zip")); !isClass(err, fault.Corrupt) {
		t.Errorf("no zip: %v", err)
	}
	many := base(t)
	for n := range datastage.MaxEntries {
		many.tables = append(many.tables, &asc{"x" + strconv.Itoa(n), "x", nil})
	}
	if _, err := open(many.zip(t)); !isClass(err, fault.TooLarge) {
		t.Errorf("too many entries: %v", err)
	}
	bomb := base(t)
	bomb.body = func(name, s string) string {
		if strings.HasSuffix(name, "_551.asc") {
			return s + strings.Repeat("\r\n", 8<<20)
		}
		return s
	}
	if _, err := open(bomb.zip(t)); !isClass(err, fault.TooLarge) {
		t.Errorf("a table that inflates a thousand times: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := datastage.Open(ctx, bytes.NewReader(good), int64(len(good))); !isClass(err, fault.Transient) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestDamagedMembers flips bytes of a stored table and lies about sizes.
func TestDamagedMembers(t *testing.T) {
	t.Parallel()
	plain := base(t)
	plain.plain = true
	b := plain.zip(t)
	at := bytes.Index(b, []byte(plain.table("551").rows[0]))
	if at < 0 {
		t.Fatal("a stored table does not stand in the zip")
	}
	flipped := slices.Clone(b)
	flipped[at+30] ^= 1
	d, err := open(flipped)
	if err != nil || !d.Findings.Has("datastage_damaged") || !d.Findings.Blocking() {
		t.Errorf("one bit of a table: %v, %v", err, d)
	}
	nothing := slices.Clone(b)
	for at := 0; ; at += 4 { // a directory that says that nothing inflates to much
		i := bytes.Index(nothing[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		at += i
		binary.LittleEndian.PutUint32(nothing[at+20:], 0)
	}
	if _, err := open(lie(nothing, 2<<20)); !isClass(err, fault.TooLarge) {
		t.Errorf("nothing that inflates to two megabytes: %v", err)
	}
	for name, size := range map[string]uint32{"more than a table may have": datastage.MaxTable + 1, "a gigabyte of nothing": 1 << 30} {
		if _, err := open(lie(b, size)); !isClass(err, fault.TooLarge) {
			t.Errorf("a directory that says %s: %v", name, err)
		}
	}
	if d, err := open(lie(b, 3)); err != nil || !d.Findings.Has("datastage_damaged") {
		t.Errorf("a directory that says 3 bytes: %v", err)
	}
}

// lie rewrites the inflated size of every entry in the central directory.
func lie(b []byte, size uint32) []byte {
	b = slices.Clone(b)
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("PK\x01\x02"))
		if i < 0 {
			return b
		}
		at += i + 4
		binary.LittleEndian.PutUint32(b[at+20:], size)
	}
}

// TestOrderLeavesNoTrace: rows and tables in any order, in any line ending,
// are the same pedimentos by their hash.
func TestOrderLeavesNoTrace(t *testing.T) {
	t.Parallel()
	want := base(t).open(t)
	whole := hashes(want)
	d := base(t)
	d.plain = true // to spend the time on orders
	rapid.Check(t, func(rt *rapid.T) {
		d.tables = rapid.Permutation(d.tables).Draw(rt, "tables")
		for _, a := range d.tables {
			if len(a.rows) > 1 {
				a.rows = rapid.Permutation(a.rows).Draw(rt, "rows")
			}
		}
		got := d.open(t)
		if diff := cmp.Diff(whole, hashes(got)); diff != "" || got.Findings.Blocking() {
			rt.Fatalf("%v %s", got.Findings, diff)
		}
	})
	if len(whole) != want.Len() || want.Len() < 5 {
		t.Errorf("%d hashes of %d pedimentos", len(whole), want.Len())
	}
	d.table("551").set(0, "ValorAgregado", "1")
	if cmp.Equal(whole, hashes(d.open(t))) {
		t.Error("another value has the same hash")
	}
}

func TestKey(t *testing.T) {
	t.Parallel()
	d := base(t)
	d.table("Resumen").set(0, "Folio", "700001")
	d.table("Resumen").set(0, "RFCoPatenteAduanal", "MEN210101AB1")
	got := d.open(t)
	if got.Key() != "MEN210101AB1+700001" || !got.Resumen.From.Known() || got.Resumen.To < got.Resumen.From {
		t.Errorf("%s %+v", got.Key(), got.Resumen)
	}
}

// TestNothingOfABadDelivery: a delivery with a table missing has no
// pedimentos to give.
func TestNothingOfABadDelivery(t *testing.T) {
	t.Parallel()
	d := base(t)
	d.without("551")
	if got := d.open(t); got.Len() != 0 {
		t.Errorf("%d pedimentos of a delivery without 551", got.Len())
	}
}

// FuzzOpen: no panic, and what is accepted agrees with its Resumen.
func FuzzOpen(f *testing.F) {
	d := base(f)
	f.Add(d.zip(f))
	d.plain = true
	f.Add(d.zip(f))
	d.body = commas
	f.Add(d.zip(f))
	for _, b := range corpusSeeds() {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := open(b)
		if err != nil {
			return
		}
		for i := range d.Len() {
			p := d.Pedimento(i)
			if pedimento.Gate(p) == document.Accepted && p.Number == "" {
				t.Error("accepted without a number")
			}
		}
		if !d.Findings.Blocking() && d.Rows[datastage.T551] != d.Resumen.Partidas {
			t.Error("a delivery that disagrees with its Resumen is not refused")
		}
	})
}
