package arch_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// bound is an expression with what the parameters in it stand for.
type bound struct {
	expr ast.Expr
	env  map[types.Object]*bound
}

// raised is one code with one severity at one place of the source.
type raised struct {
	code, severity string // severity "" when a table decides it
	at             token.Pos
}

// findings lists every code that our code puts into a finding, with its
// severity, and the places whose code could not be told.
func (p *program) findings() (out []raised, untold []token.Pos) {
	r := &resolver{program: p, found: map[raised]bool{}, untold: map[token.Pos]bool{}}
	for _, f := range p.files {
		name := p.fset.Position(f.Pos()).Filename
		if strings.Contains(name, "/shared/document/") || strings.Contains(name, "/shared/synth/") ||
			strings.Contains(name, "/shared/scoreboard/") || strings.Contains(name, "/shared/store/") || strings.Contains(name, "/shared/rule/") || strings.HasSuffix(name, "/shared/step/board.go") || strings.HasSuffix(name, "/shared/web/desk/board.go") {
			continue // the vocabulary itself; inventions; what is written down again as it was; rules, which judge what was accepted
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.CallExpr:
				if f, ok := p.object(x.Fun).(*types.Func); ok && adds(f) {
					r.at = x.Pos()
					r.pair(&bound{expr: x.Args[0]}, &bound{expr: x.Args[1]}, 0)
				}
			case *ast.CompositeLit:
				if code, severity := r.written(x); code != nil && severity != nil {
					r.at = x.Pos()
					r.pair(&bound{expr: code}, &bound{expr: severity}, 0)
				}
			case *ast.AssignStmt:
				r.renamed(x)
			}
			return true
		})
	}
	return slices.Collect(maps.Keys(r.found)), slices.Collect(maps.Keys(r.untold))
}

// adds reports a method that puts a finding into a list: its code and severity
// are its first arguments, whatever it takes for the place.
func adds(f *types.Func) bool {
	const list = "(*" + module + "shared/document.Findings)"
	return f.FullName() == list+".Add" || f.FullName() == list+".At"
}

type resolver struct {
	*program

	at     token.Pos
	found  map[raised]bool
	untold map[token.Pos]bool
}

// written gives the code and the severity of a Finding written out.
func (r *resolver) written(x *ast.CompositeLit) (code, severity ast.Expr) {
	named, ok := types.Unalias(r.info.TypeOf(x)).(*types.Named)
	if !ok || named.Obj().Name() != "Finding" || named.Obj().Pkg().Path() != module+"shared/document" {
		return nil, nil
	}
	for _, e := range x.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch kv.Key.(*ast.Ident).Name {
		case "Code":
			code = kv.Value
		case "Severity":
			severity = kv.Value
		}
	}
	return code, severity
}

// renamed is a Finding that gets another code after it was written out.
func (r *resolver) renamed(x *ast.AssignStmt) {
	for i, to := range x.Lhs {
		s, ok := to.(*ast.SelectorExpr)
		if !ok || s.Sel.Name != "Code" || len(x.Rhs) != len(x.Lhs) {
			continue
		}
		for _, from := range r.given[r.object(s.X)] {
			lit, ok := from.expr.(*ast.CompositeLit)
			if !ok {
				continue
			}
			if _, severity := r.written(lit); severity != nil {
				r.at = x.Pos()
				r.pair(&bound{expr: x.Rhs[i]}, &bound{expr: severity}, 0)
			}
		}
	}
}

// pair tells a code together with its severity: what depends on a parameter is
// told call by call, so that a code keeps the severity it is given with.
func (r *resolver) pair(code, severity *bound, depth int) {
	if depth > 12 {
		r.untold[r.at] = true
		return
	}
	if r.together(code, severity, depth) {
		return
	}
	param := r.free(code, map[types.Object]bool{})
	if param == nil {
		param = r.free(severity, map[types.Object]bool{})
	}
	if param != nil {
		f := r.owner[param]
		for _, c := range r.calls[f] {
			r.pair(r.bind(code, f, c), r.bind(severity, f, c), depth+1)
		}
		return
	}
	codes, severities := map[string]bool{}, map[string]bool{}
	if !r.values(code, false, codes, map[ast.Node]bool{}) || len(codes) == 0 {
		r.untold[r.at] = true
	}
	if !r.values(severity, false, severities, map[ast.Node]bool{}) {
		severities = map[string]bool{"": true}
	}
	for c := range codes {
		for s := range severities {
			r.found[raised{c, s, r.at}] = true
		}
	}
}

