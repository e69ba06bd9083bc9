package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
)

// Observation is a fact with its identity: what a pedimento says, or what an
// invoice says of one.
type Observation struct {
	Hash  document.Hash
	Fact  *Fact
	Parts *PartList
	// Said is evidence of the papers behind a pedimento; Tie makes of it what a
	// CFDI says of its goods, and notices of what cannot be used.
	Said   *Said
	Tied   *PartList
	Notice *Finding
}

// pedimentoView is one pedimento after its sources were compared.
type pedimentoView struct {
	fact      Fact
	hashes    []document.Hash
	suspended map[int]bool // partidas contradicted and not confirmed; -1: all
	findings  []Finding
	withdrawn bool // the authority says it no longer holds
	// claims are lower sources that say so of what another source says was paid.
	claims []document.Source
	passed document.Date // the selection that ends the claims
}

// order is rank of source, then the latest date inside the document, then the
// smallest hash; never arrival.
func order(a, b Observation) int {
	return cmp.Or(
		cmp.Compare(a.Fact.Source.Rank(), b.Fact.Source.Rank()),
		-cmp.Compare(a.Fact.AsOf, b.Fact.AsOf),
		cmp.Compare(a.Hash, b.Hash),
	)
}

// merge compares the sources of one pedimento field by field. The values used
// are those of the highest source; a contradiction in quantity, unit,
// fracción, clave or date suspends the partida unless a second source agrees
// with the highest one.
func merge(obs []Observation) pedimentoView {
	slices.SortFunc(obs, order)
	v := pedimentoView{fact: *obs[0].Fact, suspended: map[int]bool{}}
	var sources []Observation
	var versions []clash
	for _, o := range obs {
		v.hashes = append(v.hashes, o.Hash)
		if o.Fact.Desistido {
			v.says(o.Fact.Source)
			continue // it says nothing else
		}
		if n := len(sources); n > 0 && sources[n-1].Fact.Source == o.Fact.Source && !onlyHeader(sources[n-1].Fact, o.Fact) {
			versions = append(versions, v.version(sources[n-1].Fact, o.Fact, n == 1)...)
			continue
		}
		sources = append(sources, o)
	}
	if len(sources) == 0 {
		v.withdrawn = true // nobody says that it was paid and holds
		v.fact.Lineas = slices.Clone(v.fact.Lineas)
		return v
	}
	v.fact = *sources[0].Fact
	v.fact.Lineas = slices.Clone(v.fact.Lineas) // filled below; the fact itself stays as it came
	if top := sources[0].Fact; dispatched(top) {
		v.passed = top.Seleccion
	}
	for i := 1; i < len(sources); i++ {
		v.fill(sources[i].Fact)
	}
	v.compare(sources, versions)
	slices.Sort(v.hashes)
	return v
}

// onlyHeader: of two versions the one that counts prints no partidas and the
// other does; together they are what the source says.
func onlyHeader(counts, other *Fact) bool { return len(counts.Lineas) == 0 && len(other.Lineas) > 0 }

func (v *pedimentoView) find(code string, sev document.Severity, where string, msg document.Text) {
	v.findings = append(v.findings, Finding{v.fact.Key, document.Finding{Code: code, Severity: sev, Where: where, Message: msg}})
}

// fill takes from a lower source what the higher ones do not give.
func (v *pedimentoView) fill(f *Fact) {
	g := &v.fact
	for _, d := range []struct{ to, from *document.Date }{
		{&g.Pago, &f.Pago}, {&g.Entrada, &f.Entrada}, {&g.Remesa, &f.Remesa}, {&g.Seleccion, &f.Seleccion},
	} {
		if *d.to == 0 {
			*d.to = *d.from
		}
	}
	if g.Rectifica == nil {
		g.Rectifica = f.Rectifica
	}
	g.EsRectif = g.EsRectif || f.EsRectif
	g.Consolidado = g.Consolidado || f.Consolidado
	if !g.TipoCambio.Known() {
		g.TipoCambio = f.TipoCambio
	}
	if len(g.Proveedores) == 0 {
		g.Proveedores = f.Proveedores
	}
	if len(g.Nombrados) == 0 {
		g.Nombrados = f.Nombrados
	}
	parts := make(map[int]string, len(f.Lineas))
	for i := range f.Lineas {
		parts[f.Lineas[i].Sec] = f.Lineas[i].Parte
	}
	for i := range g.Lineas {
		if g.Lineas[i].Parte == "" {
			g.Lineas[i].Parte = parts[g.Lineas[i].Sec]
		}
	}
}

// clash is one disagreement with the highest source; partida -1 is the header.
type clash struct {
	sec     int
	text    document.Text
	version bool // between two versions of one source
}

