package desk

import (
	"errors"
	"io"
	"net/http"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// maxTable bounds a table that is tried in a simulation, in bytes.
const maxTable = 16 << 20

func simulationRoutes() []Route {
	title := document.Text{ES: "Simulación", EN: "Simulation"}
	const at = "/p/{rfc}/simulacion"
	return []Route{
		{Method: http.MethodGet, Path: at, May: readers(), Title: title, Key: "m", Examples: []string{"?sin_bom=directo", "?inventario=part&al=2021-02-20", "?dias=3"}, screen: (*Desk).simulate},
		{Method: http.MethodPost, Path: at, May: readers(), Title: title, Under: at, Body: maxTable, screen: (*Desk).simulate},
	}
}

// simulation is the books as they are beside what they would be.
type simulation struct {
	*page.Frame
	page.Downloads
	On      document.Date
	Days    string
	SinBOM  []option
	Keys    []option
	File    string // the table that was tried
	Done    bool
	Sides   filed
	Deltas  *page.Table
	Notes   []document.Text
	Most    int
	Refused *document.Text
}

func (d *Desk) simulate(q *Ask) (*Answer, error) {
	v := &simulation{Frame: q.Frame(q.Route.Title), Most: programme.MaxLeadDays}
	sc, asked, err := d.scenario(q, v)
	if refused, ok := err.(*RefusedError); ok { //nolint:errorlint // made just above, unwrapped
		v.Refused = &refused.Text
		a, err := d.render(q, "simulate.html", v)
		if err == nil {
			a.Status = refused.Status
		}
		return a, err
	}
	if err != nil {
		return nil, err
	}
	if !asked {
		return d.render(q, "simulate.html", v)
	}
	r, err := d.Reader.Simulate(q.Context(), q.Programme.RFC, sc)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	v.Done = true
	if v.File == "" { // a file is not kept: what follows from it cannot be asked for again
		v.Downloads = q.downloads()
	}
	v.Sides.Table, v.Deltas = q.sidesTable(r, v.On), q.deltaTable(r.Deltas, v.On)
	if v.File == "" {
		v.Sides.Downloads = q.downloadsOf(v.Sides.Table)
		v.Deltas.Cut(q.URL)
	} else {
		v.Deltas.Top(page.PerPage, "")
	}
	for i := range r.Findings {
		v.Notes = append(v.Notes, r.Findings[i].Message)
	}
	v.Notes = v.Notes[:min(len(v.Notes), inBlock)]
	return d.show(q, "simulate.html", v.Deltas, v, v.Sides.Table)
}

// scenario reads the form; asked is false when nothing would change.
func (d *Desk) scenario(q *Ask, v *simulation) (sc step.Scenario, asked bool, err error) {
	if v.On, err = q.day("al", q.Today); err != nil {
		return sc, false, err
	}
	sc = step.Scenario{On: v.On, SinBOM: ledger.SinBOM(q.FormValue("sin_bom")), InventoryKey: q.FormValue("inventario")}
	asIs := document.Text{ES: "como está", EN: "as it is"}
	v.SinBOM = choices(string(sc.SinBOM), option{Name: asIs},
		option{Key: string(ledger.SinBOMFaltante), Name: document.Text{ES: "faltante: no descarga", EN: "faltante: discharges nothing"}},
		option{Key: string(ledger.SinBOMDirecto), Name: document.Text{ES: "directo: descarga lo mismo que sale", EN: "directo: discharges what leaves"}})
	v.Keys = choices(sc.InventoryKey, option{Name: asIs},
		option{Key: ledger.KindFraccion, Name: document.Text{ES: "por fracción", EN: "by fracción"}},
		option{Key: ledger.KindPart, Name: document.Text{ES: "por número de parte", EN: "by part number"}})
	v.Days = q.FormValue("dias")
	switch n, err := strconv.Atoi(v.Days); {
	case v.Days == "":
	case err != nil || n < 0 || n > programme.MaxLeadDays:
		return sc, false, refuse(http.StatusUnprocessableEntity, "Los días van de 0 a %d.", "Days go from 0 to %d.", programme.MaxLeadDays)
	default:
		sc.LeadDays = &n
	}
	if !selected(v.SinBOM) || !selected(v.Keys) {
		return sc, false, refuse(http.StatusUnprocessableEntity, "Elija de las listas.", "Choose from the lists.")
	}
	if sc.Tables, v.File, err = d.tried(q); err != nil {
		return sc, false, err
	}
	asked = sc.SinBOM != "" || sc.InventoryKey != "" || sc.LeadDays != nil || len(sc.Tables) > 0
	if !asked && q.Method == http.MethodPost {
		return sc, false, refuse(http.StatusUnprocessableEntity, "Diga qué cambiaría.", "Say what would change.")
	}
	return sc, asked, nil
}

// choices marks the one that is chosen.
func choices(chosen string, all ...option) []option {
	for i := range all {
		all[i].Selected = all[i].Key == chosen
	}
	return all
}

func selected(all []option) bool {
	for i := range all {
		if all[i].Selected {
			return true
		}
	}
	return false
}

// tried is the table that came with the form.
func (d *Desk) tried(q *Ask) ([]step.FactRecord, string, error) {
	if q.Method != http.MethodPost {
		return nil, "", nil
	}
	file, head, err := q.FormFile("tabla")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) || err == nil && head.Size == 0 {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err //nolint:wrapcheck // too large, or the browser left
	}
	defer file.Close() //nolint:errcheck // only read
	b, err := io.ReadAll(file)
	if err != nil {
		return nil, "", err //nolint:wrapcheck // a temporary file of ours
	}
	facts, err := d.Clerk.Facts(q.Context(), q.Programme.RFC, head.Filename, b)
	if err != nil {
		return nil, "", err //nolint:wrapcheck // names the file
	}
	if len(facts) == 0 {
		return nil, "", refuse(http.StatusUnprocessableEntity, "%s no es una tabla de la planta que se pueda leer; «immex parse» dice por qué.", "%s is no plant table that can be read; “immex parse” says why.", head.Filename)
	}
	return facts, head.Filename, nil
}

