package reconciliation_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/papers"
	"example.com/immex/shared/rule/ruletest"
)

const entry, export = "242432104000123", "242432104000777"

// TestCOVE: pedimento, acuse and invoice against each other, header and line,
// both ways. The rate is 17 pesos: what differs by 150 dollars is worth 2,550.
func TestCOVE(t *testing.T) {
	t.Parallel()
	type change = func(*ruletest.Shipment)
	goods := func(s *ruletest.Shipment, i int) *pedimento.Partida { return &s.P.Partidas[i] }
	for name, tt := range map[string]struct {
		change change
		on     document.Date
		agreed int
		want   []string
	}{
		"all agree":             {func(*ruletest.Shipment) {}, 0, 1, nil},
		"after the day":         {func(*ruletest.Shipment) {}, 20240304, 0, nil},
		"no acuse here":         {func(s *ruletest.Shipment) { s.Cove = nil }, 0, 0, []string{"cove_no_esta " + entry + "/0 51000"}},
		"no acuse, another day": {func(s *ruletest.Shipment) { s.Cove = nil; s.Invoice.Fecha = 20240229 }, 0, 0, []string{"factura_fecha " + entry + "/0 ", "cove_no_esta " + entry + "/0 51000"}},
		"no acuse, declared value": {func(s *ruletest.Shipment) {
			s.Cove = nil
			s.P.Facturas[0].ValorMoneda = ruletest.Amount("3150")
		}, 0, 0, []string{"cove_no_esta " + entry + "/0 51000", "factura_valor " + entry + "/0 2550"}},
		"no acuse, no invoice": {func(s *ruletest.Shipment) { s.Cove, s.Invoice = nil, nil }, 0, 0, []string{"cove_no_esta " + entry + "/0 51000"}},
		"none cited":           {func(s *ruletest.Shipment) { s.P.Facturas[0].COVE = "" }, 0, 0, []string{"sin_cove " + entry + "/0 51000"}},
		"no invoice":           {func(s *ruletest.Shipment) { s.Invoice = nil }, 0, 0, []string{"factura_no_esta " + entry + "/0 51000"}},
		"another day":          {func(s *ruletest.Shipment) { s.Cove.Fecha = 20240302; s.Invoice.Fecha = 20240302 }, 0, 0, []string{"cove_fecha " + entry + "/0 "}},
		"invoice's day":        {func(s *ruletest.Shipment) { s.Invoice.Fecha = 20240229 }, 0, 0, []string{"factura_fecha " + entry + "/0 "}},
		"of an export":         {func(s *ruletest.Shipment) { s.Cove.TipoOperacion = "TOCE.EXP" }, 0, 0, []string{"cove_operacion " + entry + "/0 "}},
		"declared value": {func(s *ruletest.Shipment) {
			s.P.Facturas[0].ValorMoneda, s.P.Facturas[0].ValorDolares = ruletest.Amount("3150"), ruletest.Amount("3150")
		}, 0, 0, []string{"cove_valor_dolares " + entry + "/0 2550", "cove_valor_moneda " + entry + "/0 2550"}},
		"partida quantity": {func(s *ruletest.Shipment) { goods(s, 0).CantidadUMC = ruletest.Amount("900") }, 0, 0, []string{"partida_cove_cantidad " + entry + "/1 2550"}},
		"partida value":    {func(s *ruletest.Shipment) { goods(s, 1).ValorDolares = ruletest.Amount("1650") }, 0, 0, []string{"partida_cove_valor " + entry + "/2 2550"}},
		"a partida more": {func(s *ruletest.Shipment) {
			x := *goods(s, 0)
			x.Secuencia, x.Descripcion, x.CantidadUMC, x.ValorDolares, x.Fraccion = 3, "TORNILLO", ruletest.Amount("77"), ruletest.Amount("10"), "73181599"
			s.P.Partidas = append(s.P.Partidas, x)
		}, 0, 0, []string{"partida_cove_de_mas " + entry + "/3 170"}},
		"a partida less":   {func(s *ruletest.Shipment) { s.P.Partidas = s.P.Partidas[:1] }, 0, 0, []string{"partida_cove_de_menos " + entry + "/2 25500"}},
		"invoice quantity": {func(s *ruletest.Shipment) { s.Invoice.Lineas[1].Cantidad = ruletest.Amount("5000") }, 0, 0, []string{"factura_cantidad " + entry + "/2 22950"}},
		"an invoice line more": {func(s *ruletest.Shipment) {
			x := s.Invoice.Lineas[0]
			x.Fila, x.Parte, x.Descripcion, x.Cantidad, x.Importe, x.Fraccion = 4, "TOR-30", "TORNILLO", ruletest.Amount("77"), ruletest.Amount("10"), "73181599"
			s.Invoice.Lineas = append(s.Invoice.Lineas, x)
		}, 0, 0, []string{"factura_valor " + entry + "/0 170", "factura_de_menos " + entry + "/3 170"}},
		"several invoices": {func(s *ruletest.Shipment) { s.Cove.Relacion = "1" }, 0, 0, []string{"factura_sin_juzgar " + entry + "/0 51000"}},
		"twins": {func(s *ruletest.Shipment) {
			s.Cove.Facturas[0].Mercancias[1] = s.Cove.Facturas[0].Mercancias[0]
			s.Invoice = nil
			*goods(s, 1) = *goods(s, 0)
			goods(s, 1).Secuencia = 2
		}, 0, 0, []string{"partida_cove_sin_juzgar " + entry + "/0 ", "factura_no_esta " + entry + "/0 51000"}},
		"two invoices, one acuse": {func(s *ruletest.Shipment) {
			f := s.P.Facturas[0]
			f.Numero, f.ValorMoneda, f.ValorDolares = "INV-2", ruletest.Amount("1000"), ruletest.Amount("1000")
			s.P.Facturas[0].ValorMoneda, s.P.Facturas[0].ValorDolares = ruletest.Amount("2000"), ruletest.Amount("2000")
			s.P.Facturas = append(s.P.Facturas, f)
		}, 0, 1, nil},
	} {
		c := ruletest.Entrada(tt.change).Case()
		hold(t, name, held(reconciliation.OfCOVE(tt.on), c), tt.agreed, tt.want...)
	}
}

