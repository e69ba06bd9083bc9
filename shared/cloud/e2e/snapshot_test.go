package e2e_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type item = map[string]types.AttributeValue

// snapshot is all that a stack remembers.
type snapshot struct {
	items   map[string]item            // of the table, by their keys
	objects map[string]map[string]bool // keys by bucket; no object ever changes
	queues  map[string][]queued
	dedup   map[string]bool
	starts  map[string]json.RawMessage
	mails   []string
	handed  map[string]json.RawMessage
	events  []json.RawMessage
}

// now takes a snapshot.
func (s *stack) now() snapshot {
	s.t.Helper()
	out := snapshot{items: s.items(), objects: map[string]map[string]bool{}}
	for _, bucket := range []string{s.buckets.Archive, s.buckets.Quarantine, s.buckets.Packages, s.buckets.Work} {
		out.objects[bucket] = s.keys(bucket)
	}
	s.aws.mu.Lock()
	defer s.aws.mu.Unlock()
	out.queues, out.dedup, out.starts = maps.Clone(s.aws.queues), maps.Clone(s.aws.dedup), maps.Clone(s.aws.starts)
	out.mails, out.handed = slices.Clone(s.aws.mails), maps.Clone(s.aws.handed)
	out.events = slices.Clone(s.aws.events)
	return out
}

// back brings the stack to a snapshot.
func (s *stack) back(to snapshot) {
	s.t.Helper()
	have := s.seen
	if have == nil {
		all := s.now()
		have = &all
	}
	s.seen = nil
	var changes []types.WriteRequest
	for key, it := range have.items {
		if _, ok := to.items[key]; !ok {
			changes = append(changes, types.WriteRequest{DeleteRequest: &types.DeleteRequest{Key: item{"PK": it["PK"], "SK": it["SK"]}}})
		}
	}
	for key, it := range to.items {
		if !reflect.DeepEqual(have.items[key], it) {
			changes = append(changes, types.WriteRequest{PutRequest: &types.PutRequest{Item: it}})
		}
	}
	s.change(changes)
	for bucket, want := range to.objects {
		for key := range have.objects[bucket] {
			if want[key] {
				continue
			}
			if _, err := s.objects.DeleteObject(s.t.Context(), &s3.DeleteObjectInput{Bucket: &bucket, Key: &key}); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	s.aws.mu.Lock()
	defer s.aws.mu.Unlock()
	s.aws.queues, s.aws.dedup, s.aws.starts = maps.Clone(to.queues), maps.Clone(to.dedup), maps.Clone(to.starts)
	s.aws.mails, s.aws.handed = slices.Clone(to.mails), maps.Clone(to.handed)
	s.aws.events = slices.Clone(to.events)
	s.dead = nil
}

// change writes to the table, as many items at once as DynamoDB takes.
func (s *stack) change(all []types.WriteRequest) {
	s.t.Helper()
	const most = 25
	for part := range slices.Chunk(all, most) {
		for left := map[string][]types.WriteRequest{s.table: part}; len(left) > 0; {
			out, err := s.db.BatchWriteItem(s.t.Context(), &dynamodb.BatchWriteItemInput{RequestItems: left})
			if err != nil {
				s.t.Fatal(err)
			}
			left = out.UnprocessedItems
		}
	}
}

func (s *stack) items() map[string]item {
	s.t.Helper()
	out := map[string]item{}
	for pages := dynamodb.NewScanPaginator(s.db, &dynamodb.ScanInput{TableName: &s.table}); pages.HasMorePages(); {
		page, err := pages.NextPage(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		for _, it := range page.Items {
			out[text(it["PK"])+"\x00"+text(it["SK"])] = it
		}
	}
	return out
}

// text is a key, which is text or bytes.
func text(v types.AttributeValue) string {
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return v.Value
	case *types.AttributeValueMemberB:
		return string(v.Value)
	}
	return ""
}

func (s *stack) keys(bucket string) map[string]bool {
	s.t.Helper()
	out := map[string]bool{}
	for pages := s3.NewListObjectsV2Paginator(s.objects, &s3.ListObjectsV2Input{Bucket: &bucket}); pages.HasMorePages(); {
		page, err := pages.NextPage(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		for _, o := range page.Contents {
			out[*o.Key] = true
		}
	}
	return out
}
