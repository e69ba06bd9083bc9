package step_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/invoicedocs"
	"example.com/immex/shared/synth/specimen"
)

// The words of an invoice and of its packing list: "x y text", "@n" before the
// text being its size.
const (
	invoiceWords = `200 40 @14 COMMERCIAL INVOICE
40 80 Seller:
40 90 EXAMPLE PARTS INC
300 80 Invoice No.: INV-1001
300 92 Invoice Date: 2026-03-02
300 104 Pedimento: 26 24 3210 6000123
300 128 Currency: USD
40 140 Sold to:
40 150 EJEMPLAR MANUFACTURERA SA DE CV
40 200 PART NO
120 200 DESCRIPTION
300 200 QTY
350 200 UM
400 200 UNIT PRICE
500 200 AMOUNT
40 215 CON-10
120 215 CONNECTOR HOUSING
300 215 1,000
350 215 EA
400 215 0.2500
500 215 250.00
40 227 CAB-7
120 227 CABLE, RED
300 227 12.5
350 227 M
400 227 4.0000
500 227 50.00
400 250 TOTAL
500 250 300.00
`
	packingWords = `200 40 @14 PACKING LIST
40 80 Shipper:
40 90 EXAMPLE PARTS INC
300 80 Packing List No.: 770001
300 92 Invoice No.: INV-1001
300 104 Date: 2026-03-02
40 200 CARTON NO
120 200 PART NO
200 200 QTY
260 200 CTNS
320 200 N.W. KG
400 200 G.W. KG
40 215 1-70
120 215 CON-10
200 215 1,000
260 215 70
320 215 100.50
400 215 110.25
40 250 TOTAL
200 250 1,000
260 250 70
320 250 100.50
400 250 110.25
`
)

// words makes a page of each text.
func words(texts ...string) *pdftext.Text {
	t := &pdftext.Text{}
	for i, text := range texts {
		p := pdftext.Page{Number: i + 1, Width: 612, Height: 792}
		for l := range strings.Lines(text) {
			var x, y int
			size := 8.0
			f := strings.SplitN(strings.TrimSpace(l), " ", 3)
			if _, err := fmt.Sscan(f[0], &x); err != nil {
				continue
			}
			if _, err := fmt.Sscan(f[1], &y); err != nil {
				continue
			}
			rest := f[2]
			if n, tail, ok := strings.Cut(rest, " "); ok && n == "@14" {
				size, rest = 14, tail
			}
			at, base := float64(x), float64(792-y)
			for w := range strings.FieldsSeq(rest) {
				width := size / 2 * float64(len([]rune(w)))
				p.Words = append(p.Words, pdftext.Word{S: w, X0: at, X1: at + width, Y0: base - 2, Y1: base + 6, Base: base, Size: size})
				at += width + 0.28*size
			}
		}
		t.Pages = append(t.Pages, p)
	}
	return t
}

