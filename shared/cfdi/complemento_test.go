package cfdi_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/cfdi"
)

// TestComplementPresence: what the complement says of origin, of the address of
// the issuer, and in attributes that version 2.0 dropped.
func TestComplementPresence(t *testing.T) {
	t.Parallel()
	in := fixture(t)
	const address = `<cce20:Domicilio Calle="Uno" Estado="CHH" Pais="MEX" CodigoPostal="32000"/>`
	for name, tt := range map[string]struct {
		old, with, certificate string
		address                bool
		retired                []string
	}{
		"as it is":       {"", "", "0", true, nil},
		"no certificate": {` CertificadoOrigen="0"`, "", "", true, nil},
		"no address":     {address, "", "0", false, nil},
		"retired":        {`<cce20:ComercioExterior `, `<cce20:ComercioExterior Subdivision="0" TipoOperacion="2" `, "0", true, []string{"TipoOperacion", "Subdivision"}},
	} {
		c, _, _ := cfdi.Read([]byte(strings.Replace(in, tt.old, tt.with, 1)))
		if x := c.Comercio; x.Certificado != tt.certificate || x.Domicilio != tt.address || !slices.Equal(x.Retirados, tt.retired) {
			t.Errorf("%s: certificate %q, address %v, retired %v", name, x.Certificado, x.Domicilio, x.Retirados)
		}
	}
}
