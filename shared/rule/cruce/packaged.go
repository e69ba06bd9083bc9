package cruce

import "example.com/immex/shared/rule"

// Packaged reports an export (A1) whose goods leave in packaging of the programme
// (identifier EB): its declared value leaves out what an invoice bills for that.
func Packaged(c *rule.Case) bool {
	if c.P.Clave != "A1" || !c.Exporta {
		return false
	}
	for i := range c.P.Partidas {
		if c.HasAt(&c.P.Partidas[i], "EB") {
			return true
		}
	}
	return c.Has("EB")
}
