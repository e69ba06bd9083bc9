package synth

import (
	"encoding/json"
	"fmt"
	"strings"

	"example.com/immex/shared/document"
)

// programme emits programa.yaml.
func (g *generator) programme() error {
	c := g.co
	var b strings.Builder
	line := func(comment, format string, args ...any) {
		fmt.Fprintf(&b, "# %s\n"+format+"\n", append([]any{comment}, args...)...)
	}
	b.WriteString("# Programa IMMEX de una empresa inventada. Todo lo que sigue es ficticio.\n")
	line("RFC de la empresa, 12 caracteres.", "rfc: %q", c.rfc)
	line("Denominación o razón social.", "nombre: %q", c.nombre)
	line("Número de autorización del programa IMMEX.", "programa: %q", c.immex)
	line("Modalidad: industrial, servicios, albergue, controladora o terciarizacion.", "modalidad: industrial")
	line("Certificación en materia de IVA e IEPS (A, AA o AAA) y su vigencia.",
		"certificacion:\n  iva_ieps: A\n  from: %s\n  to: %s", c.certFrom, c.certTo)
	line("Con qué se identifica el material en el inventario: fraccion o part.", "inventory_key: fraccion")
	line("Qué hacer con un retorno sin lista de materiales: directo descarga la misma fracción y UMT\n"+
		"# como supuesto; faltante lo deja como faltante.", "sin_bom: %s", g.opt.SinBOM)
	line("Base de las ventas del reporte anual: maquila, sale o mixed.", "sales_basis: maquila")
	line("Domicilio fiscal.", "domicilio: %q",
		fmt.Sprintf("%s %s, %s %s, %s, México", c.calle, c.numero, c.cp, c.municipio, c.state))
	return g.put(FileTruth{Name: "programa.yaml", Kind: document.KindProgramme, Expect: document.Accepted}, []byte(b.String()))
}

// writeTruth emits truth.json, the last file.
func (g *generator) writeTruth() error {
	b, err := json.MarshalIndent(g.truth, "", " ")
	if err != nil {
		return fmt.Errorf("encode truth: %w", err)
	}
	if err := g.emit("truth.json", append(b, '\n')); err != nil {
		return fmt.Errorf("emit truth.json: %w", err)
	}
	return nil
}
