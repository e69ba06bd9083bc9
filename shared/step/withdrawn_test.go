package step_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// TestPapersOfAWithdrawal: a print marked as withdrawn makes the fact that
// contradicts what was paid; an archivo M that kills a pedimento makes none,
// since it does not tell its year. Both warn and say of which pedimento.
func TestPapersOfAWithdrawal(t *testing.T) {
	t.Parallel()
	good := printed(t)
	paid := only(t, &engines{first: answer{text: good}, second: answer{text: good}}, nil)
	marked := clone(good)
	page := &marked.Pages[0]
	page.Words = append(page.Words, pdftext.Word{S: "DESISTIDO", X0: 60_000, X1: 400_000, Y0: 340_000, Y1: 400_000, Base: 390_000, Size: 60_000, Dir: 1})
	gone := only(t, &engines{first: answer{text: marked}, second: answer{text: marked}}, nil)
	if f := gone.Fact; f == nil || !f.Desistido || f.Key != paid.Fact.Key || f.Source != document.SourcePrint || len(f.Lineas) > 0 {
		t.Errorf("the print makes %+v", f)
	}
	warns(t, gone, paid.Fact.Key)
	for movement, says := range map[string]string{"2": "eliminación", "3": "desistimiento"} {
		file := "500|" + movement + "|3210|6000123|240|ABCD1234|\r\n801|m3210123.003|1|1|010|\r\n"
		papers := (&step.Reader{}).Read(t.Context(), step.Input{Name: "m3210123.003", Bytes: []byte(file)})
		n := 0
		for _, p := range papers {
			if p.Record.Kind != document.KindPedimento {
				continue
			}
			if n++; p.Fact != nil || p.Record.Status != document.Accepted {
				t.Errorf("movement %s: %s, %+v", movement, p.Record.Status, p.Fact)
			}
			warns(t, p, says+" del pedimento 240 3210 6000123 (acuse ABCD1234)")
		}
		if n != 1 {
			t.Errorf("movement %s: %d pedimentos", movement, n)
		}
	}
}

// ofNumber is a pedimento with the acuse it was validated under.
func ofNumber(key, acuse string) *pedimento.Pedimento {
	return &pedimento.Pedimento{RFC: rfc, Aduana: key[2:4] + "0", Patente: key[4:8], Documento: key[8:], Acuse: acuse}
}

// underAcuse gives a pedimento's paper the acuse it prints.
func underAcuse(p *step.Paper, acuse string) *step.Paper {
	p.Evidence = ledger.EvidenceOfPedimento(ofNumber(p.Fact.Key, acuse), p.Fact)
	return p
}

// killed is an archivo M that kills what was validated under an acuse.
func killed(key, acuse string) *step.Paper {
	return voucher("m "+key+acuse, func(sha document.Hash) []ledger.Evidence {
		return ledger.EvidenceOfWithdrawal(ofNumber(key, acuse), sha)
	})
}

// TestArchivoMTaken: an archivo M that kills a pedimento says so to the books
// when the validator's answer comes with it, and only then.
func TestArchivoMTaken(t *testing.T) {
	t.Parallel()
	m := func(movement, patente string) string {
		return "500|" + movement + "|" + patente + "|6000123|240|ABCD1234|\r\n801|m3210123.003|1|1|010|\r\n"
	}
	const taken = "6000123 BORRADO\r\n"
	const says = "retira acuse:240:3210:6000123:ABCD1234"
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"a desistimiento":            {[]string{m("3", "3210"), taken}, says},
		"an elimination":             {[]string{m("2", "3210"), taken}, says},
		"asked for":                  {[]string{m("3", "3210")}, ""},
		"refused":                    {[]string{m("3", "3210"), "E6000123500000130409\r\n"}, ""},
		"validated, of which it is":  {[]string{m("3", "3210"), "F6000123ABCD1234\r\n"}, ""},
		"of another number":          {[]string{m("3", "3210"), "6000124 BORRADO\r\n"}, ""},
		"of which of two patentes":   {[]string{m("3", "3210"), m("3", "3211"), taken}, ""},
		"without the acuse it kills": {[]string{strings.Replace(m("3", "3210"), "ABCD1234", "", 1), taken}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, p := range (&step.Reader{}).Read(t.Context(), step.Input{Name: "a.zip", Bytes: sentWith(t, c.files), RFC: rfc}) {
				for _, e := range p.Evidence {
					got = append(got, e.Dice+" "+e.De)
				}
				if p.Record.Kind == document.KindPedimento && c.want != "" {
					warns(t, p, "El validador aceptó ese movimiento")
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%v", got)
			}
		})
	}
}

// TestWhatAWithdrawalDid: the record of a document that withdraws a pedimento
// tells what that did to the books.
func TestWhatAWithdrawalDid(t *testing.T) {
	t.Parallel()
	o := number(2021, 1)
	paid := func() *step.Paper {
		return paper(ledger.Fact{Key: o, Clave: "IN", Pago: date("2021-03-01"), Source: document.SourcePrint, Lineas: []ledger.Line{line(1, "39012001", 100)}})
	}
	gone := func(s document.Source) *step.Paper {
		return paper(ledger.Fact{Key: o, Clave: "IN", Pago: date("2021-03-01"), Source: s, Desistido: true})
	}
	for name, c := range map[string]struct {
		first, then *step.Paper
		want        string
	}{
		"a print":               {paid(), gone(document.SourcePrint), "sources_contradict error"},
		"the Data Stage":        {paid(), gone(document.SourceDataStage), "pedimento_desistido notice"},
		"an archivo M":          {underAcuse(paid(), "ABCD1234"), killed(o, "ABCD1234"), "sources_contradict error"},
		"of another acuse":      {underAcuse(paid(), "ABCD1234"), killed(o, "ABCD1235"), "pedimento_retirado warning"},
		"one that only is paid": {paid(), underAcuse(paid(), "ABCD1234"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.settle(c.first)
			var got []string
			for _, f := range w.settle(c.then)[0].Did {
				got = append(got, f.Code+" "+string(f.Severity))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%v, want %s", got, c.want)
			}
			w.match(rfc)
		})
	}
}

// sentWith is a zip of files of one delivery.
func sentWith(t *testing.T, files []string) []byte {
	t.Helper()
	named := map[string]string{}
	for _, f := range files {
		switch {
		case !strings.HasPrefix(f, "500"):
			named["m3210123.err"] = f
		case named["m3210123.003"] == "":
			named["m3210123.003"] = f
		default:
			named["otro.003"] = f
		}
	}
	return zipped(t, named)
}

func warns(t *testing.T, p *step.Paper, says string) {
	t.Helper()
	if !slices.ContainsFunc(p.Record.Findings, func(f document.Finding) bool {
		return f.Code == "pedimento_retirado" && f.Severity == document.Warning && strings.Contains(f.Message.ES, says)
	}) {
		t.Errorf("it does not warn of %s: %v", says, p.Record.Findings)
	}
}
