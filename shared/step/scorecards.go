package step

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule/scorecard"
)

// delivered is one document somebody answers for, before its findings are
// known.
type delivered struct {
	scorecard.Delivery
	sha    document.Hash
	key    string        // of its findings on the board
	mailed document.Date // that the mail was received it came in, where it says so
}

// Scorecards tells of every broker and supplier what was delivered, how much
// of it was refused, what is most often found in it and how late it came.
// What the authority delivers by itself (Data Stage) counts as the broker's
// document and never for its delay.
func (j *Judge) Scorecards(ctx context.Context, rfc string, on document.Date) ([]scorecard.Row, error) {
	b, err := j.Board(ctx, rfc, on)
	if err != nil {
		return nil, err
	}
	return b.Scorecards(ctx, j.Books)
}

// Scorecards are those of what is on the board.
func (b *Board) Scorecards(ctx context.Context, books Books) ([]scorecard.Row, error) {
	if b.Judged == nil {
		return nil, nil
	}
	codes := map[string][]string{}
	for i := range b.Found {
		f := &b.Found[i]
		if f.Document == ofBooks || f.Rule != nil && f.Rule.Case == nil {
			continue // what books find nobody delivered
		}
		codes[f.Key] = append(codes[f.Key], f.Finding.Code)
	}
	came := arrivals{of: map[document.Hash]document.Date{}, days: map[document.Date]*span{}}
	for e, err := range books.Entries(ctx, b.RFC, 0) {
		if err != nil {
			return nil, err
		}
		came.add(&e)
	}
	all := slices.Clone(b.Judged.delivered)
	for i := range all {
		came.load(&all[i])
	}
	out := make([]scorecard.Delivery, 0, len(all))
	for _, d := range all {
		d.Findings = codes[d.key]
		d.Received, d.Undated = came.received(&d)
		out = append(out, d.Delivery)
	}
	return scorecard.Rows(out), nil
}

// aLoad is how many days apart documents may be that somebody delivers as they
// come. What a day brings that is further apart was loaded by whoever keeps the
// books, and the day says nothing about who made it: a week, as often as a busy
// person clears a tray.
const aLoad = 7

// arrivals is when documents came, as far as the journal can tell.
type arrivals struct {
	of    map[document.Hash]document.Date
	first document.Date // of all
	days  map[document.Date]*span
}

// span is from when to when what came on one day is dated.
type span struct{ first, last document.Date }

func (a *arrivals) add(e *Entry) {
	if _, again := a.of[e.Record.SHA]; again || !e.Record.Came() {
		return
	}
	on := civil(e.RecordedAt)
	a.of[e.Record.SHA] = on
	if !a.first.Known() || on < a.first {
		a.first = on
	}
}

// load widens the span of the day on which a document came by itself.
func (a *arrivals) load(d *delivered) {
	on := a.of[d.sha]
	if !d.Since.Known() || !on.Known() || d.mailed.Known() {
		return
	}
	s := a.days[on]
	if s == nil {
		a.days[on] = &span{d.Since, d.Since}
		return
	}
	s.first, s.last = min(s.first, d.Since), max(s.last, d.Since)
}

// received is the day a document was delivered, or why nobody knows it: by the
// mail that brought it, else by the journal, unless it is older than the journal
// or came in a load.
func (a *arrivals) received(d *delivered) (document.Date, scorecard.Undated) {
	on := a.of[d.sha]
	switch {
	case !d.Since.Known() || !on.Known():
		return 0, scorecard.NoDate
	case d.mailed.Known():
		return d.mailed, ""
	case d.Since < a.first:
		return 0, scorecard.Older
	case a.days[on].first.DaysUntil(a.days[on].last) > aLoad:
		return 0, scorecard.Loaded
	}
	return on, ""
}

// civil is the day of a moment where the company's law counts its days.
func civil(t time.Time) document.Date {
	const offset = -6 * 60 * 60 // Mexico City, without summer time since 2022
	t = t.In(time.FixedZone("CST", offset))
	return document.NewDate(t.Year(), int(t.Month()), t.Day())
}

// deliver notes who answers for a paper, refused or not.
func (k *Judgement) deliver(p *Paper, refused bool) {
	var mailed document.Date
	if !p.mailed.IsZero() {
		mailed = civil(p.mailed)
	}
	key := strings.Clone(p.Record.Key) // a piece of a delivery would hold all of it
	add := func(kind scorecard.Kind, id, name string, since document.Date) {
		if id == "" {
			return
		}
		k.delivered = append(k.delivered, delivered{scorecard.Delivery{
			Document: key, Kind: kind, ID: strings.Clone(id), Name: strings.Clone(name), Refused: refused, Since: since,
		}, p.Record.SHA, key, mailed})
	}
	switch {
	case p.Pedimento != nil:
		q := p.Pedimento
		since := q.FechaPago
		if !since.Known() {
			since = q.FechaEntrada
		}
		if q.Source == document.SourceDataStage {
			since = 0
		}
		add(scorecard.Broker, q.Patente, "", since)
		for _, s := range suppliersOf(q) {
			add(scorecard.Supplier, s.ID, s.Name, 0)
		}
	case p.Invoice != nil:
		add(scorecard.Supplier, p.Invoice.ProveedorID, p.Invoice.Proveedor, p.Invoice.Fecha)
	}
}

// refuse notes those whose documents a reader did not take.
func (r *judging) refuse(p *Paper) { r.out.deliver(p, true) }

// byKey keeps one delivery of each document and party: the refused one of two,
// then that of the smaller hash.
func byKey(a, b delivered) int {
	return slices.Compare([]string{string(a.Kind), a.ID, a.Document, string(a.sha)}, []string{string(b.Kind), b.ID, b.Document, string(b.sha)})
}
