package saai_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/saai"
)

// shown is all that can be seen of a file, and whether any of it is refused.
func shown(tb interface{ Fatal(args ...any) }, in string) (text string, refused bool) {
	f := saai.Read([]byte(in))
	views := []any{f.View(document.Spanish)}
	refused = f.Findings.Blocking()
	for _, d := range f.Declaraciones {
		status := pedimento.Gate(d.Pedimento)
		refused = refused || status != document.Accepted
		views = append(views, pedimento.ViewOf(d.Pedimento, status, document.Spanish))
	}
	b, err := json.Marshal(views)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b), refused
}

// structural are fields that place a record or must agree with another: a
// change of theirs refuses instead of being shown.
func structural(code, name string) bool {
	switch name {
	case "clave_registro", "numero_pedimento", "numero_partida", "patente", "secuencia_observacion", "secuencia":
		return true
	case "aduana_seccion_despacho", "aduana_despacho":
		return code != "701"
	case "fraccion_arancelaria":
		return code[0] == '5'
	}
	return code == "801"
}

// token is a value of a field that stands nowhere else in the file.
func token(x saai.Field, n int) string {
	switch {
	case x.Type == 'A' && (x.Digits == 0 || x.Digits >= 7):
		return fmt.Sprintf("Zq%05d", n)
	case x.Type == 'D' && (x.Digits == 0 || x.Digits >= 6):
		return fmt.Sprintf("7%05d.5", n)
	case x.Type == 'N' && x.Digits >= 9:
		return fmt.Sprintf("8%07d", n)
	}
	return ""
}

// TestNoFieldDropped: whatever stands in a field wide enough to be recognised
// is seen again, in the pedimento or among the records kept beside it.
func TestNoFieldDropped(t *testing.T) {
	t.Parallel()
	ls := strings.Split(strings.TrimSpace(fixture(t)), "\n")
	tried := 0
	for i, l := range ls {
		fields := strings.Split(l, "|")
		layout, ok := saai.Layouts()[fields[0]]
		if !ok {
			continue
		}
		for k, x := range layout.Fields {
			v := token(x, i*100+k)
			if v == "" || structural(layout.Code, x.Name) {
				continue
			}
			if layout.Code == "501" && x.Name == "uso_futuro" {
				continue // reserved by the lineamientos: it means nothing
			}
			changed := slices.Clone(fields)
			changed[k] = v
			edited := slices.Clone(ls)
			edited[i] = strings.Join(changed, "|")
			tried++
			if text, _ := shown(t, strings.Join(edited, "\n")); !strings.Contains(text, v) {
				t.Errorf("line %d, %s.%d %s: %s is lost", i+1, layout.Code, k+1, x.Name, v)
			}
		}
	}
	if tried < 150 {
		t.Errorf("only %d fields tried", tried)
	}
}

// TestEveryChangeShows: one sign of one field changed is refused or seen; a
// reader that looks at less than the whole file would miss some.
func TestEveryChangeShows(t *testing.T) {
	t.Parallel()
	in := fixture(t)
	before, refused := shown(t, in)
	if refused {
		t.Fatal("the fixture is refused")
	}
	known := saai.Layouts()
	rapid.Check(t, func(t *rapid.T) {
		ls := strings.Split(strings.TrimSpace(in), "\n")
		i := rapid.IntRange(0, len(ls)-1).Draw(t, "line")
		fields := strings.Split(ls[i], "|")
		k := rapid.IntRange(0, len(fields)-2).Draw(t, "field")
		if fields[k] == "" || strings.HasPrefix(known[fields[0]].Code, "801") && k == 1 {
			return // 801.2 is the name of the file: shown, and a sign of it decides nothing
		}
		if l, ok := known[fields[0]]; ok && strings.HasPrefix(l.Fields[k].Name, "secuencia") || ok && l.Fields[k].Name == "uso_futuro" {
			return // the order of the lines of a text, or nothing at all
		}
		b := []byte(fields[k])
		j := rapid.IntRange(0, len(b)-1).Draw(t, "sign")
		switch c := b[j]; {
		case c >= '0' && c <= '9':
			b[j] = '0' + (c-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		case c == 'Q':
			b[j] = 'X'
		default:
			b[j] = 'Q'
		}
		fields[k] = string(b)
		ls[i] = strings.Join(fields, "|")
		after, refused := shown(t, strings.Join(ls, "\n"))
		if !refused && after == before {
			t.Fatalf("line %d, field %d: %q changes nothing", i+1, k+1, fields[k])
		}
	})
}

// TestAnyCut: a file cut at any byte, or with any line lost, repeated or cut,
// is never accepted whole.
func TestAnyCut(t *testing.T) {
	t.Parallel()
	in := strings.TrimSpace(fixture(t))
	rapid.Check(t, func(t *rapid.T) {
		ls := strings.Split(in, "\n")
		i := rapid.IntRange(0, len(ls)-1).Draw(t, "line")
		var out string
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			out = in[:rapid.IntRange(0, len(in)-1).Draw(t, "byte")]
		case 1:
			out = strings.Join(slices.Delete(ls, i, i+1), "\n")
		case 2:
			out = strings.Join(slices.Insert(ls, i, ls[i]), "\n")
		default:
			if strings.HasPrefix(ls[i], "999|") || strings.HasPrefix(ls[i], "354|") {
				return // records without a public layout are kept as they came
			}
			ls[i] = ls[i][:rapid.IntRange(1, len(ls[i])-1).Draw(t, "sign")]
			out = strings.Join(ls, "\n")
		}
		if _, refused := shown(t, out); !refused {
			t.Fatalf("accepted: %q", out)
		}
	})
}

// TestLayouts: the table agrees with itself and with the number of fields the
// lineamientos give each record.
func TestLayouts(t *testing.T) {
	t.Parallel()
	fields := map[string]int{
		"301": 11, "302": 6, "351": 11, "352": 11, "353": 6, "355": 8, "358": 7, "500": 6, "501": 35, "502": 9, "503": 4, "504": 4, "505": 17,
		"506": 4, "507": 6, "508": 12, "509": 5, "510": 5, "511": 4, "512": 10, "513": 8, "514": 9, "515": 9, "516": 4, "520": 10, "551": 26,
		"552": 6, "553": 9, "554": 8, "555": 13, "556": 7, "557": 7, "558": 6, "560": 12, "601": 11, "701": 11, "702": 5, "800": 5, "801": 5,
	}
	got := saai.Layouts()
	if len(got) != len(fields) {
		t.Errorf("%d records, want %d", len(got), len(fields))
	}
	for code, n := range fields {
		l := got[code]
		if len(l.Fields) != n || l.Title == "" || l.Fields[0].Name != "clave_registro" {
			t.Errorf("%s has %d fields, want %d", code, len(l.Fields), n)
		}
		if code != "801" && l.Number != map[bool]int{true: 3, false: 2}[slices.Contains([]string{"301", "501", "515", "601", "701"}, code)] && code != "500" {
			t.Errorf("%s has its pedimento in field %d", code, l.Number)
		}
		for _, x := range l.Fields {
			if !strings.ContainsRune("NADF", rune(x.Type)) || x.Type == 'F' && x.Digits != 8 {
				t.Errorf("%s.%s is %c%d", code, x.Name, x.Type, x.Digits)
			}
		}
	}
}
