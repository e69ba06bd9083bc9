package material_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

// filled is a table as CSV with one row: the values given by column, else
// those of the example with its first text changed, so that it is no example.
func filled(table *material.Table, values map[string]string) []byte {
	var heads, cells []string
	changed := false
	for _, c := range table.Columns {
		v, given := values[c.Name]
		if !given {
			v = c.Example
			if !changed && (c.Type == material.TypeText || c.Type == material.TypeKey) && v != "" {
				v, changed = v+"x", true
			}
		}
		heads = append(heads, c.Name)
		cells = append(cells, `"`+strings.ReplaceAll(v, `"`, `""`)+`"`)
	}
	return []byte(strings.Join(heads, ",") + "\n" + strings.Join(cells, ",") + "\n")
}

// wrong are values that no column of a type takes.
func wrong(c *material.Column) []string {
	switch c.Type {
	case material.TypeText:
		return nil // as written
	case material.TypeKey:
		return []string{strings.Repeat("9", 81)}
	case material.TypeDate:
		return []string{"2026-13-01", "03/04/2026", "ayer", "46084"}
	case material.TypeMoment:
		return []string{
			"2026-03-02", "2026-02-30 10:00", "2026-03-02 24:00", "2026-03-02 10:61", "2026-03-02 23:59:60", "02/03/2026 10:00", "46084.5", "2026-03-02T10:00-6",
			"2026-03-02T10:00+00:00", "2026-03-02T10:00-04:00", "2026-03-02T10:00-09:00", "2026-03-02T10:00-06:30", "2026-03-02T10:00+06:00", "2026-03-02 10:00 pm",
		}
	case material.TypeMonth:
		return []string{"2026", "2026-13", "octubre", "2026-10-15", "46084"}
	case material.TypeAmount:
		return []string{"dos", "1,5", "-1", "1e3"}
	case material.TypeQuantity:
		return []string{"dos", "1,5", "-1", "1.1234567", "1e3"}
	case material.TypeFactor:
		return []string{"dos", "1,5", "-1", "0"}
	case material.TypePercent:
		return []string{"dos", "101", "0.05", "-1%"}
	case material.TypeWhole:
		return []string{"0", "1.5", "uno", "-2"}
	case material.TypeEnum:
		return []string{"ninguno de ellos"}
	case material.TypeRFC:
		return []string{"EMN21010", "123"}
	case material.TypeFraccion:
		return []string{"8536699", "853669990", "hts"}
	case material.TypePrefijo:
		return []string{"8", "853669990", "hts"}
	case material.TypeNICO:
		return []string{"0", "000", "A1"}
	case material.TypeUnidad:
		return []string{"999", "brazadas"}
	case material.TypePedimento:
		return []string{"3210 6000123", "26 24 3210 600012"}
	case material.TypePais:
		return []string{"U", "ESTADOS UNIDOS", "U5A"}
	}
	return []string{"\x00"}
}

// TestEveryColumn: in every table a wrong value of any column, or an empty one
// that is required, is refused at its row and column, with what it says and
// what was expected in both languages, and nothing of the file is used.
func TestEveryColumn(t *testing.T) {
	t.Parallel()
	for _, table := range material.Tables() {
		for i := range table.Columns {
			c := &table.Columns[i]
			values := wrong(c)
			if c.Required {
				values = append(values, "")
			}
			for _, v := range values {
				f, findings := read(t, filled(&table, map[string]string{c.Name: v}))
				k := slices.IndexFunc(findings, func(f document.Finding) bool { return f.Code == "plant_value" && f.At.Field == c.Name })
				if f != nil || k < 0 {
					t.Errorf("%s.%s takes %q: %v", table.Name, c.Name, v, findings)
					continue
				}
				x := findings[k]
				if want := (document.Spot{Row: 2, Column: sheet.Column(i), Field: c.Name}); x.At != want || x.Severity != document.Error {
					t.Errorf("%s.%s of %q stands at %+v, want %+v", table.Name, c.Name, v, x.At, want)
				}
				shown := fmt.Sprintf("%.20s", v)
				if !strings.Contains(x.Message.ES, shown) || !strings.Contains(x.Message.EN, shown) || !strings.Contains(x.Message.ES, "se espera") || !strings.Contains(x.Message.EN, "expected") {
					t.Errorf("%s.%s of %q says %+v", table.Name, c.Name, v, x.Message)
				}
			}
		}
	}
}

