package expediente

import (
	"cmp"
	"iter"
	"slices"
	"sync"
)

// batch is one file, or two that are written in one pass, with its place among those
// of a package.
type batch struct {
	at    int
	files []File
}

// largestFirst are files in the order in which to make them: what takes longest is begun
// first, so that no processor waits for it at the end.
func largestFirst(files []File) (all []batch) {
	for some := range together(files) {
		all = append(all, batch{len(all), some})
	}
	slices.SortStableFunc(all, func(a, b batch) int { return cmp.Compare(b.files[0].cells, a.files[0].cells) })
	return all
}

// together are files in the order they are given in, those that are written in one pass as one.
func together(files []File) iter.Seq[[]File] {
	return func(yield func([]File) bool) {
		for len(files) > 0 {
			n := 1
			if b := files[0].beside; b != nil && len(files) > 1 && files[1].Path == b.path {
				n = 2
			}
			if !yield(files[:n]) {
				return
			}
			files = files[n:]
		}
	}
}

// foremost is the place of the first batch with which something is wrong, whichever was
// looked at first: nobody needs to look at those behind it.
type foremost struct {
	mu   sync.Mutex
	some bool
	at   int
}

// passed reports a place behind the first.
func (f *foremost) passed(at int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.some && f.at < at
}

// note tells of one more.
func (f *foremost) note(at int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.some || at < f.at {
		f.some, f.at = true, at
	}
}
