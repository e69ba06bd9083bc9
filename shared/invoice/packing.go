package invoice

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Packing is one packing list: what lies in which package, and what it weighs.
// Texts are "" and amounts unknown when the document does not give them.
type Packing struct {
	Source      document.Source
	Cotejo      document.Cotejo
	Numero      string // of the packing list
	Factura     string // invoice it goes with
	Fecha       document.Date
	ProveedorID string
	Proveedor   string
	Comprador   string
	OrdenCompra string

	TotalCantidad money.Amount // Σ quantities, as printed
	TotalBultos   money.Amount // cartons or packages
	TotalTarimas  money.Amount // pallets
	Pesos

	Lineas []Empaque
	Marks  map[string]document.Evidence
}

// Empaque is one line of a packing list.
type Empaque struct {
	Fila        int
	Tarima      string // pallet, as written
	Cartones    string // range of carton numbers, as 1-70
	Parte       string
	Descripcion string
	Cantidad    money.Amount
	Unidad      string
	Bultos      money.Amount // cartons of the line; of the range when no column gives them
	Pesos
	Dimensiones string // as written

	Marks map[string]document.Evidence
}

// Weight is what the list weighs: as it says in total, else what its lines add
// up to where every one of them says it in that unit.
func (p *Packing) Weight() Pesos {
	return p.orOf(len(p.Lineas), func(i int) *Pesos { return &p.Lineas[i].Pesos })
}

// Packages are how many packages the list has: as it says in total, else those
// of its lines where every one says how many and which, and no two share a carton:
// goods of two lines may lie in one.
func (p *Packing) Packages() money.Amount {
	if p.TotalBultos.Known() {
		return p.TotalBultos
	}
	var seen []cartons
	for i := range p.Lineas {
		c, ok := cartonsOf(p.Lineas[i].Cartones)
		if !ok && len(p.Lineas) > 1 || slices.ContainsFunc(seen, c.meets) {
			return money.Amount{}
		}
		seen = append(seen, c)
	}
	return added(len(p.Lineas), func(i int) money.Amount { return p.Lineas[i].Bultos })
}

// cartons are numbers of cartons, the first and the last.
type cartons struct{ first, last int }

func (c cartons) meets(o cartons) bool { return c.first <= o.last && o.first <= c.last }

// cartonsOf reads 7 or 1-70; false when it is neither.
func cartonsOf(s string) (c cartons, ok bool) {
	first, last, ranged := strings.Cut(strings.ReplaceAll(s, " ", ""), "-")
	if !ranged {
		last = first
	}
	var errs [2]error
	c.first, errs[0] = strconv.Atoi(first)
	c.last, errs[1] = strconv.Atoi(last)
	return c, errors.Join(errs[:]...) == nil && c.first <= c.last
}

// Key is the business key: supplier, number and date, or the invoice when the
// list has no number of its own.
func (p *Packing) Key() string {
	number, who := p.Numero, p.ProveedorID
	if number == "" {
		number = p.Factura
	}
	if who == "" {
		who = p.Proveedor
	}
	return who + "+" + number + "+" + p.Fecha.String()
}

// Texts are the texts of the list by their names in the JSON contract.
func (p *Packing) Texts() map[string]*string {
	return map[string]*string{
		"numero": &p.Numero, "factura": &p.Factura, "id_proveedor": &p.ProveedorID, "proveedor": &p.Proveedor,
		"comprador": &p.Comprador, "orden_compra": &p.OrdenCompra,
	}
}

// Amounts are the totals of the list by their names in the JSON contract.
func (p *Packing) Amounts() map[string]*money.Amount {
	m := p.byName()
	m["total_cantidad"], m["total_bultos"], m["total_tarimas"] = &p.TotalCantidad, &p.TotalBultos, &p.TotalTarimas
	return m
}

// Texts are the texts of a line by their names in the JSON contract.
func (e *Empaque) Texts() map[string]*string {
	return map[string]*string{
		"tarima": &e.Tarima, "cartones": &e.Cartones, "parte": &e.Parte, "descripcion": &e.Descripcion,
		"unidad": &e.Unidad, "dimensiones": &e.Dimensiones,
	}
}

