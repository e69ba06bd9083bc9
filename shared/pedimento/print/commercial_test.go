package print_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
)

// bound makes pages of lines; " | " parts cells and a leading "@14 " gives the
// size of a line.
func bound(pages ...string) *pdftext.Text {
	t := &pdftext.Text{}
	for i, text := range pages {
		p := pdftext.Page{Number: i + 1, Width: 612, Height: 792}
		y := 750.0
		for l := range strings.SplitSeq(text, "\n") {
			size := 8.0
			if n, rest, ok := strings.Cut(l, " "); ok && strings.HasPrefix(n, "@") {
				size, _ = strconv.ParseFloat(n[1:], 64)
				l = rest
			}
			x := 40.0
			for c := range strings.SplitSeq(l, " | ") {
				for w := range strings.FieldsSeq(c) {
					width := size / 2 * float64(len(w))
					p.Words = append(p.Words, pdftext.Word{S: w, X0: x, X1: x + width, Y0: y - 2, Y1: y + size, Base: y, Size: size})
					x += width + size/4
				}
				x += 4 * size
			}
			y -= size + 6
		}
		t.Pages = append(t.Pages, p)
	}
	return t
}

const goods = "\nPART NO | QTY | UNIT PRICE | AMOUNT\nP-1 | 10 | 2.00 | 20.00\nP-2 | 10 | 2.00 | 20.00"

// TestSplitCommercial: an invoice and its packing list are two parts, the
// pages of each stay together and none is lost.
func TestSplitCommercial(t *testing.T) {
	const (
		invoice = "@14 COMMERCIAL INVOICE\nInvoice No.: INV-10" + goods
		packing = "@14 PACKING LIST\nPacking List No.: PL-7\nInvoice No.: INV-10" + goods
	)
	for name, tc := range map[string]struct {
		pages []string
		want  string
	}{
		"one of each":                   {[]string{invoice, packing}, "factura 1-1, empaque 2-2"},
		"the list first":                {[]string{packing, invoice}, "empaque 1-1, factura 2-2"},
		"two pages each":                {[]string{invoice, invoice, packing, packing}, "factura 1-2, empaque 3-4"},
		"pages without a title":         {[]string{invoice, "x" + goods, packing, "y" + goods}, "factura 1-2, empaque 3-4"},
		"the list names the invoice":    {[]string{packing, "COMMERCIAL INVOICE NO.: INV-10" + goods}, "empaque 1-2"},
		"the invoice names the list":    {[]string{invoice, "Invoice No.: INV-10\nPacking list no.: PL-7" + goods}, "factura 1-2"},
		"a row of labels":               {[]string{packing, "INVOICE | DATE | PAGE\nINV-10 | 2026-01-02 | 2" + goods}, "empaque 1-2"},
		"titles as large as the text":   {[]string{"COMMERCIAL INVOICE" + goods, "PACKING LIST" + goods}, "factura 1-1, empaque 2-2"},
		"titles in very large letters":  {[]string{"@30 INVOICE" + goods, "@30 PACKING LIST" + goods}, "factura 1-1, empaque 2-2"},
		"Spanish":                       {[]string{"@12 FACTURA COMERCIAL" + goods, "@12 LISTA DE EMPAQUE" + goods}, "factura 1-1, empaque 2-2"},
		"titles with the number":        {[]string{"@12 INVOICE # 1001" + goods, "@12 PACKING LIST # 77" + goods}, "factura 1-1, empaque 2-2"},
		"one paper that is both":        {[]string{"@12 COMMERCIAL INVOICE & PACKING LIST" + goods, "@12 COMMERCIAL INVOICE & PACKING LIST" + goods}, "factura 1-2"},
		"a larger title beside a label": {[]string{packing, "INVOICE\nINV-10\n@14 PACKING LIST" + goods}, "empaque 1-2"},
		"two invoices":                  {[]string{invoice, strings.Replace(invoice, "INV-10", "INV-11", 1)}, "factura 1-1, factura 2-2"},
		"two lists":                     {[]string{packing, strings.Replace(packing, "PL-7", "PL-8", 1)}, "empaque 1-1, empaque 2-2"},
		"invoice, list, invoice":        {[]string{invoice, packing, strings.Replace(invoice, "INV-10", "INV-11", 1)}, "factura 1-1, empaque 2-2, factura 3-3"},
		"a COVE behind the list":        {[]string{invoice, packing, "COMPROBANTE DE VALOR ELECTRONICO\nCOVE2612ABCD3"}, "factura 1-1, empaque 2-2, cove 3-3"},
		"a label with a colon":          {[]string{invoice, "PACKING LIST:\nPL-7" + goods}, "factura 1-2"},
		"an empty page":                 {[]string{invoice, "", packing}, "factura 1-2, empaque 3-3"},
		"a letter":                      {[]string{"Dear sirs, the papers follow"}, " 1-1"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			next := 1
			for _, p := range print.Split(bound(tc.pages...)) {
				got = append(got, fmt.Sprintf("%s %d-%d", p.Kind, p.From, p.To))
				for _, page := range p.Text.Pages {
					if page.Number != next {
						t.Errorf("page %d where %d is due", page.Number, next)
					}
					next++
				}
			}
			if next != len(tc.pages)+1 {
				t.Errorf("%d of %d pages", next-1, len(tc.pages))
			}
			if d := cmp.Diff(tc.want, strings.Join(got, ", ")); d != "" {
				t.Error(d)
			}
		})
	}
}

// Contributions below rate times base, fees that do not go with their rates,
// and dollars that are not the dollars of the invoice are refused; what an
// exemption leaves at zero is not.
func TestRates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		words []string
		code  string
	}{
		{"as they are", nil, ""},
		{"another rate of IVA", []string{"16.00000", "17.00000"}, "print_iva"},
		{"another rate of IGI", []string{"5.00000", "15.00000"}, "print_igi"},
		{"fee of DTA", []string{"462.00000", "562.00000"}, "print_dta"},
		{"fee of the prevalidation", []string{"330.00000", "390.00000"}, "print_prv"},
		{"IVA of the prevalidation", []string{"53", "83"}, "print_iva_prv"},
		{"dollars of an invoice", []string{"5303.78", "5303.87"}, ""},
	} {
		p := reading(t, "", c.words...)
		if c.code == "" && p.Findings.Blocking() || c.code != "" && !slices.Contains(codesOf(p), c.code) {
			t.Errorf("%s: %v, want %q", c.name, codesOf(p), c.code)
		}
	}
}
