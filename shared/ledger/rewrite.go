package ledger

import (
	"fmt"
	"slices"

	"example.com/immex/shared/document"
)

// Rewrite is the record of a generation that changed the past: which lots,
// descargos and saldos of one material a run says otherwise than the run before
// it, and which months no longer close as they did. It is stored with the
// generation, so that it stays true and cheap to read whatever comes later.
type Rewrite struct {
	RFC           string         `json:"rfc"`
	Material      Material       `json:"material"`
	From          document.Hash  `json:"corrida_anterior"`
	To            document.Hash  `json:"corrida"`
	FromSeq       int64          `json:"desde_secuencia"` // of the journal: what the run before covered
	ToSeq         int64          `json:"hasta_secuencia"`
	Counts        map[string]int `json:"cuenta"` // of deltas, by what they are about
	FirstAffected document.Date  `json:"desde,omitzero"`
	Periods       []string       `json:"periodos"` // YYYY-MM whose closing changes
	deltas        []byte         // here, when they are few
	deltasID      SegmentID      // else the segment they are in
	elsewhere     bool
}

// rewriteInline is how long the deltas may be to stand in the record.
const rewriteInline = 3 << 10

// the parts of a packed record.
const (
	packRewrite = 'D'
	packDeltas  = 'd'
)

// Pack makes the record of a pair, and the segment that holds its deltas when
// they are many. Both are nil when the two books say the same.
func (r *Rewrite) Pack(p *Pair) (record []byte, segment *Segment) {
	deltas := Compare(p.Before, p.After)
	r.Periods = p.Months()
	if len(deltas)+len(r.Periods) == 0 {
		return nil, nil
	}
	counts := make([]int, len(deltaKinds()))
	for i := range deltas {
		counts[slices.Index(deltaKinds(), deltas[i].Que)]++
		if on := deltas[i].Fecha; on.Known() && (!r.FirstAffected.Known() || on < r.FirstAffected) {
			r.FirstAffected = on
		}
	}
	w := newPacker(packRewrite, 512)
	w.text(r.RFC)
	w.material(r.Material)
	w.hashes([]document.Hash{r.From, r.To})
	w.int(r.FromSeq)
	w.int(r.ToSeq)
	w.date(r.FirstAffected)
	for _, n := range counts {
		w.uint(uint64(n)) //nolint:gosec // a count
	}
	w.uint(uint64(len(r.Periods)))
	for _, m := range r.Periods {
		w.text(m)
	}
	b := packedDeltas(deltas)
	if len(b) > rewriteInline {
		segment = &Segment{ID: SegmentIDOf(b), Data: b}
		w.uint(1)
		w.b = append(w.b, segment.ID[:]...)
		return w.done(), segment
	}
	w.uint(uint64(len(b)) << 1)
	w.b = append(w.b, b...)
	return w.done(), nil
}

// deltaKinds are what deltas are about, in the order records count them in.
func deltaKinds() []string {
	return []string{DeltaLote, DeltaSalida, DeltaDescargo, DeltaCambio, DeltaFaltante, DeltaRetenido, DeltaSaldo}
}

func packedDeltas(deltas []Delta) []byte {
	w := newPacker(packDeltas, 48*len(deltas)+8)
	w.uint(uint64(len(deltas)))
	for i := range deltas {
		d := &deltas[i]
		w.text(d.Que)
		w.text(d.Exit)
		w.text(d.Lot)
		w.date(d.Fecha)
		w.micros(d.Antes)
		w.micros(d.Despues)
		w.text(d.Detalle)
	}
	return w.done()
}

// UnpackRewrite reads a record.
func UnpackRewrite(b []byte) (*Rewrite, error) {
	u := newUnpacker(packRewrite, b)
	r := &Rewrite{RFC: u.text(), Material: u.material(), Counts: map[string]int{}}
	runs := u.hashes()
	r.FromSeq, r.ToSeq, r.FirstAffected = u.int(), u.int(), u.date()
	for _, que := range deltaKinds() {
		if n := u.small(); n > 0 {
			r.Counts[que] = n
		}
	}
	r.Periods = make([]string, u.count(minByte))
	for i := range r.Periods {
		r.Periods[i] = u.text()
	}
	if n := u.uint(); n == 1 {
		r.elsewhere = true
		copy(r.deltasID[:], u.take(uint64(len(r.deltasID))))
	} else {
		r.deltas = u.take(n >> 1)
	}
	if err := u.end(); err != nil {
		return nil, err
	}
	if len(runs) != 2 {
		return nil, fmt.Errorf("%w: a record of %d runs", ErrPacked, len(runs))
	}
	r.From, r.To = runs[0], runs[1]
	return r, nil
}

// Deltas reads what the record counts.
func (r *Rewrite) Deltas(fetch Fetch) ([]Delta, error) {
	b := r.deltas
	if r.elsewhere {
		got, err := fetch([]SegmentID{r.deltasID})
		if err != nil {
			return nil, err
		}
		if b = got[0]; SegmentIDOf(b) != r.deltasID {
			return nil, fmt.Errorf("%w: the deltas of run %s have another hash", ErrPacked, r.To)
		}
	}
	u := newUnpacker(packDeltas, b)
	out := make([]Delta, u.count(minDelta))
	for i := range out {
		out[i] = Delta{
			Material: r.Material, Que: u.text(), Exit: u.text(), Lot: u.text(), Fecha: u.date(),
			Antes: u.micros(), Despues: u.micros(), Detalle: u.text(),
		}
	}
	return out, u.end()
}

// minDelta is the least bytes one takes.
const minDelta = 7
