package contingencia

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Inicio is a starting point: from when actualización and recargos run.
type Inicio string

// The starting points. The first two exist in practice; the third is the
// second one under the last reading of the due date, where that is another day.
const (
	DesdeEntrada     Inicio = "entrada"     // month of temporary entry (RLA 140); recargos from the month after
	DesdeVencimiento Inicio = "vencimiento" // month after expiry, recargos included
	DesdeUltimo      Inicio = "vencimiento_ultimo"
)

// Inicios are those that every lot with a due date has.
func Inicios() []Inicio { return []Inicio{DesdeEntrada, DesdeVencimiento} }

// Componente is a contribution with what is added to it, in whole pesos.
type Componente struct {
	Clave        string       `json:"contribucion"`
	Importe      money.Amount `json:"importe"`
	Actualizado  money.Amount `json:"actualizado"`
	Recargos     money.Amount `json:"recargos"`                // of the updated amount
	SinActualiza money.Amount `json:"recargos_sin_actualizar"` // of the amount as it was
}

// Cuenta is what is owed before fines.
type Cuenta struct {
	Contribuciones money.Amount `json:"contribuciones"`
	Recargos       money.Amount `json:"recargos"`
	Suma           money.Amount `json:"suma"`
}

// Punto is the estimate from one starting point.
type Punto struct {
	Inicio    Inicio       `json:"inicio"`
	Causacion string       `json:"causacion"`     // YYYY-MM
	Meses     int          `json:"meses"`         // of recargos
	Recargo   money.Amount `json:"tasa_recargos"` // per cent, the sum of its months
	Factor    money.Amount `json:"factor"`        // to six decimals; the arithmetic takes it whole
	INPCDe    money.Amount `json:"inpc_de"`       // month before causation
	INPCA     money.Amount `json:"inpc_a"`        // month before payment
	Atraso    int          `json:"dias_de_atraso"`

	Componentes []Componente `json:"componentes"`
	Actualizado Cuenta       `json:"actualizado"`
	// SinActualizar is the same as if the INPC had not moved: what can be said
	// while a month of it is missing, and less than what is owed.
	SinActualizar Cuenta          `json:"sin_actualizar"`
	Escenarios    []Escenario     `json:"escenarios"`
	Desconocido   []document.Text `json:"desconocido"` // why something is unknown
}

// point fills in a starting point.
func (c *Calculo) point(l *Lote, p Punto, cause, first month) Punto {
	rate, factor := c.surcharge(first), c.factor(cause)
	p.Causacion, p.Meses = cause.String(), rate.months
	p.Recargo, p.Factor, p.INPCDe, p.INPCA = rate.shown, factor.shown, factor.low, factor.high
	if rate.doubt || factor.doubt {
		l.Supuestos |= SupuestoTasaSinConfirmar
	}
	p.Componentes = make([]Componente, len(l.Contribuciones))
	owed, plain := Cuenta{money.Int(0), money.Int(0), money.Int(0)}, Cuenta{money.Int(0), money.Int(0), money.Int(0)}
	igi, igiUpdated := exact{}, exact{}
	for i := range l.Contribuciones {
		x := &l.Contribuciones[i]
		act := x.exact.times(factor.value)
		k := Componente{Clave: x.Clave, Importe: x.Importe, Actualizado: act.round(), Recargos: act.times(rate.value).round(), SinActualiza: x.exact.times(rate.value).round()}
		if x.Clave == IGI {
			igi, igiUpdated = x.exact, act
		}
		owed.Contribuciones, owed.Recargos = plus(owed.Contribuciones, k.Actualizado), plus(owed.Recargos, k.Recargos)
		plain.Contribuciones, plain.Recargos = plus(plain.Contribuciones, k.Importe), plus(plain.Recargos, k.SinActualiza)
		p.Componentes[i] = k
		p.because(x.Motivo)
	}
	p.because(rate.why)
	p.because(factor.why)
	owed.Suma, plain.Suma = plus(owed.Contribuciones, owed.Recargos), plus(plain.Contribuciones, plain.Recargos)
	p.Actualizado, p.SinActualizar = owed, plain
	c.scenarios(l, &p, igi, igiUpdated)
	return p
}

// because says once why something is unknown.
func (p *Punto) because(why *document.Text) {
	if why != nil && !slices.Contains(p.Desconocido, *why) {
		p.Desconocido = append(p.Desconocido, *why)
	}
}

// Rango is a fine and a total from the least to the most, in whole pesos.
type Rango struct {
	MultaMinima money.Amount `json:"multa_minima"`
	MultaMaxima money.Amount `json:"multa_maxima"`
	Minimo      money.Amount `json:"minimo"`
	Maximo      money.Amount `json:"maximo"`
}

