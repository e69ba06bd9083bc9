package print

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Confirm marks every value of first that no control covers: ByEngines when
// second reads it alike, else Unchecked. A nil second confirms nothing.
func Confirm(first, second *pedimento.Pedimento) {
	confirm(first.Marks, marksOf(second))
	for i := range first.Partidas {
		var other map[string]document.Evidence
		if second != nil && i < len(second.Partidas) {
			other = second.Partidas[i].Marks
		}
		confirm(first.Partidas[i].Marks, other)
	}
}

func marksOf(p *pedimento.Pedimento) map[string]document.Evidence {
	if p == nil {
		return nil
	}
	return p.Marks
}

func confirm(marks, other map[string]document.Evidence) {
	for field, e := range marks {
		if e.Check == document.ByControl {
			continue
		}
		e.Check = document.Unchecked
		if o, ok := other[field]; ok && o.Written == e.Written {
			e.Check = document.ByEngines
		}
		marks[field] = e
	}
}
