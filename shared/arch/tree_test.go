package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "example.com/immex/"
)

// source is one Go file that is neither a test nor test data.
type source struct {
	name    string // path below the root
	dir     string
	lines   int
	imports []string
	syntax  *ast.File
}

// sources parses the tree under functions/ and shared/.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	for _, top := range []string{"functions", "shared"} {
		err := fs.WalkDir(os.DirFS(root), top, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir
			}
			if d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			src, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				return err
			}
			syntax, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution|parser.ParseComments)
			if err != nil {
				return err
			}
			s := source{name: name, dir: path.Dir(name), lines: strings.Count(string(src), "\n"), syntax: syntax}
			for _, imported := range syntax.Imports {
				text, err := strconv.Unquote(imported.Path.Value)
				if err != nil {
					return err
				}
				s.imports = append(s.imports, text)
			}
			out = append(out, s)
			return nil
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if len(out) == 0 {
		t.Fatal("no Go files found")
	}
	return out
}

// below reports whether dir is one of the listed folders or under one.
func below(dir string, folders ...string) bool {
	for _, f := range folders {
		if dir == f || strings.HasPrefix(dir, f+"/") {
			return true
		}
	}
	return false
}
