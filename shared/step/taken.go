package step

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Taken is what a planned operation takes of one lot.
type Taken struct {
	Material ledger.Material
	Lot      *ledger.Lot
	Rol      ledger.Role
	Cantidad quantity.Micros // in the unit of the material
	EnUMT    quantity.Micros // 0 of what waits for a decision
	Estado   ledger.Status   // "" of what waits for a decision
	// PorDecidir: the lot expired, so a person decides.
	PorDecidir bool
	// Credito is what the operation discharges of the IVA and IEPS credit of the
	// accounts of the lot, in whole pesos, told with the first lot of each that
	// waits for no decision, if one does not; unknown with the others.
	Credito money.Amount
}

// BrokerColumns are the columns of what a broker needs for the records 512 of a
// pedimento, by their names, in every file that gives it.
func BrokerColumns() []string {
	return []string{
		"pedimento", "fecha_pago", "clave", "partida", "fraccion", "parte", "umt", "cantidad_umt", "unidad", "cantidad", "rol", "vence", "por_decidir",
		"credito_descargado", "contribuciones_del_lote",
	}
}

// firstOf is the place of the first lot of an account, of one that waits for no
// decision if there is one: what is held discharges nothing yet. -1 for none.
func firstOf(taken []Taken, c *CreditTaken) int {
	of := func(t *Taken) bool {
		return t.Lot.Pedimento == c.Pedimento && t.Lot.Fraccion == c.Fraccion && t.Lot.UMT == c.UMT
	}
	if i := slices.IndexFunc(taken, func(t Taken) bool { return !t.PorDecidir && of(&t) }); i >= 0 {
		return i
	}
	return slices.IndexFunc(taken, func(t Taken) bool { return of(&t) })
}

// CreditApart is the credit of accounts that none of the lots taken is of: the
// operation changes what other exits take of them.
func (p *Planned) CreditApart() (out []CreditTaken) {
	taken := p.Taken()
	for i := range p.Credit {
		if firstOf(taken, &p.Credit[i]) < 0 {
			out = append(out, p.Credit[i])
		}
	}
	return out
}

// giveBack tells with one lot of each account what is discharged of it.
func (p *Planned) giveBack(taken []Taken) {
	back := map[int]int64{}
	for n := range p.Credit {
		if i := firstOf(taken, &p.Credit[n]); i >= 0 {
			back[i] += p.Credit[n].Pesos
		}
	}
	for i, pesos := range back {
		taken[i].Credito = money.Int(pesos)
	}
}

// Taken are the lots the operation takes, in the order it takes them.
func (p *Planned) Taken() (out []Taken) {
	for _, b := range p.Books {
		mine, lots := p.exits(b), map[string]*ledger.Lot{}
		for i := range b.Lots {
			lots[b.Lots[i].ID] = &b.Lots[i]
		}
		for i := range b.Descargos {
			if d := &b.Descargos[i]; mine[d.Exit] != nil {
				out = append(out, Taken{Material: b.Material, Lot: lots[d.Lot], Rol: d.Rol, Cantidad: d.Cantidad, EnUMT: d.CantidadUMT, Estado: d.Status})
			}
		}
		for i := range b.Held {
			if h := &b.Held[i]; mine[h.Exit] != nil {
				out = append(out, Taken{Material: b.Material, Lot: lots[h.Lot], Rol: mine[h.Exit].Rol, Cantidad: h.Cantidad, PorDecidir: true})
			}
		}
	}
	p.giveBack(out)
	return out
}

// exits are those of the operation in a book.
func (*Planned) exits(b *ledger.Book) map[string]*ledger.Exit {
	mine := map[string]*ledger.Exit{}
	for i := range b.Exits {
		if x := &b.Exits[i]; x.Pedimento == PlannedKey {
			mine[x.ID] = x
		}
	}
	return mine
}

// Short is what the operation lacks, a sentence each.
func (p *Planned) Short() (out []document.Text) {
	for i := range p.Findings {
		out = append(out, p.Findings[i].Message)
	}
	for _, b := range p.Books {
		mine := p.exits(b)
		for i := range b.Shortages {
			if s := &b.Shortages[i]; mine[s.Exit] != nil {
				m := b.Material
				m.Key = cmp.Or(m.Key, p.Operation.Parte) // a part that no catalogue gives a fracción
				out = append(out, s.Text(m))
			}
		}
	}
	return out
}

// Others are the differences in what other exits take.
func (p *Planned) Others() (out []ledger.Delta) {
	for _, d := range p.Deltas {
		if d.Exit != "" && d.Exit[:min(len(d.Exit), len(PlannedKey))] != PlannedKey {
			out = append(out, d)
		}
	}
	return out
}

// Enough reports an operation that lacks nothing and leaves nothing to decide.
func (p *Planned) Enough() bool {
	if len(p.Short()) > 0 {
		return false
	}
	for _, t := range p.Taken() {
		if t.PorDecidir {
			return false
		}
	}
	return true
}
