// Package scoreboard measures the readers on invented documents of every
// format and on their one-defect mutants: how many are accepted right, how
// many are accepted wrong (which must be none), and how many are quarantined
// rightly and wrongly.
//
// Example: of a thousand mutants of the print "columnas" 620 are quarantined
// because a control no longer adds up, and 380 are read as their pages now
// say.
//
// The generators live in shared/synth; Entries lists them. The scoreboard
// compares what parse would print with the truth of each specimen and mends
// nothing.
package scoreboard
