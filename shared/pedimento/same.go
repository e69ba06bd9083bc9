package pedimento

// Suffix is a 15-digit number without its year: sources that compute the year
// and sources that print it meet on it.
func Suffix(number string) string { return number[min(2, len(number)):] }

// Same reports whether two 15-digit numbers name one pedimento: the same
// aduana, patente and digits, and years within one, since consolidated
// pedimentos print a later year than their digits tell.
func Same(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) != 15 || len(b) != 15 || Suffix(a) != Suffix(b) || !digits(a[:2]+b[:2]) {
		return false
	}
	apart := (int(a[0]-'0')*10 + int(a[1]-'0') - int(b[0]-'0')*10 - int(b[1]-'0') + 100) % 100
	return apart <= 1 || apart == 99
}
