package mail_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

var update = flag.Bool("update", false, "rewrite golden files")

// payment is a payment receipt over two payments in two currencies.
const payment = `<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="4.0" Folio="7" Fecha="2026-03-10T09:00:00" SubTotal="0" Moneda="XXX" Total="0" TipoDeComprobante="P" Exportacion="01" LugarExpedicion="32000" Sello="" Certificado="" NoCertificado="00001000000500000000">
<cfdi:Emisor Rfc="MNE200101AB1" Nombre="MAQUILADORA DEL NORTE EJEMPLO" RegimenFiscal="601"/>
<cfdi:Receptor Rfc="AGI900101AB1" Nombre="AGENCIA EJEMPLO" DomicilioFiscalReceptor="32000" RegimenFiscalReceptor="601" UsoCFDI="CP01"/>
<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT" Descripcion="Pago" ValorUnitario="0" Importe="0" ObjetoImp="01"/></cfdi:Conceptos>
<cfdi:Complemento><pago20:Pagos Version="2.0"><pago20:Totales MontoTotalPagos="1806.33"/>
<pago20:Pago FechaPago="2026-03-09T12:00:00" FormaDePagoP="03" MonedaP="MXN" TipoCambioP="1" Monto="100.00"/>
<pago20:Pago FechaPago="2026-03-10T12:00:00" FormaDePagoP="03" MonedaP="USD" TipoCambioP="17.0633" Monto="100.00"/>
</pago20:Pagos></cfdi:Complemento></cfdi:Comprobante>`

// noPDF is a reader of PDFs that is not asked.
type noPDF struct{ step.PDF }

func (noPDF) Words(context.Context, []byte) (*pdftext.Text, error) { return nil, pdftext.ErrDamaged }

func (noPDF) SecondWords(context.Context, []byte) (*pdftext.Text, error) {
	return nil, pdftext.ErrDamaged
}

// TestAnswerTellsValues: of each document the answer tells number, clave and
// values with their currency, exactly as the document writes them; of what was
// set apart it tells what could be read, and that nothing confirms it.
func TestAnswerTellsValues(t *testing.T) {
	file := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	changed := func(name, from, to string) []byte {
		b := bytes.Replace(file(name), []byte(from), []byte(to), 1)
		if bytes.Equal(b, file(name)) {
			t.Fatalf("%s has no %s", name, from)
		}
		return b
	}
	names := []string{"cfdi.xml", "cfdi_roto.xml", "pago.xml", "cove.xml", "cove_roto.xml", "relacion.xml", "cove_sin_valor.xml", "ubl.xml", "factura.pdf", "m0000001.001", "doda.xml", "doda_larga.xml"}
	parts := [][]byte{
		file("cfdi/testdata/export40.xml"), changed("cfdi/testdata/export40.xml", `Total="1200.00"`, `Total="1300.00"`), []byte(payment),
		file("cove/testdata/consulta.xml"), changed("cove/testdata/consulta.xml", "<valorTotal>", "<valorTotal>9"), file("cove/testdata/relacion_ia.xml"),
		changed("cove/testdata/consulta.xml", "<valorTotal>", "<valorTotal>x"), file("invoice/ubl/testdata/factura.xml"), []byte("%PDF-1.4\n"), file("pedimento/saai/testdata/todo.m"),
		file("cove/doda/testdata/alta.xml"), longDODA(t, file("cove/doda/testdata/alta.xml")),
	}
	reader := &step.Reader{PDF: noPDF{}, Tell: true}
	m := message(plain)
	ps := []*step.Paper{{Record: step.Record{RFC: rfc, SHA: document.HashOf(m.Bytes), Name: "m.eml", Kind: document.KindMail, Status: document.Accepted}}}
	for i, b := range parts {
		ps = append(ps, reader.Read(t.Context(), step.Input{Name: names[i], Bytes: b, RFC: rfc, Parent: ps[0].Record.SHA})...)
	}
	var rs []step.Record
	for _, p := range ps {
		rs = append(rs, p.Record)
	}
	a, out, _ := answerer(t)
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || !sent {
		t.Fatal(sent, err)
	}
	_, have := opened(t, out.sent[0])
	golden := filepath.Join("testdata", "answer.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(have), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), have); diff != "" {
		t.Errorf("the answer (-want +have):\n%s", diff)
	}
	for _, figure := range []string{"total 1200.00 USD", "pagado 100.00 MXN, 100.00 USD", "value 870.000000 USD", "Read, not confirmed: COVE260TST001"} { // whatever the golden file says
		if !strings.Contains(have, figure) {
			t.Errorf("it lacks %q", figure)
		}
	}
}

// longDODA is a DODA of many pedimentos with amounts of many digits.
func longDODA(t *testing.T, b []byte) []byte {
	t.Helper()
	from, to := bytes.Index(b, []byte("<pedimento>")), bytes.Index(b, []byte("</pedimentos>"))
	if from < 0 || to < 0 {
		t.Fatal("no pedimento")
	}
	one := bytes.ReplaceAll(b[from:to], []byte("12.50"), []byte("123456789012345.50"))
	one = bytes.ReplaceAll(one, []byte("0.00<"), []byte("987654321098765.40<"))
	return slices.Concat(bytes.Replace(b[:from], []byte("AB12345"), []byte(strings.Repeat("AB12345", 20)), 1), bytes.Repeat(one, 7), b[to:])
}
