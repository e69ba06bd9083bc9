package scoreboard_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	invoiceprint "example.com/immex/shared/invoice/print"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/pdfium"
	pedimentoprint "example.com/immex/shared/pedimento/print"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/archivom"
	"example.com/immex/shared/synth/cfdidocs"
	"example.com/immex/shared/synth/companydocs"
	"example.com/immex/shared/synth/covedocs"
	"example.com/immex/shared/synth/invoicedocs"
	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
	"example.com/immex/shared/synth/vucemset"
)

// figure is one speed: what this code does with sound documents of a format,
// against the bare layer below it that makes nothing of the same bytes.
type figure struct {
	name, unit, of string // what is counted, and what the ratio is to
	generate       specimen.Generator
	ours, bare     func(*testing.B, []byte) error
}

// BenchmarkFigures prints for every format its speed on one core and how many
// times longer it takes than the bare layer, both of one run.
func BenchmarkFigures(b *testing.B) {
	all := newReader(b)
	whole := func(b *testing.B, in []byte) error {
		b.Helper()
		if len(all.Read(b.Context(), step.Input{Name: "x", Bytes: in})) == 0 {
			return errors.New("no paper")
		}
		return nil
	}
	second, err := pdfium.Open(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer second.Close(context.Background()) //nolint:errcheck // the process ends
	for _, f := range []figure{
		{"cfdi", "docs", "×tokens", cfdidocs.Generate, whole, tokens},
		{"vucem", "docs", "×tokens", vucemset.Generate, whole, zipped},
		{"cove", "docs", "×tokens", xmlOnly(covedocs.Generate), whole, tokens},
		{"archivo_m", "docs", "×fields", archivom.Generate, whole, fields},
		{"datastage", "docs", "×fields", companydocs.DataStage, whole, zipped},
		{"invoice_csv", "docs", "×csv", companydocs.InvoiceCSV, whole, records},
		{"print_to_pedimento", "pages", "×words", prints.Generate, readPrint, words},
		{"print_to_invoice", "pages", "×words", invoicedocs.Generate, readInvoice, words},
		{"second_engine", "pages", "×first", prints.Generate, func(b *testing.B, in []byte) error {
			b.Helper()
			_, err := second.Read(b.Context(), in, pdftext.Limits{})
			return err
		}, words},
	} {
		b.Run(f.name, f.run)
	}
}

func (f *figure) run(b *testing.B) {
	var docs [][]byte
	count := 0
	err := f.generate(7, 24, func(s specimen.Specimen) error {
		if s.Mutation == "" {
			docs = append(docs, s.Bytes)
			if count++; f.unit == "pages" {
				count += s.Pages - 1
			}
		}
		return nil
	})
	if err != nil || len(docs) == 0 {
		b.Fatalf("%d documents, %v", len(docs), err)
	}
	var ours, bare time.Duration
	runs := 0
	for b.Loop() {
		runs++
		for _, d := range docs {
			start := time.Now()
			if err := f.ours(b, d); err != nil {
				b.Fatal(err)
			}
			middle := time.Now()
			if err := f.bare(b, d); err != nil {
				b.Fatal(err)
			}
			ours += middle.Sub(start)
			bare += time.Since(middle)
		}
	}
	b.ReportMetric(float64(count*runs)/ours.Seconds(), f.unit+"/s")
	b.ReportMetric(ours.Seconds()/bare.Seconds(), f.of)
	b.ReportMetric(0, "ns/op")
}

// xmlOnly leaves out the prints among the specimens.
func xmlOnly(g specimen.Generator) specimen.Generator {
	return func(seed uint64, n int, emit func(specimen.Specimen) error) error {
		return g(seed, n, func(s specimen.Specimen) error {
			if s.Pages > 0 {
				return nil
			}
			return emit(s)
		})
	}
}

// tokens walks an XML and makes nothing of it.
func tokens(_ *testing.B, in []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(in)); ; {
		if _, err := d.RawToken(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// zipped walks what a zip holds: the tokens of XML, the fields of a table.
func zipped(b *testing.B, in []byte) error {
	b.Helper()
	z, err := zip.NewReader(bytes.NewReader(in), int64(len(in)))
	if err != nil {
		return tokens(b, in)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		file, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		walk := fields
		if bytes.HasPrefix(bytes.TrimSpace(file), []byte("<")) {
			walk = tokens
		}
		if err := walk(b, file); err != nil {
			return err
		}
	}
	return nil
}

// fields splits lines at their bars.
func fields(_ *testing.B, in []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(in))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		_ = strings.Split(lines.Text(), "|")
	}
	return lines.Err()
}

func records(_ *testing.B, in []byte) error {
	r := csv.NewReader(bytes.NewReader(in))
	r.FieldsPerRecord = -1
	_, err := r.ReadAll()
	return err
}

func words(b *testing.B, in []byte) error {
	b.Helper()
	_, err := pdftext.Read(b.Context(), in, pdftext.Limits{})
	return err
}

func readPrint(b *testing.B, in []byte) error {
	b.Helper()
	t, err := pdftext.Read(b.Context(), in, pdftext.Limits{})
	if err != nil {
		return err
	}
	if _, ok := pedimentoprint.Read(t); !ok {
		return errors.New("no pedimento")
	}
	return nil
}

func readInvoice(b *testing.B, in []byte) error {
	b.Helper()
	t, err := pdftext.Read(b.Context(), in, pdftext.Limits{})
	if err != nil {
		return err
	}
	invoiceprint.Read(t, nil)
	return nil
}
