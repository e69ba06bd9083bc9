package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// judging are the packages that say what the law asks, whose figures are rows of
// shared/catalog/data.
func judging() []string {
	return []string{"rule", "contingencia", "raoce", "credito"}
}

// plain are the figures that such a package may write, by file, and why each is
// none of law.
func plain() map[string]string {
	const (
		scale    = "units of exact arithmetic"
		shape    = "the shape of a number or a text"
		key      = "a key of an appendix, told apart and not added up"
		calendar = "the calendar"
		guard    = "a bound on work or on what can be kept exactly"
		check    = "the arithmetic of the check digit of an RFC"
	)
	return map[string]string{
		`rule/aduanera/consolidadoviernes.go 3`:    guard,
		`rule/aduanera/consolidadoviernes.go 7`:    calendar,
		`rule/aduanera/cuadro.go "1"`:              key,
		`rule/aduanera/cuadro.go "2"`:              key,
		`rule/aduanera/declared.go 1_000_000`:      scale,
		`rule/aduanera/dtafijo.go "7"`:             key,
		`rule/aduanera/dtaremesas.go 10`:           shape,
		`rule/aduanera/dtaremesas.go 32`:           shape,
		`rule/aduanera/empaquecantidad.go "0"`:     scale,
		`rule/aduanera/facturavinculacion.go "0"`:  key,
		`rule/aduanera/retorno80.go 100`:           scale,
		`rule/amounts.go 10_000`:                   scale,
		`rule/amounts.go 1_000`:                    scale,
		`rule/amounts.go 1_000_000`:                scale,
		`rule/amounts.go 500_000`:                  scale,
		`rule/anexo22/digito.go 10`:                shape,
		`rule/anexo22/digito.go 7`:                 shape,
		`rule/anexo22/fraccion.go 8`:               shape,
		`rule/anexo22/importes.go 1_000_000`:       scale,
		`rule/anexo22/importes.go 6`:               scale,
		`rule/anexo22/metodo.go "0"`:               key,
		`rule/anexo22/numero.go "000000"`:          shape,
		`rule/anexo22/numero.go 10`:                shape,
		`rule/anexo22/numero.go 2000`:              calendar,
		`rule/anexo22/rfcdigito.go 10`:             check,
		`rule/anexo22/rfcdigito.go 11`:             check,
		`rule/anexo22/rfcdigito.go 12`:             check,
		`rule/anexo22/rfcdigito.go 13`:             check,
		`rule/anexo22/rfcdigito.go 24`:             check,
		`rule/anexo22/rfcdigito.go 25`:             check,
		`rule/anexo22/rfcdigito.go 37`:             check,
		`rule/anexo22/rfcdigito.go 38`:             check,
		`rule/anexo22/rfcforma.go 10`:              shape,
		`rule/anexo22/rfcforma.go 1900`:            calendar,
		`rule/anexo22/rfcforma.go 2000`:            calendar,
		`rule/anexo22/rfcforma.go 4`:               shape,
		`rule/anexo24/lotevencido.go "98"`:         key,
		`rule/anexo24/lotevencido.go 4`:            shape,
		`rule/anexo24/walk.go 1_000_000`:           scale,
		`rule/case.go "2"`:                         key,
		`rule/cff/cceobligatorios.go "1.1"`:        key,
		`rule/cff/ccevalor.go "0"`:                 scale,
		`rule/cff/ccevalor.go "5"`:                 scale,
		`rule/cff/exportacionclave.go "4.0"`:       key,
		`rule/cff/pedimentoanio.go 100`:            calendar,
		`rule/cff/pedimentoanio.go 1_000_000`:      scale,
		`rule/cff/pedimentoposiciones.go "0000"`:   shape,
		`rule/cff/pedimentoposiciones.go "000000"`: shape,
		`rule/governs.go 9`:                        guard,
		`rule/immex/umbral.go 12`:                  calendar,
		`rule/immex/umbral.go 31`:                  calendar,
		`rule/lineas/name.go 1000`:                 scale,
		`rule/lineas/pair.go 250_000`:              guard,
		`rule/lineas/score.go 1000`:                scale,
		`rule/lineas/score.go 1_000_000`:           shape,
		`rule/lineas/score.go 500`:                 scale,
		`rule/lineas/word.go 1000`:                 scale,
		`rule/lineas/word.go 3`:                    shape,
		`rule/ours/cantidadredonda.go 1000`:        scale,
		`rule/ours/history.go 1_000_000`:           scale,
		`rule/scorecard/scorecard.go 1000`:         scale,
		`rule/scorecard/scorecard.go 3`:            guard,
		`contingencia/calculo.go 3`:                guard,
		`contingencia/exact.go 10`:                 scale,
		`contingencia/exact.go 100`:                scale,
		`contingencia/exact.go 1_000_000`:          scale,
		`contingencia/exact.go 9_000_000_000_000`:  guard,
		`contingencia/ley.go 100`:                  scale,
		`contingencia/ley.go 12`:                   calendar,
		`contingencia/ley.go 6`:                    scale,
		`contingencia/reunir.go "1"`:               key,
		`contingencia/reunir.go 10_000`:            scale,
		`raoce/classify.go "02"`:                   key,
		`raoce/classify.go "03"`:                   key,
		`raoce/classify.go "04"`:                   key,
		`raoce/classify.go 8`:                      guard,
		`raoce/figures.go 13`:                      calendar,
		`raoce/thresholds.go 100`:                  scale,
		`raoce/thresholds.go 12`:                   calendar,
		`raoce/thresholds.go 31`:                   calendar,
		`credito/asof.go 63`:                       scale,
		`credito/credito.go 1_000_000`:             scale,
		`credito/credito.go 999_999_999_999`:       guard,
		`rule/cff/pedimentoaduana.go "0"`:          key,
		`rule/cff/pedimentoaduana.go "1"`:          key,
		`rule/cff/pedimentoaduana.go "2"`:          key,
		`rule/cff/pedimentoaduana.go "3"`:          key,
		`rule/cff/pedimentoaduana.go "4"`:          key,
		`rule/cff/pedimentoaduana.go "5"`:          key,
		`rule/cff/pedimentoaduana.go "6"`:          key,
		`rule/cff/pedimentoaduana.go "7"`:          key,
		`rule/cff/pedimentoaduana.go "8"`:          key,
		`rule/cff/pedimentoaduana.go "9"`:          key,
		`rule/cruce/partidas.go 100`:               scale,
		`rule/cruce/partidas.go 10_000`:            scale,
		`rule/lack.go 9999`:                        calendar,
		`rule/lineas/room.go 20_000`:               guard,
		`rule/lineas/room.go 32`:                   guard,
		`rule/lineas/word.go 64`:                   shape,
		`rule/replaced.go 20`:                      guard,
	}
}

