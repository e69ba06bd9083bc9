package desk

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/report"
	"example.com/immex/shared/web/page"
)

func lookupRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/buscar", May: readers(), Title: document.Text{ES: "Buscar", EN: "Search"}, Key: "u", Examples: []string{"?q={fraccion}", "?q=2021", "?q=nada+de+esto"}, screen: (*Desk).lookup},
	}
}

// lookup is the screen of everything that says some words, by what it is.
type lookup struct {
	*page.Frame
	Text    string
	Trace   string // address of the key it is, "" of what is none
	Some    bool
	Several *several
}

// searchAt is the address of a search for something; "" when it is too long for one.
func (q *Ask) searchAt(what string) string {
	if len(what) > maxKey {
		return ""
	}
	return q.at("buscar") + "?" + url.Values{"q": {what}}.Encode()
}

// lookup looks only where there is something at hand or an index: the documents
// as they are listed, the papers that pedimentos declare by their number, the
// catalogue, what is left, who is recorded and what was found.
func (d *Desk) lookup(q *Ask) (*Answer, error) {
	v := &lookup{Frame: q.Frame(q.Route.Title), Text: strings.TrimSpace(q.FormValue("q"))}
	if len(v.Text) > maxKey {
		return nil, refuse(http.StatusBadRequest, "Una búsqueda no pasa de %d signos.", "A search is no longer than %d signs.", maxKey)
	}
	if v.Text == "" {
		return d.render(q, "lookup.html", v)
	}
	if key := pedimento.Joined(v.Text); inBooks.MatchString(key) {
		v.Trace = q.traceAt(key)
	}
	terms := termsOf(v.Text)
	docs, err := d.documentsLike(q, v.Text)
	if err != nil {
		return nil, err
	}
	declared, err := d.declaring(q, v.Text)
	if err != nil {
		return nil, err
	}
	left, err := d.leftLike(q, terms)
	if err != nil {
		return nil, err
	}
	found, err := d.foundLike(q, v)
	if err != nil {
		return nil, err
	}
	all := append([]*page.Table{declared, left, q.partsLike(terms), q.partnersLike(terms)}, append(found, docs)...)
	var shown *page.Table
	if v.Several, shown, err = q.several(all, false); err != nil {
		return nil, err
	}
	v.Some = len(v.Several.Tables) > 0
	return d.show(q, "lookup.html", shown, v)
}

// like reports texts of which every word is part of one.
func like(terms []string, texts ...string) bool {
	all := strings.ToLower(strings.Join(texts, "\n"))
	for _, t := range terms {
		if !strings.Contains(all, t) {
			return false
		}
	}
	return true
}

