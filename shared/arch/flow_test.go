package arch_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// program is our own code, type-checked from source, with where each value
// comes from: enough to tell which constants reach an expression.
type program struct {
	root    string
	fset    *token.FileSet
	info    types.Info
	own     map[string]*types.Package
	exports map[string]string // of what is not ours
	std     types.Importer
	files   []*ast.File

	owner   map[types.Object]types.Object // parameter to its function, or to the variable that holds it
	params  map[types.Object]*types.Tuple // of a function
	calls   map[types.Object][]*ast.CallExpr
	given   map[types.Object][]origin     // what a variable or field was set to
	returns map[types.Object][][]ast.Expr // of a function
}

// origin is an expression a variable was set to: itself, the result of a call
// at an index, or one of its elements.
type origin struct {
	expr    ast.Expr
	result  int // of a call with several results, else -1
	element bool
}

type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// load type-checks everything below shared/ as the go command sees it.
func load(t *testing.T) *program {
	t.Helper()
	p := &program{
		fset: token.NewFileSet(), own: map[string]*types.Package{}, exports: map[string]string{},
		info: types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{},
		},
		owner: map[types.Object]types.Object{}, params: map[types.Object]*types.Tuple{}, calls: map[types.Object][]*ast.CallExpr{},
		given: map[types.Object][]origin{}, returns: map[types.Object][][]ast.Expr{},
	}
	p.std = importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(p.exports[path]) })
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	p.root = abs
	cmd := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "./shared/...")
	cmd.Dir = root
	var says bytes.Buffer
	cmd.Stderr = &says
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, says.String())
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var x listed
		if err := d.Decode(&x); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(x.ImportPath, module) {
			p.exports[x.ImportPath] = x.Export
			continue
		}
		p.check(t, &x)
	}
	for _, f := range p.files {
		ast.Inspect(f, p.declare)
	}
	for _, f := range p.files {
		ast.Inspect(f, p.flow)
	}
	return p
}

// Import implements types.Importer.
func (p *program) Import(path string) (*types.Package, error) {
	if x := p.own[path]; x != nil {
		return x, nil
	}
	return p.std.Import(path)
}

func (p *program) check(t *testing.T, x *listed) {
	t.Helper()
	var files []*ast.File
	for _, name := range x.GoFiles {
		f, err := parser.ParseFile(p.fset, filepath.Join(x.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: p}
	pkg, err := conf.Check(x.ImportPath, p.fset, files, &p.info)
	if err != nil {
		t.Fatal(err)
	}
	p.own[x.ImportPath] = pkg
	p.files = append(p.files, files...)
}

// declare notes the parameters and returns of functions, and what variables
// and fields are set to.
func (p *program) declare(n ast.Node) bool {
	switch x := n.(type) {
	case *ast.FuncDecl:
		f := p.info.Defs[x.Name]
		p.function(f, f.Type().(*types.Signature), x.Body)
	case *ast.FuncLit:
		// A literal is its own function, named by its first parameter.
		sig := p.info.TypeOf(x).(*types.Signature)
		if sig.Params().Len() > 0 {
			p.function(sig.Params().At(0), sig, x.Body)
		}
	case *ast.AssignStmt:
		p.assign(x.Lhs, x.Rhs)
	case *ast.ValueSpec:
		lhs := make([]ast.Expr, len(x.Names))
		for i, name := range x.Names {
			lhs[i] = name
		}
		p.assign(lhs, x.Values)
	case *ast.RangeStmt:
		if x.Value != nil {
			p.set(x.Value, origin{x.X, -1, true})
		}
	case *ast.CompositeLit:
		p.literal(x)
	}
	return true
}

func (p *program) function(f types.Object, sig *types.Signature, body *ast.BlockStmt) {
	p.params[f] = sig.Params()
	for v := range sig.Params().Variables() {
		p.owner[v] = f
	}
	if body == nil {
		return
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if _, inner := n.(*ast.FuncLit); inner {
			return false
		}
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) > 0 {
			p.returns[f] = append(p.returns[f], r.Results)
		}
		return true
	})
}

func (p *program) assign(lhs, rhs []ast.Expr) {
	for i, to := range lhs {
		switch {
		case len(rhs) == len(lhs):
			p.set(to, origin{rhs[i], -1, false})
		case len(rhs) == 1:
			p.set(to, origin{rhs[0], i, false})
		}
	}
}

func (p *program) set(to ast.Expr, from origin) {
	if o := p.object(to); o != nil {
		p.given[o] = append(p.given[o], from)
	}
}

func (p *program) literal(x *ast.CompositeLit) {
	under := p.info.TypeOf(x).Underlying()
	if ptr, ok := under.(*types.Pointer); ok {
		under = ptr.Elem().Underlying()
	}
	s, ok := under.(*types.Struct)
	if !ok {
		return
	}
	for i, e := range x.Elts {
		if kv, keyed := e.(*ast.KeyValueExpr); keyed {
			p.set(kv.Key, origin{kv.Value, -1, false})
			continue
		}
		p.given[s.Field(i).Origin()] = append(p.given[s.Field(i).Origin()], origin{e, -1, false})
	}
}

// object is what an expression names.
func (p *program) object(e ast.Expr) types.Object {
	var o types.Object
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		if o = p.info.Defs[x]; o == nil {
			o = p.info.Uses[x]
		}
	case *ast.SelectorExpr:
		o = p.info.Uses[x.Sel]
	case *ast.IndexExpr:
		return p.object(x.X) // a generic function, or a cell of a list
	}
	switch x := o.(type) {
	case *types.Func:
		return x.Origin()
	case *types.Var:
		return x.Origin()
	}
	return o
}

// callees are the functions a call may reach: one by its name, or the literals
// a variable may hold.
func (p *program) callees(c *ast.CallExpr) []types.Object {
	if lit, ok := ast.Unparen(c.Fun).(*ast.FuncLit); ok {
		return p.held(origin{lit, -1, false}, map[types.Object]bool{})
	}
	o := p.object(c.Fun)
	switch o.(type) {
	case *types.Func:
		return []types.Object{o}
	case *types.Var:
		return p.held(origin{c.Fun, -1, false}, map[types.Object]bool{})
	}
	return nil
}

func (p *program) held(from origin, seen map[types.Object]bool) (out []types.Object) {
	if lit, ok := ast.Unparen(from.expr).(*ast.FuncLit); ok {
		if ps := p.info.TypeOf(lit).(*types.Signature).Params(); ps.Len() > 0 {
			return []types.Object{ps.At(0)}
		}
		return nil
	}
	o := p.object(from.expr)
	if o == nil || seen[o] {
		return nil
	}
	seen[o] = true
	if f, ok := o.(*types.Func); ok {
		return []types.Object{f}
	}
	for _, g := range p.given[o] {
		out = append(out, p.held(g, seen)...)
	}
	return out
}

// flow notes who calls a function with what.
func (p *program) flow(n ast.Node) bool {
	c, ok := n.(*ast.CallExpr)
	if !ok {
		return true
	}
	for _, f := range p.callees(c) {
		p.calls[f] = append(p.calls[f], c)
		// A function given as an argument is called through the parameter.
		for i, a := range c.Args {
			if ps := p.params[f]; ps != nil && i < ps.Len() {
				p.given[ps.At(i)] = append(p.given[ps.At(i)], origin{a, -1, false})
			}
		}
	}
	return true
}

// constantOf is the text of a constant expression.
func (p *program) constantOf(e ast.Expr) (string, bool) {
	if v := p.info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	return "", false
}
