package lineas

import (
	"slices"

	"example.com/immex/shared/document"
)

// Match is lines of the left that are lines of the right: one and one by score,
// or several and one that add up exactly. Lines are positions in their lists.
type Match struct {
	Left, Right []int
	Sum         Sum // of several and one
}

// Why says why a line has no match.
type Why uint8

// The reasons.
const (
	Low  Why = iota // nothing scores enough
	Tie             // more than one does, and none leads
	Dark            // the papers say too little to compare it with every line it could be
)

// Miss is a line without a match, with the best score it had.
type Miss struct {
	Line int
	Why  Why
	Best Score
}

// Result is what became of the lines of both sides.
type Result struct {
	Matches     []Match // in the order of the right side
	Left, Right []Miss  // in their own order

	scales scales
	ls, rs []side
}

// Why explains a match of one and one by its score; a sum has none.
func (r *Result) Why(m Match) document.Text {
	var s Score
	if m.Sum == NoSum {
		s = r.scales.score(&r.ls[m.Left[0]], &r.rs[m.Right[0]])
	}
	return s.Text()
}

// MaxComparisons bounds what one pair of papers may cost: a relación of
// five hundred lines against a pedimento of five hundred partidas, round by round.
const MaxComparisons = 250_000

// List is the lines of a paper made ready to be compared with those of others,
// as often as there are others.
type List struct {
	lines []Line
	sides []side
}

// List makes lines ready; they are not changed afterwards.
func (r *Room) List(lines []Line) *List { return &List{lines: lines, sides: r.ready(lines)} }

// Pair matches two lists of lines. ok is false when they are too long to be
// compared line by line.
func Pair(left, right []Line, t Terms) (r *Result, ok bool) {
	if long(len(left), len(right)) {
		return nil, false
	}
	room := NewRoom()
	return room.Pair(room.List(left), room.List(right), &t)
}

// Pair matches two lists that were made ready here.
func (r *Room) Pair(left, right *List, t *Terms) (_ *Result, ok bool) {
	if long(len(left.lines), len(right.lines)) {
		return nil, false
	}
	p := r.pairing(left, right, t)
	p.weigh()
	for p.round() {
	}
	p.sums(false)
	p.sums(true)
	return p.result(), true
}

func long(left, right int) bool { return left*right > MaxComparisons }

// pairing is the state of one comparison.
type pairing struct {
	t           *Terms
	scales      scales
	left, right []Line
	ls, rs      []side
	tallies     []tally // of one line of the left, by right
	score       []int32 // per mille by left and right; blank where the papers say too little
	takenL      []bool
	takenR      []bool
	matches     []Match
	ones        []int // what matches of one line point to
}

func (r *Room) pairing(l, other *List, t *Terms) *pairing {
	left, right := l.lines, other.lines
	p := &pairing{t: t, scales: r.scales(t), left: left, right: right, ls: l.sides, rs: other.sides}
	var flags []bool
	p.tallies, p.score, flags = r.scores(len(right), len(left)*len(right), len(left)+len(right))
	p.takenL, p.takenR = flags[:len(left)], flags[len(left):]
	most := min(len(left), len(right))
	r.matches, p.matches = space(r.matches, most)
	r.ones, p.ones = space(r.ones, 2*most)
	return p
}

// weigh scores every line of one side against every line of the other.
func (p *pairing) weigh() {
	least := int32(p.t.Known) //nolint:gosec // a table of small numbers
	for i := range p.ls {
		p.scales.row(&p.ls[i], p.rs, p.tallies)
		row := p.score[i*len(p.rs):][:len(p.rs)]
		for j := range p.tallies {
			row[j] = blank
			if t := &p.tallies[j]; t.of >= least {
				row[j] = t.mean()
			}
		}
	}
}

// blank is the score of two lines that cannot be compared.
const blank = -1

