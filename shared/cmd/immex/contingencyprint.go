package main

import (
	"strconv"

	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

func (a *app) printContingency(k *step.Contingency) error {
	if a.json {
		return a.emitContingency(k)
	}
	a.printf("%s: lo que costaría lo que quedaba al %s si se pagara el %s, en pesos; %d lotes", "%s: what was left on %s would cost, paid on %s, in pesos; %d lots", k.RFC, k.On, k.Options.Pago, k.Lots())
	states, waits := k.Summary.PorEstado(), k.Summary.Espera()
	for i := range states {
		a.printState(k, &states[i], &waits[i])
	}
	a.printMonths(k)
	if err := a.printDearest(k); err != nil {
		return err
	}
	for _, c := range k.Summary.Desconocido() {
		a.printf("  sin cifra en %d lotes: %s", "  no figure in %d lots: %s", c.Lotes, c.Texto.In(a.lang))
	}
	a.printf("  se supone:", "  what is assumed:")
	for _, t := range contingencia.General(k.Options) {
		a.printf("    %s", "    %s", t.In(a.lang))
	}
	for _, c := range k.Summary.Supuestos() {
		a.printf("    %s (%d lotes)", "    %s (%d lots)", c.Texto.In(a.lang), c.Lotes)
	}
	return nil
}

// stateName is a state of a lot for a person.
func (a *app) stateName(e contingencia.Estado) string {
	switch e {
	case contingencia.Vencido:
		return a.say("vencido", "expired")
	case contingencia.EnDuda:
		return a.say("vencimiento en duda", "due date in doubt")
	case contingencia.Vigente:
		return a.say("dentro de plazo", "within its stay")
	case contingencia.SinPlazo:
		return a.say("vigencia del programa", "life of the programme")
	}
	return string(e)
}

// startName is a starting point for a person.
func (a *app) startName(i contingencia.Inicio) string {
	switch i {
	case contingencia.DesdeEntrada:
		return a.say("desde el mes de entrada", "from the month of entry")
	case contingencia.DesdeVencimiento:
		return a.say("desde el mes tras vencer", "from the month after expiry")
	case contingencia.DesdeUltimo:
		return a.say("desde el mes tras la última lectura del vencimiento", "from the month after the last reading of the due date")
	}
	return string(i)
}

// sum is a total that says what it misses: a part is never shown as all.
func (a *app) sum(s *contingencia.Suma, lots int) string {
	switch {
	case s.Completa():
		return s.Pesos.String()
	case s.SinCifra >= lots:
		return a.known(money.Amount{})
	}
	return a.say("%s + %d sin cifra", "%s + %d without figure", s.Pesos, s.SinCifra)
}

// updatedName says whether amounts are brought up to date.
func (a *app) updatedName(updated bool) string {
	if updated {
		return a.say("actualizado", "updated")
	}
	return a.say("SIN actualizar (falta INPC)", "NOT updated (INPC missing)")
}

func (a *app) printState(k *step.Contingency, t, wait *contingencia.Total) {
	if t.Lotes == 0 {
		return
	}
	a.printf("  %s: %d lotes, valor en aduana %s, contribuciones sin pagar %s", "  %s: %d lots, customs value %s, contributions not paid %s",
		a.stateName(t.Estado), t.Lotes, a.sum(&t.Aduana, t.Lotes), a.sum(&t.Contribuciones, t.Lotes))
	if t.Estado == contingencia.SinPlazo {
		a.printf("    no vencen mientras el programa viva: no se les pone precio", "    they do not expire while the programme lives: they have no price")
		return
	}
	updated := k.Updated()
	for i := range t.Inicios {
		in, w := &t.Inicios[i], &wait.Inicios[i]
		c := in.SinActualizar
		if updated {
			c = in.Actualizado
		}
		a.printf("    %s, %s: contribuciones %s, recargos %s, suma %s", "    %s, %s: contributions %s, surcharges %s, sum %s",
			a.startName(in.Inicio), a.updatedName(updated), a.sum(&c.Contribuciones, t.Lotes), a.sum(&c.Recargos, t.Lotes), a.sum(&c.Suma, t.Lotes))
		for _, k := range in.Componentes {
			if k.Importe.Completa() && k.Importe.Pesos.Sign() == 0 {
				continue
			}
			a.printComponent(&k, updated, t.Lotes)
		}
		for e := range in.Escenarios {
			x, y := rangeOf(&in.Escenarios[e], updated), rangeOf(&w.Escenarios[e], updated)
			a.printf("      %s total: %s; esperar un mes más: %s%s", "      %s total: %s; waiting one month more: %s%s", in.Escenarios[e].Clave,
				a.between(a.sum(&x.Minimo, t.Lotes), a.sum(&x.Maximo, t.Lotes)), a.between(a.sum(&y.Minimo, t.Lotes), a.sum(&y.Maximo, t.Lotes)), a.unconfirmed(in.Escenarios[e].SinConfirmar))
			if limit := in.Escenarios[e].Tope; !x.MultaMaxima.Completa() && limit.Pesos.Sign() > 0 {
				a.printf("         su multa no pasa del valor de la mercancía: %s", "         its fine does not exceed the value of the goods: %s", a.sum(&limit, t.Lotes))
			}
		}
	}
}

func (a *app) printComponent(k *contingencia.TotalComponente, updated bool, lots int) {
	amount, recargos := k.Importe, k.SinActualiza
	if updated {
		amount, recargos = k.Actualizado, k.Recargos
	}
	a.printf("      %-5s %s, recargos %s", "      %-5s %s, surcharges %s", k.Clave, a.sum(&amount, lots), a.sum(&recargos, lots))
}

func rangeOf(e *contingencia.TotalEscenario, updated bool) *contingencia.TotalRango {
	if updated {
		return &e.Actualizado
	}
	return &e.SinActualizar
}

// between is a range, or one figure where its ends say the same.
func (a *app) between(least, most string) string {
	if least == most {
		return least
	}
	return a.say("de %s a %s", "from %s to %s", least, most)
}

func (a *app) unconfirmed(doubt bool) string {
	if doubt {
		return a.say(" (multa sin confirmar)", " (fine not confirmed)")
	}
	return ""
}

// maxDueMonths is how many due months a terminal shows; --json gives all.
const maxDueMonths = 36

func (a *app) printMonths(k *step.Contingency) {
	months, updated := k.Summary.PorMes(), k.Updated()
	if len(months) == 0 {
		return
	}
	a.printf("  por mes de vencimiento, S2 al máximo, %s:", "  by due month, S2 at most, %s:", a.updatedName(updated))
	a.printf("  %-8s %-20s %7s %24s %24s %24s %24s", "  %-8s %-20s %7s %24s %24s %24s %24s", a.say("vence", "due"), a.say("estado", "state"), a.say("lotes", "lots"),
		a.say("valor en aduana", "customs value"), a.say("sin pagar", "not paid"), a.say("desde la entrada", "from entry"), a.say("desde que vence", "from expiry"))
	for i := range months {
		if i == maxDueMonths {
			a.printf("  … hay más meses; --json los da todos", "  … there are more months; --json gives them all")
			return
		}
		m := &months[i]
		entry, due := rangeOf(&m.Inicios[0].Escenarios[2], updated), rangeOf(&m.Inicios[1].Escenarios[2], updated)
		a.printf("  %-8s %-20s %7d %24s %24s %24s %24s", "  %-8s %-20s %7d %24s %24s %24s %24s", m.Mes, a.stateName(m.Estado), m.Lotes,
			a.sum(&m.Aduana, m.Lotes), a.sum(&m.Contribuciones, m.Lotes), a.sum(&entry.Maximo, m.Lotes), a.sum(&due.Maximo, m.Lotes))
	}
}

// maxDearest is how many lots a terminal shows; --json gives all.
const maxDearest = 40

func (a *app) printDearest(k *step.Contingency) error {
	updated := k.Updated()
	for at := range k.Lots() {
		if at == maxDearest {
			a.printf("  … hay %d lotes más; --json los da todos", "  … there are %d lots more; --json gives them all", k.Lots()-at)
			break
		}
		if at == 0 {
			a.printf("  por lote, el más caro primero (S2 al máximo desde la entrada, sin actualizar); montos %s:", "  by lot, the dearest first (S2 at most from entry, not updated); amounts %s:", a.updatedName(updated))
			a.printf("  %-22s %-10s %-10s %6s %14s %14s %14s %14s %14s %14s", "  %-22s %-10s %-10s %6s %14s %14s %14s %14s %14s %14s", a.say("lote", "lot"), "fracción", a.say("vence", "due"), a.say("atraso", "late"),
				a.say("valor en aduana", "customs value"), a.say("sin pagar", "not paid"), a.say("S2 mín entrada", "S2 min entry"), a.say("S2 máx entrada", "S2 max entry"), a.say("S2 máx vence", "S2 max expiry"), a.say("un mes más", "a month more"))
		}
		l, wait := k.Lot(at)
		least, entry, due, more := money.Amount{}, money.Amount{}, money.Amount{}, money.Amount{}
		if len(l.Puntos) > 0 {
			x, y, w := pick(&l.Puntos[0].Escenarios[2], updated), pick(&l.Puntos[1].Escenarios[2], updated), pick(&wait[0].Escenarios[2], updated)
			least, entry, due, more = x.Minimo, x.Maximo, y.Maximo, w.Maximo
		}
		a.printf("  %-22s %-10s %-10s %6s %14s %14s %14s %14s %14s %14s", "  %-22s %-10s %-10s %6s %14s %14s %14s %14s %14s %14s", l.Lote, l.Fraccion, a.orLife(l.Vence), strconv.Itoa(l.Atraso),
			a.known(l.Aduana), a.known(l.SinPagar()), a.known(least), a.known(entry), a.known(due), a.known(more))
	}
	return nil
}

func pick(e *contingencia.Escenario, updated bool) *contingencia.Rango {
	if updated {
		return &e.Actualizado
	}
	return &e.SinActualizar
}

// printLots shows all the arithmetic of some lots.
func (a *app) printLots(k *step.Contingency, at []int) error {
	for _, i := range at {
		if a.json {
			if err := a.emitLot(k, i); err != nil {
				return err
			}
			continue
		}
		a.printLot(k, i)
	}
	return nil
}

func (a *app) printLot(k *step.Contingency, at int) {
	l, wait := k.Lot(at)
	a.printf("%s %s: %s, entró %s, vence %s (última lectura %s), %d días de atraso al %s", "%s %s: %s, entered %s, due %s (last reading %s), %d days late on %s",
		k.RFC, l.Lote, a.stateName(l.Estado), l.Entrada, a.orLife(l.Vence), a.orDoubt(l), l.Atraso, k.Options.Pago)
	a.printf("  queda %s de %s (unidad %s): valor en aduana %s, valor comercial %s", "  %s of %s is left (unit %s): customs value %s, commercial value %s",
		l.Queda, l.Trajo, l.Unidad, a.known(l.Aduana), a.known(l.Comercial))
	for _, c := range l.Contribuciones {
		a.printf("  %-5s sin pagar %s (%s)", "  %-5s not paid %s (%s)", c.Clave, a.known(c.Importe), c.Base)
	}
	for i := range l.Puntos {
		a.printPoint(&l.Puntos[i], &wait[i])
	}
	for _, t := range l.Desconocido() {
		a.printf("  sin cifra: %s", "  no figure: %s", t.In(a.lang))
	}
	for _, t := range contingencia.General(k.Options) {
		a.printf("  se supone: %s", "  assumed: %s", t.In(a.lang))
	}
	for _, s := range l.Supuestos.All() {
		a.printf("  se supone: %s", "  assumed: %s", s.Text().In(a.lang))
	}
}

func (a *app) orDoubt(l contingencia.Lote) string {
	if l.VenceUltimo.Known() || !l.Vence.Known() {
		return a.orLife(l.VenceUltimo)
	}
	return a.say("en duda", "in doubt")
}

func (a *app) printPoint(p, wait *contingencia.Punto) {
	a.printf("  %s (%s): %d meses de recargos, %s %%; factor %s", "  %s (%s): %d months of surcharges, %s %%; factor %s",
		a.startName(p.Inicio), p.Causacion, p.Meses, a.known(p.Recargo), a.known(p.Factor))
	for _, c := range p.Componentes {
		a.printf("    %-5s %s, actualizado %s, recargos %s (sin actualizar %s)", "    %-5s %s, updated %s, surcharges %s (not updated %s)",
			c.Clave, a.known(c.Importe), a.known(c.Actualizado), a.known(c.Recargos), a.known(c.SinActualiza))
	}
	for i := range p.Escenarios {
		e, w := &p.Escenarios[i], &wait.Escenarios[i]
		for _, updated := range []bool{true, false} {
			r, m := pick(e, updated), pick(w, updated)
			name := a.say("actualizado", "updated")
			if !updated {
				name = a.say("sin actualizar", "not updated")
			}
			a.printf("    %s %s: multa %s, total %s; un mes más: %s%s", "    %s %s: fine %s, total %s; a month more: %s%s",
				e.Clave, name, a.between(a.known(r.MultaMinima), a.known(r.MultaMaxima)), a.between(a.known(r.Minimo), a.known(r.Maximo)),
				a.between(a.known(m.Minimo), a.known(m.Maximo)), a.unconfirmed(e.SinConfirmar))
		}
		if e.Tope.Known() {
			a.printf("       %d periodos; la multa no pasa de %s", "       %d periods; the fine does not exceed %s", e.Periodos, e.Tope)
		}
	}
}
