package desk

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// What is delivered in one form is bounded, in bytes, and lies in files while it
// waits beyond what is kept in memory.
const (
	maxDelivery = 256 << 20
	inMemory    = 8 << 20
)

func documentRoutes() []Route {
	const first = "/entregar"
	const list, one = "/p/{rfc}/documentos", "/p/{rfc}/documentos/{sha}"
	title, detail := document.Text{ES: "Documentos", EN: "Documents"}, document.Text{ES: "Documento", EN: "Document"}
	typing, supplier := document.Text{ES: "Capturar lo que dice la página", EN: "Type what the page says"}, document.Text{ES: "Lo aprendido de un proveedor", EN: "What was learned of a supplier"}
	return []Route{
		{Method: http.MethodGet, Path: list, May: readers(), Title: title, Key: "d", Shelf: true, Examples: []string{"?estado=quarantined", "?q=nada+de+esto"}, screen: (*Desk).documents},
		{Method: http.MethodPost, Path: list, May: writers(), Title: title, Under: list, Body: maxDelivery, screen: (*Desk).deliver},
		{Method: http.MethodPost, Path: first, May: writers(), Title: title, Body: maxDelivery, screen: (*Desk).deliver},
		{Method: http.MethodGet, Path: one, May: readers(), Title: detail, Under: list, Shelf: true, Examples: []string{"?valor=3", "?hoja=1"}, screen: (*Desk).document},
		{Method: http.MethodGet, Path: one + "/hoja/{hoja}", May: readers(), Shelf: true, screen: (*Desk).leaf},
		{Method: http.MethodGet, Path: one + "/original", May: readers(), Shelf: true, Gives: true, screen: (*Desk).original},
		{Method: http.MethodGet, Path: one + "/captura", May: writers(), Title: typing, Under: list, screen: (*Desk).typing},
		{Method: http.MethodPost, Path: one + "/captura", May: writers(), Title: typing, Under: list, screen: (*Desk).typed},
		{Method: http.MethodGet, Path: list + "/{factura}/proveedor", May: writers(), Title: supplier, Under: list, screen: (*Desk).supplier},
		{Method: http.MethodPost, Path: list + "/{factura}/proveedor", May: writers(), Title: supplier, Under: list, Body: 256 << 10, screen: (*Desk).supplied},
	}
}

// choice is one value of a filter.
type choice struct {
	Value string
	Name  document.Text
}

// listing is the screen of all documents.
type listing struct {
	*page.Frame
	page.Downloads
	To      string // where documents are delivered; "" of who may not
	Post    *Form  // the form that takes one to the inbox; nil: they come here
	Wanted  wanted
	Filters []listFilter
	Docs    int
	Table   *page.Table
	// Year is the year the list is confined to, and AllYears the address without it.
	Year, AllYears string
}

// inBooksState asks for the documents that count: accepted ones and versions.
const inBooksState = "en_libros"

// documentsAt is the address of the documents of a month or a year in one state.
func (q *Ask) documentsAt(period, state string) string {
	return q.at("documentos") + "?" + url.Values{"mes": {period}, "estado": {state}}.Encode()
}

// listFilter is a choice among the values the documents have.
type listFilter struct {
	Key     string
	Name    document.Text
	Chosen  string
	Choices []choice
}

