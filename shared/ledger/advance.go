package ledger

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"sort"

	"example.com/immex/shared/document"
	"example.com/immex/shared/match"
)

// Edit is what one group does in a material, before and after: packed
// movements, nil for none.
type Edit struct{ Old, New []byte }

// Advance goes on from a generation: it takes back what was matched from the
// earliest date the changes touch, and matches from there. The result is that
// of EvaluateSegments over the whole history, byte for byte; ErrWhole says
// that only the whole history can tell.
func Advance(prev []byte, policy Policy, catalogVersion document.Hash, changes []Edit, fetch Fetch) (*Generation, error) {
	if !readable(prev) {
		return nil, ErrWhole
	}
	w := newWeaver(fetch)
	man, err := w.open(prev)
	if err != nil {
		return nil, err
	}
	if man.engine != Engine || man.policy != policy || man.catalog != string(catalogVersion) {
		return nil, ErrWhole
	}
	d, err := differences(changes)
	if err != nil {
		return nil, err
	}
	if !d.goesOn(policy.KeyDate) {
		return nil, ErrWhole
	}
	man.exits.kind = func() items { return &packedExits{policy: policy} }
	a := &advance{w: w, man: man, d: d}
	if err := a.takeOff(); err != nil {
		return nil, err
	}
	if err := a.edit(); err != nil {
		return nil, err
	}
	takes, err := a.match()
	if err != nil {
		return nil, err
	}
	if err := man.lots.extend(a.lots); err != nil {
		return nil, err
	}
	if err := man.exits.extend(a.exits); err != nil {
		return nil, err
	}
	g, err := w.finish(man, takes)
	if g != nil {
		g.Past = a.past
	}
	return g, err
}

// difference is what changes add and remove.
type difference struct {
	addLots, goneLots   []Lot
	addExits, goneExits []Exit
	openings            bool // opening balances changed
}

func differences(changes []Edit) (*difference, error) {
	d := &difference{}
	for _, c := range changes {
		var before, after Movements
		var err error
		if c.Old != nil {
			if before, err = UnpackMovements(c.Old); err != nil {
				return nil, ErrWhole // of another engine: the books are being made anew
			}
		}
		if c.New != nil {
			if after, err = UnpackMovements(c.New); err != nil {
				return nil, err
			}
		}
		gone, add := apart(before.Lots, after.Lots, packLot)
		d.goneLots, d.addLots = append(d.goneLots, gone...), append(d.addLots, add...)
		goneX, addX := apart(before.Exits, after.Exits, packExit)
		d.goneExits, d.addExits = append(d.goneExits, goneX...), append(d.addExits, addX...)
		was, is := Movements{Openings: before.Openings}, Movements{Openings: after.Openings}
		d.openings = d.openings || !bytes.Equal(was.Pack(), is.Pack())
	}
	// what one group loses and another brings, the same to the byte, stays
	d.goneLots, d.addLots = apart(d.goneLots, d.addLots, packLot)
	d.goneExits, d.addExits = apart(d.goneExits, d.addExits, packExit)
	arrange(d.addLots, lotOrder)
	arrange(d.addExits, exitOrder)
	return d, nil
}

func packLot(l *Lot) string {
	p := newPacker(packLots, 256)
	p.lot(l)
	return string(p.done())
}

func packExit(x *Exit) string {
	p := newPacker(packExits, 256)
	p.exit(x)
	return string(p.done())
}

// apart gives what stands in one list only.
func apart[T any](before, after []T, pack func(*T) string) (gone, added []T) {
	if len(before) == 0 || len(after) == 0 { // nothing can be in both: most groups are new
		return before, after
	}
	seen := map[string]int{}
	for i := range after {
		seen[pack(&after[i])]++
	}
	for i := range before {
		if k := pack(&before[i]); seen[k] > 0 {
			seen[k]--
			continue
		}
		gone = append(gone, before[i])
	}
	for i := range after {
		if k := pack(&after[i]); seen[k] > 0 {
			seen[k]--
			added = append(added, after[i])
		}
	}
	return gone, added
}

// goesOn reports whether lots and exits stand in the book as their groups
// brought them: no opening balance has a say in them.
func (d *difference) goesOn(key document.Date) bool {
	if d.openings {
		return false
	}
	_, all := d.since()
	return !key.Known() || all > key
}

// never is later than every date.
const never = document.Date(99991231)

// since is the first date a lot changes on, and the first date anything does.
func (d *difference) since() (lots, all document.Date) {
	lots = never
	for _, list := range [][]Lot{d.addLots, d.goneLots} {
		for i := range list {
			lots = min(lots, list[i].AvailableFrom)
		}
	}
	all = lots
	for _, list := range [][]Exit{d.addExits, d.goneExits} {
		for i := range list {
			all = min(all, list[i].MovedAt)
		}
	}
	return lots, all
}

