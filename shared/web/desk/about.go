package desk

import (
	"context"
	"fmt"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/step"
)

// Programme implements Programmes. It goes on from the one that is kept when
// nothing came since that says what a programme is.
func (r *reading) Programme(ctx context.Context, rfc string) (*Programme, error) {
	at, err := r.stamp(ctx, rfc)
	if err != nil {
		return nil, err
	}
	return r.about.of(ctx, at, func(ctx context.Context) (*Programme, error) {
		if rfc == step.Unassigned {
			return &Programme{RFC: rfc, Behind: at.behind, head: at.head}, nil
		}
		before, ok := r.about.latest(func(k stamp) bool { return k.rfc == rfc && k.head.Seq <= at.head.Seq })
		if ok {
			if ok, err = r.says(ctx, before, at.head); err != nil {
				return nil, err
			}
		}
		if !ok {
			return r.programme(ctx, at)
		}
		p := *before
		p.Behind, p.head = at.behind, at.head
		return &p, nil
	})
}

// programme reads what a programme is.
func (r *reading) programme(ctx context.Context, at stamp) (*Programme, error) {
	basis, err := step.CurrentBasis(ctx, r.books, at.rfc)
	if err != nil {
		return nil, fmt.Errorf("programme %s: %w", at.rfc, err)
	}
	p := &Programme{RFC: at.rfc, Behind: at.behind, Basis: &basis, head: at.head, parts: &catalogue{plant: basis.Plant}}
	if f := basis.Programme; f != nil {
		p.Nombre, p.Numero = f.Nombre, f.Programa
	}
	if p.Senders, err = step.Senders(ctx, r.books, at.rfc); err != nil {
		return nil, err //nolint:wrapcheck // names the programme
	}
	return p, nil
}

// maxSince is how many entries are looked through for what says what a programme
// is; after more of them it is read anew.
const maxSince = 5000

// says reports that what was read of a programme still holds at a later head of
// its journal: no programme file and no table of the plant came since.
func (r *reading) says(ctx context.Context, p *Programme, head step.Head) (bool, error) {
	if p.head.Terms != head.Terms || head.Seq-p.head.Seq > maxSince {
		return false, nil
	}
	for e, err := range r.books.Entries(ctx, p.RFC, p.head.Seq) {
		switch {
		case err != nil:
			return false, err
		case e.Seq > head.Seq:
			return true, nil
		case e.Record.Kind == document.KindProgramme || e.Record.Kind == document.KindPlant:
			return false, nil
		}
	}
	return true, nil
}

// catalogue is the one of the plant, with its products of a day apart.
type catalogue struct {
	plant *plant.Index // nil: the company delivered none

	mu   sync.Mutex
	on   document.Date
	all  map[bool][]plant.Part // by whether they are products
	made bool
}

// of are the products of a day, or all else.
func (c *catalogue) of(on document.Date, product bool) []plant.Part {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.plant != nil && (!c.made || c.on != on) {
		c.all = map[bool][]plant.Part{}
		for _, p := range c.plant.AllParts() {
			is := c.plant.IsProduct(p.Parte, on)
			c.all[is] = append(c.all[is], p)
		}
		c.on, c.made = on, true
	}
	return c.all[product]
}