// compare holds every lower source against the highest one, the partidas
// against the highest one that gives partidas: a forma simplificada prints
// none and contradicts nobody. Versions of the highest source that contradict
// each other are held to the lower ones like any contradiction.
func (v *pedimentoView) compare(sources []Observation, clashes []clash) {
	agree := map[int]int{} // sources that agree, by partida
	top := sources[0].Fact
	goods := top
	for _, o := range sources[1:] {
		f := o.Fact
		diff := headerDiff(top, f)
		if diff == "" && len(goods.Lineas) > 0 && len(f.Lineas) > len(goods.Lineas) {
			diff = fmt.Sprintf("%d / %d partidas", len(goods.Lineas), len(f.Lineas))
		}
		if diff != "" {
			clashes = append(clashes, clash{sec: -1, text: contradiction(top.Source, f.Source, diff)})
		} else {
			agree[-1]++
		}
		if len(f.Lineas) == 0 {
			continue
		}
		if len(goods.Lineas) == 0 {
			goods = f
			v.fact.Lineas = slices.Clone(f.Lineas)
			continue
		}
		clashes = append(clashes, lineClashes(goods, f, agree)...)
	}
	for _, c := range clashes {
		sev := document.Warning
		if agree[c.sec] == 0 && (c.version || top.Source != document.SourceTyped) {
			v.suspended[c.sec] = true
			sev = document.Error
		}
		v.find("sources_contradict", sev, c.where(), c.text)
	}
}

func (c *clash) where() string {
	if c.sec < 0 {
		return "encabezado"
	}
	return "partida " + strconv.Itoa(c.sec)
}

// lineClashes compares partida by partida and counts where two agree.
func lineClashes(top, f *Fact, agree map[int]int) []clash {
	var out []clash
	lines := map[int]*Line{}
	for i := range f.Lineas {
		lines[f.Lineas[i].Sec] = &f.Lineas[i]
	}
	for i := range top.Lineas {
		l := &top.Lineas[i]
		other, ok := lines[l.Sec]
		diff := "partida " + strconv.Itoa(l.Sec) + " / –"
		if ok {
			diff = lineDiff(l, other)
		}
		if diff == "" {
			agree[l.Sec]++
			continue
		}
		out = append(out, clash{sec: l.Sec, text: contradiction(top.Source, f.Source, diff)})
	}
	return out
}

func contradiction(a, b document.Source, diff string) document.Text {
	return document.Textf(
		"Las fuentes %s y %s se contradicen: %s. Lo contradicho queda fuera de los libros hasta que una fuente superior o una decisión lo confirme.",
		"Sources %s and %s contradict each other: %s. What is contradicted stays out of the books until a higher source or a decision confirms it.",
		a, b, diff)
}

// headerDiff names the first field of the header that two sources give
// differently; what one does not give is no contradiction.
func headerDiff(a, b *Fact) string { return firstOf(headerDiffs(a, b)) }

func firstOf(diffs []string) string {
	if len(diffs) == 0 {
		return ""
	}
	return diffs[0]
}

func headerDiffs(a, b *Fact) (out []string) {
	if !sameClave(a, b) {
		out = append(out, "clave "+a.Clave+" / "+b.Clave)
	}
	if a.Rectifica != nil && b.Rectifica != nil && !samePedimento(a.Rectifica.Key, b.Rectifica.Key) {
		out = append(out, "rectifica "+a.Rectifica.Key+" / "+b.Rectifica.Key)
	}
	if a.Operacion != b.Operacion && a.Operacion != "" && b.Operacion != "" {
		out = append(out, "operación "+a.Operacion+" / "+b.Operacion)
	}
	out = append(out, dateDiff("fecha de pago", a.Pago, b.Pago)...)
	return append(out, dateDiff("fecha de entrada", a.Entrada, b.Entrada)...)
}

func dateDiff(field string, a, b document.Date) []string {
	if a == b || a == 0 || b == 0 {
		return nil
	}
	return []string{field + " " + a.String() + " / " + b.String()}
}

// sameClave: a rectification keeps the clave of what it rectifies in one
// source and is R1 in another; they agree when what is rectified does.
func sameClave(a, b *Fact) bool {
	if a.Clave == b.Clave || a.Clave == "" || b.Clave == "" {
		return true
	}
	return a.Rectifica != nil && a.Rectifica.Clave == b.Clave || b.Rectifica != nil && b.Rectifica.Clave == a.Clave
}

func lineDiff(a, b *Line) string { return firstOf(lineDiffs(a, b)) }

func lineDiffs(a, b *Line) (out []string) {
	if a.Fraccion != b.Fraccion {
		out = append(out, "fracción "+a.Fraccion+" / "+b.Fraccion)
	}
	if a.UMT != b.UMT {
		out = append(out, "UMT "+a.UMT+" / "+b.UMT)
	}
	if a.CantidadUMT != b.CantidadUMT {
		out = append(out, "cantidad UMT "+a.CantidadUMT.String()+" / "+b.CantidadUMT.String())
	}
	if a.UMC == "" || b.UMC == "" {
		return out
	}
	if a.UMC != b.UMC {
		out = append(out, "UMC "+a.UMC+" / "+b.UMC)
	}
	if a.CantidadUMC != b.CantidadUMC {
		out = append(out, "cantidad UMC "+a.CantidadUMC.String()+" / "+b.CantidadUMC.String())
	}
	return out
}
