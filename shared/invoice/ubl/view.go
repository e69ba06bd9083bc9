package ubl

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Schema is the version of the JSON contract below.
const Schema = 1

// View is the JSON contract of a document: unknown is null, lists are never null.
type View struct {
	Schema     int             `json:"schema"`
	Clase      string          `json:"clase"` // factura or nota_credito
	Tipo       *string         `json:"tipo"`
	Numero     *string         `json:"numero"`
	Fecha      document.Date   `json:"fecha"`
	Moneda     *string         `json:"moneda"`
	Orden      *string         `json:"orden_compra"`
	Facturas   []string        `json:"facturas"`
	Incoterm   *string         `json:"incoterm"`
	Vendedor   ParteView       `json:"vendedor"`
	Comprador  ParteView       `json:"comprador"`
	Lineas     []LineaView     `json:"lineas"`
	SumaLineas money.Amount    `json:"suma_lineas"`
	Descuentos money.Amount    `json:"descuentos"`
	Cargos     money.Amount    `json:"cargos"`
	SinImpto   money.Amount    `json:"sin_impuesto"`
	Impuesto   money.Amount    `json:"impuesto"`
	ConImpto   money.Amount    `json:"con_impuesto"`
	Anticipo   money.Amount    `json:"anticipo"`
	Redondeo   money.Amount    `json:"redondeo"`
	Total      money.Amount    `json:"total"`
	Cotejo     document.Cotejo `json:"cotejo"`
}

// ParteView is seller or buyer.
type ParteView struct {
	ID     *string `json:"id"`
	Nombre *string `json:"nombre"`
	Pais   *string `json:"pais"`
}

// LineaView is one line.
type LineaView struct {
	ID          *string      `json:"id"`
	Cantidad    money.Amount `json:"cantidad"`
	Unidad      *string      `json:"unidad"`
	Precio      money.Amount `json:"precio"`
	Base        money.Amount `json:"precio_por"`
	Ajuste      money.Amount `json:"ajuste"`
	Importe     money.Amount `json:"importe"`
	Vendedor    *string      `json:"parte_vendedor"`
	Comprador   *string      `json:"parte_comprador"`
	Estandar    *string      `json:"parte_estandar"`
	Nombre      *string      `json:"nombre"`
	Descripcion *string      `json:"descripcion"`
	Origen      *string      `json:"origen"`
	Lote        *string      `json:"lote"`
	Series      []string     `json:"series"`
	Codigos     []CodigoView `json:"clasificaciones"`
	Where       string       `json:"xpath"`
}

// CodigoView is a classification.
type CodigoView struct {
	Lista  *string `json:"lista"`
	Codigo *string `json:"codigo"`
}

// View is the JSON contract; it has no text of its own in any language.
func (d *Documento) View(document.Lang) any {
	opt := pedimento.Opt
	v := View{
		Schema: Schema, Clase: "factura", Tipo: opt(d.Tipo), Numero: opt(d.Numero), Fecha: d.Fecha, Moneda: opt(d.Moneda), Orden: opt(d.Orden),
		Facturas: append([]string{}, d.Facturas...), Incoterm: opt(d.Incoterm),
		Vendedor:  ParteView{opt(d.Vendedor.ID), opt(d.Vendedor.Nombre), opt(d.Vendedor.Pais)},
		Comprador: ParteView{opt(d.Comprador.ID), opt(d.Comprador.Nombre), opt(d.Comprador.Pais)},
		Lineas:    make([]LineaView, 0, len(d.Lineas)), SumaLineas: d.SumaLineas, Descuentos: d.Descuentos, Cargos: d.Cargos,
		SinImpto: d.SinImpto, Impuesto: d.Impuesto, ConImpto: d.ConImpto, Anticipo: d.Anticipo, Redondeo: d.Redondeo, Total: d.Total, Cotejo: d.Cotejo,
	}
	if d.Credito {
		v.Clase = "nota_credito"
	}
	for i := range d.Lineas {
		v.Lineas = append(v.Lineas, d.Lineas[i].view())
	}
	return v
}

func (l *Linea) view() LineaView {
	opt := pedimento.Opt
	v := LineaView{
		ID: opt(l.ID), Cantidad: l.Cantidad, Unidad: opt(l.Unidad), Precio: l.Precio, Base: l.Base, Ajuste: l.Ajuste, Importe: l.Importe,
		Vendedor: opt(l.Vendedor), Comprador: opt(l.Comprador), Estandar: opt(l.Estandar), Nombre: opt(l.Nombre), Descripcion: opt(l.Descripcion),
		Origen: opt(l.Origen), Lote: opt(l.Lote), Series: append([]string{}, l.Series...), Codigos: make([]CodigoView, 0, len(l.Codigos)), Where: l.Where,
	}
	for _, c := range l.Codigos {
		v.Codigos = append(v.Codigos, CodigoView{opt(c.Lista), opt(c.Codigo)})
	}
	return v
}

// Summary is one line for a person.
func (d *Documento) Summary() document.Text {
	return document.Textf("UBL %s de %s del %s: %s %s, %d renglones", "UBL %s of %s dated %s: %s %s, %d lines",
		d.Numero, d.Vendedor.Nombre, d.Fecha, d.Total, d.Moneda, len(d.Lineas))
}
