package datastage_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// corpusSeeds are small real zips, when there is a corpus.
func corpusSeeds() [][]byte {
	const small = 64 << 10
	var out [][]byte
	names, _ := filepath.Glob(filepath.Join(os.Getenv("IMMEX_CORPUS"), "datastage*", "*.zip"))
	for _, n := range names {
		if b, err := os.ReadFile(n); os.Getenv("IMMEX_CORPUS") != "" && err == nil && len(b) < small {
			out = append(out, b)
		}
	}
	return out
}

// one is a delivery of a single pedimento of two partidas, written by hand.
func one() *delivery {
	const k = "3210|1000123|240"
	const paid = "2021-01-08 10:00:00"
	d := &delivery{}
	for code, header := range headers() {
		d.tables = append(d.tables, &asc{name: "700001_" + code + ".asc", header: header})
	}
	slices.SortFunc(d.tables, func(a, b *asc) int { return strings.Compare(a.name, b.name) })
	fill := func(code string, rows ...map[string]string) {
		a := d.table(code)
		for _, cells := range rows {
			a.rows = append(a.rows, strings.Repeat("|", strings.Count(a.header, "|")+1))
			n := len(a.rows) - 1
			f := strings.Split(k, "|")
			if code != "Resumen" {
				a.set(n, "Patente", f[0])
				a.set(n, "Pedimento", f[1])
				a.set(n, "SeccionAduanera", f[2])
				echo(a, n, paid)
			}
			for c, v := range cells {
				a.set(n, c, v)
			}
		}
	}
	type m = map[string]string
	fill("501", m{
		"TipoOperacion": "1", "ClaveDocumento": "IN", "SeccionAduaneraEntrada": "240", "Rfc": "MEN210101AB1", "TipoCambio": "19.94870",
		"PesoBrutoMercancia": ".500", "TipoPedimento": "2", "FechaPagoReal": paid, "NombreContribuyente": "MANUFACTURAS EJEMPLO",
	})
	goods := func(sec, umt string) m {
		return m{
			"Fraccion": "39012001", "SecuenciaFraccion": sec, "SubdivisionFraccion": "01", "DescripcionMercancia": "RESINA",
			"PrecioUnitario": "33.33333", "ValorAduana": "105", "ValorComercial": "100", "ValorDolares": "5.01", "CantidadUMComercial": "3.000", "UnidadMedidaComercial": "06",
			"CantidadUMTarifa": umt, "UnidadMedidaTarifa": "1", "MetodoValorizacion": "1", "PaisOrigenDestino": "USA", "FechaPagoReal": paid,
		}
	}
	fill("551", goods("1", ".500"), goods("2", "10.00000"))
	fill("556", m{"SecuenciaFraccion": "1", "Fraccion": "39012001", "ClaveContribucion": "6", "TasaContribucion": "7.00000", "TipoTasa": "1"})
	fill("557", m{"SecuenciaFraccion": "1", "Fraccion": "39012001", "ClaveContribucion": "6", "FormaPago": "5", "ImportePago": "7"})
	fill("509", m{"ClaveContribucion": "1", "TasaContribucion": "300.00000", "TipoTasa": "4"})
	fill("510", m{"ClaveContribucion": "1", "FormaPago": "0", "ImportePago": "300"})
	fill("507", m{"ClaveCaso": "IM", "IdentificadorCaso": "9990001"}, m{"ClaveCaso": "PC"})
	fill("506", m{"TipoFecha": "1", "FechaOperacion": "2021-01-05"}, m{"TipoFecha": "2", "FechaOperacion": "2021-01-08"})
	fill("Sel", m{"ConsecutivoRemesa": "0", "NumeroSeleccion": "1", "FechaSeleccion": "2021-01-09", "SemaforoFiscal": "1"})
	fill("512", m{
		"PatenteAduanalOrig": "3210", "PedimentoOriginal": "45", "SeccionAduaneraDespOrig": "070", "DocumentoOriginal": "IN",
		"FechaOperacionOrig": "2020-06-01", "FraccionOriginal": "39012001", "UnidadMedida": "01", "MercanciaDescargada": ".250",
	})
	fill("701", m{"ClaveDocumento": "IN", "PedimentoAnterior": "77", "PatenteAnterior": "321", "SeccionAduaneraAnterior": "70", "DocumentoAnterior": "IN", "FechaOperacionAnterior": "2020-12-30", "PedimentoOriginal": "0", "PatenteAduanalOrig": "0", "SeccionAduaneraDespOrig": " "})
	fill("Resumen", m{"Folio": "700001", "RFCoPatenteAduanal": "MEN210101AB1", "Fecha_Inicial": "2021-01-01", "Fecha_Final": "2021-01-31", "Fecha_Ejecucion": "2021-02-02", "Total_Fracciones": "2", "Total_Contribuciones": "1"})
	return d
}

