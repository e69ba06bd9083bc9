package plant

import (
	"example.com/immex/shared/catalog"
)

// Law are the rows of dated law that count, by table: on which days each
// holds after the tables were put together. Where two contradict each other a
// row says that nobody knows.
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
			if r.against != nil && !valued(name) {
				continue // its table cannot say that nobody knows: what is embedded holds
			}
			l.Fact = r.file.Hash
			if r.file.Table.From != "" {
				l.From, l.To = r.from, r.to
				if l.To == lastDay {
					l.To = 0
				}
			}
			if r.against != nil {
				doubt(&l, r)
			}
			x.law[name] = append(x.law[name], l)
		}
	}
}
