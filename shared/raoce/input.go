package raoce

import (
	"math/big"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// Input is what a report is worked out from. Documents of other years belong
// in it too: what was exported in December may be billed in January.
type Input struct {
	RFC          string
	Year         int
	SalesBasis   string // maquila, sale, mixed, or "" when nobody says
	Invoices     []Invoice
	Declarations []Declaration
	Filed        []Filed
	Catalog      *catalog.Catalog
	// Staged reports that a Data Stage told of a month of the year.
	Staged [13]bool
}

// Filed is one figure of the report as it was filed.
type Filed struct {
	Month    int // 0 for the year
	Concept  Concept
	Currency string // MXN or USD
	Amount   money.Amount
}

// Invoice is one CFDI of the company.
type Invoice struct {
	UUID       string        `json:"uuid"`
	Kind       string        `json:"tipo"`
	Serie      string        `json:"serie,omitempty"`
	Folio      string        `json:"folio,omitempty"`
	On         document.Date `json:"fecha"`
	MXN        money.Amount  `json:"mxn"` // before taxes and after discounts; unknown without a stated rate
	USD        money.Amount  `json:"usd"`
	Export     string        `json:"exportacion,omitempty"`
	Abroad     bool          `json:"al_extranjero,omitempty"`     // billed to somebody abroad
	Complement bool          `json:"comercio_exterior,omitempty"` // it has the complement
	About      []string      `json:"relacionados,omitempty"`      // UUIDs
	Pedimentos []string      `json:"pedimentos_nombrados,omitempty"`
	Withdrawn  string        `json:"retirado,omitempty"` // cancelado, sustituido, dos_versiones; "" in force
}

// foreigner is the RFC that a CFDI gives to anybody abroad (Anexo 20).
const foreigner = "XEXX010101000"

// InvoiceOf takes of a CFDI what the report needs. SubTotal less discount is
// the sale: taxes are none.
func InvoiceOf(c *cfdi.Comprobante) Invoice {
	v := Invoice{
		UUID: c.UUID, Kind: c.Tipo, Serie: c.Serie, Folio: c.Folio, On: c.Fecha, Export: c.Exportacion,
		Abroad: c.Receptor.RFC == foreigner, Complement: c.Comercio != nil,
	}
	net := c.SubTotal
	if c.Descuento.Known() {
		net, _ = net.Sub(c.Descuento) // what does not fit is unknown
	}
	var toUSD money.Amount
	if c.Comercio != nil {
		toUSD = c.Comercio.TipoCambioUSD
	}
	switch c.Moneda {
	case "MXN":
		v.MXN, v.USD = net, divide(net, toUSD)
	case "USD":
		v.MXN, v.USD = multiply(net, c.TipoCambio), net
	case "", "XXX":
	default:
		v.MXN = multiply(net, c.TipoCambio)
		v.USD = divide(v.MXN, toUSD)
	}
	if c.Tipo == "E" {
		v.MXN, v.USD = negative(v.MXN), negative(v.USD)
	}
	for _, r := range c.Relacionados {
		v.About = append(v.About, strings.ToUpper(r.UUID))
	}
	for i := range c.Conceptos {
		v.Pedimentos = append(v.Pedimentos, c.Conceptos[i].Pedimentos...)
	}
	return v
}

// multiply and divide round once, half up, to cents; without a rate above zero
// the result is unknown.
func multiply(a, rate money.Amount) money.Amount {
	return exactly(a, rate, func(x, r *big.Rat) *big.Rat { return x.Mul(x, r) })
}

func divide(a, rate money.Amount) money.Amount {
	return exactly(a, rate, func(x, r *big.Rat) *big.Rat { return x.Quo(x, r) })
}

func exactly(a, rate money.Amount, do func(x, r *big.Rat) *big.Rat) money.Amount {
	if !a.Known() || rate.Sign() <= 0 {
		return money.Amount{}
	}
	out, err := money.Parse(do(fraction(a), fraction(rate)).FloatString(2))
	if err != nil {
		return money.Amount{} // more digits than fit: unknown
	}
	return out
}

func fraction(a money.Amount) *big.Rat {
	r, _ := new(big.Rat).SetString(a.String()) // a known amount is a decimal
	return r
}

func negative(a money.Amount) money.Amount {
	if !a.Known() {
		return a
	}
	n, _ := money.Int(0).Sub(a)
	return n
}

// Declaration is one pedimento in force, of the last source and rectification.
type Declaration struct {
	Number  string        `json:"pedimento"`
	Clave   string        `json:"clave"`
	On      document.Date `json:"fecha"`              // payment of the first of its chain
	Concept Concept       `json:"concepto,omitempty"` // Direct, Virtual, Unclassified, Imported, or "" for one that counts nowhere
	Returns bool          `json:"retorna,omitempty"`  // it is a return or a transfer
	MXN     money.Amount  `json:"mxn"`                // commercial value
	USD     money.Amount  `json:"usd"`
	Added   Total         `json:"valor_agregado"` // of its partidas
	Papers  []Paper       `json:"facturas,omitempty"`
	Numbers []string      `json:"cadena,omitempty"` // its own too
	// Goods is what it is worth without fixed assets, which is what it adds to the share
	// returned; nil when it has none.
	Goods *Worth `json:"sin_activo_fijo,omitempty"`
}

// exports reports that it is in the total of exports.
func (d *Declaration) exports() bool {
	return d.Concept == Direct || d.Concept == Virtual || d.Concept == Unclassified
}

// Worth is a value in both currencies.
type Worth struct {
	MXN money.Amount `json:"mxn"`
	USD money.Amount `json:"usd"`
}

// Paper is an invoice as a declaration names it.
type Paper struct {
	Number string        `json:"numero"`
	On     document.Date `json:"fecha"`
}

// DeclarationOf takes of a pedimento what the report needs; papers are those of
// its acuses de valor, beside the ones it names itself. What it is worth is not known
// of one that a paper calls withdrawn while another source has it as paid, nor of a
// rectification of which nobody says what it rectifies.
func DeclarationOf(c *rule.Case, papers []Paper) Declaration {
	p := c.P
	number := strings.Clone(p.Number) // what is kept holds no delivery
	d := Declaration{Number: number, Clave: strings.Clone(p.Clave), On: c.First(), MXN: p.ValorComercial, USD: dollars(p), Numbers: []string{number}}
	d.concept(c)
	if d.Concept == Direct || d.Concept == Virtual {
		for i := range p.Partidas {
			d.Added.add(p.Partidas[i].ValorAgregado)
		}
	}
	if d.Concept != "" && (c.Contradicted() || c.Unresolved()) {
		d.MXN, d.USD, d.Added, d.Goods = money.Amount{}, money.Amount{}, Total{Missing: 1}, nil
	}
	for i := range p.Facturas {
		if f := &p.Facturas[i]; f.Numero != "" {
			d.Papers = append(d.Papers, Paper{strings.Clone(f.Numero), f.Fecha})
		}
	}
	d.Papers = append(d.Papers, papers...)
	if p.Rectifica != nil {
		d.Numbers = append(d.Numbers, p.Rectifica.NumberBy(c.On))
	}
	for _, b := range c.Replaces() {
		if b.Rectifica != "" {
			d.Numbers = append(d.Numbers, b.Rectifica)
		}
	}
	return d
}

// dollars is the value of the header or, where a source has none there, the sum
// of its invoices or of its partidas when each of them states one.
func dollars(p *pedimento.Pedimento) money.Amount {
	if p.ValorDolares.Known() {
		return p.ValorDolares
	}
	var invoices, lines money.Sum
	for i := range p.Facturas {
		invoices.Add(p.Facturas[i].ValorDolares)
	}
	if sum, ok := invoices.Total(); ok {
		return sum
	}
	for i := range p.Partidas {
		lines.Add(p.Partidas[i].ValorDolares)
	}
	if sum, ok := lines.Total(); ok {
		return sum
	}
	return money.Amount{}
}

// concept is what a clave is for the report: goods that cross the border are a direct
// export, those that change hands in Mexico a virtual one. On which side of the share
// returned it is, rule.Portion says.
func (d *Declaration) concept(c *rule.Case) {
	row, clave, ok := c.Effect()
	switch share := c.Portion(); {
	case !ok && c.Unresolved():
		switch share.Side {
		case rule.ImportedSide:
			d.Concept = Imported
		case rule.ReturnedSide:
			d.Concept, d.Returns = Unclassified, true
		case rule.NoSide:
		}
		return
	case !ok:
		return
	case share.Assets || share.Side == rule.NoSide && rule.SideOf(&row) != rule.NoSide:
		usd, _, _ := c.WithoutAssets(d.USD, func(q *pedimento.Partida) money.Amount { return q.ValorDolares })
		d.Goods = &Worth{share.Pesos, usd}
		if share.Side == rule.NoSide {
			d.Goods = &Worth{money.Int(0), money.Int(0)}
		}
	}
	switch side := rule.SideOf(&row); {
	case side == rule.ImportedSide:
		d.Concept = Imported
	case side == rule.ReturnedSide && row.Tipo == "retorno":
		d.Concept, d.Returns = Direct, true
	case side == rule.ReturnedSide:
		d.Concept, d.Returns = Virtual, true
	case row.Effect == catalog.EffectExit && (row.Tipo == "enajenacion" || row.Tipo == "virtual"):
		d.Concept = Virtual
	case row.Effect == catalog.EffectRegime, row.Effect == catalog.EffectEntry, row.Tipo == "donacion":
	default: // a definitive export is the clave that may carry packaging (EB)
		if packing, ok := c.Catalog.Effect(clave, c.P.Operacion, []string{"EB"}, c.On); ok && packing.Tipo == "empaque" {
			d.Concept = Direct
		}
	}
}
