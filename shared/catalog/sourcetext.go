package catalog

import (
	"regexp"
	"slices"
	"sync"

	"example.com/immex/shared/document"
)

// SourceIn is where a row of law is said, for a reader of a language. A citation is
// told as it stands, whose words are Spanish law; what we note beside it (whose
// reading it is, how it was measured) is told in the language. Of a row that a
// company delivered only what we would have said in the same words is.
func SourceIn(source string, lang document.Lang) string {
	if lang != document.English {
		return source
	}
	for _, n := range notes() {
		source = n.es.ReplaceAllString(source, n.en)
	}
	return source
}

// note is a word of ours beside a citation.
type note struct {
	es *regexp.Regexp
	en string
}

// notes are those of the embedded tables, the longest wording of each first.
var notes = sync.OnceValue(func() []note { //nolint:gochecknoglobals // immutable, built once
	var out []note
	for _, p := range slices.Concat(checkWords(), formWords(), noteWords(), measuredWords()) {
		out = append(out, note{regexp.MustCompile(p[0]), p[1]})
	}
	return out
})

func noteWords() [][2]string {
	return [][2]string{
		{"lectura propia: el orden de los campos no está confirmado", "our own reading: the order of the fields is not confirmed"},
		{"vigencia inicial es lectura propia|inicio de vigencia es lectura propia", "the start of its validity is our own reading"},
		{"vigencia es lectura propia", "its validity is our own reading"},
		{"el par es lectura propia", "the pair is our own reading"},
		{"la clave ISO es lectura propia", "the ISO key is our own reading"},
		{`que la (sub)?partida ([\d.]+) l[ao]s nombre es lectura propia`, "that ${1}heading $2 names them is our own reading"},
		{"que valga para el CFF es lectura propia", "that it holds for the CFF is our own reading"},
		{"un tercero y lectura propia", "a third party and our own reading"},
		{"lectura propia", "our own reading"},
		{"transcripción de terceros hacia", "third-party transcription of about"},
		{"transcripción de terceros", "third-party transcription"},
		{"uso y complementos sin confirmar", "use and complements not confirmed"},
		{"analizador de terceros que funciona, orden supuesto", "working third-party parser, order assumed"},
		{"analizador de terceros que funciona", "working third-party parser"},
		{"archivo de validación SAAI M3", "validation file SAAI M3"},
		{"cotejo de una glosa de terceros", "check of a third-party glosa"},
		{"buena práctica y no obligación", "good practice and no obligation"},
		{"cifra inferida del texto derogado", "figure inferred from the repealed text"},
		{`(complemento|identificador) (\w+) del Apéndice 8 \(tercero\)`, "$1 $2 of Apéndice 8 (third party)"},
		{"el complemento 2 de V1 falta o es otro", "complement 2 of V1 is missing or is another"},
		{`programa de un agente aduanal \(tercero\)`, "program of a customs broker (third party)"},
		{"formulario de certificación", "form of the certification"},
		{"fechas por un tercero", "dates by a third party"},
		{"textos anteriores decían", "older texts said"},
		{"reconocimiento por el catálogo propio", "recognised by the plant's own catalogue"},
		{"si el art. 4 del Decreto lo limita no está confirmado", "whether art. 4 of the Decreto limits it is not confirmed"},
		{`un tercero dice (\d+) a (\d+) sin año y no se usa`, "a third party says $1 to $2 without a year, which is not used"},
		{"umbral propio: las revisiones del dossier de regulación 14 son mensuales", "our own threshold: the reviews of dossier of regulation 14 are monthly"},
		{"umbral propio", "our own threshold"},
		{"margen propio: dos dígitos de año no dicen el siglo", "our own margin: two digits of a year do not tell the century"},
		{"margen propio: ningún pedimento ampara más", "our own margin: no pedimento covers more"},
		{"margen propio: un mes de remesas y su cierre", "our own margin: a month of consignments and their closing"},
		{"mínimo igual a la cuota fija", "least, equal to the fixed fee"},
		{`cuota fija de (\d{4}) según un tercero, que no dice la fracción del art. 49`, "fixed fee of $1 according to a third party, which does not tell the fraction of art. 49"},
		{"cuota fija por documento", "a fixed fee for each document"},
		{`cuota de (\d{4})`, "fee of $1"},
		{`montos de (\d{4})`, "amounts of $1"},
		{`texto de (\d{4})`, "text of $1"},
		{"por cada 15 días o fracción, sin pasar del valor", "for each 15 days or part of them, not over the value"},
		{"el retorno del remitente a más tardar un día después del pedimento del destinatario", "the return of the sender no later than a day after the pedimento of the addressee"},
		{`la regla (\S+) de cada RGCE`, "regla $1 of each RGCE"},
		{`la regla (\S+) RGCE`, "regla $1 RGCE"},
		{"según un tercero", "according to a third party"},
		{`según nota de (\d{4})`, "according to a note of $1"},
		{"dossier de regulación", "dossier of regulation"},
		{"no se halló", "not found"},
		{`sólo se halló (\d{4})`, "only $1 was found"},
		{"prórroga 1.38 por 1.5", "deferral 1.38 times 1.5"},
		{"de 12 a 24 meses", "from 12 to 24 months"},
		{"hasta 12 meses", "up to 12 months"},
		{"más de 24 meses", "over 24 months"},
		{"por analogía", "by analogy"},
		{"anterior a los lunes", "before the Mondays"},
		{`derogada por la (\S+) RMRGCE (\d{4})`, "repealed by the $1 RMRGCE $2"},
		{"reformado DOF", "as amended DOF"},
		{"reformado", "as amended"},
		{`antes de (\d{4})`, "before $1"},
		{`medido: (\d+) de (\d+) V1 de importación reales declaran IM`, "measured: $1 of $2 real V1 of import declare IM"},
		{`medido: la pagan (\d+) de (\d+) pedimentos de (\d{4}) con cuota fija`, "measured: $1 of $2 pedimentos of $3 with a fixed fee pay it"},
		{`medido: la pagan (\d+) de (\d+) exportaciones definitivas de (\d{4})`, "measured: $1 of $2 definitive exports of $3 pay it"},
		{"medido: la pagan las importaciones definitivas de menor valor", "measured: definitive imports of a lower value pay it"},
		{`medido: (\d+) de (\d+) pedimentos que la pagan`, "measured: $1 of $2 pedimentos that pay it"},
		{`medido: (\d+) de (\d+) pedimentos de (\d{4})`, "measured: $1 of $2 pedimentos of $3"},
		{`\b([\d.]+|[IVX]+|185-A) y ([\d.]+|[IVX]+|185-B)\b`, "$1 and $2"},
		{`\b(\d{4}) a (\d{4})\b`, "$1 to $2"},
	}
}
