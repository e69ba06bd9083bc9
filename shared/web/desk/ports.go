package desk

import (
	"context"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
)

// Reader is all that the screens read, in parts. What it returns is shared and
// never changed by a screen.
type Reader interface {
	Programmes
	Documents
	Balances
	Planner
	Closings
}

// Programmes tells which programmes there are and what they are.
type Programmes interface {
	// Programmes lists every programme that has documents, and with them the
	// shelf of documents of no programme.
	Programmes(ctx context.Context) ([]string, error)
	// Programme tells about one.
	Programme(ctx context.Context, rfc string) (*Programme, error)
}

// Programme is what stands on every screen of one.
type Programme struct {
	RFC, Nombre, Numero string
	// Behind is how many materials are still to be computed: until none is,
	// balances are those of before.
	Behind int
	Basis  *programme.Basis
	// Senders may send documents by mail.
	Senders []plant.Sender

	head  step.Head // of the journal it was read at
	parts *catalogue
}

// Documents tells of what came in.
type Documents interface {
	// Shelf is all of a programme as they stand, ready to be looked through.
	Shelf(ctx context.Context, rfc string) (*Shelf, error)
	// Contradictions are what sources of one pedimento say differently, which
	// stays out of the books.
	Contradictions(ctx context.Context, rfc string) ([]ledger.Finding, error)
	// Declaring are the pedimentos that declare a paper of this very number.
	Declaring(ctx context.Context, rfc string, ref ledger.Ref) ([]string, error)
	// Changes is what came in since a moment and what it changed of the past.
	Changes(ctx context.Context, rfc string, since time.Time) (*Changes, error)
}

// Balances tells what is left.
type Balances interface {
	// Open are the lots with something left at the end of a day, by due date.
	// With a moment they are what was known then.
	Open(ctx context.Context, rfc string, on document.Date, known time.Time) (*Stock, error)
	// Reports are those of Anexo 24 of what moved from a day until today, which
	// is the last day the books know.
	Reports(ctx context.Context, rfc string, from, today document.Date) (*report.Set, error)
}

// Stock is what is left at the end of a day.
type Stock struct {
	On     document.Date
	Known  time.Time  // zero: as it is
	Behind int        // materials whose book is behind its facts
	Lots   []*OpenLot // by due date

	parts map[string]stockPart // of the books as they are, by material
	views *memo[string, *stockView]
}

// OpenLot is a lot with something left.
type OpenLot struct {
	ID, Pedimento, Clave, Tipo   string
	Partida                      int
	Fraccion, Parte, Descripcion string
	Material                     ledger.Material
	UMT                          string
	Available, Due, DueLast      document.Date // Due unknown: life of the programme
	State                        string        // contingencia.Estado
	Saldo, Desperdicio, Faltante quantity.Micros
	SaldoUMT                     quantity.Micros // of the three together: the legal balance
	Held                         quantity.Micros
	Value, Owed                  money.Amount // customs value, and contributions not paid in cash, of what is left
}

// Planner works out what a person plans, and posts nothing.
type Planner interface {
	Plan(ctx context.Context, rfc string, op step.Operation) (*step.Planned, error)
	// Simulate works the books out twice, as they are and under a scenario.
	Simulate(ctx context.Context, rfc string, s step.Scenario) (*step.Simulated, error)
}

// Closings tells of packages.
type Closings interface {
	// Seals are the packages that were sealed.
	Seals(ctx context.Context, rfc string) ([]step.Sealed, error)
}
