// Package glosa lists every rule in reading order and asks them of a company's
// declarations and books. What it gives is counted per rule and outcome, so
// that a rule whose data are absent is told apart from one that is kept.
//
// Example: Rules() gives the whole list; Run one pass over the declarations of
// a period.
//
// The package decides nothing itself: what a rule demands stands in the rule's
// own file.
package glosa