// together follows a function that gives a code and its severity as one.
func (r *resolver) together(code, severity *bound, depth int) bool {
	one := func(b *bound) (origin, bool) {
		id, ok := b.expr.(*ast.Ident)
		if !ok {
			return origin{}, false
		}
		from := r.given[r.object(id)]
		return append(from, origin{})[0], len(from) == 1 && from[0].result >= 0
	}
	a, okA := one(code)
	b, okB := one(severity)
	if !okA || !okB || a.expr != b.expr {
		return false
	}
	c, ok := a.expr.(*ast.CallExpr)
	if !ok {
		return false
	}
	for _, f := range r.callees(c) {
		env := r.arguments(f, c, code.env)
		for _, ret := range r.returns[f] {
			r.pair(&bound{ret[a.result], env}, &bound{ret[b.result], env}, depth+1)
		}
	}
	return true
}

// free is a parameter the expression still depends on.
func (r *resolver) free(b *bound, seen map[types.Object]bool) types.Object {
	switch x := ast.Unparen(b.expr).(type) {
	case *ast.Ident:
		o := r.object(x)
		if o == nil || seen[o] {
			return nil
		}
		seen[o] = true
		if to := b.env[o]; to != nil {
			return r.free(to, seen)
		}
		if f := r.owner[o]; f != nil && len(r.calls[f]) > 0 {
			return o
		}
		for _, g := range r.given[o] {
			if g.result < 0 && !g.element {
				if p := r.free(&bound{g.expr, b.env}, seen); p != nil {
					return p
				}
			}
		}
	case *ast.BinaryExpr:
		if p := r.free(&bound{x.X, b.env}, seen); p != nil {
			return p
		}
		return r.free(&bound{x.Y, b.env}, seen)
	case *ast.CallExpr:
		if r.info.Types[x.Fun].IsType() {
			return r.free(&bound{x.Args[0], b.env}, seen)
		}
	}
	return nil
}

// bind replaces the parameters of a function by the arguments of a call.
func (r *resolver) bind(b *bound, f types.Object, c *ast.CallExpr) *bound {
	env := map[types.Object]*bound{}
	for o, to := range b.env {
		env[o] = r.bind(to, f, c)
	}
	for o, to := range r.arguments(f, c, nil) {
		if env[o] == nil {
			env[o] = to
		}
	}
	return &bound{b.expr, env}
}

func (r *resolver) arguments(f types.Object, c *ast.CallExpr, env map[types.Object]*bound) map[types.Object]*bound {
	out := map[types.Object]*bound{}
	ps := r.params[f]
	if ps == nil {
		return out
	}
	for i := range min(ps.Len(), len(c.Args)) {
		out[ps.At(i)] = &bound{c.Args[i], env}
	}
	return out
}

// values gathers the constants an expression may be; it tells when it cannot.
func (r *resolver) values(b *bound, element bool, into map[string]bool, seen map[ast.Node]bool) bool {
	e := ast.Unparen(b.expr)
	if v, ok := r.constantOf(e); ok {
		into[v] = true
		return true
	}
	if seen[e] {
		return true
	}
	seen[e] = true
	switch x := e.(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return r.named(b, element, into, seen)
	case *ast.BinaryExpr:
		left, right := map[string]bool{}, map[string]bool{}
		if !r.values(&bound{x.X, b.env}, false, left, seen) || !r.values(&bound{x.Y, b.env}, false, right, seen) {
			return false
		}
		for l := range left {
			for rr := range right {
				into[l+rr] = true
			}
		}
		return true
	case *ast.IndexExpr:
		return r.values(&bound{x.X, b.env}, true, into, seen)
	case *ast.CompositeLit:
		return element && r.elements(x, b.env, into, seen)
	case *ast.CallExpr:
		if r.info.Types[x.Fun].IsType() {
			return r.values(&bound{x.Args[0], b.env}, element, into, seen)
		}
		return r.result(x, 0, b.env, element, into, seen)
	}
	return false
}

func (r *resolver) elements(x *ast.CompositeLit, env map[types.Object]*bound, into map[string]bool, seen map[ast.Node]bool) bool {
	for _, e := range x.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if !r.values(&bound{e, env}, false, into, seen) {
			return false
		}
	}
	return true
}

func (r *resolver) named(b *bound, element bool, into map[string]bool, seen map[ast.Node]bool) bool {
	o := r.object(b.expr)
	if to := b.env[o]; to != nil {
		return r.values(to, element, into, seen)
	}
	known := len(r.given[o]) > 0
	for _, g := range r.given[o] {
		if c, ok := ast.Unparen(g.expr).(*ast.CallExpr); ok && g.result >= 0 {
			known = r.result(c, g.result, b.env, element, into, seen) && known
			continue
		}
		known = r.values(&bound{g.expr, b.env}, element || g.element || g.result == 0, into, seen) && known
	}
	return known
}

// result is what a function of ours may return.
func (r *resolver) result(c *ast.CallExpr, index int, env map[types.Object]*bound, element bool, into map[string]bool, seen map[ast.Node]bool) bool {
	known := false
	for _, f := range r.callees(c) {
		with := r.arguments(f, c, env)
		for _, ret := range r.returns[f] {
			if index >= len(ret) {
				return false
			}
			if known = r.values(&bound{ret[index], with}, element, into, seen); !known {
				return false
			}
		}
	}
	return known
}
