package permiso

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// State is how an authorisation stands.
type State string

// The states; what is exceeded is said before that it ended.
const (
	Future   State = "futura"
	Current  State = "vigente"
	SpentOut State = "agotada"
	Ended    State = "vencida"
	Exceeded State = "excedida"
)

// Title names a state for a reader.
func (s State) Title() document.Text {
	switch s {
	case Future:
		return document.Text{ES: "aún no vigente", EN: "not yet in force"}
	case Current:
		return document.Text{ES: "vigente", EN: "in force"}
	case SpentOut:
		return document.Text{ES: "agotada", EN: "used up"}
	case Ended:
		return document.Text{ES: "vencida", EN: "ended"}
	case Exceeded:
		return document.Text{ES: "excedida", EN: "exceeded"}
	}
	return document.Text{ES: string(s), EN: string(s)}
}

// Trouble is what is wrong with a use.
type Trouble string

// What may be wrong with a use.
const (
	OverQuantity Trouble = "cantidad_excedida" // from this use on more was used than authorised
	OverValue    Trouble = "valor_excedido"
	Early        Trouble = "antes_de_vigencia"
	Late         Trouble = "despues_de_vencer"
	OtherGoods   Trouble = "otra_fraccion" // the permit is for other fracciones
	Uncounted    Trouble = "sin_contar"    // no quantity, or in a unit that does not convert
)

// Finding is a use and what is wrong with it.
type Finding struct {
	Trouble Trouble
	Use     Use
	// Of is the authorisation it used, the first of its number for other goods.
	Of Authorisation
	// Used is all that was used with it, for what exceeds.
	Used money.Amount
}

// Balance is one authorisation on a day.
type Balance struct {
	Authorisation
	State State
	Uses  int
	// Used and Left are in Unit; Left is unknown where no quantity is fixed, and
	// never below zero: Over is what was used beyond.
	Used, Left, Over money.Amount
	// UsedValue, LeftValue and OverValue are US dollars.
	UsedValue, LeftValue, OverValue money.Amount
	// NotCounted are uses without a quantity that can be added: Used is at least
	// what it says.
	NotCounted int
	DaysLeft   int // to the last day; 0 without one or past it
}

// Account is authorisations with the uses that fell on them.
type Account struct {
	Balances []Balance // those with a balance, by kind, number and fracción
	Findings []Finding // by date and pedimento
}

// Of adds up uses until a day. Uses of numbers and fracciones that nobody
// authorised are nobody's.
func Of(auths []Authorisation, uses []Use, units *unit.Table, asOf document.Date) *Account {
	a := &accountant{units: units, byNumber: map[string][]int{}, out: &Account{}}
	a.open(auths)
	uses = slices.Clone(uses)
	slices.SortStableFunc(uses, func(x, y Use) int {
		return cmp.Or(cmp.Compare(x.On, y.On), cmp.Compare(x.Pedimento, y.Pedimento), cmp.Compare(x.Partida, y.Partida))
	})
	for i := range uses {
		if u := &uses[i]; u.On <= asOf {
			a.use(u)
		}
	}
	for i := range a.out.Balances {
		a.out.Balances[i].close(asOf)
	}
	return a.out
}

// accountant posts uses on balances.
type accountant struct {
	units    *unit.Table
	byNumber map[string][]int // numbered ones by folded number
	imports  []int            // those of Anexo II
	out      *Account
}

func (a *accountant) open(auths []Authorisation) {
	for _, x := range auths {
		if x.Kind == KindProgramme {
			continue
		}
		a.out.Balances = append(a.out.Balances, Balance{Authorisation: x, Used: money.Int(0), UsedValue: money.Int(0)})
	}
	slices.SortStableFunc(a.out.Balances, func(x, y Balance) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Number, y.Number), cmp.Compare(x.Fraccion, y.Fraccion), cmp.Compare(x.From, y.From))
	})
	for i := range a.out.Balances {
		b := &a.out.Balances[i]
		if b.Numbered() {
			a.byNumber[Fold(b.Number)] = append(a.byNumber[Fold(b.Number)], i)
		} else {
			a.imports = append(a.imports, i)
		}
	}
}

// use finds the authorisation of a use and posts it.
func (a *accountant) use(u *Use) {
	candidates := a.imports
	if u.Number != "" {
		candidates = a.byNumber[Fold(u.Number)]
	}
	best := a.best(candidates, u)
	switch {
	case best != nil:
		a.post(best, u)
	case u.Number != "" && len(candidates) > 0:
		a.find(OtherGoods, u, &a.out.Balances[candidates[0]])
	}
}

