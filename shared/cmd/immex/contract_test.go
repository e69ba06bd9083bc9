package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/immex/shared/synth"
)

// fields of the contract, as the JSON of a pedimento must have them.
var (
	pedimentoFields = strings.Fields(`schema kind source status number clave regimen operacion rfc tipo_cambio fecha_pago
		fecha_entrada peso_bruto valor_dolares valor_aduana valor_comercial total_partidas contribuciones liquidacion
		identificadores facturas partidas findings efecto cotejo key name sha256 parent`)
	partidaFields = strings.Fields(`secuencia fraccion nico umc cantidad_umc umt cantidad_umt valor_aduana valor_comercial
		valor_dolares pais_origen pais_vendedor contribuciones identificadores`)
	nestedFields = map[string][]string{
		"contribuciones": {"clave", "forma_pago", "importe"}, "liquidacion": {"clave", "forma_pago", "importe"},
		"identificadores": {"clave", "complementos"}, "findings": {"code", "severity", "where", "message"},
		"partidas": partidaFields,
	}
)

// shapes is what a value must look like, by the name of its field.
var shapes = map[string]*regexp.Regexp{
	"number": regexp.MustCompile(`^\d{15}$`), "operacion": regexp.MustCompile(`^(IMP|EXP)$`),
	"nico": regexp.MustCompile(`^\d{2}$`), "fraccion": regexp.MustCompile(`^\d{8}$`),
	"pais_origen": regexp.MustCompile(`^[A-Z]{3}$`), "pais_vendedor": regexp.MustCompile(`^[A-Z]{3}$`),
	"forma_pago": regexp.MustCompile(`^\d{1,2}$`), "rfc": regexp.MustCompile(`^[A-Z&Ñ]{3,4}\d{6}[A-Z0-9]{3}$`),
	"efecto": regexp.MustCompile(`^(pagado|proforma|nulo|previo|desistido)$`),
	"cotejo": regexp.MustCompile(`^(completo|parcial|ninguno)$`),
	"status": regexp.MustCompile(`^(accepted|quarantined|duplicate|version|unsupported)$`),
	"clave":  regexp.MustCompile(`^[A-Z0-9/. ]*[A-Z][A-Z0-9/. ]*$`), // IGI, never the number 6
	"umc":    regexp.MustCompile(`^[1-9]\d?$`), "umt": regexp.MustCompile(`^[1-9]\d?$`),
	"sha256": regexp.MustCompile(`^[0-9a-f]{64}$`), "parent": regexp.MustCompile(`^[0-9a-f]{64}$`),
	"uuid":     regexp.MustCompile(`^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$`),
	"severity": regexp.MustCompile(`^(error|warning|notice|unreadable)$`),
}

var (
	amount  = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d*[1-9])?$`)
	date    = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	amounts = regexp.MustCompile(`^(valor_.*|cantidad_.*|cantidad|importe|tipo_cambio.*|peso_bruto|precio_.*|efectivo|otros|total|subtotal|descuento|factor_moneda|total_usd)$`)
)

// TestJSONContract holds parse to the contract for every source.
func TestJSONContract(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 11, Months: 3, Pedimentos: 20, ErrorsOn: true}); err != nil {
		t.Fatal(err)
	}
	a := immex(t, dir, "parse", "--json", "docs")
	if a.errors != "" {
		t.Errorf("stderr: %s", a.errors)
	}
	sources, kinds := map[any]int{}, map[any]int{}
	for i, o := range a.objects(t) {
		at := fmt.Sprintf("%d %v", i, o["name"])
		if o["schema"] != float64(1) {
			t.Errorf("%s: schema %v", at, o["schema"])
		}
		kinds[o["kind"]]++
		holdShapes(t, at, "", map[string]any(o))
		if o["kind"] != "pedimento" {
			continue
		}
		if sources[o["source"]]++; o["number"] != o["key"] {
			t.Errorf("%s: number %v and key %v", at, o["number"], o["key"])
		}
		for _, f := range pedimentoFields {
			if _, ok := o[f]; !ok {
				t.Errorf("%s: no %s", at, f)
			}
		}
	}
	for _, s := range []string{"datastage", "vucem", "print"} {
		if sources[s] == 0 {
			t.Errorf("no pedimento of source %s among %v", s, sources)
		}
	}
	for _, k := range []string{"datastage", "cfdi", "invoice", "programme", "zip", "mail"} {
		if kinds[k] == 0 {
			t.Errorf("no object of kind %s among %v", k, kinds)
		}
	}
}

// holdShapes walks a value: unknown is null and never "", lists are never
// null, amounts are minimal, dates are dates.
func holdShapes(t *testing.T, at, field string, v any) {
	t.Helper()
	switch x := v.(type) {
	case map[string]any:
		for name, inner := range x {
			if name == "evidencia" {
				continue // what was written, as it was written
			}
			holdShapes(t, at+"."+name, name, inner)
		}
	case []any:
		for i, inner := range x {
			within := fmt.Sprintf("%s[%d]", at, i)
			if o, ok := inner.(map[string]any); ok {
				for _, f := range nestedFields[field] {
					if _, ok := o[f]; !ok {
						t.Errorf("%s: no %s", within, f)
					}
				}
			}
			holdShapes(t, within, "", inner)
		}
	case nil:
		if _, list := nestedFields[field]; list || field == "facturas" || field == "complementos" {
			t.Errorf("%s is null; an absent block is []", at)
		}
	case string:
		holdText(t, at, field, x)
	case float64:
		if amounts.MatchString(field) {
			t.Errorf("%s is the number %v; amounts are texts", at, x)
		}
	}
}

func holdText(t *testing.T, at, field, s string) {
	t.Helper()
	switch {
	case s == "" && field != "where" && field != "":
		t.Errorf("%s is empty; unknown is null", at)
	case amounts.MatchString(field) && !amount.MatchString(s):
		t.Errorf("%s is %q, no minimal decimal", at, s)
	case strings.HasPrefix(field, "fecha") && !date.MatchString(s):
		t.Errorf("%s is %q, no date", at, s)
	case shapes[field] != nil && s != "" && !shapes[field].MatchString(s):
		t.Errorf("%s is %q", at, s)
	}
}
