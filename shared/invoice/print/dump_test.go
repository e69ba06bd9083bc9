package print_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/print"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/synth/invoicedocs"
	"example.com/immex/shared/synth/specimen"
)

func TestDump(t *testing.T) {
	dir := os.Getenv("INV_DUMP")
	if dir == "" {
		t.Skip("INV_DUMP not set")
	}
	bad := map[string]int{}
	err := invoicedocs.Generate(3, 110, func(s specimen.Specimen) error {
		os.WriteFile(dir+"/"+s.Name, s.Bytes, 0o600)
		x, err := pdftext.Read(context.Background(), s.Bytes, pdftext.Limits{})
		if err != nil {
			return err
		}
		r := print.Read(x, nil)
		var view any
		if r.Invoice != nil {
			view = invoice.ViewOf(r.Invoice, r.Status(), r.Findings, document.English)
		}
		b, _ := json.MarshalIndent(view, "", " ")
		os.WriteFile(dir+"/"+strings.TrimSuffix(s.Name, ".pdf")+".json", b, 0o600)
		fmt.Println(s.Name, s.Want, r.Paper, r.Status())
		if s.Want == specimen.Accept || s.Want == specimen.Either {
			for _, f := range r.Findings {
				fmt.Println("    ", f.Code, f.Where, f.Message.EN)
				bad[f.Code]++
			}
		}
		return nil
	})
	fmt.Println(bad, err)
}
