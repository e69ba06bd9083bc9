package desk

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/correction"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// mayType reports a document of which a person may type values: it was set
// apart, and it is a PDF or a picture that was read by itself.
func mayType(doc *Shelved, o *opening) bool {
	p := o.Paper
	if doc.Record.Status != document.Quarantined || p == nil || p.Bytes == nil || p.Typed != nil {
		return false
	}
	return o.page != nil && o.of == doc.Record.SHA || doc.Record.Kind == document.KindImage || doc.Record.Source == document.SourceOCR
}

// typingScreen is where a person types what a page says.
type typingScreen struct {
	*page.Frame
	To     string
	Back   string
	Name   string
	Typed  []typedValue
	Page   int
	Box    string
	Read   string
	Value  string
	Motivo string
	Most   int
	Why    *document.Text
	Found  *page.Table // why it is still set apart
	Sheet  *leafView
}

// typedValue is a value that was typed before the form is sent.
type typedValue struct {
	Where, Read, Value string
	Place              string // for people
}

// typingQuery is the address of the form for one place.
func typingQuery(n int, b document.Box, read string) string {
	return "?" + url.Values{"hoja": {strconv.Itoa(n)}, "caja": {boxText(b)}, "leido": {read}}.Encode()
}

func boxText(b document.Box) string { return fmt.Sprintf("%d,%d,%d,%d", b.X0, b.Y0, b.X1, b.Y1) }

func boxOf(s string) (b document.Box, ok bool) {
	parts := strings.Split(s, ",")
	if len(parts) != 4 {
		return b, false
	}
	for i, to := range []*int{&b.X0, &b.Y0, &b.X1, &b.Y1} {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < -100_000 || n > 100_000 {
			return b, false
		}
		*to = n
	}
	return b, true
}

// wantTyping is the document of the address, when a person may type for it.
func (d *Desk) wantTyping(q *Ask) (*Shelved, *opening, error) {
	s, doc, err := d.wantDoc(q)
	if err != nil {
		return nil, nil, err
	}
	o, err := d.openDoc(q.Context(), q.Programme.RFC, s, doc)
	if err != nil {
		return nil, nil, err
	}
	if !mayType(doc, o) {
		return nil, nil, refuse(http.StatusUnprocessableEntity,
			"Sólo se capturan valores de un PDF o de una imagen en cuarentena. Lo que dice un documento aceptado no se cambia.",
			"Values are typed for a quarantined PDF or picture only. What an accepted document says is not changed.")
	}
	return doc, o, nil
}

func (d *Desk) typing(q *Ask) (*Answer, error) {
	doc, o, err := d.wantTyping(q)
	if err != nil {
		return nil, err
	}
	v := q.typingForm(doc)
	return d.showTyping(q, v, o, http.StatusOK)
}

// typingForm is the form as it was sent.
func (q *Ask) typingForm(doc *Shelved) *typingScreen {
	v := &typingScreen{
		Frame: q.Frame(q.Route.Title), To: q.docAt(doc.Record.SHA) + "/captura", Back: q.docAt(doc.Record.SHA), Name: doc.Name,
		Page: 1, Box: q.FormValue("caja"), Read: q.FormValue("leido"), Value: q.FormValue("valor"), Motivo: q.FormValue("motivo"), Most: correction.MaxText,
	}
	if n, err := strconv.Atoi(q.FormValue("hoja")); err == nil {
		v.Page = n
	}
	where, read, value := q.Form["en"], q.Form["decia"], q.Form["dice"]
	for i := range min(len(where), len(read), len(value), correction.MaxValues) {
		v.Typed = append(v.Typed, typedValue{where[i], read[i], value[i], placeText(where[i], q.Lang)})
	}
	if q.FormValue("hacer") == "agregar" && v.Value != "" && v.Box != "" {
		at := fmt.Sprintf("%d:%s", v.Page, v.Box)
		v.Typed = append(v.Typed, typedValue{at, v.Read, v.Value, placeText(at, q.Lang)})
		v.Box, v.Read, v.Value = "", "", ""
	}
	return v
}

func placeText(where string, lang document.Lang) string {
	n, box, _ := strings.Cut(where, ":")
	return document.Textf("hoja %s (%s)", "page %s (%s)", n, box).In(lang)
}

// showTyping shows the form beside its page, whose words can be clicked.
func (d *Desk) showTyping(q *Ask, v *typingScreen, o *opening, status int) (*Answer, error) {
	leaf, err := d.leafOf(q.Context(), q.Programme.RFC, o, v.Page)
	if err != nil {
		return nil, err
	}
	if leaf != nil {
		if s, ok := viewOf(leaf, v.Page, v.Back+"/hoja/"+strconv.Itoa(v.Page)); ok {
			v.Sheet = s
			v.markWords(leaf)
		}
	}
	a, err := d.render(q, "typing.html", v)
	if err == nil {
		a.Status = status
	}
	return a, err
}

