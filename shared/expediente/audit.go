package expediente

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// AuditSchema is the layout of an audit kit: what the books and documents say
// of the pedimentos an authority asked for, and nothing of any other.
const AuditSchema = "immex.auditoria/1"

// auditState stands where a package says how final it is.
const auditState = "auditoria"

// The files an audit kit is verified from.
const (
	extractsPath = "hechos/libros.jsonl"
	tracedPath   = "hechos/documentos.jsonl"
)

// Audit is what a kit is made of.
type Audit struct {
	RFC, Nombre, Programa string
	Scope                 []string      // the pedimentos asked for, 15 digits
	To                    document.Date // balances are as of the end of this day
	Policy                ledger.Policy
	Catalog               *catalog.Catalog
	Facts                 []FactLine // of the pedimentos and their chains, and the programme file
	Extracts              []Extract
	Documents             []Traced
	Tool                  string
	Lang                  document.Lang
}

// Extract is what one book says of the pedimentos of a kit. A posting names
// its other side, a lot or an exit, by nothing but its id.
type Extract struct {
	Material  string            `json:"material"`
	Of        ledger.Material   `json:"of"`
	Run       document.Hash     `json:"run"`
	Lots      []ledger.Lot      `json:"lots"`
	Saldos    []ledger.Saldo    `json:"saldos"` // of the lots, in their order
	Exits     []ledger.Exit     `json:"exits"`
	Descargos []ledger.Descargo `json:"descargos"`
	Cambios   []ledger.Change   `json:"cambios"`
	Held      []ledger.Held     `json:"held"`
	Shortages []ledger.Shortage `json:"shortages"`
}

// Traced is a document behind the pedimentos of a kit. One that tells of other
// pedimentos too stays out: Bytes is nil and Why says so.
type Traced struct {
	SHA       document.Hash          `json:"sha256"`
	Name      string                 `json:"name"`
	Kind      document.Kind          `json:"kind"`
	Source    document.Source        `json:"source,omitempty"`
	Pedimento []string               `json:"pedimentos"`
	Parent    document.Hash          `json:"parent,omitempty"`
	At        string                 `json:"at,omitempty"` // table and line in its container
	Path      string                 `json:"path,omitempty"`
	Why       string                 `json:"why,omitempty"` // "otros": it tells of other pedimentos too; "contenido": it lies inside its container
	Bytes     func() ([]byte, error) `json:"-"`
	// Write streams the same bytes, held to their hash; nil where they are there as a
	// whole.
	Write func(io.Writer) error `json:"-"`
}

// Why a document is listed and not included.
const (
	WithOthers = "otros"
	InParent   = "contenido"
)

// ExtractOf takes of a book what it says of some pedimentos at the end of a
// day; ok is false when it says nothing. What a person noted, decided or
// blocked is left out, and of the others no more than the ids of postings.
func ExtractOf(b *ledger.Book, run document.Hash, scope func(is func(string) bool) bool, to document.Date) (e Extract, ok bool) {
	e = Extract{
		Material: b.ID, Of: b.Material, Run: run, Lots: []ledger.Lot{}, Saldos: []ledger.Saldo{}, Exits: []ledger.Exit{},
		Descargos: []ledger.Descargo{}, Cambios: []ledger.Change{}, Held: []ledger.Held{}, Shortages: []ledger.Shortage{},
	}
	mine := map[string]bool{}
	for _, s := range b.AsOf(to) {
		if !scope(s.Lot.Is) {
			continue
		}
		mine[s.Lot.ID] = true
		e.Lots = append(e.Lots, plainLot(s.Lot))
		e.Saldos = append(e.Saldos, ledger.Saldo{
			Lot: s.Lot.ID, Cantidad: s.Saldo, Desperdicio: s.Desperdicio, Faltante: s.Faltante, CantidadUMT: s.SaldoUMT, Held: s.Held,
		})
	}
	for i := range b.Exits {
		if x := &b.Exits[i]; x.MovedAt <= to && scope(x.Is) {
			mine[x.ID] = true
			e.Exits = append(e.Exits, plainExit(x))
		}
	}
	e.posted(b, mine, to)
	return e, len(mine) > 0
}

