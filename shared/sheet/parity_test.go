package sheet_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/sheet"
)

// TestAnyText: whatever is written as text in a cell reads alike from a CSV
// and from a workbook, or has the same kind of problem in both; its neighbours
// stay what they are.
func TestAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		value := rapid.OneOf(
			rapid.StringMatching(`[ -~]{0,20}`), rapid.StringMatching(`[0-9]{1,17}([.,][0-9]{0,8})?%?`), rapid.StringMatching(`[a-zñáéíóúA-Z0-9ÑÜ "',;|-]{0,15}`),
			rapid.SampledFrom([]string{"007", "1E5", "=1+1", "a\u200bb", "\u00a0x\u00a0", "TRUE", "2026-03-02", "1/2", `"`, `""`, "a\"b"}),
		).Draw(rt, "value")
		var esc bytes.Buffer
		if err := xml.EscapeText(&esc, []byte(value)); err != nil {
			rt.Fatal(err)
		}
		cell := func(ref, text string) string {
			return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, ref, text)
		}
		x := only(t, raw(t, `<row r="1">`+cell("A1", "left")+cell("B1", esc.String())+cell("C1", "right")+`</row>`, nil)).Rows[0]
		book, findings := sheet.Read([]byte(`head,"head two",tail` + "\n" + `left,"` + strings.ReplaceAll(value, `"`, `""`) + "\",right\n"))
		if book == nil {
			rt.Fatal(findings)
		}
		c := book.Sheets[0].Rows[1]
		if c.At(1).Text != x.At(1).Text || (c.At(1).Problem == nil) != (x.At(1).Problem == nil) {
			rt.Fatalf("%q: CSV %+v, XLSX %+v", value, c.At(1), x.At(1))
		}
		if got := c.At(1); got.Problem == nil && got.Text != strings.Trim(value, " \t\r\n\u00a0\u200b\ufeff") {
			rt.Fatalf("%q reads as %q", value, got.Text)
		}
		for _, r := range []sheet.Row{c, x} {
			if r.At(0).Text != "left" || r.At(2).Text != "right" || len(r.Cells) != 3 {
				rt.Fatalf("%q moves its neighbours: %+v", value, r)
			}
		}
	})
}
