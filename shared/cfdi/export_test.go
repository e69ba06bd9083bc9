package cfdi

import "example.com/immex/shared/xmlguard"

// Cadena gives tests the cadena original and whether it may be relied on.
func Cadena(b []byte) (cadena string, proved bool, doubt string, err error) {
	root, _, err := xmlguard.Parse(b, xmlguard.Limits{})
	if err != nil {
		return "", false, "", err
	}
	version, _ := root.Attr("Version")
	c := cadenaOf(root, version)
	return string(c.b), c.proved, c.doubt, nil
}