// sided is one figure on both sides.
type sided struct {
	name          document.Text
	before, after string
}

func (q *Ask) sidesTable(r *step.Simulated, on document.Date) *page.Table {
	count := func(es, en string, of func(*step.Side) int) sided {
		return sided{document.Text{ES: es, EN: en}, strconv.Itoa(of(&r.Before)), strconv.Itoa(of(&r.After))}
	}
	amount := func(es, en string, of func(*step.Side) money.Amount) sided {
		return sided{document.Text{ES: es, EN: en}, of(&r.Before).String(), of(&r.After).String()}
	}
	rows := []sided{
		count("Lotes abiertos", "Open lots", func(s *step.Side) int { return s.Exposure.Lots }),
		amount("Valor en aduana del saldo (MXN)", "Customs value of the balance (MXN)", func(s *step.Side) money.Amount { a, _, _ := s.Exposure.Amounts(); return a }),
		amount("Contribuciones suspendidas (MXN)", "Suspended contributions (MXN)", func(s *step.Side) money.Amount { _, a, _ := s.Exposure.Amounts(); return a }),
		count("Lotes vencidos o en duda", "Lots expired or in doubt", func(s *step.Side) int { return s.Exposure.Expired }),
		amount("Contribuciones de lo vencido o en duda (MXN)", "Contributions of what expired or is in doubt (MXN)", func(s *step.Side) money.Amount { _, _, a := s.Exposure.Amounts(); return a }),
		count("Descargos", "Descargos", func(s *step.Side) int { return s.Descargos }),
		count("Salidas con faltante", "Exits with a shortage", func(s *step.Side) int { return s.Shortages }),
		count("Retenidos por vencidos", "Held by expired lots", func(s *step.Side) int { return s.Held }),
	}
	return page.Tabulate("lado_a_lado", document.Text{ES: "Como está y como quedaría", EN: "As it is and as it would be"}, q.head(on), []page.Field[sided]{
		{Key: "cifra", ES: "Cifra", EN: "Figure", Kind: report.Text, Of: func(s *sided) string { return s.name.In(q.Lang) }},
		{Key: "antes", ES: "Como está", EN: "As it is", Kind: report.Money, Of: func(s *sided) string { return s.before }},
		{Key: "despues", ES: "Como quedaría", EN: "As it would be", Kind: report.Money, Of: func(s *sided) string { return s.after }},
	}, rows)
}

// deltaName is what a difference is about, in words.
func deltaName(que string) document.Text {
	switch que {
	case ledger.DeltaLote:
		return document.Text{ES: "lote", EN: "lot"}
	case ledger.DeltaSalida:
		return document.Text{ES: "salida", EN: "exit"}
	case ledger.DeltaDescargo:
		return document.Text{ES: "descargo", EN: "descargo"}
	case ledger.DeltaCambio:
		return document.Text{ES: "cambio", EN: "change"}
	case ledger.DeltaFaltante:
		return document.Text{ES: "faltante", EN: "shortage"}
	case ledger.DeltaRetenido:
		return document.Text{ES: "retenido", EN: "held"}
	case ledger.DeltaSaldo:
		return document.Text{ES: "saldo", EN: "balance"}
	}
	return document.Text{ES: que, EN: que}
}

func (q *Ask) deltaTable(deltas []ledger.Delta, on document.Date) *page.Table {
	t := page.Tabulate("cambios", document.Text{ES: "Qué cambiaría", EN: "What would change"}, q.head(on), []page.Field[ledger.Delta]{
		{Key: "que", ES: "Qué", EN: "What", Kind: report.Text, Of: func(x *ledger.Delta) string { return deltaName(x.Que).In(q.Lang) }},
		{Key: "material", ES: "Material", EN: "Material", Kind: report.Text, Whole: true, Of: func(x *ledger.Delta) string { return x.Material.Key }},
		{Key: "unidad", ES: "Unidad", EN: "Unit", Kind: report.Text, Of: func(x *ledger.Delta) string { return unitOf(x.Material.Unit).In(q.Lang) }},
		{Key: "fecha", ES: "Fecha", EN: "Date", Kind: report.Date, Of: func(x *ledger.Delta) string { return x.Fecha.String() }},
		{Key: "salida", ES: "Salida", EN: "Exit", Kind: report.Text, Whole: true, Of: func(x *ledger.Delta) string { return x.Exit }, Link: func(x *ledger.Delta) string { return q.followed(x.Exit) }},
		{Key: "lote", ES: "Lote", EN: "Lot", Kind: report.Text, Whole: true, Of: func(x *ledger.Delta) string { return x.Lot }, Link: func(x *ledger.Delta) string { return q.followed(x.Lot) }},
		{Key: "detalle", ES: "Detalle", EN: "Detail", Kind: report.Text, Of: func(x *ledger.Delta) string { return detailName(x.Detalle).In(q.Lang) }},
		{Key: "antes", ES: "Antes", EN: "Before", Kind: report.Quantity, Of: func(x *ledger.Delta) string { return x.Antes.String() }},
		{Key: "despues", ES: "Después", EN: "After", Kind: report.Quantity, Of: func(x *ledger.Delta) string { return x.Despues.String() }},
	}, deltas)
	t.Empty = document.Text{ES: "Ningún lote, descargo ni saldo.", EN: "No lot, descargo or balance."}
	return t
}
