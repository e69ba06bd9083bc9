package scoreboard_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/scoreboard"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/specimen"
)

func TestSame(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		path, got, want string
		same            bool
	}{
		{"valor_aduana", "1250.5", "1250.50000", true},
		{"valor_aduana", "1250", "1250.000", true},
		{"valor_aduana", "0.5", ".500", true},
		{"valor_aduana", "-0.5", "-.5", true},
		{"valor_aduana", "1250", "12500", false},
		{"valor_aduana", "", "0", false},
		{"valor_aduana", "0", "0.00", true},
		{"partidas.0.fraccion", "1234567", "01234567", false},
		{"patente", "0099", "99", false},
		{"partidas.0.identificadores.0.complementos.1", "2.1", "2.10", false},
		{"facturas.0.numero", "10.0", "10", false},
		{"partidas.0.descripcion", "TUBO 1.50 M", "TUBO 1.5 M", false},
	} {
		if got := scoreboard.Same(tt.path, tt.got, tt.want); got != tt.same {
			t.Errorf("%s: %q and %q: same is %v", tt.path, tt.got, tt.want, got)
		}
	}
}

func TestPathsOfAView(t *testing.T) {
	t.Parallel()
	view := map[string]any{
		"number": "x  y", "n": 3, "ok": true, "null": nil,
		"notes":       []string{"a", "b"},
		"liquidacion": []map[string]any{{"clave": "PRV", "forma_pago": "0"}, {"clave": "DTA", "forma_pago": "0"}},
		"in":          map[string]any{"empty": []int{}},
	}
	for _, tt := range []struct {
		path, value string
		known       bool
	}{
		{"number", "x y", true},
		{"n", "3", true},
		{"ok", "true", true},
		{"null", "", true},
		{"null.deeper", "", true},
		{"notes.1", "b", true},
		{"notes.2", "", true},
		{"notes.x", "", false},
		{"missing", "", false},
		{"number.deeper", "", false},
		{"liquidacion.0.clave", "DTA", true}, // sorted: the order of a cuadro means nothing
		{"liquidacion.1.clave", "PRV", true},
		{"in.empty.0", "", true},
	} {
		value, known := scoreboard.At(view, tt.path)
		if value != tt.value || known != tt.known {
			t.Errorf("%s: %q, %v, want %q, %v", tt.path, value, known, tt.value, tt.known)
		}
	}
}

