package synth

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// ripening is how many days an entry waits before the story lets it leave:
// longer than the distance between entry, payment and selection, so that the
// expected balance does not depend on which of those dates opens a lot.
const ripening = 4

// ripeningConsolidado is the same for an exit whose first remesa crosses up
// to six days before payment.
const ripeningConsolidado = 12

// urgency is how many days before a stay ends the story sends the goods out,
// so that PEPS does not reach expired lots by accident.
const urgency = 75

// holding is what is left of an entry (UMT, thousandths).
type holding struct {
	on, due document.Date
	left    int64
}

// stock is what the story may still take of one material, oldest first.
type stock struct{ lots []holding }

// enter adds an entry.
func (s *stock) enter(on, due document.Date, qty int64) {
	s.lots = append(s.lots, holding{on, due, qty})
}

// leave takes an exit from the oldest.
func (s *stock) leave(qty int64) {
	for qty > 0 && len(s.lots) > 0 {
		take := min(qty, s.lots[0].left)
		s.lots[0].left -= take
		qty -= take
		if s.lots[0].left == 0 {
			s.lots = s.lots[1:]
		}
	}
}

// withhold takes back from the newest what a rectification may remove.
func (s *stock) withhold(qty int64) {
	for i := len(s.lots) - 1; i >= 0 && qty > 0; i-- {
		take := min(qty, s.lots[i].left)
		s.lots[i].left -= take
		qty -= take
	}
}

// available is what entered up to a day and has not left.
func (s *stock) available(upTo document.Date) int64 {
	var sum int64
	for i := range s.lots {
		if s.lots[i].on > upTo {
			break
		}
		sum += s.lots[i].left
	}
	return sum
}

// expiring is what must leave before a day.
func (s *stock) expiring(before document.Date) int64 {
	var sum, out int64
	for i := range s.lots {
		sum += s.lots[i].left
		if d := s.lots[i].due; d != 0 && d < before {
			out = sum // PEPS: everything older leaves first
		}
	}
	return out
}

// due is the end of the stay of an entry, by the dated catalogue; the zero
// date for the life of the programme.
func (p *ped) due() document.Date {
	effect, _ := catalog.Default().Effect(p.clave, operacion(p.op), nil, p.pago)
	stay, ok := catalog.Default().Stay(effect.Tipo, p.pago)
	if !ok || stay.Months == 0 {
		return 0
	}
	return p.pago.AddMonths(stay.Months)
}

// lotRef is a lot that an F4 or A3 may name in record 512.
type lotRef struct {
	patente, doc, aduana, clave, number string
	on                                  document.Date
	mat                                 int
	left                                int64
}
