package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/scorecard"
	"example.com/immex/shared/step"
)

// Board is everything found in a programme, ready to be looked through, and how
// each finding stands. It never changes.
type Board struct {
	KeptState

	*boardRows
	*stood
}

// boardRows is what was found: what it is filtered by at hand, all else packed.
type boardRows struct {
	Keys    []foundKey
	Rows    *packed[foundRow]
	Parties []step.Supplier // that findings name, each once
	Cards   scorecards

	once   sync.Once
	prints map[string][]int
	listed sync.Once
	rules  map[string]*rule.Rule
}

// scorecards pack as JSON, which tells a delay of no days from none that is known.
type scorecards []scorecard.Row

// GobEncode implements gob.GobEncoder.
func (c scorecards) GobEncode() ([]byte, error) {
	return json.Marshal([]scorecard.Row(c)) //nolint:wrapcheck // named by the caller
}

// GobDecode implements gob.GobDecoder.
func (c *scorecards) GobDecode(b []byte) error {
	return json.Unmarshal(b, (*[]scorecard.Row)(c)) //nolint:wrapcheck // named by the caller
}

// foundKey is what a finding is filtered and counted by.
type foundKey struct {
	Fingerprint, Cause, Code, Period, Broker, Key, Document, Where string
	Severity                                                       document.Severity
	SHA                                                            document.Hash
	Suppliers                                                      []int // in Parties
}

// foundRow is what else is shown of it.
type foundRow struct {
	Rule   string // its code, "" of readers and books
	At     document.Spot
	Status document.Status
	Text   document.Text
}

// boardOf packs a board.
func boardOf(b *step.Board, cards []scorecard.Row) (*boardRows, error) {
	out := &boardRows{Keys: make([]foundKey, len(b.Found)), Cards: cards}
	rows := make([]foundRow, len(b.Found))
	seen, lists := map[step.Supplier]int{}, map[string][]int{}
	for i := range b.Found {
		f := &b.Found[i]
		out.Keys[i] = foundKey{
			Fingerprint: f.Fingerprint, Cause: f.Cause, Code: f.Finding.Code, Period: f.Period, Broker: f.Broker, Key: f.Key, Document: f.Document, Where: f.Finding.Where,
			Severity: f.Finding.Severity, SHA: f.SHA, Suppliers: out.suppliers(f, seen, lists),
		}
		rows[i] = foundRow{At: f.Finding.At, Status: f.Status, Text: f.Finding.Message}
		if f.Rule != nil {
			rows[i].Rule = f.Rule.Code
		}
	}
	out.share()
	var err error
	out.Rows, err = pack(rows)
	return out, err
}

// suppliers numbers those of a finding; the findings of one declaration share a list.
func (b *boardRows) suppliers(f *step.Found, seen map[step.Supplier]int, lists map[string][]int) []int {
	if len(f.Suppliers) == 0 {
		return nil
	}
	list, ok := lists[f.Key]
	if ok && len(list) == len(f.Suppliers) {
		return list
	}
	list = make([]int, len(f.Suppliers))
	for i, s := range f.Suppliers {
		n, known := seen[s]
		if !known {
			n = len(b.Parties)
			seen[s], b.Parties = n, append(b.Parties, s)
		}
		list[i] = n
	}
	lists[f.Key] = list
	return list
}

// share keeps a text that many findings have once.
func (b *boardRows) share() {
	texts := map[string]string{}
	own := func(s *string) {
		have, ok := texts[*s]
		if !ok {
			have = strings.Clone(*s)
			texts[have] = have
		}
		*s = have
	}
	for i := range b.Keys {
		k := &b.Keys[i]
		for _, s := range []*string{&k.Code, &k.Period, &k.Broker, &k.Key, &k.Document, &k.Where, (*string)(&k.Severity), (*string)(&k.SHA)} {
			own(s)
		}
	}
}

// wholeBoard holds what came out of the cabinet to what it should be.
func wholeBoard(b **boardRows) error {
	if *b == nil || (*b).Rows == nil || (*b).Rows.Len != len((*b).Keys) {
		return errKept
	}
	for i := range (*b).Keys {
		if slices.ContainsFunc((*b).Keys[i].Suppliers, func(n int) bool { return n < 0 || n >= len((*b).Parties) }) {
			return errKept
		}
	}
	(*b).share()
	return (*b).Rows.whole()
}

// printed are the findings of a fingerprint.
func (b *boardRows) printed(fingerprint string) []int {
	b.once.Do(func() {
		b.prints = make(map[string][]int, len(b.Keys))
		for i := range b.Keys {
			p := b.Keys[i].Fingerprint
			b.prints[p] = append(b.prints[p], i)
		}
	})
	return b.prints[fingerprint]
}

// rule is the one of a code, nil when there is none.
func (b *boardRows) rule(code string) *rule.Rule {
	b.listed.Do(func() {
		b.rules = map[string]*rule.Rule{}
		for _, r := range glosa.Rules() {
			b.rules[r.Code] = r
		}
	})
	return b.rules[code]
}

// standing is how a finding stands.
func (b *Board) standing(i int) rule.Standing {
	if len(b.standings) > 0 {
		if s, ok := b.standings[i]; ok {
			return s
		}
	}
	return rule.Standing{State: rule.Open}
}

// states counts findings by how they stand: who decided about none leaves it open.
func (b *Board) states() map[rule.State]int {
	by := map[rule.State]int{rule.Open: len(b.Keys) - len(b.standings)}
	for _, s := range b.standings {
		by[s.State]++
	}
	return by
}

// found is one finding, whole.
func (b *Board) found(i int) *step.Found {
	k, r := &b.Keys[i], b.Rows.at(i)
	f := &step.Found{
		Located: step.Located{Document: k.Document, Key: k.Key, Status: r.Status, SHA: k.SHA, Finding: document.Finding{
			Code: k.Code, Severity: k.Severity, Where: k.Where, At: r.At, Message: r.Text,
		}},
		Fingerprint: k.Fingerprint, Cause: k.Cause, Standing: b.standing(i), Period: k.Period, Broker: k.Broker,
	}
	if r.Rule != "" {
		f.Rule = b.rule(r.Rule)
	}
	for _, n := range k.Suppliers {
		f.Suppliers = append(f.Suppliers, b.Parties[n])
	}
	return f
}

// state is what findings and reconciliations of a programme follow from.
func (o *Office) state(ctx context.Context, rfc string, on document.Date) (KeptState, stamp, error) {
	at, err := o.reading.stamp(ctx, rfc)
	if err != nil {
		return KeptState{}, at, err
	}
	last, err := o.followed.last(ctx, o.Books, rfc, at.head)
	if err != nil {
		return KeptState{}, at, fmt.Errorf("journal of %s: %w", rfc, err)
	}
	return KeptState{Last: last, Behind: at.behind, On: on, By: program() + " " + at.head.Terms, At: o.Now()}, at, nil
}
