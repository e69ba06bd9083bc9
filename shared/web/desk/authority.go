package desk

import (
	"net/http"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/report"
	"example.com/immex/shared/web/page"
)

const authorityPath = "/p/{rfc}/autoridad"

// authorityRoutes are what Apartado C of Anexo 24 asks to show online: the
// catalogues, the customs module and the reports. The company sees what the
// authority sees.
func authorityRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: authorityPath, May: everyone(), Title: document.Text{ES: "Autoridad", EN: "Authority"}, Key: "a", screen: (*Desk).authority},
		{Method: http.MethodGet, Path: authorityPath + "/{informe}", May: everyone(), Title: document.Text{ES: "Anexo 24", EN: "Anexo 24"}, Under: authorityPath, Examples: []string{"?desde=2021-01-01", "?desde=2021-02-01&pagina=2"}, screen: (*Desk).annex},
	}
}

// annexPart is one thing that Anexo 24 asks for.
type annexPart struct {
	key    string
	name   document.Text
	module document.Text
	table  func(*Ask, *Desk, document.Date) (*page.Table, error)
}

func annexParts() []annexPart {
	catalogue := document.Text{ES: "Catálogos", EN: "Catalogues"}
	customs := document.Text{ES: "Módulo de aduanas", EN: "Customs module"}
	of := func(name string) func(*Ask, *Desk, document.Date) (*page.Table, error) {
		return func(q *Ask, d *Desk, from document.Date) (*page.Table, error) {
			set, err := d.Reader.Reports(q.Context(), q.Programme.RFC, from, q.Today)
			if err != nil {
				return nil, err //nolint:wrapcheck // names the programme
			}
			t := set.Table(name)
			if t == nil {
				return nil, missing()
			}
			return q.inReportWords(page.Of(t)), nil
		}
	}
	parts := func(product bool) func(*Ask, *Desk, document.Date) (*page.Table, error) {
		return func(q *Ask, _ *Desk, _ document.Date) (*page.Table, error) { return q.partTable(product), nil }
	}
	return []annexPart{
		{"generales", document.Text{ES: "Datos generales del contribuyente", EN: "General data of the taxpayer"}, catalogue, (*Ask).generalTable},
		{"materiales", document.Text{ES: "Materiales", EN: "Materials"}, catalogue, parts(false)},
		{"productos", document.Text{ES: "Productos", EN: "Products"}, catalogue, parts(true)},
		{"entradas", document.Text{ES: "Entradas (importaciones temporales)", EN: "Entries (temporary imports)"}, customs, of("entradas")},
		{"utilizados", document.Text{ES: "Materiales utilizados", EN: "Materials used"}, customs, of("materiales_utilizados")},
		{"salidas", document.Text{ES: "Salidas", EN: "Exits"}, customs, of("salidas")},
		{"activo", document.Text{ES: "Activo fijo", EN: "Fixed assets"}, customs, of("activo_fijo")},
		{"saldos", document.Text{ES: "Saldos", EN: "Balances"}, document.Text{ES: "Reportes", EN: "Reports"}, of("saldos")},
	}
}

// authority is the list of what may be asked for.
type authority struct {
	*page.Frame
	Parts *page.Table
	Log   string // where the company sees who looked, "" of who may not
}

func (d *Desk) authority(q *Ask) (*Answer, error) {
	v := &authority{Frame: q.Frame(q.Route.Title)}
	v.Parts = page.Tabulate("anexo24", document.Text{ES: "Anexo 24, apartado C", EN: "Anexo 24, apartado C"}, q.head(q.Today), []page.Field[annexPart]{
		{Key: "que", ES: "Qué", EN: "What", Kind: report.Text, Of: func(p *annexPart) string { return p.name.In(q.Lang) }, Link: func(p *annexPart) string { return q.at("autoridad/" + p.key) }},
		{Key: "modulo", ES: "Módulo", EN: "Module", Kind: report.Text, Of: func(p *annexPart) string { return p.module.In(q.Lang) }},
	}, annexParts())
	if slices.Contains(writers(), q.User.Role) {
		v.Log = q.at("bitacora?papel=authority")
	}
	return d.show(q, "authority.html", v.Parts, v)
}

