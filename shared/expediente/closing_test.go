package expediente_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

// cierre is the fact of a file of closings.
func cierre(tb testing.TB, rows ...string) expediente.FactLine {
	tb.Helper()
	return plantFact(tb, "aparte", "periodo,fecha,quien,cargo,motivo,faltante", rows)
}

// plantFact is the fact of a table of the plant.
func plantFact(tb testing.TB, group, header string, rows []string) expediente.FactLine {
	tb.Helper()
	raw := []byte(header + "\n" + strings.Join(rows, "\n") + "\n")
	book, _ := sheet.Read(raw)
	f, findings := material.Read(book)
	if f == nil {
		tb.Fatal(findings)
	}
	data, err := f.Encode(document.HashOf(raw))
	if err != nil {
		tb.Fatal(err)
	}
	return expediente.FactLine{Kind: expediente.Plant, Group: group, Data: data}
}

const (
	missingMarch = "2021-03,2021-04-20,Persona Uno,Representante legal,No llegará,datastage:2021-03"
	missingOpen  = "2021-03,2021-04-20,Persona Uno,Representante legal,No llegará,consolidado:2432101000009"
)

// TestClose: what a period lacks keeps it provisional unless a named person
// accepted all of it; nobody's word for another period counts.
func TestClose(t *testing.T) {
	t.Parallel()
	quarantined := source("roto.xml", "<", document.KindCFDI)
	quarantined.Status = document.Quarantined
	for name, c := range map[string]struct {
		documents []expediente.Source
		open      []string
		cierres   []string
		state     expediente.State
		missing   []string
		who       string
	}{
		"all in":                  {documents: input(t).Documents, state: expediente.Definitivo},
		"all in and approved":     {documents: input(t).Documents, cierres: []string{missingMarch}, state: expediente.Definitivo, who: "Persona Uno"},
		"no Data Stage":           {state: expediente.Provisional, missing: []string{"datastage:2021-03"}},
		"accepted":                {cierres: []string{missingMarch}, state: expediente.Definitivo, missing: []string{"datastage:2021-03"}, who: "Persona Uno"},
		"another month's":         {cierres: []string{strings.Replace(missingMarch, "2021-03", "2021-02", 1)}, state: expediente.Provisional, missing: []string{"datastage:2021-03"}},
		"an open consolidado":     {documents: input(t).Documents, open: []string{"2432101000009"}, state: expediente.Provisional, missing: []string{"consolidado:2432101000009"}},
		"half accepted":           {open: []string{"2432101000009"}, cierres: []string{missingMarch}, state: expediente.Provisional, missing: []string{"consolidado:2432101000009", "datastage:2021-03"}},
		"both accepted":           {open: []string{"2432101000009"}, cierres: []string{missingMarch, missingOpen}, state: expediente.Definitivo, missing: []string{"consolidado:2432101000009", "datastage:2021-03"}, who: "Persona Uno"},
		"halves of two decisions": {open: []string{"2432101000009"}, cierres: []string{missingMarch, strings.Replace(missingOpen, "Persona Uno", "Persona Dos", 1)}, state: expediente.Provisional, missing: []string{"consolidado:2432101000009", "datastage:2021-03"}},
		"quarantined":             {documents: append(input(t).Documents, quarantined), state: expediente.Provisional, missing: []string{"cuarentena:" + string(quarantined.SHA[:16])}},
	} {
		in := input(t)
		in.State, in.Documents, in.Open = "", c.documents, c.open
		if len(c.cierres) > 0 {
			in.Facts = append(in.Facts, cierre(t, c.cierres...))
		}
		got, err := expediente.Close(&in)
		if err != nil {
			t.Fatal(err)
		}
		var missing []string
		for _, m := range got.Missing {
			missing = append(missing, m.Key)
		}
		if got.State != c.state || got.Approval.Who != c.who || cmp.Diff(c.missing, missing) != "" || got.Approval.Policy.ES == "" {
			t.Errorf("%s: %+v", name, got)
		}
		m := verify(t, sealed(t, in)).Manifest
		if m.State != string(c.state) || m.Approval == nil || m.Approval.Who != c.who {
			t.Errorf("%s: the manifest says %s %+v", name, m.State, m.Approval)
		}
		in.State = expediente.Borrador
		if got, err := expediente.Close(&in); err != nil || got.State != expediente.Borrador {
			t.Errorf("%s: a draft became %s, %v", name, got.State, err)
		}
	}
}

// TestLatestDecision: of two that cover all, the later one approves, whatever
// the order of the files.
func TestLatestDecision(t *testing.T) {
	t.Parallel()
	later := strings.NewReplacer("2021-04-20", "2021-04-21", "Persona Uno", "Persona Dos").Replace(missingMarch)
	in := input(t)
	in.Documents = nil
	files := []expediente.FactLine{cierre(t, missingMarch), cierre(t, later)}
	for range 2 {
		in.Facts = append(slices.Clone(input(t).Facts), files...)
		got, err := expediente.Close(&in)
		if err != nil || got.Approval.Who != "Persona Dos" {
			t.Errorf("%+v, %v", got.Approval, err)
		}
		slices.Reverse(files)
	}
	in.Facts = []expediente.FactLine{{Kind: expediente.Plant, Group: "aparte", Data: []byte(`{"table":"cierres"}`)}}
	if _, err := expediente.Close(&in); !fault.Is(err, fault.Corrupt) {
		t.Errorf("a broken file of closings: %v", err)
	}
}

