package step

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// Placed is how much of a part stands where on a day. Moves between places,
// submaquila and temporary exits change this and never a balance.
type Placed struct {
	Parte, Unidad string
	Lugar         string // own places that cannot be told apart are joined by "+"
	Tipo          string // planta, bodega, submaquila, tercero; "" not registered
	Cantidad      quantity.Micros
	Known         bool // false: the books hold no balance of the part, only its moves are known
}

// placer follows the moves of a programme.
type placer struct {
	index *plant.Index
	total map[placedPart]map[document.Date]quantity.Micros // good stock at the close of the days that matter
	moves map[placedPart][]placedMove
	found []ledger.Finding
}

type placedPart struct{ parte, unit string }

type placedMove struct {
	plant.Move
	qty quantity.Micros
}

// Places tells where each part that was ever moved is at the close of a day,
// and what is moved out of a place that cannot hold it.
func Places(ctx context.Context, store Books, rfc string, on document.Date) ([]Placed, []ledger.Finding, error) {
	records, err := store.Facts(ctx, rfc, []string{plantGroup})
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var files []plant.File
	for _, r := range records {
		f, doc, err := material.Decode(r.Data)
		if err != nil {
			return nil, nil, fault.New(fault.Corrupt, "plant file "+string(r.Hash), err)
		}
		files = append(files, plant.File{File: f, Hash: r.Hash, Doc: doc})
	}
	p := &placer{index: plant.New(files, unit.Default()), total: map[placedPart]map[document.Date]quantity.Micros{}, moves: map[placedPart][]placedMove{}}
	if len(p.index.Moves()) == 0 {
		return nil, nil, nil
	}
	p.gather(on)
	if err := EachBook(ctx, store, rfc, func(b *ledger.Book) error { p.book(b, on); return nil }); err != nil {
		return nil, nil, err
	}
	out := p.place(on)
	slices.SortFunc(p.found, func(a, b ledger.Finding) int {
		return cmp.Or(cmp.Compare(a.Where, b.Where), cmp.Compare(a.Code, b.Code))
	})
	return out, p.found, nil
}

// gather turns every move up to a day into the part's own unit.
func (p *placer) gather(on document.Date) {
	for _, m := range p.index.Moves() {
		if m.Fecha > on {
			continue
		}
		key := placedPart{m.Parte, m.Unidad}
		q := m.Cantidad
		if part, ok := p.index.Part(m.Parte, m.Fecha); ok && part.UMC != "" {
			key = placedPart{part.Parte, part.UMC}
			own, err := unit.Default().Convert(m.Cantidad, m.Unidad, part.UMC, m.Fecha, part.Factors)
			if err != nil {
				p.find("place_unit", &m, document.Textf(
					"El traslado %s de %s está en la unidad %s, que no pasa a la suya (%s): no se cuenta. Dé el factor en la tabla partes.",
					"Move %s of %s is in unit %s, which does not turn into its own (%s): it is not counted. Give the factor in table partes.", m.Documento, m.Parte, m.Unidad, part.UMC))
				continue
			}
			q = own
		}
		p.moves[key] = append(p.moves[key], placedMove{m, q})
	}
}

func (p *placer) find(code string, m *plant.Move, text document.Text) {
	p.found = append(p.found, ledger.Finding{Pedimento: m.Pedimento, Finding: document.Finding{
		Code: code, Severity: document.Warning, Where: "traslado " + m.Documento, Message: text,
	}})
}

// book adds the good stock of the parts of a book on the days of their moves.
func (p *placer) book(b *ledger.Book, on document.Date) {
	if b.Material.Kind == ledger.KindFraccion {
		return
	}
	done := map[string]bool{}
	for i := range b.Lots {
		key := placedPart{b.Lots[i].Parte, b.Material.Unit}
		if done[key.parte] || len(p.moves[key]) == 0 {
			continue
		}
		done[key.parte] = true
		if p.total[key] == nil {
			p.total[key] = map[document.Date]quantity.Micros{}
		}
		days := []document.Date{on}
		for _, m := range p.moves[key] {
			days = append(days, m.Fecha)
		}
		slices.Sort(days)
		for _, d := range slices.Compact(days) {
			for _, s := range b.AsOf(d) {
				if s.Lot.Parte == key.parte {
					p.total[key][d] += s.Saldo
				}
			}
		}
	}
}

// own reports a place where goods arrive: a plant or a store of the company.
func (p *placer) own(lugar string, on document.Date) bool {
	place, ok := p.index.Place(lugar, on)
	return ok && (place.Tipo == "planta" || place.Tipo == "bodega")
}

// whereabouts follows one part: what stands outside the company's own places,
// and the own places it was moved from or to.
type whereabouts struct {
	outside map[string]quantity.Micros
	away    quantity.Micros // all of it
	home    []string
}

// move adds (or takes) a quantity in a place.
func (w *whereabouts) move(lugar string, own bool, q quantity.Micros) {
	if own {
		w.home = insert(w.home, lugar)
		return
	}
	w.outside[lugar] += q
	w.away += q
}

// follow takes the moves of one part in their order.
func (p *placer) follow(key placedPart) whereabouts {
	w := whereabouts{outside: map[string]quantity.Micros{}}
	total, known := p.total[key]
	for i := range p.moves[key] {
		m := &p.moves[key][i]
		from, to := p.own(m.De, m.Fecha), p.own(m.A, m.Fecha)
		if !from {
			p.leave(key, m, w.outside[m.De])
		}
		w.move(m.De, from, -m.qty)
		w.move(m.A, to, m.qty)
		if stock := total[m.Fecha]; known && !to && w.away > stock {
			p.find("place_over_stock", &m.Move, document.Textf(
				"Con el traslado %s habría %s de %s fuera de las plantas y los libros tienen %s al %s. Busque la entrada que falta o corrija el traslado.",
				"With move %s there would be %s of %s away from the plants and the books have %s on %s. Look for the missing entry or correct the move.",
				m.Documento, w.away, key.parte, stock, m.Fecha))
		}
	}
	return w
}

// place works out each part: what is not outside stands in its own places.
func (p *placer) place(on document.Date) []Placed {
	var out []Placed
	kind := func(lugar string) string {
		place, _ := p.index.Place(lugar, on)
		return place.Tipo
	}
	for key := range p.moves {
		w := p.follow(key)
		for lugar, q := range w.outside {
			if q != 0 {
				out = append(out, Placed{key.parte, key.unit, lugar, kind(lugar), q, true})
			}
		}
		total, known := p.total[key]
		if len(w.home) > 0 || known {
			name := strings.Join(w.home, "+")
			out = append(out, Placed{key.parte, key.unit, name, kind(name), total[on] - w.away, known})
		}
	}
	slices.SortFunc(out, func(a, b Placed) int {
		return cmp.Or(cmp.Compare(a.Parte, b.Parte), cmp.Compare(a.Unidad, b.Unidad), cmp.Compare(a.Lugar, b.Lugar))
	})
	return out
}

// leave holds a move to what stands in the place it leaves, when nothing but
// moves brings goods there.
func (p *placer) leave(key placedPart, m *placedMove, there quantity.Micros) {
	if m.qty <= there {
		return
	}
	p.find("place_over_moved", &m.Move, document.Textf(
		"El traslado %s saca %s de %s de %s, donde los traslados sólo han puesto %s. Busque el traslado que falta o corrija éste.",
		"Move %s takes %s of %s out of %s, where moves have put only %s. Look for the missing move or correct this one.", m.Documento, m.qty, key.parte, m.De, there))
}

// insert adds a text to a sorted list once.
func insert(list []string, s string) []string {
	at, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, at, s)
}
