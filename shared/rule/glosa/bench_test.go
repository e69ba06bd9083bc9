package glosa_test

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/material"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/papers"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

// partidas is how many the pedimentos of the benchmarks have, and shipments how
// many there are.
const (
	partidas  = 20
	shipments = 100
)

// tables are what a plant and the dated law of its programme may deliver, with
// rows about the goods of the samples.
func tables() []string {
	var goods, nicos, parts, allowed strings.Builder
	for i, f := range []string{"85366999", "85444299", "85372099"} {
		fmt.Fprintf(&goods, "%s,IMP,1,5,6,2020-01-01,,DOF 1,C\n", f)
		fmt.Fprintf(&nicos, "%s,00,2020-01-01,,DOF 1,C\n", f)
		fmt.Fprintf(&allowed, "programa,%s,,,,,2020-01-01,\n", f)
		for j := range 200 {
			fmt.Fprintf(&parts, "P-%d-%d,Conector,insumo,%s,00,6,6,1,Ficha,2020-01-01,\n", i, j, f)
		}
	}
	var inpc, fx strings.Builder
	for y := 2018; y < 2027; y++ {
		for m := 1; m <= 12; m++ {
			fmt.Fprintf(&inpc, "%d-%02d,1%02d.5,DOF 1,C\n", y, m, y-2000+m)
			for d := 1; d <= 28; d++ {
				fmt.Fprintf(&fx, "USD,%d-%02d-%02d,17.0000,DOF 1,C\n", y, m, d)
			}
		}
	}
	return []string{
		"fraccion,operacion,tipo_tasa,tasa,umt,vigente_desde,vigente_hasta,fuente,confianza\n" + goods.String(),
		"fraccion,nico,vigente_desde,vigente_hasta,fuente,confianza\n" + nicos.String(),
		"mes,inpc,fuente,confianza\n" + inpc.String(),
		"moneda,fecha,tipo_de_cambio,fuente,confianza\n" + fx.String(),
		"lista,prefijo,alcance,titulo,title,vigente_desde,fuente,confianza\nanexo_I,,ninguno,Lista,List,2018-01-01,DOF 1,C\n" +
			"anexo_II,,ninguno,Lista,List,2018-01-01,DOF 1,C\npetroliferos,,ninguno,Lista,List,2018-01-01,DOF 1,C\n",
		"parte,descripcion,tipo,fraccion,nico,umc,umt,factor,evidencia,vigente_desde,vigente_hasta\n" + parts.String(),
		"tipo,fraccion,numero,unidad,cantidad,valor_usd,vigente_desde,vigente_hasta\n" + allowed.String(),
		"asunto,obligacion,periodo,pedimento,fecha,resultado,vence,folio\nobligacion,inegi_mensual,2024-03-01,,2024-04-17,,,AC-1\n",
		"lugar,tipo,domicilio,rfc,vigente_desde,vigente_hasta\nPLANTA-1,planta,AVENIDA UNO 100,,2020-01-01,\n",
	}
}

// furnished is the sample company with every table, and the papers of many
// shipments.
func furnished(b *testing.B) (*rule.Setting, []*pedimento.Pedimento) {
	b.Helper()
	var files []plant.File
	for _, csv := range tables() {
		book, fs := sheet.Read([]byte(csv))
		if book == nil {
			b.Fatal(fs)
		}
		f, fs := material.Read(book)
		if f == nil || fs.Blocking() {
			b.Fatalf("%.60s: %v", csv, fs)
		}
		h := document.HashOf([]byte(csv))
		files = append(files, plant.File{File: f, Hash: h, Doc: h})
	}
	x := plant.New(files, unit.Default())
	law, err := catalog.Default().With(x.Law())
	if err != nil {
		b.Fatal(err)
	}
	company := ruletest.Company()
	company.Authorised = []rule.Authorisation{{Kind: "programa", Fraccion: "8536"}, {Kind: "programa", Fraccion: "8544"}, {Kind: "programa", Fraccion: "8537"}}
	index := papers.New()
	var peds []*pedimento.Pedimento
	for n := range shipments {
		s := entrada(n)
		if n%2 == 1 {
			s = salida(n)
			index.Add(s.CFDI)
		}
		index.Add(s.Cove)
		index.Add(s.Invoice)
		if s.Packing != nil {
			index.Add(s.Packing)
		}
		peds = append(peds, s.P)
	}
	return &rule.Setting{Catalog: law, Company: company, Plant: x, Papers: index, Others: &ruletest.Others{}}, peds
}

