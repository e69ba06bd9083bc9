package material

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// checkPartes holds the factor to what the units themselves say.
func checkPartes(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		umc, umt, factor := c.get(row, "umc").Text, c.get(row, "umt").Text, c.get(row, "factor")
		num, den, same, ok := ratio(umc, umt)
		switch {
		case !ok:
		case !same && !factor.Amount.Known():
			c.add("plant_factor", document.Error, c.at(row.Fila, "factor"), text(
				fmt.Sprintf("La parte %s va de %s a %s y no trae factor; escríbalo con su evidencia.", c.get(row, "parte").Text, unitName(umc), unitName(umt)),
				fmt.Sprintf("Part %s goes from %s to %s and has no factor; write it with its evidence.", c.get(row, "parte").Text, unitName(umc), unitName(umt))))
		case same && factor.Amount.Known():
			left, err := factor.Amount.Mul(den)
			if err != nil || !left.Equal(num) {
				c.add("plant_factor", document.Error, c.at(row.Fila, "factor"), text(
					fmt.Sprintf("El factor dice %s y de %s a %s es %s entre %s; corríjalo o quítelo.", factor.Text, unitName(umc), unitName(umt), num, den),
					fmt.Sprintf("The factor says %s and from %s to %s it is %s over %s; correct or remove it.", factor.Text, unitName(umc), unitName(umt), num, den)))
			}
		case !same && c.get(row, "evidencia").Text == "":
			c.add("plant_factor_evidence", document.Warning, c.at(row.Fila, "factor"), text(
				fmt.Sprintf("El factor %s de la parte %s no dice de dónde sale; llene evidencia.", factor.Text, c.get(row, "parte").Text),
				fmt.Sprintf("Factor %s of part %s does not say where it comes from; fill in evidencia.", factor.Text, c.get(row, "parte").Text)))
		}
	}
}

// checkAlias refuses a name that points to itself, and one name for two parts
// at a time.
func checkAlias(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		if a := c.get(row, "alias").Text; a == c.get(row, "parte").Text {
			c.add("plant_alias", document.Error, c.at(row.Fila, "alias"), text(
				fmt.Sprintf("El alias %q es la misma parte; quite la fila.", a), fmt.Sprintf("Alias %q is the part itself; remove the row.", a)))
		}
	}
}

// checkOrdenes holds the rows of one order to one product, quantity and date,
// and a real consumption to be whole.
func checkOrdenes(c *checker) {
	first := map[string]*Row{}
	plain := map[string]bool{}
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		orden := c.get(row, "orden").Text
		component, used, unit := c.get(row, "componente").Text, c.get(row, "consumo").Text, c.get(row, "unidad_consumo").Text
		if (component == "") != (used == "") || (component == "") != (unit == "") {
			c.add("plant_value", document.Error, c.at(row.Fila, "componente"), text(
				fmt.Sprintf("La orden %s trae a medias su consumo (%q, %q, %q); llene componente, consumo y unidad_consumo, o ninguno.", orden, component, used, unit),
				fmt.Sprintf("Order %s has half of its consumption (%q, %q, %q); fill in componente, consumo and unidad_consumo, or none.", orden, component, used, unit)))
		}
		if component == c.get(row, "producto").Text {
			c.add("plant_cycle", document.Error, c.at(row.Fila, "componente"), text(
				fmt.Sprintf("La orden %s consume lo mismo que fabrica, %s; corríjala.", orden, component),
				fmt.Sprintf("Order %s consumes what it makes, %s; correct it.", orden, component)))
		}
		c.both(row, "pedimento", "partida")
		f := first[orden]
		if f == nil {
			first[orden], plain[orden] = row, component == ""
			continue
		}
		for _, name := range []string{"producto", "cantidad", "fecha", "version", "pedimento", "partida"} {
			if a, b := c.get(f, name).Text, c.get(row, name).Text; a != b {
				c.add("plant_contradiction", document.Error, c.at(row.Fila, name), text(
					fmt.Sprintf("La orden %s dice %s %q y en la fila %d decía %q; déjela igual en todas sus filas.", orden, name, b, f.Fila, a),
					fmt.Sprintf("Order %s says %s %q and in row %d it said %q; keep it equal in all its rows.", orden, name, b, f.Fila, a)))
			}
		}
		if plain[orden] || component == "" {
			c.add("plant_contradiction", document.Error, c.at(row.Fila, "componente"), text(
				fmt.Sprintf("La orden %s trae filas con consumo y sin él; quite la que no lo trae.", orden),
				fmt.Sprintf("Order %s has rows with and without consumption; remove the one without.", orden)))
		}
	}
}

