package report

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// cost is the contingency of the lots that had expired at the close.
type cost struct {
	options contingencia.Options
	rows    []contingencia.Renglon
	totals  []escenario
	notes   []contingencia.Conteo
	lots    int
}

// Contingency prices the lots that had expired at the close, paid on that day,
// as papers of their own: what goes to an authority leaves them out. Lots that
// had not are ignored.
func (s *Set) Contingency(law contingencia.Law, lots []contingencia.Lot) (*Set, error) {
	opt := contingencia.Options{Pago: s.Head.To}
	later := opt
	later.Pago = contingencia.MesSiguiente(opt.Pago)
	now, err := contingencia.New(law, opt)
	next, errLater := contingencia.New(law, later)
	if err := errors.Join(err, errLater); err != nil {
		return nil, fmt.Errorf("contingency of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	c := &cost{options: opt}
	sum := contingencia.NewResumen()
	for i := range lots {
		if !Expired(&lots[i], s.Head.To) {
			continue
		}
		a, b := now.Lot(&lots[i]), next.Lot(&lots[i])
		wait := contingencia.Esperar(&a, &b)
		sum.Add(&a, wait)
		c.rows = append(c.rows, contingencia.Renglones(&a, wait)...)
		c.lots++
	}
	c.sum(sum)
	out := &Set{Head: s.Head, cost: c}
	out.Tables = []Table{c.lines(s.Head), c.total(s.Head), c.assumed(s.Head)}
	for i := range out.Tables {
		out.Tables[i].Close = true
	}
	return out, nil
}

// Expired reports a lot past a reading of its due date at the end of a day.
func Expired(l *contingencia.Lot, on document.Date) bool {
	e := l.EstadoAl(on)
	return e == contingencia.Vencido || e == contingencia.EnDuda
}

// escenario is the total of one scenario: which lots, from when, and what.
type escenario struct {
	estado contingencia.Estado
	inicio contingencia.Inicio
	lotes  int
	contingencia.TotalEscenario
	espera contingencia.TotalEscenario // what a month more adds
}

func (c *cost) sum(r *contingencia.Resumen) {
	states, waits := r.PorEstado(), r.Espera()
	for i := range states {
		t := &states[i]
		if t.Lotes == 0 {
			continue
		}
		for k := range t.Inicios {
			in := &t.Inicios[k]
			for e := range in.Escenarios {
				c.totals = append(c.totals, escenario{t.Estado, in.Inicio, t.Lotes, in.Escenarios[e], waits[i].Inicios[k].Escenarios[e]})
			}
		}
	}
	for _, t := range contingencia.General(c.options) {
		c.notes = append(c.notes, contingencia.Conteo{Codigo: "general", Lotes: c.lots, Texto: t})
	}
	c.notes = append(c.notes, r.Supuestos()...)
	for _, u := range r.Desconocido() {
		u.Codigo = "desconocido"
		c.notes = append(c.notes, u)
	}
}

// lines are a row per lot and starting point.
func (c *cost) lines(head Head) Table {
	type row = contingencia.Renglon
	pesos := func(key, es, en string, of func(*row) money.Amount) field[row] {
		return field[row]{key, es + " (MXN)", en + " (MXN)", Money, func(r *row) string { return of(r).String() }}
	}
	text := func(key, es, en string, of func(*row) string) field[row] { return field[row]{key, es, en, Text, of} }
	date := func(key, es, en string, of func(*row) document.Date) field[row] {
		return field[row]{key, es, en, Date, func(r *row) string { return of(r).String() }}
	}
	fields := []field[row]{
		text("lote", "Lote", "Lot", func(r *row) string { return r.Lote }),
		text("pedimento", "Pedimento", "Pedimento", func(r *row) string { return r.Pedimento }),
		{"partida", "Partida", "Partida", Integer, func(r *row) string { return partida(r.Partida) }},
		text("fraccion", "Fracción", "Fracción", func(r *row) string { return r.Fraccion }),
		text("descripcion", "Descripción", "Description", func(r *row) string { return r.Descripcion }),
		text("estado", "Estado", "State", func(r *row) string { return string(r.Estado) }),
		date("entrada", "Entrada", "Entry", func(r *row) document.Date { return r.Entrada }),
		date("vencimiento", "Vencimiento", "Due", func(r *row) document.Date { return r.Vence }),
		date("vencimiento_ultimo", "Última lectura del vencimiento", "Last reading of the due date", func(r *row) document.Date { return r.VenceUltimo }),
		{"dias_atraso", "Días de atraso", "Days late", Integer, func(r *row) string { return strconv.Itoa(r.Atraso) }},
		text("unidad", "Unidad del material", "Unit of the material", func(r *row) string { return r.Unidad }),
		{"queda", "Queda", "Left", Quantity, func(r *row) string { return r.Queda.String() }},
		pesos("valor_aduana", "Valor en aduana de lo que queda", "Customs value of what is left", func(r *row) money.Amount { return r.Aduana }),
		pesos("igi", "IGI", "IGI", func(r *row) money.Amount { return r.IGI }),
		pesos("cc", "Cuota compensatoria", "Compensatory duty", func(r *row) money.Amount { return r.CC }),
		pesos("dta", "DTA", "DTA", func(r *row) money.Amount { return r.DTA }),
		pesos("iva", "IVA", "IVA", func(r *row) money.Amount { return r.IVA }),
		pesos("otros", "Otros", "Others", func(r *row) money.Amount { return r.Otros }),
		text("inicio", "Punto de partida", "Starting point", func(r *row) string { return string(r.Inicio) }),
		text("causacion", "Mes de causación", "Month of causation", func(r *row) string { return r.Causacion }),
		{"meses", "Meses de recargos", "Months of surcharges", Integer, func(r *row) string { return strconv.Itoa(r.Meses) }},
		{"tasa_recargos", "Tasa de recargos (%)", "Rate of surcharges (%)", Quantity, func(r *row) string { return r.Recargo.String() }},
		{"factor", "Factor de actualización", "Factor of updating", Quantity, func(r *row) string { return r.Factor.String() }},
		pesos("suma", "Contribuciones y recargos, actualizados", "Contributions and surcharges, updated", func(r *row) money.Amount { return r.Actualizado.Suma }),
		pesos("suma_sin_actualizar", "Contribuciones y recargos, sin actualizar", "Contributions and surcharges, not updated", func(r *row) money.Amount { return r.SinActualizar.Suma }),
	}
	for at, clave := range contingencia.Escenarios() {
		k := strings.ToLower(clave)
		of := func(r *row) *contingencia.Escenario { return &r.Escenarios[at] }
		fields = append(fields,
			pesos(k+"_minimo", clave+" mínimo", clave+" least", func(r *row) money.Amount { return of(r).Actualizado.Minimo }),
			pesos(k+"_maximo", clave+" máximo", clave+" most", func(r *row) money.Amount { return of(r).Actualizado.Maximo }),
			pesos(k+"_minimo_sin_actualizar", clave+" mínimo, sin actualizar", clave+" least, not updated", func(r *row) money.Amount { return of(r).SinActualizar.Minimo }),
			pesos(k+"_maximo_sin_actualizar", clave+" máximo, sin actualizar", clave+" most, not updated", func(r *row) money.Amount { return of(r).SinActualizar.Maximo }),
			text(k+"_sin_confirmar", clave+": multa sin confirmar", clave+": fine not confirmed", func(r *row) string { return yes(of(r).SinConfirmar) }))
	}
	fields = append(fields,
		text("supuestos", "Supuestos (claves)", "Assumptions (codes)", func(r *row) string { return r.Supuestos }),
		text("sin_cifra", "Por qué falta una cifra", "Why a figure is missing, in Spanish", func(r *row) string { return sentences(r.Desconocido, document.Spanish) }),
		text("without_figure", "Por qué falta una cifra, en inglés", "Why a figure is missing", func(r *row) string { return sentences(r.Desconocido, document.English) }))
	return tabulate("contingencia", document.Text{ES: "Contingencia de lotes vencidos (estimación)", EN: "Contingency of expired lots (estimate)"}, head, fields, c.rows)
}

func sentences(all []document.Text, lang document.Lang) string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = t.In(lang)
	}
	return strings.Join(out, " ")
}

