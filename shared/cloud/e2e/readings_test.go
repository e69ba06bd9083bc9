package e2e_test

import (
	"bytes"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// forget takes away what was kept of the readings of PDFs, and reports how many it
// were: their places have no name that says so.
func (s *stack) forget() (gone int) {
	s.t.Helper()
	list, err := s.objects.ListObjectsV2(s.t.Context(), &s3.ListObjectsV2Input{Bucket: &s.buckets.Work})
	if err != nil {
		s.t.Fatal(err)
	}
	for i := range list.Contents {
		key := *list.Contents[i].Key
		if !s.reading(key) {
			continue
		}
		if _, err := s.objects.DeleteObject(s.t.Context(), &s3.DeleteObjectInput{Bucket: &s.buckets.Work, Key: &key}); err != nil {
			s.t.Fatal(err)
		}
		gone++
	}
	return gone
}

// reading reports an object of the work shelf that is a kept reading: whether it could
// be kept is no matter of what a document came to.
func (s *stack) reading(key string) bool {
	s.t.Helper()
	out, err := s.objects.GetObject(s.t.Context(), &s3.GetObjectInput{Bucket: &s.buckets.Work, Key: &key})
	if err != nil {
		s.t.Fatal(err)
	}
	defer out.Body.Close() //nolint:errcheck // reading only
	head := make([]byte, len(`{"words":`))
	_, err = io.ReadFull(out.Body, head)
	return err == nil && bytes.Equal(head, []byte(`{"words":`))
}
