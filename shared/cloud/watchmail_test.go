package cloud_test

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// morningBooks are those of two programmes, each with sealed packages and a document
// that waits; one of them cannot be read when broken says so.
type morningBooks struct {
	anyBooks

	broken error
}

// anyBooks has another name than its method Books.
type anyBooks = interface{ step.Books }

const (
	healthy = "AAA010101AA1"
	sick    = "ZZZ010101ZZ1"
)

func (b morningBooks) Programmes(context.Context) ([]string, error) {
	return []string{sick, healthy}, nil
}

func (b morningBooks) Head(context.Context, string) (step.Head, error) {
	return step.Head{Terms: step.Terms()}, nil
}

func (b morningBooks) Dirty(context.Context, string) ([]step.MaterialRef, error) { return nil, nil }

func (b morningBooks) Books(_ context.Context, rfc string) iter.Seq2[step.BookRecord, error] {
	return func(yield func(step.BookRecord, error) bool) {
		if rfc == sick && b.broken != nil {
			yield(step.BookRecord{}, b.broken)
		}
	}
}

func (b morningBooks) Entries(_ context.Context, rfc string, _ int64) iter.Seq2[step.Entry, error] {
	return func(yield func(step.Entry, error) bool) {
		yield(step.Entry{RecordedAt: time.Date(2026, 3, 8, 12, 0, 0, 0, time.UTC), Record: step.Record{RFC: rfc, SHA: "d", Name: "factura de " + rfc, Kind: document.KindInvoice, Status: document.Quarantined}}, nil)
	}
}

func (b morningBooks) Facts(_ context.Context, rfc string, groups []string) (out []step.FactRecord, err error) {
	if len(groups) != 1 || groups[0] != "sellos" {
		return nil, nil
	}
	for _, period := range []string{"2025", "2026-02"} { // all that is due
		raw, err := json.Marshal(step.Sealed{Period: period, Package: rfc + "-" + period + ".zip", SHA256: "s"})
		if err != nil {
			return nil, err
		}
		out = append(out, step.FactRecord{Hash: document.HashOf(raw), Group: "sellos", Data: raw})
	}
	return out, nil
}

// TestTheOthersAreTold: one programme that cannot be read is named, and its
// neighbours are told; while it may still be read when tried again nothing goes
// out, and the whole mail follows where it can be.
func TestTheOthersAreTold(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 10, 13, 0, 0, 0, time.UTC)
	corrupt := fault.New(fault.Corrupt, "book", errors.New("segment gone"))
	throttled := fault.New(fault.Transient, "book", errors.New("throttled"))
	m := cloud.NewMorning()
	run := func(broken error, after time.Duration) ([]string, error) {
		m.Sent = nil
		err := m.Daily(t.Context(), morningBooks{broken: broken}, at, at.Add(after))
		return m.Sent, err
	}
	if sent, err := run(throttled, 0); err == nil || len(sent) != 0 {
		t.Errorf("throttled: %q %v", sent, err)
	}
	sent, err := run(corrupt, 0)
	if !fault.Is(err, fault.Corrupt) || len(sent) != 1 {
		t.Fatalf("corrupt: %q %v", sent, err)
	}
	for _, want := range []string{"(incompleto)", sick + ": no se pudo leer", "segment gone", "factura de " + healthy, "AAA010101AA1-2026-02.zip está sellado y su correo no salió"} {
		if !strings.Contains(sent[0], want) {
			t.Errorf("%q is not in:\n%s", want, sent[0])
		}
	}
	if strings.Contains(sent[0], "factura de "+sick) {
		t.Errorf("half of a programme is told:\n%s", sent[0])
	}
	if sent, err := run(throttled, 5*time.Minute); err == nil || len(sent) != 0 { // said today
		t.Errorf("said twice: %q %v", sent, err)
	}
	sent, err = run(nil, 6*time.Minute)
	if err != nil || len(sent) != 1 || !strings.Contains(sent[0], "factura de "+sick) || strings.Contains(sent[0], "incompleto") {
		t.Fatalf("read again: %q %v", sent, err)
	}
	if !strings.Contains(sent[0], sick+"-2026-02.zip está sellado") || strings.Contains(sent[0], healthy+"-2026-02.zip está") {
		t.Errorf("a package is told twice, or not:\n%s", sent[0])
	}
	at = at.AddDate(0, 0, 1)
	if sent, err := run(throttled, 3*time.Minute); err == nil || len(sent) != 1 || !strings.Contains(sent[0], "incompleto") {
		t.Errorf("throttled to the end: %q %v", sent, err)
	}
}

// TestDeliveredIsNotTold: what a mail of its own told of is in no digest.
func TestDeliveredIsNotTold(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 10, 13, 0, 0, 0, time.UTC)
	m := cloud.NewMorning()
	if err := m.Delivered(t.Context(), healthy, "AAA010101AA1-2026-02.zip", "s"); err != nil {
		t.Fatal(err)
	}
	if err := m.Daily(t.Context(), morningBooks{}, at, at); err != nil || len(m.Sent) != 1 || strings.Contains(m.Sent[0], "AAA010101AA1-2026-02.zip está sellado") || !strings.Contains(m.Sent[0], sick+"-2026-02.zip está sellado") {
		t.Errorf("%q %v", m.Sent, err)
	}
}
