package print

// InEnglish is inEnglish, for its test.
func InEnglish(what string) string { return inEnglish(what) }
