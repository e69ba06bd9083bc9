package report

import (
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Summary is the period on one page.
type Summary struct {
	Entradas   int                       `json:"entradas"`
	Salidas    int                       `json:"salidas"`
	Descargos  int                       `json:"descargos"`
	Faltantes  int                       `json:"faltantes"`
	LotesOpen  int                       `json:"lotes_con_saldo"`
	Vencidos   int                       `json:"lotes_vencidos"`
	Hallazgos  map[document.Severity]int `json:"hallazgos"`
	PorUnidad  []UnitTotal               `json:"por_unidad"`
	ValorSaldo money.Amount              `json:"valor_aduana_saldo"` // MXN; null when a lot has no value
	Credito    money.Amount              `json:"credito_iva_ieps"`   // MXN, formas de pago 21 and 22, granted in the period by the roll-forward of the credit
}

// UnitTotal adds up what is in one tariff unit, the only sums that mean
// anything. Proved, Assumed and Unresolved are of the exits of the period.
type UnitTotal struct {
	UMT        string          `json:"umt"`
	Unidad     string          `json:"unidad"`
	Opening    quantity.Micros `json:"saldo_inicial"`
	Entered    quantity.Micros `json:"entradas"`
	Proved     quantity.Micros `json:"probado"`
	Assumed    quantity.Micros `json:"supuesto"`
	NoRecord   quantity.Micros `json:"sin_documento"` // merma and acts that no production record proves
	Unresolved quantity.Micros `json:"sin_resolver"`
	Closing    quantity.Micros `json:"saldo_final"`
	Expired    quantity.Micros `json:"vencido"`
}

// summary counts and adds what the tables show row by row.
func (b *builder) summary(saldos []saldo, found []Found) Summary {
	s := Summary{Salidas: len(b.exits), Descargos: len(b.uses), Hallazgos: map[document.Severity]int{}}
	var value, credit money.Sum
	for i := range b.lots {
		l := &b.lots[i]
		if b.inPeriod(l.AvailableFrom) {
			s.Entradas++
			creditOf(l, &credit)
		}
		if l.closing > 0 {
			s.LotesOpen++
			value.Add(share(l))
			if tramo(b.head.To, l.Due) == "vencido" {
				s.Vencidos++
			}
		}
	}
	for i := range b.exits {
		s.Faltantes += len(b.stragglers(&b.exits[i]).loose)
	}
	for _, f := range found {
		s.Hallazgos[f.Severity]++
	}
	s.ValorSaldo = whole(&value)
	s.Credito = whole(&credit)
	s.PorUnidad = b.byUnit(saldos)
	return s
}

// creditOf adds what an entry did not pay in cash of IVA and IEPS: forma de
// pago 21 (IVA/IEPS credit) and 22 (guarantee), Apéndice 13.
func creditOf(l *lote, sum *money.Sum) {
	for _, t := range l.Tributos {
		if t.Forma == "21" || t.Forma == "22" {
			sum.Add(t.Importe)
		}
	}
}

func (b *builder) byUnit(saldos []saldo) []UnitTotal {
	by := map[string]*UnitTotal{}
	for i := range saldos {
		s := &saldos[i]
		if by[s.umt] == nil {
			by[s.umt] = &UnitTotal{UMT: s.umt, Unidad: b.unidad(s.umt)}
		}
		u := by[s.umt]
		u.Opening = b.add(u.Opening, s.opening)
		u.Entered = b.add(u.Entered, s.in)
		u.Proved = b.add(u.Proved, s.proved)
		u.Assumed = b.add(u.Assumed, s.assumed)
		u.NoRecord = b.add(u.NoRecord, s.undocumented)
		u.Unresolved = b.add(u.Unresolved, s.unresolved)
		u.Closing = b.add(u.Closing, s.closing)
		u.Expired = b.add(u.Expired, s.due["vencido"])
	}
	out := make([]UnitTotal, 0, len(by))
	for _, k := range slices.Sorted(maps.Keys(by)) {
		out = append(out, *by[k])
	}
	return out
}
