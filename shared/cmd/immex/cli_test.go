package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/synth"
)

// answer is what one run of immex gave.
type answer struct {
	code        int
	out, errors string
}

// immex runs the program in a process of its own, in a folder.
func immex(t *testing.T, dir string, args ...string) answer {
	t.Helper()
	return program(t, "immex", dir, args...)
}

// program runs one build of it.
func program(t *testing.T, exe, dir string, args ...string) answer {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), exe, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatalf("immex %v did not run: %v", args, err)
	}
	return answer{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// object is one JSON object of an answer.
type object map[string]any

func (a answer) objects(t *testing.T) []object {
	t.Helper()
	var out []object
	for line := range strings.Lines(a.out) {
		var o object
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		out = append(out, o)
	}
	return out
}

// TestEveryFileEndsAsItMust ingests a company with deliberate errors: copies,
// cut and re-saved deliveries, a folio delivered again with other bytes.
func TestEveryFileEndsAsItMust(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	truth, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 7, Months: 3, Pedimentos: 20, ErrorsOn: true})
	if err != nil {
		t.Fatal(err)
	}
	a := immex(t, dir, "ingest", "--json", "docs")
	if a.code != exitQuarantined || a.errors != "" {
		t.Errorf("exit code %d, stderr %q", a.code, a.errors)
	}
	objects := a.objects(t)
	last := len(objects) - 1
	if n := objects[last]["summary"].(map[string]any)["documents"]; n != float64(last) {
		t.Errorf("the summary counts %v of %d documents", n, last)
	}
	got, want := map[string]string{}, map[string]string{}
	for _, o := range objects[:last] {
		if o["parent"] == nil {
			got[filepath.Base(o["name"].(string))] = o["status"].(string)
		}
	}
	for _, f := range truth.Files {
		if f.Name != "truth.json" {
			want[f.Name] = string(f.Expect)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	holdKeys(t, objects[:last])
	holdParents(t, objects[:last])
}

// holdKeys: what a document's key looks like, by its kind.
func holdKeys(t *testing.T, objects []object) {
	t.Helper()
	shape := map[string]*regexp.Regexp{
		"pedimento": regexp.MustCompile(`^\d{15}$`),
		"cfdi":      regexp.MustCompile(`^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$`),
		"datastage": regexp.MustCompile(`^[A-Z]{3}\d{6}[A-Z0-9]{3}\+\d+$`),
		"invoice":   regexp.MustCompile(`^.+\+.+\+\d{4}-\d\d-\d\d$`),
		"programme": regexp.MustCompile(`^[A-Z]{3}\d{6}[A-Z0-9]{3}$`),
	}
	fields := []string{"did", "findings", "key", "kind", "name", "parent", "rfc", "sha256", "status"}
	for _, o := range objects {
		if d := cmp.Diff(fields, slices.Sorted(maps.Keys(o))); d != "" {
			t.Error(d)
		}
		want, key := shape[o["kind"].(string)], o["key"].(string)
		if want == nil {
			want = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
		}
		if !want.MatchString(key) {
			t.Errorf("%v %v has key %q", o["kind"], o["name"], key)
		}
	}
}

// holdParents: what came in a container names one that came before it.
func holdParents(t *testing.T, objects []object) {
	t.Helper()
	seen := map[any]bool{nil: true}
	for _, o := range objects {
		if !seen[o["parent"]] {
			t.Errorf("%v names parent %v, which did not come before it", o["name"], o["parent"])
		}
		seen[o["sha256"]] = true
	}
}
