package cfdi_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
)

var update = flag.Bool("update", false, "rewrite golden files")

func fixture(tb testing.TB) string {
	tb.Helper()
	b, err := os.ReadFile("testdata/export40.xml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func TestReadExportGolden(t *testing.T) {
	c, findings, status := cfdi.Read([]byte(fixture(t)))
	if status != document.Accepted || c.Cotejo != document.CotejoCompleto {
		t.Fatalf("status %s, cotejo %s: %+v", status, c.Cotejo, findings)
	}
	got, err := json.MarshalIndent(cfdi.ViewOf(c, status, document.Spanish), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/export40.golden.json"
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Error(diff)
	}
	if c.Key() != "1F0C3A9E-1111-4222-8333-ABCDEFABCDEF" {
		t.Errorf("key %q", c.Key())
	}
	if diff := cmp.Diff([]string{"26  24  3210  6000123", "26 24 3210 6000124"}, c.Conceptos[1].Escritos); diff != "" {
		t.Errorf("pedimentos as written: %s", diff)
	}
	if diff := cmp.Diff([]string{"262432106000123", "262432106000124"}, c.Conceptos[1].Pedimentos); diff != "" {
		t.Error(diff)
	}
}

// TestChanges alters one thing of a good invoice at a time.
func TestChanges(t *testing.T) {
	tests := map[string]struct {
		old, with string
		code      string
		status    document.Status
	}{
		"subtotal":            {`SubTotal="1250.00"`, `SubTotal="1250.02"`, "cfdi_subtotal", document.Quarantined},
		"subtotal one cent":   {`SubTotal="1250.00"`, `SubTotal="1250.01"`, "", document.Accepted},
		"total":               {` Total="1200.00"`, ` Total="1210.00"`, "cfdi_total", document.Quarantined},
		"discount":            {` Descuento="50.00" Moneda`, ` Moneda`, "cfdi_descuento", document.Quarantined},
		"tax added":           {`TotalImpuestosTrasladados="0.00"`, `TotalImpuestosTrasladados="16"`, "cfdi_total", document.Quarantined},
		"usd":                 {`TotalUSD="1200.00"`, `TotalUSD="1200.50"`, "cce_total_usd", document.Quarantined},
		"usd missing":         {` ValorDolares="950.0000"`, ``, "cce_total_usd", document.Quarantined},
		"line missing value":  {` Importe="1000.00"`, ``, "cfdi_subtotal", document.Quarantined},
		"not a number":        {`Importe="1000.00"`, `Importe="1,000.00"`, "cfdi_numero", document.Quarantined},
		"not a date":          {`Fecha="2026-03-09T`, `Fecha="09/03/2026T`, "cfdi_fecha", document.Quarantined},
		"bad pedimento":       {`26  24  3210  6000123`, `26 24 3210`, "cfdi_pedimento", document.Accepted},
		"bad uuid":            {`1f0c3a9e-`, `1f0c3a9e`, "cfdi_uuid", document.Quarantined},
		"no stamp":            {`xmlns:t="http://www.sat.gob.mx/TimbreFiscalDigital"`, `xmlns:t="urn:other"`, "cfdi_sin_timbre", document.Accepted},
		"goods unmatched":     {`<cce20:Mercancia NoIdentificacion="ARN-100"`, `<cce20:Mercancia NoIdentificacion="Z"`, "cce_no_identificacion", document.Accepted},
		"quantity":            {`Cantidad="100"`, `Cantidad="110"`, "cfdi_importe", document.Quarantined},
		"quantity, in bounds": {`Cantidad="25"`, `Cantidad="25.0"`, "", document.Accepted},
		"rounded factors":     {`ValorUnitario="10.00" Importe="250.00"`, `ValorUnitario="9.98" Importe="250.00"`, "cfdi_importe", document.Accepted},
		"customs quantity":    {`CantidadAduana="25.000"`, `CantidadAduana="2.500"`, "cce_valor_dolares", document.Quarantined},
		"a service":           {`CantidadAduana="25.000" UnidadAduana="06"`, `CantidadAduana="2.500" UnidadAduana="99"`, "", document.Accepted},
		"withholding added":   {`<cfdi:Impuestos TotalImpuestosTrasladados`, `<cfdi:Impuestos TotalImpuestosRetenidos="1.00" TotalImpuestosTrasladados`, "cfdi_retenciones", document.Quarantined},
		"tax of the lines": {`TasaOCuota="0.000000" Importe="0.00"/>
        </cfdi:Traslados>`, `TasaOCuota="0.160000" Importe="152.00"/>
        </cfdi:Traslados>`, "cfdi_traslados", document.Quarantined},
		"rate": {`TasaOCuota="0.000000" Importe="0.00"/>
        </cfdi:Traslados>`, `TasaOCuota="0.160000" Importe="100.00"/>
        </cfdi:Traslados>`, "cfdi_impuesto", document.Quarantined},
		"base": {`<cfdi:Traslado Base="950.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.000000" Importe="0.00"/>
    </cfdi:Traslados>`, `<cfdi:Traslado Base="850.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.000000" Importe="0.00"/>
    </cfdi:Traslados>`, "cfdi_base", document.Quarantined},
		"no kind":            {`TipoDeComprobante="I"`, `TipoDeComprobante="X"`, "cfdi_tipo", document.Quarantined},
		"foreign lines":      {`<cfdi:Conceptos>`, `<x:Conceptos xmlns:x="urn:x"><x:Concepto Importe="9"/></x:Conceptos><cfdi:Conceptos>`, "cfdi_ajeno", document.Quarantined},
		"stamp of another":   {`SelloCFD=""`, `SelloCFD="QUFBQQ=="`, "cfdi_timbre_ajeno", document.Quarantined},
		"single blanks":      {`26  24  3210  6000123`, `26 24 3210 6000123`, "", document.Accepted},
		"no blanks":          {`26  24  3210  6000123`, `262432106000123`, "", document.Accepted},
		"on behalf of":       {`<cfdi:InformacionAduanera NumeroPedimento="26  24`, `<cfdi:ACuentaTerceros RfcACuentaTerceros="BBB010101BB1" NombreACuentaTerceros="B" RegimenFiscalACuentaTerceros="601" DomicilioFiscalACuentaTerceros="32000"/><cfdi:InformacionAduanera NumeroPedimento="26  24`, "", document.Accepted},
		"global":             {`<cfdi:CfdiRelacionados`, `<cfdi:InformacionGlobal Periodicidad="04" Meses="03" Año="2026"/><cfdi:CfdiRelacionados`, "", document.Accepted},
		"no rate":            {` TipoCambio="17.0633"`, ``, "cfdi_tipo_cambio", document.Accepted},
		"no issuer":          {`Rfc="MNE200101AB1"`, ``, "cfdi_rfc", document.Quarantined},
		"payroll":            {`TipoDeComprobante="I"`, `TipoDeComprobante="N"`, "cfdi_nomina", document.Unsupported},
		"payroll complement": {`"http://www.sat.gob.mx/TimbreFiscalDigital"`, `"http://www.sat.gob.mx/nomina12"`, "cfdi_nomina", document.Unsupported},
		"old":                {`Version="4.0"`, `version="3.2"`, "cfdi_version", document.Unsupported},
		"transfer bills":     {`TipoDeComprobante="I"`, `TipoDeComprobante="T"`, "cfdi_total", document.Quarantined},
		"no date":            {` Fecha="2026-03-09T`, ` Dia="2026-03-09T`, "cfdi_falta", document.Quarantined},
		"no subtotal":        {` SubTotal="1250.00"`, ``, "cfdi_falta", document.Quarantined},
		"no currency":        {` Moneda="`, ` Divisa="`, "cfdi_falta", document.Quarantined},
		"no total":           {` Total="1200.00"`, ``, "cfdi_falta", document.Quarantined},
		"no type":            {` TipoDeComprobante="I"`, ``, "cfdi_falta", document.Quarantined},
		"no quantity":        {` Cantidad="100"`, ``, "cfdi_falta", document.Quarantined},
		"empty quantity":     {` Cantidad="100"`, ` Cantidad=" "`, "cfdi_falta", document.Quarantined},
		"no unit value":      {` ValorUnitario="10.00"`, ``, "cfdi_falta", document.Quarantined},
		"no amount":          {` Importe="1000.00"`, ``, "cfdi_falta", document.Quarantined},
		"two issuers":        {`<cfdi:Emisor`, `<cfdi:Emisor Rfc="AAA010101AAA"/><cfdi:Emisor`, "cfdi_repetido", document.Quarantined},
		"two receivers":      {`<cfdi:Receptor`, `<cfdi:Receptor Rfc="AAA010101AAA"/><cfdi:Receptor`, "cfdi_repetido", document.Quarantined},
		"two lists":          {`</cfdi:Conceptos>`, `</cfdi:Conceptos><cfdi:Conceptos/>`, "cfdi_repetido", document.Quarantined},
		"two taxes":          {`<cfdi:Complemento>`, `<cfdi:Impuestos/><cfdi:Complemento>`, "cfdi_repetido", document.Quarantined},
		"two complementos":   {`<cfdi:Complemento>`, `<cfdi:Complemento/><cfdi:Complemento>`, "", document.Accepted},
		"other root":         {`cfdi:Comprobante`, `cfdi:Otro`, "cfdi_raiz", document.Unsupported},
		"local taxes": {
			`<cfdi:Complemento>`,
			`<cfdi:Complemento><l:ImpuestosLocales xmlns:l="http://www.sat.gob.mx/implocal" TotaldeRetenciones="3" TotaldeTraslados="0"/>`,
			"cfdi_total", document.Quarantined,
		},
		"latin-1 bytes": {"Arnés automotriz", "Arn\xe9s automotriz", "xml_encoding", document.Quarantined},
		"truncated":     {"</cfdi:Comprobante>", "", "xml_malformed", document.Quarantined},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			in := fixture(t)
			if !strings.Contains(in, tc.old) {
				t.Fatalf("fixture lacks %q", tc.old)
			}
			_, findings, status := cfdi.Read([]byte(strings.ReplaceAll(in, tc.old, tc.with)))
			if status != tc.status {
				t.Errorf("status %s, want %s: %+v", status, tc.status, findings)
			}
			if tc.code != "" && !findings.Has(tc.code) {
				t.Errorf("no %s in %+v", tc.code, findings)
			}
			for _, f := range findings {
				if f.Message.ES == "" || f.Message.EN == "" || strings.Contains(f.Message.ES+f.Message.EN, "%!") {
					t.Errorf("message of %s: %+v", f.Code, f.Message)
				}
			}
		})
	}
}

