package print_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/cove/print"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestGoldens(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{"grid": grid, "table": table} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, ok := print.Read(text(in))
			if !ok || c.Findings.Blocking() {
				t.Fatalf("%v %+v", ok, c)
			}
			got, err := json.MarshalIndent(c.View(document.Spanish), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+".golden.json")
			if *update {
				if err := os.WriteFile(file, append(got, '\n'), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestBreaks cuts the pages anywhere: what is read stays the same.
func TestBreaks(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{"grid": grid, "table": table} {
		whole, _ := print.Read(text(in))
		lines := strings.Split(in, "\n")
		head := strings.Join(lines[:2], "\n")
		for cut := 3; cut < len(lines)-1; cut++ {
			c, ok := print.Read(text(strings.Join(lines[:cut], "\n"), head+"\n"+strings.Join(lines[cut:], "\n")))
			if !ok {
				t.Errorf("%s cut at %d: not recognised", name, cut)
				continue
			}
			if c.Findings.Blocking() {
				continue // refused is fine, other figures are not
			}
			if diff := cmp.Diff(plain(whole), plain(c)); diff != "" {
				t.Errorf("%s cut at %d: %s", name, cut, diff)
			}
		}
	}
}

// plain is a view without places.
func plain(c *cove.Cove) string {
	for i := range c.Facturas {
		c.Facturas[i].Marks = nil
		for k := range c.Facturas[i].Mercancias {
			c.Facturas[i].Mercancias[k].Marks = nil
		}
	}
	c.Marks, c.Emisor.Marks, c.Destinatario.Marks = nil, nil, nil
	b, err := json.Marshal(c.View(document.Spanish))
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// TestChanges: one thing changed is read as it stands, or refused.
func TestChanges(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		in, old, with, code string
		ok                  func(c *cove.Cove) bool
	}{
		"quantity":          {grid, "10.000", "11.000", "cove_valor_total", nil},
		"price":             {grid, "$7,150.000000", "$7,160.000000", "cove_valor_total", nil},
		"dollars":           {grid, "$71,500.0000\n", "$71,600.0000\n", "cove_valor_dolares", nil},
		"decimal comma":     {grid, "$71,500.000000", "$71.500,000000", "cove_print_valor", nil},
		"broken number":     {grid, "$71,500.000000", "$71,50 0.000000", "cove_print_valor", nil},
		"currency":          {grid, "US Dolar", "Dolar   ", "cove_moneda_desconocida", nil},
		"euro":              {grid, "US Dolar", "Euro    ", "", func(c *cove.Cove) bool { return c.Facturas[0].Mercancias[0].Moneda == "EUR" }},
		"operation":         {grid, "Importación ", "Tránsito    ", "cove_print_valor", nil},
		"month first":       {grid, "02/03/2026", "02/13/2026", "cove_print_valor", nil},
		"no date":           {grid, "02/03/2026", "          ", "cove_falta", nil},
		"short number":      {grid, "COVE260TST001", "COVE260TST0", "cove_falta", nil},
		"stray":             {grid, "País\nUSA", "País\nUSA\nReferencia: 55", "cove_print_sobrante", nil},
		"unknown label":     {grid, "82           ", "82 Lote: 5   ", "cove_print_valor", nil},
		"unknown heading":   {grid, "Datos de la Factura\n", "Datos del transporte\n", "cove_print_valor", nil},
		"side by side":      {grid, "Datos generales del proveedor", "Datos del proveedor          Datos del destinatario", "cove_print_columnas", nil},
		"another":           {grid, "País\nUSA", "País\nUSA\nDatos del Acuse de Valor COVE260TST999", "cove_print_varios", nil},
		"two factories":     {grid, "MAQUILADORA INVENTADA SA DE CV\n", "MAQUILADORA INVENTADA SA DE CV\nNombre(s) o Razón Social\nOTRA SA DE CV\n", "cove_print_repetido", nil},
		"piece or name":     {grid, "INVENTA           M-2               SN-2", "                  M-2", "cove_print_fila", nil},
		"row unclear":       {table, "CON CONECTOR\n\nCABLE", "CON CONECTOR\nCABLE", "cove_print_fila", nil},
		"row centred":       {table, "ARNES DE PRUEBA             KGM", "CON CONECTOR\nARNES DE PRUEBA             KGM", "cove_print_fila", nil},
		"row lost":          {table, "    USD             0.250000         250.00              250.00", "", "cove_falta", nil},
		"between columns":   {table, "C62_1   1,000.000    USD ", "C62_1          1,000.000 USD", "", nil},
		"side text":         {table, "Exportador          Fecha", "Exportador Fecha", "", func(c *cove.Cove) bool { return c.TipoFigura == "4" && c.Fecha.Known() }},
		"label in value":    {table, "Nombre: EXAMPLE PARTS INC", "Nombre: EX Clave: 5      ", "cove_print_valor", nil},
		"invisible":         {grid, "", "", "", nil},
		"label as value":    {grid, "CALLE NORTE SECCION", "CALLE              ", "", func(c *cove.Cove) bool { return c.Findings.Blocking() }},
		"rfc":               {grid, "AGI900101AB1 ", "AGI90010 1AB1", "cove_print_valor", nil},
		"page missing":      {grid, "Datos del Acuse de Valor COVE260TST001\n", "Datos del Acuse de Valor COVE260TST001\nPágina 1 de 2\n", "cove_print_pagina", nil},
		"page numbered":     {grid, "Datos del Acuse de Valor COVE260TST001\n", "Datos del Acuse de Valor COVE260TST001\nPágina 1 de 1\n", "", func(c *cove.Cove) bool { return !c.Findings.Blocking() }},
		"who consults":      {grid, "RFC con permisos de consulta   Número de Patente Aduanal\nAGI900101AB1                   3210\nMNE200101AB1                   0321", "RFC de consulta    Nombre o Razón Social\nAGI900101AB1       AGENCIA INVENTADA", "", func(c *cove.Cove) bool { return !c.Findings.Blocking() && c.RFCsConsulta[0] == "AGI900101AB1" }},
		"zero":              {grid, "10.000", "00.000", "cove_cantidad", nil},
		"unlisted yes":      {grid, "No                  Sí ", "No                  Tal vez", "cove_print_valor", nil},
		"observations long": {grid, "Observaciones\n", "Observaciones\nPedimento: 26 24 3210 6000123 Nota:", "", func(c *cove.Cove) bool { return strings.HasPrefix(c.Observaciones, "Pedimento: 26") }},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !strings.Contains(tc.in, tc.old) {
				t.Fatalf("no %q", tc.old)
			}
			page := text(strings.Replace(tc.in, tc.old, tc.with, 1))
			if name == "invisible" {
				page.Pages[0].Words[5].Hidden = true
				tc.code = "cove_print_oculto"
			}
			c, ok := print.Read(page)
			if !ok {
				t.Fatal("not recognised")
			}
			if tc.code != "" && (!c.Findings.Has(tc.code) || !c.Findings.Blocking()) {
				t.Errorf("no %s: %+v", tc.code, c.Findings)
			}
			if tc.ok != nil && !tc.ok(c) {
				t.Errorf("read %s %+v", plain(c), c.Findings)
			}
			for _, f := range c.Findings {
				if f.Message.ES == "" || f.Message.EN == "" || f.Where == "" || strings.Contains(f.Message.ES+f.Message.EN, "%!") {
					t.Errorf("finding %+v", f)
				}
			}
		})
	}
}