// checkSaldos holds UMC and UMT quantities of like units together, and the
// provenance to one key date per lot.
func checkSaldos(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		umc, qty := c.get(row, "umc").Text, c.get(row, "saldo_umc")
		if (umc == "") != (qty.Text == "") {
			c.add("plant_value", document.Error, c.at(row.Fila, "saldo_umc"), text(
				fmt.Sprintf("saldo_umc dice %q y umc %q; llene los dos o ninguno.", qty.Text, umc),
				fmt.Sprintf("saldo_umc says %q and umc %q; fill in both or none.", qty.Text, umc)))
			continue
		}
		c.pedimentoDate(row, "pedimento", "fecha")
		c.openingDates(row)
		if scrap, all := c.get(row, "desperdicio_umt"), c.get(row, "saldo_umt"); scrap.Text != "" && scrap.Amount.Cmp(all.Amount) > 0 {
			c.value(row, "desperdicio_umt", fmt.Sprintf("El desperdicio (%s) es más que el saldo (%s), del que es parte; corríjalos.", scrap.Text, all.Text),
				fmt.Sprintf("The scrap (%s) is more than the balance (%s) it is part of; correct them.", scrap.Text, all.Text))
		}
		umt, tariff := c.get(row, "umt").Text, c.get(row, "saldo_umt")
		num, den, same, ok := ratio(umc, umt)
		if umc == "" || !ok || !same {
			continue
		}
		left, errL := qty.Amount.Mul(num)
		right, errR := tariff.Amount.Mul(den)
		tol := catalog.Default().Tolerance("plant_unit_ratio", 0, right, 1)
		if errL != nil || errR != nil || !money.Within(left, right, tol) {
			c.add("plant_unit_ratio", document.Warning, c.at(row.Fila, "saldo_umc"), text(
				fmt.Sprintf("%s %s no son %s %s; revise las dos cantidades.", qty.Text, unitName(umc), tariff.Text, unitName(umt)),
				fmt.Sprintf("%s %s are not %s %s; check both quantities.", qty.Text, unitName(umc), tariff.Text, unitName(umt))))
		}
	}
}

// pedimentoDate warns of a fact dated before the year its pedimento was
// validated in; the two digits of the year are read next to the date.
func (c *checker) pedimentoDate(row *Row, pedimento, date string) {
	n, d := c.get(row, pedimento).Text, c.get(row, date).Date
	if len(n) != 15 || !d.Known() {
		return
	}
	year := d.Year()/100*100 + int(n[0]-'0')*10 + int(n[1]-'0')
	if year > d.Year()+50 {
		year -= 100
	}
	if year > d.Year() {
		c.add("plant_dates", document.Error, c.at(row.Fila, date), text(
			fmt.Sprintf("%s dice %s y el pedimento %s es de %d; corrija uno.", date, d, n, year),
			fmt.Sprintf("%s says %s and pedimento %s is of %d; correct one.", date, d, n, year)))
	}
}

func checkActivos(c *checker) {
	seen := map[string]*Row{}
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		c.pedimentoDate(row, "pedimento", "fecha")
		n := c.get(row, "activo").Text
		if n == "" {
			continue
		}
		if f := seen[n]; f != nil {
			c.add("plant_duplicate", document.Error, c.at(row.Fila, "activo"), text(
				fmt.Sprintf("El activo %s está también en la fila %d; deje una sola.", n, f.Fila),
				fmt.Sprintf("Asset %s is also in row %d; leave one.", n, f.Fila)))
			continue
		}
		seen[n] = row
	}
}

