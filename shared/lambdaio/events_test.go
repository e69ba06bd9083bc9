package lambdaio_test

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
)

func event(t *testing.T, name string) json.RawMessage {
	t.Helper()
	raw, err := os.ReadFile("../../events/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestIngestEvent(t *testing.T) {
	var got []lambdaio.Arrival
	h := lambdaio.Batch(lambdaio.NewLogger(t.Output(), "ingest", "INFO"), func(_ context.Context, m lambdaio.Message) error {
		a, err := lambdaio.ReadArrival(m.Body)
		got = append(got, a)
		return err
	})
	out, err := h(t.Context(), event(t, "ingest"))
	if err != nil || len(out.(events.SQSEventResponse).BatchItemFailures) > 0 {
		t.Fatalf("%v %v", out, err)
	}
	want := []lambdaio.Arrival{
		{RFC: "IMM010101AA1", Name: "datastage-2021-03.zip", Bucket: "immex-inbox", Key: "inbox/IMM010101AA1/datastage-2021-03.zip", Version: "v1", Bytes: 48213},
		{
			RFC: "IMM010101AA1", Name: "factura.pdf", SHA256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
			Parent: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Depth: 1, Bytes: 48213,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMatchAndMailEvents(t *testing.T) {
	h := lambdaio.Batch(lambdaio.NewLogger(t.Output(), "match", "INFO"), func(_ context.Context, m lambdaio.Message) error {
		if m.Group != "MFRGGZDFMZTWQ2LKNNWG23TPOB" || m.Receives != 1 {
			t.Errorf("message %+v", m)
		}
		return nil
	})
	if _, err := h(t.Context(), event(t, "match")); err != nil {
		t.Error(err)
	}
	mail := lambdaio.Event(func(_ context.Context, e events.SimpleEmailEvent) (int, error) {
		if r := e.Records[0].SES.Receipt; r.DMARCVerdict.Status != "PASS" || len(r.Recipients) != 1 {
			t.Errorf("receipt %+v", r)
		}
		return len(e.Records), nil
	})
	if n, err := mail(t.Context(), event(t, "mail")); err != nil || n != 1 {
		t.Errorf("%v %v", n, err)
	}
}

func TestReadArrivalRefuses(t *testing.T) {
	for _, body := range []string{
		"", "[]", "{}", `{"name":"x","colour":1}`, `{"name":"x","sha256":"aa"}`, `{"detail-type":"Object Deleted"}`,
		`{"detail-type":"Object Created","detail":{}}`, `{"rfc":"R","name":"x","sha256":"aa","bucket":"b","key":"k"}`,
		`{"rfc":"R","name":"x","sha256":"aa","depth":-1}`,
	} {
		if a, err := lambdaio.ReadArrival([]byte(body)); !fault.Is(err, fault.Corrupt) {
			t.Errorf("%s: %+v %v", body, a, err)
		}
	}
	a, err := lambdaio.ReadArrival([]byte(`{"detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":"inbox/a.zip","version-id":"v7"}}}`))
	if err != nil || a.RFC != "" || a.Name != "a.zip" || a.Version != "v7" {
		t.Errorf("%+v %v", a, err)
	}
}

// TestAFolderIsNoDocument: the console of S3 makes an object without bytes for each
// folder. What has bytes, or another name, is a document.
func TestAFolderIsNoDocument(t *testing.T) {
	for key, want := range map[string]bool{
		`"inbox/R/","size":0`: true, `"inbox/R/2021/","size":0`: true, `"inbox/","size":0`: true,
		`"inbox/R/","size":7`: false, `"inbox/R/a.zip","size":0`: false,
	} {
		body := `{"detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":` + key + `}}}`
		a, err := lambdaio.ReadArrival([]byte(body))
		if err != nil || a.Folder() != want {
			t.Errorf("%s: %+v %v", body, a, err)
		}
	}
	child := lambdaio.Arrival{RFC: "R", SHA256: "aa"}
	if child.Folder() {
		t.Error("a document of the work shelf is no folder")
	}
}

func FuzzReadArrival(f *testing.F) {
	f.Add([]byte(`{"rfc":"R","name":"x","sha256":"aa","depth":1,"bytes":3}`))
	f.Add([]byte(`{"detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":"inbox/R/a.zip"}}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := lambdaio.ReadArrival(body)
		if err == nil && (a.Key == "") == (a.SHA256 == "") {
			t.Errorf("%s names no object: %+v", body, a)
		}
	})
}
