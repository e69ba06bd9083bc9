package print

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// partidas walks the lines of the goods: each partida is a row with the
// fracción, its body (description, taxes, values) and the blocks below it.
func (r *reader) partidas() {
	r.totalPartidas()
	g := &goods{r: r}
	started := false
	for i := 0; i < len(r.lines); i++ {
		l := &r.lines[i]
		if isGoodsHead(l.sq) {
			i = g.head(r.lines, i)
			started = true
			continue
		}
		if !started {
			continue
		}
		if strings.Contains(l.sq, "FINDEPEDIMENTO") {
			break
		}
		g.line(l)
	}
	g.close()
	g.describe()
}

// totalPartidas reads NUM. TOTAL DE PARTIDAS at the end of the document.
func (r *reader) totalPartidas() {
	w, _, ok := r.find(lTotal, reDigits, r.lines)
	if !ok {
		r.unread("print_total_partidas", "el número total de partidas", document.Place{})
		return
	}
	n := atoi(w.s)
	r.p.TotalPartidas = &n
	r.note("total_partidas", w)
}

// isGoodsHead recognises the first heading line of the goods table.
func isGoodsHead(sq string) bool {
	return strings.Contains(sq, "FRACCION") && strings.Contains(sq, "UMC") && (strings.Contains(sq, "VINC") || strings.Contains(sq, "CANTIDAD"))
}

// goods is the state of the walk.
type goods struct {
	r     *reader
	t     table
	cur   *pedimento.Partida
	row   []word // the first row of cur
	body  []word // all words of row and body of cur
	mode  string // body, casos, permisos, obs, other
	heads []pdftext.Points

	descriptions []description
}

// line takes one line under the headings.
func (g *goods) line(l *line) {
	if row := g.t.start(l); row != nil {
		g.close()
		g.cur = &pedimento.Partida{}
		g.row, g.body, g.mode = row, l.words, "body"
		return
	}
	switch sq := l.sq; {
	case isPartidasTitle(sq) || sq == "IDENTIFICADORES":
	case isCaseHead(sq):
		g.mode, g.heads = "casos", g.r.caseHeads(l)
	case strings.HasPrefix(sq, "OBSERVACIONES"):
		g.mode = "obs"
	case strings.Contains(sq, "REGULACIONESYRESTRICCIONES") || strings.Contains(sq, "PERMISO") && strings.Contains(sq, "FIRMA"):
		g.mode = "permisos"
	case strings.Contains(sq, "CUENTASADUANERAS") || strings.Contains(sq, "CVEGARANTIA") || strings.Contains(sq, "VINNUMSERIE"):
		g.mode = "other"
	case g.cur == nil:
	case g.mode == "body":
		g.body = append(g.body, l.words...)
	case g.mode == "casos":
		g.cur.Identificadores = addCase(g.cur.Identificadores, l.words, g.heads)
	case g.mode == "permisos":
		g.permiso(l)
	case g.mode == "obs":
		g.cur.Observaciones = append(g.cur.Observaciones, joined(l.words, " "))
	}
}

func (g *goods) permiso(l *line) {
	ws := l.words
	if len(ws) < 2 || !reKey.MatchString(ws[0].s) {
		return
	}
	p := pedimento.Permiso{Clave: ws[0].s, Numero: ws[1].s}
	if n := len(ws); n >= 5 {
		p.Firma = ws[2].s
		p.ValorDolares, _ = amount(ws[n-2].s)
		p.CantidadUMT, _ = amount(ws[n-1].s)
	}
	g.cur.Permisos = append(g.cur.Permisos, p)
}

// close reads the collected partida.
func (g *goods) close() {
	if g.cur == nil {
		return
	}
	q := g.cur
	q.At = placeOf(g.row...)
	left, right := g.t.split(g.body)
	g.firstRow(q, left)
	g.values(q, left)
	g.taxes(q, right)
	g.r.p.Partidas = append(g.r.p.Partidas, *q)
	g.cur = nil
}
