package cfdi_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
)

// TestOthers: what the SAT writes that is no invoice is refused by name.
func TestOthers(t *testing.T) {
	const folio = `<Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID>0a1b2c3d-0000-4000-8000-00000000000a</UUID><EstatusUUID>201</EstatusUUID></Folios>`
	for name, tc := range map[string]struct{ in, code, says string }{
		"withholding":       {`<r:Retenciones xmlns:r="http://www.sat.gob.mx/esquemas/retencionpago/2" Version="2.0"/>`, "cfdi_retenciones", ""},
		"cancellation":      {`<Acuse Fecha="2026-03-09T10:00:00" RfcEmisor="MNE200101AB1">` + folio + `</Acuse>`, "cfdi_acuse_cancelacion", "0A1B2C3D-0000-4000-8000-00000000000A (201)"},
		"many cancelled":    {`<Acuse>` + strings.Repeat(folio, 30) + `</Acuse>`, "cfdi_acuse_cancelacion", "…"},
		"an empty acuse":    {`<Acuse/>`, "cfdi_raiz", "Acuse"},
		"a folio of others": {`<Acuse><Folios><UUID>x</UUID></Folios></Acuse>`, "cfdi_raiz", "Acuse"},
		"version 3.2":       {`<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/3" version="3.2"/>`, "cfdi_version", "3.2"},
		"version 5.0":       {`<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/5" Version="5.0"/>`, "cfdi_version", "5.0"},
	} {
		_, findings, status := cfdi.Read([]byte(tc.in))
		if status != document.Unsupported || !findings.Has(tc.code) {
			t.Errorf("%s: %s %+v, want %s", name, status, findings, tc.code)
			continue
		}
		if m := findings[len(findings)-1].Message; !strings.Contains(m.ES, tc.says) || !strings.Contains(m.EN, tc.says) {
			t.Errorf("%s: %+v does not say %q", name, m, tc.says)
		}
	}
}

// TestQuirks: the ways real invoices are written that change nothing.
func TestQuirks(t *testing.T) {
	in := fixture(t)
	rename := func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "<cfdi:", "<n0:"), "</cfdi:", "</n0:"), "xmlns:cfdi", "xmlns:n0")
	}
	bare := func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "<cfdi:", "<"), "</cfdi:", "</"), "xmlns:cfdi", "xmlns")
	}
	child := func(s string) string {
		s = strings.Replace(s, ` xmlns:cce20="http://www.sat.gob.mx/ComercioExterior20"`, "", 1)
		return strings.Replace(s, "<cce20:ComercioExterior", `<cce20:ComercioExterior xmlns:cce20="http://www.sat.gob.mx/ComercioExterior20"`, 1)
	}
	addenda := func(s string) string {
		return strings.Replace(s, "</cfdi:Comprobante>", `<cfdi:Addenda><orden n="4500"><Conceptos><Concepto Importe="1"/></Conceptos></orden></cfdi:Addenda></cfdi:Comprobante>`, 1)
	}
	for name, s := range map[string]string{
		"as it is":             in,
		"mark":                 "\xEF\xBB\xBF" + in,
		"leading blanks":       " \r\n\t" + in,
		"mark and blanks":      "\xEF\xBB\xBF\n" + in,
		"no declaration":       in[strings.Index(in, "<cfdi:"):],
		"another prefix":       rename(in),
		"default name space":   bare(in),
		"name space at child":  child(in),
		"unused name spaces":   strings.Replace(in, "xmlns:cce20", `xmlns:x="urn:x" xmlns:pago20="http://www.sat.gob.mx/Pagos20" xmlns:cce20`, 1),
		"addenda without one":  addenda(in),
		"addenda with its own": strings.Replace(addenda(in), "<orden ", `<orden xmlns="http://example.org/a" `, 1),
		"schemaLocation":       strings.Replace(in, " Version=", ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http http://nowhere" Version=`, 1),
		"lower-case uuid":      in,
		"blank before the RFC": strings.Replace(in, `Rfc="MNE`, `Rfc=" MNE`, 1),
		"windows-1252":         ansi(in),
		"latin-1 declared":     ansi(strings.Replace(in, "UTF-8", "iso-8859-1", 1)),
		"comments":             strings.Replace(in, "<cfdi:Emisor", "<!-- a valid document --><cfdi:Emisor", 1),
	} {
		c, findings, status := cfdi.Read([]byte(s))
		if status != document.Accepted {
			t.Errorf("%s: %s %+v", name, status, findings)
			continue
		}
		got := []string{c.UUID, c.Emisor.RFC, c.Total.String(), c.Comercio.TotalUSD.String(), c.Conceptos[0].Descripcion, c.Conceptos[1].Pedimentos[0]}
		want := []string{"1F0C3A9E-1111-4222-8333-ABCDEFABCDEF", "MNE200101AB1", "1200", "1200", "Arnés automotriz", "262432106000123"}
		if diff := cmp.Diff(want, got); diff != "" || len(c.Conceptos) != 2 {
			t.Errorf("%s: %d lines %s", name, len(c.Conceptos), diff)
		}
	}
}

