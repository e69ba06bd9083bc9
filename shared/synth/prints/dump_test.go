package prints_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

func TestDump(t *testing.T) {
	dir := os.Getenv("PRINTS_DUMP")
	if dir == "" {
		t.Skip("PRINTS_DUMP not set")
	}
	err := prints.Generate(1, 33, func(s specimen.Specimen) error {
		j, _ := json.MarshalIndent(s.Truth, "", " ")
		_ = os.WriteFile(filepath.Join(dir, s.Name+".json"), j, 0o644)
		return os.WriteFile(filepath.Join(dir, s.Name), s.Bytes, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}
