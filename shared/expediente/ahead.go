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
	return aheadOf(func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}, makes)
}

// aheadOf is ahead of what is made from each of some jobs, which are taken one
// after the other.
func aheadOf[J, T any](jobs iter.Seq[J], makes func(J) T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		queue, stop := make(chan chan made[T], runtime.GOMAXPROCS(0)), make(chan struct{})
		var working sync.WaitGroup
		defer working.Wait()
		defer close(stop)
		working.Go(func() {
			defer close(queue)
			for j := range jobs {
				c := make(chan made[T], 1)
				select {
				case queue <- c:
					working.Go(func() { c <- madeOf(j, makes) })
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

// made is what came of one job.
type made[T any] struct {
	value T
	panic any
}

func madeOf[J, T any](j J, makes func(J) T) (m made[T]) {
	defer func() { m.panic = recover() }()
	m.value = makes(j)
	return m
}

// asDone yields what is made from each of some jobs as soon as it is, as many at a
// time as there are processors. Jobs are begun in their order. A panic of one is a
// panic of who asks for it, and nothing goes on when the last was taken.
func asDone[J, T any](jobs []J, makes func(J) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		todo, done, stop := make(chan J), make(chan made[T]), make(chan struct{})
		var working sync.WaitGroup
		defer working.Wait()
		defer close(stop)
		working.Go(func() {
			defer close(todo)
			feed(jobs, todo, stop)
		})
		for range runtime.GOMAXPROCS(0) {
			working.Go(func() {
				for j := range todo {
					select {
					case done <- madeOf(j, makes):
					case <-stop:
						return
					}
				}
			})
		}
		for range jobs {
			m := <-done
			if m.panic != nil {
				panic(m.panic)
			}
			if !yield(m.value) {
				return
			}
		}
	}
}

// feed hands out jobs until it is told to stop.
func feed[J any](jobs []J, todo chan<- J, stop <-chan struct{}) {
	for _, j := range jobs {
		select {
		case todo <- j:
		case <-stop:
			return
		}
	}
}
