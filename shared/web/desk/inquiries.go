package desk

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// Inquirer works out what people ask of the books now and then, each answer once
// for each state of them.
type Inquirer interface {
	// Inquire asks with a judge of the programme; the same name, day and detail of
	// one state of the books is the same question.
	Inquire(ctx context.Context, rfc string, of Inquiry, work func(context.Context, *step.Judge) (any, error)) (any, error)
}

// Inquiry names a question: which, as of which day, and of which month.
type Inquiry struct {
	Name   string
	On     document.Date
	Detail string
}

type inquiryKey struct {
	stamp
	Inquiry
}

// keptInquiries is how many answers are kept at once: some hold every lot.
const keptInquiries = 2

// Inquire implements Inquirer.
func (o *Office) Inquire(ctx context.Context, rfc string, of Inquiry, work func(context.Context, *step.Judge) (any, error)) (any, error) {
	at, err := o.reading.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	o.asked.forget(func(k inquiryKey) bool { return k.before(at) })
	return o.asked.of(ctx, inquiryKey{at, of}, func(ctx context.Context) (out any, err error) {
		err = o.judge(rfc, func(j *step.Judge) error {
			out, err = work(ctx, j)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("inquiry %s of %s: %w", of.Name, rfc, err)
		}
		return out, nil
	})
}

const inquiriesPath = "/p/{rfc}/consultas"

func inquiryRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: inquiriesPath, May: readers(), Title: document.Text{ES: "Consultas", EN: "Inquiries"}, Key: "o", screen: (*Desk).inquiries},
		{Method: http.MethodGet, Path: inquiriesPath + "/{consulta}", May: readers(), Title: document.Text{ES: "Consulta", EN: "Inquiry"}, Under: inquiriesPath, Examples: []string{"?al=2021-02-20"}, screen: (*Desk).inquiry},
	}
}

// inquiry is one thing that is asked of the books: what the command line gives
// under a verb of its own.
type inquiry struct {
	key, verb string
	name      document.Text
	note      document.Text // what it says and what it does not
	// dated, monthly: what it is asked with. opens: it says nothing of days before
	// the opening balances.
	dated, monthly, opens bool
	tables                func(*Desk, *Ask, Inquiry) ([]*page.Table, error)
}

// ask works an answer out and makes its tables.
func ask[V any](work func(context.Context, *step.Judge, *Ask, Inquiry) (V, error), tables func(*Ask, V, Inquiry) []*page.Table) func(*Desk, *Ask, Inquiry) ([]*page.Table, error) {
	return func(d *Desk, q *Ask, of Inquiry) ([]*page.Table, error) {
		rfc := q.Programme.RFC
		v, err := d.Inquirer.Inquire(q.Context(), rfc, of, func(ctx context.Context, j *step.Judge) (any, error) { return work(ctx, j, q, of) })
		if err != nil {
			return nil, err //nolint:wrapcheck // names the inquiry
		}
		return tables(q, v.(V), of), nil //nolint:forcetypeassert // what work gave
	}
}

// inquired is the screen of one inquiry.
type inquired struct {
	*page.Frame
	Name, Note, Verb string
	On               document.Date // unknown: it is not of a day
	Month            string
	Several          *several
}

func (d *Desk) inquiries(q *Ask) (*Answer, error) {
	v := &inquiryList{Frame: q.Frame(q.Route.Title)}
	v.Table = page.Tabulate("consultas", document.Text{ES: "Qué se puede consultar", EN: "What can be asked"}, q.head(q.Today), []page.Field[inquiry]{
		{Key: "consulta", Of: func(i *inquiry) string { return i.name.In(q.Lang) }, ES: "Consulta", EN: "Inquiry", Link: func(i *inquiry) string { return q.at("consultas/" + i.key) }},
		{Key: "que_dice", Of: func(i *inquiry) string { return i.note.In(q.Lang) }, ES: "Qué dice", EN: "What it says"},
		{Key: "orden", Of: func(i *inquiry) string { return "immex " + i.verb }, ES: "En la línea de comandos", EN: "On the command line", Whole: true},
	}, inquiries())
	return d.show(q, "inquiries.html", v.Table, v)
}

type inquiryList struct {
	*page.Frame
	Table *page.Table
}

func (d *Desk) inquiry(q *Ask) (*Answer, error) {
	all := inquiries()
	at := slices.IndexFunc(all, func(i inquiry) bool { return i.key == q.PathValue("consulta") })
	if at < 0 {
		return nil, missing()
	}
	i := &all[at]
	v := &inquired{Frame: q.Frame(i.name), Note: i.note.In(q.Lang), Verb: i.verb}
	of := Inquiry{Name: i.key, On: q.Today}
	var err error
	switch {
	case i.dated:
		of.On, err = q.inquiryDay(i)
		v.On = of.On
	case i.monthly:
		of.Detail, err = q.inquiryMonth(i)
		v.Month = of.Detail
	}
	if err != nil {
		return nil, err
	}
	tables, err := i.tables(d, q, of)
	if err != nil {
		return nil, err
	}
	s, shown, err := q.several(tables, true)
	if err != nil {
		return nil, err
	}
	v.Several = s
	return d.show(q, "inquiry.html", shown, v)
}

// maxAhead is how many months after today a day may be that is asked for.
const maxAhead = 120

// inquiryDay is the day that the address asks an inquiry of.
func (q *Ask) inquiryDay(i *inquiry) (document.Date, error) {
	on, err := q.day("al", q.Today)
	switch {
	case err != nil:
		return 0, err
	case on > q.Today.AddMonths(maxAhead):
		return 0, refuse(http.StatusBadRequest, "La fecha %s está a más de %d años de hoy.", "The date %s is more than %d years from today.", on, maxAhead/12)
	case i.opens:
		return on, q.afterOpening(on)
	}
	return on, nil
}

// inquiryMonth is the month that the address asks an inquiry of, the one before this
// when it asks of none.
func (q *Ask) inquiryMonth(i *inquiry) (string, error) {
	month, err := q.periodOr("mes", q.Today.AddMonths(-1).String()[:len("2006-01")])
	if err != nil {
		return "", err
	}
	from, to, err := step.Period(month)
	switch {
	case err != nil:
		return "", err //nolint:wrapcheck // names the period
	case from > q.Today:
		return "", refuse(http.StatusBadRequest, "El mes %s no ha empezado.", "The month %s has not begun.", month)
	case i.opens:
		return month, q.afterOpening(to)
	}
	return month, nil
}

// periodOr is the month that the address asks for.
func (q *Ask) periodOr(key, fallback string) (string, error) {
	s := q.FormValue(key)
	if s == "" {
		return fallback, nil
	}
	if _, _, err := step.Period(s); err != nil || len(s) != len(fallback) {
		return "", refuse(http.StatusBadRequest, "El periodo %q no es como %s.", "The period %q is not like %s.", s, fallback)
	}
	return s, nil
}