func (d *Desk) documentsLike(q *Ask, text string) (*page.Table, error) {
	s, err := d.Reader.Shelf(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	docs, err := s.only(q.Context(), &wanted{Text: text})
	if err != nil {
		return nil, err
	}
	return q.documentTable("documentos", document.Text{ES: "Documentos: por nombre, clave, número de factura, proveedor de su clave o motivo", EN: "Documents: by name, key, number of invoice, supplier of their key or reason"}, docs, d.Zone), nil
}

// declaring are the pedimentos that declare a paper of that very number: a UUID or
// an acuse de valor, which the books are indexed by.
func (d *Desk) declaring(q *Ask, text string) (*page.Table, error) {
	var rows []string
	if !strings.ContainsAny(text, " \t") {
		for _, ref := range []ledger.Ref{ledger.UUIDRef(text), ledger.COVERef(text)} {
			numbers, err := d.Reader.Declaring(q.Context(), q.Programme.RFC, ref)
			if err != nil {
				return nil, err //nolint:wrapcheck // a fault of the store, already classified
			}
			rows = append(rows, numbers...)
		}
	}
	return page.Tabulate("declarado_en", document.Text{ES: "Pedimentos que declaran ese UUID o acuse de valor", EN: "Pedimentos that declare that UUID or acuse de valor"}, q.head(q.Today), []page.Field[string]{
		{Key: "pedimento", ES: "Pedimento", EN: "Pedimento", Kind: report.Text, Whole: true, Of: func(s *string) string { return *s }, Link: func(s *string) string { return q.traceAt(*s) }},
	}, rows), nil
}

// leftGroup is what is left of a key.
type leftGroup struct {
	by *grouping
	group
}

// leftLike is what is left of the fracciones, parts and pedimentos that are asked
// for, added up as Balances has them.
func (d *Desk) leftLike(q *Ask, terms []string) (*page.Table, error) {
	view, err := d.stockView(q)
	if err != nil {
		return nil, err
	}
	var rows []leftGroup
	all := groupings()
	for i := range all {
		g := &all[i]
		if g.Key == byLot || g.Key == "aduana" {
			continue
		}
		groups, err := view.by(q.Context(), g)
		if err != nil {
			return nil, err
		}
		for _, x := range groups {
			if x.key != "" && like(terms, x.key) {
				rows = append(rows, leftGroup{g, x})
			}
		}
	}
	return page.Tabulate("con_saldo", document.Text{ES: "Con saldo hoy: fracciones, partes y pedimentos", EN: "With a balance today: fracciones, parts and pedimentos"}, q.head(q.Today), []page.Field[leftGroup]{
		{Key: "clave", ES: "Clave", EN: "Key", Kind: report.Text, Whole: true, Of: func(x *leftGroup) string { return x.key }, Link: func(x *leftGroup) string { return q.lotsAt(url.Values{x.by.Key: {x.key}, "umt": {x.umt}}) }},
		{Key: "que", ES: "Qué es", EN: "What it is", Kind: report.Text, Whole: true, Of: func(x *leftGroup) string { return x.by.Name.In(q.Lang) }},
		{Key: "umt", ES: "Unidad (UMT)", EN: "Unit (UMT)", Kind: report.Text, Whole: true, Of: func(x *leftGroup) string { return unitOf(x.umt).In(q.Lang) }},
		{Key: "lotes", ES: "Lotes", EN: "Lots", Kind: report.Integer, Of: func(x *leftGroup) string { return strconv.Itoa(x.lots) }},
		{Key: "saldo_umt", ES: "Saldo legal (UMT)", EN: "Legal balance (UMT)", Kind: report.Quantity, Of: func(x *leftGroup) string { return total(&x.saldo, x.lots).String() }},
	}, rows), nil
}

// partsLike are parts of the catalogue of the day.
func (q *Ask) partsLike(terms []string) *page.Table {
	var rows []plant.Part
	for _, product := range []bool{false, true} {
		for _, p := range q.Programme.parts.of(q.Today, product) {
			if like(terms, p.Parte, p.Descripcion, p.Fraccion) {
				rows = append(rows, p)
			}
		}
	}
	// a product leads to no lots: what it is made of has them
	product := func(p *plant.Part) bool { return q.Programme.Basis.Plant.IsProduct(p.Parte, q.Today) }
	return page.Tabulate("partes", document.Text{ES: "Partes del catálogo", EN: "Parts of the catalogue"}, q.head(q.Today), []page.Field[plant.Part]{
		{Key: "parte", ES: "Número de parte", EN: "Part number", Kind: report.Text, Of: func(p *plant.Part) string { return p.Parte }, Link: func(p *plant.Part) string {
			if product(p) {
				return ""
			}
			return q.lotsAt(url.Values{"parte": {p.Parte}})
		}},
		{Key: "descripcion", ES: "Descripción", EN: "Description", Kind: report.Text, Of: func(p *plant.Part) string { return p.Descripcion }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(p *plant.Part) string { return p.Fraccion }, Link: func(p *plant.Part) string {
			if p.Fraccion == "" || product(p) {
				return ""
			}
			return q.lotsAt(url.Values{"fraccion": {p.Fraccion}})
		}},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(p *plant.Part) string { return p.Desde.String() }},
		{Key: "hasta", ES: "Hasta", EN: "To", Kind: report.Date, Of: func(p *plant.Part) string { return p.Hasta.String() }},
	}, rows)
}

