package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// petroliferos: since the reform of LA 108-I-a (DOF 01-06-2018, in force
// 2018-06-02) petroleum products have no temporary regime. No source gave the
// fracciones: that they are of chapter 27 is our own reading and only warns, and
// goods outside it have no answer until the list is delivered.
func petroliferos() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_petroliferos",
		Title:     document.Text{ES: "No se importan temporalmente petrolíferos", EN: "No petroleum products are imported temporarily"},
		Citation:  "LA art. 108-I-a (DOF 01-06-2018); Decreto IMMEX art. 4-I-a",
		Source:    "dossier §2.1 I-a; §7",
		Authority: rule.IMMEX, From: 20180602, Governs: rule.ByEntry, Severity: document.Error, Confidence: "C",
		Action: document.Text{
			ES: "Revise si la mercancía es un petrolífero (no un lubricante); si lo es, impórtela en definitiva y regularice lo que entró.",
			EN: "See whether the goods are a petroleum product (not a lubricant); if so, import it for good and regularise what came in.",
		},
		Example: document.Text{ES: "Diésel de la 27.10 importado con IN en 2019.", EN: "Diesel of 27.10 imported with IN in 2019."},
		Needs:   []rule.Data{rule.DataRestricted}, Rows: []string{listPetroliferos}, Checks: []int{11},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Temporal {
				return rule.NotApplicable
			}
			on := c.Entered()
			if !on.Known() {
				return c.NoData(rule.DataDate)
			}
			rows := listed(c, listPetroliferos, on)
			if len(rows) == 0 {
				return noList(c, listPetroliferos, on)
			}
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				r := under(rows, q.Fraccion)
				if r == nil {
					continue
				}
				at, d := rule.Where{Partida: q.Secuencia, Field: "fraccion"}, doubt(r)
				if certain(r) {
					c.Fail(at, "La fracción %s es un petrolífero y se importó temporalmente el %s.", "Fracción %s is a petroleum product and was imported temporarily on %s.", q.Fraccion, on)
					continue
				}
				c.Warn(at, "La fracción %s es del capítulo de los petrolíferos, que no tienen régimen temporal desde %s; un lubricante sí."+d.ES,
					"Fracción %s is of the chapter of petroleum products, which have no temporary regime since %s; a lubricant has."+d.EN, q.Fraccion, r.From)
			}
			if c.Judged() == rule.Pass && unlisted(c, listPetroliferos, on) {
				return noList(c, listPetroliferos, on)
			}
			return c.Judged()
		},
	}
}