// Escenario is what happens to the goods, and what it costs.
type Escenario struct {
	Clave         string       `json:"escenario"`
	Actualizado   Rango        `json:"actualizado"`
	SinActualizar Rango        `json:"sin_actualizar"`
	Periodos      int          `json:"periodos"`      // of a fine that counts by them
	Tope          money.Amount `json:"tope"`          // what its fine does not exceed; null without one
	SinConfirmar  bool         `json:"sin_confirmar"` // the fine rests on a reading of our own
}

// The scenarios.
const (
	S0 = "S0" // late return, spontaneous: the fine of LA 183-II alone
	S1 = "S1" // spontaneous regularisation by A3: contributions and that fine
	S2 = "S2" // discovered: LA 178-I of the IGI, or 183-III of exempt goods
	S3 = "S3" // discovered, RRNA or CC not proved: LA 178-IV
)

// Escenarios lists them in their order.
func Escenarios() []string { return []string{S0, S1, S2, S3} }

// bounds is a fine from the least to the most, in whole pesos.
type bounds struct{ low, high money.Amount }

func (b bounds) rango(base money.Amount) Rango {
	return Rango{MultaMinima: b.low, MultaMaxima: b.high, Minimo: plus(base, b.low), Maximo: plus(base, b.high)}
}

// unfined is the fine of what is not late.
func unfined() bounds { return bounds{money.Int(0), money.Int(0)} }

// scenarios are those of one starting point. Nothing is fined before the due
// date.
func (c *Calculo) scenarios(l *Lote, p *Punto, igi, igiUpdated exact) {
	late, limit, periods := c.spontaneous(l, p)
	row := catalog.FineOmitted
	if l.exempt {
		row, igi, igiUpdated = catalog.FineExempt, l.goods, l.goods
		l.Supuestos |= SupuestoExento
	}
	found, foundUpdated := c.share(p, row, igi), c.share(p, row, igiUpdated)
	noPermit := c.share(p, catalog.FineNoPermit, l.goods)
	if p.Atraso > 0 && !l.goods.known() {
		p.because(text("El valor comercial de la entrada no se conoce: S3, y S2 de mercancía exenta, quedan sin cifra.",
			"The commercial value of the entry is unknown: S3, and S2 of exempt goods, have no figure."))
	}
	nothing, a, b := money.Int(0), p.Actualizado.Suma, p.SinActualizar.Suma
	lateDoubt := c.fines[catalog.FineLateReturn].doubt
	s0 := late.rango(nothing)
	p.Escenarios = []Escenario{
		{Clave: S0, Actualizado: s0, SinActualizar: s0, Periodos: periods, Tope: limit, SinConfirmar: lateDoubt},
		{Clave: S1, Actualizado: late.rango(a), SinActualizar: late.rango(b), Periodos: periods, Tope: limit, SinConfirmar: lateDoubt},
		{Clave: S2, Actualizado: foundUpdated.rango(a), SinActualizar: found.rango(b), SinConfirmar: c.fines[row].doubt},
		{Clave: S3, Actualizado: noPermit.rango(a), SinActualizar: noPermit.rango(b), SinConfirmar: c.fines[catalog.FineNoPermit].doubt},
	}
}

// share is a fine that is a part of its base.
func (c *Calculo) share(p *Punto, code string, base exact) bounds {
	if p.Atraso == 0 {
		return unfined()
	}
	f := c.fines[code]
	p.because(f.why)
	if f.why != nil {
		return bounds{}
	}
	return bounds{base.times(f.least).round(), base.times(f.most).round()}
}

// spontaneous is the fine of a late return: an amount for each period of days
// or fraction of one, not beyond the value of the goods.
func (c *Calculo) spontaneous(l *Lote, p *Punto) (fine bounds, limit money.Amount, periods int) {
	if p.Atraso == 0 {
		return unfined(), money.Amount{}, 0
	}
	f := c.fines[catalog.FineLateReturn]
	if f.days == 0 {
		p.because(text("LA 183-II: la tabla de multas no dice de cuántos días es cada periodo.", "LA 183-II: the table of fines does not say how many days a period has."))
		return bounds{}, money.Amount{}, 0
	}
	periods = (p.Atraso + f.days - 1) / f.days
	if f.Cap != "" {
		limit = l.Aduana
	}
	p.because(f.why)
	if f.why != nil {
		return bounds{}, limit, periods
	}
	n := fraction(int64(periods), 1)
	low, high := n.times(exactly(f.LeastPesos)), n.times(exactly(f.MostPesos))
	if f.Cap != "" {
		low, high = low.least(l.customs), high.least(l.customs)
	}
	return bounds{low.round(), high.round()}, limit, periods
}