// echo fills the columns in which a row repeats what 501 says.
func echo(a *asc, n int, paid string) {
	for column, v := range map[string]string{
		"TipoOperacion": "1", "ClaveDocumento": "IN", "TipoPedimento": "2", "FechaPagoReal": paid, "FechaValidacionPagoR": paid,
	} {
		if strings.Contains("|"+a.header+"|", "|"+column+"|") {
			a.set(n, column, v)
		}
	}
}

// all sets a column in every table that has it.
func all(column, value string) func(*delivery) {
	return func(d *delivery) {
		for _, a := range d.tables {
			for i := range a.rows {
				if strings.Contains("|"+a.header+"|", "|"+column+"|") {
					a.set(i, column, value)
				}
			}
		}
	}
}

// each edits a delivery in several ways.
func each(edits ...func(*delivery)) func(*delivery) {
	return func(d *delivery) {
		for _, e := range edits {
			e(d)
		}
	}
}

// original makes the delivery that of a pedimento that rectifies none.
func original(d *delivery) { d.table("701").rows = nil }

// headers are the layouts as another hand of the project wrote them.
func headers() map[string]string {
	out := map[string]string{}
	for _, a := range base(nothing{}).tables {
		out[strings.TrimSuffix(a.name[strings.IndexByte(a.name, '_')+1:], ".asc")] = a.header
	}
	return out
}

// nothing is a test that has nobody to tell.
type nothing struct{ testing.TB }

func (nothing) Helper()                   {}
func (nothing) Fatal(args ...any)         { panic(args) }
func (nothing) Fatalf(f string, _ ...any) { panic(f) }

