package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

func traceRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/trazabilidad", May: readers(), Title: document.Text{ES: "Trazabilidad", EN: "Traceability"}, Key: "t", Examples: []string{"?clave={lote}", "?clave={lote}&tabla=traza_documentos", "?clave=NO-HAY"}, screen: (*Desk).trace},
	}
}

// maxKey bounds the key that is asked for.
const maxKey = 200

// tracing is the screen of a key of the books, both ways.
type tracing struct {
	*page.Frame
	Key     string
	Found   bool
	Asked   bool
	Search  string // address of a search for the key
	Several *several
}

// traceAt is the address of a key's screen.
func (q *Ask) traceAt(key string) string {
	return q.at("trazabilidad") + "?" + url.Values{"clave": {key}}.Encode()
}

func (d *Desk) trace(q *Ask) (*Answer, error) {
	v := &tracing{Frame: q.Frame(q.Route.Title), Key: strings.TrimSpace(q.FormValue("clave"))}
	v.Search = q.searchAt(v.Key)
	v.Asked = v.Key != ""
	if !v.Asked {
		return d.render(q, "trace.html", v)
	}
	if len(v.Key) > maxKey {
		return nil, refuse(http.StatusBadRequest, "Una clave no pasa de %d signos.", "A key is no longer than %d signs.", maxKey)
	}
	t, err := d.traced(q, v.Key)
	if part, ok := errors.AsType[*UnplacedError](err); ok {
		d.Failed(err)
		if q.FormValue("formato") != "" { // a file does not say what is missing in it
			return nil, refuse(http.StatusServiceUnavailable, "No se pudo abrir de nuevo algún documento para decir en qué lugar está. Vuelva a pedir el archivo en un momento.", "Some document could not be opened again to tell its place. Ask for the file again in a moment.")
		}
		v.Tell(document.Text{ES: "No se pudo abrir de nuevo algún documento para decir en qué lugar está: aquí falta. Lo demás es lo que dicen los libros; vuelva a pedirlo en un momento.", EN: "Some document could not be opened again to tell its place: it is missing here. All else is what the books say; ask again in a moment."})
		t, err = part.Traced, nil
	}
	if err != nil {
		return nil, err
	}
	v.Found = len(t.Documents)+len(t.Lots)+len(t.Exits) > 0
	var shown *page.Table
	if v.Several, shown, err = q.several(q.traceTables(t), false); err != nil {
		return nil, err
	}
	return d.show(q, "trace.html", shown, v)
}

// traceKey is a trace at a state of the books: how far the journal is, and how
// many materials wait.
type traceKey struct {
	rfc, key string
	head     int64
	behind   int
}

// keptTraces is how many traces are kept at once.
const keptTraces = 8

