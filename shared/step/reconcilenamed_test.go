package step_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/step"
)

// carried is a carta porte of a carrier for a company, which names a pedimento.
const carried = `<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:p="http://www.sat.gob.mx/CartaPorte31" xmlns:t="http://www.sat.gob.mx/TimbreFiscalDigital" Version="4.0" Fecha="2021-03-09T10:15:00" Moneda="MXN" SubTotal="10" Total="10" TipoDeComprobante="I" Exportacion="01" LugarExpedicion="32000">
<cfdi:Emisor Rfc="TEN200101AB1" Nombre="X" RegimenFiscal="601"/><cfdi:Receptor Rfc="RECEPTOR" Nombre="X" UsoCFDI="G03"/>
<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="78101800" Cantidad="1" ClaveUnidad="E48" Descripcion="Flete" ValorUnitario="10" Importe="10" ObjetoImp="02"/></cfdi:Conceptos>
<cfdi:Complemento><p:CartaPorte Version="3.1" IdCCP="CCCBCD94-870A-4332-A52A-A52AA52AA52A" TranspInternac="INTERNATIONAL" EntradaSalidaMerc="Entrada">
<p:Mercancias PesoBrutoTotal="10" UnidadPeso="KGM" NumTotalMercancias="1"><p:Mercancia BienesTransp="26121600" Descripcion="Resina" Cantidad="5" ClaveUnidad="H87" PesoEnKg="10"><p:DocumentacionAduanera TipoDocumento="01" NumPedimento="21  24  3210  1888888" RFCImpo="RECEPTOR"/><p:DocumentacionAduanera TipoDocumento="01" NumPedimento="21  24  3210  1777777" RFCImpo="OTR200101AB1"/></p:Mercancia></p:Mercancias></p:CartaPorte>
<t:TimbreFiscalDigital Version="1.1" UUID="FOLIO" FechaTimbrado="2021-03-09T10:16:00" RfcProvCertif="AAA010101AAA"/></cfdi:Complemento></cfdi:Comprobante>`

// TestInvoicesThatNameWhatIsMissing: an invoice that names a pedimento which is
// not here tells of it; one that leads to none is told as such; one that names a
// pedimento which is here is told of nothing; a copy is told once. A carrier's carta porte counts
// when it crosses the border, but not for the goods of others in it.
func TestInvoicesThatNameWhatIsMissing(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	read := func(files ...synthFile) {
		for _, f := range files {
			w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
		}
		w.match(company)
	}
	missing := func() (out []string) {
		all, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader}).Reconcile(t.Context(), company, []reconciliation.Kind{reconciliation.Missing}, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i := range all[0].Differences {
			out = append(out, all[0].Differences[i].Reason+" "+all[0].Differences[i].Key+" "+all[0].Differences[i].Other)
		}
		return out
	}
	read(files...)
	before := missing()
	const head = "factura,fecha,id_proveedor,moneda,pedimento,cove,parte,cantidad,unidad,precio_unitario,importe\n"
	row := func(number, pedimento, acuse string) synthFile {
		return synthFile{number + ".csv", []byte(head + number + ",2021-03-02,900111222,USD," + pedimento + "," + acuse + ",P-1,2,KGM,5,10\n")}
	}
	again := row("LOOSE-1", "", "") // another copy of it
	again.name, again.data = "copy.csv", bytes.Replace(again.data, []byte("900111222"), []byte("900-111-222"), 1)
	named := row("GONE-1", "", "") // a copy of one that names a pedimento
	named.name = "named.csv"
	here := ""
	if err := step.EachGroup(t.Context(), w.books, company, func(_ string, all []ledger.Observation) error {
		for i := range all {
			if all[i].Fact != nil {
				here = all[i].Fact.Key
			}
		}
		return nil
	}); err != nil || here == "" {
		t.Fatal("no pedimento is here", err)
	}
	porte := func(folio, international string) synthFile {
		return synthFile{folio + ".xml", []byte(strings.NewReplacer("RECEPTOR", company, "FOLIO", folio, "INTERNATIONAL", international).Replace(carried))}
	}
	const crossed, inland = "AAAAAAAA-0000-4000-8000-00000000000A", "AAAAAAAA-0000-4000-8000-00000000000B"
	read(porte(crossed, "Sí"), porte(inland, "No"))
	read(row("GONE-1", "21 24 3210 1999999", ""), row("HERE-1", here, ""), row("LOOSE-1", "", ""), again, named, row("LOOSE-2", "", "COVE21ZZZZZ99"))
	after := slices.DeleteFunc(missing(), func(s string) bool { return slices.Contains(before, s) })
	want := []string{"nombrado_por_carta_porte 212432101888888 " + crossed, "nombrado_por_factura 212432101999999 GONE-1", "factura_sin_pedimento LOOSE-1 LOOSE-1", "factura_sin_pedimento LOOSE-2 LOOSE-2"}
	slices.Sort(after)
	slices.Sort(want)
	if d := cmp.Diff(want, after); d != "" {
		t.Error(d)
	}
}