// TestInvoiceEngines: what no total covers says something to the books only
// when both engines read it alike.
func TestInvoiceEngines(t *testing.T) {
	gone := answer{err: step.ErrPDFReader}
	read := func(old, now string) answer {
		if !strings.Contains(invoiceWords, old) {
			t.Fatalf("the invoice lacks %q", old)
		}
		return answer{text: words(strings.Replace(invoiceWords, old, now, 1))}
	}
	same := read("CON-10", "CON-10")
	for name, c := range map[string]struct {
		first, second answer
		status        document.Status
		code          string // of the engines; "" for none
		parts         bool
	}{
		"alike":                      {same, same, document.Accepted, "", true},
		"another part":               {same, read("CON-10", "CON-1O"), document.Accepted, "pdf_texts_differ", false},
		"another unit":               {same, read("350 215 EA", "350 215 FA"), document.Accepted, "pdf_texts_differ", false},
		"another number":             {same, read("INV-1001", "INV-1OO1"), document.Accepted, "pdf_texts_differ", false},
		"another pedimento":          {same, read("6000123", "6000128"), document.Quarantined, "pdf_texts_differ pdf_engines_differ", false},
		"another date":               {same, read("2026-03-02", "2026-03-03"), document.Quarantined, "pdf_texts_differ pdf_engines_differ", false},
		"a description":              {same, read("HOUSING", "H0USING"), document.Accepted, "pdf_texts_differ", false},
		"one engine":                 {same, gone, document.Accepted, "pdf_unconfirmed", false},
		"the second does not add up": {same, read("1,000", "1,001"), document.Accepted, "pdf_texts_differ", false},
		"the first does not add up":  {read("1,000", "1,001"), same, document.Accepted, "pdf_texts_differ pdf_second_engine", false},
		"neither adds up":            {read("1,000", "1,001"), read("1,000", "1,001"), document.Quarantined, "", false},
		"the second is no invoice":   {same, answer{text: words("40 40 Dear sirs")}, document.Accepted, "pdf_unconfirmed", false},
	} {
		t.Run(name, func(t *testing.T) {
			p := only(t, &engines{first: c.first, second: c.second}, nil)
			own := slices.DeleteFunc(codes(p), func(s string) bool { return !strings.HasPrefix(s, "pdf_") })
			if p.Record.Kind != document.KindInvoice || p.Record.Status != c.status || strings.Join(own, " ") != c.code || (p.Parts != nil) != c.parts {
				t.Errorf("%s %s with %v and parts %+v; want %s %q", p.Record.Kind, p.Record.Status, codes(p), p.Parts, c.status, c.code)
			}
			if c.parts && (p.Parts.Pedimento != "262432106000123" || len(p.Parts.Lines) != 2 || p.Parts.Lines[0].Parte != "CON-10") {
				t.Errorf("%+v", p.Parts)
			}
		})
	}
}

// TestPackingEngines: a packing list is confirmed like an invoice.
func TestPackingEngines(t *testing.T) {
	read := func(old, now string) answer {
		if !strings.Contains(packingWords, old) {
			t.Fatalf("the list lacks %q", old)
		}
		return answer{text: words(strings.Replace(packingWords, old, now, 1))}
	}
	same := read("CON-10", "CON-10")
	for name, c := range map[string]struct {
		second answer
		status document.Status
		code   string
		check  document.Check // of the part number
	}{
		"alike":            {same, document.Accepted, "", document.ByEngines},
		"another part":     {read("CON-10", "CON-1O"), document.Accepted, "pdf_texts_differ", document.Unchecked},
		"another supplier": {read("PARTS INC", "PART5 INC"), document.Accepted, "pdf_texts_differ", document.ByEngines},
		"another number":   {read("770001", "770007"), document.Quarantined, "pdf_texts_differ pdf_engines_differ", document.ByEngines},
		"another date":     {read("2026-03-02", "2026-03-03"), document.Quarantined, "pdf_texts_differ pdf_engines_differ", document.ByEngines},
		"one engine":       {answer{err: step.ErrPDFReader}, document.Accepted, "pdf_unconfirmed", document.Unchecked},
	} {
		t.Run(name, func(t *testing.T) {
			p := only(t, &engines{first: same, second: c.second}, nil)
			own := slices.DeleteFunc(codes(p), func(s string) bool { return !strings.HasPrefix(s, "pdf_") })
			if p.Record.Kind != document.KindPacking || p.Record.Status != c.status || strings.Join(own, " ") != c.code {
				t.Errorf("%s %s with %v; want %s %q", p.Record.Kind, p.Record.Status, codes(p), c.status, c.code)
			}
			list, ok := p.Content.View(document.English).(invoice.PackingView)
			if !ok || len(list.Lineas) != 1 || list.Lineas[0].Evidencia["parte"].Check != c.check || list.Lineas[0].Evidencia["cantidad"].Check != document.ByControl {
				t.Errorf("%+v", list)
			}
			if p.Parts != nil || p.Fact != nil {
				t.Error("a packing list says something to the books")
			}
		})
	}
	if p := (&step.Reader{PDF: &engines{first: same, second: same}}).Read(t.Context(), step.Input{Name: "a.pdf", Bytes: []byte("%PDF-1.7 any")})[0]; p.Content != nil || p.Record.Status != document.Accepted {
		t.Errorf("kept without being asked: %+v", p)
	}
}

