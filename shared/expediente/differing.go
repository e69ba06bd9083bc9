package expediente

// differing compares files, the largest first, and gives what came of each, by the first
// path of what is compared together. Behind the first of them that differs nothing is
// compared: a file that differs is made whole to say where.
func differing(c *container, files []File) map[string]made[*Difference] {
	type outcome struct {
		batch

		made[*Difference]
	}
	var first foremost
	found := map[string]made[*Difference]{}
	for x := range asDone(largestFirst(files), func(b batch) outcome {
		if first.passed(b.at) {
			return outcome{batch: b}
		}
		m := madeOf(b.files, func(some []File) *Difference { return sameFiles(c, some) })
		if m.value != nil || m.panic != nil {
			first.note(b.at)
		}
		return outcome{b, m}
	}) {
		found[x.files[0].Path] = x.made
	}
	return found
}
