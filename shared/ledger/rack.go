package ledger

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Rack keeps exits and descargos of many books in a tenth of their memory: every
// text is written once for all of them, and any exit can be read alone. What is
// kept may be read from several goroutines as long as nothing is put beside it.
type Rack struct {
	table table
	texts []string // by number
	words []string // roles, statuses, bases and kinds of exit: the engine has few

	heads     []byte // what exits of one pedimento share, one head behind the other
	headIndex map[string]uint64
	head      []byte // of the exit that is packed
	before    []byte // head of the one before it
	beforeAt  uint64 // where that stands

	reasons  []document.Text // of the lot before
	tributos []Tributo
}

// NewRack is an empty one.
func NewRack() *Rack {
	return &Rack{table: table{index: map[string]uint64{}}, headIndex: map[string]uint64{}}
}

// Done lets go of what is needed only while books are put on the rack.
func (s *Rack) Done() {
	s.table, s.headIndex, s.head, s.before, s.reasons, s.tributos = table{}, nil, nil, nil, nil, nil
	s.heads, s.texts = slices.Clone(s.heads), slices.Clone(s.texts)
}

// number is that of a text, from 1 on.
func (s *Rack) number(text string) uint64 {
	n, ok := s.table.index[text]
	if !ok {
		text = strings.Clone(text) // it may be part of a whole document
		s.texts = append(s.texts, text)
		n = uint64(len(s.texts))
		s.table.index[text] = n
	}
	return n
}

// word is number of one of few texts.
func (s *Rack) word(text string) uint8 {
	for i, w := range s.words {
		if w == text {
			return uint8(i)
		}
	}
	if len(s.words) >= vencido {
		panic("more roles, statuses, bases and kinds of exit than the engine has")
	}
	s.words = append(s.words, strings.Clone(text))
	return uint8(len(s.words) - 1) //nolint:gosec // just checked
}

// share is a lot whose texts are those of the rack: thousands of lots say the
// same of their stay.
func (s *Rack) share(l Lot) Lot {
	same := func(text *string) { *text = s.texts[s.number(*text)-1] }
	for _, text := range l.texts()[1:] {
		same(text)
	}
	if l.DueReasons != nil && !slices.Equal(l.DueReasons, s.reasons) {
		s.reasons = slices.Clone(l.DueReasons)
		for i := range s.reasons {
			same(&s.reasons[i].ES)
			same(&s.reasons[i].EN)
		}
	}
	if l.DueReasons != nil {
		l.DueReasons = s.reasons
	}
	if l.Tributos != nil && !slices.EqualFunc(l.Tributos, s.tributos, Tributo.same) {
		s.tributos = slices.Clone(l.Tributos)
		for i := range s.tributos {
			same(&s.tributos[i].Clave)
			same(&s.tributos[i].Forma)
		}
	}
	if l.Tributos != nil {
		l.Tributos = s.tributos
	}
	return l
}

// append packs one exit behind others: what it shares with the others of its
// pedimento stands once, and its line says where.
func (s *Rack) append(to []byte, x *Exit) []byte {
	h := packer{b: s.head[:0], table: &s.table, rack: s}
	h.texts(x.headTexts())
	h.strings(x.Numeros)
	h.exitDays(x)
	h.exitMarks(x)
	h.hashes(x.Facts)
	h.bool(x.Facts == nil)
	s.head = h.b
	p := packer{b: to, table: &s.table, rack: s}
	rest, of := strings.CutPrefix(x.ID, x.Pedimento) // nearly always
	p.bool(of)
	p.inline(rest)
	p.uint(s.headAt(h.b))
	for k, text := range x.lineTexts() {
		p.again(&p.last[headTexts+k], *text)
	}
	p.uint(uint64(x.Partida)) //nolint:gosec // partida numbers are positive
	for _, q := range []quantity.Micros{x.Cantidad, x.CantidadUMT, x.CantidadUMC, x.Cantidades} {
		p.micros(q)
	}
	p.amount(x.Comercial)
	p.amount(x.Dolares)
	p.exitLists(x)
	return p.b
}

