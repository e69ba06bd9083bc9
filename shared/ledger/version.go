package ledger

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// version compares a version of a pedimento with the one of the same source
// that counts. A later date inside is a correction by the source: a finding
// names what it changed. Of one date two that differ contradict each other,
// and in the highest source nothing but another source can tell which is
// right. Alike ones are a notice.
func (v *pedimentoView) version(counts, other *Fact, highest bool) []clash {
	diffs := versionDiffs(counts, other)
	if len(diffs) == 0 {
		v.find("pedimento_version", document.Notice, "", document.Textf(
			"El pedimento llegó más de una vez de la misma fuente (%s) y dice lo mismo; se usa el de fecha %s.",
			"The pedimento came more than once from the same source (%s) and says the same; the one dated %s is used.",
			counts.Source, counts.AsOf))
		return nil
	}
	var clashes []clash
	for _, d := range diffs {
		c := clash{sec: d.sec, version: true}
		if other.AsOf < counts.AsOf || !highest {
			v.find("pedimento_version", document.Warning, c.where(), document.Textf(
				"El pedimento llegó en dos versiones de la misma fuente (%s) que no dicen lo mismo: %s. Se usa la de fecha %s (documento %s) y no la de fecha %s (documento %s).",
				"The pedimento came in two versions of the same source (%s) that do not say the same: %s. The one dated %s (document %s) is used and not the one dated %s (document %s).",
				counts.Source, d.fields, counts.AsOf, short(counts.Doc), other.AsOf, short(other.Doc)))
			continue
		}
		c.text = document.Textf(
			"Dos versiones del pedimento de la misma fuente (%s) y fecha (%s), documentos %s y %s, se contradicen: %s. Lo contradicho queda fuera de los libros hasta que una fuente superior o una decisión lo confirme.",
			"Two versions of the pedimento of the same source (%s) and date (%s), documents %s and %s, contradict each other: %s. What is contradicted stays out of the books until a higher source or a decision confirms it.",
			counts.Source, counts.AsOf, short(counts.Doc), short(other.Doc), d.fields)
		clashes = append(clashes, c)
	}
	return clashes
}

// versionDiff is what two versions give differently of the header (partida -1)
// or of a partida.
type versionDiff struct {
	sec    int
	fields string
}

// versionDiffs names every field that moves goods and that two versions give
// differently. One source gives a pedimento whole: a partida that only one of
// them has is a difference, but a form that prints none contradicts nobody.
func versionDiffs(a, b *Fact) (out []versionDiff) {
	add := func(sec int, fields []string) {
		if len(fields) > 0 {
			out = append(out, versionDiff{sec, strings.Join(fields, "; ")})
		}
	}
	header := headerDiffs(a, b)
	header = append(header, dateDiff("primera selección", a.Remesa, b.Remesa)...)
	header = append(header, dateDiff("selección", a.Seleccion, b.Seleccion)...)
	if !sameNamed(a.Nombrados, b.Nombrados) {
		header = append(header, "registros 512")
	}
	add(-1, header)
	if len(b.Lineas) == 0 { // of a counts without any, merge takes both
		return out
	}
	lines := map[int][2]*Line{}
	for side, f := range []*Fact{a, b} {
		for i := range f.Lineas {
			pair := lines[f.Lineas[i].Sec]
			pair[side] = &f.Lineas[i]
			lines[f.Lineas[i].Sec] = pair
		}
	}
	secs := make([]int, 0, len(lines))
	for sec := range lines {
		secs = append(secs, sec)
	}
	slices.Sort(secs)
	for _, sec := range secs {
		switch pair, n := lines[sec], strconv.Itoa(sec); {
		case pair[1] == nil:
			add(sec, []string{"partida " + n + " / –"})
		case pair[0] == nil:
			add(sec, []string{"partida – / " + n})
		default:
			add(sec, lineDiffs(pair[0], pair[1]))
		}
	}
	return out
}

// sameNamed reports records 512 that name the same, in any order.
func sameNamed(a, b []Named) bool {
	left := slices.Clone(b)
	for i := range a {
		k := slices.Index(left, a[i])
		if k < 0 {
			return false
		}
		left = slices.Delete(left, k, k+1)
	}
	return len(left) == 0
}