// TestPayrollKeepsNothing holds that personal data of a receipt is not read.
func TestPayrollKeepsNothing(t *testing.T) {
	in := strings.Replace(fixture(t), `TipoDeComprobante="I"`, `TipoDeComprobante="N"`, 1)
	c, _, _ := cfdi.Read([]byte(in))
	if c.Receptor != (cfdi.Receptor{}) || len(c.Conceptos) != 0 {
		t.Errorf("kept %+v", c)
	}
}

func TestCorpus(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the invoices of the development corpus are not read")
	}
	files, err := filepath.Glob(filepath.Join(dir, "cfdi", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no invoices: %v", err)
	}
	// Quarantined are those whose own figures do not add up, and one whose own
	// comment says that its stamp is of another document.
	refused := map[string]string{
		"cfdiutils_cfdi33-valid.xml": "cfdi_timbre_ajeno", "satcfdi_cfdv33-base.xml": "cfdi_subtotal",
		"satcfdi_cfdv33-cce11-codigos-ivalidos.xml": "cfdi_subtotal", "satcfdi_cfdv33-cce11-min.xml": "cfdi_subtotal",
		"satcfdi_cfdv33-cce11.xml": "cfdi_subtotal", "satcfdi_cfdv33-signed-tfd.xml": "cfdi_subtotal",
		"satcfdi_cfdv40-cce11.xml": "cce_total_usd", "satcfdi_cfdv40-ejemplo-signed-tfd.xml": "cfdi_total",
		"satcfdi_cfdv40-ejemplo.xml": "cfdi_total",
	}
	count := map[document.Status]int{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, findings, status := cfdi.Read(b)
		count[status]++
		if code := refused[filepath.Base(file)]; (status == document.Quarantined) != (code != "") || code != "" && !findings.Has(code) {
			t.Errorf("%s: %s, want it refused for %q: %+v", filepath.Base(file), status, code, findings)
		}
		if status != document.Accepted && len(findings) == 0 {
			t.Errorf("%s: %s without a reason", filepath.Base(file), status)
		}
		var codes []string
		for _, f := range findings {
			if f.Severity == document.Error || f.Severity == document.Unreadable {
				codes = append(codes, f.Code+": "+f.Message.EN)
			}
		}
		t.Logf("%-55s %-12s %v", filepath.Base(file), status, codes)
	}
	t.Log(count)
}

func BenchmarkRead(b *testing.B) {
	in := []byte(fixture(b))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if _, _, status := cfdi.Read(in); status != document.Accepted {
			b.Fatal(status)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(fixture(f)))
	f.Add([]byte(`<Comprobante xmlns="http://www.sat.gob.mx/cfd/3" Version="3.3"/>`))
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "cfdi", "*.xml"))
		for _, file := range files {
			if b, err := os.ReadFile(file); err == nil {
				f.Add(b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, findings, status := cfdi.Read(b)
		if (status == document.Quarantined) != findings.Blocking() {
			t.Fatalf("status %s with %+v", status, findings)
		}
		if c == nil {
			return
		}
		if _, err := json.Marshal(cfdi.ViewOf(c, status, document.English)); err != nil {
			t.Fatal(err)
		}
	})
}
