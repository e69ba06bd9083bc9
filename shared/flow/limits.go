package flow

// The limits, each with its reason.
const (
	// MaxDefinition is the largest definition accepted, the quota of Step
	// Functions for one state machine (1 MiB).
	MaxDefinition = 1 << 20

	// MaxPayload is the largest input or output of one state, task or item in
	// bytes of JSON (256 KiB, the quota of Step Functions). Passing it is
	// States.DataLimitExceeded: state data holds references, never content.
	MaxPayload = 256 << 10

	// MaxTransitions is how many state entries and retries one execution may
	// make, the event quota of one Step Functions history. It ends loops.
	MaxTransitions = 25_000

	// MaxItems is how many items one Map may iterate; it bounds memory here,
	// while AWS would go on to 100 million.
	MaxItems = 100_000

	// MaxItemObject is the largest object an ItemReader may read (32 MiB):
	// MaxItems range items of some 300 bytes.
	MaxItemObject = 32 << 20

	// MaxNesting is how deep Map and Parallel, payload templates and intrinsic
	// calls may nest; deeper is a mistake or an attack on the stack.
	MaxNesting = 16

	// MaxStateName is the quota of Step Functions for a state's name.
	MaxStateName = 80

	// MaxSeconds bounds every duration in a definition: one year, the quota of
	// a Step Functions execution.
	MaxSeconds = 31_536_000

	// MaxFormatted is the largest text States.Format may build; repeated
	// placeholders would otherwise multiply one payload without end.
	MaxFormatted = MaxPayload
)