// posted takes the postings that touch what is asked for.
func (e *Extract) posted(b *ledger.Book, mine map[string]bool, to document.Date) {
	for _, d := range b.Descargos {
		if d.MovedAt <= to && (mine[d.Exit] || mine[d.Lot]) {
			e.Descargos = append(e.Descargos, d)
		}
	}
	for _, c := range b.Cambios {
		if c.MovedAt <= to && (mine[c.Exit] || mine[c.Lot]) {
			e.Cambios = append(e.Cambios, c)
		}
	}
	for _, h := range b.Held {
		if h.MovedAt <= to && (mine[h.Exit] || mine[h.Lot]) {
			h.Tomado = plainTaken(h.Tomado, mine[h.Lot], mine, to)
			e.Held = append(e.Held, h)
		}
	}
	for _, s := range b.Shortages {
		if s.MovedAt <= to && mine[s.Exit] {
			s.TakenBy = nil // others
			e.Shortages = append(e.Shortages, s)
		}
	}
}

// plainTaken is what exits took by the end of a day of what was held for another: of
// the lots or exits that are asked for by exit and day, as their descargos are told; of
// others only how much of it is held no more.
func plainTaken(list []ledger.TakenHeld, lot bool, mine map[string]bool, to document.Date) (out []ledger.TakenHeld) {
	var others ledger.TakenHeld
	for _, t := range list {
		switch {
		case t.MovedAt > to:
		case lot || mine[t.Exit]:
			out = append(out, t)
		default:
			others.Cantidad += t.Cantidad
		}
	}
	if others.Cantidad > 0 {
		out = append(out, others)
	}
	return out
}

// plainLot is a lot without what a person decided of it.
func plainLot(l *ledger.Lot) ledger.Lot {
	out := *l
	out.Bloqueos = nil
	return out
}

// plainExit is an exit without what a person noted or decided of it.
func plainExit(x *ledger.Exit) ledger.Exit {
	out := *x
	out.Motivo, out.Dirigido, out.TakesExpired, out.LeaveExpired, out.Vencidos = "", nil, false, false, nil
	return out
}

// period names a kit: the day of its balances and its scope.
func (a *Audit) period() string {
	return "auditoria-" + a.To.String() + "-" + string(document.HashOf([]byte(strings.Join(a.Scope, "\n"))))[:8]
}

// RenderAudit writes the files of a kit. The same books, documents, day and
// scope give the same bytes.
func RenderAudit(a *Audit) (*Package, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	p, _, err := a.files()
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for i := range a.Documents {
		d := &a.Documents[i]
		if d.Path == "" || taken[d.Path] {
			continue
		}
		taken[d.Path] = true
		p.Files = append(p.Files, File{Path: d.Path, Bytes: sourceBytes(&Source{SHA: d.SHA, Bytes: d.Bytes}), Write: d.Write})
	}
	return p, nil
}

// check puts a kit in its one order and refuses what is none.
func (a *Audit) check() error {
	op := "audit kit of " + a.RFC
	slices.Sort(a.Scope)
	a.Scope = slices.Compact(a.Scope)
	switch {
	case len(a.Scope) == 0:
		return fault.Newf(fault.Misconfigured, op, "no pedimento was asked for")
	case a.Catalog == nil || !a.To.Known():
		return fault.Newf(fault.Misconfigured, op, "no catalogue or no day")
	}
	for _, n := range a.Scope {
		if !number(n) {
			return fault.Newf(fault.Misconfigured, op, "%q is not a pedimento of 15 digits", n)
		}
	}
	for i := range a.Documents {
		d := &a.Documents[i]
		slices.Sort(d.Pedimento)
		d.Path = ""
		if d.Bytes != nil {
			d.Path = documentPath(&Source{SHA: d.SHA, Name: d.Name})
		}
	}
	slices.SortFunc(a.Documents, func(x, y Traced) int {
		return cmp.Or(cmp.Compare(x.SHA, y.SHA), cmp.Compare(x.Name, y.Name), slices.Compare(x.Pedimento, y.Pedimento), cmp.Compare(x.At, y.At))
	})
	slices.SortFunc(a.Extracts, func(x, y Extract) int { return cmp.Compare(x.Material, y.Material) })
	return nil
}

