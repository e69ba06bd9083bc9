package expediente_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
)

func TestBuildAndVerify(t *testing.T) {
	for _, lang := range []document.Lang{document.Spanish, document.English} {
		in := input(t)
		in.Lang = lang
		raw := sealed(t, in)
		v := verify(t, raw)
		if !v.OK {
			t.Fatalf("%s: %s %+v", lang, v.Kind, v.First)
		}
		if v.Facts != 7 || v.Books != 2 || v.Files != len(v.Manifest.Files) {
			t.Errorf("%s: %+v", lang, v)
		}
	}
}

func TestSameCutSameBytes(t *testing.T) {
	a := sealed(t, input(t))
	in := input(t)
	slices.Reverse(in.Facts)
	slices.Reverse(in.Documents)
	if !bytes.Equal(a, sealed(t, in)) {
		t.Error("the package depends on the order of what it is given")
	}
	x, y := input(t), in
	y.Facts = y.Facts[1:]
	h := func(in expediente.Input) document.Hash {
		h, err := expediente.CutHash(&in)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	if h(x) != h(in) || h(x) == h(y) {
		t.Error("the cut is not the set of facts")
	}
}

func TestLayout(t *testing.T) {
	raw := sealed(t, input(t))
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range z.File {
		name := f.Name
		if strings.HasPrefix(name, "libros/") {
			name = "libros/*"
		}
		if i := strings.IndexByte(name, '-'); strings.HasPrefix(name, "documentos/") {
			name = "documentos/*" + name[i:]
		}
		got = append(got, name)
	}
	want := []string{
		"LEEME.txt", "MEN210101AB1-2021-03.pdf", "MEN210101AB1-2021-03.xlsx",
		"contingencia/MEN210101AB1-2021-03-contingencia.pdf", "contingencia/MEN210101AB1-2021-03-contingencia.xlsx",
		"contingencia/contingencia.csv", "contingencia/contingencia.json", "contingencia/contingencia_supuestos.csv", "contingencia/contingencia_supuestos.json",
		"contingencia/contingencia_total.csv", "contingencia/contingencia_total.json",
		"documentos/*-DataStage_2021-03.zip", "documentos/*-_.._factura__.csv",
		"hechos/anteriores.jsonl", "hechos/conciliaciones.jsonl", "hechos/documentos.jsonl", "hechos/hallazgos.jsonl", "hechos/hechos.jsonl", "index.html", "libros/*", "libros/*",
		"reportes/activo_fijo.csv", "reportes/activo_fijo.json", "reportes/ajustes.csv", "reportes/ajustes.json", "reportes/anexo30_revision.csv", "reportes/anexo30_revision.json", "reportes/antiguedad.csv", "reportes/antiguedad.json",
		"reportes/conciliaciones.csv", "reportes/conciliaciones.json", "reportes/conciliaciones_detalle.csv", "reportes/conciliaciones_detalle.json", "reportes/credito.csv", "reportes/credito.json",
		"reportes/descargos.csv", "reportes/descargos.json", "reportes/desperdicios.csv", "reportes/desperdicios.json", "reportes/entradas.csv", "reportes/entradas.json", "reportes/evidencia.csv", "reportes/evidencia.json", "reportes/expediente.csv", "reportes/expediente.json",
		"reportes/faltantes.csv", "reportes/faltantes.json", "reportes/hallazgos.csv", "reportes/hallazgos.json", "reportes/hallazgos_cambios.csv", "reportes/hallazgos_cambios.json",
		"reportes/hallazgos_tendencia.csv", "reportes/hallazgos_tendencia.json", "reportes/materiales_utilizados.csv", "reportes/materiales_utilizados.json", "reportes/plazo_48h.csv", "reportes/plazo_48h.json",
		"reportes/puente_credito.csv", "reportes/puente_credito.json", "reportes/puente_saldos.csv", "reportes/puente_saldos.json", "reportes/saldos.csv", "reportes/saldos.json",
		"reportes/salidas.csv", "reportes/salidas.json", "reportes/tmec25.csv", "reportes/tmec25.json", "reportes/vencimientos.csv", "reportes/vencimientos.json",
		"manifest.json",
	}
	slices.Sort(got[11:13])
	slices.Sort(want[11:13])
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	in := input(t)
	if in.FileName() != "MEN210101AB1-2021-03.zip" {
		t.Error(in.FileName())
	}
}

func TestRefusedInputs(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*expediente.Input)
		class  fault.Class
	}{
		"no rfc":          {func(in *expediente.Input) { in.RFC = "" }, fault.Misconfigured},
		"period":          {func(in *expediente.Input) { in.Period = "marzo" }, fault.Misconfigured},
		"other year":      {func(in *expediente.Input) { in.Period = "2020-03" }, fault.Misconfigured},
		"other month":     {func(in *expediente.Input) { in.Period = "2021-04" }, fault.Misconfigured},
		"dates":           {func(in *expediente.Input) { in.To = in.From - 1 }, fault.Misconfigured},
		"state":           {func(in *expediente.Input) { in.State = "final" }, fault.Misconfigured},
		"no catalogue":    {func(in *expediente.Input) { in.Catalog = nil }, fault.Misconfigured},
		"fact twice":      {func(in *expediente.Input) { in.Facts = append(in.Facts, in.Facts[0]) }, fault.Corrupt},
		"kind":            {func(in *expediente.Input) { in.Facts[0].Kind = "x" }, fault.Corrupt},
		"not canonical":   {func(in *expediente.Input) { in.Facts[0].Data = append(in.Facts[0].Data, ' ') }, fault.Corrupt},
		"short pedimento": {func(in *expediente.Input) { in.Facts[0].Data = []byte(`{"key":"1"}`) }, fault.Corrupt},
		"document bytes":  {func(in *expediente.Input) { in.Documents[0].SHA = "0" }, fault.Corrupt},
	} {
		t.Run(name, func(t *testing.T) {
			in := input(t)
			c.change(&in)
			_, err := expediente.Build(io.Discard, in)
			if err == nil || fault.Of(err) != c.class {
				t.Errorf("error %v, want a fault of class %s", err, c.class)
			}
		})
	}
}

func TestReplayIsTheLiveComputation(t *testing.T) {
	in := input(t)
	b, err := expediente.Replay(in.RFC, in.Facts, in.Policy, in.Catalog, in.To)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range b.Runs {
		raw, err := b.Books[i].Open().Encode()
		if err != nil {
			t.Fatal(err)
		}
		if r.Material != r.Of.ID(in.RFC) || r.Book != document.HashOf(raw) || b.Books[i].Engine != ledger.Engine {
			t.Errorf("run %+v", r)
		}
	}
}

// Render and Seal may run apart: the package between them is plain data.
func TestRenderThenSeal(t *testing.T) {
	p, err := expediente.Render(input(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := expediente.Seal(&b, p); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), sealed(t, input(t))) {
		t.Error("two steps give other bytes than one")
	}
	p.Files = append(p.Files, p.Files[0])
	if _, err := expediente.Seal(io.Discard, p); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("a file twice: %v", err)
	}
}

func BenchmarkBuild(b *testing.B) {
	in := large(b, 20_000)
	for b.Loop() {
		if _, err := expediente.Build(io.Discard, in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	raw := sealed(b, large(b, 20_000))
	b.ReportMetric(float64(len(raw)), "zip-bytes")
	for b.Loop() {
		v, err := expediente.Verify(bytes.NewReader(raw), int64(len(raw)))
		if err != nil || !v.OK {
			b.Fatal(fmt.Sprint(err, v.First))
		}
	}
}
