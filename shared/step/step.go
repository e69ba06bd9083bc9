// Package step is the application: one file per step of the flow, the same on
// one machine and on AWS. A step takes a document or a reference, asks the
// layers below, and hands its result to the books through the interfaces in
// books.go and blobs.go.
//
// Example: Ingest reads a Data Stage zip, keeps its bytes, and commits its
// pedimentos as facts; Match brings every touched material up to date.
//
// A bad document is a result of a step; only a broken dependency is an error.
package step
