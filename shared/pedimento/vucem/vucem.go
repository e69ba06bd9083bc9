// Package vucem reads the answers of the Ventanilla Única web services for
// pedimentos (manual "Consulta de Pedimentos Webservices"): the header
// (consultarPedimentoCompleto), each partida (consultarPartida), and what
// comes with them: states, listings, remesas, requests, errors and faults.
//
// Example: a completo that lists partidas 7, 4, 3 … and the eight partida
// answers, delivered together, join into one pedimento whose partidas add up
// to the totals of the header.
//
// A partida answer names no pedimento and a header names no patente, so the
// package refuses to guess: a set that does not add up is an error, and without
// the request or the listing that carries the patente there is no number.
package vucem

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Kind is which message of the services it is.
type Kind string

// The messages of the services.
const (
	Completo Kind = "completo" // consultarPedimentoCompletoRespuesta
	Partida  Kind = "partida"  // consultarPartidaRespuesta
	Estado   Kind = "estado"   // consultarEstadoPedimentosRespuesta
	Listar   Kind = "listar"   // consultarPedimentosRespuesta
	Remesas  Kind = "remesas"  // consultarRemesasRespuesta
	Peticion Kind = "peticion" // any request
	Error    Kind = "error"    // any answer with tieneError true
	Fault    Kind = "fault"    // SOAP Fault
)

// Ref names a pedimento the way requests and listings do.
type Ref struct {
	Aduana    string // 3 digits, or 2 when the service leaves out the section
	Patente   string // 4 digits
	Documento string // 7 digits
}

// EstadoPedimento is one state of consultarEstado; the catalogue of states is
// not public (2 PAGADO, 3 selection, 7 released are known).
type EstadoPedimento struct {
	Clave, Descripcion, SubClave, SubDescripcion, Secuencia string
}

// Remesa is one shipment of a consolidated pedimento.
type Remesa struct {
	Comprobante string // COVE or invoice (comprobanteVE)
	Agente      string // remesaAgente
	SA          string // remesaSA
}

// Message is one answer or request.
type Message struct {
	Kind      Kind
	Service   string // local name, "consultarPartidaRespuesta"
	Where     string // path in the file
	Operacion string // numeroOperacion, ties the queries of one pedimento
	Texto     string // text of an error or fault
	Codigo    string // code of a fault

	Pedimento *pedimento.Pedimento // header only, of a completo
	Numeros   []int                // partida numbers a completo lists
	Partida   *pedimento.Partida   // of a partida
	Refs      []Ref                // of a request (one) or a listing
	Estados   []EstadoPedimento
	Remesas   []Remesa
	// Criterios are what a request asks by, name and value.
	Criterios [][2]string
	// Of an answer about states: who validated, and when the last state began.
	Prevalidador string
	FechaEstado  document.Date
	HoraEstado   string // as written, with its offset, which is never applied

	Findings document.Findings
}

// Status is the outcome of the message alone. Only a completo and a partida
// bring data into the books, and only joined; listings, states and remesas are
// kept to be seen. A request says nothing of its own, and an error or a fault
// says that there is no answer.
func (m *Message) Status() document.Status {
	switch m.Kind {
	case Peticion, Error, Fault:
		return document.Unsupported
	case Completo, Partida, Estado, Listar, Remesas:
	}
	if m.Findings.Blocking() {
		return document.Quarantined
	}
	return document.Accepted
}
