package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// maxNote bounds what a person writes about a finding, in characters.
const maxNote = 2000

// inBooks is the key of a pedimento, or of a lot or an exit of it, which the number of
// a part or a need may follow; or of what a table of the plant moves.
var inBooks = regexp.MustCompile(`^(\d{15}(-.*)?|(acta|decision|conteo):.+)$`)

// finding is the screen of what shares one fingerprint.
type finding struct {
	*page.Frame
	page.Downloads
	Fingerprint   string
	Found         []foundView
	Period        string
	Broker        string
	Suppliers     []step.Supplier
	Citation      string
	Confidence    document.Text
	Action, Rule  document.Text
	Priced        document.Text // where what the choices cost is told
	Decides       bool
	States        []option
	Until         document.Date
	Note, Evident string
	Assigned      string   // whose it is
	People        []option // whom it can be given to
	Why           *document.Text
	History       *page.Table
	said          []plant.Resolution // what was decided of it, in order
}

// foundView is one of them.
type foundView struct {
	Code, Key, Document, Where, Message string
	Cause                               string // of what it says now
	Severity, Standing                  document.Text
	Trace, To                           string // addresses: of its key in the books, of its document
}

func (d *Desk) finding(q *Ask) (*Answer, error) {
	v, _, err := d.found(q)
	if err != nil {
		return nil, err
	}
	return d.show(q, "finding.html", v.History, v)
}

// found finds what has the fingerprint of the address.
func (d *Desk) found(q *Ask) (*finding, []*step.Found, error) {
	b, err := d.Judges.Board(q.Context(), q.Programme.RFC, q.Today)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // names the programme
	}
	v := &finding{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Fingerprint: q.PathValue("huella"), Decides: slices.Contains(writers(), q.User.Role)}
	var all []*step.Found
	v.Tell(b.notice(d.Zone))
	for _, i := range b.printed(v.Fingerprint) {
		f := b.found(i)
		all = append(all, f)
		v.Found = append(v.Found, foundView{
			Code: f.Finding.Code, Key: q.keyName(f), Document: q.documentName(f), Where: q.whereOf(f), Message: inSourceWords(f.Finding.Code, f.Finding.Message).In(q.Lang),
			Severity: f.Finding.Severity.Name(), Standing: standingName(&f.Standing), Cause: f.Cause,
		})
		seen := &v.Found[len(v.Found)-1]
		seen.Trace, seen.To = q.followed(f.Key), q.foundAt(f)
		v.Period, v.Broker, v.Suppliers, v.Priced = f.Period, f.Broker, f.Suppliers, step.PricedAt(f.Finding.Code)
		v.Assigned = cmp.Or(f.Standing.Assigned, v.Assigned)
		if r := f.Rule; r != nil {
			v.Rule, v.Citation, v.Confidence, v.Action = r.Title, r.Cited().In(q.Lang), confidenceName(r.Confidence), r.Action
		}
	}
	if len(all) == 0 {
		return nil, nil, missing()
	}
	for _, s := range []rule.State{rule.Acknowledged, rule.Resolved, rule.Suppressed, rule.Open} {
		v.States = append(v.States, option{Key: string(s), Name: doing(s)})
	}
	if v.People, err = d.givenTo(q); err != nil {
		return nil, nil, err
	}
	said, err := d.Judges.Resolutions(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	v.said = slices.DeleteFunc(slices.Clone(said), func(r plant.Resolution) bool { return r.Huella != v.Fingerprint })
	v.History = q.historyTable(v.said)
	return v, all, nil
}

// foundAt is where the document of a finding shows it: on its page where it is on
// one; "" of what was found in no document.
func (q *Ask) foundAt(f *step.Found) string {
	switch {
	case f.SHA == "":
		return ""
	case f.Finding.At.Page > 0:
		return q.docAt(f.SHA) + "?hoja=" + strconv.Itoa(f.Finding.At.Page) + "#hoja"
	}
	return q.docAt(f.SHA)
}