const payment = `<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="4.0" Fecha="2026-03-09T10:15:00" Moneda="XXX" SubTotal="0" Total="0" TipoDeComprobante="P" Exportacion="01" LugarExpedicion="32000">
<cfdi:Emisor Rfc="MNE200101AB1" Nombre="X" RegimenFiscal="601"/><cfdi:Receptor Rfc="BBB010101BB1" Nombre="Y" UsoCFDI="CP01"/>
<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT" Descripcion="Pago" ValorUnitario="0" Importe="0" ObjetoImp="01"/></cfdi:Conceptos>
<cfdi:Complemento><pago20:Pagos Version="2.0"><pago20:Totales MontoTotalPagos="18500.00"/>
<pago20:Pago FechaPago="2026-03-08T12:00:00" FormaDePagoP="03" MonedaP="USD" TipoCambioP="18.5" Monto="1000.00">
<pago20:DoctoRelacionado IdDocumento="0a1b2c3d-0000-4000-8000-00000000000a" MonedaDR="USD" EquivalenciaDR="1" NumParcialidad="1" ImpSaldoAnt="1500.00" ImpPagado="600.00" ImpSaldoInsoluto="900.00" ObjetoImpDR="01"/>
<pago20:DoctoRelacionado IdDocumento="0a1b2c3d-0000-4000-8000-00000000000b" MonedaDR="USD" EquivalenciaDR="1" NumParcialidad="2" ImpSaldoAnt="400.00" ImpPagado="400.00" ImpSaldoInsoluto="0" ObjetoImpDR="01"/>
</pago20:Pago></pago20:Pagos></cfdi:Complemento></cfdi:Comprobante>`

func TestPayment(t *testing.T) {
	for name, tc := range map[string]struct {
		old, with, code string
		status          document.Status
	}{
		"right":           {"", "", "cfdi_pago", document.Accepted},
		"balance":         {`ImpSaldoInsoluto="900.00"`, `ImpSaldoInsoluto="800.00"`, "cfdi_pago_saldo", document.Quarantined},
		"paid":            {`ImpPagado="400.00"`, `ImpPagado="450.00"`, "cfdi_pago_saldo", document.Quarantined},
		"no balance":      {`ImpSaldoInsoluto="0" `, ``, "cfdi_pago_saldo", document.Quarantined},
		"pesos":           {`MontoTotalPagos="18500.00"`, `MontoTotalPagos="18600.00"`, "cfdi_pago_total", document.Quarantined},
		"rate":            {`TipoCambioP="18.5"`, `TipoCambioP="19.5"`, "cfdi_pago_total", document.Quarantined},
		"more than paid":  {`Monto="1000.00"`, `Monto="900.00"`, "cfdi_pago_monto", document.Quarantined},
		"the line bills":  {`ValorUnitario="0" Importe="0"`, `ValorUnitario="5" Importe="5"`, "cfdi_pago_concepto", document.Accepted},
		"not a number":    {`ImpSaldoAnt="1500.00"`, `ImpSaldoAnt="1.500,00"`, "cfdi_numero", document.Quarantined},
		"no document":     {` IdDocumento="0a1b2c3d-0000-4000-8000-00000000000a"`, ``, "cfdi_falta", document.Quarantined},
		"two totals":      {`<pago20:Totales`, `<pago20:Totales MontoTotalPagos="18500.00"/><pago20:Totales`, "cfdi_repetido", document.Quarantined},
		"old, no balance": {`ImpSaldoAnt="400.00" ImpPagado="400.00" ImpSaldoInsoluto="0"`, `ImpPagado="400.00"`, "cfdi_pago", document.Accepted},
	} {
		c, findings, status := cfdi.Read([]byte(strings.Replace(payment, tc.old, tc.with, 1)))
		if status != tc.status || !findings.Has(tc.code) {
			t.Errorf("%s: %s %+v, want %s %s", name, status, findings, tc.status, tc.code)
		}
		if len(c.PagoDe) != 2 || c.Pagos == nil || len(c.Pagos.Pagos[0].Documentos) != 2 {
			t.Errorf("%s: %+v", name, c.Pagos)
		}
	}
	c, _, status := cfdi.Read([]byte(payment))
	v := cfdi.ViewOf(c, status, document.Spanish)
	d := v.Pagos.Pagos[0].Documentos[0]
	got := []string{v.Pagos.MontoTotal.String(), v.Pagos.Pagos[0].Fecha.String(), d.SaldoAnterior.String(), d.Pagado.String(), d.SaldoInsoluto.String(), d.Where}
	if diff := cmp.Diff([]string{"18500", "2026-03-08", "1500", "600", "900", "/Comprobante/Complemento/Pagos/Pago/DoctoRelacionado"}, got); diff != "" {
		t.Error(diff)
	}
}