// annex is one of them.
type annex struct {
	*page.Frame
	page.Downloads
	Name  document.Text
	From  document.Date
	Dated bool // it is of what moved since a day
	Table *page.Table
}

func (d *Desk) annex(q *Ask) (*Answer, error) {
	all := annexParts()
	at := slices.IndexFunc(all, func(p annexPart) bool { return p.key == q.PathValue("informe") })
	if at < 0 {
		return nil, missing()
	}
	from, err := q.day("desde", document.NewDate(q.Today.Year(), 1, 1))
	if err != nil {
		return nil, err
	}
	if from > q.Today {
		return nil, refuse(http.StatusBadRequest, "El día %s no ha llegado.", "The day %s has not come.", from)
	}
	p := &all[at]
	v := &annex{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Name: p.name, From: from, Dated: p.module.ES != "Catálogos"}
	if v.Table, err = p.table(q, d, from); err != nil {
		return nil, err
	}
	v.Table.Cut(q.URL)
	if slices.Contains(readers(), q.User.Role) { // the authority may not open where they lead
		v.Table.Lead(q.reportLinks())
	}
	return d.show(q, "annex.html", v.Table, v)
}

// reportLinks are where the keys of a report lead, by the name of their column.
func (q *Ask) reportLinks() map[string]func(string) string {
	out := map[string]func(string) string{}
	for _, key := range []string{"pedimento", "lote", "salida", "pedimento_nombrado"} {
		out[key] = q.followed
	}
	return out
}

func (q *Ask) generalTable(*Desk, document.Date) (*page.Table, error) {
	var rows []item
	add := func(es, en, value string) { rows = append(rows, item{document.Text{ES: es, EN: en}, value}) }
	add("Denominación o razón social", "Company name", q.Programme.Nombre)
	add("RFC", "RFC", q.Programme.RFC)
	add("Número de programa IMMEX", "Number of the IMMEX programme", q.Programme.Numero)
	if f := q.Programme.Basis.Programme; f != nil {
		add("Domicilio", "Address", f.Domicilio)
	}
	if x := q.Programme.Basis.Plant; x != nil {
		for _, p := range x.Places() {
			add("Planta o bodega", "Plant or warehouse", p.Lugar+": "+p.Domicilio)
		}
	}
	return page.Tabulate("generales", document.Text{ES: "Datos generales del contribuyente", EN: "General data of the taxpayer"}, q.head(q.Today), []page.Field[item]{
		{Key: "dato", ES: "Dato", EN: "Item", Kind: report.Text, Of: func(s *item) string { return s.name.In(q.Lang) }},
		{Key: "valor", ES: "Valor", EN: "Value", Kind: report.Text, Of: func(s *item) string { return s.value }},
	}, rows), nil
}

// partTable is the catalogue of the plant: its products, or all else.
func (q *Ask) partTable(product bool) *page.Table {
	name, title := "materiales", document.Text{ES: "Materiales", EN: "Materials"}
	if product {
		name, title = "productos", document.Text{ES: "Productos", EN: "Products"}
	}
	t := page.Tabulate(name, title, q.head(q.Today), []page.Field[plant.Part]{
		{Key: "parte", ES: "Número de parte", EN: "Part number", Kind: report.Text, Of: func(p *plant.Part) string { return p.Parte }},
		{Key: "descripcion", ES: "Descripción", EN: "Description", Kind: report.Text, Of: func(p *plant.Part) string { return p.Descripcion }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(p *plant.Part) string { return p.Fraccion }},
		{Key: "nico", ES: "NICO", EN: "NICO", Kind: report.Text, Of: func(p *plant.Part) string { return p.NICO }},
		{Key: "umc", ES: "UMC", EN: "UMC", Kind: report.Text, Of: func(p *plant.Part) string { return unitOf(p.UMC).In(q.Lang) }},
		{Key: "umt", ES: "UMT", EN: "UMT", Kind: report.Text, Of: func(p *plant.Part) string { return unitOf(p.UMT).In(q.Lang) }},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(p *plant.Part) string { return p.Desde.String() }},
		{Key: "hasta", ES: "Hasta", EN: "To", Kind: report.Date, Of: func(p *plant.Part) string { return p.Hasta.String() }},
	}, q.Programme.parts.of(q.Today, product))
	t.Empty = document.Text{ES: "La empresa no ha entregado este catálogo.", EN: "The company has not delivered this catalogue."}
	return t
}

