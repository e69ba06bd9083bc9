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
		key := list.Contents[i].Key
		out, err := s.objects.GetObject(s.t.Context(), &s3.GetObjectInput{Bucket: &s.buckets.Work, Key: key})
		if err != nil {
			s.t.Fatal(err)
		}
		b, err := io.ReadAll(out.Body)
		_ = out.Body.Close()
		if err != nil {
			s.t.Fatal(err)
		}
		if !bytes.HasPrefix(b, []byte(`{"words":`)) {
			continue
		}
		if _, err := s.objects.DeleteObject(s.t.Context(), &s3.DeleteObjectInput{Bucket: &s.buckets.Work, Key: key}); err != nil {
			s.t.Fatal(err)
		}
		gone++
	}
	return gone
}