func TestReordered(t *testing.T) {
	t.Parallel()
	got := scoreboard.Reordered(map[string]string{
		"liquidacion.0.clave": "PRV", "liquidacion.0.importe": "290", "liquidacion.1.clave": "DTA", "liquidacion.1.importe": "462", "liquidacion.2": "",
		"partidas.0.contribuciones.0.clave": "IVA", "partidas.0.contribuciones.1.clave": "IGI", "guias.0.numero": "B", "guias.1.numero": "A",
	})
	want := map[string]string{
		"liquidacion.1.clave": "PRV", "liquidacion.1.importe": "290", "liquidacion.0.clave": "DTA", "liquidacion.0.importe": "462", "liquidacion.2": "",
		"partidas.0.contribuciones.1.clave": "IVA", "partidas.0.contribuciones.0.clave": "IGI", "guias.0.numero": "B", "guias.1.numero": "A",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// paper is a read pedimento of one partida.
func paper(status document.Status) []*step.Paper {
	p := &pedimento.Pedimento{Number: "262432106000123", ValorAduana: money.Int(100), Partidas: []pedimento.Partida{{Secuencia: 1, Fraccion: "01234567"}}}
	return []*step.Paper{{Record: step.Record{Kind: document.KindPedimento, Status: status, Findings: document.Findings{
		{Code: "some_error", Severity: document.Error}, {Code: "some_warning", Severity: document.Warning},
	}}, Pedimento: p}}
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	right := map[string]string{"number": "262432106000123", "valor_aduana": "100.00", "partidas.0.fraccion": "01234567", "partidas.1": "", "no_such_field": "x"}
	wrong := map[string]string{"number": "262432106000123", "valor_aduana": "101"}
	longer := map[string]string{"partidas.0": ""}
	missing := map[string]string{"rfc": "XAXX010101000"}
	for name, tt := range map[string]struct {
		status  document.Status
		want    specimen.Want
		truth   map[string]string
		mayLack bool
		outcome scoreboard.Outcome
	}{
		"accepted right":                 {document.Accepted, specimen.Accept, right, false, scoreboard.AcceptedRight},
		"accepted with a wrong figure":   {document.Accepted, specimen.Accept, wrong, false, scoreboard.AcceptedWrong},
		"accepted with one too many":     {document.Accepted, specimen.Accept, longer, false, scoreboard.AcceptedWrong},
		"accepted with a value lost":     {document.Accepted, specimen.Either, missing, false, scoreboard.AcceptedWrong},
		"a label lost, a value lost":     {document.Accepted, specimen.Either, missing, true, scoreboard.AcceptedRight},
		"a label lost, a value wrong":    {document.Accepted, specimen.Either, wrong, true, scoreboard.AcceptedWrong},
		"accepted against a control":     {document.Accepted, specimen.Refuse, right, false, scoreboard.AcceptedWrong},
		"refused as a control demands":   {document.Quarantined, specimen.Refuse, right, false, scoreboard.QuarantinedRightly},
		"refused though it may be read":  {document.Quarantined, specimen.Either, right, false, scoreboard.QuarantinedRightly},
		"refused though sound":           {document.Quarantined, specimen.Accept, right, false, scoreboard.QuarantinedWrongly},
		"unsupported though sound":       {document.Unsupported, specimen.Accept, right, false, scoreboard.QuarantinedWrongly},
		"wrong figures, but not let in":  {document.Quarantined, specimen.Either, wrong, false, scoreboard.QuarantinedRightly},
		"no demand is met by unread one": {document.Unsupported, specimen.Refuse, right, false, scoreboard.QuarantinedRightly},
	} {
		v, err := scoreboard.JudgeRead(paper(tt.status), &specimen.Specimen{Kind: document.KindPedimento, Want: tt.want, Truth: tt.truth, MayLack: tt.mayLack})
		if err != nil || v.Outcome != tt.outcome {
			t.Errorf("%s: %s (%s), %v", name, v.Outcome, v.Reason, err)
		}
		if len(v.Codes) != 1 || v.Codes[0] != "some_error" {
			t.Errorf("%s: codes %v", name, v.Codes)
		}
	}
}

// A field the view lacks is counted apart, and a paper of another kind is no
// reading at all.
func TestNotInViewAndNotRead(t *testing.T) {
	t.Parallel()
	v, err := scoreboard.JudgeRead(paper(document.Accepted), &specimen.Specimen{Kind: document.KindPedimento, Want: specimen.Accept, Truth: map[string]string{"no_such_field": "x", "nor_this": ""}})
	if err != nil || v.Outcome != scoreboard.AcceptedRight || len(v.NotInView) != 1 || v.Fields != 0 {
		t.Errorf("%+v, %v", v, err)
	}
	v, err = scoreboard.JudgeRead(paper(document.Accepted), &specimen.Specimen{Kind: document.KindCFDI, Want: specimen.Accept})
	if err != nil || v.Outcome != scoreboard.AcceptedWrong {
		t.Errorf("a paper of another kind: %+v, %v", v, err)
	}
	v, err = scoreboard.JudgeRead(nil, &specimen.Specimen{Kind: document.KindCFDI, Want: specimen.Accept})
	if err != nil || v.Outcome != scoreboard.QuarantinedWrongly {
		t.Errorf("nothing read: %+v, %v", v, err)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	table := scoreboard.Table{}
	table.Add("print/x", "", 2, &scoreboard.Verdict{Outcome: scoreboard.AcceptedRight, Fields: 8, Right: 8, NotInView: []string{"a"}})
	table.Add("print/x", "", 2, &scoreboard.Verdict{Outcome: scoreboard.QuarantinedWrongly, Fields: 8, Right: 6})
	table.Add("print/x", "digit: …", 1, &scoreboard.Verdict{Outcome: scoreboard.QuarantinedRightly, Fields: 9, Right: 1})
	table.Add("csv", "", 0, &scoreboard.Verdict{Outcome: scoreboard.AcceptedWrong, Fields: 1})
	want := scoreboard.Table{
		"print/x":         {Documents: 2, AcceptedRight: 1, QuarantinedWrongly: 1, Fields: 16, FieldsRight: 14, NotInView: 1, Pages: 4},
		"print/x mutants": {Documents: 1, QuarantinedRightly: 1, Pages: 1},
		"csv":             {Documents: 1, AcceptedWrong: 1, Fields: 1},
	}
	if d := cmp.Diff(want, table); d != "" {
		t.Error(d)
	}
	if total := table.Total(); total.Documents != 4 || total.AcceptedWrong != 1 || total.Pages != 5 {
		t.Errorf("total %+v", total)
	}
	var out strings.Builder
	if err := table.Print(&out, map[string]int64{"print/x": 10_000, "csv": 1_500}); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"87.500", "2.50", "1.50", "accepted WRONG", "print/x mutants"} {
		if !strings.Contains(out.String(), s) {
			t.Errorf("no %q in\n%s", s, out.String())
		}
	}
}

// Every generator emits what it is asked for, and names no specimen twice.
func TestEntries(t *testing.T) {
	t.Parallel()
	for _, e := range scoreboard.Entries() {
		n, names := 0, map[string]bool{}
		err := e.Generate(11, 12, func(s specimen.Specimen) error {
			n++
			if s.Format == "" || s.Want == "" || len(s.Bytes) == 0 || len(s.Truth) == 0 && s.Want != specimen.Refuse || names[s.Format+s.Name] {
				t.Errorf("%s: incomplete or double specimen %q", e.Name, s.Name)
			}
			names[s.Format+s.Name] = true
			return nil
		})
		if err != nil || n != 12 || e.Full < e.Sample {
			t.Errorf("%s: %d specimens, %v", e.Name, n, err)
		}
	}
}
