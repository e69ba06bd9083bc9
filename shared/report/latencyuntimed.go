package report

import (
	"strconv"

	"example.com/immex/shared/document"
)

// untimed is why nothing could be proved in the layouts before the eighth.
func untimed() document.Text {
	return document.Text{
		ES: "Ningún hecho trae la hora del evento en el sistema corporativo (source_event_at), y un expediente no contiene horas de llegada: el plazo de 48 horas no se puede probar ni negar.",
		EN: "No fact has the time of the event in the corporate system (source_event_at), and a package has no times of arrival: the term of 48 hours can be neither proved nor denied.",
	}
}

// latencyUntimed is the table of the layouts before the eighth, byte by byte.
func (s *Set) latencyUntimed() Table {
	type counted struct {
		registro string
		n        int
	}
	return tabulate("plazo_48h", document.Text{ES: "Plazo de 48 horas (Anexo 24, apartado C)", EN: "Term of 48 hours (Anexo 24, apartado C)"}, s.Head, []field[counted]{
		{"registro", "Registro", "Record", Text, func(r *counted) string { return r.registro }},
		{"cuantos", "Cuántos", "How many", Integer, func(r *counted) string { return strconv.Itoa(r.n) }},
		{"con_hora_de_origen", "Con hora del sistema corporativo", "With the time of the corporate system", Integer, func(*counted) string { return "0" }},
		{"resultado", "Resultado", "Result", Text, func(*counted) string { return notProvable }},
		{"motivo", "Motivo", "Reason in Spanish", Text, func(*counted) string { return untimed().ES }},
		{"reason", "Motivo en inglés", "Reason", Text, func(*counted) string { return untimed().EN }},
	}, []counted{{"entradas", s.Summary.Entradas}, {"salidas", s.Summary.Salidas}, {"descargos", s.Summary.Descargos}})
}
