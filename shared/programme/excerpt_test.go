package programme_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/programme"
)

const everyField = `rfc: MEN210101AB1
nombre: Manufacturas Ejemplo
programa: 1234-2006
modalidad: industrial
domicilio: Calle Reservada 1
certificacion: {iva_ieps: A, from: "2020-06-01", to: "2022-05-31"}
certificaciones:
  - {tipo: oea, desde: "2021-01-01"}
sectores: [Sector Reservado]
plantas:
  - {lugar: PLANTA-RESERVADA, desde: "2020-01-01"}
inventory_key: part
sin_bom: directo
parte_sin_factura: catalogo
sales_basis: maquila
bom_lead_days: 3
revision: {aprueba: ["Persona Reservada, Gerente"]}
vigente_desde: "2021-01-01"
`

// TestExcerpt: of every field of a programme file the excerpt keeps what terms and
// books follow from, and nothing of the company's own.
func TestExcerpt(t *testing.T) {
	t.Parallel()
	raw, err := programme.Excerpt([]byte(everyField))
	if err != nil {
		t.Fatal(err)
	}
	for field, stays := range map[string]bool{
		"rfc: MEN210101AB1": true, "Manufacturas Ejemplo": true, "1234-2006": true, "iva_ieps: A": true, "2022-05-31": true, "tipo: oea": true, "inventory_key: part": true,
		"sin_bom: directo": true, "parte_sin_factura: catalogo": true, "vigente_desde:": true,
		"modalidad": false, "domicilio": false, "Reservad": false, "RESERVAD": false, "sectores": false, "plantas": false, "sales_basis": false, "maquila": false,
		"bom_lead_days": false, "revision": false, "aprueba": false, "Gerente": false,
	} {
		if strings.Contains(string(raw), field) != stays {
			t.Errorf("%q stays: %v, want %v:\n%s", field, !stays, stays, raw)
		}
	}
	p, findings := programme.Read(raw)
	of, _ := programme.Read([]byte(everyField))
	if p == nil || findings.Blocking() || p.Since != of.Since || p.Certificacion != of.Certificacion || len(p.Certificaciones) != 1 || p.Certificaciones[0] != of.Certificaciones[0] {
		t.Errorf("%+v, of %+v: %v", p, of, findings)
	}
	again, err := programme.Excerpt(raw)
	if err != nil || string(again) != string(raw) {
		t.Errorf("an excerpt of the excerpt: %v\n%s", err, again)
	}
	if raw, err := programme.Excerpt([]byte("rfc: [")); err != nil || raw != nil {
		t.Errorf("a file that cannot be read: %q %v", raw, err)
	}
}

// TestGoverning: of two files of one day the one with the smaller hash counts, whatever
// the order they come in.
func TestGoverning(t *testing.T) {
	t.Parallel()
	a, b := programme.File{Hash: "a", Data: []byte("rfc: MEN210101AB1\nnombre: A\n")}, programme.File{Hash: "b", Data: []byte("rfc: MEN210101AB1\nnombre: B\n")}
	for _, files := range [][]programme.File{{a, b}, {b, a}} {
		if p, hash, err := programme.Governing(files); err != nil || hash != "a" || p.Nombre != "A" {
			t.Errorf("%v: %+v %s %v", files, p, hash, err)
		}
	}
}
