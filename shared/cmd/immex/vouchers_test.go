package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// The folios fiscales of the invoices that vouchers writes.
const (
	firstUUID  = "0A1B2C3D-0000-4000-8000-00000000000A"
	secondUUID = "0A1B2C3D-0000-4000-8000-00000000000B"
)

// vouchers writes, of an entry of the clean company, the answer of VUCEM with a
// CFDI declared in it, that CFDI with two parts, the SAT's answer that it is
// cancelled, and a CFDI that replaces it with one part. VOUCHED is the lot of
// the partida.
func vouchers(ts *testscript.TestScript, _ bool, _ []string) {
	found, err := filepath.Glob(ts.MkAbs("clean/vucem_*.zip"))
	ts.Check(err)
	for _, name := range found {
		b, err := os.ReadFile(name)
		ts.Check(err)
		r := step.Reader{Keep: true}
		for _, p := range r.Read(context.Background(), step.Input{Name: name, Bytes: b}) {
			ped := p.Pedimento
			if ped == nil || p.Fact == nil || ped.Clave != "IN" || len(ped.Facturas) != 1 || p.Record.Status != document.Accepted {
				continue
			}
			if l := vouched(ped); l != nil {
				writeVouchers(ts, b, ped, l)
				return
			}
		}
	}
	ts.Fatalf("no entry of the company has one invoice and a partida of whole kilos or pieces")
}

// vouched is a partida of whole kilos or pieces whose fracción is its own.
func vouched(ped *pedimento.Pedimento) *pedimento.Partida {
	count := map[string]int{}
	for i := range ped.Partidas {
		count[ped.Partidas[i].Fraccion]++
	}
	for i := range ped.Partidas {
		l := &ped.Partidas[i]
		n, err := strconv.Atoi(l.CantidadUMC.String())
		if err == nil && n > 1 && count[l.Fraccion] == 1 && satUnits()[l.UMC] != "" {
			return l
		}
	}
	return nil
}

// satUnits are c_ClaveUnidad by key of Apéndice 7.
func satUnits() map[string]string { return map[string]string{"1": "KGM", "6": "H87"} }

func writeVouchers(ts *testscript.TestScript, b []byte, ped *pedimento.Pedimento, l *pedimento.Partida) {
	n, err := strconv.Atoi(l.CantidadUMC.String())
	ts.Check(err)
	ts.Setenv("VOUCHED", fmt.Sprintf("%s-%d", ped.Number, l.Secuencia))
	declared := ped.Facturas[0].Numero + ped.Facturas[0].COVE
	write := func(name string, b []byte) { ts.Check(os.WriteFile(ts.MkAbs(name), b, 0o600)) }
	write("declares.zip", renumbered(ts, b, declared, firstUUID))
	write("first.xml", voucherXML(ped, l, firstUUID, "", 1, n-1))
	write("second.xml", voucherXML(ped, l, secondUUID, firstUUID, n))
	write("acuse.xml", fmt.Appendf(nil, `<Acuse Fecha="%s" RfcEmisor="%s"><Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID>%s</UUID><EstatusUUID>201</EstatusUUID></Folios></Acuse>`,
		ped.FechaPago.String()+"T10:00:00", ped.RFC, firstUUID))
}

// renumbered is a zip with one text put in place of another.
func renumbered(ts *testscript.TestScript, b []byte, from, to string) []byte {
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	ts.Check(err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		ts.Check(err)
		raw, err := io.ReadAll(r)
		ts.Check(err)
		e, err := w.Create(f.Name)
		ts.Check(err)
		_, err = e.Write(bytes.ReplaceAll(raw, []byte(">"+from+"<"), []byte(">"+to+"<")))
		ts.Check(err)
	}
	ts.Check(w.Close())
	return out.Bytes()
}

// voucherXML is a CFDI of our own of parts NEW-1, NEW-2… of one fracción.
func voucherXML(ped *pedimento.Pedimento, l *pedimento.Partida, uuid, replaces string, quantities ...int) []byte {
	var related, lines, goods strings.Builder
	if replaces != "" {
		fmt.Fprintf(&related, `<c:CfdiRelacionados TipoRelacion="04"><c:CfdiRelacionado UUID="%s"/></c:CfdiRelacionados>`, replaces)
	}
	total := 0
	for i, q := range quantities {
		total += q
		fmt.Fprintf(&lines, `<c:Concepto ClaveProdServ="26121600" NoIdentificacion="NEW-%d" Cantidad="%d" ClaveUnidad="%s" Descripcion="Pieza" ValorUnitario="1.00" Importe="%d.00" ObjetoImp="01"/>`, i+1, q, satUnits()[l.UMC], q)
		fmt.Fprintf(&goods, `<x:Mercancia NoIdentificacion="NEW-%d" FraccionArancelaria="%s00" CantidadAduana="%d.000" UnidadAduana="06" ValorUnitarioAduana="1.00" ValorDolares="%d.00"/>`, i+1, l.Fraccion, q, q)
	}
	return fmt.Appendf(nil, `<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/4" xmlns:x="http://www.sat.gob.mx/ComercioExterior20" Version="4.0" Fecha="%[1]sT10:00:00" SubTotal="%[2]d.00" Moneda="USD" TipoCambio="20" Total="%[2]d.00" TipoDeComprobante="I" Exportacion="02" LugarExpedicion="32000">%[3]s
<c:Emisor Rfc="%[4]s" Nombre="X" RegimenFiscal="601"/><c:Receptor Rfc="XEXX010101000" Nombre="Y" UsoCFDI="S01"/><c:Conceptos>%[5]s</c:Conceptos>
<c:Complemento><x:ComercioExterior Version="2.0" ClaveDePedimento="A1" TipoCambioUSD="20" TotalUSD="%[2]d.00"><x:Mercancias>%[6]s</x:Mercancias></x:ComercioExterior>
<t:TimbreFiscalDigital xmlns:t="http://www.sat.gob.mx/TimbreFiscalDigital" Version="1.1" UUID="%[7]s" FechaTimbrado="%[1]sT10:00:07" RfcProvCertif="AAA010101AAA" SelloCFD="" NoCertificadoSAT="00001000000500000001" SelloSAT=""/></c:Complemento></c:Comprobante>`,
		ped.FechaPago, total, related.String(), ped.RFC, lines.String(), goods.String(), uuid)
}
