package expediente

import (
	"fmt"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// Kit is how much of an audit kit was computed again.
type Kit struct {
	Pedimentos int `json:"pedimentos"`
	// Lots and Exits are those that follow from the facts alone, of so many.
	Lots    int `json:"lots"`
	OfLots  int `json:"of_lots"`
	Exits   int `json:"exits"`
	OfExits int `json:"of_exits"`
	// Descargos were added up per lot and per exit; why PEPS took just these lots
	// a kit cannot tell.
	Descargos int `json:"descargos"`
}

// isAudit reports the layout of an audit kit.
func isAudit(schema string) bool { return strings.HasPrefix(schema, "immex.auditoria/") }

// auditReplay makes the papers of the kit again from its facts and extracts,
// and compares.
func (v *Verdict) auditReplay(c *container) (d *Difference) {
	defer func() {
		if p := recover(); p != nil {
			x := broken(factsPath, document.Textf("Los hechos no se pueden recalcular: %v.", "The facts cannot be computed again: %v.", p))
			d = &x
		}
	}()
	fail := func(path string, err error) *Difference {
		x := broken(path, document.Textf("%s: %v.", "%s: %v.", path, err))
		return &x
	}
	a, err := v.audit(c)
	if err != nil {
		return fail(factsPath, err)
	}
	if path, err := a.sound(); err != nil {
		return fail(path, err)
	}
	p, again, err := a.files()
	if err != nil {
		return fail(factsPath, err)
	}
	made := map[string]document.Hash{}
	for i := range a.Documents {
		if t := &a.Documents[i]; t.Path != "" {
			made[t.Path] = t.SHA
		}
	}
	for _, f := range p.Files {
		made[f.Path] = ""
		want, err := f.Bytes()
		if err != nil {
			return fail(f.Path, err)
		}
		if d := same(c, f.Path, want); d != nil {
			return d
		}
		v.Replayed++
	}
	if d := v.foreign(made); d != nil {
		return d
	}
	p.Manifest.Files = v.Manifest.Files
	want, err := p.Manifest.Encode()
	if err != nil {
		return fail(manifestPath, err)
	}
	if d := same(c, manifestPath, want); d != nil {
		return d
	}
	v.Facts = len(a.Facts)
	v.Kit = &Kit{Pedimentos: len(a.Scope), Lots: again.lots, OfLots: again.of, Exits: again.exits, OfExits: again.ofExits}
	for i := range a.Extracts {
		v.Kit.Descargos += len(a.Extracts[i].Descargos)
	}
	return nil
}

// audit rebuilds what the kit was a function of.
func (v *Verdict) audit(c *container) (*Audit, error) {
	m := v.Manifest
	a := &Audit{
		RFC: m.RFC, Nombre: m.Nombre, Programa: m.Programa, Scope: m.Scope, To: m.To, Policy: m.Policy, Catalog: catalog.Default(), Tool: m.Tool, Lang: m.Lang,
	}
	var err error
	if a.Facts, err = c.facts(); err != nil {
		return nil, err
	}
	raw, err := c.read(extractsPath, maxText)
	if err == nil {
		a.Extracts, err = decodeLines[Extract](extractsPath, raw)
	}
	if err != nil {
		return nil, err
	}
	if raw, err = c.read(tracedPath, maxText); err == nil {
		a.Documents, err = decodeLines[Traced](tracedPath, raw)
	}
	return a, err
}

// sound holds the extracts against what must always be true; the error names
// the first breach and path its file.
func (a *Audit) sound() (path string, err error) {
	inScope := map[string]bool{}
	for _, n := range a.Scope {
		inScope[n] = true
	}
	for i := range a.Extracts {
		if err := a.Extracts[i].sound(func(of string, numbers []string) bool {
			for _, n := range append([]string{of}, numbers...) {
				if inScope[n] {
					return true
				}
			}
			return false
		}); err != nil {
			return extractsPath, err
		}
	}
	for i := range a.Documents {
		d := &a.Documents[i]
		if want := documentPath(&Source{SHA: d.SHA, Name: d.Name}); d.Path != "" && d.Path != want {
			return tracedPath, fmt.Errorf("document %s lies at %s, not at %s", d.SHA, want, d.Path)
		}
	}
	return "", nil
}

// sound checks conservation: per lot what came in less its descargos is what
// is left, in both units; per exit all of it is told.
func (e *Extract) sound(asked func(string, []string) bool) error {
	if len(e.Saldos) != len(e.Lots) {
		return fmt.Errorf("material %s: %d balances of %d lots", e.Of.Key, len(e.Saldos), len(e.Lots))
	}
	gone, umt, mine := map[string]quantity.Micros{}, map[string]quantity.Micros{}, map[string]bool{}
	for i := range e.Descargos {
		d := &e.Descargos[i]
		if d.Cantidad <= 0 {
			return fmt.Errorf("descargo %s × %s of %s", d.Exit, d.Lot, d.Cantidad)
		}
		gone[d.Lot] += d.Cantidad
		umt[d.Lot] += d.CantidadUMT
	}
	for i := range e.Lots {
		l, s := &e.Lots[i], &e.Saldos[i]
		mine[l.ID] = true
		switch {
		case !asked(l.Pedimento, l.Numeros):
			return fmt.Errorf("lot %s is of a pedimento that was not asked for", l.ID)
		case s.Lot != l.ID || s.Cantidad < 0 || s.Desperdicio < 0 || s.Faltante < 0 || s.CantidadUMT < 0:
			return fmt.Errorf("lot %s has the balance %s of %s", l.ID, s.Cantidad, s.Lot)
		case l.Cantidad-gone[l.ID] != s.Pendiente():
			return fmt.Errorf("lot %s: %s came in, %s left, and %s remains", l.ID, l.Cantidad, gone[l.ID], s.Pendiente())
		case l.CantidadUMT-umt[l.ID] != s.CantidadUMT:
			return fmt.Errorf("lot %s: %s UMT came in, %s left, and %s remains", l.ID, l.CantidadUMT, umt[l.ID], s.CantidadUMT)
		}
	}
	for i := range e.Exits {
		x := &e.Exits[i]
		mine[x.ID] = true
		gone, held, short := e.spent(x.ID)
		switch {
		case !asked(x.Pedimento, x.Numeros):
			return fmt.Errorf("exit %s is of a pedimento that was not asked for", x.ID)
		case x.Rol != ledger.RoleConteo && gone+held+short != x.Cantidad:
			return fmt.Errorf("exit %s of %s: %s was discharged, %s held and %s found no lot", x.ID, x.Cantidad, gone, held, short)
		}
	}
	for i := range e.Descargos {
		if d := &e.Descargos[i]; !mine[d.Exit] && !mine[d.Lot] {
			return fmt.Errorf("descargo %s × %s is of neither a lot nor an exit that was asked for", d.Exit, d.Lot)
		}
	}
	return nil
}
