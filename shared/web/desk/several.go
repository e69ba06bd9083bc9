package desk

import (
	"net/url"
	"slices"

	"example.com/immex/shared/web/page"
)

// several are some tables on one screen, the first rows of each, or one of them
// alone with all of its pages and its files.
type several struct {
	page.Downloads
	Tables []*page.Table
	Whole  string // address of all tables, when one is shown alone
	at     *url.URL
}

// One is the address of one table alone.
func (s *several) One(name string) string { return page.With(s.at, "tabla", name) }

// Some reports a table with rows.
func (s *several) Some() bool {
	return slices.ContainsFunc(s.Tables, func(x *page.Table) bool { return x.Rows() > 0 })
}

// several shows what the address asks for of some tables; those without rows are
// not shown unless all is what they say. The table is that of a download.
func (q *Ask) several(all []*page.Table, empty bool) (*several, *page.Table, error) {
	s := &several{at: q.firstPage()}
	shown := all[0] // a download without a table is of the first
	if name := q.FormValue("tabla"); name != "" {
		at := slices.IndexFunc(all, func(x *page.Table) bool { return x.Name == name })
		if at < 0 {
			return nil, nil, missing()
		}
		shown = all[at]
		shown.Cut(q.URL)
		s.Downloads, s.Whole, all = q.downloads(), page.With(s.at, "tabla", ""), []*page.Table{shown}
	} else {
		for _, x := range all {
			x.Top(inBlock, s.One(x.Name))
		}
	}
	for _, x := range all {
		if x.Len() > 0 || empty {
			s.Tables = append(s.Tables, x)
		}
	}
	return s, shown, nil
}
