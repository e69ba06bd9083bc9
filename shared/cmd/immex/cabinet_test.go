package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestCabinet: what is put away comes back, of each programme its own; what was
// never put away is nothing; what cannot be kept is an error and leaves what was.
func TestCabinet(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "derived")
	c := cabinet{dir}
	if b, err := c.Kept("A&B010101XX1", "hallazgos"); b != nil || err != nil {
		t.Errorf("before: %q %v", b, err)
	}
	for rfc, s := range map[string]string{"A&B010101XX1": "uno", "../x": "dos"} {
		if err := c.Keep(rfc, "hallazgos", []byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	for rfc, s := range map[string]string{"A&B010101XX1": "uno", "../x": "dos"} {
		if b, err := c.Kept(rfc, "hallazgos"); string(b) != s || err != nil {
			t.Errorf("%s: %q %v", rfc, b, err)
		}
	}
	all, err := os.ReadDir(dir)
	if err != nil || len(all) != 2 {
		t.Errorf("%v %v", all, err)
	}
	if err := os.Mkdir(filepath.Join(dir, "Z-hallazgos"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := c.Keep("Z", "hallazgos", nil); err == nil {
		t.Error("it was kept over a folder")
	}
	if _, err := c.Kept("Z", "hallazgos"); err == nil {
		t.Error("a folder was read")
	}
}
