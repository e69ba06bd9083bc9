package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/stay"
)

// cambioPlazo: inputs change regime with F4 before their stay ends; after it they
// are regularised with A3 (LA 101). Record 512 gives the date of the entry, which
// is never after the beginning of the stay by more than days. What is past every
// period that may hold fails: for that the entry has to be here, since only its
// own identifiers tell an extension or a fixed asset; else it warns.
func cambioPlazo() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cambio_plazo",
		Title:     document.Text{ES: "El F4 se paga antes de que venza el plazo de la entrada", EN: "The F4 is paid before the stay of the entry ends"},
		Citation:  "LA arts. 101, 108 y 109; RLA art. 140",
		Source:    "dossier §2.3 F4, A3",
		Authority: rule.Aduanera, From: 20030101, Severity: document.Error, Confidence: "C-old",
		Action: document.Text{
			ES: "Rectifique a A3 (supuesto II) y pague actualización y recargos.",
			EN: "Rectify to A3 (case II) and pay update and surcharges.",
		},
		Example: document.Text{
			ES: "Un F4 de una entrada de hace 25 meses.",
			EN: "An F4 of an entry of 25 months ago.",
		},
		Needs: []rule.Data{rule.DataProgramme}, Checks: []int{1, 4},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.P.Clave != "F4" || len(c.P.Descargos) == 0 {
				return rule.NotApplicable
			}
			days, err := wholeThreshold(c.Catalog, "inicio_plazo", c.On)
			if err != nil {
				return c.NoRow(rule.DataRate, err)
			}
			k := change{c: c, paid: c.Rated(), days: days}
			if !k.paid.Known() {
				return c.NoData(rule.DataDate)
			}
			return k.judge()
		},
	}
}

// change is one F4 that is held to the stays of what it discharges.
type change struct {
	c    *rule.Case
	paid document.Date // of the first F4 when this one rectifies it
	days int           // in which the stay of a consolidado may begin
}

func (k *change) judge() rule.Outcome {
	c, dated := k.c, true
	for i := range c.P.Descargos {
		d := &c.P.Descargos[i]
		if !d.Fecha.Known() {
			dated = false
			continue
		}
		entry, in := c.Catalog.Effect(d.Clave, "IMP", nil, d.Fecha)
		if !in || entry.Tipo != "insumo" {
			continue
		}
		b := k.entry(d)
		plain := k.stay(d, nil, false)
		if k.over(&plain) == stay.Running {
			continue // in time by the shortest of them
		}
		if c.Company == nil {
			return c.NoData(rule.DataProgramme)
		}
		known := b != nil && b.Identified && len(c.Company.Certifications) > 0
		var cases []stay.Identificador
		if known {
			cases = b.Casos
		}
		longest := k.stay(d, cases, !known)
		k.tell(d, known && k.over(&longest) == stay.HasEnded)
	}
	if !dated {
		return c.NoData(rule.DataDate)
	}
	return c.Judged()
}

// entry is the pedimento of entry, nil when it is not here.
func (k *change) entry(d *pedimento.Descargo) *rule.Brief {
	if k.c.Others == nil {
		return nil
	}
	return k.c.Others.Find(pedimento.Number(pedimento.YearFor(d.Documento, d.Fecha), d.Aduana, d.Patente, d.Documento))
}

// stay is that of an entry by what record 512 says of it, as if it had passed
// selection on its day.
func (k *change) stay(d *pedimento.Descargo, cases []stay.Identificador, unknown bool) stay.Stay {
	in := stay.Input{
		Tipo: "insumo", Clave: d.Clave, Fraccion: d.Fraccion, Identificadores: cases,
		Seleccion: d.Fecha, Entrada: d.Fecha, Pago: d.Fecha,
	}
	if !unknown {
		in.Certificaciones = registrations(k.c.Company)
	}
	return stay.Of(&in, k.c.Catalog)
}

// over says whether a stay was over when the F4 was paid, at its latest start.
func (k *change) over(s *stay.Stay) stay.End { return s.Ended(k.paid.AddDays(-k.days)) }

func (k *change) tell(d *pedimento.Descargo, certain bool) {
	at := rule.Where{Field: "descargos", Other: d.Documento}
	if certain {
		k.c.Fail(at, "El F4 del %s cambia de régimen una entrada del %s, cuyo plazo ya venció.", "The F4 of %s changes the regime of an entry of %s, whose stay was over.", k.paid, d.Fecha)
		return
	}
	k.c.Warn(at, "El F4 del %s cambia de régimen una entrada del %s, pasado su plazo más corto: sólo otro mayor, o una ampliación, lo permite.",
		"The F4 of %s changes the regime of an entry of %s past its shortest stay: only a longer one, or an extension, allows it.", k.paid, d.Fecha)
}

// registrations are those of a company as the table of stays names them.
func registrations(company *rule.Company) (out []stay.Certificacion) {
	if company == nil {
		return nil
	}
	names := map[string]string{kindIVAIEPS: modalidadIVAIEPS, kindOEA: modalidadOEA}
	for _, x := range company.Certifications {
		if name, ok := names[x.Kind]; ok {
			out = append(out, stay.Certificacion{Modalidad: name, From: x.From, To: x.To})
		}
	}
	return out
}
