package pedimento_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

func TestAddress(t *testing.T) {
	t.Parallel()
	for want, got := range map[string]string{
		"CALLE UNO 120 B, 32000 JUAREZ, CHH, MEX": pedimento.Address("CALLE UNO", "120", "B", "32000", "JUAREZ", "CHH", "MEX"),
		"MAIN ST, USA": pedimento.Address(" MAIN ST ", "", " ", "", "", "", "USA"),
		"":             pedimento.Address("", "", "", "", "", "", ""),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestAddSerie: kilometres stand beside their serial, or nowhere.
func TestAddSerie(t *testing.T) {
	t.Parallel()
	var q, plain pedimento.Partida
	q.AddSerie("A", "")
	q.AddSerie("B", "12")
	q.AddSerie("C", "")
	plain.AddSerie("A", "")
	if !cmp.Equal(q.Series, []string{"A", "B", "C"}) || !cmp.Equal(q.Kilometrajes, []string{"", "12", ""}) || plain.Kilometrajes != nil {
		t.Errorf("%v %v %v", q.Series, q.Kilometrajes, plain.Kilometrajes)
	}
}

// TestJoinNotes: a full line goes on inside a word, a shorter one ended.
func TestJoinNotes(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("Á", 118) + "AB"
	for want, in := range map[string][]pedimento.Note{
		full + "CD. FIN": {{Seq: 3, Text: "FIN"}, {Seq: 1, Text: full}, {Seq: 2, Text: "CD."}},
		"UNO DOS":        {{Seq: 1, Text: "UNO"}, {Seq: 1, Text: "DOS"}},
	} {
		if got := pedimento.JoinNotes(in); !cmp.Equal(got, []string{want}) {
			t.Errorf("%q", got)
		}
	}
	if pedimento.JoinNotes(nil) != nil {
		t.Error("a text of nothing")
	}
}

// TestUndated: an archivo M that cancels or opens a pedimento has no year, and
// is not refused for it; a paid one is.
func TestUndated(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		p    pedimento.Pedimento
		want document.Status
	}{
		"erased":         {pedimento.Pedimento{Efecto: document.Nulo, Patente: "3210", Aduana: "240", Documento: "6000123"}, document.Accepted},
		"opened":         {pedimento.Pedimento{Efecto: document.Previo, RFC: "MEN210101AB1", Clave: "IN"}, document.Accepted},
		"opened, no RFC": {pedimento.Pedimento{Efecto: document.Previo, Clave: "IN"}, document.Quarantined},
		"declared":       {pedimento.Pedimento{Efecto: document.Proforma}, document.Quarantined},
		"paid":           {pedimento.Pedimento{Efecto: document.Pagado, RFC: "MEN210101AB1"}, document.Quarantined},
	} {
		tt.p.Source = document.SourceArchivoM
		if got := pedimento.Gate(&tt.p); got != tt.want {
			t.Errorf("%s: %s %v", name, got, tt.p.Findings)
		}
	}
}

// TestDespachoView: what surrounds a declaration is shown, and an absent block
// is null or [].
func TestDespachoView(t *testing.T) {
	t.Parallel()
	day := document.NewDate(2026, 1, 2)
	p := pedimento.Pedimento{Selecciones: []pedimento.Seleccion{{Remesa: "0", Numero: "1", Fecha: day, Hora: "10:20:30", Semaforo: "1"}}}
	p.CURPAgente, p.Recepcion = "EIXA800101HDFJMN09", day
	p.Incidencias = []pedimento.Incidencia{{Remesa: "0", Numero: "1", Desde: day, HoraDesde: "09:00", Hasta: day, HoraHasta: "10:00", Fraccion: "39269099", Partida: "1", Grado: "3", Seleccion: day}}
	p.Articulo303 = []pedimento.Articulo303{{Pais: "USA", IGI: amount("10")}}
	p.Complementario = &pedimento.Complementario{Clave: "CT", TipoCambio: amount("20")}
	p.Partidas = []pedimento.Partida{{Secuencia: 1, Entidades: &pedimento.Entidades{Origen: "TX"}}, {Secuencia: 2}}
	b, err := json.Marshal(pedimento.ViewOf(&p, document.Accepted, document.Spanish))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"curp_agente":"EIXA800101HDFJMN09","rfc_agente":null,"fecha_recepcion":"2026-01-02"`,
		`"selecciones":[{"remesa":"0","numero":"1","fecha":"2026-01-02","hora":"10:20:30","semaforo":"1"}]`,
		`"incidencias":[{"remesa":"0","numero":"1","desde":"2026-01-02","hora_desde":"09:00"`,
		`"complementario":{"clave":"CT","tipo_cambio":"20","rfc":null`, `"monto_igi":"10"`,
		`"entidades":{"origen":"TX","destino":null`, `"entidades":null`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is not in %s", want, b)
		}
	}
}
