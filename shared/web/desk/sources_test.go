package desk_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/web/desk"
)

// TestContradictionInWords: what two sources say differently is told in the words of
// a language; any other sentence stays as it is.
func TestContradictionInWords(t *testing.T) {
	t.Parallel()
	of := document.Text{
		ES: "Las fuentes datastage y archivo_m se contradicen: cantidad UMT 1 / 2. Lo contradicho queda fuera.",
		EN: "Sources datastage and archivo_m contradict each other: cantidad UMT 1 / 2. What is contradicted stays out.",
	}
	want := document.Text{
		ES: "Las fuentes Data Stage y archivo M se contradicen: cantidad UMT 1 / 2. Lo contradicho queda fuera.",
		EN: "Sources Data Stage and archivo M contradict each other: quantity in UMT 1 / 2. What is contradicted stays out.",
	}
	if got := desk.InSourceWords("sources_contradict", of); got != want {
		t.Errorf("%+v", got)
	}
	if got := desk.InSourceWords("cfdi_total", of); got != of {
		t.Errorf("another sentence: %+v", got)
	}
	two := document.Text{ES: "dos versiones de la misma fuente (vucem) que", EN: "two versions of the same source (vucem) that"}
	if got := desk.InSourceWords("pedimento_version", two); got.ES != "dos versiones de la misma fuente (VUCEM) que" || got.EN != "two versions of the same source (VUCEM) that" {
		t.Errorf("%+v", got)
	}
}
