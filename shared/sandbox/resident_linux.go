package sandbox

import (
	"bytes"
	"os"
	"strconv"
)

// resident is how many bytes of memory a process holds, from /proc.
func resident(pid int) (int, bool) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0, false
	}
	f := bytes.Fields(b)
	if len(f) < 2 {
		return 0, false
	}
	pages, err := strconv.Atoi(string(f[1]))
	return pages * os.Getpagesize(), err == nil
}
