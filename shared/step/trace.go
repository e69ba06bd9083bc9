package step

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/pedimento/saai"
)

// Traced is everything the books know of a pedimento, a lot or an exit, both
// ways: what it took or who took it, and down to the documents.
type Traced struct {
	RFC       string            `json:"rfc"`
	Key       string            `json:"key"`
	Lots      []ledger.Lot      `json:"lots"`
	Saldos    []ledger.Saldo    `json:"saldos"`
	Exits     []ledger.Exit     `json:"exits"`
	Descargos []ledger.Descargo `json:"descargos"`
	Changes   []ledger.Change   `json:"changes"` // of state: quantity that stays under its lot
	Held      []ledger.Held     `json:"held"`
	Shortages []ledger.Shortage `json:"shortages"`
	Documents []TracedDocument  `json:"documents"`
	Runs      []TracedRun       `json:"runs"`
}

// TracedDocument is a document behind the key and where the partida stands.
type TracedDocument struct {
	SHA    document.Hash   `json:"sha256"`
	Name   string          `json:"name"`
	Source document.Source `json:"source"`
	Key    string          `json:"key"`
	Status document.Status `json:"status"`
	Parent document.Hash   `json:"parent,omitempty"`
	In     string          `json:"in,omitempty"` // name of the container
	// Corrects is the document of which a person typed values again.
	Corrects document.Hash  `json:"corrects,omitempty"`
	At       string         `json:"at,omitempty"` // table and line
	Place    document.Place `json:"-"`            // on a page, where it is one
	// Unread: what is kept of it does not open again, so that nobody can say where
	// it stands.
	Unread bool `json:"unread,omitempty"`
}

// TracedRun is the evaluation the figures come from.
type TracedRun struct {
	Material string        `json:"material"`
	Run      document.Hash `json:"run"`
	Engine   string        `json:"engine"`
	Catalog  string        `json:"catalog"`
}

// Trace follows a key: 15 digits in any spacing, optionally with -partida or
// -512-n; or the id of what a table of the plant moves, as "decision:DEC-1".
func Trace(ctx context.Context, store Books, blobs Blobs, rfc, key string) (Traced, error) {
	docs, err := Documents(ctx, store, rfc)
	if err != nil {
		return Traced{}, err
	}
	return TraceAmong(ctx, store, blobs, rfc, key, func(yield func(*DocumentState) bool) {
		for i := range docs {
			if !yield(&docs[i]) {
				return
			}
		}
	})
}

// UnplacedError is a document that could not be opened for now to say where it has
// the key of a trace: all else of the trace is there.
type UnplacedError struct{ Err error }

// Error says what failed.
func (u *UnplacedError) Error() string { return u.Err.Error() }

// Unwrap is what failed.
func (u *UnplacedError) Unwrap() error { return u.Err }

// TraceAmong is Trace with the documents of the programme, in the order of first
// arrival, at hand. Of an UnplacedError the trace lacks places only.
func TraceAmong(ctx context.Context, store Books, blobs Blobs, rfc, key string, docs iter.Seq[*DocumentState]) (Traced, error) {
	number, line := splitKey(key)
	t := Traced{
		RFC: rfc, Key: number, Lots: []ledger.Lot{}, Saldos: []ledger.Saldo{}, Exits: []ledger.Exit{},
		Descargos: []ledger.Descargo{}, Changes: []ledger.Change{}, Held: []ledger.Held{}, Shortages: []ledger.Shortage{},
		Documents: []TracedDocument{}, Runs: []TracedRun{},
	}
	if line != "" {
		t.Key += "-" + line
	}
	about := func(is func(string) bool, id string) bool {
		return is(number) && (line == "" || sameLine(id, line)) || line == "" && id == number
	}
	facts, err := t.books(ctx, store, number, about)
	if err != nil {
		return t, err
	}
	if err := t.pair(ctx, store); err != nil {
		return t, err
	}
	return t, t.papers(ctx, blobs, docs, number, line, facts)
}

// papers are the documents behind the key.
func (t *Traced) papers(ctx context.Context, blobs Blobs, docs iter.Seq[*DocumentState], number, line string, facts map[document.Hash]bool) error {
	var unplaced error
	parents := map[document.Hash]string{}
	for d := range docs {
		r := &d.Record
		if r.Key != number && !slices.ContainsFunc(r.facts(), func(h document.Hash) bool { return facts[h] }) {
			continue
		}
		td := TracedDocument{SHA: r.SHA, Name: r.Name, Source: r.Source, Key: r.Key, Status: r.Status, Parent: r.Parent, Corrects: r.Corrects}
		partida, _, _ := strings.Cut(line, "/") // of the line of a part
		at, err := place(ctx, blobs, t.RFC, *r, partida)
		td.At = at
		switch {
		case err == nil || td.unread(err):
		case fault.Is(err, fault.Transient) && ctx.Err() == nil:
			unplaced = &UnplacedError{err}
		default:
			return err
		}
		parents[r.Parent] = ""
		t.Documents = append(t.Documents, td)
	}
	for d := range docs {
		if _, ok := parents[d.Record.SHA]; ok {
			parents[d.Record.SHA] = d.Record.Name
		}
	}
	for i := range t.Documents {
		t.Documents[i].In = parents[t.Documents[i].Parent]
	}
	return unplaced
}

