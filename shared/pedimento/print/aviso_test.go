package print_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
)

// row is texts of one line with the places they begin at.
type row map[float64]string

// avisoRows is an aviso as a system may print it; edit changes its rows.
func avisoRows() []row {
	return []row{
		{250: "AVISO CONSOLIDADO", 500: "Pagina 1 de 1"},
		{30: "NUM. PEDIMENTO: 24 24 3210 4000123", 250: "T. OPER: IMP", 400: "CVE. PEDIMENTO: IN"},
		{30: "REMESA: 7", 150: "ADUANA E/S: 240", 400: "PESO BRUTO: 1,200.500"},
		{30: "RFC: MEN210101AB1", 250: "FECHA DEL AVISO: 03/05/2024"},
		{30: "MARCAS, NUMEROS Y TOTAL DE BULTOS: S/M 12"},
		{30: "ACUSE DE VALOR", 200: "VALOR DOLARES", 350: "CANTIDAD UMC"},
		{30: "COVE240A1B2C3", 200: "1,500.25", 350: "100.000"},
		{30: "COVE240A1B2C4", 200: "499.75", 350: "50.500"},
		{30: "TOTAL", 200: "2,000.00", 350: "150.500"},
		{30: "TRANSPORTE IDENTIFICACION: ABC123", 350: "PAIS: MEX"},
		{30: "NUMERO DE CANDADO", 200: "S889900"},
		{30: "OBSERVACIONES"},
		{30: "CRUZA POR CARRIL EXPRES 2"},
	}
}

func readAviso(t *testing.T, rows []row) *pedimento.Pedimento {
	t.Helper()
	f := fpdf.New("P", "pt", "Letter", "")
	f.AddPage()
	f.SetFont("Helvetica", "", 8)
	for i, r := range rows {
		for x, s := range r {
			f.Text(x, 40+14*float64(i), s)
		}
	}
	var b strings.Builder
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	words, err := pdftext.Read(context.Background(), []byte(b.String()), pdftext.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p, ok := print.Read(words)
	if !ok {
		t.Fatal("not recognised")
	}
	return p
}

func TestAviso(t *testing.T) {
	t.Parallel()
	p := readAviso(t, avisoRows())
	if s := pedimento.Gate(p); s != document.Accepted || p.Efecto != document.Previo || p.Cotejo != document.CotejoParcial {
		t.Fatalf("%s, %s, %s: %v", s, p.Efecto, p.Cotejo, p.Findings)
	}
	a := p.Aviso
	got := []string{p.Number, p.Operacion, p.Clave, p.RFC, p.AduanaES, p.PesoBruto.String(), p.Bultos.Marcas, p.Bultos.Total, a.Remesa, a.Fecha.String(), p.ValorDolares.String(), a.Cantidad.String(), p.Candados[0], p.Transportes[0].Identificacion, p.Observaciones[0]}
	want := []string{"242432104000123", "IMP", "IN", "MEN210101AB1", "240", "1200.5", "S/M", "12", "7", "2024-05-03", "2000", "150.5", "S889900", "ABC123", "CRUZA POR CARRIL EXPRES 2"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if len(p.Facturas) != 2 || p.Facturas[1].COVE != "COVE240A1B2C4" || p.Facturas[1].ValorDolares.String() != "499.75" || a.Cantidades[1].String() != "50.5" {
		t.Errorf("%+v %v", p.Facturas, a.Cantidades)
	}
	for _, path := range []string{"number", "aviso.remesa", "aviso.fecha", "aviso.cantidad_umc", "aviso.cantidades[1]", "facturas[0].cove", "facturas[1].valor_dolares", "valor_dolares", "candados[0]", "peso_bruto"} {
		if e := p.Marks[path]; e.At.Page != 1 || e.At.Box == nil {
			t.Errorf("%s has no place", path)
		}
	}
}

// What does not add up, is lost or is not understood refuses the aviso.
func TestAvisoRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		at   int
		row  row
		code string
	}{
		"dollars":              {7, row{30: "COVE240A1B2C4", 200: "499.76", 350: "50.500"}, "print_aviso_dolares"},
		"quantity":             {7, row{30: "COVE240A1B2C4", 200: "499.75", 350: "50.501"}, "print_aviso_cantidad"},
		"a quantity lost":      {7, row{30: "COVE240A1B2C4", 200: "499.75"}, "print_cove"},
		"an acuse lost":        {7, row{200: "499.75", 350: "50.500"}, "print_unassigned"},
		"an acuse twice":       {7, row{30: "COVE240A1B2C3", 200: "499.75", 350: "50.500"}, "print_cove_twice"},
		"a broken acuse":       {7, row{30: "COVE240A1B", 200: "499.75", 350: "50.500"}, "print_unassigned"},
		"no remesa":            {2, row{150: "ADUANA E/S: 240"}, "print_aviso_remesa"},
		"no number of its own": {1, row{30: "NUM. PEDIMENTO: 24 24 3210 5000123", 250: "T. OPER: IMP", 400: "CVE. PEDIMENTO: IN"}, "print_number_year"},
		"a day that is none":   {3, row{30: "RFC: MEN210101AB1", 250: "FECHA DEL AVISO: 31/06/2024"}, "print_fecha"},
		"no RFC":               {3, row{250: "FECHA DEL AVISO: 03/05/2024"}, "print_rfc"},
		"an unknown figure":    {4, row{30: "MARCAS, NUMEROS Y TOTAL DE BULTOS: S/M 12", 400: "FOLIO INTERNO: 5512"}, ""},
		"no acuse at all":      {5, row{}, "print_cove"},
		"a sheet missing":      {0, row{250: "AVISO CONSOLIDADO", 500: "Pagina 1 de 2"}, "print_pages"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows := avisoRows()
			rows[c.at] = c.row
			if name == "no acuse at all" {
				rows = slices.Delete(rows, 5, 9)
			}
			p := readAviso(t, rows)
			if s := pedimento.Gate(p); s != document.Quarantined || c.code != "" && !p.Findings.Has(c.code) {
				t.Errorf("%s, %v; want %s", s, p.Findings, c.code)
			}
		})
	}
}

// An aviso that says it is void has no other effect.
func TestAvisoVoid(t *testing.T) {
	t.Parallel()
	if p := readAviso(t, append(avisoRows(), row{30: "CANCELADO"})); p.Efecto != document.Nulo {
		t.Errorf("%s", p.Efecto)
	}
}
