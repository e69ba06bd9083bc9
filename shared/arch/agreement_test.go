package arch_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/flow"
	"example.com/immex/shared/lambdaio"
)

// template is what this test needs of template.yaml; short tags such as !Ref
// are read as their text.
type template struct {
	Parameters map[string]struct {
		Default  any `yaml:"Default"`
		MinValue any `yaml:"MinValue"`
	} `yaml:"Parameters"`
	Globals struct {
		Function properties `yaml:"Function"`
	} `yaml:"Globals"`
	Resources map[string]struct {
		Type                string         `yaml:"Type"`
		DeletionPolicy      string         `yaml:"DeletionPolicy"`
		UpdateReplacePolicy string         `yaml:"UpdateReplacePolicy"`
		Metadata            map[string]any `yaml:"Metadata"`
		Properties          map[string]any `yaml:"Properties"`
	} `yaml:"Resources"`
	Outputs map[string]any `yaml:"Outputs"`
}

type properties struct {
	Runtime       string   `yaml:"Runtime"`
	Architectures []string `yaml:"Architectures"`
	Tracing       string   `yaml:"Tracing"`
	Timeout       int      `yaml:"Timeout"`
	Environment   struct {
		Variables map[string]any `yaml:"Variables"`
	} `yaml:"Environment"`
}

// function is one AWS::Serverless::Function.
type function struct {
	id        string
	verb      string // the folder below functions/
	metadata  map[string]any
	variables []string
}

func readTemplate(t *testing.T) (template, []function) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "template.yaml"))
	var tpl template
	if err = errors.Join(err, yaml.Unmarshal(raw, &tpl)); err != nil {
		t.Fatal(err)
	}
	var out []function
	for _, id := range slices.Sorted(maps.Keys(tpl.Resources)) {
		r := tpl.Resources[id]
		if r.Type != "AWS::Serverless::Function" {
			continue
		}
		uri, _ := r.Properties["CodeUri"].(string)
		f := function{id: id, metadata: r.Metadata, verb: strings.TrimSuffix(strings.TrimPrefix(uri, "functions/"), "/")}
		own := map[string]any{}
		if environment, ok := r.Properties["Environment"].(map[string]any); ok {
			own, _ = environment["Variables"].(map[string]any)
		}
		names := slices.Collect(maps.Keys(own))
		names = slices.AppendSeq(names, maps.Keys(tpl.Globals.Function.Environment.Variables))
		slices.Sort(names)
		f.variables = slices.Compact(names)
		out = append(out, f)
	}
	if len(out) == 0 {
		t.Fatal("template.yaml has no AWS::Serverless::Function")
	}
	return tpl, out
}

func verbs(functions []function) []string {
	var out []string
	for _, f := range functions {
		out = append(out, f.verb)
	}
	slices.Sort(out)
	return out
}

// missing reports both directions, each side by name.
func missing(t *testing.T, left string, inLeft []string, right string, inRight []string) {
	t.Helper()
	for _, name := range inLeft {
		if !slices.Contains(inRight, name) {
			t.Errorf("%s has %s, %s has not", left, name, right)
		}
	}
	for _, name := range inRight {
		if !slices.Contains(inLeft, name) {
			t.Errorf("%s has %s, %s has not", right, name, left)
		}
	}
}

