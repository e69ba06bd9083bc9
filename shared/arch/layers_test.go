package arch_test

import (
	"go/ast"
	"strings"
	"testing"
)

// layerOf is the design's table: 0 vocabulary, 1 documents, 2 judgement,
// 3 books, 4 papers, 5 application, 6 world, 7 mains; -1 is a folder nobody
// gave a layer.
func layerOf(dir string) int {
	layers := [][]string{
		{"money", "quantity", "document", "catalog", "fault", "unit"},
		{
			"cost", "pedimento", "cfdi", "cove", "invoice", "material", "pdftext", "container", "sheet",
			"xmlguard", "yamlguard", "synth", "stay", "bom", "plant", "permiso", "calendar", "correction",
		},
		{"rule"},
		{"ledger", "match", "reconciliation", "programme", "credito", "contingencia", "raoce"},
		{"report", "expediente"},
		{"step", "flow", "scoreboard"},
		{"store", "blob", "mail", "sandbox", "ocr", "lambdaio", "api", "web", "cloud"},
		{"cmd"},
	}
	if dir == "shared" || dir == "shared/arch" {
		return 0 // documentation and tests only
	}
	if below(dir, "functions") {
		return 7
	}
	for layer, folders := range layers {
		for _, folder := range folders {
			if below(dir, "shared/"+folder) {
				return layer
			}
		}
	}
	return -1
}

func TestImportsGoDown(t *testing.T) {
	for _, s := range sources(t) {
		own := layerOf(s.dir)
		if own < 0 {
			t.Errorf("%s: the folder has no layer; give it one here and in the map of shared/doc.go", s.name)
			continue
		}
		for _, imported := range s.imports {
			dir, ours := strings.CutPrefix(imported, module)
			if ours && layerOf(dir) > own {
				t.Errorf("%s (layer %d) imports %s (layer %d)", s.name, own, imported, layerOf(dir))
			}
			if strings.HasSuffix(imported, "/runtimetest") || strings.HasSuffix(imported, "/accesstest") || strings.HasSuffix(imported, "/signintest") || strings.HasSuffix(imported, "/desktest") || strings.HasSuffix(imported, "/match/naive") {
				t.Errorf("%s imports %s, which is for tests", s.name, imported)
			}
		}
	}
}

// TestWorldStaysOutside: layers 0 to 5 take readers, bytes and times; they
// never ask the machine.
func TestWorldStaysOutside(t *testing.T) {
	forbidden := []string{
		"os", "net", "net/http", "net/smtp", "net/rpc", "database/sql", "math/rand", "math/rand/v2", "crypto/rand",
		"syscall", "plugin", "log", "unsafe",
	}
	calls := map[string][]string{"time": {"Now", "Since", "Until"}, "os": {"Getenv", "LookupEnv"}}
	pure := []string{"net/mail", "net/url", "net/textproto", "net/netip"}
	for _, s := range sources(t) {
		if layerOf(s.dir) > 5 {
			continue
		}
		for _, imported := range s.imports {
			if below(imported, forbidden...) && !below(imported, pure...) {
				t.Errorf("%s (layer %d) imports %s", s.name, layerOf(s.dir), imported)
			}
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok {
				for _, name := range calls[pkg.Name] {
					if sel.Sel.Name == name {
						t.Errorf("%s (layer %d) uses %s.%s", s.name, layerOf(s.dir), pkg.Name, name)
					}
				}
			}
			return true
		})
	}
}

// TestLibrariesHaveOneRoom: each outside library is imported only where the
// design puts it, so that replacing one touches one package.
func TestLibrariesHaveOneRoom(t *testing.T) {
	readers := []string{"shared/pedimento/vucem", "shared/cfdi", "shared/cove", "shared/xmlguard"}
	world := []string{"shared/store", "shared/blob", "shared/mail", "shared/lambdaio", "shared/web", "shared/cloud", "functions"}
	rooms := map[string][]string{
		"github.com/ledongthuc/pdf":       {"shared/pdftext"},
		"github.com/pdfcpu/pdfcpu":        {"shared/pdftext/locked"},
		"github.com/klippa-app/go-pdfium": {"shared/pdftext/pdfium"},
		"github.com/tetratelabs/wazero":   {"shared/pdftext/pdfium"},
		"github.com/antchfx":              readers,
		"github.com/jhillyerd/enmime":     {"shared/container"},
		"github.com/teamwork/tnef":        {"shared/container"},
		"github.com/xuri/excelize":        {"shared/report", "shared/sheet"},
		"codeberg.org/go-pdf/fpdf":        {"shared/report", "shared/synth"},
		"modernc.org":                     {"shared/store/embedded"},
		"github.com/spf13":                {"shared/cmd/immex"},
		"github.com/schollz/progressbar":  {"shared/cmd/immex"},
		"github.com/govalues/decimal":     {"shared/money", "shared/quantity", "shared/catalog"},
		"github.com/emersion/go-smtp":     {"shared/mail"},
		"github.com/google/go-cmp":        {},
		"pgregory.net/rapid":              {},
		"github.com/rogpeppe/go-internal": {},
		"github.com/pkg/errors":           {},
		"github.com/aws/aws-sdk-go":       {},
		"github.com/aws/aws-lambda-go":    {"shared/lambdaio", "shared/cloud", "functions"},
		"github.com/aws/aws-sdk-go-v2":    append(world, "shared/ocr"),
		"github.com/aws/smithy-go":        world,
		"golang.org/x/sys":                {"shared/sandbox", "shared/store", "shared/blob", "shared/cmd/immex"},
		"golang.org/x/term":               {"shared/cmd/immex"},
		"golang.org/x/crypto":             {"shared/web/access"},
		"github.com/goccy/go-yaml":        {"shared/yamlguard"},
		"github.com/coreos/go-oidc":       {"shared/web/signin"},
		"golang.org/x/oauth2":             {"shared/web/signin"},
	}
	for _, s := range sources(t) {
		for _, imported := range s.imports {
			library := ""
			for name := range rooms {
				if below(imported, name) && len(name) > len(library) {
					library = name
				}
			}
			if library != "" && !below(s.dir, rooms[library]...) {
				t.Errorf("%s imports %s, whose rooms are %v", s.name, imported, rooms[library])
			}
		}
	}
}

// TestHouseRules: no init, no floats near amounts, no long files, small mains.
func TestHouseRules(t *testing.T) {
	amounts := []string{"money", "quantity", "ledger", "match", "pedimento", "cfdi"}
	for i, name := range amounts {
		amounts[i] = "shared/" + name
	}
	for _, s := range sources(t) {
		if s.lines > 500 {
			t.Errorf("%s has %d lines, the limit is 500", s.name, s.lines)
		}
		if below(s.dir, "functions") && s.lines > 25 {
			t.Errorf("%s has %d lines, the limit of a main is 25", s.name, s.lines)
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s has an init", s.name)
				}
			case *ast.Ident:
				if (n.Name == "float64" || n.Name == "float32") && below(s.dir, amounts...) {
					t.Errorf("%s has a %s near amounts", s.name, n.Name)
				}
			}
			return true
		})
	}
}