const transport = `<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:p="http://www.sat.gob.mx/CartaPorte31" Version="4.0" Fecha="2026-03-09T10:15:00" Moneda="XXX" SubTotal="0" Total="0" TipoDeComprobante="T" Exportacion="01" LugarExpedicion="32000">
<cfdi:Emisor Rfc="MNE200101AB1" Nombre="X" RegimenFiscal="601"/><cfdi:Receptor Rfc="MNE200101AB1" Nombre="X" UsoCFDI="S01"/>
<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="26121600" Cantidad="5" ClaveUnidad="H87" Descripcion="Arnés" ValorUnitario="0" Importe="0" ObjetoImp="01"/></cfdi:Conceptos>
<cfdi:Complemento><p:CartaPorte Version="3.1" IdCCP="CCCBCD94-870A-4332-A52A-A52AA52AA52A" TranspInternac="Sí" EntradaSalidaMerc="Entrada">
<p:RegimenesAduaneros><p:RegimenAduaneroCCP RegimenAduanero="ITE"/></p:RegimenesAduaneros>
<p:Mercancias PesoBrutoTotal="12.5" UnidadPeso="KGM" NumTotalMercancias="2">
<p:Mercancia BienesTransp="26121600" Descripcion="Arnés" Cantidad="5" ClaveUnidad="H87" PesoEnKg="10" FraccionArancelaria="8544300299"><p:DocumentacionAduanera TipoDocumento="01" NumPedimento="26  24  3210  6000123" RFCImpo="MNE200101AB1"/></p:Mercancia>
<p:Mercancia BienesTransp="26121600" Descripcion="Conector" Cantidad="1" ClaveUnidad="H87" PesoEnKg="2.5"><p:DocumentacionAduanera TipoDocumento="02" IdentDocAduanero="X-1"/><p:DocumentacionAduanera TipoDocumento="01" NumPedimento="26 24 321"/></p:Mercancia>
</p:Mercancias></p:CartaPorte></cfdi:Complemento></cfdi:Comprobante>`

func TestTransport(t *testing.T) {
	c, findings, status := cfdi.Read([]byte(transport))
	if status != document.Accepted || !findings.Has("cfdi_pedimento") || findings.Has("ccp_num_mercancias") {
		t.Fatalf("%s %+v", status, findings)
	}
	v := cfdi.ViewOf(c, status, document.English).CartaPorte
	got := []string{*v.ID, *v.Internacional, v.Regimenes[0], v.Mercancias[0].Pedimentos[0], v.Mercancias[0].PesoKg.String(), *v.Mercancias[1].Documentos[0].Identificador}
	want := []string{"CCCBCD94-870A-4332-A52A-A52AA52AA52A", "Sí", "ITE", "262432106000123", "10", "X-1"}
	if diff := cmp.Diff(want, got); diff != "" || len(v.Mercancias[1].Pedimentos) != 0 {
		t.Error(diff)
	}
	if _, findings, _ := cfdi.Read([]byte(strings.Replace(transport, `NumTotalMercancias="2"`, `NumTotalMercancias="3"`, 1))); !findings.Has("ccp_num_mercancias") {
		t.Error("the count of goods was not held")
	}
	old := strings.NewReplacer("CartaPorte31", "CartaPorte20", `<p:DocumentacionAduanera TipoDocumento="01" NumPedimento=`, `<p:Pedimentos Pedimento=`).Replace(transport)
	if c, _, _ := cfdi.Read([]byte(old)); len(c.CartaPorte.Mercancias[0].Pedimentos) != 1 {
		t.Errorf("version 2.0: %+v", c.CartaPorte)
	}
}