// best is the authorisation that covers the goods: one in force that day
// before any other, the narrower before the wider, then the one that ends
// first. Of imports under Anexo II only one in force counts.
func (a *accountant) best(candidates []int, u *Use) (best *Balance) {
	for _, i := range candidates {
		b := &a.out.Balances[i]
		if !b.Covers(u.Fraccion) || u.Number == "" && !b.Holds(u.On) {
			continue
		}
		if best == nil || better(b, best, u.On) {
			best = b
		}
	}
	return best
}

func better(b, than *Balance, on document.Date) bool {
	if x, y := b.Holds(on), than.Holds(on); x != y {
		return x
	}
	if x, y := len(b.Fraccion), len(than.Fraccion); x != y {
		return x > y
	}
	return end(b) < end(than)
}

func end(b *Balance) document.Date {
	if b.To.Known() {
		return b.To
	}
	return document.NewDate(9999, 12, 31)
}

func (a *accountant) post(b *Balance, u *Use) {
	b.Uses++
	switch {
	case u.On < b.From:
		a.find(Early, u, b)
	case b.To.Known() && u.On > b.To:
		a.find(Late, u, b)
	}
	a.postQuantity(b, u)
	if !u.Value.Known() {
		if b.Value.Known() {
			b.NotCounted++
			a.find(Uncounted, u, b)
		}
		return
	}
	if sum, err := b.UsedValue.Add(u.Value); err == nil {
		b.UsedValue = sum
		if b.Value.Known() && u.Value.Sign() > 0 && sum.Cmp(b.Value) > 0 {
			a.found(OverValue, u, b, sum)
		}
	}
}

// postQuantity adds what was used, in the unit of the authorisation.
func (a *accountant) postQuantity(b *Balance, u *Use) {
	if !b.Quantity.Known() {
		return
	}
	q, ok := a.converted(u, b.Unit)
	if !ok {
		b.NotCounted++
		a.find(Uncounted, u, b)
		return
	}
	sum, err := b.Used.Add(q)
	if err != nil {
		b.NotCounted++
		a.find(Uncounted, u, b)
		return
	}
	b.Used = sum
	if q.Sign() > 0 && sum.Cmp(b.Quantity) > 0 {
		a.found(OverQuantity, u, b, sum)
	}
}

func (a *accountant) converted(u *Use, to string) (money.Amount, bool) {
	if !u.Quantity.Known() {
		return money.Amount{}, false
	}
	if u.Unit == to {
		return u.Quantity, true
	}
	q, err := quantity.From(u.Quantity)
	if err != nil {
		return money.Amount{}, false
	}
	q, err = a.units.Convert(q, u.Unit, to, u.On, nil)
	if err != nil {
		return money.Amount{}, false
	}
	return money.FromMicros(int64(q)), true
}

func (a *accountant) find(t Trouble, u *Use, b *Balance) { a.found(t, u, b, money.Amount{}) }

func (a *accountant) found(t Trouble, u *Use, b *Balance, used money.Amount) {
	a.out.Findings = append(a.out.Findings, Finding{Trouble: t, Use: *u, Of: b.Authorisation, Used: used})
}

// close works out what is left and how it stands.
func (b *Balance) close(on document.Date) {
	b.Left, b.Over = remainder(b.Quantity, b.Used)
	b.LeftValue, b.OverValue = remainder(b.Value, b.UsedValue)
	if b.To.Known() && on <= b.To && on.Known() {
		b.DaysLeft = on.DaysUntil(b.To)
	}
	spent := func(left money.Amount) bool { return left.Known() && left.Sign() == 0 }
	switch {
	case b.Over.Sign() > 0 || b.OverValue.Sign() > 0:
		b.State = Exceeded
	case on < b.From:
		b.State = Future
	case b.To.Known() && on > b.To:
		b.State = Ended
	case spent(b.Left) || spent(b.LeftValue):
		b.State = SpentOut
	default:
		b.State = Current
	}
}

// remainder is what is left of an authorised figure and what went beyond it;
// both unknown where none is fixed.
func remainder(authorised, used money.Amount) (left, over money.Amount) {
	if !authorised.Known() {
		return left, over
	}
	d, err := authorised.Sub(used)
	if err != nil {
		return left, over
	}
	if d.Sign() < 0 {
		return money.Int(0), d.Abs()
	}
	return d, money.Int(0)
}
