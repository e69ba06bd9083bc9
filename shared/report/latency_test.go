package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/report"
)

// TestLatency: each movement has the worst of what is told of its document, by the
// books' own counts, in whatever order the events come.
func TestLatency(t *testing.T) {
	t.Parallel()
	facts := march(t)
	books := booksOf(t, facts, directo())
	event := func(registro, documento, evento, recibido string) plant.Event {
		return plant.Event{Registro: registro, Documento: documento, Evento: evento, Recibido: recibido}
	}
	events := []plant.Event{
		event("entrada", "212432101000002", "2021-03-05T10:00:00-06:00", "2021-03-07T10:00:00-06:00"),
		event("entrada", "212432101000003", "2021-03-08T10:00:00-06:00", "2021-03-08T11:00:00-06:00"),
		event("entrada", "212432101000003", "2021-03-08T10:00:00-06:00", "2021-03-12T10:00:00-06:00"),
		event("salida", "212432101000002", "2021-03-05T10:00:00-06:00", "2021-03-05T10:00:00-06:00"), // it is an entry
		event("salida", "212432102000001", "2021-03-20T10:00:00-06:00", ""),
	}
	for range 2 {
		more := moreOf(books, facts)
		more.Events = events
		s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"entradas|3|2|1|1|1|fuera_de_plazo", "salidas|4|1|0|0|4|no_demostrable", "descargos|3|1|0|0|3|no_demostrable"}
		if d := cmp.Diff(want, cells(t, s, "plazo_48h", "registro", "cuantos", "con_hora_de_origen", "en_plazo", "fuera_de_plazo", "no_demostrable", "resultado")); d != "" {
			t.Error(d)
		}
		if s.Summary.Entradas != 3 || s.Summary.Salidas != 4 || s.Summary.Descargos != 3 {
			t.Errorf("the summary counts others: %+v", s.Summary)
		}
		told := cells(t, s, "plazo_48h_documentos", "registro", "documento", "minutos", "resultado")
		for _, row := range []string{"entrada|212432101000002|2880|en_plazo", "entrada|212432101000003|5760|fuera_de_plazo", "entrada|212432101000004||sin_evento", "salida|212432102000001||sin_recepcion"} {
			if !slices.Contains(told, row) {
				t.Errorf("no %q in\n%s", row, strings.Join(told, "\n"))
			}
		}
		for _, reason := range cells(t, s, "plazo_48h", "motivo", "reason") {
			if !strings.Contains(reason, "declara en la tabla eventos_corporativos") || !strings.Contains(reason, "declares in table eventos_corporativos") {
				t.Errorf("nothing says whose the times are: %s", reason)
			}
		}
		slices.Reverse(events)
	}
}
