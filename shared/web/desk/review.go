package desk

import (
	"net/http"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// reviewView is how the approval of a period stands.
type reviewView struct {
	State     document.Text
	Until     string
	Reviewers []programme.Reviewer
	Waits     bool
	Open      bool // it may still be approved or returned
	Reason    string
	By        string // who approved it, in which capacity and when
	Key       string // names the cut and the findings that are approved
	Mine      *programme.Reviewer
	History   *page.Table
	// Frozen counts the findings of the cut, FrozenAt is where they are listed.
	Frozen    []figure
	FrozenAll int
	FrozenAt  string
	// FrozenLacks is what they miss of what the package will tell.
	FrozenLacks document.Text
	NoFrozen    document.Text // why they cannot be had
	BadFrozen   bool          // they should be there
}

// reviewState says how an approval stands.
func reviewState(s step.ReviewState) document.Text {
	switch s {
	case step.ReviewAsked, step.ReviewParked:
		return document.Text{ES: "espera aprobación", EN: "waits for approval"}
	case step.ReviewApproved:
		return document.Text{ES: "aprobado", EN: "approved"}
	case step.ReviewReturned:
		return document.Text{ES: "devuelto", EN: "returned"}
	case step.ReviewExpired:
		return document.Text{ES: "no se aprobó a tiempo", EN: "not approved in time"}
	}
	return document.Text{ES: string(s), EN: string(s)}
}

// reviewOf tells how an approval stands; nil when none was asked.
func (d *Desk) reviewOf(q *Ask, period string) (*reviewView, error) {
	all, err := d.Packages.Reviews(q.Context(), q.Programme.RFC)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	asked, out := step.OfPeriod(all, period, d.Now())
	if asked == nil {
		return nil, nil //nolint:nilnil // nothing to show
	}
	v := &reviewView{
		State: reviewState(out.State), Until: asked.Until.In(d.Zone).Format("2006-01-02 15:04"), Reviewers: asked.Reviewers,
		Waits: out.State == step.ReviewAsked, Open: out.State == step.ReviewAsked || out.State == step.ReviewReturned,
		Reason: out.Reason, Key: string(asked.Cut) + string(asked.CrossCheck),
	}
	for i := range all {
		if x := &all[i]; out.State == step.ReviewApproved && x.State == out.State && x.Cut == asked.Cut && x.CrossCheck == asked.CrossCheck && v.By == "" {
			v.By = x.Who + ", " + x.Capacity + ", " + x.On.String()
		}
	}
	if who, ok := programme.ParseReviewer(q.User.Signs); ok && slices.Contains(asked.Reviewers, who) {
		v.Mine = &who
	}
	v.History = d.reviewTable(q, all, period)
	return v, d.freeze(q, v, period, asked.CrossCheck)
}

// reviewTable is what was asked and answered about a period.
func (d *Desk) reviewTable(q *Ask, all []step.Review, period string) *page.Table {
	rows := slices.DeleteFunc(slices.Clone(all), func(x step.Review) bool { return x.Period != period || x.State == step.ReviewParked })
	slices.Reverse(rows)
	done := map[step.ReviewState]document.Text{
		step.ReviewAsked: {ES: "se pidió aprobación", EN: "approval was asked for"}, step.ReviewApproved: {ES: "se aprobó", EN: "approved"}, step.ReviewReturned: {ES: "se devolvió", EN: "returned"},
	}
	t := page.Tabulate("revisiones", document.Text{ES: "Qué se pidió y qué se contestó", EN: "What was asked and answered"}, q.head(q.Today), []page.Field[step.Review]{
		{Key: "momento", ES: "Cuándo", EN: "When", Kind: report.Date, Of: func(x *step.Review) string { return x.At.In(d.Zone).Format("2006-01-02 15:04") }},
		{Key: "que", ES: "Qué", EN: "What", Kind: report.Text, Whole: true, Of: func(x *step.Review) string { return done[x.State].In(q.Lang) }},
		{Key: "quien", ES: "Quién", EN: "Who", Kind: report.Text, Of: func(x *step.Review) string { return x.Who }},
		{Key: "cargo", ES: "Cargo", EN: "Capacity", Kind: report.Text, Of: func(x *step.Review) string { return x.Capacity }},
		{Key: "motivo", ES: "Por qué", EN: "Why", Kind: report.Text, Of: func(x *step.Review) string { return x.Reason }},
		{Key: "corte", ES: "Corte", EN: "Cut", Kind: report.Text, Whole: true, Of: func(x *step.Review) string { return string(x.Cut)[:min(len(x.Cut), 12)] }},
	}, rows)
	t.Top(inBlock, "")
	return t
}

// review approves what waits of a period, or returns it, in the name that the
// account of who asks signs as.
func (d *Desk) review(q *Ask) (*Answer, error) {
	v, err := d.periodView(q)
	if err != nil {
		return nil, err
	}
	back, why := q.PostFormValue("respuesta") == "devolver", oneLine(q.PostFormValue("porque"))
	if refused := refuseReview(q, v, why); refused != nil && !v.unheard(q) {
		v.Why, v.ReviewReason = &refused.Text, why
		a, err := d.render(q, "period.html", v)
		if err == nil {
			a.Status, a.Note = refused.Status, "refused"
		}
		return a, err
	}
	by := v.Review.Mine.Name + ", " + v.Review.Mine.Capacity
	ok, err := d.Clerk.Answer(q.Context(), step.ReviewIn{RFC: q.Programme.RFC, Period: v.Period, By: by, Return: back, Reason: why})
	if err != nil {
		return nil, err //nolint:wrapcheck // names the period
	}
	if !ok {
		return nil, busyBuilding()
	}
	note := "approve "
	if back {
		note = "return "
	}
	return &Answer{Status: http.StatusSeeOther, To: v.Self, Note: note + v.Period + " · " + by}, nil
}

// unheard reports an approval that is recorded while what waited for it still
// runs: whoever recorded it may not have come to tell. It is told again.
func (v *period) unheard(q *Ask) bool {
	r := v.Review
	return r != nil && r.By != "" && r.Mine != nil && v.Running && q.PostFormValue("respuesta") == "aprobar" && q.PostFormValue("pide") == r.Key
}

func busyBuilding() error {
	return refuse(http.StatusConflict, "Ya se está compilando un paquete: espere a que termine.", "A package is being built already: wait until it is done.")
}

// refuseReview is why an answer does not count; nil when it does.
func refuseReview(q *Ask, v *period, why string) *RefusedError {
	r := v.Review
	no := func(status int, es, en string, args ...any) *RefusedError {
		return &RefusedError{status, document.Textf(es, en, args...)}
	}
	switch answer := q.PostFormValue("respuesta"); {
	case r == nil:
		return no(http.StatusConflict, "Nada de %s espera aprobación.", "Nothing of %s waits for approval.", v.Period)
	case !r.Open:
		return &RefusedError{http.StatusConflict, document.Text{ES: v.Period + " ya no espera respuesta: " + r.State.ES + ".", EN: v.Period + " waits for no answer any more: " + r.State.EN + "."}}
	case r.Mine == nil:
		return no(http.StatusForbidden, "Su cuenta no firma como nadie que el programa designe. Quien administra dice en Usuarios como quién firma cada cuenta.", "Your account signs as nobody whom the programme designates. An administrator says in Users as whom each account signs.")
	case q.PostFormValue("pide") != r.Key:
		return no(http.StatusConflict, "Lo que se aprueba cambió desde que abrió la página: véalo y conteste de nuevo.", "What is approved changed since you opened the page: look and answer again.")
	case answer != "aprobar" && answer != "devolver":
		return no(http.StatusUnprocessableEntity, "Diga si lo aprueba o lo devuelve.", "Say whether you approve or return it.")
	case answer == "devolver" && why == "":
		return no(http.StatusUnprocessableEntity, "Escriba por qué lo devuelve.", "Write why you return it.")
	case len(why) > maxNote:
		return no(http.StatusUnprocessableEntity, "Lo escrito pasa de %d bytes.", "What is written is over %d bytes.", maxNote)
	}
	return nil
}

// waitsFor tells how the approval of a period stands, for lists; "" when nobody
// was asked or it was approved.
func waitsFor(asked *step.Review, out *step.ReviewOut) document.Text {
	if asked == nil {
		return document.Text{}
	}
	switch out.State {
	case step.ReviewAsked, step.ReviewParked:
		var who []string
		for _, r := range asked.Reviewers {
			who = append(who, r.Name)
		}
		return document.Textf("espera aprobación de %s", "waits for approval by %s", strings.Join(who, "; "))
	case step.ReviewReturned:
		return document.Textf("devuelto: %s", "returned: %s", out.Reason)
	case step.ReviewExpired:
		return reviewState(step.ReviewExpired)
	case step.ReviewApproved:
	}
	return document.Text{}
}
