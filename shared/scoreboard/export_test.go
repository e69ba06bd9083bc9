package scoreboard

// At, Reordered and Same are open to the tests.
func At(view any, path string) (string, bool) {
	t, err := treeOf(view)
	if err != nil {
		return "?", false
	}
	sorted(t.root, unordered())
	return t.at(path)
}

// Reordered is how a truth is put into the order of a sorted view.
func Reordered(truth map[string]string) map[string]string { return reordered(truth) }

// Same compares one value.
func Same(path, got, want string) bool { return same(path, got, want) }
