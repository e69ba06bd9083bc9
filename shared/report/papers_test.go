package report_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

const uuid = "AAAAAAAA-0000-4000-8000-000000000001"

// behind is what a cut says of the papers behind three pedimentos.
func behind() *report.Papers {
	day := document.NewDate
	p := report.NewPapers()
	v1 := &ledger.Fact{Key: "212432101000001", Source: document.SourceDataStage, Clave: "V1", Operacion: "IMP", Pago: day(2021, 3, 5), Casos: []string{"ED|0438210000001", "V1|IM"}}
	seen := *v1
	seen.Source = document.SourceVUCEM
	foreign := &ledger.Fact{
		Key: "212432101000002", Source: document.SourceDataStage, Clave: "IN", Operacion: "IMP", Pago: day(2021, 3, 4),
		Lineas: []ledger.Line{{Sec: 1, Casos: []string{"ED|0438210000002", "ED|0438210000002"}}},
	}
	early := &ledger.Fact{Key: "212432101000003", Source: document.SourceDataStage, Clave: "IN", Operacion: "IMP", Pago: day(2021, 2, 28)}
	gone := &ledger.Fact{Key: "212432101000004", Source: document.SourceDataStage, Clave: "IN", Operacion: "IMP", Pago: day(2021, 3, 4), Desistido: true}
	for _, f := range []*ledger.Fact{v1, &seen, foreign, early, gone} {
		p.Fact(f, catalog.Default())
	}
	for _, a := range []ledger.Ref{ledger.COVERef("COVE2100000A1"), ledger.COVERef("COVE2100000A2"), ledger.UUIDRef(uuid), ledger.COVERef("COVE2100000A1"), ledger.COVERef("COVE2100000A3")} {
		p.Said(&ledger.Evidence{Dice: ledger.Declara, De: v1.Key, A: a})
	}
	p.Said(&ledger.Evidence{Dice: ledger.Nombra, De: string(ledger.COVERef("COVE2100000A1")), A: ledger.UUIDRef(uuid)})
	p.Said(&ledger.Evidence{Dice: ledger.Cancela, De: string(ledger.COVERef("COVE2100000A2"))})
	p.Document(document.KindCOVE, "COVE2100000A3+1", document.Accepted)
	p.Document(document.KindCFDI, strings.ToLower(uuid), document.Accepted)
	p.Document(document.KindCOVE, "COVE2100000A2", document.Quarantined)
	p.List(&ledger.PartList{Pedimento: foreign.Key})
	return p
}

// TestPapersOfAPedimento: what is declared and what is there, once each; what
// nobody can know has no score.
func TestPapersOfAPedimento(t *testing.T) {
	more := moreOf(nil, nil)
	more.Papers = behind()
	s, err := report.Close(marchHead(), catalog.Default(), nil, nil, nil, more)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, r := range rows(t, csvOf(t, s, "expediente")) {
		got = append(got, []string{
			r["pedimento"], r["fuentes"], r["coves_declarados"], r["coves_entregados"], r["cfdi_declarados"], r["cfdi_entregados"],
			r["listas_de_factura"], r["edocuments_declarados"], r["puntaje"], r["no_constan"],
		})
	}
	want := [][]string{
		{"212432101000002", "datastage", "", "", "", "", "1", "1", "", ""}, // no fact tells what it declares: no 0
		{"212432101000001", "datastage vucem", "3", "2", "1", "1", "0", "1", "75", "cove:COVE2100000A2"},
	}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
}

// TestListOfAPedimento: every paper of the list is on record, missing, declared by
// nobody or not known with a reason, once each; so are those of one before the list.
func TestListOfAPedimento(t *testing.T) {
	more := moreOf(nil, nil)
	more.Papers = behind()
	more.Papers.Fact(&ledger.Fact{Key: "262432101000009", Source: document.SourceDataStage, Clave: "IN", Operacion: "IMP", Pago: document.NewDate(2026, 5, 4)}, catalog.Default())
	more.Papers.Said(&ledger.Evidence{Dice: ledger.Declara, De: "262432101000009", A: ledger.COVERef("COVE2600000A1"), Emisor: "990000001"})
	head := marchHead()
	head.To = document.NewDate(2026, 12, 31)
	s, err := report.Close(head, catalog.Default(), nil, nil, nil, more)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{ // on record, missing, not declared, not known
		"212432101000002": {"pedimentos", "", "", "coves cfdi edocuments"},
		"212432101000001": {"pedimentos cfdi", "coves", "", "edocuments"},
		"262432101000009": {"pedimentos", "coves", "cfdi", "edocuments mve garantias pagos gastos contratos ajustes_valor"},
	}
	for _, r := range rows(t, csvOf(t, s, "expediente")) {
		w := want[r["pedimento"]]
		got := []string{r["lista_consta"], r["lista_no_consta"], r["lista_sin_declarar"], r["lista_no_se_sabe"]}
		if !slices.Equal(got, w) {
			t.Errorf("%s: %q, want %q", r["pedimento"], got, w)
		}
		if n := strconv.Itoa(len(strings.Fields(strings.Join(got, " ")))); n != r["lista"] {
			t.Errorf("%s: %s papers of %s", r["pedimento"], n, r["lista"])
		}
		unknown := len(strings.Fields(r["lista_no_se_sabe"]))
		if strings.Count(r["motivo_no_se_sabe"], ": ") != unknown || strings.Count(r["reason_not_known"], ": ") != unknown {
			t.Errorf("%s: a reason of each: %q", r["pedimento"], r["reason_not_known"])
		}
		if (r["puntaje"] == "") != (r["sin_puntaje"] != "") || (r["puntaje"] == "") != (r["no_score"] != "") {
			t.Errorf("%s: score %q, because %q", r["pedimento"], r["puntaje"], r["sin_puntaje"])
		}
	}
}

// TestValueDeclaration: an annex whose number is that of a value declaration
// says that one was declared, since the day such numbers exist.
func TestValueDeclaration(t *testing.T) {
	for pago, want := range map[document.Date]string{document.NewDate(2026, 5, 4): "si", document.NewDate(2021, 5, 4): ""} {
		more := moreOf(nil, nil)
		more.Papers.Fact(&ledger.Fact{Key: "262432101000001", Clave: "IN", Operacion: "IMP", Pago: pago, Casos: []string{"ED|MNVA260000001"}}, catalog.Default())
		head := marchHead()
		head.From, head.To = document.NewDate(pago.Year(), 1, 1), document.NewDate(pago.Year(), 12, 31)
		s, err := report.Close(head, catalog.Default(), nil, nil, nil, more)
		if err != nil {
			t.Fatal(err)
		}
		if got := rows(t, csvOf(t, s, "expediente")); len(got) != 1 || got[0]["mve_declarada"] != want {
			t.Errorf("%s: %v", pago, got)
		}
	}
}
