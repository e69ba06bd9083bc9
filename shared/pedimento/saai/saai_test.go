package saai_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/saai"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func fixture(tb testing.TB) string {
	tb.Helper()
	b, err := os.ReadFile("testdata/todo.m")
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

// TestGolden: a file with every record of the lineamientos, with what becomes
// of each: nothing is dropped.
func TestGolden(t *testing.T) {
	t.Parallel()
	in := fixture(t)
	f := saai.Read([]byte(in))
	if f.Findings.Blocking() {
		t.Fatal(f.Findings)
	}
	views := []any{f.View(document.Spanish)}
	for _, d := range f.Declaraciones {
		status := pedimento.Gate(d.Pedimento)
		if status != document.Accepted {
			t.Errorf("%s: %v", d.Pedimento.Documento, d.Pedimento.Findings)
		}
		views = append(views, pedimento.ViewOf(d.Pedimento, status, document.Spanish))
	}
	got, err := json.MarshalIndent(views, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/todo.golden.json"
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Error(diff)
	}
	for code := range saai.Layouts() {
		if !strings.Contains("\n"+in, "\n"+code+"|") {
			t.Errorf("the fixture has no record %s", code)
		}
	}
}

// TestMovements: what each movement makes of a pedimento.
func TestMovements(t *testing.T) {
	t.Parallel()
	want := []struct {
		documento, movimiento string
		efecto                document.Efecto
		number, rfc           string
		cotejo                document.Cotejo
	}{
		{"6000123", "1", document.Proforma, "262432106000123", "MEN210101AB1", document.CotejoCompleto},
		{"6000124", "2", document.Nulo, "", "", document.CotejoNinguno},
		{"6000125", "1", document.Previo, "", "MEN210101AB1", document.CotejoNinguno},
		{"6000126", "5", document.Proforma, "", "MEN210101AB1", document.CotejoParcial},
	}
	f := saai.Read([]byte(fixture(t)))
	if len(f.Declaraciones) != len(want) {
		t.Fatalf("%d declarations", len(f.Declaraciones))
	}
	for i, w := range want {
		d := f.Declaraciones[i]
		p := d.Pedimento
		if p.Documento != w.documento || d.Movimiento != w.movimiento || p.Efecto != w.efecto || p.Number != w.number || p.RFC != w.rfc || p.Cotejo != w.cotejo {
			t.Errorf("%s movement %s: %s %q %q %s", p.Documento, d.Movimiento, p.Efecto, p.Number, p.RFC, p.Cotejo)
		}
	}
}

// lines edits a good file of one pedimento and mends its counter.
func lines(edit func([]string) []string) string {
	ls := edit([]string{
		"500|1|3210|6000123|240||",
		"501|3210|6000123|240|1|IN|240||MEN210101AB1|EIXA800101HDFJMN09|20.00000|0|0|0|0|0|10.000|7|7|7|9|MAQUILADORA EJEMPLO||||||||||||||",
		"505|6000123|02012026|F-1|FCA|USD|30.00|30.00|USA||990000001|EXAMPLE INC||||||",
		"506|6000123|1|03012026|",
		"506|6000123|2|03012026|",
		"510|6000123|1|0|300|",
		"551|6000123|39269099|1|00|PIEZAS|200.00000|205|200|10.00|1.000|6|2.00000|1||0|1||||USA|USA|||||",
		"557|6000123|39269099|1|3|21|17|",
		"551|6000123|73181501|2|00|TORNILLOS|400.00000|405|400|20.00|1.000|6|2.00000|1||0|1||||USA|USA|||||",
		"801|m3210123.003|1|9|010|",
	})
	return strings.Join(ls, "\r\n") + "\r\n"
}

func replace(i int, from, to string) func([]string) []string {
	return func(ls []string) []string {
		ls[i] = strings.Replace(ls[i], from, to, 1)
		return ls
	}
}

