package catalog_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

func TestEDocuments(t *testing.T) {
	tests := []struct {
		kind, number string
		on           document.Date
		fits, known  bool
	}{
		{catalog.EDocumentCOVE, "COVE2400ABC12", 20240301, true, true},
		{catalog.EDocumentCOVE, "COVE2400ABC12", 0, true, true},
		{catalog.EDocumentCOVE, "COVE2400ABC1", 20240301, false, true},
		{catalog.EDocumentCOVE, "COVE2400abc12", 20240301, false, true},
		{catalog.EDocumentCOVE, "ABCD2400ABC12", 20240301, false, true},
		{catalog.EDocumentCOVE, "COVE2400ABC12", 20100101, false, false},
		{catalog.EDocumentED, "0192240012345", 20240301, true, true},
		{catalog.EDocumentED, "", 20240301, false, true},
		{catalog.EDocumentMVE, "MNVA2600001A1", 20260401, true, true},
		{catalog.EDocumentMVE, "MNVA2600001A1", 20260331, false, false},
		{"nothing", "MNVA2600001A1", 20260401, false, false},
	}
	for _, tt := range tests {
		fits, known := catalog.Default().EDocument(tt.kind, tt.number, tt.on)
		if fits != tt.fits || known != tt.known {
			t.Errorf("%s %q on %s: fits %v, known %v", tt.kind, tt.number, tt.on, fits, known)
		}
	}
}
