package material_test

import "testing"

// TestCierres: a closing names a person in a capacity, a period that was over,
// and each thing accepted once.
func TestCierres(t *testing.T) {
	t.Parallel()
	const head = "periodo,fecha,quien,cargo,motivo,faltante\n"
	for name, tt := range map[string]struct{ rows, code string }{
		"a month":             {"2026-03,2026-04-20,Persona Uno,Gerente,Se cierra,datastage:2026-03", ""},
		"a year":              {"2026,2027-01-20,Persona Uno,Gerente,Se cierra,", ""},
		"two things":          {"2026-03,2026-04-20,Persona Uno,Gerente,Se cierra,a\n2026-03,2026-04-20,Persona Uno,Gerente,Se cierra,b", ""},
		"one thing twice":     {"2026-03,2026-04-20,Persona Uno,Gerente,Se cierra,a\n2026-03,2026-04-20,Persona Uno,Gerente,Se cierra,a", "plant_duplicate"},
		"no capacity":         {"2026-03,2026-04-20,Persona Uno,,Se cierra,", "plant_value"},
		"no reason":           {"2026-03,2026-04-20,Persona Uno,Gerente,,", "plant_value"},
		"nobody":              {"2026-03,2026-04-20,,Gerente,Se cierra,", "plant_value"},
		"no such month":       {"2026-13,2027-04-20,Persona Uno,Gerente,Se cierra,", "plant_value"},
		"a day":               {"2026-03-01,2026-04-20,Persona Uno,Gerente,Se cierra,", "plant_value"},
		"a supplement":        {"2026-03-S1,2026-04-20,Persona Uno,Gerente,Se cierra,", "plant_value"},
		"words":               {"marzo,2026-04-20,Persona Uno,Gerente,Se cierra,", "plant_value"},
		"letters for a month": {"2026-0x,2026-04-20,Persona Uno,Gerente,Se cierra,", "plant_value"},
		"letters for a year":  {"20x6,2026-04-20,Persona Uno,Gerente,Se cierra,", "plant_value"},
		"before it ends":      {"2026-03,2026-03-31,Persona Uno,Gerente,Se cierra,", "plant_dates"},
		"a year too early":    {"2026,2026-12-31,Persona Uno,Gerente,Se cierra,", "plant_dates"},
	} {
		f, findings := read(t, []byte(head+tt.rows+"\n"))
		if (f == nil) != (tt.code != "") || tt.code != "" && !findings.Has(tt.code) {
			t.Errorf("%s: %+v, %v", name, f, findings)
		}
	}
}
