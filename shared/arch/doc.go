// Package arch holds no code: its tests check the shape of the repository, so
// that a rule of the design is a failing test and not a memory. They read the
// tree as text: the import layers, what a layer may call, and the agreement of
// functions/, template.yaml, the state machine, events/ and the environment.
//
// Example: a report that imports os fails with the file, the import and the
// layer it stands in.
package arch
