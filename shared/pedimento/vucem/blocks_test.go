package vucem_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/vucem"
)

// rare are the blocks few pedimentos have, as the dictionary names them.
const rare = `<b:cuentasAduaneras><b:institucionEmisora>1</b:institucionEmisora><b:numeroCuenta>123</b:numeroCuenta>
<b:folioConstancia>F1</b:folioConstancia><b:fechaConstancia>2026-01-02-06:00</b:fechaConstancia><b:tipoCuenta>0</b:tipoCuenta>
<b:tipoGarantia>4</b:tipoGarantia><b:totalGarantia>1050.00</b:totalGarantia><b:cantidadUMC>100.0000</b:cantidadUMC></b:cuentasAduaneras>
<b:destinatarios><b:identificadorFiscal>77</b:identificadorFiscal><b:nombre>CONSIGNEE</b:nombre><b:domicilio>MAIN ST 5</b:domicilio>
<b:entidadFederativa>TX</b:entidadFederativa><b:pais>USA</b:pais></b:destinatarios>
<b:diferenciasContribuciones><b:importePago>77.00</b:importePago><b:claveGravamen>3</b:claveGravamen><b:formaPago>0</b:formaPago></b:diferenciasContribuciones>
<b:determinacionesContribucionesArticulo303><b:paisDestino><clave>USA</clave></b:paisDestino><b:fraccionArancelaria>39269099</b:fraccionArancelaria>
<b:secuenciaFracionArancelaria>1</b:secuenciaFracionArancelaria><b:valorMercanciaNoOriginaria>100.00</b:valorMercanciaNoOriginaria>
<b:montoIGI>10.00</b:montoIGI><b:totalArancelEUCanada>1.50</b:totalArancelEUCanada><b:montoExento>5.00</b:montoExento></b:determinacionesContribucionesArticulo303>
<b:pedimentoComplemetario><b:clavedocumento><b:clave>CT</b:clave></b:clavedocumento><b:tipoCambio>20.00000</b:tipoCambio>
<b:rfcImportadorExportador>MNE200101AB1</b:rfcImportadorExportador><b:razonSocialImportadorExportador>EJEMPLO</b:razonSocialImportadorExportador>
<b:rfcAgenteAduanalSocFactura>AAE190101AA1</b:rfcAgenteAduanalSocFactura></b:pedimentoComplemetario>
<b:transportes><b:identificador>PLACA1</b:identificador><b:paisTransporte><clave>MEX</clave></b:paisTransporte><b:nombre>TRANSPORTES</b:nombre>
<b:rfcTransportista>TEJ200101AB1</b:rfcTransportista><b:curpTransportista>EIXA800101HDFJMN09</b:curpTransportista>
<b:domicilioTransportista>CARRETERA 1</b:domicilioTransportista><b:candados>SELLO1</b:candados></b:transportes>
<b:documentosPago/><b:previoConsolidado><b:algo>DATO</b:algo></b:previoConsolidado>`

func read(t *testing.T, in string) *vucem.Message {
	t.Helper()
	m, findings := vucem.Read([]byte(in))
	if m == nil {
		t.Fatal(findings)
	}
	return m
}