// TestDefects: each defect, the code of its finding, and whether it refuses the
// pedimento, the file, or nothing.
func TestDefects(t *testing.T) {
	t.Parallel()
	const (
		nothing = iota
		onePed
		whole
	)
	for name, tt := range map[string]struct {
		edit    func([]string) []string
		code    string
		refuses int
	}{
		"sound":                  {func(ls []string) []string { return ls }, "", nothing},
		"a field more":           {replace(5, "|300|", "|300||"), "saai_campos", onePed},
		"a field less":           {replace(5, "|0|300|", "|300|"), "saai_campos", onePed},
		"cut in its last field":  {replace(5, "|300|", "|30"), "saai_campos", onePed},
		"cut at its last bar":    {replace(5, "|300|", "|300"), "saai_campos", onePed},
		"a code nobody knows":    {replace(5, "510|", "519|"), "saai_registro", onePed},
		"a line of prose":        {replace(5, "510|6000123|1|0|300|", "Estimado cliente:"), "saai_registro", onePed},
		"letters in a number":    {replace(5, "|300|", "|3OO|"), "saai_tipo", onePed},
		"a decimal in an amount": {replace(5, "|300|", "|300.00|"), "saai_tipo", onePed},
		"below zero":             {replace(5, "|300|", "|-300|"), "saai_tipo", onePed},
		"a thousands comma":      {replace(6, "|200.00000|", "|1,200.00000|"), "saai_tipo", onePed},
		"too many decimals":      {replace(6, "|1.000|", "|1.0001|"), "saai_tipo", onePed},
		"too many digits":        {replace(5, "|300|", "|1234567890123|"), "saai_tipo", onePed},
		"more than fits exactly": {replace(6, "|2.00000|", "|123456789012345678.12345|"), "saai_tipo", onePed},
		"a key too long":         {replace(6, "|39269099|", "|392690990|"), "saai_largo", onePed},
		"a text too long":        {replace(1, "MAQUILADORA EJEMPLO", strings.Repeat("M", 121)), "saai_largo", nothing},
		"a control sign":         {replace(1, "MAQUILADORA", "MAQ\x00"), "saai_control", onePed},
		"year first":             {replace(3, "03012026", "20260103"), "saai_fecha_orden", onePed},
		"no such day":            {replace(3, "03012026", "31022026"), "saai_fecha", onePed},
		"no date":                {replace(3, "03012026", ""), "saai_vacio", onePed},
		"two dates of payment":   {replace(3, "|1|03012026", "|2|04012026"), "saai_fecha_doble", onePed},
		"another operation":      {replace(1, "|240|1|IN|", "|240|3|IN|"), "saai_operacion", onePed},
		"another aduana":         {replace(1, "|240|1|IN|", "|400|1|IN|"), "saai_encabezado", onePed},
		"another pedimento":      {replace(5, "6000123", "6000124"), "saai_huerfano", whole},
		"another fraccion":       {replace(7, "39269099", "39269098"), "saai_partida_huerfana", onePed},
		"another partida":        {replace(7, "|1|3|", "|3|3|"), "saai_partida_huerfana", onePed},
		"dollars of another":     {replace(6, "|10.00|", "|11.00|"), "saai_dolares", onePed},
		"pesos of another":       {replace(6, "|200|10.00|", "|208|10.00|"), "saai_dolares", onePed},
		"a rounded peso":         {replace(6, "|200|10.00|", "|201|10.00|"), "", nothing},
		"invoices of another":    {replace(2, "|30.00|30.00|", "|31.00|31.00|"), "saai_facturas", nothing},
		"a hole in the partidas": {replace(8, "|2|00|", "|3|00|"), "", nothing}, // the gate's
		"no heading":             {func(ls []string) []string { return mend(slices.Delete(ls, 1, 2)) }, "saai_sin_encabezado", onePed},
		"two headings":           {func(ls []string) []string { return mend(slices.Insert(ls, 1, ls[1])) }, "saai_repetido", onePed},
		"no goods":               {func(ls []string) []string { return mend(slices.Delete(ls, 6, 9)) }, "saai_sin_partidas", onePed},
		"opened twice":           {func(ls []string) []string { return mend(slices.Insert(ls, 1, ls[0])) }, "saai_500_repetido", onePed},
		"a line less":            {func(ls []string) []string { return slices.Delete(ls, 5, 6) }, "saai_801_registros", whole},
		"a line twice":           {func(ls []string) []string { return slices.Insert(ls, 5, ls[5]) }, "saai_801_registros", whole},
		"a pedimento more":       {replace(9, "|1|9|", "|2|9|"), "saai_801_pedimentos", whole},
		"without end":            {func(ls []string) []string { return ls[:9] }, "saai_sin_801", whole},
		"text behind the end":    {func(ls []string) []string { return append(ls, "Saludos") }, "saai_sin_801", whole},
		"ended twice":            {func(ls []string) []string { return append(ls, ls[9]) }, "saai_801_repetido", whole},
		"no opening":             {func(ls []string) []string { return ls[1:] }, "saai_sin_500", whole},
		"999 of a broker":        {func(ls []string) []string { return mend(slices.Insert(ls, 9, "999|3210|6000123|240||||")) }, "", nothing},
		"a reserved record":      {func(ls []string) []string { return mend(slices.Insert(ls, 9, "354|6000123|X|")) }, "saai_registro_reservado", nothing},
		"no bars at all":         {unbarred, "saai_sin_barra", nothing},
		"blank lines":            {func(ls []string) []string { return slices.Insert(ls, 5, "", "  ") }, "", nothing},
		"end mark of DOS":        {func(ls []string) []string { return append(ls, "\x1a") }, "", nothing},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := saai.Read([]byte(lines(tt.edit)))
			all := slices.Clone(f.Findings)
			blocked := false
			for _, d := range f.Declaraciones {
				all = append(all, d.Pedimento.Findings...)
				blocked = blocked || d.Pedimento.Findings.Blocking()
			}
			if tt.code != "" && !all.Has(tt.code) || tt.code == "" && len(all) > 0 {
				t.Errorf("%v, want %q", all, tt.code)
			}
			got := nothing
			switch {
			case f.Findings.Blocking():
				got = whole
			case blocked:
				got = onePed
			}
			if got != tt.refuses {
				t.Errorf("refuses %d, want %d: %v", got, tt.refuses, all)
			}
		})
	}
}

