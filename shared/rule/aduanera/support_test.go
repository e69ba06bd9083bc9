package aduanera_test

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
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

func uncertified(c *rule.Company) { c.Certifications = nil }

// holds gives the company one certification alone.
func holds(kind string, from, to document.Date) func(*rule.Company) {
	return func(c *rule.Company) { c.Certifications = []rule.Certification{{Kind: kind, From: from, To: to}} }
}

func clave(k string) change { return func(p *pedimento.Pedimento) { p.Clave = k } }

func paid(on document.Date) change { return func(p *pedimento.Pedimento) { p.FechaPago = on } }

// with adds an identifier to the pedimento.
func with(k string, complements ...string) change {
	return func(p *pedimento.Pedimento) {
		p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: k, Complementos: complements})
	}
}

// on adds an identifier to the first partida.
func on(k string, complements ...string) change {
	return func(p *pedimento.Pedimento) {
		q := &p.Partidas[0]
		q.Identificadores = append(q.Identificadores, pedimento.Identificador{Clave: k, Complementos: complements})
	}
}

// bare takes every identifier out, as of a source that has none.
func bare(p *pedimento.Pedimento) { p.Identificadores, p.Source = nil, document.SourcePrint }

// names adds a record 512.
func names(k string, day document.Date) change {
	return func(p *pedimento.Pedimento) {
		p.Descargos = append(p.Descargos, pedimento.Descargo{Patente: "3210", Documento: "3000500", Aduana: "240", Clave: k, Fecha: day})
	}
}

// cash pays every IGI and IVA of the partidas in cash.
func cash(p *pedimento.Pedimento) {
	for i := range p.Partidas {
		for j := range p.Partidas[i].Contribuciones {
			p.Partidas[i].Contribuciones[j].FormaPago = "0"
		}
	}
}

// rectifies makes it a rectification of the pedimento of a day.
func rectifies(day document.Date) change {
	return func(p *pedimento.Pedimento) {
		p.Tipo = "2"
		p.Rectifica = &pedimento.Rectificacion{Patente: "3210", Documento: "4000100", Aduana: "240", Clave: p.Clave, Fecha: day}
	}
}

// originally is the number that record names.
const originally = "242432104000100"

// others are briefs by number, and which number rectifies which.
type others struct {
	briefs map[string]*rule.Brief
	by     map[string]string
}

func (o others) Find(number string) *rule.Brief           { return o.briefs[number] }
func (o others) Superseded(number string) string          { return o.by[number] }
func (o others) UsesCOVE(string) []string                 { return nil }
func (o others) Delivered(string) bool                    { return false }
func (others) CitesInvoice(string, rule.Party) rule.Cited { return rule.Cited{} }

// beside is the usual setting with the original of a rectification.
func beside(o rule.Brief, by string) *rule.Setting {
	s := of()
	s.Others = others{map[string]*rule.Brief{o.Number: &o}, map[string]string{o.Number: by}}
	return s
}

// first is the brief of the sound import's original.
func first(changes ...func(*rule.Brief)) rule.Brief {
	b := rule.Brief{Number: originally, Clave: "IN", Operacion: "IMP", RFC: "MEN210101AB1", Pago: 20240301}
	for _, c := range changes {
		c(&b)
	}
	return b
}

// books are those of the company on a day.
func books(s *rule.Setting, day document.Date, lots ...rule.Lot) *rule.Books {
	b := rule.NewBooks(s, day)
	b.Lots = lots
	return b
}

// crossed adds a shipment of a consolidado.
func crossed(days ...document.Date) change {
	return func(p *pedimento.Pedimento) {
		for _, d := range days {
			p.Selecciones = append(p.Selecciones, pedimento.Seleccion{Remesa: "1", Fecha: d})
		}
	}
}
