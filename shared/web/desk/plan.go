package desk

import (
	"net/http"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// planForm asks what a person plans.
type planForm struct {
	To                     string
	Clave, Parte, Fraccion string
	Cantidad, Unidad       string
	Fecha                  document.Date
	Claves                 []planClave
	Units                  []option
	Lang                   document.Lang
}

type planClave struct {
	Key  string
	Name document.Text
}

// planClaves are the operations people ask about, by the question.
func planClaves() []planClave {
	return []planClave{
		{"RT", document.Text{ES: "RT: retornar lo transformado", EN: "RT: return what was made"}},
		{"V1", document.Text{ES: "V1: transferir a otra empresa", EN: "V1: transfer to another company"}},
		{"F4", document.Text{ES: "F4: cambiar de régimen insumos", EN: "F4: change the régimen of inputs"}},
		{"F5", document.Text{ES: "F5: cambiar de régimen activo fijo", EN: "F5: change the régimen of fixed assets"}},
		{"A3", document.Text{ES: "A3: regularizar", EN: "A3: regularise"}},
	}
}

func newPlanForm(q *Ask) *planForm {
	f := &planForm{
		To: q.at("puedo"), Clave: q.FormValue("clave"), Parte: strings.TrimSpace(q.FormValue("parte")), Fraccion: strings.TrimSpace(q.FormValue("fraccion")),
		Cantidad: strings.TrimSpace(q.FormValue("cantidad")), Unidad: q.FormValue("unidad"), Fecha: q.Today,
		Claves: planClaves(), Units: unitOptions(), Lang: q.Lang,
	}
	if f.Unidad == "" {
		f.Unidad = "6"
	}
	return f
}

// planned is the answer: which lots, and what is short.
type planned struct {
	*page.Frame
	page.Downloads
	Plan   *planForm
	Why    *document.Text
	Done   bool
	Enough bool
	Decide bool // a lot expired
	Short  []document.Text
	Lots   *page.Table
	Others *page.Table
	Credit *page.Table // nil where nobody can tell
	// CreditFile are the downloads of Credit.
	CreditFile page.Downloads
}

func (d *Desk) plan(q *Ask) (*Answer, error) {
	v := &planned{Frame: q.Frame(q.Route.Title), Plan: newPlanForm(q)}
	op, err := v.Plan.operation(q)
	if refused, ok := err.(*RefusedError); ok { //nolint:errorlint // made just above, unwrapped
		v.Why = &refused.Text
		a, err := d.render(q, "plan.html", v)
		if err == nil {
			a.Status = refused.Status
		}
		return a, err
	}
	p, err := d.Reader.Plan(q.Context(), q.Programme.RFC, op)
	if fault.Is(err, fault.Misconfigured) {
		return nil, refuse(http.StatusUnprocessableEntity, "La clave %q no saca nada del inventario: no se puede planear.", "Clave %q takes nothing out of the inventory: it cannot be planned.", op.Clave)
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // names the operation
	}
	v.Done, v.Enough, v.Short, v.Downloads = true, p.Enough(), p.Short(), q.downloads()
	v.Decide = !v.Enough && len(v.Short) == 0
	v.Lots, v.Others = q.takenTable(p), q.othersTable(p)
	others := []*page.Table{v.Others}
	if p.CreditKnown {
		v.Credit = q.creditTable(p)
		v.CreditFile, others = q.downloadsOf(v.Credit), append(others, v.Credit)
	}
	return d.show(q, "plan.html", v.Lots, v, others...)
}

// operation reads the form.
func (f *planForm) operation(q *Ask) (step.Operation, error) {
	var op step.Operation
	on, err := q.day("fecha", q.Today)
	if err != nil {
		return op, err
	}
	f.Fecha = on
	amount, err := money.Parse(strings.ReplaceAll(f.Cantidad, ",", ""))
	n, errQ := quantity.From(amount)
	switch _, ok := catalog.Default().Unit(f.Unidad); {
	case f.Clave == "":
		return op, refuse(http.StatusUnprocessableEntity, "Diga qué operación planea.", "Say which operation is planned.")
	case f.Parte == "" && f.Fraccion == "":
		return op, refuse(http.StatusUnprocessableEntity, "Diga de qué parte o fracción se trata.", "Say which part or fracción it is about.")
	case err != nil || errQ != nil || n <= 0:
		return op, refuse(http.StatusUnprocessableEntity, "La cantidad %q no es un número mayor que cero, de hasta seis decimales.", "The quantity %q is no number above zero with up to six decimals.", f.Cantidad)
	case !ok:
		return op, refuse(http.StatusUnprocessableEntity, "La unidad %q no es una clave del Apéndice 7.", "The unit %q is no key of Apéndice 7.", f.Unidad)
	}
	return step.Operation{Clave: f.Clave, Parte: f.Parte, Fraccion: f.Fraccion, Cantidad: n, Unidad: f.Unidad, Fecha: on}, nil
}

// takenTable is what a broker needs for the records 512 of the pedimento.
func (q *Ask) takenTable(p *step.Planned) *page.Table {
	t := page.Tabulate("lotes_para_el_agente", document.Text{ES: "Lotes que tomaría", EN: "Lots it would take"}, q.head(p.Operation.Fecha), []page.Field[step.Taken]{
		{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(t *step.Taken) string { return t.Lot.Pedimento }, Link: func(t *step.Taken) string { return q.traceAt(t.Lot.ID) }},
		{Key: "fecha_pago", ES: "Pago", EN: "Paid", Kind: report.Date, Of: func(t *step.Taken) string { return t.Lot.Pago.String() }},
		{Key: "clave", ES: "Clave", EN: "Clave", Kind: report.Text, Whole: true, Of: func(t *step.Taken) string { return t.Lot.Clave }},
		{Key: "partida", ES: "Partida", EN: "Partida", Kind: report.Text, Whole: true, Of: func(t *step.Taken) string { return ledger.LineNumber(t.Lot.Partida) }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(t *step.Taken) string { return t.Lot.Fraccion }},
		{Key: "parte", ES: "Parte", EN: "Part", Kind: report.Text, Whole: true, Of: func(t *step.Taken) string { return t.Lot.Parte }},
		{Key: "umt", ES: "UMT", EN: "UMT", Kind: report.Text, Whole: true, Of: func(t *step.Taken) string { return t.Lot.UMT }},
		{Key: "cantidad_umt", ES: "Cantidad en UMT", EN: "Quantity in UMT", Kind: report.Quantity, Of: func(t *step.Taken) string {
			if t.PorDecidir {
				return "" // worked out when a person decides
			}
			return t.EnUMT.String()
		}},
		{Key: "unidad", ES: "Unidad", EN: "Unit", Kind: report.Text, Of: func(t *step.Taken) string { return unitOf(t.Material.Unit).In(q.Lang) }},
		{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(t *step.Taken) string { return t.Cantidad.String() }},
		{Key: "rol", ES: "Como", EN: "As", Kind: report.Text, Of: func(t *step.Taken) string { return roleName(t.Rol).In(q.Lang) }},
		{Key: "vence", ES: "Vence", EN: "Due", Kind: report.Date, Of: func(t *step.Taken) string { return t.Lot.Due.String() }},
		{Key: "por_decidir", ES: "Por decidir", EN: "To decide", Kind: report.Text, Of: func(t *step.Taken) string {
			if t.PorDecidir {
				return document.Text{ES: "sí: el lote venció", EN: "yes: the lot expired"}.In(q.Lang)
			}
			return document.Text{ES: "no", EN: "no"}.In(q.Lang)
		}},
		{Key: "credito_descargado", ES: "Crédito que descargaría (MXN)", EN: "Credit it would discharge (MXN)", Kind: report.Money, Of: func(t *step.Taken) string {
			if !p.CreditKnown {
				return document.Text{ES: "sin dato", EN: "no data"}.In(q.Lang)
			}
			return t.Credito.String()
		}},
		{Key: "contribuciones_del_lote", ES: "Contribuciones suspendidas del lote entero (MXN)", EN: "Suspended contributions of the whole lot (MXN)", Kind: report.Money, Of: func(t *step.Taken) string { return t.Lot.Suspended().String() }},
	}, p.Taken())
	t.Empty = document.Text{ES: "Ninguno.", EN: "None."}
	if apart := p.CreditApart(); len(apart) > 0 {
		var pesos int64
		for i := range apart {
			pesos += apart[i].Pesos
		}
		t.Caveat = document.Textf("más %s MXN de crédito de otras cuentas, que dice la tabla credito", "plus %s MXN of credit of other accounts, told by table credito", money.Int(pesos))
		t.Order = document.Textf("Crédito de cuentas que no son de estos lotes: %s.", "Credit of accounts that are not of these lots: %s.", t.Caveat)
	}
	return t
}

// creditTable is what the operation gives back of the IVA and IEPS credit.
func (q *Ask) creditTable(p *step.Planned) *page.Table {
	type row = step.CreditTaken
	t := page.Tabulate("credito", document.Text{ES: "Crédito de IVA y IEPS que descargaría", EN: "IVA and IEPS credit it would discharge"}, q.head(p.Operation.Fecha), []page.Field[row]{
		{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(c *row) string { return c.Pedimento }, Link: func(c *row) string { return q.followed(c.Pedimento) }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(c *row) string { return c.Fraccion }},
		{Key: "umt", ES: "UMT", EN: "UMT", Kind: report.Text, Whole: true, Of: func(c *row) string { return c.UMT }},
		{Key: "contribucion", ES: "Contribución", EN: "Contribution", Kind: report.Text, Of: func(c *row) string { return catalog.Default().Contribution(c.Contribucion) }},
		{Key: "forma_pago", ES: "Forma de pago", EN: "Form of payment", Kind: report.Text, Whole: true, Of: func(c *row) string { return c.Forma }},
		{Key: "descargaria", ES: "Descargaría (MXN)", EN: "It would discharge (MXN)", Kind: report.Money, Of: func(c *row) string { return money.Int(c.Pesos).String() }},
		{Key: "quedaria", ES: "Quedaría abierto (MXN)", EN: "Left open (MXN)", Kind: report.Money, Of: func(c *row) string { return money.Int(c.Open).String() }},
	}, p.Credit)
	t.Empty = document.Text{ES: "La operación no descarga crédito.", EN: "The operation discharges no credit."}
	return t
}

// othersTable is what other exits would take otherwise.
func (q *Ask) othersTable(p *step.Planned) *page.Table {
	t := page.Tabulate("otras_salidas", document.Text{ES: "Cambia lo que toman otras salidas", EN: "It changes what other exits take"}, q.head(p.Operation.Fecha), []page.Field[ledger.Delta]{
		{Key: "salida", ES: "Salida", EN: "Exit", Kind: report.Text, Whole: true, Of: func(x *ledger.Delta) string { return x.Exit }, Link: func(x *ledger.Delta) string { return q.followed(x.Exit) }},
		{Key: "lote", ES: "Lote", EN: "Lot", Kind: report.Text, Whole: true, Of: func(x *ledger.Delta) string { return x.Lot }, Link: func(x *ledger.Delta) string { return q.followed(x.Lot) }},
		{Key: "fecha", ES: "Fecha", EN: "Date", Kind: report.Date, Of: func(x *ledger.Delta) string { return x.Fecha.String() }},
		{Key: "antes", ES: "Antes", EN: "Before", Kind: report.Quantity, Of: func(x *ledger.Delta) string { return x.Antes.String() }},
		{Key: "despues", ES: "Después", EN: "After", Kind: report.Quantity, Of: func(x *ledger.Delta) string { return x.Despues.String() }},
	}, p.Others())
	t.Top(page.PerPage, "")
	return t
}
