package step

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// difference is a value that two engines read differently.
type difference struct {
	path          string
	first, second string
}

// differences are the figures that two readings of the same print tell
// differently: amounts, quantities, dates, numbers and codes of digits, and
// rows that only one of them has. A text that differs is no figure: its
// evidence says that it is unchecked.
func differences(a, b *reading) []difference {
	if (a.ped == nil) != (b.ped == nil) {
		return []difference{{"documento", a.kind(), b.kind()}}
	}
	var out []difference
	compare("", leafs(a), leafs(b), &out)
	return out
}

func (x *reading) kind() string {
	if x.ped != nil {
		return string(document.KindPedimento)
	}
	return string(x.paper.Record.Kind)
}

// leafs is the JSON contract of a reading as plain values.
func leafs(x *reading) any {
	var v any
	if x.ped != nil {
		v = pedimento.ViewOf(x.ped, document.Accepted, document.Spanish)
	} else {
		v = ViewOf(x.paper, document.Spanish)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	var out any
	if err := json.Unmarshal(raw, &out); err != nil {
		return err.Error()
	}
	return out
}

// placed reports the names of JSON members that say where a value stands or
// how it was judged, which differs between engines without meaning.
func placed(name string) bool {
	return slices.Contains([]string{"evidencia", "evidence", "en", "at", "box", "findings", "cotejo", "status", "marks"}, name)
}

// maxDifferences bounds what one finding quotes.
const maxDifferences = 12

func compare(path string, a, b any, out *[]difference) {
	if len(*out) >= maxDifferences {
		return
	}
	switch x := a.(type) {
	case map[string]any:
		y, _ := b.(map[string]any)
		for _, k := range sorted(x, y) {
			if !placed(k) {
				compare(strings.TrimPrefix(path+"."+k, "."), x[k], y[k], out)
			}
		}
	case []any:
		y, _ := b.([]any)
		if len(x) != len(y) {
			*out = append(*out, difference{path, strconv.Itoa(len(x)), strconv.Itoa(len(y))})
			return
		}
		for i := range x {
			compare(fmt.Sprintf("%s[%d]", path, i), x[i], y[i], out)
		}
	default:
		s, t := told(a), told(b)
		if s != t && (figure(s) || figure(t)) {
			*out = append(*out, difference{path, s, t})
		}
	}
}

func sorted(a, b map[string]any) []string {
	var keys []string
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

func told(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// figure reports a number, a date or a code of digits.
func figure(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.,-/") == ""
}

// contradict quarantines a paper whose engines disagree, with both values.
func (p *Paper) contradict(ds []difference) {
	if len(ds) == 0 {
		return
	}
	var said []string
	for _, d := range ds {
		said = append(said, fmt.Sprintf("%s %q / %q", d.path, d.first, d.second))
	}
	p.Fact, p.Parts = nil, nil
	p.refuse(document.Quarantined, document.Finding{Code: "pdf_engines_differ", Severity: document.Error, Where: ds[0].path, Message: document.Textf(
		"Dos motores leen cifras distintas del mismo PDF: %s. Compárelas con el documento y pida el archivo M o el XML de VUCEM.",
		"Two engines read different figures from the same PDF: %s. Compare them with the document and ask for the archivo M or the VUCEM XML.",
		strings.Join(said, "; "))})
}

// secondEngine says that the second engine's reading was taken.
func secondEngine() document.Finding {
	return document.Finding{Code: "pdf_second_engine", Severity: document.Notice, Message: document.Textf(
		"Se tomó la lectura del segundo motor de PDF: la del primero estaba incompleta o no cuadraba.",
		"The reading of the second PDF engine was taken: that of the first was incomplete or did not add up.")}
}
