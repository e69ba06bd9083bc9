package plantdocs

import (
	"fmt"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/synth/specimen"
)

// plantDocument makes up one of the plant's files.
func plantDocument(r *prng) *paper {
	tables := slices.DeleteFunc(slices.Clone(material.Tables()), func(t material.Table) bool { return t.Law })
	t := &tables[r.below(len(tables))]
	t.Columns = slices.DeleteFunc(slices.Clone(t.Columns), func(c material.Column) bool { return c.Later }) // what is made up stays as it is counted; package material tries every column
	p := &paper{name: "planta/" + t.Name, kind: document.KindPlant, prefix: "content.filas.", head: map[string]string{"content.tabla": t.Name}}
	language := r.below(3)
	for i := range t.Columns {
		c := &t.Columns[i]
		heading := c.Name
		switch {
		case language == 1:
			heading = c.English
		case language == 2 && len(c.Aliases) > 0:
			heading = c.Aliases[r.below(len(c.Aliases))]
		}
		p.columns = append(p.columns, column{c.Name, heading})
	}
	if r.below(3) == 0 {
		p.above = append(p.above, []cell{key("MANUFACTURAS EJEMPLO DEL NORTE"), key(""), key("Reporte")})
	}
	for i := range r.between(1, 12) {
		p.rows = append(p.rows, plantRow(r, t, i))
	}
	p.shuffle(r)
	p.mutate = func(r *prng) (string, specimen.Want) { return p.spoilPlant(r, t) }
	return p
}

// plantRow makes up a row that agrees with itself and with the others.
func plantRow(r *prng, t *material.Table, i int) []cell {
	row := make([]cell, len(t.Columns))
	for j := range t.Columns {
		row[j] = plantCell(r, t, &t.Columns[j], i)
	}
	set := func(name string, c cell) {
		for j := range t.Columns {
			if t.Columns[j].Name == name {
				row[j] = c
			}
		}
	}
	unit := func(key string) cell { return cell{r.pick(unitNames(key)...), key, sheet.AsText} }
	switch t.Name {
	case "partes":
		set("umc", unit("6"))
		set("umt", unit("1"))
		set("factor", figure(fmt.Sprintf("0.%04d", r.between(1, 9999))))
		set("evidencia", key("Pesaje "+strconv.Itoa(i+1)))
	case "alias":
		set("de", key("EXAMPLE PARTS INC"))
		set("parte", key(fmt.Sprintf("PARTE-%d", i)))
	case "bom":
		set("producto", key(fmt.Sprintf("PT-%03d", i/4)))
		set("version", key("A"))
		set("vigente_desde", day("2026-01-01"))
		set("vigente_hasta", key(""))
		set("unidad", unit([]string{"6", "1", "3"}[i%3]))
	case "ordenes":
		if r.coin() {
			set("pedimento", key(""))
			set("partida", key(""))
		} else {
			set("pedimento", pedimentoCell(r, i))
			set("partida", figure(strconv.Itoa(i+1)))
		}
		if r.coin() {
			set("componente", key(""))
			set("consumo", key(""))
			set("unidad_consumo", key(""))
		} else {
			set("componente", key(fmt.Sprintf("MP-%03d", i)))
			set("consumo", figure(strconv.Itoa(r.between(1, 9999))))
			set("unidad_consumo", unit("6"))
		}
	case "socios":
		if r.coin() {
			set("pais", key("MEX"))
			set("rfc", key(fmt.Sprintf("EMN2%d0101A%02d", r.between(0, 9), i)))
		} else {
			set("pais", key("USA"))
			set("rfc", key(""))
		}
		set("immex", key(""))
		set("tiene_programa", key("no"))
		set("programa_desde", day("2021-01-01"))
		set("programa_hasta", key(""))
		set("prueba", key("Carta "+strconv.Itoa(i)))
	default:
		plantBooks(r, t, i, set)
	}
	return row
}