func TestFunctionsAgreeWithTemplate(t *testing.T) {
	tpl, functions := readTemplate(t)
	mains, err := fs.Glob(os.DirFS(root), "functions/*/main.go")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, name := range mains {
		verb := path.Base(path.Dir(name))
		folders = append(folders, verb)
		src, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(src), `lambdaio.Start("`+verb+`"`) {
			t.Errorf("%s does not call lambdaio.Start(%q, …)", name, verb)
		}
	}
	missing(t, "template.yaml", verbs(functions), "functions/*/main.go", folders)
	if g := tpl.Globals.Function; g.Runtime != "provided.al2023" || !slices.Equal(g.Architectures, []string{"arm64"}) {
		t.Errorf("Globals: runtime %s on %v, want provided.al2023 on arm64", g.Runtime, g.Architectures)
	}
	for _, f := range functions {
		if want := strings.ToUpper(f.verb[:1]) + f.verb[1:] + "Function"; f.id != want {
			t.Errorf("template.yaml calls functions/%s %s, want %s", f.verb, f.id, want)
		}
		want := map[string]any{"BuildMethod": "makefile", "ContextPath": ".", "WorkingDirectory": "."}
		if diff := cmp.Diff(want, f.metadata); diff != "" {
			t.Errorf("Metadata of %s (-want +template):\n%s", f.id, diff)
		}
	}
}

func TestEnvironmentAgrees(t *testing.T) {
	_, functions := readTemplate(t)
	var used []string
	for _, f := range functions {
		var needs []string
		for _, v := range lambdaio.Needs(f.verb) {
			needs = append(needs, string(v))
		}
		missing(t, "template.yaml "+f.id, f.variables, "lambdaio.Needs", needs)
		used = append(used, f.variables...)
	}
	var known []string
	for _, v := range lambdaio.Variables() {
		known = append(known, string(v))
	}
	slices.Sort(used)
	missing(t, "template.yaml", slices.Compact(used), "lambdaio.Variables", known)
}

func TestStateMachineAgrees(t *testing.T) {
	tpl, functions := readTemplate(t)
	def, err := os.ReadFile(filepath.Join(root, "infra/statemachine/compile.asl.json"))
	if err != nil {
		t.Fatal(err)
	}
	machine := tpl.Resources["CompileMachine"]
	if uri := machine.Properties["DefinitionUri"]; uri != "infra/statemachine/compile.asl.json" {
		t.Errorf("CompileMachine is defined by %v", uri)
	}
	given, _ := machine.Properties["DefinitionSubstitutions"].(map[string]any)
	missing(t, "compile.asl.json", flow.Placeholders(def), "DefinitionSubstitutions", slices.Collect(maps.Keys(given)))
	values := map[string]string{}
	for _, name := range flow.Placeholders(def) {
		id := strings.TrimSuffix(name, "Arn")
		if given[name] != id+".Arn" {
			t.Errorf("DefinitionSubstitutions gives %s the value %v, want %s.Arn", name, given[name], id)
		}
		if !slices.ContainsFunc(functions, func(f function) bool { return f.id == id }) {
			t.Errorf("compile.asl.json calls %s, which template.yaml has not", id)
		}
		values[name] = id
	}
	if def, err = flow.Substitute(def, values); err != nil {
		t.Fatal(err)
	}
	if _, err := flow.Load(def); err != nil {
		t.Errorf("the interpreter refuses what is deployed: %v", err)
	}
	role, err := json.Marshal(tpl.Resources["CompileRole"].Properties["Policies"])
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range values {
		if !strings.Contains(string(role), `"`+id+`.Arn"`) {
			t.Errorf("CompileRole may not invoke %s", id)
		}
	}
}

func TestEventsAgree(t *testing.T) {
	_, functions := readTemplate(t)
	files, err := fs.Glob(os.DirFS(root), "events/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, name := range files {
		named = append(named, strings.TrimSuffix(path.Base(name), ".json"))
		raw, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || !json.Valid(raw) {
			t.Errorf("%s is not JSON: %v", name, err)
		}
	}
	missing(t, "template.yaml", verbs(functions), "events/", named)
}

func statements(policy any) []map[string]any {
	p, _ := policy.(map[string]any)
	document, _ := p["PolicyDocument"].(map[string]any)
	list, _ := document["Statement"].([]any)
	var out []map[string]any
	for _, s := range list {
		if choice, ok := s.([]any); ok && len(choice) == 3 { // !If: under a condition, or not at all
			s = choice[1]
		}
		if m, ok := s.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

func text(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
