package cove

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// fields are the signed fields in the order of Cove02.xsl; blank ones are left
// out, as the style sheet does.
func (c *Cove) fields() []string {
	relacion := "1"
	if c.Forma == Carga || c.Forma != CargaIA && c.Forma != CargaNIA && c.Relacion == "0" {
		relacion = "0"
	}
	out := []string{c.TipoOperacion, c.Numero, relacion, c.Fecha.String(), c.TipoFigura, c.Observaciones}
	out = append(append(out, c.RFCsConsulta...), c.Patentes...)
	if c.Forma == CargaIA {
		out = append(append(out, c.Emisor.fields()...), c.Destinatario.fields()...)
	}
	for i := range c.Facturas {
		f := &c.Facturas[i]
		if c.Forma != Carga {
			out = append(out, f.Numero)
		}
		out = append(out, f.Subdivision, f.Certificado, f.Exportador)
		switch c.Forma {
		case Carga:
			out = append(append(out, c.Emisor.fields()...), c.Destinatario.fields()...)
		case CargaNIA:
			out = append(append(out, f.Emisor.fields()...), f.Destinatario.fields()...)
		case CargaIA, Consulta, Impreso:
		}
		for k := range f.Mercancias {
			out = append(out, f.Mercancias[k].fields()...)
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

func (p *Persona) fields() []string {
	if p == nil {
		return nil
	}
	d := &p.Domicilio
	return []string{
		p.Tipo, p.ID, p.Paterno, p.Materno, p.Nombre,
		d.Calle, d.Exterior, d.Interior, d.Colonia, d.Localidad, d.Municipio, d.Entidad, d.Pais, d.CP,
	}
}

func (m *Mercancia) fields() []string {
	out := []string{
		m.Descripcion, m.Unidad, m.Cantidad.Written(), m.Moneda,
		m.ValorUnitario.Written(), m.ValorTotal.Written(), m.ValorDolares.Written(),
	}
	for _, e := range m.Especificas {
		out = append(out, e.Marca, e.Modelo, e.SubModelo, e.Serie)
	}
	return out
}

// CadenaOriginal rebuilds what is signed of an upload: its fields between bars.
func (c *Cove) CadenaOriginal() string { return "|" + strings.Join(c.fields(), "|") + "|" }

// cadena compares the signed fields with those of the file. A figure that
// differs is an error: one of the two is false. Texts are compared without
// blanks, and their difference only warns, since programs clean them.
func (g gate) cadena() {
	c := g.c
	declared := strings.Trim(squash(c.Sello.Cadena), "| ")
	if declared == "" || !c.Forma.upload() {
		return
	}
	at := where(&c.Block) + "/firmaElectronica/cadenaOriginal"
	if !strings.Contains(declared, "|") {
		g.add("cove_cadena", document.Warning, at, document.Textf(
			"La cadena original %q no tiene campos y no se puede cotejar; pida el XML original.",
			"The cadena original %q has no fields and cannot be checked; ask for the original XML.", clip(declared)))
		return
	}
	ours, theirs := tokens(strings.Join(c.fields(), "|")), tokens(declared)
	switch {
	case slices.Equal(ours, theirs):
		c.Sello.Coincide = true
	case slices.Equal(figures(ours), figures(theirs)):
		g.add("cove_cadena", document.Warning, at, document.Textf(
			"La cadena original firmada difiere del comprobante en textos u orden (%s); las cifras son las mismas.",
			"The signed cadena original differs from the comprobante in texts or order (%s); the figures are the same.", difference(ours, theirs)))
	default:
		g.add("cove_cadena", document.Error, at, document.Textf(
			"La cadena original firmada no tiene las mismas cifras que el comprobante (%s); pida el XML original a quien lo firmó.",
			"The signed cadena original has not the same figures as the comprobante (%s); ask who signed it for the original XML.", difference(ours, theirs)))
	}
}

// tokens are the fields of a cadena, comparable: texts repaired and with single
// blanks, numbers by value.
func tokens(s string) []string {
	var out []string
	for t := range strings.SplitSeq(s, "|") {
		t, _, _ = repair(t)
		t = squash(t)
		if a, err := money.Parse(t); err == nil && a.Known() {
			t = a.String()
		}
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// figures are the numbers among the fields, sorted.
func figures(tokens []string) []string {
	var out []string
	for _, t := range tokens {
		if a, err := money.Parse(t); err == nil && a.Known() {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

// difference quotes the first field that is not the same.
func difference(ours, theirs []string) string {
	for i := range max(len(ours), len(theirs)) {
		a, b := "—", "—"
		if i < len(ours) {
			a = ours[i]
		}
		if i < len(theirs) {
			b = theirs[i]
		}
		if a != b {
			return "«" + clip(a) + "» / «" + clip(b) + "»"
		}
	}
	return "—"
}
