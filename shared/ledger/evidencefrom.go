package ledger

import (
	"cmp"
	"regexp"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
)

var (
	uuidShape = regexp.MustCompile(`^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$`)
	rfcShape  = regexp.MustCompile(`^[A-ZÑ&]{3,4}[0-9]{6}[0-9A-Z]{3}$`)
	coveShape = regexp.MustCompile(`^COVE[0-9]{2}[0-9A-Z]{7}$`)

	acuseShape = regexp.MustCompile(`^[0-9A-Z]{8}$`)
)

// EvidenceOfPedimento is which papers a pedimento declares: acuses de valor of
// whomever, and invoices as far as a CFDI may be behind them, which of a foreign
// supplier there is none. What was validated under its acuse an archivo M may kill.
func EvidenceOfPedimento(p *pedimento.Pedimento, f *Fact) []Evidence {
	if f.Desistido {
		return nil
	}
	var out []Evidence
	seen := map[Ref]bool{}
	for i := range p.Facturas {
		x := &p.Facturas[i]
		issuer := strings.ToUpper(strings.TrimSpace(x.IDFiscal))
		if f.Operacion == "EXP" {
			issuer = p.RFC
		}
		national := rfcShape.MatchString(issuer)
		foreign := cmp.Or(issuer, "?") // no CFDI of another issuer is behind it, and of one without a tax id none at all
		if !national {
			issuer = ""
		}
		declare := func(r Ref, by string) {
			if !seen[r] {
				seen[r] = true
				out = append(out, Evidence{Dice: Declara, De: f.Key, A: r, Doc: f.Doc, Fecha: f.Pago, Emisor: by})
			}
		}
		for _, n := range []string{x.Numero, x.COVE} {
			n = strings.ToUpper(strings.TrimSpace(n))
			folio, ok := FolioRef(issuer, n, x.Fecha)
			switch {
			case uuidShape.MatchString(n):
				declare(UUIDRef(n), issuer)
			case coveShape.MatchString(n) && (national || f.IsV1()):
				declare(COVERef(n), issuer)
			case coveShape.MatchString(n):
				declare(COVERef(n), foreign)
			case ok && national:
				declare(folio, issuer)
			}
		}
	}
	if r, ok := AcuseRef(p.Aduana, p.Patente, p.Documento, p.Acuse); ok {
		out = append(out, Evidence{Dice: Declara, De: f.Key, A: r, Doc: f.Doc, Fecha: f.Pago})
	}
	return out
}

// EvidenceOfWithdrawal is what an archivo M whose movement kills a pedimento
// says, once the validator's answer took it; nothing without the acuse of what
// it kills.
func EvidenceOfWithdrawal(p *pedimento.Pedimento, doc document.Hash) []Evidence {
	r, ok := AcuseRef(p.Aduana, p.Patente, p.Documento, p.Acuse)
	if !ok {
		return nil
	}
	return []Evidence{{Dice: Retira, De: string(r), Doc: doc}}
}

// EvidenceOfCOVE is which invoices an acuse de valor names, of an issuer that
// issues CFDI.
func EvidenceOfCOVE(c *cove.Cove, doc document.Hash) []Evidence {
	if !coveShape.MatchString(c.EDocument) || c.Cotejo == document.CotejoNinguno {
		return nil
	}
	var out []Evidence
	name := func(issuer *cove.Persona, numero string) {
		e := Evidence{Dice: Nombra, De: string(COVERef(c.EDocument)), Doc: doc, Fecha: c.Fecha, Emisor: issuer.RFC()}
		n := strings.ToUpper(strings.TrimSpace(numero))
		folio, ok := FolioRef(issuer.RFC(), n, c.Fecha)
		switch {
		case uuidShape.MatchString(n):
			e.A = UUIDRef(n)
		case ok && rfcShape.MatchString(issuer.RFC()):
			e.A = folio
		default:
			return
		}
		out = append(out, e)
	}
	for i := range c.Facturas {
		x := &c.Facturas[i]
		numero, issuer := x.Numero, &c.Emisor
		if numero == "" && len(c.Facturas) == 1 {
			numero = c.Numero
		}
		if x.Emisor != nil {
			issuer = x.Emisor
		}
		name(issuer, numero)
	}
	if len(c.Facturas) == 0 {
		name(&c.Emisor, c.Numero)
	}
	return out
}

