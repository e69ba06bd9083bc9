package step

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/rule"
)

// Compile holds what the steps of the compile workflow need. Each step takes
// and gives references only (infra/decisions/0003); given the same payload
// again it writes the same objects and answers the same.
type Compile struct {
	Books    Books
	Blobs    Blobs
	Locator  Locator
	Outbox   Outbox
	Reader   func(rfc string) *Reader // of a programme's documents; crosscheck reads them again
	Rules    []*rule.Rule             // that crosscheck asks; all of glosa when nil
	Language document.Lang
	Tool     string // version of the program, part of the package
	// Signer signs packages; nil leaves them unsigned. Now dates their seals in
	// the journal.
	Signer expediente.Signer
	Now    func() time.Time
	// Scratch is room outside of memory for large files; nil holds them in it.
	Scratch expediente.Scratch
}

// Locator names where a blob lies, for engines that read it by themselves.
type Locator interface {
	// Where is the bucket and key of a blob; it need not exist yet.
	Where(rfc string, shelf Shelf, h document.Hash) (bucket, key string)
}

// Outbox hands a sealed package over.
type Outbox interface {
	// Deliver makes the package available under its name and says where. The
	// same package again is a success; another one under the same name is a
	// Conflict, since a sealed package never changes.
	Deliver(ctx context.Context, p Parcel) (where string, err error)
}

// Parcel is a sealed package with its signature, which is nil for an unsigned
// one.
type Parcel struct {
	RFC       string
	Name      string
	SHA256    document.Hash
	Zip       func(w io.Writer) error // writes it; Corrupt where other bytes are kept
	Signature []byte                  // goes beside it, under its name with expediente.SignatureSuffix
}

// PlanIn is the payload of plan.
type PlanIn struct {
	RFC      string          `json:"rfc"`
	Period   string          `json:"period"`   // YYYY-MM or YYYY
	Decision json.RawMessage `json:"decision"` // null: a named person's decision is a fact, from table cierres
}

// PlanOut is the answer of plan.
type PlanOut struct {
	RFC    string        `json:"rfc"`
	Period string        `json:"period"`
	Cut    document.Hash `json:"cut"`
	Ranges Object        `json:"ranges"`
	Count  int           `json:"count"`
	Review ReviewNeed    `json:"review"`
}

// ReviewNeed is whether a person approves the package, and for how many seconds
// that may take; Approval is "" until somebody did.
type ReviewNeed struct {
	Required bool          `json:"required"`
	Seconds  int           `json:"seconds"`
	Approval document.Hash `json:"approval"`
}

// Object is a bucket and key.
type Object struct {
	Bucket string `json:"bucket"`
	Key    string `json:"key"`
}

// Range is a run of material ids, both included.
type Range struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// ReconcileIn is the payload of reconcile.
type ReconcileIn struct {
	RFC    string        `json:"rfc"`
	Period string        `json:"period"`
	Cut    document.Hash `json:"cut"`
	Range  Range         `json:"range"`
}

// RefOut is the answer of a step that wrote one object.
type RefOut struct {
	Ref document.Hash `json:"ref"`
}

// CrossCheckIn is the payload of crosscheck.
type CrossCheckIn struct {
	RFC        string        `json:"rfc"`
	Period     string        `json:"period"`
	Cut        document.Hash `json:"cut"`
	Reconciled []RefOut      `json:"reconciled"`
}

// RenderIn is the payload of render.
type RenderIn struct {
	RFC        string        `json:"rfc"`
	Period     string        `json:"period"`
	Cut        document.Hash `json:"cut"`
	Reconciled []RefOut      `json:"reconciled"`
	CrossCheck document.Hash `json:"crosscheck"`
	Approval   document.Hash `json:"approval"` // the fact that somebody approved it, "" where nobody has to
}

// SealIn is the payload of seal.
type SealIn struct {
	RFC    string        `json:"rfc"`
	Period string        `json:"period"`
	Cut    document.Hash `json:"cut"`
	Render document.Hash `json:"render"`
}

// SealOut is the answer of seal.
type SealOut struct {
	Package string        `json:"package"`
	SHA256  document.Hash `json:"sha256"`
	// Signature is the ref of the sidecar on the shelf of packages, "" for none.
	Signature document.Hash `json:"signature"`
}

// DeliverIn is the payload of deliver.
type DeliverIn struct {
	RFC     string        `json:"rfc"`
	Period  string        `json:"period"`
	Cut     document.Hash `json:"cut"`
	Package string        `json:"package"`
	SHA256  document.Hash `json:"sha256"`
	// Signature is as Seal answered.
	Signature document.Hash `json:"signature"`
}

// DeliverOut is the answer of deliver.
type DeliverOut struct {
	Delivered string `json:"delivered"`
}

// Period gives the first and last day of YYYY-MM or YYYY.
func Period(s string) (from, to document.Date, err error) {
	if t, err := time.Parse("2006-01", s); err == nil {
		if from = document.NewDate(t.Year(), int(t.Month()), 1); from.Known() {
			return from, from.MonthEnd(), nil
		}
	}
	if t, err := time.Parse("2006", s); err == nil && t.Year() > 0 {
		return document.NewDate(t.Year(), 1, 1), document.NewDate(t.Year(), 12, 31), nil
	}
	return 0, 0, fault.Newf(fault.Misconfigured, "period", "%q is neither YYYY-MM nor YYYY", s)
}

// put stores a JSON object on the work shelf.
func (c *Compile) put(ctx context.Context, rfc string, v any) (document.Hash, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encode work object: %w", err)
	}
	return c.Blobs.Put(ctx, rfc, ShelfWork, b) //nolint:wrapcheck // a fault of the store, already classified
}

// get reads a JSON object of the work shelf.
func (c *Compile) get(ctx context.Context, rfc string, h document.Hash, v any) error {
	b, err := c.Blobs.Get(ctx, rfc, ShelfWork, h)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the store, already classified
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fault.New(fault.Corrupt, "work object "+string(h), err)
	}
	return nil
}
