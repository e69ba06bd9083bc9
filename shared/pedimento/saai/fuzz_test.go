package saai_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/saai"
)

func FuzzRead(f *testing.F) {
	f.Add([]byte(fixture(f)))
	f.Add([]byte(lines(func(ls []string) []string { return ls })))
	f.Add([]byte(lines(unbarred)))
	f.Add([]byte("500|1|3210|6000123|240||\n801|m|1|1|010|"))
	f.Add([]byte(strings.Repeat("|", 300) + "\n500||||"))
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "saai", "*"))
		for _, name := range files {
			if b, err := os.ReadFile(name); err == nil {
				f.Add(b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file := saai.Read(b)
		if len(file.Declaraciones) == 0 && len(file.Findings) == 0 {
			t.Fatal("nothing read and nothing said")
		}
		if _, err := json.Marshal(file.View(document.Spanish)); err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Declaraciones {
			var id bytes.Buffer
			d.Canonical(&id)
			if id.Len() == 0 {
				t.Fatal("a declaration without records")
			}
			status := pedimento.Gate(d.Pedimento)
			if d.Pedimento.Efecto == document.Pagado {
				t.Fatal("paid without a payment")
			}
			if _, err := json.Marshal(pedimento.ViewOf(d.Pedimento, status, document.English)); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestFlood: a hostile file is refused with a list a person can read.
func TestFlood(t *testing.T) {
	t.Parallel()
	warned := lines(func(ls []string) []string {
		for range 400 {
			ls = slices.Insert(ls, 5, "558|6000123|39269099|1|1|"+strings.Repeat("Á", 130)+"|")
		}
		ls[4] = strings.Replace(ls[4], "03012026", "20260103", 1)
		return mend(ls)
	})
	for name, in := range map[string]string{
		"strays": strings.Repeat("510|6000999|A|B|C|\n", 5000), "bars": strings.Repeat("|", 1<<20), "prose": strings.Repeat("hola\n", 120_000), "warnings first": warned,
	} {
		f := saai.Read([]byte(in))
		blocking, n := f.Findings.Blocking(), len(f.Findings)
		for _, d := range f.Declaraciones {
			blocking, n = blocking || d.Pedimento.Findings.Blocking(), n+len(d.Pedimento.Findings)
		}
		if !blocking || n > 420 {
			t.Errorf("%s: %d findings, refused %v", name, n, blocking)
		}
	}
}

func FuzzRespuesta(f *testing.F) {
	for _, s := range []string{
		"F6000123ABCD1EF2\r\nE6000123500000130409", "6000124 BORRADO", "042432106000123123",
		"3 2432106000123MEN210101AB1 130000123456ABCD1234560401202610:20:30", "A6000123ALERTA\nL6000123 0326 0AAA BBBB CCCC DDDD", "\xd1\x1a",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a := saai.ReadRespuesta(b)
		if saai.IsRespuesta(b) {
			for _, x := range a.Findings {
				if x.Code == "saai_respuesta" {
					t.Fatalf("an answer with a line that is none: %v", x)
				}
			}
		}
		if _, err := json.Marshal(a.View(document.Spanish)); err != nil {
			t.Fatal(err)
		}
		a.Summary()
	})
}

// BenchmarkRead reads a file of many pedimentos, beside a bare search for line
// ends in the same bytes.
func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	one := strings.Split(lines(func(ls []string) []string { return ls }), "\r\n")
	const pedimentos = 500
	for i := range pedimentos {
		n := itoa(6_000_000 + i)
		for _, l := range one[:9] {
			s.WriteString(strings.ReplaceAll(l, "6000123", n) + "\r\n")
		}
	}
	s.WriteString("801|m3210123.003|" + itoa(pedimentos) + "|" + itoa(9*pedimentos) + "|010|\r\n")
	in := []byte(s.String())
	total, bare := time.Duration(0), time.Duration(0)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		start := time.Now()
		f := saai.Read(in)
		total += time.Since(start)
		if f.Findings.Blocking() || len(f.Declaraciones) != pedimentos || f.Declaraciones[7].Pedimento.Findings.Blocking() {
			b.Fatal(f.Findings)
		}
		rows += f.Registros
		start = time.Now()
		for rest := in; len(rest) > 0; {
			rest = rest[bytes.IndexByte(rest, '\n')+1:]
		}
		bare += time.Since(start)
	}
	b.ReportMetric(float64(rows)/total.Seconds(), "rows/s")
	b.ReportMetric(total.Seconds()/bare.Seconds(), "x-bare")
}
