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
	Schema      int             `json:"schema"`
	Kind        document.Kind   `json:"kind"`
	Status      document.Status `json:"status"`
	Key         string          `json:"key"`
	Numero      *string         `json:"numero"`
	Fecha       document.Date   `json:"fecha"`
	ProveedorID *string         `json:"id_proveedor"`
	Proveedor   *string         `json:"proveedor"`
	Moneda      *string         `json:"moneda"`
	Incoterm    *string         `json:"incoterm"`
	Pedimento   *string         `json:"pedimento"`
	COVE        *string         `json:"cove"`
	Total       money.Amount    `json:"total"`
	*PrintedView
	Lineas   []LineaView             `json:"lineas"`
	Findings []pedimento.FindingView `json:"findings"`
}

// PrintedView is what only a printed invoice says.
type PrintedView struct {
	Source        document.Source              `json:"source"`
	Cotejo        document.Cotejo              `json:"cotejo"`
	CompradorID   *string                      `json:"id_comprador"`
	Comprador     *string                      `json:"comprador"`
	OrdenCompra   *string                      `json:"orden_compra"`
	Lugar         *string                      `json:"lugar"`
	Condiciones   *string                      `json:"condiciones"`
	Vinculacion   *string                      `json:"vinculacion"`
	Subtotal      money.Amount                 `json:"subtotal"`
	Flete         money.Amount                 `json:"flete"`
	Seguro        money.Amount                 `json:"seguro"`
	Embalaje      money.Amount                 `json:"embalaje"`
	OtrosCargos   money.Amount                 `json:"otros_cargos"`
	Impuesto      money.Amount                 `json:"impuesto"`
	Descuento     money.Amount                 `json:"descuento"`
	TotalCantidad money.Amount                 `json:"total_cantidad"`
	TotalBultos   money.Amount                 `json:"total_bultos"`
	NetoKG        money.Amount                 `json:"peso_neto_kg"`
	NetoLB        money.Amount                 `json:"peso_neto_lb"`
	BrutoKG       money.Amount                 `json:"peso_bruto_kg"`
	BrutoLB       money.Amount                 `json:"peso_bruto_lb"`
	Evidencia     map[string]document.Evidence `json:"evidencia,omitempty"`
}

// PrintedLineView is what only a printed line says.
type PrintedLineView struct {
	HTS       *string                      `json:"hts"`
	Bultos    money.Amount                 `json:"bultos"`
	NetoKG    money.Amount                 `json:"peso_neto_kg"`
	NetoLB    money.Amount                 `json:"peso_neto_lb"`
	BrutoKG   money.Amount                 `json:"peso_bruto_kg"`
	BrutoLB   money.Amount                 `json:"peso_bruto_lb"`
	Evidencia map[string]document.Evidence `json:"evidencia,omitempty"`
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
	*PrintedLineView
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
	if v.Source != "" {
		out.PrintedView = printedView(v)
	}
	for i := range v.Lineas {
		l := &v.Lineas[i]
		line := LineaView{
			l.Fila, opt(l.Parte), opt(l.Descripcion), opt(l.Fraccion), l.Cantidad, opt(l.Unidad),
			l.PrecioUnitario, l.Importe, opt(l.Origen), nil,
		}
		if v.Source != "" {
			line.PrintedLineView = &PrintedLineView{
				opt(l.HTS), l.Bultos, l.NetoKG, l.NetoLB, l.BrutoKG, l.BrutoLB, l.Marks,
			}
		}
		out.Lineas = append(out.Lineas, line)
	}
	return out
}

func printedView(v *Invoice) *PrintedView {
	opt := pedimento.Opt
	return &PrintedView{
		Source: v.Source, Cotejo: v.Cotejo, CompradorID: opt(v.CompradorID), Comprador: opt(v.Comprador),
		OrdenCompra: opt(v.OrdenCompra), Lugar: opt(v.Lugar), Condiciones: opt(v.Condiciones), Vinculacion: opt(v.Vinculacion),
		Subtotal: v.Subtotal, Flete: v.Flete, Seguro: v.Seguro, Embalaje: v.Embalaje, OtrosCargos: v.OtrosCargos,
		Impuesto: v.Impuesto, Descuento: v.Descuento, TotalCantidad: v.TotalCantidad, TotalBultos: v.TotalBultos,
		NetoKG: v.NetoKG, NetoLB: v.NetoLB, BrutoKG: v.BrutoKG, BrutoLB: v.BrutoLB, Evidencia: v.Marks,
	}
}
