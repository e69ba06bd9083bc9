package material

import (
	"fmt"
	"slices"
	"strings"
)

// decides says which columns a kind of decision needs and which it may have
// besides.
type decides struct{ needs, may []string }

func kindsOfDecision() map[string]decides {
	exit, lot, much := []string{"salida", "salida_partida"}, []string{"lote", "lote_partida"}, []string{"cantidad", "unidad"}
	part := []string{"parte"}
	block := decides{lot, part}
	expired := decides{exit, slices.Concat(lot, part)}
	lost := decides{much, slices.Concat(lot, part)}
	return map[string]decides{
		"dirigir":  {slices.Concat(exit, lot, much), part},
		"bloquear": block, "liberar": block,
		"tomar_vencido": expired, "dejar_vencido": expired,
		"faltante": lost, "hallado": lost,
	}
}

// checkDecisiones holds each kind of decision to what it is about: what it
// lacks cannot be guessed, what it does not use would be passed over in
// silence.
func checkDecisiones(c *checker) {
	kinds := kindsOfDecision()
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		tipo := c.get(row, "tipo").Text
		k := kinds[tipo]
		about := "La decisión " + c.get(row, "decision").Text + " (" + tipo + ")"
		aboutEN := "Decision " + c.get(row, "decision").Text + " (" + tipo + ")"
		for _, name := range []string{"salida", "salida_partida", "lote", "lote_partida", "parte", "cantidad", "unidad"} {
			written := c.get(row, name).Text
			switch {
			case written == "" && slices.Contains(k.needs, name):
				c.value(row, name, about+" no trae "+name+"; escríbalo.", aboutEN+" has no "+name+"; write it.")
			case written != "" && !slices.Contains(k.needs, name) && !slices.Contains(k.may, name):
				c.value(row, name, fmt.Sprintf("%s trae %s %q, que no usa; quítelo o corrija el tipo.", about, name, written),
					fmt.Sprintf("%s has %s %q, which it does not use; remove it or correct the kind.", aboutEN, name, written))
			}
		}
		if !slices.Contains(k.needs, "lote") {
			c.both(row, "lote", "lote_partida")
		}
		if lost := tipo == "faltante" || tipo == "hallado"; lost && c.get(row, "lote").Text == "" && c.get(row, "parte").Text == "" {
			c.value(row, "parte", about+" no dice de qué parte o lote; escríbalo.", aboutEN+" does not say of which part or lot; write it.")
		}
		c.pedimentoDate(row, "lote", "fecha")
	}
}

// value is a finding about what a row says in a column.
func (c *checker) value(row *Row, column, es, en string) {
	c.add("plant_value", "error", c.at(row.Fila, column), text(es, en))
}

// both holds two columns to be written together or not at all.
func (c *checker) both(row *Row, columns ...string) {
	var have, lack []string
	for _, name := range columns {
		if c.get(row, name).Text == "" {
			lack = append(lack, name)
		} else {
			have = append(have, name)
		}
	}
	if len(have) > 0 && len(lack) > 0 {
		c.value(row, lack[0], "Trae "+strings.Join(have, ", ")+" y no "+strings.Join(lack, ", ")+"; llene todo o nada.",
			"It has "+strings.Join(have, ", ")+" and no "+strings.Join(lack, ", ")+"; fill in all or none.")
	}
}

func checkTraslados(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		if from, to := c.get(row, "de").Text, c.get(row, "a").Text; from == to {
			c.value(row, "a", "El traslado "+c.get(row, "documento").Text+" va de "+from+" al mismo lugar; corríjalo.",
				"Move "+c.get(row, "documento").Text+" goes from "+from+" to the same place; correct it.")
		}
		c.both(row, "pedimento", "partida")
		c.pedimentoDate(row, "pedimento", "fecha")
	}
}

// checkFracciones refuses changes that lead back: which of two fracciones the
// books are of would depend on where one begins.
func checkFracciones(c *checker) {
	children := map[string][]string{}
	at := map[string]*Row{}
	var roots []string
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		from, to := c.get(row, "fraccion_anterior").Text, c.get(row, "fraccion_nueva").Text
		if children[from] == nil {
			roots = append(roots, from)
		}
		children[from] = append(children[from], to)
		at[from+to] = row
	}
	for _, loop := range loops(roots, children) {
		row := at[loop[len(loop)-2]+loop[len(loop)-1]]
		c.add("plant_cycle", "error", c.at(row.Fila, "fraccion_nueva"), text(
			"Los cambios vuelven a la misma fracción: "+strings.Join(loop, " → ")+"; corríjalos.",
			"The changes lead back to the same fracción: "+strings.Join(loop, " → ")+"; correct them."))
	}
}

// scrapOf holds an act to one thing: a product is exploded, a lot or a part is
// not.
func (c *checker) scrapOf(row *Row) {
	if c.get(row, "producto").Text == "" {
		return
	}
	for _, name := range []string{"parte", "pedimento"} {
		if v := c.get(row, name).Text; v != "" {
			c.value(row, name, fmt.Sprintf("Trae producto y además %s %q; deje uno.", name, v), fmt.Sprintf("It has producto and also %s %q; leave one.", name, v))
		}
	}
}

// openingDates holds the dates of an opening balance to its key date.
func (c *checker) openingDates(row *Row) {
	c.pedimentoDate(row, "pedimento", "fecha_entrada")
	c.ordered(row, "fecha_entrada", "fecha")
	c.ordered(row, "fecha_entrada", "vencimiento")
}