func (d *Desk) documents(q *Ask) (*Answer, error) {
	s, err := d.Reader.Shelf(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	v := &listing{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Docs: len(s.docs)}
	if slices.Contains(writers(), q.User.Role) && !q.unassigned() {
		v.To = q.at("documentos")
		if v.Post, err = d.post(q); err != nil {
			return nil, err
		}
	}
	v.Wanted = wanted{Text: q.FormValue("q"), Status: q.FormValue("estado"), Kind: q.FormValue("tipo"), Source: q.FormValue("fuente"), Month: q.FormValue("mes")}
	if w := &v.Wanted; !slices.Contains(s.sum().months, w.Month) && len(w.Month) == len("2006") { // a year, which nothing offers
		v.Year, v.AllYears = w.Month, page.With(q.firstPage(), "mes", "")
	}
	states := listFilter{Key: "estado", Name: document.Text{ES: "Estado", EN: "State"}, Chosen: v.Wanted.Status}
	for _, x := range statuses() {
		if x.status != document.Duplicate { // told with the document they are copies of
			states.Choices = append(states.Choices, choice{string(x.status), x.name})
		}
	}
	states.Choices = append(states.Choices, choice{inBooksState, document.Text{ES: "en los libros: aceptados y versiones", EN: "in the books: accepted and versions"}})
	v.Filters = append(v.Filters, states)
	for _, f := range []struct {
		key, es, en, chosen string
		values              []string
		name                func(string) document.Text
	}{
		{"tipo", "Tipo", "Kind", v.Wanted.Kind, s.sum().kinds, func(s string) document.Text { return kindName(document.Kind(s)) }},
		{"fuente", "Fuente", "Source", v.Wanted.Source, s.sum().sources, func(s string) document.Text { return sourceName(document.Source(s)) }},
		{"mes", "Mes", "Month", v.Wanted.Month, s.sum().months, func(s string) document.Text { return document.Text{ES: s, EN: s} }},
	} {
		x := listFilter{Key: f.key, Name: document.Text{ES: f.es, EN: f.en}, Chosen: f.chosen}
		for _, value := range f.values {
			x.Choices = append(x.Choices, choice{value, f.name(value)})
		}
		v.Filters = append(v.Filters, x)
	}
	shown, err := s.only(q.Context(), &v.Wanted)
	if err != nil {
		return nil, err
	}
	v.Table = q.documentTable("documentos", document.Text{ES: "Documentos", EN: "Documents"}, shown, d.Zone)
	v.Table.Empty = document.Text{ES: "Ninguno es como se pide.", EN: "None is as asked for."}
	v.Table.Order = document.Text{ES: "El último que llegó, arriba.", EN: "The last to arrive on top."}
	v.Table.Cut(q.URL)
	return d.show(q, "documents.html", v.Table, v)
}

// moment is a time where the company's law counts its days.
func moment(t time.Time, zone *time.Location) string { return t.In(zone).Format("2006-01-02 15:04") }

// docAt is the address of a document.
func (q *Ask) docAt(sha document.Hash) string {
	return q.at("documentos/" + url.PathEscape(string(sha)))
}

// keyOf is the key of a document, blank when it is no more than its hash.
func keyOf(r *step.Record) string {
	if strings.HasPrefix(r.Key, "sha256:") {
		return ""
	}
	return r.Key
}

func (q *Ask) documentTable(name string, title document.Text, docs []*Shelved, zone *time.Location) *page.Table {
	return page.Tabulate(name, title, q.head(q.Today), []page.Field[*Shelved]{
		{Key: "documento", ES: "Documento", EN: "Document", Kind: report.Text, Of: func(x **Shelved) string { return (*x).Name }, Link: func(x **Shelved) string { return q.docAt((*x).Record.SHA) }},
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Whole: true, Of: func(x **Shelved) string { return (*x).Record.Status.Name().In(q.Lang) }},
		{Key: "tipo", ES: "Tipo", EN: "Kind", Kind: report.Text, Whole: true, Of: func(x **Shelved) string { return kindName((*x).Record.Kind).In(q.Lang) }},
		{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Whole: true, Of: func(x **Shelved) string { return sourceName((*x).Record.Source).In(q.Lang) }},
		{Key: "clave", ES: "Clave", EN: "Key", Kind: report.Text, Of: func(x **Shelved) string { return keyOf(&(*x).Record) }},
		{Key: "mes", ES: "Mes", EN: "Month", Kind: report.Date, Of: func(x **Shelved) string { return (*x).Record.Period }},
		{Key: "llego", ES: "Llegó", EN: "Arrived", Kind: report.Date, Of: func(x **Shelved) string {
			if a := (*x).Arrivals; len(a) > 0 {
				return moment(a[0].At, zone)
			}
			return ""
		}},
		{Key: "copias", ES: "Copias", EN: "Copies", Kind: report.Integer, Of: func(x **Shelved) string { return strconv.Itoa((*x).Copies) }},
		{Key: "motivo", ES: "Qué pasó", EN: "What happened", Kind: report.Text, Of: func(x **Shelved) string { return reason(&(*x).Record).Message.In(q.Lang) }},
	}, docs)
}

// rfc is the programme of the address, "" outside of one.
func (q *Ask) rfc() string {
	if q.Programme == nil {
		return ""
	}
	return q.Programme.RFC
}

