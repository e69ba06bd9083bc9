// Package lambdaio is the Lambda door: what every functions/<verb>/main.go
// needs besides its step, so that a main stays below 25 lines. It reads the
// settings from the environment, decodes the payload, calls the step and turns
// a fault into the one error type which a state machine or a queue can match.
//
// Example: a step returns fault.New(fault.Conflict, "commit", err); Start
// answers with errorType "Conflict", and the Retry of compile.asl.json that
// names Conflict runs the step again.
//
// The package refuses payload fields a step does not know, and it never logs a
// document's content, name, RFC or an error's text: those may be personal data.
package lambdaio
