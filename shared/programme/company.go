package programme

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
)

// The kinds of registration in the company certification register (RGCE
// title 7).
const (
	kindIVAIEPS = "iva_ieps"
	kindOEA     = "oea"
)

func kinds() []string { return []string{kindIVAIEPS, kindOEA, "comercializadora", "socio"} }

// modalidad is the name a kind has for stay periods, "" when none turns on it.
func modalidad(kind string) string {
	switch kind {
	case kindIVAIEPS:
		return "IVA_IEPS"
	case kindOEA:
		return "OEA"
	}
	return ""
}

type dated struct {
	value string
	at    document.Spot
}

// dates are all dates of the file and where they stand.
func (p *Programme) dates(at func(...string) document.Spot) []dated {
	out := []dated{
		{p.Certificacion.From, at("certificacion", "from")},
		{p.Certificacion.To, at("certificacion", "to")},
		{p.Since, at("vigente_desde")},
	}
	for i := range p.Certificaciones {
		where := at("certificaciones")
		where.Field += "." + strconv.Itoa(i+1)
		out = append(out, dated{p.Certificaciones[i].Desde, where}, dated{p.Certificaciones[i].Hasta, where})
	}
	for i := range p.Plantas {
		where := at("plantas")
		where.Field += "." + strconv.Itoa(i+1)
		out = append(out, dated{p.Plantas[i].Desde, where}, dated{p.Plantas[i].Hasta, where})
	}
	return out
}

// checkLists holds each registration to a known kind and a beginning, and each
// plant to a key.
func (p *Programme) checkLists(fs *document.Findings, at func(...string) document.Spot) {
	for i := range p.Certificaciones {
		r := &p.Certificaciones[i]
		if !slices.Contains(kinds(), r.Tipo) {
			fs.At("programme_value", document.Error, at("certificaciones"), document.Textf(
				"El registro %d de certificaciones dice tipo %q; se admite %s.", "Entry %d of certificaciones says tipo %q; allowed: %s.", i+1, r.Tipo, strings.Join(kinds(), ", ")))
		}
		if r.Desde == "" {
			fs.At("programme_value", document.Error, at("certificaciones"), document.Textf(
				"El registro %d de certificaciones no dice desde cuándo; escriba desde.", "Entry %d of certificaciones has no beginning; write desde.", i+1))
		}
	}
	for i := range p.Plantas {
		if p.Plantas[i].Lugar == "" {
			fs.At("programme_value", document.Error, at("plantas"), document.Textf(
				"La planta %d no dice su lugar; escriba su clave.", "Plant %d has no lugar; write its key.", i+1))
		}
	}
}

func (r *Registro) period() (from, to document.Date) { return period(r.Desde, r.Hasta) }

// period reads two dates that Read has seen.
func period(desde, hasta string) (from, to document.Date) {
	from, _ = document.ParseDate(desde) // Read refused what is no date
	to, _ = document.ParseDate(hasta)
	return from, to
}

// Company is the programme as rules ask for it, with what the plant's tables
// say was authorised; nil without a programme file. The tables may be nil.
func (p *Programme) Company(x *plant.Index) *rule.Company {
	if p == nil {
		return nil
	}
	c := &rule.Company{
		RFC: p.RFC, Programa: p.Programa, Modalidad: strings.ToLower(p.Modalidad), InventoryKey: p.InventoryKey, SinBOM: p.SinBOM, SalesBasis: p.SalesBasis,
		Sectors: slices.Clone(p.Sectores), Certifications: p.register(),
	}
	for i := range p.Plantas {
		from, to := period(p.Plantas[i].Desde, p.Plantas[i].Hasta)
		c.Plants = append(c.Plants, rule.Plant{Lugar: p.Plantas[i].Lugar, From: from, To: to})
	}
	if x == nil {
		return c
	}
	allowed := x.Allowed()
	for i := range allowed {
		c.Authorised = append(c.Authorised, allowed[i].Authorisation)
	}
	return c
}

// register is both ways of stating registrations.
func (p *Programme) register() (out []rule.Certification) {
	from, to := period(p.Certificacion.From, p.Certificacion.To)
	if p.Certificacion.IVAIEPS != "" {
		out = append(out, rule.Certification{Kind: kindIVAIEPS, Level: p.Certificacion.IVAIEPS, From: from, To: to})
	}
	if p.Certificacion.OEA {
		out = append(out, rule.Certification{Kind: kindOEA, From: from, To: to})
	}
	for i := range p.Certificaciones {
		r := &p.Certificaciones[i]
		from, to := r.period()
		out = append(out, rule.Certification{Kind: r.Tipo, Level: r.Nivel, From: from, To: to})
	}
	return out
}
