package cloud_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/cloud"
)

// TestNameUsedAgain: a name that is used again before its first document was
// read still gives the document its event tells of.
func TestNameUsedAgain(t *testing.T) {
	t.Parallel()
	versions := map[string]string{"": "march", "v1": "february", "v2": "march"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, versions[r.URL.Query().Get("versionId")])
	}))
	defer server.Close()
	api := s3.New(s3.Options{BaseEndpoint: &server.URL, UsePathStyle: true, Region: "us-east-1", Credentials: aws.AnonymousCredentials{}})
	for version, want := range versions {
		b, err := cloud.FetchBy(t.Context(), api, "inbox", "inbox/IMM010101AA1/datastage.zip", version)
		if err != nil || string(b) != want {
			t.Errorf("version %q: %q, %v", version, b, err)
		}
	}
}
