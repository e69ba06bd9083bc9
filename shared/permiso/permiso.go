package permiso

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// The kinds of authorisation.
const (
	KindProgramme = "programa" // the fracción is in the programme; no balance
	KindAnexoII   = "anexo_ii" // specific authorisation of Decreto IMMEX Anexo II
	KindRegla8    = "regla_8a" // LIGIE art. 2-II, Regla 8ª
	KindCupo      = "cupo"     // certificate of quota
	KindPermit    = "permiso"  // previo permit of import or export
)

// Kinds lists them in reading order.
func Kinds() []string { return []string{KindProgramme, KindAnexoII, KindRegla8, KindCupo, KindPermit} }

// Authorisation is a fracción, or the first digits of several, that the
// programme or a permit allows.
type Authorisation struct {
	Kind     string
	Fraccion string       // 2 to 8 digits
	Number   string       // of the permit; "" where the kind has none
	Unit     string       // Apéndice 7; "" when no quantity is fixed
	Quantity money.Amount // unknown: no quantity is fixed
	Value    money.Amount // US dollars; unknown: no value is fixed
	From, To document.Date
}

// Holds reports an authorisation in force on a date.
func (a *Authorisation) Holds(on document.Date) bool {
	return on >= a.From && (!a.To.Known() || on <= a.To)
}

// Covers reports that a fracción is of those authorised.
func (a *Authorisation) Covers(fraccion string) bool { return strings.HasPrefix(fraccion, a.Fraccion) }

// Numbered reports the kinds that record 553 cites by their number.
func (a *Authorisation) Numbered() bool {
	return a.Kind == KindRegla8 || a.Kind == KindCupo || a.Kind == KindPermit
}

// Use is one partida that consumed an authorisation.
type Use struct {
	Pedimento string
	Partida   int
	Fraccion  string
	Number    string // record 553; "" for an import under Anexo II
	On        document.Date
	Unit      string       // UMT
	Quantity  money.Amount // in Unit; unknown when the source gives none
	Value     money.Amount // US dollars
}

// Fold makes two writings of one number equal: letter case, blanks and
// hyphens do not count.
func Fold(number string) string {
	if !strings.ContainsAny(number, " -\t") && strings.ToUpper(number) == number {
		return number
	}
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\t", "").Replace(number))
}

// UsesOf are what a declaration consumed: each record 553 of its partidas, and
// of a temporary import each partida itself.
func UsesOf(p *pedimento.Pedimento, temporal bool) (out []Use) {
	on := p.FechaPago
	if !on.Known() {
		on = p.FechaEntrada
	}
	for i := range p.Partidas {
		q := &p.Partidas[i]
		u := Use{Pedimento: p.Number, Partida: q.Secuencia, Fraccion: q.Fraccion, On: on, Unit: q.UMT}
		if temporal {
			u.Quantity, u.Value = q.CantidadUMT, q.ValorDolares
			out = append(out, u)
		}
		for _, k := range q.Permisos {
			if k.Numero == "" {
				continue
			}
			u.Number, u.Quantity, u.Value = k.Numero, k.CantidadUMT, k.ValorDolares
			out = append(out, u)
		}
	}
	return out
}
