// Package correction is what a person typed instead of words of a page that no
// reader could trust: for each place the words it holds, with a reason, who and
// when. It is a small YAML file that travels beside the document it corrects,
// and the readers read the page again with the typed words in their places: a
// typed value passes every check that a printed one passes.
//
// Example:
//
//	correccion: 5f1c… (SHA-256 of the document)
//	motivo: el sello tapa la cifra; leída en la copia del agente aduanal
//	quien: rosa
//	cuando: 2026-03-02T18:05:00Z
//	valores:
//	  - {pagina: 1, caja: [482, 610, 507, 618], leido: 1O0, valor: "100"}
//
// The package changes no document and judges no value.
package correction

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"example.com/immex/shared/document"
	"example.com/immex/shared/yamlguard"
)

// The limits of a correction: a document that needs more is better asked for
// again.
const (
	MaxBytes  = 64 << 10
	MaxValues = 100
	MaxText   = 500 // characters of a value or of the reason
	maxPoints = 20_000
	maxPage   = 10_000
)

// Value is what a person reads in one place of a page.
type Value struct {
	Pagina int    `yaml:"pagina"` // from 1
	Caja   []int  `yaml:"caja"`   // x0, y0, x1, y1 in points from the lower left
	Leido  string `yaml:"leido"`  // as the page was read before, for people
	Valor  string `yaml:"valor"`  // what is put in its place
}

// Box is the place of the value.
func (v *Value) Box() document.Box {
	return document.Box{X0: v.Caja[0], Y0: v.Caja[1], X1: v.Caja[2], Y1: v.Caja[3]}
}

// Correction is the typed words of one document.
type Correction struct {
	Documento document.Hash `yaml:"correccion"`
	Motivo    string        `yaml:"motivo"`
	Quien     string        `yaml:"quien"`
	Cuando    string        `yaml:"cuando"` // RFC 3339
	Valores   []Value       `yaml:"valores"`
}

var sniff = regexp.MustCompile(`(?m)\A(?:\s*#[^\n]*\n)*\s*"?correccion"?\s*:`)

// Sniff reports that b is meant as a correction: it begins with the document.
func Sniff(b []byte) bool { return sniff.Match(b[:min(len(b), MaxBytes)]) }

var hash = regexp.MustCompile(`\A[0-9a-f]{64}\z`)

// Read decodes a correction, strictly; nil comes with what is wrong.
func Read(b []byte) (*Correction, document.Findings) {
	var fs document.Findings
	if len(b) > MaxBytes {
		fs.At("correction_too_large", document.Error, document.Spot{}, document.Textf(
			"La corrección pasa de %d bytes; pida el documento de nuevo.", "The correction exceeds %d bytes; ask for the document again.", MaxBytes))
		return nil, fs
	}
	c := &Correction{}
	keys, fs := yamlguard.Decode(b, c, "correction_yaml")
	if fs.Blocking() {
		return nil, fs
	}
	c.check(func(key, es, en string) {
		fs.At("correction_value", document.Error, keys.At(key), document.Textf("%s: se espera "+es+".", "%s: expected "+en+".", key))
	})
	if fs.Blocking() {
		return nil, fs
	}
	return c, fs
}

func (c *Correction) check(bad func(key, es, en string)) {
	if !hash.MatchString(string(c.Documento)) {
		bad("correccion", "el SHA-256 del documento", "the SHA-256 of the document")
	}
	if strings.TrimSpace(c.Motivo) == "" || !short(c.Motivo) {
		bad("motivo", fmt.Sprintf("por qué, en a lo más %d letras", MaxText), fmt.Sprintf("why, in at most %d letters", MaxText))
	}
	if strings.TrimSpace(c.Quien) == "" || !short(c.Quien) {
		bad("quien", "quién lo capturó", "who typed it")
	}
	if _, err := time.Parse(time.RFC3339, c.Cuando); err != nil {
		bad("cuando", "fecha y hora como 2026-03-02T18:05:00Z", "date and time such as 2026-03-02T18:05:00Z")
	}
	if len(c.Valores) == 0 || len(c.Valores) > MaxValues {
		bad("valores", fmt.Sprintf("de uno a %d valores", MaxValues), fmt.Sprintf("one to %d values", MaxValues))
		return
	}
	for i := range c.Valores {
		if !c.checkValue(i, bad) {
			return
		}
	}
}

// checkValue holds one value to what a page can say, and to a place of its own.
func (c *Correction) checkValue(i int, bad func(key, es, en string)) bool {
	v := &c.Valores[i]
	if len(v.Caja) != 4 || v.Pagina < 1 || v.Pagina > maxPage || !v.sound() {
		bad("valores", "pagina desde 1 y caja [x0, y0, x1, y1] en puntos", "pagina from 1 and caja [x0, y0, x1, y1] in points")
		return false
	}
	if strings.TrimSpace(v.Valor) == "" || !short(v.Valor) || !short(v.Leido) || strings.ContainsFunc(v.Valor, unseen) {
		bad("valores", fmt.Sprintf("en valor lo que dice la página, visible y de a lo más %d letras", MaxText),
			fmt.Sprintf("in valor what the page says, visible and of at most %d letters", MaxText))
		return false
	}
	for k := range i {
		if o := &c.Valores[k]; o.Pagina == v.Pagina && overlap(o.Box(), v.Box()) {
			bad("valores", "cajas que no se encimen", "boxes that do not overlap")
			return false
		}
	}
	return true
}

func (v *Value) sound() bool {
	for _, n := range v.Caja {
		if n < -maxPoints || n > maxPoints {
			return false
		}
	}
	return v.Caja[0] < v.Caja[2] && v.Caja[1] < v.Caja[3]
}

func short(s string) bool { return len([]rune(s)) <= MaxText }

// unseen are signs that a person does not see: a typed word is what it shows.
func unseen(r rune) bool { return r != ' ' && !unicode.IsPrint(r) }

func overlap(a, b document.Box) bool { return a.X0 < b.X1 && b.X0 < a.X1 && a.Y0 < b.Y1 && b.Y0 < a.Y1 }

// Write is the file of a correction.
func (c *Correction) Write() ([]byte, error) {
	var b bytes.Buffer
	quoted := json.NewEncoder(&b) // a text of JSON is a text of YAML
	quoted.SetEscapeHTML(false)
	say := func(key, value string) error {
		b.WriteString(key)
		return quoted.Encode(value)
	}
	errs := []error{
		say("correccion: ", string(c.Documento)), say("motivo: ", c.Motivo), say("quien: ", c.Quien), say("cuando: ", c.Cuando),
	}
	b.WriteString("valores:\n")
	for i := range c.Valores {
		v := &c.Valores[i]
		fmt.Fprintf(&b, "  - pagina: %d\n    caja: [%s]\n", v.Pagina, strings.Trim(strings.Join(strings.Fields(fmt.Sprint(v.Caja)), ", "), "[]"))
		errs = append(errs, say("    leido: ", v.Leido), say("    valor: ", v.Valor))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("correction: %w", err)
	}
	return b.Bytes(), nil
}