// headAt is where the head of an exit stands.
func (s *Rack) headAt(head []byte) uint64 {
	if len(s.before) > 0 && bytes.Equal(head, s.before) {
		return s.beforeAt
	}
	at, ok := s.headIndex[string(head)]
	if !ok {
		at = uint64(len(s.heads))
		s.heads = append(s.heads, head...)
		s.headIndex[string(head)] = at
	}
	s.before, s.beforeAt = append(s.before[:0], head...), at
	return at
}

// headTexts are the texts of an exit that the others of its pedimento mostly
// have too, and lineTexts the others but its ID.
func (x *Exit) headTexts() []*string {
	return []*string{
		(*string)(&x.Rol), &x.Pedimento, &x.Clave, &x.Tipo, &x.UMT, &x.UMC, &x.Destino, &x.MovedBasis, (*string)(&x.Causa), &x.Motivo, &x.Pareja,
	}
}

func (x *Exit) lineTexts() []*string {
	return []*string{&x.Fraccion, &x.Descripcion, &x.Parte, &x.Named, &x.Producto, &x.Version, &x.Orden, &x.Residuo, &x.Serie}
}

// read unpacks an exit into x, whatever it held, and gives what follows it. Its
// identity is put among others, nil where there are none.
func (s *Rack) read(b []byte, x *Exit, ids *identities) []byte {
	u := unpacker{b: b, texts: s.texts, inlined: true}
	of := u.bool()
	id := u.take(u.uint())
	identified := s.readHead(u.uint(), x)
	return u.exitLine(x, id, of, identified, ids)
}

// readHead unpacks what an exit shares with others of its pedimento, and tells
// whether its line says which pedimentos it is of.
func (s *Rack) readHead(at uint64, x *Exit) (identified bool) {
	h := unpacker{b: s.heads, at: int(at), texts: s.texts, inlined: true} //nolint:gosec // where headAt put it
	h.fields(x.headTexts())
	x.Numeros = h.strings()
	h.exitDays(x)
	identified = h.exitMarks(x)
	x.Facts = h.hashes()
	if h.bool() {
		x.Facts = nil
	}
	if h.err != nil {
		panic(h.err) // nobody else writes a rack
	}
	return identified
}

// exitLine unpacks what is an exit's own, once its head was read, and gives what
// follows it.
func (u *unpacker) exitLine(x *Exit, id []byte, of, identified bool, ids *identities) []byte {
	before := ""
	if of {
		before = x.Pedimento
	}
	x.ID = ids.join(before, id)
	u.fields(x.lineTexts())
	x.Partida = u.small()
	x.Cantidad, x.CantidadUMT, x.CantidadUMC, x.Cantidades = u.micros(), u.micros(), u.micros(), u.micros()
	x.Comercial, x.Dolares = u.amount(), u.amount()
	u.exitLists(x, identified)
	if u.err != nil {
		panic(u.err) // nobody else writes a rack
	}
	return u.b[u.at:]
}

// ExitReader reads exits one after the other into one place. What an exit shares
// with the one before it stays there: rows of a report stand by pedimento. Nobody
// else writes into Exit.
type ExitReader struct {
	Exit Exit

	rack *Rack
	head uint64

	identified bool
	ids        identities
}

// Read reads the i-th exit of a book.
func (r *ExitReader) Read(k *Kept, i int) {
	u := unpacker{b: k.exits, at: int(k.at[i]), texts: k.rack.texts, inlined: true}
	of := u.bool()
	id := u.take(u.uint())
	if head := u.uint(); r.rack != k.rack || r.head != head {
		r.identified = k.rack.readHead(head, &r.Exit)
		r.rack, r.head = k.rack, head
	}
	u.exitLine(&r.Exit, id, of, r.identified, &r.ids)
}

// Gathered are movements of one material on a rack, until they are evaluated.
type Gathered struct {
	of    Material
	rack  *Rack
	rows  Movements // without exits
	exits []byte
	n     int
}

