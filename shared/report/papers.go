package report

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// Papers are what the facts and the list of documents of a cut tell of the
// papers behind its pedimentos. Nothing else is known of them: what a paper
// has no fact for is not asked for.
type Papers struct {
	byKey     map[string]*papersOf
	declared  map[string][]ledger.Ref // by pedimento
	leads     map[ledger.Ref]bool     // papers that some document is, or speaks of
	lists     map[string]int          // lists of parts of invoices, by pedimento
	documents map[string]bool         // kind and key of accepted documents
}

// papersOf is one pedimento.
type papersOf struct {
	pedimento, clave, operacion string
	pago                        document.Date
	fuentes                     []string
	edocuments                  []string // numbers of the identifier ED
	mve                         bool

	coves, cfdi papel
	listas      int
	faltan      []string
	told        bool      // some source of it tells its invoices
	list        []papel59 // what the list of LA 59-V asks for on its day; nil in the layouts before the ninth
}

// papel counts the papers of a kind that a pedimento declares, and those of
// them that are there.
type papel struct{ declarados, entregados int }

func (r *papersOf) declarados() int { return r.coves.declarados + r.cfdi.declarados }
func (r *papersOf) entregados() int { return r.coves.entregados + r.cfdi.entregados }

// NewPapers knows of none.
func NewPapers() *Papers {
	return &Papers{
		byKey: map[string]*papersOf{}, declared: map[string][]ledger.Ref{}, leads: map[ledger.Ref]bool{}, lists: map[string]int{}, documents: map[string]bool{},
	}
}

// Fact takes a source of a pedimento.
func (p *Papers) Fact(f *ledger.Fact, cat *catalog.Catalog) {
	if f.Desistido {
		return
	}
	r := p.byKey[f.Key]
	if r == nil {
		r = &papersOf{pedimento: f.Key, clave: f.Clave, operacion: f.Operacion, pago: f.Pago}
		p.byKey[f.Key] = r
	}
	r.clave, r.operacion, r.pago = max(r.clave, f.Clave), max(r.operacion, f.Operacion), max(r.pago, f.Pago) // whatever the order of sources
	r.fuentes = append(r.fuentes, string(f.Source))
	r.annexes(f.Casos, f.Pago, cat)
	for i := range f.Lineas {
		r.annexes(f.Lineas[i].Casos, f.Pago, cat)
	}
}

// annexes takes the digitalised documents that identifiers ED name.
func (r *papersOf) annexes(casos []string, on document.Date, cat *catalog.Catalog) {
	for _, c := range casos {
		if fields := strings.Split(c, "|"); fields[0] == "ED" && len(fields) > 1 && fields[1] != "" {
			r.edocuments = append(r.edocuments, fields[1])
			fits, _ := cat.EDocument(catalog.EDocumentMVE, strings.ToUpper(fields[1]), on)
			r.mve = r.mve || fits
		}
	}
}

// Said takes what a document says of a paper.
func (p *Papers) Said(e *ledger.Evidence) {
	switch e.Dice {
	case ledger.Declara:
		if e.A.OfPaper() && !slices.Contains(p.declared[e.De], e.A) {
			p.declared[e.De] = append(p.declared[e.De], e.A)
		}
	case ledger.Nombra, ledger.Lleva, ledger.Ampara:
		p.leads[ledger.Ref(e.De)] = true
	}
}

// List takes the list of parts of an invoice of a pedimento.
func (p *Papers) List(l *ledger.PartList) { p.lists[l.Pedimento]++ }

// Document takes a line of the list of documents.
func (p *Papers) Document(kind document.Kind, key string, status document.Status) {
	if status == document.Accepted && key != "" {
		number, _, _ := strings.Cut(key, "+") // a later version of an acuse de valor has its addendum behind
		p.documents[string(kind)+" "+strings.ToUpper(number)] = true
	}
}

// has reports a paper that a document is, or speaks for.
func (p *Papers) has(r ledger.Ref) bool {
	if p.leads[r] {
		return true
	}
	kind, number, _ := strings.Cut(string(r), ":")
	switch kind {
	case "cove":
		return p.documents[string(document.KindCOVE)+" "+number]
	case "uuid":
		return p.documents[string(document.KindCFDI)+" "+number]
	}
	return false
}

// settle counts what each pedimento of a period declares and has.
func (p *Papers) settle(from, to document.Date) []papersOf {
	var out []papersOf
	for _, key := range slices.Sorted(maps.Keys(p.byKey)) {
		r := *p.byKey[key]
		if r.pago < from || r.pago > to {
			continue
		}
		for _, list := range []*[]string{&r.fuentes, &r.edocuments} {
			*list = slices.Clone(*list)
			slices.Sort(*list)
			*list = slices.Compact(*list)
		}
		r.listas, r.told = p.lists[key], len(p.declared[key]) > 0
		for _, ref := range slices.Sorted(slices.Values(p.declared[key])) {
			of := &r.cfdi
			if strings.HasPrefix(string(ref), "cove:") {
				of = &r.coves
			}
			of.declarados++
			if p.has(ref) {
				of.entregados++
			} else {
				r.faltan = append(r.faltan, string(ref))
			}
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b papersOf) int { return cmp.Compare(a.pago, b.pago) })
	return out
}

// score is the share of the papers it declares that are there, in whole per
// cent rounded down; blank when it declares none that the facts know.
func score(had, of int) string {
	if of == 0 {
		return ""
	}
	return strconv.Itoa(had * 100 / of)
}