// givenTo are whom a finding of the programme can be given to: who may decide
// about it. The first is nobody in particular, which leaves it whose it is.
func (d *Desk) givenTo(q *Ask) ([]option, error) {
	all, err := d.Gate.Users.Users(q.Context())
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	out := []option{{Name: document.Text{ES: "sin cambio", EN: "no change"}}}
	for i := range all {
		if u := &all[i]; slices.Contains(writers(), u.Role) && u.Sees(q.Programme.RFC) {
			out = append(out, option{Key: u.Name, Name: document.Text{ES: u.Name, EN: u.Name}})
		}
	}
	return out, nil
}

// doing is a state as what a person does.
func doing(s rule.State) document.Text {
	switch s {
	case rule.Acknowledged:
		return document.Text{ES: "Reconocer: alguien lo atiende", EN: "Acknowledge: somebody is on it"}
	case rule.Resolved:
		return document.Text{ES: "Resolver, con nota y evidencia", EN: "Resolve, with note and evidence"}
	case rule.Suppressed:
		return document.Text{ES: "Suprimir hasta un día", EN: "Suppress until a day"}
	case rule.Open:
	}
	return document.Text{ES: "Abrir de nuevo", EN: "Open again"}
}

// counts says that a decision counts, or why not.
func counts(r *plant.Resolution) document.Text {
	if r.Cede == "" {
		return document.Text{ES: "sí", EN: "yes"}
	}
	return document.Textf("no: ese día cuenta después «%[1]s»; si ésta es la última, entréguela con orden %[2]d",
		"no: of that day “%[1]s” counts after it; if this one is the last, deliver it with order %[2]d", rule.State(r.Cede).Title(), r.Sobre)
}

func (q *Ask) historyTable(said []plant.Resolution) *page.Table {
	t := page.Tabulate("resoluciones", document.Text{ES: "Qué se decidió", EN: "What was decided"}, q.head(q.Today), []page.Field[plant.Resolution]{
		{Key: "fecha", ES: "Día", EN: "Day", Kind: report.Date, Of: func(r *plant.Resolution) string { return r.Fecha.String() }},
		{Key: "estado", ES: "Estado", EN: "State", Kind: report.Text, Of: func(r *plant.Resolution) string { return rule.State(r.Estado).Title().In(q.Lang) }},
		{Key: "hasta", ES: "Hasta", EN: "Until", Kind: report.Date, Of: func(r *plant.Resolution) string { return r.Hasta.String() }},
		{Key: "quien", ES: "Quién", EN: "Who", Kind: report.Text, Of: func(r *plant.Resolution) string { return r.Quien }},
		{Key: "nota", ES: "Nota", EN: "Note", Kind: report.Text, Of: func(r *plant.Resolution) string { return r.Nota }},
		{Key: "evidencia", ES: "Evidencia", EN: "Evidence", Kind: report.Text, Of: func(r *plant.Resolution) string { return r.Evidencia }},
		{Key: "asignado", ES: "Asignado a", EN: "Assigned to", Kind: report.Text, Of: func(r *plant.Resolution) string { return r.Asignado }},
		{Key: "ausente", ES: "Dejó de estar el", EN: "Gone on", Kind: report.Date, Of: func(r *plant.Resolution) string { return r.Ausente.String() }},
		{Key: "cuenta", ES: "Cuenta", EN: "Counts", Kind: report.Text, Of: func(r *plant.Resolution) string { return counts(r).In(q.Lang) }},
	}, said)
	t.Empty = document.Text{ES: "Nadie decidió nada todavía.", EN: "Nobody decided anything yet."}
	t.Cut(q.URL)
	return t
}

// resolve records what a person decides about a finding, in their own name.
func (d *Desk) resolve(q *Ask) (*Answer, error) {
	v, all, err := d.found(q)
	if err != nil {
		return nil, err
	}
	r, err := v.decision(q)
	if refused, ok := err.(*RefusedError); ok { //nolint:errorlint // made just above, unwrapped
		return d.again(q, v, refused)
	}
	if err != nil {
		return nil, err
	}
	kept, err := d.Clerk.Keep(q.Context(), q.Programme.RFC, step.ResolutionName(v.Fingerprint), step.ResolutionTable(all, r))
	if err != nil {
		return nil, err //nolint:wrapcheck // names the table
	}
	if refused := notKept(&kept); refused != nil {
		return d.again(q, v, refused)
	}
	return &Answer{Status: http.StatusSeeOther, To: q.at("hallazgo/" + url.PathEscape(v.Fingerprint)), Note: "resolve " + r.Estado}, nil
}

