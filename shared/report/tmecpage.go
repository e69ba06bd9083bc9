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
	type declaredAs struct{ clave, destino, declarado string }
	count, value := map[declaredAs]int{}, map[declaredAs]*money.Sum{}
	for i := range s.month.returned {
		r := &s.month.returned[i]
		k := declaredAs{r.clave, r.destino, r.declarado()}
		count[k]++
		if value[k] == nil {
			value[k] = &money.Sum{}
		}
		value[k].Add(whole(&r.comercial))
	}
	keys := slices.SortedFunc(maps.Keys(count), func(a, b declaredAs) int {
		return cmp.Or(cmp.Compare(a.clave, b.clave), cmp.Compare(a.destino, b.destino), cmp.Compare(a.declarado, b.declarado))
	})
	var rows [][]string
	for _, k := range keys {
		rows = append(rows, []string{k.clave, k.destino, declaredName(k.declarado).In(p.lang), strconv.Itoa(count[k]), cmp.Or(group(whole(value[k]).String()), "—")})
	}
	p.grid([]gridColumn{
		{document.Text{ES: "Clave", EN: "Key"}, 40 * point, false},
		{document.Text{ES: "Destino", EN: "Destination"}, 60 * point, false},
		{document.Text{ES: "Cómo se declara", EN: "How it is declared"}, 250 * point, false},
		{document.Text{ES: "Partidas", EN: "Partidas"}, 60 * point, true},
		{document.Text{ES: "Valor comercial (MXN)", EN: "Commercial value (MXN)"}, 110 * point, true},
	}, rows)
	p.para(document.Text{
		ES: "Se muestra lo que declara el pedimento; no se calcula impuesto alguno. Los hechos traen las contribuciones de las partidas y no las del pedimento " +
			"entero, no traen el valor de lo no originario (registro 351) ni dicen de qué retorno es un CT: lo que no consta puede estar declarado ahí. Que el artículo aplique a un retorno es lectura propia. Por partida en reportes/tmec25.csv.",
		EN: "What the pedimento declares is shown; no duty is computed. The facts have the contributions of partidas and not those of the whole pedimento, " +
			"do not have the value of what is not originating (record 351), and do not say which return a CT is of: what is not on record may be declared there. That the article applies to a return is our own reading. Per partida in reportes/tmec25.csv.",
	})
}

// declaredName is a way of declaring for people.
func declaredName(d string) document.Text {
	switch d {
	case "importe":
		return document.Text{ES: "con importe (contribución 12 o 16)", EN: "with an amount (contribution 12 or 16)"}
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