// TestRareBlocks: every block of the answer has its place in the pedimento, and
// one that has none is said.
func TestRareBlocks(t *testing.T) {
	in := strings.Replace(completo(good()), "<b:rectificacion/>", rare+"<b:rectificacion/>", 1)
	in = strings.Replace(in, "<b:tipoCambio>17", `<b:medioTrasnporteSalida><b:clave>7</b:clave></b:medioTrasnporteSalida><b:medioTrasnporteArribo><b:clave>1</b:clave></b:medioTrasnporteArribo>`+
		`<b:medioTrasnporteEntrada><b:clave>07</b:clave></b:medioTrasnporteEntrada><b:curpApoderadomandatario>EIXA800101HDFJMN10</b:curpApoderadomandatario>`+
		`<b:rfcAgenteAduanalSocFactura>AAE190101AA1</b:rfcAgenteAduanalSocFactura><b:tipoCambio>17`, 1)
	in = strings.Replace(in, "<b:seguros>", `<b:curp>EIXA800101HDFJMN09</b:curp><b:domicilio><b:calle>CALLE UNO  </b:calle><b:numeroExterior>120</b:numeroExterior>`+
		`<b:ciudadMunicipio>JUAREZ</b:ciudadMunicipio><b:codigoPostal>32000</b:codigoPostal></b:domicilio><b:bultos>12</b:bultos><b:seguros>`, 1)
	m := read(t, envelope(in))
	p := m.Pedimento
	amount := func(s string) money.Amount {
		a, err := money.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	day := document.NewDate(2026, 1, 2)
	want := pedimento.Blocks{
		CURP: "EIXA800101HDFJMN09", Domicilio: "CALLE UNO 120, 32000 JUAREZ, MEX", Bultos: pedimento.Bultos{Total: "12"},
		MediosTransporte: pedimento.MediosTransporte{EntradaSalida: "7", Arribo: "1", Salida: "7"},
		Destinatarios:    []pedimento.Destinatario{{IDFiscal: "77", Nombre: "CONSIGNEE", Domicilio: "MAIN ST 5, TX, USA"}},
		Candados:         []string{"SELLO1"},
		Cuentas:          []pedimento.Cuenta{{Garantia: "4", Tipo: "0", Institucion: "1", Numero: "123", Folio: "F1", Fecha: day, Total: amount("1050.00"), Cantidad: amount("100.0000")}},
		Diferencias:      []pedimento.Contribucion{{Clave: "IVA", FormaPago: "0", Importe: amount("77.00")}},
	}
	equal := cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })
	if diff := cmp.Diff(want, p.Blocks, equal); diff != "" {
		t.Error(diff)
	}
	around := pedimento.Despacho{
		CURPAgente: "EIXA800101HDFJMN10", RFCAgente: "AAE190101AA1",
		Complementario: &pedimento.Complementario{Clave: "CT", TipoCambio: amount("20"), RFC: "MNE200101AB1", Nombre: "EJEMPLO", RFCAgente: "AAE190101AA1"},
		Articulo303: []pedimento.Articulo303{{
			Pais: "USA", Fraccion: "39269099", Partida: "1", NoOriginaria: amount("100"), IGI: amount("10"),
			TotalArancel: amount("1.5"), Exento: amount("5"),
		}},
	}
	if diff := cmp.Diff(around, p.Despacho, equal); diff != "" {
		t.Error(diff)
	}
	if len(p.Transportes) != 1 || p.Transportes[0].CURP == "" || p.Transportes[0].Domicilio != "CARRETERA 1" {
		t.Errorf("%+v", p.Transportes)
	}
	said := 0
	for _, f := range m.Findings {
		if f.Code == "vucem_bloque" {
			said++
		}
	}
	if said != 1 || m.Findings.Blocking() {
		t.Errorf("%v", m.Findings)
	}
}

// TestFlatIdentifiers: the nested element of the same name, once per wrapper,
// and without one.
func TestFlatIdentifiers(t *testing.T) {
	flat := strings.NewReplacer("<b:identificadores><b:identificadores>", "<b:identificadores>", "</b:identificadores></b:identificadores>", "</b:identificadores>").Replace(completo(good()))
	twice := strings.Replace(completo(good()), "<b:identificadores><claveIdentificador><clave>XX", "</b:identificadores><b:identificadores><b:identificadores><claveIdentificador><clave>XX", 1)
	for name, in := range map[string]string{"nested": completo(good()), "flat": flat, "twice": twice} {
		ids := read(t, envelope(in)).Pedimento.Identificadores
		if len(ids) != 2 || ids[0].Clave != "IM" || ids[1].Clave != "XX" {
			t.Errorf("%s: %+v", name, ids)
		}
	}
}

