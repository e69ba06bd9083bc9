package companydocs

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// CFDI emits the company's export invoices. Their lines add up to SubTotal
// and SubTotal to Total; the seal is noise, so that it proves nothing.
func CFDI(seed uint64, n int, emit func(specimen.Specimen) error) error {
	return each(seed, n, emit, func(s *story, tag string) ([]specimen.Specimen, error) {
		var out []specimen.Specimen
		for i := range s.truth.Files {
			f := &s.truth.Files[i]
			if f.Kind != document.KindCFDI || f.Expect != document.Accepted {
				continue
			}
			for _, m := range cfdiDefects() {
				if x := s.invoiced(f.Name, tag, m); x != nil {
					out = append(out, *x)
				}
			}
		}
		return out, nil
	})
}

// cfdiDefect changes a digit of an attribute of an element.
type cfdiDefect struct {
	name, element, attribute string
	want                     specimen.Want
}

func cfdiDefects() []cfdiDefect {
	return []cfdiDefect{
		{want: specimen.Accept},
		{"total_digit", "cfdi:Comprobante", "Total", specimen.Refuse},
		{"subtotal_digit", "cfdi:Comprobante", "SubTotal", specimen.Refuse},
		{"line_digit", "cfdi:Concepto", "Importe", specimen.Refuse},
		{"part_digit", "cfdi:Concepto", "NoIdentificacion", specimen.Either},
		{"line_cut", "cfdi:Concepto", "", specimen.Refuse},
	}
}

func (s *story) invoiced(name, tag string, m cfdiDefect) *specimen.Specimen {
	b := string(s.files[name])
	switch {
	case m.name == "":
	case m.attribute == "":
		at := regexp.MustCompile(`(?s)<cfdi:Concepto .*?</cfdi:Concepto>`).FindAllStringIndex(b, -1)
		if len(at) < 2 {
			return nil
		}
		k := at[s.r.n(len(at))]
		b = b[:k[0]] + b[k[1]:]
	default:
		at := regexp.MustCompile(`<`+m.element+` [^>]*? `+m.attribute+`="([^"]*)"`).FindAllStringSubmatchIndex(b, -1)
		if len(at) == 0 {
			return nil
		}
		k := at[s.r.n(len(at))]
		before := b[k[2]:k[3]]
		now := s.r.changed(before)
		b = b[:k[2]] + now + b[k[3]:]
		if rounding(before, now) {
			m.want = specimen.Either
		}
	}
	return &specimen.Specimen{
		Format: "cfdi", Name: fmt.Sprintf("%s_%s_%s.xml", strings.TrimSuffix(name, ".xml"), tag, m.name), Kind: document.KindCFDI,
		Bytes: []byte(b), Mutation: m.name, Want: m.want, Truth: cfdiTruth(b),
	}
}

// rounding says that two amounts differ by no more than lines may round to:
// ten cents.
func rounding(a, b string) bool {
	x, ok1 := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	if !ok1 || !ok2 {
		return false
	}
	d := x.Sub(x, y)
	return d.Abs(d).Cmp(big.NewRat(1, 10)) <= 0
}

// attributes of the k-th element of a name.
func attributes(b, element string) []map[string]string {
	var out []map[string]string
	for _, e := range regexp.MustCompile(`<`+element+`( [^>]*)>`).FindAllStringSubmatch(b, -1) {
		m := map[string]string{}
		for _, a := range regexp.MustCompile(`([\w:]+)="([^"]*)"`).FindAllStringSubmatch(e[1], -1) {
			m[a[1]] = a[2]
		}
		out = append(out, m)
	}
	return out
}

func cfdiTruth(b string) map[string]string {
	c := attributes(b, "cfdi:Comprobante")[0]
	out := map[string]string{
		"version": c["Version"], "serie": c["Serie"], "folio": c["Folio"], "fecha": c["Fecha"][:10], "moneda": c["Moneda"], "tipo_cambio": c["TipoCambio"],
		"subtotal": c["SubTotal"], "total": c["Total"], "uuid": attributes(b, "tfd:TimbreFiscalDigital")[0]["UUID"],
		"emisor.rfc": attributes(b, "cfdi:Emisor")[0]["Rfc"], "receptor.rfc": attributes(b, "cfdi:Receptor")[0]["Rfc"],
	}
	lines := attributes(b, "cfdi:Concepto")
	for i, l := range lines {
		p := fmt.Sprintf("conceptos.%d.", i)
		out[p+"no_identificacion"], out[p+"cantidad"], out[p+"valor_unitario"], out[p+"importe"] = l["NoIdentificacion"], l["Cantidad"], l["ValorUnitario"], l["Importe"]
	}
	out[fmt.Sprintf("conceptos.%d", len(lines))] = ""
	return out
}
