package cfdi

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// CertificadoView is the certificate that travels with the invoice.
type CertificadoView struct {
	Numero *string       `json:"numero"`
	RFC    *string       `json:"rfc"`
	Desde  document.Date `json:"desde"`
	Hasta  document.Date `json:"hasta"`
}

// LineView is what was added to a line after the first release.
type LineView struct {
	Where       string         `json:"where"` // XPath by local names
	Unidad      *string        `json:"unidad"`
	ObjetoImp   *string        `json:"objeto_imp"`
	Terceros    *string        `json:"a_cuenta_de"`
	Traslados   []ImpuestoView `json:"traslados"`
	Retenciones []ImpuestoView `json:"retenciones"`
	Partes      []ParteView    `json:"partes"`
}

// ImpuestoView is one tax of a line.
type ImpuestoView struct {
	Impuesto *string      `json:"impuesto"`
	Factor   *string      `json:"tipo_factor"`
	Tasa     money.Amount `json:"tasa_o_cuota"`
	Base     money.Amount `json:"base"`
	Importe  money.Amount `json:"importe"`
}

// ParteView is one component of a line.
type ParteView struct {
	NoIdentificacion *string      `json:"no_identificacion"`
	ClaveProdServ    *string      `json:"clave_prod_serv"`
	Cantidad         money.Amount `json:"cantidad"`
	Unidad           *string      `json:"unidad"`
	Descripcion      *string      `json:"descripcion"`
	ValorUnitario    money.Amount `json:"valor_unitario"`
	Importe          money.Amount `json:"importe"`
	Pedimentos       []string     `json:"pedimentos"`
}

// GlobalView is the period of a global invoice.
type GlobalView struct {
	Periodicidad *string `json:"periodicidad"`
	Meses        *string `json:"meses"`
	Ano          *string `json:"ano"`
}

// PagosView is the payment complement.
type PagosView struct {
	Version    *string      `json:"version"`
	MontoTotal money.Amount `json:"monto_total"`
	Pagos      []PagoView   `json:"pagos"`
}

// PagoView is one payment.
type PagoView struct {
	Where      string        `json:"where"`
	Fecha      document.Date `json:"fecha"`
	FormaPago  *string       `json:"forma_pago"`
	Moneda     *string       `json:"moneda"`
	TipoCambio money.Amount  `json:"tipo_cambio"`
	Monto      money.Amount  `json:"monto"`
	Documentos []DoctoView   `json:"documentos"`
}

// DoctoView is one invoice a payment pays.
type DoctoView struct {
	Where         string       `json:"where"`
	UUID          *string      `json:"uuid"`
	Serie         *string      `json:"serie"`
	Folio         *string      `json:"folio"`
	Moneda        *string      `json:"moneda"`
	Equivalencia  money.Amount `json:"equivalencia"`
	Parcialidad   *string      `json:"parcialidad"`
	SaldoAnterior money.Amount `json:"saldo_anterior"`
	Pagado        money.Amount `json:"pagado"`
	SaldoInsoluto money.Amount `json:"saldo_insoluto"`
}

// PorteView is the transport complement.
type PorteView struct {
	Where         string               `json:"where"`
	Version       *string              `json:"version"`
	ID            *string              `json:"id_ccp"`
	Internacional *string              `json:"transporte_internacional"`
	EntradaSalida *string              `json:"entrada_salida"`
	Regimenes     []string             `json:"regimenes_aduaneros"`
	Mercancias    []MercanciaPorteView `json:"mercancias"`
}

// MercanciaPorteView is one line of what is carried.
type MercanciaPorteView struct {
	Where       string          `json:"where"`
	BienTransp  *string         `json:"bienes_transp"`
	Descripcion *string         `json:"descripcion"`
	Cantidad    money.Amount    `json:"cantidad"`
	ClaveUnidad *string         `json:"clave_unidad"`
	PesoKg      money.Amount    `json:"peso_kg"`
	Valor       money.Amount    `json:"valor"`
	Moneda      *string         `json:"moneda"`
	Fraccion    *string         `json:"fraccion_arancelaria"`
	UUIDExterno *string         `json:"uuid_comercio_exterior"`
	Pedimentos  []string        `json:"pedimentos"`
	Documentos  []DocumentoView `json:"documentacion_aduanera"`
}

// DocumentoView is one customs document of what is carried.
type DocumentoView struct {
	Tipo          *string `json:"tipo"`
	Identificador *string `json:"identificador"`
	RFCImportador *string `json:"rfc_importador"`
}

