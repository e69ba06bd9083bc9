package print_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/pedimento/print"
)

// TestUnreadInEnglish: whatever the reader says it could not read is said in
// English too; texts quoted from the page stay.
func TestUnreadInEnglish(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 {
				return true
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); !ok || sel.Sel.Name != "unread" && sel.Sel.Name != "fail" {
				return true
			}
			ast.Inspect(call.Args[1], func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Error(err)
				}
				said++
				_, after, closed := strings.Cut(text, "»") // what follows a quotation is said, not quoted
				if closed && !strings.Contains(text, "«") {
					text = after
				}
				english := " " + print.InEnglish(text) + " "
				for _, word := range []string{" el ", " la ", " los ", " las ", " un ", " una ", " qué ", " de la ", " del ", " fecha ", " factura ", " renglón "} {
					if strings.Contains(english, word) {
						t.Errorf("%s: %q is %q in English", name, text, english)
						break
					}
				}
				return true
			})
			return true
		})
	}
	if said < 40 {
		t.Errorf("only %d texts were found", said)
	}
	if got := print.InEnglish("la fecha de la factura «el 3 de la mañana»"); got != "the date of invoice «el 3 de la mañana»" {
		t.Errorf("quoted text changed: %q", got)
	}
}