// traced follows a key. What waits is read after the journal: a commit in between
// leaves a trace that nobody asks for again, where the other order would leave one
// of books that wait under the name of books that do not.
func (d *Desk) traced(q *Ask, key string) (*step.Traced, error) {
	rfc := q.Programme.RFC
	s, err := d.Reader.Shelf(q.Context(), rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	p, err := d.Reader.Programme(q.Context(), rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	return d.traces.of(q.Context(), traceKey{rfc, key, s.Head, p.Behind}, func(ctx context.Context) (*step.Traced, error) {
		return d.Intake.Trace(ctx, rfc, key, s.all)
	})
}

// tracedLot is a lot with what is left of it and what else there is to say.
type tracedLot struct {
	*ledger.Lot
	left  ledger.Saldo
	notes []document.Text
}

// notes are sentences in one cell.
func (q *Ask) notes(all []document.Text) string {
	var b strings.Builder
	for _, t := range all {
		switch {
		case b.Len() == 0:
		case strings.HasSuffix(b.String(), "."):
			b.WriteString(" ")
		default:
			b.WriteString("; ")
		}
		b.WriteString(t.In(q.Lang))
	}
	return b.String()
}

// notesName is the column of what there is to say of a row beside its figures.
func notesName() document.Text {
	return document.Text{ES: "Qué más se sabe", EN: "What else is known"}
}

// traceTables are what the books know of a key: what came in, what left, what
// took what, and the documents behind all of it.
func (q *Ask) traceTables(t *step.Traced) []*page.Table {
	return []*page.Table{q.tracedLots(t), q.tracedExits(t), q.tracedDescargos(t), q.tracedChanges(t), q.tracedHeld(t), q.tracedShortages(t), q.tracedDocuments(t), q.tracedRuns(t)}
}

func (q *Ask) tracedLots(t *step.Traced) *page.Table {
	rows := make([]tracedLot, len(t.Lots))
	for i := range t.Lots {
		rows[i] = tracedLot{&t.Lots[i], t.Saldos[i], t.LotNotes(i)}
	}
	x := page.Tabulate("traza_lotes", document.Text{ES: "Lotes", EN: "Lots"}, q.head(q.Today), []page.Field[tracedLot]{
		{Key: "lote", ES: "Lote", EN: "Lot", Kind: report.Text, Whole: true, Of: func(x *tracedLot) string { return x.ID }, Link: func(x *tracedLot) string { return q.traceAt(x.ID) }},
		{Key: "clave", ES: "Clave", EN: "Clave", Kind: report.Text, Whole: true, Of: func(x *tracedLot) string { return x.Clave }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(x *tracedLot) string { return x.Fraccion }},
		{Key: "parte", ES: "Parte", EN: "Part", Kind: report.Text, Whole: true, Of: func(x *tracedLot) string { return x.Parte }},
		{Key: "entro", ES: "Entró (su unidad)", EN: "Came in (its unit)", Kind: report.Quantity, Of: func(x *tracedLot) string { return x.Cantidad.String() }},
		{Key: "umt", ES: "UMT", EN: "UMT", Kind: report.Text, Whole: true, Of: func(x *tracedLot) string { return unitOf(x.UMT).In(q.Lang) }},
		{Key: "entro_umt", ES: "Entró (UMT)", EN: "Came in (UMT)", Kind: report.Quantity, Of: func(x *tracedLot) string { return x.CantidadUMT.String() }},
		{Key: "saldo_umt", ES: "Saldo legal (UMT)", EN: "Legal balance (UMT)", Kind: report.Quantity, Of: func(x *tracedLot) string { return x.left.CantidadUMT.String() }},
		{Key: "disponible", ES: "Disponible", EN: "Available", Kind: report.Date, Of: func(x *tracedLot) string { return x.AvailableFrom.String() }},
		{Key: "vence", ES: "Vence", EN: "Due", Kind: report.Date, Of: func(x *tracedLot) string { return x.Due.String() }},
		{Key: "inicio_base", ES: "Su plazo corre desde", EN: "Its stay runs from", Kind: report.Text, Of: func(x *tracedLot) string { return reportWord(x.StayBasis).In(q.Lang) }},
		{Key: "notas", ES: notesName().ES, EN: notesName().EN, Kind: report.Text, Of: func(x *tracedLot) string { return q.notes(x.notes) }},
	}, rows)
	x.Order = document.Text{ES: "El saldo es con todo lo que se sabe, sin corte de fecha.", EN: "The balance is with all that is known, whatever its date."}
	return x
}

func (q *Ask) tracedExits(t *step.Traced) *page.Table {
	return page.Tabulate("traza_salidas", document.Text{ES: "Salidas", EN: "Exits"}, q.head(q.Today), []page.Field[ledger.Exit]{
		{Key: "salida", ES: "Salida", EN: "Exit", Kind: report.Text, Whole: true, Of: func(x *ledger.Exit) string { return x.ID }, Link: func(x *ledger.Exit) string { return q.traceAt(x.ID) }},
		{Key: "que_hace", ES: "Qué hace", EN: "What it does", Kind: report.Text, Whole: true, Of: func(x *ledger.Exit) string { return roleName(x.Rol).In(q.Lang) }},
		{Key: "clave", ES: "Clave", EN: "Clave", Kind: report.Text, Whole: true, Of: func(x *ledger.Exit) string { return x.Clave }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(x *ledger.Exit) string { return x.Fraccion }},
		{Key: "parte", ES: "Parte", EN: "Part", Kind: report.Text, Whole: true, Of: func(x *ledger.Exit) string { return x.Parte }},
		{Key: "producto", ES: "Va en", EN: "It is in", Kind: report.Text, Of: step.Made},
		{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(x *ledger.Exit) string { return x.Cantidad.String() }},
		{Key: "fecha", ES: "Salió", EN: "Left", Kind: report.Date, Of: func(x *ledger.Exit) string { return x.MovedAt.String() }},
		{Key: "notas", ES: notesName().ES, EN: notesName().EN, Kind: report.Text, Of: func(x *ledger.Exit) string { return q.notes(step.ExitNotes(x)) }},
	}, t.Exits)
}

func (q *Ask) tracedDescargos(t *step.Traced) *page.Table {
	x := page.Tabulate("traza_descargos", document.Text{ES: "Descargos", EN: "Descargos"}, q.head(q.Today), []page.Field[ledger.Descargo]{
		{Key: "salida", ES: "Salida", EN: "Exit", Kind: report.Text, Whole: true, Of: func(x *ledger.Descargo) string { return x.Exit }, Link: func(x *ledger.Descargo) string { return q.traceAt(x.Exit) }},
		{Key: "lote", ES: "Lote que tomó", EN: "Lot it took", Kind: report.Text, Whole: true, Of: func(x *ledger.Descargo) string { return x.Lot }, Link: func(x *ledger.Descargo) string { return q.traceAt(x.Lot) }},
		{Key: "fecha", ES: "Día", EN: "Day", Kind: report.Date, Of: func(x *ledger.Descargo) string { return x.MovedAt.String() }},
		{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(x *ledger.Descargo) string { return x.Cantidad.String() }},
		{Key: "cantidad_umt", ES: "Cantidad (UMT)", EN: "Quantity (UMT)", Kind: report.Quantity, Of: func(x *ledger.Descargo) string { return x.CantidadUMT.String() }},
		{Key: "prueba", ES: "Prueba", EN: "Proof", Kind: report.Text, Whole: true, Of: func(x *ledger.Descargo) string { return proofOf(x.Status).In(q.Lang) }},
		{Key: "base", ES: "Base", EN: "Basis", Kind: report.Text, Whole: true, Of: func(x *ledger.Descargo) string { return basisName(x.Basis).In(q.Lang) }},
	}, t.Descargos)
	x.Order = document.Text{ES: "La cantidad está en la unidad del material; la legal, en la UMT del lote.", EN: "Quantity is in the unit of the material; the legal one, in the UMT of the lot."}
	return x
}

func proofOf(s ledger.Status) document.Text {
	switch s {
	case ledger.Proved:
		return document.Text{ES: "probado", EN: "proved"}
	case ledger.Undocumented:
		return document.Text{ES: "sin documento", EN: "undocumented"}
	case ledger.Assumed:
	}
	return document.Text{ES: "supuesto", EN: "assumed"}
}

// tracedChanges is quantity that changed its state and stays under its lot.
func (q *Ask) tracedChanges(t *step.Traced) *page.Table {
	x := page.Tabulate("traza_cambios", document.Text{ES: "Cambios de estado", EN: "Changes of state"}, q.head(q.Today), []page.Field[ledger.Change]{
		{Key: "salida", ES: "Qué lo cambió", EN: "What changed it", Kind: report.Text, Whole: true, Of: func(x *ledger.Change) string { return x.Exit }, Link: func(x *ledger.Change) string { return q.traceAt(x.Exit) }},
		{Key: "lote", ES: "Lote", EN: "Lot", Kind: report.Text, Whole: true, Of: func(x *ledger.Change) string { return x.Lot }, Link: func(x *ledger.Change) string { return q.traceAt(x.Lot) }},
		{Key: "fecha", ES: "Día", EN: "Day", Kind: report.Date, Of: func(x *ledger.Change) string { return x.MovedAt.String() }},
		{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(x *ledger.Change) string { return x.Cantidad.String() }},
		{Key: "a", ES: "Pasa a", EN: "Becomes", Kind: report.Text, Whole: true, Of: func(x *ledger.Change) string { return step.ChangeName(x.A).In(q.Lang) }},
		{Key: "prueba", ES: "Prueba", EN: "Proof", Kind: report.Text, Whole: true, Of: func(x *ledger.Change) string { return proofOf(x.Status).In(q.Lang) }},
		{Key: "base", ES: "Base", EN: "Basis", Kind: report.Text, Whole: true, Of: func(x *ledger.Change) string { return basisName(x.Basis).In(q.Lang) }},
	}, t.Changes)
	x.Order = document.Text{ES: "No sale: sigue bajo su lote y su plazo.", EN: "It does not leave: it stays under its lot and due date."}
	return x
}

func (q *Ask) tracedHeld(t *step.Traced) *page.Table {
	return page.Tabulate("traza_retenidos", document.Text{ES: "Por decidir: llegan a un lote vencido", EN: "To decide: they reach an expired lot"}, q.head(q.Today), []page.Field[ledger.Held]{
		{Key: "salida", ES: "Salida", EN: "Exit", Kind: report.Text, Whole: true, Of: func(x *ledger.Held) string { return x.Exit }, Link: func(x *ledger.Held) string { return q.traceAt(x.Exit) }},
		{Key: "lote", ES: "Lote", EN: "Lot", Kind: report.Text, Whole: true, Of: func(x *ledger.Held) string { return x.Lot }, Link: func(x *ledger.Held) string { return q.traceAt(x.Lot) }},
		{Key: "fecha", ES: "Día", EN: "Day", Kind: report.Date, Of: func(x *ledger.Held) string { return x.MovedAt.String() }},
		{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(x *ledger.Held) string { return x.Cantidad.String() }},
		{Key: "notas", ES: notesName().ES, EN: notesName().EN, Kind: report.Text, Of: func(x *ledger.Held) string { return q.notes(step.HeldNotes(x)) }},
	}, t.Held)
}

func (q *Ask) tracedShortages(t *step.Traced) *page.Table {
	return page.Tabulate("traza_faltantes", document.Text{ES: "Faltantes: ningún lote lo cubre", EN: "Shortages: no lot covers it"}, q.head(q.Today), []page.Field[ledger.Shortage]{
		{Key: "salida", ES: "Salida", EN: "Exit", Kind: report.Text, Whole: true, Of: func(x *ledger.Shortage) string { return x.Exit }, Link: func(x *ledger.Shortage) string { return q.traceAt(x.Exit) }},
		{Key: "fecha", ES: "Día", EN: "Day", Kind: report.Date, Of: func(x *ledger.Shortage) string { return x.MovedAt.String() }},
		{Key: "cantidad", ES: "Cantidad", EN: "Quantity", Kind: report.Quantity, Of: func(x *ledger.Shortage) string { return x.Cantidad.String() }},
		{Key: "causa", ES: "Causa", EN: "Cause", Kind: report.Text, Whole: true, Of: func(x *ledger.Shortage) string { return causeName(x.Cause).In(q.Lang) }},
		{Key: "lote_nombrado", ES: "Lote que nombra", EN: "Lot it names", Kind: report.Text, Whole: true, Of: func(x *ledger.Shortage) string { return x.Named }, Link: func(x *ledger.Shortage) string {
			if x.Named == "" {
				return ""
			}
			return q.traceAt(x.Named)
		}},
	}, t.Shortages)
}

func (q *Ask) tracedDocuments(t *step.Traced) *page.Table {
	x := page.Tabulate("traza_documentos", document.Text{ES: "Documentos", EN: "Documents"}, q.head(q.Today), []page.Field[step.TracedDocument]{
		{Key: "documento", ES: "Documento", EN: "Document", Kind: report.Text, Of: func(x *step.TracedDocument) string { return base(x.Name) }, Link: func(x *step.TracedDocument) string { return q.docAt(x.SHA) }},
		{Key: "lugar", ES: "Lugar", EN: "Place", Kind: report.Text, Of: func(x *step.TracedDocument) string { return x.AtName().In(q.Lang) }, Link: func(x *step.TracedDocument) string {
			switch {
			case x.Place.Page == 0:
				return ""
			case x.Place.Box == nil:
				return q.docAt(x.SHA) + "?hoja=" + strconv.Itoa(x.Place.Page) + "#hoja"
			}
			return q.docAt(x.SHA) + typingQuery(x.Place.Page, *x.Place.Box, "") + "#hoja"
		}},
		{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Whole: true, Of: func(x *step.TracedDocument) string { return sourceName(x.Source).In(q.Lang) }},
		{Key: "clave", ES: "Clave", EN: "Key", Kind: report.Text, Whole: true, Of: func(x *step.TracedDocument) string { return x.Key }},
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Whole: true, Of: func(x *step.TracedDocument) string { return x.Status.Name().In(q.Lang) }},
		{Key: "dentro_de", ES: "Llegó dentro de", EN: "It came in", Kind: report.Text, Of: func(x *step.TracedDocument) string { return base(x.In) }, Link: func(x *step.TracedDocument) string {
			if x.In == "" {
				return ""
			}
			return q.docAt(x.Parent)
		}},
	}, t.Documents)
	x.Order = document.Text{ES: "El lugar lleva a la hoja con la caja; en una tabla o un XML es la línea.", EN: "The place leads to the page with its box; in a table or an XML it is the line."}
	return x
}

func (q *Ask) tracedRuns(t *step.Traced) *page.Table {
	return page.Tabulate("traza_corridas", document.Text{ES: "Cálculos", EN: "Runs"}, q.head(q.Today), []page.Field[step.TracedRun]{
		{Key: "material", ES: "Material", EN: "Material", Kind: report.Text, Whole: true, Of: func(x *step.TracedRun) string { return x.Material }},
		{Key: "corrida", ES: "Corrida", EN: "Run", Kind: report.Text, Of: func(x *step.TracedRun) string { return string(x.Run) }},
		{Key: "motor", ES: "Motor", EN: "Engine", Kind: report.Text, Whole: true, Of: func(x *step.TracedRun) string { return x.Engine }},
		{Key: "catalogo", ES: "Catálogo", EN: "Catalogue", Kind: report.Text, Of: func(x *step.TracedRun) string { return x.Catalog }},
	}, t.Runs)
}