// advance is one step from a generation to the next.
type advance struct {
	w   *weaver
	man *manifest
	d   *difference

	was      []Lot        // lots from the first that may change, as they were
	wasExits []packedExit // the same of exits, when some of them go
	lots     *lotItems    // the same, as they are
	exits    *packedExits // same
	firstLot int          // position of the first of lots
	keep     int          // of exits: those before the first date that changes
	undone   outcome      // what was taken back
	roles    []match.Role // of the exits that took it
	places   []int32      // of lots, their position before; -1 for new ones
	past     *Otherwise   // what the step says otherwise; nil for an append

	lastLot    document.Date // of the generation before
	exitPlaces []int32       // of exits, where each stood among those taken off
}

// takeOff takes off the index everything from the first date that changes.
func (a *advance) takeOff() error {
	fromLot, from := a.d.since()
	var err error
	if a.lastLot, err = a.man.lots.last(); err != nil {
		return err
	}
	lots, err := a.man.lots.since(fromLot)
	if err != nil {
		return err
	}
	exits, err := a.man.exits.since(from)
	if err != nil {
		return err
	}
	a.lots, a.exits = lots.(*lotItems), exits.(*packedExits) //nolint:forcetypeassert // each spine makes its own
	a.firstLot, a.was = a.man.lots.n, a.lots.lots
	for a.keep = 0; a.keep < len(a.exits.list) && a.exits.list[a.keep].in.Moved < from; a.keep++ {
	}
	return nil
}

// edit makes the changes in what was taken off; what is not found as it was
// is for the whole history to tell.
func (a *advance) edit() error {
	add, gone := a.exits.wrap(a.d.addExits), a.exits.wrap(a.d.goneExits)
	for _, list := range [][]packedExit{a.exits.list[a.keep:], add} {
		for i := range list {
			if x := list[i].whole; x != nil && (x.byTariff(&a.man.material) || x.reaches() || x.Serie != "") {
				return fmt.Errorf("%w: the lots it names, or earlier exits, tell how much %s is, or whether it takes any", ErrWhole, x.ID)
			}
		}
	}
	if len(a.d.goneLots)+len(a.d.addLots) > 0 {
		a.was = slices.Clone(a.was)
	}
	lots, sources, places, err := splice(a.lots.lots, a.lots.sources, a.d.goneLots, a.d.addLots, lotOrder, packLot)
	if err != nil {
		return err
	}
	a.lots = &lotItems{lots: lots, sources: sources}
	for i, p := range places {
		if p >= 0 {
			places[i] = p + int32(a.firstLot) //nolint:gosec // lots of one material
		}
	}
	a.places = places

	x := a.exits
	kept := outcome{}
	kept.grow(len(x.list) + len(add))
	a.undone.grow(len(x.list) - a.keep)
	for e := range x.list {
		if e < a.keep {
			kept.add(x.of(e), x.short[e])
			continue
		}
		a.undone.add(x.of(e), x.short[e])
		a.roles = append(a.roles, x.list[e].in.Role)
	}
	if len(a.d.goneExits) > 0 {
		a.wasExits = slices.Clone(x.list)
	}
	exits, sources, exitPlaces, err := splice(x.list, x.sources, gone, add, packedOrder, func(p *packedExit) string { return packExit(p.exit()) })
	a.exits, a.exitPlaces = &packedExits{policy: x.policy, list: exits, sources: sources, outcome: kept}, exitPlaces
	return err
}

// splice takes some items out of a sorted list and puts others in; places says
// where each was before.
func splice[T any](list []T, sources []int32, gone, add []T, order func(a, b *T) int, pack func(*T) string) (out []T, from, places []int32, err error) {
	places = make([]int32, len(list), len(list)+len(add))
	for i := range places {
		places[i] = int32(i)
	}
	from = fill(sources, len(list))
	removed := map[int]bool{}
	for i := range gone {
		at := sort.Search(len(list), func(k int) bool { return order(&list[k], &gone[i]) >= 0 })
		for at < len(list) && order(&list[at], &gone[i]) == 0 && (removed[at] || pack(&list[at]) != pack(&gone[i])) {
			at++
		}
		if at == len(list) || order(&list[at], &gone[i]) != 0 {
			return nil, nil, nil, fmt.Errorf("%w: something it removes is not there", ErrWhole)
		}
		removed[at] = true
	}
	for _, at := range slices.Backward(slices.Sorted(maps.Keys(removed))) {
		list, from, places = slices.Delete(list, at, at+1), slices.Delete(from, at, at+1), slices.Delete(places, at, at+1)
	}
	// from the end backwards, so that what stays moves once, and only what comes after
	i, w := len(list)-1, len(list)+len(add)-1
	list, from, places = slices.Grow(list, len(add))[:w+1], slices.Grow(from, len(add))[:w+1], slices.Grow(places, len(add))[:w+1]
	for j := len(add) - 1; j >= 0; w-- {
		if i >= 0 {
			if c := order(&list[i], &add[j]); c == 0 {
				return nil, nil, nil, fmt.Errorf("%w: something stands twice", ErrWhole)
			} else if c > 0 {
				list[w], from[w], places[w] = list[i], from[i], places[i]
				i--
				continue
			}
		}
		if w+1 < len(list) && order(&list[w+1], &add[j]) == 0 {
			return nil, nil, nil, fmt.Errorf("%w: something stands twice", ErrWhole)
		}
		list[w], from[w], places[w] = add[j], -1, -1
		j--
	}
	return list, from, places, nil
}
