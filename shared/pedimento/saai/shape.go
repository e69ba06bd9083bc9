package saai

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// add is a finding of the file at one of its lines.
func (f *File) add(code string, line int, text document.Text) {
	keep(&f.Findings, document.Finding{Code: code, Severity: document.Error, Where: "line " + strconv.Itoa(line), Message: text})
}

// where places a finding: "line 12 (551)".
func (r *record) where() string {
	if r.layout == nil {
		return "line " + strconv.Itoa(r.line)
	}
	return "line " + strconv.Itoa(r.line) + " (" + r.code + ")"
}

func (r *record) place() document.Place {
	return document.Place{Part: r.code, Line: r.line}
}

// withoutBar reports a file none of whose records closes with a bar: then the
// bars only separate, which is told from the number of fields of every record.
func withoutBar(records []record) bool {
	for i := range records {
		r := &records[i]
		raw := r.count
		if r.piped {
			raw++
		}
		if r.layout != nil && raw != len(r.layout.Fields) {
			return false
		}
	}
	return true
}

// separate gives each record the empty last field its missing bar hides.
func separate(records []record) {
	for i := range records {
		if r := &records[i]; r.piped {
			r.cells, r.count = append(r.cells, ""), r.count+1
		}
		records[i].piped = true
	}
}

// keep adds findings up to the limit; past it only the one that refuses, if
// none has yet, so that a flood of warnings hides no error.
func keep(into *document.Findings, found ...document.Finding) {
	for _, f := range found {
		refuses := document.Findings{f}.Blocking()
		if len(*into) < maxFindings || refuses && !into.Blocking() {
			*into = append(*into, f)
		}
	}
}

// shaped checks a record against its layout: how many fields it has and what
// each may hold. False forbids reading it.
func (r *record) shaped(into *document.Findings) bool {
	var found document.Findings
	good := r.judge(&found)
	keep(into, found...)
	return good
}

func (r *record) judge(into *document.Findings) bool {
	switch {
	case r.layout == nil && !reserved(r.code):
		into.Add("saai_registro", document.Error, r.where(), document.Textf(
			"El renglón %q no es de ningún registro de los lineamientos v9.0 que conoce esta versión; pida el archivo como salió del sistema del agente.",
			"Line %q is of no record of the lineamientos v9.0 this version knows; ask for the file as the broker's system wrote it.", clip(r.text)))
		return false
	case r.layout == nil:
		return true
	case !r.piped || r.count != len(r.layout.Fields):
		into.Add("saai_campos", document.Error, r.where(), document.Textf(
			"El registro %s trae %d campos y debe traer %d, todos cerrados con |; el renglón está cortado o alterado: pida el archivo de nuevo.",
			"Record %s has %d fields and must have %d, each closed by |; the line was cut or altered: ask for the file again.",
			r.code, r.count, len(r.layout.Fields)))
		return false
	}
	good := true
	for i := range r.layout.Fields {
		good = r.field(i, into) && good
	}
	return good
}

// field checks one field; false when it cannot be what the layout says.
func (r *record) field(i int, into *document.Findings) bool {
	x, s := &r.layout.Fields[i], r.cell(i+1)
	if s == "" {
		if x.Required {
			r.bad(into, "saai_vacio", x, s, "un valor", "a value")
		}
		return !x.Required
	}
	switch x.Type {
	case 'N':
		if !plain(s) || x.Digits > 0 && len(s) > x.Digits {
			r.bad(into, "saai_tipo", x, s, "un entero de hasta "+strconv.Itoa(x.Digits)+" dígitos", "a whole number of at most "+strconv.Itoa(x.Digits)+" digits")
			return false
		}
	case 'D':
		whole, part, _ := strings.Cut(s, ".")
		if whole+part == "" || !plain(whole+part) || x.Digits > 0 && (len(whole) > x.Digits || len(part) > x.Decimals) {
			r.bad(into, "saai_tipo", x, s, "un decimal de hasta "+strconv.Itoa(x.Digits)+" enteros y "+strconv.Itoa(x.Decimals)+" decimales",
				"a decimal of at most "+strconv.Itoa(x.Digits)+" whole digits and "+strconv.Itoa(x.Decimals)+" decimals")
			return false
		}
		if _, err := money.Parse(s); err != nil {
			r.bad(into, "saai_tipo", x, s, "un decimal que quepa exacto", "a decimal that fits exactly")
			return false
		}
	case 'F':
		if _, ok := dayFirst(s); !ok {
			r.badDate(into, x, s)
			return false
		}
	default:
		return r.fits(x, s, into)
	}
	return true
}

