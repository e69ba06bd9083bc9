package pedimento

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// BlocksView is the JSON contract of Blocks; its fields stand beside the
// others of View.
type BlocksView struct {
	CURP             *string               `json:"curp"`
	Domicilio        *string               `json:"domicilio"`
	MediosTransporte *MediosTransporteView `json:"medios_transporte"`
	Bultos           *BultosView           `json:"bultos"`
	Prevalidador     *string               `json:"prevalidador"`
	Pago             *PagoView             `json:"pago"`
	Destinatarios    []DestinatarioView    `json:"destinatarios"`
	Candados         []string              `json:"candados"`
	Cuentas          []CuentaView          `json:"cuentas"`
	Compensaciones   []CompensacionView    `json:"compensaciones"`
	PagosVirtuales   []PagoVirtualView     `json:"pagos_virtuales"`
	Diferencias      []ContribucionView    `json:"diferencias"`
	// Aviso is there for the aviso consolidado of a remesa only, which is no
	// pedimento.
	Aviso *AvisoView `json:"aviso,omitempty"`
}

// AvisoView is what an aviso consolidado says of its remesa.
type AvisoView struct {
	Remesa     *string        `json:"remesa"`
	Fecha      document.Date  `json:"fecha"`
	Cantidad   money.Amount   `json:"cantidad_umc"`
	Cantidades []money.Amount `json:"cantidades"` // by invoice
}

// IncrementablesView are additions and deductions of the header.
type IncrementablesView struct {
	Fletes         money.Amount `json:"fletes"`
	Seguros        money.Amount `json:"seguros"`
	Embalajes      money.Amount `json:"embalajes"`
	Otros          money.Amount `json:"otros"`
	Decrementables money.Amount `json:"decrementables"`
}

// MediosTransporteView are keys of Apéndice 3.
type MediosTransporteView struct {
	EntradaSalida *string `json:"entrada_salida"`
	Arribo        *string `json:"arribo"`
	Salida        *string `json:"salida"`
}

// BultosView is the packages block.
type BultosView struct {
	Marcas *string `json:"marcas"`
	Total  *string `json:"total"`
}

// PagoView is the bank's certification.
type PagoView struct {
	LineaCaptura *string       `json:"linea_captura"`
	Importe      money.Amount  `json:"importe"`
	Fecha        document.Date `json:"fecha"`
	Banco        *string       `json:"banco"`
	Operacion    *string       `json:"numero_operacion"`
	Transaccion  *string       `json:"transaccion"`
	Presentacion *string       `json:"medio_presentacion"`
	Recepcion    *string       `json:"medio_recepcion"`
}

// DestinatarioView is a consignee.
type DestinatarioView struct {
	IDFiscal  *string `json:"id_fiscal"`
	Nombre    *string `json:"nombre"`
	Domicilio *string `json:"domicilio"`
}

// CuentaView is a customs account or guarantee.
type CuentaView struct {
	Garantia      *string       `json:"garantia"`
	Tipo          *string       `json:"tipo"`
	Institucion   *string       `json:"institucion"`
	Numero        *string       `json:"numero"`
	Folio         *string       `json:"folio"`
	Fecha         document.Date `json:"fecha"`
	ValorUnitario money.Amount  `json:"valor_unitario"`
	Total         money.Amount  `json:"total"`
	Cantidad      money.Amount  `json:"cantidad"`
	Titulos       money.Amount  `json:"titulos"`
}

// CompensacionView is a record 513.
type CompensacionView struct {
	Patente   *string       `json:"patente"`
	Documento *string       `json:"documento"`
	Aduana    *string       `json:"aduana"`
	Fecha     document.Date `json:"fecha"`
	Clave     *string       `json:"clave"`
	Importe   money.Amount  `json:"importe"`
}

// PagoVirtualView is a record 514.
type PagoVirtualView struct {
	FormaPago   *string       `json:"forma_pago"`
	Institucion *string       `json:"institucion"`
	Numero      *string       `json:"numero"`
	Fecha       document.Date `json:"fecha"`
	Importe     money.Amount  `json:"importe"`
	Saldo       money.Amount  `json:"saldo"`
	ImportePago money.Amount  `json:"importe_pago"`
}

// GuiaView is a transport document.
type GuiaView struct {
	Numero *string `json:"numero"`
	Tipo   *string `json:"tipo"`
}

// ContenedorView is a container, railcar or vehicle number.
type ContenedorView struct {
	Numero *string `json:"numero"`
	Tipo   *string `json:"tipo"`
}

// TransporteView is the vehicle.
type TransporteView struct {
	Identificacion *string `json:"identificacion"`
	Pais           *string `json:"pais"`
	Nombre         *string `json:"nombre"`
	RFC            *string `json:"rfc"`
	CURP           *string `json:"curp"`
	Domicilio      *string `json:"domicilio"`
}

// PermisoView is a record 553.
type PermisoView struct {
	Clave        *string      `json:"clave"`
	Numero       *string      `json:"numero"`
	Firma        *string      `json:"firma"`
	ValorDolares money.Amount `json:"valor_dolares"`
	CantidadUMT  money.Amount `json:"cantidad_umt"`
}

// TasaView is a rate.
type TasaView struct {
	Clave *string      `json:"clave"`
	Tipo  *string      `json:"tipo"`
	Tasa  money.Amount `json:"tasa"`
}