// files are what the verifier makes again: everything but the documents.
func (a *Audit) files() (*Package, *recomputed, error) {
	facts, hashes, err := sortFacts(a.Facts)
	if err != nil {
		return nil, nil, err
	}
	again, err := a.recompute(facts, hashes)
	if err != nil {
		return nil, nil, err
	}
	head := report.Head{RFC: a.RFC, Nombre: a.Nombre, Programa: a.Programa, Period: a.period(), From: a.To, To: a.To, State: auditState}
	p := &Package{Manifest: Manifest{
		Schema: AuditSchema, Head: head, Lang: cmp.Or(a.Lang, document.Spanish), Tool: a.Tool, Engine: ledger.Engine, Catalog: a.Catalog.Version,
		Policy: a.Policy, Facts: len(facts), Scope: a.Scope, Runs: []Run{},
	}}
	p.Name = p.Manifest.FileName()
	var lines bytes.Buffer
	if err := encodeFacts(&lines, facts, hashes); err != nil {
		return nil, nil, err
	}
	p.Manifest.Cut = document.HashOf(lines.Bytes())
	p.add(factsPath, lines.Bytes())
	raw, err := encodeLines(extractsPath, a.Extracts)
	if err != nil {
		return nil, nil, err
	}
	p.add(extractsPath, raw)
	if raw, err = encodeLines(tracedPath, a.Documents); err != nil {
		return nil, nil, err
	}
	p.add(tracedPath, raw)
	tables := a.tables(head, again)
	for i := range tables {
		var b bytes.Buffer
		if err := tables[i].CSV(&b); err != nil {
			return nil, nil, fault.New(fault.Transient, "audit kit", err)
		}
		p.add(tables[i].Name+".csv", b.Bytes())
	}
	p.add("LEEME.txt", a.leeme(again))
	if raw, err = a.page(tables, again); err != nil {
		return nil, nil, err
	}
	p.add(indexPath, raw)
	if raw, err = a.index(p); err != nil {
		return nil, nil, err
	}
	p.add("indice.csv", raw)
	return p, again, nil
}

// recomputed is what the facts of a kit give again by themselves: its lots and
// exits, by id. How an exit was spread over lots depends on every lot and exit
// of its material, which a kit does not hold.
type recomputed struct {
	same        map[string]bool
	lots, exits int // that are the same
	of, ofExits int // of so many
}

// recompute replays the facts of the kit and compares. What does not come out
// alike is not wrong: a lot cut into parts, or an opening, follows from the
// plant's tables too.
func (a *Audit) recompute(facts []FactLine, hashes []document.Hash) (*recomputed, error) {
	if err := a.within(facts, hashes); err != nil {
		return nil, err
	}
	books, err := Replay(a.RFC, facts, a.Policy, a.Catalog, a.To)
	if err != nil {
		return nil, err
	}
	lots, exits := map[string]ledger.Lot{}, map[string]ledger.Exit{}
	for b := range ledger.Opened(books.Books) {
		for i := range b.Lots {
			lots[b.Lots[i].ID] = plainLot(&b.Lots[i])
		}
		for i := range b.Exits {
			exits[b.Exits[i].ID] = plainExit(&b.Exits[i])
		}
	}
	out := &recomputed{same: map[string]bool{}}
	for i := range a.Extracts {
		e := &a.Extracts[i]
		for k := range e.Lots {
			out.of++
			if l, ok := lots[e.Lots[k].ID]; ok && alike(l, e.Lots[k]) {
				out.same[e.Lots[k].ID] = true
				out.lots++
			}
		}
		for k := range e.Exits {
			out.ofExits++
			if x, ok := exits[e.Exits[k].ID]; ok && alike(x, e.Exits[k]) {
				out.same[e.Exits[k].ID] = true
				out.exits++
			}
		}
	}
	return out, nil
}

// alike compares two values in the form they are written in.
func alike(x, y any) bool {
	a, errA := json.Marshal(x)
	b, errB := json.Marshal(y)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// within refuses facts of other pedimentos: a chain is in when one of its
// numbers was asked for, and each that was asked for has a fact.
func (a *Audit) within(facts []FactLine, hashes []document.Hash) error {
	groups := map[string]bool{} // with a pedimento that was asked for
	left := map[string]bool{}
	for _, n := range a.Scope {
		left[n] = true
	}
	for i := range facts {
		if facts[i].Kind != Pedimento {
			continue
		}
		o, _, err := observe(&facts[i], hashes[i])
		if err != nil {
			return err
		}
		if slices.Contains(a.Scope, o.Fact.Key) {
			groups[facts[i].Group] = true
			delete(left, o.Fact.Key)
		}
	}
	for i := range facts {
		switch f := &facts[i]; f.Kind {
		case Pedimento, Parts:
			if !groups[f.Group] {
				return factError(f, errors.New("it is of another pedimento than those asked for"))
			}
		case Programme, Evidence:
		case Plant, Counterpart:
			return factError(f, fmt.Errorf("a kit holds no fact of kind %q", f.Kind))
		}
	}
	for _, n := range a.Scope {
		if left[n] {
			return fault.Newf(fault.Misconfigured, "audit kit of "+a.RFC, "no fact tells of pedimento %s", n)
		}
	}
	return nil
}
