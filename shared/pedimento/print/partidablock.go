package print

import (
	"regexp"

	"example.com/immex/shared/pedimento"
)

func permitSpecs() []headSpec {
	return []headSpec{
		{"clave", regexp.MustCompile(`\bCLAVE\b|\bPERMISO\b`), regexp.MustCompile(`^[A-Z0-9]{2,3}$`)},
		{"numero", regexp.MustCompile(`(?:NUM(?:ERO)?|NO)(?:DE)?PERMISO(?:O)?(?:NOM)?|\bNUMERO\b`), reAny},
		{"firma", regexp.MustCompile(`FIRMA(?:DE)?(?:DESCARGO|ELECTRONICA)?`), reAny},
		{"valor", regexp.MustCompile(`VAL(?:OR)?COM(?:ERCIAL)?(?:EN)?(?:DLS|DOLARES)|\bDLS\b|\bDOLARES\b`), reAmount},
		{"cantidad", regexp.MustCompile(`CANT(?:IDAD)?(?:UMT)?C?`), reAmount},
	}
}

func serieSpecs() []headSpec {
	return []headSpec{
		{"serie", regexp.MustCompile(`VIN(?:NUMSERIE)?|NUM(?:ERO)?(?:DE)?SERIE`), reAny},
		{"kilometraje", regexp.MustCompile(`KILOMETRAJE`), reAmount},
	}
}

var (
	permitHeads = permitSpecs() //nolint:gochecknoglobals // an immutable table
	serieHeads  = serieSpecs()  //nolint:gochecknoglobals // an immutable table
)

// block puts the cells of a row of a partida's block under its headings.
func (g *goods) block(l *line, code, what string) (fill, bool) {
	got, ok := map[string][]word(nil), len(g.heads) > 0
	if ok {
		got, ok = cellRow(l.words, g.heads, cellGap)
	}
	if !ok {
		g.r.unread(code, what+" «"+joined(l.words, " ")+"»", placeOf(l.words...))
		g.r.use(l.words...)
	}
	return fill{r: g.r, got: got, mark: g.cur.Mark}, ok
}

func (g *goods) permiso(l *line) {
	f, ok := g.block(l, "print_permiso", "el permiso")
	if !ok {
		return
	}
	f.path = at("permisos", len(g.cur.Permisos))
	p := pedimento.Permiso{
		Clave: f.text("clave", "clave"), Numero: f.text("numero", "numero"), Firma: f.text("firma", "firma"),
		ValorDolares: f.amount("valor", "valor_dolares"), CantidadUMT: f.amount("cantidad", "cantidad_umt"),
	}
	if p.Clave == "" {
		g.r.unread("print_permiso", "la clave del permiso «"+joined(l.words, " ")+"»", placeOf(l.words...))
		return
	}
	g.cur.Permisos = append(g.cur.Permisos, p)
}

// serie reads VIN or serial number and mileage.
func (g *goods) serie(l *line) {
	f, ok := g.block(l, "print_serie", "el número de serie")
	if !ok {
		return
	}
	no := len(g.cur.Series)
	f.path = at("series", no)
	s, km := f.text("serie", "numero"), f.text("kilometraje", "kilometraje")
	if s == "" {
		g.r.unread("print_serie", "el número de serie de «"+joined(l.words, " ")+"»", placeOf(l.words...))
		return
	}
	g.cur.Series = append(g.cur.Series, s)
	if km != "" || len(g.cur.Kilometrajes) > 0 {
		for len(g.cur.Kilometrajes) < no {
			g.cur.Kilometrajes = append(g.cur.Kilometrajes, "")
		}
		g.cur.Kilometrajes = append(g.cur.Kilometrajes, km)
	}
}

func (g *goods) garantia(l *line) {
	if f, ok := g.block(l, "print_garantia", "la garantía"); ok {
		f.path = at("garantias", len(g.cur.Garantias))
		g.cur.Garantias = append(g.cur.Garantias, f.cuenta())
	}
}

// brands reads the rows MARCA, MODELO, CODIGO PRODUCTO below the values. Where
// no such headings are printed nothing can stand there.
func (g *goods) brands(q *pedimento.Partida, below []line) {
	rows := 0
	for i := range below {
		l := &below[i]
		if len(l.words) == 0 {
			continue
		}
		if rows++; rows == 2 {
			g.fail(q, "a qué bloque pertenece «"+joined(l.words, " ")+"», debajo de su marca")
		}
		got, ok := map[string][]word(nil), len(g.rowT.brand) > 0
		if ok {
			got, ok = cellRow(l.words, g.rowT.brand, cellGap)
		}
		if !ok {
			g.fail(q, "el renglón «"+joined(l.words, " ")+"», debajo de sus valores")
			g.r.use(l.words...)
			continue
		}
		for _, x := range []struct {
			id, field string
			to        *string
		}{{"marca", "marca", &q.Marca}, {"modelo", "modelo", &q.Modelo}, {"codigo", "codigo_producto", &q.CodigoProducto}} {
			ws := got[x.id]
			switch {
			case len(ws) == 0:
			case *x.to == "":
				*x.to = joined(ws, " ")
				q.Mark(x.field, g.r.evidence(ws...))
			default:
				*x.to += " " + joined(ws, " ")
				q.Mark(x.field, g.r.evidence(ws...))
			}
		}
	}
}