// TestReadsEveryValue of the delivery written by hand.
func TestReadsEveryValue(t *testing.T) {
	t.Parallel()
	p := one().first(t)
	if len(p.Findings) > 0 {
		t.Fatal(p.Findings)
	}
	q := p.Partidas[0]
	got := []string{
		p.Number, p.Patente, p.Aduana, p.Documento, p.Operacion, p.Clave, p.Regimen, p.RFC, p.TipoCambio.Written(), p.PesoBruto.String(), p.FechaPago.String(),
		p.FechaEntrada.String(), p.ValorAduana.String(), p.Selecciones[0].Fecha.String(),
		q.Fraccion, q.NICO, q.CantidadUMT.String(), q.UMT, q.CantidadUMC.String(), q.UMC, q.MetodoValoracion, q.Contribuciones[0].Clave, q.Contribuciones[0].FormaPago,
	}
	want := []string{
		"212432101000123", "3210", "240", "1000123", "IMP", "IN", "ITE", "MEN210101AB1", "19.94870", "0.5", "2021-01-08",
		"2021-01-05", "210", "2021-01-09",
		"39012001", "01", "0.5", "1", "3", "6", "1", "IGI", "5",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if p.Evidence(p.Source, "number").Level != document.Computed || p.Evidence(p.Source, "clave").Level != document.Read || p.At.Part != "501" || p.At.Line != 2 {
		t.Errorf("evidence %+v %+v", p.Marks, p.At)
	}
	if x := p.Descargos[0]; x.Documento != "0000045" || x.Aduana != "070" || x.Unidad != "1" || x.Cantidad.String() != "0.25" {
		t.Errorf("512 with lost zeros: %+v", x)
	}
	if r := p.Rectifica; r.Documento != "0000077" || r.Patente != "0321" || r.Aduana != "070" || r.Fecha.String() != "2020-12-30" {
		t.Errorf("701 with lost zeros: %+v", r)
	}
}

// TestQuirks of real deliveries, each made by one change.
func TestQuirks(t *testing.T) {
	t.Parallel()
	set := func(code, column, value string) func(*delivery) {
		return func(d *delivery) { d.table(code).set(0, column, value) }
	}
	for name, tt := range map[string]struct {
		edit func(*delivery)
		got  func(*pedimento.Pedimento) string
		want string
	}{
		"a number of December paid in January": {renumber("0009999", "2021-01-04"), func(p *pedimento.Pedimento) string { return p.Number }, "202432100009999"},
		"a number of the year":                 {renumber("1009999", "2021-01-04"), func(p *pedimento.Pedimento) string { return p.Number }, "212432101009999"},
		"a number that lost its zero":          {renumber("9999", "2020-03-04"), func(p *pedimento.Pedimento) string { return p.Number }, "202432100009999"},
		"blank NICO":                           {set("551", "SubdivisionFraccion", ""), nico, ""},
		"one-digit NICO":                       {set("551", "SubdivisionFraccion", "1"), nico, "01"},
		"two-digit NICO":                       {set("551", "SubdivisionFraccion", "00"), nico, "00"},
		"valuation -1 is not given":            {set("551", "MetodoValorizacion", "-1"), func(p *pedimento.Pedimento) string { return p.Partidas[0].MetodoValoracion }, ""},
		"valuation 0":                          {set("551", "MetodoValorizacion", "0"), func(p *pedimento.Pedimento) string { return p.Partidas[0].MetodoValoracion }, "0"},
		"type 1":                               {each(all("TipoPedimento", "1"), original), efecto, "1 pagado"},
		"type 2, a rectification":              {all("TipoPedimento", "2"), efecto, "2 pagado"},
		"type 3, previo":                       {all("TipoPedimento", "3"), efecto, "3 previo"},
		"type 7, desistido":                    {all("TipoPedimento", "7"), efecto, "7 desistido"},
		"type 14, also seen":                   {all("TipoPedimento", "14"), efecto, "14 pagado"},
		"export":                               {each(all("TipoOperacion", "2"), all("ValorAduana", "0"), set("506", "TipoFecha", "5")), func(p *pedimento.Pedimento) string { return p.Operacion }, "EXP"},
		"latin-1":                              {set("551", "DescripcionMercancia", "PI\xd1A"), descripcion, "PIÑA"},
		"windows-1252":                         {set("551", "DescripcionMercancia", "CA\x80O"), descripcion, "CA€O"},
		"UTF-8 in the same file": {func(d *delivery) {
			d.table("551").set(0, "DescripcionMercancia", "PIÑA")
			d.table("551").set(1, "DescripcionMercancia", "PI\xd1A")
		}, descripcion, "PIÑA"},
		"trailing blanks":              {set("551", "DescripcionMercancia", "RESINA   "), descripcion, "RESINA"},
		"NULs in a field":              {set("551", "DescripcionMercancia", "RESINA\x00\x00"), descripcion, "RESINA"},
		"a comma in a text":            {set("551", "DescripcionMercancia", "RESINA, NEGRA"), descripcion, "RESINA, NEGRA"},
		"no value added":               {set("551", "ValorAgregado", ""), func(p *pedimento.Pedimento) string { return p.Partidas[0].ValorAgregado.Written() + "?" }, "?"},
		"unit without zero":            {set("551", "UnidadMedidaTarifa", "01"), func(p *pedimento.Pedimento) string { return p.Partidas[0].UMT }, "1"},
		"an aduana that lost its zero": {set("501", "SeccionAduaneraEntrada", "70"), func(p *pedimento.Pedimento) string { return p.AduanaES }, "070"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := one()
			tt.edit(d)
			p := d.first(t)
			if got := tt.got(p); got != tt.want || p.Findings.Blocking() {
				t.Errorf("%q, %v; want %q", got, p.Findings, tt.want)
			}
		})
	}
}

