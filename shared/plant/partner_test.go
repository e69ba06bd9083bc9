package plant_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/plant"
	"example.com/immex/shared/unit"
)

// TestPartners: whether a supplier has a programme is kept with its days; rows
// that do not say so are none.
func TestPartners(t *testing.T) {
	t.Parallel()
	head := "tipo,nombre,rfc,id_fiscal,pais,immex,domicilio,tiene_programa,programa_desde,programa_hasta,prueba\n"
	f := file(t, head+
		"proveedor,EJEMPLO SUR,EMN210101AB2,,MEX,,,no,2021-01-01,2021-06-30,Carta 1\n"+
		"proveedor,EJEMPLO SUR,EMN210101AB2,,MEX,1234-2021,,si,2021-07-01,,Oficio 2\n"+
		"proveedor,EXAMPLE PARTS INC,,990000001,USA,,,,,,\n")
	got := plant.New([]plant.File{f}, unit.Default()).Partners()
	for i := range got {
		got[i].Source = plant.Source{}
	}
	want := []plant.Partner{
		{RFC: "EMN210101AB2", Desde: 20210101, Hasta: 20210630},
		{RFC: "EMN210101AB2", IMMEX: "1234-2021", Programa: true, Desde: 20210701},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
