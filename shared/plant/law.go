package plant

import (
	"example.com/immex/shared/catalog"
)

// Law are the rows of dated law that count, by table: on which days each
// holds after the tables were put together.
func (x *Index) Law() map[string][]catalog.LawRow { return x.law }

func (x *Index) readLaw(m merged) {
	x.law = map[string][]catalog.LawRow{}
	for name, rows := range m {
		for i := range rows {
			r := &rows[i]
			l, ok := r.file.Law(r.at)
			if !ok {
				break // the plant's own
			}
			l.Fact = r.file.Hash
			if r.file.Table.From != "" {
				l.From, l.To = r.from, r.to
				if l.To == lastDay {
					l.To = 0
				}
			}
			x.law[name] = append(x.law[name], l)
		}
	}
}