func nico(p *pedimento.Pedimento) string        { return p.Partidas[0].NICO }
func efecto(p *pedimento.Pedimento) string      { return p.Tipo + " " + string(p.Efecto) }
func descripcion(p *pedimento.Pedimento) string { return p.Partidas[0].Descripcion }

// renumber gives the pedimento another number and payment.
func renumber(doc, paid string) func(*delivery) {
	return func(d *delivery) {
		for _, a := range d.tables {
			for i := range a.rows {
				if !strings.HasSuffix(a.name, "_Resumen.asc") {
					a.set(i, "Pedimento", doc)
				}
			}
		}
		all("FechaPagoReal", paid+" 09:00:00")(d)
		all("FechaValidacionPagoR", paid+" 09:00:00")(d)
		for i := range d.table("506").rows {
			d.table("506").set(i, "FechaOperacion", paid)
		}
		d.table("Resumen").set(0, "Fecha_Inicial", paid[:8]+"01")
		d.table("Resumen").set(0, "Fecha_Final", paid[:8]+"28")
	}
}

// TestOneIsRefused: what refuses a pedimento alone, and not its delivery.
func TestOneIsRefused(t *testing.T) {
	t.Parallel()
	set := func(code, column, value string) func(*delivery) {
		return func(d *delivery) { d.table(code).set(0, column, value) }
	}
	for name, tt := range map[string]struct {
		edit func(*delivery)
		code string
	}{
		"a hole in the partidas":   {set("551", "SecuenciaFraccion", "3"), "partidas_sequence"},
		"a partida twice":          {set("551", "SecuenciaFraccion", "2"), "partidas_sequence"},
		"a partida without number": {set("551", "SecuenciaFraccion", ""), "datastage_unreadable"},
		"an amount in words":       {set("551", "ValorAduana", "cien"), "datastage_unreadable"},
		"thousands":                {set("551", "CantidadUMTarifa", "1,000.000"), "datastage_unreadable"},
		"a date that is none":      {set("501", "FechaPagoReal", "08/01/2021"), "datastage_unreadable"},
		"a day that is none":       {set("506", "FechaOperacion", "2021-02-30"), "datastage_unreadable"},
		"no payment":               {set("501", "FechaPagoReal", ""), "pedimento_unpaid"},
		"no operation":             {set("501", "TipoOperacion", "9"), "datastage_unreadable"},
		"no RFC":                   {set("501", "Rfc", " "), "pedimento_rfc"},
		"a short fracción":         {set("551", "Fraccion", "3901200"), "partida_fraccion"},
		"no tariff quantity":       {set("551", "CantidadUMTarifa", ""), "partida_quantity"},
		"less than nothing":        {set("551", "CantidadUMTarifa", "-1"), "partida_quantity"},
		"no tariff unit":           {set("551", "UnidadMedidaTarifa", " "), "partida_quantity"},
		"a field too many":         {func(d *delivery) { d.table("551").rows[0] += "x|" }, "datastage_row_shape"},
		"a field too few":          {func(d *delivery) { a := d.table("551"); a.rows[0] = strings.TrimSuffix(a.rows[0], "|") }, "datastage_row_shape"},
		"taxes of no partida":      {set("557", "SecuenciaFraccion", "9"), "datastage_partida_orphan"},
		"a pipe inside a text":     {set("551", "DescripcionMercancia", "RESINA|NEGRA"), "datastage_row_shape"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := one()
			tt.edit(d)
			p := d.first(t)
			if !p.Findings.Has(tt.code) || !p.Findings.Blocking() {
				t.Errorf("%v, want %s", p.Findings, tt.code)
			}
		})
	}
}

