package step_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

type synthFile struct {
	name string
	data []byte
}

// invented gives the files of a synthetic company and its RFC.
func invented(t *testing.T) (files []synthFile, company string) {
	t.Helper()
	truth, err := synth.Generate(synth.Options{Seed: 11, Months: 3, Pedimentos: 12}, func(name string, b []byte) error {
		files = append(files, synthFile{name, b})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, truth.Company.RFC
}

// told fails for every partida of an import, and once for the books.
func told() []*rule.Rule {
	return []*rule.Rule{
		{
			Code: "ours_partida", Authority: rule.Aduanera, From: 20000101, Severity: document.Warning, Confidence: "C",
			Case: func(c *rule.Case) rule.Outcome {
				if !c.Importa {
					return rule.NotApplicable
				}
				for i := range c.P.Partidas {
					q := &c.P.Partidas[i]
					c.Fail(rule.Where{Partida: q.Secuencia}, "fracción %s", "fracción %s", q.Fraccion)
				}
				return c.Judged()
			},
		},
		{
			Code: "ours_libros", Authority: rule.Aduanera, From: 20000101, Severity: document.Warning, Confidence: "C",
			Books: func(b *rule.Books) rule.Outcome {
				b.Fail(rule.Where{}, "%d lotes, %d salidas", "%d lots, %d exits", len(b.Lots), len(b.Exits))
				return b.Judged()
			},
		},
	}
}

func judged(t *testing.T, files []synthFile, company string, from, to document.Date) *step.Judgement {
	t.Helper()
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	for _, f := range files {
		w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
	}
	w.match(company)
	j := &step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: told()}
	out, err := j.Run(t.Context(), company, from, to)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestJudgeReadsTheArchive: every accepted pedimento is judged once by its best
// source, whatever order the documents came in.
func TestJudgeReadsTheArchive(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	one := judged(t, files, company, 0, 0)
	if one.Declarations < 12 || one.Partidas < one.Declarations || len(one.Findings) < 12 {
		t.Fatalf("%d declarations, %d partidas, %d findings", one.Declarations, one.Partidas, len(one.Findings))
	}
	slices.Reverse(files)
	two := judged(t, files, company, 0, 0)
	plain := func(j *step.Judgement) (out []string) {
		for i := range j.Findings {
			out = append(out, j.Findings[i].Fingerprint(company)+" "+j.Findings[i].Message.EN)
		}
		return out
	}
	if diff := cmp.Diff(plain(one), plain(two)); diff != "" {
		t.Error(diff)
	}
	seen := map[string]bool{}
	for i := range one.Findings {
		if p := one.Findings[i].Fingerprint(company); seen[p] {
			t.Errorf("two findings are %s: %+v", p, one.Findings[i])
		} else {
			seen[p] = true
		}
	}
}

// TestJudgeKeepsToItsPeriod: an earlier period told its own findings, and a
// later one is not known yet.
func TestJudgeKeepsToItsPeriod(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	all := judged(t, files, company, 0, 0)
	first := all.Findings[0].On
	for i := range all.Findings {
		if f := &all.Findings[i]; f.Code == "ours_partida" {
			first = min(first, f.On)
		}
	}
	month := judged(t, files, company, first.MonthEnd().AddDays(1), first.MonthEnd().AddDays(1).MonthEnd())
	if month.Declarations >= all.Declarations {
		t.Errorf("%d declarations up to the second month, %d in all", month.Declarations, all.Declarations)
	}
	n := 0
	for i := range month.Findings {
		f := &month.Findings[i]
		if f.Code != "ours_partida" {
			continue
		}
		n++
		if f.On <= first.MonthEnd() || f.On > first.MonthEnd().AddDays(1).MonthEnd() {
			t.Errorf("finding of %s in the second month", f.On)
		}
	}
	if n == 0 {
		t.Error("the second month found nothing")
	}
}

// TestBoardStands: a resolution holds while the cause stays, and is told when
// the finding is gone.
func TestBoardStands(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	for _, f := range files {
		w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
	}
	w.match(company)
	j := &step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: told()}
	board := func() *step.Board {
		b, err := j.Board(t.Context(), company, 20991231)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	before := board()
	at := slices.IndexFunc(before.Found, func(f step.Found) bool { return f.Rule != nil && f.Finding.Code == "ours_partida" })
	f := &before.Found[at]
	if f.Standing.State != rule.Open || f.Broker != f.Key[4:8] || f.Period == "" || len(f.Suppliers) == 0 {
		t.Fatalf("a new finding is %+v", f)
	}
	runs := w.state(company)
	resolve := func(name, row string) {
		head := "huella,estado,fecha,causa,hasta,quien,nota,evidencia\n"
		records := w.settle(reader.Read(t.Context(), step.Input{Name: name, Bytes: []byte(head + row), RFC: company})...)
		if records[0].Status != document.Accepted {
			t.Fatalf("%s: %+v", name, records[0])
		}
	}
	resolve("a.csv", f.Fingerprint+",resuelto,2022-01-01,"+f.Cause+",,Analista,Se rectificó,Acuse\n")
	resolve("b.csv", "nohaynohaynohayn,reconocido,2022-01-01,,,Analista,Nada,\n")
	if diff := cmp.Diff(runs.Books, w.state(company).Books); diff != "" {
		t.Errorf("a resolution moved the books: %s", diff)
	}
	w.check(company)
	after := board()
	i := slices.IndexFunc(after.Found, func(x step.Found) bool { return x.Fingerprint == f.Fingerprint })
	if s := after.Found[i].Standing; s.State != rule.Resolved || s.By.Evidencia != "Acuse" {
		t.Errorf("the finding stands %+v", s)
	}
	if len(after.Found) != len(before.Found) || len(after.Gone) != 1 {
		t.Errorf("%d findings before and %d after; %d resolutions of nothing", len(before.Found), len(after.Found), len(after.Gone))
	}
	resolve("c.csv", f.Fingerprint+",resuelto,2022-02-01,otracausaotracau,,Analista,Otra,Acuse\n")
	again := board()
	if s := again.Found[i].Standing; s.State != rule.Open || !s.Again {
		t.Errorf("with another cause it stands %+v", s)
	}
}

// TestBoardTellsWhatItCannotRead: a document that is gone from the archive is
// told, and its findings are not taken for resolved in silence.
func TestBoardTellsWhatItCannotRead(t *testing.T) {
	t.Parallel()
	files, company := invented(t)
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess)}
	for _, f := range files {
		w.settle(reader.Read(t.Context(), step.Input{Name: f.name, Bytes: f.data, RFC: company})...)
	}
	w.match(company)
	docs, err := step.Documents(t.Context(), w.books, company)
	if err != nil {
		t.Fatal(err)
	}
	j := &step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: told()}
	count := func() (asked, unread int) {
		b, err := j.Board(t.Context(), company, 20991231)
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Found {
			switch b.Found[i].Finding.Code {
			case "ours_partida":
				asked++
			case "rules_not_asked":
				unread++
			}
		}
		return asked, unread
	}
	asked, unread := count()
	if asked == 0 || unread != 0 {
		t.Fatalf("%d findings, %d documents unread", asked, unread)
	}
	for _, d := range docs {
		if d.Record.Kind == document.KindDataStage && d.Record.Status == document.Accepted {
			w.blobs.drop(company, step.ShelfArchive, d.Record.SHA)
			break
		}
	}
	if after, unread := count(); after >= asked || unread == 0 {
		t.Errorf("%d findings before and %d after; %d documents unread", asked, after, unread)
	}
}