// entrada is an import of many partidas with its COVE, invoice and packing list,
// every line of which is one of the sample's two under a name of its own.
func entrada(n int) *ruletest.Shipment {
	return ruletest.Entrada(func(s *ruletest.Shipment) {
		number, cove := fmt.Sprintf("INV-%d", n), fmt.Sprintf("COVE24%07d", n)
		s.P.Number, s.P.Documento = fmt.Sprintf("24243210%07d", 4_000_001+n), strconv.Itoa(4_000_001+n)
		s.P.Facturas[0].Numero, s.P.Facturas[0].COVE = number, cove
		s.Cove.Numero, s.Cove.EDocument, s.Invoice.Numero, s.Packing.Factura = number, cove, number, number
		s.P.Partidas, s.P.TotalPartidas = repeated(s.P.Partidas), nil
		s.Cove.Facturas[0].Mercancias = repeated(s.Cove.Facturas[0].Mercancias)
		s.Invoice.Lineas = repeated(s.Invoice.Lineas)
		s.Packing.Lineas = repeated(s.Packing.Lineas)
		for i := range partidas {
			s.P.Partidas[i].Secuencia = i + 1
			name := fmt.Sprintf("%s MODELO%02d", s.P.Partidas[i].Descripcion, i)
			s.P.Partidas[i].Descripcion, s.Cove.Facturas[0].Mercancias[i].Descripcion = name, name
			s.Invoice.Lineas[i].Parte, s.Invoice.Lineas[i].Descripcion = fmt.Sprintf("P-%d-%d", i%2, i/2), name
			s.Packing.Lineas[i].Parte, s.Packing.Lineas[i].Descripcion = s.Invoice.Lineas[i].Parte, name
		}
		s.P.ValorDolares, s.P.ValorAduana, s.P.ValorComercial = ruletest.Amount("30000.00"), ruletest.Amount("510000"), ruletest.Amount("510000")
		s.P.Facturas[0].ValorMoneda, s.P.Facturas[0].ValorDolares = ruletest.Amount("30000.00"), ruletest.Amount("30000.00")
		s.Packing.Pesos = invoice.Pesos{BrutoKG: ruletest.Amount("1500"), NetoKG: ruletest.Amount("1400")}
	})
}

// salida is a return of many partidas with its CFDI, acuse and invoice.
func salida(n int) *ruletest.Shipment {
	return ruletest.Salida(ruletest.Acused, ruletest.Twinned, func(s *ruletest.Shipment) {
		number, cove := fmt.Sprintf("EXP-%d", n), fmt.Sprintf("COVE24%07d", n)
		s.P.Number, s.P.Documento = fmt.Sprintf("24243210%07d", 4_000_001+n), strconv.Itoa(4_000_001+n)
		s.P.Facturas[0].Numero, s.P.Facturas[0].COVE = number, cove
		s.Cove.Numero, s.Cove.EDocument, s.Invoice.Numero, s.CFDI.Folio = number, cove, number, strconv.Itoa(n)
		s.CFDI.UUID = fmt.Sprintf("1F0C3A9E-0000-4000-8000-%012d", n)
		s.P.Partidas, s.P.TotalPartidas = repeated(s.P.Partidas), nil
		s.Cove.Facturas[0].Mercancias = repeated(s.Cove.Facturas[0].Mercancias)
		s.Invoice.Lineas = repeated(s.Invoice.Lineas)
		s.CFDI.Conceptos = repeated(s.CFDI.Conceptos)
		s.P.ValorDolares, s.P.ValorComercial = ruletest.Amount("60000.00"), ruletest.Amount("1020000")
		s.P.Facturas[0].ValorMoneda, s.P.Facturas[0].ValorDolares = ruletest.Amount("60000.00"), ruletest.Amount("60000.00")
		s.CFDI.SubTotal, s.CFDI.Total = ruletest.Amount("60000.00"), ruletest.Amount("60000.00")
		for i := range partidas {
			s.P.Partidas[i].Secuencia = i + 1
			name := fmt.Sprintf("CONECTOR MODELO%02d", i)
			s.P.Partidas[i].Descripcion, s.Cove.Facturas[0].Mercancias[i].Descripcion = name, name
			s.Invoice.Lineas[i].Descripcion, s.CFDI.Conceptos[i].Descripcion = name, name
		}
	})
}

// repeated is a list told again and again up to the number of partidas.
func repeated[T any](of []T) []T { return slices.Repeat(of, partidas/len(of)) }

// BenchmarkPartidas asks every rule about pedimentos of 20 partidas, each with its
// papers, in a company that has every table. unasked is how many rules had no
// data for any of them. It runs on one processor, garbage collection included,
// whatever -cpu says: the figure is that of one core.
func BenchmarkPartidas(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	setting, peds := furnished(b)
	g := glosa.New(setting, glosa.Rules())
	n, found := 0, 0
	for b.Loop() {
		found += len(g.Pedimento(peds[n%len(peds)]))
		n++
	}
	b.ReportMetric(float64(n*partidas)/b.Elapsed().Seconds(), "partidas/s")
	b.ReportMetric(float64(found)/float64(n), "findings/pedimento")
	asked, unasked := 0, 0
	for _, t := range g.Tallies() {
		switch {
		case t.Rule.Case == nil:
		case t.Judged() > 0:
			asked++
		case t.Counts[rule.Unreadable] > 0:
			unasked++
		}
	}
	b.ReportMetric(float64(runtime.GOMAXPROCS(0)), "cores")
	b.ReportMetric(float64(asked), "rules")
	b.ReportMetric(float64(unasked), "unasked")
}

// BenchmarkRule is the cost of each rule by itself over the same shipments.
func BenchmarkRule(b *testing.B) {
	setting, peds := furnished(b)
	for _, r := range glosa.Rules() {
		if r.Case == nil {
			continue
		}
		b.Run(r.Code, func(b *testing.B) {
			g := glosa.New(setting, []*rule.Rule{r})
			n := 0
			for b.Loop() {
				g.Pedimento(peds[n%len(peds)])
				n++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n*partidas), "ns/partida")
		})
	}
}
