package report

import (
	"slices"
	"strconv"

	"example.com/immex/shared/document"
)

// What every paper for people says in the same words, page or PDF.

// figures are whose the paper is and of when.
func (h *Head) figures(lang document.Lang) []figure {
	return []figure{
		{document.Text{ES: "Denominación o razón social", EN: "Company"}, Text, h.Nombre},
		{document.Text{ES: "RFC", EN: "RFC"}, Text, h.RFC},
		{document.Text{ES: "Programa IMMEX", EN: "IMMEX programme"}, Text, h.Programa},
		{document.Text{ES: "Periodo", EN: "Period"}, Text, h.Period + "   (" + h.From.String() + " – " + h.To.String() + ")"},
		{document.Text{ES: "Estado", EN: "State"}, Text, stateName(h.State).In(lang)},
	}
}

// warning is what a paper that may change says where nobody can miss it, empty
// for a definitive one.
func warning(state string) document.Text {
	switch state {
	case "borrador":
		return document.Text{ES: "BORRADOR: no se presenta ni se sella.", EN: "DRAFT: neither filed nor sealed."}
	case "provisional":
		return document.Text{ES: "PROVISIONAL: faltan documentos del periodo; las cifras pueden cambiar.", EN: "PROVISIONAL: documents of the period are missing; figures may change."}
	}
	return document.Text{}
}

// meaning explains the columns of discharged quantities.
func meaning() document.Text {
	return document.Text{
		ES: "Probado: la salida identifica su lote, o sale por fracción o parte. Supuesto: por declaración de la empresa, sin lista de " +
			"materiales. Sin documento: merma sin orden de producción que la pruebe. Sin resolver: no encontró lote, o PEPS llegó a uno vencido; ninguna cantidad se descarga sin fundamento. " +
			"De un material sin lote no se conocen la fracción ni la unidad de tarifa: se cuenta en su propia unidad.",
		EN: "Proved: the exit identifies its lot, or leaves by fracción or part. Assumed: by declaration of the company, without bill of " +
			"materials. Undocumented: merma that no production order proves. Unresolved: it found no lot, or PEPS reached an expired one; no quantity is discharged without a foundation. " +
			"Of a material without a lot neither fracción nor tariff unit is known: it is counted in its own unit.",
	}
}

// sealWorth says what a seal proves and what it does not.
func sealWorth() document.Text {
	return document.Text{
		ES: "El sello del expediente, cuando lo acompaña, es una firma de la llave de la empresa sobre los bytes del archivo zip: " +
			"prueba que no han cambiado desde entonces. No es una constancia de conservación NOM-151, no es una e.firma y no sustituye a ninguna.",
		EN: "The seal of the package, when there is one, is a signature by the company's key over the bytes of the zip file: it proves " +
			"that they have not changed since. It is not a NOM-151 constancia, it is not an e.firma, and it replaces neither.",
	}
}

// figures are where a paper comes from.
func (p *Provenance) figures() []figure {
	out := []figure{
		{document.Text{ES: "Corte (SHA-256)", EN: "Cut (SHA-256)"}, Text, string(p.Cut)},
		{document.Text{ES: "Catálogo (SHA-256)", EN: "Catalogue (SHA-256)"}, Text, string(p.Catalog)},
		{document.Text{ES: "Motor / herramienta", EN: "Engine / tool"}, Text, p.Engine + " / " + p.Tool},
		{document.Text{ES: "Política", EN: "Policy"}, Text, p.Policy},
		{document.Text{ES: "Método de descargo", EN: "Discharge method"}, Text, "PEPS (FIFO)"},
		{
			document.Text{ES: "Hechos / documentos / libros", EN: "Facts / documents / books"},
			Text,
			strconv.Itoa(p.Facts) + " / " + strconv.Itoa(p.Documents) + " / " + strconv.Itoa(p.Books),
		},
	}
	if p.Rules != "" {
		out = slices.Insert(out, 2, figure{document.Text{ES: "Reglas (SHA-256)", EN: "Rules (SHA-256)"}, Text, string(p.Rules)})
	}
	return out
}
