package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
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
	Whole    map[string]*money.Sum // what it determines of no partida
	Differ   bool                  // what it determines of no partida contradicts itself
	Mixed    bool                  // it determines of no partida without a country what it does of one with it, or the other way
	Lines    map[int]DeclaredLine
	// Withdrawn: this source says that the pedimento was withdrawn (desistido): no
	// amount of any of its sources is told.
	Withdrawn bool
}

// DeclaredLine is what one partida says.
type DeclaredLine struct {
	Destino string
	Casos   []string
	Duty    map[string]*money.Sum // by what is said; of a line that says nothing, nil
	Differ  bool                  // its own determinations contradict each other
	bare    map[string]*money.Sum // what those without a country say, until all are read
}

// DeclaredOf reads it from a fact; nil when the fact is neither kind of
// pedimento.
func DeclaredOf(hash document.Hash, f *ledger.Fact, cat *catalog.Catalog) *Declared {
	if f.Desistido {
		return &Declared{Fact: hash, Key: f.Key, Pago: f.Pago, Withdrawn: true}
	}
	d := &Declared{Fact: hash, Key: f.Key, Clave: f.Clave, Pago: f.Pago, Casos: deferring(f.Casos), Lines: map[int]DeclaredLine{}}
	if f.Rectifica != nil {
		d.Anterior = f.Rectifica.Key
		if f.Clave == claveRectificacion {
			d.Clave = f.Rectifica.Clave
		}
	}
	again := f.Rectifica != nil && d.Clave == claveRectificacion // of a rectification: what it is of the one before says
	if f.Operacion != "EXP" || d.Clave != claveRetorno && d.Clave != claveComplementario && !again {
		return nil
	}
	for i := range f.Lineas {
		l := &f.Lineas[i]
		own := DeclaredLine{Destino: l.Origen, Casos: deferring(l.Casos)}
		own.Duty = contributed(own.Duty, l.Tributos, cat)
		d.Lines[l.Sec] = own
	}
	of := DeclaredLine{}
	for i := range f.Diferidos {
		d.determined(&f.Diferidos[i], &of, cat)
	}
	d.Mixed = d.mixed(&of)
	of.settle()
	d.Whole, d.Differ = of.Duty, of.Differ
	for sec, l := range d.Lines {
		l.settle()
		d.Lines[sec] = l
	}
	return d
}

// mixed reports that what is of no partida is told by one of the records 351 and 353
// and what is of partidas by the other: they may be the same goods.
func (d *Declared) mixed(of *DeclaredLine) bool {
	for _, l := range d.Lines {
		if len(of.bare) > 0 && determines(l.Duty) || determines(of.Duty) && len(l.bare) > 0 {
			return true
		}
	}
	return false
}

// determines reports an amount of a determination.
func determines(duty map[string]*money.Sum) bool {
	for name := range duty {
		if ofDetermination(name) {
			return true
		}
	}
	return false
}

// ofDetermination tells what is determined from what is paid.
func ofDetermination(name string) bool { return name != said25 && name != saidEUR && name != saidPaid }

// byPartida is what partidas determine together, nil when none does.
func (d *Declared) byPartida() (out map[string]*money.Sum) {
	for _, l := range d.Lines {
		for name, sum := range l.Duty {
			if ofDetermination(name) {
				out = added(out, name, whole(sum))
			}
		}
	}
	return out
}

// settle takes what a determination without a country says (record 353) where those
// with one (351) do not: one partida may have both of the same goods, which are not
// added up. Where they say otherwise the partida contradicts itself.
func (l *DeclaredLine) settle() {
	for name, sum := range l.bare {
		of, ok := l.Duty[name]
		if !ok {
			l.Duty = added(l.Duty, name, whole(sum))
			continue
		}
		l.Differ = l.Differ || !sameAmount(whole(of), whole(sum))
	}
	l.bare = nil
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
// have, as complementary ones may, is a partida of its own; one of no partida is
// of the whole pedimento.
func (d *Declared) determined(x *ledger.Diferido, of *DeclaredLine, cat *catalog.Catalog) {
	if x.Partida == 0 {
		d.Duty = contributed(d.Duty, x.Tributos, cat)
		of.determined(x)
		return
	}
	l := d.Lines[x.Partida]
	l.Destino = cmp.Or(l.Destino, x.Destino)
	l.determined(x)
	for i := range x.Tributos {
		l.Duty = added(l.Duty, saidPaid, x.Tributos[i].Importe)
	}
	d.Lines[x.Partida] = l
}

// determined adds the amounts of a determination.
func (l *DeclaredLine) determined(x *ledger.Diferido) {
	for name, a := range map[string]money.Amount{saidValue: x.NoOriginaria, saidIGI: x.IGI, saidExempt: x.Exento, saidForeign + x.Moneda: x.Arancel} {
		switch {
		case !a.Known():
		case x.Destino == "":
			l.bare = added(l.bare, name, a)
		default:
			l.Duty = added(l.Duty, name, a)
		}
	}
}

// standing are those of pedimentos that nobody says were withdrawn: of one that
// somebody does, the books hold nothing until it is decided.
func standing(all []*Declared) []*Declared {
	gone := map[string][]string{} // numbers by what they are without their year
	for _, d := range all {
		if s := ledger.Suffix(d.Key); d.Withdrawn {
			gone[s] = append(gone[s], d.Key)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(d *Declared) bool {
		return d.Withdrawn || slices.ContainsFunc(gone[ledger.Suffix(d.Key)], func(key string) bool { return pedimento.Same(key, d.Key) })
	})
}

// complementary are the complementary pedimentos, with rectifications of theirs
// that name a rectification before them.
func complementary(all []*Declared) (out []*Declared) {
	var later []*Declared
	for _, d := range all {
		switch d.Clave {
		case claveComplementario:
			out = append(out, d)
		case claveRectificacion:
			later = append(later, d)
		}
	}
	for grown := true; grown; {
		grown = false
		later = slices.DeleteFunc(later, func(d *Declared) bool {
			of := slices.ContainsFunc(out, func(o *Declared) bool { return pedimento.Same(d.Anterior, o.Key) })
			if of {
				out, grown = append(out, d), true
			}
			return of
		})
	}
	return out
}

// current are those that no other of them rectifies.
func current(all []*Declared) []*Declared {
	return slices.DeleteFunc(slices.Clone(all), func(d *Declared) bool {
		return slices.ContainsFunc(all, func(o *Declared) bool { return o.Anterior != "" && o.Key != d.Key && pedimento.Same(o.Anterior, d.Key) })
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