// TestNoFigureOfLawInCode: a figure in a judging package is one of those above.
// A rate, fee, fine, period, threshold or tolerance belongs to a table with dates
// and a source.
func TestNoFigureOfLawInCode(t *testing.T) {
	t.Parallel()
	allowed, used := plain(), map[string]bool{}
	for _, name := range judging() {
		err := filepath.WalkDir(filepath.Join("..", name), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "ruletest") {
				return err
			}
			for _, f := range figures(t, path) {
				id := filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator))) + " " + f
				used[id] = true
				if allowed[id] == "" {
					t.Errorf("%s: a figure in code; make it a row of shared/catalog/data, or say above why it is none of law", id)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for id := range allowed {
		if !used[id] {
			t.Errorf("%s: no such figure is left; take it off the list", id)
		}
	}
}

// digits are texts that are figures or numeric keys.
var digits = regexp.MustCompile(`^"[0-9]+(\.[0-9]+)?"$`)

// figures are the literals of a file that may be figures of law: numbers above
// two and texts of digits, but for the dates and checks of a rule, and the
// places of a text.
func figures(t *testing.T, path string) (out []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.KeyValueExpr:
			if k, ok := x.Key.(*ast.Ident); ok && slices.Contains([]string{"From", "To", "Checks"}, k.Name) {
				return false
			}
		case *ast.IndexExpr, *ast.SliceExpr, *ast.ImportSpec, *ast.ArrayType:
			return false
		case *ast.BasicLit:
			switch x.Kind {
			case token.INT:
				if v, err := strconv.ParseInt(x.Value, 0, 64); err != nil || v > 2 {
					out = append(out, x.Value)
				}
			case token.FLOAT:
				out = append(out, x.Value)
			case token.STRING:
				if digits.MatchString(x.Value) {
					out = append(out, x.Value)
				}
			}
		}
		return true
	})
	slices.Sort(out)
	return slices.Compact(out)
}
