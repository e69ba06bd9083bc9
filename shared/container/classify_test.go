package container_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
)

func tables(ext string, n int) []entry {
	var out []entry
	for i := range n {
		out = append(out, entry{name: fmt.Sprintf("carpeta/506998_%d%s", 501+i, ext), content: "Patente|Pedimento|SeccionAduanera"})
	}
	return out
}

func TestClassify(t *testing.T) {
	xlsx := func(sheet string) []entry {
		return []entry{{name: "[Content_Types].xml", content: "<Types/>"}, {name: "xl/sharedStrings.xml", content: sheet}}
	}
	vucem := `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header><x/></S:Header><S:Body><n:consultarPartidaRespuesta xmlns:n="urn:x"/></S:Body></S:Envelope>`
	cfdi := `<?xml version="1.0" encoding="UTF-8"?><cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0"/>`
	var wide []byte
	for _, u := range utf16.Encode([]rune("\uFEFF" + cfdi)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	tests := map[string]struct {
		in   []byte
		want document.Kind
	}{
		"empty":               {nil, document.KindUnknown},
		"blanks":              {[]byte(" \n "), document.KindUnknown},
		"archivo M, BOM":      {[]byte("\ufeff\r\n301|3210|6000123|240|CT|\r\n500|1|3210|6000123|240||\r\n"), document.KindArchivoM},
		"answer":              {[]byte("F6000123ABCD1EF2\r\n"), document.KindRespuesta},
		"answer of the bank":  {[]byte("3 2432106000123MEN210101AB1 130000123456ABCD1234560401202610:20:30\r\n"), document.KindRespuesta},
		"text with a number":  {[]byte("El pedimento 6000123 fue BORRADO por el agente, avise a quien corresponda en la planta.\r\nSaludos"), document.KindText},
		"broker's tables":     {[]byte("<datos><at001><row><C001PATEN>3210</C001PATEN></row></at001></datos>"), document.KindBrokerXML},
		"broker's tree":       {[]byte("<P><IdPedimento>1</IdPedimento><NumerodePedimento>6000123</NumerodePedimento></P>"), document.KindBrokerXML},
		"rows of something":   {[]byte("<datos><tabla><row><a/></row></tabla></datos>"), document.KindXML},
		"data stage":          {zipOf(t, tables(".asc", 26)...), document.KindDataStage},
		"incomplete":          {zipOf(t, tables(".ASC", 3)...), document.KindDataStage},
		"resaved as csv":      {zipOf(t, tables(".csv", 26)...), document.KindDataStageX},
		"resaved as xlsx":     {zipOf(t, xlsx("<sst>Patente Pedimento SeccionAduanera</sst>")...), document.KindDataStageX},
		"workbook":            {zipOf(t, xlsx("<sst>Hola</sst>")...), document.KindSheet},
		"word":                {zipOf(t, entry{name: "[Content_Types].xml"}, entry{name: "word/document.xml"}), document.KindUnknown},
		"zip":                 {zipOf(t, entry{name: "a.pdf", content: "x"}), document.KindZip},
		"nested data stage":   {zipOf(t, entry{name: "x_solicitudes.zip", content: "PK"}), document.KindZip},
		"truncated zip":       {zipOf(t, tables(".asc", 26)...)[:200], document.KindZip},
		"pdf":                 {[]byte("%PDF-1.7\n"), document.KindPDF},
		"pdf after junk":      {[]byte("junk\x00\x01\n%PDF-1.7\n"), document.KindPDF},
		"rar":                 {[]byte("Rar!\x1a\x07\x00"), document.KindUnknown},
		"winmail":             {[]byte("\x78\x9f\x3e\x22\x00\x00"), document.KindTNEF},
		"cfdi":                {[]byte(cfdi), document.KindCFDI},
		"withholding":         {[]byte(`<r:Retenciones xmlns:r="http://www.sat.gob.mx/esquemas/retencionpago/2"/>`), document.KindCFDI},
		"cancellation":        {[]byte(`<Acuse Fecha="2026-01-02T03:04:05"><Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID/></Folios></Acuse>`), document.KindCFDI},
		"another acuse":       {[]byte(`<Acuse><Folios/></Acuse>`), document.KindXML},
		"cfdi with mark":      {[]byte("\xEF\xBB\xBF\n " + cfdi), document.KindCFDI},
		"cfdi utf-16":         {wide, document.KindCFDI},
		"cfdi mixed encoding": {[]byte(strings.Replace(cfdi, `"4.0"`, "\"ñ\xf1\"", 1)), document.KindCFDI},
		"vucem":               {[]byte(vucem), document.KindVUCEM},
		"vucem wrapper":       {[]byte("<todo>" + vucem + vucem + "</todo>"), document.KindVUCEM},
		"fault":               {[]byte(`<S:Envelope xmlns:S="s"><S:Body><S:Fault/></S:Body></S:Envelope>`), document.KindVUCEM},
		"cove":                {[]byte(`<S:Envelope xmlns:S="s"><S:Body><c:x xmlns:c="http://www.ventanillaunica.gob.mx/cove/ws/oxml/"/></S:Body></S:Envelope>`), document.KindCOVE},
		"ubl":                 {[]byte(`<q:Invoice xmlns:q="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>`), document.KindUBL},
		"x12":                 {[]byte("ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*U*00401*000000001*0*P*>~GS*IN*A*B~ST*810*0001~"), document.KindX12},
		"x12 bare":            {[]byte("ST|810|0001\nBIG|20260101|1\n"), document.KindX12},
		"edifact":             {[]byte("UNA:+.? 'UNB+UNOC:3+SENDER+RECEIVER+260302:1200+1'UNH+1+INVOIC:D:96A:UN'BGM+380+INV-1+9'"), document.KindEDIFACT},
		"edifact, no signs":   {[]byte("UNB+UNOA:1+A+B+260302:1200+1'\nUNH+1+INVOIC:D:96A:UN'\n"), document.KindEDIFACT},
		"edifact, a message":  {[]byte("UNH+1+INVOIC:D:96A:UN'BGM+380+INV-1+9'"), document.KindEDIFACT},
		"not edifact":         {[]byte("UNB bank statement: UNO, DOS"), document.KindText},
		"not x12":             {[]byte("STEEL PIPES 810"), document.KindText},
		"doda":                {[]byte(`<e:Envelope xmlns:e="s"><e:Body><e:Fault><faultcode>E003</faultcode></e:Fault></e:Body></e:Envelope>`), document.KindDODA},
		"doda request":        {[]byte(`<altaDoda xmlns="http://impl.service.qrws.ce.siat.sat.gob.mx/siatbus/matce"/>`), document.KindDODA},
		"soia page":           {[]byte("<html><body>Datos Generales Consultados <ul>Número de Integración</ul></body></html>"), document.KindDODA},
		"link to soia":        {[]byte(`<html><body>Vea <a href="https://x.example/oia_consultarapd_cep.aspx">SOIA</a></body></html>`), document.KindText},
		"cove body":           {[]byte("--uuid:1\r\nContent-Type: application/xop+xml\r\n\r\n<a xmlns=\"http://www.ventanillaunica.gob.mx/aga/digitalizar/ws/oxml/\"/>\r\n--uuid:1--"), document.KindCOVE},
		"other xml":           {[]byte(`<Invoice xmlns="urn:oasis"/>`), document.KindXML},
		"broken xml":          {[]byte(`<?xml version="1.0"?><a`), document.KindXML},
		"html":                {[]byte("<!DOCTYPE html><html><body>x"), document.KindText},
		"mail":                {[]byte(message), document.KindMail},
		"mailbox":             {[]byte("From a@b.example Mon Nov 16\n" + message), document.KindMail},
		"mail, only a type":   {[]byte("Content-Type: multipart/mixed; boundary=q\n\n--q\n\n<html>"), document.KindMail},
		"multipart body":      {[]byte("--uuid:1\nContent-Type: text/xml\nContent-Transfer-Encoding: binary\n\n<a/>"), document.KindText},
		"programme":           {[]byte("# programa\nrfc: MNE200101AB1\nprograma: \"1-2006\"\n"), document.KindProgramme},
		"invoice":             {[]byte("factura;fecha;cantidad;importe\nA;2026-01-01;1;1\n"), document.KindInvoice},
		"packing of one row":  {[]byte("No;Model;Packing list;Description;Qty;UOM;Net kg;Gross kg\n1;M;PL;CABLE;1;PZA;1;2\n"), document.KindSheet},
		"archivo M opened":    {[]byte("500|1|3210|6000123|240||\r\n501|3210|6000123|\r\n"), document.KindArchivoM},
		"text":                {[]byte("Buenas tardes, anexo pedimento."), document.KindText},
		"note with colon":     {[]byte("Hola: adjunto\nSaludos: Ana\n"), document.KindText},
		"binary":              {[]byte{1, 2, 3, 0, 5}, document.KindUnknown},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := container.Classify(tc.in); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

// TestClassifyCorpus holds the kind of every folder of the corpus.
func TestClassifyCorpus(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the development corpus is not classified")
	}
	tests := []struct {
		glob string
		want []document.Kind
	}{
		{"datastage/*.zip", []document.Kind{document.KindDataStage}},
		{"datastage_quirks/*.zip", []document.Kind{document.KindDataStage, document.KindZip}},
		{"vucem/*.xml", []document.Kind{document.KindVUCEM}},
		{"cfdi/*.xml", []document.Kind{document.KindCFDI, document.KindXML}},
		{"cove/*.xml", []document.Kind{document.KindCOVE}},
		{"doda/*.xml", []document.Kind{document.KindDODA}},
		{"invoices/*.xml", []document.Kind{document.KindUBL}},
		{"pedimento_pdf/*.pdf", []document.Kind{document.KindPDF}},
		{"mail/broker/*.eml", []document.Kind{document.KindMail}},
		{"mail/enmime/*.raw", []document.Kind{document.KindMail, document.KindText}},
		{"mail/tnef/*.tnef", []document.Kind{document.KindTNEF, document.KindUnknown}},
		{"saai/*", []document.Kind{document.KindArchivoM, document.KindText}},
	}
	for _, tc := range tests {
		files, err := filepath.Glob(filepath.Join(dir, tc.glob))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no files", tc.glob)
		}
		count := map[document.Kind]int{}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := container.Classify(b), false
			count[got]++
			for _, k := range tc.want {
				ok = ok || k == got
			}
			if !ok {
				t.Errorf("%s: %s", filepath.Base(file), got)
			}
		}
		t.Log(tc.glob, count)
	}
}

func FuzzClassify(f *testing.F) {
	f.Add([]byte(message))
	f.Add(zipOf(f, tables(".asc", 3)...))
	f.Add([]byte("<a><b/></a>"))
	f.Add([]byte("500|1|3210|6000123|240||\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if container.Classify(b) == "" {
			t.Fatal("no kind")
		}
		container.Magic(b)
	})
}
