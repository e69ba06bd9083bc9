package flow

import (
	"encoding/json"
	"slices"
	"time"
)

// Machine is a loaded definition. It is immutable and safe for concurrent runs.
type Machine struct {
	graph   graph
	timeout time.Duration // 0 means none
}

// graph is a set of states: of the machine, of a branch or of a processor.
type graph struct {
	start  string
	states map[string]*state
}

// state is one step; what differs by type is its action.
type state struct {
	name   string
	input  *path // nil: InputPath null, the state sees {}
	output *path // nil: OutputPath null
	params expr  // nil: none
	pick   expr  // ResultSelector, nil: none
	result []string
	drop   bool // ResultPath null: the result is thrown away
	next   string
	limit  expr // TimeoutSecondsPath, nil: none
	retry  []retrier
	catch  []catcher
	action action
}

// loader knows what must hold across the whole definition.
type loader struct {
	seen map[string]bool // state names, unique on Step Functions too
}

// Load reads a definition and refuses, with a *RefusalError naming state and field,
// whatever this interpreter would not do exactly as Step Functions does.
func Load(def []byte) (*Machine, error) {
	if len(def) > MaxDefinition {
		return nil, refuse("definition", "%d bytes, the limit is %d", len(def), MaxDefinition)
	}
	if !json.Valid(def) {
		return nil, refuse("definition", "not JSON")
	}
	o := openObject("", def)
	if o.err != nil {
		return nil, o.err
	}
	o.text("Comment")
	o.oneOf("Version", "1.0")
	o.oneOf("QueryLanguage", "JSONPath")
	m := &Machine{timeout: seconds(o.whole("TimeoutSeconds", 0, 1, MaxSeconds))}
	l := &loader{seen: map[string]bool{}}
	m.graph = l.graph(o, site{})
	if r := o.done(); r != nil {
		return nil, r
	}
	if left := Placeholders(def); len(left) > 0 {
		return nil, refuse("definition", "${%s} was not substituted", left[0])
	}
	return m, nil
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// graph takes StartAt and States from o.
func (l *loader) graph(o *object, s site) graph {
	g := graph{start: o.text("StartAt"), states: map[string]*state{}}
	if s.depth++; s.depth > MaxNesting {
		o.fail("States", "nested deeper than %d", MaxNesting)
		return g
	}
	if !o.has("States") {
		o.fail("States", "missing")
		return g
	}
	at := joinWhere(o.where, "States")
	states := openObject(at, o.take("States"))
	for _, name := range states.names() {
		if name == "" || len(name) > MaxStateName || l.seen[name] {
			states.fail(name, "a state's name has 1 to %d bytes and is unique in the whole definition", MaxStateName)
			break
		}
		l.seen[name] = true
		so := openObject(at+"."+name, states.take(name))
		g.states[name] = l.state(so, name, s)
		if states.adopt(so.done()); states.err != nil {
			break
		}
	}
	o.adopt(states.err)
	if o.err == nil {
		g.check(o, at)
	}
	return g
}

func joinWhere(where, field string) string {
	if where == "" {
		return field
	}
	return where + "." + field
}

// check follows every transition from the start.
func (g graph) check(o *object, at string) {
	if _, ok := g.states[g.start]; !ok {
		o.fail("StartAt", "there is no state %q", g.start)
		return
	}
	reached, queue := map[string]bool{g.start: true}, []string{g.start}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		for _, next := range g.states[name].targets() {
			if _, ok := g.states[next]; !ok {
				o.adopt(refuse(at+"."+name, "there is no state %q to go to", next))
				return
			}
			if !reached[next] {
				reached[next] = true
				queue = append(queue, next)
			}
		}
	}
	names := make([]string, 0, len(g.states))
	for name := range g.states {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if !reached[name] {
			o.adopt(refuse(at+"."+name, "no transition leads to this state"))
		}
	}
}

func (st *state) targets() []string {
	var out []string
	if st.next != "" {
		out = append(out, st.next)
	}
	for _, c := range st.catch {
		out = append(out, c.next)
	}
	if choice, ok := st.action.(choice); ok {
		for _, r := range choice.rules {
			out = append(out, r.next)
		}
		if choice.otherwise != "" {
			out = append(out, choice.otherwise)
		}
	}
	return out
}