// TestSalesLines: an export against its CFDI, header and line. Under maquila a
// difference is no finding.
func TestSalesLines(t *testing.T) {
	t.Parallel()
	type change = func(*ruletest.Shipment)
	concept := func(s *ruletest.Shipment) *cfdi.Concepto { return &s.CFDI.Conceptos[0] }
	sound := func(s *ruletest.Shipment) {
		s.P.Facturas[0].Fecha = s.CFDI.Fecha
		s.P.Facturas[0].ValorMoneda, s.P.Facturas[0].ValorDolares = s.CFDI.SubTotal, s.CFDI.SubTotal
		s.P.Facturas[0].Moneda = s.CFDI.Moneda
		s.P.Partidas[0].CantidadUMC, s.P.Partidas[0].Descripcion = concept(s).Cantidad, concept(s).Descripcion
		s.P.Partidas[0].ValorDolares = concept(s).Importe
		concept(s).Unidad = "PIEZA"
	}
	for name, tt := range map[string]struct {
		change   change
		agreed   int
		severity document.Severity
		want     []string
	}{
		"all agree":   {func(*ruletest.Shipment) {}, 1, "", nil},
		"no CFDI":     {func(s *ruletest.Shipment) { s.CFDI = nil }, 0, document.Notice, []string{"cfdi_no_esta " + export + "/0 "}},
		"another day": {func(s *ruletest.Shipment) { s.P.Facturas[0].Fecha = 20240101 }, 0, document.Warning, []string{"cfdi_fecha " + export + "/0 "}},
		"quantity":    {func(s *ruletest.Shipment) { s.P.Partidas[0].CantidadUMC = ruletest.Amount("1") }, 0, document.Warning, []string{"partida_cfdi_cantidad " + export + "/1 50490"}},
		"under maquila": {func(s *ruletest.Shipment) {
			s.Company.SalesBasis = "maquila"
			s.P.Facturas[0].Fecha = 20240101
		}, 0, "", []string{"cfdi_fecha " + export + "/0 "}},
		"an import": {func(s *ruletest.Shipment) { s.P.Operacion = "IMP" }, 0, "", nil},
	} {
		c := ruletest.Salida(sound, tt.change).Case()
		r := held(reconciliation.OfSalesLines(0, nil), c)
		hold(t, name, r, tt.agreed, tt.want...)
		for i := range r.Differences {
			if r.Differences[i].Severity != tt.severity {
				t.Errorf("%s: severity %q", name, r.Differences[i].Severity)
			}
		}
	}
}

