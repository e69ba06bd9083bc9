package step

import (
	"context"
	"slices"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule/scorecard"
)

// delivered is one document somebody answers for, before its findings are
// known.
type delivered struct {
	scorecard.Delivery
	sha document.Hash
	key string // of its findings on the board
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
	came := map[document.Hash]document.Date{}
	for e, err := range books.Entries(ctx, b.RFC, 0) {
		if err != nil {
			return nil, err
		}
		if _, again := came[e.Record.SHA]; !again {
			came[e.Record.SHA] = civil(e.RecordedAt)
		}
	}
	all := make([]scorecard.Delivery, 0, len(b.Judged.delivered))
	for _, d := range b.Judged.delivered {
		d.Findings = codes[d.key]
		if d.Since.Known() {
			d.Received = came[d.sha]
		}
		all = append(all, d.Delivery)
	}
	return scorecard.Rows(all), nil
}

// civil is the day of a moment where the company's law counts its days.
func civil(t time.Time) document.Date {
	const offset = -6 * 60 * 60 // Mexico City, without summer time since 2022
	t = t.In(time.FixedZone("CST", offset))
	return document.NewDate(t.Year(), int(t.Month()), t.Day())
}

// deliver notes who answers for a paper, refused or not.
func (k *Judgement) deliver(p *Paper, refused bool) {
	add := func(kind scorecard.Kind, id, name string, since document.Date) {
		if id == "" {
			return
		}
		k.delivered = append(k.delivered, delivered{scorecard.Delivery{
			Document: p.Record.Key, Kind: kind, ID: id, Name: name, Refused: refused, Since: since,
		}, p.Record.SHA, p.Record.Key})
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
