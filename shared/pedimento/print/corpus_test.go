package print_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
)

// truth is the transcript that stands beside each print of the corpus.
type truth struct {
	Numero, Clave, Regimen, Destino, RFC, Nombre, Acuse string
	AduanaDespacho                                      string `json:"aduana_despacho"`
	Operacion                                           string `json:"tipo_operacion"`
	TipoCambio                                          string `json:"tipo_cambio"`
	PesoBruto                                           string `json:"peso_bruto"`
	AduanaES                                            string `json:"aduana_es"`
	ValorDolares                                        string `json:"valor_dolares"`
	ValorAduana                                         string `json:"valor_aduana"`
	ValorComercial                                      string `json:"valor_comercial"`
	Efectivo, Otros, Total                              string
	Nulo                                                bool
	Fechas, Incrementables                              map[string]string
	Decrementables                                      string
	Tasas, Guias, Contenedores, Identificadores         [][]string
	Liquidacion                                         []truthTax
	Proveedores                                         []truthSupplier
	Observaciones                                       []string
	Partidas                                            []truthPartida
	TotalPartidas                                       int `json:"total_partidas"`
	Transporte                                          map[string]string
}

type truthTax struct {
	Concepto, Clave, Tasa, Importe string
	FormaPago                      string `json:"forma_pago"`
	TipoTasa                       string `json:"tipo_tasa"`
}

type truthSupplier struct {
	IDFiscal string `json:"id_fiscal"`
	Nombre   string
	Facturas []struct {
		Numero, COVE, Fecha, Incoterm, Moneda, Factor string
		ValorMoneda                                   string `json:"valor_moneda"`
		ValorDolares                                  string `json:"valor_dolares"`
	}
}

type truthPartida struct {
	Secuencia                             int
	Fraccion, NICO, Vinculacion, UMC, UMT string
	Metodo                                string `json:"metodo_valoracion"`
	CantidadUMC                           string `json:"cantidad_umc"`
	CantidadUMT                           string `json:"cantidad_umt"`
	Vendedor                              string `json:"pais_vendedor_comprador"`
	Origen                                string `json:"pais_origen_destino"`
	AduanaUSD                             string `json:"valor_aduana_o_usd"`
	Pagado                                string `json:"precio_pagado"`
	Unitario                              string `json:"precio_unitario"`
	Descripcion                           string
	Contribuciones                        []truthTax
	Identificadores, Permisos             [][]string
	Observaciones                         []string
}

// flat is both sides as text, so that a difference reads as a line.
type flat map[string]any

func plain(s string) string {
	a, err := money.Parse(s)
	if err != nil {
		return s
	}
	return a.String()
}

func label(s string) string {
	a, _ := catalog.Default().ContributionLabel(s)
	return a
}

