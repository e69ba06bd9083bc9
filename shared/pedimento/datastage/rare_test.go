package datastage_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// keyOf is the key of the first pedimento, and of the partida 1 of it.
func keyOf(d *delivery) (ped, partida string) {
	a := d.table("501")
	ped = strings.Join(strings.Split(a.rows[0], "|")[:3], "|")
	for _, r := range d.table("551").rows {
		if f := strings.Split(r, "|"); strings.HasPrefix(r, ped+"|") && f[4] == "1" {
			return ped, ped + "|" + f[3] + "|1"
		}
	}
	return ped, ""
}

func known(tb testing.TB, s string) money.Amount {
	tb.Helper()
	a, err := money.Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// TestEveryTable: the tables few pedimentos have are delivered too, and so are
// the columns only a view shows.
func TestEveryTable(t *testing.T) {
	t.Parallel()
	d := base(t)
	ped, q := keyOf(d)
	head := d.table("501")
	at, tipo := head.cell("FechaPagoReal"), head.cell("TipoPedimento")
	clave, operacion := head.cell("ClaveDocumento"), head.cell("TipoOperacion")
	fraccion := strings.Split(q, "|")[3]
	for code, r := range map[string]string{
		"502":  row(ped, "TEJ200101AB1", "EIXA800101HDFJMN09", "TRANSPORTES", "MEX", "PLACA1", at),
		"508":  row(ped, "1", "123", "FOLIO1", "2021-01-02", "0", "4", "10.5000", "1050.00", "100.0000", "1.0000", at),
		"520":  row(ped, "77", "CONSIGNEE", "MAIN ST", "1", "55", "79901", "EL PASO", "USA", at),
		"552":  row(q, "VIN1", "12", at),
		"555":  row(q, "1", "456", "FOLIO2", "2021-01-03", "4", ".5000", "20.00", "2.0000", "3.0000", at),
		"702":  row(ped, "3", "0", "77", tipo, at),
		"Inci": row(ped, "0", "1", "2021-01-09", "09:00:00", "2021-01-09", "10:00:00", fraccion, "1", clave, operacion, "3", "2021-01-08"),
		"Sel":  row(ped, "0", "1", "2021-01-08", "08:30:00", "1", clave, operacion),
	} {
		d.table(code).rows = []string{r}
	}
	for column, v := range map[string]string{
		"CurpContribuyente": "EIXA800101HDFJMN09", "CurpAgenteA": "EIXA800101HDFJMN10", "MedioTransporteSalida": "7", "MedioTransporteArribo": "01",
		"MedioTransporteEntrada_Salida": "7", "CalleContribuyente": "CALLE UNO", "NumInteriorContribuyente": " ", "NumExteriorContribuyente": "120",
		"CPContribuyente": "32000", "MunicipioContribuyente": "JUAREZ", "EntidadFedContribuyente": "CHH", "PaisContribuyente": "MEX",
		"FechaRecepcionPedimento": "2021-01-07 10:00:00",
	} {
		d.table("501").set(0, column, v)
	}
	delivered := d.open(t)
	delivered.Addresses = true
	if delivered.Findings.Blocking() {
		t.Fatal(delivered.Findings)
	}
	p := delivered.Pedimento(0)
	if p.Findings.Blocking() {
		t.Fatal(p.Findings)
	}
	equal := cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })
	blocks := pedimento.Blocks{
		CURP: "EIXA800101HDFJMN09", Domicilio: "CALLE UNO 120, 32000 JUAREZ, CHH, MEX",
		MediosTransporte: pedimento.MediosTransporte{EntradaSalida: "7", Arribo: "1", Salida: "7"},
		Destinatarios:    []pedimento.Destinatario{{IDFiscal: "77", Nombre: "CONSIGNEE", Domicilio: "MAIN ST 55 1, 79901 EL PASO, USA"}},
		Cuentas: []pedimento.Cuenta{{
			Garantia: "4", Tipo: "0", Institucion: "1", Numero: "123", Folio: "FOLIO1", Fecha: document.NewDate(2021, 1, 2),
			ValorUnitario: known(t, "10.5"), Total: known(t, "1050"), Cantidad: known(t, "100"), Titulos: known(t, "1"),
		}},
		Diferencias: []pedimento.Contribucion{{Clave: "IVA", FormaPago: "0", Importe: known(t, "77")}},
	}
	if diff := cmp.Diff(blocks, p.Blocks, equal); diff != "" {
		t.Error(diff)
	}
	around := pedimento.Despacho{
		CURPAgente: "EIXA800101HDFJMN10", Recepcion: document.NewDate(2021, 1, 7),
		Incidencias: []pedimento.Incidencia{{
			Remesa: "0", Numero: "1", Desde: document.NewDate(2021, 1, 9), Hasta: document.NewDate(2021, 1, 9), HoraDesde: "09:00:00", HoraHasta: "10:00:00",
			Fraccion: fraccion, Partida: "1", Grado: "3", Seleccion: document.NewDate(2021, 1, 8),
		}},
	}
	if diff := cmp.Diff(around, p.Despacho, equal); diff != "" {
		t.Error(diff)
	}
	first := p.Partidas[0]
	garantia := []pedimento.Cuenta{{
		Garantia: "4", Institucion: "1", Numero: "456", Folio: "FOLIO2", Fecha: document.NewDate(2021, 1, 3),
		ValorUnitario: known(t, "0.5"), Total: known(t, "20"), Cantidad: known(t, "2"), Titulos: known(t, "3"),
	}}
	if diff := cmp.Diff(garantia, first.Garantias, equal); diff != "" || !cmp.Equal(first.Kilometrajes, []string{"12"}) {
		t.Error(diff, first.Kilometrajes)
	}
	if len(p.Transportes) != 1 || p.Transportes[0].CURP == "" || len(p.Selecciones) != 1 || p.Selecciones[0].Hora != "08:30:00" {
		t.Errorf("%+v %+v", p.Transportes, p.Selecciones)
	}
}

// TestAddressesAsked: without a view the addresses are not built, and nothing
// else differs.
func TestAddressesAsked(t *testing.T) {
	t.Parallel()
	d := base(t)
	plain, shown := d.open(t), d.open(t)
	shown.Addresses = true
	a, b := plain.Pedimento(0), shown.Pedimento(0)
	if a.Domicilio != "" || b.Domicilio == "" || len(a.Findings) != len(b.Findings) {
		t.Errorf("%q %q %v %v", a.Domicilio, b.Domicilio, a.Findings, b.Findings)
	}
}

// TestRareUnreadable: a figure nobody can read refuses its pedimento whether or
// not anyone looks at it.
func TestRareUnreadable(t *testing.T) {
	t.Parallel()
	d := base(t)
	ped, _ := keyOf(d)
	d.table("702").rows = []string{row(ped, "3", "0", "MUCHO", "2", "2021-01-08 00:00:00")}
	if p := d.first(t); !p.Findings.Has("datastage_unreadable") || !p.Findings.Blocking() {
		t.Error(p.Findings)
	}
}
