package desk

import (
	"cmp"
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

// detail is the screen of one document.
type detail struct {
	*page.Frame
	page.Downloads
	Doc        *Shelved
	State      document.Text
	Alert      bool
	Key        string
	Kind       document.Text
	Source     document.Text
	Original   string // address of its bytes
	Parent     *page.Link
	Trace      string // address of what the books made of it
	Corrects   *page.Link
	Type       string // address where a person types a value; "" where none may
	Supplier   string
	Why        document.Text
	Sheet      *leafView
	Chosen     *chosenValue
	Findings   *page.Table
	Values     *page.Table
	Lists      []*page.Table // versions, corrections, what lies in it, arrivals
	Reason     string        // of the person who typed
	Who, When  string
	TypedCount int
}

// chosenValue is the value a person clicked.
type chosenValue struct {
	Path, Value, Place, Written string
	Level, Check                document.Text
	Type                        string
}

// wantDoc is the document of the address; one that is not of the programme is
// not there.
func (d *Desk) wantDoc(q *Ask) (*Shelf, *Shelved, error) {
	s, err := d.Reader.Shelf(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	doc, ok := s.find(document.Hash(cmp.Or(q.PathValue("sha"), q.PathValue("factura"))))
	if !ok {
		return nil, nil, missing()
	}
	return s, doc, nil
}

func (d *Desk) document(q *Ask) (*Answer, error) {
	s, doc, err := d.wantDoc(q)
	if err != nil {
		return nil, err
	}
	o, err := d.openDoc(q.Context(), q.Programme.RFC, s, doc)
	if err != nil {
		return nil, err
	}
	r := &doc.Record
	v := &detail{
		Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Doc: doc, State: r.Status.Name(), Alert: r.Status == document.Quarantined,
		Key: keyOf(r), Kind: kindName(r.Kind), Source: sourceName(r.Source), Why: o.Why,
	}
	if !r.Inside {
		v.Original = q.docAt(r.SHA) + "/original"
	}
	if up, ok := s.find(doc.parent()); ok {
		v.Parent = &page.Link{Href: q.docAt(up.Record.SHA), Title: document.Text{ES: up.Name, EN: up.Name}}
	}
	if r.Corrects != "" {
		v.Corrects = &page.Link{Href: q.docAt(r.Corrects), Title: document.Text{ES: s.name(r.Corrects), EN: s.name(r.Corrects)}}
	}
	if v.Key != "" && (r.Fact != "" || len(r.Facts) > 0) && !q.unassigned() {
		v.Trace = q.traceAt(v.Key)
	}
	if o.Paper != nil && o.Paper.Typed != nil {
		c := o.Paper.Typed
		v.Reason, v.Who, v.When, v.TypedCount = c.Motivo, c.Quien, c.Cuando, len(c.Valores)
		if at, err := time.Parse(time.RFC3339, c.Cuando); err == nil {
			v.When = moment(at, d.Zone)
		}
	}
	if slices.Contains(writers(), q.User.Role) && !q.unassigned() {
		if mayType(doc, o) {
			v.Type = q.docAt(r.SHA) + "/captura"
		}
		if supplierPaper(r) {
			v.Supplier = q.docAt(r.SHA) + "/proveedor"
		}
	}
	v.Findings = q.findingTable(r)
	v.Values = q.valueTable(r, o.Told)
	v.Values.Cut(q.URL)
	v.Lists = d.relatives(q, s, doc)
	if err := d.showPage(q, v, o); err != nil {
		return nil, err
	}
	return d.show(q, "document.html", v.Values, v)
}

// showPage puts the page of the clicked value, or the one that is asked for,
// beside the values.
func (d *Desk) showPage(q *Ask, v *detail, o *opening) error {
	n, at := 1, -1
	if i, err := strconv.Atoi(q.FormValue("valor")); err == nil && i >= 0 && i < len(o.Told) {
		at = i
		t := &o.Told[i]
		v.Chosen = &chosenValue{document.FieldName(t.Path).In(q.Lang), t.Value, q.place(t.Found.At), t.Found.Written, levelOf(t.Found.Level), checkOf(t.Found.Check), ""}
		if t.Found.At.Page > 0 {
			n = t.Found.At.Page
		}
		if v.Type != "" && t.Found.At.Box != nil {
			v.Chosen.Type = v.Type + typingQuery(t.Found.At.Page, *t.Found.At.Box, cmp.Or(t.Found.Written, t.Value))
		}
	} else if i, err := strconv.Atoi(q.FormValue("hoja")); err == nil {
		n = i
	}
	leaf, err := d.leafOf(q.Context(), q.Programme.RFC, o, n)
	if err != nil || leaf == nil {
		return err
	}
	here := q.docAt(v.Doc.Record.SHA)
	var ok bool
	if v.Sheet, ok = viewOf(leaf, n, here+"/hoja/"+strconv.Itoa(n)); !ok {
		v.Sheet = nil
		return nil
	}
	v.Sheet.turn(leaf.Pages, func(n int) string { return here + "?hoja=" + strconv.Itoa(n) + "#hoja" })
	for i := range o.Told {
		if e := &o.Told[i].Found; e.At.Page == n && e.At.Box != nil && (e.Written != "" || i == at) {
			v.Sheet.mark(*e.At.Box, document.FieldName(o.Told[i].Path).In(q.Lang), here+"?valor="+strconv.Itoa(i)+"#hoja", i == at)
		}
	}
	if b, ok := boxOf(q.FormValue("caja")); ok && at < 0 {
		v.Sheet.mark(b, q.FormValue("caja"), here+"?hoja="+strconv.Itoa(n)+"#hoja", true)
	}
	return nil
}

// turn gives the ways to the pages beside one.
func (s *leafView) turn(pages int, to func(int) string) {
	if s.N > 1 {
		s.Prev = to(s.N - 1)
	}
	if s.N < pages {
		s.Next = to(s.N + 1)
	}
}

// findingTable is what was found in a document.
func (q *Ask) findingTable(r *step.Record) *page.Table {
	here := q.docAt(r.SHA)
	t := page.Tabulate("hallazgos", document.Text{ES: "Hallazgos del documento", EN: "Findings of the document"}, q.head(q.Today), []page.Field[document.Finding]{
		{Key: "codigo", ES: "Código", EN: "Code", Kind: report.Text, Whole: true, Of: func(f *document.Finding) string { return f.Code }, Link: func(f *document.Finding) string {
			if q.unassigned() {
				return ""
			}
			return q.at("hallazgos") + "?" + url.Values{"estado": {everyState}, "documento": {string(r.SHA)}, "codigo": {f.Code}}.Encode()
		}},
		{Key: "gravedad", ES: "Gravedad", EN: "Severity", Kind: report.Text, Whole: true, Of: func(f *document.Finding) string { return f.Severity.Name().In(q.Lang) }},
		{Key: "donde", ES: "Dónde", EN: "Where", Kind: report.Text, Of: func(f *document.Finding) string { return f.Placed(q.Lang) }, Link: func(f *document.Finding) string {
			if f.At.Page > 0 {
				return here + "?hoja=" + strconv.Itoa(f.At.Page) + "#hoja"
			}
			return ""
		}},
		{Key: "motivo", ES: "Qué pasó y qué hacer", EN: "What happened and what to do", Kind: report.Text, Of: func(f *document.Finding) string { return f.Message.In(q.Lang) }},
	}, r.Findings)
	t.Top(page.PerPage, "")
	return t
}

// numbered is a value with its number in the document.
type numbered struct {
	n int
	*step.Told
}

func (q *Ask) valueTable(r *step.Record, told []step.Told) *page.Table {
	rows := make([]numbered, len(told))
	for i := range told {
		rows[i] = numbered{i, &told[i]}
	}
	here := q.firstPage()
	t := page.Tabulate("valores", document.Text{ES: "Valores leídos", EN: "Values read"}, q.head(q.Today), []page.Field[numbered]{
		{Key: "campo", ES: "Campo", EN: "Field", Kind: report.Text, Of: func(x *numbered) string { return document.FieldName(x.Path).In(q.Lang) }},
		{Key: "valor", ES: "Valor", EN: "Value", Kind: report.Text, Of: func(x *numbered) string { return x.Value }, Link: func(x *numbered) string {
			if x.Found.At.Page == 0 && x.Found.At.Line == 0 && x.Found.At.Part == "" {
				return ""
			}
			return page.With(here, "valor", strconv.Itoa(x.n)) + "#hoja"
		}},
		{Key: "lugar", ES: "Lugar", EN: "Place", Kind: report.Text, Of: func(x *numbered) string { at := x.Found.At; at.Box = nil; return q.place(at) }},
		{Key: "nivel", ES: "Cómo se supo", EN: "How it is known", Kind: report.Text, Of: func(x *numbered) string {
			level, check := levelOf(x.Found.Level).In(q.Lang), checkOf(x.Found.Check).In(q.Lang)
			if check == "" {
				return level
			}
			return level + "; " + check
		}},
		{Key: "escrito", ES: "Como está escrito", EN: "As written", Kind: report.Text, Of: func(x *numbered) string { return x.Found.Written }},
	}, rows)
	t.Name = "valores_" + string(r.SHA[:min(len(r.SHA), 12)])
	t.Empty = document.Text{ES: "Nada que se pueda mostrar campo por campo.", EN: "Nothing that can be shown field by field."}
	return t
}

// place is a place in a document in words.
func (q *Ask) place(p document.Place) string {
	var out []string
	say := func(es, en string, args ...any) { out = append(out, document.Textf(es, en, args...).In(q.Lang)) }
	if p.Part != "" {
		out = append(out, p.Part)
	}
	if p.Line > 0 {
		say("línea %d", "line %d", p.Line)
	}
	if p.Page > 0 {
		say("hoja %d", "page %d", p.Page)
	}
	if b := p.Box; b != nil {
		say("(%d,%d)-(%d,%d)", "(%d,%d)-(%d,%d)", b.X0, b.Y0, b.X1, b.Y1)
	}
	return strings.Join(out, " ")
}

func levelOf(l document.Level) document.Text {
	switch l {
	case document.Read:
		return document.Text{ES: "leído", EN: "read"}
	case document.Computed:
		return document.Text{ES: "calculado", EN: "computed"}
	case document.Typed:
		return document.Text{ES: "capturado", EN: "typed"}
	case document.OCR:
		return document.Text{ES: "OCR", EN: "OCR"}
	case document.Assumed:
		return document.Text{ES: "supuesto", EN: "assumed"}
	}
	return document.Text{ES: string(l), EN: string(l)}
}

func checkOf(c document.Check) document.Text {
	switch c {
	case document.ByControl:
		return document.Text{ES: "lo cubre un total", EN: "a total covers it"}
	case document.ByEngines:
		return document.Text{ES: "dos motores lo leen igual", EN: "two engines read it alike"}
	case document.Unchecked:
		return document.Text{ES: "sin comprobar", EN: "unchecked"}
	}
	return document.Text{}
}

// relatives are the documents that belong to one, each list cut.
func (d *Desk) relatives(q *Ask, s *Shelf, doc *Shelved) (out []*page.Table) {
	r := &doc.Record
	add := func(name string, title document.Text, at []int) {
		if len(at) == 0 {
			return
		}
		t := q.documentTable(name, title, s.pick(at), d.Zone)
		t.Top(page.PerPage, "")
		out = append(out, t)
	}
	if same, _ := s.same.of(r.BusinessKey()); len(same) > 1 {
		add("versiones", document.Text{ES: "Versiones de lo mismo, la última arriba", EN: "Versions of the same, the last on top"}, same)
	}
	fixes, _ := s.fixes.of(r.SHA)
	inside, _ := s.inside.of(r.SHA)
	add("correcciones", document.Text{ES: "Lo que una persona capturó de este documento", EN: "What a person typed for this document"}, fixes)
	add("contenido", document.Text{ES: "Lo que trae", EN: "What it holds"}, inside)
	if a := doc.Arrivals; len(a) > 0 {
		t := page.Tabulate("llegadas", document.Text{ES: "Veces que llegó", EN: "Times it arrived"}, q.head(q.Today), []page.Field[Arrival]{
			{Key: "asiento", ES: "Asiento del diario", EN: "Entry of the journal", Kind: report.Integer, Of: func(x *Arrival) string { return strconv.FormatInt(x.Seq, 10) }},
			{Key: "llego", ES: "Llegó", EN: "Arrived", Kind: report.Date, Of: func(x *Arrival) string { return moment(x.At, d.Zone) }},
			{Key: "nombre", ES: "Nombre", EN: "Name", Kind: report.Text, Of: func(x *Arrival) string { return x.Name }},
			{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Whole: true, Of: func(x *Arrival) string { return x.Status.Name().In(q.Lang) }},
		}, a)
		out = append(out, t)
	}
	return out
}
