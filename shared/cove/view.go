package cove

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Schema is the version of the JSON contracts below.
const Schema = 1

// View is the JSON contract of a COVE: unknown is null, absent lists are [],
// amounts are minimal decimal strings, dates YYYY-MM-DD.
type View struct {
	Schema        int                          `json:"schema"`
	Forma         Forma                        `json:"forma"`
	EDocument     *string                      `json:"edocument"`
	Adenda        *string                      `json:"adenda"`
	Enmienda      *string                      `json:"enmienda"`
	TipoOperacion *string                      `json:"tipo_operacion"`
	Numero        *string                      `json:"numero"`
	Relacion      *string                      `json:"relacion_facturas"`
	Automotriz    *string                      `json:"automotriz"`
	Fecha         document.Date                `json:"fecha_expedicion"`
	TipoFigura    *string                      `json:"tipo_figura"`
	Correo        *string                      `json:"correo"`
	Observaciones *string                      `json:"observaciones"`
	Patentes      []string                     `json:"patentes"`
	RFCsConsulta  []string                     `json:"rfcs_consulta"`
	Emisor        *PersonaView                 `json:"emisor"`
	Destinatario  *PersonaView                 `json:"destinatario"`
	Facturas      []FacturaView                `json:"facturas"`
	Sello         *SelloView                   `json:"sello"`
	Cotejo        document.Cotejo              `json:"cotejo"`
	Where         *string                      `json:"xpath"`
	Evidence      map[string]document.Evidence `json:"evidencia,omitempty"`
}

// PersonaView is a party.
type PersonaView struct {
	Tipo      *string                      `json:"tipo_identificador"`
	ID        *string                      `json:"identificacion"`
	Paterno   *string                      `json:"apellido_paterno"`
	Materno   *string                      `json:"apellido_materno"`
	Nombre    *string                      `json:"nombre"`
	Domicilio DomicilioView                `json:"domicilio"`
	Evidence  map[string]document.Evidence `json:"evidencia,omitempty"`
}

// DomicilioView is an address.
type DomicilioView struct {
	Calle     *string `json:"calle"`
	Exterior  *string `json:"numero_exterior"`
	Interior  *string `json:"numero_interior"`
	Colonia   *string `json:"colonia"`
	Localidad *string `json:"localidad"`
	Municipio *string `json:"municipio"`
	Entidad   *string `json:"entidad_federativa"`
	Pais      *string `json:"pais"`
	CP        *string `json:"codigo_postal"`
}

// FacturaView is one invoice.
type FacturaView struct {
	Numero       *string                      `json:"numero"`
	Certificado  *string                      `json:"certificado_origen"`
	Subdivision  *string                      `json:"subdivision"`
	Exportador   *string                      `json:"exportador_autorizado"`
	Emisor       *PersonaView                 `json:"emisor"`
	Destinatario *PersonaView                 `json:"destinatario"`
	Mercancias   []MercanciaView              `json:"mercancias"`
	Where        *string                      `json:"xpath"`
	Evidence     map[string]document.Evidence `json:"evidencia,omitempty"`
}

// MercanciaView is one line of goods.
type MercanciaView struct {
	Descripcion   *string                      `json:"descripcion"`
	Unidad        *string                      `json:"unidad"`
	UnidadOMA     *string                      `json:"unidad_oma"`
	Moneda        *string                      `json:"moneda"`
	MonedaEscrita *string                      `json:"moneda_escrita"`
	Cantidad      money.Amount                 `json:"cantidad"`
	ValorUnitario money.Amount                 `json:"valor_unitario"`
	ValorTotal    money.Amount                 `json:"valor_total"`
	ValorDolares  money.Amount                 `json:"valor_dolares"`
	Especificas   []EspecificaView             `json:"especificas"`
	Where         *string                      `json:"xpath"`
	Evidence      map[string]document.Evidence `json:"evidencia,omitempty"`
}

// EspecificaView tells one piece from another.
type EspecificaView struct {
	Marca     *string `json:"marca"`
	Modelo    *string `json:"modelo"`
	SubModelo *string `json:"submodelo"`
	Serie     *string `json:"serie"`
}

// SelloView is the signature; null where the shape has none.
type SelloView struct {
	Certificado *string `json:"no_certificado"`
	Verificado  bool    `json:"verificado"`
	Algoritmo   *string `json:"algoritmo"`
	Coincide    bool    `json:"cadena_coincide"`
}

