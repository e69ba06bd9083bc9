package ledger

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Counterpart is a V1 pedimento of another company: the other side of a
// transfer of ours. It moves nothing.
type Counterpart struct {
	RFC  string `json:"rfc"`
	Fact *Fact  `json:"pedimento"`
}

// Encode is the canonical form.
func (c *Counterpart) Encode() ([]byte, error) {
	b, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("encode counterpart: %w", err)
	}
	return b, nil
}

// DecodeCounterpart reads the canonical form.
func DecodeCounterpart(b []byte) (*Counterpart, error) {
	var c Counterpart
	if err := json.Unmarshal(b, &c); err != nil {
		return nil, fmt.Errorf("decode counterpart: %w", err)
	}
	if c.Fact == nil || c.RFC == "" {
		return nil, errors.New("decode counterpart: it has no pedimento or no RFC")
	}
	return &c, nil
}

// IsV1 reports a virtual transfer: a V1, or what rectifies one.
func (f *Fact) IsV1() bool {
	return f.Clave == "V1" || f.EsRectif && f.Rectifica != nil && f.Rectifica.Clave == "V1"
}

// Transfer is one V1 with the numbers of its chain: the other side may cite
// any of them.
type Transfer struct {
	RFC     string // of the other side; "" of ours
	Fact    *Fact  // what counts of the chain
	Numbers []string
}

// is reports whether a number is one of the chain.
func (t *Transfer) is(number string) bool {
	return slices.ContainsFunc(t.Numbers, func(n string) bool { return samePedimento(n, number) })
}

// TransferOf is the V1 of a group of observations; ok is false when the group
// is of none, or of one that was withdrawn.
func TransferOf(obs []Observation) (t Transfer, ok bool) {
	best := Best(obs)
	if best == nil || !best.IsV1() {
		return t, false
	}
	t.Fact = withNamed(best, obs)
	for _, o := range obs {
		if o.Fact != nil && !slices.Contains(t.Numbers, o.Fact.Key) {
			t.Numbers = append(t.Numbers, o.Fact.Key)
		}
	}
	slices.Sort(t.Numbers)
	return t, true
}

// withNamed gives a fact without records 512 those that another source of the
// same pedimento tells, as merging sources does.
func withNamed(best *Fact, obs []Observation) *Fact {
	if len(best.Nombrados) > 0 {
		return best
	}
	var from *Fact
	for _, o := range obs {
		f := o.Fact
		if f != nil && len(f.Nombrados) > 0 && samePedimento(f.Key, best.Key) && (from == nil || before(f, from)) {
			from = f
		}
	}
	if from == nil {
		return best
	}
	with := *best
	with.Nombrados = from.Nombrados
	return &with
}

// before reports which of two facts counts: the better source, then the later
// date inside the document, then the smaller hash.
func before(a, b *Fact) bool {
	return cmp.Or(cmp.Compare(a.Source.Rank(), b.Source.Rank()), -cmp.Compare(a.AsOf, b.AsOf), cmp.Compare(a.Doc, b.Doc)) < 0
}

// Best is the fact of the last pedimento of a chain, by its best source; nil
// without any. A withdrawn rectification rectifies nothing.
func Best(obs []Observation) *Fact {
	withdrawn, replaced := undone(obs), map[string]bool{}
	for _, o := range obs {
		if f := o.Fact; f != nil && f.Rectifica != nil && !withdrawn[Suffix(f.Key)] {
			replaced[Suffix(f.Rectifica.Key)] = true
		}
	}
	var best *Fact
	for _, o := range obs {
		f := o.Fact
		if f == nil || f.Desistido || replaced[Suffix(f.Key)] || withdrawn[Suffix(f.Key)] {
			continue
		}
		if best == nil || before(f, best) {
			best = f
		}
	}
	return best
}

// Counterparts puts the documents of other companies together by the chain of
// their pedimento, in the order of their numbers; of each, what counts.
func Counterparts(all []Counterpart) []Transfer {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Counterpart) int {
		return cmp.Or(cmp.Compare(a.RFC, b.RFC), cmp.Compare(a.Fact.Key, b.Fact.Key), cmp.Compare(a.Fact.Doc, b.Fact.Doc))
	})
	byNumber := map[string][]int{} // by company and number without its year
	for i := range all {
		at := all[i].RFC + " " + Suffix(all[i].Fact.Key)
		byNumber[at] = append(byNumber[at], i)
	}
	chains := chainsOf{of: make([]int, len(all))}
	for i := range all {
		chains.of[i] = i
	}
	for i := range all {
		f := all[i].Fact
		numbers := []string{f.Key}
		if f.Rectifica != nil {
			numbers = append(numbers, f.Rectifica.Key)
		}
		for _, n := range numbers {
			for _, j := range byNumber[all[i].RFC+" "+Suffix(n)] {
				if samePedimento(n, all[j].Fact.Key) {
					chains.join(i, j)
				}
			}
		}
	}
	obs := make([][]Observation, len(all))
	for i := range all {
		root := chains.root(i)
		obs[root] = append(obs[root], Observation{Hash: all[i].Fact.Doc, Fact: all[i].Fact})
	}
	var out []Transfer
	for root := range all {
		if t, ok := TransferOf(obs[root]); ok {
			t.RFC = all[root].RFC
			out = append(out, t)
		}
	}
	return out
}

// chainsOf joins what belongs together under the first of it.
type chainsOf struct{ of []int }

func (c *chainsOf) root(i int) int {
	for c.of[i] != i {
		c.of[i] = c.of[c.of[i]]
		i = c.of[i]
	}
	return i
}

func (c *chainsOf) join(i, j int) {
	a, b := c.root(i), c.root(j)
	c.of[max(a, b)] = min(a, b)
}