func detailView(c *Comprobante, lang document.Lang) DetailView {
	opt := pedimento.Opt
	s := &c.Sello
	v := DetailView{
		Sello: s.Estado, SelloMotivo: opt(s.Motivo.In(lang)), Timbrado: c.Timbrado,
		Certificado: CertificadoView{opt(s.NoCertificado), opt(s.RFC), s.Desde, s.Hasta},
		FormaPago:   opt(c.FormaPago), MetodoPago: opt(c.MetodoPago), Lugar: opt(c.Lugar),
		Trasladados: c.Trasladados, Retenidos: c.Retenidos, Locales: c.Locales,
	}
	if v.Sello == "" {
		v.Sello = SelloNoVerificado
	}
	if c.Timbre != nil {
		v.Proveedor = opt(c.Timbre.RFCProveedor)
	}
	if g := c.Global; g != nil {
		v.Global = &GlobalView{opt(g.Periodicidad), opt(g.Meses), opt(g.Ano)}
	}
	if c.Pagos != nil {
		v.Pagos = pagosView(c.Pagos)
	}
	if c.CartaPorte != nil {
		v.CartaPorte = porteView(c.CartaPorte)
	}
	return v
}

func lineView(k *Concepto) LineView {
	opt := pedimento.Opt
	v := LineView{
		Where: k.Where, Unidad: opt(k.Unidad), ObjetoImp: opt(k.ObjetoImp), Terceros: opt(k.Terceros),
		Traslados: taxViews(k.Traslados), Retenciones: taxViews(k.Retenciones), Partes: make([]ParteView, 0, len(k.Partes)),
	}
	for _, p := range k.Partes {
		v.Partes = append(v.Partes, ParteView{
			opt(p.NoIdentificacion), opt(p.ClaveProdServ), p.Cantidad, opt(p.Unidad), opt(p.Descripcion),
			p.ValorUnitario, p.Importe, list(p.Pedimentos),
		})
	}
	return v
}

func taxViews(rows []Impuesto) []ImpuestoView {
	out := make([]ImpuestoView, 0, len(rows))
	for _, x := range rows {
		out = append(out, ImpuestoView{pedimento.Opt(x.Impuesto), pedimento.Opt(x.Factor), x.Tasa, x.Base, x.Importe})
	}
	return out
}

func pagosView(p *Pagos) *PagosView {
	opt := pedimento.Opt
	v := &PagosView{Version: opt(p.Version), MontoTotal: p.MontoTotal, Pagos: make([]PagoView, 0, len(p.Pagos))}
	for i := range p.Pagos {
		x := &p.Pagos[i]
		pago := PagoView{
			Where: x.Where, Fecha: x.Fecha, FormaPago: opt(x.FormaPago), Moneda: opt(x.Moneda), TipoCambio: x.TipoCambio,
			Monto: x.Monto, Documentos: make([]DoctoView, 0, len(x.Documentos)),
		}
		for _, d := range x.Documentos {
			pago.Documentos = append(pago.Documentos, DoctoView{
				d.Where, opt(d.UUID), opt(d.Serie), opt(d.Folio), opt(d.Moneda), d.Equivalencia, opt(d.Parcialidad),
				d.SaldoAnterior, d.Pagado, d.SaldoInsoluto,
			})
		}
		v.Pagos = append(v.Pagos, pago)
	}
	return v
}

func porteView(x *CartaPorte) *PorteView {
	opt := pedimento.Opt
	v := &PorteView{
		Where: x.Where, Version: opt(x.Version), ID: opt(x.ID), Internacional: opt(x.Internacional),
		EntradaSalida: opt(x.EntradaSalida), Regimenes: list(x.Regimenes),
		Mercancias: make([]MercanciaPorteView, 0, len(x.Mercancias)),
	}
	for i := range x.Mercancias {
		m := &x.Mercancias[i]
		line := MercanciaPorteView{
			m.Where, opt(m.BienTransp), opt(m.Descripcion), m.Cantidad, opt(m.ClaveUnidad), m.PesoKg, m.Valor,
			opt(m.Moneda), opt(m.Fraccion), opt(m.UUIDExterno), list(m.Pedimentos), make([]DocumentoView, 0, len(m.Documentos)),
		}
		for _, d := range m.Documentos {
			line.Documentos = append(line.Documentos, DocumentoView{opt(d.Tipo), opt(d.Identificador), opt(d.RFCImportador)})
		}
		v.Mercancias = append(v.Mercancias, line)
	}
	return v
}
