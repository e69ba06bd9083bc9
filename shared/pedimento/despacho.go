package pedimento

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Despacho is what the authority's own records say around a declaration, and
// what its complementary part declares. An absent block is empty.
type Despacho struct {
	CURPAgente     string        // of who signed for the broker (501)
	RFCAgente      string        // of the broker or its company that invoices
	Recepcion      document.Date // Data Stage FechaRecepcionPedimento
	Incidencias    []Incidencia  // Data Stage Inci
	Complementario *Complementario
	Articulo303    []Articulo303
}

// Incidencia is what an inspection found (Data Stage Inci).
type Incidencia struct {
	Remesa, Numero string // as in Sel
	Desde, Hasta   document.Date
	HoraDesde      string
	HoraHasta      string
	Fraccion       string
	Partida        string // its number, "" when the incidence is of the whole
	Grado          string
	Seleccion      document.Date
}

// Complementario is the heading of a complementary pedimento (record 301; VUCEM
// pedimentoComplemetario).
type Complementario struct {
	Clave       string
	TipoCambio  money.Amount
	RFC, Nombre string
	RFCAgente   string
}

// Articulo303 is the determination of T-MEC article 2.5, formerly 303 of the
// NAFTA, for one partida (record 351; VUCEM), that of another treaty (record 353,
// which names no country), or what was paid of either (record 355).
type Articulo303 struct {
	Pais            string
	Fraccion        string
	Partida         string
	NoOriginaria    money.Amount // value of the non-originating goods, pesos
	IGI             money.Amount // of them, pesos
	TotalArancel    money.Amount // duty of the country of destination
	MonedaArancel   string
	Exento          money.Amount
	FraccionDestino string // of the country of destination, record 352
	Pagos           []Contribucion
}

// Entidades are the states of a partida (551, last four fields).
type Entidades struct{ Origen, Destino, Comprador, Vendedor string }

// DespachoView is the JSON contract of Despacho and of the selections.
type DespachoView struct {
	CURPAgente     *string             `json:"curp_agente"`
	RFCAgente      *string             `json:"rfc_agente"`
	Recepcion      document.Date       `json:"fecha_recepcion"`
	Selecciones    []SeleccionView     `json:"selecciones"`
	Incidencias    []IncidenciaView    `json:"incidencias"`
	Complementario *ComplementarioView `json:"complementario"`
	Articulo303    []Articulo303View   `json:"articulo_303"`
}

// SeleccionView is one row of Sel.
type SeleccionView struct {
	Remesa   *string       `json:"remesa"`
	Numero   *string       `json:"numero"`
	Fecha    document.Date `json:"fecha"`
	Hora     *string       `json:"hora"`
	Semaforo *string       `json:"semaforo"`
}

// IncidenciaView is one row of Inci.
type IncidenciaView struct {
	Remesa    *string       `json:"remesa"`
	Numero    *string       `json:"numero"`
	Desde     document.Date `json:"desde"`
	HoraDesde *string       `json:"hora_desde"`
	Hasta     document.Date `json:"hasta"`
	HoraHasta *string       `json:"hora_hasta"`
	Fraccion  *string       `json:"fraccion"`
	Partida   *string       `json:"partida"`
	Grado     *string       `json:"grado"`
	Seleccion document.Date `json:"fecha_seleccion"`
}

// ComplementarioView is the heading of a complementary pedimento.
type ComplementarioView struct {
	Clave      *string      `json:"clave"`
	TipoCambio money.Amount `json:"tipo_cambio"`
	RFC        *string      `json:"rfc"`
	Nombre     *string      `json:"nombre"`
	RFCAgente  *string      `json:"rfc_agente"`
}

// Articulo303View is one determination.
type Articulo303View struct {
	Pais            *string            `json:"pais"`
	Fraccion        *string            `json:"fraccion"`
	Partida         *string            `json:"partida"`
	NoOriginaria    money.Amount       `json:"valor_no_originaria"`
	IGI             money.Amount       `json:"monto_igi"`
	TotalArancel    money.Amount       `json:"total_arancel"`
	MonedaArancel   *string            `json:"moneda_arancel"`
	Exento          money.Amount       `json:"monto_exento"`
	FraccionDestino *string            `json:"fraccion_destino"`
	Pagos           []ContribucionView `json:"pagos,omitempty"` // record 355
}

// EntidadesView are the states of a partida.
type EntidadesView struct {
	Origen    *string `json:"origen"`
	Destino   *string `json:"destino"`
	Comprador *string `json:"comprador"`
	Vendedor  *string `json:"vendedor"`
}