// plantBooks makes rows of the tables that decide about the books agree.
func plantBooks(r *prng, t *material.Table, i int, set func(string, cell)) {
	switch t.Name {
	case "desperdicios":
		set("pedimento", pedimentoCell(r, i))
		set("producto", key(""))
		set("fecha_aviso", key(""))
	case "cumplimiento":
		set("asunto", key("obligacion"))
		set("obligacion", key("inegi_mensual"))
		set("periodo", day(fmt.Sprintf("%d-%02d-01", 2015+i%10, 1+i%12)))
		set("pedimento", key(""))
		set("resultado", key(""))
		set("vence", key(""))
	case "saldos_iniciales":
		set("saldo_umc", figure(strconv.Itoa(r.between(1, 9999))))
		set("umt", cell{r.pick(unitNames("1")...), "1", sheet.AsText})
		set("umc", cell{r.pick(unitNames("6")...), "6", sheet.AsText})
		set("fecha_entrada", day("2026-01-01"))
		set("vencimiento", day("2027-07-01"))
		set("desperdicio_umt", key(""))
	case "decisiones":
		plantDecision(r, i, set)
	case "traslados":
		set("pedimento", pedimentoCell(r, i))
		set("partida", figure(strconv.Itoa(i+1)))
		set("de", key("PLANTA-1"))
		set("a", key("SUB-1"))
	default:
		plantFilings(r, t, i, set)
	}
}

// plantFilings makes rows of what was filed, authorised, closed or decided agree.
func plantFilings(r *prng, t *material.Table, i int, set func(string, cell)) {
	switch t.Name {
	case "cierres":
		set("periodo", key(fmt.Sprintf("%d-%02d", 2010+i%15, r.between(1, 12))))
	case "raoce_presentado":
		set("ejercicio", figure(strconv.Itoa(2001+i%90)))
		set("mes", figure(strconv.Itoa(r.between(1, 12))))
	case "autorizaciones":
		set("numero", key("AUT-"+strconv.Itoa(i)))
		set("cantidad", figure(strconv.Itoa(r.between(1, 9999))))
		set("unidad", cell{r.pick(unitNames("6")...), "6", sheet.AsText})
		set("vigente_hasta", key(""))
	case "resoluciones":
		set("estado", key("resuelto"))
		set("hasta", key(""))
		set("evidencia", key("ACUSE-"+strconv.Itoa(i)))
	case "remitentes":
		set("dominio", key(fmt.Sprintf("agencia-%d.example", i)))
		set("vigente_desde", day("2026-01-01"))
		set("vigente_hasta", key(""))
	case "fracciones":
		set("fraccion_anterior", key(fmt.Sprintf("8536%04d", i)))
		set("fraccion_nueva", key(fmt.Sprintf("8537%04d", i)))
	}
}

// plantDecision is a decision that says what its kind needs and no more.
func plantDecision(r *prng, i int, set func(string, cell)) {
	all := []string{"salida", "salida_partida", "lote", "lote_partida", "parte", "cantidad", "unidad"}
	kinds := []struct {
		tipo string
		says []string
	}{
		{"dirigir", all},
		{"bloquear", all[2:5]},
		{"liberar", all[2:4]},
		{"tomar_vencido", all[:2]},
		{"dejar_vencido", all[:4]},
		{"faltante", all[2:]},
		{"hallado", all[4:]},
	}
	kind := kinds[r.below(len(kinds))]
	set("tipo", key(kind.tipo))
	for _, name := range all {
		set(name, key(""))
	}
	for _, name := range kind.says {
		switch name {
		case "salida", "lote":
			set(name, pedimentoCell(r, i))
		case "salida_partida", "lote_partida":
			set(name, figure(strconv.Itoa(i+1)))
		case "parte":
			set(name, key(fmt.Sprintf("CON-%03d", i)))
		case "cantidad":
			set(name, figure(strconv.Itoa(r.between(1, 9999))))
		case "unidad":
			set(name, cell{r.pick(unitNames("6")...), "6", sheet.AsText})
		}
	}
}

// unitNames are the ways a person writes a unit of Apéndice 7.
func unitNames(key string) []string {
	switch key {
	case "1":
		return []string{"1", "01", "KG", "Kilo", "kgs"}
	case "3":
		return []string{"3", "M", "Metro lineal", "metros"}
	}
	return []string{"6", "06", "PZA", "Pieza", "pcs", "EA"}
}

