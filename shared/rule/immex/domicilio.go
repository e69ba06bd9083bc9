package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// domicilio: goods stand at addresses of the programme, and go to those of
// submaquila after notice; one that was not registered on the day is an
// operating address nobody gave notice of (Decreto IMMEX art. 24-VII). Counts,
// fixed assets and moves name places; table lugares and the programme file say
// since when each is registered.
func domicilio() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_domicilio",
		Title:     document.Text{ES: "La mercancía está en domicilios registrados ese día", EN: "The goods are at addresses registered that day"},
		Citation:  "Decreto IMMEX arts. 11 y 24-VII; LA art. 108",
		Source:    "dossier §5.2 avisos; §6.3; §14 17",
		Authority: rule.IMMEX, From: 20061113, Severity: document.Warning, Confidence: "3P",
		Action: document.Text{
			ES: "Dé el aviso del domicilio a la SE y regístrelo en lugares, o corrija el traslado, el conteo o el activo.",
			EN: "Give the SE notice of the address and register it in lugares, or correct the move, the count or the asset.",
		},
		Example: document.Text{
			ES: "Un traslado del 20 de abril a un submaquilador registrado el 1 de mayo.",
			EN: "A move of 20 April to a subcontractor registered on 1 May.",
		},
		Needs: []rule.Data{rule.DataPlaces}, Checks: []int{17, 18},
		Books: func(b *rule.Books) rule.Outcome {
			if b.Plant == nil || len(b.Plant.Places()) == 0 && (b.Company == nil || len(b.Company.Plants) == 0) {
				return b.NoData(rule.DataPlaces)
			}
			p := placed{b: b}
			move, count, asset := document.Text{ES: "traslado", EN: "move"}, document.Text{ES: "conteo", EN: "count"}, document.Text{ES: "activo", EN: "asset"}
			for _, m := range b.Plant.Moves() {
				p.at(m.De, m.Fecha, move, m.Documento)
				p.at(m.A, m.Fecha, move, m.Documento)
			}
			for _, k := range b.Plant.Counts() {
				for _, lugar := range k.Lugares {
					p.at(lugar, k.Fecha, count, k.Parte)
				}
			}
			for _, a := range b.Plant.AllAssets() {
				p.at(a.Lugar, a.Fecha, asset, a.Serie)
			}
			if !p.asked {
				return rule.NotApplicable
			}
			return b.Judged()
		},
	}
}

// placed holds places that tables of the plant name to the register.
type placed struct {
	b     *rule.Books
	asked bool
}

// at judges one place on one day; rows after the day of the books wait.
func (p *placed) at(lugar string, on document.Date, what document.Text, id string) {
	if lugar == "" || !on.Known() || on > p.b.AsOf {
		return
	}
	p.asked = true
	if _, ok := p.b.Plant.Place(lugar, on); ok || p.b.Company.Registered(lugar, on) {
		return
	}
	p.b.Fail(rule.Where{Key: what.ES + " " + id, Field: "lugar", Other: lugar},
		"El "+what.ES+" %s pone mercancía en %s el %s, y ese día no estaba registrado.", "The "+what.EN+" %s puts goods in %s on %s, which was not registered that day.", id, lugar, on)
}
