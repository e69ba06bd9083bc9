package step

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/unit"
)

// Found is a finding of any kind with its identity and how it stands.
type Found struct {
	Located
	Fingerprint, Cause string
	Standing           rule.Standing
	Rule               *rule.Rule // nil for findings of readers and books
	Period             string     // YYYY-MM, "" when unknown
	Broker             string     // patente, "" when it is about no pedimento
	Suppliers          []Supplier
}

// ofRules stands for the document of what a rule finds in no single one.
const ofRules = "reglas"

// NoDocument are the words that stand for the document of what is found in no
// single one, as Found has them in Spanish.
func NoDocument() []document.Text {
	return []document.Text{{ES: ofBooks, EN: "books"}, {ES: ofRules, EN: "rules"}}
}

// Supplier is a supplier or buyer a declaration names.
type Supplier struct{ ID, Name string }

// Board is everything found in a programme.
type Board struct {
	RFC    string
	Found  []Found
	Judged *Judgement
	// Gone are resolutions of findings that are no longer there.
	Gone []plant.Resolution

	on   document.Date
	gone []Ended // of them and of causes that are gone, what still holds
}

// Board gathers what readers, books and rules find, each with its fingerprint
// and how it stands on a day. Order and fingerprints are those of the facts,
// whatever order they came in.
func (j *Judge) Board(ctx context.Context, rfc string, on document.Date) (*Board, error) {
	out := &Board{RFC: rfc, on: on}
	periods := map[string]string{}
	docs, err := Documents(ctx, j.Books, rfc)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		if d.Record.Period != "" {
			periods[d.Record.Key] = d.Record.Period
		}
	}
	err = Findings(ctx, j.Books, rfc, func(l Located) error {
		out.Found = append(out.Found, Found{Located: l, Period: periods[l.Key]})
		return nil
	})
	if err != nil {
		return nil, err
	}
	if rfc != Unassigned {
		if out.Judged, err = j.Run(ctx, rfc, 0, on); err != nil {
			return nil, err
		}
		out.rules()
	}
	out.identify()
	return out, out.stand(ctx, j.Books, on)
}

// rules adds what the rules found, but for what a gate told of the same
// document already; and of which documents they could not be asked.
func (b *Board) rules() {
	told := map[string]bool{}
	for i := range b.Found {
		told[b.Found[i].Key+" "+b.Found[i].Finding.Code] = true
	}
	for i := range b.Judged.Findings {
		f := &b.Judged.Findings[i]
		if f.Rule.Twin == "" || !told[f.Key+" "+f.Rule.Twin] {
			b.Found = append(b.Found, b.Judged.found(f))
		}
	}
	for i := range b.Judged.unread {
		r := &b.Judged.unread[i]
		b.Found = append(b.Found, Found{Located: Located{b.RFC, r.Name, r.Key, r.Status, notAsked(), r.SHA}, Period: r.Period})
	}
}

// found is a rule's finding as all others are told.
func (k *Judgement) found(f *rule.Finding) Found {
	return Found{
		Located: Located{RFC: k.RFC, Document: cmp.Or(k.names[f.Key], ofRules), Key: f.Key, Status: document.Accepted, Finding: documentFinding(f), SHA: k.documents[f.Key]},
		Rule:    f.Rule, Period: month(f.On), Fingerprint: f.Fingerprint(k.RFC), Cause: f.Cause(),
		Suppliers: k.suppliers[f.Key],
	}
}

// documentFinding is a rule's finding in the form of every other: its place is within the
// document or the lot it is about.
func documentFinding(f *rule.Finding) document.Finding {
	where := f.Field
	if f.Partida > 0 {
		where = trimJoin(fmt.Sprintf("partida %d", f.Partida), f.Field)
	}
	if f.Other != "" {
		where = trimJoin(where, "↔ "+f.Other)
	}
	return document.Finding{Code: f.Code, Severity: f.Severity, Where: where, Message: f.Message}
}

func trimJoin(a, b string) string { return strings.TrimSpace(a + " " + b) }

// identify gives every finding its fingerprint and cause, and who delivered
// what it is about. Two of one code in one place share a fingerprint: they are
// one thing to look at, and their causes tell them apart.
func (b *Board) identify() {
	for i := range b.Found {
		f := &b.Found[i]
		if len(f.Key) >= 15 && digits(f.Key[:15]) {
			f.Broker = f.Key[4:8]
			if b.Judged != nil && len(f.Suppliers) == 0 {
				f.Suppliers = b.Judged.suppliers[f.Key[:15]]
			}
		}
		if f.Fingerprint == "" {
			f.Fingerprint = rule.Digest(b.RFC, f.Finding.Code, f.Key, "0", f.Finding.Where, "")
			f.Cause = rule.Digest(string(f.Finding.Severity), f.Finding.Message.ES)
		}
	}
	slices.SortStableFunc(b.Found, func(x, y Found) int {
		return cmp.Or(cmp.Compare(x.Key, y.Key), cmp.Compare(x.Finding.Code, y.Finding.Code), cmp.Compare(x.Finding.Where, y.Finding.Where),
			cmp.Compare(x.Fingerprint, y.Fingerprint), cmp.Compare(x.Cause, y.Cause))
	})
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// stand says how each finding stands, by what persons decided.
func (b *Board) stand(ctx context.Context, store FactStore, on document.Date) error {
	all, err := Resolutions(ctx, store, b.RFC)
	if err != nil {
		return err
	}
	by := map[string][]plant.Resolution{}
	for _, r := range all {
		by[r.Huella] = append(by[r.Huella], r)
	}
	here := map[string]int{}
	for i := range b.Found {
		here[b.Found[i].Fingerprint]++
	}
	for i := range b.Found {
		f := &b.Found[i]
		said := by[f.Fingerprint]
		if here[f.Fingerprint] > 1 { // each of them by what was said of its own cause
			said = slices.DeleteFunc(slices.Clone(said), func(r plant.Resolution) bool { return r.Causa != "" && r.Causa != f.Cause })
		}
		f.Standing = rule.StandingOf(said, f.Cause, on)
	}
	for _, r := range all {
		if here[r.Huella] == 0 {
			b.Gone = append(b.Gone, r)
		}
	}
	b.gone = b.absent(all, on)
	return nil
}

// Resolutions are what persons decided about findings of a programme, by
// fingerprint and day, and when what each was about was seen to be gone.
func Resolutions(ctx context.Context, store FactStore, rfc string) ([]plant.Resolution, error) {
	records, err := store.Facts(ctx, rfc, []string{asideGroup})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var files []plant.File
	for _, r := range records {
		f, doc, err := material.Decode(r.Data)
		if err != nil {
			return nil, fault.New(fault.Corrupt, "plant file "+string(r.Hash), err)
		}
		files = append(files, plant.File{File: f, Hash: r.Hash, Doc: doc})
	}
	out := plant.New(files, unit.Default()).Resolutions()
	if len(out) == 0 {
		return nil, nil
	}
	looks, err := Absences(ctx, store, rfc)
	if err != nil {
		return nil, err
	}
	endings(out, looks)
	return out, nil
}