// TestTables of a partida and of a pedimento reach the pedimento.
func TestTables(t *testing.T) {
	t.Parallel()
	const k, at = "3210|1000123|240", "2021-01-08 10:00:00"
	for code, tt := range map[string]struct {
		row  string
		got  func(*pedimento.Pedimento) any
		want any
	}{
		"502": {row(k, "TRA010101AA1", "", "TRANSPORTES", "MEX", "PLACAS1", at), func(p *pedimento.Pedimento) any { return p.Transportes }, []pedimento.Transporte{{RFC: "TRA010101AA1", Nombre: "TRANSPORTES", Pais: "MEX", Identificacion: "PLACAS1"}}},
		"503": {row(k, "G-1", "M", at), func(p *pedimento.Pedimento) any { return p.Guias }, []pedimento.Guia{{Numero: "G-1", Tipo: "M"}}},
		"504": {row(k, "CONT1 ", "1", at), func(p *pedimento.Pedimento) any { return p.Contenedores }, []pedimento.Contenedor{{Numero: "CONT1", Tipo: "1"}}},
		"507": {row(k, "ST", " ", "2", "", at), func(p *pedimento.Pedimento) any { return p.Identificadores }, []pedimento.Identificador{{Clave: "IM", Complementos: []string{"9990001"}}, {Clave: "PC", Complementos: []string{}}, {Clave: "ST", Complementos: []string{}}}},
		"511": {row(k, "1", "NOTA", "2", at), func(p *pedimento.Pedimento) any { return p.Observaciones }, []string{"NOTA"}},
		"552": {row(k, "39012001", "2", "VIN1", "0", at), func(p *pedimento.Pedimento) any { return p.Partidas[1].Series }, []string{"VIN1"}},
		"554": {row(k, "39012001", "1", "EB", "X", "Y", at), func(p *pedimento.Pedimento) any { return p.Partidas[0].Identificadores }, []pedimento.Identificador{{Clave: "EB", Complementos: []string{"X", "Y"}}}},
		"558": {row(k, "39012001", "1", "1", strings.Repeat("A", 120), at), func(p *pedimento.Pedimento) any { return p.Partidas[0].Observaciones }, []string{strings.Repeat("A", 120)}},
	} {
		d := one()
		a := d.table(code)
		a.rows = append(a.rows, tt.row)
		p := d.first(t)
		if diff := cmp.Diff(tt.want, tt.got(p)); diff != "" || p.Findings.Blocking() {
			t.Errorf("%s: %v %s", code, p.Findings, diff)
		}
	}
}

// TestObservations are joined again in order: a full line is cut mid-word.
func TestObservations(t *testing.T) {
	t.Parallel()
	const k = "3210|1000123|240"
	full := strings.Repeat("Ñ", 119) + "X"
	d := one()
	d.table("511").rows = []string{row(k, "10", "FIN", "1", ""), row(k, "2", "YZ", "1", ""), row(k, "1", full, "1", "")}
	if p := d.first(t); cmp.Diff([]string{full + "YZ FIN"}, p.Observaciones) != "" {
		t.Errorf("%q", p.Observaciones)
	}
}

// TestInvoices: a COVE row carries no values, and no values are not zero.
func TestInvoices(t *testing.T) {
	t.Parallel()
	const k = "3210|1000123|240"
	d := one()
	rest := []string{" ", "ID1", "PROVEEDOR", "", "", "", "", "", ""}
	d.table("505").rows = []string{
		row(k, append([]string{"2021-01-02", "COVE211A2B3C4", "   ", " ", "0.00", "0.00", " "}, rest...)...),
		row(k, append([]string{"2021-01-02", "F-1", "FOB", "USD", "10.00", "10.00", "USA"}, rest...)...),
	}
	p := d.first(t)
	if len(p.Facturas) != 2 {
		t.Fatalf("%v", p.Findings)
	}
	slices.SortFunc(p.Facturas, func(a, b pedimento.Factura) int { return strings.Compare(a.Numero, b.Numero) })
	if c, f := p.Facturas[0], p.Facturas[1]; c.COVE == "" || c.ValorDolares.Known() || c.ValorMoneda.Known() || f.Numero != "F-1" || f.ValorDolares.String() != "10" || f.COVE != "" {
		t.Errorf("%+v", p.Facturas)
	}
}