func pedimentoCell(r *prng, i int) cell {
	a, b, c := r.pick("24", "07", "80"), r.pick("3210", "0921"), 5_000_000+i*7+r.below(7)
	return cell{fmt.Sprintf("25 %s %s %d", a, b, c), fmt.Sprintf("25%s%s%d", a, b, c), sheet.AsText}
}

// plantCell makes up a value of a column's type, different in every row where
// the column is part of what names the row.
func plantCell(r *prng, t *material.Table, c *material.Column, i int) cell {
	if !c.Required && len(t.OneOf) == 0 && r.below(4) == 0 {
		return key("")
	}
	switch c.Type {
	case material.TypeDate:
		if c.Name == t.To {
			return key("")
		}
		return day(fmt.Sprintf("2026-%02d-%02d", r.between(1, 6), r.between(1, 28)))
	case material.TypeQuantity, material.TypeFactor, material.TypeAmount:
		return figure(r.pick(strconv.Itoa(r.between(1, 99_999)), fmt.Sprintf("%d.%03d", r.between(1, 999), r.between(1, 999)), fmt.Sprintf("%d.50", r.between(1, 99))))
	case material.TypePercent:
		s := fmt.Sprintf("%d.%d", r.between(0, 20), r.between(1, 9))
		return cell{s + "%", s, sheet.AsPercent}
	case material.TypeWhole:
		return figure(strconv.Itoa(i + 1))
	case material.TypeEnum:
		return key(c.Values[r.below(len(c.Values))])
	case material.TypeFraccion, material.TypePrefijo:
		s := fmt.Sprintf("%02d%02d%02d%02d", r.between(1, 97), r.between(1, 99), r.between(1, 99), r.between(0, 99))
		return cell{r.pick(s, s[:4]+"."+s[4:6]+"."+s[6:]), s, sheet.AsText}
	case material.TypeNICO:
		return key(fmt.Sprintf("%02d", r.below(30)))
	case material.TypePedimento:
		return pedimentoCell(r, i)
	case material.TypeUnidad:
		return cell{r.pick(unitNames("6")...), "6", sheet.AsText}
	case material.TypePais:
		return key(r.pick("USA", "CN", "DEU"))
	case material.TypeRFC:
		return key("")
	case material.TypeText:
		return key(fmt.Sprintf("%s número %d", r.pick("Artículo", "Renglón", "Ñandú"), i+1))
	default:
		return key(fmt.Sprintf("%s-%03d%s", r.pick("CON", "0", "00", "CAB"), i, r.pick("", "A", "-R2")))
	}
}

// spoilPlant puts one defect into a plant file.
func (p *paper) spoilPlant(r *prng, t *material.Table) (string, specimen.Want) {
	row := p.rows[r.below(len(p.rows))]
	var figures, required []int
	for j, c := range p.columns {
		col, _ := t.Column(c.name)
		if col.Required {
			required = append(required, j)
		}
		if row[j].as == sheet.AsFigure && row[j].written != "" && col.Type == material.TypeQuantity {
			figures = append(figures, j)
		}
	}
	j := required[r.below(len(required))]
	switch r.below(6) {
	case 0:
		row[j] = key("")
		return "a required value gone", specimen.Refuse
	case 1:
		p.columns[j].heading = "columna nueva"
		return "a heading nobody knows", specimen.Refuse
	case 2:
		p.rows = append(p.rows, append([]cell{}, row...))
		return "a row twice", specimen.Refuse
	case 3:
		if len(figures) > 0 {
			k := figures[r.below(len(figures))]
			row[k] = cell{"-" + row[k].written, "", sheet.AsFigure}
			return "a quantity below zero", specimen.Refuse
		}
	case 4:
		if len(figures) > 0 {
			k := figures[r.below(len(figures))]
			row[k] = cell{"1,234", "", sheet.AsText}
			return "a comma in doubt", specimen.Refuse
		}
	}
	if len(figures) > 0 {
		k := figures[r.below(len(figures))]
		row[k] = row[k].changed()
		return "a digit of a quantity changed", specimen.Accept
	}
	p.rows = p.rows[:0]
	return "no rows", specimen.Refuse
}