// TestSpelling: texts escaped or encoded twice are said and kept.
func TestSpelling(t *testing.T) {
	for name, tt := range map[string]struct{ text, code string }{
		"escaped twice": {"ENTREGA A LOS 5 d&amp;iacute;as", "vucem_entidades"},
		"encoded twice": {"ESTE TEXTO est\u00c3\u00a1 MAL", "vucem_doble_codificacion"},
		"neither":       {"A &amp; B; está bien", ""},
	} {
		in := strings.Replace(partida(1, "5000"), "PIEZA DE PLASTICO", tt.text, 1)
		msgs, findings := vucem.ReadAll([]byte(envelope(in)))
		if len(msgs) != 1 || tt.code != "" && !findings.Has(tt.code) || tt.code == "" && len(findings) > 0 || findings.Blocking() {
			t.Errorf("%s: %v", name, findings)
		}
	}
}

// TestView: what each message shows.
func TestView(t *testing.T) {
	estado := `<consultarEstadoPedimentosRespuesta><pedimento><numeroPrevalidador>613</numeroPrevalidador><descripcionPrevalidador>EJEMPLO</descripcionPrevalidador>` +
		`<fechaEstado>2026-03-16T00:27:34.000-06:00</fechaEstado><estadosPedimento><estado>2</estado><descripcionEstado>PAGADO</descripcionEstado>` +
		`<subEstado>3</subEstado><descripcionSubEstado>BANCO</descripcionSubEstado><secuencia>0</secuencia></estadosPedimento></pedimento></consultarEstadoPedimentosRespuesta>`
	remesas := `<consultarRemesasRespuesta><remesas><comprobanteVE>COVE26AB12CD3</comprobanteVE><remesaAgente>1</remesaAgente><remesaSA>2</remesaSA></remesas></consultarRemesasRespuesta>`
	fault := `<env:Fault xmlns:env="urn:e"><faultcode>a:b</faultcode><faultstring>no</faultstring></env:Fault>`
	for in, want := range map[string]string{
		estado: `"tipo":"estado","servicio":"consultarEstadoPedimentosRespuesta"|"prevalidador":"613 EJEMPLO","fecha_estado":"2026-03-16","hora_estado":"00:27:34.000-06:00"|` +
			`"estados":[{"clave":"2","descripcion":"PAGADO","subclave":"3","subdescripcion":"BANCO","secuencia":"0"}]`,
		remesas:                        `"remesas":[{"comprobante":"COVE26AB12CD3","agente":"1","sa":"2"}]`,
		fault:                          `"tipo":"fault"|"texto":"no","codigo":"a:b"`,
		listar("24", "987", "6000124"): `"pedimentos":[{"aduana":"024","patente":"0987","documento":"6000124"}]`,
		peticion("070", "6000123"):     `"criterios":[{"campo":"aduana","valor":"070"},{"campo":"patente","valor":"3210"},{"campo":"pedimento","valor":"6000123"}]`,
		completo(good()):               `"documento":"6000123","partidas":[2,1]`,
		partida(1, "5000"):             `"partida":{"secuencia":1,"fraccion":"39269099"`,
	} {
		msgs, findings := vucem.ReadAll([]byte(envelope(in)))
		if findings.Blocking() || len(msgs) != 1 {
			t.Fatal(findings)
		}
		b, err := json.Marshal(vucem.Messages(msgs).View(document.Spanish))
		if err != nil {
			t.Fatal(err)
		}
		for part := range strings.SplitSeq(want, "|") {
			if !strings.Contains(string(b), part) {
				t.Errorf("%s is not in %s", part, b)
			}
		}
		if s := vucem.Messages(msgs).Summary(); s.ES == "" || s.EN == "" {
			t.Error("no summary")
		}
	}
}
