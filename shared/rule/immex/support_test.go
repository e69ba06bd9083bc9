package immex_test

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

type change = func(*pedimento.Pedimento)

// of is the usual setting of a company that differs.
func of(changes ...func(*rule.Company)) *rule.Setting {
	s := ruletest.Setting()
	for _, c := range changes {
		c(s.Company)
	}
	return s
}

// nobody is a setting without a programme file.
func nobody() *rule.Setting { return &rule.Setting{Catalog: catalog.Default()} }

// allowed adds an authorisation that holds from 2020.
func allowed(kind, fraccion string, more ...func(*permiso.Authorisation)) func(*rule.Company) {
	return func(c *rule.Company) {
		a := permiso.Authorisation{Kind: kind, Fraccion: fraccion, From: 20200101}
		for _, m := range more {
			m(&a)
		}
		c.Authorised = append(c.Authorised, a)
	}
}

func limited(number, unit, quantity, value string) func(*permiso.Authorisation) {
	return func(a *permiso.Authorisation) {
		a.Number, a.Unit = number, unit
		if quantity != "" {
			a.Quantity = ruletest.Amount(quantity)
		}
		if value != "" {
			a.Value = ruletest.Amount(value)
		}
	}
}

func until(to document.Date) func(*permiso.Authorisation) {
	return func(a *permiso.Authorisation) { a.To = to }
}

func uncertified(c *rule.Company) { c.Certifications = nil }

func services(c *rule.Company) { c.Modalidad = "servicios" }

// listing is a setting whose law lists a fracción in a list of restricted
// goods since 2020.
func listing(s *rule.Setting, list, prefix, confidence string) *rule.Setting {
	cat, err := s.Catalog.With(map[string][]catalog.LawRow{"restricciones": {{
		Cells:    map[string]string{"lista": list, "prefijo": prefix, "alcance": "total", "titulo": "Al 100%", "title": "At 100%"},
		Validity: catalog.Validity{From: 20200101, Source: "DOF", Confidence: confidence},
	}}})
	if err != nil {
		panic(err)
	}
	out := *s
	out.Catalog = cat
	return &out
}

// whole is the setting of a company that delivered a list and says that it is all
// of it.
func whole(list string) *rule.Setting {
	s := ruletest.Setting()
	cat, err := s.Catalog.With(map[string][]catalog.LawRow{"restricciones": {{
		Cells:    map[string]string{"lista": list, "prefijo": "", "alcance": "ninguno", "titulo": "Lista completa", "title": "Whole list"},
		Validity: catalog.Validity{From: 20061113, Source: "DOF", Confidence: "C"},
	}}})
	if err != nil {
		panic(err)
	}
	s.Catalog = cat
	return s
}

// goods gives the first partida another fracción.
func goods(fraccion string) change {
	return func(p *pedimento.Pedimento) { p.Partidas[0].Fraccion = fraccion }
}

func clave(k string) change { return func(p *pedimento.Pedimento) { p.Clave = k } }

// with adds an identifier to the pedimento.
func with(k string, complements ...string) change {
	return func(p *pedimento.Pedimento) {
		p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: k, Complementos: complements})
	}
}

// bare takes every identifier out, as of a source that has none.
func bare(p *pedimento.Pedimento) { p.Identificadores, p.Source = nil, document.SourcePrint }

func without(k string) change {
	return func(p *pedimento.Pedimento) {
		var kept []pedimento.Identificador
		for _, x := range p.Identificadores {
			if x.Clave != k {
				kept = append(kept, x)
			}
		}
		p.Identificadores = kept
	}
}

// names adds a record 512.
func names(k string, on document.Date) change {
	return func(p *pedimento.Pedimento) {
		p.Descargos = append(p.Descargos, pedimento.Descargo{Patente: "3210", Documento: "4000500", Aduana: "240", Clave: k, Fecha: on})
	}
}

// permit cites a permit on the first partida.
func permit(number, quantity string) change {
	return func(p *pedimento.Pedimento) {
		q := pedimento.Permiso{Clave: "C1", Numero: number, ValorDolares: ruletest.Amount("100")}
		if quantity != "" {
			q.CantidadUMT = ruletest.Amount(quantity)
		}
		p.Partidas[0].Permisos = append(p.Partidas[0].Permisos, q)
	}
}

// transfer is the export side of a V1 that a receiver's pedimento answers.
func transfer(changes ...change) *pedimento.Pedimento {
	return ruletest.Export(append([]change{clave("V1"), with("V1", "4321-2006", "IM"), with("PC"), names("V1", 20240603)}, changes...)...)
}

// others are briefs by number.
type others map[string]*rule.Brief

func (o others) Find(number string) *rule.Brief { return o[number] }
func (o others) Superseded(string) string       { return "" }
func (o others) UsesCOVE(string) []string       { return nil }
func (o others) Delivered(string) bool          { return false }

// books are those of the company on a day.
func books(s *rule.Setting, on document.Date, fill func(*rule.Books)) *rule.Books {
	b := rule.NewBooks(s, on)
	if fill != nil {
		fill(b)
	}
	return b
}

func lots(list ...rule.Lot) func(*rule.Books) { return func(b *rule.Books) { b.Lots = list } }

func exits(list ...rule.Exit) func(*rule.Books) { return func(b *rule.Books) { b.Exits = list } }

func (o others) CitesInvoice(string, rule.Party) rule.Cited { return rule.Cited{} }

// rectifies makes it a rectification of the pedimento of a day.
func rectifies(day document.Date) change {
	return func(p *pedimento.Pedimento) {
		p.Tipo, p.Rectifica = "2", &pedimento.Rectificacion{Patente: "3210", Documento: "4000100", Aduana: "240", Clave: p.Clave, Fecha: day}
	}
}

// entered is the day of entry alone.
func entered(on document.Date) change {
	return func(p *pedimento.Pedimento) { p.FechaEntrada = on }
}