// TestSalesLinesInPart: of an export with two invoices of which one has no CFDI
// here the other is compared; what the missing one may bill is not judged, and it
// is named.
func TestSalesLinesInPart(t *testing.T) {
	t.Parallel()
	const lacks = "cfdi_no_esta " + export + "/0 "
	const waits = "partida_cfdi_sin_juzgar " + export + "/0 "
	type change = func(*ruletest.Shipment)
	two := func(s *ruletest.Shipment) {
		k := &s.CFDI.Conceptos[0]
		f := &s.P.Facturas[0]
		f.Fecha, f.ValorMoneda, f.ValorDolares, f.Moneda = s.CFDI.Fecha, s.CFDI.SubTotal, s.CFDI.SubTotal, s.CFDI.Moneda
		k.Unidad = "PIEZA"
		q := &s.P.Partidas[0]
		q.CantidadUMC, q.Descripcion, q.ValorDolares = k.Cantidad, k.Descripcion, k.Importe
		more, other := *f, *q
		more.Numero = "EXP-2"
		other.Secuencia, other.Descripcion, other.Fraccion, other.CantidadUMC, other.ValorDolares = 2, "TORNILLO", "73181599", ruletest.Amount("77"), ruletest.Amount("10")
		s.P.Facturas, s.P.Partidas = append(s.P.Facturas, more), append(s.P.Partidas, other)
	}
	for name, tt := range map[string]struct {
		change change
		want   []string
	}{
		"what is here agrees":     {func(*ruletest.Shipment) {}, []string{lacks, waits}},
		"another day":             {func(s *ruletest.Shipment) { s.P.Facturas[0].Fecha = 20240101 }, []string{"cfdi_fecha " + export + "/0 ", lacks, waits}},
		"the CFDI has more":       {func(s *ruletest.Shipment) { s.P.Partidas[0].CantidadUMC = ruletest.Amount("60") }, []string{lacks, "partida_cfdi_sin_juzgar " + export + "/0 ", "partida_cfdi_cantidad " + export + "/1 20400"}},
		"the pedimento has more":  {func(s *ruletest.Shipment) { s.P.Partidas[0].CantidadUMC = ruletest.Amount("140") }, []string{lacks, waits}},
		"the pedimento is dearer": {func(s *ruletest.Shipment) { s.P.Partidas[0].ValorDolares = ruletest.Amount("4000") }, []string{lacks, waits}},
	} {
		r := held(reconciliation.OfSalesLines(0, nil), ruletest.Salida(two, tt.change).Case())
		hold(t, name, r, 0, tt.want...)
		for i := range r.Differences {
			if d := &r.Differences[i]; d.Reason == "cfdi_no_esta" && (d.Books != "EXP-2" || !strings.Contains(d.Says.EN, "EXP-2")) {
				t.Errorf("%s: the one that is missing is not named: %+v", name, d)
			}
		}
	}
}

