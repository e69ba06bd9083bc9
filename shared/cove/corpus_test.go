package cove_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cove"
)

// TestCorpus: every answer of the development corpus has the outcome and the
// codes listed here; none is refused without a reason.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the COVE of the development corpus are not read")
	}
	want := map[string]string{
		"answer_01": "unsupported cove_error", "answer_02": "unsupported cove_respuesta", "answer_04": "unsupported cove_error",
		"answer_05b": "unsupported cove_error", "answer_06": "unsupported cove_error", "answer_07": "unsupported cove_respuesta",
		"answer_08": "unsupported cove_texto_reparado cove_respuesta", "answer_09": "unsupported cove_texto_reparado cove_error",
		"answer_10": "unsupported cove_error", "answer_11": "unsupported cove_respuesta",
		"answer_12": "unsupported cove_error", "answer_13": "unsupported cove_respuesta", "answer_14": "unsupported cove_error",
		"answer_15": "unsupported cove_error", "answer_16": "unsupported cove_respuesta", "answer_17": "unsupported cove_respuesta",
		"answer_19": "accepted ", "answer_20": "unsupported cove_error", "answer_21": "unsupported cove_error",
		"answer_22": "unsupported cove_error", "answer_22b": "unsupported cove_respuesta",
		"answer_26": "unsupported cove_texto_reparado cove_error", "answer_27": "unsupported cove_respuesta",
		"answer_30": "unsupported cove_respuesta", "answer_37": "unsupported cove_error",
	}
	files, err := filepath.Glob(filepath.Join(dir, "cove", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no answers: %v", err)
	}
	got := map[string]string{}
	goods, off := 0, 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f := cove.Read(b)
		parts := strings.SplitN(filepath.Base(file), "_", 3)
		got[parts[0]+"_"+parts[1]] = fmt.Sprintf("%s %s", f.Status(), strings.Join(codes(f.All()), " "))
		for _, c := range f.Coves {
			goods += c.Goods()
			for _, x := range c.Findings {
				if x.Code == "cove_valor_total" {
					off++
				}
			}
		}
		for _, r := range f.Replies {
			if len(r.Mensajes) == 0 && r.EDocument == "" {
				t.Errorf("%s says nothing: %+v", filepath.Base(file), r)
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	t.Logf("cantidad × valor unitario: %d of %d lines outside tolerance", off, goods)
}
