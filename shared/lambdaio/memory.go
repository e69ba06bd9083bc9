package lambdaio

import "strconv"

// HeapLimit is where the collector of a function begins to work harder, from
// the MB of memory the platform says it has: nine tenths of them, the rest is
// the program and its stacks. 0 where it does not say.
func HeapLimit(megabytes string) int64 {
	n, err := strconv.ParseInt(megabytes, 10, 32)
	if err != nil || n <= 0 {
		return 0
	}
	return n << 20 / 10 * 9
}
