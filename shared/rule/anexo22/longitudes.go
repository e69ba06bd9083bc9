package anexo22

import (
	"unicode/utf8"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// longitudes: texts fit their fields: acuse de valor, invoice, tax id, supplier,
// guía, container, seal, serial and línea de captura (Anexo 22; dossier §3.7).
func longitudes() *rule.Rule {
	return &rule.Rule{
		Code:      "anexo22_longitudes",
		Title:     say("Los textos caben en sus campos", "Texts fit their fields"),
		Citation:  "RGCE Anexo 22",
		Source:    "dossier §3.7",
		Authority: rule.Anexo22, From: 20020101, Severity: document.Warning, Confidence: "3P",
		Action:  say("Revise el original: un texto más largo que su campo no es del pedimento.", "Look at the original: a text longer than its field is not of the pedimento."),
		Example: say("Un contenedor de 14 caracteres.", "A container of 14 characters."),
		Case: func(c *rule.Case) rule.Outcome {
			t := texts{c: c}
			t.limit("acuse_de_valor_COVE", "cfdi_o_factura", "id_fiscal_proveedor")
			for i := range c.P.Facturas {
				f := &c.P.Facturas[i]
				t.ask(0, 0, "acuse_de_valor", f.COVE)
				t.ask(1, 0, "factura", f.Numero)
				t.ask(2, 0, "id_fiscal", f.IDFiscal)
			}
			t.limit("guia_manifiesto_bl", "contenedor_num_economico", "candado")
			for i := range c.P.Guias {
				t.ask(0, 0, "guia", c.P.Guias[i].Numero)
			}
			for i := range c.P.Contenedores {
				t.ask(1, 0, "contenedor", c.P.Contenedores[i].Numero)
			}
			for i := range c.P.Candados {
				t.ask(2, 0, "candado", c.P.Candados[i])
			}
			t.limit("vin_serie", "linea_captura", "razon_social")
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				for j := range q.Series {
					t.ask(0, q.Secuencia, "serie", q.Series[j])
				}
			}
			if c.P.Pago != nil {
				t.ask(1, 0, "linea_captura", c.P.Pago.LineaCaptura)
			}
			t.ask(2, 0, "nombre", c.P.Nombre)
			if !t.seen {
				return rule.NotApplicable
			}
			return c.Judged()
		},
	}
}

// texts judges texts against limits that are looked up once.
type texts struct {
	c    *rule.Case
	most [3]int // 0: nobody listed it
	seen bool
}

// limit looks up the fields that the next questions are of.
func (t *texts) limit(a, b, c string) {
	for i, name := range [...]string{a, b, c} {
		t.most[i] = 0
		if l, ok := t.c.Catalog.FieldLength(name, t.c.On); ok {
			t.most[i] = l.Whole
		}
	}
}

// ask looks at one text; an empty one is not judged.
func (t *texts) ask(limit, partida int, where, text string) {
	most := t.most[limit]
	if text == "" || most == 0 {
		return
	}
	t.seen = true
	if len(text) > most && utf8.RuneCountInString(text) > most {
		t.c.Fail(rule.Where{Partida: partida, Field: where}, "El campo %s dice %q; admite %d caracteres.", "Field %s says %q; it takes %d characters.", where, text, most)
	}
}
