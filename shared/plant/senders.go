package plant

import "example.com/immex/shared/document"

// Sender is a domain whose mail is taken from Desde to Hasta.
type Sender struct {
	Dominio      string
	Patente      string
	Desde, Hasta document.Date
	Source       Source
}

// Senders are the domains on the list of some files, rows that do not count
// left out.
func Senders(files []File) (out []Sender) {
	x := &Index{}
	m := x.merge(files)
	for i := range m["remitentes"] {
		r := &m["remitentes"][i]
		out = append(out, Sender{
			Dominio: r.text("dominio"), Patente: r.text("patente"), Desde: r.from, Hasta: r.to, Source: r.source(),
		})
	}
	return out
}

// On reports a sender whose mail is taken on a day.
func (s *Sender) On(d document.Date) bool { return s.Desde <= d && d <= s.Hasta }
