package cloud_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// reviewed is a store of what was asked and answered, and of what was sealed.
type reviewed struct {
	step.FactStore

	facts map[string][]any
}

func (r reviewed) Facts(_ context.Context, _ string, groups []string) (out []step.FactRecord, err error) {
	for _, g := range groups {
		for _, x := range r.facts[g] {
			b, err := json.Marshal(x)
			if err != nil {
				return nil, err
			}
			out = append(out, step.FactRecord{Hash: document.HashOf(b), Group: g, Data: b})
		}
	}
	return out, nil
}

// TestReturnedIsTold: a package that was returned is told every morning until there
// is one; a supplement that was returned, for a week; and one that nobody approved is
// not said to leave its period without a package.
func TestReturnedIsTold(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 10, 20, 0, 0, 0, time.UTC)
	morning := func(day int) time.Time { return time.Date(2026, 3, day, 13, 0, 0, 0, time.UTC) } // 07:00 in Mexico City
	asked := step.Review{State: step.ReviewAsked, Period: "2026-02", Cut: "c", CrossCheck: "h", At: at.Add(-time.Hour), Until: at.Add(240 * time.Hour), Remind: at.Add(48 * time.Hour)}
	back := step.Review{State: step.ReviewReturned, Period: "2026-02", Cut: "c", CrossCheck: "h", At: at, Reason: "falta la firma"}
	seal := step.Sealed{Period: "2026-02", Package: "x.zip", SHA256: "s"}
	for name, x := range map[string]struct {
		seals []any
		said  []any
		when  time.Time
		says  string // "" for nothing
	}{
		"a package, the morning after":        {nil, []any{asked, back}, morning(11), "se devolvió: falta la firma"},
		"a package, a week later":             {nil, []any{asked, back}, morning(17), "se devolvió: falta la firma"},
		"a supplement, the morning after":     {[]any{seal}, []any{asked, back}, morning(11), "se devolvió: falta la firma"},
		"a supplement, after a missed run":    {[]any{seal}, []any{asked, back}, morning(12), "se devolvió: falta la firma"},
		"a supplement, a week later":          {[]any{seal}, []any{asked, back}, morning(17), "se devolvió: falta la firma"},
		"a supplement, after a week":          {[]any{seal}, []any{asked, back}, morning(18), ""},
		"a package that nobody approved":      {nil, []any{asked}, morning(25), "2026-02 no se aprobó a tiempo y no tiene paquete"},
		"a supplement that nobody approved":   {[]any{seal}, []any{asked}, morning(25), "el suplemento de 2026-02 no se aprobó a tiempo; el paquete sellado sigue"},
		"a supplement that waits for long":    {[]any{seal}, []any{asked}, morning(13), "2026-02 espera hasta el"},
		"a supplement asked for this morning": {[]any{seal}, []any{asked}, morning(11), ""},
	} {
		got, err := cloud.ToldOfReviews(t.Context(), reviewed{facts: map[string][]any{"revisiones": x.said, "sellos": x.seals}}, "XXX010101XX1", x.when)
		if err != nil || (got == "") != (x.says == "") || !strings.Contains(got, x.says) {
			t.Errorf("%s: %q, %v, and not %q", name, got, err, x.says)
		}
	}
}
