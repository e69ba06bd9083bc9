package cfdi

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Schema is the version of the JSON contract below.
const Schema = 1

// View is the JSON contract of an invoice: unknown is null, absent lists are
// [], amounts are minimal decimal strings, dates YYYY-MM-DD.
type View struct {
	Schema      int             `json:"schema"`
	Kind        document.Kind   `json:"kind"`
	Status      document.Status `json:"status"`
	Cotejo      document.Cotejo `json:"cotejo"`
	UUID        *string         `json:"uuid"`
	Version     *string         `json:"version"`
	Serie       *string         `json:"serie"`
	Folio       *string         `json:"folio"`
	Fecha       document.Date   `json:"fecha"`
	Tipo        *string         `json:"tipo"`
	Exportacion *string         `json:"exportacion"`
	Moneda      *string         `json:"moneda"`
	TipoCambio  money.Amount    `json:"tipo_cambio"`
	SubTotal    money.Amount    `json:"subtotal"`
	Descuento   money.Amount    `json:"descuento"`
	Total       money.Amount    `json:"total"`
	Emisor      EmisorView      `json:"emisor"`
	Receptor    ReceptorView    `json:"receptor"`
	Relacion    []RelacionView  `json:"relacionados"`
	Conceptos   []ConceptoView  `json:"conceptos"`
	Comercio    *ComercioView   `json:"comercio_exterior"`
	PagoDe      []string        `json:"pago_de"`
	DetailView
	Findings []pedimento.FindingView `json:"findings"`
}

// DetailView is what was added to the contract after its first release: the
// seal and stamp, taxes, and the other complements.
type DetailView struct {
	Sello       EstadoSello     `json:"sello"`
	SelloMotivo *string         `json:"sello_motivo"`
	Certificado CertificadoView `json:"certificado"`
	Timbrado    document.Date   `json:"timbrado"`
	Proveedor   *string         `json:"rfc_proveedor_certificacion"`
	FormaPago   *string         `json:"forma_pago"`
	MetodoPago  *string         `json:"metodo_pago"`
	Lugar       *string         `json:"lugar_expedicion"`
	Trasladados money.Amount    `json:"total_impuestos_trasladados"`
	Retenidos   money.Amount    `json:"total_impuestos_retenidos"`
	Locales     money.Amount    `json:"impuestos_locales"`
	Global      *GlobalView     `json:"informacion_global"`
	Pagos       *PagosView      `json:"pagos"`
	CartaPorte  *PorteView      `json:"carta_porte"`
}

// EmisorView is the issuer.
type EmisorView struct {
	RFC    *string `json:"rfc"`
	Nombre *string `json:"nombre"`
}

// ReceptorView is the receiver.
type ReceptorView struct {
	RFC              *string `json:"rfc"`
	Nombre           *string `json:"nombre"`
	NumRegIDTrib     *string `json:"num_reg_id_trib"`
	ResidenciaFiscal *string `json:"residencia_fiscal"`
}

// RelacionView is a related invoice.
type RelacionView struct {
	Tipo *string `json:"tipo"`
	UUID *string `json:"uuid"`
}

// ConceptoView is one line.
type ConceptoView struct {
	NoIdentificacion *string      `json:"no_identificacion"`
	ClaveProdServ    *string      `json:"clave_prod_serv"`
	Cantidad         money.Amount `json:"cantidad"`
	ClaveUnidad      *string      `json:"clave_unidad"`
	Descripcion      *string      `json:"descripcion"`
	ValorUnitario    money.Amount `json:"valor_unitario"`
	Importe          money.Amount `json:"importe"`
	Descuento        money.Amount `json:"descuento"`
	Pedimentos       []string     `json:"pedimentos"`
	LineView
}

// ComercioView is the foreign-trade complement.
type ComercioView struct {
	Version        *string         `json:"version"`
	ClavePedimento *string         `json:"clave_pedimento"`
	Incoterm       *string         `json:"incoterm"`
	TipoCambioUSD  money.Amount    `json:"tipo_cambio_usd"`
	TotalUSD       money.Amount    `json:"total_usd"`
	Mercancias     []MercanciaView `json:"mercancias"`
}

// MercanciaView is one line of the complement.
type MercanciaView struct {
	NoIdentificacion    *string      `json:"no_identificacion"`
	FraccionArancelaria *string      `json:"fraccion_arancelaria"`
	CantidadAduana      money.Amount `json:"cantidad_aduana"`
	UnidadAduana        *string      `json:"unidad_aduana"`
	ValorUnitarioAduana money.Amount `json:"valor_unitario_aduana"`
	ValorDolares        money.Amount `json:"valor_dolares"`
	Where               string       `json:"where"`
}

// ViewOf is the JSON contract of c with the outcome it got.
func ViewOf(c *Comprobante, status document.Status, lang document.Lang) View {
	opt := pedimento.Opt
	v := View{
		Schema: Schema, Kind: document.KindCFDI, Status: status, Cotejo: c.Cotejo,
		UUID: opt(c.UUID), Version: opt(c.Version), Serie: opt(c.Serie), Folio: opt(c.Folio),
		Fecha: c.Fecha, Tipo: opt(c.Tipo), Exportacion: opt(c.Exportacion), Moneda: opt(c.Moneda),
		TipoCambio: c.TipoCambio, SubTotal: c.SubTotal, Descuento: c.Descuento, Total: c.Total,
		Emisor: EmisorView{opt(c.Emisor.RFC), opt(c.Emisor.Nombre)},
		Receptor: ReceptorView{
			opt(c.Receptor.RFC), opt(c.Receptor.Nombre), opt(c.Receptor.NumRegIDTrib), opt(c.Receptor.ResidenciaFiscal),
		},
		Relacion: make([]RelacionView, 0, len(c.Relacionados)), Conceptos: make([]ConceptoView, 0, len(c.Conceptos)),
		PagoDe: list(c.PagoDe), DetailView: detailView(c, lang), Findings: pedimento.FindingViews(c.Findings, lang),
	}
	for _, r := range c.Relacionados {
		v.Relacion = append(v.Relacion, RelacionView{opt(r.Tipo), opt(r.UUID)})
	}
	for _, k := range c.Conceptos {
		v.Conceptos = append(v.Conceptos, ConceptoView{
			opt(k.NoIdentificacion), opt(k.ClaveProdServ), k.Cantidad, opt(k.ClaveUnidad), opt(k.Descripcion),
			k.ValorUnitario, k.Importe, k.Descuento, list(k.Pedimentos), lineView(&k),
		})
	}
	if x := c.Comercio; x != nil {
		v.Comercio = comercioView(x)
	}
	return v
}

func comercioView(x *ComercioExterior) *ComercioView {
	opt := pedimento.Opt
	v := &ComercioView{
		Version: opt(x.Version), ClavePedimento: opt(x.ClavePedimento), Incoterm: opt(x.Incoterm),
		TipoCambioUSD: x.TipoCambioUSD, TotalUSD: x.TotalUSD, Mercancias: make([]MercanciaView, 0, len(x.Mercancias)),
	}
	for _, m := range x.Mercancias {
		v.Mercancias = append(v.Mercancias, MercanciaView{
			opt(m.NoIdentificacion), opt(m.FraccionArancelaria), m.CantidadAduana, opt(m.UnidadAduana),
			m.ValorUnitarioAduana, m.ValorDolares, m.Where,
		})
	}
	return v
}

// list is never nil, so that an absent list prints as [].
func list(ss []string) []string {
	if ss == nil {
		return []string{}
	}
	return ss
}