// checkActas holds the rows of one act to one date and kind, and a partida to
// its pedimento.
func checkActas(c *checker) {
	first := map[string]*Row{}
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		acta := c.get(row, "acta").Text
		if c.get(row, "partida").Text != "" && c.get(row, "pedimento").Text == "" {
			c.add("plant_value", document.Error, c.at(row.Fila, "partida"), text(
				fmt.Sprintf("El acta %s trae partida y no pedimento; llene los dos.", acta),
				fmt.Sprintf("Act %s has a partida and no pedimento; fill in both.", acta)))
		}
		c.pedimentoDate(row, "pedimento", "fecha")
		c.scrapOf(row)
		f := first[acta]
		if f == nil {
			first[acta] = row
			continue
		}
		for _, name := range []string{"fecha", "tipo"} {
			if a, b := c.get(f, name).Text, c.get(row, name).Text; a != b {
				c.add("plant_contradiction", document.Error, c.at(row.Fila, name), text(
					fmt.Sprintf("El acta %s dice %s %q y en la fila %d decía %q; déjela igual en todas sus filas.", acta, name, b, f.Fila, a),
					fmt.Sprintf("Act %s says %s %q and in row %d it said %q; keep it equal in all its rows.", acta, name, b, f.Fila, a)))
			}
		}
	}
}

func checkSocios(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		pais, rfc := c.get(row, "pais").Text, c.get(row, "rfc").Text
		if mexican := pais == "MEX" || pais == "MX"; mexican && rfc == "" {
			c.add("plant_value", document.Error, c.at(row.Fila, "rfc"), text(
				c.get(row, "nombre").Text+" es de México y no trae rfc; escríbalo.",
				c.get(row, "nombre").Text+" is of Mexico and has no rfc; write it."))
		}
		c.hasProgramme(row)
	}
}

// hasProgramme: whether a supplier has a programme decides how long its goods
// may stay, so that it is said with its days and its proof.
func (c *checker) hasProgramme(row *Row) {
	has, name := c.get(row, "tiene_programa").Text, c.get(row, "nombre").Text
	for _, column := range []string{"programa_desde", "prueba"} {
		if has != "" && c.get(row, column).Text == "" {
			c.value(row, column, name+" dice tiene_programa "+has+" y no trae "+column+"; escríbalo.", name+" says tiene_programa "+has+" and has no "+column+"; write it.")
		}
	}
	for _, column := range []string{"programa_desde", "programa_hasta", "prueba"} {
		if has == "" && c.get(row, column).Text != "" {
			c.value(row, "tiene_programa", name+" trae "+column+" y no dice tiene_programa; escriba si o no.", name+" has "+column+" and does not say tiene_programa; write si or no.")
		}
	}
	if immex := c.get(row, "immex").Text; has == "no" && immex != "" {
		c.value(row, "tiene_programa", name+" trae el programa "+immex+" y dice que no tiene; corrija uno.", name+" has programme "+immex+" and says it has none; correct one.")
	}
	c.ordered(row, "programa_desde", "programa_hasta")
}

// bomVersion is a version of a product's list.
type bomVersion struct{ product, version string }

func checkBOM(c *checker) {
	versions := map[bomVersion]*Row{}
	units := map[string]*Row{}
	var order []bomVersion
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		c.ordered(row, "vigente_desde", "vigente_hasta")
		c.losses(row)
		part := c.get(row, "componente").Text
		if u := units[part]; u == nil {
			units[part] = row
		} else if a, b := c.get(u, "unidad").Text, c.get(row, "unidad").Text; clash(a, b) {
			c.add("plant_unit_clash", document.Error, c.at(row.Fila, "unidad"), text(
				fmt.Sprintf("El componente %s va en %s y en la fila %d iba en %s, que miden cosas distintas; corrija una.", part, unitName(b), u.Fila, unitName(a)),
				fmt.Sprintf("Component %s is in %s and in row %d it was in %s, which measure different things; correct one.", part, unitName(b), u.Fila, unitName(a))))
		}
		v := bomVersion{c.get(row, "producto").Text, c.get(row, "version").Text}
		f := versions[v]
		if f == nil {
			versions[v] = row
			order = append(order, v)
			continue
		}
		for _, name := range []string{"vigente_desde", "vigente_hasta"} {
			if a, b := c.get(f, name).Text, c.get(row, name).Text; a != b {
				c.add("plant_contradiction", document.Error, c.at(row.Fila, name), text(
					fmt.Sprintf("La versión %s de %s dice %s %q y en la fila %d decía %q; déjela igual en todas sus filas.", v.version, v.product, name, b, f.Fila, a),
					fmt.Sprintf("Version %s of %s says %s %q and in row %d it said %q; keep it equal in all its rows.", v.version, v.product, name, b, f.Fila, a)))
			}
		}
	}
	c.versions(versions, order)
	c.cycles()
}

