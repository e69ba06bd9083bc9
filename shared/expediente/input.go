package expediente

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/reconciliation"
	"example.com/immex/shared/report"
)

// State is how final a package is.
type State string

// The states. Only a definitive one enters the annual roll-forward.
const (
	Borrador    State = "borrador"    // never sealed for filing
	Provisional State = "provisional" // business day 3, before everything is in
	Definitivo  State = "definitivo"  // Data Stage in and consolidados closed, or a person's decision
)

// Kind is what the bytes of a fact are.
type Kind string

// The kinds of fact.
const (
	Pedimento Kind = "pedimento" // canonical ledger.Fact
	Parts     Kind = "parts"     // canonical ledger.PartList
	Programme Kind = "programme" // a programme file, carried as evidence of the policy
	Plant     Kind = "plant"     // canonical table of the plant
	// Counterpart is the V1 of another company: canonical ledger.Counterpart. It
	// moves nothing and tells whether a V1 of ours is confirmed.
	Counterpart Kind = "counterpart"
	// Evidence is what a document says of the papers behind a pedimento:
	// canonical ledger.Evidence.
	Evidence Kind = "evidence"
)

// FactLine is one fact of the cut: its canonical bytes in its group. A pedimento
// may be packed instead, a tenth of them.
type FactLine struct {
	Kind  Kind
	Group string
	Data  []byte

	packed []byte
	hash   document.Hash // "" where nobody counted it
}

// PackedLine is a pedimento as stores keep it (ledger.Fact.Pack), with the hash
// of its canonical bytes.
func PackedLine(group string, packed []byte, hash document.Hash) FactLine {
	return FactLine{Kind: Pedimento, Group: group, packed: slices.Clone(packed), hash: hash}
}

// Canonical are the bytes whose hash is the identity of the fact.
func (f *FactLine) Canonical() ([]byte, error) {
	if f.packed == nil {
		return f.Data, nil
	}
	p, err := ledger.UnpackFact(f.packed)
	if err != nil {
		return nil, factError(f, err)
	}
	return p.Encode() //nolint:wrapcheck // never fails
}

// Pedimento is what a fact of that kind says.
func (f *FactLine) Pedimento() (*ledger.Fact, error) {
	if f.packed != nil {
		return ledger.UnpackFact(f.packed) //nolint:wrapcheck // the caller names the fact
	}
	return ledger.DecodeFact(f.Data) //nolint:wrapcheck // same
}

// Hash is the identity of the fact.
func (f *FactLine) Hash() document.Hash {
	if f.hash != "" {
		return f.hash
	}
	return document.HashOf(f.Data)
}

// pack keeps a pedimento packed where that loses nothing of its bytes.
func (f *FactLine) pack() {
	f.hash = document.HashOf(f.Data)
	if f.Kind != Pedimento {
		return
	}
	p, err := ledger.DecodeFact(f.Data)
	if err != nil {
		return // its own readers say so
	}
	packed := p.Pack()
	if p, err = ledger.UnpackFact(packed); err != nil {
		return
	}
	if p.Encodes(f.Data) {
		f.Data, f.packed = nil, slices.Clone(packed) // without the room it grew in
	}
}

// errLetGo reports facts that are known to be written as they were read.
var errLetGo = errors.New("its facts were let go")

// letGo keeps of pedimentos no more than which they are.
func letGo(facts []FactLine) {
	for i := range facts {
		facts[i].packed = nil
	}
}

// Source is a document of the period. Bytes is read once, when the package is
// sealed; nil lists the document without including it.
type Source struct {
	SHA    document.Hash
	Name   string // as it was delivered
	Kind   document.Kind
	Key    string
	Status document.Status
	Period string
	Bytes  func() ([]byte, error)
}

