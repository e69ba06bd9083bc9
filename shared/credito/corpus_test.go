package credito_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/stay"
)

// corpus is the folder of real, anonymised documents, outside the repository.
func corpus(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		tb.Skip("IMMEX_CORPUS not set: the corpus of real documents is not part of the repository")
	}
	return filepath.Join(dir, "datastage")
}

// company is the Data Stage of one company.
type company struct {
	entries []credito.Entry
	rows    map[string]int64 // 557 rows as they stand, by contribution/form
	seen    map[string]bool
}

// companies reads the corpus: entries through the product's reader, rows
// straight from the tables.
func companies(t *testing.T) map[string]*company {
	t.Helper()
	dir := corpus(t)
	f, err := os.ReadFile(filepath.Join(dir, "MANIFEST.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(f)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*company{}
	for _, row := range rows[1:] {
		c := out[row[1]]
		if c == nil {
			c = &company{rows: map[string]int64{}, seen: map[string]bool{}}
			out[row[1]] = c
		}
		b, err := os.ReadFile(filepath.Join(dir, row[0]))
		if err != nil {
			t.Fatal(err)
		}
		c.read(t, b)
		c.count(t, b)
	}
	return out
}

func (c *company) read(t *testing.T, b []byte) {
	t.Helper()
	d, err := datastage.Open(context.Background(), bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Len() {
		p := d.Pedimento(i)
		if p.Operacion == "IMP" && !c.seen[p.Number] { // one delivery is in the corpus twice
			c.seen[p.Number] = true
			c.entries = append(c.entries, fromPedimento(t, p))
		}
	}
}

// fromPedimento is what the books will do: dates by the rules of the stay.
func fromPedimento(t *testing.T, p *pedimento.Pedimento) credito.Entry {
	t.Helper()
	cat := catalog.Default()
	e := credito.Entry{Pedimento: p.Number, Date: p.FechaPago}
	if r := p.Rectifica; r != nil {
		year := r.Fecha
		if !year.Known() {
			year = p.FechaPago
		}
		e.Rectifica, e.RectificaFecha = pedimento.Number(pedimento.YearFor(r.Documento, year), r.Aduana, r.Patente, r.Documento), r.Fecha
	}
	in := stay.Input{Clave: p.Clave, Entrada: p.FechaEntrada, Pago: p.FechaPago}
	var claves []string
	for _, id := range p.Identificadores {
		claves = append(claves, id.Clave)
		in.Identificadores = append(in.Identificadores, stay.Identificador{Clave: id.Clave, Complementos: id.Complementos})
	}
	in.Consolidado = slices.Contains(claves, "PC") || slices.Contains(claves, "RC")
	for _, s := range p.Selecciones {
		if s.Fecha.Known() && (in.Remesa == 0 || s.Fecha < in.Remesa) {
			in.Remesa = s.Fecha
		}
		in.Seleccion = max(in.Seleccion, s.Fecha)
	}
	row, _ := cat.Effect(p.Clave, p.Operacion, claves, p.FechaPago)
	in.Tipo = row.Tipo
	for i := range p.Partidas {
		q := &p.Partidas[i]
		in.Fraccion = q.Fraccion
		s := stay.Of(&in, cat)
		umt, err := quantity.From(q.CantidadUMT)
		if err != nil {
			t.Fatalf("%s partida %d: %v", p.Number, q.Secuencia, err)
		}
		line := credito.Partida{Numero: q.Secuencia, Fraccion: q.Fraccion, UMT: q.UMT, Cantidad: umt, Due: s.Due, Doubt: s.Uncertain}
		for _, x := range q.Contribuciones {
			pesos, ok := credito.Pesos(x.Importe)
			if !ok {
				t.Fatalf("%s partida %d: importe %s", p.Number, q.Secuencia, x.Importe.Written())
			}
			line.Cargos = append(line.Cargos, credito.Cargo{Contribucion: x.Clave, Forma: x.FormaPago, Importe: pesos})
		}
		e.Partidas = append(e.Partidas, line)
	}
	return e
}

// count adds the rows of table 557 as they stand, with no reader of ours.
func (c *company) count(t *testing.T, b []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "_557.asc") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range strings.Split(string(text), "\r\n") {
			cell := strings.Split(row, "|")
			if i == 0 || len(cell) < 9 {
				continue
			}
			n, err := strconv.ParseInt(cell[7], 10, 64)
			if err != nil {
				t.Fatalf("%s: %q", f.Name, row)
			}
			c.rows[catalog.Default().Contribution(cell[5])+"/"+cell[6]] += n
		}
	}
}

// TestCorpusGranted: everything the 557 rows grant by forms 21 and 22 is in
// the ledger or was replaced by a rectification, to the peso; and the sum the
// issue quotes is that of all three companies.
func TestCorpusGranted(t *testing.T) {
	t.Parallel()
	cat := catalog.Default()
	rows, igi := int64(0), int64(0)
	for name, c := range companies(t) {
		declared := map[string]int64{}
		for _, e := range c.entries {
			for _, p := range e.Partidas {
				for _, x := range p.Cargos {
					declared[x.Contribucion+"/"+x.Forma] += x.Importe
				}
			}
		}
		want := c.rows["IVA/21"] + c.rows["IVA/22"]
		if declared["IVA/21"]+declared["IVA/22"] != want || want == 0 {
			t.Errorf("%s: %d declared by the entries, %d in the rows", name, declared["IVA/21"]+declared["IVA/22"], want)
		}
		for k, n := range c.rows {
			if form := k[strings.Index(k, "/")+1:]; (form == "21" || form == "22") && !strings.HasPrefix(k, "IVA/") && n != 0 {
				t.Errorf("%s: %s %d is credit this test does not add up", name, k, n)
			}
		}
		rows += want
		igi += c.rows["IGI/5"]
		l := credito.New(c.entries, nil, cat)
		invariants(t, l)
		granted, superseded := int64(0), replaced(c.entries, l)
		for _, total := range credito.Totals(l.AsOf(20991231)) {
			granted += total.Granted
			t.Logf("%s %s FP %s: %d accounts, granted %d", name, total.Contribucion, total.Forma, total.Cuentas, total.Granted)
		}
		if granted+superseded != want {
			t.Errorf("%s: %d granted and %d replaced by rectifications, %d in the rows", name, granted, superseded, want)
		}
		t.Logf("%s: %d of the rows replaced by rectifications, findings %v", name, superseded, counts(l.Findings()))
		for _, on := range []document.Date{20210831, 20220831, 20241231} {
			for _, total := range credito.Totals(l.AsOf(on)) {
				t.Logf("%s on %s, if nothing had left: open %d, past due %d of which in doubt %d", name, on, total.Open, total.Expired, total.Doubtful)
			}
		}
	}
	if rows != 142_882_004 || igi != 1_138_501 {
		t.Errorf("the three companies: IVA by credit %d, IGI temporary %d; issue 4 quotes 142.9 and 1.1 millions", rows, igi)
	}
}

// replaced is what entries granted that a later one of their chain replaces.
func replaced(entries []credito.Entry, l *credito.Ledger) (pesos int64) {
	last := map[string]credito.Entry{}
	sum := func(e *credito.Entry) (n int64) {
		for _, p := range e.Partidas {
			for _, x := range p.Cargos {
				if x.Forma == "21" || x.Forma == "22" {
					n += x.Importe
				}
			}
		}
		return n
	}
	for _, e := range entries {
		root := l.Root(e.Pedimento)
		o, ok := last[root]
		switch {
		case !ok:
			last[root] = e
		case o.Rectifica == "" || e.Rectifica != "" && o.Date < e.Date:
			pesos += sum(&o)
			last[root] = e
		default:
			pesos += sum(&e)
		}
	}
	return pesos
}

func counts(fs []credito.Finding) map[string]int {
	out := map[string]int{}
	for _, f := range fs {
		out[f.Code]++
	}
	return out
}