// Amounts are the figures of a line by their names in the JSON contract.
func (e *Empaque) Amounts() map[string]*money.Amount {
	m := e.byName()
	m["cantidad"], m["bultos"] = &e.Cantidad, &e.Bultos
	return m
}

// PackingView is the JSON contract of a packing list.
type PackingView struct {
	Numero        *string                      `json:"numero"`
	Factura       *string                      `json:"factura"`
	Fecha         document.Date                `json:"fecha"`
	ProveedorID   *string                      `json:"id_proveedor"`
	Proveedor     *string                      `json:"proveedor"`
	Comprador     *string                      `json:"comprador"`
	OrdenCompra   *string                      `json:"orden_compra"`
	Cotejo        document.Cotejo              `json:"cotejo"`
	TotalCantidad money.Amount                 `json:"total_cantidad"`
	TotalBultos   money.Amount                 `json:"total_bultos"`
	TotalTarimas  money.Amount                 `json:"total_tarimas"`
	NetoKG        money.Amount                 `json:"peso_neto_kg"`
	NetoLB        money.Amount                 `json:"peso_neto_lb"`
	BrutoKG       money.Amount                 `json:"peso_bruto_kg"`
	BrutoLB       money.Amount                 `json:"peso_bruto_lb"`
	Lineas        []EmpaqueView                `json:"lineas"`
	Evidencia     map[string]document.Evidence `json:"evidencia,omitempty"`
}

// EmpaqueView is one line of a packing list.
type EmpaqueView struct {
	Fila        int                          `json:"fila"`
	Tarima      *string                      `json:"tarima"`
	Cartones    *string                      `json:"cartones"`
	Parte       *string                      `json:"parte"`
	Descripcion *string                      `json:"descripcion"`
	Cantidad    money.Amount                 `json:"cantidad"`
	Unidad      *string                      `json:"unidad"`
	Bultos      money.Amount                 `json:"bultos"`
	NetoKG      money.Amount                 `json:"peso_neto_kg"`
	NetoLB      money.Amount                 `json:"peso_neto_lb"`
	BrutoKG     money.Amount                 `json:"peso_bruto_kg"`
	BrutoLB     money.Amount                 `json:"peso_bruto_lb"`
	Dimensiones *string                      `json:"dimensiones"`
	Evidencia   map[string]document.Evidence `json:"evidencia,omitempty"`
}

// PackingViewOf is the JSON contract of p.
func PackingViewOf(p *Packing) PackingView {
	opt := pedimento.Opt
	out := PackingView{
		Numero: opt(p.Numero), Factura: opt(p.Factura), Fecha: p.Fecha, ProveedorID: opt(p.ProveedorID),
		Proveedor: opt(p.Proveedor), Comprador: opt(p.Comprador), OrdenCompra: opt(p.OrdenCompra), Cotejo: p.Cotejo,
		TotalCantidad: p.TotalCantidad, TotalBultos: p.TotalBultos, TotalTarimas: p.TotalTarimas,
		NetoKG: p.NetoKG, NetoLB: p.NetoLB, BrutoKG: p.BrutoKG, BrutoLB: p.BrutoLB,
		Lineas: make([]EmpaqueView, 0, len(p.Lineas)), Evidencia: p.Marks,
	}
	for i := range p.Lineas {
		l := &p.Lineas[i]
		out.Lineas = append(out.Lineas, EmpaqueView{
			Fila: l.Fila, Tarima: opt(l.Tarima), Cartones: opt(l.Cartones), Parte: opt(l.Parte), Descripcion: opt(l.Descripcion),
			Cantidad: l.Cantidad, Unidad: opt(l.Unidad), Bultos: l.Bultos,
			NetoKG: l.NetoKG, NetoLB: l.NetoLB, BrutoKG: l.BrutoKG, BrutoLB: l.BrutoLB,
			Dimensiones: opt(l.Dimensiones), Evidencia: l.Marks,
		})
	}
	return out
}
