package contingencia

import (
	"cmp"
	"maps"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Suma adds whole pesos and counts the lots that lack a figure. With SinCifra
// above zero, Pesos is a part of the total and never all of it: what is known
// of such a lot is in it.
type Suma struct {
	Pesos    money.Amount `json:"pesos"`
	SinCifra int          `json:"lotes_sin_cifra"`
}

// Add takes the amount of one lot.
func (s *Suma) Add(a money.Amount) {
	if !s.Pesos.Known() {
		s.Pesos = money.Int(0)
	}
	next, err := s.Pesos.Add(a)
	if err != nil || !next.Known() {
		s.SinCifra++
		return
	}
	s.Pesos = next
}

// AddParts takes what is known of one lot, part by part; with one of them
// unknown the lot counts among those without a figure.
func (s *Suma) AddParts(parts ...money.Amount) {
	lacking := false
	before := s.SinCifra
	for _, p := range parts {
		s.Add(p)
		lacking = lacking || s.SinCifra > before
		s.SinCifra = before
	}
	if lacking {
		s.SinCifra++
	}
}

// Completa reports that every lot had a figure.
func (s *Suma) Completa() bool { return s.SinCifra == 0 }

// TotalCuenta is what is owed before fines.
type TotalCuenta struct {
	Contribuciones Suma `json:"contribuciones"`
	Recargos       Suma `json:"recargos"`
	Suma           Suma `json:"suma"`
}

func (t *TotalCuenta) add(c *Cuenta) {
	t.Contribuciones.Add(c.Contribuciones)
	t.Recargos.Add(c.Recargos)
	t.Suma.Add(c.Suma)
}

// addParts takes what is known of one lot, contribution by contribution.
func (t *TotalCuenta) addParts(parts []Componente, of func(*Componente) (amount, recargos money.Amount)) {
	var amounts, recargos []money.Amount
	for i := range parts {
		a, r := of(&parts[i])
		amounts, recargos = append(amounts, a), append(recargos, r)
	}
	t.Contribuciones.AddParts(amounts...)
	t.Recargos.AddParts(recargos...)
	t.Suma.AddParts(slices.Concat(amounts, recargos)...)
}

// TotalRango is fines and all, from the least to the most.
type TotalRango struct {
	MultaMinima Suma `json:"multa_minima"`
	MultaMaxima Suma `json:"multa_maxima"`
	Minimo      Suma `json:"minimo"`
	Maximo      Suma `json:"maximo"`
}

func (t *TotalRango) add(r *Rango) {
	t.MultaMinima.Add(r.MultaMinima)
	t.MultaMaxima.Add(r.MultaMaxima)
	t.Minimo.Add(r.Minimo)
	t.Maximo.Add(r.Maximo)
}

// TotalEscenario is a scenario of several lots.
type TotalEscenario struct {
	Clave         string     `json:"escenario"`
	Actualizado   TotalRango `json:"actualizado"`
	SinActualizar TotalRango `json:"sin_actualizar"`
	Tope          Suma       `json:"tope"` // of the fines of S0 and S1: the value of the goods that are late
	SinConfirmar  bool       `json:"sin_confirmar"`
}

// TotalComponente is one contribution of several lots. It has a figure where
// the sum of all contributions misses one.
type TotalComponente struct {
	Clave        string `json:"contribucion"`
	Importe      Suma   `json:"importe"`
	Actualizado  Suma   `json:"actualizado"`
	Recargos     Suma   `json:"recargos"`
	SinActualiza Suma   `json:"recargos_sin_actualizar"`
}

func (t *TotalComponente) add(k *Componente) {
	t.Importe.Add(k.Importe)
	t.Actualizado.Add(k.Actualizado)
	t.Recargos.Add(k.Recargos)
	t.SinActualiza.Add(k.SinActualiza)
}

// TotalInicio is a starting point of several lots.
type TotalInicio struct {
	Inicio        Inicio            `json:"inicio"`
	Componentes   []TotalComponente `json:"componentes"`
	Actualizado   TotalCuenta       `json:"actualizado"`
	SinActualizar TotalCuenta       `json:"sin_actualizar"`
	Escenarios    []TotalEscenario  `json:"escenarios"`
}

// Total is the estimate of several lots.
type Total struct {
	Mes            string        `json:"mes"` // due month YYYY-MM; "" when not by month
	Estado         Estado        `json:"estado"`
	Lotes          int           `json:"lotes"`
	Aduana         Suma          `json:"valor_aduana"`
	Contribuciones Suma          `json:"contribuciones"` // not paid at entry, before actualización
	Inicios        []TotalInicio `json:"inicios"`
}

func newTotal(mes string, estado Estado) *Total {
	t := &Total{Mes: mes, Estado: estado}
	for _, s := range []*Suma{&t.Aduana, &t.Contribuciones} {
		s.Add(money.Int(0)) // of no lot nothing is owed, which is known
	}
	if estado == SinPlazo {
		return t
	}
	for _, i := range Inicios() {
		in := TotalInicio{Inicio: i}
		in.Actualizado.add(&Cuenta{money.Int(0), money.Int(0), money.Int(0)})
		in.SinActualizar = in.Actualizado
		for _, clave := range claves() {
			k := TotalComponente{Clave: clave}
			k.add(&Componente{"", money.Int(0), money.Int(0), money.Int(0), money.Int(0)})
			in.Componentes = append(in.Componentes, k)
		}
		for _, e := range Escenarios() {
			k := TotalEscenario{Clave: e}
			k.Actualizado.add(&Rango{money.Int(0), money.Int(0), money.Int(0), money.Int(0)})
			k.SinActualizar = k.Actualizado
			k.Tope.Add(money.Int(0))
			in.Escenarios = append(in.Escenarios, k)
		}
		t.Inicios = append(t.Inicios, in)
	}
	return t
}

// add takes a lot, with its estimate or what a month adds to it.
func (t *Total) add(l *Lote, points []Punto) {
	t.Lotes++
	t.Aduana.Add(l.Aduana)
	owed := make([]money.Amount, len(l.Contribuciones))
	for i := range l.Contribuciones {
		owed[i] = l.Contribuciones[i].Importe
	}
	t.Contribuciones.AddParts(owed...)
	for i := range t.Inicios {
		in, p := &t.Inicios[i], &points[i]
		in.Actualizado.addParts(p.Componentes, func(k *Componente) (a, r money.Amount) { return k.Actualizado, k.Recargos })
		in.SinActualizar.addParts(p.Componentes, func(k *Componente) (a, r money.Amount) { return k.Importe, k.SinActualiza })
		for k := range p.Componentes {
			in.Componentes[slices.Index(claves(), p.Componentes[k].Clave)].add(&p.Componentes[k])
		}
		for e := range in.Escenarios {
			k := &in.Escenarios[e]
			k.Actualizado.add(&p.Escenarios[e].Actualizado)
			k.SinActualizar.add(&p.Escenarios[e].SinActualizar)
			k.SinConfirmar = k.SinConfirmar || p.Escenarios[e].SinConfirmar
			if limit := p.Escenarios[e].Tope; limit.Known() {
				k.Tope.Add(limit)
			}
		}
	}
}

// SinPagar are the contributions not paid of what is left, before actualización.
func (l *Lote) SinPagar() money.Amount {
	sum := money.Int(0)
	for i := range l.Contribuciones {
		sum = plus(sum, l.Contribuciones[i].Importe)
	}
	return sum
}

// Conteo is a sentence and how many lots it is about.
type Conteo struct {
	Codigo string        `json:"codigo,omitempty"`
	Lotes  int           `json:"lotes"`
	Texto  document.Text `json:"texto"`
}

// Resumen adds up lots by state and by due month, and what a month more costs.
type Resumen struct {
	states, waits map[Estado]*Total
	months        map[[2]string]*Total
	assumed       map[Supuestos]int
	unknown       map[document.Text]int
}

// NewResumen is of no lot.
func NewResumen() *Resumen {
	r := &Resumen{states: map[Estado]*Total{}, waits: map[Estado]*Total{}, months: map[[2]string]*Total{}, assumed: map[Supuestos]int{}, unknown: map[document.Text]int{}}
	for _, e := range Estados() {
		r.states[e], r.waits[e] = newTotal("", e), newTotal("", e)
	}
	return r
}

// Add takes a lot, and what it costs to wait one more month (Esperar).
func (r *Resumen) Add(l *Lote, wait []Punto) {
	r.states[l.Estado].add(l, l.Puntos)
	r.waits[l.Estado].add(l, wait)
	if l.Estado != SinPlazo {
		key := [2]string{monthOf(l.Vence).String(), string(l.Estado)}
		if r.months[key] == nil {
			r.months[key] = newTotal(key[0], l.Estado)
		}
		r.months[key].add(l, l.Puntos)
	}
	for _, s := range l.Supuestos.All() {
		r.assumed[s]++
	}
	for _, t := range l.Desconocido() {
		r.unknown[t]++
	}
}

// Desconocido is why something of the lot is unknown, each reason once.
func (l *Lote) Desconocido() (out []document.Text) {
	for i := range l.Contribuciones {
		if m := l.Contribuciones[i].Motivo; m != nil && !slices.Contains(out, *m) {
			out = append(out, *m)
		}
	}
	for i := range l.Puntos {
		for _, t := range l.Puntos[i].Desconocido {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// PorEstado are the totals by state, the worst first; those of no lot too.
func (r *Resumen) PorEstado() []Total { return inOrder(r.states) }

// Espera is what waiting one more month adds, by the state the lots have now.
func (r *Resumen) Espera() []Total { return inOrder(r.waits) }

func inOrder(by map[Estado]*Total) []Total {
	out := make([]Total, 0, len(by))
	for _, e := range Estados() {
		out = append(out, *by[e])
	}
	return out
}

// PorMes are the totals by due month, the first to fall due on top. A month in
// which the payment falls may have a line for each state.
func (r *Resumen) PorMes() []Total {
	out := make([]Total, 0, len(r.months))
	for _, t := range r.months {
		out = append(out, *t)
	}
	order := func(e Estado) int { return slices.Index(Estados(), e) }
	slices.SortFunc(out, func(a, b Total) int { return cmp.Or(cmp.Compare(a.Mes, b.Mes), order(a.Estado)-order(b.Estado)) })
	return out
}

// Supuestos is what is assumed, with how many lots each is about.
func (r *Resumen) Supuestos() (out []Conteo) {
	for _, s := range slices.Sorted(maps.Keys(r.assumed)) {
		out = append(out, Conteo{s.Code(), r.assumed[s], s.Text()})
	}
	return out
}

// Desconocido is why figures are unknown, the reason of most lots first.
func (r *Resumen) Desconocido() (out []Conteo) {
	for t, n := range r.unknown {
		out = append(out, Conteo{Lotes: n, Texto: t})
	}
	slices.SortFunc(out, func(a, b Conteo) int { return cmp.Or(b.Lotes-a.Lotes, cmp.Compare(a.Texto.ES, b.Texto.ES)) })
	return out
}