// TestSalesLinesInForce: a CFDI that the SAT cancelled or that another replaces bills
// nothing. Of 100 pieces that its replacement bills too there are not 200; an export
// that declares the cancelled one alone is not covered.
func TestSalesLinesInForce(t *testing.T) {
	t.Parallel()
	const first, second = "1F0C3A9E-0000-4000-8000-00000000000A", "1F0C3A9E-0000-4000-8000-00000000000B"
	sound := func(s *ruletest.Shipment) {
		k := &s.CFDI.Conceptos[0]
		f := &s.P.Facturas[0]
		f.Numero = first
		f.Fecha, f.ValorMoneda, f.ValorDolares, f.Moneda = s.CFDI.Fecha, s.CFDI.SubTotal, s.CFDI.SubTotal, s.CFDI.Moneda
		k.Unidad, k.Pedimentos = "PIEZA", []string{export}
		q := &s.P.Partidas[0]
		q.CantidadUMC, q.Descripcion, q.ValorDolares = k.Cantidad, k.Descripcion, k.Importe
	}
	other := func(c *rule.Case, change ...func(*cfdi.Comprobante)) *cfdi.Comprobante {
		x := *c.Papers.CFDI(first)[0]
		x.UUID, x.Folio = second, "2"
		for _, f := range change {
			f(&x)
		}
		return &x
	}
	silent := func(x *cfdi.Comprobante) {
		x.Conceptos = slices.Clone(x.Conceptos)
		x.Conceptos[0].Pedimentos = nil
	}
	for name, tt := range map[string]struct {
		declared string
		change   []func(*cfdi.Comprobante) // of the second, nil when there is none
		second   bool
		gone     map[string]string
		agreed   int
		severity document.Severity
		want     []string
	}{
		"both in force":                           {first, nil, true, nil, 0, document.Notice, []string{"partida_cfdi_sin_juzgar " + export + "/0 "}},
		"replaced, declared anew":                 {second, nil, true, map[string]string{first: "sustituido"}, 1, "", nil},
		"cancelled, declared anew":                {second, nil, true, map[string]string{first: "cancelado"}, 1, "", nil},
		"replaced, and the first declared":        {first, nil, true, map[string]string{first: "sustituido"}, 0, document.Notice, []string{"cfdi_sin_vigencia " + export + "/0 "}},
		"replaced by one that does not name it":   {first, []func(*cfdi.Comprobante){silent}, true, map[string]string{first: "sustituido"}, 0, document.Notice, []string{"cfdi_sin_vigencia " + export + "/0 "}},
		"cancelled and nothing in its place":      {first, nil, false, map[string]string{first: "cancelado"}, 0, document.Warning, []string{"cfdi_sin_vigencia " + export + "/0 "}},
		"of two that use one folio that in force": {"EXP1", []func(*cfdi.Comprobante){silent, func(x *cfdi.Comprobante) { x.Folio = "1" }}, true, map[string]string{second: "cancelado"}, 1, "", nil},
	} {
		c := ruletest.Salida(sound, func(s *ruletest.Shipment) { s.P.Facturas[0].Numero = tt.declared }).Case()
		if tt.second {
			index, ok := c.Papers.(*papers.Index)
			if !ok || !index.Add(other(c, tt.change...)) {
				t.Fatalf("%s: the second CFDI was not taken", name)
			}
		}
		r := held(reconciliation.OfSalesLines(0, func(uuid string) string { return tt.gone[uuid] }), c)
		hold(t, name, r, tt.agreed, tt.want...)
		for i := range r.Differences {
			if d := &r.Differences[i]; d.Severity != tt.severity || d.Says.ES == "" || d.Says.EN == "" || d.Says.ES == d.Says.EN {
				t.Errorf("%s: %+v", name, d)
			}
		}
	}
}

// held is what comes of one declaration.
func held(d *reconciliation.Declarations, c *rule.Case) *reconciliation.Result {
	d.Add(c)
	return d.Result()
}