// View is the JSON contract; it has no text of its own in any language.
func (c *Cove) View(document.Lang) any {
	opt := pedimento.Opt
	v := View{
		Schema: Schema, Forma: c.Forma, EDocument: opt(c.EDocument), Adenda: opt(c.Adenda), Enmienda: opt(c.Enmienda),
		TipoOperacion: opt(c.TipoOperacion), Numero: opt(c.Numero), Relacion: opt(c.Relacion), Automotriz: opt(c.Automotriz),
		Fecha: c.Fecha, TipoFigura: opt(c.TipoFigura), Correo: opt(c.Correo), Observaciones: opt(c.Observaciones),
		Patentes: list(c.Patentes), RFCsConsulta: list(c.RFCsConsulta),
		Emisor: c.Emisor.view(), Destinatario: c.Destinatario.view(), Facturas: make([]FacturaView, 0, len(c.Facturas)),
		Cotejo: c.Cotejo, Where: opt(c.At.Part), Evidence: c.Marks,
	}
	if c.Sello != (Sello{}) {
		v.Sello = &SelloView{opt(c.Sello.Certificado), c.Sello.Verificado, opt(c.Sello.Algoritmo), c.Sello.Coincide}
	}
	for i := range c.Facturas {
		v.Facturas = append(v.Facturas, c.Facturas[i].view())
	}
	return v
}

func (f *Factura) view() FacturaView {
	opt := pedimento.Opt
	v := FacturaView{
		Numero: opt(f.Numero), Certificado: opt(f.Certificado), Subdivision: opt(f.Subdivision), Exportador: opt(f.Exportador),
		Emisor: f.Emisor.view(), Destinatario: f.Destinatario.view(),
		Mercancias: make([]MercanciaView, 0, len(f.Mercancias)), Where: opt(f.At.Part), Evidence: f.Marks,
	}
	for i := range f.Mercancias {
		v.Mercancias = append(v.Mercancias, f.Mercancias[i].view())
	}
	return v
}

// view is nil for a party that is not there.
func (p *Persona) view() *PersonaView {
	if p == nil || p.Tipo == "" && p.ID == "" && p.Nombre == "" && p.Paterno == "" && p.Domicilio == (Domicilio{}) {
		return nil
	}
	opt, d := pedimento.Opt, &p.Domicilio
	return &PersonaView{
		Tipo: opt(p.Tipo), ID: opt(p.ID), Paterno: opt(p.Paterno), Materno: opt(p.Materno), Nombre: opt(p.Nombre),
		Domicilio: DomicilioView{
			opt(d.Calle), opt(d.Exterior), opt(d.Interior), opt(d.Colonia), opt(d.Localidad),
			opt(d.Municipio), opt(d.Entidad), opt(d.Pais), opt(d.CP),
		},
		Evidence: p.Marks,
	}
}

func (m *Mercancia) view() MercanciaView {
	opt := pedimento.Opt
	v := MercanciaView{
		Descripcion: opt(m.Descripcion), Unidad: opt(m.Unidad), UnidadOMA: opt(m.UnidadOMA), Moneda: opt(m.Moneda),
		MonedaEscrita: opt(m.MonedaEscrita), Cantidad: m.Cantidad, ValorUnitario: m.ValorUnitario, ValorTotal: m.ValorTotal,
		ValorDolares: m.ValorDolares, Especificas: make([]EspecificaView, 0, len(m.Especificas)), Where: opt(m.At.Part), Evidence: m.Marks,
	}
	for _, e := range m.Especificas {
		v.Especificas = append(v.Especificas, EspecificaView{opt(e.Marca), opt(e.Modelo), opt(e.SubModelo), opt(e.Serie)})
	}
	return v
}

// Summary is one line for a person.
func (c *Cove) Summary() document.Text {
	number := c.EDocument
	if number == "" {
		number = "COVE"
	}
	return document.Textf("%s: factura %s de %s, %s, %d mercancías", "%s: invoice %s of %s, %s, %d lines of goods",
		number, c.Numero, c.Fecha, c.TipoOperacion, c.Goods())
}

// list is never nil, so that an absent list prints as [].
func list(ss []string) []string {
	if ss == nil {
		return []string{}
	}
	return ss
}