// markWords makes every word of the page a way to the form for its place.
func (v *typingScreen) markWords(leaf *Leaf) {
	kept := url.Values{}
	for _, t := range v.Typed {
		kept.Add("en", t.Where)
		kept.Add("decia", t.Read)
		kept.Add("dice", t.Value)
	}
	if v.Motivo != "" {
		kept.Set("motivo", v.Motivo)
	}
	more := ""
	if len(kept) > 0 {
		more = "&" + kept.Encode()
	}
	v.Sheet.turn(leaf.Pages, func(n int) string { return v.To + "?hoja=" + strconv.Itoa(n) + more })
	for i := range leaf.Words {
		w := &leaf.Words[i]
		b := document.Box{X0: int(w.X0), Y0: int(w.Y0), X1: int(w.X1) + 1, Y1: int(w.Y1) + 1}
		v.Sheet.mark(b, w.S, v.To+typingQuery(v.Page, b, w.S)+more+"#valor", boxText(b) == v.Box)
	}
	if b, ok := boxOf(v.Box); ok && !slices.ContainsFunc(v.Sheet.Boxes, func(s spot) bool { return s.Chosen }) {
		v.Sheet.mark(b, v.Read, v.To+typingQuery(v.Page, b, v.Read)+more+"#valor", true)
	}
}

// correction is what the form says, with who sent it and when.
func (v *typingScreen) correction(q *Ask, sha document.Hash, now time.Time) (*correction.Correction, error) {
	c := &correction.Correction{Documento: sha, Motivo: strings.TrimSpace(v.Motivo), Quien: q.User.Name, Cuando: now.UTC().Format(time.RFC3339)}
	all := v.Typed
	if v.Value != "" || v.Box != "" {
		all = append(slices.Clone(all), typedValue{Where: fmt.Sprintf("%d:%s", v.Page, v.Box), Read: v.Read, Value: v.Value})
	}
	for _, t := range all {
		n, box, _ := strings.Cut(t.Where, ":")
		at, err := strconv.Atoi(n)
		b, ok := boxOf(box)
		if err != nil || !ok {
			return nil, refuse(http.StatusUnprocessableEntity, "El lugar %q no es una hoja y una caja.", "The place %q is no page and box.", t.Where)
		}
		c.Valores = append(c.Valores, correction.Value{Pagina: at, Caja: []int{b.X0, b.Y0, b.X1, b.Y1}, Leido: t.Read, Valor: strings.TrimSpace(t.Value)})
	}
	return c, nil
}

// typed reads the document again with what was typed. It is kept only when the
// document then passes what every document must pass.
func (d *Desk) typed(q *Ask) (*Answer, error) {
	doc, o, err := d.wantTyping(q)
	if err != nil {
		return nil, err
	}
	v := q.typingForm(doc)
	c, err := v.correction(q, doc.Record.SHA, d.Now())
	if refused, ok := errors.AsType[*RefusedError](err); ok {
		v.Why = &refused.Text
		return d.showTyping(q, v, o, refused.Status)
	}
	if v.Motivo == "" || len(c.Valores) == 0 {
		v.Why = &document.Text{ES: "Hace falta el lugar, lo que dice la página y el motivo.", EN: "The place, what the page says and the reason are needed."}
		return d.showTyping(q, v, o, http.StatusUnprocessableEntity)
	}
	pack, err := step.PackCorrection(fileName(doc.Name), o.Paper.Bytes, c)
	if wrong, ok := errors.AsType[*step.CorrectionError](err); ok {
		v.Why = &wrong.Findings[0].Message
		return d.showTyping(q, v, o, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // names itself
	}
	name := "correccion-" + string(doc.Record.SHA[:12]) + ".zip"
	papers, err := d.Intake.Try(q.Context(), q.Programme.RFC, name, pack)
	if err != nil {
		return nil, err //nolint:wrapcheck // cancelled
	}
	for _, p := range papers {
		if p.Record.Corrects != doc.Record.SHA {
			continue
		}
		if p.Record.Status != document.Accepted {
			v.Why = &document.Text{ES: "Con eso sigue en cuarentena, y no se guardó nada.", EN: "With that it stays quarantined, and nothing was kept."}
			v.Found = q.findingTable(&p.Record)
			return d.showTyping(q, v, o, http.StatusUnprocessableEntity)
		}
		if _, err := d.Intake.Take(q.Context(), q.Programme.RFC, name, pack); err != nil {
			return nil, err //nolint:wrapcheck // names the file
		}
		return &Answer{Status: http.StatusSeeOther, To: q.docAt(p.Record.SHA), Note: "typed " + strconv.Itoa(len(c.Valores))}, nil
	}
	return nil, fmt.Errorf("correction of %s: not found in its own delivery", doc.Record.SHA) //nolint:err113 // cannot happen
}