// again is the form with why it was refused.
func (d *Desk) again(q *Ask, v *finding, why *RefusedError) (*Answer, error) {
	v.Why = &why.Text
	a, err := d.render(q, "finding.html", v)
	if err == nil {
		a.Status, a.Note = why.Status, "refused"
	}
	return a, err
}

// notKept is why a table that a person wrote was not kept; nil when it was.
func notKept(r *step.Record) *RefusedError {
	switch r.Status {
	case document.Accepted, document.Version:
		return nil
	case document.Duplicate:
		return &RefusedError{http.StatusConflict, document.Text{ES: "Eso mismo ya está anotado.", EN: "The very same is recorded already."}}
	case document.Quarantined, document.Unsupported:
	}
	why := document.Text{ES: "No se pudo guardar.", EN: "It could not be kept."}
	if f := reason(r); f.Code != "" {
		why = f.Message
	}
	return &RefusedError{http.StatusUnprocessableEntity, why}
}

// oneLine is what a person wrote, without the line breaks of a text area.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// seen reports that a form was of what the finding says now. One that tells of no
// cause was not sent by the page.
func (v *finding) seen(causes []string) bool {
	if len(causes) == 0 {
		return true
	}
	return !slices.ContainsFunc(v.Found, func(f foundView) bool { return !slices.Contains(causes, f.Cause) })
}

// decision reads the form.
func (v *finding) decision(q *Ask) (*plant.Resolution, error) {
	state := rule.State(q.PostFormValue("estado"))
	v.Note, v.Evident = oneLine(q.PostFormValue("nota")), oneLine(q.PostFormValue("evidencia"))
	for i := range v.States {
		v.States[i].Selected = v.States[i].Key == string(state)
	}
	to := q.PostFormValue("asignado")
	known := false
	for i := range v.People {
		v.People[i].Selected = v.People[i].Key == to
		known = known || v.People[i].Selected
	}
	until, err := q.day("hasta", 0)
	if err != nil {
		return nil, err
	}
	v.Until = until
	switch {
	case !slices.Contains(rule.States(), state):
		return nil, refuse(http.StatusUnprocessableEntity, "Diga qué decide.", "Say what you decide.")
	case !known:
		return nil, refuse(http.StatusUnprocessableEntity, "%q no puede atender hallazgos de este programa.", "%q cannot attend to findings of this programme.", to)
	case !v.seen(q.PostForm["causa"]):
		return nil, refuse(http.StatusConflict, "El hallazgo dice otra cosa que cuando abrió la página. Léalo de nuevo y decida.", "The finding says something else than when you opened the page. Read it again and decide.")
	case v.Note == "":
		return nil, refuse(http.StatusUnprocessableEntity, "Escriba en la nota qué se hizo o se decidió.", "Write in the note what was done or decided.")
	case len(v.Note) > maxNote || len(v.Evident) > maxNote:
		return nil, refuse(http.StatusUnprocessableEntity, "La nota o la evidencia pasa de %d bytes.", "The note or the evidence is over %d bytes.", maxNote)
	}
	r := &plant.Resolution{
		Estado: string(state), Fecha: q.Today, Hasta: until, Quien: q.User.Name, Nota: v.Note, Evidencia: v.Evident, Asignado: to,
		Orden: step.NextOrder(v.said, v.Fingerprint, q.Today),
	}
	if last := len(v.said) - 1; last >= 0 && r.Orden > 1 && sameDecision(&v.said[last], r) { // the button was pressed twice
		return nil, refuse(http.StatusConflict, "Eso mismo ya está anotado.", "The very same is recorded already.")
	}
	return r, nil
}

// sameDecision reports two decisions of one day that say the same, whatever
// their order.
func sameDecision(a, b *plant.Resolution) bool {
	return a.Estado == b.Estado && a.Fecha == b.Fecha && a.Hasta == b.Hasta && a.Quien == b.Quien && a.Nota == b.Nota && a.Evidencia == b.Evidencia && a.Asignado == b.Asignado
}
