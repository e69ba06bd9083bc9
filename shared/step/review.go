package step

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/programme"
)

// reviewGroup is the group of what was asked and answered about packages. They
// move nothing and are in no cut.
const reviewGroup = "revisiones"

// ReviewState is what a fact says of the approval of a package.
type ReviewState string

// The states. A package of the same cut and findings is asked for once; the
// first approval of it stands.
const (
	ReviewAsked    ReviewState = "pedida"
	ReviewParked   ReviewState = "en_espera" // the run stands still; its state is on the work shelf
	ReviewApproved ReviewState = "aprobada"
	ReviewReturned ReviewState = "devuelta"
	ReviewExpired  ReviewState = "vencida" // derived: asked, and nobody answered in time
)

// Review is one such fact.
type Review struct {
	State      ReviewState          `json:"estado"`
	Period     string               `json:"periodo"`
	Cut        document.Hash        `json:"corte"`
	CrossCheck document.Hash        `json:"hallazgos"`
	At         time.Time            `json:"momento"`
	Until      time.Time            `json:"vence,omitzero"`
	Remind     time.Time            `json:"recuerda,omitzero"`
	Reviewers  []programme.Reviewer `json:"aprueba,omitempty"`
	Token      string               `json:"token,omitempty"` // of the execution that waits
	Parked     document.Hash        `json:"en,omitempty"`    // of the run that stands still
	Who        string               `json:"quien,omitempty"`
	Capacity   string               `json:"cargo,omitempty"`
	On         document.Date        `json:"fecha,omitzero"`
	Reason     string               `json:"motivo,omitempty"`

	hash document.Hash
}

// ReviewIn is the payload of review: it asks, or with By it answers.
type ReviewIn struct {
	RFC        string        `json:"rfc"`
	Period     string        `json:"period"`
	Cut        document.Hash `json:"cut,omitempty"`
	CrossCheck document.Hash `json:"crosscheck,omitempty"`
	Token      string        `json:"token,omitempty"`
	By         string        `json:"by,omitempty"` // "NAME, CAPACITY"
	Return     bool          `json:"return,omitempty"`
	Reason     string        `json:"reason,omitempty"`
}

// ReviewOut says how it stands.
type ReviewOut struct {
	State    ReviewState   `json:"state"`
	Approval document.Hash `json:"approval"` // the fact, "" while nobody approved
	Until    time.Time     `json:"until,omitzero"`
	Reason   string        `json:"reason,omitempty"` // why it was returned
	// Note is what whoever answered has to know, in both languages; "" for nothing.
	Note string `json:"note,omitempty"`
	// Asked is the request that is answered, for who hands its token back.
	Asked *Review `json:"-"`
	// Answered is when it was returned; zero of all else.
	Answered time.Time `json:"-"`
}

// toldFor is for how many days after a supplement was returned people are told so
// without looking for it: whoever was away, and a day on which the schedule did not
// run, miss nothing of it.
const toldFor = 7

// Told reports a package that was returned, and the last news of it since came, so
// long before a day that who looks at what waits for a person was told. It is told
// all the same where nothing of its period is sealed.
func (o *ReviewOut) Told(news time.Time, today document.Date) bool {
	if news.Before(o.Answered) {
		news = o.Answered
	}
	return o.State == ReviewReturned && dayOf(news).AddDays(toldFor) < today
}

const day = 24 * time.Hour

// needOf is what the workflow is told of a policy.
func needOf(r *programme.Review) ReviewNeed {
	if r == nil {
		return ReviewNeed{}
	}
	return ReviewNeed{Required: true, Seconds: int(time.Duration(r.Limit) * day / time.Second)}
}

// Reviews are what was asked and answered in a programme, in the order it
// happened.
func Reviews(ctx context.Context, store FactStore, rfc string) ([]Review, error) {
	out, err := ownFacts(ctx, store, rfc, reviewGroup, func(x *Review, h document.Hash) { x.hash = h })
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Review) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.hash, b.hash)) })
	return out, nil
}

