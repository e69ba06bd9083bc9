package step

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/papers"
)

// Judge asks the rules of a programme: of the declarations in its archive, of
// its other documents, and of its books.
type Judge struct {
	Books  Books
	Blobs  Blobs
	Reader *Reader
	Rules  []*rule.Rule // all of glosa when empty
	// Scratch is room outside of memory for who asks for large files beside it.
	Scratch expediente.Scratch
	// At confines the judgement to a cut; nil judges all that is here now.
	At *Scope

	heard func(*Paper) // hears of every paper of the archive that counts
	// lean: its rules ask of other declarations no partidas. terse: nobody asks who
	// delivered what, nor how often a rule answered what, nor what is told of the
	// declarations before the period but what series gather of them.
	lean, terse bool
}

// Judgement is what the rules found.
type Judgement struct {
	RFC      string
	Findings []rule.Finding
	Tallies  []glosa.Tally
	// Declarations is how many pedimentos were judged, and Partidas theirs.
	Declarations, Partidas int

	suppliers map[string][]Supplier    // of the declarations
	names     map[string]string        // of the document whose word on a declaration counts
	documents map[string]document.Hash // whose word on a declaration or an electronic invoice counts
	delivered []delivered              // who answers for which document
	unread    []Record                 // pedimentos that could not be read again
	missing   int64                    // documents whose bytes are not there
}

// chosen is the document whose word on a pedimento counts.
type chosen struct {
	file   document.Hash // that holds its bytes
	sha    document.Hash
	source document.Source
	last   document.Date
	period string
	passed bool // some Data Stage tells it as an import whose goods passed the selection
}

// judging is one run.
type judging struct {
	*Judge
	archive *archive
	setting *rule.Setting
	index   *glosa.Index
	papers  *papers.Index
	terms   ledger.Terms
	undone  withdrawals
	cfdi    []*cfdi.Comprobante
	best    map[string]chosen // by number
	read    map[document.Hash]bool
	glosa   *glosa.Glosa
	out     *Judgement
	from    document.Date
	to      document.Date
}

// Run asks every rule about everything up to a day; findings of declarations
// paid before from are left out, since an earlier period told them. Unknown
// dates take all. Nothing of the result depends on the order of arrival.
func (j *Judge) Run(ctx context.Context, rfc string, from, to document.Date) (*Judgement, error) {
	basis, err := j.basis(ctx, rfc)
	if err != nil {
		return nil, err
	}
	r := &judging{
		Judge: j, index: glosa.NewIndex(), papers: papers.New(), best: map[string]chosen{}, read: map[document.Hash]bool{}, from: from, to: to,
		out: &Judgement{RFC: rfc, suppliers: map[string][]Supplier{}, names: map[string]string{}, documents: map[string]document.Hash{}},
	}
	if !to.Known() {
		r.to = document.NewDate(9999, 12, 31)
	}
	if r.archive, err = newArchive(ctx, j.Books, j.Blobs, j.Reader, rfc); err != nil {
		return nil, err
	}
	if j.At != nil {
		r.archive.confine(j.At)
	}
	r.terms = basis.Terms
	r.setting = &rule.Setting{
		Catalog: basis.Terms.Catalog, Company: basis.Programme.Company(basis.Plant), Others: r.index, Papers: r.papers, Plant: basis.Plant,
	}
	rules := j.Rules
	if rules == nil {
		rules = glosa.Rules()
	}
	r.glosa = glosa.New(r.setting, rules)
	r.glosa.Untold = r.terse
	stages := []func(context.Context) error{r.survey, r.invoices, r.declarations}
	if slices.ContainsFunc(rules, func(x *rule.Rule) bool { return x.Books != nil }) {
		stages = append(stages, r.books)
	}
	for _, stage := range stages {
		if err := stage(ctx); err != nil {
			return nil, err
		}
	}
	r.keep(r.glosa.Close())
	r.out.Tallies = r.glosa.Tallies()
	glosa.Sort(r.out.Findings)
	return r.out, nil
}

// survey reads every document once: it notes which of several sources of a
// pedimento counts, and indexes all that others may ask for.
func (r *judging) survey(ctx context.Context) error {
	entries := map[string]*glosa.Entry{}
	if !r.terse {
		r.archive.refused = r.refuse
	}
	err := r.archive.each(ctx, r.archive.files, func(file document.Hash, p *Paper) error {
		if !r.terse {
			r.out.deliver(p, false)
		}
		if r.heard != nil {
			r.heard(p)
		}
		q := p.Pedimento
		if q != nil {
			r.read[p.Record.SHA] = true
		} else {
			r.paper(p)
		}
		r.undone.hear(p)
		if q == nil || q.Number == "" || q.Efecto != document.Pagado || q.FechaPago > r.to {
			return nil
		}
		c := chosen{file: file, sha: p.Record.SHA, source: q.Source, last: q.FechaPago, period: month(q.FechaPago), passed: passed(q)}
		have, ok := r.best[q.Number]
		c.passed = c.passed || have.passed
		if ok && !c.beats(have) {
			have.passed = c.passed
			r.best[q.Number] = have
		} else {
			e := glosa.EntryOf(q, q.RFC != r.out.RFC)
			if r.lean {
				e.Partidas = nil
			}
			r.best[e.Number], entries[e.Number] = c, e // the key is not of the delivery
		}
		return nil
	})
	r.undone.mark(entries, r.best)
	for _, number := range slices.Sorted(maps.Keys(entries)) {
		r.index.Add(entries[number])
		r.out.documents[number] = r.best[number].sha
	}
	r.archive.refused = nil
	slices.SortFunc(r.out.delivered, byKey)
	r.out.unread, r.out.missing = r.archive.unread(r.read), r.archive.missing.Load()
	return err
}

