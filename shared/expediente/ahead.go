package expediente

import (
	"iter"
	"runtime"
	"sync"
)

// ahead yields make(0) to make(n-1) in their order, each made on whatever
// processor is free, a few before they are asked for. A panic of one is a panic
// of who asks for it, and nothing goes on when the last was taken.
func ahead[T any](n int, makes func(i int) T) iter.Seq2[int, T] {
	type made struct {
		value T
		panic any
	}
	one := func(i int) (m made) {
		defer func() { m.panic = recover() }()
		m.value = makes(i)
		return m
	}
	return func(yield func(int, T) bool) {
		queue, stop := make(chan chan made, runtime.GOMAXPROCS(0)), make(chan struct{})
		var working sync.WaitGroup
		defer working.Wait()
		defer close(stop)
		working.Go(func() {
			defer close(queue)
			for i := range n {
				c := make(chan made, 1)
				select {
				case queue <- c:
					working.Go(func() { c <- one(i) })
				case <-stop:
					return
				}
			}
		})
		i := 0
		for c := range queue {
			m := <-c
			if m.panic != nil {
				panic(m.panic)
			}
			if !yield(i, m.value) {
				return
			}
			i++
		}
	}
}
