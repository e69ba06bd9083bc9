package flow

import "encoding/json"

// state reads one state; the caller refuses the fields left over.
func (l *loader) state(o *object, name string, s site) *state {
	st := &state{name: name}
	o.text("Comment")
	kind := o.oneOf("Type", "Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map")
	if kind == "" {
		o.fail("Type", "missing")
		return st
	}
	if kind == "Fail" {
		st.action = loadFail(o, s)
		st.input, st.output = &path{text: "$"}, &path{text: "$"}
		return st
	}
	st.input, st.output = o.flowPath("InputPath", s), o.flowPath("OutputPath", s)
	switch kind {
	case "Succeed":
		st.action = echo{}
		return st
	case "Choice":
		st.action = loadChoice(o, s)
		return st
	case "Wait":
		if !o.has("Seconds") {
			o.fail("Seconds", "missing: only a Wait by Seconds is supported")
		}
		st.action = wait{seconds(o.whole("Seconds", 0, 0, MaxSeconds))}
		o.transition(st)
		return st
	}
	o.transition(st)
	o.resultPath(st, s)
	if kind != "Map" {
		own := s
		own.token = kind == "Task" && o.waits(s)
		st.params = o.template("Parameters", own)
	}
	if kind == "Pass" {
		st.action = loadPass(o)
		return st
	}
	st.pick = o.template("ResultSelector", s)
	o.handlers(st, s)
	switch kind {
	case "Task":
		st.action = loadTask(o, st, s)
	case "Parallel":
		st.action = l.parallel(o, s)
	case "Map":
		st.action = l.mapState(o, st, s)
	}
	return st
}

// waits reports a Task that ends when its token is handed back. Such a wait
// outlives this process, which can stop at a state of the machine itself and
// not in the middle of a Map.
func (o *object) waits(s site) bool {
	var resource string
	if json.Unmarshal(o.fields["Resource"], &resource) != nil || resource != waitResource {
		return false
	}
	if s.child || s.item || s.depth != 1 {
		o.fail("Resource", "%q is supported in a state of the machine itself only", waitResource)
	}
	return true
}

// transition takes exactly one of Next and End.
func (o *object) transition(st *state) {
	st.next = o.text("Next")
	end := false
	if o.has("End") {
		var ok bool
		if end, ok = o.value("End").(bool); !ok {
			o.fail("End", "expected true or false")
		}
	}
	if (st.next == "") != end {
		o.fail("Next", "exactly one of Next and End")
	}
}

// flowPath takes InputPath or OutputPath; missing is $, null is nil.
func (o *object) flowPath(field string, s site) *path {
	if !o.has(field) {
		return &path{text: "$"}
	}
	if string(o.fields[field]) == "null" {
		o.take(field)
		return nil
	}
	return o.path(field, s)
}

func (o *object) path(field string, s site) *path {
	p, err := parsePath(o.text(field), s)
	if err != nil {
		o.fail(field, "%v", err)
	}
	return &p
}

// resultPath takes ResultPath: $ replaces, null drops, names insert.
func (o *object) resultPath(st *state, s site) {
	p := o.flowPath("ResultPath", s)
	if p == nil {
		st.drop = true
		return
	}
	names, err := p.names()
	if err != nil {
		o.fail("ResultPath", "%v", err)
	}
	st.result = names
}

// template takes an optional payload template.
func (o *object) template(field string, s site) expr {
	if !o.has(field) {
		return nil
	}
	v := o.value(field)
	if _, ok := v.(map[string]any); !ok {
		o.fail(field, "expected a JSON object")
		return nil
	}
	e, r := compile(o.where+"."+field, v, s)
	o.adopt(r)
	return e
}
