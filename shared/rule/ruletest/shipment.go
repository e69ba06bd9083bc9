package ruletest

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/papers"
)

// Shipment is one declaration with its papers, all of which agree until a test
// changes one. A paper that is set to nil is not at hand.
type Shipment struct {
	P       *pedimento.Pedimento
	Cove    *cove.Cove
	Invoice *invoice.Invoice
	Packing *invoice.Packing
	CFDI    *cfdi.Comprobante
	More    []any // further papers
	Others  rule.Others
	Company *rule.Company
	None    bool // no index of papers at all
}

// Entrada is a sound temporary import with its COVE, invoice and packing list:
// 1,000 connectors and 500 cables, 1,500 dollars each.
func Entrada(changes ...func(*Shipment)) *Shipment {
	s := &Shipment{Company: Company(), P: Import(func(p *pedimento.Pedimento) {
		q := &p.Partidas[1]
		q.Descripcion, q.CantidadUMC, q.CantidadUMT, q.PrecioUnitario = "CABLE ELECTRICO", Amount("500"), Amount("500"), Amount("51.00000")
	})}
	s.Cove = &cove.Cove{
		Forma: cove.Consulta, EDocument: "COVE2400ABC12", TipoOperacion: cove.Importacion, Numero: "INV-1", Relacion: "0", Fecha: 20240301,
		Patentes:     []string{"3210"},
		Emisor:       cove.Persona{Tipo: "0", ID: "99-0000001", Nombre: "EXAMPLE PARTS, INC."},
		Destinatario: cove.Persona{Tipo: "1", ID: "MEN210101AB1", Nombre: "MANUFACTURAS EJEMPLO DEL NORTE"},
		Facturas: []cove.Factura{{Mercancias: []cove.Mercancia{
			merchandise("CONECTOR", "1000", "1.5"), merchandise("CABLE ELECTRICO", "500", "3"),
		}}},
	}
	s.Invoice = &invoice.Invoice{
		Numero: "INV-1", Fecha: 20240301, ProveedorID: "990000001", Proveedor: "EXAMPLE PARTS INC", Moneda: "USD", Incoterm: "FCA",
		Lineas: []invoice.Linea{
			{Fila: 2, Parte: "CON-10", Descripcion: "CONECTOR", Fraccion: "85366999", Cantidad: Amount("1000"), Unidad: "PZA", PrecioUnitario: Amount("1.5"), Importe: Amount("1500"), Origen: "USA"},
			{Fila: 3, Parte: "CAB-20", Descripcion: "CABLE ELECTRICO", Fraccion: "85444299", Cantidad: Amount("500"), Unidad: "PZA", PrecioUnitario: Amount("3"), Importe: Amount("1500"), Origen: "USA"},
		},
	}
	s.Packing = &invoice.Packing{
		Numero: "PL-1", Factura: "INV-1", Fecha: 20240301, ProveedorID: "990000001", Proveedor: "EXAMPLE PARTS INC",
		TotalCantidad: Amount("1500"), TotalBultos: Amount("10"), Pesos: invoice.Pesos{BrutoKG: Amount("1500"), NetoKG: Amount("1400")},
		Lineas: []invoice.Empaque{
			{Fila: 2, Parte: "CON-10", Cantidad: Amount("1000"), Unidad: "PZA"}, {Fila: 3, Parte: "CAB-20", Cantidad: Amount("500"), Unidad: "PZA"},
		},
	}
	s.P.Bultos.Total = "10"
	return shipped(s, changes)
}

func merchandise(descripcion, cantidad, price string) cove.Mercancia {
	return cove.Mercancia{
		Descripcion: descripcion, Unidad: "C62_1", UnidadOMA: "C62_1", Moneda: "USD",
		Cantidad: Amount(cantidad), ValorUnitario: Amount(price), ValorTotal: Amount("1500"), ValorDolares: Amount("1500"),
	}
}

// Salida is a sound return (RT) with the electronic invoice of its sale, in a
// company that sells what it returns.
func Salida(changes ...func(*Shipment)) *Shipment {
	s := &Shipment{P: Export(), Company: Company()}
	s.Company.SalesBasis = "sale"
	s.P.Facturas[0].COVE = ""
	s.CFDI = Sale(func(c *cfdi.Comprobante) { c.Exportacion, c.Comercio = "04", nil })
	return shipped(s, changes)
}