// inReportWords says the codes of a report in words.
func (q *Ask) inReportWords(t *page.Table) *page.Table {
	words := map[string]func(string) document.Text{
		"rol": func(s string) document.Text { return roleName(ledger.Role(s)) }, "base": basisName, "nivel": reportWord, "estado": reportWord, "tipo": reportWord,
		"unidad": unitNamed, "disponible_base": reportWord, "inicio_base": reportWord, "fecha_base": reportWord, "pareja": reportWord,
	}
	if t.Name != "saldos" { // where the name of the UMT stands beside its key
		words["umc"], words["umt"] = unitNumbered, unitNumbered
	}
	told := map[string]func(string) string{}
	for key, say := range words {
		told[key] = func(s string) string { return say(s).In(q.Lang) }
	}
	t.Say(told)
	return t
}

// unitNamed is a unit that a report has by its name.
func unitNamed(name string) document.Text {
	for _, u := range catalog.Default().Units() {
		if u.Descripcion == name {
			return document.Text{ES: name, EN: unitWord(u.Clave, name)}
		}
	}
	return document.Text{ES: name, EN: name}
}

// unitNumbered is a unit that a report has by its key; none where it has none.
func unitNumbered(key string) document.Text {
	if key == "" {
		return document.Text{}
	}
	return unitOf(key)
}

// reportWord is a code of the reports of Anexo 24 in words.
func reportWord(code string) document.Text {
	return inWords(map[string]document.Text{
		"fraccion": {ES: "fracción", EN: "fracción"}, "lote": {ES: "lote", EN: "lot"}, "sin_lote": {ES: "sin lote", EN: "no lot"}, "probado": {ES: "probado", EN: "proved"}, "supuesto": {ES: "supuesto", EN: "assumed"}, "sin_documento": {ES: "sin documento", EN: "undocumented"},
		"ctm": {ES: "CTM", EN: "CTM"}, "desperdicio": {ES: "desperdicio", EN: "desperdicio"}, "devolucion": {ES: "devolución", EN: "taken back"}, "empaque": {ES: "empaque", EN: "packing material"}, "enajenacion": {ES: "enajenación", EN: "sale"}, "virtual": {ES: "virtual", EN: "virtual"},
		"faltante": {ES: "faltante", EN: "shortage"}, "retenido": {ES: "retenido", EN: "held"}, "insumo": {ES: "insumo", EN: "input"}, "activo_fijo": {ES: "activo fijo", EN: "fixed asset"}, "retorno": {ES: "retorno", EN: "return"},
		"transferencia": {ES: "transferencia", EN: "transfer"}, "cambio_regimen": {ES: "cambio de régimen", EN: "change of régimen"}, "donacion": {ES: "donación", EN: "donation"}, "destruccion": {ES: "destrucción", EN: "destruction"},
		"regularizacion": {ES: "regularización", EN: "regularisation"}, "sin_resolver": {ES: "sin resolver", EN: "unresolved"}, "identificado": {ES: "identificado", EN: "identified"},
		"pago_aproximado": {ES: "pago, aproximado", EN: "payment, approximate"}, "pago": {ES: "pago", EN: "payment"}, "entrada": {ES: "entrada", EN: "entry"}, "seleccion": {ES: "selección automatizada", EN: "automated selection"}, "remesa": {ES: "remesa", EN: "consignment"}, "extraccion": {ES: "extracción de depósito fiscal", EN: "extraction from bonded warehouse"}, "registro": {ES: "registro de la planta", EN: "record of the plant"},
		"produccion": {ES: "producción", EN: "production"}, "referenciada": {ES: "referenciada", EN: "referenced"}, "sin_referencia": {ES: "sin referencia", EN: "not referenced"}, "cierre_consolidado": {ES: "cierre del consolidado", EN: "close of the consolidado"},
	}, code)
}
