// Package statemachine carries the compile workflow exactly as it is deployed,
// so that the one-machine engine runs the very same definition.
package statemachine

import _ "embed" // the definition

// Compile is compile.asl.json.
//
//go:embed compile.asl.json
var Compile []byte
