package contingencia

import (
	"errors"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// ErrOptions reports options no estimate can be made with.
var ErrOptions = errors.New("contingencia: a day of payment is needed; a factor is at least 1 and a rate at least 0, with at most six decimals")

// Calculo prices lots under one law for one day of payment. It remembers the
// sums of its months: it is not for more than one goroutine at once.
type Calculo struct {
	law     Law
	opt     Options
	pay     month
	sums    map[month]figure
	factors map[month]figure
	ivaRate figure
	dtaRate figure
	fines   map[string]fine
}

// New prepares an estimate.
func New(law Law, opt Options) (*Calculo, error) {
	f, igi := exactly(opt.Factor), exactly(opt.TasaIGI)
	if !opt.Pago.Known() || opt.Factor.Known() && (!f.known() || f.cmp(fraction(1, 1)) < 0) || opt.TasaIGI.Known() && !igi.known() {
		return nil, ErrOptions
	}
	c := &Calculo{law: law, opt: opt, pay: monthOf(opt.Pago), sums: map[month]figure{}, factors: map[month]figure{}, fines: map[string]fine{}}
	c.ivaRate, c.dtaRate = c.rate(catalog.FeeIVA), c.rate(catalog.FeeDTA)
	for _, code := range []string{catalog.FineLateReturn, catalog.FineOmitted, catalog.FineExempt, catalog.FineNoPermit} {
		c.fines[code] = c.fineOf(code)
	}
	return c, nil
}

// Lote is the estimate of one lot.
type Lote struct {
	Lote        string        `json:"lote"`
	Pedimento   string        `json:"pedimento"`
	Partida     int           `json:"partida"`
	Fraccion    string        `json:"fraccion"`
	Descripcion string        `json:"descripcion"`
	Entrada     document.Date `json:"entrada"`
	Vence       document.Date `json:"vence"`
	VenceUltimo document.Date `json:"vence_ultimo"` // the second reading; null when in doubt
	Estado      Estado        `json:"estado"`
	Atraso      int           `json:"dias_de_atraso"` // after the first reading

	Unidad    string          `json:"unidad"`
	Trajo     quantity.Micros `json:"trajo"`
	Queda     quantity.Micros `json:"queda"`
	Aduana    money.Amount    `json:"valor_aduana"`    // of what is left
	Comercial money.Amount    `json:"valor_comercial"` // same

	Contribuciones []Contribucion `json:"contribuciones"`
	// Puntos is an estimate for each starting point; none without a due date.
	Puntos    []Punto   `json:"puntos"`
	Supuestos Supuestos `json:"-"`
	exempt    bool      // IGI declared, or by rate, of nothing at all
	goods     exact     // commercial value of what is left
	customs   exact     // customs value of it
}

// Lot prices what is left of a lot. Nothing left is an estimate of nothing.
func (c *Calculo) Lot(l *Lot) Lote {
	out := Lote{
		Lote: l.ID, Pedimento: l.Pedimento, Partida: l.Partida, Fraccion: l.Fraccion, Descripcion: l.Descripcion, Unidad: l.Unidad,
		Entrada: l.Entrada, Vence: l.Vence, VenceUltimo: l.VenceUltimo, Estado: l.EstadoAl(c.opt.Pago), Trajo: l.Trajo, Queda: l.Queda,
	}
	r := reading{Calculo: c, lot: l, part: share(l.Queda, l.Trajo), out: &out}
	r.value = exactly(l.Aduana).times(r.part)
	out.customs, out.goods = r.value, exactly(l.Comercial).times(r.part)
	out.Aduana, out.Comercial = out.customs.round(), out.goods.round()
	out.Contribuciones = r.contributions()
	out.exempt = out.exempt || r.of(IGI).nothing()
	r.note(SupuestoEntradaCota, l.EntradaCota)
	if out.Estado == SinPlazo {
		return out
	}
	r.note(SupuestoEnDuda, out.Estado == EnDuda)
	r.note(SupuestoVigente, out.Estado == Vigente)
	out.Atraso = late(l.Vence, c.opt.Pago)
	entry, due := monthOf(l.Entrada), monthOf(l.Vence)
	out.Puntos = append(make([]Punto, 0, 3),
		c.point(&out, Punto{Inicio: DesdeEntrada, Atraso: out.Atraso}, entry, entry+1),
		c.point(&out, Punto{Inicio: DesdeVencimiento, Atraso: out.Atraso}, due+1, due+1))
	if u := l.VenceUltimo; u.Known() && u != l.Vence {
		out.Puntos = append(out.Puntos, c.point(&out, Punto{Inicio: DesdeUltimo, Atraso: late(u, c.opt.Pago)}, monthOf(u)+1, monthOf(u)+1))
	}
	r.note(SupuestoUnMesMas, c.opt.Pago.Day() > l.Entrada.Day() || out.Atraso > 0 && c.opt.Pago.Day() > l.Vence.Day())
	return out
}

// late is the days from a due date to the payment, none before it.
func late(due, pay document.Date) int {
	if !due.Known() || pay <= due {
		return 0
	}
	return due.DaysUntil(pay)
}
