package cove

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// MaxMercancias bounds the goods of one COVE; the XSD has no limit and the
// longest relación seen in practice holds a few thousand.
const MaxMercancias = 20_000

// reader fills one COVE.
type reader struct {
	elements
	c     *Cove
	goods int
}

func newReader(forma Forma, e *xmlguard.Element) *reader {
	c := &Cove{Forma: forma, Block: at(e), Cotejo: document.CotejoNinguno}
	return &reader{elements: elements{&c.Findings}, c: c}
}

// at is the XPath of an element as a place.
func at(e *xmlguard.Element) pedimento.Block {
	return pedimento.Block{At: document.Place{Part: e.Where()}}
}

// upload reads one comprobantes of a request.
func upload(forma Forma, e *xmlguard.Element) *Cove {
	r := newReader(forma, e)
	c := r.c
	r.known(e, "e-document", "eDocument", "tipoOperacion", "patenteAduanal", "fechaExpedicion", "observaciones", "rfcConsulta",
		"tipoFigura", "correoElectronico", "firmaElectronica", "numeroFacturaOriginal", "numeroRelacionFacturas",
		"factura", "facturas", "emisor", "destinatario", "mercancias")
	c.Enmienda = r.text(e, "e-document", "eDocument")
	c.Numero = r.text(e, "numeroFacturaOriginal", "numeroRelacionFacturas")
	c.Relacion = "1"
	if forma == Carga {
		c.Relacion = "0"
	}
	c.Patentes, c.RFCsConsulta = r.texts(e.All("patenteAduanal")), r.texts(e.All("rfcConsulta"))
	r.general(e)
	c.Correo = r.text(e, "correoElectronico")
	r.firma(r.one(e, "firmaElectronica"))
	if forma == Carga {
		f := r.factura(r.one(e, "factura"))
		f.Mercancias = r.mercancias(e.All("mercancias"))
		c.Facturas = []Factura{f}
	}
	for _, x := range e.All("facturas") {
		f := r.factura(x)
		f.Mercancias = r.mercancias(x.All("mercancias"))
		c.Facturas = append(c.Facturas, f)
	}
	Gate(c)
	return c
}

// consulted reads one cove or adenda of an answer to a query.
func consulted(e *xmlguard.Element) *Cove {
	r := newReader(Consulta, e)
	c := r.c
	r.known(e, "eDocument", "numeroAdenda", "tipoOperacion", "numeroFacturaRelacionFacturas", "relacionFacturas", "automotriz",
		"fechaExpedicion", "tipoFigura", "patentesAduanales", "rfcsConsulta", "observaciones", "facturas", "emisor", "destinatario")
	c.EDocument, c.Adenda = r.text(e, "eDocument"), r.text(e, "numeroAdenda")
	c.Numero = r.text(e, "numeroFacturaRelacionFacturas")
	c.Relacion, c.Automotriz = flag(r.text(e, "relacionFacturas")), flag(r.text(e, "automotriz"))
	c.Patentes = r.texts(r.one(e, "patentesAduanales").All("patenteAduanal"))
	c.RFCsConsulta = r.texts(r.one(e, "rfcsConsulta").All("rfcConsulta"))
	r.general(e)
	for _, x := range r.one(e, "facturas").All("factura") {
		f := r.factura(x)
		f.Mercancias = r.mercancias(r.one(x, "mercancias").All("mercancia"))
		c.Facturas = append(c.Facturas, f)
	}
	return c
}

// flag makes one of the two ways to write a boolean the other.
func flag(s string) string {
	switch s {
	case "true":
		return "1"
	case "false":
		return "0"
	}
	return s
}

// general reads what both shapes have.
func (r *reader) general(e *xmlguard.Element) {
	c := r.c
	c.TipoOperacion, c.TipoFigura = r.text(e, "tipoOperacion"), r.text(e, "tipoFigura")
	c.Fecha = r.date(e, "fechaExpedicion")
	c.Observaciones = r.text(e, "observaciones")
	c.Emisor, c.Destinatario = r.persona(r.one(e, "emisor")), r.persona(r.one(e, "destinatario"))
}

