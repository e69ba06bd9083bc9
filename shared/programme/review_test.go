package programme_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/programme"
)

func TestReview(t *testing.T) {
	t.Parallel()
	const head = "rfc: MEN210101AB1\nvigente_desde: \"2021-01-01\"\n"
	one := programme.Reviewer{Name: "Persona Uno", Capacity: "Gerente de cumplimiento"}
	for body, want := range map[string]*programme.Review{
		"":                           nil,
		"revision:\n  aprueba: []\n": nil,
		"revision:\n  aprueba: [\"Persona Uno, Gerente de cumplimiento\"]\n": {Reviewers: []programme.Reviewer{one}, Reminder: 3, Limit: 15},
		"revision:\n  aprueba: [\" Persona Uno ,Gerente de cumplimiento \"]\n  recordatorio_dias: 2\n  limite_dias: 5\n": {
			Reviewers: []programme.Reviewer{one}, Reminder: 2, Limit: 5,
		},
		"revision:\n  aprueba: [\"Persona Uno, Gerente de cumplimiento\"]\n  limite_dias: 1\n": {Reviewers: []programme.Reviewer{one}, Reminder: 1, Limit: 1},
	} {
		p, findings := programme.Read([]byte(head + body))
		if p == nil {
			t.Errorf("%q: %v", body, findings)
			continue
		}
		if d := cmp.Diff(want, p.Review()); d != "" {
			t.Errorf("%q (-want +got):\n%s", body, d)
		}
	}
	for _, body := range []string{
		"revision:\n  aprueba: [\"Persona Uno\"]\n", "revision:\n  aprueba: [\", Gerente\"]\n", "revision:\n  limite_dias: 5\n",
		"revision:\n  aprueba: [\"A, B\"]\n  limite_dias: 91\n", "revision:\n  aprueba: [\"A, B\"]\n  limite_dias: -1\n",
		"revision:\n  aprueba: [\"A, B\"]\n  recordatorio_dias: 6\n  limite_dias: 5\n", "revision:\n  aprueban: [\"A, B\"]\n",
	} {
		if p, _ := programme.Read([]byte(head + body)); p != nil {
			t.Errorf("%q is taken: %+v", body, p.Revision)
		}
	}
	r := &programme.Review{Reviewers: []programme.Reviewer{one}}
	if !r.Names(one) || r.Names(programme.Reviewer{Name: "Persona Uno", Capacity: "Gerente"}) || (*programme.Review)(nil).Names(one) {
		t.Error("who may approve")
	}
	if (*programme.Programme)(nil).Review() != nil {
		t.Error("a policy without a programme")
	}
}
