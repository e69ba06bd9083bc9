package invoice

import (
	"fmt"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Checked reports that a printed value is held by a control of the document
// or by both PDF engines. A value without a mark comes from a source whose
// format leaves no doubt.
func Checked(marks map[string]document.Evidence, field string) bool {
	return marks[field].Check != document.Unchecked
}

// Confirm takes the reading of the same PDF by a second engine into the
// first: what no control covers and both read alike is then held by the
// engines. It gives the fields they read differently, as "lineas.0.parte",
// in order; with any of them the invoice is not to be taken.
func Confirm(first, second *Invoice) (differ []string) {
	differ = confirm(first.Marks, "", printed(first.Texts(), first.Amounts(), first.Fecha), printed(second.Texts(), second.Amounts(), second.Fecha))
	if len(first.Lineas) != len(second.Lineas) {
		return append(differ, "lineas")
	}
	for i := range first.Lineas {
		a, b := &first.Lineas[i], &second.Lineas[i]
		differ = append(differ, confirm(a.Marks, fmt.Sprintf("lineas.%d.", i), printed(a.Texts(), a.Amounts(), 0), printed(b.Texts(), b.Amounts(), 0))...)
	}
	return differ
}

// ConfirmPacking is Confirm for two readings of one packing list.
func ConfirmPacking(first, second *Packing) (differ []string) {
	differ = confirm(first.Marks, "", printed(first.Texts(), first.Amounts(), first.Fecha), printed(second.Texts(), second.Amounts(), second.Fecha))
	if len(first.Lineas) != len(second.Lineas) {
		return append(differ, "lineas")
	}
	for i := range first.Lineas {
		a, b := &first.Lineas[i], &second.Lineas[i]
		differ = append(differ, confirm(a.Marks, fmt.Sprintf("lineas.%d.", i), printed(a.Texts(), a.Amounts(), 0), printed(b.Texts(), b.Amounts(), 0))...)
	}
	return differ
}

func printed(texts map[string]*string, amounts map[string]*money.Amount, on document.Date) map[string]string {
	out := map[string]string{"fecha": on.String()}
	for k, s := range texts {
		out[k] = *s
	}
	for k, a := range amounts {
		out[k] = a.String()
	}
	return out
}

// confirm marks what two readings of one block have in common.
func confirm(marks map[string]document.Evidence, prefix string, a, b map[string]string) (differ []string) {
	for field, value := range a {
		if value != b[field] {
			differ = append(differ, prefix+field)
			continue
		}
		if e, ok := marks[field]; ok && e.Check == document.Unchecked {
			e.Check = document.ByEngines
			marks[field] = e
		}
	}
	slices.Sort(differ)
	return differ
}