// round takes every pair in which each is the other's clear best. All of a
// round are taken at once, so that the order of lines decides nothing.
func (p *pairing) round() bool {
	from := len(p.matches)
	for i := range p.left {
		if p.takenL[i] {
			continue
		}
		j, _, leads := p.bestRight(i)
		if !leads {
			continue
		}
		if back, _, leads := p.bestLeft(j); leads && back == i {
			p.matches = append(p.matches, Match{Left: p.one(i), Right: p.one(j)})
		}
	}
	for _, m := range p.matches[from:] {
		p.takenL[m.Left[0]], p.takenR[m.Right[0]] = true, true
	}
	return len(p.matches) > from
}

// one is a list of one line.
func (p *pairing) one(line int) []int {
	p.ones = append(p.ones, line)
	n := len(p.ones)
	return p.ones[n-1 : n : n]
}

func (p *pairing) take(m Match) {
	for _, i := range m.Left {
		p.takenL[i] = true
	}
	for _, j := range m.Right {
		p.takenR[j] = true
	}
	p.matches = append(p.matches, m)
}

// bestRight is the best free line of the right for one of the left; leads when
// it scores enough and is well before the second.
func (p *pairing) bestRight(i int) (j, best int, leads bool) {
	return p.best(i*len(p.right), 1, p.takenR)
}

func (p *pairing) bestLeft(j int) (i, best int, leads bool) {
	return p.best(j, len(p.right), p.takenL)
}

// best looks through the scores of one line, which begin at a place and are some
// places apart.
func (p *pairing) best(from, apart int, taken []bool) (at, best int, leads bool) {
	first, second := int32(blank), int32(blank)
	at = -1
	for k, gone := range taken {
		s := p.score[from+k*apart]
		switch {
		case s <= second, gone: // nearly always
		case s > first:
			at, first, second = k, s, first
		default:
			second = s
		}
	}
	best = int(first)
	return at, best, at >= 0 && best >= p.t.Min && (second < 0 || best-int(second) >= p.t.Margin)
}

// result lists the matches by their first line of the right, and the misses.
func (p *pairing) result() *Result {
	r := &Result{scales: p.scales, ls: p.ls, rs: p.rs}
	slices.SortFunc(p.matches, func(a, b Match) int { return a.Right[0] - b.Right[0] })
	r.Matches = p.matches
	for i := range p.left {
		if !p.takenL[i] {
			j, best, _ := p.bestRight(i)
			m := p.miss(i, best, p.scores(i*len(p.right), 1, p.takenR))
			if j >= 0 {
				m.Best = p.scales.score(&p.ls[i], &p.rs[j])
			}
			r.Left = append(r.Left, m)
		}
	}
	for j := range p.right {
		if !p.takenR[j] {
			i, best, _ := p.bestLeft(j)
			m := p.miss(j, best, p.scores(j, len(p.right), p.takenL))
			if i >= 0 {
				m.Best = p.scales.score(&p.ls[i], &p.rs[j])
			}
			r.Right = append(r.Right, m)
		}
	}
	return r
}

// seen is how the lines of the other side stand to one.
type seen struct{ all, compared, blankFree int }

// scores counts the scores of one line, which begin at a place and are some places
// apart.
func (p *pairing) scores(from, apart int, taken []bool) (out seen) {
	for k := range taken {
		out.all++
		switch {
		case p.score[from+k*apart] != blank:
			out.compared++
		case !taken[k]:
			out.blankFree++
		}
	}
	return out
}

// miss of a line whose best free counterpart has a score: enough of one means
// that it did not lead. A free line it cannot be compared with may be the one.
func (p *pairing) miss(line, best int, of seen) Miss {
	switch {
	case best >= p.t.Min:
		return Miss{Line: line, Why: Tie}
	case of.blankFree > 0, of.all > 0 && of.compared == 0:
		return Miss{Line: line, Why: Dark}
	}
	return Miss{Line: line, Why: Low}
}