// Input is a frozen cut: everything a package is a function of.
type Input struct {
	RFC      string
	Nombre   string
	Programa string
	Period   string // YYYY-MM or YYYY; a suffix -S1 names a supplementary package
	From, To document.Date
	// State is computed, see Close, but in older layouts; a draft stays one.
	State   State
	Policy  ledger.Policy
	Catalog *catalog.Catalog
	// Facts are those that moved something up to To (ledger.Fact.Since), in any order.
	Facts     []FactLine
	Documents []Source
	// Findings are those of the documents and of the cross-checks; those of
	// the books are computed.
	Findings []report.Found
	// Pending is what is still awaited besides what Close finds missing.
	Pending []document.Text
	// Open are the consolidados that crossed in the period and were not closed
	// when it was cut.
	Open []string
	// Strays are the documents of the period that were in quarantine then and
	// name no programme, each as Stray has it.
	Strays []string
	// Annual is what a package of a year is made of besides; nil tells of
	// nothing.
	Annual *Annual
	// Reviewed is who approved it, where its programme asks a person to.
	Reviewed *Reviewed
	// Earlier are the months before that were sealed, in their order, and
	// Reconciled the books against documents: of a month alone.
	Earlier    []Earlier
	Reconciled []*reconciliation.Result
	// Supersedes is the sealed package a supplementary one comes after.
	Supersedes *Superseded
	Tool       string // version of the program
	// Rules is the version of the rules that gave Findings (see glosa.Version).
	Rules document.Hash
	Lang  document.Lang
	// Schema is the layout; "" is the newest. An older one is for a package
	// that was made in it.
	Schema string

	asTold document.Hash // of the file of facts they were read from, where it is what they are written as; else ""
}

// schema is the layout that is asked for.
func (in *Input) schema() string { return cmp.Or(in.Schema, Schema) }

// closes reports a layout with the reports of a close.
func (in *Input) closes() bool { return closes(in.schema()) }

// annual reports a package of a year in a layout that has its reports.
func (in *Input) annual() bool {
	base, _, _ := strings.Cut(in.Period, supplement)
	return yearIn(in.schema()) && len(base) == len("2021")
}

// FileName is the name of the package.
func (in *Input) FileName() string { return in.stem() + ".zip" }

func (in *Input) stem() string { return safe(in.RFC) + "-" + safe(in.Period) }

// head is what every report of the package carries.
func (in *Input) head() report.Head {
	return report.Head{
		RFC: in.RFC, Nombre: in.Nombre, Programa: in.Programa, Period: in.Period,
		From: in.From, To: in.To, State: string(in.State),
	}
}

var periodForm = regexp.MustCompile(`^([0-9]{4})(-(0[1-9]|1[0-2]))?(-S[0-9]+)?$`)

// check refuses an input that cannot name a package, with what is wrong.
func (in *Input) check() error {
	m := periodForm.FindStringSubmatch(in.Period)
	switch {
	case in.RFC == "":
		return fault.Newf(fault.Misconfigured, "package", "no RFC")
	case m == nil:
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "period %q is neither YYYY-MM nor YYYY", in.Period)
	case !knownSchema(in.schema()):
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "schema %q is unknown", in.Schema)
	case in.Catalog == nil:
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "no catalogue")
	case !in.From.Known() || in.To < in.From:
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "period from %q to %q", in.From, in.To)
	case in.To.String()[:len(m[1]+m[2])] != m[1]+m[2] || in.From.String()[:len(m[1]+m[2])] != m[1]+m[2]:
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "period %s is not from %s to %s", in.Period, in.From, in.To)
	}
	if mustSayRules(in.schema()) && !hashShape.MatchString(string(in.Rules)) {
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "the version of its rules is %q, which is no SHA-256 (see glosa.Version)", in.Rules)
	}
	if !in.earlierInOrder() {
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "the months before %s are not a year of months before it in their order", in.Period)
	}
	switch in.State {
	case Borrador, Provisional, Definitivo:
		return in.checkSupplement()
	case "":
		if in.closes() {
			return in.checkSupplement()
		}
	}
	return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "state %q is unknown", in.State)
}

// maxSafeName bounds a file name inside the package: unzip on any system must
// be able to create it.
const maxSafeName = 80

// safe keeps of a name what every file system takes.
func safe(name string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '_'
	}, name)
	s = strings.TrimLeft(s, ".")
	if len(s) > maxSafeName {
		s = s[len(s)-maxSafeName:] // the end keeps the extension
	}
	if s == "" {
		return "_"
	}
	return s
}

// factError names the fact an error is about.
func factError(f *FactLine, err error) error {
	return fault.New(fault.Corrupt, fmt.Sprintf("fact %s of group %q", f.Hash(), f.Group), err)
}
