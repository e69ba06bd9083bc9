package mapping

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/yamlguard"
)

var (
	sniffSupplier = regexp.MustCompile(`(?m)^"?proveedor"?\s*:`)
	sniffKeys     = regexp.MustCompile(`(?m)^"?(?:reconoce|columnas|etiquetas)"?\s*:`)
)

// Sniff reports that b is meant as a mapping: it names a supplier and what to
// recognise or map.
func Sniff(b []byte) bool {
	head := b[:min(len(b), MaxBytes)]
	return sniffSupplier.Match(head) && sniffKeys.Match(head)
}

// Read decodes a mapping, strictly: an unknown key is an error with its line,
// so that a misspelled field never counts as absent.
func Read(b []byte) (*Mapping, document.Findings) {
	var fs document.Findings
	if len(b) > MaxBytes {
		fs.At("mapping_too_large", document.Error, document.Spot{}, document.Textf(
			"El mapeo pasa de %d bytes; envíe sólo el YAML.", "The mapping exceeds %d bytes; send only the YAML.", MaxBytes))
		return nil, fs
	}
	m := &Mapping{}
	keys, fs := yamlguard.Decode(b, m, "mapping_yaml")
	if fs.Blocking() {
		return nil, fs
	}
	c := checker{m: m, fs: &fs, keys: keys}
	c.check()
	if fs.Blocking() {
		return nil, fs
	}
	return m, fs
}

type checker struct {
	m    *Mapping
	fs   *document.Findings
	keys yamlguard.Keys
}

// at is the line of a key, or of a key below it.
func (c *checker) at(path ...string) document.Spot { return c.keys.At(path...) }

func (c *checker) bad(at document.Spot, field, value, es, en string) {
	c.fs.At("mapping_value", document.Error, at, document.Textf(
		"%s dice %q; se espera "+es+".", "%s says %q; expected "+en+".", field, value))
}

func (c *checker) check() {
	m := c.m
	if m.Proveedor.ID == "" && sheet.Fold(m.Proveedor.Nombre) == "" {
		c.bad(c.at("proveedor"), "proveedor", "", "id o nombre", "id or nombre")
	}
	texts := 0
	for _, t := range m.Reconoce {
		texts++
		if sheet.Fold(t) == "" {
			c.bad(c.at("reconoce"), "reconoce", t, "un texto con letras o cifras", "a text with letters or digits")
		}
	}
	if len(m.Reconoce) == 0 {
		c.bad(c.at("reconoce"), "reconoce", "", "al menos un texto que distinga sus documentos", "at least one text that tells its documents")
	}
	if len(m.Columnas) == 0 && len(m.Etiquetas) == 0 {
		c.bad(c.at("columnas"), "columnas", "", "encabezados, aquí o en etiquetas", "headings, here or in etiquetas")
	}
	texts += c.fields("columnas", m.Columnas, true) + c.fields("etiquetas", m.Etiquetas, false)
	texts += len(m.Unidades)
	if texts > maxTexts {
		c.bad(document.Spot{}, "mapeo", strconv.Itoa(texts), fmt.Sprintf("a lo más %d textos", maxTexts), fmt.Sprintf("at most %d texts", maxTexts))
	}
	c.units()
	if m.Fecha != "" {
		if _, ok := parseLayout(m.Fecha); !ok {
			c.bad(c.at("fecha"), "fecha", m.Fecha, "un orden como DD/MM/AAAA, MM/DD/AAAA o DD-MMM-AAAA", "an order such as DD/MM/AAAA, MM/DD/AAAA or DD-MMM-AAAA")
		}
	}
	if !slices.Contains([]string{"", ".", ","}, m.Decimal) {
		c.bad(c.at("decimal"), "decimal", m.Decimal, `"." o ","`, `"." or ","`)
	}
	if m.Moneda != "" && !catalog.Default().IsCurrency(m.Moneda, 0) {
		c.bad(c.at("moneda"), "moneda", m.Moneda, "una clave de moneda de tres letras como USD", "a three-letter key of a currency such as USD")
	}
	if d, err := document.ParseDate(m.Since); err != nil || !d.Known() || m.Since != d.String() {
		c.bad(c.at("vigente_desde"), "vigente_desde", m.Since, "AAAA-MM-DD como 2026-01-01", "YYYY-MM-DD such as 2026-01-01")
	}
}

// fields holds a list of headings or labels to the known names, and each text
// to one field.
func (c *checker) fields(section string, fields map[Field][]string, columns bool) int {
	texts := 0
	owner := map[string]Field{}
	names := make([]Field, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		where := c.at(section, string(name))
		known, ok := info(name)
		switch {
		case !ok:
			c.fs.At("mapping_field", document.Error, where, document.Textf(
				"%s trae el campo desconocido %q; vea los nombres en la documentación del mapeo.",
				"%s has the unknown field %q; see the names in the documentation of mappings.", section, name))
			continue
		case known.Place == OfLine && !columns:
			c.fs.At("mapping_field", document.Error, where, document.Textf(
				"%s trae %q, que es de cada renglón; póngalo en columnas.",
				"%s has %q, which is of each line; put it in columnas.", section, name))
		}
		for _, t := range fields[name] {
			texts++
			folded := sheet.Fold(t)
			if folded == "" {
				c.bad(where, section+"."+string(name), t, "un texto con letras o cifras", "a text with letters or digits")
			} else if other, taken := owner[folded]; taken && other != name {
				c.bad(where, section+"."+string(name), t, fmt.Sprintf("un texto que no sea ya de %s", other), fmt.Sprintf("a text that is not already of %s", other))
			}
			owner[folded] = name
		}
	}
	return texts
}

func (c *checker) units() {
	seen := map[string]string{}
	theirs := make([]string, 0, len(c.m.Unidades))
	for t := range c.m.Unidades {
		theirs = append(theirs, t)
	}
	slices.Sort(theirs)
	for _, t := range theirs {
		key := pedimento.UnitKey(c.m.Unidades[t])
		c.m.Unidades[t] = key
		if _, ok := catalog.Default().Unit(key); !ok {
			c.bad(c.at("unidades", t), "unidades."+t, key, `una clave del Apéndice 7, como "6" de pieza`, `a key of Apéndice 7, as "6" for piece`)
		}
		if other, twice := seen[sheet.Fold(t)]; twice && c.m.Unidades[other] != key || sheet.Fold(t) == "" {
			c.bad(c.at("unidades", t), "unidades", t, "cada unidad una vez", "each unit once")
		}
		seen[sheet.Fold(t)] = t
	}
}
