package invoice_test

import (
	"testing"

	"example.com/immex/shared/invoice"
)

// TestBuyer: a table may say who buys and whether he is related to who sells; the
// rows of one invoice say the same of it, and a word that is neither yes nor no is
// refused.
func TestBuyer(t *testing.T) {
	t.Parallel()
	const head = "factura,fecha,id_proveedor,proveedor,id_comprador,comprador,vinculacion,moneda,parte,cantidad,unidad,precio_unitario,importe\n"
	row := func(id, name, related string) string {
		return "INV-7,2026-02-13,990000001,EXAMPLE PARTS INC," + id + "," + name + "," + related + ",USD,CON-10,10,PZA,1.5,15\n"
	}
	for name, tt := range map[string]struct{ in, want string }{
		"all":             {head + row("MEN210101AB1", "MANUFACTURAS EJEMPLO", "No"), "MEN210101AB1 MANUFACTURAS EJEMPLO NO"},
		"related":         {head + row("", "", "yes") + row("", "", "SI"), "  SI"},
		"none":            {head + row("", "", ""), "  "},
		"another word":    {head + row("", "", "tal vez"), ""},
		"two buyers":      {head + row("A1", "A", "") + row("A1", "B", ""), ""},
		"two buyers' ids": {head + row("A1", "A", "") + row("B1", "A", ""), ""},
		"yes and no":      {head + row("", "", "SI") + row("", "", "NO"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			vs, findings := invoice.ReadCSV([]byte(tt.in))
			got := ""
			if len(vs) == 1 {
				got = vs[0].CompradorID + " " + vs[0].Comprador + " " + vs[0].Vinculacion
			}
			if got != tt.want || (tt.want == "") != findings.Blocking() {
				t.Errorf("%q, want %q: %v", got, tt.want, findings)
			}
		})
	}
}
