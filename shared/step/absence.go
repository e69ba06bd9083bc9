package step

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
)

// absenceGroup is the group of the looks that found decided findings gone. They
// move nothing and are in no cut.
const absenceGroup = "ausencias"

// Absence is a look at the findings that did not find some that a person had
// decided about: what was decided holds no longer, should they come back. It
// is a fact of its programme, so that whoever reads the journal again comes to
// the same states.
type Absence struct {
	On   document.Date `json:"fecha"`
	Seq  int64         `json:"secuencia"` // of the journal that was looked at
	Gone []Ended       `json:"ausentes"`
}

// Ended names a decision whose finding was gone, by its row.
type Ended struct {
	Finding string        `json:"huella"`
	Cause   string        `json:"causa,omitempty"`
	Fact    document.Hash `json:"hecho"`
	Row     int           `json:"fila"`
}

// endedBy is the row of a decision, as an absence names it.
func endedBy(r *plant.Resolution) Ended { return Ended{r.Huella, r.Causa, r.Fact, r.Fila} }

// Absences are the looks of a programme that found something gone, in the order
// of the journal.
func Absences(ctx context.Context, store FactStore, rfc string) ([]Absence, error) {
	out, err := ownFacts[Absence](ctx, store, rfc, absenceGroup, nil)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b Absence) int { return cmp.Compare(a.Seq, b.Seq) })
	return out, nil
}

// endings gives each decision the day its finding was first seen to be gone.
func endings(rows []plant.Resolution, looks []Absence) {
	gone := map[Ended]document.Date{}
	for i := range looks {
		for _, e := range looks[i].Gone {
			if on, told := gone[e]; !told || looks[i].On < on {
				gone[e] = looks[i].On
			}
		}
	}
	for i := range rows {
		rows[i].Ausente = gone[endedBy(&rows[i])]
	}
}

// absent are the decisions that hold on a day and whose finding the board does
// not have, with the cause they were about.
func (b *Board) absent(all []plant.Resolution, on document.Date) (out []Ended) {
	here, causes := map[string]bool{}, map[[2]string]bool{}
	for i := range b.Found {
		f := &b.Found[i]
		here[f.Fingerprint], causes[[2]string{f.Fingerprint, f.Cause}] = true, true
	}
	last := map[[2]string]*plant.Resolution{}
	for i := range all {
		if r := &all[i]; r.Fecha <= on {
			last[[2]string{r.Huella, r.Causa}] = r
		}
	}
	for _, r := range last {
		there := causes[[2]string{r.Huella, r.Causa}] || r.Causa == "" && here[r.Huella]
		if there || r.Ausente.Known() || rule.State(r.Estado) == rule.Open {
			continue
		}
		out = append(out, endedBy(r))
	}
	slices.SortFunc(out, func(a, b Ended) int {
		return cmp.Or(cmp.Compare(a.Finding, b.Finding), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Fact, b.Fact), cmp.Compare(a.Row, b.Row))
	})
	return out
}

// Look asks whether what persons decided about is still found, and records what
// is not. It judges nothing where no decision holds, and says nothing while the
// books are behind the journal or a document cannot be read, since then what is
// not found is not gone.
func (j *Judge) Look(ctx context.Context, rfc string, on document.Date, now time.Time) (*Absence, error) {
	all, err := Resolutions(ctx, j.Books, rfc)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(all, func(r plant.Resolution) bool { return !r.Ausente.Known() && rule.State(r.Estado) != rule.Open }) {
		return nil, nil //nolint:nilnil // nothing to record is no fault
	}
	head, err := j.Books.Head(ctx, rfc)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	b, err := j.Board(ctx, rfc, on)
	if err != nil {
		return nil, err
	}
	return b.Note(ctx, j.Books, head, now)
}

// Today is the day of a moment where the company's law counts its days.
func Today(now time.Time) document.Date { return civil(now) }

// Note records which decided findings the board no longer has. The board was
// made at that head of the journal; nil when it misses none, when what it misses
// may only be unread, or when the journal moved meanwhile: the next look sees
// what it led to.
func (b *Board) Note(ctx context.Context, books Books, at Head, now time.Time) (*Absence, error) {
	if b.Judged != nil && (len(b.Judged.unread) > 0 || b.Judged.missing > 0) || len(b.gone) == 0 || at.Stale() {
		return nil, nil //nolint:nilnil // nothing to record is no fault
	}
	dirty, err := books.Dirty(ctx, b.RFC)
	if err != nil || len(dirty) > 0 {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	x := &Absence{On: b.on, Seq: at.Seq, Gone: b.gone}
	c, err := x.commit(b.RFC, at, now)
	if err != nil {
		return nil, err
	}
	switch err := books.Commit(ctx, c); {
	case fault.Is(err, fault.Conflict):
		return nil, nil //nolint:nilnil // nothing to record is no fault
	case err != nil:
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return x, nil
}

// commit is the journal's word of it.
func (x *Absence) commit(rfc string, head Head, now time.Time) (Commit, error) {
	data, err := json.Marshal(x)
	if err != nil {
		return Commit{}, fmt.Errorf("absence of %s: %w", rfc, err)
	}
	hash := document.HashOf(data)
	e, err := Chain(head.Hash, head.Seq+1, now, Record{
		RFC: rfc, SHA: hash, Name: "ausencias " + x.On.String(), Kind: document.KindAbsence, Key: "sha256:" + string(hash),
		Status: document.Accepted, Inside: true, Fact: hash,
	})
	if err != nil {
		return Commit{}, fmt.Errorf("absence of %s: %w", rfc, err)
	}
	fact := FactRecord{Hash: hash, Kind: FactAbsence, Key: x.On.String(), Group: absenceGroup, Data: data}
	return Commit{RFC: rfc, After: head, Terms: head.Terms, Entries: []Entry{e}, Facts: []FactRecord{fact}}, nil
}