// Gather begins a material.
func (s *Rack) Gather(of Material) *Gathered { return &Gathered{of: of, rack: s} }

// Add takes the movements of a group.
func (g *Gathered) Add(m *Movements) {
	for i := range m.Lots {
		g.rows.Lots = append(g.rows.Lots, g.rack.share(m.Lots[i]))
	}
	g.rows.Openings = append(g.rows.Openings, m.Openings...)
	for i := range m.Exits {
		g.exits = g.rack.append(g.exits, &m.Exits[i])
	}
	g.n += len(m.Exits)
}

// Of is the material.
func (g *Gathered) Of() Material { return g.of }

// EvaluateRun is EvaluateRun of what was gathered.
func (g *Gathered) EvaluateRun(rfc string, policy Policy, catalogVersion document.Hash) (*Book, document.Hash, error) {
	return g.assemble(rfc, policy, catalogVersion).evaluateRun(policy)
}

// Evaluate is Evaluate of what was gathered.
func (g *Gathered) Evaluate(rfc string, policy Policy, catalogVersion document.Hash) *Book {
	return g.assemble(rfc, policy, catalogVersion).evaluate(policy)
}

// assemble makes a book of what was gathered, whose exits are its own already.
func (g *Gathered) assemble(rfc string, policy Policy, catalogVersion document.Hash) *Book {
	m := g.movements()
	m.Lots, m.Openings = append(make([]Lot, 0, len(m.Lots)), m.Lots...), slices.Clone(m.Openings)
	return m.assemble(rfc, g.of, policy, catalogVersion)
}

// movements are what was gathered.
func (g *Gathered) movements() Movements {
	m := g.rows
	m.Material, m.Exits = g.of, make([]Exit, g.n)
	b, ids := g.exits, &identities{}
	for i := range m.Exits {
		b = g.rack.read(b, &m.Exits[i], ids)
	}
	return m
}

// Kept is a book whose exits and descargos lie on a rack. What else it holds is
// that of the book.
type Kept struct {
	Book  // without exits and descargos
	rack  *Rack
	exits []byte
	at    []uint32 // where each exit begins
	takes []kept
	roles uint16 // a bit for each of Roles
	makes bool   // an exit is of a product
}

// kept is a descargo by the places of its ends.
type kept struct {
	lot, exit          uint32
	cantidad, umt      quantity.Micros
	day                document.Date
	rol, status, basis uint8 // words; the highest bit of the basis: the lot had expired
	tipo               uint8 // of the exit, a word
}

// vencido marks a basis.
const vencido = 0x80

// Keep puts a book on the rack.
func (s *Rack) Keep(b *Book) *Kept {
	k := &Kept{Book: *b, rack: s, at: make([]uint32, len(b.Exits)), takes: make([]kept, len(b.Descargos))}
	k.Exits, k.Descargos = nil, nil
	exits := make(map[string]uint32, len(b.Exits))
	for i := range b.Exits {
		k.at[i] = uint32(len(k.exits)) //nolint:gosec // exits of one material
		k.exits = s.append(k.exits, &b.Exits[i])
		exits[b.Exits[i].ID] = uint32(i)
		k.roles |= 1 << max(0, b.Exits[i].Rol.rank()) // the engine has no other
		k.makes = k.makes || b.Exits[i].Producto != ""
	}
	k.exits = append(make([]byte, 0, len(k.exits)), k.exits...)
	lots := make(map[string]uint32, len(b.Lots))
	for i := range b.Lots {
		lots[b.Lots[i].ID] = uint32(i)
	}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		exit, basis := exits[d.Exit], s.word(d.Basis)
		if d.Vencido {
			basis |= vencido
		}
		k.takes[i] = kept{lots[d.Lot], exit, d.Cantidad, d.CantidadUMT, d.MovedAt, s.word(string(d.Rol)), s.word(string(d.Status)), basis, s.word(b.Exits[exit].Tipo)}
	}
	return k
}