// completeness is, per pedimento paid in the period, which papers it declares
// and which of them are in the cut (LA 59-V).
func (s *Set) completeness(more *More) (Table, error) {
	rows := more.Papers.settle(s.Head.From, s.Head.To)
	s.month.papers = rows
	if !more.Old {
		for i := range rows {
			rows[i].ask(more.Catalog.FileItems(rows[i].pago))
		}
	}
	n := func(key, es, en string, of func(*papersOf) int) field[papersOf] {
		return field[papersOf]{key, es, en, Integer, func(r *papersOf) string { return strconv.Itoa(of(r)) }}
	}
	declared := func(key, es, en string, of func(*papersOf) int) field[papersOf] { // of what nobody tells there is no count
		return field[papersOf]{key, es, en, Integer, func(r *papersOf) string {
			if !r.told && !more.Old {
				return ""
			}
			return strconv.Itoa(of(r))
		}}
	}
	text := func(key, es, en string, of func(*papersOf) string) field[papersOf] {
		return field[papersOf]{key, es, en, Text, of}
	}
	fields := []field[papersOf]{
		text("pedimento", "Pedimento", "Pedimento", func(r *papersOf) string { return r.pedimento }),
		text("clave", "Clave", "Key", func(r *papersOf) string { return r.clave }),
		text("operacion", "Operación", "Operation", func(r *papersOf) string { return r.operacion }),
		{"fecha_pago", "Fecha de pago", "Payment date", Date, func(r *papersOf) string { return r.pago.String() }},
		text("fuentes", "Fuentes del pedimento", "Sources of the pedimento", func(r *papersOf) string { return strings.Join(r.fuentes, " ") }),
		declared("coves_declarados", "COVE declarados", "COVE declared", func(r *papersOf) int { return r.coves.declarados }),
		declared("coves_entregados", "COVE que constan", "COVE on record", func(r *papersOf) int { return r.coves.entregados }),
		declared("cfdi_declarados", "CFDI declarados", "CFDI declared", func(r *papersOf) int { return r.cfdi.declarados }),
		declared("cfdi_entregados", "CFDI que constan", "CFDI on record", func(r *papersOf) int { return r.cfdi.entregados }),
		n("listas_de_factura", "Facturas con partes", "Invoices with parts", func(r *papersOf) int { return r.listas }),
		n("edocuments_declarados", "E-documents declarados", "E-documents declared", func(r *papersOf) int { return len(r.edocuments) }),
		text("mve_declarada", "MVE declarada", "MVE declared", func(r *papersOf) string { return yes(r.mve) }),
		declared("papeles_declarados", "Papeles declarados comprobables", "Declared papers that can be checked", (*papersOf).declarados),
		declared("papeles_que_constan", "De ellos, constan", "Of them, on record", (*papersOf).entregados),
		{"puntaje", "Puntaje (%)", "Score (%)", Integer, func(r *papersOf) string { return score(r.entregados(), r.declarados()) }},
		text("no_constan", "No constan", "Not on record", func(r *papersOf) string { return strings.Join(r.faltan, " ") }),
		text("edocuments", "Números de e-document", "E-document numbers", func(r *papersOf) string { return strings.Join(r.edocuments, " ") }),
	}
	if !more.Old {
		fields = before(fields, "edocuments", listFields())
	}
	return tabulate("expediente", papersTitle(), s.Head, fields, rows), nil
}

// completenessPage adds the pedimentos up, and names what no fact tells.
func (s *Set) completenessPage(p *pen) {
	p.section(papersTitle())
	var coves, cfdi papel
	complete, without, ed, mve := 0, 0, 0, 0
	for i := range s.month.papers {
		r := &s.month.papers[i]
		coves = papel{coves.declarados + r.coves.declarados, coves.entregados + r.coves.entregados}
		cfdi = papel{cfdi.declarados + r.cfdi.declarados, cfdi.entregados + r.cfdi.entregados}
		ed += len(r.edocuments)
		switch {
		case r.declarados() == 0:
			without++
		case len(r.faltan) == 0:
			complete++
		}
		if r.mve {
			mve++
		}
	}
	count := func(es, en string, x papel) []string {
		return []string{document.Text{ES: es, EN: en}.In(p.lang), strconv.Itoa(x.declarados), strconv.Itoa(x.entregados), cmp.Or(score(x.entregados, x.declarados), "—")}
	}
	p.grid([]gridColumn{
		{document.Text{ES: "Papel", EN: "Paper"}, 160 * point, false},
		{document.Text{ES: "Declarados", EN: "Declared"}, 80 * point, true},
		{document.Text{ES: "Constan", EN: "On record"}, 80 * point, true},
		{document.Text{ES: "Puntaje (%)", EN: "Score (%)"}, 80 * point, true},
	}, [][]string{
		count("COVE", "COVE", coves), count("CFDI", "CFDI", cfdi),
		count("Total", "Total", papel{coves.declarados + cfdi.declarados, coves.entregados + cfdi.entregados}),
	})
	p.para(document.Textf(
		"%d pedimentos pagados en el periodo: %d tienen todo lo que declaran y se puede comprobar; de %d no se sabe qué declaran, y no tienen puntaje. Declaran %d e-documents; %d, una MVE.",
		"%d pedimentos paid in the period: %d have everything they declare that can be checked; what %d declare is not known, and they have no score. They declare %d e-documents; %d, an MVE.",
		len(s.month.papers), complete, without, ed, mve))
	s.listPage(p)
	if s.month.evidence != nil {
		p.para(document.Textf("Los %d documentos del corte, con su huella y dónde están, van en reportes/evidencia.csv.", "The %d documents of the cut, with their hash and where they lie, are in reportes/evidencia.csv.", len(s.month.evidence)))
	}
}

func papersTitle() document.Text {
	return document.Text{ES: "Documentos por pedimento (LA 59-V)", EN: "Documents per pedimento (LA 59-V)"}
}
