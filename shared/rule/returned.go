package rule

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// identifierAF marks fixed assets on a declaration whose clave is not of them
// alone (Anexo 22 Apéndice 8).
const identifierAF = "AF"

// Side is which side of the share returned a declaration is on.
type Side uint8

// The sides.
const (
	NoSide       Side = iota
	ImportedSide      // inputs that come in for a time, bought or received by transfer
	ReturnedSide      // goods that go back or on to another programme
)

// SideOf is the side of an effect. Returned are returns (RT), transfers (V1) and what
// auto parts return by V4 (CTM, rule 4.3.13 C); not what is sold for definitive import
// (V5), given away or destroyed, which stays in the country. Imported are inputs and
// transfers received; not fixed assets nor goods that come back.
func SideOf(row *catalog.EffectRow) Side {
	switch {
	case row.Effect == catalog.EffectEntry && (row.Tipo == "insumo" || row.Tipo == "transferencia"):
		return ImportedSide
	case row.Effect == catalog.EffectExit && (row.Tipo == "retorno" || row.Tipo == "transferencia" || row.Tipo == "ctm"):
		return ReturnedSide
	}
	return NoSide
}

// Portion is what a declaration adds to the share that the registration for IVA and
// IEPS asks for: value returned over that of inputs imported for a time (dossier
// §5.2). The report of a year and the rule of each month both add up these.
type Portion struct {
	Side Side
	On   document.Date // payment of the first of its chain
	// Pesos is the commercial value without fixed assets, unknown when a source
	// does not tell it or contradicts another. Assets: it has some.
	Pesos  money.Amount
	Assets bool
}

// Portion is what the declaration adds; its side is NoSide when it adds nothing, which
// is so of one with fixed assets alone. An R1 of which nobody says what it rectifies
// adds an amount that is not known.
func (c *Case) Portion() Portion {
	s := Portion{On: c.First()}
	row, _, ok := c.Effect()
	if s.Side = SideOf(&row); !ok && c.Unresolved() {
		switch {
		case c.Importa:
			s.Side = ImportedSide
		case c.Exporta:
			s.Side = ReturnedSide
		}
		return s
	}
	if s.Side == NoSide {
		return s
	}
	var all bool
	if s.Pesos, s.Assets, all = c.WithoutAssets(c.P.ValorComercial, func(q *pedimento.Partida) money.Amount { return q.ValorComercial }); all {
		return Portion{On: s.On}
	}
	if c.Contradicted() {
		s.Pesos = money.Amount{}
	}
	return s
}

// WithoutAssets is a value of the whole declaration less that of the partidas of
// fixed assets (identifier AF): unknown when one of those has none. some reports that
// there are any, all that there is nothing else.
func (c *Case) WithoutAssets(whole money.Amount, of func(*pedimento.Partida) money.Amount) (rest money.Amount, some, all bool) {
	isAsset := func(q *pedimento.Partida) bool {
		return slices.ContainsFunc(q.Identificadores, func(k pedimento.Identificador) bool { return k.Clave == identifierAF })
	}
	if c.Has(identifierAF) {
		return money.Int(0), true, true
	}
	rest, assets := whole, 0
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		if !isAsset(q) {
			continue
		}
		assets++
		if v := of(q); v.Known() && rest.Known() {
			rest, _ = rest.Sub(v) // what does not fit is unknown
		} else {
			rest = money.Amount{}
		}
	}
	if assets > 0 && assets == len(c.P.Partidas) {
		return money.Int(0), true, true
	}
	return rest, assets > 0, false
}