// partnersLike are customers and suppliers that the table of partners has.
func (q *Ask) partnersLike(terms []string) *page.Table {
	var rows []plant.Partner
	if x := q.Programme.Basis.Plant; x != nil {
		for _, p := range x.Partners() {
			if like(terms, p.RFC, p.IDFiscal, p.IMMEX) {
				rows = append(rows, p)
			}
		}
	}
	return page.Tabulate("socios", document.Text{ES: "Clientes y proveedores con programa", EN: "Customers and suppliers with a programme"}, q.head(q.Today), []page.Field[plant.Partner]{
		{Key: "rfc", ES: "RFC", EN: "RFC", Kind: report.Text, Whole: true, Of: func(p *plant.Partner) string { return p.RFC }},
		{Key: "id_fiscal", ES: "Identificación fiscal", EN: "Tax id", Kind: report.Text, Of: func(p *plant.Partner) string { return p.IDFiscal }},
		{Key: "immex", ES: "Programa IMMEX", EN: "IMMEX programme", Kind: report.Text, Of: func(p *plant.Partner) string { return p.IMMEX }},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(p *plant.Partner) string { return p.Desde.String() }},
		{Key: "hasta", ES: "Hasta", EN: "To", Kind: report.Date, Of: func(p *plant.Partner) string { return p.Hasta.String() }},
	}, rows)
}

// foundLike are the suppliers of whose declarations something was found, and the
// findings about what is asked for. While findings are worked out, it says so, but
// to who asks for one of these tables alone.
func (d *Desk) foundLike(q *Ask, v *lookup) ([]*page.Table, error) {
	b, err := d.Judges.Board(q.Context(), q.Programme.RFC, q.Today)
	if asked := q.FormValue("tabla"); errors.Is(err, errWorking) && asked != "proveedores" && asked != "hallazgos" {
		v.Tell(document.Text{ES: "Los hallazgos y sus proveedores se están revisando: aquí faltan por ahora.", EN: "Findings and their suppliers are being judged: for now they are missing here."})
		return nil, nil
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	v.Tell(b.notice(d.Zone))
	all, err := b.view(q.Context(), &findingAsk{State: everyState})
	if err != nil {
		return nil, err
	}
	terms := termsOf(v.Text)
	var parties []party
	for _, p := range all.suppliers {
		if like(terms, p.id, p.name) {
			parties = append(parties, p)
		}
	}
	suppliers := page.Tabulate("proveedores", document.Text{ES: "Proveedores y compradores de los que hay hallazgos", EN: "Suppliers and buyers about whom there are findings"}, q.headOf(&b.KeptState, b.On), []page.Field[party]{
		{Key: "proveedor", ES: "Proveedor", EN: "Supplier", Kind: report.Text, Of: func(p *party) string { return p.id }},
		{Key: "nombre", ES: "Nombre", EN: "Name", Kind: report.Text, Of: func(p *party) string { return p.name }},
		{Key: "hallazgos", ES: "Hallazgos", EN: "Findings", Kind: report.Integer, Of: func(p *party) string { return strconv.Itoa(p.all) }},
	}, parties)
	w := findingAsk{State: everyState, Document: v.Text, number: pedimento.Joined(v.Text)}
	about, err := b.view(q.Context(), &w)
	if err != nil {
		return nil, err
	}
	t := q.boardTable(b, about.at)
	t.Title = document.Text{ES: "Hallazgos de ese documento, pedimento o lote", EN: "Findings of that document, pedimento or lot"}
	return []*page.Table{suppliers, t}, nil
}

// findingsAt is the address of all findings, whatever their state, of one kind.
func (q *Ask) findingsAt(key, value string) string {
	return q.at("hallazgos") + "?" + url.Values{"estado": {everyState}, key: {value}}.Encode()
}
