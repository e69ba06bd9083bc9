package dynamo_test

import (
	"testing"
	"time"

	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/access/accesstest"
)

// TestPeople: users, sessions and the log are kept as on one machine.
func TestPeople(t *testing.T) {
	t.Parallel()
	api := dynamotest.Client(t)
	moment := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC) // lines of one microsecond are told apart
	p, err := dynamo.NewPeople(api, dynamo.Config{Table: dynamotest.Table(t, api)}, func() time.Time { return moment })
	if err != nil {
		t.Fatal(err)
	}
	accesstest.Run(t, p)
	if _, ok, err := p.User(t.Context(), ""); ok || err != nil {
		t.Errorf("a user without a name: %v %v", ok, err)
	}
	for range 3 { // what somebody took for a programme is nobody's partition
		if err := p.AddEntry(t.Context(), access.Entry{At: moment, RFC: "x#y", Status: 404}); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := p.LogEntries(t.Context(), "x", 0, 10); err != nil || len(got) != 0 {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := p.LogEntries(t.Context(), "x#y", 0, 2); err != nil || len(got) != 2 {
		t.Errorf("%+v %v", got, err)
	}
}