// TestWatermark: a word across the page, turned or far larger, is no value.
func TestWatermark(t *testing.T) {
	t.Parallel()
	page := text(grid)
	page.Pages[0].Words = append(page.Pages[0].Words,
		pdftext.Word{S: "COPIA", X0: 100, X1: 500, Y0: 300, Y1: 400, Base: 320, Size: 90},
		pdftext.Word{S: "999", X0: 100, X1: 120, Y0: 300, Y1: 400, Base: 320, Size: 8, Dir: 90})
	c, ok := print.Read(page)
	whole, _ := print.Read(text(grid))
	if !ok || plain(c) != plain(whole) {
		t.Errorf("%v %+v", ok, c.Findings)
	}
}

// TestOthers: what only cites a COVE is not one.
func TestOthers(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"pedimento": "PEDIMENTO\nNUM. PEDIMENTO: 26 24 3210 6000123\nNUMERO DE ACUSE DE VALOR\nCOVE260TST001\nVALOR DOLARES: 71500.00\nOBSERVACIONES",
		"invoice":   "COMMERCIAL INVOICE\nDescripción   Cantidad   Moneda  Valor total\nA   1   USD   1.00\nCOVE260TST001",
		"empty":     "", "note": "Adjunto el COVE260TST001 y el acuse de valor.",
	} {
		if c, ok := print.Read(text(in)); ok {
			t.Errorf("%s is taken for a COVE: %s", name, plain(c))
		}
	}
}

// TestConfirm: what a second engine reads alike is no longer unchecked; what a
// control covers stays so.
func TestConfirm(t *testing.T) {
	t.Parallel()
	a, _ := print.Read(text(grid))
	b, _ := print.Read(text(strings.Replace(grid, "F-1001", "F-1007", 1)))
	print.Confirm(a, b)
	m := a.Facturas[0].Mercancias[0].Marks
	for at, want := range map[document.Check]document.Check{
		m["cantidad"].Check: document.ByControl, m["valor_dolares"].Check: document.ByControl,
		m["descripcion"].Check: document.ByEngines, a.Marks["numero"].Check: document.Unchecked,
		a.Marks["fecha_expedicion"].Check: document.ByEngines, a.Emisor.Marks["nombre"].Check: document.ByEngines,
	} {
		if at != want {
			t.Errorf("check %q, want %q", at, want)
		}
	}
	if a.Cotejo != document.CotejoParcial {
		t.Errorf("cotejo %s", a.Cotejo)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(grid)
	f.Add(table)
	f.Add(grid + "\f" + grid)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 20_000 {
			t.Skip("longer than the pages this is about")
		}
		c, ok := print.Read(text(strings.Split(s, "\f")...))
		if !ok {
			return
		}
		if !c.Findings.Blocking() && (c.Goods() == 0 || c.EDocument == "" || c.Numero == "") {
			t.Fatalf("accepted %s", plain(c))
		}
		plain(c)
	})
}

func BenchmarkRead(b *testing.B) {
	t := text(grid)
	for b.Loop() {
		if _, ok := print.Read(t); !ok {
			b.Fatal("not recognised")
		}
	}
}