// longestKey parts keys (aduana, fracción, RFC, CURP), which must fit, from
// free texts, whose excess only deserves a warning. A key of up to shortKey
// signs must fit even where its length comes from another document.
const longestKey, shortKey = 18, 4

func (r *record) fits(x *Field, s string, into *document.Findings) bool {
	if strings.ContainsFunc(s, func(c rune) bool { return c < ' ' && c != '\t' }) {
		r.bad(into, "saai_control", x, s, "texto sin signos de control", "text without control signs")
		return false
	}
	if x.Digits == 0 || len(s) <= x.Digits || utf8.RuneCountInString(s) <= x.Digits {
		return true
	}
	if x.Sure && x.Digits <= longestKey || x.Digits <= shortKey {
		r.bad(into, "saai_largo", x, s, "hasta "+strconv.Itoa(x.Digits)+" signos", "at most "+strconv.Itoa(x.Digits)+" signs")
		return false
	}
	into.Add("saai_largo", document.Warning, r.where(), document.Textf(
		"El campo %s trae %d signos y el formato da %d; se lee completo.",
		"Field %s has %d signs and the format gives it %d; it is read whole.", x.Name, utf8.RuneCountInString(s), x.Digits))
	return true
}

func (r *record) bad(into *document.Findings, code string, x *Field, s, es, en string) {
	into.Add(code, document.Unreadable, r.where(), document.Text{
		ES: "El campo " + x.Name + " dice " + strconv.Quote(clip(s)) + " y debe ser " + es + "; pida el archivo de nuevo.",
		EN: "Field " + x.Name + " says " + strconv.Quote(clip(s)) + " and must be " + en + "; ask for the file again.",
	})
}

func (r *record) badDate(into *document.Findings, x *Field, s string) {
	if _, ok := yearFirst(s); ok {
		into.Add("saai_fecha_orden", document.Unreadable, r.where(), document.Textf(
			"El campo %s dice %q, una fecha AAAAMMDD; el archivo M las lleva DDMMAAAA. Pida el archivo como salió del sistema del agente.",
			"Field %s says %q, a date YYYYMMDD; an archivo M has them DDMMYYYY. Ask for the file as the broker's system wrote it.", x.Name, s))
		return
	}
	r.bad(into, "saai_fecha", x, s, "una fecha DDMMAAAA", "a date DDMMYYYY")
}

// Years of the archivo M: SAAI began in the nineties; the two centuries on
// either side tell the two orders of a date apart.
const firstYear, lastYear = 1980, 2099

func dayFirst(s string) (document.Date, bool) {
	if len(s) != 8 || !plain(s) {
		return 0, false
	}
	return date(number(s[4:]), number(s[2:4]), number(s[:2]))
}

func yearFirst(s string) (document.Date, bool) {
	if len(s) != 8 || !plain(s) {
		return 0, false
	}
	return date(number(s[:4]), number(s[4:6]), number(s[6:]))
}

func date(y, m, d int) (document.Date, bool) {
	if y < firstYear || y > lastYear {
		return 0, false
	}
	x := document.NewDate(y, m, d)
	return x, x.Known()
}

// number is the value of a few digits.
func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// clip keeps a quoted text short enough to read.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