// mend makes the counter of records right again.
func mend(ls []string) []string {
	last := len(ls) - 1
	ls[last] = "801|m3210123.003|1|" + itoa(last) + "|010|"
	return ls
}

func itoa(n int) string {
	b, _ := json.Marshal(n) //nolint:errchkjson // a number
	return string(b)
}

func unbarred(ls []string) []string {
	for i := range ls {
		ls[i] = strings.TrimSuffix(ls[i], "|")
	}
	return ls
}

// TestOthersStand: what is wrong in one pedimento does not touch another.
func TestOthersStand(t *testing.T) {
	t.Parallel()
	f := saai.Read([]byte(strings.Replace(fixture(t), "515|3210|6000126|240|", "515|3210|6000126|2400|", 1)))
	for _, d := range f.Declaraciones {
		p := d.Pedimento
		if blocked := p.Findings.Blocking(); blocked != (p.Documento == "6000126") {
			t.Errorf("%s: %v", p.Documento, p.Findings)
		}
	}
	if f.Findings.Blocking() {
		t.Error(f.Findings)
	}
}

// TestEncodings: one file, each line in its own encoding.
func TestEncodings(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]string{"UTF-8": "PIÑÓN", "windows-1252": "PI\xd1\xd3N"} {
		f := saai.Read([]byte("\ufeff" + lines(replace(1, "MAQUILADORA EJEMPLO", s))))
		if f.Findings.Blocking() || f.Declaraciones[0].Pedimento.Nombre != "PIÑÓN" {
			t.Errorf("%s: %q %v", name, f.Declaraciones[0].Pedimento.Nombre, f.Findings)
		}
	}
}

// TestOrder: records in any order make the same pedimento.
func TestOrder(t *testing.T) {
	t.Parallel()
	straight := saai.Read([]byte(lines(func(ls []string) []string { return ls })))
	turned := saai.Read([]byte(lines(func(ls []string) []string {
		slices.Reverse(ls[:9])
		ls[4], ls[5] = ls[5], ls[4] // the two dates keep theirs
		return ls
	})))
	view := func(f *saai.File) string {
		p := f.Declaraciones[0].Pedimento
		for i := range p.Partidas {
			p.Partidas[i].At = document.Place{}
		}
		p.Marks = nil
		b, err := json.Marshal(pedimento.ViewOf(p, pedimento.Gate(p), document.English))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if diff := cmp.Diff(view(straight), view(turned)); diff != "" {
		t.Error(diff)
	}
	var a, b bytes.Buffer
	straight.Declaraciones[0].Canonical(&a)
	turned.Declaraciones[0].Canonical(&b)
	if a.Len() != b.Len() || a.Len() == 0 {
		t.Error("canonical form")
	}
}

// TestCorpus reads the one real file.
func TestCorpus(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the archivo M of the development corpus is not read")
	}
	files, err := filepath.Glob(filepath.Join(dir, "saai", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no archivo M in the corpus", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := saai.Read(b)
		if len(f.Findings) > 0 || len(f.Declaraciones) != 1 || f.Registros != 235 {
			t.Fatalf("%d records, %v", f.Registros, f.Findings)
		}
		p := f.Declaraciones[0].Pedimento
		dollars := int64(0)
		for i := range p.Partidas {
			n, _ := p.Partidas[i].ValorDolares.Micros()
			dollars += n
		}
		status := pedimento.Gate(p)
		if status != document.Accepted || len(p.Findings) != 1 || !p.Findings.Has("pedimento_sin_movimientos") || p.Cotejo != document.CotejoCompleto || len(p.Partidas) != 23 ||
			dollars != 31_503_250_000 || p.ValorComercial.String() != "548071" || p.Facturas[0].ValorDolares.String() != "31503.25" {
			t.Errorf("%s %s, %d partidas, %d dollars, %s pesos: %v", status, p.Cotejo, len(p.Partidas), dollars, p.ValorComercial, p.Findings)
		}
	}
}
