package immex

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// permisoSaldo: what pedimentos discharge from a permit, a Regla 8ª or a cupo
// in record 553 adds up to no more than was authorised.
func permisoSaldo() *rule.Rule {
	return &rule.Rule{
		Code:      "immex_permiso_saldo",
		Title:     document.Text{ES: "Lo usado de cada permiso, Regla 8ª y cupo no pasa de lo autorizado", EN: "What was used of each permit, Regla 8ª and quota is within what was authorised"},
		Citation:  "LCE arts. 21 y 23; RGCE Anexo 22, bloque de permisos (registro 553)",
		Source:    "dossier §3.2; §7",
		Authority: rule.IMMEX, From: 20061113, Severity: document.Warning, Confidence: "OWN",
		Action: document.Text{
			ES: "Vea el saldo con immex permits; pida otro permiso o rectifique lo que se descargó de más.",
			EN: "See the balance with immex permits; ask for another permit or rectify what was discharged in excess.",
		},
		Example: document.Text{
			ES: "Un permiso de 10,000 kg con descargas de 7,000 y 4,000.",
			EN: "A permit of 10,000 kg with discharges of 7,000 and 4,000.",
		},
		Needs: []rule.Data{rule.DataAuthorised}, Checks: []int{11},
		Series: func() rule.Series {
			return &spending{keep: func(a *rule.Authorisation) bool { return a.Numbered() }}
		},
	}
}
