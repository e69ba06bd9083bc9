package companydocs

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// InvoiceCSV emits suppliers' invoices as CSV. Quantity × price covers the
// amount of a line; nothing covers the lines.
func InvoiceCSV(seed uint64, n int, emit func(specimen.Specimen) error) error {
	return each(seed, n, emit, func(s *story, tag string) ([]specimen.Specimen, error) {
		var out []specimen.Specimen
		for _, name := range s.names {
			if !strings.HasSuffix(name, ".csv") {
				continue
			}
			rows, err := csv.NewReader(bytes.NewReader(s.files[name])).ReadAll()
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", name, err)
			}
			if !slices.Contains(rows[0], "numero_factura") {
				continue
			}
			bills, err := s.bills(name, tag, rows)
			if err != nil {
				return nil, err
			}
			out = append(out, bills...)
		}
		return out, nil
	})
}

// bills are an invoice and its mutants.
func (s *story) bills(name, tag string, rows [][]string) ([]specimen.Specimen, error) {
	var out []specimen.Specimen
	for _, kind := range []string{"", "digit_cantidad", "digit_precio_unitario", "digit_importe", "digit_numero_parte", "row_cut", "row_twice"} {
		x, err := s.billed(name, tag, kind, rows)
		if err != nil {
			return nil, err
		}
		if x != nil {
			out = append(out, *x)
		}
	}
	return out, nil
}

func (s *story) billed(name, tag, kind string, rows [][]string) (*specimen.Specimen, error) {
	rows = slices.Clone(rows)
	k := 1 + s.r.n(len(rows)-1)
	rows[k] = slices.Clone(rows[k])
	head := rows[0]
	if column, ok := strings.CutPrefix(kind, "digit_"); ok {
		c := slices.Index(head, column)
		rows[k][c] = s.r.changed(rows[k][c])
	}
	switch kind {
	case "row_cut":
		if len(rows) < 3 {
			return nil, nil //nolint:nilnil // nothing would be left
		}
		rows = slices.Delete(rows, k, k+1)
	case "row_twice":
		rows = slices.Insert(rows, k, slices.Clone(rows[k]))
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	x := &specimen.Specimen{
		Format: "invoice_csv", Name: fmt.Sprintf("%s_%s_%s.csv", strings.TrimSuffix(name, ".csv"), tag, kind), Kind: document.KindInvoice,
		Bytes: b.Bytes(), Mutation: kind, Want: specimen.Either, Truth: billTruth(rows),
	}
	if kind == "" {
		x.Want = specimen.Accept
	}
	if crossFoots(rows) != "" {
		x.Want = specimen.Refuse
	}
	return x, nil
}

func billTruth(rows [][]string) map[string]string {
	head := rows[0]
	cell := func(row []string, column string) string { return row[slices.Index(head, column)] }
	h := rows[1]
	out := map[string]string{
		"numero": cell(h, "numero_factura"), "fecha": cell(h, "fecha"), "id_proveedor": cell(h, "id_proveedor"), "proveedor": cell(h, "proveedor"),
		"moneda": cell(h, "moneda"), "incoterm": cell(h, "incoterm"), "pedimento": cell(h, "pedimento"), "cove": cell(h, "cove"),
	}
	for i, r := range rows[1:] {
		p := fmt.Sprintf("lineas.%d.", i)
		for path, column := range map[string]string{
			"parte": "numero_parte", "descripcion": "descripcion", "fraccion": "fraccion", "cantidad": "cantidad", "unidad": "unidad",
			"precio_unitario": "precio_unitario", "importe": "importe", "origen": "origen",
		} {
			out[p+path] = cell(r, column)
		}
	}
	out[fmt.Sprintf("lineas.%d", len(rows)-1)] = ""
	return out
}

// crossFoots names the first line whose quantity × price is not its amount by
// more than one per cent and five cents, "" when all are.
func crossFoots(rows [][]string) string {
	at := func(row []string, column string) *big.Rat {
		v, ok := new(big.Rat).SetString(row[slices.Index(rows[0], column)])
		if !ok {
			return new(big.Rat)
		}
		return v
	}
	for _, r := range rows[1:] {
		amount := at(r, "importe")
		d := new(big.Rat).Mul(at(r, "cantidad"), at(r, "precio_unitario"))
		d.Sub(d, amount).Abs(d)
		tolerance := new(big.Rat).Add(new(big.Rat).Mul(big.NewRat(1, 100), amount), big.NewRat(5, 100))
		if d.Cmp(tolerance) > 0 {
			return r[slices.Index(rows[0], "numero_parte")]
		}
	}
	return ""
}
