package pedimento

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Schema is the version of the JSON contract below.
const Schema = 1

// View is the JSON contract of a pedimento: unknown is null, absent blocks
// are [], amounts are minimal decimal strings, dates YYYY-MM-DD.
type View struct {
	Schema          int                 `json:"schema"`
	Kind            document.Kind       `json:"kind"`
	Source          document.Source     `json:"source"`
	Status          document.Status     `json:"status"`
	Number          *string             `json:"number"`
	Patente         *string             `json:"patente"`
	Aduana          *string             `json:"aduana"`
	Clave           *string             `json:"clave"`
	Regimen         *string             `json:"regimen"`
	Operacion       *string             `json:"operacion"`
	TipoPedimento   *string             `json:"tipo_pedimento"`
	RFC             *string             `json:"rfc"`
	Nombre          *string             `json:"nombre"`
	AduanaES        *string             `json:"aduana_es"`
	Destino         *string             `json:"destino"`
	Efecto          document.Efecto     `json:"efecto"`
	Cotejo          document.Cotejo     `json:"cotejo"`
	TipoCambio      money.Amount        `json:"tipo_cambio"`
	FechaPago       document.Date       `json:"fecha_pago"`
	FechaEntrada    document.Date       `json:"fecha_entrada"`
	Fechas          []FechaView         `json:"fechas"`
	PesoBruto       money.Amount        `json:"peso_bruto"`
	ValorDolares    money.Amount        `json:"valor_dolares"`
	ValorAduana     money.Amount        `json:"valor_aduana"`
	ValorComercial  money.Amount        `json:"valor_comercial"`
	ValorSeguros    money.Amount        `json:"valor_seguros"`
	TotalPartidas   *int                `json:"total_partidas"`
	Contribuciones  []ContribucionView  `json:"contribuciones"`
	Liquidacion     []ContribucionView  `json:"liquidacion"`
	Efectivo        money.Amount        `json:"efectivo"`
	Otros           money.Amount        `json:"otros"`
	Total           money.Amount        `json:"total"`
	Identificadores []IdentificadorView `json:"identificadores"`
	Facturas        []FacturaView       `json:"facturas"`
	Descargos       []DescargoView      `json:"descargos"`
	Rectifica       *RectificacionView  `json:"rectifica"`
	Acuse           *string             `json:"acuse"`
	Observaciones   []string            `json:"observaciones"`
	BlocksView
	DespachoView
	Incrementables *IncrementablesView `json:"incrementables"`
	Tasas          []TasaView          `json:"tasas"`
	Guias          []GuiaView          `json:"guias"`
	Contenedores   []ContenedorView    `json:"contenedores"`
	Transportes    []TransporteView    `json:"transportes"`
	Partidas       []PartidaView       `json:"partidas"`
	// Evidencia names the header values that were not simply read.
	Evidencia map[string]document.Evidence `json:"evidencia,omitempty"`
	Findings  []FindingView                `json:"findings"`
}

// PartidaView is one line of goods.
type PartidaView struct {
	Secuencia        int                          `json:"secuencia"`
	Fraccion         *string                      `json:"fraccion"`
	NICO             *string                      `json:"nico"`
	Descripcion      *string                      `json:"descripcion"`
	UMC              *string                      `json:"umc"`
	CantidadUMC      money.Amount                 `json:"cantidad_umc"`
	UMT              *string                      `json:"umt"`
	CantidadUMT      money.Amount                 `json:"cantidad_umt"`
	PrecioUnitario   money.Amount                 `json:"precio_unitario"`
	ValorAduana      money.Amount                 `json:"valor_aduana"`
	ValorComercial   money.Amount                 `json:"valor_comercial"`
	ValorDolares     money.Amount                 `json:"valor_dolares"`
	ValorAgregado    money.Amount                 `json:"valor_agregado"`
	Vinculacion      *string                      `json:"vinculacion"`
	MetodoValoracion *string                      `json:"metodo_valoracion"`
	PaisOrigen       *string                      `json:"pais_origen"`
	PaisVendedor     *string                      `json:"pais_vendedor"`
	Marca            *string                      `json:"marca"`
	Modelo           *string                      `json:"modelo"`
	CodigoProducto   *string                      `json:"codigo_producto"`
	Contribuciones   []ContribucionView           `json:"contribuciones"`
	Tasas            []TasaView                   `json:"tasas"`
	Identificadores  []IdentificadorView          `json:"identificadores"`
	Permisos         []PermisoView                `json:"permisos"`
	Series           []string                     `json:"series"`
	Kilometrajes     []string                     `json:"kilometrajes"`
	Garantias        []CuentaView                 `json:"garantias"`
	Entidades        *EntidadesView               `json:"entidades"`
	Observaciones    []string                     `json:"observaciones"`
	En               document.Place               `json:"en"`
	Evidencia        map[string]document.Evidence `json:"evidencia,omitempty"`
}

// ContribucionView is a tax line.
type ContribucionView struct {
	Clave     *string      `json:"clave"`
	FormaPago *string      `json:"forma_pago"`
	Importe   money.Amount `json:"importe"`
}

// IdentificadorView is a case.
type IdentificadorView struct {
	Clave        *string  `json:"clave"`
	Complementos []string `json:"complementos"`
}

// FechaView is a typed date.
type FechaView struct {
	Tipo  string        `json:"tipo"`
	Fecha document.Date `json:"fecha"`
}

// FacturaView is a declared invoice or COVE.
type FacturaView struct {
	Numero       *string       `json:"numero"`
	COVE         *string       `json:"cove"`
	Fecha        document.Date `json:"fecha"`
	Incoterm     *string       `json:"incoterm"`
	Moneda       *string       `json:"moneda"`
	ValorMoneda  money.Amount  `json:"valor_moneda"`
	Factor       money.Amount  `json:"factor_moneda"`
	ValorDolares money.Amount  `json:"valor_dolares"`
	Pais         *string       `json:"pais"`
	Entidad      *string       `json:"entidad"`
	Proveedor    *string       `json:"proveedor"`
	IDFiscal     *string       `json:"id_fiscal"`
	Domicilio    *string       `json:"domicilio"`
	Vinculacion  *string       `json:"vinculacion"`
}

// DescargoView is a record 512.
type DescargoView struct {
	Patente   *string       `json:"patente"`
	Documento *string       `json:"documento"`
	Aduana    *string       `json:"aduana"`
	Clave     *string       `json:"clave"`
	Fecha     document.Date `json:"fecha"`
	Fraccion  *string       `json:"fraccion"`
	Unidad    *string       `json:"unidad"`
	Cantidad  money.Amount  `json:"cantidad"`
}

// RectificacionView is a record 701.
type RectificacionView struct {
	Patente   *string       `json:"patente"`
	Documento *string       `json:"documento"`
	Aduana    *string       `json:"aduana"`
	Clave     *string       `json:"clave"`
	Fecha     document.Date `json:"fecha"`
}

// FindingView is a finding with its place and sentence in one language, and
// the place in fields where the reader gives it so.
type FindingView struct {
	Code     string            `json:"code"`
	Severity document.Severity `json:"severity"`
	Where    string            `json:"where"`
	At       document.Spot     `json:"at,omitzero"`
	Message  string            `json:"message"`
}
