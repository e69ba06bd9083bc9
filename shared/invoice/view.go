package invoice

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
	Schema      int                     `json:"schema"`
	Kind        document.Kind           `json:"kind"`
	Status      document.Status         `json:"status"`
	Key         string                  `json:"key"`
	Numero      *string                 `json:"numero"`
	Fecha       document.Date           `json:"fecha"`
	ProveedorID *string                 `json:"id_proveedor"`
	Proveedor   *string                 `json:"proveedor"`
	Moneda      *string                 `json:"moneda"`
	Incoterm    *string                 `json:"incoterm"`
	Pedimento   *string                 `json:"pedimento"`
	COVE        *string                 `json:"cove"`
	Total       money.Amount            `json:"total"`
	Lineas      []LineaView             `json:"lineas"`
	Findings    []pedimento.FindingView `json:"findings"`
}

// LineaView is one line of goods.
type LineaView struct {
	Fila           int          `json:"fila"`
	Parte          *string      `json:"parte"`
	Descripcion    *string      `json:"descripcion"`
	Fraccion       *string      `json:"fraccion"`
	Cantidad       money.Amount `json:"cantidad"`
	Unidad         *string      `json:"unidad"`
	PrecioUnitario money.Amount `json:"precio_unitario"`
	Importe        money.Amount `json:"importe"`
	Origen         *string      `json:"origen"`
}

// ViewOf is the JSON contract of v with the outcome and findings of its file.
func ViewOf(v *Invoice, status document.Status, findings document.Findings, lang document.Lang) View {
	opt := pedimento.Opt
	out := View{
		Schema: Schema, Kind: document.KindInvoice, Status: status, Key: v.Key(),
		Numero: opt(v.Numero), Fecha: v.Fecha, ProveedorID: opt(v.ProveedorID), Proveedor: opt(v.Proveedor),
		Moneda: opt(v.Moneda), Incoterm: opt(v.Incoterm), Pedimento: opt(v.Pedimento), COVE: opt(v.COVE),
		Total: v.Total, Lineas: make([]LineaView, 0, len(v.Lineas)), Findings: pedimento.FindingViews(findings, lang),
	}
	for _, l := range v.Lineas {
		out.Lineas = append(out.Lineas, LineaView{
			l.Fila, opt(l.Parte), opt(l.Descripcion), opt(l.Fraccion), l.Cantidad, opt(l.Unidad),
			l.PrecioUnitario, l.Importe, opt(l.Origen),
		})
	}
	return out
}