// paper takes what is no declaration to where rules find it. An electronic
// invoice of a later day than the judgement is not known yet.
func (r *judging) paper(p *Paper) {
	switch {
	case p.Comprobante != nil:
		if p.Comprobante.Fecha <= r.to {
			r.papers.Add(p.Comprobante)
			r.cfdi = append(r.cfdi, p.Comprobante)
			if key, had := p.Comprobante.Key(), r.out.documents[p.Comprobante.Key()]; key != "" && (had == "" || p.Record.SHA < had) {
				r.out.documents[key] = p.Record.SHA
			}
		}
	case p.Invoice != nil:
		r.papers.Add(p.Invoice)
	default:
		switch x := p.Content.(type) {
		case *cove.Cove:
			r.papers.Add(x)
		case packingTable:
			r.papers.Add(x.Packing)
		}
	}
}

// invoices asks the rules of electronic invoices, in the order of their days.
func (r *judging) invoices(context.Context) error {
	slices.SortFunc(r.cfdi, func(a, b *cfdi.Comprobante) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.Key(), b.Key()))
	})
	seen := ""
	for _, x := range r.cfdi {
		if x.Key() != "" && x.Key() == seen {
			continue // one invoice in two files
		}
		seen = x.Key()
		r.keep(r.glosa.CFDI(x))
	}
	r.cfdi = nil
	return nil
}

// beats orders sources of one pedimento: the higher rank, then the later date
// inside, then the smaller hash; never the arrival (design, value and
// evidence).
func (c chosen) beats(o chosen) bool {
	return cmp.Or(cmp.Compare(o.source.Rank(), c.source.Rank()), cmp.Compare(c.last, o.last), cmp.Compare(o.sha, c.sha)) > 0
}

// declarations judges them month by month in the order of payment, reading the
// files of a month again, so that no more than a month is held.
func (r *judging) declarations(ctx context.Context) error {
	months := map[string]map[document.Hash]bool{}
	for _, c := range r.best {
		if months[c.period] == nil {
			months[c.period] = map[document.Hash]bool{}
		}
		months[c.period][c.file] = true
	}
	for _, m := range slices.Sorted(maps.Keys(months)) {
		if err := r.month(ctx, m, months[m]); err != nil {
			return err
		}
	}
	return nil
}

func (r *judging) month(ctx context.Context, period string, holds map[document.Hash]bool) error {
	files := slices.DeleteFunc(slices.Clone(r.archive.files), func(d DocumentState) bool { return !holds[d.Record.SHA] })
	var peds []*pedimento.Pedimento
	err := r.archive.each(ctx, files, func(file document.Hash, p *Paper) error {
		if q := p.Pedimento; q != nil {
			if c, ok := r.best[q.Number]; ok && c.file == file && c.sha == p.Record.SHA && c.period == period && q.RFC == r.out.RFC {
				peds = append(peds, q)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(peds, glosa.Order)
	for _, q := range peds {
		r.freed(q)
	}
	for _, q := range peds {
		r.declaration(q)
	}
	return nil
}

// declaration asks the rules of one. What they find in one that was paid before the
// period is told in its own, and is not looked for where nothing else is asked of it.
func (r *judging) declaration(q *pedimento.Pedimento) {
	if r.terse && q.FechaPago < r.from {
		r.glosa.Gather(q)
		return
	}
	if !r.terse {
		number := strings.Clone(q.Number)
		r.out.suppliers[number] = suppliersOf(q)
		r.out.names[number] = r.archive.state[r.best[q.Number].sha].Name
	}
	r.keep(r.glosa.Pedimento(q))
	r.out.Declarations++
	r.out.Partidas += len(q.Partidas)
}

func (r *judging) books(ctx context.Context) error {
	b := rule.NewBooks(r.setting, r.to)
	err := r.eachBook(ctx, r.out.RFC, func(x *ledger.Book) error {
		addBook(b, x, r.from, r.to)
		return nil
	})
	if err != nil {
		return err
	}
	pairs, err := r.pairs(ctx, r.out.RFC)
	if err != nil {
		return err
	}
	complete(b, pairs)
	r.keep(r.glosa.Books(b))
	return nil
}

// keep takes the findings of the period.
func (r *judging) keep(fs []rule.Finding) {
	for _, f := range fs {
		if f.On >= r.from || !f.On.Known() {
			f.Key, f.Other = strings.Clone(f.Key), strings.Clone(f.Other) // a piece of a delivery would hold all of it
			r.out.Findings = append(r.out.Findings, f)
		}
	}
}

// suppliersOf are the suppliers or buyers of a declaration, each once.
func suppliersOf(p *pedimento.Pedimento) (out []Supplier) {
	for i := range p.Facturas {
		if f := &p.Facturas[i]; f.IDFiscal != "" || f.Proveedor != "" {
			if s := (Supplier{f.IDFiscal, f.Proveedor}); !slices.Contains(out, s) {
				out = append(out, Supplier{strings.Clone(s.ID), strings.Clone(s.Name)})
			}
		}
	}
	return out
}
