package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// The clave of a return, that of the complementary pedimento which determines
// afterwards what a return did not, and that of a rectification in some sources.
const (
	claveRetorno        = "RT"
	claveComplementario = "CT"
	claveRectificacion  = "R1"
)

// What can be said of deferred duty: contributions 12 and 16; the determination
// of a partida (records 351 and 353): the value of what is not originating, its
// IGI and what of that is exempt; and what record 355 says was paid. The duty of
// the country of destination has its currency behind it.
const (
	said25      = "2.5"
	saidEUR     = "EUR"
	saidValue   = "no_originaria"
	saidIGI     = "igi"
	saidExempt  = "exento"
	saidPaid    = "pago"
	saidForeign = "arancel "
)

// Declared is what a pedimento of return, or a complementary one, says of the
// duty that was deferred (T-MEC art. 2.5; contributions 12 and 16, records 351,
// 353 and 355, identifiers ST, SU, DT, DU and PR of Apéndice 8).
type Declared struct {
	Fact     document.Hash
	Key      string
	Anterior string // the number of the one it rectifies
	Clave    string // of a rectification, that of what it rectifies
	Pago     document.Date
	Casos    []string              // identifiers of the pedimento
	Duty     map[string]*money.Sum // contributions 12 and 16 of the whole pedimento
	Lines    map[int]DeclaredLine
}

// DeclaredLine is what one partida says.
type DeclaredLine struct {
	Destino string
	Casos   []string
	Duty    map[string]*money.Sum // by what is said; of a line that says nothing, nil
}

// DeclaredOf reads it from a fact; nil when the fact is neither kind of
// pedimento.
func DeclaredOf(hash document.Hash, f *ledger.Fact, cat *catalog.Catalog) *Declared {
	d := &Declared{Fact: hash, Key: f.Key, Clave: f.Clave, Pago: f.Pago, Casos: deferring(f.Casos), Lines: map[int]DeclaredLine{}}
	if f.Rectifica != nil {
		d.Anterior = f.Rectifica.Key
		if f.Clave == claveRectificacion {
			d.Clave = f.Rectifica.Clave
		}
	}
	again := f.Rectifica != nil && d.Clave == claveRectificacion // of a rectification: what it is of the one before says
	if f.Operacion != "EXP" || f.Desistido || d.Clave != claveRetorno && d.Clave != claveComplementario && !again {
		return nil
	}
	for i := range f.Lineas {
		l := &f.Lineas[i]
		own := DeclaredLine{Destino: l.Origen, Casos: deferring(l.Casos)}
		own.Duty = contributed(own.Duty, l.Tributos, cat)
		d.Lines[l.Sec] = own
	}
	for i := range f.Diferidos {
		d.determined(&f.Diferidos[i], cat)
	}
	return d
}

// contributed adds contributions 12 and 16.
func contributed(to map[string]*money.Sum, all []ledger.Tributo, cat *catalog.Catalog) map[string]*money.Sum {
	for i := range all {
		if name := cat.Contribution(all[i].Clave); name == said25 || name == saidEUR {
			to = added(to, name, all[i].Importe)
		}
	}
	return to
}

func added(to map[string]*money.Sum, name string, a money.Amount) map[string]*money.Sum {
	if to == nil {
		to = map[string]*money.Sum{}
	}
	if to[name] == nil {
		to[name] = &money.Sum{}
	}
	to[name].Add(a)
	return to
}

// determined takes a determination. One of a partida that the pedimento does not
// have, as complementary ones may, is a partida of its own.
func (d *Declared) determined(x *ledger.Diferido, cat *catalog.Catalog) {
	if x.Partida == 0 {
		d.Duty = contributed(d.Duty, x.Tributos, cat)
		return
	}
	l := d.Lines[x.Partida]
	l.Destino = cmp.Or(l.Destino, x.Destino)
	for name, a := range map[string]money.Amount{saidValue: x.NoOriginaria, saidIGI: x.IGI, saidExempt: x.Exento, saidForeign + x.Moneda: x.Arancel} {
		if a.Known() {
			l.Duty = added(l.Duty, name, a)
		}
	}
	for i := range x.Tributos {
		l.Duty = added(l.Duty, saidPaid, x.Tributos[i].Importe)
	}
	d.Lines[x.Partida] = l
}

// complementary are the complementary pedimentos, with rectifications of theirs
// that name a rectification before them.
func complementary(all []*Declared) (out []*Declared) {
	const year = 2
	known := map[string]bool{}
	rest := all
	for grown := true; grown; {
		grown = false
		var left []*Declared
		for _, d := range rest {
			switch {
			case d.Clave == claveComplementario, d.Clave == claveRectificacion && len(d.Anterior) > year && known[d.Anterior[year:]]:
				out, grown = append(out, d), true
				if len(d.Key) > year {
					known[d.Key[year:]] = true
				}
			case d.Clave == claveRectificacion:
				left = append(left, d)
			}
		}
		rest = left
	}
	return out
}

// current are those that no other of them rectifies. Years of two numbers are not
// compared: one of them may be computed.
func current(all []*Declared) []*Declared {
	const year = 2
	return slices.DeleteFunc(slices.Clone(all), func(d *Declared) bool {
		return slices.ContainsFunc(all, func(o *Declared) bool {
			return o.Anterior != "" && o.Key != d.Key && len(o.Anterior) > year && len(d.Key) > year && o.Anterior[year:] == d.Key[year:]
		})
	})
}

// deferring are the identifiers of the determination among those of a
// pedimento or partida, without complements.
func deferring(casos []string) []string {
	var out []string
	for _, c := range casos {
		clave, _, _ := strings.Cut(c, "|")
		if slices.Contains([]string{"ST", "SU", "DT", "DU", "PR"}, clave) && !slices.Contains(out, clave) {
			out = append(out, clave)
		}
	}
	slices.Sort(out)
	return out
}
