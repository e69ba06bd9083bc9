package rule

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/stay"
)

// Setting is what surrounds all cases of one company: the law as data, what
// the company declares of itself, and its other documents. Nothing in it
// changes while rules run.
type Setting struct {
	Catalog *catalog.Catalog
	Company *Company     // nil without a programme file
	Plant   *plant.Index // nil without tables of the plant
	Papers  Papers       // nil where no paper but pedimentos is at hand
	Others  Others       // nil where a case stands alone
}

// Case is one declaration with everything around it that a rule may ask. It is
// made once and asked by every rule.
type Case struct {
	*Setting
	P *pedimento.Pedimento
	// On is the date that governs: that of payment, else of entry.
	On document.Date
	// Exporta: the goods leave; TRA counts as neither.
	Importa, Exporta bool
	// Temporal: the declaration brings goods in under the temporary regime of
	// IMMEX (ITE), as it states or, where the source has no régimen, by its
	// clave and operation (table regimen_clave).
	Temporal bool
	// Rectifica: it replaces an earlier one (record 701 or TipoPedimento 2).
	Rectifica bool

	Sink
	identifiers map[string][]*pedimento.Identificador
	made        []made // by Once
	desk        *Desk  // nil of a case by itself
}

// NewCase makes the case of one declaration.
func NewCase(s *Setting, p *pedimento.Pedimento) *Case {
	c := &Case{Setting: s, P: p, On: p.FechaPago}
	if !c.On.Known() {
		c.On = p.FechaEntrada
	}
	c.Importa, c.Exporta = p.Operacion == "IMP", p.Operacion == "EXP"
	c.Temporal = c.Importa && temporary(c)
	c.Rectifica = p.Rectifica != nil || p.Tipo == "2"
	c.Sink = Sink{key: p.Number}
	if len(p.Identificadores) > 0 {
		c.identifiers = make(map[string][]*pedimento.Identificador, len(p.Identificadores))
		for i := range p.Identificadores {
			k := &p.Identificadores[i]
			c.identifiers[k.Clave] = append(c.identifiers[k.Clave], k)
		}
	}
	return c
}

// temporary reports the régimen ITE, as the document states it or by its clave.
func temporary(c *Case) bool {
	if c.P.Regimen != "" && c.Stated("regimen") {
		return c.P.Regimen == regimenITE
	}
	return Temporary(c.Catalog, c.P.Clave, c.P.Operacion, c.On)
}

// Temporary reports that a clave and operation come under ITE alone (table
// regimen_clave). A return under ITE brings nothing in, and is no import.
func Temporary(cat *catalog.Catalog, clave, operacion string, on document.Date) bool {
	rows := cat.Regimes(clave, operacion, on)
	for i := range rows {
		if rows[i].Regimen != regimenITE {
			return false
		}
	}
	return operacion == "IMP" && len(rows) > 0
}

// regimenITE is the temporary import to work or transform (Apéndice 16).
const regimenITE = "ITE"

// Has reports an identifier of pedimento level.
func (c *Case) Has(clave string) bool { return len(c.identifiers[clave]) > 0 }

// Identifier gives those of pedimento level with a clave, in order.
func (c *Case) Identifier(clave string) []*pedimento.Identificador { return c.identifiers[clave] }

// HasAt reports an identifier on a partida or on the whole pedimento.
func (c *Case) HasAt(q *pedimento.Partida, clave string) bool {
	for i := range q.Identificadores {
		if q.Identificadores[i].Clave == clave {
			return true
		}
	}
	return c.Has(clave)
}

// Identified reports that the source carries identifiers at all: a declaration
// without a single one at any level came from a source that has none.
func (c *Case) Identified() bool { return Identified(c.P) }

// Identified reports that the source of a pedimento carries identifiers.
func Identified(p *pedimento.Pedimento) bool {
	if len(p.Identificadores) > 0 {
		return true
	}
	for i := range p.Partidas {
		if len(p.Partidas[i].Identificadores) > 0 {
			return true
		}
	}
	return p.Source == document.SourceDataStage || p.Source == document.SourceVUCEM || p.Source == document.SourceArchivoM
}

// Papers finds the documents that belong to a declaration. Its lists are shared:
// they are read and never changed.
type Papers interface {
	// COVE is the acuse de valor of that number, nil when it is not here.
	COVE(number string) *cove.Cove
	// Invoices are the commercial invoices of that number and supplier tax id
	// ("" takes any), in the order of their keys.
	Invoices(number, supplier string) []*invoice.Invoice
	// Packings are the packing lists that name an invoice or the pedimento.
	Packings(invoiceOrPedimento string) []*invoice.Packing
	// CFDI is the electronic invoice of a UUID, or those of a series and folio
	// as a pedimento writes it ("A123", "A-123", "123").
	CFDI(number string) []*cfdi.Comprobante
	// Sales are the CFDI that name a pedimento of 15 digits.
	Sales(number string) []*cfdi.Comprobante
}

// Others finds the other declarations of the company, as briefs.
type Others interface {
	// Find is the declaration of a number within one year of it; nil when it is
	// not here, or when two answer.
	Find(number string) *Brief
	// Superseded is the number of the declaration that rectifies this one, ""
	// when none does.
	Superseded(number string) string
	// Delivered reports that a Data Stage told of declarations paid in a month
	// (YYYY-MM).
	Delivered(month string) bool
	// UsesCOVE are the numbers of the declarations that cite a COVE.
	UsesCOVE(number string) []string
	// CitesInvoice are the declarations that cite an invoice by its UUID, or by its
	// series and folio as a pedimento writes them, of the supplier or to the buyer.
	CitesInvoice(number string, of Party) Cited
}

// Party is whose an invoice is, as a paper names it: by tax id, by name, by both or
// not at all.
type Party struct{ ID, Name string }

// Cited are numbers of declarations that cite an invoice, each once: Sure where both
// say whose it is and say the same, Unsure where the number of the invoice is all
// that leads there, since one of them says nothing of whose it is. What cites the
// number of somebody else's invoice is in neither.
type Cited struct{ Sure, Unsure []string }

// Any reports that one cites it, surely or by its number alone.
func (c Cited) Any() bool { return len(c.Sure)+len(c.Unsure) > 0 }

// Brief is what rules ask of another declaration.
type Brief struct {
	Number, Clave, Operacion, RFC, Regimen string
	Programa                               string // of identifier IM
	Pago, Entrada                          document.Date
	Rectifica                              string // the number it replaces
	Consolidado                            bool
	Partidas                               []BriefLine
	Counterpart                            bool // of another company, delivered for ours
	// Withdrawn: the authority says that it no longer holds. Contradicted: a paper
	// says so of what another source has as paid, and nothing has ended that.
	Withdrawn, Contradicted bool
	// Identified: its source carries identifiers. Casos are those of the whole
	// and of its partidas that may decide how long its goods stay.
	Identified bool
	Casos      []stay.Identificador
}

// BriefLine is one partida of a brief.
type BriefLine struct {
	Secuencia                   int
	Fraccion, UMT               string
	CantidadUMT                 money.Amount
	ValorAduana, ValorComercial money.Amount // whole pesos
}