func taxes(ts []truthTax) [][]string {
	out := [][]string{}
	for _, t := range ts {
		out = append(out, []string{label(t.Concepto + t.Clave), t.FormaPago, plain(t.Importe)})
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

func taxesOf(cs []pedimento.Contribucion) [][]string {
	out := [][]string{}
	for _, c := range cs {
		out = append(out, []string{c.Clave, c.FormaPago, c.Importe.String()})
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

func casesOf(is []pedimento.Identificador) [][]string {
	out := [][]string{}
	for _, i := range is {
		out = append(out, append([]string{i.Clave}, i.Complementos...))
	}
	return out
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func (w *truth) flat() flat {
	efecto := "pagado"
	if w.Nulo {
		efecto = "nulo"
	}
	f := flat{
		"numero": strings.ReplaceAll(w.Numero, " ", ""), "clave": w.Clave, "regimen": w.Regimen, "destino": w.Destino, "rfc": w.RFC,
		"nombre": w.Nombre, "acuse": w.Acuse, "aduana": w.AduanaDespacho, "operacion": w.Operacion, "tc": plain(w.TipoCambio),
		"peso": plain(w.PesoBruto), "es": w.AduanaES, "usd": plain(w.ValorDolares), "va": plain(w.ValorAduana), "vc": plain(w.ValorComercial),
		"efectivo": w.Efectivo, "otros": w.Otros, "total": w.Total, "efecto": efecto, "entrada": w.Fechas["entrada"], "pago": w.Fechas["pago"],
		"fletes": w.Incrementables["fletes"], "seguros": w.Incrementables["seguros"], "embalajes": w.Incrementables["embalajes"],
		"otrosinc": w.Incrementables["otros"], "dec": w.Decrementables, "guias": orEmpty(w.Guias), "contenedores": orEmpty(w.Contenedores),
		"casos": orEmpty(w.Identificadores), "liquidacion": taxes(w.Liquidacion), "partidas": w.TotalPartidas,
	}
	tasas, invoices := [][]string{}, [][]string{}
	for _, t := range w.Tasas {
		tasas = append(tasas, []string{label(t[0]), t[1], plain(t[2])})
	}
	for _, p := range w.Proveedores {
		for _, i := range p.Facturas {
			invoices = append(invoices, []string{p.IDFiscal, p.Nombre, i.Numero, i.COVE, i.Fecha, i.Incoterm, i.Moneda, plain(i.ValorMoneda), plain(i.Factor), plain(i.ValorDolares)})
		}
	}
	f["tasas"], f["facturas"] = tasas, invoices
	for _, q := range w.Partidas {
		f["partida "+string(rune('0'+q.Secuencia))] = []any{
			q.Fraccion, q.NICO, q.Vinculacion, q.Metodo, pedimento.UnitKey(q.UMC), plain(q.CantidadUMC), pedimento.UnitKey(q.UMT), plain(q.CantidadUMT),
			q.Vendedor, q.Origen, plain(q.AduanaUSD), plain(q.Pagado), plain(q.Unitario), q.Descripcion, taxes(q.Contribuciones),
			orEmpty(q.Identificadores), orEmpty(q.Permisos), orEmpty(q.Observaciones),
		}
	}
	return f
}

func flatOf(p *pedimento.Pedimento) flat {
	f := flat{
		"numero": p.Number, "clave": p.Clave, "regimen": p.Regimen, "destino": p.Destino, "rfc": p.RFC, "nombre": p.Nombre, "acuse": p.Acuse,
		"aduana": p.Aduana, "operacion": p.Operacion, "tc": p.TipoCambio.String(), "peso": p.PesoBruto.String(), "es": p.AduanaES,
		"usd": p.ValorDolares.String(), "va": p.ValorAduana.String(), "vc": p.ValorComercial.String(), "efectivo": p.Efectivo.String(),
		"otros": p.Otros.String(), "total": p.Total.String(), "efecto": string(p.Efecto), "entrada": p.FechaEntrada.String(), "pago": p.FechaPago.String(),
		"fletes": p.Fletes.String(), "seguros": p.Seguros.String(), "embalajes": p.Embalajes.String(), "otrosinc": p.OtrosIncrementables.String(),
		"dec": p.Decrementables.String(), "casos": casesOf(p.Identificadores), "liquidacion": taxesOf(p.Liquidacion), "partidas": *p.TotalPartidas,
	}
	guias, cont, tasas, invoices := [][]string{}, [][]string{}, [][]string{}, [][]string{}
	for _, g := range p.Guias {
		guias = append(guias, []string{g.Numero, g.Tipo})
	}
	for _, c := range p.Contenedores {
		cont = append(cont, []string{c.Numero, c.Tipo})
	}
	for _, t := range p.Tasas {
		tasas = append(tasas, []string{t.Clave, t.Tipo, t.Tasa.String()})
	}
	for _, i := range p.Facturas {
		invoices = append(invoices, []string{i.IDFiscal, i.Proveedor, i.Numero, i.COVE, i.Fecha.String(), i.Incoterm, i.Moneda, i.ValorMoneda.String(), i.FactorMoneda.String(), i.ValorDolares.String()})
	}
	f["guias"], f["contenedores"], f["tasas"], f["facturas"] = guias, cont, tasas, invoices
	for _, q := range p.Partidas {
		value := q.ValorAduana
		if p.Operacion == "EXP" {
			value = q.ValorDolares
		}
		permits := [][]string{}
		for _, x := range q.Permisos {
			permits = append(permits, []string{x.Clave, x.Numero})
		}
		f["partida "+string(rune('0'+q.Secuencia))] = []any{
			q.Fraccion, q.NICO, q.Vinculacion, q.MetodoValoracion, q.UMC, q.CantidadUMC.String(), q.UMT, q.CantidadUMT.String(), q.PaisVendedor,
			q.PaisOrigen, value.String(), q.ValorComercial.String(), q.PrecioUnitario.String(), q.Descripcion, taxesOf(q.Contribuciones),
			casesOf(q.Identificadores), permits, orEmpty(q.Observaciones),
		}
	}
	return f
}

// Every field of a transcript that the type holds agrees, and the gate passes.
func TestCorpusAgainstTruth(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: real prints are not part of the repository")
	}
	files, err := filepath.Glob(filepath.Join(dir, "pedimento_pdf", "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no prints in %s: %v", dir, err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			text, err := locked.Read(context.Background(), b, pdftext.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			p, ok := print.Read(text)
			if !ok {
				t.Fatal("not recognised")
			}
			for _, x := range p.Findings {
				t.Errorf("%s %s %s", x.Code, x.Where, x.Message.ES)
			}
			raw, err := os.ReadFile(strings.TrimSuffix(f, ".pdf") + ".truth.json")
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(f, "forma_simplificada") {
				checkSimple(t, p, raw)
				return
			}
			var want truth
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			got := flatOf(p)
			w := want.flat()
			if want.Observaciones != nil {
				w["obs"], got["obs"] = want.Observaciones, p.Observaciones
			}
			if d := cmp.Diff(w, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// checkSimple compares the few values a forma simplificada prints.
func checkSimple(t *testing.T, p *pedimento.Pedimento, raw []byte) {
	t.Helper()
	var w struct {
		Pedimento struct {
			Numero    string `json:"numero_raw"`
			Operacion string
			Clave     string
			Aduana    string `json:"aduana_codigo"`
			Destino   string
			Peso      json.Number `json:"peso_bruto"`
			Acuse     string      `json:"codigo_aceptacion"`
		}
		Importador  struct{ RFC string }
		Fechas      map[string]string
		Liquidacion map[string]json.Number
		Documentos  struct {
			COVE     string
			Partidas int `json:"total_partidas"`
		}
		Transporte struct {
			Identificacion, Pais, Guia string
		}
		EDocs []string `json:"e_documents"`
	}
	if err := json.Unmarshal(raw, &w); err != nil {
		t.Fatal(err)
	}
	taxes := map[string]string{}
	for _, c := range p.Liquidacion {
		taxes[strings.ToLower(strings.ReplaceAll(c.Clave, "/", "_"))] = c.Importe.String()
	}
	taxes["efectivo"], taxes["otros"], taxes["total"] = p.Efectivo.String(), p.Otros.String(), p.Total.String()
	docs := []string{}
	for _, i := range p.Identificadores {
		docs = append(docs, i.Complementos...)
	}
	want := map[string]string{}
	for k, v := range w.Liquidacion {
		want[k] = v.String()
	}
	for _, d := range []string{
		cmp.Diff(want, taxes), cmp.Diff(w.EDocs, docs),
		cmp.Diff([]string{strings.ReplaceAll(w.Pedimento.Numero, " ", ""), w.Pedimento.Operacion, w.Pedimento.Clave, w.Pedimento.Aduana, w.Pedimento.Destino, plain(w.Pedimento.Peso.String()), w.Pedimento.Acuse, w.Importador.RFC, w.Fechas["entrada"], w.Fechas["pago"], w.Documentos.COVE, w.Transporte.Identificacion, w.Transporte.Pais, w.Transporte.Guia},
			[]string{p.Number, p.Operacion, p.Clave, p.Aduana, p.Destino, p.PesoBruto.String(), p.Acuse, p.RFC, p.FechaEntrada.String(), p.FechaPago.String(), p.Facturas[0].COVE, p.Transportes[0].Identificacion, p.Transportes[0].Pais, p.Guias[0].Numero}),
	} {
		if d != "" {
			t.Error(d)
		}
	}
	if *p.TotalPartidas != w.Documentos.Partidas || len(p.Partidas) != 0 || p.TipoCambio.Known() || p.ValorAduana.Known() {
		t.Error("a forma simplificada prints neither partidas nor values")
	}
}
