package report

// Beside does something on whatever processor is free and gives what waits for it.
// Its panic is a panic of who waits.
func Beside[T any](do func() T) (wait func() T) {
	var out T
	var panicked any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { panicked = recover() }()
		out = do()
	}()
	return func() T {
		<-done
		if panicked != nil {
			panic(panicked)
		}
		return out
	}
}