// TestAnyCell: whatever is written in one cell of a sound table, the file is
// refused or the cell reads as it was written.
func TestAnyCell(t *testing.T) {
	t.Parallel()
	tables := material.Tables()
	rapid.Check(t, func(rt *rapid.T) {
		table := &tables[rapid.IntRange(0, len(tables)-1).Draw(rt, "table")]
		c := &table.Columns[rapid.IntRange(0, len(table.Columns)-1).Draw(rt, "column")]
		v := rapid.OneOf(
			rapid.StringMatching(`[0-9]{1,8}([.,][0-9]{1,7})?%?`), rapid.StringMatching(`[A-Z]{1,4}-?[0-9]{0,6}`),
			rapid.StringMatching(`20[0-9]{2}-[01][0-9]-[0-3][0-9]`), rapid.StringMatching(`[ -~]{0,12}`), rapid.SampledFrom([]string{c.Example, c.Example + "1", c.Example + " ", "PZA", "KG", "\u200b1"}),
		).Draw(rt, "value")
		f, findings := read(t, filled(table, map[string]string{c.Name: v}))
		if f == nil {
			if !findings.Blocking() {
				rt.Fatalf("refused without a reason: %v", findings)
			}
			return
		}
		if got := f.Get(&f.Rows[0], c.Name).Text; !same(c, v, got) {
			rt.Fatalf("%s.%s of %q reads as %q", table.Name, c.Name, v, got)
		}
	})
}

// same reports that what was read is what was written, in the form of its type.
func same(c *material.Column, written, read string) bool {
	written = strings.Trim(written, " \u200b")
	switch c.Type {
	case material.TypeText:
		return read == written
	case material.TypeKey:
		return read == strings.Join(strings.Fields(written), " ")
	case material.TypeDate:
		d, ok := sheet.Day(written)
		return written == "" && read == "" || ok && d.String() == read
	case material.TypeMoment:
		return written == "" && read == "" || strings.HasPrefix(strings.Replace(strings.ToUpper(written), " ", "T", 1), read[:min(len(read), len("2026-03-02T10:00"))]) && read != ""
	case material.TypeMonth:
		d, ok := sheet.Day(written)
		return written == read || ok && d.Day() == 1 && d.String()[:7] == read
	case material.TypeAmount, material.TypeQuantity, material.TypeFactor, material.TypePercent, material.TypeWhole:
		a, ok := sheet.Figure(strings.TrimSuffix(written, "%"))
		return written == "" && read == "" || ok && a.String() == read
	case material.TypeUnidad:
		return (written == "") == (read == "")
	case material.TypeEnum:
		return sheet.Fold(written) == sheet.Fold(read)
	case material.TypeRFC, material.TypeFraccion, material.TypePrefijo, material.TypeNICO, material.TypePedimento, material.TypePais:
		return strings.EqualFold(strings.NewReplacer(".", "", " ", "", "-", "").Replace(written), read)
	}
	return false
}

// TestExampleLeft: the row of example left among data is named, however a
// spreadsheet saved it, and the data do not go in without it.
func TestExampleLeft(t *testing.T) {
	t.Parallel()
	const head = "producto,componente,cantidad,unidad,merma,desperdicio,version,vigente_desde,vigente_hasta,familia\n"
	for name, rows := range map[string]string{
		"as it came":    "PT-1,A,1,6,,,A,2026-01-01,,\nPT-900,CON-10,2,PZA,2%,1.5%,A,2026-01-01,,F1\n",
		"in other form": "PT-1,A,1,6,,,A,2026-01-01,,\nPT-900,CON-10,2.0,6,2.0,1.50%,A,2026-01-01,,F1\n",
	} {
		f, findings := read(t, []byte(head+rows))
		if f != nil || len(findings) != 1 || findings[0].Code != "plant_example" || findings[0].At.Row != 3 {
			t.Errorf("%s: %+v", name, findings)
		}
	}
	f, findings := read(t, []byte(head+"PT-900,CON-10,3,PZA,2%,1.5%,A,2026-01-01,,F1\n"))
	if f == nil || findings.Has("plant_example") {
		t.Errorf("a row of one's own: %+v", findings)
	}
}

// TestAdvice: a table of nobody's headings is told what to do if it is a
// supplier's; one that was meant as a template is not.
func TestAdvice(t *testing.T) {
	t.Parallel()
	for in, advised := range map[string]bool{
		"Document;Issued;Item;Shipped;Net price;Extended\nA;2026-03-02;P;1;2;2\nA;2026-03-02;P;1;2;2\n": true,
		"producto,componente,cantidad,unidades,version,vigente_desde\nPT,A,1,6,A,2026-01-01\n":          false,
	} {
		_, findings := read(t, []byte(in))
		if !findings.Blocking() {
			t.Fatalf("%s: %v", in, findings)
		}
		for _, text := range []string{findings[0].Message.ES, findings[0].Message.EN} {
			if strings.Contains(text, "--mapping") != advised || strings.Contains(text, "immex template mapeo") != advised || strings.Contains(text, "[\"") {
				t.Errorf("%s", text)
			}
		}
	}
}
