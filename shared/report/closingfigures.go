package report

import (
	"cmp"
	"slices"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// SealedMonth is a sealed package of a month as it says of itself, with the
// facts of the year that came after it and concern it.
type SealedMonth struct {
	Month   int           `json:"mes"`
	N       int           `json:"n"` // of the supplement, 0 for the first
	Package string        `json:"paquete"`
	SHA256  document.Hash `json:"sha256"`
	State   string        `json:"estado"`
	Schema  string        `json:"schema"`
	Engine  string        `json:"engine"`
	Catalog document.Hash `json:"catalog"`
	// TellsCredit is of a layout whose packages tell the credit of their entries.
	TellsCredit bool `json:"-"` // it follows from Schema
	// Figures and Late are those of the package that stands, nil of one that
	// another superseded.
	Figures []ClosingFigure `json:"cifras,omitempty"`
	Late    []LateFact      `json:"hechos_posteriores,omitempty"`
}

// ClosingFigure is one closing of a month: a balance of a fracción in UMT, or
// the credit of its entries in pesos.
type ClosingFigure struct {
	Concept      string       `json:"concepto"` // saldo, credito, credito_vencido
	Fraccion     string       `json:"fraccion"`
	UMT          string       `json:"umt"`
	Contribucion string       `json:"contribucion,omitempty"`
	Forma        string       `json:"forma_pago,omitempty"`
	Value        money.Amount `json:"valor"`
}

// The concepts of a closing figure.
const (
	ClosingBalance = "saldo"
	ClosingCredit  = "credito"
	ClosingExpired = "credito_vencido"
)

// key is what two figures of one thing share.
func (f *ClosingFigure) key() ClosingFigure {
	k := *f
	k.Value = money.Amount{}
	return k
}

// compareFigures orders them.
func compareFigures(a, b *ClosingFigure) int {
	return cmp.Or(cmp.Compare(a.Concept, b.Concept), cmp.Compare(a.Fraccion, b.Fraccion), cmp.Compare(a.UMT, b.UMT),
		cmp.Compare(a.Contribucion, b.Contribucion), cmp.Compare(a.Forma, b.Forma))
}

// LateFact is a fact of the year that a sealed package did not have and that
// may change what it said: dated in its time, or of a pedimento it had.
type LateFact struct {
	SHA       document.Hash `json:"sha256"`
	Kind      string        `json:"clase"`
	Group     string        `json:"grupo"`
	Pedimento string        `json:"pedimento,omitempty"`
	Clave     string        `json:"clave,omitempty"`
	On        document.Date `json:"fecha"`
	Doc       document.Hash `json:"documento,omitempty"`
	Had       bool          `json:"pedimento_en_el_paquete,omitempty"` // in another form
	// Fracciones are those that it, or what the package had of its pedimento,
	// tells of.
	Fracciones []string `json:"fracciones,omitempty"`
}

// SumFigures adds up figures of one thing and leaves out nothing but zeros.
func SumFigures(in []ClosingFigure) ([]ClosingFigure, error) {
	sums := map[ClosingFigure]money.Amount{}
	for i := range in {
		k := in[i].key()
		have, ok := sums[k]
		if !ok {
			have = money.Int(0)
		}
		sum, err := have.Add(in[i].Value)
		if err != nil || !in[i].Value.Known() {
			return nil, ErrRange
		}
		sums[k] = sum
	}
	var out []ClosingFigure
	for k, v := range sums {
		if v.Sign() != 0 {
			k.Value = v
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b ClosingFigure) int { return compareFigures(&a, &b) })
	return out, nil
}

// ClosingsAt are the closings of a day as books and credit know them.
func ClosingsAt(books []*ledger.Book, credit *credito.Ledger, from, on document.Date) ([]ClosingFigure, error) {
	var all []ClosingFigure
	stock, err := kept(books, on)
	if err != nil {
		return nil, err
	}
	for k, q := range stock {
		all = append(all, ClosingFigure{Concept: ClosingBalance, Fraccion: k[0], UMT: k[1], Value: money.FromMicros(int64(q))})
	}
	rolls := credit.Roll(from.AddDays(-1), on)
	for i := range rolls {
		r := &rolls[i]
		f := ClosingFigure{Concept: ClosingCredit, Fraccion: r.Fraccion, UMT: r.UMT, Contribucion: r.Contribucion, Forma: r.Forma, Value: money.Int(r.Closing)}
		all = append(all, f)
		f.Concept, f.Value = ClosingExpired, money.Int(r.ExpiredClosing)
		all = append(all, f)
	}
	return SumFigures(all)
}
