package e2e_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/cloud/terminal"
	"example.com/immex/shared/document"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// runs are the hashes of the books by material.
func (s *stack) runs(rfc string) map[string]document.Hash {
	s.t.Helper()
	out := map[string]document.Hash{}
	err := step.EachBook(s.t.Context(), s.books, rfc, func(b *ledger.Book) error {
		raw, err := b.Encode()
		out[b.ID] = document.HashOf(raw)
		return errors.Join(err, b.Check())
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// wipe empties the table of books.
func (s *stack) wipe() int {
	s.t.Helper()
	db := dynamotest.Client(s.t)
	gone := 0
	for pages := dynamodb.NewScanPaginator(db, &dynamodb.ScanInput{TableName: &s.table}); pages.HasMorePages(); {
		page, err := pages.NextPage(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		for _, item := range page.Items {
			maps.DeleteFunc(item, func(name string, _ types.AttributeValue) bool { return name != "PK" && name != "SK" })
			if _, err := db.DeleteItem(s.t.Context(), &dynamodb.DeleteItemInput{TableName: &s.table, Key: item}); err != nil {
				s.t.Fatal(err)
			}
			gone++
		}
	}
	return gone
}

// recovers loses the table and makes the books again from the archive.
func (s *stack) recovers(rfc string) {
	t := s.t
	t.Helper()
	want := s.runs(rfc)
	gone := s.wipe()
	if left := s.runs(rfc); len(left) > 0 || len(want) == 0 || gone == 0 {
		t.Fatalf("%d books before, %d after the loss of %d items", len(want), len(left), gone)
	}
	s.aws.take(ingestQueue) // what came meanwhile is no matter here
	operator := s.operator()
	dry, err := operator.Rebuild(t.Context(), s.buckets.Archive, ingestQueue, rfc, true)
	if err != nil || dry[rfc] == 0 || len(s.aws.take(ingestQueue)) != 0 {
		t.Errorf("a dry run: %v %v", dry, err)
	}
	all, err := operator.Rebuild(t.Context(), s.buckets.Archive, ingestQueue, "", false)
	if err != nil || !cmp.Equal(dry, all) {
		t.Errorf("%v, announced %v: %v", all, dry, err)
	}
	messages := s.aws.take(ingestQueue)
	rand.New(rand.NewPCG(5, 6)).Shuffle(len(messages), func(i, j int) { messages[i], messages[j] = messages[j], messages[i] })
	again := slices.Clone(messages)
	s.dead = nil
	s.deliver("ingest", 5, messages)
	s.settle()
	if diff := cmp.Diff(want, s.runs(rfc)); diff != "" || len(s.dead) > 0 {
		t.Errorf("%d dead; the books differ (-before +rebuilt):\n%s", len(s.dead), diff)
	}
	s.deliver("ingest", 5, again) // a second time changes nothing
	s.settle()
	if diff := cmp.Diff(want, s.runs(rfc)); diff != "" {
		t.Errorf("rebuilt twice the books differ:\n%s", diff)
	}
	if _, err := operator.Rebuild(t.Context(), s.inbox, ingestQueue, "", false); err == nil {
		t.Error("the inbox was taken for the archive")
	}
	t.Logf("%d items lost, %d documents of the archive, %d books the same", gone, all[rfc], len(want))
}

// operator is a person at a terminal with the rights to do it.
func (s *stack) operator() *cloud.Cloud {
	s.t.Helper()
	s.t.Setenv("AWS_ENDPOINT_URL_SQS", s.aws.server.URL)
	s.t.Setenv("AWS_ENDPOINT_URL_S3", os.Getenv("IMMEX_S3_ENDPOINT"))
	c, err := terminal.Open(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// TestRestoredTable: a table as it was at an earlier moment, in the middle of a
// commit, takes the place of the one that is damaged; what came since comes from
// the archive, and the books are those of before the damage.
func TestRestoredTable(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	messages := make([]queued, 0, len(files))
	for _, f := range files {
		s.put("inbox/"+rfc+"/"+f.name, f.bytes)
		messages = append(messages, s.created("inbox/"+rfc+"/"+f.name))
	}
	half := len(messages) / 2
	s.deliver("ingest", 5, messages[:half])
	s.settle()
	frail := s.function("ingest", s.env["ingest"], killAfter)
	s.writes.arm(8)
	again := s.batch(frail, messages[half:half+1])
	if len(again) != 1 || !s.writes.caught() {
		t.Fatal("no commit was caught in its middle")
	}
	s.writes.arm(-1)
	then := s.items()
	s.deliver("ingest", 5, append(again, messages[half+1:]...))
	s.settle()
	want := s.runs(rfc)

	s.moves(then)
	if cmp.Equal(want, s.runs(rfc)) {
		t.Fatal("nothing came since: there is nothing to recover")
	}
	if _, err := s.operator().Rebuild(t.Context(), s.buckets.Archive, ingestQueue, "", false); err != nil {
		t.Fatal(err)
	}
	s.settle()
	if diff := cmp.Diff(want, s.runs(rfc)); diff != "" || len(s.dead) > 0 {
		t.Errorf("%d dead; the books differ (-before +recovered):\n%s", len(s.dead), diff)
	}
	if r, err := step.Replay(t.Context(), s.books, rfc); err != nil || r.Difference.ES != "" {
		t.Errorf("replay: %s %v", r.Difference.EN, err)
	}
	t.Logf("%d items restored, %d books the same", len(then), len(want))
}

// moves gives the stack another table, with these items. What the queues
// remember of messages ends after five minutes.
func (s *stack) moves(items map[string]item) {
	s.t.Helper()
	db := dynamotest.Client(s.t)
	was, table := s.table, dynamotest.Table(s.t, db)
	s.table, s.books = table, dynamotest.On(s.t, db, table)
	var changes []types.WriteRequest
	for _, it := range items {
		changes = append(changes, types.WriteRequest{PutRequest: &types.PutRequest{Item: it}})
	}
	s.change(changes)
	for verb, env := range s.env {
		if i := slices.Index(env, string(lambdaio.BooksTable)+"="+was); i >= 0 {
			env[i] = string(lambdaio.BooksTable) + "=" + table
			s.functions[verb] = s.function(verb, env, time.Minute)
		}
	}
	s.aws.mu.Lock()
	defer s.aws.mu.Unlock()
	s.aws.dedup = map[string]bool{}
}
