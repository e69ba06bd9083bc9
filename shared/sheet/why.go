package sheet

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// why says in both languages what a library or this package found wrong with
// the bytes of a file.
func why(err error) document.Text {
	for _, x := range []struct {
		is error
		es string
		en string
	}{
		{errDepth, "elementos anidados a demasiada profundidad", "elements nested too deep"},
		{xmlguard.ErrTooDeep, "elementos anidados a demasiada profundidad", "elements nested too deep"},
		{xmlguard.ErrDoctype, "una declaración DOCTYPE o de entidad", "a DOCTYPE or entity declaration"},
		{xmlguard.ErrTooMany, "más elementos de los admitidos", "more elements than accepted"},
		{xmlguard.ErrDuplicateAttr, "un atributo repetido", "an attribute given twice"},
		{xmlguard.ErrMalformed, "XML mal formado", "malformed XML"},
		{errDirective, "una declaración DOCTYPE o de entidad", "a DOCTYPE or entity declaration"},
		{errOrder, "celdas, filas o referencias fuera de orden", "cells, rows or references out of order"},
		{errTooLong, "más bytes de los que esa parte admite", "more bytes than that part may have"},
		{csv.ErrQuote, "comillas que no cierran o con texto detrás", "quotes that do not close or have text behind them"},
		{csv.ErrBareQuote, "comillas en medio de una celda sin comillas", "quotes in the middle of an unquoted cell"},
		{zip.ErrChecksum, "una parte no coincide con su suma de control", "a part does not match its checksum"},
		{zip.ErrFormat, "no es un zip completo", "it is no complete zip"},
		{excelize.ErrWorkbookFileFormat, "no es un libro de Excel", "it is no Excel workbook"},
		{excelize.ErrWorkbookPassword, "pide contraseña", "it asks for a password"},
		{io.ErrUnexpectedEOF, "se corta antes de su final", "it is cut short before its end"},
	} {
		if errors.Is(err, x.is) {
			return document.Text{ES: x.es, EN: x.en}
		}
	}
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return document.Textf("XML mal formado en la línea %d", "malformed XML at line %d", syntax.Line)
	}
	return document.Text{ES: "su contenido no es el de un libro", EN: "its content is not that of a workbook"}
}

// because adds the reason to a sentence of both languages, in which %s stands
// for it.
func because(es, en string, err error) document.Text {
	w := why(err)
	return document.Text{ES: sprint(es, w.ES), EN: sprint(en, w.EN)}
}