// result is what became of one file.
type result struct {
	Name    string
	Href    string
	State   document.Text
	Alert   bool
	Code    string
	Why     document.Text
	Inside  int // documents in it
	Outside int // of them set apart
}

// delivered is the screen after a delivery.
type delivered struct {
	*page.Frame
	Results []result
	Back    string
}

// deliver takes documents in. A script of ours sends one file at a time and
// asks for no more than its line.
func (d *Desk) deliver(q *Ask) (*Answer, error) {
	switch {
	case q.Programme == nil && len(q.User.Programmes) > 0: // what it is of is not known before it is read
		return nil, refuse(http.StatusConflict, "Usted ve algunos programas: entregue en el suyo.", "You see some programmes: deliver in yours.")
	case q.Programme != nil && q.unassigned():
		return nil, missing()
	}
	var files []*multipart.FileHeader
	switch err := q.ParseMultipartForm(inMemory); { // it was, when its token was asked for
	case err == nil:
		files = q.MultipartForm.File["documento"]
	case !errors.Is(err, http.ErrNotMultipart):
		return nil, unsent(err)
	}
	files = slices.DeleteFunc(files, func(f *multipart.FileHeader) bool { return f.Filename == "" })
	if len(files) == 0 {
		return nil, refuse(http.StatusUnprocessableEntity, "No llegó ningún archivo: elija al menos uno.", "No file came: choose at least one.")
	}
	v := delivered{Frame: q.Frame(document.Text{ES: "Lo que se entregó", EN: "What was delivered"}), Back: "/"}
	if q.Programme != nil {
		v.Back = q.at("documentos")
	}
	for _, f := range files {
		r, err := d.takeFile(q, f)
		if err != nil {
			return nil, err
		}
		v.Results = append(v.Results, r)
	}
	template := "delivered.html"
	if q.Header.Get("HX-Request") != "" {
		template = "results"
	}
	a, err := d.render(q, template, v)
	if err == nil {
		a.Note = "delivered " + strconv.Itoa(len(files))
	}
	return a, err
}

// unsent is why a delivery did not arrive.
func unsent(err error) error {
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return large
	}
	return refuse(http.StatusBadRequest, "La entrega no llegó completa; inténtelo de nuevo.", "The delivery did not arrive whole; try again.")
}

func (d *Desk) takeFile(q *Ask, f *multipart.FileHeader) (result, error) {
	name := strings.ToValidUTF8(base(f.Filename), "\ufffd")
	r := result{Name: name}
	opened, err := f.Open()
	if err != nil {
		return r, err //nolint:wrapcheck // names the file
	}
	b, err := io.ReadAll(opened) // bounded by the body
	if closed := opened.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return r, err
	}
	records, err := d.Intake.Take(q.Context(), q.rfc(), name, b)
	if err != nil && len(records) == 0 {
		d.Failed(err)
		r.Alert, r.State = true, document.Text{ES: "no se guardó", EN: "not kept"}
		r.Why = document.Text{ES: "Algo falló; entréguelo de nuevo. El motivo está en la consola de immex.", EN: "Something failed; deliver it again. The reason is on the console of immex."}
		return r, nil
	}
	r = q.resultOf(name, records)
	if err != nil {
		d.Failed(err)
		r.Alert = true
		r.Why = document.Text{ES: "Quedó guardado, pero sus libros no: entréguelo de nuevo para que se hagan.", EN: "It is kept, but its books are not made: deliver it again, so that they are."}
	}
	return r, nil
}

// resultOf tells what became of a file and of what lay in it.
func (q *Ask) resultOf(name string, records []step.Record) result {
	own := &records[0]
	why := reason(own)
	r := result{Name: name, State: own.Status.Name(), Alert: own.Status == document.Quarantined, Code: why.Code, Why: why.Message, Inside: len(records) - 1}
	if own.RFC == q.rfc() || q.Programme == nil && q.User.Sees(own.RFC) {
		r.Href = "/p/" + url.PathEscape(own.RFC) + "/documentos/" + url.PathEscape(string(own.SHA))
	}
	for i := range records[1:] {
		if records[i+1].Status == document.Quarantined {
			r.Outside++
			r.Alert = true
		}
	}
	return r
}