// Reviewed are the periods that were asked for, sorted.
func Reviewed(all []Review) []string {
	var out []string
	for i := range all {
		if all[i].State == ReviewAsked {
			out = append(out, all[i].Period)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// OfPeriod is the last request about a period with how it stands at a time:
// asked, approved, returned or expired; nil when nothing was asked.
func OfPeriod(all []Review, period string, now time.Time) (asked *Review, out ReviewOut) {
	for i := range all {
		if all[i].State == ReviewAsked && all[i].Period == period {
			asked = &all[i]
		}
	}
	if asked == nil {
		return nil, out
	}
	return asked, standingOf(all, asked, now)
}

// standingOf is how a request stands. The first approval of a cut counts, else
// the last return since it was asked.
func standingOf(all []Review, asked *Review, now time.Time) ReviewOut {
	out := ReviewOut{State: ReviewAsked, Until: asked.Until, Asked: asked}
	if now.After(asked.Until) {
		out.State = ReviewExpired
	}
	for i := range all {
		x := &all[i]
		if x.Cut != asked.Cut || x.CrossCheck != asked.CrossCheck {
			continue
		}
		switch x.State {
		case ReviewApproved:
			return ReviewOut{State: ReviewApproved, Approval: x.hash, Until: asked.Until, Asked: asked}
		case ReviewReturned:
			if !x.At.Before(asked.At) {
				out.State, out.Reason, out.Answered = ReviewReturned, x.Reason, x.At
			}
		case ReviewAsked, ReviewParked, ReviewExpired:
		}
	}
	return out
}

// Ask writes down that a package waits for approval, unless the same one waits,
// was approved or was returned already: a second start finds the first.
func (c *Compile) Ask(ctx context.Context, in ReviewIn) (ReviewOut, error) {
	var cut Cut
	if err := c.get(ctx, in.RFC, in.Cut, &cut); err != nil {
		return ReviewOut{}, err
	}
	if cut.Review == nil || c.Now == nil {
		return ReviewOut{}, fault.Newf(fault.Misconfigured, "review "+in.Period, "the programme names nobody who approves, or there is no clock")
	}
	now := c.Now().UTC().Truncate(time.Second)
	return c.settle(ctx, in.RFC, in.Period, func(all []Review) (*Review, ReviewOut, error) {
		for i := range slices.Backward(all) {
			old := &all[i]
			if old.State != ReviewAsked || old.Cut != in.Cut || old.CrossCheck != in.CrossCheck {
				continue
			}
			out := standingOf(all, old, now)
			if out.State == ReviewExpired || out.State == ReviewAsked && old.Token != in.Token {
				break // asked again; an execution that waits with another token takes the place of the one before
			}
			return nil, out, nil
		}
		asked := &Review{
			State: ReviewAsked, Period: in.Period, Cut: in.Cut, CrossCheck: in.CrossCheck, At: now, Token: in.Token, Reviewers: cut.Review.Reviewers,
			Until: now.Add(time.Duration(cut.Review.Limit) * day), Remind: now.Add(time.Duration(cut.Review.Reminder) * day),
		}
		return asked, ReviewOut{State: ReviewAsked, Until: asked.Until, Asked: asked}, nil
	})
}

// Answer writes down that one of the persons named approved what waits of a
// period, or returned it.
func (c *Compile) Answer(ctx context.Context, in ReviewIn) (ReviewOut, error) {
	who, ok := programme.ParseReviewer(in.By)
	if !ok || in.Return && in.Reason == "" {
		return ReviewOut{}, fault.Newf(fault.Misconfigured, "review "+in.Period, "it takes \"name, capacity\", and a reason to return it")
	}
	if c.Now == nil {
		return ReviewOut{}, fault.Newf(fault.Misconfigured, "review "+in.Period, "there is no clock")
	}
	return c.settle(ctx, in.RFC, in.Period, func(all []Review) (*Review, ReviewOut, error) { return answer(all, &in, who, c.Now()) })
}

// answer is what is written down of an answer; nil when it was given already.
func answer(all []Review, in *ReviewIn, who programme.Reviewer, at time.Time) (*Review, ReviewOut, error) {
	now := at.UTC().Truncate(time.Second)
	asked, out := OfPeriod(all, in.Period, now)
	switch {
	case asked == nil:
		return nil, out, fault.Newf(fault.Misconfigured, "review "+in.Period, "nothing of that period waits for approval")
	case !slices.Contains(asked.Reviewers, who):
		return nil, out, fault.Newf(fault.Misconfigured, "review "+in.Period, "the programme does not name %s, %s to approve", who.Name, who.Capacity)
	case out.State == ReviewApproved:
		return nil, out, nil // the first approval stands
	case in.Return && returned(all, asked, who, in.Reason):
		return nil, out, nil // they said so already
	case out.State == ReviewExpired:
		return nil, out, fault.Newf(fault.Misconfigured, "review "+in.Period, "it was not approved in time: it waited until %s", asked.Until.Format(time.RFC3339))
	}
	x := &Review{
		State: ReviewApproved, Period: in.Period, Cut: asked.Cut, CrossCheck: asked.CrossCheck, At: now, Who: who.Name, Capacity: who.Capacity,
		On: dayOf(at), Reason: in.Reason,
	}
	if in.Return {
		x.State = ReviewReturned
	}
	return x, ReviewOut{State: x.State, Until: asked.Until, Reason: in.Reason, Asked: asked}, nil
}

// returned reports that somebody returned what was asked, for the same reason.
func returned(all []Review, asked *Review, who programme.Reviewer, why string) bool {
	return slices.ContainsFunc(all, func(x Review) bool {
		return x.State == ReviewReturned && x.Cut == asked.Cut && x.CrossCheck == asked.CrossCheck && !x.At.Before(asked.At) &&
			x.Who == who.Name && x.Capacity == who.Capacity && x.Reason == why
	})
}

// dayOf is the civil day of a moment in Mexico City.
func dayOf(at time.Time) document.Date {
	at = InMexico(at)
	return document.NewDate(at.Year(), int(at.Month()), at.Day())
}

// InMexico is a moment by the clock of Mexico City, which has stood six hours
// behind UTC all year since 2022, before any document or answer came here.
func InMexico(at time.Time) time.Time {
	const behind = -6 * 60 * 60
	return at.In(time.FixedZone("Mexico City", behind))
}

// approvedBy is who approved what is rendered; nil where nobody has to.
func (c *Compile) approvedBy(ctx context.Context, in RenderIn) (*expediente.Reviewed, error) {
	if in.Approval == "" {
		return nil, nil //nolint:nilnil // the policy says so
	}
	all, err := Reviews(ctx, c.Books, in.RFC)
	if err != nil {
		return nil, err
	}
	for i := range all {
		x := &all[i]
		if x.hash == in.Approval && x.State == ReviewApproved && x.Cut == in.Cut && x.CrossCheck == in.CrossCheck {
			return &expediente.Reviewed{Who: x.Who, Capacity: x.Capacity, On: x.On}, nil
		}
	}
	return nil, fault.Newf(fault.Corrupt, "render "+in.Period, "%s is no approval of this cut", in.Approval)
}

// settle writes into the journal what is decided on the ground of all that was
// written before; when something else came meanwhile it decides again.
func (c *Compile) settle(ctx context.Context, rfc, period string, decide func(all []Review) (*Review, ReviewOut, error)) (ReviewOut, error) {
	for range attempts {
		head, err := c.Books.Head(ctx, rfc)
		if err != nil {
			return ReviewOut{}, err //nolint:wrapcheck // a fault of the store, already classified
		}
		all, err := Reviews(ctx, c.Books, rfc)
		if err != nil {
			return ReviewOut{}, err
		}
		x, out, err := decide(all)
		if err != nil || x == nil {
			return out, err
		}
		commit, err := x.commit(rfc, head, c.Now())
		if err != nil {
			return out, err
		}
		if x.State == ReviewApproved {
			out.Approval = x.hash
		}
		err = c.Books.Commit(ctx, commit)
		if !fault.Is(err, fault.Conflict) {
			return out, err //nolint:wrapcheck // a fault of the store, already classified
		}
	}
	return ReviewOut{}, fault.Newf(fault.Conflict, "review "+period, "the journal of %s kept moving for %d attempts", rfc, attempts)
}

// commit is the journal's word of it.
func (x *Review) commit(rfc string, head Head, now time.Time) (Commit, error) {
	data, err := json.Marshal(x)
	if err != nil {
		return Commit{}, fmt.Errorf("review %s: %w", x.Period, err)
	}
	x.hash = document.HashOf(data)
	e, err := Chain(head.Hash, head.Seq+1, now, Record{
		RFC: rfc, SHA: x.hash, Name: string(x.State) + " " + x.Period, Kind: document.KindReview, Key: "sha256:" + string(x.hash),
		Status: document.Accepted, Inside: true, Fact: x.hash,
	})
	if err != nil {
		return Commit{}, fmt.Errorf("review %s: %w", x.Period, err)
	}
	fact := FactRecord{Hash: x.hash, Kind: FactReview, Key: x.Period, Group: reviewGroup, Data: data}
	return Commit{RFC: rfc, After: head, Terms: head.Terms, Entries: []Entry{e}, Facts: []FactRecord{fact}}, nil
}