// Acused gives the sample return (Salida) the acuse de valor of its CFDI.
func Acused(s *Shipment) {
	s.P.Facturas[0].COVE = "COVE2400XYZ99"
	s.Cove = &cove.Cove{
		Forma: cove.Consulta, EDocument: "COVE2400XYZ99", TipoOperacion: cove.Exportacion, Numero: "EXP-1", Relacion: "0", Fecha: 20240603, Patentes: []string{"3210"},
		Emisor:       cove.Persona{Tipo: "1", ID: "MEN210101AB1", Nombre: "MANUFACTURAS EJEMPLO DEL NORTE"},
		Destinatario: cove.Persona{Tipo: "0", ID: "99-0000001", Nombre: "EXAMPLE PARTS, INC."},
		Facturas: []cove.Factura{{Mercancias: []cove.Mercancia{{
			Descripcion: "CONECTOR", Unidad: "C62_1", UnidadOMA: "C62_1", Moneda: "USD",
			Cantidad: Amount("100"), ValorUnitario: Amount("30"), ValorTotal: Amount("3000"), ValorDolares: Amount("3000"),
		}}}},
	}
}

// Twinned gives the sample return (Salida) a commercial invoice beside its CFDI.
func Twinned(s *Shipment) {
	s.Invoice = &invoice.Invoice{
		Numero: "EXP-1", Fecha: 20240603, ProveedorID: "MEN210101AB1", Proveedor: "MANUFACTURAS EJEMPLO DEL NORTE", Moneda: "USD", Incoterm: "FCA",
		Header: invoice.Header{CompradorID: "990000001", Comprador: "EXAMPLE PARTS INC"},
		Lineas: []invoice.Linea{{
			Fila: 2, Parte: "PAN-1", Descripcion: "CONECTOR", Cantidad: Amount("100"), Unidad: "PZA", PrecioUnitario: Amount("30"), Importe: Amount("3000"),
		}},
	}
}

// Sale is a sound electronic invoice of a definitive export: 100 panels for
// 3,000 dollars, with its complement, of 2024-06-03.
func Sale(changes ...func(*cfdi.Comprobante)) *cfdi.Comprobante {
	c := &cfdi.Comprobante{
		Version: "4.0", UUID: "1F0C3A9E-0000-4000-8000-00000000000A", Serie: "EXP", Folio: "1", Fecha: 20240603, Timbrado: 20240603,
		Tipo: "I", Exportacion: "02", Moneda: "USD", TipoCambio: Amount("17"), SubTotal: Amount("3000.00"), Total: Amount("3000.00"),
		Emisor:   cfdi.Emisor{RFC: "MEN210101AB1", Nombre: "MANUFACTURAS EJEMPLO DEL NORTE"},
		Receptor: cfdi.Receptor{RFC: "XEXX010101000", Nombre: "EXAMPLE PARTS INC", NumRegIDTrib: "990000001", ResidenciaFiscal: "USA", UsoCFDI: "S01"},
		Conceptos: []cfdi.Concepto{{
			Where: "/Comprobante/Conceptos/Concepto[1]", NoIdentificacion: "PAN-1", Cantidad: Amount("100"), ClaveUnidad: "H87", Descripcion: "CONECTOR",
			ValorUnitario: Amount("30.00"), Importe: Amount("3000.00"),
		}},
		Comercio: &cfdi.ComercioExterior{
			Certificado: "0", Domicilio: true,
			Version: "2.0", ClavePedimento: "A1", Incoterm: "FCA", TipoCambioUSD: Amount("17"), TotalUSD: Amount("3000.00"),
			Mercancias: []cfdi.Mercancia{{
				Where: "/Comprobante/Complemento/ComercioExterior/Mercancias/Mercancia[1]", NoIdentificacion: "PAN-1", FraccionArancelaria: "8537209900",
				CantidadAduana: Amount("100"), UnidadAduana: "06", ValorUnitarioAduana: Amount("30.00"), ValorDolares: Amount("3000.00"),
			}},
		},
	}
	for _, change := range changes {
		change(c)
	}
	return c
}

func shipped(s *Shipment, changes []func(*Shipment)) *Shipment {
	for _, change := range changes {
		change(s)
	}
	return s
}

// Setting is the company with the papers of the shipment.
func (s *Shipment) Setting() *rule.Setting {
	set := &rule.Setting{Catalog: Setting().Catalog, Company: s.Company, Others: s.Others}
	if s.None {
		return set
	}
	x := papers.New()
	if s.Cove != nil {
		x.Add(s.Cove)
	}
	if s.Invoice != nil {
		x.Add(s.Invoice)
	}
	if s.Packing != nil {
		x.Add(s.Packing)
	}
	if s.CFDI != nil {
		x.Add(s.CFDI)
	}
	for _, p := range s.More {
		x.Add(p)
	}
	set.Papers = x
	return set
}

// Case is the declaration among its papers.
func (s *Shipment) Case() *rule.Case { return rule.NewCase(s.Setting(), s.P) }

// Sale is the electronic invoice among the rest.
func (s *Shipment) Sale() *rule.CFDICase { return rule.NewCFDICase(s.Setting(), s.CFDI) }

// SaleOf is an electronic invoice by itself, in the sample company.
func SaleOf(c *cfdi.Comprobante) *rule.CFDICase { return rule.NewCFDICase(Setting(), c) }