// total are the scenarios of all lots of a state.
func (c *cost) total(head Head) Table {
	fields := []field[escenario]{
		{"estado", "Estado", "State", Text, func(e *escenario) string { return string(e.estado) }},
		{"inicio", "Punto de partida", "Starting point", Text, func(e *escenario) string { return string(e.inicio) }},
		{"escenario", "Escenario", "Scenario", Text, func(e *escenario) string { return e.Clave }},
		{"lotes", "Lotes", "Lots", Integer, func(e *escenario) string { return strconv.Itoa(e.lotes) }},
	}
	for _, x := range []struct {
		key, es, en string
		of          func(*escenario) *contingencia.Suma
	}{
		{"minimo", "Mínimo conocido", "Known least", func(e *escenario) *contingencia.Suma { return &e.Actualizado.Minimo }},
		{"maximo", "Máximo conocido", "Known most", func(e *escenario) *contingencia.Suma { return &e.Actualizado.Maximo }},
		{"minimo_sin_actualizar", "Mínimo conocido, sin actualizar", "Known least, not updated", func(e *escenario) *contingencia.Suma { return &e.SinActualizar.Minimo }},
		{"maximo_sin_actualizar", "Máximo conocido, sin actualizar", "Known most, not updated", func(e *escenario) *contingencia.Suma { return &e.SinActualizar.Maximo }},
		{"esperar_maximo_sin_actualizar", "Un mes más, máximo sin actualizar", "One month more, most, not updated", func(e *escenario) *contingencia.Suma { return &e.espera.SinActualizar.Maximo }},
	} {
		fields = append(fields,
			field[escenario]{x.key, x.es + " (MXN)", x.en + " (MXN)", Money, func(e *escenario) string { return known(x.of(e), e.lotes) }},
			field[escenario]{x.key + "_sin_cifra", x.es + ": lotes sin cifra", x.en + ": lots without figure", Integer, func(e *escenario) string { return strconv.Itoa(x.of(e).SinCifra) }})
	}
	fields = append(fields, field[escenario]{"sin_confirmar", "Multa sin confirmar", "Fine not confirmed", Text, func(e *escenario) string { return yes(e.SinConfirmar) }})
	return tabulate("contingencia_total", document.Text{ES: "Contingencia: totales por escenario", EN: "Contingency: totals by scenario"}, head, fields, c.totals)
}

// assumed names what the estimate assumes, and why figures are missing.
func (c *cost) assumed(head Head) Table {
	return tabulate("contingencia_supuestos", document.Text{ES: "Contingencia: supuestos", EN: "Contingency: assumptions"}, head, []field[contingencia.Conteo]{
		{"clave", "Clave", "Code", Text, func(n *contingencia.Conteo) string { return n.Codigo }},
		{"lotes", "Lotes", "Lots", Integer, func(n *contingencia.Conteo) string { return strconv.Itoa(n.Lotes) }},
		{"supuesto", "Supuesto", "Assumption in Spanish", Text, func(n *contingencia.Conteo) string { return n.Texto.ES }},
		{"assumption", "Supuesto en inglés", "Assumption", Text, func(n *contingencia.Conteo) string { return n.Texto.EN }},
	}, c.notes)
}
