package xmlguard

import (
	"errors"
	"fmt"

	"example.com/immex/shared/document"
)

// refusal is the user's side of one reason: a code and what to do next.
type refusal struct {
	err  error
	code string
	text document.Text
}

func refusals() []refusal {
	return []refusal{
		{ErrEmpty, "xml_empty", document.Textf(
			"El archivo está vacío; vuelva a pedirlo o a descargarlo.",
			"The file is empty; ask for it or download it again.")},
		{ErrNotXML, "xml_not", document.Textf(
			"El contenido no es XML; revise que no sea otro tipo de archivo con extensión .xml.",
			"The content is not XML; check that it is not another kind of file named .xml.")},
		{ErrTooLarge, "xml_size", document.Textf(
			"El XML pasa del tamaño admitido; divídalo o entregue el original sin anexos.",
			"The XML is above the size accepted; split it or deliver the original without attachments.")},
		{ErrTooDeep, "xml_depth", document.Textf(
			"El XML anida más elementos que ningún documento aduanero; se trata como hostil. Pida el original al emisor.",
			"The XML nests more elements than any customs document; it is treated as hostile. Ask the issuer for the original.")},
		{ErrTooMany, "xml_nodes", document.Textf(
			"El XML tiene más elementos que los admitidos; entréguelo en partes.",
			"The XML has more elements than accepted; deliver it in parts.")},
		{ErrDoctype, "xml_doctype", document.Textf(
			"El XML trae DOCTYPE o entidades propias, que ningún documento fiscal lleva; pida el original al emisor.",
			"The XML carries a DOCTYPE or entities of its own, which no fiscal document does; ask the issuer for the original.")},
		{ErrDuplicateAttr, "xml_duplicate_attr", document.Textf(
			"Un elemento repite un atributo y no se sabe cuál vale; pida el original al emisor.",
			"An element repeats an attribute and it cannot be told which holds; ask the issuer for the original.")},
		{ErrSecondRoot, "xml_second_root", document.Textf(
			"El archivo contiene más de un documento XML; guarde cada uno en su propio archivo.",
			"The file holds more than one XML document; save each in a file of its own.")},
		{ErrJunk, "xml_junk", document.Textf(
			"Hay texto fuera del documento XML; vuelva a descargarlo sin pasarlo por un editor.",
			"There is text outside the XML document; download it again without passing it through an editor.")},
		{ErrEncoding, "xml_encoding", document.Textf(
			"No se puede saber en qué codificación está el texto; pida el original al emisor.",
			"The encoding of the text cannot be told; ask the issuer for the original.")},
	}
}

// Refusal is the finding for an error of this package. Where is the line, as
// far as the reason has one.
func Refusal(err error) document.Finding {
	f := document.Finding{
		Code: "xml_malformed", Severity: document.Unreadable, Where: "xml",
		Message: document.Textf(
			"El XML está incompleto o mal formado; vuelva a descargarlo o pídalo de nuevo al emisor.",
			"The XML is incomplete or malformed; download it again or ask the issuer for it."),
	}
	for _, r := range refusals() {
		if errors.Is(err, r.err) {
			f.Code, f.Message = r.code, r.text
			break
		}
	}
	if at, ok := errors.AsType[*LineError](err); ok {
		f.Where = fmt.Sprintf("line %d", at.Line)
	}
	return f
}
