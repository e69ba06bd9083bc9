package report

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// severities are in the order a reader wants them.
func severities() []document.Severity {
	return []document.Severity{document.Error, document.Unreadable, document.Warning, document.Notice}
}

// Sorted is a copy of findings by severity, then by what they are about, each
// once: the order the reports print them in.
func Sorted(found []Found) []Found {
	found = slices.Clone(found)
	rank := func(s document.Severity) int { return slices.Index(severities(), s) }
	slices.SortFunc(found, func(a, b Found) int {
		return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Where, b.Where),
			cmp.Compare(a.Message.ES, b.Message.ES), cmp.Compare(a.Message.EN, b.Message.EN))
	})
	return slices.Compact(found)
}

// hallazgos are the findings, the gravest first, in both languages.
func hallazgos(head Head, found []Found) Table {
	return tabulate("hallazgos", document.Text{ES: "Hallazgos", EN: "Findings"}, head, []field[Found]{
		{"gravedad", "Gravedad", "Severity", Text, func(f *Found) string { return string(f.Severity) }},
		{"codigo", "Código", "Code", Text, func(f *Found) string { return f.Code }},
		{"pedimento", "Pedimento", "Pedimento", Text, func(f *Found) string { return f.Pedimento }},
		{"documento", "Documento", "Document", Text, func(f *Found) string { return string(f.Document) }},
		{"donde", "Dónde", "Where", Text, func(f *Found) string { return f.Where }},
		{"mensaje", "Mensaje", "Message in Spanish", Text, func(f *Found) string { return f.Message.ES }},
		{"message", "Mensaje en inglés", "Message", Text, func(f *Found) string { return f.Message.EN }},
	}, found)
}
