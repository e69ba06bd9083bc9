package synth

import "example.com/immex/shared/document"

// ripening is how many days an entry waits before the story lets it leave:
// longer than the distance between entry, payment and selection, so that the
// expected balance does not depend on which of those dates opens a lot.
const ripening = 4

// ripeningConsolidado is the same for an exit whose first remesa crosses up
// to six days before payment.
const ripeningConsolidado = 12

// stock is what the story may still take of one material (UMT, thousandths).
type stock struct {
	ripe  int64 // entries old enough for anything, minus all exits
	young []arrival
}

type arrival struct {
	on  document.Date
	qty int64
}

// enter adds an entry.
func (s *stock) enter(on document.Date, qty int64) { s.young = append(s.young, arrival{on, qty}) }

// leave takes an exit.
func (s *stock) leave(qty int64) { s.ripe -= qty }

// available is what entered up to a day and has not left.
func (s *stock) available(upTo document.Date) int64 {
	for len(s.young) > 0 && s.young[0].on.AddDays(31) < upTo {
		s.ripe += s.young[0].qty
		s.young = s.young[1:]
	}
	sum := s.ripe
	for _, a := range s.young {
		if a.on <= upTo {
			sum += a.qty
		}
	}
	return sum
}

// lotRef is a lot that an F4 or A3 may name in record 512.
type lotRef struct {
	patente, doc, aduana, clave, number string
	on                                  document.Date
	mat                                 int
	left                                int64
}