func (r *reader) factura(e *xmlguard.Element) Factura {
	r.known(e, "numeroFactura", "certificadoOrigen", "numeroExportadorAutorizado", "subdivision", "emisor", "destinatario", "mercancias")
	f := Factura{
		Block: at(e), Numero: r.text(e, "numeroFactura"), Certificado: flag(r.text(e, "certificadoOrigen")),
		Subdivision: flag(r.text(e, "subdivision")), Exportador: r.text(e, "numeroExportadorAutorizado"),
	}
	if x := r.one(e, "emisor"); x != nil {
		p := r.persona(x)
		f.Emisor = &p
	}
	if x := r.one(e, "destinatario"); x != nil {
		p := r.persona(x)
		f.Destinatario = &p
	}
	return f
}

func (r *reader) persona(e *xmlguard.Element) Persona {
	r.known(e, "tipoIdentificador", "identificacion", "apellidoPaterno", "apellidoMaterno", "nombre", "domicilio")
	d := r.one(e, "domicilio")
	r.known(d, "calle", "numeroExterior", "numeroInterior", "colonia", "localidad", "municipio", "entidadFederativa", "pais", "codigoPostal")
	return Persona{
		Block: at(e), Tipo: r.text(e, "tipoIdentificador"), ID: r.text(e, "identificacion"), Paterno: r.text(e, "apellidoPaterno"),
		Materno: r.text(e, "apellidoMaterno"), Nombre: r.text(e, "nombre"),
		Domicilio: Domicilio{
			Calle: r.text(d, "calle"), Exterior: r.text(d, "numeroExterior"), Interior: r.text(d, "numeroInterior"),
			Colonia: r.text(d, "colonia"), Localidad: r.text(d, "localidad"), Municipio: r.text(d, "municipio"),
			Entidad: r.text(d, "entidadFederativa"), Pais: r.text(d, "pais"), CP: r.text(d, "codigoPostal"),
		},
	}
}

func (r *reader) mercancias(list []*xmlguard.Element) []Mercancia {
	var out []Mercancia
	for _, e := range list {
		if r.goods == MaxMercancias {
			r.findings.Add("cove_limite", document.Error, e.Where(), document.Textf(
				"El COVE pasa de %d mercancías, el máximo que se lee; entréguelo en partes.",
				"The COVE has more than %d lines of goods, the most that are read; deliver it in parts.", MaxMercancias))
			return out
		}
		r.goods++
		out = append(out, r.mercancia(e))
	}
	return out
}

func (r *reader) mercancia(e *xmlguard.Element) Mercancia {
	r.known(e, "descripcionGenerica", "claveUnidadMedida", "tipoMoneda", "cantidad", "valorUnitario", "valorTotal", "valorDolares",
		"descripcionesEspecificas")
	unit := r.text(e, "claveUnidadMedida")
	m := Mercancia{
		Block: at(e), Descripcion: r.text(e, "descripcionGenerica"), Unidad: unit, UnidadOMA: unit, Moneda: r.text(e, "tipoMoneda"),
		Cantidad: r.amount(e, "cantidad"), ValorUnitario: r.amount(e, "valorUnitario"), ValorTotal: r.amount(e, "valorTotal"),
		ValorDolares: r.amount(e, "valorDolares"),
	}
	for _, x := range e.All("descripcionesEspecificas") {
		inner := x.All("descripcionEspecifica") // the answer wraps what the upload repeats
		if len(inner) == 0 {
			inner = []*xmlguard.Element{x}
		}
		for _, d := range inner {
			r.known(d, "marca", "modelo", "subModelo", "submodelo", "numeroSerie")
			s := Especifica{r.text(d, "marca"), r.text(d, "modelo"), r.text(d, "subModelo", "submodelo"), r.text(d, "numeroSerie")}
			if s != (Especifica{}) {
				m.Especificas = append(m.Especificas, s)
			}
		}
	}
	return m
}
