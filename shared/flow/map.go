package flow

// mapping is Map: inline, or distributed with its own execution per item.
type mapping struct {
	items       *path // ItemsPath, unless read from an object
	bucket, key expr  // ItemReader
	selector    expr
	body        graph
	distributed bool
	concurrency int
	percent     float64 // ToleratedFailurePercentage
	count       int     // ToleratedFailureCount
}

func (l *loader) mapState(o *object, st *state, s site) action {
	inside := s
	inside.item = true
	m := mapping{
		selector:    o.template("ItemSelector", inside),
		concurrency: o.whole("MaxConcurrency", 0, 0, MaxItems),
	}
	if !o.has("ItemProcessor") {
		o.fail("ItemProcessor", "missing")
		return m
	}
	po := openObject(o.where+".ItemProcessor", o.take("ItemProcessor"))
	if po.has("ProcessorConfig") {
		co := openObject(po.where+".ProcessorConfig", po.take("ProcessorConfig"))
		m.distributed = co.oneOf("Mode", "INLINE", "DISTRIBUTED") == "DISTRIBUTED"
		if m.distributed && co.oneOf("ExecutionType", "STANDARD", "EXPRESS") == "" {
			co.fail("ExecutionType", "missing")
		}
		po.adopt(co.done())
	}
	if m.distributed {
		inside.child, inside.item = true, false
		o.text("Label")
		m.tolerance(o, st)
		m.reader(o, s)
	}
	if m.bucket == nil {
		m.items = &path{text: "$"}
		if o.has("ItemsPath") {
			m.items = o.path("ItemsPath", s)
		}
	}
	po.text("Comment")
	inside.depth++
	m.body = l.graph(po, inside)
	o.adopt(po.done())
	return m
}

// tolerance takes the two Tolerated fields. What a failed item leaves in the
// result is not documented, so a tolerant Map must throw its result away.
func (m *mapping) tolerance(o *object, st *state) {
	if !o.has("ToleratedFailurePercentage") && !o.has("ToleratedFailureCount") {
		return
	}
	m.percent = o.number("ToleratedFailurePercentage", 0, 0, 100)
	m.count = o.whole("ToleratedFailureCount", 0, 0, MaxItems)
	if !st.drop && (m.percent > 0 || m.count > 0) {
		o.fail("ResultPath", "a Map that tolerates failures needs ResultPath null")
	}
}

func (m *mapping) reader(o *object, s site) {
	if !o.has("ItemReader") {
		return
	}
	ro := openObject(o.where+".ItemReader", o.take("ItemReader"))
	ro.oneOf("Resource", "arn:aws:states:::s3:getObject")
	co := openObject(ro.where+".ReaderConfig", ro.take("ReaderConfig"))
	if co.oneOf("InputType", "JSON") == "" {
		co.fail("InputType", "missing")
	}
	ro.adopt(co.done())
	params, _ := ro.template("Parameters", s).(objectTemplate)
	for _, f := range params {
		switch f.name {
		case "Bucket":
			m.bucket = f.expr
		case "Key":
			m.key = f.expr
		default:
			ro.fail("Parameters."+f.name, "unsupported field")
		}
	}
	if m.bucket == nil || m.key == nil {
		ro.fail("Parameters", "Bucket and Key are needed")
	}
	o.adopt(ro.done())
}
