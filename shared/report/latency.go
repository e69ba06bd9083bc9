package report

import (
	"strconv"

	"example.com/immex/shared/document"
)

// plazo48 is one kind of record that apartado C of Anexo 24 wants within 48
// hours of what happened in the corporate system.
type plazo48 struct {
	registro  document.Text
	cuantos   int
	conOrigen int // that tell when it happened there
}

// noSource is why nothing can be proved: no fact carries the time of the event
// in the corporate system, and a package has no time of arrival.
func noSource() document.Text {
	return document.Text{
		ES: "Ningún hecho trae la hora del evento en el sistema corporativo (source_event_at), y un expediente no contiene horas de llegada: el plazo de 48 horas no se puede probar ni negar.",
		EN: "No fact has the time of the event in the corporate system (source_event_at), and a package has no times of arrival: the term of 48 hours can be neither proved nor denied.",
	}
}

// latency says of each kind of record whether the 48 hours can be proved.
func (s *Set) latency(*More) (Table, error) {
	rows := []plazo48{
		{registro: document.Text{ES: "entradas", EN: "entries"}, cuantos: s.Summary.Entradas},
		{registro: document.Text{ES: "salidas", EN: "exits"}, cuantos: s.Summary.Salidas},
		{registro: document.Text{ES: "descargos", EN: "descargos"}, cuantos: s.Summary.Descargos},
	}
	s.month.latency = rows
	return tabulate("plazo_48h", document.Text{ES: "Plazo de 48 horas (Anexo 24, apartado C)", EN: "Term of 48 hours (Anexo 24, apartado C)"}, s.Head, []field[plazo48]{
		{"registro", "Registro", "Record", Text, func(r *plazo48) string { return r.registro.ES }},
		{"cuantos", "Cuántos", "How many", Integer, func(r *plazo48) string { return strconv.Itoa(r.cuantos) }},
		{"con_hora_de_origen", "Con hora del sistema corporativo", "With the time of the corporate system", Integer, func(r *plazo48) string { return strconv.Itoa(r.conOrigen) }},
		{"resultado", "Resultado", "Result", Text, func(*plazo48) string { return "no_demostrable" }},
		{"motivo", "Motivo", "Reason in Spanish", Text, func(*plazo48) string { return noSource().ES }},
		{"reason", "Motivo en inglés", "Reason", Text, func(*plazo48) string { return noSource().EN }},
	}, rows), nil
}

// latencyPage says it on a page.
func (s *Set) latencyPage(p *pen) {
	p.section(latencyTitle())
	var rows [][]string
	for i := range s.month.latency {
		r := &s.month.latency[i]
		rows = append(rows, []string{r.registro.In(p.lang), strconv.Itoa(r.cuantos), strconv.Itoa(r.conOrigen), document.Text{ES: "no demostrable", EN: "not provable"}.In(p.lang)})
	}
	p.grid([]gridColumn{
		{document.Text{ES: "Registro", EN: "Record"}, 120 * point, false},
		{document.Text{ES: "Cuántos", EN: "How many"}, 80 * point, true},
		{document.Text{ES: "Con hora del sistema corporativo", EN: "With the time of the corporate system"}, 150 * point, true},
		{document.Text{ES: "Resultado", EN: "Result"}, 120 * point, false},
	}, rows)
	p.para(noSource())
	p.para(document.Text{
		ES: "El plazo es del apartado C del Anexo 24 (empresas del registro en el esquema de certificación); a una IMMEX sin certificación no le aplica.",
		EN: "The term is of apartado C of Anexo 24 (companies in the certification scheme); it does not apply to an IMMEX without certification.",
	})
}

func latencyTitle() document.Text {
	return document.Text{ES: "Plazo de 48 horas", EN: "Term of 48 hours"}
}
