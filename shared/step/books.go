package step

import (
	"context"
	"encoding/json"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// Record is the arrival of one document, as the journal keeps it.
type Record struct {
	RFC    string          `json:"rfc"`
	SHA    document.Hash   `json:"sha256"`
	Name   string          `json:"name"`
	Parent document.Hash   `json:"parent,omitempty"`
	Kind   document.Kind   `json:"kind"`
	Source document.Source `json:"source,omitempty"`
	Key    string          `json:"key"`
	Status document.Status `json:"status"`
	Period string          `json:"period,omitempty"` // YYYY-MM the document belongs to
	// Inside marks a document that has no bytes of its own: it lies in its
	// parent, and its hash is that of its canonical content.
	Inside bool          `json:"inside,omitempty"`
	Fact   document.Hash `json:"fact,omitempty"`
	// Facts are what it says beside Fact: evidence of the papers behind a
	// pedimento.
	Facts    []document.Hash   `json:"facts,omitempty"`
	Findings document.Findings `json:"findings,omitempty"`
	// Corrects is the document of which a person typed values again.
	Corrects document.Hash `json:"corrects,omitempty"`
	// Expected are the last 13 digits of the pedimentos that only the selection
	// of a Data Stage names: consolidated ones that crossed before they closed.
	Expected []string `json:"expected,omitempty"`
	// Did is what a document that withdraws a pedimento did to the books when
	// it came; it depends on what was there, so the journal does not keep it.
	Did document.Findings `json:"-"`
}

// BusinessKey is the identity of what the document says, whatever its bytes:
// the same one with other bytes is a version. "" when it has none.
func (r *Record) BusinessKey() string {
	if r.Key == "" || strings.HasPrefix(r.Key, "sha256:") {
		return ""
	}
	return string(r.Kind) + "/" + string(r.Source) + "/" + r.Key
}

// Known is what the journal already holds of some documents.
type Known struct {
	BySHA map[document.Hash]Record
	ByKey map[string]Record
}

// Entry is a record in its place: dense sequence per programme, UTC arrival,
// and the hash of the entry before it.
type Entry struct {
	Seq        int64         `json:"seq"`
	RecordedAt time.Time     `json:"recorded_at"`
	Prev       document.Hash `json:"prev"`
	Hash       document.Hash `json:"hash"`
	Record     Record        `json:"record"`
}

// Chain completes an entry: its hash covers the one before it.
func Chain(prev document.Hash, seq int64, at time.Time, rec Record) (Entry, error) {
	e := Entry{Seq: seq, RecordedAt: at.UTC().Truncate(time.Millisecond), Prev: prev, Record: rec}
	b, err := json.Marshal(rec)
	if err != nil {
		return Entry{}, err //nolint:wrapcheck // a record always encodes; the caller names the document
	}
	head := string(prev) + "\x00" + strconv.FormatInt(seq, 10) + "\x00" + e.RecordedAt.Format(time.RFC3339Nano) + "\x00"
	e.Hash = document.HashOf(append([]byte(head), b...))
	return e, nil
}

// Head is the end of a programme's journal. Terms are those of the last commit:
// what the movements were resolved under, "" of a store that kept none.
type Head struct {
	Seq   int64
	Hash  document.Hash
	Terms string
}

// FactKind says what the bytes of a fact are.
type FactKind string

// The kinds of fact.
const (
	FactPedimento FactKind = "pedimento"
	FactParts     FactKind = "parts"
	FactProgramme FactKind = "programme"
	FactPlant     FactKind = "plant"   // canonical material.File
	FactMapping   FactKind = "mapping" // YAML of a supplier's mapping
	// FactCounterpart is the V1 of another company: canonical Counterpart.
	FactCounterpart FactKind = "counterpart"
	// FactEvidence is what a document says of the papers behind a pedimento:
	// canonical ledger.Evidence.
	FactEvidence FactKind = "evidence"
	// FactSeal is a package that was sealed: JSON of Sealed.
	FactSeal FactKind = "seal"
	// FactReview is what was asked and answered about a package: JSON of Review.
	FactReview FactKind = "review"
	// FactAbsence is a look that found decided findings gone: JSON of Absence.
	FactAbsence FactKind = "absence"
)

// FactRecord is one fact in its group. Hash is that of its canonical form;
// Data is the packed form of a pedimento, the canonical form of the others.
type FactRecord struct {
	Hash  document.Hash
	Kind  FactKind
	Key   string // pedimento; RFC for a programme; table or supplier for the others
	Group string
	Data  []byte
}

// MovementRecord is what a group does in one material; nil Data removes it.
type MovementRecord struct {
	Material ledger.Material
	ID       string
	Group    string
	Data     []byte
}

// GroupFindings are the findings of one group, replacing earlier ones.
type GroupFindings struct {
	Group    string
	Findings []ledger.Finding
}

// Regroup moves the facts of one group into another: the original of a chain
// of rectifications arrived after them.
type Regroup struct{ From, To string }

// Commit is everything one arrival changes, all or nothing.
type Commit struct {
	RFC       string
	After     Head   // the journal head this commit was computed on
	Terms     string // what it was resolved under: Terms()
	Entries   []Entry
	Facts     []FactRecord
	Regroups  []Regroup
	Movements []MovementRecord
	Findings  []GroupFindings
}

// MaterialRef is a material and how far its book is.
type MaterialRef struct {
	ID       string
	Material ledger.Material
	Wanted   int64 // last sequence that touched it
	Applied  int64 // sequence its book covers, 0 when it has none
	Gen      int64 // generation of its book, 0 when it has none
}

// BookRecord is one generation of a material's book: append-only; the head is
// the highest generation. OpenBook makes a book of it.
type BookRecord struct {
	ID       string
	Gen      int64
	Applied  int64 // the journal sequence it covers
	Manifest []byte
	// Rewrite is the packed ledger.Rewrite of a generation that changed the
	// past; nil for the first one and for an append. Generations reads it, Book
	// and Books do not.
	Rewrite []byte
}

// Run is the identity of the evaluation.
func (r *BookRecord) Run() document.Hash { return ledger.RunOf(r.Manifest) }

// BookUpdate is a new generation of a book, on the state it was computed from,
// with the segments that the generation before does not name. From is the run
// it was computed from, "" for the first one.
type BookUpdate struct {
	Ref      MaterialRef
	Book     BookRecord
	From     document.Hash
	Segments []ledger.Segment
}

// Journal is where arrivals are kept. Every method is confined to the
// programme it is given.
type Journal interface {
	// Head reads the end of the journal; an empty one is {0, ""}.
	Head(ctx context.Context, rfc string) (Head, error)
	// Commit writes c atomically when the head is still c.After, else it
	// writes nothing and returns a fault of class Conflict. After it returns,
	// every read sees it. A fact already there (same hash) is left as it is.
	Commit(ctx context.Context, c Commit) error
	// Entries walks the journal after a sequence, in order.
	Entries(ctx context.Context, rfc string, after int64) iter.Seq2[Entry, error]
	// Known finds the latest record that was not a duplicate, for document
	// hashes and for business keys (see Record.BusinessKey).
	Known(ctx context.Context, rfc string, shas []document.Hash, keys []string) (Known, error)
	// Programmes lists every programme that has a journal, sorted.
	Programmes(ctx context.Context) ([]string, error)
}

// FactStore is where facts are found again.
type FactStore interface {
	// Groups finds the groups that hold a pedimento with the number's last 13
	// digits, or are named by one; the result maps the suffix to them.
	Groups(ctx context.Context, rfc string, suffixes []string) (map[string][]GroupRef, error)
	// Facts reads all facts of some groups, in the order of their hashes.
	Facts(ctx context.Context, rfc string, groups []string) ([]FactRecord, error)
	// AllFacts walks every fact in the order of group and hash.
	AllFacts(ctx context.Context, rfc string) iter.Seq2[FactRecord, error]
	// GroupFindings walks the findings of the books, in the order of group.
	GroupFindings(ctx context.Context, rfc string) iter.Seq2[GroupFindings, error]
}

// GroupRef ties a pedimento number to its group.
type GroupRef struct{ Key, Group string }

// Latest asks for movements as they are now.
const Latest int64 = math.MaxInt64

// MovementStore is where movements wait for the matcher.
type MovementStore interface {
	MaterialStore
	// Movements reads what every group does in a material, in group order, as
	// of a sequence: later commits do not show.
	Movements(ctx context.Context, rfc, material string, upTo int64) ([][]byte, error)
	// Edits reads what changed after ref.Applied up to ref.Wanted, one edit
	// per group in the order of groups, without reading the rest.
	Edits(ctx context.Context, rfc string, ref MaterialRef) ([]ledger.Edit, error)
	// Movers lists the groups that do something in a material, in order: those
	// Movements would read now. It opens none of what they do.
	Movers(ctx context.Context, rfc, material string) ([]string, error)
}

// MaterialStore knows the materials of a programme and how far their books are.
type MaterialStore interface {
	// Materials lists every material that was ever touched, in the order of
	// their id.
	Materials(ctx context.Context, rfc string) ([]MaterialRef, error)
	// Dirty lists those whose book is behind, in the same order.
	Dirty(ctx context.Context, rfc string) ([]MaterialRef, error)
	// Material reads one of them, behind or not; ok is false when nothing ever
	// touched it.
	Material(ctx context.Context, rfc, material string) (ref MaterialRef, ok bool, err error)
}

// BookStore is where books are kept.
type BookStore interface {
	// SaveBooks appends a generation to each material whose generation is
	// still Ref.Gen, after its segments; the first that is not stops it with a
	// Conflict. Each update is atomic and a book that covers the material's
	// last sequence is no longer dirty. A segment already there is left as it
	// is.
	SaveBooks(ctx context.Context, rfc string, updates []BookUpdate) error
	// Book reads the head of one material; ok is false when it has none.
	Book(ctx context.Context, rfc, material string) (book BookRecord, ok bool, err error)
	// Books walks the head of every material, in the order of their id.
	Books(ctx context.Context, rfc string) iter.Seq2[BookRecord, error]
	// Segments reads segments of one material, in the order asked for. One
	// that is not there is a Conflict: the reader looks at the head again.
	Segments(ctx context.Context, rfc, material string, ids []ledger.SegmentID) ([][]byte, error)
	// Generations walks every generation that was the head of one material, the
	// oldest first: what a run said, and what it changed, stays readable.
	Generations(ctx context.Context, rfc, material string) iter.Seq2[BookRecord, error]
}

// Books is a store that does all four.
type Books interface {
	Journal
	FactStore
	MovementStore
	BookStore
}
