// Package flow runs the compile workflow on one machine: it loads the very
// Amazon States Language definition that is deployed to Step Functions
// (infra/statemachine/compile.asl.json) and interprets exactly the subset that
// definition may use, in the JSONPath query language and without variables
// (design, Two engines).
//
// Example: Load refuses {"Type":"Task",...,"HeartbeatSeconds":9} with
// "States.Plan.HeartbeatSeconds: unsupported field", so that a workflow which
// would behave differently here and on AWS never starts.
//
// The package refuses every field, state type, path, context value and
// intrinsic it does not implement, when the definition is loaded and never
// later. It reads no clock, file or network: tasks, objects and pauses come
// from the caller in an Env.
//
// Source: states-language.net specification and the Step Functions developer
// guide (error names, quotas, Distributed Map).
package flow
