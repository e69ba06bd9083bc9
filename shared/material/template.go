package material

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// guideNames are the names of the sheet that documents the columns.
func guideNames() document.Text { return text("Ayuda", "Help") }

// isGuide recognises the documentation of a template, which holds no data.
func isGuide(s *sheet.Sheet) bool {
	return s.Name == guideNames().ES || s.Name == guideNames().EN
}

// Template is an empty file of the table for a person to fill in: headings and
// one example row, and in an XLSX a second sheet that documents each column.
func (t *Table) Template(format sheet.Format, lang document.Lang) ([]byte, error) {
	data := sheet.Page{Name: t.Name, Wide: 18}
	var headings, example []sheet.Out
	for i := range t.Columns {
		c := &t.Columns[i]
		name := c.Name
		if lang == document.English {
			name = c.English
		}
		if c.Type.keyed() || c.Type == TypeMoment {
			data.Keys = append(data.Keys, i)
		}
		headings = append(headings, sheet.Out{Text: name, Bold: true})
		as := sheet.AsText
		if c.Type.numeric() && !strings.HasSuffix(c.Example, "%") {
			as = sheet.AsFigure
		}
		example = append(example, sheet.Out{Text: c.Example, As: as})
	}
	data.Rows = [][]sheet.Out{headings, example}
	var b []byte
	var err error
	if format == sheet.CSV {
		b, err = sheet.WriteCSV(data)
	} else {
		b, err = sheet.WriteXLSX(data, t.guide(lang))
	}
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", t.Name, err)
	}
	return b, nil
}

// guide documents each column in one language.
func (t *Table) guide(lang document.Lang) sheet.Page {
	p := sheet.Page{Name: guideNames().In(lang), Wide: 28}
	line := func(bold bool, texts ...string) {
		row := make([]sheet.Out, len(texts))
		for i, s := range texts {
			row[i] = sheet.Out{Text: s, Bold: bold}
		}
		p.Rows = append(p.Rows, row)
	}
	line(true, t.Title.In(lang))
	line(true, text("columna", "column").In(lang), text("qué es", "meaning").In(lang), text("se escribe", "how it is written").In(lang),
		text("hace falta", "needed").In(lang), text("ejemplo", "sample").In(lang), text("también se admite", "also accepted").In(lang))
	for i := range t.Columns {
		c := &t.Columns[i]
		name, other := c.Name, c.English
		if lang == document.English {
			name, other = other, name
		}
		needed := text("no", "no")
		if c.Required {
			needed = text("sí", "yes")
		}
		names := append([]string{other}, c.Aliases...)
		line(false, name, c.Meaning.In(lang), c.shape().In(lang), needed.In(lang), c.Example, strings.Join(names, ", "))
	}
	return p
}

// shape says how the values of a column are written.
func (c *Column) shape() document.Text {
	switch c.Type {
	case TypeText:
		return text("texto", "text")
	case TypeKey:
		return text("clave, como texto para no perder ceros", "key, as text so that no zeros are lost")
	case TypeDate:
		return text("AAAA-MM-DD", "YYYY-MM-DD")
	case TypeMonth:
		return text("AAAA-MM", "YYYY-MM")
	case TypeMoment:
		return text("AAAA-MM-DD HH:MM:SS, como texto, con su huso si lo hay", "YYYY-MM-DD HH:MM:SS, as text, with its offset if any")
	case TypeAmount:
		return text("número no negativo", "number that is not negative")
	case TypeQuantity:
		return text("número, hasta seis decimales", "number, up to six decimals")
	case TypeFactor:
		return text("número mayor que cero", "number above zero")
	case TypePercent:
		return text("por ciento, de 0 a 100; con % si es menor que 1", "per cent, 0 to 100; with % when below 1")
	case TypeWhole:
		return text("número entero desde 1", "whole number from 1")
	case TypeEnum:
		return text(strings.Join(c.Values, ", "), strings.Join(c.Values, ", "))
	case TypeRFC:
		return text("RFC", "RFC")
	case TypeFraccion:
		return text("8 dígitos, como texto", "8 digits, as text")
	case TypeNICO:
		return text("2 dígitos, como texto", "2 digits, as text")
	case TypeUnidad:
		return text("clave o nombre del Apéndice 7", "key or name of Apéndice 7")
	case TypePedimento:
		return text("15 dígitos, como texto", "15 digits, as text")
	case TypePais:
		return text("dos o tres letras", "two or three letters")
	default:
		return text(string(c.Type), string(c.Type))
	}
}