// unread reports, and marks, a document that does not open again: that is of the
// document, and the rest of the trace stands.
func (d *TracedDocument) unread(err error) bool {
	d.Unread = fault.Is(err, fault.Corrupt) || fault.Is(err, fault.TooLarge)
	return d.Unread
}

// pair tells of the V1 among its lots and exits what the documents of the
// other side say: the books only know what each cites.
func (t *Traced) pair(ctx context.Context, store FactStore) error {
	paired := slices.ContainsFunc(t.Lots, func(l ledger.Lot) bool { return l.Pareja != "" }) ||
		slices.ContainsFunc(t.Exits, func(x ledger.Exit) bool { return x.Pareja != "" })
	if !paired {
		return nil
	}
	pairs, err := Pairs(ctx, store, t.RFC)
	if err != nil {
		return err
	}
	for i := range pairs {
		p := &pairs[i]
		for l := range t.Lots {
			if t.Lots[l].Is(p.Pedimento) && t.Lots[l].Pareja != "" {
				t.Lots[l].Pareja = p.State
			}
		}
		for x := range t.Exits {
			if t.Exits[x].Is(p.Pedimento) && t.Exits[x].Pareja != "" {
				t.Exits[x].Pareja = p.State
			}
		}
	}
	return nil
}

// splitKey parts a key into its number and, after the fifteenth digit, its
// line; a key without fifteen digits is taken as it is written.
func splitKey(key string) (number, line string) {
	key = strings.TrimSpace(key)
	if number, line, ok := parted(key); ok {
		return number, line
	}
	if number, line, ok := parted(pedimento.Joined(key)); ok && pedimento.Grouped(key) { // with the section of its aduana
		return number, line
	}
	return key, ""
}

// parted is splitKey of a key that begins with the fifteen digits of a pedimento.
func parted(key string) (number, line string, ok bool) {
	digits := 0
	for i := range len(key) {
		if key[i] < '0' || key[i] > '9' {
			continue
		}
		if digits++; digits < 15 {
			continue
		}
		n, ok := pedimento.ParseNumber(key[:i+1])
		rest := strings.TrimSpace(key[i+1:])
		if after, dash := strings.CutPrefix(rest, "-"); ok && (dash || rest == "") {
			return n, strings.TrimSpace(after), true
		}
		break
	}
	return "", "", false
}

// eachRecord walks the books that say something: a material whose movements
// are all gone leaves an empty one, which depends on what arrived first.
func eachRecord(ctx context.Context, store BookStore, rfc string, fn func(BookRecord, *ledger.Book)) error {
	return eachOpened(ctx, store, rfc, nil, func(r BookRecord, b *ledger.Book) error {
		if len(b.Lots)+len(b.Exits) > 0 {
			fn(r, b)
		}
		return nil
	})
}

// place opens the original again and says where the partida stands in it.
func place(ctx context.Context, blobs Blobs, rfc string, r Record, line string) (string, error) {
	tables := r.Source == document.SourceDataStage || r.Source == document.SourceArchivoM
	if !tables || r.Kind != document.KindPedimento || r.Status == document.Quarantined {
		return "", nil
	}
	b, err := blobs.Get(ctx, rfc, ShelfArchive, r.Parent)
	if fault.Is(err, fault.Misconfigured) {
		return "", nil // the container is of another programme, or was quarantined
	}
	if err != nil {
		return "", err //nolint:wrapcheck // a fault of the store, already classified
	}
	if r.Source == document.SourceArchivoM {
		return placeInFile(b, r.Key, line), nil
	}
	d, err := datastage.Open(ctx, bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "", err //nolint:wrapcheck // classified there
	}
	var canonical bytes.Buffer
	for i := range d.Len() {
		canonical.Reset()
		if d.Canonical(&canonical, i); document.HashOf(canonical.Bytes()) != r.SHA {
			continue
		}
		return placeOf(d.Pedimento(i), line), nil
	}
	return "", nil
}

// placeInFile finds the pedimento of a 15-digit number in an archivo M.
func placeInFile(b []byte, number, line string) string {
	_, _, patente, documento := pedimento.Split(number)
	for _, d := range saai.Read(b).Declaraciones {
		if p := d.Pedimento; p.Documento == documento && p.Patente == patente {
			return placeOf(p, line)
		}
	}
	return ""
}

func placeOf(p *pedimento.Pedimento, line string) string {
	at := p.At
	if i := slices.IndexFunc(p.Partidas, func(q pedimento.Partida) bool { return ledger.LineNumber(q.Secuencia) == line }); i >= 0 {
		at = p.Partidas[i].At
	}
	return atLine(at)
}

// atLine is a table and line, or an element of an XML and its line.
func atLine(at document.Place) string { return at.Part + ":" + ledger.LineNumber(at.Line) }