// inProcess is the first engine, in this process.
func inProcess(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return pdftext.Read(ctx, b, pdftext.Limits{})
}

// TestInvoiceSpecimens reads invented PDFs from end to end: sound ones are
// accepted under their own key, spoilt ones never, and one engine alone makes
// no parts.
func TestInvoiceSpecimens(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	r := &step.Reader{PDF: step.PDFReader(inProcess), Keep: true}
	accepted := map[document.Kind]int{}
	err := invoicedocs.Generate(3, 88, func(s specimen.Specimen) error {
		papers := r.Read(t.Context(), step.Input{Name: s.Name, Bytes: s.Bytes, RFC: rfc})
		p := papers[0]
		ok := p.Record.Status == document.Accepted
		if len(papers) != 1 || ok && s.Want == specimen.Refuse || !ok && s.Want == specimen.Accept || p.Parts != nil || p.Fact != nil {
			t.Errorf("%s (%s): %d papers, %s %v", s.Name, s.Want, len(papers), p.Record.Status, p.Record.Findings)
		}
		if !ok {
			if p.Record.Key != "sha256:"+string(p.Record.SHA) {
				t.Errorf("%s is refused and has the key %s", s.Name, p.Record.Key)
			}
			return nil
		}
		accepted[s.Kind]++
		number, day := s.Truth["numero"], s.Truth["fecha"]
		if s.Kind == document.KindPacking {
			number, day = s.Truth["content.numero"], s.Truth["content.fecha"]
		}
		if p.Record.Kind != s.Kind || p.Record.Source != document.SourcePrint || !strings.HasSuffix(p.Record.Key, "+"+number+"+"+day) || p.Record.Period != day[:7] {
			t.Errorf("%s: %+v", s.Name, p.Record)
		}
		if !p.Record.Findings.Has("pdf_unconfirmed") {
			t.Errorf("%s is confirmed by nothing: %v", s.Name, codes(p))
		}
		return nil
	})
	if err != nil || accepted[document.KindInvoice] < 10 || accepted[document.KindPacking] < 3 {
		t.Errorf("accepted %v, %v", accepted, err)
	}
}

// printMapping names what the invoice of printed does not.
const printMapping = `proveedor: {id: "990000001", nombre: EXAMPLE PARTS INC}
reconoce: [GOODS NOTE]
columnas:
  cantidad: [DELIVERED]
  precio_unitario: [EACH AT]
  importe: [MAKES]
etiquetas:
  factura: [Our paper]
fecha: DD/MM/AAAA
decimal: "."
moneda: MXN
vigente_desde: 2026-01-01
`

// TestInvoiceMapping: a print that nobody understands is read with what was
// learned of its supplier, and with nothing else.
func TestInvoiceMapping(t *testing.T) {
	t.Parallel()
	page := words(strings.NewReplacer("QTY", "DELIVERED", "UNIT PRICE", "EACH AT", "AMOUNT", "MAKES", "Invoice No.:", "Our paper:",
		"2026-03-02", "02/03/2026", "Currency: USD", "GOODS NOTE").Replace(invoiceWords))
	other := strings.Replace(printMapping, "990000001", "990000002", 1)
	for name, c := range map[string]struct {
		source step.MappingSource
		code   string // "" when it is accepted
	}{
		"learned":             {step.StoredMappings(nil, facts(t, printMapping)...), ""},
		"nothing learned":     {nil, "invoice_print_value"},
		"of another supplier": {step.StoredMappings(nil, facts(t, learned)...), "invoice_print_value"},
		"of two suppliers":    {step.StoredMappings(nil, facts(t, printMapping, other)...), "mapping_ambiguous"},
		"the store is away": {
			func(context.Context, string) (mapping.Set, error) { return nil, errors.New("away") },
			"mappings_unavailable",
		},
	} {
		e := &engines{first: answer{text: page}, second: answer{text: page}}
		p := (&step.Reader{PDF: e, Keep: true, Mappings: c.source}).Read(t.Context(), step.Input{Name: "a.pdf", Bytes: []byte("%PDF-1.7 any"), RFC: rfc})[0]
		if c.code != "" {
			if p.Record.Status != document.Quarantined || !p.Record.Findings.Has(c.code) || p.Parts != nil {
				t.Errorf("%s: %s %v, want %s", name, p.Record.Status, codes(p), c.code)
			}
			continue
		}
		if p.Record.Status != document.Accepted || p.Record.Key != "EXAMPLE PARTS INC+INV-1001+2026-03-02" || p.Invoice.Moneda != "MXN" || p.Parts == nil {
			t.Errorf("%s: %+v %v", name, p.Record, p.Record.Findings)
		}
	}
}

