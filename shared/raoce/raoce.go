// Package raoce works out the figures of the annual report of foreign-trade
// operations (reporte anual, RAOCE; Decreto IMMEX art. 25): total sales and
// total exports of a year, direct and virtual, month by month, in pesos and
// dollars, each with the CFDI and pedimentos it is made of, beside what the
// company filed.
//
// Example: a maquila returns goods worth 900,000 dollars on proformas and bills
// its service for 120,000. Both figures are right; the bridge between them is
// of kind servicio_maquila and proforma_maquila and is no finding.
//
// An amount converts by the exchange rate that its own CFDI states; one without
// it is counted as missing, and no sum guesses it. The package files nothing
// and does not know which invoices were never delivered: what it cannot prove
// it calls so.
package raoce

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Source is whose word a figure is.
type Source string

// The sources.
const (
	FromCFDI      Source = "cfdi"
	FromPedimento Source = "pedimento"
	FromFiled     Source = "presentado"
)

// Concept is what a figure is of, as the table raoce_presentado names it.
type Concept string

// The concepts. Unclassified exports are exports of which nobody says whether
// they are direct or virtual: they are in the total and in neither part.
// Doubtful ones are in no total of exports: billed abroad while the CFDI says
// that nothing is exported, or exported for a time.
const (
	Sales        Concept = "ventas_totales"
	Exports      Concept = "exportacion_total"
	Direct       Concept = "exportacion_directa"
	Virtual      Concept = "exportacion_virtual"
	Unclassified Concept = "exportacion_sin_clasificar"
	Service      Concept = "servicio_maquila" // billed abroad by a maquila
	Doubtful     Concept = "exportacion_dudosa"
	ValueAdded   Concept = "valor_agregado"       // of exported partidas, pesos
	Returned     Concept = "valor_retornado"      // of returns and transfers
	Imported     Concept = "importacion_temporal" // of inputs
)

// Concepts lists them in reading order.
func Concepts() []Concept {
	return []Concept{Sales, Exports, Direct, Virtual, Service, Unclassified, Doubtful, ValueAdded, Returned, Imported}
}

// Title names a concept for a reader.
func (c Concept) Title() document.Text {
	switch c {
	case Sales:
		return document.Text{ES: "ventas totales", EN: "total sales"}
	case Exports:
		return document.Text{ES: "exportaciones totales", EN: "total exports"}
	case Direct:
		return document.Text{ES: "  directas", EN: "  direct"}
	case Virtual:
		return document.Text{ES: "  virtuales", EN: "  virtual"}
	case Unclassified:
		return document.Text{ES: "  sin clasificar", EN: "  unclassified"}
	case Service:
		return document.Text{ES: "  servicio de maquila", EN: "  maquila service"}
	case Doubtful:
		return document.Text{ES: "fuera del total: dudosas", EN: "outside the total: doubtful"}
	case ValueAdded:
		return document.Text{ES: "valor agregado exportado", EN: "value added exported"}
	case Returned:
		return document.Text{ES: "valor retornado o transferido", EN: "value returned or transferred"}
	case Imported:
		return document.Text{ES: "insumos importados temporalmente", EN: "inputs imported temporarily"}
	}
	return document.Text{ES: string(c), EN: string(c)}
}

// Total is a sum of what is known.
type Total struct {
	Sum     money.Amount `json:"importe"` // null when nothing is known
	Missing int          `json:"sin_dato"`
}

func (t *Total) add(a money.Amount) {
	if !a.Known() {
		t.Missing++
		return
	}
	if !t.Sum.Known() {
		t.Sum = a
		return
	}
	sum, err := t.Sum.Add(a)
	if err != nil {
		t.Missing++ // it does not fit: not counted, and said
		return
	}
	t.Sum = sum
}

// Item is one document of a figure, with its sign.
type Item struct {
	Key  string        `json:"documento"` // UUID or 15 digits
	Kind string        `json:"tipo"`      // I or E of a CFDI, clave of a pedimento
	On   document.Date `json:"fecha"`
	MXN  money.Amount  `json:"mxn"`
	USD  money.Amount  `json:"usd"`
}

// Figure is one number of the report.
type Figure struct {
	Concept   Concept `json:"concepto"`
	Source    Source  `json:"fuente"`
	Month     int     `json:"mes"` // 1 to 12, 0 for the year
	MXN       Total   `json:"mxn"`
	USD       Total   `json:"usd"`
	Documents int     `json:"documentos"`
	// Items are the documents of a month; those of the year are those of its
	// months.
	Items []Item `json:"detalle"`
}

// Excluded is an issued CFDI that is no sale of the year.
type Excluded struct {
	UUID string        `json:"uuid"`
	Kind string        `json:"tipo"`
	On   document.Date `json:"fecha"`
	Why  string        `json:"motivo"` // pago, traslado, cancelado, sustituido, dos_versiones, sin_uuid, otro_tipo
}

// Report is everything about a year.
type Report struct {
	RFC        string
	Year       int
	SalesBasis string // of the programme; "" when it does not say
	Figures    []Figure
	Excluded   []Excluded
	Bridges    []Bridge
	Filed      []FiledDifference
	// FiledBridges lead from the CFDI to what was filed, where they can be compared.
	FiledBridges []FiledBridge
	Tests        []Test
	// Silent are the months without an issued CFDI, Unstaged those of which no
	// Data Stage told.
	Silent, Unstaged []int
	// Named are the pedimentos that sales of the year name and that are not here.
	Named []string
}

// Notes are what a person must know before filing.
func (r *Report) Notes() (out []document.Text) {
	switch r.SalesBasis {
	case "maquila", "mixed":
		out = append(out, document.Textf(
			"Quien trabaja mercancía en consignación reporta solo el valor agregado (nota de 2019; confírmelo con su asesor): compare el CFDI del servicio y el valor agregado de los pedimentos, no el valor de las proformas.",
			"Who works on consigned goods reports only the value added (a note of 2019; confirm it with your adviser): compare the CFDI of the service and the value added of the pedimentos, not the value of the proformas."))
	case "":
		out = append(out, document.Textf("El programa no dice sales_basis (maquila, sale o mixed): las diferencias entre CFDI y pedimento solo avisan.",
			"The programme does not say sales_basis (maquila, sale or mixed): differences between CFDI and pedimento only notify."))
	}
	if len(r.Filed) == 0 {
		out = append(out, document.Textf("No se entregó la tabla raoce_presentado de %d: no se compara con lo presentado.", "Table raoce_presentado of %d was not delivered: nothing is compared with what was filed.", r.Year))
	}
	return out
}

// Figure finds one figure; its sums are unknown when there is no document.
func (r *Report) Figure(c Concept, s Source, month int) Figure {
	for i := range r.Figures {
		if f := &r.Figures[i]; f.Concept == c && f.Source == s && f.Month == month {
			return *f
		}
	}
	return Figure{Concept: c, Source: s, Month: month}
}
