package print

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Confirm says what stands behind each value of a print. A value that a
// control of the gate holds exactly is ByControl. Any other is ByEngines when
// a second reading of the same file, by another engine, says exactly the
// same, and Unchecked when it does not or when there is none (second nil).
//
// A print with an unchecked value that a fact of the books needs makes no fact
// alone: the warning print_unchecked names those values; the document stays
// accepted and shown, and a second source of the pedimento makes the fact.
func Confirm(first, second *pedimento.Pedimento) {
	var needed []string
	other := map[string]string{}
	if second != nil {
		eachValue(second, func(_ *pedimento.Block, _, path, value string) { other[path] = value })
	}
	eachValue(first, func(b *pedimento.Block, field, path, value string) {
		if value == "" {
			return
		}
		e, marked := b.Marks[field]
		if marked && (e.Level == document.Computed || e.Check == document.ByControl) {
			return
		}
		e.Check = document.Unchecked
		if v, ok := other[path]; ok && v == value {
			e.Check = document.ByEngines
		} else if needs(path) {
			needed = append(needed, path)
		}
		if marked {
			b.Mark(field, e)
		}
	})
	needed = append(needed, extra(first, other, second != nil)...)
	if len(needed) == 0 {
		return
	}
	first.Findings.Add("print_unchecked", document.Warning, "documento", document.Textf(
		"ningún total comprueba estos datos y una segunda lectura no los confirma: %s. El documento se conserva y no hace movimientos por sí solo; entregue el Data Stage, el archivo M o el XML de VUCEM del pedimento",
		"no total checks these values and a second reading does not confirm them: %s. The document is kept and makes no movements alone; deliver the pedimento's Data Stage, archivo M or VUCEM XML",
		shortened(needed)))
}

// maxNamed bounds the fields one sentence names.
const maxNamed = 12

func shortened(names []string) string {
	if len(names) <= maxNamed {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:maxNamed], ", ") + ", … (" + strconv.Itoa(len(names)) + ")"
}

// extra is the needed values that only the second reading has: the first may
// have lost a word.
func extra(first *pedimento.Pedimento, other map[string]string, read bool) []string {
	if !read {
		return nil
	}
	mine := map[string]bool{}
	eachValue(first, func(_ *pedimento.Block, _, path, value string) { mine[path] = mine[path] || value != "" })
	var out []string
	for path, v := range other {
		if v != "" && !mine[path] && needs(path) {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// needs reports the values a fact of the books is made of.
func needs(path string) bool {
	if rest, ok := strings.CutPrefix(path, "partidas["); ok {
		_, field, _ := strings.Cut(rest, "].")
		switch field {
		case "secuencia", "fraccion", "umc", "cantidad_umc", "umt", "cantidad_umt", "valor_aduana", "valor_comercial", "pais_origen", "codigo_producto":
			return true
		}
		return strings.HasPrefix(field, "series[") || strings.HasPrefix(field, "contribuciones[") ||
			strings.HasPrefix(field, "identificadores[") && strings.HasSuffix(field, ".clave")
	}
	switch path {
	case "number", "patente", "documento", "aduana", "clave", "operacion", "rfc", "fecha_pago", "fecha_entrada", "tipo_cambio", "total_partidas",
		"rectifica.patente", "rectifica.documento", "rectifica.aduana", "rectifica.clave", "rectifica.fecha":
		return true
	}
	return strings.HasPrefix(path, "descargos[") || strings.HasPrefix(path, "identificadores[") && strings.HasSuffix(path, ".clave")
}