// TestInvoiceAndPackingInOneFile: each becomes a paper of its own, the pages
// of one stay together, and pages of neither are named.
func TestInvoiceAndPackingInOneFile(t *testing.T) {
	t.Parallel()
	first, second, _ := strings.Cut(invoiceWords, "40 227 CAB-7")
	second = "200 40 @14 COMMERCIAL INVOICE\n300 80 Invoice No.: INV-1001\n40 200 PART NO\n120 200 DESCRIPTION\n300 200 QTY\n350 200 UM\n400 200 UNIT PRICE\n500 200 AMOUNT\n40 227 CAB-7" + second
	for name, c := range map[string]struct {
		pages []string
		want  []string
	}{
		"one page each":         {[]string{invoiceWords, packingWords}, []string{"pdf 0", "invoice 1-1 accepted 2", "packing 2-2 accepted 1"}},
		"the list first":        {[]string{packingWords, invoiceWords}, []string{"pdf 0", "packing 1-1 accepted 1", "invoice 2-2 accepted 2"}},
		"an invoice of two":     {[]string{first, second, packingWords}, []string{"pdf 0", "invoice 1-2 accepted 2", "packing 3-3 accepted 1"}},
		"a wrong list":          {[]string{invoiceWords, strings.Replace(packingWords, "260 250 70", "260 250 71", 1)}, []string{"pdf 0", "invoice 1-1 accepted 2", "packing 2-2 quarantined 1"}},
		"a letter before":       {[]string{"40 40 Dear sirs", invoiceWords, packingWords}, []string{"pdf 0 pdf_unknown_pages", "invoice 2-2 accepted 2", "packing 3-3 accepted 1"}},
		"one invoice, no list":  {[]string{first, second}, []string{"invoice accepted 2"}},
		"an invoice page twice": {[]string{invoiceWords, invoiceWords}, []string{"invoice quarantined 4"}},
	} {
		text := words(c.pages...)
		e := &engines{first: answer{text: text}, second: answer{text: text}}
		var got []string
		for i, p := range (&step.Reader{PDF: e, Keep: true}).Read(t.Context(), step.Input{Name: "a.pdf", Bytes: []byte("%PDF-1.7 any"), RFC: rfc}) {
			lines := 0
			if p.Invoice != nil {
				lines = len(p.Invoice.Lineas)
			} else if p.Content != nil {
				if v, ok := p.Content.View(document.English).(invoice.PackingView); ok {
					lines = len(v.Lineas)
				}
			}
			_, pages, bound := strings.Cut(p.Record.Name, "#")
			s := fmt.Sprintf("%s %s %s %d", p.Record.Kind, pages, p.Record.Status, lines)
			switch {
			case i == 0 && p.Record.Kind == document.KindPDF:
				s = strings.Join(append([]string{"pdf 0"}, codes(p)...), " ")
			case !bound:
				s = strings.Replace(s, "  ", " ", 1)
			case p.Record.Parent == "" || p.Bytes != nil:
				t.Errorf("%s: %+v is no part of the file", name, p.Record)
			}
			got = append(got, s)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if len(e.asked) > 2 || cmp.Diff(words(c.pages...), text) != "" {
			t.Errorf("%s: the engines were asked %v, each is once for all documents, and their words stay as they are", name, e.asked)
		}
	}
}
