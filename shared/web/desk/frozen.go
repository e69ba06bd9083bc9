package desk

import (
	"net/http"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// frozenLacks is what the package tells beside the findings of a cut that an earlier
// release froze: what its books find when it is written. Nothing of any other.
func frozenLacks(f *step.Frozen) document.Text {
	if f.Whole {
		return document.Text{}
	}
	return document.Text{
		ES: "sin lo que el paquete agrega de los libros: contradicciones que dejan hechos fuera, parejas V1 y crédito de saldos iniciales",
		EN: "without what the package adds from the books: contradictions that keep facts out, V1 pairs and credit of opening balances",
	}
}

// frozenRefused says why the findings of a cut cannot be had, and what to do; nil of
// a fault that says nothing about them.
func frozenRefused(err error, crossCheck document.Hash) *RefusedError {
	no := func(status int, es, en string, args ...any) *RefusedError {
		return &RefusedError{status, document.Textf(es, en, args...)}
	}
	switch {
	case fault.Is(err, fault.Misconfigured):
		return no(http.StatusGone, "Lo que se halló en ese corte ya no se guarda aparte: compile de nuevo. Un paquete sellado dice lo suyo.", "What was found at that cut is no longer kept apart: build again. A sealed package tells its own.")
	case fault.Is(err, fault.Corrupt):
		return no(http.StatusConflict, "Lo que se halló en ese corte está dañado y no se puede leer: no lo dé por visto. Restaure del respaldo el objeto %[1]s del estante %[2]s, o quítelo y compile de nuevo: se hace otra vez del mismo corte.", "What was found at that cut is damaged and cannot be read: do not take it for seen. Restore object %[1]s of shelf %[2]s from the backup, or take it away and build again: it is made once more of the same cut.", crossCheck, step.ShelfWork)
	case fault.Is(err, fault.Transient):
		return no(http.StatusServiceUnavailable, "Lo que se halló en ese corte no se puede leer ahora: no lo dé por visto e intente de nuevo.", "What was found at that cut cannot be read now: do not take it for seen, and try again.")
	}
	return nil
}

// frozen are the findings of the cut of a package that somebody approves.
type frozen struct {
	*page.Frame
	page.Downloads
	Back   string
	None   document.Text // why there is no cut
	Cut    string
	Counts []figure
	Lacks  document.Text // what they miss of what the package will tell
	Table  *page.Table
}

// severityCounts counts findings by how grave they are, the gravest first.
func severityCounts(found []report.Found) (out []figure) {
	by := map[document.Severity]int{}
	for i := range found {
		by[found[i].Severity]++
	}
	for _, s := range severities() {
		if by[s] > 0 {
			out = append(out, figure{Name: s.Name(), Value: strconv.Itoa(by[s]), Alert: s == document.Error})
		}
	}
	return out
}

// freeze puts the findings of the cut on the page of who approves it, who may still
// return it where they cannot be read.
func (d *Desk) freeze(q *Ask, v *reviewView, period string, crossCheck document.Hash) error {
	found, err := d.Packages.Frozen(q.Context(), q.Programme.RFC, crossCheck)
	if err != nil {
		refused := frozenRefused(err, crossCheck)
		if refused == nil {
			return err //nolint:wrapcheck // names the cut
		}
		v.NoFrozen, v.BadFrozen = refused.Text, refused.Status != http.StatusGone
		if v.BadFrozen {
			d.Failed(err)
		}
		return nil
	}
	v.Frozen, v.FrozenAt = severityCounts(found.Found), q.at("paquete/"+period+"/hallazgos")
	v.FrozenAll, v.FrozenLacks = len(found.Found), frozenLacks(&found)
	return nil
}

// frozenFindings is the screen of all of them.
func (d *Desk) frozenFindings(q *Ask) (*Answer, error) {
	p, err := periodOf(q)
	if err != nil {
		return nil, err
	}
	all, err := d.Packages.Reviews(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	asked, _ := step.OfPeriod(all, p, d.Now())
	v := &frozen{Frame: q.Frame(document.Text{ES: "Hallazgos del corte de " + p, EN: "Findings of the cut of " + p}), Back: q.at("paquete/" + p)}
	if asked == nil {
		v.None = document.Textf("De %s nadie ha pedido aprobación: no hay corte congelado.", "Of %s nobody asked for approval: there is no frozen cut.", p)
		if q.FormValue("formato") != "" { // a file without rows would say that nothing was found
			return nil, &RefusedError{http.StatusConflict, v.None}
		}
		return d.render(q, "frozen.html", v)
	}
	found, err := d.Packages.Frozen(q.Context(), q.Programme.RFC, asked.CrossCheck)
	if err != nil {
		refused := frozenRefused(err, asked.CrossCheck)
		if refused == nil {
			return nil, err //nolint:wrapcheck // names the cut
		}
		if refused.Status != http.StatusGone {
			d.Failed(err)
		}
		return nil, refused
	}
	v.Downloads, v.Cut, v.Counts, v.Table = q.downloads(), string(asked.Cut), severityCounts(found.Found), q.frozenTable(&found, p)
	v.Lacks = frozenLacks(&found)
	v.Table.Cut(q.URL)
	return d.show(q, "frozen.html", v.Table, v)
}

func (q *Ask) frozenTable(found *step.Frozen, period string) *page.Table {
	type row = report.Found
	head := q.head(q.Today)
	head.Period, head.State = period, document.Text{ES: "corte congelado", EN: "frozen cut"}.In(q.Lang)
	if from, to, err := step.Period(period); err == nil {
		head.From, head.To = from, to
	}
	t := page.Tabulate("hallazgos_del_corte", document.Text{ES: "Hallazgos del corte", EN: "Findings of the cut"}, head, []page.Field[row]{
		{Key: "gravedad", ES: "Gravedad", EN: "Severity", Kind: report.Text, Whole: true, Of: func(f *row) string { return f.Severity.Name().In(q.Lang) }},
		{Key: "mensaje", ES: "Qué pasa y qué hacer", EN: "What it is and what to do", Kind: report.Text, Of: func(f *row) string { return inSourceWords(f.Code, f.Message).In(q.Lang) }},
		{Key: "clave", ES: "De qué", EN: "Of what", Kind: report.Text, Of: func(f *row) string { return f.Pedimento }, Link: func(f *row) string { return q.followed(f.Pedimento) }},
		{Key: "donde", ES: "Dónde", EN: "Where", Kind: report.Text, Of: func(f *row) string { return f.Placed(q.Lang) }},
		{Key: "documento", ES: "Documento", EN: "Document", Kind: report.Text, Whole: true, Brief: maxHash, Of: func(f *row) string { return string(f.Document) }, Link: func(f *row) string {
			if f.Document == "" {
				return ""
			}
			return q.docAt(f.Document)
		}},
		{Key: "codigo", ES: "Código", EN: "Code", Kind: report.Text, Of: func(f *row) string { return f.Code }},
	}, found.Found)
	t.Order = document.Text{ES: "Los que dirá el paquete, como se congelaron con el corte; no los de hoy.", EN: "Those that the package will tell, as they were frozen with the cut; not those of today."}
	if t.Caveat = frozenLacks(found); !found.Whole {
		t.Order = document.Textf("Los de los documentos, como se congelaron con el corte; no los de hoy. No es todo lo que dirá el paquete: %s.", "Those of the documents, as they were frozen with the cut; not those of today. It is not all that the package will tell: %s.", t.Caveat)
	}
	t.Empty = document.Text{ES: "Ninguno. " + t.Order.ES, EN: "None. " + t.Order.EN}
	return t
}

// maxHash is how much of a hash tells it from others.
const maxHash = 12
