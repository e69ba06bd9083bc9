package glosa_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/ruletest"
)

// crossed are the findings of one declaration among its papers, as rule, partida
// and field, without those that every example raises for want of other data.
func crossed(t *testing.T, s *ruletest.Shipment) (out []string, said string) {
	t.Helper()
	g := glosa.New(s.Setting(), glosa.Rules())
	var all strings.Builder
	for _, f := range g.Pedimento(s.P) {
		out = append(out, f.Code+" "+f.Field)
		all.WriteString(f.Message.EN + "\n")
	}
	slices.Sort(out)
	return slices.Compact(out), all.String()
}

type change = func(*ruletest.Shipment)

// described is an import whose packing list describes its goods.
func described(changes ...change) *ruletest.Shipment {
	return ruletest.Entrada(append([]change{func(s *ruletest.Shipment) {
		s.Packing.Lineas[0].Descripcion, s.Packing.Lineas[1].Descripcion = "CONECTOR", "CABLE ELECTRICO"
	}}, changes...)...)
}

// inKilos is an import whose partidas are all counted by weight.
func inKilos(changes ...change) *ruletest.Shipment {
	return ruletest.Entrada(append([]change{func(s *ruletest.Shipment) {
		for i := range s.P.Partidas {
			s.P.Partidas[i].UMT, s.P.Partidas[i].CantidadUMT = "1", ruletest.Amount("700")
		}
	}}, changes...)...)
}

// whole is a return with its CFDI, the acuse de valor and a commercial invoice.
func whole(changes ...change) *ruletest.Shipment {
	return ruletest.Salida(append([]change{ruletest.Acused, ruletest.Twinned}, changes...)...)
}

// definitive is a definitive export, whose CFDI has its complement.
func definitive(changes ...change) *ruletest.Shipment {
	return whole(append([]change{func(s *ruletest.Shipment) {
		s.P.Clave, s.P.Regimen, s.P.Identificadores = "A1", "EXD", nil
		s.CFDI = ruletest.Sale()
	}}, changes...)...)
}