// replaced is the relation by which a CFDI takes the place of another
// (c_TipoRelacion of Anexo 20).
const replaced = "04"

// EvidenceOfCFDI is what an invoice says: which goods it covers, under which
// number, and which invoices it replaces. Payments and payroll cover none.
func EvidenceOfCFDI(c *cfdi.Comprobante, doc document.Hash) []Evidence {
	if !uuidShape.MatchString(c.UUID) || c.Cotejo == document.CotejoNinguno || c.Tipo != "I" && c.Tipo != "E" && c.Tipo != "T" {
		return nil
	}
	self := UUIDRef(c.UUID)
	out := []Evidence{{Dice: Ampara, De: string(self), Doc: doc, Fecha: c.Fecha, Emisor: c.Emisor.RFC, Lineas: goods(c)}}
	if folio, ok := FolioRef(c.Emisor.RFC, c.Serie+c.Folio, c.Fecha); ok {
		out = append(out, Evidence{Dice: Lleva, De: string(folio), A: self, Doc: doc, Fecha: c.Fecha, Emisor: c.Emisor.RFC})
	}
	seen := map[string]bool{c.UUID: true}
	for _, r := range c.Relacionados {
		if r.Tipo == replaced && uuidShape.MatchString(r.UUID) && !seen[r.UUID] {
			seen[r.UUID] = true
			out = append(out, Evidence{Dice: Sustituye, De: string(UUIDRef(r.UUID)), A: self, Doc: doc, Fecha: c.Fecha, Emisor: c.Emisor.RFC})
		}
	}
	return out
}

// goods are the lines with a part number. One whose unit is not of Apéndice 7
// keeps what it says, which turns into nothing: a unit is never guessed.
func goods(c *cfdi.Comprobante) []PartLine {
	var out []PartLine
	for i := range c.Conceptos {
		k := &c.Conceptos[i]
		q, err := quantity.From(k.Cantidad)
		if err != nil || q <= 0 || k.NoIdentificacion == "" {
			continue // a service, or what no book can hold: then the lines do not add up
		}
		l := PartLine{Parte: k.NoIdentificacion, Fraccion: fraccionOf(c, k.NoIdentificacion), Cantidad: q, Unidad: "?" + k.ClaveUnidad}
		if u, ok := catalog.Default().UnitNamed(k.ClaveUnidad); ok {
			l.Unidad = u.Clave
		}
		out = append(out, l)
	}
	return out
}

// fraccionOf is the fracción the foreign-trade complement gives a part, "" when
// it gives none or two.
func fraccionOf(c *cfdi.Comprobante, parte string) string {
	if c.Comercio == nil {
		return ""
	}
	const digits = 8 // ten with NICO
	found := ""
	for i := range c.Comercio.Mercancias {
		m := &c.Comercio.Mercancias[i]
		if m.NoIdentificacion != parte || len(m.FraccionArancelaria) < digits {
			continue
		}
		f := m.FraccionArancelaria[:digits]
		if found != "" && found != f {
			return ""
		}
		found = f
	}
	return found
}

// EvidenceOfAcuse is which invoices the SAT says are cancelled.
func EvidenceOfAcuse(a *cfdi.Acuse, doc document.Hash) []Evidence {
	var out []Evidence
	seen := map[string]bool{}
	for _, f := range a.Folios {
		if f.Cancelado() && !seen[f.UUID] {
			seen[f.UUID] = true
			out = append(out, Evidence{Dice: Cancela, De: string(UUIDRef(f.UUID)), Doc: doc, Fecha: a.Fecha, Emisor: a.Emisor, Estado: f.Estado})
		}
	}
	return out
}
