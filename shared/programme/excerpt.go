package programme

import (
	"fmt"

	"example.com/immex/shared/yamlguard"
)

// Excerpt is what an authority is given of a programme file with the pedimentos it
// asked for: whose programme it is, how its books are kept, and the certifications
// that terms follow from, from when on. Who approves packages, addresses, plants,
// sectors and how sales are billed are the company's own and stay out. A file that
// cannot be read gives nothing.
func Excerpt(raw []byte) ([]byte, error) {
	p, _ := Read(raw)
	if p == nil {
		return nil, nil
	}
	out := struct {
		RFC             string         `yaml:"rfc"`
		Nombre          string         `yaml:"nombre,omitempty"`
		Programa        string         `yaml:"programa,omitempty"`
		Certificacion   *Certificacion `yaml:"certificacion,omitempty"`
		Certificaciones []Registro     `yaml:"certificaciones,omitempty"`
		InventoryKey    string         `yaml:"inventory_key,omitempty"`
		SinBOM          string         `yaml:"sin_bom,omitempty"`
		ParteSinFactura string         `yaml:"parte_sin_factura,omitempty"`
		Since           string         `yaml:"vigente_desde,omitempty"`
	}{
		RFC: p.RFC, Nombre: p.Nombre, Programa: p.Programa, Certificaciones: p.Certificaciones,
		InventoryKey: p.InventoryKey, SinBOM: p.SinBOM, ParteSinFactura: p.ParteSinFactura, Since: p.Since,
	}
	if p.Certificacion != (Certificacion{}) {
		out.Certificacion = &p.Certificacion
	}
	b, err := yamlguard.Encode(out)
	if err != nil {
		return nil, fmt.Errorf("excerpt of a programme file: %w", err)
	}
	return b, nil
}