// TestOneAttributeAtATime: a shipment whose declaration, COVE, invoice, packing
// list and CFDI agree draws nothing; whatever one of them says otherwise is told
// by the rules that compare that attribute between those papers, and by no other.
// What is compared line by line says why the lines are the same.
func TestOneAttributeAtATime(t *testing.T) {
	t.Parallel()
	amount := ruletest.Amount
	const scored = "of 1000: "
	for name, tt := range map[string]struct {
		of   func(...change) *ruletest.Shipment
		do   change
		want []string
		says string
	}{
		"nothing":      {ruletest.Entrada, func(*ruletest.Shipment) {}, nil, ""},
		"nothing, out": {ruletest.Salida, func(*ruletest.Shipment) {}, nil, ""},

		"COVE supplier": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Cove.Emisor.ID = "990000009" }, []string{"aduanera_cove_factura facturas.0.id_fiscal", "aduanera_cove_proveedor facturas.0.id_fiscal"}, "990000009"},
		"COVE number":   {ruletest.Entrada, func(s *ruletest.Shipment) { s.Cove.Numero = "INV-9" }, []string{"aduanera_cove_factura facturas.0.numero", "aduanera_factura_numero facturas.0.numero"}, "INV-9"},
		"COVE date":     {ruletest.Entrada, func(s *ruletest.Shipment) { s.Cove.Fecha = 20240302 }, []string{"aduanera_cove_factura facturas.0.fecha", "aduanera_cove_fecha facturas.0.fecha"}, "2024-03-02"},
		"COVE quantity": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[1].Cantidad = amount("510") }, []string{"aduanera_cove_factura_renglones facturas.0.renglon.2", "aduanera_cove_renglones cantidad_umc"}, scored},
		"COVE unit":     {ruletest.Entrada, func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[1].UnidadOMA = "KGM" }, []string{"aduanera_cove_factura_renglones facturas.0.renglon.2.unidad", "aduanera_cove_renglones umc"}, scored},
		"COVE value":    {ruletest.Entrada, func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[1].ValorDolares = amount("1520") }, []string{"aduanera_cove_factura_renglones facturas.0.renglon.2.valor", "aduanera_cove_renglones valor_dolares", "aduanera_cove_valor facturas.0.valor_dolares"}, scored},
		"COVE currency": {ruletest.Entrada, func(s *ruletest.Shipment) {
			for i := range s.Cove.Facturas[0].Mercancias {
				s.Cove.Facturas[0].Mercancias[i].Moneda = "EUR"
			}
		}, []string{"aduanera_cove_factura facturas.0.moneda", "aduanera_cove_moneda facturas.0.moneda"}, "EUR"},
		"COVE line": {ruletest.Entrada, func(s *ruletest.Shipment) {
			s.Cove.Facturas[0].Mercancias[1].Descripcion = "TORNILLO"
			s.Cove.Facturas[0].Mercancias[1].Cantidad = amount("7")
		}, []string{"aduanera_cove_factura_renglones facturas.0.mercancia.2", "aduanera_cove_factura_renglones facturas.0.renglon.2", "aduanera_cove_renglones cantidad_umc", "aduanera_cove_renglones renglon.2"}, scored},

		"invoice supplier": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.Proveedor, s.Invoice.ProveedorID = "ANOTHER CORP", "" }, []string{"aduanera_cove_factura facturas.0.proveedor", "aduanera_empaque_factura facturas.0.proveedor", "aduanera_factura_proveedor facturas.0.proveedor"}, "ANOTHER"},
		"invoice date":     {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.Fecha = 20240228 }, []string{"aduanera_cove_factura facturas.0.fecha", "aduanera_empaque_factura facturas.0.fecha", "aduanera_factura_fecha facturas.0.fecha"}, "2024-02-28"},
		"invoice weight":   {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.BrutoKG = amount("1800") }, []string{"aduanera_empaque_factura facturas.0.peso_bruto"}, "1800"},
		"invoice incoterm": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.Incoterm = "DAP" }, []string{"aduanera_factura_incoterm facturas.0.incoterm"}, "DAP"},
		"invoice origin":   {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.Lineas[1].Origen = "CHN" }, []string{"aduanera_factura_origen pais_origen"}, scored},
		"invoice quantity": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.Lineas[1].Cantidad = amount("510") }, []string{"aduanera_cove_factura_renglones facturas.0.renglon.2", "aduanera_empaque_cantidad parte.CAB20", "aduanera_factura_renglones cantidad_umc"}, scored},
		"invoice unit":     {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.Lineas[1].Unidad = "KGM" }, []string{"aduanera_cove_factura_renglones facturas.0.renglon.2.unidad", "aduanera_empaque_cantidad parte.CAB20", "aduanera_factura_renglones umc"}, scored},
		"invoice value":    {ruletest.Entrada, func(s *ruletest.Shipment) { s.Invoice.Lineas[1].Importe = amount("1520") }, []string{"aduanera_cove_factura facturas.0.valor_moneda", "aduanera_cove_factura_renglones facturas.0.renglon.2.valor", "aduanera_factura_renglones valor_dolares", "aduanera_factura_valor facturas.0.valor_moneda"}, scored},

		"packing quantity": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Packing.Lineas[1].Cantidad = amount("510") }, []string{"aduanera_empaque_cantidad parte.CAB20"}, "510"},
		"packing weight":   {ruletest.Entrada, func(s *ruletest.Shipment) { s.Packing.BrutoKG = amount("1800") }, []string{"aduanera_empaque_peso peso_bruto"}, "1800"},
		"packing supplier": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Packing.ProveedorID = "990000009" }, []string{"aduanera_empaque_factura facturas.0.id_fiscal"}, "990000009"},
		"packing number":   {ruletest.Entrada, func(s *ruletest.Shipment) { s.Packing.Numero, s.Packing.Factura = "INV-1", "INV-9" }, []string{"aduanera_empaque_factura facturas.0.numero"}, "INV-9"},
		"packing date":     {ruletest.Entrada, func(s *ruletest.Shipment) { s.Packing.Fecha = 20240303 }, []string{"aduanera_empaque_factura facturas.0.fecha"}, "2024-03-03"},
		"packing line":     {described, func(s *ruletest.Shipment) { s.Packing.Lineas[1].Cantidad = amount("510") }, []string{"aduanera_empaque_cantidad parte.CAB20", "aduanera_empaque_renglones cantidad_umc"}, scored},
		"packing net":      {inKilos, func(s *ruletest.Shipment) { s.Packing.NetoKG = amount("1800") }, []string{"aduanera_empaque_neto cantidad_umt"}, "1800"},
		"packing packages": {ruletest.Entrada, func(s *ruletest.Shipment) { s.Packing.TotalBultos = amount("12") }, []string{"aduanera_empaque_bultos bultos"}, "12"},

		"CFDI date":     {ruletest.Salida, func(s *ruletest.Shipment) { s.CFDI.Fecha = 20240602 }, []string{"cff_cfdi_fecha facturas.0.fecha"}, "2024-06-02"},
		"CFDI currency": {ruletest.Salida, func(s *ruletest.Shipment) { s.CFDI.Moneda = "EUR" }, []string{"cff_cfdi_moneda facturas.0.moneda"}, "EUR"},
		"CFDI receiver": {ruletest.Salida, func(s *ruletest.Shipment) {
			s.CFDI.Receptor.NumRegIDTrib, s.CFDI.Receptor.Nombre = "770000001", "ANOTHER CORP"
		}, []string{"cff_cfdi_receptor facturas.0.id_fiscal", "cff_cfdi_receptor facturas.0.proveedor"}, "770000001"},
		"CFDI issuer":   {ruletest.Salida, func(s *ruletest.Shipment) { s.CFDI.Emisor.RFC = "OTR210101AB1" }, []string{"cff_cfdi_emisor facturas.0.numero"}, "OTR210101AB1"},
		"CFDI quantity": {ruletest.Salida, func(s *ruletest.Shipment) { s.CFDI.Conceptos[0].Cantidad = amount("103") }, []string{"cff_cfdi_renglones cantidad_umc"}, scored},
		"CFDI unit":     {ruletest.Salida, func(s *ruletest.Shipment) { s.CFDI.Conceptos[0].ClaveUnidad = "KGM" }, []string{"cff_cfdi_renglones umc"}, scored},
		"CFDI value":    {ruletest.Salida, func(s *ruletest.Shipment) { s.CFDI.Conceptos[0].Importe = amount("3050") }, []string{"cff_cfdi_renglones valor_dolares"}, scored},
		"CFDI incoterm": {definitive, func(s *ruletest.Shipment) { s.CFDI.Comercio.Incoterm = "DAP" }, []string{"cff_cfdi_factura facturas.0.incoterm", "cff_cfdi_incoterm facturas.0.incoterm"}, "DAP"},

		"COVE number, out":   {whole, func(s *ruletest.Shipment) { s.Cove.Numero = "EXP-2" }, []string{"aduanera_cove_factura facturas.0.numero", "aduanera_factura_numero facturas.0.numero", "cff_cove_cfdi facturas.0.numero"}, "EXP-2"},
		"COVE seller, out":   {whole, func(s *ruletest.Shipment) { s.Cove.Emisor.Nombre = "ANOTHER CORP" }, []string{"aduanera_cove_factura facturas.0.proveedor", "cff_cove_cfdi facturas.0.proveedor"}, "ANOTHER"},
		"COVE currency, out": {whole, func(s *ruletest.Shipment) { s.Cove.Facturas[0].Mercancias[0].Moneda = "EUR" }, []string{"aduanera_cove_factura facturas.0.moneda", "aduanera_cove_moneda facturas.0.moneda", "cff_cove_cfdi facturas.0.moneda"}, "EUR"},
		"CFDI date, out":     {whole, func(s *ruletest.Shipment) { s.CFDI.Fecha = 20240602 }, []string{"cff_cfdi_factura facturas.0.fecha", "cff_cfdi_fecha facturas.0.fecha", "cff_cove_cfdi facturas.0.fecha"}, "2024-06-02"},
		"CFDI currency, out": {whole, func(s *ruletest.Shipment) { s.CFDI.Moneda = "CAD" }, []string{"cff_cfdi_factura facturas.0.moneda", "cff_cfdi_moneda facturas.0.moneda", "cff_cove_cfdi facturas.0.moneda"}, "CAD"},
		"CFDI quantity, out": {whole, func(s *ruletest.Shipment) { s.CFDI.Conceptos[0].Cantidad = amount("103") }, []string{"cff_cfdi_factura_renglones facturas.0.renglon.1", "cff_cfdi_renglones cantidad_umc", "cff_cove_cfdi_renglones facturas.0.renglon.1"}, scored},
		"CFDI unit, out":     {whole, func(s *ruletest.Shipment) { s.CFDI.Conceptos[0].ClaveUnidad = "KGM" }, []string{"cff_cfdi_factura_renglones facturas.0.renglon.1.unidad", "cff_cfdi_renglones umc", "cff_cove_cfdi_renglones facturas.0.renglon.1.unidad"}, scored},
		"CFDI value, out": {whole, func(s *ruletest.Shipment) {
			s.CFDI.Conceptos[0].Importe, s.CFDI.SubTotal, s.CFDI.Total = amount("3050"), amount("3050"), amount("3050")
		}, []string{"cff_cfdi_factura facturas.0.valor_moneda", "cff_cfdi_factura_renglones facturas.0.renglon.1.valor", "cff_cfdi_renglones valor_dolares", "cff_cfdi_valor facturas.0.valor_moneda", "cff_cove_cfdi facturas.0.valor_moneda", "cff_cove_cfdi_renglones facturas.0.renglon.1.valor"}, scored},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sound, _ := crossed(t, tt.of())
			broken, said := crossed(t, tt.of(tt.do))
			got := slices.DeleteFunc(broken, func(s string) bool { return slices.Contains(sound, s) })
			if len(got) == 0 {
				got = nil
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s\n%s", d, said)
			}
			if tt.says != "" && !strings.Contains(said, tt.says) {
				t.Errorf("nothing says %q:\n%s", tt.says, said)
			}
			for _, s := range sound {
				for _, p := range []string{"_cove_", "_factura_", "_empaque_", "_cfdi_"} {
					if strings.Contains(s, p) {
						t.Errorf("papers that agree: %s", s)
					}
				}
			}
		})
	}
}