// TestClosingCannotBeForged: state, approver and what is missing follow from
// the facts and documents in the package.
func TestClosingCannotBeForged(t *testing.T) {
	t.Parallel()
	in := input(t)
	in.Documents, in.Open = nil, []string{"2432101000009"}
	in.Facts = append(in.Facts, cierre(t, missingMarch))
	raw := sealed(t, in)
	for name, forge := range map[string]func(*expediente.Manifest){
		"the state":    func(m *expediente.Manifest) { m.State = "definitivo" },
		"the approver": func(m *expediente.Manifest) { m.Approval.Who = "Persona Tres" },
		"the policy":   func(m *expediente.Manifest) { m.Approval.Policy.ES = "Aprobado." },
		"what lacks":   func(m *expediente.Manifest) { m.Missing = m.Missing[:1] },
		"no approval":  func(m *expediente.Manifest) { m.Approval = nil },
		"a supplement": func(m *expediente.Manifest) {
			m.Supersedes = &expediente.Superseded{Package: "MEN210101AB1-2021-03.zip", SHA256: document.HashOf(nil)}
		},
	} {
		p := unpack(t, raw)
		forge(&p.Manifest)
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, b.Bytes()); v.Kind != expediente.Differs {
			t.Errorf("%s: %s", name, v.Kind)
		}
	}
}

// TestLayoutBeforeCloses: a package made before states were computed still verifies
// as it was made.
func TestLayoutBeforeCloses(t *testing.T) {
	t.Parallel()
	in := input(t)
	in.Schema, in.Documents = expediente.SchemaWithoutPage, nil
	raw := sealed(t, in)
	v := verify(t, raw)
	if m := v.Manifest; !v.OK || m.Schema != expediente.SchemaWithoutPage || m.State != "definitivo" || m.Approval != nil || m.Missing != nil {
		t.Fatalf("%s %+v", v.Kind, v.First)
	}
	if bytes.Contains(raw, []byte("aprobacion")) {
		t.Error("its manifest is not that of the second schema")
	}
	in.Supersedes = &expediente.Superseded{Package: "MEN210101AB1-2021-03.zip", SHA256: document.HashOf(nil)}
	if _, err := expediente.Render(in); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("a supplement in the second schema: %v", err)
	}
}

// TestSupplement: a supplementary package names a package of its own period,
// and only it does.
func TestSupplement(t *testing.T) {
	t.Parallel()
	first := &expediente.Superseded{Package: "MEN210101AB1-2021-03.zip", SHA256: document.HashOf(nil), Changed: []string{"hechos"}}
	for name, c := range map[string]struct {
		n  int
		of *expediente.Superseded
		ok bool
	}{
		"the first":         {0, nil, true},
		"a supplement":      {1, first, true},
		"of nothing":        {1, nil, false},
		"the first of one":  {0, first, false},
		"without a hash":    {1, &expediente.Superseded{Package: first.Package}, false},
		"of another period": {1, &expediente.Superseded{Package: "MEN210101AB1-2021-02.zip", SHA256: first.SHA256}, false},
		"of another RFC":    {1, &expediente.Superseded{Package: "IFN000513RU2-2021-03.zip", SHA256: first.SHA256}, false},
	} {
		in := input(t)
		in.Period, in.Supersedes = expediente.Supplement("2021-03", c.n), c.of
		p, err := expediente.Render(in)
		if (err == nil) != c.ok || err != nil && !fault.Is(err, fault.Misconfigured) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.ok && p.Name != "MEN210101AB1-"+expediente.Supplement("2021-03", c.n)+".zip" {
			t.Errorf("%s: %s", name, p.Name)
		}
		if c.ok {
			if d := cmp.Diff(c.of, verify(t, sealed(t, in)).Manifest.Supersedes); d != "" {
				t.Errorf("%s: (-want +got)\n%s", name, d)
			}
		}
	}
}

// TestCloseWhateverTheOrder of documents, facts and open consolidados.
func TestCloseWhateverTheOrder(t *testing.T) {
	t.Parallel()
	in := input(t)
	in.Documents = append(in.Documents, func() expediente.Source {
		s := source("x", "x", document.KindCFDI)
		s.Status = document.Quarantined
		return s
	}())
	in.Open = []string{"2432101000009", "2432101000008"}
	in.Facts = append(in.Facts, cierre(t, missingMarch), cierre(t, missingOpen))
	want, err := expediente.Close(&in)
	if err != nil || len(want.Missing) != 3 {
		t.Fatalf("%+v, %v", want, err)
	}
	rapid.Check(t, func(r *rapid.T) {
		x := in
		x.Documents = rapid.Permutation(in.Documents).Draw(r, "documents")
		x.Facts = rapid.Permutation(in.Facts).Draw(r, "facts")
		x.Open = rapid.Permutation(in.Open).Draw(r, "open")
		got, err := expediente.Close(&x)
		if d := cmp.Diff(want, got); err != nil || d != "" {
			r.Fatalf("%v (-want +got)\n%s", err, d)
		}
	})
}
