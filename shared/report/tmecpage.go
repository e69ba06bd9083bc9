package report

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// tmecPage counts what was declared and what was not.
func (s *Set) tmecPage(p *pen) {
	p.section(tmecTitle())
	if len(s.month.returned) == 0 {
		p.para(document.Text{ES: "Ningún retorno del periodo fue a un país de tratado.", EN: "No return of the period went to a treaty country."})
		return
	}
	groups := s.declarations()
	var rows [][]string
	for _, k := range slices.SortedFunc(maps.Keys(groups), func(a, b declaredAs) int {
		return cmp.Or(cmp.Compare(a.clave, b.clave), cmp.Compare(a.destino, b.destino), cmp.Compare(a.declarado, b.declarado))
	}) {
		g := groups[k]
		row := []string{k.clave, k.destino, declaredName(k.declarado).In(p.lang), strconv.Itoa(g.count)}
		for _, sum := range []*money.Sum{&g.comercial, &g.value, &g.paid} {
			row = append(row, cmp.Or(group(whole(sum).String()), "—"))
		}
		rows = append(rows, row)
	}
	p.grid([]gridColumn{
		{document.Text{ES: "Clave", EN: "Key"}, 35 * point, false},
		{document.Text{ES: "Destino", EN: "Destination"}, 55 * point, false},
		{document.Text{ES: "Cómo se declara", EN: "How it is declared"}, 160 * point, false},
		{document.Text{ES: "Partidas", EN: "Partidas"}, 45 * point, true},
		{document.Text{ES: "Valor comercial (MXN)", EN: "Commercial value (MXN)"}, 80 * point, true},
		{document.Text{ES: "No originario (MXN)", EN: "Not originating (MXN)"}, 80 * point, true},
		{document.Text{ES: "Pagado (MXN)", EN: "Paid (MXN)"}, 70 * point, true},
	}, rows)
	s.undividedNote(p)
	p.para(document.Text{
		ES: "Se muestra lo que declara el pedimento; no se calcula impuesto alguno. El valor de lo no originario y lo pagado por él vienen del archivo M (registros 351, 353 y 355) " +
			"y de VUCEM; la Data Stage no los trae, en los impresos no se leen, y ningún documento dice de qué retorno es un CT: lo que no consta puede estar declarado ahí. Que el artículo aplique a un retorno es lectura propia. Por partida en reportes/tmec25.csv.",
		EN: "What the pedimento declares is shown; no duty is computed. The value of what is not originating and what was paid for it come from the archivo M (records 351, 353 and 355) " +
			"and from VUCEM; the Data Stage does not have them, on prints they are not read, and no document says which return a CT is of: what is not on record may be declared there. That the article applies to a return is our own reading. Per partida in reportes/tmec25.csv.",
	})
}

// undividedNote tells what pedimentos determine of no partida, which no row of the table
// has.
func (s *Set) undividedNote(p *pen) {
	var sum money.Sum
	n := 0
	for i := range s.month.returned {
		if of := s.month.returned[i].undivided; len(of) > 0 {
			sum.Add(of[saidValue])
			n++
		}
	}
	if n == 0 {
		return
	}
	value := cmp.Or(group(whole(&sum).String()), "—")
	p.para(document.Textf("Fuera de la tabla: sin decir partida se determina un valor de lo no originario de %s MXN; pedimentos: %d. De qué partida es no consta, y ninguna se cuenta por él como declarada.",
		"Not in the table: without naming a partida a value of what is not originating of %s MXN is determined; pedimentos: %d. Of which partida it is is not on record, and none counts as declared by it.", value, n))
}

// declaredAs is what partidas are counted by, and declarations what they sum to:
// a sum that some of them do not give is not known.
type declaredAs struct{ clave, destino, declarado string }

type declarations struct {
	count                  int
	comercial, value, paid money.Sum
}

func (s *Set) declarations() map[declaredAs]*declarations {
	out := map[declaredAs]*declarations{}
	for i := range s.month.returned {
		r := &s.month.returned[i]
		k := declaredAs{r.clave, r.destino, r.declarado()}
		if out[k] == nil {
			out[k] = &declarations{}
		}
		g := out[k]
		g.count++
		g.comercial.Add(whole(&r.comercial))
		g.value.Add(r.duty[saidValue])
		for _, a := range r.payments() {
			g.paid.Add(a)
		}
	}
	return out
}

// payments are the amounts a partida paid, by the first that says so: its
// contributions, record 355, or the whole pedimento in its first row.
func (r *devuelto) payments() []money.Amount {
	var contributions []money.Amount
	for _, from := range []map[string]money.Amount{r.duty, r.whole} {
		for _, name := range []string{said25, saidEUR} {
			if a, ok := from[name]; ok {
				contributions = append(contributions, a)
			}
		}
		if len(contributions) > 0 {
			return contributions
		}
		if a, ok := from[saidPaid]; ok {
			return []money.Amount{a}
		}
	}
	return nil
}

// declaredName is a way of declaring for people.
func declaredName(d string) document.Text {
	switch d {
	case "importe":
		return document.Text{ES: "con importe (contribución 12 o 16, o registro 355)", EN: "with an amount (contribution 12 or 16, or record 355)"}
	case "determinacion":
		return document.Text{ES: "con el valor de lo no originario, sin pago (registros 351 o 353)", EN: "with the value of what is not originating, without payment (records 351 or 353)"}
	case "pedimento":
		return document.Text{ES: "con importe de todo el pedimento, que no se reparte", EN: "with an amount of the whole pedimento, which is not divided"}
	case "identificador":
		return document.Text{ES: "sólo con identificador", EN: "by identifier alone"}
	case "contradictorio":
		return document.Text{ES: "las fuentes se contradicen", EN: "the sources contradict each other"}
	}
	return document.Text{ES: "NO CONSTA: la partida no trae identificador ni contribución", EN: "NOT ON RECORD: the partida has neither identifier nor contribution"}
}

func tmecTitle() document.Text {
	return document.Text{ES: "T-MEC 2.5: retornos a países de tratado", EN: "T-MEC 2.5: returns to treaty countries"}
}