// losses holds merma and desperdicio together under the whole.
func (c *checker) losses(row *Row) {
	merma, waste := c.get(row, "merma").Amount, c.get(row, "desperdicio").Amount
	if !merma.Known() || !waste.Known() {
		return
	}
	if sum, err := merma.Add(waste); err != nil || sum.Cmp(money.Int(100)) > 0 {
		c.add("plant_percent", document.Error, c.at(row.Fila, "merma"), text(
			fmt.Sprintf("merma %s y desperdicio %s suman más de 100; corríjalos.", merma, waste),
			fmt.Sprintf("merma %s and desperdicio %s add up to more than 100; correct them.", merma, waste)))
	}
}

// versions refuses two versions of one product that hold on the same day.
func (c *checker) versions(first map[bomVersion]*Row, order []bomVersion) {
	byProduct := map[string][]*Row{}
	var products []string
	for _, v := range order {
		if byProduct[v.product] == nil {
			products = append(products, v.product)
		}
		byProduct[v.product] = append(byProduct[v.product], first[v])
	}
	for _, p := range products {
		rows := byProduct[p]
		slices.SortStableFunc(rows, func(a, b *Row) int {
			return int(c.get(a, "vigente_desde").Date - c.get(b, "vigente_desde").Date)
		})
		for i := 1; i < len(rows); i++ {
			before, r := rows[i-1], rows[i]
			_, until := c.period(before, "vigente_desde", "vigente_hasta")
			from, _ := c.period(r, "vigente_desde", "vigente_hasta")
			if from > until {
				continue
			}
			va, vb := c.get(before, "version").Text, c.get(r, "version").Text
			end := c.get(before, "vigente_hasta")
			c.add("plant_overlap", document.Error, c.at(r.Fila, "vigente_desde"), text(
				fmt.Sprintf("De %s valen a la vez la versión %s (hasta %s) y la %s (desde %s); cierre una.", p, va, open(end, "hoy en adelante"), vb, from),
				fmt.Sprintf("Of %s version %s (until %s) and %s (from %s) hold at the same time; close one.", p, va, open(end, "further notice"), vb, from)))
		}
	}
}

// cycles refuses a product that is, by way of its components, made of itself.
func (c *checker) cycles() {
	children := map[string][]string{}
	at := map[string]*Row{}
	var products []string
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		p, m := c.get(row, "producto").Text, c.get(row, "componente").Text
		if children[p] == nil {
			products = append(products, p)
		}
		children[p] = append(children[p], m)
		if at[p+"\x00"+m] == nil {
			at[p+"\x00"+m] = row
		}
	}
	for _, loop := range loops(products, children) {
		row := at[loop[len(loop)-2]+"\x00"+loop[len(loop)-1]]
		c.add("plant_cycle", document.Error, c.at(row.Fila, "componente"), text(
			fmt.Sprintf("La lista se muerde la cola: %s; corríjala.", strings.Join(loop, " → ")),
			fmt.Sprintf("The list runs in a circle: %s; correct it.", strings.Join(loop, " → "))))
	}
}

// loops walks the graph without recursion, since a list may be as deep as it
// has rows, and gives each circle once, closed.
func loops(roots []string, children map[string][]string) [][]string {
	const white, grey, black = 0, 1, 2
	colour := map[string]int{}
	var out [][]string
	for _, root := range roots {
		if colour[root] != white {
			continue
		}
		path, next := []string{root}, []int{0}
		colour[root] = grey
		for len(path) > 0 {
			top := len(path) - 1
			node := path[top]
			if next[top] >= len(children[node]) {
				colour[node] = black
				path, next = path[:top], next[:top]
				continue
			}
			child := children[node][next[top]]
			next[top]++
			switch colour[child] {
			case white:
				colour[child] = grey
				path, next = append(path, child), append(next, 0)
			case grey:
				start := slices.Index(path, child)
				out = append(out, append(slices.Clone(path[start:]), child))
			}
		}
	}
	return out
}
