package desk

import (
	"strconv"
	"sync"
	"time"
)

// How many lines of the log those who did not sign in may fill in an hour: of
// one address, and all of them together. Who got in is always told.
const (
	linesOfAddress   = 30
	linesOfStrangers = 1000
)

// strangers counts those lines.
type strangers struct {
	mu      sync.Mutex
	hour    time.Time
	all     int
	by      map[string]int
	skipped int // lines that were not written since one was
}

// take reports whether a line is written, and how many before it were not.
func (s *strangers) take(now time.Time, from string) (ok bool, skipped int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if hour := now.Truncate(time.Hour); !hour.Equal(s.hour) {
		s.hour, s.all, s.by = hour, 0, map[string]int{}
	}
	if s.all >= linesOfStrangers || s.by[from] >= linesOfAddress {
		s.skipped++
		return false, 0
	}
	s.all++
	s.by[from]++
	skipped, s.skipped = s.skipped, 0
	return true, skipped
}

// untold is the note of a line that follows some that were not written.
func untold(note string, n int) string {
	if n == 0 {
		return note
	}
	return note + " (+" + strconv.Itoa(n) + ")"
}