// KeepAll puts books on a rack of their own.
func KeepAll(books []*Book) []*Kept {
	s, out := NewRack(), make([]*Kept, len(books))
	for i, b := range books {
		out[i] = s.Keep(b)
	}
	s.Done()
	return out
}

// Len is how many exits the book has, and how many descargos.
func (k *Kept) Len() (exits, descargos int) { return len(k.at), len(k.takes) }

// Exit reads the i-th exit into x, whatever it held.
func (k *Kept) Exit(i int, x *Exit) { k.rack.read(k.exits[k.at[i]:], x, nil) }

// Descargo reads the i-th descargo into d, without the names of its ends: where
// they stand among lots and exits is told.
func (k *Kept) Descargo(i int, d *Descargo) (lot, exit int) {
	t, w := &k.takes[i], k.rack.words
	*d = Descargo{
		Cantidad: t.cantidad, CantidadUMT: t.umt, MovedAt: t.day, Rol: Role(w[t.rol]), Status: Status(w[t.status]), Basis: w[t.basis&^vencido], Vencido: t.basis&vencido != 0,
	}
	return int(t.lot), int(t.exit)
}

// Open is the whole book again.
func (k *Kept) Open() *Book {
	b := &Book{}
	k.OpenInto(b)
	return b
}

// OpenInto is Open in the memory of exits and descargos that another book had.
func (k *Kept) OpenInto(b *Book) {
	exits, takes := b.Exits, b.Descargos
	*b = k.Book
	b.Exits, b.Descargos = slices.Grow(exits[:0], len(k.at))[:len(k.at)], slices.Grow(takes[:0], len(k.takes))[:len(k.takes)]
	if b.Exits == nil {
		b.Exits = []Exit{}
	}
	if b.Descargos == nil {
		b.Descargos = []Descargo{}
	}
	rest, ids := k.exits, &identities{}
	for i := range b.Exits {
		rest = k.rack.read(rest, &b.Exits[i], ids)
	}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		lot, exit := k.Descargo(i, d)
		d.Lot, d.Exit = b.Lots[lot].ID, b.Exits[exit].ID
	}
}

// Opened visits books, each opened when it is visited.
func Opened(books []*Kept) iter.Seq[*Book] {
	return func(yield func(*Book) bool) {
		for _, k := range books {
			if !yield(k.Open()) {
				return
			}
		}
	}
}

// Lent is Opened in the same memory again and again: of a book and its exits
// nothing may be kept but lots and texts. While one is read, the next is opened.
func Lent(books []*Kept) iter.Seq[*Book] {
	type lent struct {
		*Book
		panic any
	}
	return func(yield func(*Book) bool) {
		next, back, stop := make(chan lent), make(chan *Book, 2), make(chan struct{})
		back <- &Book{}
		back <- &Book{}
		var opening sync.WaitGroup
		defer opening.Wait()
		defer close(stop)
		opening.Go(func() {
			defer close(next)
			for _, k := range books {
				select {
				case b := <-back:
					select {
					case next <- lent{b, panicOf(func() { k.OpenInto(b) })}:
					case <-stop:
						return
					}
				case <-stop:
					return
				}
			}
		})
		for b := range next {
			if b.panic != nil {
				panic(b.panic)
			}
			if !yield(b.Book) {
				return
			}
			back <- b.Book
		}
	}
}

// panicOf is what something panicked with.
func panicOf(do func()) (p any) {
	defer func() { p = recover() }()
	do()
	return nil
}

// inline writes a text where it stands.
func (p *packer) inline(s string) {
	p.uint(uint64(len(s)))
	p.b = append(p.b, s...)
}

// inlinedAmount reads a decimal that stands where it is.
func (u *unpacker) inlinedAmount() money.Amount {
	raw, n := u.take(u.uint()), int64(0)
	for _, c := range raw {
		if n = 10*n + int64(c-'0'); c < '0' || c > '9' || len(raw) > fewDigits {
			return u.parsed(string(raw))
		}
	}
	if len(raw) == 0 {
		return money.Amount{}
	}
	return money.Int(n)
}
